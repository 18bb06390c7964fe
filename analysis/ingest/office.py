"""Documents of word processors, PDF and e-books, by the libraries of the extra ``documents``."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Callable, Iterator
from typing import BinaryIO, TypeVar

from analysis.errors import InputError
from analysis.ingest.documents import About, Document, authors, iso_date

LIBRARIES = {"docx": "docx", "pdf": "pypdf", "rtf": "striprtf", "msg": "oxmsg"}
T = TypeVar("T")
OLD = b"\xd0\xcf\x11\xe0"  # how the older files of Microsoft Office begin
# Documents that are known but not read, and what to do.
UNREAD = {
    "a presentation": "save its text as .docx or PDF",
    "an OpenDocument spreadsheet": "save it as .xlsx or .csv",
    "a drawing": "save its text as .docx or PDF",
    "an old Word document (.doc)": "save it as .docx",
    "an old Excel workbook (.xls)": "save it as .xlsx or .csv",
    "an old presentation (.ppt)": "save its text as .docx or PDF",
    "an office document of an old kind": "save it as .docx or PDF",
}
HYPHEN = re.compile(r"([a-z])-\n([a-z])")
PAGE_NUMBER = re.compile(r"(?i)^\s*(?:page\s+)?\d{1,4}(?:\s*(?:/|of)\s*\d{1,4})?\s*$")
LARGEST = 200 * 1024 * 1024  # bytes, unpacked


def old(head: bytes) -> str:
    """Return which kind of an older Microsoft Office file begins so, by the names in it."""
    for name, found in (
        ("__substg1.0_", "msg"),
        ("WordDocument", "an old Word document (.doc)"),
        ("Workbook", "an old Excel workbook (.xls)"),
        ("PowerPoint Document", "an old presentation (.ppt)"),
    ):
        if name.encode("utf-16-le") in head:
            return found
    return "an office document of an old kind"


def zipped(file: BinaryIO) -> str:
    """Return which format a zip archive is: docx, odt, epub, xlsx, or zip for none of them.

    What is known but not read is a key of ``UNREAD``.
    """
    try:
        with zipfile.ZipFile(file) as archive:
            names = set(archive.namelist())
            kind = archive.read("mimetype")[:80].decode("latin-1") if "mimetype" in names else ""
    except (zipfile.BadZipFile, OSError, RuntimeError):
        return "zip"
    if "word/document.xml" in names:
        return "docx"
    if "xl/workbook.xml" in names:
        return "xlsx"
    if "epub" in kind:
        return "epub"
    if "ppt/presentation.xml" in names or "opendocument.presentation" in kind:
        return "a presentation"
    if "opendocument.spreadsheet" in kind:
        return "an OpenDocument spreadsheet"
    if "opendocument.graphics" in kind:
        return "a drawing"
    return "odt" if "opendocument.text" in kind else "zip"


def docx(data: bytes, where: str) -> Iterator[Document]:
    """Yield the article of a Word document."""
    from docx import Document as Word  # noqa: PLC0415 - an extra

    word = _opened(lambda: Word(io.BytesIO(data)), where, "a Word document")
    parts = [p.text.strip() for p in word.paragraphs]
    core = word.core_properties
    about = About(
        title=(core.title or "").strip(),
        authors=authors(core.author or ""),
        date=iso_date(core.created),
    )
    yield Document(text="\n\n".join(p for p in parts if p), about=about)


def odt(data: bytes, where: str) -> Iterator[Document]:
    """Yield the article of an OpenDocument text."""
    from lxml import etree  # noqa: PLC0415 - slow to import

    def read(name: str) -> etree._Element:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            if archive.getinfo(name).file_size > LARGEST:
                raise InputError("is too large once unpacked", where)
            parser = etree.XMLParser(resolve_entities=False, no_network=True)
            return etree.fromstring(archive.read(name), parser)

    tree = _opened(lambda: read("content.xml"), where, "an OpenDocument text")
    parts = [
        " ".join("".join(e.itertext()).split())
        for e in tree.iter("{*}p", "{*}h")
        if not any(a.tag.endswith(("}annotation", "}note")) for a in e.iterancestors())
    ]
    yield Document(text="\n\n".join(p for p in parts if p))


def rtf(data: bytes, where: str) -> Iterator[Document]:
    """Yield the article of a rich text file."""
    from striprtf import striprtf  # noqa: PLC0415 - an extra

    convert: Callable[..., str] = striprtf.rtf_to_text
    text = _opened(lambda: convert(data.decode("latin-1"), errors="ignore"), where, "rich text")
    yield Document(text="\n\n".join(p.strip() for p in text.split("\n") if p.strip()))


def pdf(data: bytes, where: str) -> Iterator[Document]:
    """Yield the article of a PDF with a text layer.

    Lines are joined to paragraphs and hyphens at their ends mended; lines that many pages begin or
    end with, and page numbers, are set aside.

    Raises:
        InputError: It is a scan without text, encrypted or damaged.
    """
    from pypdf import PdfReader  # noqa: PLC0415 - an extra

    def read() -> tuple[list[str], object]:
        file = PdfReader(io.BytesIO(data))
        if file.is_encrypted and not file.decrypt(""):
            raise InputError("is a PDF with a password", where, "save it without one")
        return [page.extract_text() or "" for page in file.pages], file.metadata

    pages, meta = _opened(read, where, "a PDF")
    if sum(len(page.split()) for page in pages) < 5 * max(1, len(pages)):
        raise InputError("is a scan without text", where, "run text recognition (OCR) on it first")
    text, mended = _paragraphs(_without_furniture(pages))
    about = About(
        title=str(getattr(meta, "title", "") or "").strip(),
        authors=authors(getattr(meta, "author", "") or ""),
        date=iso_date(
            str(getattr(meta, "get", lambda *_: "")("/CreationDate", "") or "").removeprefix("D:")
        ),
    )
    repairs = (f"{mended} hyphens at the ends of lines were taken out",) if mended else ()
    yield Document(text=text, about=about, repairs=repairs)


def epub(data: bytes, where: str) -> Iterator[Document]:
    """Yield the chapters of an e-book, each as an article."""
    from lxml import etree  # noqa: PLC0415 - slow to import

    def read() -> list[tuple[str, str]]:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            parser = etree.XMLParser(resolve_entities=False, no_network=True)
            box = etree.fromstring(archive.read("META-INF/container.xml"), parser)
            path = next(box.iter("{*}rootfile")).get("full-path", "")
            package = etree.fromstring(archive.read(path), parser)
            base = path.rpartition("/")[0]
            items = {e.get("id"): e.get("href", "") for e in package.iter("{*}item")}
            names = [items.get(e.get("idref"), "") for e in package.iter("{*}itemref")]
            full = [f"{base}/{name}" if base else name for name in names if name]
            return [(n, archive.read(n).decode("utf-8", "replace")) for n in full]

    for number, (_, html) in enumerate(_opened(read, where, "an e-book"), 1):
        yield Document(html=html, place=f"chapter {number}")


def msg(data: bytes, where: str) -> Iterator[Document]:
    """Yield the article of an Outlook mail."""
    from oxmsg import Message  # noqa: PLC0415 - an extra

    def read() -> tuple[str, str, str, About]:
        mail = Message.load(data)
        title, sender = mail.subject.strip(), (mail.sender or "").strip()
        about = About(title=title, date=iso_date(mail.sent_date), outlet=sender)
        return title, mail.body or "", mail.html_body or "", about

    title, body, html, about = _opened(read, where, "an Outlook mail")
    if body.strip() or not html:
        yield Document(text=f"{title}\n\n{body}".strip(), about=about)
    else:
        yield Document(html=html, about=about)


def _opened(read: Callable[[], T], where: str, what: str) -> T:
    try:
        return read()
    except InputError:
        raise
    except Exception as error:  # noqa: BLE001 - libraries raise whatever their parts do
        said = " ".join(str(error).split())[:120] or type(error).__name__
        raise InputError(f"is not {what} that can be read ({said})", where) from None


def _without_furniture(pages: list[str]) -> list[str]:
    """The pages without what stands at the top or bottom of most of them."""
    lines = [[line.rstrip() for line in page.split("\n")] for page in pages]
    edges: dict[str, int] = {}
    for own in lines:
        kept = [line for line in own if line.strip()]
        for line in {re.sub(r"\d+", "#", line.strip()) for line in (*kept[:2], *kept[-2:])}:
            edges[line] = edges.get(line, 0) + 1
    often = {line for line, count in edges.items() if len(pages) > 2 and count > len(pages) / 2}
    return [
        "\n".join(
            line
            for line in own
            if re.sub(r"\d+", "#", line.strip()) not in often and not PAGE_NUMBER.match(line)
        )
        for own in lines
    ]


def _paragraphs(pages: list[str]) -> tuple[str, int]:
    """Join lines to paragraphs; return the text and how many hyphens were taken out."""
    text, mended = HYPHEN.subn(r"\1\2", "\n".join(pages))
    lines = text.split("\n")
    longest = sorted((len(line) for line in lines if line.strip()), reverse=True)
    width = longest[len(longest) // 4] if longest else 0
    out: list[str] = []
    current: list[str] = []
    for line in lines:
        words = line.strip()
        if words:
            current.append(words)
        ends = not words or (len(words) < 0.75 * width and words[-1] in '.!?”"’:')
        if current and (
            ends or (len(current) == 1 and len(words) < 0.6 * width and words[-1] not in ",;")
        ):
            out.append(" ".join(current))
            current = []
    return "\n\n".join([*out, *([" ".join(current)] if current else [])]), mended
