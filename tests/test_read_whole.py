"""Articles that were read whole: their gold is in order, the part held back keeps its level."""

from __future__ import annotations

import os
from pathlib import Path
from typing import get_args

import pytest
from scripted import loaded

from analysis.model import Naming, Source, SourceKind

read = loaded("scripts/read_whole.py")
OF_OURS = {"name": 87.0, "kind": 94.0, "naming": 88.0, "all": 80.0}
LEAST = {"name": 87.0, "kind": 93.0, "naming": 90.0, "all": 81.0}


def test_each_statement_has_a_place_a_kind_and_a_naming() -> None:
    sets = (read.GOLD, read.OURS)
    known = [a for gold in sets for part in ("tune", "held") for a in read.articles(part, gold)]
    assert len({article["id"] for article in known}) == len(known) == 533 + 40
    for article in known:
        starts = [start for start, *_ in article["statements"]]
        assert starts == sorted(set(starts))
        for _, name, kind, naming in article["statements"]:
            assert kind in get_args(SourceKind) and naming in get_args(Naming)
            assert len(name) < 70 and (not name or naming == "named")


@pytest.mark.parametrize(
    ("found", "wanted", "passes"),
    [
        (Source("s1", "Ana Ruiz", "person", "named"), ("Ana Ruiz", "person", "named"), 4),
        (Source("s1", "Ruiz", "person", "named"), ("Ana Ruiz", "person", "named"), 2),
        (Source("s1", "The Met", "organisation", "named"), ("the Met", "government", "named"), 4),
        (Source("s1", "a memo", "document", "named"), ("", "document", "anonymous"), 4),
        (Source("s1", "aides", "group", "generic"), ("", "group", "anonymous"), 2),
        (None, ("Ana Ruiz", "person", "named"), 0),
    ],
)
def test_a_source_is_right_in_name_kind_and_naming(
    found: Source | None, wanted: tuple[str, str, str], passes: int
) -> None:
    assert len(read.judged(found, *wanted)) == passes


@pytest.mark.slow
def test_the_part_of_our_newspapers_that_is_held_back_keeps_its_level() -> None:
    figures = read.measure(read.readings("held", read.OURS.with_suffix(""), read.OURS))
    assert {key: figures[key] for key in OF_OURS if figures[key] < OF_OURS[key]} == {}


@pytest.mark.slow
@pytest.mark.skipif(not os.environ.get("POLNEAR_DIR"), reason="POLNEAR_DIR is not set")
def test_the_part_held_back_keeps_its_level() -> None:
    figures = read.measure(read.readings("held", Path(os.environ["POLNEAR_DIR"]) / "train"))
    assert {key: figures[key] for key in LEAST if figures[key] < LEAST[key]} == {}
