"""Shares of an archive, corrected for the errors that an audit found.

What the software calls anonymous may be named, or no statement at all. In a random sample of each
predicted class people say what is true; the archive's totals are then shared out as the sample
was. This is the estimator of Tenenbein (1970) for misclassified classes, weighted by words; its
intervals are normal on the scale of log-odds, with the standard error of a stratified bootstrap
(Efron and Tibshirani 1993): percentiles of so few statements are too narrow.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

NOTHING = "not a statement"
CLASSES = ("named", "anonymous", "generic")
SAMPLES = 2000
SEED = 20_000
EDGE = 1e-6  # shares are kept so far from 0 and 1
WIDE = 2.0  # standard errors to either side: t with some 60 degrees of freedom
Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Marked:
    """A statement that a person marked.

    ``predicted`` and ``true`` are classes; ``true`` is "not a statement" for an invented one.
    ``words`` is how many words it has.
    """

    predicted: str
    true: str
    words: int


@dataclass(frozen=True, slots=True)
class Share:
    """A share of all words of statements: as found, corrected, and its 95% interval."""

    name: str
    raw: float
    corrected: float
    low: float
    high: float


def shares(
    totals: Mapping[str, float], marks: Sequence[Marked], samples: int = SAMPLES
) -> list[Share]:
    """Correct the shares of the classes of an archive.

    Args:
        totals: Words of the archive's counted statements, by predicted class.
        marks: The sample, drawn at random in each predicted class.
        samples: Bootstrap samples.

    Returns:
        One a class, shares in [0, 1]. A class of which nothing was marked is taken as it was found.
    """
    found = sum(totals.values())
    strata = [(totals[name], _matrix(name, marks)) for name in CLASSES if totals.get(name)]
    point = _shared([(total, rows.sum(axis=0)) for total, rows in strata])
    low, high = _interval(point, strata, samples)
    return [
        Share(name, totals.get(name, 0) / found if found else 0.0, *map(float, values))
        for name, *values in zip(CLASSES, point, low, high, strict=True)
    ]


def _interval(
    point: Floats, strata: Sequence[tuple[float, Floats]], samples: int
) -> tuple[Floats, Floats]:
    """Return the 95% intervals of shares, (classes,) and (classes,)."""
    rng = np.random.default_rng(SEED)
    drawn = []
    for total, rows in strata:
        n = len(rows)
        weights = rng.multinomial(n, np.full(n, 1 / n), size=samples).astype(float)
        drawn.append((total, weights @ rows))
    shares_ = np.clip(_shared(drawn), EDGE, 1 - EDGE)
    least = min((len(rows) for _, rows in strata), default=1)
    error = np.log(shares_ / (1 - shares_)).std(axis=0) * math.sqrt(least / max(1, least - 1))
    middle = np.clip(point, EDGE, 1 - EDGE)
    odds = np.log(middle / (1 - middle))
    low, high = (1 / (1 + np.exp(-(odds + sign * WIDE * error))) for sign in (-1, 1))
    return low, high


def _matrix(name: str, marks: Sequence[Marked]) -> Floats:
    """Return the marks of a class, (n, classes): words in the column of their true class."""
    own = [mark for mark in marks if mark.predicted == name]
    rows = np.zeros((len(own), len(CLASSES) + 1))
    names = (*CLASSES, NOTHING)
    for row, mark in zip(rows, own, strict=True):
        row[names.index(mark.true)] = mark.words
    if not own:
        rows = np.zeros((1, len(names)))
        rows[0, names.index(name)] = 1
    return rows


def _shared(strata: Sequence[tuple[float, Floats]]) -> Floats:
    """Return the share of each true class in all that is a statement.

    Args:
        strata: For each predicted class its words in the archive, and the words of its sample by
            true class, (..., classes + 1).
    """
    words = sum(total * summed / summed.sum(-1, keepdims=True) for total, summed in strata)
    kept: Floats = np.asarray(words)[..., : len(CLASSES)]
    out: Floats = kept / kept.sum(-1, keepdims=True)
    return out
