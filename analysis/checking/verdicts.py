"""Decide of each quotation whether a record has it, and what differs.

- *exact*: every word is the record's, after the normalisations that are on.
- *changed*: the place is clear, and words were left out, put in, replaced or reordered.
- *stitched*: two places were made one without a mark between them.
- *other_speaker*: the record gives the words to somebody else.
- *not_found*: no record has it, or nothing near it.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Any, Literal

from analysis.checking.draft import DECLARED, Quoted
from analysis.checking.labels import GENERIC
from analysis.checking.matching import Match, matches
from analysis.checking.record import Record

Verdict = Literal["exact", "changed", "stitched", "other_speaker", "not_found"]
NEAR = 0.6  # share of a quotation's words from which a place is the one that is meant
# The same for quotations of five words at most, unless the record gives the place to the speaker.
NEAR_SHORT = 0.75
PART = 3  # words of a piece that was stitched, at least
FAR = 12  # words left out without a mark from which two places were made one
SENTENCE = re.compile(r"[.!?][”\"’')\]]*\s+\S")
TITLES = frozenset(
    "mr mrs ms miss dr sen senator rep representative gov governor gen general prof professor lord "
    "lady sir dame hon president chair chairman chairwoman secretary minister judge justice mayor "
    "commissioner director the".split()
)


@dataclass(frozen=True, slots=True)
class Difference:
    """What differs: the record's words and the draft's; either may be empty."""

    kind: Literal["omitted", "inserted", "replaced", "reordered"]
    record: str
    draft: str


@dataclass(frozen=True, slots=True)
class Place:
    """A place of a record: its name, words, speaker and time, and how like it is, in [0, 1]."""

    record: str
    start: int
    end: int
    text: str
    context: str
    speaker: str
    time: str
    likeness: float


@dataclass(frozen=True, slots=True)
class Check:
    """A quotation with its verdict; ``places`` are where it stands, or the nearest places."""

    quotation: str
    start: int
    end: int
    verdict: Verdict
    speaker: str
    record_speaker: str
    differences: tuple[Difference, ...]
    places: tuple[Place, ...]


@dataclass(frozen=True, slots=True)
class _Found:
    """A reading of a quotation in a record."""

    record: Record
    matches: tuple[Match, ...]
    verdict: Verdict
    differences: tuple[Difference, ...]
    share: float
    foreign: bool


def check(quoted: Quoted, records: Sequence[Record]) -> Check:
    """Check a quotation against records.

    Args:
        quoted: The quotation.
        records: Where it may stand; all places are listed.
    """
    found = [reading for record in records for reading in _readings(quoted, record)]
    found.sort(key=_rank)
    best = found[0] if found else None
    if best is None or best.verdict == "not_found":
        near = tuple(_place(f) for f in sorted(found, key=lambda f: -f.share)[:3])
        return Check(
            quoted.text,
            quoted.span.start,
            quoted.span.end,
            "not_found",
            quoted.speaker,
            "",
            (),
            near,
        )
    same = [f for f in found if f.verdict == best.verdict and f.differences == best.differences]
    speaker = best.record.turn(best.matches[0].first).speaker
    return Check(
        quoted.text,
        quoted.span.start,
        quoted.span.end,
        best.verdict,
        quoted.speaker,
        speaker,
        best.differences,
        tuple(_place(f) for f in same[:10]),
    )


def _rank(found: _Found) -> tuple[int, int, float]:
    """Sort readings: word for word first; then the one that changes fewest words.

    A reading as two places counts as three changed words; one by another speaker comes after a
    reading by the right one that is nearly as good.
    """
    if found.verdict == "not_found":
        return 2, 0, -found.share
    changed = sum(max(len(d.record.split()), len(d.draft.split())) for d in found.differences)
    cost = changed + (3 if found.verdict == "stitched" else 0) + (2 if found.foreign else 0)
    return (0 if found.verdict == "exact" else 1), cost, -found.share


def _readings(quoted: Quoted, record: Record) -> list[_Found]:
    """Ways to find a quotation in a record."""
    whole = [w for part in quoted.parts for w in part]
    total = sum(w.key != DECLARED for w in whole)
    out = []
    for first in matches(quoted.parts[0], record)[:6]:
        chain, at, complete = [first], first.last, True
        for part in quoted.parts[1:]:
            following = sorted(
                matches(part, record, after=at - 1), key=lambda m: (-m.same, m.first)
            )
            if not following:
                complete = False
                continue
            chain.append(following[0])
            at = following[0].last
        share = sum(m.same for m in chain) / total
        out.append(_judged(quoted, record, tuple(chain), share, complete))
    if len(quoted.parts) == 1 and not any(f.verdict == "exact" for f in out):
        out += _stitched(quoted, record)
    return out


def _judged(
    quoted: Quoted, record: Record, chain: tuple[Match, ...], share: float, complete: bool
) -> _Found:
    count = sum(m.of for m in chain)
    differences = tuple(
        d
        for m, part in zip(chain, quoted.parts, strict=False)
        for d in _differences(m, part, record, quoted)
    )
    foreign = (
        bool(quoted.speaker) and quoted.named and not _same_speaker(quoted.speaker, record, chain)
    )
    own = bool(quoted.speaker) and bool(record.turn(chain[0].first).speaker) and not foreign
    long = count > 5 or (own and sum(m.same for m in chain) >= PART)
    near = NEAR if long else NEAR_SHORT
    verdict: Verdict
    if share < near or not complete:
        verdict = "not_found"
    elif foreign and (not differences or share >= 0.8):
        verdict = "other_speaker"
    elif any(_long(m, record) for m in chain):
        verdict = "stitched"
    elif not differences:
        verdict = "exact"
    else:
        verdict = "changed"
    return _Found(record, chain, verdict, differences, share, foreign)


def _long(match: Match, record: Record) -> bool:
    """Whether a sentence or many words were left out without a mark."""
    for step in match.steps:
        if step.kind == "omitted" and step.said[1] - step.said[0] > 1:
            left = record.text[
                record.words[step.said[0]].start : record.words[step.said[1] - 1].end + 3
            ]
            if step.said[1] - step.said[0] >= FAR or (
                len(SENTENCE.findall(left)) >= 1
                and step.said[1] - step.said[0] >= PART
                and _whole_sentence(step.said, record)
            ):
                return True
    return False


def _whole_sentence(said: tuple[int, int], record: Record) -> bool:
    """Whether what was left out begins and ends with a sentence."""
    before = (
        record.text[record.words[said[0] - 1].end : record.words[said[0]].start] if said[0] else "."
    )
    after = (
        record.text[record.words[said[1] - 1].end : record.words[said[1]].start]
        if said[1] < len(record.words)
        else "."
    )
    return any(c in before for c in ".!?") and any(c in after for c in ".!?")


def _stitched(quoted: Quoted, record: Record) -> list[_Found]:
    """Cut a quotation in two, each half found elsewhere, word for word or nearly."""
    part = quoted.parts[0]
    best: tuple[int, Match, Match] | None = None
    for cut in range(PART, len(part) - PART + 1):
        heads, tails = matches(part[:cut], record)[:3], matches(part[cut:], record)[:3]
        for head in heads:
            for tail in tails:
                exact = head.same == head.of and tail.same == tail.of
                clean = head.last - head.first == head.of and tail.last - tail.first == tail.of
                apart = tail.first - head.last
                if (
                    exact
                    and clean
                    and (
                        apart < 0
                        or apart >= FAR
                        or (apart >= PART and _whole_sentence((head.last, tail.first), record))
                    )
                ):
                    near = abs(apart)
                    if best is None or near < best[0]:
                        best = (near, head, tail)
    if best is None:
        return []
    _, head, tail = best
    foreign = (
        bool(quoted.speaker)
        and quoted.named
        and not _same_speaker(quoted.speaker, record, (head, tail))
    )
    return [
        _Found(record, (head, tail), "other_speaker" if foreign else "stitched", (), 1.0, foreign)
    ]


def _differences(
    match: Match, part: Sequence[Any], record: Record, quoted: Quoted
) -> list[Difference]:
    found = []
    for step in match.steps:
        if step.kind in ("equal", "declared"):
            continue
        said = _words(record.text, [record.words[n] for n in range(*step.said)])
        draft = _words(
            quoted.text, [part[n] for n in range(*step.quoted) if part[n].key != DECLARED]
        )
        if said or draft:
            kind = "replaced" if said and draft else "omitted" if said else "inserted"
            found.append(Difference(kind, said, draft))  # type: ignore[arg-type]
    return _reordered(found)


def _reordered(found: list[Difference]) -> list[Difference]:
    """Words left out at one place and put in at another are reordered."""
    gone = Counter(w for d in found if d.record for w in d.record.casefold().split())
    new = Counter(w for d in found if d.draft for w in d.draft.casefold().split())
    if len(found) == 2 and gone == new and gone:
        record = " ".join(d.record for d in found if d.record)
        draft = " ".join(d.draft for d in found if d.draft)
        return [Difference("reordered", record, draft)]
    if len(found) == 1 and found[0].kind == "replaced":
        one, two = (Counter(t.casefold().split()) for t in (found[0].record, found[0].draft))
        if one == two:
            return [Difference("reordered", found[0].record, found[0].draft)]
    return found


def _words(text: str, words: Sequence[Any]) -> str:
    if not words:
        return ""
    return " ".join(text[words[0].start : words[-1].end].split())


def _same_speaker(name: str, record: Record, chain: Sequence[Match]) -> bool:
    """Whether the record may give the words to the source that the draft names."""
    own = {record.turn(n).speaker for m in chain for n in (m.first, m.last - 1)}
    own.discard("")
    if not own:
        return True
    wanted = _surnames(name)
    if all(_surnames(speaker) & wanted for speaker in own):
        return True
    labels = {turn.speaker for turn in record.turns}
    known = any(_surnames(label) & wanted for label in labels if not GENERIC.match(label))
    generic = all(GENERIC.match(speaker) for speaker in own)
    return generic and not known


def _surnames(name: str) -> set[str]:
    """The words of a name that tell people apart: the last one, and its parts around a hyphen."""
    words = [
        w for w in re.findall(r"[^\W\d_]+(?:[-'’][^\W\d_]+)*", name.casefold()) if w not in TITLES
    ]
    return {form for word in words[-1:] for form in (word, *word.split("-"))}


def _place(found: _Found) -> Place:
    record, first, last = found.record, found.matches[0].first, found.matches[-1].last
    first, last = min(first, found.matches[-1].first), max(last, found.matches[0].last)
    start, end = record.words[first].start, record.words[last - 1].end
    turn = record.turn(first)
    context = record.text[max(0, start - 120) : end + 120]
    return Place(
        record.name,
        start,
        end,
        " ".join(record.text[start:end].split())[:2000],
        " ".join(context.split())[:2400],
        turn.speaker,
        turn.time,
        round(found.share, 3),
    )


def normalisations(quoted: Quoted, place: str, off: Collection[str]) -> tuple[str, ...]:
    """Return the normalisations without which an exact quotation would not be one."""
    from analysis.checking.words import NORMALISATIONS, words  # noqa: PLC0415

    return tuple(
        name
        for name in NORMALISATIONS
        if name not in off
        and [w.key for w in words(quoted.text, {*off, name})]
        != [w.key for w in words(place, {*off, name})]
    )
