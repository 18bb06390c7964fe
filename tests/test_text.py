from __future__ import annotations

import pytest

from analysis.model import Form, Span
from analysis.text import dice, fold, form, form_of, runs


@pytest.mark.parametrize(
    ("quoted", "words", "wanted"),
    [
        (0, 0, "indirect"),
        (0, 5, "indirect"),
        (1, 50, "mixed"),
        (18, 20, "mixed"),
        (19, 20, "direct"),
        (40, 41, "direct"),
    ],
)
def test_a_content_is_direct_from_95_percent_of_its_words_between_marks(
    quoted: int, words: int, wanted: Form
) -> None:
    assert form([1] * quoted + [0] * (words - quoted)) == wanted


def test_marks_beside_words_never_decide_the_form() -> None:
    text = "“We stay,” he said."
    mask = bytearray(b"\x01" * 8 + b"\x00" * (len(text) - 8))
    assert form_of(text, mask, [Span(0, 10)]) == "direct"


def test_offsets_may_point_outside_the_text() -> None:
    assert list(runs("one two", [Span(-5, 2), Span(4, 10**30), Span(9, 12)])) == [0, 4]


def test_letter_case_and_curled_apostrophes_are_no_difference() -> None:
    assert fold("Didn’t STRASSE") == fold("didn't straße")


def test_two_empty_sets_overlap_wholly_and_one_not_at_all() -> None:
    none, some = frozenset[int](), frozenset({1, 2})
    assert (dice(none, none), dice(none, some), dice(some, none)) == (1, 0, 0)
    assert dice(some, frozenset({2, 3})) == 0.5
