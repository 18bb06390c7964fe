"""Extractions as tables that refer to each other: what CSV, Parquet and Excel hold.

A table for each kind of record, its columns the fields of the record and their types those of the
model, so that a new field travels by itself; places in the text are ``start`` and ``end`` in code
points, a list of texts is one cell of JSON. ``spans`` holds the places of a statement, its column
``text`` is what they cover, to read and to check. Further columns are there
to read only (:mod:`analysis.exchange.readable`).
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import fields
from functools import cache
from typing import Any, Literal, get_origin, get_type_hints

from analysis.errors import InputError
from analysis.exchange import ROLES, readable, to_json
from analysis.exchange import graph as graphs
from analysis.exchange.node import Node, clipped, parse
from analysis.exchange.restore import Found, restore_entry
from analysis.model import Article, Attribution, Extraction, Mention, Paragraph, Quotation, Source

Cell = str | int | float | bool | None
Row = dict[str, Cell]
Kind = Literal["text", "whole", "number", "truth", "list"]
Tables = dict[str, list[Row]]
LOST = (*graphs.LOST, "columns and tables that were added")
PLACE: dict[str, Kind] = {"start": "whole", "end": "whole"}
MISSING = ("speaker", "parent", "credit_start", "credit_end")  # what may be
SUMS = (graphs.SUM, graphs.TEXT_SUM)
OF_ARTICLE = ("replies", "judged")  # lists of records that are one cell of their article


def _plain(record: type) -> dict[str, Kind]:
    """Return the fields of a record that are no places, and what their cells hold."""
    hints = get_type_hints(record)
    kinds = {field.name: _kind(hints[field.name]) for field in fields(record)}
    return {name: kind for name, kind in kinds.items() if kind is not None}


def _kind(hint: Any) -> Kind | None:
    known: dict[Any, Kind] = {
        str: "text",
        int: "whole",
        float: "number",
        bool: "truth",
        tuple[str, ...]: "list",
        str | None: "text",
    }
    return "text" if get_origin(hint) is Literal else known.get(hint)


@cache
def schema() -> dict[str, dict[str, Kind]]:
    """Return the columns of every table, in order."""
    text: Kind = "text"
    article = {"article": text}
    articles = {k: v for k, v in _plain(Article).items() if k != "text"}
    return {
        "articles": {
            **articles,
            **dict.fromkeys(OF_ARTICLE, "list"),
            "reader": text,
            **dict.fromkeys(SUMS, text),
            "text": text,
        },
        "paragraphs": {
            **article,
            **PLACE,
            **_plain(Paragraph),
            "credit_start": "whole",
            "credit_end": "whole",
        },
        "quotations": {
            **article,
            **PLACE,
            "inner_start": "whole",
            "inner_end": "whole",
            **_plain(Quotation),
        },
        "attributions": {**article, **_plain(Attribution)},
        "spans": {**article, "attribution": text, "role": text, **PLACE, "text": text},
        "sources": {**article, "list": text, **_plain(Source)},
        "mentions": {**article, "list": text, "source": text, **PLACE, **_plain(Mention)},
    }


def written() -> dict[str, dict[str, Kind]]:
    """Return the columns of every table that is written, in order, with those only to read."""
    return {name: readable.columns(name, kept) for name, kept in schema().items()}


def build(extractions: Iterable[Extraction]) -> Tables:
    """Return the rows of every table; cells are as their column says, None if missing."""
    found: Tables = {name: [] for name in schema()}
    for extraction in extractions:
        _add(found, extraction)
    return found


def _add(found: Tables, extraction: Extraction) -> None:
    entry, text = graphs.sound(to_json(extraction)), graphs.sound(extraction.article.text)
    article = entry["id"]
    sums = {graphs.SUM: graphs.fingerprint(entry), graphs.TEXT_SUM: graphs.text_sum(text)}
    put = _putter(found)
    shown = {name: iter(rows) for name, rows in readable.cells(extraction, entry, text).items()}
    put("articles", {**entry, **sums, "text": text})
    for paragraph in entry["paragraphs"]:
        start, end = paragraph["credit"] or (None, None)
        put(
            "paragraphs",
            {
                "article": article,
                **paragraph,
                **next(shown["paragraphs"]),
                "credit_start": start,
                "credit_end": end,
            },
        )
    for quotation in entry["quotations"]:
        start, end = quotation["inner"]
        inner = {"inner_start": start, "inner_end": end}
        put("quotations", {"article": article, **quotation, **inner, **next(shown["quotations"])})
    for said in entry["attributions"]:
        put("attributions", {"article": article, **said, **next(shown["attributions"])})
        for role in ROLES:
            for start, end in said[role]:
                place = {"start": start, "end": end, "text": text[start:end]}
                put("spans", {"article": article, "attribution": said["id"], "role": role, **place})
    for group in ("sources", "unheard"):
        for voice in entry[group]:
            put("sources", {"article": article, "list": group, **voice, **next(shown["sources"])})
            own = {"article": article, "list": group, "source": voice["id"]}
            for mention in voice["mentions"]:
                put("mentions", {**own, **mention, **next(shown["mentions"])})


def _putter(found: Tables) -> Callable[[str, Mapping[str, Any]], None]:
    columns = written()

    def put(table: str, record: Mapping[str, Any]) -> None:
        cells = {name: record.get(name) for name in columns[table]}
        for name, kind in columns[table].items():
            if kind == "list":
                cells[name] = json.dumps(cells[name] or [], ensure_ascii=False)
        found[table].append(cells)

    return put


def restore(tables: Mapping[str, Sequence[tuple[str, Row]]], tool: str) -> list[Found]:
    """Build the extractions that some tables hold.

    Args:
        tables: The rows of each table, each with the place that errors call it by. Cells are of
            the types of :func:`schema`, or text that says the same; missing ones None.
        tool: See :func:`analysis.exchange.restore.restore`.

    Raises:
        InputError: If a table or a cell is missing, or can't be what its column holds.
    """
    read = {name: [_typed(name, *row) for row in tables.get(name, ())] for name in schema()}
    known = [row.string("id") for row in read["articles"]]
    if len(set(known)) != len(known):
        raise InputError("two articles have the same id", "articles")
    groups: dict[str, dict[str, list[Node]]] = {key: {name: [] for name in read} for key in known}
    for name, rows in read.items():
        for row in rows if name != "articles" else ():
            own = groups.get(row.string("article"))
            if own is None:
                row.fail(f"is of {clipped(row.string('article'))}, which is not in articles")
            own[name].append(row)
    return [
        restore_entry(_entry(row, groups[row.string("id")]), row.string("text"), tool, sums)
        for row in read["articles"]
        if (sums := tuple(row.string(name, default="") for name in SUMS))
    ]


def _entry(article: Node, own: dict[str, list[Node]]) -> dict[str, Any]:
    """Return the JSON of an article from its rows."""
    entry = {k: v for k, v in article.value.items() if k not in ("text", *SUMS)}
    entry["length"] = len(article.string("text"))
    entry["paragraphs"] = [_paragraph(row) for row in own["paragraphs"]]
    entry["quotations"] = [
        {**_own(row), "inner": [row.number("inner_start"), row.number("inner_end")]}
        for row in own["quotations"]
    ]
    entry["attributions"] = _statements(own, article.string("text"))
    entry |= {group: _voices(own, group) for group in ("sources", "unheard")}
    return entry


def _own(row: Node) -> dict[str, Any]:
    return {k: v for k, v in row.value.items() if k not in ("article", "list")}


def _paragraph(row: Node) -> dict[str, Any]:
    cells = _own(row)
    start, end = cells.pop("credit_start", None), cells.pop("credit_end", None)
    return {**cells, "credit": None if start is None else [start, end]}


def _statements(own: dict[str, list[Node]], text: str) -> list[dict[str, Any]]:
    found = {
        row.string("id"): {**_own(row), **{r: [] for r in ROLES}} for row in own["attributions"]
    }
    if len(found) != len(own["attributions"]):
        raise InputError("two statements of an article have the same id", "attributions")
    for row in own["spans"]:
        said = found.get(row.string("attribution"))
        if said is None:
            row.fail(f"is of {clipped(row.string('attribution'))}, which is not in attributions")
        if row.string("role") not in ROLES:
            row.fail(f"has a role that is not one of {', '.join(ROLES)}")
        start, end = row.number("start"), row.number("end")
        if not start <= end <= len(text):
            row.fail(f"{start} to {end} is not a place in a text of {len(text)} characters")
        quoted = row.get("text", None).value
        if isinstance(quoted, str) and quoted.split() != text[start:end].split():
            row.fail(f"covers {clipped(text[start:end])} where its text is {clipped(quoted)}")
        said[row.string("role")].append([start, end])
    return list(found.values())


def _voices(own: dict[str, list[Node]], group: str) -> list[dict[str, Any]]:
    found: dict[str, dict[str, Any]] = {}
    for row in own["sources"]:
        if row.string("list") not in ("sources", "unheard"):
            row.fail("is in a list that is neither sources nor unheard")
        if row.string("list") == group:
            if row.string("id") in found:
                row.fail("has the id of another source")
            found[row.string("id")] = {**_own(row), "mentions": []}
    for row in own["mentions"]:
        if row.string("list") == group:
            voice = found.get(row.string("source"))
            if voice is None:
                row.fail(f"is of {clipped(row.string('source'))}, which is not in sources")
            voice["mentions"].append({k: v for k, v in _own(row).items() if k != "source"})
    return list(found.values())


def _typed(table: str, where: str, row: Row) -> Node:
    """Return the row with every known column as its type, and no other."""
    cells: dict[str, Any] = {}
    for name, kind in schema()[table].items():
        node = Node(row.get(name), f"{where}, {name}")
        value = _cell(node, kind)
        # A text that is missing is an empty one, but for those that may be missing.
        if kind == "text":
            value = (value or None) if name in MISSING else (value or "")
        if value is not None or name in MISSING:
            cells[name] = value
    return Node(cells, where)


def _cell(node: Node, kind: Kind) -> Any:
    value = node.value
    if value is None or (value == "" and kind != "text"):
        return None
    if kind == "text":
        if isinstance(value, bool | float):
            node.fail("is not text")
        return str(value)
    if kind == "list":
        if not isinstance(value, str):
            node.fail("is not a list")
        return parse(value, node.where).value
    return _number(node, kind)


def _number(node: Node, kind: Kind) -> Any:
    value = node.value
    if kind == "truth":
        said = str(value).lower()
        if said not in ("true", "false", "1", "0"):
            node.fail("is neither true nor false")
        return said in ("true", "1")
    try:
        number = float(value)
    except (TypeError, ValueError, OverflowError):
        node.fail("is not a number")
    if kind == "number":
        return number
    if not number.is_integer() or abs(number) >= 2**53:
        node.fail("is not a whole number")
    return int(number)
