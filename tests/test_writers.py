"""Who says "I" in an opinion article is named by its byline or by the line at its end."""

from __future__ import annotations

import pytest
from marked import voices

OPINION = (
    "I have pulled teeth in Holloway for thirty years. My patients are no fools. "
    "[1s:I] [1c:believe] [1k:the water is safe]."
)
ABOUT = (
    "Ana Ruiz is a dentist in Holloway.",
    "Ana Ruiz, a dentist in Holloway, is the author of “Plain Water”.",
    "Ana Ruiz teaches chemistry at Brackley College.",
)
OTHERS = (
    "Ana Ruiz said no more on Tuesday.",  # no line about an author
    "The council is to meet on Monday.",
    "Ruiz is a dentist.",  # no full name
)


@pytest.mark.parametrize("line", ABOUT)
def test_the_line_at_the_end_names_who_says_i(line: str) -> None:
    source = voices(f"{OPINION}\n{line}").of(1)
    assert source is not None
    assert (source.name, source.kind, source.naming) == ("Ana Ruiz", "person", "named")


@pytest.mark.parametrize("line", OTHERS)
def test_another_last_line_names_nobody(line: str) -> None:
    assert voices(f"{OPINION}\n{line}").name(1) == "the author"


@pytest.mark.parametrize(
    "line",
    [
        "Tom Hale is due to be sentenced on Monday.",
        "Zara Malik, who lost her son, is still waiting.",
        "Abdul Karim Noor was buried on Sunday.",
        "Peter Lowe is my dentist. I like him.",
    ],
)
def test_somebody_new_in_the_last_line_is_not_the_writer(line: str) -> None:
    assert voices(f"{OPINION}\n{line}").name(1) == "the author"


def test_two_columns_have_two_writers() -> None:
    text = f"{OPINION}\n{ABOUT[0]}\nI never agreed.\nTom Hale is a nurse in Denby."
    assert voices(text).name(1) == "the author"


def test_questions_of_an_article_that_announces_no_interview_are_the_writers() -> None:
    text = INTERVIEW.replace("I met Ruiz in her office.", "Ana Ruiz wants a new pier.")
    assert [voices(text).name(n) for n in (1, 2)] == ["the author", "the author"]


def test_somebody_named_before_is_not_the_writer() -> None:
    text = f"Ana Ruiz opened the debate.\n{OPINION}\nAna Ruiz is a dentist in Holloway."
    assert voices(text).name(1) == "the author"


def test_a_byline_comes_before_a_line_at_the_end() -> None:
    text = f"@By Tom Hale\n{OPINION}\nAna Ruiz is a dentist in Holloway."
    assert voices(text).name(1) == "Tom Hale"


def test_news_in_which_only_quotations_say_i_has_no_writer_at_its_end() -> None:
    text = (
        "“I pulled teeth here. I have no doubt,” a dentist said. "
        "[1k:It is safe], [1c:it seems].\nAna Ruiz is to speak on Monday."
    )
    assert "Ana Ruiz" not in voices(text).name(1)


@pytest.mark.parametrize(
    ("line", "name"),
    [
        ("By Piet Vaal", "Piet Vaal"),
        ("By Anjali Menon and Tom Hale", "Anjali Menon"),
        ("By Tom Hale, reporter", "Tom Hale"),
    ],
)
def test_a_byline_names_its_writer_whatever_the_name(line: str, name: str) -> None:
    assert voices(f"@{line}\n{OPINION}").name(1) == name


INTERVIEW = """
Ana Ruiz has run the harbour since 1998. I met Ruiz in her office.
Was it hard?
[1s:I] [1c:thought] [1k:it would never end].
Who helped you?
My mother did.
And now? Are you tired?
[2s:I] [2c:believe] [2k:the next year will be better].
"""


def test_who_answers_in_an_interview_without_labels_says_i() -> None:
    assert [voices(INTERVIEW).name(n) for n in (1, 2)] == ["Ana Ruiz", "Ana Ruiz"]


def test_questions_that_an_opinion_article_asks_itself_make_no_interview() -> None:
    text = "Ana Ruiz runs the harbour.\nIs it safe?\nNobody knows.\nWho will say?\nNot the board."
    more = "\nThe port is old." * 8 + "\nAnd then?\n[1s:I] [1c:believe] [1k:we must wait]."
    assert voices(text + more).name(1) == "the author"
