"""The reader at work on text nobody has trained on: who says what."""

from __future__ import annotations

from dataclasses import replace
from threading import current_thread

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis.attribution import attribute, network, reader
from analysis.attribution.encoding import words
from analysis.attribution.linking import Window
from analysis.attribution.network import Reader
from analysis.ingest import from_text
from analysis.model import Attribution, Span
from analysis.pipeline import quoted
from analysis.quotes import inside
from analysis.text import form_of
from analysis.tokens import tokenise


def read(text: str) -> tuple[Attribution, ...]:
    article = tokenise(from_text(text))
    return attribute(article, quoted(article))


def told(text: str) -> list[tuple[str, str, str]]:
    """(source, cue, content) as words, halves joined by an ellipsis."""

    def joined(spans: tuple[Span, ...]) -> str:
        return " … ".join(span.of(text) for span in spans)

    return [(joined(a.source), joined(a.cue), joined(a.content)) for a in read(text)]


PLAIN = [
    (
        "a direct statement with its speaker after it",
        (
            "The ferry was late again on Monday. “We are sorry for the wait,” said Moira Keane, "
            "who runs the harbour. The boat carries 80 cars."
        ),
        ("Moira Keane, who runs the harbour", "said", "“We are sorry for the wait,”"),
    ),
    (
        "an indirect statement",
        "The mill closed in May. Anil Kapoor said the owners had not paid wages since March.",
        ("Anil Kapoor", "said", "the owners had not paid wages since March"),
    ),
    (
        "according to",
        "Wheat fell by a tenth, according to the growers' union.",
        ("the growers' union", "according to", "Wheat fell by a tenth"),
    ),
    (
        "the two halves of an interrupted quotation",
        'The clinic will stay open. "We have the money," she said. "We have the staff."',
        ("she", "said", '"We have the money," … "We have the staff."'),
    ),
    (
        "British single marks",
        (
            "The match was stopped after an hour. 'It's the players' safety that counts,' said "
            "the referee, Tom Hale."
        ),
        ("the referee, Tom Hale", "said", "'It's the players' safety that counts,'"),
    ),
]


@pytest.mark.parametrize(("text", "expected"), [c[1:] for c in PLAIN], ids=[c[0] for c in PLAIN])
def test_the_reader_finds(text: str, expected: tuple[str, str, str]) -> None:
    assert any(
        cue == expected[1] and content == expected[2] and source in expected[0] and source
        for source, cue, content in told(text)
    ), told(text)


def test_captions_and_boilerplate_never_feed_a_statement() -> None:
    text = (
        "The ferry was late again, said Moira Keane.\n\n"
        "“We are sorry,” said Moira Keane at the harbour. Reuters\n\n"
        "Sign up for our newsletter: “the best hour of my week,” says one reader.\n"
    )
    article = tokenise(from_text(text))
    kept = [p.span for p in article.paragraphs if p.kind in ("body", "heading")]
    found = attribute(article, quoted(article))
    assert len(kept) < len(article.paragraphs)
    for a in found:
        assert all(any(p.covers(s) for p in kept) for s in (*a.source, *a.cue, *a.content))


def test_a_statement_inside_a_statement_points_at_the_one_around_it() -> None:
    text = "Queen Noor said the port was ready to share its cranes, official media said."
    found = read(text)
    inner = [a for a in found if a.parent]
    outer = {a.id: a for a in found}
    for a in inner:
        assert any(s.covers(a.cue[0]) for s in outer[a.parent or ""].content)


def test_direct_mixed_and_indirect_are_told_by_the_words_inside_the_marks() -> None:
    text = 'He was "very angry" then. "I am angry."'
    article = from_text(text)
    mask = inside(text, quoted(article))
    assert form_of(text, mask, [Span(26, 39)]) == "direct"
    assert form_of(text, mask, [Span(0, 24)]) == "mixed"
    assert form_of(text, mask, [Span(0, 6)]) == "indirect"
    assert form_of(text, mask, []) == "indirect"


def test_nothing_to_read_gives_nothing() -> None:
    assert attribute(tokenise(from_text("Reuters")), ()) == ()
    assert read("...") == ()
    assert read("— … —") == ()


def test_the_same_text_gives_the_same_records_whatever_was_read_before() -> None:
    text = PLAIN[0][1]
    first = read(text)
    read(PLAIN[3][1])
    assert read(text) == first


def test_however_many_threads_read_a_text_they_find_the_same(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    text = "\n\n".join(c[1] for c in PLAIN * 12)
    found = words(text, [Span(0, len(text))], (), reader().vocabulary)
    alone = Reader.load(threads=1).score(found)
    assert len(alone) > 2
    threads = list[str]()
    monkeypatch.setattr(network, "go_on", lambda: threads.append(current_thread().name))
    # First another article is in work, too, then this one is alone and gets all threads.
    monkeypatch.setattr(network, "shared", lambda: not threads)
    helped = Reader.load(threads=2).score(found)
    assert threads[0] == current_thread().name
    assert current_thread().name not in threads[1:]
    for one, other in zip(alone, helped, strict=True):
        for name in Window.__slots__:
            assert np.array_equal(getattr(one, name), getattr(other, name))


def test_confidence_grows_with_each_piece_of_evidence_that_has_weight() -> None:
    shipped = replace(reader(), weights=(0.0, *[1.0] * 7))
    low = shipped.confidence([-2.0] * 7)
    high = shipped.confidence([-0.1] * 7)
    assert 0 < low < high < 1
    assert shipped.confidence([-1e9] * 7) > 0


def test_without_a_source_only_what_is_likely_enough_is_kept() -> None:
    article = tokenise(from_text("It is said that the river has no owner."))
    shipped, marks = reader(), quoted(article)

    def kept(sourceless: float) -> tuple[Attribution, ...]:
        prices = replace(shipped.prices, sourceless=sourceless)
        return attribute(article, marks, replace(shipped, prices=prices))

    (only,) = kept(0.0)
    assert not only.source
    assert kept(only.confidence - 0.01) == (only,)
    assert not kept(only.confidence + 0.01)


def test_what_is_unlikely_is_left_out() -> None:
    article = tokenise(from_text("The mayor said that the bridge would close."))
    shipped, marks = reader(), quoted(article)
    (only,) = attribute(article, marks)
    strict = replace(shipped, prices=replace(shipped.prices, least=only.confidence + 0.01))
    assert only.source
    assert not attribute(article, marks, strict)


ODD = ["", '"', "said", "“Ah", "x" * 400, "🙂 said 🙂.", "\u202e"]
LINES = st.lists(
    st.sampled_from([*(c[1] for c in PLAIN), *ODD]),
    max_size=6,
)


@settings(max_examples=25, deadline=None)
@given(LINES)
def test_every_span_lies_in_a_paragraph_and_ends_with_its_words(lines: list[str]) -> None:
    text = "\n\n".join(lines)
    if not text.strip():
        return
    article = tokenise(from_text(text))
    starts = {t.span.start for t in article.tokens}
    inner = [t.span for t in article.tokens]
    for a in attribute(article, quoted(article)):
        assert a.content
        assert 0 <= a.confidence <= 1
        for span in (*a.source, *a.cue, *a.content):
            assert span.start < span.end
            assert any(p.span.covers(span) for p in article.paragraphs)
            assert not text[span.start].isspace()
            assert not text[span.end - 1].isspace()
            cut = [t for t in inner if t.start < span.start < t.end and t.of(text)[0].isalnum()]
            assert not cut or span.start in starts


WHO = st.sampled_from(["Mayor", "The mayor", "Tim Cox, mayor of Hull", "TIM COX", "Q", "", ","])
MARK = st.sampled_from([": ", ":\n\n", " – ", " :: ", ", ", " … "])
SAID = st.sampled_from(["'We will not pay'", "“We will not pay.”", '"It is over."', "Do you?", "“"])
LABELLED = st.tuples(WHO, MARK, SAID).map("".join)


def test_a_colon_that_is_all_of_a_cue_stays_one() -> None:
    for text in ("Mayor: 'We will not pay'\n\nIt rained.\n", "The mayor: “We will not pay.”"):
        assert ":" in {cue for _, cue, _ in told(text)}
    assert told('Tim Cox, mayor of Hull: "It is over."')[0][1] == ":"


@settings(max_examples=60, deadline=None)
@given(st.lists(LABELLED, min_size=1, max_size=4))
def test_no_span_is_empty_where_marks_are_all_of_a_cue_or_a_source(parts: list[str]) -> None:
    text = "\n\n".join(parts)
    for a in read(text):
        assert all(span.of(text).strip() for span in (*a.source, *a.cue, *a.content))


def test_a_long_text_is_read_window_by_window() -> None:
    text = "\n\n".join(c[1] for c in PLAIN * 12)
    found = read(text)
    assert len(found) >= 4 * 12
    assert np.all(np.diff([a.content[0].start for a in found]) >= 0)


def test_a_window_holds_what_points_at_likely_cues_and_at_the_likeliest_whatever_it_is() -> None:
    for text, likely in (("The mayor said it rained, and added that it would.", 2), ("Rain.", 0)):
        found = words(text, [Span(0, len(text))], (), reader().vocabulary)
        (w,) = reader().score(found)
        chance = np.exp(w.tags[:, 3:5]).sum(1)
        assert w.cues.tolist() == sorted(np.argsort(-chance)[: max(1, likely)].tolist())
        assert w.to_cue.shape == (len(found), len(w.cues))
        assert w.to_source.shape == (len(w.cues), 1 + len(found))
        assert np.allclose(w.to_source.sum(1), 1, atol=1e-5)
        assert np.allclose(np.exp(w.to_first).sum(1), 1, atol=1e-5)


def test_the_confidence_of_a_statement_inside_another_is_a_regression_of_its_own() -> None:
    shipped = reader()
    one = replace(shipped, weights=(0.0, 1.0), nested_weights=(1.0, -1.0))
    assert one.confidence([2.0]) == pytest.approx(0.8808, abs=1e-4)
    assert one.confidence([2.0], nested=True) == pytest.approx(0.2689, abs=1e-4)
    assert shipped.weights != shipped.nested_weights
