"""What the form of a name and what stands beside it settle: of what kind its bearer is."""

from __future__ import annotations

import pytest
from worded import Found, Row, each_row, mistaken

from analysis.sources.name_forms import FIELD, OFFICE, described_kind, listed_kind, settled_kind

PHRASES: list[Row] = [
    (
        "an office that a firm alone has",
        OFFICE.match,
        (
            "’s chief executive|'s chief operating officer|’ chief financial officer|"
            "’s chief technology officer|’s chairman|’s chairwoman|’s managing director|"
            "’s vice-president of trade|’s vice president of trade|’s shareholders|’s shares|"
            "’s board of directors"
        ),
        " chairman|’schairman|’s chief|’s board|’s vice president|’s chairmanship",
    ),
    (
        "a field of study",
        FIELD.search,
        (
            "a professor of |Lecturer in |a doctor of |a master of |a bachelor of |a degree in |"
            "a doctorate in "
        ),
        "a nurse of |a professor at |a professor of|a headmaster of ",
    ),
]
FORMS: list[tuple[str, str, str, str]] = [
    # name, title, role, kind
    ("Americans", "", "", "people"),
    ("Americans", "Mr", "", "person"),
    ("Senate Democrats", "", "", "people"),
    ("Dutch Sunnis", "", "", "people"),
    ("Old Dutch Sunnis", "", "", ""),
    ("Hale Americans", "", "", ""),
    ("Senate Old Democrats", "", "", ""),
    ("Swede Hale", "", "", ""),
    ("Hale-Orr", "", "", ""),
    ("Senate Committees", "", "", "government"),
    ("Senate Subcommittee", "", "", "government"),
    ("Northgate", "", "Plumber", "person"),
    ("Northgate", "", "plumbers", "person"),
    ("Northgate", "", "the old town plumber", "person"),
    ("Saint Luke's", "", "", "organisation"),
    ("St. Luke's", "", "", "organisation"),
    ("St Luke Bank's", "", "", ""),
    ("Swede", "", "", "people"),
    ("Swede", "", "landlord", ""),
    ("Swede", "Mr", "", "person"),
    ("Ana", "", "", ""),
    ("Northgate", "", "the plumber", "person"),
    ("Northgate", "", "landlord", ""),
    ("Justice Department", "", "", ""),
    ("Department of Trade", "", "", "government"),
    ("Ministry for Trade", "", "", "government"),
    ("Oman Department of Trade", "", "", "government"),
    ("Hale Department of Trade", "", "", ""),
    ("Department Trade", "", "", ""),
    ("Senate Committee", "", "", "government"),
    ("Senate Banking Committee", "", "", "government"),
    ("House Bank", "", "", ""),
    ("Hale Committee", "", "", ""),
    ("Trump administration", "", "", "government"),
    ("UN Secretariat", "", "", "government"),
    ("Administration", "", "", ""),
    ("Hale Border Patrol", "", "", "government"),
    ("Hale & Orr", "", "", "organisation"),
    ("Trinidad & Tobago", "", "", ""),
    ("St Luke's", "", "", "organisation"),
    ("Saint Luke", "", "", ""),
    ("Brussels", "", "", "organisation"),
    ("Oman", "", "", "government"),
    ("Muscat", "", "", "government"),
    ("Omani", "", "", "people"),
    ("Hale’s Office", "", "", "organisation"),
    ("Hale Office", "", "", ""),
    ("Hale’s Mill", "", "", ""),
    ("Chicago Sun-Times", "", "", "media"),
    ("Hale Poll", "", "", "document"),
    ("Ana Poll", "", "", ""),
    ("Poll", "", "", ""),
]
BESIDE: list[tuple[str, str, str, str, str]] = [
    # name, before it, apposition, behind it, kind
    ("Northgate", "", "", "’s chief executive", "organisation"),
    ("Dermatology", "a professor of ", "", "", "place"),
    ("Northgate", "the developer, ", "", "", "organisation"),
    ("Ana", "the developer, ", "", "", ""),
    ("Northgate Orr", "the developer, ", "", "", ""),
    ("Northgate", "the nurse, ", "", "", ""),
    ("Northgate", "the news agency ", "", "", "media"),
    ("Northgate", "the company, ", "", "", "organisation"),
    ("Northgate", "the company ", "", "", "organisation"),
    ("Northgate", "", "", " met Oslo’s chairman", ""),
    ("Northgate", "They met the company, ", "", "", "organisation"),
    ("Northgate", "the radio nurse, ", "", "", ""),
    ("Northgate", "the club ", "", "", ""),
    ("Northgate", "the newspaper ", "", "", "media"),
    ("Northgate Workers", "victim nurse ", "", "", ""),
    ("Northgate", "", "Hale bank in Oslo", "", ""),
    ("Northgate", "", "A bank in Oslo", "", "organisation"),
    ("Northgate", "", "a Bank In Oslo", "", "organisation"),
    ("Northgate", "", "the official news agency", "", "media"),
    ("Northgate", "the club, ", "", "", "organisation"),
    ("Northgate", "the clubs, ", "", "", ""),
    ("Northgate Workers", "victim group ", "", "", "organisation"),
    ("Northgate", "victim group ", "", "", ""),
    ("Ana Workers", "victim group ", "", "", ""),
    ("Northgate", "", "34", "", "person"),
    ("Northgate", "", "chief economist at a bank", "", "person"),
    ("Northgate", "", "a bank in Oslo", "", "organisation"),
    ("Northgate", "", "a radio station", "", "media"),
    ("Northgate", "", "a Hale bank professor", "", "person"),
    ("Northgate", "", "bank in Oslo", "", ""),
    ("Northgate", "", "the", "", ""),
    ("Northgate", "", "a mill in Oslo", "", ""),
]


@each_row(PHRASES)
def test_each_phrase_is_found_and_what_looks_like_it_is_not(
    found: Found, phrases: str, others: str
) -> None:
    assert mistaken(found, phrases, others) == ([], [])


@pytest.mark.parametrize(("name", "title", "role", "kind"), FORMS)
def test_the_form_of_a_name_settles_its_kind(name: str, title: str, role: str, kind: str) -> None:
    assert settled_kind(name.split(), title, role) == kind


@pytest.mark.parametrize(("name", "before", "after", "behind", "kind"), BESIDE)
def test_what_stands_beside_a_name_gives_its_kind(
    name: str, before: str, after: str, behind: str, kind: str
) -> None:
    assert described_kind(name.split(), before, after, behind) == kind


@pytest.mark.parametrize("stop", "who which that whose for at based with".split())
def test_an_apposition_is_read_up_to_what_is_said_of_it(stop: str) -> None:
    for noun in ("teacher", "director"):
        after = f"a firm {stop} one {noun}"
        assert described_kind(["Northgate"], "", after, "") == "organisation"


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("the EU", "organisation"),
        ("The BBC", "media"),
        ("Kremlin", "government"),
        ("Northgate", ""),
    ],
)
def test_a_name_of_a_list_is_known(name: str, kind: str) -> None:
    assert listed_kind(name) == kind
