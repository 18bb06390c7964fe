"""Shares of a class and clauses about somebody: each form is found, what looks like it is not."""

from __future__ import annotations

import pytest
from marked import voices
from worded import Found, Row, each_row, find, mistaken

from analysis.sources.addressed import WHOM
from analysis.sources.appositions import BEFORE_NAMES, FOR_BODY
from analysis.sources.name_matching import key_of
from analysis.sources.nominal_kinds import PROPORTION
from analysis.sources.phrases import CUT
from analysis.sources.pronouns import AGAIN, COPULA, FRONTED
from analysis.sources.resolution import BY, WRITER
from analysis.sources.scene import AFTER, BEFORE

PHRASES: list[Row] = [
    (
        "a share of a class",
        PROPORTION.match,
        (
            "one in five|nine out of ten|4 in 10|one in every three|nearly a third|"
            "a quarter of them|one half|two thirds|three fifths|a tenth|64 percent|"
            "64 per cent|6.5%|just shy of half|about a third|almost half|only a fifth|"
            "over a half|under a third|roughly half|some 40 percent|around a third|"
            "at least half|more than a third|fewer than half|less than a third|"
            "an average of 40 percent|up to half"
        ),
        "one nurse|two nurses|thirdly|the third|64 nurses",
    ),
    (
        "what is left of a date",
        CUT.search,
        (
            "voters this|voters last|voters late|voters early|voters Jan.|voters Feb.|"
            "voters Aug.|voters Sept.|voters Oct.|voters Nov.|voters Dec."
        ),
        "voters|voters this week|Jan.",
    ),
    (
        "what stands before a source that is no subject",
        BY.search,
        (
            "by |by a |by an |by the |by one of |quoted |quotes one of |quoting a |"
            "cited the |cites |citing an "
        ),
        "nearby |as |by his ",
    ),
    (
        "a clause about somebody",
        WHOM.search,
        " whom |, whom | whose |, who ",
        " which |whom",
    ),
    (
        "who writes",
        WRITER.fullmatch,
        "this reporter|this writer|this correspondent|this columnist|this author",
        "this man|that reporter|these reporters",
    ),
    (
        "what ties a role to a name",
        COPULA.fullmatch,
        " is | was | remains | became |, is | (D-Ohio) is ",
        " has | is not |is",
    ),
    (
        "a clause that begins a sentence",
        FRONTED.match,
        (
            "When he|While he|As she|After he|Before he|Although he|Though he|If he|Since he|"
            "Because he|During it|In it|At it|On it|Not only he|Asked if|Speaking of|"
            "Sitting in|Standing by|Despite it|With it|Until he|Once he|Even he|“When he"
        ),
        "He|Inside|Ana when",
    ),
    (
        "a second clause about somebody",
        AGAIN.search,
        (", whom he met, and|, who ran the shop and| whose dog ran, but|, which fell twice, and"),
        ", and|, who, and|, whom he met",
    ),
    (
        "what stands before names",
        BEFORE_NAMES.fullmatch,
        ", |, the | of Congress, | of Congress from Ohio, the | at the bank, ",
        " met | of Congress ",
    ),
    (
        "a spokesman's body",
        FOR_BODY.search,
        (
            "aide for the operator, |aide of a bank, the |aide at its bank, |"
            "aide with their old bank, |aide from an agency, "
        ),
        "aide for Hale, |aide, ",
    ),
    (
        "what leads to a description",
        BEFORE.match,
        "Yet they|But they|And they|So they|Or they|Still they|Then they|Meanwhile, they",
        "Yeti|Stilled they",
    ),
    (
        "what ends no description",
        AFTER.search,
        (
            "aide on|aide of|aide for|aide in|aide at|aide by|aide from|aide with|aide to|"
            "aide about|aide that|aide who|aide which|aide's|aides’"
        ),
        "aide|ascend on it",
    ),
]


@each_row(PHRASES)
def test_each_phrase_is_found_and_what_looks_like_it_is_not(
    found: Found, phrases: str, others: str
) -> None:
    assert mistaken(found, phrases, others) == ([], [])


@pytest.mark.parametrize("many", "one two three four five six seven eight nine 12".split())
@pytest.mark.parametrize("of", ["in", "out of", "in every"])
def test_so_many_in_ten_are_a_share(many: str, of: str) -> None:
    for base in "two three four five six seven eight nine ten 15".split():
        assert PROPORTION.fullmatch(f"{many} {of} {base}")


@pytest.mark.parametrize(
    ("name", "key"),
    [
        ("U.S. Army", "united states army"),
        ("UK Sport", "united kingdom sport"),
        ("UN Women", "united nations women"),
        ("US", "us"),
        ("Us Army", "us army"),
        ("The Hale Bank", "hale bank"),
        ("Ana Ruiz Jr.", "ana ruiz"),
    ],
)
def test_a_name_is_looked_up_in_one_form(name: str, key: str) -> None:
    assert " ".join(key_of(tuple(name.split()))) == key


@pytest.mark.parametrize(
    ("name", "found"),
    [
        ("John “Tig” Tiegen", True),
        ("John 'Tig' Tiegen", True),
        ("John “tig” Tiegen", False),
        ("John “Tig” tiegen", False),
        ("Mayor “Tig” Tiegen", False),
        ("John “Tig' Tiegen", False),
    ],
)
def test_a_nickname_in_marks_lies_inside_a_name(name: str, found: bool) -> None:
    assert (name in [n.text for n in find(f"Later {name} left the town.")]) is found


def test_a_text_that_breaks_off_inside_a_name_is_read() -> None:
    for end in ("University of", "University of the", "Bank &", "Food and", "Ana van", "MAN:"):
        assert isinstance(find(f"They went to the {end}"), list)


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Ana Ruiz is the lawyer [1s:who] [1c:said] [1k:no].", "Ana Ruiz"),
        ("Ana Ruiz (D-Ohio) was a lawyer [1s:who] [1c:said] [1k:no].", "Ana Ruiz"),
        ("Ana Ruiz met the lawyer [1s:who] [1c:said] [1k:no].", "the lawyer"),
        ("Ana Ruiz’s bank is a lawyer [1s:who] [1c:said] [1k:no].", "a lawyer"),
        ("While [1s:she] [1c:said] [1k:no], Ana Ruiz left.", "Ana Ruiz"),
        ("While [1s:he] [1c:said] [1k:no], Ana Ruiz left.", "he"),
        ("When Tom Orr came [1s:she] [1c:said] [1k:no], Ana Ruiz left.", "she"),
        ("Ana Ruiz, whom the mayor met, and [1s:who] [1c:said] [1k:no], left.", "Ana Ruiz"),
        ("[1s:This reporter] [1c:said] [1k:no].", "the author"),
    ],
)
def test_who_is_told_of_in_a_sentence_says_what_it_gives_her(text: str, name: str) -> None:
    assert voices(text).name(1) == name
