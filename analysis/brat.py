"""Reads brat standoff as PolNeAR writes it: Source, Cue and Content spans tied by events."""

from __future__ import annotations

import re
from dataclasses import dataclass

from analysis.model import Span


@dataclass(frozen=True, slots=True)
class Statement:
    """One gold attribution: spans in code points, discontinuous ones as several."""

    source: tuple[Span, ...]
    cue: tuple[Span, ...]
    content: tuple[Span, ...]


def read_brat(annotations: str) -> tuple[Statement, ...]:
    """All attributions with a content, in file order.

    Lines that are neither spans nor events are passed over, and so are spans without whole numbers
    and line breaks inside the covered text: spans are read by offset alone.
    """
    spans: dict[str, tuple[str, tuple[Span, ...]]] = {}
    found: list[Statement] = []
    for line in annotations.splitlines():
        parts = line.split("\t")
        if len(parts) >= 2 and re.fullmatch(r"T\d+", parts[0]):
            label, _, offsets = parts[1].partition(" ")
            spans[parts[0]] = (label.lower(), _offsets(offsets))
        elif len(parts) >= 2 and re.fullmatch(r"E\d+", parts[0]):
            statement = _statement(parts[1], spans)
            if statement.content:
                found.append(statement)
    return tuple(found)


def _offsets(offsets: str) -> tuple[Span, ...]:
    """Reads "4 7;12 16"; nothing where that is not what is there."""
    try:
        pairs = [part.split() for part in offsets.split(";")]
        return tuple(Span(int(start), int(end)) for start, end in pairs)
    except ValueError:
        return ()


def _statement(event: str, spans: dict[str, tuple[str, tuple[Span, ...]]]) -> Statement:
    roles: dict[str, tuple[Span, ...]] = {"source": (), "cue": (), "content": ()}
    for argument in event.split()[1:]:
        role, _, key = argument.partition(":")
        role = re.sub(r"\d+$", "", role).lower()
        if role in roles and key in spans:
            roles[role] += spans[key][1]
    return Statement(roles["source"], roles["cue"], roles["content"])
