"""Where words and runs of three words stand in a record."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray


class Index:
    """Where words and runs of three stand in a record, found by bisection of sorted numbers."""

    def __init__(self, keys: Sequence[str]) -> None:
        numbers: dict[str, int] = {}
        ids = np.fromiter(
            (numbers.setdefault(key, len(numbers)) for key in keys), np.int64, len(keys)
        )
        self.numbers, self.size = numbers, len(numbers) + 1
        threes = (ids[:-2] * self.size + ids[1:-1]) * self.size + ids[2:]
        self.order = np.argsort(threes, kind="stable")
        self.threes = threes[self.order]
        self.ones_order = np.argsort(ids, kind="stable")
        self.ones = ids[self.ones_order]

    def run(self, keys: Sequence[str]) -> NDArray[np.int64]:
        """Return where a run of three words stands."""
        ids = [self.numbers.get(key, -1) for key in keys]
        if min(ids) < 0:
            return self.order[:0]
        wanted = (ids[0] * self.size + ids[1]) * self.size + ids[2]
        low, high = (np.searchsorted(self.threes, wanted, side) for side in ("left", "right"))
        return self.order[low:high]

    def word(self, key: str) -> NDArray[np.int64]:
        """Return where a word stands."""
        wanted = self.numbers.get(key, -1)
        low, high = (np.searchsorted(self.ones, wanted, side) for side in ("left", "right"))
        return self.ones_order[low:high]
