"""What makes a group particular people or a class, decision by decision."""

from __future__ import annotations

from typing import Any

import pytest

from analysis.model import Naming
from analysis.sources.entities import Entity
from analysis.sources.naming import naming


def group(heads: str, **values: Any) -> dict[str, Any]:
    """Return the values of a group without a name."""
    return {"kind": "group", "plural": True, "heads": set(heads.split()), **values}


# Each row is one decision: if it is inverted or left out, its row fails.
DECISIONS: list[tuple[str, dict[str, Any], Naming]] = [
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
    ("a family with a name", group("family", label="the Hale family"), "named"),
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
    ("five experts", group("experts", quantifier="five"), "generic"),
]


@pytest.mark.parametrize(
    ("values", "wanted"), [row[1:] for row in DECISIONS], ids=[row[0] for row in DECISIONS]
)
def test_each_decision_of_the_naming_of_a_group(values: dict[str, Any], wanted: Naming) -> None:
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
