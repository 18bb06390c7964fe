from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis.model import Span
from analysis.spans.counting import Words, words_of


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("", 0),
        ("“— …”", 0),
        ("the vice-president's 14,000 votes", 4),
        ("the U.S.", 3),
        ("rock ’n’ roll", 3),
        ("a 2.0-litre car", 3),
        ("well - no", 2),
        ("قال الوزير 你好", 3),
    ],
)
def test_a_word_is_a_run_of_letters_and_digits(text: str, count: int) -> None:
    assert Words(text).count([Span(0, len(text))]) == count


def test_a_word_in_two_spans_counts_once() -> None:
    assert Words("one two three").count([Span(0, 7), Span(4, 13), Span(4, 7)]) == 3


def test_a_word_that_a_span_cuts_counts() -> None:
    assert Words("one two three").count([Span(5, 6)]) == 1


def test_an_empty_span_holds_no_word_even_inside_one() -> None:
    assert Words("one").count([Span(1, 1)]) == 0


@given(st.text(alphabet="ab'-., “", max_size=40), st.data())
def test_two_halves_hold_no_fewer_words_than_the_whole(text: str, data: st.DataObject) -> None:
    cut = data.draw(st.integers(0, len(text)))
    whole = words_of(text).count([Span(0, len(text))])
    assert words_of(text).count([Span(0, cut), Span(cut, len(text))]) == whole
