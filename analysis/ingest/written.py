"""Tell what the software wrote itself: no search of folders takes it for an article."""

from __future__ import annotations

import re
from collections.abc import Iterable
from pathlib import Path

# A folder with these is a report that was made of an article, and no article itself.
REPORT = frozenset({"manifest.json", "report.html", "report.ipynb"})
# What each page names as its maker, in its head; an article's page may name other software.
GENERATOR = re.compile(rb'<meta name="generator" content="analysis \d[^"]*">')
HEAD = 4_096  # bytes of a page that are looked at
# The comment in a brat export that says which article a text is: nobody writes it by hand.
EXPORTED = re.compile(rb"^#\d+\tAnalysis Article\t", re.MULTILINE)


def is_report(folder: Path) -> bool:
    """Tell whether a folder holds a report."""
    return all((folder / name).is_file() for name in REPORT)


def own(file: Path, beside: Iterable[str] | None = None) -> bool:
    """Tell whether a file is a page or a copy of an article that the software wrote.

    Args:
        file: Any file.
        beside: The names in its folder, where they are known.
    """
    suffix, notes = file.suffix.lower(), file.with_suffix(".ann")
    try:
        if suffix in {".html", ".htm"}:
            with file.open("rb") as page:
                return GENERATOR.search(page.read(HEAD)) is not None
        if suffix == ".txt" and (notes.is_file() if beside is None else notes.name in beside):
            return EXPORTED.search(notes.read_bytes()) is not None
    except OSError:
        pass  # whoever reads the file says why it can't be read
    return False
