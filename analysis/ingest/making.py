"""Make an article of what was read: of a document, of a file's bytes, of a string."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import fields, replace

from analysis.errors import InputError
from analysis.ingest import bylines, pages
from analysis.ingest.decoding import LONE_SURROGATE, Decoded, decode, mended, note_mojibake
from analysis.ingest.documents import About, Document, authors
from analysis.ingest.finding import HTML, MARKDOWN, TEXT
from analysis.ingest.kinds import classify, title
from analysis.ingest.pages import Page
from analysis.ingest.paragraphs import Piece, joined, split, trim
from analysis.ingest.prose import unmarked
from analysis.invisible import passed_over, plain
from analysis.model import Article, Paragraph

TAKEN = frozenset({"id", "title"})  # of what a page tells, what the article has otherwise


def from_document(document: Document, id: str, digest: str, where: str) -> Article:  # noqa: A002
    """Make an article of a document of some format.

    Raises:
        InputError: It holds no text.
    """
    about = document.about
    if document.html:
        page = pages.html(document.html)
    elif document.blocks:
        page = Page(*joined([(_sound_text(words), m) for words, m in document.blocks]), about.title)
    else:
        text, mends = mended(_sound_text(document.text))
        page = Page(text, paragraphs(text), about.title, mends)
    if not page.pieces:
        raise _no_article(page, where)
    repairs = () if document.text else note_mojibake(page.text)
    repairs = (*document.repairs, *repairs)
    article = _article(page, Decoded(page.text, "utf-8", repairs), id, digest)
    given = {f.name: getattr(about, f.name) for f in fields(about) if f.name != "id"}
    given["date"] = given["date"] or article.date or document.saved
    return replace(article, **{name: value for name, value in given.items() if value})


def _sound_text(text: str) -> str:
    return LONE_SURROGATE.sub("\ufffd", text.replace("\0", ""))


def from_bytes(data: bytes, id: str, suffix: str = "", *, where: str = "") -> Article:  # noqa: A002
    """Make an article of a file's bytes.

    Args:
        data: The bytes as they are in the file.
        id: The article's id.
        suffix: ``.txt``, ``.md``, ``.html``; anything else is told from the content.
        where: What errors call it; the id if empty.

    Raises:
        InputError: If the bytes hold no text.
    """
    where, suffix = where or id, suffix.lower()
    decoded = decode(data, where, html=suffix not in TEXT | MARKDOWN)
    if trim(decoded.text, 0, len(decoded.text)) is None:
        raise InputError("this is empty", where, "give a file with text in it")
    page = _page(decoded.text, suffix)
    if not page.pieces:
        raise _no_article(page, where)
    return _article(page, decoded, id, hashlib.sha256(data).hexdigest())


def _no_article(page: Page, where: str) -> InputError:
    told = f": {page.instead}" if page.instead else ""
    return InputError(
        f"no article text was found in this{told}", where, "check that it holds an article"
    )


def from_text(text: str, id: str = "text") -> Article:  # noqa: A002 - the record's field
    """Make an article of a string, read as plain text.

    Half a surrogate pair, which no file can hold, becomes U+FFFD; nothing else is changed.

    Raises:
        InputError: If it holds no text, or NUL characters.
    """
    if trim(text, 0, len(text)) is None:
        raise InputError("this is empty", id, "give some text")
    if "\0" in text:
        raise InputError("this holds NUL characters", id, "give text, not binary data")
    sound, lost = LONE_SURROGATE.subn("\ufffd", text)
    repairs = (f"{lost} half surrogate pairs were replaced by \ufffd",) if lost else ()
    digest = hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()
    decoded = Decoded(sound, "utf-8", (*repairs, *note_mojibake(sound)))
    return _article(Page(sound, paragraphs(sound)), decoded, id, digest)


def _page(text: str, suffix: str) -> Page:
    if suffix in HTML or (suffix not in MARKDOWN and pages.looks_like_html(text)):
        return pages.html(text)
    return pages.markdown(text) if suffix in MARKDOWN else Page(text, paragraphs(text))


def paragraphs(text: str) -> list[Piece]:
    """Return the paragraphs of plain text.

    "> " before the lines of quoted mail does not part them.
    """
    hidden = plain(text, quoting_only=True)
    if hidden is None:
        return split(text)
    return [piece._replace(span=hidden.back(piece.span)) for piece in split(hidden.text)]


def signed(page: Page, paragraphs: Sequence[Paragraph]) -> tuple[str, ...]:
    """Return the authors whom the first byline of an article names ("By Jane Doe")."""
    for paragraph in paragraphs:
        words = paragraph.span.of(page.text)
        match = bylines.BY.fullmatch(words) if paragraph.kind == "byline" else None
        if match is not None:
            return authors(words[: match.start("rest")].lstrip("(").rstrip(" ,"))
    return ()


def _article(page: Page, decoded: Decoded, id: str, digest: str) -> Article:  # noqa: A002
    paragraphs = classify(page.text, page.pieces)
    shown = page.title or title(page.text, paragraphs)
    about = (
        page.about if page.about.authors else replace(page.about, authors=signed(page, paragraphs))
    )
    return Article(
        id=id,
        text=page.text,
        paragraphs=paragraphs,
        title=unmarked(shown) if page.marked else shown,
        encoding=decoded.encoding,
        sha256=digest,
        repairs=(*decoded.repairs, *page.repairs, *passed_over(page.text)),
        **{f.name: getattr(about, f.name) for f in fields(About) if f.name not in TAKEN},
    )
