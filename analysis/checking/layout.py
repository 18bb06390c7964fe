"""The text of a record without what its printer added: page numbers, headers, numbers of lines."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from analysis.checking import labels
from analysis.checking.labels import Line

PAGE = re.compile(
    r"(?i)^\s*(?:page\s+\d+(?:\s+of\s+\d+)?|-+\s*\d+\s*-+|case\s.{3,40}document\s.{1,60}|"
    r"transcript of .{0,60})\s*$"
)
NUMBER = re.compile(r"^\s*\d{1,4}\s*$")
LINE_NUMBER = re.compile(r"^\s{0,4}(\d{1,2})(?:\s{2,}|\s*$)")
NUMBERED = 0.6  # share of lines from which the numbers before them are the printer's


def plain(text: str) -> tuple[str, list[Line]]:
    """Return a text and its lines without page numbers, running headers and numbers of lines."""
    raw: list[tuple[int, int]] = []
    at = 0
    for line in re.split(r"[\n\f\x0b]", text):
        raw.append((at, at + len(line)))
        at += len(line) + 1
    full = [text[a:b] for a, b in raw if text[a:b].strip()]
    counted = sum(LINE_NUMBER.match(line) is not None for line in full)
    numbered = len(full) > 3 and counted >= NUMBERED * len(full)
    headers = _headers(text, raw)
    lines: list[Line] = []
    pieces: list[str] = []
    length, blank = 0, True
    for n, (start, end) in enumerate(raw):
        line = text[start:end]
        if not line.strip():
            blank = True
            continue
        if PAGE.match(line) or n in headers:
            continue
        number = LINE_NUMBER.match(line) if numbered else None
        line = line[number.end() :] if number else line
        if line.strip():
            gap = "\n" if blank and pieces else ""
            pieces.append(f"{gap}{line}\n")
            lines.append(Line(length + len(gap), length + len(gap) + len(line), blank))
            length, blank = length + len(pieces[-1]), False
    return "".join(pieces), lines


def _headers(text: str, raw: Sequence[tuple[int, int]]) -> set[int]:
    """Return the lines that are no speech.

    Those are page numbers alone, and what recurs beside them on every page.
    """
    own = [text[a:b].strip() for a, b in raw]
    pages = {
        n
        for n, line in enumerate(own)
        if PAGE.match(line)
        or (
            NUMBER.match(line)
            and (not own[n - 1] or n == 0)
            and (n + 1 == len(own) or not own[n + 1] or _page_below(own, n))
        )
    }
    beside = {m for n in pages for m in (n - 2, n - 1, n + 1, n + 2) if 0 <= m < len(own)}
    often = Counter(re.sub(r"\d+", "#", own[m]) for m in beside - pages if own[m])
    recurring = {
        m
        for m in beside - pages
        if often[re.sub(r"\d+", "#", own[m])] > 2 and not labels.COLON.match(own[m])
    }
    return pages | recurring


def _page_below(own: Sequence[str], at: int) -> bool:
    return any(PAGE.match(line) for line in own[at + 1 : at + 2])
