from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from analysis.exchange.pieces import first_and_last, pieces
from analysis.exchange.units import Utf16
from analysis.model import Span

TEXTS = st.text(st.characters(exclude_categories=["Cs"]))


@given(TEXTS)
def test_every_place_is_counted_as_javascript_counts(text: str) -> None:
    units = Utf16(text)
    for place in range(len(text) + 1):
        count = len(text[:place].encode("utf-16-le")) // 2
        assert units.count(place) == count
        assert units.place(count) == place


def test_no_place_is_between_the_halves_of_a_pair_nor_outside() -> None:
    units = Utf16("a😀b")
    assert [units.place(n) for n in (-1, 0, 1, 2, 3, 4, 5)] == [-1, 0, 1, -1, 2, 3, -1]


def test_line_breaks_and_combining_marks_count_as_they_stand() -> None:
    text = "e\u0301\r\nقال\u202b👩‍👩‍👧"
    assert Utf16(text).count(len(text)) == len(text) + 3


@given(st.data(), st.text("ab \n\t😀\u0301", max_size=12))
def test_pieces_are_the_text_and_every_span_falls_on_their_ends(
    data: st.DataObject, text: str
) -> None:
    place = st.integers(0, len(text))
    ends = st.tuples(place, place).filter(lambda pair: pair[0] < pair[1])
    spans = [Span(*pair) for pair in data.draw(st.lists(ends, max_size=3))] if text else []
    found = pieces(text, spans[:1], spans)
    assert "".join(text[p.start : p.end] + " " * p.space for p in found) == text
    first, last = first_and_last(found)
    assert all(span.start in first and span.end in last for span in spans)
    assert all(text[p.start : p.end] for p in found)
