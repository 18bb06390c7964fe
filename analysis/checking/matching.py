"""Find where a record has the words of a quotation, by seeds of three words and an alignment.

The alignment is that of Levenshtein (1966) over words, by the library rapidfuzz.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

import numpy as np
from rapidfuzz.distance import Indel, Levenshtein

from analysis.checking.draft import DECLARED
from analysis.checking.record import Record
from analysis.checking.words import Word, alike

MOST = 12  # places of a record that are aligned
SLACK = 4  # words of the record on either side of a place
WILD = 8  # words of the record that brackets may stand for, or that another calls in between
MANY = 20_000  # places of one or two words of which the speaker's own come first
RARE = 500  # places of a word from which it is too common to find a place by
SAID = ("equal", "declared")  # steps that are no fault


@dataclass(frozen=True, slots=True)
class Step:
    """A step of an alignment: quotation words and record words, as ranges."""

    kind: str  # equal, replaced, omitted, inserted, declared
    quoted: tuple[int, int]
    said: tuple[int, int]


@dataclass(frozen=True, slots=True)
class Match:
    """A place of a record beside a part of a quotation.

    ``first`` to ``last`` are words of the record; ``same`` is how many words are equal.
    """

    first: int
    last: int
    steps: tuple[Step, ...]
    same: int
    of: int

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
    return -match.same, len(match.faults), match.last - match.first, match.first


def _starts(
    keys: Sequence[str], record: Record, after: int, foreign: Callable[[int], bool]
) -> list[int]:
    """Where the quotation would begin, by the runs of words both have; the most votes first."""
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
    """Where one or two words stand side by side, else where the rarer one stands."""
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
    steps = _steps(keys, record.keys[low:high], low)
    steps = [_same(step, part, text, record) for step in _slid(steps, record)]
    steps = [_interrupted(step, record) for step in steps]
    while steps and steps[0].quoted[0] == steps[0].quoted[1]:
        steps.pop(0)
    while steps and steps[-1].quoted[0] == steps[-1].quoted[1]:
        steps.pop()
    steps = [_edge(step, part, text, record) for step in steps]
    steps = _tight(_joined(steps), record.keys)
    equal = [s for s in steps if s.kind == "equal"]
    if not equal:
        return None
    same = sum(s.quoted[1] - s.quoted[0] for s in equal)
    of = sum(k != DECLARED for k in keys)
    return Match(equal[0].said[0], equal[-1].said[1], tuple(steps), same, of)


def _same(step: Step, part: Sequence[Word], text: str, record: Record) -> Step:
    """A step that is no fault: the same words contracted or hyphenated, or a record's aside."""
    said = record.words[step.said[0] : step.said[1]]
    quoted = part[step.quoted[0] : step.quoted[1]]
    if step.kind == "replaced":
        longer, of = (said, record.text) if len(said) > len(quoted) else (quoted, text)
        between = "".join(of[a.end : b.start] for a, b in pairwise(longer))
        if alike(said, quoted, between, record.off):
            return replace(step, kind="equal")
    if step.kind == "omitted" and all(w.aside for w in said):
        return replace(step, kind="declared")
    return step


def _edge(step: Step, part: Sequence[Word], text: str, record: Record) -> Step:
    """A fault at either end is as long as the draft's words; a number may be cut there."""
    (a, b), (c, d) = step.quoted, step.said
    if step.kind != "replaced" or (a > 0 and b < len(part)):
        return step
    c, d = (c, min(d, c + b - a)) if a > 0 else (max(c, d - b + a), d)
    for size in (b - a + 1, b - a + 2):
        one, two = (
            (step.said[0], step.said[0] + size) if a > 0 else (step.said[1] - size, step.said[1])
        )
        if step.said[0] <= one and two <= step.said[1]:
            whole = _same(Step(step.kind, (a, b), (one, two)), part, text, record)
            if whole.kind == "equal":
                return whole
    if b - a == d - c == 1 and record.keys[c][:1].isdigit():
        said = record.text[record.words[c].start : record.words[c].end].casefold().split()
        draft = text[part[a].start : part[a].end].casefold().split()
        cut = said[: len(draft)] if a > 0 else said[-len(draft) :]
        if cut == draft:
            return Step("equal", (a, b), (c, d))
    return Step(step.kind, (a, b), (c, d))


def _slid(steps: list[Step], record: Record) -> list[Step]:
    """Words left out that could be others just as well are those of another speaker."""
    out = list(steps)
    for n in range(1, len(out) - 1):
        before, step, after = out[n - 1 : n + 2]
        if (before.kind, step.kind, after.kind) != ("equal", "omitted", "equal"):
            continue
        first, last = step.said
        for k in range(1, before.said[1] - before.said[0]):
            if record.keys[first - k] != record.keys[last - k]:
                break
            if _another(first - k, last - k, record):
                quoted = before.quoted[1] - k
                out[n - 1] = Step("equal", (before.quoted[0], quoted), (before.said[0], first - k))
                out[n] = Step("omitted", (quoted, quoted), (first - k, last - k))
                out[n + 1] = Step("equal", (quoted, after.quoted[1]), (last - k, after.said[1]))
                break
    return out


def _another(first: int, last: int, record: Record) -> bool:
    """Whether words of a record are whole turns between two turns of another."""
    around = [record.turn(n).part for n in (first - 1, first, last - 1, last)]
    return around[0] != around[1] and around[2] != around[3]


def _interrupted(step: Step, record: Record) -> Step:
    """A few words that somebody else calls in between are not left out by the draft."""
    first, last = step.said
    if step.kind != "omitted" or not 0 < first <= last < len(record.keys):
        return step
    before, after = record.turn(first - 1), record.turn(last)
    between = {record.turn(n).speaker for n in range(first, last)}
    apart = before.part != after.part and before.speaker == after.speaker != ""
    if apart and before.speaker not in between and last - first <= WILD:
        return replace(step, kind="declared")
    return step


def _joined(steps: Sequence[Step]) -> list[Step]:
    """Equal steps side by side as one."""
    out: list[Step] = []
    for step in steps:
        if out and step.kind == out[-1].kind == "equal":
            quoted, said = out[-1].quoted[0], out[-1].said[0]
            out[-1] = Step("equal", (quoted, step.quoted[1]), (said, step.said[1]))
        else:
            out.append(step)
    return out


def _tight(steps: list[Step], keys: Sequence[str]) -> list[Step]:
    """Begin and end as near as possible: "the bridge, the bridge was" begins at the second."""
    if len(steps) > 2 and (steps[0].kind, steps[1].kind) == ("equal", "omitted"):
        (a, b), (_, end) = steps[0].said, steps[1].said
        size = b - a
        at = next((n for n in range(end - size, a, -1) if keys[n : n + size] == keys[a:b]), a)
        if at > a:
            head = Step("equal", steps[0].quoted, (at, at + size))
            gap = replace(steps[1], said=(at + size, end))
            steps = _joined([head, *([gap] if at + size < end else []), *steps[2:]])
    if len(steps) > 2 and (steps[-1].kind, steps[-2].kind) == ("equal", "omitted"):
        (a, b), (start, _) = steps[-1].said, steps[-2].said
        size = b - a
        at = next((n for n in range(start, a) if keys[n : n + size] == keys[a:b]), a)
        if at < a:
            gap = replace(steps[-2], said=(start, at))
            tail = Step("equal", steps[-1].quoted, (at, at + size))
            steps = _joined([*steps[:-2], *([gap] if start < at else []), tail])
    return steps


def _steps(keys: Sequence[str], said: Sequence[str], low: int) -> list[Step]:
    """The alignment; what stands at a bracket in the quotation is declared."""
    names = {"equal": "equal", "replace": "replaced", "delete": "inserted", "insert": "omitted"}
    # Indel keeps longer runs together where words were left out; Levenshtein pairs replaced words.
    codes = Levenshtein.opcodes(keys, said)
    other = Indel.opcodes(keys, said)
    if sum(c.src_end - c.src_start for c in other if c.tag == "equal") > sum(
        c.src_end - c.src_start for c in codes if c.tag == "equal"
    ):
        codes = other
    steps = []
    for code in codes:
        quoted, place = (code.src_start, code.src_end), (code.dest_start + low, code.dest_end + low)
        kind = names[code.tag]
        if DECLARED in keys[quoted[0] : quoted[1]] and kind in ("replaced", "inserted"):
            kind = "declared"
        steps.append(Step(kind, quoted, place))
    return _beside_brackets(_merged(steps), keys)


def _merged(steps: Sequence[Step]) -> list[Step]:
    """Faults side by side are one: words left out and put in at one place are replaced."""
    out: list[Step] = []
    for step in steps:
        if out and step.kind != "equal" and out[-1].kind != "equal":
            before = out.pop()
            kinds = {before.kind, step.kind}
            quoted, said = (before.quoted[0], step.quoted[1]), (before.said[0], step.said[1])
            kind = (
                "declared" if "declared" in kinds else "replaced" if len(kinds) > 1 else step.kind
            )
            out.append(Step(kind, quoted, said))
        else:
            out.append(step)
    return out


def _beside_brackets(steps: Sequence[Step], keys: Sequence[str]) -> list[Step]:
    """A bracket stands for a few words; more left out beside it are omitted without a mark."""
    out = []
    for n, step in enumerate(steps):
        own = [k for k in keys[step.quoted[0] : step.quoted[1]] if k != DECLARED]
        if step.kind == "declared" and not own and n in (0, len(steps) - 1):
            edge = step.said[0] if n else step.said[1]
            out.append(replace(step, said=(edge, edge)))
        elif step.kind == "declared" and (own or step.said[1] - step.said[0] > WILD):
            out.append(replace(step, kind="replaced" if own else "omitted"))
        else:
            out.append(step)
    return out
