"""What differs between a quotation and a place of a record, in words."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence

from analysis.checking.aligning import Step
from analysis.checking.draft import DECLARED, Quoted
from analysis.checking.findings import Difference, Piece
from analysis.checking.matching import Match
from analysis.checking.numbers import MONEY
from analysis.checking.record import Record
from analysis.checking.words import ASIDE, NORMALISATIONS, Word, words

MOVES = 3  # faults that one move of words can be
MARKS = re.compile(r"[.,;:!?%]*(?=\s|$)")
Told = tuple[Difference, Step, Sequence[str], Sequence[str]]  # with the keys of either side


def differences(
    match: Match | None, part: Sequence[Word], record: Record, quoted: Quoted
) -> list[Told]:
    """Return what differs at a place, each with the words that are compared.

    Where a part is nowhere in the record, all of it was put in.
    """
    found: list[Told] = []
    if match is None:
        own = [w for w in part if w.key != DECLARED]
        told = Difference("inserted", "", _text(quoted.text, own))
        return [(told, Step("inserted", (0, len(part)), (0, 0)), [], [w.key for w in own])]
    for fault in match.faults:
        step = _whole(fault, match, part, record)
        said = [record.words[n] for n in range(*step.said) if not record.words[n].aside]
        draft = [part[n] for n in range(*step.quoted) if part[n].key != DECLARED]
        if said or draft:
            kind = "replaced" if said and draft else "omitted" if said else "inserted"
            texts = _least(_text(record.text, said), _text(quoted.text, draft))
            told = Difference(kind, *texts)  # type: ignore[arg-type]
            found.append((told, step, [w.key for w in said], [w.key for w in draft]))
    return found


def reordered(
    found: Sequence[Told], part: Sequence[Word], record: Record, quoted: Quoted
) -> list[Difference]:
    """Return the differences; words left out at one place and put in at another are reordered."""
    gone = Counter(key for _, _, said, _ in found for key in said)
    new = Counter(key for _, _, _, draft in found for key in draft)
    if found and gone == new and gone and len(found) <= MOVES:
        first, last = found[0][1], found[-1][1]
        said = record.words[first.said[0] : last.said[1]]
        draft = part[first.quoted[0] : last.quoted[1]]
        return [Difference("reordered", _text(record.text, said), _text(quoted.text, draft))]
    return [d for d, *_ in found]


def _least(record: str, draft: str) -> tuple[str, str]:
    """Return both texts without the words that both begin and end with.

    What is left is, for instance, "two million" and "two billion".
    """
    one, two = record.split(), draft.split()
    while len(one) > 1 < len(two) and one[0].casefold() == two[0].casefold():
        one, two = one[1:], two[1:]
    while len(one) > 1 < len(two) and one[-1].casefold() == two[-1].casefold():
        one, two = one[:-1], two[:-1]
    return " ".join(one), " ".join(two)


def _whole(step: Step, match: Match, part: Sequence[Word], record: Record) -> Step:
    """Return a step over whole words as they are written.

    "can't" was left out, not its "not".
    """
    (a, b), (c, d) = step.quoted, step.said
    first, last = match.steps[0], match.steps[-1]
    while a > first.quoted[0] and c > first.said[0]:
        if not (_one(part, a, b > a) or _one(record.words, c, d > c)):
            break
        a, c = a - 1, c - 1
    while b < last.quoted[1] and d < last.said[1]:
        if not (_one(part, b, b > a) or _one(record.words, d, d > c)):
            break
        b, d = b + 1, d + 1
    return Step(step.kind, (a, b), (c, d))


def _one(found: Sequence[Word], at: int, beside: bool) -> bool:
    """Tell whether a word and the one before it are one word as it is written."""
    if not beside or not 0 < at < len(found):
        return False
    symbol = found[at].key in MONEY and found[at].start < found[at - 1].start
    return symbol or found[at - 1][1:3] == found[at][1:3]


def pieces(
    match: Match | None, part: Sequence[Word], record: Record, quoted: Quoted
) -> tuple[Piece, ...]:
    """Return the words of a place beside those of the quotation, in order."""
    if match is None:
        return (Piece("inserted", "", _text(quoted.text, part)),)
    found = []
    for step in match.steps:
        said = _written(record.text, record.words, *step.said)
        draft = _written(quoted.text, part, *step.quoted)
        kind = "same" if step.kind == "equal" else step.kind
        found.append(Piece(kind, said, draft))  # type: ignore[arg-type]
    return tuple(found)


def normalisations(found: Iterable[Piece], off: Iterable[str]) -> tuple[str, ...]:
    """Return the normalisations without which words that are called the same would differ."""
    same = [(p.record, p.draft) for p in found if p.kind == "same"]
    mattered = []
    for name in NORMALISATIONS:
        if name in set(off):
            continue
        without = {*off, name}
        # A quotation may begin with another capital than the sentence it is taken from.
        if any(_keys(one, without) != _keys(two, without) for one, two in same):
            mattered.append(name)
    return tuple(mattered)


def _keys(text: str, off: Iterable[str]) -> list[str]:
    return [w.key for w in words(text[:1].lower() + text[1:], set(off))]


def _written(text: str, found: Sequence[Word], first: int, end: int) -> str:
    """Return words as written, with the marks between them and behind the last."""
    own = _text(text, found[first:end])
    if not own:
        return ""
    last = max(w.end for w in found[first:end])
    behind = MARKS.match(text, last)
    return own + (behind.group() if behind else "")


def _text(text: str, found: Sequence[Word]) -> str:
    """Return the words as written, without stage directions between them."""
    if not found:
        return ""
    start, end = min(w.start for w in found), max(w.end for w in found)
    return " ".join(ASIDE.sub(" ", text[start:end]).split())
