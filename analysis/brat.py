"""Gold in brat standoff as PolNeAR has it: Source, Cue and Content spans tied by events.

A corrected reading is written so, too: scoring and training read it. What other people annotate in
brat is exchanged by :mod:`analysis.exchange.tools.brat`, which keeps more and refuses what is odd.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from analysis import writing
from analysis.ingest import distinct
from analysis.model import Extraction, Span

UNSAFE = re.compile(r"[^\w.-]+")
LONGEST = 60  # characters of a name; file systems take 255 bytes


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


def standoff(x: Extraction) -> str:
    """Return the statements as a ``.ann`` file's text, for :func:`read_brat`."""
    lines: list[str] = []
    spans: dict[tuple[str, tuple[Span, ...]], str] = {}

    def entity(label: str, own: Sequence[Span]) -> str:
        key = (label, tuple(sorted(own)))
        if key not in spans:
            spans[key] = f"T{len(spans) + 1}"
            places = ";".join(f"{s.start} {s.end}" for s in key[1])
            words = " ".join(" ".join(s.of(x.article.text).split()) for s in key[1])
            lines.append(f"{spans[key]}\t{label} {places}\t{words}")
        return spans[key]

    for number, a in enumerate(x.attributions, 1):
        roles = (("Source", a.source), ("Cue", a.cue), ("Content", a.content))
        held = [(label, entity(label, own)) for label, own in roles if own]
        trigger = dict(held).get("Cue", dict(held)["Content"])
        arguments = " ".join(f"{label}:{key}" for label, key in held)
        lines.append(f"E{number}\tAttribution:{trigger} {arguments}")
    return "".join(f"{line}\n" for line in lines)


def write_gold(
    extractions: Iterable[Extraction], folder: str | Path, *, overwrite: bool = False
) -> list[Path]:
    """Write NAME.txt and NAME.ann of each article into a folder, for scoring and for training.

    Args:
        extractions: Corrected ones, such as ``reading.extraction``.
        folder: Made where missing.
        overwrite: Whether files that are there and differ may go.

    Returns:
        The annotation files, named after the articles; of one name, the second is NAME-2.

    Raises:
        OutputError: If they can't be written, or others are there; nothing was written then.
    """
    root, own = Path(folder), list(extractions)
    # An id comes from outside: it is a name, never a way to another folder.
    names = [UNSAFE.sub("_", x.article.id).strip(".")[:LONGEST] or "article" for x in own]
    files: dict[Path, bytes] = {}
    for name, x in zip(distinct(names), own, strict=True):
        files[root / f"{name}.txt"] = x.article.text.encode()
        files[root / f"{name}.ann"] = standoff(x).encode()
    todo = "choose another folder, or say overwrite=True"
    writing.write_beside(files, overwrite=overwrite, todo=todo)
    return [path for path in files if path.suffix == ".ann"]


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
