"""What every section of the report is put together from: a heading, tables, links."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from pathlib import PurePath
from urllib.parse import quote

from analysis.page.summary import Voice
from analysis.page.wording import capital, shorten
from analysis.spans.html import escape, isolate

THRESHOLD = 0.5
# A name longer than this is cut wherever it is not in the table of voices.
LONGEST = 80
BY_HAND = "corrected by hand"
CLASS = ' class="n"'  # of the cells of a column of numbers


def section(name: str, title: str, *parts: str, prefix: str = "") -> str:
    """Return one section of the page with its h2; ``name`` is its class and the heading's id."""
    inner = "\n".join(part for part in parts if part)
    heading = f'<h2 id="{prefix}{name}">{title}</h2>'
    return f'<section class="analysis a-{name}">\n{heading}\n{inner}\n</section>\n'


def table(
    caption: str, heads: Iterable[str], rows: Iterable[str], numbers: Collection[str] = ()
) -> str:
    """Return a table that scrolls on its own where the window is too narrow, by keyboard too.

    Args:
        caption: What it shows.
        heads: The headings of its columns.
        rows: See :func:`row`.
        numbers: Those of the columns that hold numbers.
    """
    cells = "".join(
        f'<th scope="col"{CLASS if head in numbers else ""}>{head}</th>' for head in heads
    )
    return (
        f'<div class="scroll" role="region" tabindex="0" aria-label="{caption}">\n'
        f'<table class="sortable"><caption>{caption}</caption>\n<thead><tr>{cells}</tr></thead>\n'
        f"<tbody>\n{''.join(rows)}</tbody></table>\n</div>"
    )


def cell(content: str, value: float | None = None) -> str:
    """Return a cell; with a value it is a number and sorts by it."""
    if value is None:
        return f"<td>{content}</td>"
    return f'<td{CLASS} data-v="{value:g}">{content}</td>'


def count(number: float) -> str:
    """Return the cell of a whole number."""
    return cell(f"{int(number):,}", number)


def row(head: str, *cells: str) -> str:
    """Return a row of a table, with the cell that names it first."""
    return f'<tr><th scope="row">{head}</th>{"".join(cells)}</tr>\n'


def beside(tables: str, name: str) -> str:
    """Return a line that links to the file with the same table; nothing where there is none.

    Args:
        tables: The folder that they are written to, seen from the page; "" for none.
        name: The file in it.
    """
    if not tables:
        return ""
    place = quote(PurePath(tables, name).as_posix())
    return f'<p class="beside">Download as CSV: <a href="{place}">{escape(name)}</a></p>'


def voice_link(voice: Voice, *, first: bool = False) -> str:
    """Return a source's name, linked to its row; ``first`` if it begins a sentence."""
    name = shorten(voice.name, LONGEST)
    words = isolate(capital(name) if first else name)
    return f'<a href="#s{voice.number}">{words}</a>' if voice.statements else words


def part(key: str, title: str, say: str, rows: Iterable[str] = ()) -> str:
    """Return a part of a section: its heading, a sentence, and what it lists, which is HTML."""
    items = "".join(f"<li>{row}</li>\n" for row in rows)
    listed = f"<ul>\n{items}</ul>\n" if items else ""
    return f'<h3 id="{key}">{title}</h3>\n<p>{say}</p>\n{listed}'
