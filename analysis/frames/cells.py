"""Writes tables as CSV: the same bytes for the same table, no cell a formula (see ``cells``)."""

from __future__ import annotations

import itertools
from pathlib import Path
from typing import Any

import pandas as pd

from analysis import writing
from analysis.cells import guarded, line, told


def csv_text(frame: pd.DataFrame, *, header: bool = True) -> str:
    """Return the frame as the text of a CSV file, with or without its first line.

    See :func:`to_csv`.
    """
    names = [guarded(str(name)) for name in frame.columns]
    columns = [frame[name].tolist() for name in frame.columns]
    rows = ([_cell(value) for value in row] for row in zip(*columns, strict=True))
    return _whole("".join(map(line, itertools.chain([names] if header else [], rows))))


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


def _whole(text: str) -> str:
    """Return the text without halves of surrogate pairs, which no encoding of files can hold."""
    return text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")


def _cell(value: Any) -> str:
    # NaN alone differs from itself.
    return "" if value is pd.NA or value != value else told(value)  # noqa: PLR0124
