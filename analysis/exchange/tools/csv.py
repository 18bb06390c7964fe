"""CSV: a folder with a file for each table, guarded against spreadsheets."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable

from analysis.cells import bare, line, told
from analysis.errors import InputError
from analysis.exchange import relational
from analysis.exchange.format import Format, of_tables
from analysis.exchange.relational import Row
from analysis.model import Extraction

CELL = 50 * 1024 * 1024  # characters; Python's reader stops at 131,072 otherwise


def dumps(extractions: Iterable[Extraction]) -> dict[str, bytes]:
    """Return the text of each file, by its name: UTF-8, lines ending in a line feed."""
    found = relational.build(extractions)
    return {
        f"{name}.csv": _text(columns, found[name]).encode()
        for name, columns in relational.written().items()
    }


def _text(columns: Iterable[str], rows: Iterable[Row]) -> str:
    names = [*columns]
    return "".join(map(line, [names, *([told(row[name]) for name in names] for row in rows)]))


def _rows(data: bytes, where: str) -> list[tuple[str, Row]]:
    before = csv.field_size_limit(CELL)
    try:
        lines = list(csv.reader(io.StringIO(data.decode("utf-8-sig"), newline=""), strict=True))
    except UnicodeDecodeError as error:
        raise InputError(f"is not UTF-8 at byte {error.start}", where) from None
    except csv.Error as error:
        raise InputError(f"is not CSV ({error})", where) from None
    finally:
        csv.field_size_limit(before)
    if not lines:
        raise InputError("is empty", where, "give the files as they were exported")
    header = [bare(name) for name in lines[0]]
    found: list[tuple[str, Row]] = []
    for number, cells in enumerate(lines[1:], 2):
        place = f"{where}, row {number}"
        if len(cells) != len(header):
            raise InputError(f"has {len(cells)} cells under {len(header)} columns", place)
        found.append((place, {k: bare(v) for k, v in zip(header, cells, strict=True)}))
    return found


FORMAT = Format(
    "csv",
    "CSV, a file a table",
    __doc__,
    dumps,
    of_tables(".csv", _rows),
    relational.LOST,
    endings=(".csv",),
    folder=".csv",
)
