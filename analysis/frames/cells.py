"""Writes tables as CSV that no spreadsheet takes for a formula.

A cell that begins with ``=``, ``+``, ``-`` or ``@`` runs as a formula when a spreadsheet opens the
file (OWASP, "CSV Injection"); a tab, a line break or an invisible character before it changes
nothing. Such a cell has an apostrophe put before it, and so has one that begins with an
apostrophe, so that taking one leading apostrophe away gives every text back.
"""

from __future__ import annotations

import itertools
import unicodedata
from pathlib import Path
from typing import Any

import pandas as pd

from analysis import writing

QUOTE = '"'
QUOTED = frozenset('",\r\n')
# The full-width forms count too: spreadsheets fold them to the plain ones.
FORMULA = frozenset("=+-@＝＋－＠")


def guarded(cell: str) -> str:
    """The text with an apostrophe before it where a spreadsheet could run it."""
    return f"'{cell}" if _risky(cell) else cell


def bare(cell: str) -> str:
    """The text that :func:`guarded` was given: one leading apostrophe less, if there is one."""
    return cell.removeprefix("'")


def csv_text(frame: pd.DataFrame, *, header: bool = True) -> str:
    """The frame as the text of a CSV file, with or without its first line: see :func:`to_csv`."""
    names = [guarded(str(name)) for name in frame.columns]
    columns = [frame[name].tolist() for name in frame.columns]
    rows = ([_cell(value) for value in row] for row in zip(*columns, strict=True))
    return _whole("".join(map(_line, itertools.chain([names] if header else [], rows))))


def to_csv(frame: pd.DataFrame, path: str | Path) -> Path:
    """Write a frame as CSV: UTF-8, lines ending in a line feed, the same bytes every time.

    Missing cells are empty, truth values ``true`` and ``false``, numbers as Python prints them.
    Text is guarded against spreadsheets (see :func:`guarded`); line breaks inside a cell stay, the
    cell is in quotation marks. Half of a surrogate pair, which UTF-8 can't hold, becomes U+FFFD.
    The file is written beside its place and then put there, so that it is never half a file.

    Args:
        frame: Any frame; its index is not written.
        path: The file to write; its folder must exist.

    Returns:
        The path written.

    Raises:
        OutputError: If the file can't be written there.
    """
    target = Path(path)
    writing.write({target: csv_text(frame).encode()})
    return target


def _risky(cell: str) -> bool:
    """Whether a formula begins with the first character that shows, or ``bare`` would cut."""
    for place, char in enumerate(cell):
        if char == "'" and place == 0:
            return True
        if not (char.isspace() or unicodedata.category(char) in ("Cc", "Cf")):
            return char in FORMULA
        if char in "\t\r\n":
            return True
    return False


def _line(cells: list[str]) -> str:
    """A line of CSV (RFC 4180); Python's writer leaves a lone carriage return bare."""
    if cells == [""]:
        return '""\n'  # an empty line would be no row
    return (
        ",".join(f'"{c.replace(QUOTE, QUOTE * 2)}"' if QUOTED & {*c} else c for c in cells) + "\n"
    )


def _whole(text: str) -> str:
    """The text without halves of surrogate pairs, which no encoding of files can hold."""
    return text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")


def _cell(value: Any) -> str:
    if isinstance(value, str):
        return guarded(value)
    if value is None or value is pd.NA or value != value:  # noqa: PLR0124 - NaN alone differs
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    return repr(value) if isinstance(value, int | float) else guarded(str(value))
