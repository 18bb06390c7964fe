"""What finds spans by place, and the benchmark that shows how each step grows with a text."""

from __future__ import annotations

import random
from typing import Any

import pytest
from scripted import loaded

from analysis.attribution.unclaimed import Marks
from analysis.lookup import Lookup
from analysis.model import Span
from analysis.quotes import pair
from analysis.sources.coordination import two_described

linear = loaded("benchmarks/linear.py")
STEPS = "ingest invisible tokens quotes attribution sources excluded tables page concerns".split()


def _spans(chance: random.Random, length: int, most: int = 9) -> list[Span]:
    starts = [chance.randrange(length) for _ in range(most)]
    return [Span(start, start + chance.randint(1, 8)) for start in starts]


@pytest.mark.parametrize("seed", range(20))
def test_a_lookup_finds_what_a_search_through_all_spans_finds(seed: int) -> None:
    chance = random.Random(seed)  # noqa: S311
    spans = _spans(chance, 40)
    found = Lookup(spans)
    for asked in _spans(chance, 50, 200):
        assert found.between(asked.start, asked.end) == any(s.overlaps(asked) for s in spans)
        assert found.cover(asked) == any(s.covers(asked) for s in spans)
        assert found.hold(asked.start) == any(s.start <= asked.start < s.end for s in spans)
    assert not Lookup([]).hold(0)


@pytest.mark.parametrize("kind", ["quotations", "nested marks", "straight marks", "open marks"])
def test_marks_are_those_that_a_search_through_all_quotations_finds(kind: str) -> None:
    text = linear.text_of(kind, 600)
    quotations = pair(text, [Span(0, len(text))])
    marks, outer = Marks(quotations), [q for q in quotations if q.depth == 0]
    for asked in _spans(random.Random(1), len(text), 900):  # noqa: S311
        ending = [q for q in outer if q.inner.end <= asked.end <= q.span.end]
        within = [q for q in outer if asked.covers(q.inner)]
        ends = [q for q in quotations if asked.start < q.span.end <= asked.end]
        assert marks.ending(asked.end) == next(iter(ending), None)
        assert marks.within(asked) == next(iter(within), None)
        assert marks.end_in(asked) == bool(ends)


@pytest.fixture(scope="module")
def scripted() -> Any:
    return linear.Scripted.load(threads=1)


@pytest.mark.parametrize("kind", linear.KINDS)
def test_every_kind_of_text_goes_through_every_step(kind: str, scripted: Any) -> None:
    took = dict(linear.steps(linear.text_of(kind, 1_500), scripted))
    assert list(took) == STEPS


def test_a_long_run_of_capitals_behind_two_descriptions_is_searched_once() -> None:
    text = "The mayor and the clerk, " + "A" * 5_000 + "!"
    assert two_described(Span(0, len(text)), text) == (Span(0, 9), Span(14, len(text)))
