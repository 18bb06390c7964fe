from __future__ import annotations

import pytest

from analysis.page.wording import listing, number, opening, percent, plural, recorded, shorten


def test_numbers_are_words_up_to_nine_and_digits_above() -> None:
    assert [number(n) for n in (0, 1, 9, 10, 1234)] == ["no", "one", "nine", "10", "1,234"]


def test_nouns_follow_their_number() -> None:
    assert [plural(n, "source") for n in (0, 1, 2)] == ["no sources", "one source", "two sources"]
    assert plural(2, "person or body", "people and bodies") == "two people and bodies"


@pytest.mark.parametrize(
    ("count", "words"),
    [
        (1, "One source"),
        (16, "Sixteen sources"),
        (40, "Forty sources"),
        (99, "Ninety-nine sources"),
        (100, "100 sources"),
    ],
)
def test_a_sentence_does_not_begin_with_a_figure_below_a_hundred(count: int, words: str) -> None:
    assert opening(count, "source") == words


def test_a_count_of_statements_says_how_many_of_them_are_not_counted() -> None:
    assert recorded(31, 0) == "31 statements"
    assert recorded(31, 3) == "31 statements, three of them not counted"
    assert recorded(2, 2) == "two statements, all of them not counted"


def test_a_share_is_never_rounded_to_nothing_or_to_all() -> None:
    shares = (0.0, 0.001, 0.5, 0.999, 1.0)
    assert [percent(s) for s in shares] == ["0%", "under 1%", "50%", "over 99%", "100%"]


def test_lists_end_in_and() -> None:
    assert [listing(list("abcd")[:n]) for n in range(4)] == ["", "a", "a and b", "a, b and c"]
    assert listing(list("abcdef"), 3) == "a, b, c and three others"
    assert listing(list("abcd"), 3) == "a, b, c and d"


def test_a_long_text_is_cut_at_a_word() -> None:
    assert shorten("one  two\nthree", 20) == "one two three"
    assert shorten("one two three", 10) == "one two…"
    assert shorten("x" * 50, 10) == "x" * 10 + "…"
