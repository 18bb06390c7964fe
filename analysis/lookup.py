"""Finds spans by their place, in time that grows with the logarithm of their number."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable
from itertools import accumulate

from analysis.model import Span


class Lookup:
    """Spans in any order, which may overlap, asked about places again and again."""

    def __init__(self, spans: Iterable[Span]) -> None:
        ordered = sorted(spans)
        self._starts = [s.start for s in ordered]
        self._reach = list(accumulate((s.end for s in ordered), max))  # of those up to each

    def between(self, start: int, end: int) -> bool:
        """Tell whether a span begins before the end and ends behind the start."""
        before = bisect_left(self._starts, end)
        return before > 0 and self._reach[before - 1] > start

    def hold(self, place: int) -> bool:
        """Tell whether a span holds the character at a place."""
        return self.between(place, place + 1)

    def cover(self, span: Span) -> bool:
        """Tell whether a span holds all of another."""
        return self.between(span.end - 1, span.start + 1)
