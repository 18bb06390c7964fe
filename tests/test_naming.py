"""What makes a source named, anonymous or generic, decision by decision."""

from __future__ import annotations

from typing import Any

import pytest

from analysis.model import Naming, SourceKind
from analysis.sources.entities import Entity
from analysis.sources.naming import kind, naming, reason

RAO = Entity(kind="person", names=[("Ana", "Rao")])
BODY = Entity(kind="organisation", names=[("Nordbank",)])
POWER = Entity(kind="government", country="Oman")
NOBODY = Entity(kind="person", label="a nurse", heads={"nurse"})

# Each row is one decision: if it is inverted or left out, its row fails.
DECISIONS: list[tuple[str, dict[str, Any], Naming]] = [
    ("a proper name", {"kind": "person", "names": [("Rao",)]}, "named"),
    ("a country is the name of its government", {"kind": "government", "country": "Oman"}, "named"),
    ("one member with a name", {"members": (RAO, NOBODY)}, "named"),
    ("members without names", {"members": (NOBODY, NOBODY)}, "anonymous"),
    ("the article's own voice", {"kind": "person", "label": "the author"}, "named"),
    ("one person without a name", {"kind": "person", "label": "a nurse"}, "anonymous"),
    ("no nurse", {"kind": "person", "label": "no nurse", "quantifier": "no"}, "generic"),
    ("any nurse", {"kind": "person", "label": "any nurse", "quantifier": "any"}, "generic"),
    ("every nurse", {"kind": "person", "label": "every nurse", "quantifier": "every"}, "generic"),
    ("one document", {"kind": "document", "label": "the report"}, "named"),
    (
        "documents, bare",
        {"kind": "document", "label": "polls", "plural": True, "determiner": "bare"},
        "generic",
    ),
    (
        "some documents",
        {"kind": "document", "label": "some polls", "plural": True, "quantifier": "some"},
        "generic",
    ),
    (
        "the documents",
        {"kind": "document", "label": "the polls", "plural": True, "determiner": "definite"},
        "named",
    ),
    (
        "reports of nobody",
        {"kind": "document", "label": "some reports", "plural": True, "heads": {"reports"}},
        "anonymous",
    ),
    (
        "reports of somebody",
        {
            "kind": "document",
            "label": "some reports by a bank",
            "plural": True,
            "quantifier": "some",
            "heads": {"reports"},
        },
        "generic",
    ),
    (
        "the reports",
        {
            "kind": "document",
            "label": "the reports",
            "plural": True,
            "determiner": "definite",
            "heads": {"reports"},
        },
        "named",
    ),
    ("nobody's statement", {"kind": "unknown", "label": "unattributed"}, "generic"),
    ("of unknown kind", {"kind": "unknown", "label": "it", "determiner": "definite"}, "generic"),
    (
        "the governments",
        {"kind": "government", "plural": True, "determiner": "definite", "label": "the states"},
        "named",
    ),
    (
        "governments, bare",
        {"kind": "government", "plural": True, "determiner": "bare", "label": "states"},
        "generic",
    ),
    (
        "some bodies",
        {"kind": "organisation", "plural": True, "quantifier": "some", "label": "some firms"},
        "generic",
    ),
    (
        "media of a kind",
        {"kind": "media", "label": "state media", "determiner": "bare"},
        "generic",
    ),
    ("the paper", {"kind": "media", "label": "the paper", "determiner": "definite"}, "named"),
    ("the government", {"kind": "government", "label": "the government"}, "named"),
    (
        "a body, bare",
        {"kind": "organisation", "label": "management", "determiner": "bare"},
        "generic",
    ),
    (
        "one body",
        {"kind": "organisation", "label": "the company", "determiner": "definite"},
        "anonymous",
    ),
    (
        "a body with a name in what it is called",
        {"kind": "organisation", "label": "the Lanark pit", "determiner": "definite"},
        "named",
    ),
    (
        "a body of a country",
        {"kind": "organisation", "label": "the French firm", "determiner": "definite"},
        "anonymous",
    ),
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
    (
        "documents seen by somebody",
        {
            "kind": "document",
            "label": "documents seen by a paper",
            "plural": True,
            "determiner": "bare",
        },
        "named",
    ),
    ("a class", {"kind": "group", "plural": True, "heads": {"critics"}}, "generic"),
]


@pytest.mark.parametrize(
    ("values", "wanted"), [row[1:] for row in DECISIONS], ids=[row[0] for row in DECISIONS]
)
def test_each_decision_of_naming(values: dict[str, Any], wanted: Naming) -> None:
    assert naming(Entity(**values))[0] == wanted


@pytest.mark.parametrize(
    ("entity", "wanted"),
    [
        (Entity(members=(RAO, NOBODY)), "group"),
        (Entity(members=(BODY, BODY)), "organisation"),
        (Entity(members=(POWER, POWER)), "government"),
        (Entity(members=(BODY, POWER)), "organisation"),
        (Entity(members=(BODY, POWER), determiner="definite"), "group"),
        (Entity(members=(BODY, RAO)), "group"),
        (Entity(members=(BODY,), exemplified=True), "group"),
        (Entity(members=(BODY,), exemplified=True, label="Nordbank and a bank"), "organisation"),
        (Entity(members=(RAO,), exemplified=True, label="Rao and a bank"), "group"),
        (Entity(kind="person", plural=True), "group"),
        (Entity(kind="document", plural=True, heads={"reports"}), "media"),
        (Entity(kind="group", plural=True, heads={"sources"}, modifiers={"news"}), "media"),
        (Entity(kind="group", plural=True, heads={"sources"}), "group"),
        (Entity(kind="media"), "media"),
        (Entity(names=[("Ana", "Rao")]), "person"),
        (Entity(names=[("Rao",)], gender="f"), "person"),
        (Entity(names=[("Ana",)]), "person"),
        (Entity(names=[("Nordbank",)]), "organisation"),
        (Entity(), "unknown"),
    ],
)
def test_each_decision_of_kind(entity: Entity, wanted: SourceKind) -> None:
    assert kind(entity) == wanted


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
