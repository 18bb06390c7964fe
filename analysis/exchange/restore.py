"""An extraction from what an annotation tool gives back; what a person changed is kept.

Statements, mentions and their places are as the tool's marks and links have them; the rest comes
from the document that went out with them. A file that was not ours has no such document: then its
paragraphs and quotations are found as in any article, and it has no voices but the marked ones.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from typing import Any, NamedTuple

from analysis.errors import InputError
from analysis.exchange import from_json, to_json
from analysis.exchange.graph import (
    LABELS,
    SUM,
    TEXT_SUM,
    WAS,
    Graph,
    Mark,
    fingerprint,
    sound,
    text_sum,
)
from analysis.exchange.node import Node, clipped
from analysis.model import Extraction, Span
from analysis.text import form_of

Json = dict[str, Any]
NUMBERED = re.compile(r"[am](\d{1,9})(?:\.[a-z]+\.(\d{1,9}))?")
KINDS = {label.casefold(): label for label in LABELS}
LAST = (10**9, 0)


class Found(NamedTuple):
    """What a file held: the extraction, and in words what of the file has no place in it."""

    extraction: Extraction
    remarks: tuple[str, ...] = ()


@dataclass(slots=True)
class _Statement:
    head: Mark
    roles: dict[str, list[Mark]] = field(default_factory=dict)

    def pairs(self, role: str) -> list[list[int]]:
        return [[m.span.start, m.span.end] for m in self.roles.get(role, [])]


def restore(graph: Graph, tool: str, name: str) -> Found:
    """Build the extraction that a tool's file holds.

    Args:
        graph: Marks and links as the tool has them; the document may be empty, and is not trusted.
        tool: What the reader is called if anything differs from what was exported: "imported from
            brat".
        name: The article's id where the document has none.

    Raises:
        InputError: If a value is of a wrong type, points outside the text, or the text is not the
            one that was exported.
    """
    graph = _sound(graph)
    document = Node(graph.document, "the document")
    _same_text(document, graph.text)
    base = _base(graph.text, name) if "paragraphs" not in graph.document else {}
    entry: Json = {k: v for k, v in graph.document.items() if k not in (SUM, TEXT_SUM)}
    entry = {"id": name, **base, **entry, "length": len(graph.text)}
    marks = [m for m in sorted(graph.marks, key=_order) if m.label.casefold() in KINDS]
    voices = _voices(document, [m for m in marks if _is(m, "mention")], graph.text, tool)
    statements, loose = _statements(graph, marks)
    entry |= voices
    entry["attributions"] = _attributions(statements, entry, graph.text)
    extraction = _built(entry, document, graph.text, tool)
    return Found(extraction, _remarks(loose, len(graph.marks) - len(marks)))


def restore_entry(entry: Json, text: str, tool: str, sums: tuple[str, ...]) -> Found:
    """Build the extraction of whole JSON, as a format of tables has it.

    Args:
        entry: As :func:`analysis.exchange.to_json` gives it, not trusted.
        text: The article.
        tool: As in :func:`restore`.
        sums: The fingerprint and the hash of the text, as exported; empty where there are none.

    Raises:
        InputError: As in :func:`restore`.
    """
    entry, text = sound(entry), sound(text)
    noted = {SUM: sums[0], TEXT_SUM: sums[1] or text_sum(text), "reader": entry.get("reader", "")}
    document = Node(noted, "articles")
    _same_text(document, text)
    return Found(_built(entry, document, text, tool))


def _sound(graph: Graph) -> Graph:
    """Return the graph without halves of surrogate pairs, which other tools' JSON can escape."""
    marks = tuple(replace(mark, notes=sound(mark.notes)) for mark in graph.marks)
    return replace(graph, text=sound(graph.text), document=sound(graph.document), marks=marks)


def _same_text(document: Node, text: str) -> None:
    if document.string(TEXT_SUM, default=text_sum(text)) != text_sum(text):
        raise InputError("the text is not the one that was exported", "", "annotate it unchanged")


def _base(text: str, name: str) -> Json:
    """Return what any article has: for files that were made elsewhere."""
    from analysis import ingest, pipeline  # noqa: PLC0415 - needed for foreign files alone

    try:
        article = ingest.from_text(text, name)
    except InputError:  # an empty text
        return {"paragraphs": [], "quotations": []}
    return to_json(Extraction(article, pipeline.quoted(article), (), ()))


def _statements(graph: Graph, marks: Sequence[Mark]) -> tuple[list[_Statement], int]:
    """Join marks by their links; also how many sources and cues belong to no statement."""
    by_key = {m.key: m for m in marks}
    order = {m.key: n for n, m in enumerate(marks)}
    edges = [(by_key[k.head], by_key[k.child], k.label) for k in graph.links if _known(k, by_key)]
    further = _further(edges)
    found = {m.key: _Statement(m) for m in marks if _is(m, "content") and m.key not in further}
    for key, head in further.items():
        found[head].roles.setdefault("content", []).append(by_key[key])
    used: set[str] = set()
    cues: dict[str, list[str]] = {}
    pairs = [(a, b) for one, two, _ in edges for a, b in ((one, two), (two, one))]
    for a, b in pairs:
        if _is(a, "content") and KINDS[b.label.casefold()] in ("Source", "Cue"):
            head = further.get(a.key, a.key)
            used.add(b.key)
            _put(found[head], b)
            cues.setdefault(b.key, []).append(head)
    for a, b in pairs:  # a source that hangs on the cue alone
        if _is(a, "cue") and _is(b, "source") and b.key not in used:
            for head in cues.get(a.key, []):
                used.add(b.key)
                _put(found[head], b)
    for statement in found.values():
        statement.roles.setdefault("content", []).insert(0, statement.head)
        for role in statement.roles.values():
            role.sort(key=lambda m: order[m.key])
    needy = [m for m in marks if _is(m, "source") or _is(m, "cue")]
    return list(found.values()), sum(m.key not in used for m in needy)


def _further(edges: Iterable[tuple[Mark, Mark, str]]) -> dict[str, str]:
    """Return the head of each content that goes on with another; chains lead to their first."""
    up = {
        child.key: head.key
        for head, child, label in edges
        if label.casefold() == "content" and _is(head, "content") and _is(child, "content")
    }
    first: dict[str, str] = {}
    for key, head in up.items():
        path, place = {key}, head
        while place in up and place not in path:
            path.add(place)
            place = up[place]
        if place not in path:  # a ring of contents has no first: each stays on its own
            first[key] = place
    return first


def _put(statement: _Statement, mark: Mark) -> None:
    own = statement.roles.setdefault(mark.label.casefold(), [])
    if all(m.key != mark.key for m in own):
        own.append(mark)


def _attributions(statements: Sequence[_Statement], entry: Json, text: str) -> list[Json]:
    ids = _ids(statements)
    found = []
    mask = _quoted(entry, len(text))
    for statement, key in zip(statements, ids, strict=True):
        notes = dict(statement.head.notes)
        was = notes.pop(WAS, None)
        spans = {role: statement.pairs(role) for role in ("source", "cue", "content")}
        if "form" not in notes:
            notes["form"] = form_of(text, mask, [Span(*pair) for pair in spans["content"]])
        if "speaker" not in notes or was != spans["source"]:
            notes["speaker"] = _speaker(notes.get("speaker"), spans["source"], entry, text)
        if notes.get("parent") is not None and notes["parent"] not in ids:
            notes["parent"] = None  # a person took it away
        found.append({**notes, "id": key, **spans})
    return found


def _ids(statements: Sequence[_Statement]) -> list[str]:
    """Return the ids noted; a statement that is new, or a copy, gets the next that is free."""
    noted = [s.head.notes.get("id") for s in statements]
    taken = {key for key in noted if isinstance(key, str)}
    given: list[str] = []
    number = 1
    for key in noted:
        if not isinstance(key, str) or key in given:
            while f"a{number}" in taken:
                number += 1
            key = f"a{number}"  # noqa: PLW2901 - what it is from here on
            taken.add(key)
        given.append(key)
    return given


def _speaker(noted: object, source: list[list[int]], entry: Json, text: str) -> object:
    """Return whose mention the source now is: the noted one where it still is, else None."""
    said = {text[start:end].casefold() for start, end in source}
    owners = [
        voice["id"]
        for voice in entry["sources"]
        for m in voice["mentions"]
        if [m["start"], m["end"]] in source
    ]
    owners += [v["id"] for v in entry["sources"] if str(v.get("name")).casefold() in said]
    if noted in owners or not owners:
        return noted if noted in owners else None
    return owners[0]


def _voices(document: Node, mentions: Sequence[Mark], text: str, tool: str) -> Json:
    """Return the document's sources with the mentions that are marked; new ones for the rest."""
    groups: dict[str, list[Json]] = {}
    for group in ("sources", "unheard"):
        nodes = document.get(group, []).items()
        groups[group] = [{**_voice(node), "mentions": []} for node in nodes]
    by_id: dict[Any, Json] = {(g, v["id"]): v for g in groups for v in groups[g]}
    for mark in mentions:
        place = {"start": mark.span.start, "end": mark.span.end}
        notes = {k: v for k, v in mark.notes.items() if k not in ("list", "voice")}
        surface = mark.span.of(text)
        notes.setdefault("form", "name" if surface[:1].isupper() else "nominal")
        noted = mark.notes.get("list"), mark.notes.get("voice")
        voice = by_id.get(noted) if all(isinstance(n, str) for n in noted) else None
        if voice is None:
            voice = _like(surface, groups["sources"]) or _new(surface, groups, by_id, tool)
        voice["mentions"].append({**notes, **place})
    return dict(groups)


def _voice(node: Node) -> Json:
    node.string("id")
    return dict(node.value)


def _like(surface: str, voices: Iterable[Json]) -> Json | None:
    return next((v for v in voices if str(v.get("name")).casefold() == surface.casefold()), None)


def _new(surface: str, groups: dict[str, list[Json]], by_id: dict[Any, Json], tool: str) -> Json:
    number = len(groups["sources"]) + 1
    while ("sources", f"s{number}") in by_id:
        number += 1
    naming = "named" if surface[:1].isupper() else "generic"
    fresh: Json = {"id": f"s{number}", "name": surface, "kind": "unknown", "naming": naming}
    fresh |= {"because": f"marked in {tool}", "mentions": []}
    groups["sources"].append(fresh)
    by_id["sources", f"s{number}"] = fresh
    return fresh


def _quoted(entry: Json, size: int) -> bytearray:
    """Mark each code point within an outermost quotation, as :func:`analysis.quotes.inside`."""
    given = entry.get("quotations")
    mask = bytearray(size)
    for q in given if isinstance(given, list) else []:
        if isinstance(q, dict) and not q.get("depth"):
            start, end = q.get("start"), q.get("end")
            if isinstance(start, int) and isinstance(end, int):
                start, end = max(0, start), min(size, end)
                mask[start:end] = b"\x01" * (end - start)
    return mask


def _built(entry: Json, document: Node, text: str, tool: str) -> Extraction:
    """Build the extraction; its reader keeps its name if nothing was changed since it read."""
    reader = document.string("reader", default="")
    noted = document.string(SUM, default="")
    found = from_json(entry | {"reader": reader}, text)
    if not noted or fingerprint(to_json(found)) != noted:
        found = replace(found, reader=f"imported from {tool}")
    _consistent(found)
    return found


def _consistent(extraction: Extraction) -> None:
    """Check that what points at something else finds it."""
    limit = len(extraction.article.paragraphs)
    for number, quotation in enumerate(extraction.quotations, 1):
        if quotation.paragraph >= limit:
            raise InputError(f"is in paragraph {quotation.paragraph}", f"quotation {number}")
    for group, voices in (("sources", extraction.sources), ("unheard", extraction.unheard)):
        ids = [voice.id for voice in voices]
        if len(set(ids)) != len(ids):
            raise InputError("two have the same id", group)
    known = {None, *(voice.id for voice in extraction.sources)}
    for a in extraction.attributions:
        if a.speaker not in known:
            who = clipped(str(a.speaker))
            raise InputError(f"the speaker {who} is not a source of the file", f"statement {a.id}")


def _remarks(loose: int, other: int) -> tuple[str, ...]:
    told = []
    if loose:
        told.append(f"{loose} sources and cues belong to no statement and were left out")
    if other:
        told.append(f"{other} spans of other labels were left out")
    return tuple(told)


def _known(link: Any, by_key: dict[str, Mark]) -> bool:
    return link.head in by_key and link.child in by_key


def _is(mark: Mark, label: str) -> bool:
    return mark.label.casefold() == label


def _order(mark: Mark) -> tuple[int, int]:
    match = NUMBERED.fullmatch(mark.key)
    return (int(match[1]), int(match[2] or 0)) if match else LAST
