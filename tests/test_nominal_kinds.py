"""What a description is: a person, a group, a body, a document; and when an owner is a firm."""

from __future__ import annotations

import pytest
from worded import Found, Row, each_row, mistaken, phrase

from analysis.model import SourceKind
from analysis.sources.entities import Entity
from analysis.sources.nominal_kinds import (
    CHAMBER,
    DOES,
    MYSELF,
    ONESELF,
    PROPORTION,
    THOSE,
    becomes,
    gender_of,
    is_common,
    is_firm,
    kind_of,
)

PHRASES: list[Row] = [
    (
        "what is like a share of a class",
        PROPORTION.match,
        "One in five|one in five aides|3 in 15",
        (
            "one in five jurors|one in five judges|two in ten members|one in 3 survivors|"
            "one in 15 jurors|a third offer|64 percentage points|half an hour"
        ),
    ),
    (
        "those of a class",
        THOSE.match,
        "those surveyed|Those surveyed|many of those|one of those who came",
        "those of Ana Ruiz|one those|the mother of those of Hale",
    ),
    (
        "what a firm says it did",
        DOES.match,
        (
            " said it had no record| also said it had no comment| says it has no plans|"
            " added it has no plan| insisted it had no knowledge| told us it had no intention|"
            " told the Hale Gazette it did not know| confirmed it did not comment|"
            " stressed that it stood by| said it denied| said it declined| said it apologised|"
            " said it regretted| said it welcomed| said it was sorry| said it was not sorry|"
            " said it was aware| said it was confident| said it was committed|"
            " said it was disappointed"
        ),
        (
            " said it rained| said it was late| said she had no record| said|"
            " and said it had no record| thought it had no record| told it was sorry|"
            " told us, it was sorry| said it was awareness| said it did not knowingly"
        ),
    ),
    (
        "what a person does",
        ONESELF.match,
        (
            " said he left| left and she| said his| said her| hurt himself| hurt herself|"
            ' said so. He left| said so.” She left| said so." He left|. He left'
        ),
        (
            " he| said the| said it. It| said so. Heads fell| said so.He|, “so,” he|"
            " of the old mill which stands on the bank of the river and he| said hers"
        ),
    ),
    (
        "who speaks of oneself",
        MYSELF.search,
        "“I left|it is my mill|it hurt me",
        "“In time|myth|men|imy",
    ),
    (
        "a chamber",
        CHAMBER.search,
        (
            "the House committee|a Senate panel|the Assembly committee|a Parliamentary one|"
            "a parliamentary one|a Congressional one|a congressional one|a Legislative one|"
            "a legislative one"
        ),
        "the house committee|a senate panel|the Households panel|the GuestHouse panel",
    ),
]


@each_row(PHRASES)
def test_each_phrase_is_found_and_what_looks_like_it_is_not(
    found: Found, phrases: str, others: str
) -> None:
    assert mistaken(found, phrases, others) == ([], [])


def test_a_person_is_told_by_what_follows_close_by() -> None:
    assert ONESELF.match(f" {'x' * 39} he ")
    assert not ONESELF.match(f" {'x' * 40} he ")
    assert ONESELF.match(f" {'x' * 159}. He ")
    assert not ONESELF.match(f" {'x' * 160}. He ")


KINDS: dict[str, SourceKind | None] = {
    "those surveyed": "group",
    "the nurse": "person",
    "the nurses": "group",
    "Americans": "group",
    "the flooper": "person",
    "a flooper": "person",
    "another flooper": "person",
    "his flooper": "person",
    "flooper": None,
    "the floopers": None,
    "the floopor": "person",
    "the floopist": "person",
    "the floopian": "person",
    "the floopess": "person",
    "the floopant": "person",
    "the gaper": "person",
    "the tier": None,
    "the glazing": None,
    "a paper in Nature": "document",
    "a paper from Oslo": "document",
    "a paper by two nurses": "document",
    "a paper of Oslo": "media",
    "the news agency": "media",
    "a news organisation": "media",
    "the news organization": "media",
    "the agency": "organisation",
    "the news firm": "organisation",
    "one in five nurses": "group",
    "a third of patients": "group",
    "the House committee": "government",
    "the Senate subcommittee": "government",
    "a congressional panel": "government",
    "the House’s firm": "organisation",
    "the committee": "organisation",
    "the mayor’s office": "government",
    "the office": "organisation",
    "every nurse": "group",
    "every bank": "organisation",
    "the Democratic platform": "document",
    "the green platform": "document",
    "the GOP platform": "document",
    "the Republican platform": "document",
    "the American": "person",
    "the Swede": "person",
    "the Swedish": None,
    "the Maori": "group",
    "the Tongans": "group",
    "the French": "group",
    "the nurses of those surveyed": "group",
    "the nurse of those surveyed": "person",
    "a nurse of two out of five towns": "person",
    "a third, mostly men": "group",
    "the old news agency": "media",
    "the mayor’s old office": "organisation",
    "the dentist’s office": "organisation",
    "the mayor’s bank": "organisation",
    "the oil platform": "organisation",
    "the Democratic nurse": "person",
    "the House committees": "government",
    "the Senate subcommittees": "government",
    "the major": "person",
    "the Rev.": "person",
    "a Rev.": None,
    "the old Rev.": None,
}


@pytest.mark.parametrize(("words", "kind"), KINDS.items())
def test_the_kind_of_a_description(words: str, kind: SourceKind | None) -> None:
    assert kind_of(phrase(words)) == kind


@pytest.mark.parametrize(
    ("words", "before", "behind", "firm"),
    [
        ("the contractor", "", " said no.", True),
        ("their contractor", "", " said no.", True),
        ("a contractor", "", " said no.", False),
        ("the contractors", "", " said no.", False),
        ("the nurse", "", " said it was sorry.", False),
        ("the contractor", "", " said he left.", False),
        ("the contractor", "“I left,” ", " said.", False),
        ("the contractor", "", " said: “My mill.”", True),
        ("the contractor", "", " said: “It is my mill.”", False),
        ("the billionaire contractor", "", " said no.", False),
        ("the contractor, a father of two", "", " said no.", False),
        ("the contractor who fell", "", " said no.", False),
        ("the contractor, an uncle of two", "", " said no.", False),
        ("the contractor of Oslo", "", " said no.", True),
        ("the contractor", "", ", asked no more, says he left.", True),
        ("the owner", "", ", Ana Ruiz said it was sorry.", False),
        ("the owner", "", " said no.", False),
        ("the owner", "", " said it was sorry.", True),
        ("an owner", "", " said it was sorry.", True),
    ],
)
def test_what_a_word_for_both_says_of_itself_tells_a_firm(
    words: str, before: str, behind: str, firm: bool
) -> None:
    assert is_firm(phrase(words), before, behind) is firm


@pytest.mark.parametrize(
    ("words", "gender"),
    [
        ("the woman", "f"),
        ("the policeman", "m"),
        ("the nurse", "u"),
        ("the woman driver", "f"),
        ("the boy driver", "m"),
    ],
)
def test_the_gender_of_a_description(words: str, gender: str) -> None:
    assert gender_of(phrase(words)) == gender


@pytest.mark.parametrize(
    ("words", "common"),
    [
        ("the candidate", True),
        ("a candidate", False),
        ("the bank", False),
        ("the spokesman", False),
    ],
)
def test_a_role_may_belong_to_no_single_owner(words: str, common: bool) -> None:
    assert is_common(phrase(words)) is common


def test_somebody_unnamed_becomes_somebody_named_of_no_other_gender() -> None:
    nurse, ana = Entity("person", gender="u"), Entity("person", [("Ana", "Ruiz")], gender="f")
    assert becomes(nurse, ana)
    assert not becomes(ana, nurse)
    assert not becomes(nurse, nurse)
    assert becomes(Entity("person", gender="f"), ana)
    assert not becomes(Entity("person", gender="m"), ana)
