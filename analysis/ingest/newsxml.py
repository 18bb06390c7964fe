"""News in XML and JSON of the agencies: NITF, NewsML-G2, ninjs; feeds in RSS and Atom."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from contextlib import suppress
from typing import TYPE_CHECKING, Any

from analysis.errors import InputError
from analysis.ingest.documents import About, Document, authors, iso_date

if TYPE_CHECKING:
    from lxml.etree import _Element

ROOTS = {"nitf": "nitf", "newsItem": "newsml", "newsMessage": "newsml", "NewsML": "newsml",
         "rss": "feed", "RDF": "feed", "feed": "feed"}  # fmt: skip
START = re.compile(
    r"\s*(?:<\?xml[^>]*\?>\s*)?(?:<!--.*?-->\s*|<!DOCTYPE[^>\[]*(?:\[[^\]]*\])?>\s*)*<([\w:.-]+)",
    re.DOTALL,
)
BLOCKS = frozenset("p hl1 hl2 h1 h2 h3 li block media-caption blockquote q".split())


def root(text: str) -> str:
    """Return the name of a text's first element, without prefix; "" where it is not XML."""
    match = START.match(text[:5000].lstrip("\ufeff"))
    return match[1].rsplit(":", 1)[-1] if match else ""


def is_news(text: str) -> bool:
    """Tell whether a text is news XML or a feed."""
    return root(text) in ROOTS


def is_other(text: str, suffix: str) -> bool:
    """Tell whether a text is XML that is neither news nor a page."""
    name = root(text)
    declared = text.lstrip("\ufeff \t\r\n").startswith("<?xml") or suffix in {".xml", ".svg"}
    return declared and bool(name) and name.casefold() != "html"


def documents(text: str, where: str) -> Iterator[Document]:
    """Yield the articles of news XML or a feed.

    Raises:
        InputError: The XML is damaged, or no article is in it.
    """
    from lxml import etree  # noqa: PLC0415 - slow to import

    parser = etree.XMLParser(resolve_entities=False, no_network=True, recover=True, huge_tree=False)
    try:
        tree = etree.fromstring(text.lstrip("\ufeff").encode("utf-8", "replace"), parser)
    except (etree.LxmlError, ValueError) as error:
        raise InputError(f"is XML that can't be read ({error})", where) from None
    if tree is None:
        raise InputError("is XML that can't be read", where)
    for element in tree.iter():
        if isinstance(element.tag, str):
            with suppress(ValueError):  # a damaged name, which recovering let through
                element.tag = etree.QName(element).localname
    kind = ROOTS.get(str(tree.tag), "")
    made = {"nitf": _nitf, "newsml": _newsml, "feed": _feed}[kind](tree) if kind else iter(())
    found = False
    for document in made:
        found = True
        yield document
    if not found:
        raise InputError("no article was found in this XML", where)


def ninjs(data: dict[str, Any]) -> Document | None:
    """Make a document of a ninjs object; None where it is none."""
    if not isinstance(data.get("headline", data.get("headlines")), str | list) or not (
        "body_xhtml" in data or "body_text" in data or "bodies" in data
    ):
        return None
    body = next((b for b in data.get("bodies", []) if isinstance(b, dict)), {})
    html = data.get("body_xhtml") or (
        body.get("value", "") if "html" in str(body.get("contenttype")) else ""
    )
    text = data.get("body_text") or ("" if html else body.get("value", ""))
    head = data.get("headline") or next(
        (h.get("value", "") for h in data.get("headlines", []) if isinstance(h, dict)), ""
    )
    about = About(
        id=str(data.get("uri", "")).rsplit("/", 1)[-1],
        title=str(head),
        authors=authors(data.get("byline", "")),
        date=iso_date(data.get("versioncreated", "")),
        outlet=str(data.get("copyrightholder", "")),
        language=str(data.get("language", "")),
    )
    if text and not html:
        return Document(text=f"{head}\n\n{text}", about=about)
    return Document(
        html=f"<html><body><article><h1>{head}</h1>{html}</article></body></html>", about=about
    )


def _nitf(tree: _Element) -> Iterator[Document]:
    for item in [tree] if tree.tag == "nitf" else tree.iter("nitf"):
        body = item.find(".//body.content")
        if body is None:
            continue
        head = _first(item, ".//hedline/hl1", ".//head/title")
        byline = _first(item, ".//byline")
        date = item.find(".//docdata/date.issue")
        pub = item.find(".//pubdata")
        about = About(
            title=head,
            authors=authors(byline),
            date=iso_date(date.get("norm", "") if date is not None else ""),
            outlet=(pub.get("name", "") if pub is not None else ""),
            section=(pub.get("position.section", "") if pub is not None else ""),
        )
        yield Document(text=_joined([head, byline, *_paragraphs(body)]), about=about)


def _newsml(tree: _Element) -> Iterator[Document]:
    items = (
        [tree] if tree.tag == "newsItem" else [*tree.iter("newsItem")] or [*tree.iter("NewsItem")]
    )
    for item in items:
        nested = item.find(".//nitf")
        if nested is not None:
            yield from _nitf(nested)
            continue
        body = next((e for e in item.iter("inlineXML", "html", "body", "DataContent")), None)
        plain = _first(item, ".//inlineData")
        if body is None and not plain:
            continue
        head = _first(item, ".//headline", ".//HeadLine", ".//title")
        about = About(
            id=item.get("guid", "").rsplit(":", 1)[-1],
            title=head,
            authors=authors(_first(item, ".//by", ".//byline", ".//ByLine")),
            date=iso_date(_first(item, ".//contentCreated", ".//versionCreated", ".//DateAndTime")),
            outlet=_first(item, ".//provider/name", ".//infoSource/name"),
            language=(e.get("tag", "") if (e := item.find(".//language")) is not None else ""),
        )
        texts = _paragraphs(body) if body is not None else [plain]
        yield Document(text=_joined([head, *texts]), about=about)


def _feed(tree: _Element) -> Iterator[Document]:
    outlet = _first(tree, "./channel/title", "./title")
    for number, item in enumerate([*tree.iter("item")] or [*tree.iter("entry")], 1):
        link = item.find("link")
        url = ((link.text or link.get("href", "")) if link is not None else "").strip()
        head = _first(item, "title")
        about = About(
            id=_first(item, "guid", "id").rsplit("/", 1)[-1],
            title=head,
            authors=authors(
                [
                    e
                    for e in (
                        _first(item, "creator"),
                        _first(item, "author/name"),
                        _first(item, "author"),
                    )
                    if e
                ][:1]
            ),
            date=iso_date(_first(item, "pubDate", "published", "updated", "date")),
            outlet=outlet,
            url=url,
            section=_first(item, "category"),
        )
        body = _first(item, "encoded", "content", "description", "summary")
        inner = item.find("content")
        if inner is not None and len(inner):
            body = "".join(f"<p>{p}</p>" for p in _paragraphs(inner))
        if body:
            page = f"<html><body><article><h1>{head}</h1><div>{body}</div></article></body></html>"
            yield Document(html=page, about=about, place=f"entry {number}")


def _first(element: _Element, *paths: str) -> str:
    for path in paths:
        found = element.find(path)
        if found is not None:
            words = " ".join("".join(found.itertext()).split())
            if words:
                return words
    return ""


def _paragraphs(body: _Element) -> list[str]:
    """The text of the innermost blocks, in order; of a body without any, all of it."""
    found = []
    for element in body.iter():
        inner = any(e is not element and e.tag in BLOCKS for e in element.iter())
        if element.tag in BLOCKS and not inner:
            words = " ".join("".join(element.itertext()).split())
            if words:
                found.append(words)
    whole = " ".join("".join(body.itertext()).split())
    return found or ([whole] if whole else [])


def _joined(parts: list[str]) -> str:
    return "\n\n".join(part for part in parts if part)


def is_ninjs(text: str) -> bool:
    """Tell whether a text is a ninjs object."""
    try:
        data = json.loads(text)
    except (ValueError, RecursionError):
        return False
    return isinstance(data, dict) and ninjs(data) is not None
