"""Columns of the exported tables that are there to read: names, words and counts.

They are those of the report's tables (:mod:`analysis.frames.schema`), follow from the others, and
are not read back.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from typing import Any

from analysis.model import Attribution, Extraction, Span
from analysis.spans.counting import words_of

TEXT, WHOLE = "text", "whole"
COLUMNS: Mapping[str, Mapping[str, str]] = {
    "paragraphs": {"text": TEXT},
    "quotations": {"text": TEXT},
    "attributions": {
        "name": TEXT,
        "kind": TEXT,
        "naming": TEXT,
        "source_text": TEXT,
        "cue_text": TEXT,
        "content_text": TEXT,
        "words": WHOLE,
    },
    "sources": {"statements": WHOLE, "words": WHOLE},
    "mentions": {"name": TEXT, "text": TEXT},
}
# What the columns hold that the report's tables do not have.
OWN: Mapping[str, str] = {
    "fingerprint": "sum over all that is read back: tells whether a person changed anything",
    "text_sha256": "SHA-256 of the text",
    "sha256": "SHA-256 of the file that was read",
    "encoding": "encoding of the file that was read",
    "repairs": "what was repaired in it",
    "reader": "version of the software that read it, or of what it was imported from",
    "text": "the words that stand there; of an article the whole of it",
    "id": "the article's id",
    "title": "its title",
    "authors": "who wrote it",
    "date": "when it appeared",
    "outlet": "where it appeared",
    "url": "its address",
    "section": "the section of the outlet",
    "language": "its language",
    "replies": "who was asked for comment and gave none, who is accused and not heard",
    "judged": "quotations that a person found right or wrong",
    "start": "where it begins, in code points",
    "end": "where it ends, exclusive",
    "credit_start": "where the credit of a caption begins",
    "credit_end": "where it ends, exclusive",
    "attribution": "id of the statement",
    "source": "id of the source",
    "role": "source, cue or content",
    "list": "sources (quoted) or unheard (named but not quoted)",
    "form": "name, nominal or pronoun",
    "name": "the source's name",
}
ROWS: Mapping[str, str] = {
    "articles": "one article",
    "spans": "one place of a source, a cue or a content",
    "mentions": "one place where a source is named or meant",
}


def cells(x: Extraction, entry: Mapping[str, Any], text: str) -> dict[str, list[dict[str, Any]]]:
    """Return the cells of these columns, a mapping a row, by table.

    Args:
        x: The extraction.
        entry: Its JSON, whose order the rows have.
        text: The article's text, as it is written.
    """
    words = words_of(x.article.text)
    names = {source.id: source for source in x.sources}
    said_by: dict[str | None, list[Attribution]] = defaultdict(list)
    for own in x.attributions:
        if not own.excluded:
            said_by[own.speaker].append(own)
    found: dict[str, list[dict[str, Any]]] = {"attributions": [], "sources": [], "mentions": []}
    for said, own in zip(entry["attributions"], x.attributions, strict=True):
        who = names.get(own.speaker or "")
        known = {name: getattr(who, name, None) for name in ("name", "kind", "naming")}
        found["attributions"].append({**said, **known, "words": words.count(own.content)})
    for voice in (*entry["sources"], *entry["unheard"]):
        theirs = said_by[voice["id"]]
        spoken = words.count(span for a in theirs for span in a.content)
        found["sources"].append({"statements": len(theirs), "words": spoken})
        found["mentions"] += [
            {"name": voice["name"], "text": text[m["start"] : m["end"]]} for m in voice["mentions"]
        ]
    found["paragraphs"] = [{"text": text[p["start"] : p["end"]]} for p in entry["paragraphs"]]
    inner = [Span(*quotation["inner"]) for quotation in entry["quotations"]]
    found["quotations"] = [{"text": span.of(text)} for span in inner]
    return found


def columns(table: str, kept: Mapping[str, Any]) -> dict[str, Any]:
    """Return all columns of a table in order: its keys, those only to read, those read back."""
    first = [name for name in ("article", "list", "id", "source") if name in kept]
    order = [*first, *COLUMNS.get(table, {}), *kept]
    return {name: COLUMNS.get(table, {}).get(name) or kept[name] for name in dict.fromkeys(order)}


def described(table: str, kept: Mapping[str, Any]) -> str:
    """Return what a row of a table is, and what its columns hold, as Markdown."""
    from analysis.frames import schema  # noqa: PLC0415 - pandas takes long to import

    known = schema.TABLES.get(table)
    meanings = {c.name: c.meaning for c in known.columns} if known else {}
    shown = COLUMNS.get(table, {})
    lines = [
        f"| `{name}` | {meanings.get(name) or OWN[name]} | {'no' if name in shown else 'yes'} |"
        for name in columns(table, kept)
        if name != "article"
    ]
    row = known.row if known else ROWS[table]
    head = ["| column | holds | read back |", "| --- | --- | --- |"]
    return "\n".join([f"### {table}", "", f"A row is {row}.", "", *head, *lines, ""])
