"""PDF with a text layer, by pypdf: lines by their places, columns in order, paragraphs, headings.

What stands at the edges of most pages is set aside, and words that a line's end divided are whole.
"""

from __future__ import annotations

import io
import logging
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import pairwise
from statistics import median
from typing import Any, NamedTuple

from analysis import hyphens
from analysis.errors import InputError
from analysis.ingest.damage import reading
from analysis.ingest.documents import About, Document, authors, iso_date, sound_title
from analysis.ingest.paragraphs import Markup

PAGE_NUMBER = re.compile(r"(?i)^\s*(?:page\s+)?\d{1,4}(?:\s*(?:/|of)\s*\d{1,4})?\s*$")
STOPPED = re.compile(r"[.!?:…][\"'”’)]*$")
OFTEN = 5  # lines that begin at a place, from which it is a column's edge
APART = 80  # points between the edges of columns, at least
LETTER = 0.5  # width of a letter, as a share of its size
LARGE = 1.2  # times the size of most letters, from which a line is a heading
EDGES = 2  # lines at each end of a page where its furniture stands
WORDS = 5  # a page, under which a file is a scan


class Line(NamedTuple):
    """A line of a page: where it begins, how large its letters are, its words."""

    page: int
    x: float
    y: float
    size: float
    words: str

    @property
    def end(self) -> float:
        """About where it ends."""
        return self.x + len(self.words) * self.size * LETTER


def pdf(data: bytes, where: str) -> Iterator[Document]:
    """Yield the article of a PDF.

    Raises:
        InputError: It is a scan without text, encrypted or damaged.
    """
    logging.getLogger("pypdf").setLevel(logging.CRITICAL)  # what is wrong is said in one line
    with reading("a PDF", where):
        pages, meta = _read(data, where)
    words = sum(len(line.words.split()) for page in pages for line in page)
    if words < WORDS * max(1, len(pages)):
        raise InputError("is a scan without text", where, "run text recognition (OCR) on it first")
    kept, aside = _without_furniture(pages)
    blocks, mended = _blocks([line for page in kept for line in _in_order(page)])
    about = About(
        title=sound_title(getattr(meta, "title", "")),
        authors=authors(str(getattr(meta, "author", "") or "")),
        date=iso_date(
            str(getattr(meta, "get", lambda *_: "")("/CreationDate", "") or "").removeprefix("D:")
        ),
    )
    repairs = []
    if mended:
        repairs.append(f"{mended} hyphens at the ends of lines were taken out")
    if aside:
        repairs.append(f"{aside} lines at the edges of pages were set aside")
    yield Document(blocks=blocks, about=about, repairs=tuple(repairs))


def _read(data: bytes, where: str) -> tuple[list[list[Line]], Any]:
    from pypdf import PdfReader  # noqa: PLC0415 - an extra

    file = PdfReader(io.BytesIO(data))
    if file.is_encrypted and not file.decrypt(""):
        raise InputError("is a PDF with a password", where, "save it without one")
    return [_lines(page, number) for number, page in enumerate(file.pages)], file.metadata


def _lines(page: Any, number: int) -> list[Line]:
    """Return the lines of a page as they come in the file."""
    parts: list[Line] = []

    def take(text: str, cm: Sequence[float], tm: Sequence[float], _: Any, size: float) -> None:
        at = tm[4] * cm[0] + tm[5] * cm[2] + cm[4], tm[4] * cm[1] + tm[5] * cm[3] + cm[5]
        shown = abs(size * (tm[3] or 1) * (cm[3] or 1)) or 1.0
        parts.extend(
            Line(number, at[0], at[1], shown, " ".join(words.split()))
            for words in text.split("\n")
            if words.strip()
        )

    page.extract_text(visitor_text=take)
    edges = _edges(parts)
    lines: list[Line] = []
    for part in parts:
        last = lines[-1] if lines else None
        if (
            last is not None
            and abs(last.y - part.y) < 0.3 * part.size
            and part.x > last.x
            and part.x - last.end < 3 * part.size
            and not any(abs(part.x - edge) < 3 for edge in edges[1:])
        ):
            lines[-1] = last._replace(words=f"{last.words} {part.words}")
        else:
            lines.append(part)
    return lines


def _edges(lines: Sequence[Line]) -> list[float]:
    """Return where the columns of a page begin, from left to right."""
    counts = Counter(round(line.x / 3) * 3 for line in lines)
    often = sorted(x for x, count in counts.items() if count >= OFTEN)
    edges: list[float] = []
    for x in often:
        if not edges or x - edges[-1] >= APART:
            edges.append(x)
    return edges


def _in_order(lines: list[Line]) -> list[Line]:
    """Return the lines of a page column by column, where the file goes to and fro between columns.

    A line that spans columns, such as a headline, parts what is above it from what is below.
    """
    edges = _edges(lines)
    if len(edges) < 2:
        return lines

    def column(line: Line) -> int:
        return max((n for n, edge in enumerate(edges) if line.x >= edge - 5), default=0)

    back = sum(column(after) < column(line) for line, after in pairwise(lines))
    if back <= len(edges):
        return lines
    out: list[Line] = []
    band: list[Line] = []
    for line in lines:
        own = column(line)
        if own + 1 < len(edges) and line.end > edges[own + 1] + 2 * line.size:
            out += sorted(band, key=column)
            out.append(line)
            band = []
        else:
            band.append(line)
    return out + sorted(band, key=column)


def _without_furniture(pages: list[list[Line]]) -> tuple[list[list[Line]], int]:
    """Return the pages without page numbers and what stands at the edges of most of them."""
    counts: Counter[str] = Counter()
    for page in pages:
        counts.update({_shape(line) for line in _outer(page)})
    often = {s for s, n in counts.items() if len(pages) > 1 and n > max(1, len(pages) / 2)}
    kept = [
        [
            line
            for line in page
            if not PAGE_NUMBER.match(line.words)
            and not (_shape(line) in often and line in _outer(page))
        ]
        for page in pages
    ]
    return kept, sum(map(len, pages)) - sum(map(len, kept))


def _outer(page: list[Line]) -> list[Line]:
    """Return the lines at the top and at the bottom of a page."""
    down = sorted(page, key=lambda line: -line.y)
    return [*down[:EDGES], *down[-EDGES:]]


def _shape(line: Line) -> str:
    return re.sub(r"\d+", "#", line.words)


def _blocks(lines: list[Line]) -> tuple[tuple[tuple[str, Markup], ...], int]:
    """Join lines to paragraphs; return them and how many words were mended."""
    letters: Counter[float] = Counter()
    for line in lines:
        letters[round(line.size, 1)] += len(line.words)
    usual = letters.most_common(1)[0][0] if letters else 1.0
    down = [a.y - b.y for a, b in pairwise(lines) if a.page == b.page and 0 < a.y - b.y < 4 * usual]
    leading = median(down) if down else usual
    ends = sorted(line.end - line.x for line in lines if line.size < LARGE * usual)
    width = ends[len(ends) * 3 // 4] if ends else 0.0
    groups: list[list[Line]] = []
    for line in lines:
        if groups and not _parted(groups[-1], line, leading, width):
            groups[-1].append(line)
        else:
            groups.append([line])
    text, mended = hyphens.mended("\n\n".join("\n".join(ln.words for ln in g) for g in groups))
    surfaces = [" ".join(part.split("\n")) for part in text.split("\n\n")]
    kinds: list[Markup] = ["heading" if g[0].size >= LARGE * usual else "" for g in groups]
    return tuple(zip(surfaces, kinds, strict=True)), mended


def _parted(group: list[Line], line: Line, leading: float, width: float) -> bool:
    """Tell whether a line begins a paragraph of its own."""
    last = group[-1]
    if abs(last.size - line.size) > 0.15 * last.size:
        return True
    stopped = STOPPED.search(last.words) is not None
    if last.page != line.page or line.y > last.y or abs(line.x - last.x) > APART:
        return stopped
    if last.y - line.y > 1.35 * leading * max(1.0, line.size / 12):
        return True
    indented = line.x - last.x > 0.8 * line.size and len(group) > 1
    return (stopped and indented) or (stopped and last.end - last.x < 0.75 * width)
