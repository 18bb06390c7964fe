"""Cells of tables as text that no spreadsheet takes for a formula, and lines of CSV.

A cell that begins with ``=``, ``+``, ``-`` or ``@`` runs as a formula when a spreadsheet opens the
file (OWASP, "CSV Injection"); a tab, a line break or an invisible character before it changes
nothing. Such a cell has an apostrophe put before it, and so has one that begins with an
apostrophe, so that taking one leading apostrophe away gives every text back.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence

QUOTE = '"'
QUOTED = frozenset('",\r\n')
# The full-width forms count too: spreadsheets fold them to the plain ones.
FORMULA = frozenset("=+-@＝＋－＠")


def guarded(cell: str) -> str:
    """Return the text with an apostrophe before it where a spreadsheet could run it."""
    return f"'{cell}" if _risky(cell) else cell


def bare(cell: str) -> str:
    """Return the text that :func:`guarded` was given: without the apostrophe before it, if any."""
    return cell.removeprefix("'")


def told(value: object) -> str:
    """Return the text of a cell's value: none is empty, truth a small word, text guarded."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    return repr(value) if isinstance(value, int | float) else guarded(str(value))


def line(cells: Sequence[str]) -> str:
    """Return a line of CSV (RFC 4180); Python's writer leaves a lone carriage return bare."""
    if [*cells] == [""]:
        return '""\n'  # an empty line would be no row
    return (
        ",".join(f'"{c.replace(QUOTE, QUOTE * 2)}"' if QUOTED & {*c} else c for c in cells) + "\n"
    )


def _risky(cell: str) -> bool:
    """Tell whether a formula begins with the first character that shows, or ``bare`` would cut."""
    for place, char in enumerate(cell):
        if char == "'" and place == 0:
            return True
        if not (char.isspace() or unicodedata.category(char) in ("Cc", "Cf")):
            return char in FORMULA
        if char in "\t\r\n":
            return True
    return False
