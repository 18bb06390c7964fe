"""W3C Web Annotation (JSON-LD): a collection an article, every span with both selectors.

The ``TextPositionSelector`` counts code points, not code units, as the model demands (Web
Annotation Data Model, W3C Recommendation of 23 February 2017, 4.2.5), and never white space away;
the ``TextQuoteSelector`` holds the words with what stands around them. On the way back both must
agree; where the position does not, as in a text that was edited, the quote is looked for and must
be there once.

A label is a ``tagging`` body, what else is known of a span a ``describing`` body of JSON, and a
link an annotation with the motivation ``linking``: its target is the statement, its body the part.
The text and the document are the bodies of one more annotation, so that a file stands alone.
Ids are UUIDs made from the article's text (RFC 9562, version 5), its name the hash of the text
(RFC 6920).
"""

from __future__ import annotations

import base64
import hashlib
import json
import uuid
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from analysis import ingest
from analysis.exchange import graph as graphs
from analysis.exchange.format import Format, each
from analysis.exchange.graph import Graph, Link, Mark
from analysis.exchange.node import Node, clipped, parse, placed
from analysis.exchange.restore import Found, restore
from analysis.model import Extraction, Span

Json = dict[str, Any]
LOST = (
    *graphs.LOST,
    "annotations without a tag of ours, and bodies that are not tags",
    "selectors other than text positions and text quotes",
)
CONTEXT = "http://www.w3.org/ns/anno.jsonld"
AROUND = 32  # characters of prefix and suffix
JSON, PLAIN = "application/json", "text/plain"


def dumps(extraction: Extraction) -> str:
    """Return the extraction as one annotation collection with one page."""
    graph = graphs.build(extraction)
    source = named(graph.text)
    space = uuid.uuid5(uuid.NAMESPACE_URL, f"{source} {graph.document['id']}")
    items = [_whole(graph, source, space)]
    items += [_annotation(mark, graph.text, source, space) for mark in graph.marks]
    items += [_linking(link, space) for link in graph.links]
    collection = {
        "@context": CONTEXT,
        "id": _id(space, "collection"),
        "type": "AnnotationCollection",
        "label": graph.document["id"],
        "total": len(items),
        "first": {
            "id": _id(space, "page"),
            "type": "AnnotationPage",
            "startIndex": 0,
            "items": items,
        },
    }
    return json.dumps(collection, ensure_ascii=False, indent=1) + "\n"


def named(text: str) -> str:
    """Return the text's name by its hash: ``ni:///sha-256;...`` (RFC 6920)."""
    digest = hashlib.sha256(text.encode()).digest()
    return f"ni:///sha-256;{base64.urlsafe_b64encode(digest).decode().rstrip('=')}"


def _id(space: uuid.UUID, key: str) -> str:
    return f"urn:uuid:{uuid.uuid5(space, key)}"


def _text_body(value: str, purpose: str, form: str = PLAIN) -> Json:
    return {"type": "TextualBody", "value": value, "purpose": purpose, "format": form}


def _whole(graph: Graph, source: str, space: uuid.UUID) -> Json:
    return {
        "id": _id(space, "document"),
        "type": "Annotation",
        "motivation": "describing",
        "body": [
            _text_body(graph.text, "describing"),
            _text_body(json.dumps(graph.document), "describing", JSON),
        ],
        "target": source,
    }


def _annotation(mark: Mark, text: str, source: str, space: uuid.UUID) -> Json:
    start, end = mark.span.start, mark.span.end
    notes = {"key": mark.key, "notes": mark.notes}
    return {
        "id": _id(space, mark.key),
        "type": "Annotation",
        "motivation": "tagging",
        "body": [
            _text_body(mark.label, "tagging"),
            _text_body(json.dumps(notes), "describing", JSON),
        ],
        "target": {
            "type": "SpecificResource",
            "source": source,
            "selector": [
                {"type": "TextPositionSelector", "start": start, "end": end},
                {
                    "type": "TextQuoteSelector",
                    "exact": text[start:end],
                    "prefix": text[max(0, start - AROUND) : start],
                    "suffix": text[end : end + AROUND],
                },
            ],
        },
    }


def _linking(link: Link, space: uuid.UUID) -> Json:
    return {
        "id": _id(space, f"{link.head} {link.child}"),
        "type": "Annotation",
        "motivation": "linking",
        "body": [
            {"id": _id(space, link.child), "type": "Text"},
            _text_body(link.label, "tagging"),
        ],
        "target": _id(space, link.head),
    }


def loads(root: Node, text: str | None) -> Graph:
    """Return marks and links of a collection, a page, a list of annotations or one of them.

    Args:
        root: The file.
        text: The article; None where the file holds it.

    Raises:
        InputError: If a part is missing or of a wrong type, or a span is not to be found.
    """
    items = _items(root)
    inside, document = _document(items)
    text = inside if inside is not None else text
    if text is None:
        root.fail("holds no text", "name the article with --article")
    marks: dict[str, Mark] = {}
    keys: dict[str, str] = {}
    pending: list[tuple[str, str, str]] = []
    for number, item in enumerate(items, 1):
        motivation = _listed(item, "motivation")
        bodies = [Node(b, f"{item.where}, body") for b in _listed(item, "body")]
        if "linking" in motivation:
            pending += _link(item, bodies)
        elif label := _label(bodies):
            mark = _mark(item, bodies, label, text, number)
            if mark.key in marks:
                item.fail("has the key of another annotation")
            marks[mark.key] = mark
            keys[item.string("id", default="")] = mark.key
    links = [Link(tag, keys[h], keys[c]) for tag, h, c in pending if h in keys and c in keys]
    return Graph(text, document, tuple(marks.values()), tuple(links))


def _items(root: Node) -> list[Node]:
    """Return the annotations, whatever they are wrapped in."""
    if isinstance(root.value, list):
        return Node(root.value, "annotation").items()
    first = root.get("first", None)
    if isinstance(first.value, dict):
        return first.get("items").items()
    if "items" in root.value:
        return root.get("items").items()
    kind = _listed(root, "type")
    if "Annotation" not in kind:
        root.fail("is not a Web Annotation, nor a page or collection with its annotations in it")
    return [root]


def _listed(node: Node, key: str) -> list[Any]:
    """Return one value or a list of them, as JSON-LD allows, as a list."""
    value = node.get(key, []).value
    return value if isinstance(value, list) else [value]


def _document(items: list[Node]) -> tuple[str | None, Json]:
    text, document = None, {}
    for item in items:
        if "describing" not in _listed(item, "motivation"):
            continue
        for body in (Node(b, f"{item.where}, body") for b in _listed(item, "body")):
            if not isinstance(body.value, dict) or "value" not in body.value:
                continue
            if body.get("format", "").value == JSON:
                document = dict(parse(body.string("value"), body.where).entries())
            else:
                text = body.string("value")
    return text, document


def _label(bodies: list[Node]) -> str:
    """Return the first tag; a body that is a bare text is one as well."""
    for body in bodies:
        if isinstance(body.value, dict) and body.get("purpose", "tagging").value == "tagging":
            value = body.get("value", None).value
            if isinstance(value, str):
                return value
        elif isinstance(body.value, str):
            return body.value
    return ""


def _mark(item: Node, bodies: list[Node], label: str, text: str, number: int) -> Mark:
    span = _span(item.get("target"), text)
    for body in bodies:
        if isinstance(body.value, dict) and body.get("format", "").value == JSON:
            said = parse(body.string("value"), body.where)
            notes = dict(said.get("notes", {}).entries())
            return Mark(said.string("key"), label, span, notes)
    return Mark(f"new{number}", label, span)


def _span(target: Node, text: str) -> Span:
    """Return where the selectors point: both where both are right, else where the quote stands."""
    if isinstance(target.value, list) and target.value:
        target = target.items()[0]
    if not isinstance(target.value, dict):
        target.fail("is not a part of a text: it lacks a selector")
    quote = position = None
    for selector in (Node(s, f"{target.where}, selector") for s in _listed(target, "selector")):
        kind = selector.string("type")
        quote = selector if kind == "TextQuoteSelector" else quote
        position = selector if kind == "TextPositionSelector" else position
    if position is not None:
        start, end = position.number("start"), position.number("end")
        if quote is None:
            return placed(position, text, start, end)
        if start < end and text[start:end] == quote.string("exact"):
            return placed(position, text, start, end)
    if quote is None:
        target.fail("has neither a TextPositionSelector nor a TextQuoteSelector")
    return _quoted(quote, text)


def _quoted(quote: Node, text: str) -> Span:
    exact = quote.string("exact")
    before, after = quote.string("prefix", default=""), quote.string("suffix", default="")
    if not exact:
        quote.fail("quotes nothing")
    for whole, lead in ((before + exact + after, len(before)), (exact, 0)):
        found = text.find(whole)
        if found >= 0:
            if text.find(whole, found + 1) >= 0:
                quote.fail(f"{clipped(exact)} stands in the text more than once")
            return Span(found + lead, found + lead + len(exact))
    return quote.fail(f"{clipped(exact)} does not stand in the text")


def _link(item: Node, bodies: list[Node]) -> list[tuple[str, str, str]]:
    """Return links from the target, a statement, to each body that is another annotation."""
    tag = _label([b for b in bodies if isinstance(b.value, dict) and "value" in b.value])
    heads = [
        t.get("id", "").value if isinstance(t.value, dict) else t.value for t in _targets(item)
    ]
    children = []
    for body in bodies:
        child = body.get("id", None).value if isinstance(body.value, dict) else body.value
        children.append(child)
    return [
        (tag, h, c) for h in heads for c in children if isinstance(h, str) and isinstance(c, str)
    ]


def _targets(item: Node) -> list[Node]:
    return [Node(t, f"{item.where}, target") for t in _listed(item, "target")]


def _read(path: Path, given: str | None, tool: str) -> Iterator[Found]:
    yield restore(loads(parse(ingest.contents(path), ""), given), tool, path.stem)


FORMAT = Format(
    "webannotation",
    "W3C Web Annotation (JSON-LD)",
    __doc__,
    each(".jsonld", dumps),
    _read,
    LOST,
    endings=(".jsonld",),
    looks=lambda _, beginning: b'"@context"' in beginning,
)
