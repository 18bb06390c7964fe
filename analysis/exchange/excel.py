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
import re
import zipfile
from collections.abc import Iterable, Iterator
from datetime import datetime
from typing import TYPE_CHECKING, Any

from analysis.errors import InputError
from analysis.exchange import relational
from analysis.exchange.node import clipped
from analysis.exchange.relational import Row
from analysis.frames.cells import guarded
from analysis.model import Extraction

if TYPE_CHECKING:
    from openpyxl.worksheet.worksheet import Worksheet

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
LARGEST = 400 * 1024 * 1024  # bytes, unpacked


def dumps(extractions: Iterable[Extraction]) -> bytes:
    """The workbook.

    Raises:
        InputError: If a table has more rows than a sheet can hold.
    """
    from openpyxl import Workbook  # noqa: PLC0415 - an extra

    found = relational.build(extractions)
    book = Workbook()
    book.remove(book.worksheets[0])
    book.properties.created = DATE
    book.properties.creator = "analysis"
    more: list[list[Any]] = []
    for name, columns in relational.schema().items():
        rows = [[row[c] for c in columns] for row in found[name]]
        _sheet(book.create_sheet(name), tuple(columns), rows, more)
    _sheet(book.create_sheet(CONTINUED), COLUMNS, more, None)
    sink = io.BytesIO()
    book.save(sink)
    return _dateless(sink.getvalue())


def _sheet(
    sheet: Worksheet, columns: tuple[str, ...], rows: list[list[Any]], more: list[Any] | None
) -> None:
    """Fill a sheet; what is too long for a cell goes to ``more``, None where all is cut already."""
    if len(rows) >= ROWS:
        raise InputError(
            f"{len(rows)} rows are more than a sheet holds", sheet.title, "use Parquet"
        )
    sheet.freeze_panes = "A2"
    for line, row in enumerate([list(columns), *rows], 1):
        for place, value in enumerate(row, 1):
            if isinstance(value, str):
                first, *rest = _parts(value) if more is not None else [value]
                _text(sheet, line, place, first)
                where = [sheet.title, line, columns[place - 1]]
                if more is not None:
                    more.extend([*where, part, text] for part, text in enumerate(rest, 1))
            elif isinstance(value, float):
                sheet.cell(line, place, repr(value)).data_type = "n"  # every digit of it
            elif value is not None:
                sheet.cell(line, place, value)


def _text(sheet: Worksheet, line: int, place: int, text: str) -> None:
    if not text:
        return
    cell = sheet.cell(line, place)
    cell.value = text
    cell.data_type = "s"  # whatever it looks like: neither a formula nor an error
    if guarded(text) != text:
        cell.quotePrefix = True


def _parts(text: str) -> Iterator[str]:
    """The text, escaped, in pieces that fit into a cell; no escape is cut in two."""
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


def _dateless(data: bytes) -> bytes:
    """The same workbook without the time at which it was made."""
    sink = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(data)) as old,
        zipfile.ZipFile(sink, "w", zipfile.ZIP_DEFLATED) as new,
    ):
        for name in old.namelist():
            part = old.read(name)
            if name == "docProps/core.xml":
                part = MODIFIED.sub(rb"\g<1>1980-01-01T00:00:00Z\g<2>", part)
            info = zipfile.ZipInfo(name, DATE.timetuple()[:6])
            info.compress_type = zipfile.ZIP_DEFLATED
            new.writestr(info, part)
    return sink.getvalue()


def loads(data: bytes, where: str) -> dict[str, list[tuple[str, Row]]]:
    """The rows of each table, with their places.

    Raises:
        InputError: If openpyxl can't read it, it is too large unpacked, or a cell is a formula.
    """
    from openpyxl import load_workbook  # noqa: PLC0415 - an extra

    try:
        _bounded(data, where)
        book = load_workbook(io.BytesIO(data), read_only=True, keep_links=False)
        found = {
            name: list(_rows(book[name], f"{where}, sheet {name}"))
            for name in (*relational.schema(), CONTINUED)
            if name in book.sheetnames
        }
        book.close()
    except InputError:
        raise
    except Exception as error:  # noqa: BLE001 - openpyxl lets through whatever its parts raise
        said = clipped(" ".join(str(error).split()))
        raise InputError(f"is not a workbook that openpyxl can read ({said})", where) from None
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
