"""News in XML and JSON of the agencies: NITF, NewsML-G2, ninjs; feeds in RSS and Atom."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from contextlib import suppress
from html import escape, unescape
from typing import TYPE_CHECKING, Any

from analysis.errors import InputError
from analysis.ingest.damage import reading
from analysis.ingest.documents import About, Document, authors, iso_date
from analysis.ingest.paragraphs import Markup

if TYPE_CHECKING:
    from lxml.etree import _Element

ROOTS = {"nitf": "nitf", "newsItem": "newsml", "newsMessage": "newsml", "NewsML": "newsml",
         "rss": "feed", "RDF": "feed", "feed": "feed"}  # fmt: skip
START = re.compile(
    r"\s*(?:<\?xml[^>]*\?>\s*)?(?:<!--.*?-->\s*|<!DOCTYPE[^>\[]*(?:\[[^\]]*\])?>\s*)*<([\w:.-]+)",
    re.DOTALL,
)
PAGE = frozenset("html head body".split())
MARKUP = frozenset(  # what a piece of a page may begin with
    "a article aside b blockquote br center div dl em figure font footer h1 h2 h3 h4 h5 h6 header "
    "hr i img li main nav ol p pre q script section small span strong style table title tt u "
    "ul".split()
)
BLOCKS = frozenset(
    "p hl1 hl2 h1 h2 h3 h4 h5 h6 li block media-caption media-producer blockquote".split()
)
HEADINGS = frozenset("hl1 hl2 h1 h2 h3 h4 h5 h6".split())
CAPTIONS = frozenset("media media-caption media-producer figcaption".split())
LANG = "{http://www.w3.org/XML/1998/namespace}lang"
TAG = re.compile(r"</?(?:b|i|em|strong|p|br|span|a|sup|sub)\b[^>]*>", re.IGNORECASE)


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
    if not name or name.casefold() in PAGE:
        return False
    if text.lstrip("\ufeff \t\r\n").startswith("<?xml") or suffix in {".xml", ".svg"}:
        return True
    return name.casefold() not in MARKUP and text.rstrip()[-len(name) - 1 :] == f"{name}>"


def documents(text: str, where: str) -> Iterator[Document]:
    """Yield the articles of news XML or a feed.

    Raises:
        InputError: The XML is damaged, or no article is in it.
    """
    from lxml import etree  # noqa: PLC0415 - slow to import

    # The text is decoded already, whatever encoding its first line declares.
    parser = etree.XMLParser(
        encoding="utf-8", resolve_entities=False, no_network=True, recover=True
    )
    with reading("XML", where):
        tree = etree.fromstring(text.lstrip("\ufeff").encode("utf-8", "replace"), parser)
        if tree is None:
            raise ValueError("it has no elements")
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


def ninjs(data: Mapping[str, Any], place: str = "") -> Document | None:
    """Make a document of a ninjs object, of version 1, 2 or 3; None where it is none."""
    data = {key.casefold(): value for key, value in data.items() if isinstance(key, str)}
    bodies = [b for b in _listed(data.get("bodies")) if isinstance(b, dict)]
    if not isinstance(data.get("headline", data.get("headlines")), str | list) or not (
        "body_xhtml" in data or "body_text" in data or bodies
    ):
        return None
    body = {str(key).casefold(): value for key, value in bodies[0].items()} if bodies else {}
    marked = "html" in str(body.get("contenttype")) or "</p>" in str(body.get("value"))
    own = str(body.get("value", ""))
    marked_up = str(data.get("body_xhtml") or data.get("body_html") or (own if marked else ""))
    text = "" if marked_up else str(data.get("body_text") or own)
    head = " ".join(str(data.get("headline") or _first_value(data.get("headlines"))).split())
    byline = data.get("byline") or data.get("by") or _names(data.get("people"), "author")
    about = About(
        id=re.split(r"[/:]", str(data.get("uri", "")).rstrip("/:"))[-1],
        title=head,
        authors=authors(byline or ""),
        date=iso_date(data.get("versioncreated") or data.get("firstcreated") or ""),
        outlet=str(
            data.get("copyrightholder")
            or _first_value(data.get("infosources"), "name")
            or _first_value(data.get("organisations"), "name")
            or data.get("source", "")
        ),
        section=_first_value(data.get("subject") or data.get("subjects"), "name"),
        language=str(data.get("language", "")),
    )
    if text:
        return Document(text=f"{head}\n\n{text}" if head else text, about=about, place=place)
    return Document(html=page(head, marked_up), about=about, place=place)


def _listed(value: Any) -> list[Any]:
    return value if isinstance(value, list) else []


def _first_value(items: Any, key: str = "value") -> str:
    """Return what the first of some records holds under a key."""
    found = (str(i[key]) for i in _listed(items) if isinstance(i, dict) and i.get(key))
    return next(found, "")


def _names(people: Any, role: str) -> list[str]:
    return [
        str(p.get("name", ""))
        for p in _listed(people)
        if isinstance(p, dict) and role in str(p.get("rel", p.get("roles", "")))
    ]


def page(head: str, body: str) -> str:
    """Return a page of a plain headline and a body that is HTML."""
    if re.search(r"(?i)<(?:html|body)\b", body):
        return body
    title = f"<h1>{escape(head)}</h1>" if head else ""
    return f"<html><body><article>{title}<div>{body}</div></article></body></html>"


def _nitf(tree: _Element) -> Iterator[Document]:
    for item in [tree] if tree.tag == "nitf" else tree.iter("nitf"):
        body = item.find(".//body.content")
        if body is None:
            continue
        head = _first(item, ".//hedline/hl1", ".//head/title")
        byline = item.find(".//byline")
        people = [_words(e) for e in byline.iter("person")] if byline is not None else []
        signed = _words(byline) if byline is not None else ""
        date = item.find(".//docdata/date.issue")
        doc = item.find(".//docdata/doc-id")
        pub = item.find(".//pubdata")
        about = About(
            id=doc.get("id-string", "") if doc is not None else "",
            title=head,
            authors=authors(people or signed),
            date=iso_date(date.get("norm", "") if date is not None else ""),
            outlet=(pub.get("name", "") if pub is not None else ""),
            section=(pub.get("position.section", "") if pub is not None else ""),
            language=item.get(LANG, ""),
        )
        seconds = [_words(e) for e in item.iterfind(".//hedline/hl2")]
        tagline = _first(item, ".//body.end/tagline")
        blocks: list[tuple[str, Markup]] = [
            (head, "title"),
            *((words, "heading") for words in seconds),
            (signed, "byline"),
            *_blocks(body),
            (tagline, ""),
        ]
        yield Document(blocks=_sound(blocks), about=about)


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
        plain = item.find(".//inlineData")
        if body is None and plain is None:
            continue
        within = next(body.iter("body"), body) if body is not None else None
        head = _first(item, ".//headline", ".//HeadLine", ".//title")
        about = About(
            id=item.get("guid", "").rsplit(":", 1)[-1],
            title=head,
            authors=authors(
                _first(item, ".//by", ".//byline", ".//ByLine", ".//contentMeta/creator/name")
            ),
            date=iso_date(_first(item, ".//contentCreated", ".//versionCreated", ".//DateAndTime")),
            outlet=_first(
                item, ".//infoSource/name", ".//provider/name", ".//copyrightHolder/name"
            ),
            section=_first(item, ".//contentMeta/subject/name"),
            language=(e.get("tag", "") if (e := item.find(".//language")) is not None else "")
            or item.get(LANG, ""),
        )
        texts: list[tuple[str, Markup]]
        if within is not None:
            texts = _blocks(within)
        else:
            parts = re.split(r"\n\s*\n", plain.text or "") if plain is not None else []
            texts = [(" ".join(part.split()), "") for part in parts]
        known = [words for words, _ in texts[:3]]
        start: list[tuple[str, Markup]] = [] if head in known else [(head, "title")]
        yield Document(blocks=_sound([*start, *texts]), about=about)


def _feed(tree: _Element) -> Iterator[Document]:
    outlet = _first(tree, "./channel/title", "./title")
    language = _first(tree, "./channel/language") or tree.get(LANG, "")
    for number, item in enumerate([*tree.iter("item")] or [*tree.iter("entry")], 1):
        links = item.findall("link")
        link = next((e for e in links if e.get("rel", "alternate") == "alternate"), None)
        url = ((link.text or link.get("href", "")) if link is not None else "").strip()
        head = _plain(_first(item, "title"))
        people = [_person(e) for e in (*item.findall("creator"), *item.findall("author"))]
        about = About(
            id=_first(item, "guid", "id").rstrip("/").rsplit("/", 1)[-1],
            title=head,
            authors=authors([name for name in dict.fromkeys(people) if name]),
            date=iso_date(_first(item, "pubDate", "published", "updated", "date")),
            outlet=outlet,
            url=url,
            section=_first(item, "category"),
            language=language,
        )
        body = _first(item, "encoded", "content", "description", "summary")
        inner = item.find("content")
        if inner is not None and len(inner):
            body = "".join(f"<p>{escape(words)}</p>" for words, _ in _blocks(inner))
        if body:
            yield Document(html=page(head, body), about=about, place=f"entry {number}")


def _plain(title: str) -> str:
    """Return a title of a feed without the entities and tags of HTML that it may hold."""
    return " ".join(unescape(TAG.sub("", title)).split())


def _person(element: _Element) -> str:
    """Return the name of an author of a feed: "mail@example.org (Name)", or its own element."""
    name = element.find("name")
    words = _words(element if name is None else name)
    match = re.fullmatch(r"\S+@\S+ \((.+)\)", words)
    return match[1] if match else "" if re.fullmatch(r"\S+@\S+", words) else words


def _first(element: _Element, *paths: str) -> str:
    for path in paths:
        found = element.find(path)
        if found is not None and (words := _words(found)):
            return words
    return ""


def _words(element: _Element) -> str:
    """Return the words of an element; what is in elements of its own is parted by a space."""
    inner = [e for e in element if isinstance(e.tag, str)]
    glued = not any((e.tail or "").strip() for e in inner) and len(inner) > 1
    return " ".join((" " if glued else "").join(map(str, element.itertext())).split())


def _blocks(body: _Element) -> list[tuple[str, Markup]]:
    """Return the innermost blocks, in order, with what they are; without any, all the words."""
    found: list[tuple[str, Markup]] = []
    for element in body.iter():
        if element.tag not in BLOCKS or any(
            e is not element and e.tag in BLOCKS for e in element.iter()
        ):
            continue
        above = {element.tag, *(e.tag for e in element.iterancestors())}
        markup: Markup = (
            "caption"
            if above & CAPTIONS
            else "heading"
            if element.tag in HEADINGS
            else "item"
            if "li" in above
            else ""
        )
        found.append((" ".join("".join(map(str, element.itertext())).split()), markup))
    whole = " ".join("".join(map(str, body.itertext())).split())
    return [block for block in found if block[0]] or [(whole, "")]


def _sound(blocks: list[tuple[str, Markup]]) -> tuple[tuple[str, Markup], ...]:
    return tuple(block for block in blocks if block[0])
