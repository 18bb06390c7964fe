"""Pairs the statements of gold with those that were found, by the words they share.

Units are runs of word characters, so that quotation marks and trailing commas never decide.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal, Protocol, get_args

from analysis.model import Form, Span
from analysis.text import dice, form, runs

Role = Literal["source", "cue", "content"]
ROLES: tuple[Role, ...] = get_args(Role)
AGREE = 0.5  # Dice from which two sets of words count as the same
OPENING, MARKS = frozenset('“"«'), frozenset('“”"«»')


class Spoken(Protocol):
    """What is scored: an :class:`~analysis.model.Attribution` will do."""

    @property
    def source(self) -> tuple[Span, ...]:
        """Where the source stands."""

    @property
    def cue(self) -> tuple[Span, ...]:
        """Where the cue stands."""

    @property
    def content(self) -> tuple[Span, ...]:
        """Where the content stands."""


@dataclass(frozen=True, slots=True)
class Bag:
    """The words of one statement's roles, each by its place."""

    source: frozenset[int]
    cue: frozenset[int]
    content: frozenset[int]

    @classmethod
    def of(cls, text: str, said: Spoken) -> Bag:
        """Make the words of a statement of a text."""
        return cls(*(frozenset(runs(text, getattr(said, role))) for role in ROLES))


def nested(bags: Sequence[Bag]) -> list[bool]:
    """Tell for each statement whether all of it stands in the content of another."""
    return [
        any((one.source | one.cue | one.content) <= other.content for other in bags) for one in bags
    ]


def pairs(gold: Sequence[Bag], found: Sequence[Bag]) -> dict[int, int]:
    """Pair one to one by content, best first; of equals, the ones later in the lists first.

    Returns:
        For each gold statement that has one, the place of its partner among those found.
    """
    overlaps = sorted(
        (
            (dice(one.content, other.content), i, j)
            for i, one in enumerate(gold)
            for j, other in enumerate(found)
        ),
        reverse=True,
    )
    partner: dict[int, int] = {}
    taken: set[int] = set()
    for overlap, i, j in overlaps:
        if overlap < AGREE:
            break
        if i not in partner and j not in taken:
            partner[i] = j
            taken.add(j)
    return partner


def same_source(one: Bag, other: Bag) -> bool:
    """Tell whether two statements have the same source: enough words shared, or none in both."""
    return dice(one.source, other.source) >= AGREE


def forms(text: str, gold: Sequence[Bag]) -> list[Form]:
    """Return direct, mixed or indirect, for each gold statement."""
    mask = _between_marks(text)
    return [form([mask[place] for place in bag.content]) for bag in gold]


def _between_marks(text: str) -> bytearray:
    """Return 1 for each code point between double quotation marks, the marks included.

    This is the measure's own plain pairing, line by line, and not that of :mod:`analysis.quotes`:
    what counts as direct must not change when the reader does. A curly mark left open runs to the
    end of its line; any other one left open counts for nothing.
    """
    mask = bytearray(len(text))
    for line in re.finditer(r"[^\n]+", text):
        start: int | None = None
        for place in (i for i in range(*line.span()) if text[i] in MARKS):
            if start is None:
                start = place if text[place] in OPENING else None
            elif text[place] != "«":
                mask[start : place + 1] = b"\x01" * (place + 1 - start)
                start = None
        if start is not None and text[start] == "“":
            mask[start : line.end()] = b"\x01" * (line.end() - start)
    return mask
