"""Spans as text: what they cover, and where they lie."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from analysis.model import Span

GAP = " … "


def joined(text: str, spans: Iterable[Span]) -> str:
    """Return the spans' words in the order of the text, joined by " … "; "" without any."""
    return GAP.join(span.of(text) for span in sorted(spans))


def places(spans: Iterable[Span]) -> str:
    """Return the spans as "12-16;20-25" in the order of the text; "" without any."""
    return ";".join(f"{span.start}-{span.end}" for span in sorted(spans))


def hull(spans: Sequence[Span]) -> Span | None:
    """Return the span from the first start to the last end; None without any span."""
    if not spans:
        return None
    return Span(min(span.start for span in spans), max(span.end for span in spans))
