"""Whom a record quotes: the words of a place may stand inside quotation marks of somebody else.

The reader that finds who says what in articles reads the stretch of the record around the place.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from analysis import ingest, pipeline
from analysis.checking.draft import speaker
from analysis.checking.record import Record
from analysis.errors import AnalysisError
from analysis.model import Extraction, Span

WHOLE = 40_000  # characters of a record without labels that are read at once
AROUND = 1_500  # characters that are read on either side of a place otherwise
MARKS = re.compile("[\"“”„«»‘]|(?<![^\\W\\d_])'")
SINGLE = re.compile("(?<![^\\W\\d_])'[^\\W\\d_][^']*$")
SELF = frozenset("i we me us myself ourselves".split())
COVERED = 0.8  # share of the words that a statement without marks must hold


@dataclass(frozen=True, slots=True)
class Owner:
    """Who says words of a record: a label or a name, "" where the record does not say.

    Where somebody is quoted, ``teller`` is who speaks and ``named`` whether a name is quoted.
    ``part`` tells voices without a name apart.
    """

    name: str
    teller: str = ""
    named: bool = True
    part: int = -1


def quoted_at(record: Record, first: int, last: int) -> Owner | None:
    """Return whom the record quotes at words; None where nobody, or whoever speaks himself.

    Args:
        record: The record.
        first: The first word of the place.
        last: The word behind the last.
    """
    start, end = record.words[first].start, record.words[last - 1].end
    turn = record.turn(first)
    low, high = _window(record, first)
    if not low <= start < end <= high:
        return None
    if not MARKS.search(record.text, low, start) or (
        turn.speaker and not _open(record, low, first)
    ):
        return None
    name, named = _told(record.text[low:high], start - low, end - low, bool(turn.speaker))
    return Owner(name, turn.speaker, named) if name else None


def _open(record: Record, low: int, first: int) -> bool:
    """Tell whether a turn may stand inside quotation marks where a word begins."""
    before = record.text[low : record.words[first].start]
    straight = before.count('"') % 2 == 1
    curly = max(before.rfind(c) for c in "“„«‘") > max(before.rfind(c) for c in "”»")
    return straight or curly or SINGLE.search(before) is not None


def _window(record: Record, first: int) -> tuple[int, int]:
    """Return what is read around a word: its turn, or the text where nobody is named."""
    turn = record.turn(first)
    at = record.words[first].start
    low, high = (turn.start, len(record.text)) if turn.speaker else (0, len(record.text))
    if turn.speaker:
        number = record.owner[first]
        following = record.turns[number + 1].start if number + 1 < len(record.turns) else high
        high = max(turn.end, min(turn.end + 2, following))
    if high - low > (AROUND if turn.speaker else WHOLE):
        low, high = max(low, at - AROUND), min(high, at + AROUND)
        low = record.text.find("\n", low, at) + 1 or low
    return low, high


def _told(text: str, start: int, end: int, inside: bool) -> tuple[str, bool]:
    """Return the source of the words at a place of a text, and whether it is named; "" for none."""
    x = _read(text)
    if x is None:
        return "", False
    place = Span(start, end)
    holders = [q for q in x.quotations if q.inner.start <= start and end <= q.inner.end]
    if inside and not holders:
        return "", False
    source = speaker(x, [place], COVERED * len(place))
    if source is None or source.name.casefold() in SELF:
        return "", False
    return source.name, source.naming == "named"


@lru_cache(maxsize=64)
def _read(text: str) -> Extraction | None:
    try:
        return pipeline.extract(ingest.from_text(text))
    except AnalysisError:
        return None
