"""Say in whose statements a mention stands: in "Orr said Vega had told him", Vega stands in Orr's.

After such a statement a pronoun or a shared surname means the outer speaker, where it may.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Sequence

from analysis.model import Attribution, Span
from analysis.sources.proper import Name

# Whoever denies, admits or claims answers what another has just said of him.
ANSWERS = re.compile(r"\b(?:den(?:y|ies|ied)|admit|confess|plead|claim)", re.IGNORECASE)
NEAR = 12  # pieces of content before a mention that are looked at


class Holders:
    """Finds the statements whose content holds a mention."""

    def __init__(self, attributions: Iterable[Attribution], *, turns: bool = False) -> None:
        """Take statements; turns of a dialogue ("ORR: ") only if they are asked for."""
        kept = (a for a in attributions if turns or not _is_turn(a))
        held = [(span, a) for a in kept for span in a.content]
        self._held = sorted(held, key=lambda pair: pair[0])
        self._starts = [span.start for span, _ in self._held]

    def of(self, mention: Span) -> tuple[Attribution, ...]:
        """Return the statements whose content holds a mention that is not their own source."""
        low = bisect_right(self._starts, mention.start)
        around = [a for span, a in self._held[max(0, low - NEAR) : low] if span.covers(mention)]
        return tuple(a for a in around if not any(s.covers(mention) for s in a.source))


def marked(names: Iterable[Name], attributions: Sequence[Attribution]) -> list[Name]:
    """Return names with the statements that hold them, and whether a main statement is theirs."""
    holders = Holders(attributions)
    sources = sorted(span for a in attributions for span in a.source[:1])
    return [_marked(name, holders.of(name.span), sources) for name in names]


def _marked(name: Name, outer: tuple[Attribution, ...], sources: Sequence[Span]) -> Name:
    at = bisect_right(sources, name.span.start, key=lambda span: span.start)
    speaks = at > 0 and sources[at - 1].covers(name.span)
    return name._replace(outer=outer, main=speaks and not outer)


def _is_turn(attribution: Attribution) -> bool:
    return bool(attribution.source) and len(attribution.cue) == 1 and len(attribution.cue[0]) == 1
