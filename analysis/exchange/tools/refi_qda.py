"""REFI-QDA: a project for the tools of qualitative analysis, with codes on spans of the texts.

The codes are a tree: `Part` (Source, Cue, Content, Mention), `Form` (direct, mixed, indirect),
`Naming` (named, anonymous, generic) and `Speaker` (a code a name); a statement's first content has
one of each. Links lead from it to its source, its cue and further contents. Outlet, date, title,
authors and address are variables of the document. The same name is one code in all articles, which
does not mean that it is one person.

Positions are code points, as the standard wants. What the standard has no place for is JSON in a
memo of each document, called `analysis`: leave it, and nothing is lost on the way back. A form that
was changed by giving another code is kept. Dates inside the file are fixed, so that the same
articles give the same bytes.
"""

from __future__ import annotations

import io
import json
import pathlib
from collections.abc import Iterable, Iterator

from analysis import ingest
from analysis.exchange import graph as graphs
from analysis.exchange.format import Format, single
from analysis.exchange.graph import Graph, Mark
from analysis.exchange.qdaproject import Document, Path, Selection, guid, own, write
from analysis.exchange.qdareading import loads
from analysis.exchange.restore import Found, restore
from analysis.model import Extraction

LOST = (
    *graphs.LOST,
    "changes to the codes of naming and speaker (both follow from the source)",
    "codes, memos, variables, cases, sets and links that were added in the tool",
)
MEMO = "analysis"
ABOUT = ("outlet", "date", "title", "url")


def dumps(extractions: Iterable[Extraction]) -> bytes:
    """Return the project of some articles."""
    sink = io.BytesIO()
    write(sink, map(document, extractions))
    return sink.getvalue()


def codes(naming: str, speaker: str, form: str) -> tuple[Path, ...]:
    """Return the codes of a statement beside that of its content; what is empty has none."""
    pairs = (("Form", form), ("Naming", naming), ("Speaker", speaker))
    return tuple((group, name) for group, name in pairs if name.strip())


def document(extraction: Extraction) -> Document:
    """Return an article as a document of a project."""
    graph = graphs.build(extraction)
    article = extraction.article
    about = {name: graphs.sound(getattr(article, name)) for name in ABOUT}
    about["authors"] = graphs.sound("; ".join(article.authors))
    about = {name: value for name, value in about.items() if value}
    bare = Document(graphs.sound(article.id), graph.text, about, ())
    return Document(
        bare.id,
        bare.text,
        about,
        tuple(_selections(graph)),
        tuple((link.head, link.child, link.label) for link in graph.links),
        (MEMO, _memo(graph, own(bare))),
    )


def _selections(graph: Graph) -> Iterator[Selection]:
    voices = {voice["id"]: voice for voice in graph.document["sources"]}
    for mark in graph.marks:
        found: tuple[Path, ...] = (("Part", mark.label),)
        if "form" in mark.notes and mark.label == "Content":
            voice = voices.get(mark.notes["speaker"], {})
            name = str(voice.get("name", ""))
            found += codes(str(voice.get("naming", "")), name, str(mark.notes["form"]))
        yield Selection(mark.key, mark.span.start, mark.span.end, found)


def _memo(graph: Graph, key: str) -> str:
    """Return all that has no other place, as JSON of ASCII alone."""
    marks = {guid(key, mark.key): _noted(mark) for mark in graph.marks}
    return json.dumps({"document": graph.document, "marks": marks})


def _noted(mark: Mark) -> list[object]:
    return [mark.key, mark.label, mark.notes]


def _read(path: pathlib.Path, _: str | None, tool: str) -> Iterator[Found]:
    for number, (name, graph) in enumerate(loads(ingest.contents(path), ""), 1):
        yield restore(graph, tool, name or f"{path.stem}-{number}")


FORMAT = Format(
    "refi-qda",
    "REFI-QDA project, for MAXQDA, NVivo, ATLAS.ti and QualCoder",
    __doc__,
    single("articles.qdpx", dumps),
    _read,
    LOST,
    "articles.qdpx",
    endings=(".qdpx",),
    output=".qdpx",
)
