"""Files with an article a row: CSV, TSV, JSON, JSON Lines, Excel and Parquet.

Columns are recognised by their names, whatever the letter case; ``--columns text=Volltext`` names
others.
"""

from __future__ import annotations

import csv
import itertools
import json
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from typing import Any, BinaryIO, TextIO

from analysis.errors import InputError
from analysis.ingest.documents import About, Document, authors, iso_date

NAMES: Mapping[str, tuple[str, ...]] = {
    "text": ("text", "body", "content", "articlebody", "fulltext", "article", "full_text"),
    "html": ("html", "body_html", "content_html"),
    "id": ("id", "article_id", "uid", "guid", "doc_id"),
    "title": ("title", "headline", "heading"),
    "date": ("date", "published", "pubdate", "datepublished", "publication_date", "publish_date",
             "date_published", "published_at", "versioncreated"),
    "authors": ("author", "authors", "byline", "creator"),
    "outlet": ("outlet", "source", "publication", "publisher", "newspaper", "site"),
    "url": ("url", "link", "uri", "canonical"),
    "section": ("section", "category", "desk"),
    "language": ("language", "lang"),
}  # fmt: skip
LINE_END = re.compile(r"[\r\n]")
FEW = 3  # rows from which a table is told from prose
Columns = Mapping[str, str]
Repairs = tuple[str, ...]
Documents = Iterator[Document | InputError]


def fields(names: Iterable[str], columns: Columns) -> dict[str, str]:
    """Return the column that holds each field, for those that are there."""
    given = {name.strip().casefold(): name for name in names if isinstance(name, str)}
    found = {}
    for key, known in NAMES.items():
        wanted = (columns[key].casefold(),) if key in columns else known
        match = next((given[name] for name in wanted if name in given), None)
        if match is not None:
            found[key] = match
    return found


def row(values: Mapping[str, Any], columns: Columns, place: str) -> Document | None:
    """Make a document of a row; None where it has no column for a text."""
    known = fields(values, columns)
    if "text" not in known and "html" not in known:
        return None
    cell = {key: values[name] for key, name in known.items()}

    def text(key: str) -> str:
        value = cell.get(key)
        return "" if value is None or value != value else str(value)  # noqa: PLR0124 - NaN

    about = About(
        text("id").strip(),
        " ".join(text("title").split()),
        authors(cell.get("authors")),
        iso_date(cell.get("date")),
        text("outlet").strip(),
        text("url").strip(),
        text("section").strip(),
        text("language").strip(),
    )
    body = text("text")
    if body:
        whole = (
            f"{about.title}\n\n{body}" if about.title and not body.startswith(about.title) else body
        )
        return Document(text=whole, about=about, place=place)
    return Document(html=text("html"), about=about, place=place)


def delimited(stream: TextIO, repairs: Repairs, where: str, columns: Columns) -> Documents:
    """Yield the articles of CSV or TSV, whatever separates the cells.

    In the place of a line with too many cells, or that is no CSV, stands its error.

    Raises:
        InputError: No column holds a text.
    """
    csv.field_size_limit(50 * 1024 * 1024)
    first = stream.readline()
    reader = csv.DictReader(itertools.chain([first], stream), dialect=dialect(first))
    names = reader.fieldnames or []
    if not {"text", "html"} & fields(names, columns).keys():
        raise _no_text(names, where)
    for number in itertools.count(2):
        try:
            values = next(reader)
        except StopIteration:
            return
        except csv.Error as error:
            yield InputError(f"can't be read ({error})", f"{where}, row {number}")
            continue
        if None in values:
            yield InputError("has more cells than columns", f"{where}, row {number}")
            continue
        made = row(values, columns, f"row {number}")
        if made is not None:
            yield replace(made, repairs=repairs)


def dialect(text: str) -> type[csv.Dialect]:
    """Return how a table separates its cells, judged by its first line."""
    first = text.lstrip("\ufeff").split("\n", 1)[0]
    counts = {mark: first.count(mark) for mark in (",", "\t", ";", "|")}
    best = max(counts, key=lambda mark: counts[mark])

    class Found(csv.excel):
        delimiter = best

    return Found


def is_table(text: str, columns: Columns) -> bool:
    """Tell whether a text of unknown type is a table with a column for a text."""
    first = LINE_END.split(text.lstrip("\ufeff"), maxsplit=1)[0]
    if len(first) > 2000 or first.count(",") + first.count("\t") + first.count(";") < 1:
        return False
    names = next(csv.reader([first], dialect=dialect(text)), [])
    known = fields(names, columns)
    return (
        bool({"text", "html"} & known.keys())
        and len(known) >= 2
        and all(len(n) < 60 for n in names)
    )


def records(text: str, where: str, columns: Columns) -> Iterator[Document]:
    """Yield the articles of JSON (an object, a list, or an object that holds a list).

    Raises:
        InputError: It is not JSON, or no record has a text.
    """
    try:
        data = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise InputError(f"is not JSON ({error})", where, "check the file") from None
    if isinstance(data, dict):
        inner = [v for v in data.values() if isinstance(v, list) and v and isinstance(v[0], dict)]
        known = fields(data, columns)
        items = [data] if {"text", "html"} & known.keys() or not inner else inner[0]
    else:
        items = data if isinstance(data, list) else []
    yield from _rows(items, where, columns, "record")


def lines(stream: TextIO, repairs: Repairs, where: str, columns: Columns) -> Documents:
    """Yield the articles of JSON Lines; in the place of a line that is not JSON, its error.

    Raises:
        InputError: No record has a text.
    """
    found = False
    for number, line in enumerate(stream, 1):
        if not line.strip():
            continue
        try:
            values = json.loads(line)
        except (ValueError, RecursionError) as error:
            found = True
            yield InputError(f"is not JSON ({error})", f"{where}, line {number}")
            continue
        made = row(values, columns, f"line {number}") if isinstance(values, dict) else None
        if made is not None:
            found = True
            yield replace(made, repairs=repairs)
    if not found:
        raise _no_text([], where)


def excel(file: BinaryIO, where: str, columns: Columns) -> Iterator[Document]:
    """Yield the articles of the first sheet of an Excel workbook that has a column for a text.

    Raises:
        InputError: No sheet has one, or the workbook is damaged.
    """
    from openpyxl import load_workbook  # noqa: PLC0415 - an extra

    try:
        book = load_workbook(file, read_only=True, data_only=True)
    except Exception as error:  # noqa: BLE001 - whatever openpyxl trips over
        raise InputError(f"is not a workbook that can be read ({error})", where) from None
    for sheet in book.worksheets:
        rows = sheet.iter_rows(values_only=True)
        names = [str(cell or "") for cell in next(rows, ())]
        if not {"text", "html"} & fields(names, columns).keys():
            continue
        for number, cells in enumerate(rows, 2):
            values = dict(zip(names, cells, strict=False))
            made = row(values, columns, f"sheet {sheet.title}, row {number}")
            if made is not None and any(cell is not None for cell in cells):
                yield made
        return
    raise _no_text([], where)


def parquet(file: BinaryIO, where: str, columns: Columns) -> Iterator[Document]:
    """Yield the articles of a Parquet file, a batch of rows at a time.

    Raises:
        InputError: It is damaged, or has no column for a text.
    """
    import pyarrow as pa  # noqa: PLC0415 - an extra
    import pyarrow.parquet as pq  # noqa: PLC0415 - as above

    try:
        table = pq.ParquetFile(file)
    except (pa.ArrowException, OSError) as error:
        raise InputError(f"is not Parquet that can be read ({error})", where) from None
    if not {"text", "html"} & fields(table.schema_arrow.names, columns).keys():
        raise _no_text(table.schema_arrow.names, where)
    number = 0
    for batch in table.iter_batches(batch_size=256):
        for values in batch.to_pylist():
            number += 1
            made = row(values, columns, f"row {number}")
            if made is not None:
                yield made


def _rows(items: Iterable[Any], where: str, columns: Columns, word: str) -> Iterator[Document]:
    found = False
    for number, values in enumerate(items, 1):
        made = row(values, columns, f"{word} {number}") if isinstance(values, dict) else None
        if made is not None:
            found = True
            yield made
    if not found:
        raise _no_text([], where)


def _no_text(names: Iterable[str], where: str) -> InputError:
    known = ", ".join(name for name in names if name)[:200]
    told = f"no column holds a text (columns: {known})" if known else "no column holds a text"
    return InputError(told, where, "name it with --columns text=NAME")
