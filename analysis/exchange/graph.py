"""An extraction as what annotation tools know: labelled spans, links between them, and notes.

Labels are ``Source``, ``Cue``, ``Content`` and ``Mention``. A statement is its first Content: that
mark holds, as notes, all of the statement that is no place in the text, and links lead from it to
its sources, its cues and its further contents. What belongs to no place (paragraphs, quotations,
the voices) travels as one JSON object, the *document*, its offsets code points as everywhere with
us. Everything is taken from :func:`analysis.exchange.to_json`, so that a new field of a record
travels by itself.
"""

from __future__ import annotations

import hashlib
import json
import re
from dataclasses import dataclass, field
from typing import Any

from analysis.exchange import ROLES, to_json
from analysis.model import Extraction, Span

Json = dict[str, Any]
LABELS = ("Source", "Cue", "Content", "Mention")
DERIVED = tuple(f"{role}_text" for role in ROLES)
HALF = re.compile("[\ud800-\udfff]")
# What we add to the document, and no record has.
SUM, TEXT_SUM = "fingerprint", "text_sha256"
WAS = "source_was"  # of a statement: where its source stood, so that a moved one is noticed
LOST = (
    "sentences and tokens (made again from the text)",
    "halves of surrogate pairs (replaced by U+FFFD)",
    "which corrections by hand were not applied, or applied to changed words",
)


@dataclass(frozen=True, slots=True)
class Mark:
    """A labelled span; ``key`` is its id within the article, ``notes`` what else it holds."""

    key: str
    label: str
    span: Span
    notes: Json = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Link:
    """From one mark to another, by their keys; ``label`` is ``source``, ``cue`` or ``content``."""

    label: str
    head: str
    child: str


@dataclass(frozen=True, slots=True)
class Graph:
    """One article for a tool; ``words`` are its tokens, ``document`` what has no place."""

    text: str
    document: Json
    marks: tuple[Mark, ...]
    links: tuple[Link, ...]
    words: tuple[Span, ...] = ()


def build(extraction: Extraction) -> Graph:
    """Return the extraction as marks and links; :mod:`analysis.exchange.restore` reads them.

    Keys are ``a1.content.1`` for the first content of the first statement, ``m1`` for the first
    mention: safe in any file format, and in the order of the extraction.
    """
    entry, text = sound(to_json(extraction)), sound(extraction.article.text)
    marks, links = [], []
    for number, statement in enumerate(entry["attributions"], 1):
        own = _statement(f"a{number}", statement)
        head = next(mark.key for mark in own if mark.label == "Content")
        marks += own
        links += [Link(m.label.lower(), head, m.key) for m in own if m.key != head]
    marks += _mentions(entry)
    words = tuple(token.span for token in extraction.article.tokens)
    return Graph(text, _document(entry, text), tuple(marks), tuple(links), words)


def fingerprint(entry: Json) -> str:
    """Return a hash of all that was found: it tells whether a person changed anything."""
    found = {key: value for key, value in entry.items() if key != "reader"}
    said = found.get("attributions") or []  # files of before have no speaker_confidence: it is 1
    sure = ("speaker_confidence", 1.0)
    found["attributions"] = [dict(pair for pair in a.items() if pair != sure) for a in said]
    return text_sum(json.dumps(found, sort_keys=True))


def text_sum(text: str) -> str:
    """Return the SHA-256 of the text in UTF-8."""
    return hashlib.sha256(text.encode()).hexdigest()


def sound(value: Any) -> Any:
    """Return text, or JSON, with U+FFFD for each half of a surrogate pair: no file can hold one."""
    if isinstance(value, str):
        return HALF.sub("\ufffd", value)
    said = json.dumps(value, ensure_ascii=False)
    return json.loads(HALF.sub("\ufffd", said)) if HALF.search(said) else value


def _statement(key: str, statement: Json) -> list[Mark]:
    notes = {k: v for k, v in statement.items() if k not in ROLES and k not in DERIVED}
    notes[WAS] = statement["source"]
    return [
        Mark(
            f"{key}.{role}.{number}",
            role.capitalize(),
            Span(*pair),
            notes if role == "content" and number == 1 else {},
        )
        for role in ROLES
        for number, pair in enumerate(statement[role], 1)
    ]


def _mentions(entry: Json) -> list[Mark]:
    found: list[Mark] = []
    for group in ("sources", "unheard"):
        for voice in entry[group]:
            for mention in voice["mentions"]:
                notes = {k: v for k, v in mention.items() if k not in ("start", "end")}
                notes |= {"list": group, "voice": voice["id"]}
                span = Span(mention["start"], mention["end"])
                found.append(Mark(f"m{len(found) + 1}", "Mention", span, notes))
    return found


def _document(entry: Json, text: str) -> Json:
    document = {key: value for key, value in entry.items() if key != "attributions"}
    for group in ("sources", "unheard"):
        document[group] = [
            {key: value for key, value in voice.items() if key != "mentions"}
            for voice in entry[group]
        ]
    return document | {TEXT_SUM: text_sum(text), SUM: fingerprint(entry)}
