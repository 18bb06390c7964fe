"""Spans that keep words and quotation marks whole."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis.attribution import untimed
from analysis.attribution.boundaries import Boundaries
from analysis.model import Article, Paragraph, Span
from analysis.quotes import pair
from analysis.tokens import tokenise


def boundaries(text: str) -> Boundaries:
    whole = Span(0, len(text))
    article = tokenise(Article("t", text, (Paragraph(whole),)))
    return Boundaries.of(text, article.tokens, pair(text, [whole]))


def mended(text: str, part: str, *others: str) -> str:
    def span(of: str) -> Span:
        return Span(text.index(of), text.index(of) + len(of))

    return boundaries(text).mend(span(part), [span(other) for other in others]).of(text)


CASES = [
    ("a half word is completed", "The U.S.-led force left.", "led force", "U.S.-led force"),
    ("a lone opening mark takes its end in", 'He was "very angry" then.', '"very', '"very angry"'),
    (
        "a lone closing mark takes its start in",
        "He was “very angry” then.",
        "angry”",
        "“very angry”",
    ),
    ("all words of a quotation bring its marks", '"We won," she said.', "We won", '"We won,"'),
    ("part of a quotation stays part", '"We won it," she said.', "We won", "We won"),
    ("the sentence's comma stays outside", "It rained, he said.", "It rained,", "It rained"),
    ("the stop of the sentence before stays outside", "Ok. It rained.", ". It rained", "It rained"),
    ("a pictograph beside it stays outside", "🎉 “We won” 🎉", "🎉 “We won” 🎉", "“We won”"),
    ("so does one of several characters", "👍🏽❤️ “We won”", "👍🏽❤️ “We won”", "“We won”"),
    ("a degree is part of what is said", "It will be 40° then.", "be 40°", "be 40°"),
    (
        "a lone mark of emphasis takes its end in",
        "It *was* **bad**.",
        "It *was* **bad",
        "It *was* **bad**",
    ),
    ("emphasis around all of it is cut off", "The *old mayor* said so.", "old mayor*", "old mayor"),
    ("so is emphasis around a quotation", '**"We won,"** she said.', "We won", '"We won,"'),
    ("marks that stand alone are no emphasis", "It is 2 * 3 * 4, she said.", "2 *", "2 *"),
    ("doubled single marks are one mark", "''We won,'' she said.", "'We won,''", "''We won,''"),
]


@pytest.mark.parametrize(
    ("text", "part", "whole"), [c[1:] for c in CASES], ids=[c[0] for c in CASES]
)
def test_mend(text: str, part: str, whole: str) -> None:
    assert mended(text, part) == whole


def test_a_span_does_not_grow_over_its_own_cue() -> None:
    text = '"We won, he said, and went home" was all.'
    assert mended(text, '"We won', "he said") == "We won"


def test_a_span_does_not_grow_over_its_cue_for_emphasis() -> None:
    assert mended('Mayor *says* "no" to tolls', "Mayor *", "says") == "Mayor"


def test_emphasis_never_takes_a_span_over_the_end_of_its_line() -> None:
    assert mended("*See the note\nIt costs two pounds* now", "It costs two pounds*") == (
        "It costs two pounds*"
    )


def test_a_name_begins_with_its_first_word_not_with_emphasis() -> None:
    text = "**Tim Cox**, the mayor, said so."
    assert boundaries(text).bare(Span(0, 22)).of(text) == "Tim Cox**, the mayor"
    assert boundaries(text).bare(Span(2, 9)) == Span(2, 9)


@given(st.text(alphabet="ab \"'“”.,-*", min_size=1, max_size=60), st.data())
def test_no_span_holds_a_lone_mark_of_a_pair(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start + 1, len(text)))
    found = boundaries(text).mend(Span(start, end), [])
    outer = [q for q in pair(text, [Span(0, len(text))]) if q.closed and q.depth == 0]
    for quotation in outer:
        opens = found.start <= quotation.span.start < found.end
        closes = found.start < quotation.span.end <= found.end
        assert opens == closes or not len(found)


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("14:12 The mayor", "The mayor"),
        ("9.05am – Ferries", "Ferries"),
        ("14:12 is late", "14:12 is late"),
        ("At 14:12 The mayor", "At 14:12 The mayor"),
    ],
)
def test_a_time_that_opens_a_line_is_no_word_of_a_statement(text: str, left: str) -> None:
    assert untimed(Span(0, len(text)), text).of(text) == left
    assert untimed(Span(2, 2 + len(text)), f". {text}").of(f". {text}") == text
