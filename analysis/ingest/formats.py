"""Which format a file is, told by its content, and the documents that it gives.

To add a format: a function that tells it by its first bytes, one that yields its documents, and a
branch of :func:`documents`. The name of a file decides only between kinds of plain text.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import replace
from importlib.util import find_spec

from analysis.errors import InputError
from analysis.ingest import containers, exports, mail, newsxml, office, tables
from analysis.ingest.decoding import decode
from analysis.ingest.documents import About, Document
from analysis.installing import hint

TABLES = {".csv", ".tsv", ".tab"}
INSTALL = {
    "docx": "documents", "pdf": "documents", "rtf": "documents", "msg": "documents",
    "warc": "documents", "xlsx": "exchange", "parquet": "exchange",
}  # fmt: skip
NEEDS = {"xlsx": "openpyxl", "parquet": "pyarrow", "warc": "warcio", **office.LIBRARIES}
DOCUMENTS = {
    "docx": office.docx,
    "odt": office.odt,
    "rtf": office.rtf,
    "pdf": office.pdf,
    "epub": office.epub,
    "msg": office.msg,
}
BYTES = {"xlsx": tables.excel, "parquet": tables.parquet}
TEXTS = {"jsonl": tables.lines, "json": tables.records, "table": tables.delimited}
DEEPEST = 3  # archives inside archives
Columns = Mapping[str, str]


def kind(data: bytes, suffix: str, columns: Columns) -> str:
    """Return the format of a file; "" for text, Markdown and HTML, which have one article."""
    start = data[:8]
    if start.startswith(b"PK\x03\x04"):
        return office.zipped(data)
    for magic, name in (
        (b"%PDF", "pdf"),
        (b"{\\rtf", "rtf"),
        (b"\x1f\x8b", "gz"),
        (b"PAR1", "parquet"),
    ):
        if start.startswith(magic):
            return name
    if start.startswith(b"\xd0\xcf\x11\xe0"):
        return "msg" if suffix == ".msg" else ""
    if data[:5] == b"WARC/":
        return "warc"
    if mail.is_mailbox(data):
        return "mbox"
    if suffix not in {".md", ".markdown"} and mail.is_mail(data):
        return "mail"
    return _of_text(data, suffix, columns)


def _of_text(data: bytes, suffix: str, columns: Columns) -> str:
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = data.decode("cp1252", "replace")
    head = text.lstrip()[:1]
    if head == "<" and newsxml.is_news(text):
        return "xml"
    if suffix in {".jsonl", ".ndjson"} or (head == "{" and _many_lines(text)):
        return "jsonl"
    if suffix == ".json" or (
        head in "{[" and head and suffix not in {".txt", ".md"} and _is_json(text)
    ):
        return "ninjs" if newsxml.is_ninjs(text) else "json"
    if suffix in TABLES or (suffix != ".md" and tables.is_table(text, columns)):
        return "table"
    return "export" if exports.kind(text.replace("\r\n", "\n")) else ""


def documents(
    data: bytes, suffix: str, where: str, columns: Columns, *, depth: int = 0
) -> Iterator[Document] | None:
    """Yield the documents of a file of a known format.

    Args:
        data: The bytes of the file.
        suffix: Of its name, in lower case, with the dot.
        where: What errors call it.
        columns: Names of columns by field, as in ``{"text": "Volltext"}``.
        depth: How many archives it lies in.

    Returns:
        The documents; None for text, Markdown and HTML.

    Raises:
        InputError: The format needs a library that is not installed.
    """
    found = kind(data, suffix, columns)
    if not found:
        return None
    _needed(found, where)
    if found in ("zip", "gz", "warc"):
        if depth > DEEPEST:
            raise InputError("holds archives inside archives", where, "unpack it first")
        return _unpacked(found, data, where, columns, depth)
    if found in DOCUMENTS:
        return DOCUMENTS[found](data, where)
    if found in BYTES:
        return BYTES[found](data, where, columns)
    if found in ("mail", "mbox"):
        return mail.mailbox(data) if found == "mbox" else mail.message(data)
    return _read(found, decode(data, where).text, where, columns)


def _read(found: str, text: str, where: str, columns: Columns) -> Iterator[Document]:
    """The documents of a format that is text."""
    if found == "xml":
        return newsxml.documents(text, where)
    if found == "export":
        return exports.documents(text)
    if found == "ninjs":
        return _ninjs(text)
    return TEXTS[found](text, where, columns)


def _ninjs(text: str) -> Iterator[Document]:
    made = newsxml.ninjs(json.loads(text))
    if made is not None:
        yield made


def _unpacked(
    found: str, data: bytes, where: str, columns: Columns, depth: int
) -> Iterator[Document]:
    if found == "warc":
        for number, (url, page) in enumerate(containers.pages(data, where), 1):
            html = decode(page, where, html=True).text
            yield Document(html=html, about=About(url=url), place=f"page {number}")
        return
    if found == "gz":
        inner = containers.gunzipped(data, where)
        name = where.removesuffix(".gz")
        yield from _inside(name, inner, columns, depth)
        return
    for name, inner in containers.zipped(data, where):
        for document in _inside(name, inner, columns, depth):
            place = ", ".join(part for part in (name, document.place) if part)
            yield replace(document, place=place)


def _inside(name: str, data: bytes, columns: Columns, depth: int) -> Iterator[Document]:
    suffix = f".{name.rpartition('.')[2].lower()}" if "." in name else ""
    own = documents(data, suffix, name, columns, depth=depth + 1)
    if own is not None:
        yield from own
        return
    decoded = decode(data, name, html=suffix not in {".txt", ".md"})
    stem = name.rpartition("/")[2].rpartition(".")[0] or name
    text = decoded.text
    page = suffix in {".html", ".htm", ".xhtml"} or text.lstrip()[:1] == "<"
    about = About(id=stem)
    yield Document("" if page else text, text if page else "", about, "", decoded.repairs)


def _needed(found: str, where: str) -> None:
    """Say in one line what to install where a library is missing."""
    module = NEEDS.get(found)
    if module is not None and find_spec(module) is None:
        raise InputError(f"needs {module}, which is not installed", where, hint(INSTALL[found]))


def _many_lines(text: str) -> bool:
    first, _, rest = text.strip().partition("\n")
    return _is_json(first) and rest.lstrip()[:1] == "{"


def _is_json(text: str) -> bool:
    try:
        json.loads(text)
    except (ValueError, RecursionError):
        return False
    return True
