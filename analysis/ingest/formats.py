"""Which format a file is, told by its content, and the documents that it gives.

To add a format: a function that tells it by its first bytes, one that yields its documents, and a
branch of :func:`documents`. The name of a file decides only between kinds of plain text.
"""

from __future__ import annotations

import io
import json
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from pathlib import Path
from typing import BinaryIO

from analysis.errors import InputError
from analysis.ingest import (
    containers,
    exports,
    finding,
    mail,
    mailed,
    newsxml,
    office,
    outlook,
    pdfs,
    tables,
)
from analysis.ingest.content import Content, of_file
from analysis.ingest.decoding import decode
from analysis.ingest.documents import About, Document, called
from analysis.installing import require

TABLES = {".csv", ".tsv", ".tab"}
# The library that a format needs, and the extra that brings it.
NEEDS = {
    "docx": ("docx", "documents"),
    "pdf": ("pypdf", "documents"),
    "rtf": ("striprtf", "documents"),
    "msg": ("oxmsg", "documents"),
    "warc": ("warcio", "documents"),
    "xlsx": ("openpyxl", "exchange"),
    "parquet": ("pyarrow", "exchange"),
}
DOCUMENTS = {
    "docx": office.docx,
    "odt": office.odt,
    "rtf": office.rtf,
    "pdf": pdfs.pdf,
    "epub": office.epub,
}
MAIL: Mapping[str, Callable[[Content], Iterator[mail.Mail | InputError]]] = {
    "mail": lambda content: mail.message(content.data()),
    "mbox": lambda content: mail.mailbox(content.file),
    "msg": lambda content: outlook.msg(content.data(), content.where),
}
BYTES = {"xlsx": tables.excel, "parquet": tables.parquet}
LINES = {"jsonl": tables.lines, "table": tables.delimited}
ARCHIVES = frozenset({"zip", "gz", "warc"})
DEEPEST = 3  # archives and mails inside others
Columns = Mapping[str, str]
Documents = Iterator[Document | InputError]


def kind(content: Content, suffix: str, columns: Columns) -> str:
    """Return the format of a file; "" for text, Markdown and HTML, which have one article."""
    head = content.head
    if head.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        return office.zipped(content.file)
    for magic, name in (
        (b"%PDF", "pdf"),
        (b"{\\rtf", "rtf"),
        (b"\x1f\x8b", "gz"),
        (b"PAR1", "parquet"),
        (b"WARC/", "warc"),
    ):
        if head.startswith(magic):
            return name
    if head.startswith(office.OLD):
        return office.old(head)
    if mail.is_mailbox(head):
        return "mbox"
    if suffix not in finding.MARKDOWN and mail.is_mail(head):
        return "mail"
    return _of_text(content, suffix, columns)


def _of_text(content: Content, suffix: str, columns: Columns) -> str:
    try:
        text = content.head.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = content.head.decode("cp1252", "replace")
    head = text.lstrip()[:1]
    if head == "<" and newsxml.is_news(text):
        return "xml"
    if head == "<" and newsxml.is_other(text, suffix):
        return "other xml"
    if suffix in {".jsonl", ".ndjson"} or (head == "{" and _many_lines(text)):
        return "jsonl"
    if suffix == ".json" or (head in ("{", "[") and _is_json(content)):
        return "json"
    if suffix in TABLES or (suffix not in finding.MARKDOWN and tables.is_table(text, columns)):
        return "table"
    return "export" if exports.kind(text.replace("\r\n", "\n")) else ""


def documents(
    content: Content, suffix: str, columns: Columns, *, depth: int = 0
) -> Documents | None:
    """Yield the documents of a file of a known format.

    Args:
        content: The file.
        suffix: Of its name, in lower case, with the dot.
        columns: Names of columns by field, as in ``{"text": "Volltext"}``.
        depth: How many archives it lies in.

    Returns:
        The documents, and in the place of one that can't be read its error; None for text,
        Markdown and HTML.

    Raises:
        InputError: The format needs a library that is not installed, or the file is damaged.
    """
    found, where = kind(content, suffix, columns), content.where
    if not found:
        return None
    if found == "other xml":
        name = newsxml.root(content.head.decode("utf-8", "replace"))
        known = "NITF, NewsML-G2, RSS and Atom are read"
        raise InputError(f"this is XML of no known kind (<{name}>)", where, known)
    if found in office.UNREAD:
        raise InputError(f"this is {found}", where, office.UNREAD[found])
    _needed(found, where)
    if depth > DEEPEST and (found in MAIL or found in ARCHIVES):
        raise InputError("holds archives or mails inside others", where, "unpack it first")
    if found in ARCHIVES:
        return _unpacked(found, content, columns, depth)
    if found in DOCUMENTS:
        return _exported(DOCUMENTS[found](content.data(), where))
    if found in BYTES:
        return BYTES[found](content.file, where, columns)
    if found in MAIL:
        mails = MAIL[found](content)
        return mailed.documents(mails, where, lambda n, file: _inside(n, file, columns, depth))
    if found in LINES:
        return _lined(found, content, columns)
    return _read(found, content.decoded(markup=found == "xml").text, where, columns)


def _exported(found: Documents) -> Documents:
    """Yield documents.

    Of one that a database wrote as Word, rich text or PDF, those are the articles in it.
    """
    for document in found:
        if isinstance(document, InputError):
            yield document
            continue
        text = document.text or "\n\n".join(words for words, _ in document.blocks)
        if exports.kind(text):
            yield from exports.documents(text)
        else:
            yield document


def _lined(found: str, content: Content, columns: Columns) -> Documents:
    """Yield the documents of a format that is read line by line."""
    stream, repairs = content.lines()
    try:
        yield from LINES[found](stream, repairs, content.where, columns)
    finally:
        if isinstance(stream, io.TextIOWrapper):
            stream.detach()  # or the file would be closed with it


def _read(found: str, text: str, where: str, columns: Columns) -> Documents:
    """Return the documents of a format that is text and read whole."""
    if found == "xml":
        return newsxml.documents(text, where)
    if found == "export":
        return exports.documents(text)
    return tables.records(text, where, columns)


def _unpacked(found: str, content: Content, columns: Columns, depth: int) -> Documents:
    where = content.where
    if found == "warc":
        yield from _pages(content.file, where)
    elif found == "gz":
        name = where[:-3] if where.lower().endswith(".gz") else where
        with containers.gunzipped(content.file, where) as file:
            yield from _inside(name, file, columns, depth)
    else:
        names = containers.names(content.file, where)
        ids = finding.unique([Path("/", name) for name in names])
        for name, inner in containers.zipped(content.file, where, names):
            if isinstance(inner, InputError):
                yield inner
                continue
            own = ids[Path("/", name)]
            for document in called(_inside(name, inner, columns, depth), own):
                if isinstance(document, InputError):
                    yield InputError(document.what, f"{where}, {document.where}", document.todo)
                    continue
                place = ", ".join(part for part in (name, document.place) if part)
                yield replace(document, place=place)


def _pages(file: BinaryIO, where: str) -> Documents:
    """Yield the pages of a web archive."""
    for number, (url, page) in enumerate(containers.pages(file, where), 1):
        place = f"page {number}"
        try:
            html = decode(page, f"{where}, {place}", html=True).text
        except InputError as error:
            yield error
            continue
        yield Document(html=html, about=About(url=url), place=place)


def _inside(name: str, file: BinaryIO, columns: Columns, depth: int) -> Documents:
    """Yield the documents of a file that lies in an archive, or the error that it holds none."""
    suffix = f".{name.rpartition('.')[2].lower()}" if "." in name else ""
    try:
        content = of_file(file, name)
        own = documents(content, suffix, columns, depth=depth + 1)
        if own is not None:
            first = next(own, None)
            yield first or InputError("holds no article", name, "check what is in it")
            yield from own
            return
        decoded = decode(content.data(), name, html=suffix not in finding.TEXT | finding.MARKDOWN)
    except InputError as error:
        yield error
        return
    text = decoded.text
    if suffix in finding.HTML or text.lstrip()[:1] == "<":
        yield Document(html=text, repairs=decoded.repairs)
    else:
        yield Document(text=text, repairs=decoded.repairs)


def _needed(found: str, where: str) -> None:
    """Say in one line what to install where a library is missing."""
    if found in NEEDS:
        library, extra = NEEDS[found]
        require(extra, [library], where, InputError)


def _many_lines(text: str) -> bool:
    first, _, rest = text.strip().partition("\n")
    return _parses(first) and rest.lstrip()[:1] == "{"


def _is_json(content: Content) -> bool:
    """Tell whether a file is JSON; of a long one, whether it begins as a list of records does."""
    if not content.whole:
        return re.match(rb'[\s\xef\xbb\xbf]*(?:\[\s*)?\{\s*"', content.head) is not None
    return _parses(content.head.decode("utf-8-sig", "replace"))


def _parses(text: str) -> bool:
    try:
        json.loads(text)
    except (ValueError, RecursionError):
        return False
    return True
