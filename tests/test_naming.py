"""What makes a source named, anonymous or generic, decision by decision."""

from __future__ import annotations

from typing import Any

import pytest

from analysis.model import Naming
from analysis.sources.entities import Entity
from analysis.sources.naming import naming, reason

RAO = Entity(kind="person", names=[("Ana", "Rao")])
BODY = Entity(kind="organisation", names=[("Nordbank",)])
POWER = Entity(kind="government", country="Oman")
NOBODY = Entity(kind="person", label="a nurse", heads={"nurse"})
CRITICS = Entity(kind="group", plural=True, label="critics", heads={"critics"})


def group(heads: str, **values: Any) -> dict[str, Any]:
    """Return the values of a group without a name."""
    return {"kind": "group", "plural": True, "heads": set(heads.split()), **values}


# Each row is one decision: if it is inverted or left out, its row fails.
DECISIONS: list[tuple[str, dict[str, Any], Naming]] = [
    ("a proper name", {"kind": "person", "names": [("Rao",)]}, "named"),
    ("one member with a name", {"members": (RAO, NOBODY)}, "named"),
    ("members without names", {"members": (NOBODY, NOBODY)}, "anonymous"),
    ("the article's own voice", {"kind": "person", "label": "the author"}, "named"),
    ("one person without a name", {"kind": "person", "label": "a nurse"}, "anonymous"),
    ("no nurse", {"kind": "person", "label": "no nurse", "quantifier": "no"}, "generic"),
    ("any nurse", {"kind": "person", "label": "any nurse", "quantifier": "any"}, "generic"),
    ("every nurse", {"kind": "person", "label": "every nurse", "quantifier": "every"}, "generic"),
    ("nobody's statement", {"kind": "unknown", "label": "unattributed"}, "generic"),
    ("of unknown kind", {"kind": "unknown", "label": "it", "determiner": "definite"}, "generic"),
    ("some of a group named", {"kind": "group", "exemplified": True, "plural": True}, "named"),
    (
        "the two",
        {"kind": "group", "plural": True, "quantifier": "two", "determiner": "definite"},
        "named",
    ),
    (
        "a reason is given",
        {
            "kind": "group",
            "plural": True,
            "heads": {"voters"},
            "tails": ["voters, who asked not to be named, said"],
        },
        "anonymous",
    ),
    (
        "a share of a class",
        {"kind": "group", "plural": True, "heads": {"aides"}, "label": "40% of aides"},
        "generic",
    ),
    (
        "many of them",
        {"kind": "group", "plural": True, "heads": {"aides"}, "quantifier": "many"},
        "generic",
    ),
    (
        "those who know",
        {
            "kind": "group",
            "plural": True,
            "heads": {"people"},
            "label": "people familiar with the talks",
        },
        "anonymous",
    ),
    (
        "a class that is not heard to say something",
        {
            "kind": "group",
            "plural": True,
            "heads": {"aides"},
            "determiner": "bare",
            "cues": ["fear"],
        },
        "generic",
    ),
    (
        "particular people",
        {
            "kind": "group",
            "plural": True,
            "heads": {"aides"},
            "determiner": "bare",
            "cues": ["said"],
        },
        "anonymous",
    ),
    (
        "a counted number",
        {"kind": "group", "plural": True, "heads": {"glaziers"}, "quantifier": "five"},
        "anonymous",
    ),
    (
        "somebody's own people",
        {"kind": "group", "plural": True, "heads": {"glaziers"}, "determiner": "possessed"},
        "anonymous",
    ),
    (
        "people of an event, heard there",
        {"kind": "group", "plural": True, "heads": {"survivors"}, "cues": ["told"]},
        "anonymous",
    ),
    (
        "some of them",
        {
            "kind": "group",
            "plural": True,
            "heads": {"survivors"},
            "quantifier": "some",
            "cues": ["told"],
        },
        "anonymous",
    ),
    (
        "many of them, a class",
        {
            "kind": "group",
            "plural": True,
            "heads": {"survivors"},
            "quantifier": "many",
            "cues": ["told"],
        },
        "generic",
    ),
    (
        "the neighbours, though nothing was told once",
        {
            "kind": "group",
            "plural": True,
            "heads": {"neighbours"},
            "determiner": "definite",
            "cues": ["think"],
        },
        "anonymous",
    ),
    (
        "residents as such",
        {
            "kind": "group",
            "plural": True,
            "heads": {"residents"},
            "determiner": "bare",
            "cues": ["say"],
        },
        "generic",
    ),
    (
        "a trade of a place",
        {
            "kind": "group",
            "plural": True,
            "heads": {"workers"},
            "label": "workers at the pit",
            "determiner": "bare",
            "cues": ["said"],
        },
        "anonymous",
    ),
    (
        "local people of a trade",
        {
            "kind": "group",
            "plural": True,
            "heads": {"farmers"},
            "modifiers": {"local"},
            "determiner": "bare",
            "cues": ["said"],
        },
        "anonymous",
    ),
    (
        "a trade",
        {
            "kind": "group",
            "plural": True,
            "heads": {"farmers"},
            "determiner": "bare",
            "cues": ["said"],
        },
        "generic",
    ),
    (
        "sources, whatever they do",
        {
            "kind": "group",
            "plural": True,
            "heads": {"sources"},
            "determiner": "bare",
            "cues": ["ascribed"],
        },
        "anonymous",
    ),
    ("a class", {"kind": "group", "plural": True, "heads": {"critics"}}, "generic"),
    ("members, each a class", {"members": (CRITICS, CRITICS)}, "generic"),
    ("one in three", {"kind": "person", "label": "one in three"}, "generic"),
    ("one of a share", {"kind": "person", "label": "a nurse of one in five towns"}, "anonymous"),
]


@pytest.mark.parametrize(
    ("values", "wanted"), [row[1:] for row in DECISIONS], ids=[row[0] for row in DECISIONS]
)
def test_each_decision_of_naming(values: dict[str, Any], wanted: Naming) -> None:
    assert naming(Entity(**values))[0] == wanted


@pytest.mark.parametrize(
    ("values", "why"),
    [
        ({"members": (CRITICS, CRITICS)}, "a class"),
        (group("aides", quantifier="many", label="aides"), "a class of people"),
        (
            {"kind": "government", "label": "the state", "determiner": "definite"},
            "a particular body, called by what it is",
        ),
        (
            {
                "kind": "document",
                "label": "the new Nordbank polls",
                "plural": True,
                "determiner": "definite",
                "heads": {"polls"},
            },
            "one particular document",
        ),
    ],
)
def test_it_is_told_why_a_source_is_named_or_not(values: dict[str, Any], why: str) -> None:
    assert naming(Entity(**values))[1] == why


@pytest.mark.parametrize(
    ("members", "why"),
    [((RAO, RAO), "its members are named"), ((RAO, NOBODY), "one of its members is named")],
)
def test_it_is_told_whether_all_members_are_named(members: tuple[Entity, ...], why: str) -> None:
    assert naming(Entity(members=members)) == ("named", why)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("who asked not to be named because he fears for his job", True),
        ("who spoke on condition of anonymity", True),
        ("was not authorised to speak to the press", True),
        ("who declined to give an interview", False),
        ("said the boat was named Ada", False),
    ],
)
def test_a_reason_is_found_only_where_one_is_given(text: str, words: bool) -> None:
    assert bool(reason(text)) is words
