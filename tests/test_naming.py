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
CRITICS = Entity(kind="group", plural=True, label="critics", heads={"critics"})


def group(heads: str, **values: Any) -> dict[str, Any]:
    """Return the values of a group without a name."""
    return {"kind": "group", "plural": True, "heads": set(heads.split()), **values}


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
    ("members, each a class", {"members": (CRITICS, CRITICS)}, "generic"),
    (
        "somebody's reports",
        {
            "kind": "document",
            "label": "his reports",
            "plural": True,
            "determiner": "possessed",
            "heads": {"reports"},
        },
        "named",
    ),
    ("one in three", {"kind": "person", "label": "one in three"}, "generic"),
    ("one of a share", {"kind": "person", "label": "a nurse of one in five towns"}, "anonymous"),
    (
        "documents called by whose they are",
        {
            "kind": "document",
            "label": "new Nordbank polls",
            "plural": True,
            "determiner": "bare",
            "heads": {"polls"},
        },
        "named",
    ),
    (
        "documents about somebody",
        {
            "kind": "document",
            "label": "new polls on Nordbank",
            "plural": True,
            "determiner": "bare",
            "heads": {"polls"},
        },
        "generic",
    ),
    (
        "documents known by another noun",
        {
            "kind": "document",
            "label": "new Nordbank figures",
            "plural": True,
            "determiner": "bare",
            "heads": {"polls"},
        },
        "generic",
    ),
    (
        "a body of somebody's country",
        {"kind": "organisation", "label": "the bank of Oman's king", "determiner": "definite"},
        "anonymous",
    ),
    (
        "a body of somebody's country, curled",
        {"kind": "organisation", "label": "the bank of Oman’s king", "determiner": "definite"},
        "anonymous",
    ),
    ("both", group("nurses", quantifier="both", determiner="definite"), "named"),
    ("the three", group("nurses", quantifier="three", determiner="definite"), "named"),
    ("the four", group("nurses", quantifier="four", determiner="definite"), "named"),
    ("a family of a place", group("family", label="a family of Oslo"), "anonymous"),
    ("aides of a share", group("aides", label="aides of two out of five towns"), "anonymous"),
    ("a share of aides", group("aides", label="two out of five aides"), "generic"),
    (
        "some of the residents, who did not tell it once",
        group("residents", determiner="definite", quantifier="some", cues=["think"]),
        "generic",
    ),
    ("the residents", group("residents", determiner="definite", cues=["think"]), "anonymous"),
    ("their locals", group("locals", determiner="possessed", cues=["think"]), "anonymous"),
    ("residents who once told it", group("residents", cues=["then told"]), "anonymous"),
    (
        "people of a trade met before",
        group("drivers herd", label="the drivers", determiner="definite", cues=["then told"]),
        "anonymous",
    ),
    ("a crowd that told it", group("fans", label="dozens of fans", cues=["told"]), "anonymous"),
    ("a class of a crowd", group("fans", label="fans of a dozen teams", cues=["told"]), "generic"),
    ("five men", group("men", quantifier="five"), "anonymous"),
    ("five women", group("women", quantifier="five"), "anonymous"),
    ("five persons", group("persons", quantifier="five"), "anonymous"),
    ("residents, heard once", group("residents", cues=["think", "told"]), "anonymous"),
    ("aides of whom nothing is reported", group("aides", determiner="bare"), "anonymous"),
    (
        "five aides that are not heard",
        group("aides", determiner="bare", quantifier="five", cues=["fear"]),
        "anonymous",
    ),
    (
        "the engineers, heard once",
        group("engineers", label="the engineers", determiner="definite", cues=["think", "told"]),
        "anonymous",
    ),
    (
        "a class of engineers",
        group(
            "engineers", label="the engineers who built it", determiner="definite", cues=["told"]
        ),
        "generic",
    ),
    (
        "the economists",
        group("economists", label="the economists", determiner="definite", cues=["told"]),
        "generic",
    ),
    (
        "the people of a party",
        group("socialists", label="the socialists", determiner="definite", cues=["told"]),
        "generic",
    ),
    ("somebody's fans", group("fans", determiner="possessed"), "generic"),
    (
        "many of somebody's documents",
        {
            "kind": "document",
            "label": "many Nordbank polls",
            "plural": True,
            "determiner": "bare",
            "quantifier": "many",
            "heads": {"polls"},
        },
        "generic",
    ),
    (
        "documents of a headline",
        {
            "kind": "document",
            "label": "New Polls On Nordbank",
            "plural": True,
            "determiner": "bare",
            "heads": {"polls"},
        },
        "generic",
    ),
    (
        "words on a wall of somebody",
        {
            "kind": "document",
            "label": "old Nordbank graffiti",
            "determiner": "bare",
            "heads": {"graffiti"},
        },
        "generic",
    ),
    ("police", {"kind": "organisation", "label": "police", "heads": {"police"}}, "named"),
    ("a family with a name", group("family", label="the Hale family"), "named"),
    ("testimony", {"kind": "document", "label": "testimony", "determiner": "bare"}, "named"),
    (
        "the banks",
        {"kind": "organisation", "label": "the banks", "plural": True, "determiner": "definite"},
        "generic",
    ),
    ("parliament", {"kind": "government", "label": "parliament", "determiner": "bare"}, "named"),
    (
        "another body with a name in what it is called",
        {"kind": "organisation", "label": "another Lanark pit", "determiner": "new"},
        "anonymous",
    ),
    ("most of a class", group("aides", label="a majority of aides"), "generic"),
    ("people voted for", group("aides", label="newly elected aides"), "generic"),
    ("a class at a place", group("critics", label="critics at the mill", cues=["told"]), "generic"),
    (
        "local people that are not heard once",
        group("farmers", modifiers={"local"}, cues=["say"]),
        "generic",
    ),
    ("the aides", group("aides", determiner="definite", cues=["fear"]), "anonymous"),
    (
        "engineers of a kind",
        group("engineers", label="senior engineers", determiner="bare", cues=["told"]),
        "generic",
    ),
    (
        "the engineers, not heard once",
        group("engineers", label="the engineers", determiner="definite", cues=["say"]),
        "generic",
    ),
    (
        "authorities that fear",
        group("authorities", determiner="bare", cues=["feared"]),
        "anonymous",
    ),
    (
        "aides, heard once",
        group("aides", determiner="bare", cues=["fear", "then said"]),
        "anonymous",
    ),
    ("a crowd that says it", group("fans", label="dozens of fans", cues=["say"]), "generic"),
    (
        "documents of a headline, called by whose they are",
        {
            "kind": "document",
            "label": "New Nordbank Polls",
            "plural": True,
            "determiner": "bare",
            "heads": {"polls"},
        },
        "named",
    ),
    ("five experts", group("experts", quantifier="five"), "generic"),
]


@pytest.mark.parametrize(
    ("values", "wanted"), [row[1:] for row in DECISIONS], ids=[row[0] for row in DECISIONS]
)
def test_each_decision_of_naming(values: dict[str, Any], wanted: Naming) -> None:
    assert naming(Entity(**values))[0] == wanted


@pytest.mark.parametrize(
    "many",
    "many most no any every all few more some others countless various numerous other".split(),
)
def test_a_word_for_no_certain_number_makes_a_class(many: str) -> None:
    values = group("aides", label=f"{many.title()} aides", quantifier=many)
    assert naming(Entity(**values)) == ("generic", f"“{many}” makes it a class")
    told = group("witnesses", label=f"{many} witnesses", quantifier=many, cues=["told"])
    a_few = many in ("some", "few", "other", "others")
    assert naming(Entity(**told))[0] == ("anonymous" if a_few else "generic")
    one = Entity(kind="media", label=f"{many} paper", determiner="definite", quantifier=many)
    assert naming(one)[0] == "generic"


@pytest.mark.parametrize("many", "two three four five six seven eight nine ten several 12".split())
def test_a_number_makes_particular_people_of_a_trade(many: str) -> None:
    values = group("glaziers", label=f"{many} glaziers", quantifier=many)
    assert naming(Entity(**values))[0] == "anonymous"
    assert naming(Entity(**values | {"kind": "organisation"}))[0] == (
        "generic" if many.isdigit() else "anonymous"
    )


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
    ("entity", "wanted"),
    [
        (Entity(members=(RAO, NOBODY)), "group"),
        (Entity(members=(BODY, POWER, Entity(kind="media"))), "organisation"),
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
        (Entity(kind="group", plural=True, heads={"sources"}, modifiers={"media"}), "media"),
        (Entity(kind="group", plural=True, heads={"sources"}, modifiers={"press"}), "media"),
        (Entity(kind="group", plural=True, heads={"sources"}), "group"),
        (Entity(kind="media"), "media"),
        (Entity(names=[("Ana", "Rao")]), "person"),
        (Entity(names=[("Rao",)], gender="f"), "person"),
        (Entity(kind="unknown", names=[("@rosa_l",)]), "unknown"),
        (Entity(names=[("Rao",)], gender="m"), "person"),
        (Entity(kind="group", plural=True, heads={"sources"}, modifiers={"old"}), "group"),
        (Entity(names=[("Nord", "Harbour")]), "person"),
        (Entity(names=[("Ana",), ("Nordbank",)]), "person"),
        (Entity(kind="organisation", plural=True, exemplified=True), "organisation"),
        (Entity(members=(BODY,), exemplified=True, label="Nordbank and a Bank"), "organisation"),
        (Entity(members=(BODY, POWER), exemplified=True, label="Oman, Nordbank, a bank"), "group"),
        (Entity(kind="document", names=[("Reports",)], heads={"reports"}), "document"),
        (Entity(kind="group", plural=True, heads={"bosses"}, modifiers={"media"}), "group"),
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
