"""Write the index of several reports: a page that lists the articles, and tables of them all."""

from __future__ import annotations

import csv
import json
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import quote

from analysis import writing
from analysis.cells import guarded, line
from analysis.errors import InputError
from analysis.exchange import from_json
from analysis.installing import version
from analysis.page import concerns, export, markup
from analysis.page.blocks import THRESHOLD, cell, count, row, table
from analysis.page.summary import summarise
from analysis.page.wording import capital, percent
from analysis.spans.html import escape, isolate

if TYPE_CHECKING:
    from analysis.model import Extraction

ABOUT = ("section", "language")  # beside what each table tells of its article
CAPTION = (
    "Statements and sources of each article, how much of its attributed words unnamed sources "
    "hold, and how many statements there are to check"
)
KNOWN = ("date", "outlet")  # each a column where an article has it
NUMBERS = ("Statements", "Sources", "Unnamed", "To check")


def write(out: Path, reports: Sequence[tuple[Path, str]]) -> Path:
    """Write ``index.html``, ``attributions.csv`` and ``sources.csv`` about several reports.

    Args:
        out: The folder that the reports lie in; files of these names in it are replaced.
        reports: The folder of each report and the text of its article, in order.

    Returns:
        The page.

    Raises:
        OutputError: A file can't be written; none is.
        InputError: A report is not whole.
    """
    found = [(folder, _extraction(folder, text)) for folder, text in reports]
    files = {out / "index.html": _page(found).encode()}
    for name in ("attributions.csv", "sources.csv"):
        files[out / name] = _table(name, found).encode()
    writing.write(files)
    return out / "index.html"


def _extraction(folder: Path, text: str) -> Extraction:
    try:
        data = json.loads((folder / "attributions.jsonl").read_bytes())
    except (OSError, ValueError) as error:
        raise InputError(f"can't be read ({error})", str(folder / "attributions.jsonl")) from None
    return from_json(data, text)


def _table(name: str, found: Sequence[tuple[Path, Extraction]]) -> str:
    """Return a table's rows of every report, with what is known of the article before them."""
    whole: list[list[str]] = []
    for number, (folder, extraction) in enumerate(found):
        article = extraction.article
        told = [guarded(getattr(article, name)) for name in ABOUT]
        with (folder / name).open(encoding="utf-8", newline="") as file:
            head, *rows = csv.reader(file)
        if number == 0:
            whole.append(["report", *head, *ABOUT])
        whole += ([guarded(folder.name), *cells, *told] for cells in rows)
    return "".join(map(line, whole))


def _page(found: Sequence[tuple[Path, Extraction]]) -> str:
    """Return the page: a row an article, with a link to its report."""
    known = [name for name in KNOWN if any(getattr(x.article, name) for _, x in found)]
    heads = ["Article", *map(capital, known), *NUMBERS]
    rows = [_row(folder, x, known) for folder, x in found]
    script = markup.script()
    title = f"{len(found)} articles"
    tables = " and ".join(
        f'<a href="{name}.csv" download>{name}.csv</a>' for name in ("attributions", "sources")
    )
    return (
        '<!DOCTYPE html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n'
        '<meta http-equiv="Content-Security-Policy" '
        f'content="{escape(export.policy(script))}">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f'<meta name="generator" content="analysis {escape(version())}">\n'
        f"<title>{title}</title>\n<style>{markup.css()}</style>\n</head>\n<body>\n<main>\n"
        f'<div class="analysis">\n<h1>{title}</h1>\n{table(CAPTION, heads, rows, NUMBERS)}\n'
        f"<p>All of them as tables: {tables}</p>\n</div>\n</main>\n"
        f"<script>{script}</script>\n</body>\n</html>\n"
    )


def _row(folder: Path, extraction: Extraction, known: Sequence[str]) -> str:
    s, article = summarise(extraction), extraction.article
    title = article.title or article.id
    link = f'<a href="{quote(folder.name)}/report.html"><bdi>{escape(title)}</bdi></a>'
    share = s.share(s.unnamed)
    cells = (
        *(cell(isolate(getattr(article, name))) for name in known),
        *map(count, (len(s.counted), len(s.sources))),
        cell(percent(share) if s.attributed_words else "no statement", share),
        count(_to_check(extraction)),
    )
    return row(link, *cells)


def _to_check(extraction: Extraction) -> int:
    """Return how many statements the report lists for checking."""
    s = summarise(extraction)
    found = [
        *(a for _, own in concerns.alone(s) for a in own),
        *concerns.unclear(extraction),
        *concerns.two_ways(extraction),
        *concerns.unsure(extraction, THRESHOLD),
    ]
    return len({a.id for a in found})
