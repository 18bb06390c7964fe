"""Agreement of two or more people who marked the same things."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Hashable, Sequence

Mark = Hashable | None


def alpha(marks: Sequence[Sequence[Mark]]) -> float:
    """Return Krippendorff's alpha for nominal marks.

    After Krippendorff (2011), "Computing Krippendorff's alpha-reliability".

    Args:
        marks: A row a thing, in it a mark a person; None where somebody did not mark it.

    Returns:
        1 for perfect agreement, 0 for that of chance; NaN where nothing was marked twice, or where
        only one mark was ever given.
    """
    units = [[mark for mark in row if mark is not None] for row in marks]
    units = [row for row in units if len(row) > 1]
    totals = Counter(mark for row in units for mark in row)
    n = totals.total()
    if len(totals) < 2:
        return math.nan
    observed = sum(
        sum(count * (len(row) - count) for count in Counter(row).values()) / (len(row) - 1)
        for row in units
    )
    expected = sum(count * (n - count) for count in totals.values()) / (n - 1)
    return 1 - observed / expected
