"""Documents of word processors and e-books, by the libraries of the extra ``documents``."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Callable, Iterator
from typing import Any, BinaryIO
from urllib.parse import unquote

from analysis.errors import InputError
from analysis.ingest.damage import reading
from analysis.ingest.documents import About, Document, authors, iso_date, sound_title
from analysis.ingest.paragraphs import Markup

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
W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
ASIDE = frozenset("annotation note tracked-changes".split())  # of OpenDocument: no text of its own
STOPS = '.!?”"'
SHORT_ROW = 200  # characters of a table's row, up to which it is one
FEW_WORDS = 5  # of a chapter, up to which it is a cover
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
    """Yield the article of a Word document: paragraphs and tables in order, as changes leave it."""
    from docx import Document as Word  # noqa: PLC0415 - an extra

    with reading("a Word document", where):
        word = Word(io.BytesIO(data))
    styles = {s.style_id: str(s.name or "") for s in word.styles if hasattr(s, "style_id")}
    blocks: list[tuple[str, Markup]] = []
    rows = word.element.body.iter(f"{W}tr")
    small = {row: words for row in rows if (words := _row(row))}
    for element in word.element.body.iter(f"{W}p", f"{W}tr"):
        if element in small:
            blocks.append((small[element], "table"))
        if element.tag == f"{W}p" and not any(row in small for row in element.iterancestors()):
            named = element.find(f"{W}pPr/{W}pStyle")
            style = styles.get(named.get(f"{W}val"), "") if named is not None else ""
            item = element.find(f"{W}pPr/{W}numPr") is not None
            blocks += _parts(_run(element), _markup(style, item=item))
    core = word.core_properties
    made_up = core.author == "python-docx"
    about = About(
        title=sound_title(core.title),
        authors=authors(core.author or ""),
        date="" if made_up else iso_date(core.created),
    )
    yield Document(blocks=tuple(blocks), about=about)


def _row(row: Any) -> str:
    """Return a row of a table, its cells apart; "" where they are long, or there is but one."""
    cells = [" ".join(_run(p) for p in cell.iter(f"{W}p")).strip() for cell in row.iter(f"{W}tc")]
    filled = [" ".join(cell.split()) for cell in cells if cell]
    return " | ".join(filled) if len(filled) > 1 and sum(map(len, filled)) <= SHORT_ROW else ""


def _run(paragraph: Any) -> str:
    """Return the words of a paragraph, without deleted ones and other paragraphs inside it."""
    out = []
    for element in paragraph.iter(f"{W}t", f"{W}tab", f"{W}br", f"{W}cr", f"{W}noBreakHyphen"):
        inner = next(a for a in element.iterancestors(f"{W}p"))
        above = {a.tag for a in element.iterancestors()}
        if inner is not paragraph or above & {f"{W}del", f"{W}moveFrom", FALLBACK, f"{W}tabs"}:
            continue
        kind = element.tag.removeprefix(W)
        out.append({"tab": " ", "br": "\n", "cr": "\n", "noBreakHyphen": "-"}.get(kind, ""))
        out.append(element.text or "" if kind == "t" else "")
    return "".join(out)


def _markup(style: str, *, item: bool = False) -> Markup:
    """Return what the style of a paragraph says it is."""
    low = style.casefold()
    if low.startswith(("heading", "title", "subtitle")):
        return "heading"
    return "caption" if low == "caption" else "item" if item or low.startswith("list") else ""


def _parts(words: str, markup: Markup) -> list[tuple[str, Markup]]:
    """Part a paragraph where a line ends with a full stop before a break.

    Where most lines do, it is parted at every break.
    """
    lines = words.split("\n")
    stopped = sum(line.rstrip()[-1:] in STOPS for line in lines)
    every = len(lines) > 3 and stopped * 2 > len(lines)
    parts = lines if every else re.split(rf"(?<=[{STOPS}])\s*\n\s*|\n\s*\n", words)
    return [(" ".join(part.split()), markup) for part in parts if part.strip()]


def odt(data: bytes, where: str) -> Iterator[Document]:
    """Yield the article of an OpenDocument text: headings, paragraphs, items of lists, in order."""
    from lxml import etree  # noqa: PLC0415 - slow to import

    def read(name: str) -> etree._Element:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            if archive.getinfo(name).file_size > LARGEST:
                raise InputError("is too large once unpacked", where)
            parser = etree.XMLParser(resolve_entities=False, no_network=True)
            return etree.fromstring(archive.read(name), parser)

    with reading("an OpenDocument text", where):
        tree = read("content.xml")
    try:
        meta = read("meta.xml")
    except (KeyError, etree.LxmlError, InputError):
        meta = etree.Element("meta")

    def told(*names: str) -> str:
        found = (e.text or "" for name in names for e in meta.iter(f"{{*}}{name}"))
        return next((words for words in found if words), "")

    blocks: list[tuple[str, Markup]] = []
    for element in tree.iter("{*}p", "{*}h"):
        above = {etree.QName(a).localname for a in element.iterancestors()}
        if not above & ASIDE:
            heading = etree.QName(element).localname == "h"
            markup: Markup = "heading" if heading else "item" if "list-item" in above else ""
            blocks += _parts(_odt_words(element), markup)
    about = About(
        title=sound_title(told("title")),
        authors=authors(told("initial-creator", "creator")),
        date=iso_date(told("creation-date", "date")),
        language=told("language"),
    )
    yield Document(blocks=tuple(blocks), about=about)


def _odt_words(element: Any) -> str:
    """Return the words of a paragraph, with the spaces that are elements, without notes."""
    out = [element.text or ""]
    for child in element:
        name = str(child.tag).rpartition("}")[2] if isinstance(child.tag, str) else "#"
        if name == "s":
            out.append(" ")
        elif name in ("tab", "line-break"):
            out.append(" " if name == "tab" else "\n")
        elif name != "#" and name not in ASIDE:
            out.append(_odt_words(child))
        out.append(child.tail or "")
    return "".join(out)


def rtf(data: bytes, where: str) -> Iterator[Document]:
    """Yield the article of a rich text file."""
    from striprtf import striprtf  # noqa: PLC0415 - an extra

    convert: Callable[..., str] = striprtf.rtf_to_text
    source = data.decode("latin-1")
    with reading("rich text", where):
        text = convert(source, errors="ignore")

    def told(name: str) -> str:
        found = re.search(rf"\{{\\{name} ([^{{}}]{{1,300}})\}}", source[:20_000])
        return convert(f"{{\\rtf1\\ansi {found[1]}}}", errors="ignore").strip() if found else ""

    about = About(title=sound_title(told("title")), authors=authors(told("author")))
    whole = "\n\n".join(p.strip() for p in text.split("\n") if p.strip())
    yield Document(text=whole, about=about)


def epub(data: bytes, where: str) -> Iterator[Document]:
    """Yield the chapters of an e-book, each as an article; its table of contents is none."""
    from lxml import etree  # noqa: PLC0415 - slow to import

    def read() -> tuple[list[str], About]:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            parser = etree.XMLParser(resolve_entities=False, no_network=True)
            box = etree.fromstring(archive.read("META-INF/container.xml"), parser)
            path = next(box.iter("{*}rootfile")).get("full-path", "")
            package = etree.fromstring(archive.read(path), parser)
            base = path.rpartition("/")[0]
            items = {
                e.get("id"): e.get("href", "")
                for e in package.iter("{*}item")
                if "nav" not in e.get("properties", "").split()
            }
            names = [items.get(e.get("idref"), "") for e in package.iter("{*}itemref")]
            full = [f"{base}/{unquote(n)}" if base else unquote(n) for n in names if n]
            about = About(
                authors=authors([e.text or "" for e in package.iter("{*}creator")]),
                outlet=next((e.text or "" for e in package.iter("{*}title")), ""),
                date=iso_date(next((e.text for e in package.iter("{*}date")), "")),
                language=next((e.text or "" for e in package.iter("{*}language")), ""),
            )
            return [archive.read(n).decode("utf-8", "replace") for n in full], about

    with reading("an e-book", where):
        chapters, about = read()
    for number, html in enumerate(chapters, 1):
        if len(re.sub(r"<[^>]*>", " ", html.partition("</head>")[2] or html).split()) > FEW_WORDS:
            yield Document(html=html, about=about, place=f"chapter {number}")
