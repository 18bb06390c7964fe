"""Does the confidence mean what it says?

A statement is right if it is paired with a gold one and has its source. The expected calibration
error is that of Guo, Pleiss, Sun and Weinberger (ICML 2017, "On Calibration of Modern Neural
Networks"): the mean gap between confidence and share right over ten bins of equal width, weighted
by how many statements a bin holds. All shares are in [0, 1].
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from analysis.evaluate.bootstrap import LEAST, Draw, Estimate, interval, ratio
from analysis.evaluate.judging import Claim, Judged

if TYPE_CHECKING:
    from numpy.typing import NDArray

BINS = 10
CHECKED = 0.2  # the share of statements that a person has time to check


@dataclass(frozen=True, slots=True)
class Bin:
    """Statements of a confidence in [low, high): how many, mean confidence, share right."""

    low: float
    high: float
    count: int
    sure: float
    right: float


@dataclass(frozen=True, slots=True)
class Calibration:
    """What the confidence is worth.

    Attributes:
        statements: How many were found, and ``errors`` how many of them are wrong.
        error: Expected calibration error.
        top: Share right among those of a confidence of at least 0.9.
        bins: The ones that hold a statement.
        curve: Share checked, least sure first, and the share of all errors found by then.
        caught: The share of errors found when a fifth is checked.
    """

    statements: int
    errors: int
    error: Estimate
    top: Estimate
    bins: tuple[Bin, ...]
    curve: tuple[tuple[float, float], ...]
    caught: float | None


def calibration(judged: Sequence[Judged], draw: Draw) -> Calibration:
    """Measure the confidence of every statement found."""
    claims = [claim for article in judged for claim in article.claims]
    curve = _curve(claims)
    wrong = sum(not claim.right for claim in claims)
    return Calibration(
        len(claims),
        wrong,
        _error(judged, draw),
        ratio([_top(article.claims) for article in judged], draw, scale=1.0),
        tuple(_bins(claims)),
        curve,
        caught(curve, CHECKED) if wrong else None,
    )


def caught(curve: Sequence[tuple[float, float]], share: float) -> float:
    """Return the share of errors found by checking a share of the statements, least sure first."""
    checked = round(share * (len(curve) - 1))
    return curve[checked][1]


def _place(confidence: float) -> int:
    return min(BINS - 1, int(confidence * BINS + 1e-9))


def _bins(claims: Sequence[Claim]) -> list[Bin]:
    found = []
    for place in range(BINS):
        own = [c for c in claims if _place(c.confidence) == place]
        if own:
            sure = sum(c.confidence for c in own) / len(own)
            right = sum(c.right for c in own) / len(own)
            found.append(Bin(place / BINS, (place + 1) / BINS, len(own), sure, right))
    return found


def _top(claims: Sequence[Claim]) -> tuple[int, int]:
    own = [c for c in claims if _place(c.confidence) == BINS - 1]
    return sum(c.right for c in own), len(own)


def _error(judged: Sequence[Judged], draw: Draw) -> Estimate:
    """Return the calibration error of Guo et al. with its interval over articles."""
    sums = np.zeros((len(judged), BINS, 2))  # by bin: count, and confidence minus right
    for n, article in enumerate(judged):
        for claim in article.claims:
            sums[n, _place(claim.confidence)] += (1.0, claim.confidence - claim.right)
    total = sums.sum(axis=0)
    if not total[:, 0].sum():
        return Estimate(None)
    value = float(_gaps(total[None])[0])
    if len(judged) < LEAST:
        return Estimate(value)
    drawn = np.einsum("sa,abk->sbk", draw.weights(len(judged)), sums)
    drawn = drawn[drawn[:, :, 0].sum(axis=1) > 0]
    return interval(value, _gaps(drawn))


def _gaps(sums: NDArray[np.float64]) -> NDArray[np.float64]:
    return np.asarray(np.abs(sums[:, :, 1]).sum(axis=1) / sums[:, :, 0].sum(axis=1))


def _curve(claims: Sequence[Claim]) -> tuple[tuple[float, float], ...]:
    """Return one point a statement checked; equal ones in the order of the articles."""
    order = sorted(claims, key=lambda claim: claim.confidence)
    total = sum(not claim.right for claim in order)
    points, found = [(0.0, 0.0)], 0
    for n, claim in enumerate(order, 1):
        found += not claim.right
        points.append((n / len(order), found / total if total else 0.0))
    return tuple(points)
