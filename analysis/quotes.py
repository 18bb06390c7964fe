"""Pairs quotation marks: curly, straight, mixed, guillemets, British single marks, unbalanced.

Each paragraph is decided on its own by a Viterbi search over its marks, so that one stray mark
costs at most its paragraph. A mark may open, close, or be neither (an apostrophe, inches, a
stray); what each reading costs depends on the glyph and on the characters beside it. Double and
single marks are searched one after the other; a single pair that crosses a double pair is dropped.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Literal, NamedTuple

from analysis.model import Quotation, Span

Family = Literal["double", "single"]

DOUBLE = re.compile(r"''|``|[\"“”„‟«»＂〝〞]")
SINGLE = re.compile(r"(?<!')'(?!')|(?<!`)`(?!`)|[‘’‚‛‹›]")
OPENING, CLOSING = frozenset("“„‟«``〝‘‚‛‹"), frozenset("”»〞’›")
ELISION = re.compile(
    r"(?:em|n|til|till|tis|twas|twere|twill|cause|bout|round|cuz|cept|fraid|nuff|ere|d|s|ll|ve|re|m|"
    r"\d\ds?)\b",
    re.IGNORECASE,
)
STRAY, UNCLOSED, CARRIED = 2.0, 1.0, 1.5


class Mark(NamedTuple):
    """A quotation mark and what each reading of it costs."""

    start: int
    end: int
    opens: float
    closes: float
    neither: float


def pair(text: str, paragraphs: Sequence[Span]) -> tuple[Quotation, ...]:
    """Find the quoted stretches of a text.

    Args:
        text: The whole article.
        paragraphs: Spans in reading order, without the white space around them.

    Returns:
        Quotations sorted by start, outer before inner. Never raises, whatever the marks.
    """
    found: list[tuple[Span, bool, int]] = []
    opened: dict[Family, bool] = {"double": False, "single": False}
    for index, paragraph in enumerate(paragraphs):
        after = paragraphs[index + 1] if index + 1 < len(paragraphs) else None
        doubles, opened["double"] = _search(text, paragraph, after, "double", opened["double"])
        singles, opened["single"] = _search(text, paragraph, after, "single", opened["single"])
        kept = [s for s in singles if not any(_cross(s[0], d[0]) for d in doubles)]
        found += [(span, closed, index) for span, closed in (*doubles, *kept)]
    found.sort(key=lambda item: (item[0].start, -item[0].end))
    return _records(text, found, paragraphs)


def inside(text: str, quotations: Sequence[Quotation]) -> bytearray:
    """A mask over the text: 1 for each code point within quotation marks, marks included."""
    mask = bytearray(len(text))
    for quotation in quotations:
        if quotation.depth == 0:
            start, end = quotation.span.start, quotation.span.end
            mask[start:end] = b"\x01" * (end - start)
    return mask


def _marks(text: str, paragraph: Span, family: Family) -> list[Mark]:
    pattern = DOUBLE if family == "double" else SINGLE
    found = pattern.finditer(text, paragraph.start, paragraph.end)
    marks = (_mark(text, paragraph, m.start(), m.end(), family) for m in found)
    return [mark for mark in marks if mark is not None]


def _mark(text: str, paragraph: Span, start: int, end: int, family: Family) -> Mark | None:
    """What a mark's neighbours say about it; None for an apostrophe inside a word."""
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


def _search(
    text: str, paragraph: Span, after: Span | None, family: Family, carried: bool
) -> tuple[list[tuple[Span, bool]], bool]:
    """The cheapest reading of one paragraph's marks, and whether it ends inside a quotation."""
    marks = _marks(text, paragraph, family)
    goes_on = after is not None and _starts_open(text, after, family)
    # best[inside] = (cost, choices); a choice is "o", "c" or "-" for each mark so far.
    outside: tuple[float, str] = (0.0, "")
    within: tuple[float, str] | None = (CARRIED, "") if carried else None
    for mark in marks:
        stay_out = (outside[0] + mark.neither, outside[1] + "-")
        go_in = (outside[0] + mark.opens, outside[1] + "o")
        if within is None:
            outside, within = stay_out, go_in
            continue
        go_out = (within[0] + mark.closes, within[1] + "c")
        stay_in = (within[0] + mark.neither, within[1] + "-")
        outside, within = min(stay_out, go_out), min(go_in, stay_in)
    if within is not None and "o" not in within[1] and not goes_on:
        within = None  # a whole paragraph is never quoted for lack of any mark
    unclosed = 0.0 if goes_on else UNCLOSED if family == "double" else STRAY
    if within is not None and within[0] + unclosed < outside[0]:
        return _spans(paragraph, marks, within[1], carried), True
    return _spans(paragraph, marks, outside[1], carried), False


def _starts_open(text: str, paragraph: Span, family: Family) -> bool:
    pattern = DOUBLE if family == "double" else SINGLE
    first = pattern.match(text, paragraph.start)
    return first is not None and text[first.end() : first.end() + 1].isalnum()


def _spans(
    paragraph: Span, marks: Sequence[Mark], choices: str, carried: bool
) -> list[tuple[Span, bool]]:
    spans: list[tuple[Span, bool]] = []
    first = next((c for c in choices if c != "-"), "")
    start: int | None = paragraph.start if carried and first == "c" else None
    for mark, choice in zip(marks, choices, strict=True):
        if choice == "o":
            start = mark.start
        elif choice == "c" and start is not None:
            spans.append((Span(start, mark.end), True))
            start = None
    if start is not None:
        spans.append((Span(start, paragraph.end), False))
    return spans


def _cross(one: Span, other: Span) -> bool:
    return one.overlaps(other) and not (one.covers(other) or other.covers(one))


def _records(
    text: str, found: Sequence[tuple[Span, bool, int]], paragraphs: Sequence[Span]
) -> tuple[Quotation, ...]:
    records: list[Quotation] = []
    stack: list[Span] = []
    run, unclosed_in = -1, -2
    for span, closed, paragraph in found:
        while stack and stack[-1].end <= span.start:
            stack.pop()
        depth = len(stack)
        stack.append(span)
        continues = depth == 0 and unclosed_in == paragraph - 1 and (
            span.start == paragraphs[paragraph].start
        )
        run += not continues
        if depth == 0:
            unclosed_in = -2 if closed else paragraph
        records.append(Quotation(span, _inner(text, span, closed), paragraph, depth, closed, run))
    return tuple(records)


def _inner(text: str, span: Span, closed: bool) -> Span:
    """The span without its marks; a carried-on stretch may have no opening mark."""
    opening = DOUBLE.match(text, span.start) or SINGLE.match(text, span.start)
    start = min(opening.end(), span.end) if opening else span.start
    end = span.end
    if closed:
        width = 2 if text[max(start, end - 2) : end] in ("''", "``") else 1
        end = max(start, end - width)
    return Span(start, end)
