"""spaCy's DocBin: an article a Doc, spans in ``doc.spans``, the rest in ``doc.user_data``.

spaCy knows a span by its first and last word: the words are ours, cut further where a span needs
it, and white space that is not one space is a word of its own, so that ``doc.text`` is the text.
The groups are ``source``, ``cue``, ``content`` and ``mention``, and for reading alone
``paragraph`` and ``quotation``. ``user_data`` holds nothing but one JSON text.

A DocBin is MessagePack in zlib: neither it nor ``user_data`` can hold code, and of the arrays in it
only the words are used. It is unpacked only as far as is reasonable.
"""

from __future__ import annotations

import json
import zlib
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

from analysis import ingest
from analysis.errors import InputError
from analysis.exchange import graph as graphs
from analysis.exchange.format import Format, single
from analysis.exchange.graph import Graph, Link, Mark
from analysis.exchange.node import LARGEST, Node, parse, placed
from analysis.exchange.pieces import Piece, first_and_last, pieces
from analysis.exchange.restore import Found, restore
from analysis.ingest.damage import reading
from analysis.model import Extraction, Span

if TYPE_CHECKING:
    from spacy.tokens import Doc

LOST = (
    *graphs.LOST,
    "what a pipeline added to the Docs (tags, entities, other groups of spans)",
)
KEY = "analysis"
READ = ("source", "cue", "content", "mention")


def dumps(extractions: Iterable[Extraction]) -> bytes:
    """Return the DocBin of some articles."""
    from spacy.tokens import DocBin  # noqa: PLC0415 - an extra
    from spacy.vocab import Vocab  # noqa: PLC0415 - as above

    vocab = Vocab()
    found = DocBin(attrs=["ORTH", "SENT_START"], store_user_data=True)
    for extraction in extractions:
        found.add(_doc(extraction, vocab))
    return bytes(found.to_bytes())


def _doc(extraction: Extraction, vocab: Any) -> Doc:
    from spacy.tokens import Doc, SpanGroup  # noqa: PLC0415 - an extra

    graph = graphs.build(extraction)
    article = extraction.article
    groups: dict[str, list[tuple[Span, str, str]]] = {
        "paragraph": [(p.span, p.kind, f"p{n}") for n, p in enumerate(article.paragraphs)],
        "quotation": [(q.span, "quotation", f"q{n}") for n, q in enumerate(extraction.quotations)],
    }
    for label in graphs.LABELS:
        own = [m for m in graph.marks if m.label == label]
        groups[label.lower()] = [(m.span, label, m.key) for m in own]
    spans = [span for group in groups.values() for span, _, _ in group]
    found = pieces(graph.text, graph.words, spans)
    starts = _starts(found, [s.span for s in article.sentences])
    words = [graph.text[p.start : p.end] for p in found]
    doc = Doc(vocab, words=words, spaces=[p.space for p in found], sent_starts=starts)
    first, last = first_and_last(found)
    for name, group in groups.items():
        made = [
            _span(doc, first[s.start], last[s.end] + 1, lab, k) for s, lab, k in group if len(s)
        ]
        doc.spans[name] = SpanGroup(doc, name=name, spans=made)
    notes = {m.key: m.notes for m in graph.marks if m.notes}
    links = [[link.label, link.head, link.child] for link in graph.links]
    data = {"document": graph.document, "notes": notes, "links": links}
    doc.user_data[KEY] = json.dumps(data)
    return doc


def _span(doc: Doc, first: int, end: int, label: str, key: str) -> Any:
    from spacy.tokens import Span as SpacySpan  # noqa: PLC0415 - an extra

    return SpacySpan(doc, first, end, label=label, span_id=key)


def _starts(found: list[Piece], sentences: list[Span]) -> list[bool | int | None] | None:
    begins = {span.start for span in sentences}
    return [piece.start in begins for piece in found] if sentences else None


def loads(data: bytes, where: str) -> list[Graph]:
    """Return marks and links of every Doc.

    Raises:
        InputError: If spaCy can't read it, or a span is not a place in its text.
    """
    found = []
    for number, doc in enumerate(_docs(data, where), 1):
        try:
            found.append(_graph(doc, f"{where}, doc {number}"))
        except LookupError:  # the hash of a text that the file does not hold
            raise InputError("lacks texts of its labels", f"{where}, doc {number}") from None
    return found


def _docs(data: bytes, where: str) -> list[Doc]:
    from spacy.attrs import ORTH  # noqa: PLC0415 - an extra
    from spacy.tokens import DocBin  # noqa: PLC0415 - as above
    from spacy.vocab import Vocab  # noqa: PLC0415 - as above

    _bounded(data, where)
    with reading("a DocBin", where):
        found = DocBin(store_user_data=True).from_bytes(data)
        # The words alone: what else stands in the arrays is not needed, and could be anything.
        column = found.attrs.index(ORTH)
        found.tokens = [tokens[:, [column]] for tokens in found.tokens]
        found.attrs = [ORTH]
        return list(found.get_docs(Vocab()))


def _bounded(data: bytes, where: str) -> None:
    reader = zlib.decompressobj()
    try:
        reader.decompress(data, LARGEST)
    except zlib.error:
        raise InputError("is not a DocBin", where, "give a .spacy file") from None
    if reader.unconsumed_tail:
        raise InputError("is too large once unpacked", where, "split it into its articles")


def _graph(doc: Doc, where: str) -> Graph:
    said = doc.user_data.get(KEY, "{}")
    node = Node(said, f"{where}, user_data")
    if not isinstance(said, str):
        node.fail("is not text")
    data = parse(said, node.where)
    notes = data.get("notes", {})
    text = doc.text
    marks: dict[str, Mark] = {}
    for name in (name for name in READ if name in doc.spans):
        for number, span in enumerate(doc.spans[name]):
            place = Node(span, f"{where}, {name} {number + 1}")
            key = span.id_ if span.id else f"{name}{number}"
            if key in marks:
                place.fail("has the id of another span")
            own = notes.get(key, {}).entries()
            found = placed(place, text, span.start_char, span.end_char)
            marks[key] = Mark(key, name.capitalize(), found, dict(own))
    document = data.get("document", {}).entries()
    links = [_link(node) for node in data.get("links", []).items()]
    return Graph(text, document, tuple(marks.values()), tuple(links))


def _link(node: Node) -> Link:
    ends = [item.value for item in node.items()]
    if len(ends) != 3 or not all(isinstance(end, str) for end in ends):
        node.fail("is not a link of three texts")
    return Link(ends[0], ends[1], ends[2])


def _read(path: Path, _: str | None, tool: str) -> Iterator[Found]:
    for number, graph in enumerate(loads(ingest.contents(path), ""), 1):
        yield restore(graph, tool, f"{path.stem}-{number}")


FORMAT = Format(
    "spacy",
    "spaCy DocBin",
    __doc__,
    single("articles.spacy", dumps),
    _read,
    LOST,
    "articles.spacy",
    needs="spacy",
    extra="spacy",
    endings=(".spacy",),
)
