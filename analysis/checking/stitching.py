"""Quotations that were stitched: each half stands word for word in the record, but elsewhere."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from analysis.checking.aligning import Step
from analysis.checking.matching import Match
from analysis.checking.record import Record

PART = 3  # words of a piece that was stitched, at least
FAR = 12  # words left out without a mark from which two places were made one
MOST = 40  # places of either half that are tried
SENTENCE = re.compile(r"[.!?][”\"’')\]]*\s+\S")
REACH = 300  # words that "..." may leave out where somebody else speaks in between


def halves(keys: Sequence[str], record: Record) -> tuple[Match, Match] | None:
    """Return the two places, nearest to each other, that make a quotation; None for none.

    Args:
        keys: The quotation's words, as they are compared.
        record: The record.
    """
    best: tuple[int, Match, Match] | None = None
    if len(keys) < 2 * PART:
        return None
    tails = sorted(_tails(keys, record), key=lambda t: -t[1])[:MOST]
    for start, size in sorted(_heads(keys, record), key=lambda h: -h[1])[:MOST]:
        for end, length in tails:
            low, high = max(PART, len(keys) - length), min(size, len(keys) - PART)
            for cut in range(low, high + 1):
                tail = end - (len(keys) - cut)
                if apart(start + cut, tail, record) and (
                    best is None or abs(tail - start) < best[0]
                ):
                    one = _match(start, 0, cut)
                    best = abs(tail - start), one, _match(tail, cut, len(keys))
    return None if best is None else best[1:]


def apart(end: int, start: int, record: Record) -> bool:
    """Tell whether words that follow each other in a draft stand at two places of the record."""
    between = start - end
    if between < 0 or between >= FAR:
        return True
    if between and record.turn(end - 1).part != record.turn(start).part:
        return True
    return between >= PART and _whole_sentence((end, start), record)


def cut_out(match: Match, record: Record) -> bool:
    """Tell whether a sentence or many words were left out without a mark."""
    for step in match.steps:
        first, last = step.said
        if step.kind == "omitted" and last - first > 1:
            left = record.text[record.words[first].start : record.words[last - 1].end + 3]
            if last - first >= FAR or (
                last - first >= PART
                and SENTENCE.search(left)
                and _whole_sentence(step.said, record)
            ):
                return True
    return False


def too_far(one: Match, two: Match, record: Record) -> bool:
    """Tell whether "..." joins places with another's speech and many words between them."""
    far = two.first - one.last > REACH
    return far and record.turn(one.last - 1).part != record.turn(two.first).part


def _match(start: int, low: int, high: int) -> Match:
    size = high - low
    step = Step("equal", (low, high), (start, start + size))
    return Match(start, start + size, (step,), size, size)


def _heads(keys: Sequence[str], record: Record) -> Iterator[tuple[int, int]]:
    """Yield where the first words stand, and how many of them."""
    for start in record.index.run(keys[:3]).tolist():
        size = 3
        while size < len(keys) and record.keys[start + size : start + size + 1] == [keys[size]]:
            size += 1
        yield start, size


def _tails(keys: Sequence[str], record: Record) -> Iterator[tuple[int, int]]:
    """Yield where the last words end, and how many of them."""
    for start in record.index.run(keys[-3:]).tolist():
        size = 3
        while size < len(keys) and start + 2 - size >= 0:
            if record.keys[start + 2 - size] != keys[-size - 1]:
                break
            size += 1
        yield start + 3, size


def _whole_sentence(said: tuple[int, int], record: Record) -> bool:
    """Tell whether what was left out begins and ends with a sentence."""
    first, last = said
    before = record.text[record.words[first - 1].end : record.words[first].start] if first else "."
    behind = last < len(record.words)
    after = record.text[record.words[last - 1].end : record.words[last].start] if behind else "."
    return any(c in before for c in ".!?") and any(c in after for c in ".!?")
