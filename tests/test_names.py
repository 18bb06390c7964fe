"""Proper names in the text: where they begin and end, and what they seem to be."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from worded import find, named

from analysis.model import Article, Paragraph, Span
from analysis.sources.name_runs import joined_name
from analysis.sources.names import names


def test_particles_belong_to_the_name() -> None:
    for name in ("Yusuf bin Khalfan Al Amri", "Daniel van der Berg", "María de la Cruz"):
        assert named(f"Later {name} left.") == [(name, "person")]


def test_a_role_before_a_name_is_no_part_of_it() -> None:
    (name,) = find("They met Deputy Prime Minister Elena Popescu there.")
    assert (name.text, name.role) == ("Elena Popescu", "Deputy Prime Minister")


def test_a_name_inside_a_role_is_a_name_of_its_own() -> None:
    assert [n for n, _ in named("He saw Karvia Group CEO Ana Lind there.")] == [
        "Karvia Group",
        "Ana Lind",
    ]


def test_an_of_and_an_and_may_lie_inside_the_name_of_a_body() -> None:
    for name in ("University of Lagos", "Water and Energy Commission", "Centre for Rural Policy"):
        assert (name, "organisation") in named(f"It was the {name} that paid.")


def test_an_and_behind_a_name_that_is_known_lies_between_two() -> None:
    assert [n for n, _ in named("He met Reuters and Harbour City Council there.")] == [
        "Reuters",
        "Harbour City Council",
    ]


@pytest.mark.parametrize(
    ("role", "bodies"),
    [
        ("Minister of Trade", []),
        ("Secretary of State", []),
        ("Council Member of Dunmore", ["Council"]),
        ("University President of Dunmore", ["University"]),
    ],
)
def test_an_of_behind_an_office_belongs_to_the_role(role: str, bodies: list[str]) -> None:
    names = find(f"They met {role} Zorvex Kalbu there.")
    assert [name.text for name in names] == [*bodies, "Zorvex Kalbu"]
    assert names[-1].role == role


def test_the_name_of_a_party_is_no_role() -> None:
    assert ("Conservative National Convention", "organisation") in named(
        "Nobody at the Conservative National Convention had asked."
    )


def test_a_capital_at_the_start_of_a_sentence_makes_no_name() -> None:
    assert named("Yesterday it rained. Attacks went on. Many left.") == []


def test_capitals_in_a_headline_make_no_name_unless_the_text_below_has_it() -> None:
    head, body = "Okello Vows To Fight Road Tolls", "Grace Okello spoke."
    text = f"{head}\n\n{body}"
    paragraphs = (
        Paragraph(Span(0, len(head)), "heading"),
        Paragraph(Span(len(head) + 2, len(text))),
    )
    assert [n.text for n in names(Article("a", text, paragraphs), ())] == ["Okello", "Grace Okello"]


def test_an_apposition_is_kept_with_the_name() -> None:
    (name,) = find("Aroha Ngata, a marine biologist, left.")
    assert name.after == "a marine biologist"


def test_a_genitive_ends_a_name() -> None:
    assert [n.text for n in find("We read Ana Lind’s letter and Ivo Cole's answer.")] == [
        "Ana Lind",
        "Ivo Cole",
    ]


def test_party_and_state_in_brackets_are_no_name() -> None:
    assert [n.text for n in find("Then Ruth Bell (D-Ohio) rose.")] == ["Ruth Bell"]


@given(st.text(alphabet="AbÖ .,'’“”-&()\nofthe", max_size=80))
def test_every_name_lies_in_the_text_and_none_overlap(text: str) -> None:
    last = 0
    for name in find(text):
        assert last <= name.span.start < name.span.end <= len(text)
        last = name.span.end


@pytest.mark.parametrize(
    ("text", "kinds"),
    [
        (
            "Ottway Steel last night denied that it had been fined.",
            {"Ottway Steel": "organisation"},
        ),
        ("The company, Green Hale, said it would hire.", {"Green Hale": "organisation"}),
        ("The newspaper Politiken said so.", {"Politiken": "media"}),
        ("Then Norbank, a bank for farmers, said so.", {"Norbank": "organisation"}),
        ("The Marquess of Tavering said so.", {"Marquess of Tavering": "person"}),
        ("Beekeeper Salma Idris said so.", {"Salma Idris": "person"}),
        ("The Pentagon said so.", {"Pentagon": "government"}),
        ("The Ministry of Works said so.", {"Ministry of Works": "government"}),
        ("Dawn Pearce fell. “I ran,” Dawn said.", {"Dawn Pearce": "person", "Dawn": "person"}),
        ("The Dunmore Gazette said so. The paper is old.", {"Dunmore Gazette": "media"}),
        ("House Democrats said so.", {"House Democrats": "people"}),
        ("They met at the plant in Ostwick on Monday.", {"Ostwick": "place"}),
        ("The news site Bolt.com said so.", {"Bolt.com": "media"}),
    ],
)
def test_the_kind_of_a_name_comes_from_its_form_and_its_surroundings(
    text: str, kinds: dict[str, str]
) -> None:
    assert dict(named(text)) == kinds


@pytest.mark.parametrize(
    ("text", "kinds"),
    [
        ("Then Xinvo, the official news agency, said so.", {"Xinvo": "media"}),
        ("A lawyer for the news outlets, Ivo Cole, said so.", {"Ivo Cole": "person"}),
        ("A lawyer for the bank, Ivo Cole, said so.", {"Ivo Cole": "person"}),
        ("The victim group Ending Abuse Now said so.", {"Ending Abuse Now": "organisation"}),
        ("The group Ivo Cole founded is gone.", {"Ivo Cole": "person"}),
        ("The Swiss Bankers' Association said so.", {"Swiss Bankers' Association": "organisation"}),
        ("The Hale Women’s Institute said so.", {"Hale Women’s Institute": "organisation"}),
        ("Dealers said so. One dealer laughed.", {}),
        ("Lieutenant-General Ivo Cole said so.", {"Ivo Cole": "person"}),
        (
            "The Hale Securities and Investment Commission (HSIC) said so.",
            {"Hale Securities and Investment Commission": "organisation"},
        ),
        (
            "Then Rimmer de Vries, chief economist at Orvo Bank, said so.",
            {"Rimmer de Vries": "person"},
        ),
        ("Arnel dela Vega said so.", {"Arnel dela Vega": "person"}),
        ("Harbour Union Secretary-Treasurer Gary Cole said so.", {"Gary Cole": "person"}),
    ],
)
def test_a_description_beside_a_name_says_what_it_is(text: str, kinds: dict[str, str]) -> None:
    assert {name: kind for name, kind in named(text) if name in kinds} == kinds


def test_a_long_run_of_capitals_is_no_body_and_takes_no_time() -> None:
    text = f"Democracy for {'A' * 5000} of Ohio said so"
    assert joined_name(text, Span(0, len(text) - len(" said so"))) == 0
    assert joined_name("Hope for Wales", Span(0, 14)) == 14
