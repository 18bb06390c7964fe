"""Decide of each quotation whether a record has it, and what differs.

- *exact*: every word is the record's, after the normalisations that are on.
- *changed*: the place is clear, and words were left out, put in, replaced or reordered.
- *stitched*: two places were made one without a mark between them, or the words of two speakers.
- *other_speaker*: the record gives the words to somebody else.
- *not_found*: no record has it, or nothing near it.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from analysis.checking import differing, owning, stitching
from analysis.checking.draft import DECLARED, Quoted
from analysis.checking.findings import Check, Difference, Piece, Place, Verdict
from analysis.checking.matching import Match, matches
from analysis.checking.record import Record
from analysis.checking.voices import Owner
from analysis.checking.words import Word, words

NEAR = 0.6  # share of a quotation's words from which a place is the one that is meant
# The same for quotations of five words at most, unless the record gives the place to the speaker.
NEAR_SHORT = 0.75
SURE = 0.8  # share from which changed words of somebody else are somebody else's
READINGS = 6  # places of a record that are judged
MOST, FEW = 10, 5  # places that are listed: of an exact quotation, of another
PARENTHESES = re.compile(r"\(([^)\n]{1,80})\)")
AROUND = 120  # characters of context on either side


@dataclass(frozen=True, slots=True)
class _Found:
    """A reading of a quotation in a record: ``owners`` are the speakers of its words, in order."""

    record: Record
    matches: tuple[Match, ...]
    verdict: Verdict
    differences: tuple[Difference, ...]
    share: float
    owners: tuple[Owner, ...]
    parts: tuple[Match | None, ...] = ()


def check(quoted: Quoted, records: Sequence[Record]) -> Check:
    """Check a quotation against records.

    Args:
        quoted: The quotation.
        records: Where it may stand; all places are listed.
    """
    found = [reading for record in records for reading in _readings(quoted, record)]
    found.sort(key=_rank)
    verdict: Verdict = found[0].verdict if found else "not_found"
    told = found[0] if verdict != "not_found" else None
    speaker = told.owners[0].name if told else ""
    differences = told.differences if told else ()
    if verdict == "exact":
        found = [f for f in found if f.verdict == "exact"][:MOST]
    places = _apart([_place(f, quoted) for f in found], verdict)
    return Check(
        quoted.text, quoted.span.start, quoted.span.end, verdict, quoted.speaker, speaker,
        differences, places,
    )  # fmt: skip


def _apart(found: Sequence[Place], verdict: Verdict) -> tuple[Place, ...]:
    """Return the places that do not overlap a better one.

    Beside a place that is clear, none far from it in likeness stays.
    """
    out: list[Place] = []
    for place in found:
        overlaps = any(
            p.record == place.record and p.start < place.end and place.start < p.end for p in out
        )
        if not overlaps and (not out or verdict == "not_found" or place.likeness >= NEAR):
            out.append(place)
    return tuple(out[: MOST if verdict == "exact" else FEW])


def _rank(found: _Found) -> tuple[int, float, float]:
    """Sort readings: word for word first; then the one that changes fewest words.

    A reading as two places counts as three changed words; one by another speaker, of more than a
    few words, comes after a reading by the right one that is nearly as good.
    """
    if found.verdict == "not_found":
        return 2, 0, -found.share
    changed = sum(map(_cost, found.differences))
    theirs = min(2, sum(m.of for m in found.matches) / 6)
    cost = changed + {"stitched": 3, "other_speaker": theirs}.get(found.verdict, 0)
    return (0 if found.verdict == "exact" else 1), cost, -found.share


def _cost(difference: Difference) -> float:
    """Return how many words a difference counts as.

    What was left out counts less than what was put in.
    """
    omitted, put_in = len(difference.record.split()), len(difference.draft.split())
    if difference.kind == "reordered":
        return min(2.0, put_in)
    return float(max(omitted, put_in)) if put_in else 1 + omitted / 4


def _readings(quoted: Quoted, record: Record) -> list[_Found]:
    """Return ways to find a quotation in a record."""
    if quoted.spoken:
        aloud = _readings(replace(quoted, parts=quoted.spoken, spoken=()), record)
        if any(f.verdict != "not_found" and not _asides(quoted, f) for f in aloud):
            return aloud
    out: list[_Found] = []
    own = owning.labels_of(quoted, record)
    taken: list[Match] = []
    for first in matches(quoted.parts[0], quoted.text, record, prefer=own)[:READINGS]:
        if any(m.first < first.last and first.first < m.last for m in taken):
            continue  # the same place, less well aligned
        taken.append(first)
        best = max((f.share for f in out if f.verdict != "other_speaker"), default=0.0)
        chain = _chain(first, quoted, record, own)
        out.append(_judged(quoted, record, chain, max(best, NEAR)))
    if len(quoted.parts) == 1 and not any(f.verdict == "exact" for f in out):
        keys = [w.key for w in quoted.parts[0]]
        two = stitching.halves(keys, record)
        if two is not None:
            by = owning.owners(record, two)
            verdict: Verdict = (
                "other_speaker" if owning.of_others(quoted, by, record) else "stitched"
            )
            moved = _moved(quoted, two, record)
            out.append(_Found(record, two, "changed" if moved else verdict, moved, 1.0, by))
    return out


def _asides(quoted: Quoted, found: _Found) -> bool:
    """Tell whether most words that the draft has in parentheses are not the record's."""
    inside = {w.key for text in PARENTHESES.findall(quoted.text) for w in words(text)}
    put_in = {w.key for d in found.differences for w in words(d.draft)}
    return len(inside & put_in) > len(inside) / 2


def _moved(quoted: Quoted, two: Sequence[Match], record: Record) -> tuple[Difference, ...]:
    """Return the one difference if the halves are a sentence of the record in another order."""
    one, other = two
    between = record.text[record.words[other.last - 1].end : record.words[one.first].start]
    if not other.last <= one.first <= other.last + 2 or any(mark in between for mark in ".!?"):
        return ()
    start, end = record.words[other.first].start, record.words[one.last - 1].end
    said = " ".join(record.text[start:end].split())
    return (Difference("reordered", said, " ".join(quoted.text.split()).rstrip(",.")),)


def _chain(
    first: Match, quoted: Quoted, record: Record, own: frozenset[str]
) -> tuple[Match | None, ...]:
    """Return the place of each part, behind the one before if it is there.

    It is None where the part is nowhere.
    """
    chain: list[Match | None] = [first]
    at = first.last
    for part in quoted.parts[1:]:
        behind = matches(part, quoted.text, record, after=at - 1, prefer=own)
        best = min(behind, key=lambda m: (-m.same, len(m.faults), m.first), default=None)
        if best is None or best.same < best.of:  # in another order?
            other = matches(part, quoted.text, record)[:1]
            best = other[0] if other and other[0].share > (best.share if best else 0.0) else best
        chain.append(best)
        at = best.last if best else at
    return tuple(chain)


def _judged(quoted: Quoted, record: Record, found: tuple[Match | None, ...], deep: float) -> _Found:
    chain = tuple(m for m in found if m is not None)
    total = sum(w.key != DECLARED for part in quoted.parts for w in part)
    share = sum(m.same for m in chain) / total
    told: list[Difference] = []
    for match, part in zip(found, quoted.parts, strict=True):
        own_faults = differing.differences(match, part, record, quoted)
        told += differing.reordered(own_faults, part, record, quoted)
    differences = tuple(told)
    owners = owning.owners(record, chain, deep=share >= deep)
    right = [owning.is_source(quoted, owner, record) for owner in owners]
    own = bool(quoted.speaker) and bool(owners[0].name) and all(right)
    long = total > 5 or (own and sum(m.same for m in chain) >= stitching.PART)
    near = NEAR if long else NEAR_SHORT
    verdict: Verdict
    if share < near:
        verdict = "not_found"
    elif not any(right) and (not differences or share >= SURE):
        verdict = "other_speaker"
    elif owning.several(owners, record) or not all(right) or _joined(chain, record):
        verdict = "stitched"
    else:
        verdict = "changed" if differences else "exact"
    return _Found(record, chain, verdict, differences, share, owners, found)


def _joined(chain: Sequence[Match], record: Record) -> bool:
    """Tell whether places far from each other were made one."""
    far = any(
        two.first < one.last or stitching.too_far(one, two, record) for one, two in pairwise(chain)
    )
    return far or any(stitching.cut_out(match, record) for match in chain)


def _place(found: _Found, quoted: Quoted) -> Place:
    record = found.record
    first, last = min(m.first for m in found.matches), max(m.last for m in found.matches)
    start, end = record.words[first].start, record.words[last - 1].end
    begin, until = _whole_words(record.text, start - AROUND, end + AROUND)
    own: tuple[Piece, ...] = ()
    for match, part in zip(found.parts or found.matches, _parts(found, quoted), strict=False):
        gap = Piece("declared", "…", "…") if len(quoted.parts) > 1 else Piece("omitted", "…", "")
        own += ((gap,) if own else ()) + differing.pieces(match, part, record, quoted)
    return Place(
        record.name,
        start,
        end,
        " ".join(record.text[start:end].split())[:2000],
        " ".join(record.text[begin:until].split())[:2400],
        found.owners[0].name,
        record.turn(found.matches[0].first).time,
        round(found.share, 3),
        own,
        differing.normalisations(own, record.off),
    )


def _whole_words(text: str, begin: int, until: int) -> tuple[int, int]:
    """Return a stretch of a text without the words that its ends cut."""
    space = re.search(r"\s", text[begin : begin + AROUND]) if begin > 0 else None
    end = max(text.rfind(" ", 0, until), text.rfind("\n", 0, until)) if until < len(text) else until
    return max(0, begin) + (space.end() if space else 0), max(end, until - AROUND)


def _parts(found: _Found, quoted: Quoted) -> Sequence[Sequence[Word]]:
    """Return the part of the quotation beside each place; halves of a stitched one share theirs."""
    single = len(quoted.parts) == 1 and not found.parts
    return [quoted.parts[0]] * len(found.matches) if single else list(quoted.parts)
