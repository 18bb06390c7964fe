"""Spans as sets of places: their union, and what two of them have in common."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from operator import attrgetter

from analysis.model import Span


def merge(spans: Iterable[Span]) -> tuple[Span, ...]:
    """Return the union of spans: sorted, without overlaps."""
    merged: list[Span] = []
    for span in sorted(spans):
        if merged and span.start <= merged[-1].end:
            merged[-1] = Span(merged[-1].start, max(merged[-1].end, span.end))
        elif len(span) > 0:
            merged.append(span)
    return tuple(merged)


def clip(spans: Sequence[Span], within: Sequence[Span]) -> tuple[Span, ...]:
    """Return what two sorted lists of disjoint spans have in common.

    Time grows with the first list and what is found, and with the logarithm of the second.
    """
    out: list[Span] = []
    for span in spans:
        n = bisect_right(within, span.start, key=attrgetter("end"))
        while n < len(within) and within[n].start < span.end:
            out.append(Span(max(span.start, within[n].start), min(span.end, within[n].end)))
            n += 1
    return tuple(out)
