"""Find where a record has the words of a quotation, by seeds of three words and an alignment.

The alignment is that of Levenshtein (1966) over words, by the library rapidfuzz.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from rapidfuzz.distance import Indel, Levenshtein

from analysis.checking.draft import DECLARED
from analysis.checking.record import Record
from analysis.checking.words import Word

MOST = 12  # places of a record that are aligned
SLACK = 4  # words of the record on either side of a place
WILD = 8  # words of the record that brackets may stand for


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


def matches(part: Sequence[Word], record: Record, *, after: int = -1) -> list[Match]:
    """Return the places that resemble a part, the most like first.

    Args:
        part: Words of the quotation.
        record: The record.
        after: Only places behind this word, where it is not negative.
    """
    keys = [w.key for w in part]
    of = sum(k != DECLARED for k in keys)
    found = {}
    for diagonal in _diagonals(keys, record):
        made = _aligned(keys, record, diagonal, of)
        if made is not None and made.first > after:
            found[made.first, made.last] = made
    return sorted(
        found.values(), key=lambda m: (-m.same, len(_faults(m)), m.last - m.first, m.first)
    )


def _faults(match: Match) -> list[Step]:
    return [s for s in match.steps if s.kind not in ("equal", "declared")]


def _diagonals(keys: Sequence[str], record: Record) -> list[int]:
    """Where the quotation would begin, by the runs of words both have; the most votes first."""
    votes: Counter[int] = Counter()
    for at in range(len(keys) - 2):
        for place in record.places.get((keys[at], keys[at + 1], keys[at + 2]), ())[:400]:
            votes[place - at] += 3
    if len(votes) < MOST:
        for at, key in enumerate(keys):
            places = record.single.get(key, ())
            if len(places) <= 60:
                for place in places:
                    votes[place - at] += 1
    joined: Counter[int] = Counter()
    for start, count in votes.items():
        joined[start] += count + sum(votes.get(start + d, 0) for d in (-2, -1, 1, 2)) / 2  # type: ignore[assignment]
    return [
        start for start, _ in sorted(joined.items(), key=lambda item: (-item[1], item[0]))[:MOST]
    ]


def _aligned(keys: Sequence[str], record: Record, start: int, of: int) -> Match | None:
    wild = keys.count(DECLARED)
    low = max(0, start - SLACK - len(keys) // 8)
    high = min(len(record.words), start + len(keys) + SLACK + len(keys) // 4 + WILD * wild)
    said = [w.key for w in record.words[low:high]]
    if not said:
        return None
    steps = _steps(keys, said, low)
    while steps and steps[0].kind == "omitted":
        steps.pop(0)
    while steps and steps[-1].kind == "omitted":
        steps.pop()
    steps = _tight(steps, record)
    equal = [s for s in steps if s.kind == "equal"]
    same = sum(s.quoted[1] - s.quoted[0] for s in equal)
    if not equal:
        return None
    return Match(equal[0].said[0], equal[-1].said[1], tuple(steps), same, of)


def _tight(steps: list[Step], record: Record) -> list[Step]:
    """Begin and end as near as possible: "the bridge, the bridge was" begins at the second."""
    keys = [w.key for w in record.words]
    if len(steps) > 2 and steps[0].kind == "equal" and steps[1].kind == "omitted":
        (a, b), (_, end) = steps[0].said, steps[1].said
        if keys[a:b] == keys[end - (b - a) : end]:
            joined = Step(
                "equal", (steps[0].quoted[0], steps[2].quoted[1]), (end - (b - a), steps[2].said[1])
            )
            steps = [joined, *steps[3:]] if steps[2].kind == "equal" else steps
    if len(steps) > 2 and steps[-1].kind == "equal" and steps[-2].kind == "omitted":
        (a, b), (start, _) = steps[-1].said, steps[-2].said
        if keys[a:b] == keys[start : start + b - a]:
            joined = Step(
                "equal",
                (steps[-3].quoted[0], steps[-1].quoted[1]),
                (steps[-3].said[0], start + b - a),
            )
            steps = [*steps[:-3], joined] if steps[-3].kind == "equal" else steps
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
    for step in steps:
        own = [k for k in keys[step.quoted[0] : step.quoted[1]] if k != DECLARED]
        if step.kind == "declared" and (own or step.said[1] - step.said[0] > WILD):
            out.append(Step("replaced" if own else "omitted", step.quoted, step.said))
        else:
            out.append(step)
    return out
