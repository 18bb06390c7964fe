"""The tables of an archive: their columns, and the rows that an article gives.

A column is described once, with its type and its meaning; the Parquet files and
``docs/archive.md`` follow that description.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Any, Literal

from analysis.model import Article, Attribution, Extraction
from analysis.spans.counting import words_of
from analysis.spans.text import joined

if TYPE_CHECKING:
    import pyarrow as pa

Kind = Literal["text", "whole", "number", "truth", "texts", "bytes"]
Row = dict[str, Any]
PARTITION = ("outlet", "month")
TOLD = ("date", "title", "section", "url", "language", "sha256", "text")  # as the article has it
UNKNOWN = "unknown"  # in the dataset, outlet or month of an article that does not say


@dataclass(frozen=True, slots=True)
class Column:
    """One column of a table: its name, type and meaning."""

    name: str
    kind: Kind
    meaning: str


def _columns(*described: tuple[str, Kind, str]) -> tuple[Column, ...]:
    return tuple(Column(*each) for each in described)


KEY = _columns(
    ("key", "text", "what ties the rows of an article together: a hash of its text and metadata"),
    ("article", "text", "id of the article: its file's name, with a number where a file has many"),
    ("outlet", "text", "who published it, or unknown"),
    ("month", "text", "year and month of publication, as 2026-11, or unknown"),
)

TABLES: dict[str, tuple[Column, ...]] = {
    "articles": (
        *KEY,
        *_columns(
            ("date", "text", "day of publication, ISO 8601; empty where it is not known"),
            ("title", "text", "headline, or the beginning of the text"),
            ("authors", "texts", "who wrote it, as its byline says"),
            ("section", "text", "section of the outlet"),
            ("url", "text", "where it was published"),
            ("language", "text", "language, as an ISO 639-1 code"),
            ("input", "text", "the file it came from, as it was given"),
            ("sha256", "text", "SHA-256 of the bytes it was read from"),
            ("words", "whole", "words of its paragraphs that are read"),
            ("attributed", "whole", "words of them inside the content of a counted statement"),
            ("unnamed", "whole", "attributed words whose source is anonymous"),
            ("statements", "whole", "counted statements"),
            ("repairs", "texts", "what was changed before the text was fixed"),
            ("text", "text", "the text; all offsets are code points into it"),
            ("signature", "bytes", "MinHash of its word sequences, for finding near duplicates"),
        ),
    ),
    "attributions": (
        *KEY,
        *_columns(
            ("id", "text", "id of the statement in its article"),
            ("source", "text", "id of its source in the article; empty where none is known"),
            ("name", "text", "name or description of the source"),
            ("kind", "text", "kind of source: person, group, organisation ..."),
            ("naming", "text", "named, anonymous or generic"),
            ("role", "text", "role of the source, in the article's words"),
            ("form", "text", "direct, mixed or indirect"),
            ("cue", "text", "the words that introduce it"),
            ("lemma", "text", "base form of its verb; empty where the lexicon lacks it"),
            ("stance", "text", "stance of that verb towards what is said"),
            ("source_text", "text", "the source as this statement words it"),
            ("content", "text", "what is said"),
            ("start", "whole", "where the content begins"),
            ("end", "whole", "where it ends, exclusive"),
            ("words", "whole", "words of the content"),
            (
                "confidence",
                "number",
                "estimated probability that words and speaker are right",
            ),
            ("counted", "truth", "whether figures include it"),
            ("excluded", "text", "why figures leave it out; empty where they do not"),
            ("candidates", "texts", "ids of sources that may have said it, where that is unclear"),
            ("parent", "text", "id of the statement whose content holds it"),
        ),
    ),
    "sources": (
        *KEY,
        *_columns(
            ("id", "text", "id of the source in its article"),
            ("name", "text", "fullest name or description that the article gives"),
            ("kind", "text", "person, group, organisation, government, media, document, unknown"),
            ("naming", "text", "named, anonymous or generic"),
            ("role", "text", "role, in the article's words"),
            ("affiliation", "text", "whom it belongs to, in the article's words"),
            ("reason", "text", "the words by which the article explains anonymity"),
            ("heard", "truth", "whether a statement is its own"),
            ("reply", "text", "what became of a request for comment; empty where none is told"),
            ("statements", "whole", "counted statements"),
            ("words", "whole", "words of their contents"),
        ),
    ),
    "errors": _columns(
        ("key", "text", "hash of what could not be read"),
        ("article", "text", "id of the article, as far as it is known"),
        ("input", "text", "the file it came from, as it was given"),
        ("error", "text", "kind of error"),
        ("message", "text", "what happened, where, and what to do"),
    ),
}


def empty() -> dict[str, list[Row]]:
    """Return every table without rows."""
    return {name: [] for name in TABLES}


@cache
def schema(table: str) -> pa.Schema:
    """Return the Arrow schema of a table."""
    import pyarrow as pa  # noqa: PLC0415 - an extra

    types: dict[Kind, Any] = {
        "text": pa.string(),
        "whole": pa.int64(),
        "number": pa.float64(),
        "truth": pa.bool_(),
        "texts": pa.list_(pa.string()),
        "bytes": pa.binary(),
    }
    return pa.schema([pa.field(c.name, types[c.kind]) for c in TABLES[table]])


def add(tables: dict[str, list[Row]], key: str, path: str, extraction: Extraction) -> None:
    """Add the rows of an article.

    Args:
        tables: As :func:`empty` makes them.
        key: The article's key.
        path: The file it came from.
        extraction: What was found in it.
    """
    from analysis.corpus.duplicates import signature  # noqa: PLC0415 - datasketch is an extra

    article = extraction.article
    words = words_of(article.text)
    own = _own(key, article)
    counted = [a for a in extraction.attributions if is_counted(a)]
    anonymous = {s.id for s in extraction.sources if s.naming == "anonymous"}
    read = [p.span for p in article.paragraphs if p.kind == "body"]
    tables["articles"].append(
        {
            **own,
            **{name: getattr(article, name) for name in TOLD},
            "authors": list(article.authors),
            "input": path,
            "words": words.count(read),
            "attributed": words.count(s for a in counted for s in a.content),
            "unnamed": words.count(s for a in counted if a.speaker in anonymous for s in a.content),
            "statements": len(counted),
            "repairs": list(article.repairs),
            "signature": signature(article.text),
        }
    )
    tables["attributions"] += _statements(own, extraction)
    tables["sources"] += _sources(own, extraction, counted)


def is_counted(attribution: Attribution) -> bool:
    """Tell whether figures include a statement: it is not excluded and has one known source."""
    return not attribution.excluded and attribution.speaker is not None


def _own(key: str, article: Article) -> Row:
    month = article.date[:7]
    return {"key": key, "article": article.id, "outlet": article.outlet, "month": month}


def _statements(own: Row, extraction: Extraction) -> Iterator[Row]:
    from analysis.cues import analyse  # noqa: PLC0415

    text = extraction.article.text
    words = words_of(text)
    sources = {s.id: s for s in extraction.sources}
    for a in extraction.attributions:
        source = sources.get(a.speaker or "")
        cue = joined(text, a.cue)
        verb = analyse(cue)
        yield {
            **own,
            "id": a.id,
            "source": a.speaker or "",
            **{f: getattr(source, f) if source else "" for f in ("name", "kind", "naming", "role")},
            "form": a.form,
            "cue": cue,
            "lemma": verb.lemma or "",
            "stance": verb.stance or "",
            "source_text": joined(text, a.source),
            "content": joined(text, a.content),
            "start": min(s.start for s in a.content),
            "end": max(s.end for s in a.content),
            "words": words.count(a.content),
            "confidence": a.confidence,
            "counted": is_counted(a),
            "excluded": a.excluded,
            "candidates": list(a.candidates),
            "parent": a.parent or "",
        }


def _sources(own: Row, extraction: Extraction, counted: list[Attribution]) -> Iterator[Row]:
    words = words_of(extraction.article.text)
    replies = {reply.source: reply.outcome for reply in extraction.replies}
    said: dict[str, list[Attribution]] = {}
    for a in counted:
        said.setdefault(a.speaker or "", []).append(a)
    for heard, group in ((True, extraction.sources), (False, extraction.unheard)):
        for source in group:
            statements = said.get(source.id, []) if heard else []
            yield {
                **own,
                **{
                    name: getattr(source, name)
                    for name in ("id", "name", "kind", "naming", "role", "affiliation", "reason")
                },
                "heard": heard,
                "reply": replies.get(source.id, ""),
                "statements": len(statements),
                "words": words.count(span for a in statements for span in a.content),
            }
