"""Short articles of many domains and house styles with their statements, for the gate.

They are kept as one readable file a category, ``tests/gold/domains/*.marked`` and
``tests/gold/passages/*.marked``; the README of each holds its rules of annotation. ``python
tests/domains.py FOLDER [GOLD]`` writes them as NAME.txt and NAME.ann (brat standoff), which is what
``analysis evaluate FOLDER`` reads.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from analysis.brat import Statement, standoff
from analysis.model import Span

GOLD = Path(__file__).resolve().parent / "gold" / "domains"
LATER = GOLD.with_name("passages")
HEADER = re.compile(r"^=== (.+)\nstyle: (.+)\n\n", re.MULTILINE)
OPEN = re.compile(r"\[(\d+[sck](?:,\d+[sck])*):")
ROLES = {"s": "source", "c": "cue", "k": "content"}


@dataclass(frozen=True, slots=True)
class Passage:
    """One short article, its house style in words, and its statements in the order of their ids."""

    name: str
    category: str
    style: str
    text: str
    statements: tuple[Statement, ...]


class MarkupError(ValueError):
    """A marked passage that is not well formed."""


def passages(folder: Path = GOLD) -> Iterator[Passage]:
    """Every passage of the files NAME.marked in a folder, in the order of files and lines."""
    for path in sorted(folder.glob("*.marked")):
        source = path.read_text(encoding="utf-8")
        headers = list(HEADER.finditer(source))
        ends = [header.start() for header in headers[1:]] + [len(source)]
        for header, end in zip(headers, ends, strict=True):
            text, statements = parse(source[header.end() : end].strip())
            yield Passage(header[1], path.stem, header[2], text, statements)


def parse(marked: str) -> tuple[str, tuple[Statement, ...]]:
    """A marked text as it was before the marks, and its statements.

    ``[1s:Ms Rao] [1c:said] [1k:it would rain]`` marks source, cue and content of statement 1. A
    part may stand in several pieces, parts may hold others, and ``[1s,2s:Ms Rao]`` is the source
    of two. Square brackets that begin no mark are text.

    Raises:
        MarkupError: If a bracket is not closed, or a statement has no cue or no content.
    """
    text, at, opened = "", 0, list[tuple[str, int]]()
    found: dict[int, dict[str, list[Span]]] = {}
    while at < len(marked):
        if mark := OPEN.match(marked, at):
            opened.append((mark[1], len(text)))
            at = mark.end()
            continue
        char = marked[at]
        at += 1
        parts = ""
        if char == "[":
            opened.append(("", len(text)))
        elif char == "]":
            if not opened:
                raise MarkupError(f"] closes nothing: ...{marked[max(0, at - 40) : at]}")
            parts, start = opened.pop()
            for part in filter(None, parts.split(",")):
                roles = found.setdefault(int(part[:-1]), {role: [] for role in ROLES})
                roles[part[-1]].append(Span(start, len(text)))
        if not parts:
            text += char
    if opened:
        raise MarkupError(f"[{opened[-1][0]} is never closed")
    return text, tuple(_statement(key, found[key]) for key in sorted(found))


def _statement(key: int, roles: dict[str, list[Span]]) -> Statement:
    if not roles["c"] or not roles["k"]:
        raise MarkupError(f"statement {key} needs a cue and a content")
    return Statement(*(tuple(sorted(roles[role])) for role in ROLES))


def write(folder: Path, gold: Path = GOLD) -> int:
    """Write the passages of gold as NAME.txt and NAME.ann; returns how many there are."""
    folder.mkdir(parents=True, exist_ok=True)
    every = tuple(passages(gold))
    for passage in every:
        for suffix, text in (
            (".txt", passage.text),
            (".ann", standoff(passage.text, passage.statements)),
        ):
            (folder / f"{passage.name}{suffix}").write_bytes(text.encode())
    return len(every)


if __name__ == "__main__":
    sys.stdout.write(f"{write(*map(Path, sys.argv[1:]))} passages\n")
