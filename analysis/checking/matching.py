"""Find where a record has the words of a quotation: by seeds of three words, then aligned."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass

import numpy as np

from analysis.checking.aligning import WILD, Step, aligned
from analysis.checking.draft import DECLARED
from analysis.checking.record import Record
from analysis.checking.words import Word

MOST = 12  # places of a record that are aligned
SLACK = 4  # words of the record on either side of a place
MANY = 20_000  # places of one or two words of which the speaker's own come first
RARE = 500  # places of a word from which it is too common to find a place by
SAID = ("equal", "declared")  # steps that are no fault


@dataclass(frozen=True, slots=True)
class Match:
    """A place of a record beside a part of a quotation.

    ``first`` to ``last`` are words of the record; ``same`` is how many words are equal, ``of`` how
    many there are. ``moved`` says that the others stand there too, in another order.
    """

    first: int
    last: int
    steps: tuple[Step, ...]
    same: int
    of: int
    moved: bool = False

    @property
    def share(self) -> float:
        """The share of the quotation's words that the place has."""
        return self.same / self.of if self.of else 0.0

    @property
    def faults(self) -> list[Step]:
        """The steps that are neither equal nor declared."""
        return [s for s in self.steps if s.kind not in SAID]


def matches(
    part: Sequence[Word],
    text: str,
    record: Record,
    *,
    after: int = -1,
    prefer: Collection[str] = (),
) -> list[Match]:
    """Return the places that resemble a part, the most like first.

    Args:
        part: Words of the quotation.
        text: The quotation's text.
        record: The record.
        after: Only places behind this word, where it is not negative.
        prefer: Labels of speakers whose words come first among places that are as like.
    """

    def foreign(start: int) -> bool:
        return record.turn(min(max(start, 0), len(record.keys) - 1)).speaker not in prefer

    keys = [w.key for w in part]
    found = {}
    for start in _starts(keys, record, after, foreign):
        made = _aligned(part, keys, text, record, start)
        if made is not None and made.faults:
            other = _aligned(part, keys, text, record, start, tight=True)
            made = min((m for m in (made, other) if m), key=_badness)
        if made is not None and made.first > after:
            found[made.first, made.last] = made
    return sorted(found.values(), key=lambda m: (*_badness(m)[:2], foreign(m.first), _badness(m)))


def _badness(match: Match) -> tuple[int, int, int, int]:
    faults = 0 if match.moved else len(match.faults)
    return -match.same, faults, match.last - match.first, match.first


def _starts(
    keys: Sequence[str], record: Record, after: int, foreign: Callable[[int], bool]
) -> list[int]:
    """Return where the quotation would begin, by the runs of words both have; most votes first."""
    own = [(n, k) for n, k in enumerate(keys) if k != DECLARED]
    if len(own) < 3 and len(own) == len(keys):
        return _short(keys, record, after, foreign)
    voted = [record.index.run(keys[n : n + 3]) - n for n in range(len(keys) - 2)]
    weights = [np.full(len(v), 3.0) for v in voted]
    if sum(map(len, voted)) < MOST:
        for n, key in own:
            places = record.index.word(key)
            if len(places) <= RARE:
                voted.append(places - n)
                weights.append(np.ones(len(places)))
    if not voted:
        return []
    starts, back = np.unique(np.concatenate(voted), return_inverse=True)
    votes = np.bincount(back, np.concatenate(weights), len(starts))
    if after >= 0:
        behind = starts > after - len(keys)
        starts, votes = starts[behind], votes[behind]
    best = np.argsort(-votes, kind="stable")[: 20 * MOST]
    table = {int(starts[n]): float(votes[n]) for n in best}
    joined = {
        start: count + sum(table.get(start + d, 0) for d in (-2, -1, 1, 2)) / 2
        for start, count in table.items()
    }
    order = sorted(joined, key=lambda start: (-joined[start], foreign(start), start))
    return order[:MOST]


def _short(
    keys: Sequence[str], record: Record, after: int, foreign: Callable[[int], bool]
) -> list[int]:
    """Return where one or two words stand side by side, else where the rarer one stands."""
    found = [record.index.word(key) - n for n, key in enumerate(keys)]
    both = found[0] if len(found) == 1 else np.intersect1d(found[0], found[1])
    if not len(both):
        both = min((f for f in found if len(f)), key=len, default=found[0])
        both = both if len(both) <= RARE else both[:0]
    behind = [int(n) for n in both[both > after][:MANY]]
    return sorted(behind, key=lambda start: (foreign(start), start))[:MOST]


def _aligned(
    part: Sequence[Word],
    keys: Sequence[str],
    text: str,
    record: Record,
    start: int,
    *,
    tight: bool = False,
) -> Match | None:
    wild = WILD * keys.count(DECLARED)
    before, after = (0, 2) if tight else (SLACK + len(keys) // 4,) * 2
    low = max(0, start - before)
    high = min(len(record.keys), start + len(keys) + after + wild)
    if high <= low:
        return None
    steps = aligned(part, text, record, low, high)
    equal = [s for s in steps if s.kind == "equal"]
    if not equal:
        return None
    same = sum(s.quoted[1] - s.quoted[0] for s in equal)
    of = sum(k != DECLARED for k in keys)
    first, last = equal[0].said[0], equal[-1].said[1]
    if steps[0].kind == "omitted" or steps[-1].kind == "omitted":  # moved words
        first, last = min(first, steps[0].said[0]), max(last, steps[-1].said[1])
    faults = [s for s in steps if s.kind not in SAID]
    left = sorted(k for s in faults for k in record.keys[slice(*s.said)])
    moved = bool(faults) and left == sorted(k for s in faults for k in keys[slice(*s.quoted)])
    return Match(first, last, tuple(steps), same, of, moved)
