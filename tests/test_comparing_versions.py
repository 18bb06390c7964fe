"""Changes planted in a version of an article are found, and no others."""

from __future__ import annotations

import re

import pytest

from analysis import ingest, pipeline
from analysis.comparing import findings, heading
from analysis.comparing.aligning import align
from analysis.comparing.records import figures

MORNING = """Council votes to close bridge

The council voted on Monday to close the Mill Bridge from May.

“It is a disgrace,” Mayor Ana Ruiz said. “We waited for years.”

Tom Lee, an engineer, said the bridge would be rebuilt by 2027. Residents said nobody
had asked them.
"""


@pytest.mark.parametrize(
    ("old", "new", "alert"),
    [
        ("a disgrace", "a scandal", "1 quotation with changed words"),
        ("for years.”", "for years, and nobody came to look at it.”", "quotation longer in one"),
        ("from May", "from June", "sentence with other numbers or dates"),
        ("on Monday", "on Tuesday", "sentence with other numbers or dates"),
        ("by 2027", "by 2028", "statement with other numbers or dates"),
        ("by 2027", "before long", ""),
        ("Council votes to close bridge", "Mill Bridge to close", ""),
    ],
)
def test_a_change_that_was_planted_in_a_version_is_found_and_no_other(
    old: str, new: str, alert: str
) -> None:
    assert old in MORNING
    both = [pipeline.extract(ingest.from_text(t)) for t in (MORNING, MORNING.replace(old, new))]
    for order in (both, both[::-1]):
        found = align(order, ["a", "b"])
        told = [re.sub(r"<[^>]+>", "", line) for line in findings.alerts(found)]
        told = [line.replace("one ", "1 ", 1) for line in told]
        assert len(told) == bool(alert)
        assert not alert or alert in told[0]


def test_two_versions_have_their_titles_as_heading() -> None:
    texts = (MORNING, MORNING.replace("a disgrace", "a shame"))
    same = align([pipeline.extract(ingest.from_text(t)) for t in texts], ["a", "b"])
    assert "Council votes to close bridge, two versions" in heading.headline(same)
    texts = (MORNING, MORNING.replace("Council votes to close bridge", "Mill Bridge <closes>"))
    other = align([pipeline.extract(ingest.from_text(t)) for t in texts], ["a", "b"])
    head = heading.headline(other)
    assert "Council votes to close bridge</bdi> and" in head
    assert "Mill Bridge &lt;closes&gt;" in head


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("in May 2027, at 4.30", ("may", "2027", "4.30")),
        ("they may wait", ()),
        ("On Monday, twenty people", ("monday", "twenty")),
        ("1,200 of them", ("1,200",)),
    ],
)
def test_numbers_months_and_days_are_figures(text: str, found: tuple[str, ...]) -> None:
    assert figures(text) == found
