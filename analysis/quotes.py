"""Pairs quotation marks: curly, straight, mixed, guillemets, British single marks, unbalanced.

Each paragraph is decided on its own by a Viterbi search over its marks, so that one stray mark
costs at most its paragraph. A mark may open, close, or be neither (an apostrophe, inches, a
stray); what each reading costs depends on the glyph and on the characters beside it. Double pairs
that clearly stand inside another are taken out first. Double and single marks are searched one
after the other; a single pair that crosses a double pair is dropped.
"""

from __future__ import annotations

import re
from array import array
from bisect import bisect_left, bisect_right
from collections.abc import Collection, Iterable, Iterator, Sequence
from typing import Literal, NamedTuple

from analysis.model import Quotation, Span

Family = Literal["double", "single"]

OPENING, CLOSING = frozenset("“„‟«``〝‘‚‛‹"), frozenset("”»〞’›")
ELIDED = (
    r"(?i:em|n|til|till|tis|twas|twere|twill|cause|bout|round|cuz|cept|fraid|nuff|ere|d|s|ll|ve|re|"
    r"m|\d\ds?)\b"
)
ELISION = re.compile(ELIDED)
# After a first ', a second that is no half of a doubled mark but elides: ''Tis over,' he said.
OPENS_TWO = rf"(?<![^\s(\[—–]')'(?={ELIDED}(?![\s\S]{{0,1000}}?\S''))"
# Both begin with a character, not with a look around: so re finds the next mark fast.
DOUBLE = re.compile(rf"'(?!{OPENS_TWO})'|``|\"|“|”|„|‟|«|»|＂|〝|〞")
SINGLE = re.compile(rf"'(?:(?={OPENS_TWO})|(?<!'')(?!'))|`(?<!``)(?!`)|‘|’|‚|‛|‹|›")
NESTED = re.compile(rb"(?<=\()(?:\(\))+(?=\))")
STRAY, UNCLOSED, CARRIED = 2.0, 1.0, 1.5


class Mark(NamedTuple):
    """A quotation mark and what each reading of it costs."""

    start: int
    end: int
    opens: float
    closes: float
    neither: float


class Stretch(NamedTuple):
    """A quoted stretch before nesting is known: where its mark, its words and its end lie."""

    start: int
    inner: int
    stop: int
    end: int
    closed: bool
    paragraph: int


def pair(text: str, paragraphs: Sequence[Span]) -> tuple[Quotation, ...]:
    """Find the quoted stretches of a text.

    Args:
        text: The whole article.
        paragraphs: Spans in reading order, without the white space around them.

    Returns:
        Quotations sorted by start, outer before inner. Never raises, whatever the marks.
    """
    found: list[Stretch] = []
    opened: dict[Family, bool] = {"double": False, "single": False}
    for index, paragraph in enumerate(paragraphs):
        after = paragraphs[index + 1] if index + 1 < len(paragraphs) else None
        nested = _nested(text, paragraph, index)
        taken = {place for item in nested for place in (item.start, item.stop)}
        doubles, opened["double"] = _search(
            text, paragraph, after, "double", index, opened["double"], taken
        )
        singles, opened["single"] = _search(
            text, paragraph, after, "single", index, opened["single"]
        )
        found += doubles
        found += nested
        found += _uncrossed(_uncrossed(singles, doubles), nested)
    found.sort(key=lambda item: (item.start, -item.end))
    return _records(found, paragraphs)


def inside(text: str, quotations: Sequence[Quotation]) -> bytearray:
    """Return a mask over the text: 1 for each code point within quotation marks, marks included."""
    mask = bytearray(len(text))
    for quotation in quotations:
        if quotation.depth == 0:
            start, end = quotation.span.start, quotation.span.end
            mask[start:end] = b"\x01" * (end - start)
    return mask


def runs(quotations: Iterable[Quotation]) -> list[list[Quotation]]:
    """Return the outermost quotations in order, those of one speech over paragraphs together."""
    found: dict[int, list[Quotation]] = {}
    for quotation in quotations:
        if quotation.depth == 0:
            found.setdefault(quotation.run, []).append(quotation)
    return sorted(found.values(), key=lambda run: run[0].span)


def quoting(quotations: Iterable[Quotation], span: Span) -> list[Quotation]:
    """Return the outermost quotation that shares most with a span; empty where none does."""
    touched = [run for run in runs(quotations) if any(q.span.overlaps(span) for q in run)]
    return max(touched, key=lambda run: sum(q.span.shared(span) for q in run), default=[])


def _marks(text: str, paragraph: Span, family: Family) -> Iterator[Mark]:
    pattern = DOUBLE if family == "double" else SINGLE
    for found in pattern.finditer(text, paragraph.start, paragraph.end):
        mark = _mark(text, paragraph, found.start(), found.end(), family)
        if mark is not None:
            yield mark


def _mark(text: str, paragraph: Span, start: int, end: int, family: Family) -> Mark | None:
    """Weigh a mark by its neighbours; return None for an apostrophe inside a word."""
    left = text[start - 1] if start > paragraph.start else " "
    right = text[end] if end < paragraph.end else " "
    glyph = text[start]
    if family == "single" and left.isalnum() and right.isalnum():
        return None
    free_left = left.isspace() or left in "([{—–-/…" or left in "\"“„«‘'‚`"
    word_right = not right.isspace() and right not in ",.;:!?)]}—–…"
    end_right = right.isspace() or right in ",.;:!?)]}—–-/…" or right in "\"”»’'"
    opens = 0.0 if free_left and word_right else 1.0 if free_left or word_right else 3.0
    closes = 0.0 if not left.isspace() and end_right else 3.0 if left.isspace() else 1.0
    if family == "double" and left.isspace() and end_right:  # a space inside: “ so ”, « ainsi »
        opens = 0.0 if glyph == "«" else opens
        closes = 0.0 if glyph == "»" else 1.0 if glyph in CLOSING else 2.0
    if text[start:end] != "''":
        opens += 1.5 * (glyph in CLOSING)
        closes += 1.5 * (glyph in OPENING)
    neither = STRAY
    if family == "double":
        neither = 0.5 if left.isdigit() and glyph == '"' else STRAY
    elif free_left and ELISION.match(text, end):
        neither, opens = 0.0, opens + 1.0
    elif left.isalpha() and end_right:
        neither = 0.3 if left in "sSxzZ" else 0.6
    elif glyph in "'’" and left.isdigit():
        neither = 0.3
    return Mark(start, end, opens, closes, neither)


def _nested(text: str, paragraph: Span, index: int) -> list[Stretch]:
    """Return double pairs in another double pair, where their marks can be read in one way only.

    Without the closing mark of the outer pair in the same paragraph nothing is nested: a mark that
    is missing is likelier.
    """
    starts, ends, sides = array("q"), array("q"), bytearray()
    for mark in _marks(text, paragraph, "double"):
        starts.append(mark.start)
        ends.append(mark.end)
        sides += _side(mark)
    found: list[Stretch] = []
    for pairs in NESTED.finditer(sides):
        for n in range(pairs.start(), pairs.end(), 2):
            inner, stop = ends[n], starts[n + 1]
            if text[inner:stop].strip():
                found.append(Stretch(starts[n], inner, stop, ends[n + 1], True, index))
    return found


def _side(mark: Mark) -> bytes:
    """Return a bracket for a mark that clearly opens or clearly closes, else "?"."""
    if mark.neither < STRAY or min(mark.opens, mark.closes) > 0 or mark.opens == mark.closes:
        return b"?"
    return b"(" if mark.opens < mark.closes else b")"


class _Path(NamedTuple):
    """The cheapest way to stand outside or inside a quotation after the marks so far."""

    cost: float
    opened: bool  # whether a mark of this paragraph was read as opening


class _Trail:
    """Places of the marks and, for each, how either state was reached: a few bytes a mark."""

    def __init__(self) -> None:
        self.starts, self.ends = array("q"), array("q")
        self.turned_out, self.turned_in = bytearray(), bytearray()

    def add(self, mark: Mark, turned_out: bool, turned_in: bool) -> None:
        self.starts.append(mark.start)
        self.ends.append(mark.end)
        self.turned_out.append(turned_out)
        self.turned_in.append(turned_in)

    def turns(self, *, within: bool) -> array[int]:
        """Return the marks that open or close, last first.

        They alternate; the last one opens if ``within``.
        """
        numbers = array("q")
        for number in range(len(self.starts) - 1, -1, -1):
            if (self.turned_in if within else self.turned_out)[number]:
                numbers.append(number)
                within = not within
        return numbers


def _search(
    text: str,
    paragraph: Span,
    after: Span | None,
    family: Family,
    index: int,
    carried: bool,
    taken: Collection[int] = (),
) -> tuple[list[Stretch], bool]:
    """Return the cheapest reading of one paragraph's marks, and whether it ends in a quotation.

    Marks at places that are taken are passed over.
    """
    goes_on = after is not None and _starts_open(text, after, family)
    trail = _Trail()
    outside = _Path(0.0, False)
    within = _Path(CARRIED, False) if carried else None
    order = 0  # which path is preferred where costs tie: -1 the outer, 1 the inner
    for mark in _marks(text, paragraph, family):
        if mark.start in taken:
            continue
        outside, within, order = _step(mark, outside, within, order, trail)
    if within is not None and not within.opened and not goes_on:
        within = None  # a whole paragraph is never quoted for lack of any mark
    unclosed = 0.0 if goes_on else UNCLOSED if family == "double" else STRAY
    inside_at_end = within is not None and within.cost + unclosed < outside.cost
    return _stretches(text, paragraph, trail, inside_at_end, index), inside_at_end


def _step(
    mark: Mark, outside: _Path, within: _Path | None, order: int, trail: _Trail
) -> tuple[_Path, _Path, int]:
    """Go on by one mark.

    Where costs tie, the path that passed over the earlier mark wins.
    """
    stay_out = _Path(outside.cost + mark.neither, outside.opened)
    go_in = _Path(outside.cost + mark.opens, True)
    if within is None:
        trail.add(mark, turned_out=False, turned_in=True)
        return stay_out, go_in, -1
    go_out = _Path(within.cost + mark.closes, within.opened)
    stay_in = _Path(within.cost + mark.neither, within.opened)
    closes = go_out.cost < stay_out.cost or (go_out.cost == stay_out.cost and order > 0)
    opens = go_in.cost < stay_in.cost or (go_in.cost == stay_in.cost and order < 0)
    trail.add(mark, turned_out=closes, turned_in=opens)
    if closes == opens:  # from different states: they keep, or swap, their order
        order = (-order if closes else order) or (1 if closes else 0)
    else:  # both came from the same state, and one of them passed over this mark
        order = 1 if closes else -1
    return go_out if closes else stay_out, go_in if opens else stay_in, order


def _starts_open(text: str, paragraph: Span, family: Family) -> bool:
    pattern = DOUBLE if family == "double" else SINGLE
    first = pattern.match(text, paragraph.start, paragraph.end)
    return first is not None and text[first.end() : first.end() + 1].isalnum()


def _stretches(
    text: str, paragraph: Span, trail: _Trail, inside_at_end: bool, index: int
) -> list[Stretch]:
    """Return the quoted stretches of a paragraph, but no pair of marks around nothing."""
    found: list[Stretch] = []
    start, inner = paragraph.start, paragraph.start  # a carried quotation may only close
    turns = trail.turns(within=inside_at_end)
    opens = inside_at_end == (len(turns) % 2 == 1)
    for number in reversed(turns):
        if opens:
            start, inner = trail.starts[number], trail.ends[number]
        elif text[inner : trail.starts[number]].strip():
            stop, end = trail.starts[number], trail.ends[number]
            found.append(Stretch(start, inner, stop, end, closed=True, paragraph=index))
        opens = not opens
    if inside_at_end and text[inner : paragraph.end].strip():
        end = paragraph.end
        found.append(Stretch(start, inner, end, end, closed=False, paragraph=index))
    return found


def _uncrossed(singles: Sequence[Stretch], doubles: Sequence[Stretch]) -> list[Stretch]:
    """Return the single pairs that cross no double pair; both lists are sorted and disjoint."""
    starts = [double.start for double in doubles]
    kept: list[Stretch] = []
    for single in singles:
        # Only the doubles around its two ends can cross it: those between lie inside it.
        near = {bisect_right(starts, single.start) - 1, bisect_left(starts, single.end) - 1}
        if not any(_cross(single, doubles[n]) for n in near if n >= 0):
            kept.append(single)
    return kept


def _cross(one: Stretch, other: Stretch) -> bool:
    first, second = Span(one.start, one.end), Span(other.start, other.end)
    return first.overlaps(second) and not (first.covers(second) or second.covers(first))


def _records(found: Sequence[Stretch], paragraphs: Sequence[Span]) -> tuple[Quotation, ...]:
    records: list[Quotation] = []
    ends: list[int] = []
    run, unclosed_in = -1, -2
    for item in found:
        while ends and ends[-1] <= item.start:
            ends.pop()
        depth = len(ends)
        ends.append(item.end)
        continues = (
            depth == 0
            and unclosed_in == item.paragraph - 1
            and (item.start == paragraphs[item.paragraph].start)
        )
        run += not continues
        if depth == 0:
            unclosed_in = -2 if item.closed else item.paragraph
        span, inner = Span(item.start, item.end), Span(item.inner, item.stop)
        records.append(Quotation(span, inner, item.paragraph, depth, item.closed, run))
    return tuple(records)
