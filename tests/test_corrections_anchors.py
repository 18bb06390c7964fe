from __future__ import annotations

import time
from collections import Counter
from collections.abc import Callable, Iterable
from functools import cache

import pytest
from domains import passages
from edited import Edited, cut, edit
from hypothesis import given, settings
from hypothesis import strategies as st
from seed import gold_extraction

from analysis.corrections.anchors import Placed, place, quote
from analysis.corrections.indexing import Index, split
from analysis.corrections.records import Quote
from analysis.model import Span


@cache
def anchored() -> tuple[tuple[str, tuple[tuple[Span, Quote], ...]], ...]:
    """Every gold span of the seed and of our own passages, written down as a quote."""
    seed = gold_extraction()
    texts: list[tuple[str, list[Span]]] = [
        (
            seed.article.text,
            [s for a in seed.attributions for s in (*a.source, *a.cue, *a.content)],
        )
    ]
    texts += [
        (p.text, [s for said in p.statements for s in (*said.source, *said.cue, *said.content)])
        for p in passages()
        if p.statements
    ]
    return tuple(
        (text, tuple(zip(spans, _quotes(text, spans), strict=True))) for text, spans in texts
    )


def _quotes(text: str, spans: Iterable[Span]) -> list[Quote]:
    index = Index(text)
    return [quote(index, span) for span in spans]


def outcomes(
    text: str,
    own: tuple[tuple[Span, Quote], ...],
    seed: int,
    share: float,
    change: Callable[[str, int, float], Edited] = edit,
) -> Counter[str]:
    """What became of each quote: right, reported, or wrong (with or without a word of warning)."""
    counts: Counter[str] = Counter()
    new = change(text, seed, share)
    index = Index(new.text)
    visible = {n for n, c in enumerate(new.text) if not c.isspace()}
    for span, written in own:
        wanted = new.left(span) & visible
        found = place(index, written)
        if isinstance(found, str):
            counts["reported" if wanted else "right"] += 1
        elif new.old(found.span) & visible == wanted or same(new.text, found, written):
            counts["right"] += 1
        else:
            counts["doubted" if found.changed else "wrong"] += 1
    return counts


def letters(text: str, span: Span) -> int:
    """How many of its characters are no white space."""
    return len("".join(span.of(text).split()))


def same(text: str, found: Placed, written: Quote) -> bool:
    """Whether the very words stand there, if as another copy that chance put beside them."""
    return split(found.span.of(text)) == split(written.text)


def test_quotes_are_found_again_after_edits_and_never_placed_wrongly_without_a_word() -> None:
    texts, total = anchored(), Counter[str]()

    @settings(max_examples=100)
    @given(st.integers(0, len(texts) - 1), st.integers(0, 2**32), st.floats(0, 0.2))
    def edited(number: int, seed: int, share: float) -> None:
        text, own = texts[number]
        counts = outcomes(text, own[seed % 3 :: 3], seed, share)
        assert counts["wrong"] == 0
        total.update(counts)

    edited()
    assert sum(total.values()) > 1000
    assert total["right"] >= 0.95 * sum(total.values())


def test_of_a_fifth_of_all_words_edited_nineteen_of_twenty_quotes_are_found() -> None:
    total = Counter[str]()
    for seed, (text, own) in enumerate(anchored()):
        total.update(outcomes(text, own, seed, 0.2))
    assert total["wrong"] == 0
    assert total["right"] >= 0.95 * sum(total.values())
    assert total["doubted"] <= 0.01 * sum(total.values())


def test_when_a_fifth_is_cut_out_what_is_left_is_found_and_nothing_elsewhere() -> None:
    total = Counter[str]()
    for seed in range(3):
        for number, (text, own) in enumerate(anchored()):
            new = cut(text, seed + number, 0.2)
            whole = [pair for pair in own if len(new.left(pair[0])) in (0, letters(text, pair[0]))]
            torn = tuple(pair for pair in own if pair not in whole)
            total.update(outcomes(text, tuple(whole), seed + number, 0.2, cut))
            assert outcomes(text, torn, seed + number, 0.2, cut)["wrong"] == 0
    assert total["wrong"] == 0
    assert total["right"] >= 0.95 * sum(total.values())
    assert total["doubted"] <= 0.01 * sum(total.values())


def test_a_mark_is_taken_for_another_one_with_a_word_of_warning_at_most() -> None:
    lines = "Mr FYFE: I read it.\n\nSenator OUYANG: For how long?\n\nMr FYFE: A page, Senator.\n"
    start = lines.rindex(":")
    written = quote(Index(lines), Span(start, start + 1))
    left = lines.replace("For how long?\n\nMr FYFE: ", "")
    found = place(Index(left), written)
    assert isinstance(found, str) or found.changed
    assert place(Index(f"New.\n\n{lines}"), written) == Placed(Span(start + 6, start + 7))


def test_every_stretch_of_an_unchanged_article_is_found_as_it_was() -> None:
    for text, own in anchored():
        index = Index(text)
        assert all(place(index, written) == Placed(span) for span, written in own)


@given(st.text(min_size=1), st.data())
def test_any_stretch_of_any_text_is_found_or_reported_and_never_elsewhere(
    text: str, data: st.DataObject
) -> None:
    start = data.draw(st.integers(0, len(text) - 1))
    span = Span(start, data.draw(st.integers(start + 1, len(text))))
    if not span.of(text).strip():
        return
    index = Index(text)
    found = place(index, quote(index, span))
    trimmed = span.of(text).split()
    assert isinstance(found, str) or found.span.of(text).split() == trimmed


TWICE = "He said no. " * 3 + "\n\nShe went home. He said no.\n"


@pytest.mark.parametrize(
    ("text", "wanted", "found"),
    [
        ("The mayor said no.", Quote("the MAYOR"), "The mayor"),
        ("He said “no”.", Quote('"no"'), "“no”"),
        ("It rains.\nIt\n pours.", Quote("rains. It pours"), "rains.\nIt\n pours"),
        (TWICE, Quote("said", "She went home. He", "no."), "said"),
        (TWICE, Quote("He said no."), "its words stand there 4 times; quote more"),
        ("It rains.", Quote("It pours."), "its words are not there any more"),
        ("It rains.", Quote("…"), "its words are not there any more"),
        ("", Quote("It", "a b c", "d e f"), "its words are not there any more"),
    ],
)
def test_a_quote_by_hand_is_found_where_it_stands_alone(
    text: str, wanted: Quote, found: str
) -> None:
    got = place(Index(text), wanted)
    assert (got if isinstance(got, str) else got.span.of(text)) == found


def test_of_equal_words_those_much_nearer_to_the_old_place_are_taken() -> None:
    text = "Go. " + "word " * 100 + "Go."
    assert place(Index(text), Quote("Go", at=6)) == Placed(Span(0, 2))
    assert isinstance(place(Index(text), Quote("Go", at=250)), str)


def test_one_of_two_like_paragraphs_is_never_taken_for_the_other() -> None:
    block = "The minister said on Monday that taxes would fall by spring.\n\n"
    text = block * 2
    span = Span(text.rindex("taxes"), text.rindex("taxes") + 5)
    written = quote(Index(text), span)
    assert place(Index(text), written) == Placed(span)
    more = "Word. " * 40 + text
    assert place(Index(more), written) == Placed(
        Span(more.rindex("taxes"), more.rindex("taxes") + 5)
    )
    assert isinstance(place(Index("New. " + block * 3), written), str)


def test_a_long_quote_is_found_by_its_ends_when_its_middle_is_edited() -> None:
    words = " ".join(f"word{n}" for n in range(300))
    text = f"She said: {words}. The end of it came soon."
    span = Span(10, 10 + len(words))
    written = quote(Index(text), span)
    edited = "A new first line.\n\n" + text.replace("word150 ", "other things were said ")
    found = place(Index(edited), written)
    assert isinstance(found, Placed)
    assert found.changed
    assert found.span.of(edited).startswith("word0 ") and found.span.of(edited).endswith("word299")


def test_looking_up_grows_with_the_text_and_not_with_its_square() -> None:
    seed = gold_extraction()
    spans = [s for a in seed.attributions for s in (*a.source, *a.cue)]
    quotes = _quotes(seed.article.text, spans)

    def took(times: int) -> float:
        text = "".join(
            f"Part {n}. {edit(seed.article.text, n, 0.2).text}\n\n" for n in range(times)
        )
        began = time.perf_counter()
        index = Index(text)
        for written in quotes:
            place(index, written)
        return time.perf_counter() - began

    took(1)
    assert took(16) < 16 * max(took(2), 0.05)
