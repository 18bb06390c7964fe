"""Layouts of text files, and what a paragraph's span never is."""

from __future__ import annotations

import textwrap

import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis.ingest.paragraphs import split

FIRST = (
    "The council voted on Monday to close two of the town's four libraries, in spite of a petition "
    "that more than nine thousand people had signed. It was a close vote."
)
SECOND = (
    "Officials said the buildings needed repairs that the budget for the coming year could not pay "
    "for. Readers would be offered a van instead, they said, and longer hours elsewhere."
)
THIRD = "The decision will be looked at again in the spring. Nobody expects it to be reversed."
ALL = [FIRST, SECOND, THIRD]


def surfaces(text: str) -> list[str]:
    return [piece.span.of(text) for piece in split(text)]


def flat(text: str) -> list[str]:
    return [" ".join(surface.split()) for surface in surfaces(text)]


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r", "\x0b", "\x85", "\u2028"])
def test_blank_lines_divide_paragraphs_whatever_ends_a_line(end: str) -> None:
    assert surfaces((end * 2).join(ALL) + end) == ALL


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r", "\u2028", "\u2029", "\f"])
def test_a_file_with_one_paragraph_a_line_needs_no_blank_lines(end: str) -> None:
    assert surfaces(end.join(ALL)) == ALL


@pytest.mark.parametrize("end", ["\u2029", "\f"])
def test_a_paragraph_separator_and_a_form_feed_always_end_a_paragraph(end: str) -> None:
    text = "\n\n".join(textwrap.fill(p, 60) for p in ALL[:2]) + end + textwrap.fill(THIRD, 60)
    assert flat(text) == ALL


@pytest.mark.parametrize("width", [60, 66, 72, 80, 100])
def test_hard_wrapped_paragraphs_are_joined(width: int) -> None:
    text = "\n\n".join(textwrap.fill(paragraph, width) for paragraph in ALL)
    assert flat(text) == ALL
    assert all("\n" in surface for surface in surfaces(text)[:2])


def test_hard_wrapped_paragraphs_without_blank_lines_end_where_a_line_is_short() -> None:
    text = "\n".join(textwrap.fill(paragraph, 70) for paragraph in ALL)
    assert flat(text) == ALL


def test_an_indented_line_begins_a_paragraph_in_a_wrapped_file() -> None:
    text = "\n".join(textwrap.fill(p, 64, initial_indent="    ") for p in ALL)
    assert flat(text) == ALL


def test_one_sentence_a_line_with_blank_lines_between_paragraphs_is_joined() -> None:
    text = "\n\n".join(paragraph.replace(". ", ".\n") for paragraph in ALL)
    assert flat(text) == ALL


def test_lines_of_a_transcript_stay_apart() -> None:
    lines = ["DOE: Will you resign?", "ROE: I will not.", "DOE: Why?", "ROE: I like it here."]
    assert surfaces(FIRST + "\n\n" + "\n".join(lines)) == [FIRST, *lines]


def test_title_and_byline_above_the_first_paragraph_stay_apart() -> None:
    text = "Council closes libraries\nBy Jane Doe\n" + "\n".join(ALL)
    assert surfaces(text) == ["Council closes libraries", "By Jane Doe", *ALL]


def test_a_line_that_ends_in_a_semicolon_goes_on_in_the_next() -> None:
    text = "Council closes libraries; \nPetition of thousands fails.\n\n" + "\n\n".join(ALL)
    assert flat(text)[0] == "Council closes libraries; Petition of thousands fails."


def test_a_byte_order_mark_and_zero_width_spaces_belong_to_no_paragraph() -> None:
    assert surfaces("\ufeff" + FIRST + "\n\u200b\n" + SECOND) == [FIRST, SECOND]


def test_bullets_begin_paragraphs() -> None:
    items = ["• Two libraries close.", "• One gets a van.", "• One stays."]
    assert surfaces(FIRST + "\n\n" + "\n".join(items)) == [FIRST, *items]


@given(st.text(alphabet=st.one_of(st.characters(), st.sampled_from('\n\r\f\u2029 aA.“"'))))
def test_spans_are_sorted_disjoint_trimmed_and_hold_all_that_is_not_white(text: str) -> None:
    pieces = split(text)
    end = 0
    for piece in pieces:
        surface = text[piece.span.start : piece.span.end]
        assert end <= piece.span.start < piece.span.end <= len(text)
        assert surface == surface.strip()
        assert surface == piece.span.of(text)
        assert not any(c.isalnum() for c in text[end : piece.span.start])
        end = piece.span.end
    assert not any(c.isalnum() for c in text[end:])
