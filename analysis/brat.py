"""Gold in brat standoff as PolNeAR has it: Source, Cue and Content spans tied by events.

Scoring and training read it, and gold of other forms is written so. What people annotate in brat is
exchanged by :mod:`analysis.exchange.tools.brat`, which keeps more and refuses what is odd; what
that writes of a corrected reading is gold, too.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import count

from analysis.model import Span


@dataclass(frozen=True, slots=True)
class Statement:
    """One gold attribution: spans in code points, discontinuous ones as several."""

    source: tuple[Span, ...]
    cue: tuple[Span, ...]
    content: tuple[Span, ...]


def read_brat(annotations: str) -> tuple[Statement, ...]:
    """Return all attributions with a content, in file order.

    Lines that are neither spans nor events are passed over, and so are spans without whole numbers
    and line breaks inside the covered text: spans are read by offset alone.
    """
    spans: dict[str, tuple[str, tuple[Span, ...]]] = {}
    events: list[str] = []
    for line in annotations.splitlines():
        key, _, rest = line.partition("\t")
        told = rest.partition("\t")[0]
        if told and re.fullmatch(r"T\d+", key):
            label, _, offsets = told.partition(" ")
            spans[key] = (label.lower(), _offsets(offsets))
        elif told and re.fullmatch(r"E\d+", key):
            events.append(told)  # an event may stand before its spans
    found = [_statement(event, spans) for event in events]
    return tuple(statement for statement in found if statement.content)


def _offsets(offsets: str) -> tuple[Span, ...]:
    """Read offsets such as "4 7;12 16"; none where that is not what is there."""
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


def standoff(text: str, statements: Iterable[Statement]) -> str:
    """Return statements of a text in brat standoff, as PolNeAR has it; each has a cue."""
    lines, numbers = list[str](), count(1)
    for event, statement in enumerate(statements, 1):
        arguments = []
        for role in ("source", "cue", "content"):
            spans: tuple[Span, ...] = getattr(statement, role)
            if spans:
                key = f"T{next(numbers)}"
                offsets = ";".join(f"{span.start} {span.end}" for span in spans)
                covered = " ".join(text[s.start : s.end] for s in spans).replace("\n", " ")
                lines.append(f"{key}\t{role.title()} {offsets}\t{covered}")
                arguments.append(f"{role.title()}:{key}")
        anchor, cue = f"T{next(numbers)}", statement.cue[0]
        lines.append(f"{anchor}\tAttribution {cue.start} {cue.end}\t{text[cue.start : cue.end]}")
        lines.append(f"E{event}\tAttribution:{anchor} {' '.join(arguments)}")
    return "".join(f"{line}\n" for line in lines)
