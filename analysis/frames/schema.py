"""The columns of every table: one description that code, docs and tests share.

A column's ``dtype`` is one of pandas' nullable types, or a tuple of words: a closed set, stored
as an unordered category with exactly these values in this order. Types never depend on the data.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from analysis.model import FORMS, NAMINGS, PARAGRAPH_KINDS, SOURCE_KINDS

Dtype = Literal["string", "Int64", "Float64", "boolean"]
CHARS = "code points into the article's text"


@dataclass(frozen=True, slots=True)
class Column:
    """One column: its name, type and meaning, and its unit ("" where it has none).

    ``missing`` says when a cell is missing; "" where it never is.
    """

    name: str
    dtype: Dtype | tuple[str, ...]
    meaning: str
    missing: str = ""
    unit: str = ""

    @property
    def type_name(self) -> str:
        """The type in words: ``string``, ``Int64``, ... or ``category`` with its values."""
        if isinstance(self.dtype, str):
            return self.dtype
        return f"category ({', '.join(self.dtype)})"


@dataclass(frozen=True, slots=True)
class Table:
    """One table: what a row is, and its columns in order."""

    name: str
    row: str
    columns: tuple[Column, ...]


def _text(name: str, meaning: str, missing: str = "", unit: str = "") -> Column:
    return Column(name, "string", meaning, missing, unit)


def _whole(name: str, meaning: str, unit: str = "", missing: str = "") -> Column:
    return Column(name, "Int64", meaning, missing, unit)


def _place(what: str) -> tuple[Column, Column]:
    return (
        _whole("start", f"where {what} begins", CHARS),
        _whole("end", f"where {what} ends, exclusive", CHARS),
    )


def _role(role: str, missing: str) -> tuple[Column, ...]:
    return (
        _text(f"{role}_text", f"the {role} as printed; parts joined by ' … '", missing),
        _whole(f"{role}_start", f"where the first part of the {role} begins", CHARS, missing),
        _whole(f"{role}_end", "where its last part ends, exclusive", CHARS, missing),
        _text(
            f"{role}_spans", "every part as start-end, joined by ';': 12-16;20-25", missing, CHARS
        ),
    )


ARTICLE = _text("article", "id of the article: the file's name without its ending")
# What is known of the article, at the end of every table but that of its words.
ABOUT = (
    _text("title", "title of the article", "it tells none"),
    _text("date", "day on which it appeared, as 2026-11-27", "it tells none"),
    _text("outlet", "where it appeared", "it tells none"),
    _text("authors", "who wrote it, joined by '; '", "it tells none"),
    _text("url", "its address", "it tells none"),
)
WORDS = "words"
COUNTED = (
    _whole("words", "words in it", WORDS),
    _whole("attributed", "words of it inside the content of an attribution", WORDS),
)
NAMED = (
    "named: a proper name is given; anonymous (on the page: unnamed): particular people "
    "whose names are withheld; generic (on the page: general group): a class"
)
CORRECTED = _text("corrected", "what a person set by hand, joined by '; '", "nobody set anything")

TOKENS = Table(
    "tokens",
    "one word, number or punctuation mark",
    (
        ARTICLE,
        _whole("id", "number of the token in the article, from 0"),
        _whole("sentence", "id of its sentence"),
        _whole("paragraph", "id of its paragraph"),
        _text("text", "the token as printed"),
        *_place("the token"),
        Column("word", "boolean", "holds a letter or a digit"),
        Column("quoted", "boolean", "stands inside quotation marks, the marks included"),
        Column("attributed", "boolean", "stands inside the content of an attribution"),
    ),
)

SENTENCES = Table(
    "sentences",
    "one sentence",
    (
        ARTICLE,
        _whole("id", "number of the sentence in the article, from 0"),
        _whole("paragraph", "id of its paragraph"),
        Column("kind", PARAGRAPH_KINDS, "what its paragraph is"),
        _text("text", "the sentence as printed"),
        *_place("the sentence"),
        _whole("tokens", "tokens in it", "tokens"),
        *COUNTED,
        *ABOUT,
    ),
)

PARAGRAPHS = Table(
    "paragraphs",
    "one paragraph, headings, captions and what was set aside included",
    (
        ARTICLE,
        _whole("id", "number of the paragraph in the article, from 0"),
        Column(
            "kind",
            PARAGRAPH_KINDS,
            "what it is; captions, bylines and boilerplate never feed attributions",
        ),
        _text("because", "how the kind was decided", "the kind is the default"),
        _text("credit", "agency or photographer that ends a caption", "no credit"),
        _text("text", "the paragraph as printed"),
        *_place("the paragraph"),
        _whole("sentences", "sentences in it", "sentences"),
        *COUNTED,
        *ABOUT,
    ),
)

QUOTATIONS = Table(
    "quotations",
    "one stretch of one paragraph between quotation marks",
    (
        ARTICLE,
        _whole("id", "number of the quotation in the article, from 0"),
        _whole("run", "shared by the parts of a quotation that runs over paragraphs"),
        _whole("paragraph", "id of its paragraph"),
        _whole("depth", "0 for an outermost quotation, 1 for one inside it, and so on"),
        _text("text", "what stands between the marks"),
        _whole("start", "where the opening mark begins", CHARS),
        _whole("end", "where the closing mark ends, exclusive", CHARS),
        _whole("inner_start", "where the text between the marks begins", CHARS),
        _whole("inner_end", "where the text between the marks ends, exclusive", CHARS),
        Column("closed", "boolean", "the closing mark is there"),
        _whole("words", "words between the marks", WORDS),
        _text(
            "attribution",
            "id of the attribution whose content holds most of it; the "
            "innermost where attributions are nested",
            "no attribution holds any of it",
        ),
        _text(
            "speaker",
            "id of that attribution's source",
            "no attribution, or one without a known source",
        ),
        *ABOUT,
    ),
)

ATTRIBUTIONS = Table(
    "attributions",
    "one statement: a source, by a cue, says a content",
    (
        ARTICLE,
        _text("id", "id of the attribution, unique in its article"),
        *_role("source", "the article gives no source"),
        *_role("cue", "the statement has no cue of its own"),
        *_role("content", ""),
        Column("form", FORMS, "direct: all between quotation marks; mixed: partly; indirect: not"),
        _text("speaker", "id of its source in the table of sources", "not known"),
        _text("name", "fullest name or descriptor of that source", "not known"),
        Column("kind", SOURCE_KINDS, "what that source is", "the source is not known"),
        Column("naming", NAMINGS, NAMED, "the source is not known"),
        Column(
            "confidence",
            "Float64",
            "estimate that content and source are right, and who the source is",
            unit="0 to 1",
        ),
        _whole("words", "words of the content", WORDS),
        _whole("paragraph", "id of the paragraph where the content begins"),
        _whole(
            "sentence",
            "id of the sentence where the content begins",
            missing="the article was not split into sentences",
        ),
        Column("implicit", "boolean", "the speaker was taken over from the context"),
        _text(
            "parent", "id of the attribution whose content holds this one", "it stands in no other"
        ),
        _text("doubts", "what is unsure, joined by '; '", "nothing is"),
        _text(
            "candidates",
            "ids of the sources it may be of, joined by '; '",
            "the speaker is clear, or nobody is known",
        ),
        _text("excluded", "why figures leave it out", "figures include it"),
        CORRECTED,
        Column(
            "speaker_confidence",
            "Float64",
            "factor of the confidence that is about who the source is",
            unit="0 to 1",
        ),
        *ABOUT,
    ),
)

SOURCES = Table(
    "sources",
    "one voice of the article",
    (
        ARTICLE,
        _text("id", "id of the source, unique in its article"),
        _text("name", "fullest name or descriptor the article gives"),
        Column("kind", SOURCE_KINDS, "what it is"),
        Column("naming", NAMINGS, NAMED),
        _text("role", "its role in the article's words", "the article gives none"),
        _text(
            "affiliation", "what it belongs to, in the article's words", "the article gives none"
        ),
        _text("reason", "the words by which its anonymity is explained", "the article gives none"),
        Column("heard", "boolean", "at least one statement is attributed to it"),
        _whole("statements", "statements attributed to it", "attributions"),
        _whole("direct", "of these, direct", "attributions"),
        _whole("mixed", "of these, mixed", "attributions"),
        _whole("indirect", "of these, indirect", "attributions"),
        _whole("words", "words of its statements, each counted once", WORDS),
        Column(
            "share",
            "Float64",
            "its words as a share of all attributed words; nested statements "
            "count for both sources, so that shares can add up to more than 1",
            "the article has no attributed words",
            unit="0 to 1",
        ),
        _whole("mentions", "places where the article refers to it", "mentions"),
        _text(
            "mention_spans", "these places as start-end, joined by ';'", "no place is known", CHARS
        ),
        _whole(
            "first",
            "where it is first mentioned or, failing that, first speaks",
            CHARS,
            "no place is known",
        ),
        Column(
            "confidence", "Float64", "estimate that identity and naming are right", unit="0 to 1"
        ),
        _text("because", "how identity, kind and naming were decided", "not said"),
        CORRECTED,
        *ABOUT,
    ),
)

TABLES: dict[str, Table] = {
    table.name: table
    for table in (TOKENS, SENTENCES, PARAGRAPHS, QUOTATIONS, ATTRIBUTIONS, SOURCES)
}


def describe(name: str) -> str:
    """Return the columns of one table as plain text, one line each: for docstrings."""
    lines = []
    for column in TABLES[name].columns:
        unit = f" [{column.unit}]" if column.unit else ""
        missing = f"; missing if {column.missing}" if column.missing else ""
        lines.append(f"    {column.name} ({column.type_name}){unit}: {column.meaning}{missing}")
    return "\n".join(lines)


def page() -> str:
    """Return all tables as the Markdown page ``docs/tables.md``."""
    parts = [_INTRODUCTION]
    for table in TABLES.values():
        parts.append(f"## {table.name}\n\nA row is {table.row}.\n")
        parts.append(
            "| column | type | unit | meaning | missing if |\n| --- | --- | --- | --- | --- |"
        )
        parts += [
            f"| `{c.name}` | {c.type_name} | {c.unit} | {c.meaning} | {c.missing or 'never'} |"
            for c in table.columns
        ]
        parts.append("")
    return "\n".join(parts)


_INTRODUCTION = """\
# The tables

This page is written by `python scripts/tables.py` from `analysis/frames/schema.py`: edit it there.

`analysis.read(path)` gives a `Reading` with these tables as pandas frames: `reading.attributions`,
`reading.sources` and so on; `analysis.frames` builds them from one or several extractions.
`frames.unheard` lists, with the columns of `sources`, who is named and never speaks. Types are the
same whatever the article holds, an empty one included. Every table but `tokens` ends with what is
known of the article: title, date, outlet, authors, url.

Offsets are code points, the end exclusive. `naming` holds "anonymous" and "generic" where the page
says "unnamed" and "a general group". Comparing it with the page's words finds nothing, and warns
with the word that is meant; `reading.where(naming="unnamed")` takes both.

In the CSV files, a cell that a spreadsheet could take for a formula has an apostrophe put before
it, and so has a cell that begins with an apostrophe: to get the text back, take one leading
apostrophe away wherever there is one (`frames.bare` does). Files are UTF-8, lines end in a line
feed, missing values are empty, truth values are `true` and `false`.

A *word* is a run of letters and digits; hyphens and apostrophes inside it do not split it, nor do
points and commas between digits.
"""
