"""Intervals by the bootstrap over articles.

What is drawn again, with replacement, is whole articles: statements of one article are alike and
are no independent draws (Efron and Tibshirani 1993, "An Introduction to the Bootstrap", chapters 6
and 13: the percentile interval). The same seed gives the same intervals.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

SAMPLES, SEED = 2000, 1
LEVEL = 0.95
# An interval over fewer articles would say more about which ones they are than about the reader.
LEAST = 5


@dataclass(frozen=True, slots=True)
class Estimate:
    """A figure and its 95% interval; no interval where there are too few articles.

    ``value`` is None where there is nothing to measure. Unit: percent, unless said otherwise.
    """

    value: float | None
    low: float | None = None
    high: float | None = None


@dataclass(frozen=True, slots=True)
class Draw:
    """How intervals are drawn: samples, and the seed of the generator."""

    samples: int = SAMPLES
    seed: int = SEED

    def weights(self, articles: int) -> NDArray[np.int64]:
        """Return how often each article is in each sample: samples x articles."""
        return _weights(articles, self.samples, self.seed)


@cache
def _weights(articles: int, samples: int, seed: int) -> NDArray[np.int64]:
    chance = np.random.default_rng(seed)
    return chance.multinomial(articles, np.full(articles, 1 / articles), size=samples)


def ratio(parts: Sequence[tuple[int, int]], draw: Draw, scale: float = 100.0) -> Estimate:
    """Return a share of sums over articles, such as an F1, with its interval.

    Args:
        parts: Numerator and denominator of each article; they are added up before dividing.
        draw: How intervals are drawn.
        scale: What 1 is called; 100 for percent.
    """
    counts = np.array(parts, dtype=float).reshape(-1, 2)
    right, of = counts.sum(axis=0)
    if not of:
        return Estimate(None)
    value = scale * float(right / of)
    if (counts[:, 1] > 0).sum() < LEAST:
        return Estimate(value)
    sums = draw.weights(len(counts)) @ counts
    kept = sums[:, 1] > 0
    return interval(value, scale * sums[kept, 0] / sums[kept, 1])


def interval(value: float, drawn: NDArray[np.float64]) -> Estimate:
    """Return a figure with the percentile interval of what was drawn."""
    low, high = np.percentile(drawn, [50 * (1 - LEVEL), 50 * (1 + LEVEL)])
    return Estimate(value, float(low), float(high))
