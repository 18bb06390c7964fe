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
    """One column: its name, type, unit ("" where it has none) and meaning.

    ``missing`` says when a cell is missing; "" where it never is.
    """

    name: str
    dtype: Dtype | tuple[str, ...]
    meaning: str
    unit: str = ""
    missing: str = ""

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


def _place(what: str) -> tuple[Column, Column]:
    return (
        Column("start", "Int64", f"where {what} begins", CHARS),
        Column("end", "Int64", f"where {what} ends, exclusive", CHARS),
    )


def _role(role: str, missing: str) -> tuple[Column, ...]:
    return (
        Column(
            f"{role}_text", "string", f"the {role} as printed; parts joined by ' … '", "", missing
        ),
        Column(
            f"{role}_start", "Int64", f"where the first part of the {role} begins", CHARS, missing
        ),
        Column(f"{role}_end", "Int64", "where its last part ends, exclusive", CHARS, missing),
        Column(
            f"{role}_spans",
            "string",
            "every part as start-end, joined by ';': 12-16;20-25",
            CHARS,
            missing,
        ),
    )


ARTICLE = Column("article", "string", "id of the article: the file's name without its ending")
# What is known of the article, at the end of every table but that of its words.
ABOUT = (
    Column("title", "string", "title of the article", "", "it tells none"),
    Column("date", "string", "day on which it appeared, as 2026-11-27", "", "it tells none"),
    Column("outlet", "string", "where it appeared", "", "it tells none"),
    Column("authors", "string", "who wrote it, joined by '; '", "", "it tells none"),
    Column("url", "string", "its address", "", "it tells none"),
)
WORDS = "words"
CORRECTED = Column(
    "corrected", "string", "what a person set by hand, joined by '; '", "", "nobody set anything"
)

TOKENS = Table(
    "tokens",
    "one word, number or punctuation mark",
    (
        ARTICLE,
        Column("id", "Int64", "number of the token in the article, from 0"),
        Column("sentence", "Int64", "id of its sentence"),
        Column("paragraph", "Int64", "id of its paragraph"),
        Column("text", "string", "the token as printed"),
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
        Column("id", "Int64", "number of the sentence in the article, from 0"),
        Column("paragraph", "Int64", "id of its paragraph"),
        Column("kind", PARAGRAPH_KINDS, "what its paragraph is"),
        Column("text", "string", "the sentence as printed"),
        *_place("the sentence"),
        Column("tokens", "Int64", "tokens in it", "tokens"),
        Column("words", "Int64", "words in it", WORDS),
        Column("attributed", "Int64", "words of it inside the content of an attribution", WORDS),
        *ABOUT,
    ),
)

PARAGRAPHS = Table(
    "paragraphs",
    "one paragraph, headings, captions and what was set aside included",
    (
        ARTICLE,
        Column("id", "Int64", "number of the paragraph in the article, from 0"),
        Column(
            "kind",
            PARAGRAPH_KINDS,
            "what it is; captions, bylines and boilerplate never feed attributions",
        ),
        Column("because", "string", "how the kind was decided", "", "the kind is the default"),
        Column("credit", "string", "agency or photographer that ends a caption", "", "no credit"),
        Column("text", "string", "the paragraph as printed"),
        *_place("the paragraph"),
        Column("sentences", "Int64", "sentences in it", "sentences"),
        Column("words", "Int64", "words in it", WORDS),
        Column("attributed", "Int64", "words of it inside the content of an attribution", WORDS),
        *ABOUT,
    ),
)

QUOTATIONS = Table(
    "quotations",
    "one stretch of one paragraph between quotation marks",
    (
        ARTICLE,
        Column("id", "Int64", "number of the quotation in the article, from 0"),
        Column("run", "Int64", "shared by the parts of a quotation that runs over paragraphs"),
        Column("paragraph", "Int64", "id of its paragraph"),
        Column("depth", "Int64", "0 for an outermost quotation, 1 for one inside it, and so on"),
        Column("text", "string", "what stands between the marks"),
        Column("start", "Int64", "where the opening mark begins", CHARS),
        Column("end", "Int64", "where the closing mark ends, exclusive", CHARS),
        Column("inner_start", "Int64", "where the text between the marks begins", CHARS),
        Column("inner_end", "Int64", "where the text between the marks ends, exclusive", CHARS),
        Column("closed", "boolean", "the closing mark is there"),
        Column("words", "Int64", "words between the marks", WORDS),
        Column(
            "attribution",
            "string",
            "id of the attribution whose content holds most of it; the "
            "innermost where attributions are nested",
            "",
            "no attribution holds any of it",
        ),
        Column(
            "speaker",
            "string",
            "id of that attribution's source",
            "",
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
        Column("id", "string", "id of the attribution, unique in its article"),
        *_role("source", "the article gives no source"),
        *_role("cue", "the statement has no cue of its own"),
        *_role("content", ""),
        Column("form", FORMS, "direct: all between quotation marks; mixed: partly; indirect: not"),
        Column("speaker", "string", "id of its source in the table of sources", "", "not known"),
        Column("name", "string", "fullest name or descriptor of that source", "", "not known"),
        Column("kind", SOURCE_KINDS, "what that source is", "", "the source is not known"),
        Column(
            "naming",
            NAMINGS,
            "named: a proper name is given; anonymous (on the page: unnamed): particular people "
            "whose names are withheld; generic (on the page: general group): a class",
            "",
            "the source is not known",
        ),
        Column("confidence", "Float64", "estimate that content and source are right", "0 to 1"),
        Column("words", "Int64", "words of the content", WORDS),
        Column("paragraph", "Int64", "id of the paragraph where the content begins"),
        Column(
            "sentence",
            "Int64",
            "id of the sentence where the content begins",
            "",
            "the article was not split into sentences",
        ),
        Column("implicit", "boolean", "the speaker was taken over from the context"),
        Column(
            "parent",
            "string",
            "id of the attribution whose content holds this one",
            "",
            "it stands in no other",
        ),
        Column("doubts", "string", "what is unsure, joined by '; '", "", "nothing is"),
        Column(
            "candidates",
            "string",
            "ids of the sources it may be of, joined by '; '",
            "",
            "the speaker is clear, or nobody is known",
        ),
        Column("excluded", "string", "why figures leave it out", "", "figures include it"),
        CORRECTED,
        *ABOUT,
    ),
)

SOURCES = Table(
    "sources",
    "one voice of the article",
    (
        ARTICLE,
        Column("id", "string", "id of the source, unique in its article"),
        Column("name", "string", "fullest name or descriptor the article gives"),
        Column("kind", SOURCE_KINDS, "what it is"),
        Column(
            "naming",
            NAMINGS,
            "named: a proper name is given; anonymous (on the page: unnamed): particular people "
            "whose names are withheld; generic (on the page: general group): a class",
        ),
        Column("role", "string", "its role in the article's words", "", "the article gives none"),
        Column(
            "affiliation",
            "string",
            "what it belongs to, in the article's words",
            "",
            "the article gives none",
        ),
        Column(
            "reason",
            "string",
            "the words by which its anonymity is explained",
            "",
            "the article gives none",
        ),
        Column("heard", "boolean", "at least one statement is attributed to it"),
        Column("statements", "Int64", "statements attributed to it", "attributions"),
        Column("direct", "Int64", "of these, direct", "attributions"),
        Column("mixed", "Int64", "of these, mixed", "attributions"),
        Column("indirect", "Int64", "of these, indirect", "attributions"),
        Column("words", "Int64", "words of its statements, each counted once", WORDS),
        Column(
            "share",
            "Float64",
            "its words as a share of all attributed words; nested statements "
            "count for both sources, so that shares can add up to more than 1",
            "0 to 1",
            "the article has no attributed words",
        ),
        Column("mentions", "Int64", "places where the article refers to it", "mentions"),
        Column(
            "mention_spans",
            "string",
            "these places as start-end, joined by ';'",
            CHARS,
            "no place is known",
        ),
        Column(
            "first",
            "Int64",
            "where it is first mentioned or, failing that, first speaks",
            CHARS,
            "no place is known",
        ),
        Column("confidence", "Float64", "estimate that identity and naming are right", "0 to 1"),
        Column("because", "string", "how identity, kind and naming were decided", "", "not said"),
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
