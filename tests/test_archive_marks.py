"""What people's marks of a sample give: how far they agree, and the corrected shares."""

from __future__ import annotations

import math

import numpy as np
import pytest

from analysis.corpus.agreement import alpha
from analysis.corpus.corrected import CLASSES, NOTHING, Marked, shares


def test_alpha_is_krippendorffs() -> None:
    # Krippendorff (2011), the example with four observers and missing values: 0.743.
    observers = [
        [1, 2, 3, 3, 2, 1, 4, 1, 2, None, None, None],
        [1, 2, 3, 3, 2, 2, 4, 1, 2, 5, None, 3],
        [None, 3, 3, 3, 2, 3, 4, 2, 2, 5, 1, None],
        [1, 2, 3, 3, 2, 4, 4, 1, 2, 5, 1, None],
    ]
    assert alpha(list(zip(*observers, strict=True))) == pytest.approx(0.743, abs=0.001)
    assert math.isnan(alpha([[1, 1], [1, 1]]))


@pytest.mark.slow
def test_the_interval_of_a_corrected_share_holds_the_truth_about_95_times_in_100() -> None:
    rates = np.array([[0.93, 0.02, 0.02, 0.03], [0.2, 0.68, 0.07, 0.05], [0.05, 0.15, 0.7, 0.1]])
    runs, held, names = 500, np.zeros(3), (*CLASSES, NOTHING)
    for seed in range(runs):
        rng = np.random.default_rng(seed)
        predicted = rng.choice(3, 20_000, p=[0.72, 0.15, 0.13])
        words = rng.geometric(1 / 18, 20_000)
        true = (rng.random(20_000)[:, None] > rates.cumsum(1)[predicted]).sum(1)
        whole = words[true < 3].sum()
        truth = [words[true == n].sum() / whole for n in range(3)]
        totals = {name: float(words[predicted == n].sum()) for n, name in enumerate(CLASSES)}
        marks = [
            Marked(CLASSES[n], names[true[i]], int(words[i]))
            for n in range(3)
            for i in rng.choice(np.flatnonzero(predicted == n), 200, replace=False)
        ]
        found = shares(totals, marks, samples=300)
        held += [s.low <= t <= s.high for s, t in zip(found, truth, strict=True)]
    assert (held / runs >= 0.93).all() and (held / runs <= 0.97).all(), held / runs
