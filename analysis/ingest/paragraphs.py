"""Splits a text into paragraphs, whatever its layout: blank lines, one a line, hard-wrapped.

Three layouts are told apart over the whole file, because one block alone is seldom enough:
*wrapped* (a line ends where the next word would not fit any more, the greedy rule of every
typesetter), *sentences* (one sentence a line, blank lines between paragraphs, as in old wire
corpora) and *lines* (one paragraph a line).
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator, Sequence
from typing import Literal, NamedTuple

from analysis.model import Span
from analysis.text import UNSEEN

Layout = Literal["wrapped", "sentences", "lines"]
Markup = Literal["", "title", "heading", "byline", "caption", "code", "table", "header", "item"]

LINE_END = re.compile(r"\r\n|[\n\r\v\f\x1c-\x1e\x85\u2028\u2029]")
PARAGRAPH_END = frozenset("\f\u2029")
TERMINAL = re.compile(r"[.!?…:][\"'”’»)\]]*\Z")
INNER_STOP = re.compile(r"[a-z0-9][.!?][\"'”’)]* +[\"'“‘(]?[A-Z]")
BULLET = re.compile(r"[•●▪◦‣■]|[*\-–] |\d{1,2}[.)] ")
FIRST_WORD = re.compile(r"\S{1,40}")
LOUD = r"[A-Z][A-Z .'’\-]"  # how a name in capitals begins and goes on
SPEAKER = re.compile(rf"{LOUD}{{1,30}}:")
WIDEST, SLACK, LONGEST_BLOCK = 130, 12, 15
RUN_ON = 3  # full lines that go on in small letters, from which a short text is wrapped


class Line(NamedTuple):
    """A line without the white space around it; ``markup`` says what the file's markup calls it."""

    start: int
    end: int
    indent: int = 0
    markup: Markup = ""


class Piece(NamedTuple):
    """A paragraph's place, and what the markup of the file says it is."""

    span: Span
    markup: Markup = ""


def split(text: str, lines: Sequence[Line | None] | None = None) -> list[Piece]:
    """Split a text into paragraphs.

    Args:
        text: The whole text; any line ending may occur in it.
        lines: The lines of :func:`find_lines`, where the caller knows more about them.

    Returns:
        Paragraphs in order: disjoint, never empty, without white space at their ends.
    """
    blocks = list(_blocks(find_lines(text) if lines is None else lines))
    several = [block for block in blocks if len(block) > 1]
    width = _width(several)
    layout = _layout(text, blocks, several, width)
    pieces: list[Piece] = []
    for block in blocks:
        start, markup = block[0].start, block[0].markup
        for line, after in itertools.pairwise(block):
            if _breaks(text, line, after, layout, width):
                pieces.append(Piece(Span(start, line.end), markup))
                start, markup = after.start, after.markup
        pieces.append(Piece(Span(start, block[-1].end), markup))
    return pieces


def joined(blocks: Sequence[tuple[str, Markup]]) -> tuple[str, list[Piece]]:
    """Make one text of paragraphs, and say where each of them stands in it."""
    pieces: list[Piece] = []
    at = 0
    for surface, markup in blocks:
        pieces.append(Piece(Span(at, at + len(surface)), markup))
        at += len(surface) + 2
    return "\n\n".join(surface for surface, _ in blocks), pieces


def find_lines(text: str) -> list[Line | None]:
    """Return the lines of a text in order.

    It is None for a blank line and for a mark that ends a paragraph.
    """
    found: list[Line | None] = []
    start = 0
    for match in LINE_END.finditer(text):
        found.append(trim(text, start, match.start()))
        if match.group() in PARAGRAPH_END:
            found.append(None)
        start = match.end()
    found.append(trim(text, start, len(text)))
    return found


def trim(text: str, start: int, end: int) -> Line | None:
    """Return the line between two offsets without its white space; None if nothing is left."""
    first, last = start, end
    while first < last and (text[first].isspace() or text[first] in UNSEEN):
        first += 1
    while last > first and (text[last - 1].isspace() or text[last - 1] in UNSEEN):
        last -= 1
    return Line(first, last, first - start) if first < last else None


def _blocks(lines: Sequence[Line | None]) -> Iterator[list[Line]]:
    """Yield runs of lines without a blank one between them; a line with markup starts its own.

    Only an item of a list goes on in the lines after it.
    """
    block: list[Line] = []
    for line in lines:
        if block and (line is None or line.markup or block[-1].markup not in ("", "item")):
            yield block
            block = []
        if line is not None:
            block.append(line)
    if block:
        yield block


def _width(several: Sequence[Sequence[Line]]) -> int:
    """Return the column at which a file seems to be wrapped: the longest line but for a few."""
    lengths = sorted(line.end - line.start for block in several for line in block)
    outliers = len(lengths) // 20
    return lengths[len(lengths) - 1 - outliers] if lengths else 0


def _layout(
    text: str, blocks: Sequence[Sequence[Line]], several: Sequence[Sequence[Line]], width: int
) -> Layout:
    pairs = [pair for block in several for pair in itertools.pairwise(block)]
    if not pairs:
        return "lines"
    tight = sum(_room(text, line, after, width) < SLACK for line, after in pairs)
    ended = sum(_ends(text, line) for line, _ in pairs)
    run_on = sum(
        text[after.start].islower() and not _ends(text, line)
        for line, after in pairs
        if _room(text, line, after, width) < SLACK
    )
    full = tight >= 0.6 * len(pairs) or (run_on >= RUN_ON and run_on >= 0.3 * len(pairs))
    if 30 <= width <= WIDEST and full and ended <= 0.6 * len(pairs):
        return "wrapped"
    lines = [line for block in several for line in block]
    single = sum(_one_sentence(text, line) for line in lines)
    speakers = sum(SPEAKER.match(text, line.start) is not None for line in lines)
    short_blocks = max(map(len, several)) <= LONGEST_BLOCK and len(blocks) > 1
    if short_blocks and single >= 0.7 * len(lines) and speakers < 0.3 * len(lines):
        return "sentences"
    return "lines"


def _ends(text: str, line: Line) -> bool:
    """Tell whether a line ends as a sentence does."""
    return TERMINAL.search(text[max(line.start, line.end - 6) : line.end]) is not None


def _room(text: str, line: Line, after: Line, width: int) -> int:
    """Return how many columns would stay free if the next line's first word moved up."""
    word = FIRST_WORD.match(text, after.start, after.end)
    return width - (line.end - line.start) - 1 - (len(word.group()) if word else 0)


def _one_sentence(text: str, line: Line) -> bool:
    if line.end - line.start > 1000 or not _ends(text, line):
        return False
    return INNER_STOP.search(text, line.start, line.end) is None


def _breaks(text: str, line: Line, after: Line, layout: Layout, width: int) -> bool:
    """Tell whether a paragraph ends between two lines that have no blank line between them."""
    ended = _ends(text, line)
    if BULLET.match(text, after.start) and (ended or text[after.start] in "•●▪◦‣■"):
        return True
    if layout == "wrapped":
        room = _room(text, line, after, width)
        return room > max(SLACK, width // 5) or (ended and after.indent > line.indent + 1)
    if text[line.end - 1] in ",;" or (not ended and text[after.start].islower()):
        return False
    return layout == "lines" or not ended
