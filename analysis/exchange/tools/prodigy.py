"""Prodigy: JSON Lines with a task an article: words, spans, and relations between spans.

Prodigy counts code points, as Python does, and wants each span to begin and end with a word: the
words are ours, cut further where a span needs it. What a span is known by besides its label stands
on the span itself, what belongs to the article under ``analysis``.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from analysis.exchange import graph as graphs
from analysis.exchange.format import JSONL, Format, lines, single
from analysis.exchange.graph import Graph, Link, Mark
from analysis.exchange.node import Node, parse, placed
from analysis.exchange.pieces import first_and_last, pieces
from analysis.exchange.restore import Found, restore
from analysis.model import Extraction

Json = dict[str, Any]
LOST = (
    *graphs.LOST,
    "keys that Prodigy added to a task, a span or a relation",
    "tasks that were rejected or ignored",
)
SKIPPED = ("reject", "ignore")


def dumps(extractions: Iterable[Extraction]) -> str:
    """Return a line for each article."""
    return "".join(_line(graphs.build(extraction)) for extraction in extractions)


def _line(graph: Graph) -> str:
    found = pieces(graph.text, graph.words, [mark.span for mark in graph.marks])
    first, last = first_and_last(found)
    spans = {
        mark.key: {
            "start": mark.span.start,
            "end": mark.span.end,
            "token_start": first[mark.span.start],
            "token_end": last[mark.span.end],
            "label": mark.label,
            "id": mark.key,
        }
        for mark in graph.marks
    }
    tokens = [
        {
            "text": graph.text[p.start : p.end],
            "start": p.start,
            "end": p.end,
            "id": n,
            "ws": p.space,
        }
        for n, p in enumerate(found)
    ]
    task = {
        "text": graph.text,
        "tokens": tokens,
        "spans": [spans[m.key] | ({"notes": m.notes} if m.notes else {}) for m in graph.marks],
        "relations": [_relation(link, spans) for link in graph.links],
        "meta": {"source": graph.document["id"]},
        "analysis": graph.document,
    }
    # Only ASCII: whatever a tool takes for the end of a line is escaped.
    return json.dumps(task) + "\n"


def _relation(link: Link, spans: dict[str, Json]) -> Json:
    head, child = spans[link.head], spans[link.child]
    return {
        "head": head["token_end"],
        "child": child["token_end"],
        "head_span": head,
        "child_span": child,
        "label": link.label,
    }


def skipped(task: Node) -> bool:
    """Tell whether the person turned the task down."""
    return task.get("answer", "accept").value in SKIPPED


def read_task(task: Node) -> Graph:
    """Return marks and links of one task.

    Raises:
        InputError: If a part is missing, of a wrong type, or no place in the text.
    """
    text = task.string("text")
    marks: dict[str, Mark] = {}
    places: dict[tuple[int, int, str], str] = {}
    for number, span in enumerate(task.get("spans", []).items(), 1):
        mark = _mark(span, text, f"new{number}")
        if mark.key in marks:
            span.fail("has the id of another span")
        marks[mark.key] = mark
        places.setdefault((mark.span.start, mark.span.end, mark.label), mark.key)
    links = [
        Link(
            relation.string("label", default=""),
            _end(relation.get("head_span"), marks, places),
            _end(relation.get("child_span"), marks, places),
        )
        for relation in task.get("relations", []).items()
    ]
    document = task.get("analysis", {}).entries()
    return Graph(text, document, tuple(marks.values()), tuple(links))


def _mark(span: Node, text: str, fallback: str) -> Mark:
    notes = span.get("notes", {}).entries()
    quoted = span.string("text") if "text" in span.value else None
    place = placed(span, text, span.number("start"), span.number("end"), quoted)
    key = span.string("id", default=fallback)
    return Mark(key, span.string("label"), place, dict(notes))


def _end(span: Node, marks: dict[str, Mark], places: dict[tuple[int, int, str], str]) -> str:
    """Return the key of the span that one end of a relation names: by its id, else its place."""
    place = span.number("start"), span.number("end"), span.string("label")
    key = span.string("id", default="")
    if key in marks:
        return key
    if place not in places:
        span.fail("is not one of the spans of its task")
    return places[place]


def _read(path: Path, _: str | None, tool: str) -> Iterator[Found]:
    for number, line in lines(path):
        task = parse(line, f"line {number}")
        if not skipped(task):
            yield restore(read_task(task), tool, f"{path.stem}-{number}")


FORMAT = Format(
    "prodigy",
    "Prodigy JSON Lines",
    __doc__,
    single("prodigy.jsonl", lambda found: dumps(found).encode()),
    _read,
    LOST,
    "prodigy.jsonl",
    text=True,
    looks=lambda end, start: end in JSONL and start.lstrip().startswith(b'{"text"'),
)
