from __future__ import annotations

import time
from dataclasses import replace

import pytest
from samples import SAMPLES, Said, build
from stories import QUOTE, both, called, first, one, person, second, unnamed

from analysis.comparing import heading
from analysis.comparing.aligning import MOST
from analysis.comparing.records import Change, Compared, Party, Shared, Who
from analysis.comparing.wording import containment, form, liken
from analysis.errors import InputError
from analysis.model import Extraction, Source


def change(a: Extraction, b: Extraction) -> Change:
    (group,) = both(a, b).shared
    (found,) = group.changes
    return found


def about(c: Compared, words: str) -> Shared:
    (found,) = [
        g for g in c.shared if any(words in w.text for p in g.parts for s in p for w in s.words)
    ]
    return found


def party(c: Compared, name: str) -> Party:
    (found,) = [p for p in c.parties if any(s and s.name == name for s in p.sources)]
    return found


def test_an_article_beside_itself_shares_everything_and_changes_nothing() -> None:
    for sample in (first(), *(make() for make in SAMPLES)):
        c = both(sample, replace(sample))
        assert c.lone == ()
        assert len(c.shared) == len(sample.attributions)
        for group in c.shared:
            assert group.verbatim
            (found,) = group.changes
            assert found.who in ("same", "unsure")
            assert not (found.moved or found.requoted or found.altered)
            assert [p.op for p in found.pieces] == ["same"]
        assert all(p.heard == (True, True) for p in c.parties)


def test_articles_without_a_statement_share_none() -> None:
    silent, told = SAMPLES[0](), first()
    c = both(silent, told)
    assert c.shared == ()
    assert len(c.lone) == len(told.attributions)
    assert both(silent, SAMPLES[1]()).parties == ()
    assert "Nobody is found to say anything" in heading.lede(both(silent, SAMPLES[1]()))


def test_who_is_heard_in_one_and_not_in_the_other_is_told_by_name() -> None:
    c = both(first(), second())
    assert party(c, "Ana Ruiz").heard == (True, True)
    assert party(c, "Ana Ruiz") is party(c, "Ruiz")
    assert party(c, "Tom Hale") is party(c, "T. Hale")
    assert party(c, "Peter Lang").heard == (True, False)
    assert party(c, "Critics").heard == (True, False)
    health = party(c, "WHO")
    assert health.heard == (False, True)
    assert health.sources[0] is not None
    assert not any(p.unsure for p in c.parties)


def test_what_is_shared_and_what_changed_in_it_is_found() -> None:
    c = both(first(), second())
    assert len(c.shared) == 3
    quote = about(c, "never")
    assert not quote.verbatim
    assert quote.changes[0].altered
    assert [(p.left, p.right) for p in quote.changes[0].pieces if p.altered] == [("not", "never")]
    cost = about(c, "million").changes[0]
    assert (cost.who, cost.figures, cost.altered) == ("named", True, False)
    told = about(c, "Nobody") or about(c, "“Nobody")
    assert told.verbatim


def test_words_that_another_article_prints_without_a_source_are_traced() -> None:
    c = both(first(), second())
    traced = {lone.statement.speaker: lone.traces for lone in c.lone if lone.traces}
    assert set(traced) == {"f"}
    (trace,) = traced["f"]
    assert trace.span.of(second().article.text).startswith("It would run three more boats")
    assert (trace.article, trace.paragraph) == (1, 4)


def mirrored(c: Compared) -> object:
    """All that a comparison of two says, with the sides swapped."""

    def swap(pair: tuple[object, ...]) -> tuple[object, ...]:
        return tuple(reversed(pair))

    parts = {
        (
            swap(tuple(tuple(s.id for s in p) for p in g.parts)),
            swap(tuple(tuple(s.id for s in p) for p in g.again)),
            g.verbatim,
            g.changes[0].likeness,
            g.changes[0].who,
            g.changes[0].requoted,
            g.changes[0].moved,
            tuple((p.right, p.left, p.altered) for p in g.changes[0].pieces),
        )
        for g in c.shared
    }
    voices = {(swap(p.sources), swap(p.heard), p.unsure) for p in c.parties}
    alone = {(1 - x.statement.article, x.statement.id, bool(x.traces)) for x in c.lone}
    return parts, voices, alone


def straight(c: Compared) -> object:
    parts = {
        (
            tuple(tuple(s.id for s in p) for p in g.parts),
            tuple(tuple(s.id for s in p) for p in g.again),
            g.verbatim,
            g.changes[0].likeness,
            g.changes[0].who,
            g.changes[0].requoted,
            g.changes[0].moved,
            tuple((p.left, p.right, p.altered) for p in g.changes[0].pieces),
        )
        for g in c.shared
    }
    voices = {(p.sources, p.heard, p.unsure) for p in c.parties}
    return parts, voices, {(x.statement.article, x.statement.id, bool(x.traces)) for x in c.lone}


def test_the_sides_can_be_swapped() -> None:
    articles = [first(), second(), *(make() for make in SAMPLES)]
    for a in articles:
        for b in articles:
            assert mirrored(both(a, b)) == straight(both(b, a)), (a.article.id, b.article.id)


@pytest.mark.parametrize(
    ("left", "right"),
    [
        ("“We Will Stay Here Until Spring”", '"we will stay here until spring"'),
        ("that it’s the end of the road", "it's the end of the road"),
        ("the ﬁsh died in the long-lost river", "The fish died in the long‑lost river,"),
        ("they stayed\r\nuntil the very end", "they stayed until the very end"),
    ],
)
def test_marks_case_and_line_breaks_never_make_a_difference(left: str, right: str) -> None:
    found = change(one(left), one(right))
    assert found.likeness == 1.0
    assert not found.altered


@pytest.mark.parametrize(
    ("left", "right", "altered"),
    [
        (
            "“We will not leave the old harbour today”",
            "“We will never leave the old harbour today”",
            True,
        ),
        (
            "“We will not leave the old harbour today”",
            "“We will leave the old harbour today”",
            True,
        ),
        (
            "“We will not leave the old harbour today”",
            "“We will … leave the old harbour today”",
            False,
        ),
        ("“We saw them leave the harbour today”", "“We saw them leave [the docks] today”", False),
        ("“We will not leave the old harbour today”", "“We will not leave the old harbour”", False),
        (
            "“We will not leave the old harbour today”",
            "“We will not leave the old harbour soon”",
            True,
        ),
        (
            "we will not leave the old harbour today",
            "we will never leave the old harbour today",
            False,
        ),
        (
            "“We will not leave the old harbour today”",
            "we will never leave the old harbour today",
            False,
        ),
    ],
)
def test_a_quotation_is_altered_only_where_it_hides_the_change(
    left: str, right: str, altered: bool
) -> None:
    found = change(one(left), one(right))
    assert found.altered is altered
    assert change(one(right), one(left)).altered is altered


def test_a_paraphrase_of_a_quotation_is_said_to_be_one() -> None:
    a, b = (
        one("“The old harbour will close in spring”"),
        one("the old harbour will close in spring"),
    )
    assert change(a, b).requoted
    assert not change(a, a).requoted


@pytest.mark.parametrize(
    ("left", "right", "who"),
    [
        (person("p", "Pia Holm"), person("q", "Pia Holm"), "same"),
        (person("p", "Pia Holm"), unnamed("q", "a minister"), "named"),
        (unnamed("p", "a minister"), unnamed("q", "the minister"), "unsure"),
        (unnamed("p", "a minister"), unnamed("q", "a diplomat"), "otherwise"),
        (person("p", "Pia Holm"), person("q", "Bo Falk"), "another"),
        (person("p", "Pia Holm"), Source("q", "critics", "group", "generic"), "class"),
        (person("p", "Thomas Holm"), person("q", "Tom Holm"), "unsure"),
    ],
)
def test_a_shared_statement_tells_whose_it_is_on_either_side(
    left: Source, right: Source, who: Who
) -> None:
    words = "the old harbour would close in the spring"
    assert change(one(words, left), one(words, right)).who == who


def test_a_statement_with_a_source_on_one_side_only_is_nobodys() -> None:
    words = "the old harbour would close in the spring"
    lost = build([f"{words} here."], [Said(None, "", "", (words,))])
    assert change(one(words), lost).who == "nobody"


@pytest.mark.parametrize(
    ("left", "right", "joined", "unsure"),
    [
        ("Ana Ruiz", "Ruiz", True, False),
        ("Dr. Ana Ruiz", "Ana María Ruiz", True, False),
        ("Ana Ruiz", "A. Ruiz", True, False),
        ("Ana Ruiz", "Eva Ruiz", False, False),
        ("Asaad Al Shibani", "Asaad al-Shaibani", True, True),
        ("Ana Ruiz", "Ana Rossi", False, False),
    ],
)
def test_people_are_matched_by_name_and_never_by_half_of_two_names(
    left: str, right: str, joined: bool, unsure: bool
) -> None:
    a = one("the cat sat on a very old mat", person("p", left))
    b = one("no dog ever slept below that new chair", person("q", right))
    c = both(a, b)
    assert (len(c.parties) == 1) is joined
    assert c.parties[0].unsure is unsure


def test_a_surname_that_two_people_bear_joins_nobody() -> None:
    words = ("the cat sat on a very old mat", "no dog slept below that new chair")
    said = [Said("a", "Ana Ruiz", "said", (words[0],)), Said("e", "Eva Ruiz", "said", (words[1],))]
    two = build(
        [f"Ana Ruiz said {words[0]}.", f"Eva Ruiz said {words[1]}."],
        said,
        [person("a", "Ana Ruiz"), person("e", "Eva Ruiz")],
    )
    c = both(two, one("seven birds flew over the quiet lake", person("q", "Ruiz")))
    assert len(c.parties) == 3


def test_a_body_is_matched_by_its_letters_and_a_government_by_its_country() -> None:
    words = "the air over the city was clean"
    kinds = [
        (Source("p", "World Health Organization", "organisation", "named"),
         Source("q", "WHO", "organisation", "named")),
        (Source("p", "the Syrian government", "government", "named"),
         Source("q", "Syria", "government", "named")),
    ]  # fmt: skip
    for left, right in kinds:
        assert len(both(one(words, left), one(words, right)).parties) == 1


def test_a_statement_that_is_split_is_one_and_its_words_are_not_lost() -> None:
    whole = one("“We built the wall by hand and nobody came to help us in the winter”")
    halves = ("“We built the wall by hand”", "“nobody came to help us in the winter”")
    text = f"{halves[0]} said Pia Holm. And {halves[1]} said Pia Holm."
    said = [Said("p", "Pia Holm", "said", (half,), "direct") for half in halves]
    c = both(whole, build([text], said, [person("p", "Pia Holm")]))
    (group,) = c.shared
    assert [len(part) for part in group.parts] == [1, 2]
    assert c.lone == ()
    assert not group.changes[0].altered


def test_a_statement_that_is_told_twice_is_shared_and_told_once_more() -> None:
    words = "the old harbour would close in the spring"
    text = f"{words} said Pia Holm. Again: {words.upper()} said Pia Holm."
    said = [Said("p", "Pia Holm", "said", (w,)) for w in (words, words.upper())]
    c = both(one(words), build([text], said, [person("p", "Pia Holm")]))
    (group,) = c.shared
    assert [len(part) for part in group.again] == [0, 1]
    assert c.lone == ()


def test_short_words_are_shared_only_from_the_same_mouth() -> None:
    same, other = person("q", "Pia Holm"), person("q", "Bo Falk")
    assert len(both(one("no comment"), one("no comment", same)).shared) == 1
    assert both(one("no comment"), one("no comment", other)).shared == ()


def test_what_moved_is_as_little_as_can_be() -> None:
    places = ("alpha lake", "beta hill", "gamma road", "delta town")
    words = [f"thing {place} happened near the {place[::-1]}" for place in places]
    who = [person("p", "Pia Holm")]

    def told(order: list[int]) -> Extraction:
        lines = [f"Pia Holm said {words[n]}." for n in order]
        said = [Said("p", "Pia Holm", "said", (words[n],)) for n in order]
        return build(lines, said, who)

    c = both(told([0, 1, 2, 3]), told([3, 0, 1, 2]))
    moved = [g.parts[0][0].words[1].form for g in c.shared if g.changes[0].moved == "order"]
    assert moved == ["delta"]


def test_three_articles_are_measured_against_the_first_that_has_it() -> None:
    c = both(first(), second(), called(first(), "third"))
    quote = about(c, "never")
    assert [(x.base, x.other, x.altered) for x in quote.changes] == [(0, 1, True), (0, 2, False)]
    ferry = about(c, "boats")
    assert [bool(part) for part in ferry.parts] == [True, False, True]
    assert [(trace.article, trace.paragraph) for trace in ferry.traces] == [(1, 4)]
    assert party(c, "Critics").heard == (True, False, True)


@pytest.mark.parametrize("articles", [0, 1, MOST + 1])
def test_too_few_or_too_many_articles_are_refused(articles: int) -> None:
    with pytest.raises(InputError, match="give 2 to 8 articles"):
        both(*[first()] * articles)


def test_a_likeness_is_the_same_from_both_sides() -> None:
    a, b = "a b c d x y a b".split(), "x y a b q c d".split()
    there, back = liken(a, b), liken(b, a)
    assert there.ratio == back.ratio
    assert there.blocks == tuple((m, n, size) for n, m, size in back.blocks)
    assert containment(a, b) == containment(b, a)


def test_a_word_has_one_form() -> None:
    assert form("Don’t") == form("DON'T") == "don't"


def test_ten_thousand_words_are_compared_in_moments_also_where_all_is_alike() -> None:
    spread = [
        f"reports {n} about town {n * 7} came from place {n * 3} at noon" for n in range(1000)
    ]
    alike = ["the same few words about the same old town again"] * 1000
    for lines in (spread, alike):
        said = [Said("p", "", "", (line,)) for line in lines]
        text = build(["\n".join(lines)], said, [person("p", "Pia Holm")])
        other = called(text, "other")
        begun = time.process_time()
        c = both(text, other)
        assert time.process_time() - begun < 20
        assert c.shared
        assert c.lone == ()


def test_a_very_long_statement_is_aligned_by_its_ends() -> None:
    words = [f"word{n}" for n in range(3000)]
    like = liken([*words, "x", *words], [*words, "y", *words])
    assert like.words == 6000


def test_the_quote_of_the_story_is_in_it() -> None:
    assert QUOTE in first().article.text
