"""Align the words of a quotation with those of a record: what is equal, left out, put in, declared.

The alignment is that of Levenshtein (1966) over words, by the library rapidfuzz. Afterwards steps
are made as a person would tell them.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from rapidfuzz.distance import Indel, Levenshtein

from analysis.checking.draft import DECLARED
from analysis.checking.record import Record
from analysis.checking.words import Word, alike

WILD = 8  # words of the record that brackets may stand for, or that another calls in between


@dataclass(frozen=True, slots=True)
class Step:
    """A step of an alignment: quotation words and record words, as ranges."""

    kind: str  # equal, replaced, omitted, inserted, declared
    quoted: tuple[int, int]
    said: tuple[int, int]


def aligned(part: Sequence[Word], text: str, record: Record, low: int, high: int) -> list[Step]:
    """Return the steps from a part of a quotation to a stretch of a record.

    Args:
        part: Words of the quotation.
        text: The quotation's text.
        record: The record.
        low: Its first word that is looked at.
        high: The word behind the last one.
    """
    keys = [w.key for w in part]
    steps = _steps(keys, record.keys[low:high], low)
    steps = [_same(step, part, text, record) for step in _slid(steps, record)]
    steps = [_interrupted(step, record) for step in steps]
    steps = _trimmed(steps, keys, record)
    steps = [_edge(step, part, text, record) for step in steps]
    return _tight(_joined(steps), record.keys)


def _trimmed(steps: list[Step], keys: Sequence[str], record: Record) -> list[Step]:
    """Return the steps without the record's words before the first and behind the last.

    Words that were moved are kept.
    """
    put_in = [k for s in steps if s.kind == "inserted" for k in keys[slice(*s.quoted)]]
    size = len(put_in)

    def moved(first: int, last: int) -> bool:
        return size > 0 and sorted(record.keys[first:last]) == sorted(put_in)

    first = next((n for n, s in enumerate(steps) if s.quoted[0] < s.quoted[1]), len(steps))
    last = next((n for n, s in enumerate(reversed(steps)) if s.quoted[0] < s.quoted[1]), 0)
    before, own, after = steps[:first], steps[first : len(steps) - last], steps[len(steps) - last :]
    if after and moved(after[0].said[0], after[0].said[0] + size):
        start = after[0].said[0]
        return [*own, replace(after[0], said=(start, start + size))]
    if before and own and moved(before[-1].said[1] - size, before[-1].said[1]):
        end = before[-1].said[1]
        return [replace(before[-1], said=(end - size, end)), *own]
    return own


def _same(step: Step, part: Sequence[Word], text: str, record: Record) -> Step:
    """Return a step as no fault, if it is none.

    That is the same words contracted or hyphenated, or a record's aside.
    """
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
    """Cut a fault at either end to the length of the draft's words; a number may be cut there."""
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
    """Slide words left out to those of another speaker, where they could be these as well."""
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
    """Tell whether words of a record are whole turns between two turns of another."""
    around = [record.turn(n).part for n in (first - 1, first, last - 1, last)]
    return around[0] != around[1] and around[2] != around[3]


def _interrupted(step: Step, record: Record) -> Step:
    """Return a step as declared, if somebody else calls a few words in between.

    The draft may leave them out.
    """
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
    """Return equal steps side by side as one."""
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
    """Return the alignment; what stands at a bracket in the quotation is declared."""
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
    """Return faults side by side as one.

    Words left out and put in at one place are replaced.
    """
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
    """Keep to a few words what a bracket stands for; more are omitted without a mark."""
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
