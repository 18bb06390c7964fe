"""Files with an article a row: CSV, TSV, JSON, JSON Lines, Excel and Parquet.

Columns are recognised by their names, whatever the letter case; ``--columns text=Volltext`` names
others.
"""

from __future__ import annotations

import csv
import html
import itertools
import json
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any, BinaryIO, TextIO

from analysis.errors import InputError, ParameterError
from analysis.ingest import newsxml
from analysis.ingest.damage import WHOLE, damaged, reading
from analysis.ingest.documents import About, Document, authors, headed, iso_date

# Letter case, spaces, "_" and "-" aside; of records inside records the inner name counts, too.
NAMES: Mapping[str, tuple[str, ...]] = {
    "text": ("text", "body", "content", "articlebody", "fulltext", "article", "bodytext",
             "articletext", "maintext", "storytext", "plaintext"),
    "html": ("html", "bodyhtml", "contenthtml"),
    "id": ("id", "articleid", "uid", "guid", "docid"),
    "title": ("title", "headline", "heading", "webtitle", "headline.main"),
    "date": ("date", "published", "pubdate", "datepublished", "publicationdate", "publishdate",
             "publishedat", "datepublish", "webpublicationdate", "versioncreated"),
    "authors": ("author", "authors", "byline", "creator", "byline.original"),
    "outlet": ("outlet", "source", "publication", "publisher", "newspaper", "site", "medianame",
               "sourcedomain"),
    "url": ("url", "link", "uri", "canonical", "weburl"),
    "section": ("section", "category", "desk", "sectionname"),
    "language": ("language", "lang"),
}  # fmt: skip
NAMING = ("name", "title", "value", "main", "original")  # what a record is called in itself
SEPARATING = re.compile(r"[\s_-]+")
MARKUP = re.compile(r"(?i)</?(?:p|br|div|h[1-6]|ul|ol|blockquote|article|span|figure)\b[^>]*>")
ENTITY = re.compile(r"&(?:[a-zA-Z]{2,8}|#\d{2,5}|#x[0-9a-fA-F]{2,5});")
LINE_END = re.compile(r"[\r\n]")
ABOVE = 10  # rows that may stand above the names of the columns
DEEPEST = 4  # records inside records
Columns = Mapping[str, str]
Repairs = tuple[str, ...]
Documents = Iterator[Document | InputError]


def named(pairs: str | Iterable[str]) -> dict[str, str]:
    """Return the columns by field that FIELD=COLUMN pairs name; a text has a comma between them.

    Raises:
        ParameterError: A pair has no "=", or a field that is not known.
    """
    if isinstance(pairs, str):
        names = "|".join(re.escape(name) for key, known in NAMES.items() for name in (key, *known))
        pairs = re.split(rf",(?=(?:{names})=)", pairs) if pairs else ()
    found: dict[str, str] = {}
    for pair in pairs:
        name, equals, column = pair.partition("=")
        field = next((key for key, known in NAMES.items() if name in (key, *known)), "")
        if not equals or not field:
            todo = f"write FIELD=COLUMN, FIELD one of {', '.join(NAMES)}"
            raise ParameterError("is not a column", pair, todo)
        found[field] = column
    return found


def fields(names: Iterable[str], columns: Columns) -> dict[str, str]:
    """Return the column that holds each field, for those that are there."""
    given: dict[str, str] = {}
    for name in names:
        if isinstance(name, str):
            given.setdefault(name.strip().casefold(), name)
            given.setdefault(SEPARATING.sub("", name.casefold()), name)
            given.setdefault(SEPARATING.sub("", name.casefold()).rpartition(".")[2], name)
    found = {}
    for key, known in NAMES.items():
        wanted = (columns[key].casefold(),) if key in columns else known
        match = next((given[name] for name in wanted if name in given), None)
        if match is not None:
            found[key] = match
    return found


def row(values: Mapping[str, Any], columns: Columns, place: str) -> Document | None:
    """Make a document of a row; None where it has no column for a text, or nothing in it."""
    known = fields(values, columns)
    if "text" not in known and "html" not in known:
        return None
    cell = {key: values[name] for key, name in known.items()}

    def text(key: str) -> str:
        return _text(cell.get(key))

    about = About(
        text("id").strip(),
        html.unescape(" ".join(text("title").split())),
        authors(_text(by) if isinstance(by := cell.get("authors"), Mapping) else by),
        iso_date(cell.get("date")),
        text("outlet").strip(),
        text("url").strip(),
        text("section").strip(),
        text("language").strip(),
    )
    body = text("text")
    if not (body.strip() or text("html").strip() or any(_text(v).strip() for v in values.values())):
        return None
    unread = " ".join(text("date").split())[:40] if not about.date else ""
    repairs = (
        (f"the date “{unread}” was left out: which day it is can't be told",) if unread else ()
    )
    if not (body.strip() or text("html").strip()):
        return Document(about=about, place=place)  # a title alone is no article
    if not body or len(MARKUP.findall(body)) > 1:
        page = newsxml.page(about.title, body or text("html"))
        return Document(html=page, about=about, place=place, repairs=repairs)
    if ENTITY.search(body):
        body = html.unescape(body)
        repairs = (*repairs, "signs written as in HTML (&quot;) were put in plain letters")
    return Document(text=headed(about.title, body), about=about, place=place, repairs=repairs)


def _text(value: Any) -> str:
    """Return what a cell holds, as text; of a record the name in it."""
    if isinstance(value, Mapping):
        return _text(next((value[key] for key in NAMING if key in value), ""))
    if isinstance(value, list | tuple):
        return ", ".join(filter(None, map(_text, value)))
    return "" if value is None or value != value else str(value)  # noqa: PLR0124 - NaN


def delimited(stream: TextIO, repairs: Repairs, where: str, columns: Columns) -> Documents:
    """Yield the articles of CSV or TSV, whatever separates the cells.

    The names of the columns may stand below a few other rows. In the place of a line with too many
    cells, or that is no CSV, stands its error.

    Raises:
        InputError: No column holds a text.
    """
    csv.field_size_limit(50 * 1024 * 1024)
    above, start = [stream.readline()], 1
    if not _is_head(_heads(above), columns):
        above += itertools.islice(stream, ABOVE)
        found = (n for n, line in enumerate(above, 1) if _is_head(_heads([line]), columns))
        start = next(found, 0)
        if not start:
            raise _no_text(_heads(above), where)
    rows = _rows(itertools.chain(above[start - 1 :], stream), above[start - 1])
    names = next(rows)
    for number in itertools.count(start + 1):
        try:
            cells = next(rows)
        except StopIteration:
            return
        except csv.Error as error:
            yield damaged(error, "CSV", f"{where}, row {number}")
            continue
        if any(cells[len(names) :]):
            yield InputError("has more cells than columns", f"{where}, row {number}")
            continue
        made = row(dict(zip(names, cells, strict=False)), columns, f"row {number}")
        if made is not None:
            yield replace(made, repairs=(*repairs, *made.repairs))


def _rows(lines: Iterable[str], first: str) -> Iterator[list[str]]:
    """Return the rows of a table, whose first line tells what separates its cells."""
    head = first.lstrip("\ufeff").split("\n", 1)[0]
    return csv.reader(lines, delimiter=max(",\t;|", key=head.count))


def _heads(lines: Sequence[str]) -> list[str]:
    return next(_rows(lines, lines[0]), [])


def _is_head(names: Sequence[str], columns: Columns) -> bool:
    """Tell whether cells are the names of columns, one of which holds a text."""
    return bool({"text", "html"} & fields(names, columns).keys())


def is_table(text: str, columns: Columns) -> bool:
    """Tell whether a text of unknown type is a table with a column for a text."""
    first = LINE_END.split(text.lstrip("\ufeff"), maxsplit=1)[0]
    if len(first) > 2000 or not any(mark in first for mark in ",\t;|"):
        return False
    names = _heads([first])
    short = all(len(name) < 60 for name in names)
    return short and _is_head(names, columns) and len(fields(names, columns)) >= 2


def records(text: str, where: str, columns: Columns) -> Documents:
    """Yield the articles of JSON: a record, a list of them, or records that hold such a list.

    Raises:
        InputError: It is not JSON, or no record has a text.
    """
    with reading("JSON", where, "check the file"):
        data = json.loads(text)
    items = _records(data, columns, 0)
    found = False
    for number, values in enumerate(items, 1):
        made = record(values, columns, f"record {number}")
        if made is not None:
            found = True
            yield made
        elif found:
            yield InputError("holds no text", f"{where}, record {number}")
    if not found:
        keys = ", ".join(map(str, data))[:200] if isinstance(data, dict) else ""
        told = f" (keys: {keys})" if keys else ""
        todo = "name what holds the text with --columns text=NAME"
        raise InputError(f"this is JSON of no known kind{told}", where, todo)


def record(values: Any, columns: Columns, place: str) -> Document | None:
    """Make a document of a record of JSON; None where it is none, or has no text."""
    if not isinstance(values, dict):
        return None
    return newsxml.ninjs(values, place) or row(_flat(values), columns, place)


def _records(data: Any, columns: Columns, depth: int) -> list[Any]:
    """Return the records of the outermost list that has some with a text."""
    if depth > DEEPEST:
        return []
    if isinstance(data, list):
        made = any(record(item, columns, "") is not None for item in data[:ABOVE])
        return data if made else []
    if not isinstance(data, dict):
        return []
    if newsxml.ninjs(data) is not None:
        return [data]
    if record({k: v for k, v in data.items() if not isinstance(v, list)}, columns, "") is not None:
        return [data]
    inner = (_records(value, columns, depth + 1) for value in data.values())
    return next(filter(None, inner), [])


def _flat(values: Mapping[str, Any]) -> dict[str, Any]:
    """Return a record with the fields of records inside it beside its own, as "headline.main"."""
    inner = {
        f"{key}.{name}": value
        for key, record in values.items()
        if isinstance(record, Mapping)
        for name, value in record.items()
    }
    return {**values, **inner}


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
            yield damaged(error, "JSON", f"{where}, line {number}")
            continue
        made = record(values, columns, f"line {number}")
        if made is not None:
            found = True
            yield replace(made, repairs=(*repairs, *made.repairs))
        elif found:
            yield InputError("holds no text", f"{where}, line {number}")
    if not found:
        raise _no_text([], where)


def excel(file: BinaryIO, where: str, columns: Columns) -> Iterator[Document]:
    """Yield the articles of each sheet of an Excel workbook that has a column for a text.

    Raises:
        InputError: No sheet has one, or the workbook is damaged.
    """
    from openpyxl import load_workbook  # noqa: PLC0415 - an extra

    found = False
    with reading("a workbook", where):
        book = load_workbook(file, read_only=True, data_only=True)
        for sheet in book.worksheets:
            rows = sheet.iter_rows(values_only=True)
            above = enumerate(itertools.islice(rows, ABOVE), 1)
            heads = ((n, [str(c or "") for c in cells]) for n, cells in above)
            start, names = next((h for h in heads if _is_head(h[1], columns)), (0, []))
            found = found or start > 0
            for number, cells in enumerate(rows if start else (), start + 1):
                values = dict(zip(names, cells, strict=False))
                made = row(values, columns, f"sheet {sheet.title}, row {number}")
                if made is not None:
                    yield made
    if not found:
        raise _no_text([], where)


def parquet(file: BinaryIO, where: str, columns: Columns) -> Documents:
    """Yield the articles of a Parquet file, a batch of rows at a time; then the error of damage.

    Raises:
        InputError: It is damaged, or has no column for a text.
    """
    import pyarrow as pa  # noqa: PLC0415 - an extra
    import pyarrow.parquet as pq  # noqa: PLC0415 - as above

    with reading("Parquet", where):
        table = pq.ParquetFile(file)
    if not _is_head(table.schema_arrow.names, columns):
        raise _no_text(table.schema_arrow.names, where)
    number = 0
    batches = table.iter_batches(batch_size=256)
    while True:
        try:
            batch = next(batches, None)
        except (pa.ArrowException, OSError, ValueError) as error:
            yield damaged(error, "Parquet", f"{where}, after row {number}", WHOLE)
            return
        if batch is None:
            return
        for values in batch.to_pylist():
            number += 1
            made = row(values, columns, f"row {number}")
            if made is not None:
                yield made


def _no_text(names: Iterable[str], where: str) -> InputError:
    known = ", ".join(name for name in names if name)[:200]
    told = f"no column holds a text (columns: {known})" if known else "no column holds a text"
    return InputError(told, where, "name it with --columns text=NAME")
