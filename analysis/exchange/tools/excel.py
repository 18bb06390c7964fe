"""Excel: one workbook with a sheet for each table.

No cell is a formula: text is stored as text, and what begins like a formula keeps the mark that
Excel itself puts before such text (``quotePrefix``), so that it stays text when edited. A cell
holds 32,767 UTF-16 code units at most: a longer text goes on in the sheet ``continued``, and comes
back whole. Control characters, and carriage returns, which XML would change, are written the way
Office does (``_x000D_``). Dates inside the file are fixed, so that the same articles give the same
bytes.
"""

from __future__ import annotations

import io
import itertools
import re
import shutil
import tempfile
import zipfile
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import datetime
from pathlib import Path
from typing import IO, Any

from analysis import ingest
from analysis.cells import guarded
from analysis.errors import InputError
from analysis.exchange import relational
from analysis.exchange.format import Format, single
from analysis.exchange.node import LARGEST
from analysis.exchange.relational import Row
from analysis.exchange.restore import Found
from analysis.ingest.damage import reading
from analysis.model import Extraction

Table = tuple[Sequence[str], Iterable[Sequence[Any]]]  # its columns, its rows
LOST = (
    *relational.LOST,
    "once Excel saved the file: texts with what looks like Excel's own escapes (_x000D_)",
    "in a cell of more than 32,767 characters: what is beyond stands in the sheet continued",
)
LIMIT = 32_767  # UTF-16 code units a cell
ROWS = 1_048_576  # of a sheet
CONTINUED = "continued"
COLUMNS = ("table", "row", "column", "part", "text")
DATE = datetime(1980, 1, 1)  # noqa: DTZ001 - the first that a zip file can hold; no zone in either
# What XML can't hold or would change, and what would be taken for one of these escapes.
ESCAPED = re.compile("[\x00-\x08\x0b-\x1f\x7f\ufffe\uffff]|_(?=x[0-9A-Fa-f]{4}_)")
UNESCAPED = re.compile("_x([0-9A-Fa-f]{4})_")
MODIFIED = re.compile(rb"(<dcterms:modified[^>]*>)[^<]*(<)")


def dumps(extractions: Iterable[Extraction]) -> bytes:
    """Return the workbook.

    Raises:
        InputError: If a table has more rows than a sheet can hold.
    """
    found = relational.build(extractions)
    sink = io.BytesIO()
    write(
        sink,
        {
            name: (tuple(columns), [[row[c] for c in columns] for row in found[name]])
            for name, columns in relational.written().items()
        },
    )
    return sink.getvalue()


def write(file: IO[bytes], tables: Mapping[str, Table]) -> None:
    """Write tables as the sheets of a workbook, row by row: memory does not grow with them.

    Args:
        file: Where it goes, open for writing.
        tables: By name, the columns of each and its rows.

    Raises:
        InputError: If a table has more rows than a sheet can hold.
    """
    from openpyxl import Workbook  # noqa: PLC0415 - an extra

    book = Workbook(write_only=True)
    book.properties.created = DATE
    book.properties.creator = "analysis"
    sheets = {name: book.create_sheet(name) for name in tables}
    more = book.create_sheet(CONTINUED)
    for sheet in book.worksheets:
        sheet.freeze_panes = "A2"
    more.append(_cells(more, COLUMNS))
    size = 1
    for name, (columns, rows) in tables.items():
        sheet = sheets[name]
        for line, row in enumerate(itertools.chain([columns], rows), 1):
            check(name, line - 1)
            texts = [list(_parts(cell)) if isinstance(cell, str) else [cell] for cell in row]
            sheet.append(_cells(sheet, [first for first, *_ in texts]))
            for column, (_, *rest) in zip(columns, texts, strict=True):
                for part, text in enumerate(rest, 1):
                    check(CONTINUED, size)
                    more.append(_cells(more, [name, line, column, part, text]))
                    size += 1
    with tempfile.TemporaryFile() as made:
        book.save(made)
        _dateless(made, file)


def check(table: str, rows: int, todo: str = "use Parquet") -> None:
    """See that a table is not too long for a sheet, whose first row names the columns.

    Raises:
        InputError: It is.
    """
    if rows >= ROWS:
        raise InputError(f"{rows:,} rows are more than a sheet holds", table, todo)


def _cells(sheet: Any, row: Iterable[Any]) -> list[Any]:
    """Return the cells of a row of a sheet; an empty text has none."""
    from openpyxl.cell import WriteOnlyCell  # noqa: PLC0415 - an extra

    found: list[Any] = []
    for value in row:
        if isinstance(value, str) and value:
            cell = WriteOnlyCell(sheet, value)
            cell.data_type = "s"  # whatever it looks like: neither a formula nor an error
            if guarded(value) != value:
                cell.quotePrefix = True
        elif isinstance(value, float):
            cell = WriteOnlyCell(sheet, repr(value))  # every digit of it
            cell.data_type = "n"
        else:
            cell = None if value == "" else value
        found.append(cell)
    return found


def _parts(text: str) -> Iterator[str]:
    """Yield the text, escaped, in pieces that fit into a cell; no escape is cut in two."""
    piece: list[str] = []
    size = 0
    for char in text if len(text) * 7 > LIMIT else ():
        written = f"_x{ord(char):04X}_" if ESCAPED.fullmatch(char) else char
        if char == "_":
            written = "_x005F_"  # in long texts every one, so that no cut makes a new escape
        units = len(written) + (char > "\uffff")
        if size + units > LIMIT:
            yield "".join(piece)
            piece, size = [], 0
        piece.append(written)
        size += units
    if piece or not text or len(text) * 7 > LIMIT:
        yield "".join(piece)
    else:
        yield ESCAPED.sub(lambda match: f"_x{ord(match[0]):04X}_", text)


def _dateless(made: IO[bytes], file: IO[bytes]) -> None:
    """Write the same workbook without the time at which it was made."""
    with (
        zipfile.ZipFile(made) as old,
        zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as new,
    ):
        for name in old.namelist():
            info = zipfile.ZipInfo(name, DATE.timetuple()[:6])
            info.compress_type = zipfile.ZIP_DEFLATED
            if name == "docProps/core.xml":
                part = MODIFIED.sub(rb"\g<1>1980-01-01T00:00:00Z\g<2>", old.read(name))
                new.writestr(info, part)
                continue
            with old.open(name) as source, new.open(info, "w", force_zip64=True) as target:
                shutil.copyfileobj(source, target)


def loads(data: bytes, where: str) -> dict[str, list[tuple[str, Row]]]:
    """Return the rows of each table, with their places.

    Raises:
        InputError: If openpyxl can't read it, it is too large unpacked, or a cell is a formula.
    """
    from openpyxl import load_workbook  # noqa: PLC0415 - an extra

    with reading("a workbook", where):
        _bounded(data, where)
        book = load_workbook(io.BytesIO(data), read_only=True, keep_links=False)
        found = {
            name: list(_rows(book[name], f"{where}, sheet {name}"))
            for name in (*relational.schema(), CONTINUED)
            if name in book.sheetnames
        }
        book.close()
    _continue(found, found.pop(CONTINUED, []))
    return found


def _bounded(data: bytes, where: str) -> None:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as file:
            size = sum(info.file_size for info in file.infolist())
    except zipfile.BadZipFile:
        raise InputError("is not a workbook", where, "give a .xlsx file") from None
    if size > LARGEST:
        raise InputError("is too large once unpacked", where, "split it into its articles")


def _rows(sheet: Any, where: str) -> Iterator[tuple[str, Row]]:
    header: list[str] | None = None
    for number, cells in enumerate(sheet.iter_rows(), 1):
        for cell in cells:
            if cell.data_type == "f":
                raise InputError("holds a formula", f"{where}, {cell.coordinate}", "give its value")
        values = [_plain(cell.value) for cell in cells]
        if header is None:
            header = [str(value) for value in values]
        elif any(value is not None for value in values):
            yield f"{where}, row {number}", dict(zip(header, values, strict=False))


def _plain(value: Any) -> Any:
    if isinstance(value, str):
        return UNESCAPED.sub(lambda match: chr(int(match[1], 16)), value)
    return value if value is None or isinstance(value, bool | int | float) else str(value)


def _continue(found: dict[str, list[tuple[str, Row]]], more: list[tuple[str, Row]]) -> None:
    """Put together what was too long for its cell."""
    by_place = {place: row for rows in found.values() for place, row in rows}
    workbook = next(iter(by_place), "").partition(", sheet ")[0]
    for where, row in more:
        table, line, column = row.get("table"), row.get("row"), str(row.get("column"))
        own = by_place.get(f"{workbook}, sheet {table}, row {line}")
        if own is None or column not in own:
            raise InputError("goes on with a cell that is not there", where)
        own[column] = f"{own[column] or ''}{row.get('text') or ''}"


def _read(path: Path, _: str | None, tool: str) -> Iterator[Found]:
    yield from relational.restore(loads(ingest.contents(path), ""), tool)


FORMAT = Format(
    "excel",
    "Excel workbook, a sheet a table",
    __doc__,
    single("articles.xlsx", dumps),
    _read,
    LOST,
    "articles.xlsx",
    needs="openpyxl",
    extra="exchange",
    endings=(".xlsx",),
    output=".xlsx",
)
