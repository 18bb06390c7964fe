"""Search the statements of an archive: full text with filters, by SQLite's FTS5.

The index (:mod:`analysis.corpus.indexing`) lies beside the dataset and is made from it. A word is
matched in all its forms ("raise" finds "raised"; Porter 1980), ``"..."`` is a phrase and matched as
it is written, and ``rate*`` matches what begins so. Words, stems and filters are columns of one
full-text table, so that a search costs what its rarest part costs; a beginning is never compared
with a stem. Statements are numbered by date, so that dates are a range of numbers.
"""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, NamedTuple

from analysis.corpus import dataset, indexing
from analysis.corpus.indexing import COLUMNS, FACETS, INDEX
from analysis.errors import InputError, ParameterError
from analysis.model import naming_of

MOST = 2**62  # above the number of every statement
CONTEXT = 90  # characters on either side of a statement
PHRASE = re.compile(r'"([^"]*)"(\*?)|(\S+)')


@dataclass(frozen=True, slots=True)
class Query:
    """What is searched for; an empty field does not restrict.

    Attributes:
        text: Words (in any form), phrases and beginnings, all of which the statement holds.
        source: Words of the source's name.
        naming: named, unnamed (or anonymous), general group (or generic).
        kind: Kind of source.
        stance: Stance of the cue's verb.
        outlet: The outlet, whole.
        since: First day or month, ISO 8601.
        until: Last day or month, included.
    """

    text: str = ""
    source: str = ""
    naming: str = ""
    kind: str = ""
    stance: str = ""
    outlet: str = ""
    since: str = ""
    until: str = ""


@dataclass(frozen=True, slots=True)
class Hit:
    """A statement that was found, and the words around it; ``url`` is empty where not known."""

    key: str
    article: str
    outlet: str
    date: str
    id: str
    name: str
    naming: str
    kind: str
    cue: str
    stance: str
    content: str
    start: int
    end: int
    confidence: float
    counted: bool
    title: str
    url: str
    before: str
    after: str


def find(archive: str | Path, query: Query, limit: int = 20) -> list[Hit]:
    """Find statements, the newest first: then a search can end once it has enough.

    Args:
        archive: The archive's folder. The index is made where it is missing or old.
        query: What is searched for.
        limit: Statements at most.

    Raises:
        InputError: The folder is not an archive with a dataset.
        ParameterError: The query is empty, or a filter has no usable value.
    """
    place = Path(archive)
    query = replace(query, naming=naming_of(query.naming))
    stamp = dataset.stamp(place)
    match, (where, values) = _match(query), _conditions(query)
    if not match and not where:
        raise ParameterError("nothing to search for", "find", "give words or a filter")
    path = place / INDEX
    if indexing.stamped(path) != stamp:
        indexing.build(place)
    names = ", ".join(f's."{name}"' for name in COLUMNS)
    table = "words JOIN statements s ON s.rowid = words.rowid" if match else "statements s"
    with closing(indexing.opened(path)) as base:
        try:
            low, high = _numbers(base, query)
            number = "words.rowid" if match else "s.rowid"
            asked = ["words MATCH ?"] if match else []
            clause = " AND ".join([*asked, f"{number} BETWEEN ? AND ?", *where])
            sql = f"SELECT {names}, s.text_id FROM {table} WHERE {clause} ORDER BY {number} DESC LIMIT ?"  # noqa: S608, E501 - only our own words
            given = [*([match] if match else []), low, high, *values, limit]
            return [_hit(base, row) for row in base.execute(sql, given).fetchall()]
        except sqlite3.DatabaseError as error:
            todo = f"remove {INDEX}: it is made again"
            raise InputError(f"the index can't be read ({error})", str(path), todo) from None


def _conditions(query: Query) -> tuple[list[str], list[str]]:
    """Return the conditions of a query in SQL beside its words, and their values."""
    found = {name: value for name in FACETS if (value := getattr(query, name))}
    for name in ("since", "until"):
        value = getattr(query, name)
        if value and not re.fullmatch(r"\d{4}(?:-\d\d(?:-\d\d)?)?", value):
            todo = "write 2026, 2026-11 or 2026-11-27"
            raise ParameterError(f"{value} is not a date", name, todo)
        if value:
            found[name] = value if name == "since" else f"{value}~"
    signs = {"since": "s.date >= ?", "until": "s.date < ? AND s.date != ''"}
    return [signs.get(name, f"s.{name} = ?") for name in found], list(found.values())


def _numbers(base: sqlite3.Connection, query: Query) -> tuple[int, int]:
    """Return the first and the last number that a statement of the days asked for can have."""
    first, last = 0, MOST
    if query.since:
        sql = "SELECT rowid FROM statements WHERE date >= ? ORDER BY date, rowid LIMIT 1"
        first = (base.execute(sql, [query.since]).fetchone() or [MOST])[0]
    if query.until:
        sql = "SELECT rowid FROM statements WHERE date < ? ORDER BY date DESC, rowid DESC LIMIT 1"
        last = (base.execute(sql, [f"{query.until}~"]).fetchone() or [-1])[0]
    return first, last


def _match(query: Query) -> str:
    """Return what FTS5 matches: each word or phrase quoted, so that nothing is an operator."""
    stem = indexing.Stemmer()
    parts = [
        f'content: "{term.bare}"{term.star}' if term.literal else f'stems: "{stem(term.bare)}"'
        for term in _terms(query.text)
    ]
    parts += [f'name: "{term.bare}"{term.star}' for term in _terms(query.source)]
    facets = [(name, value) for name in FACETS if (value := getattr(query, name))]
    parts += [f'facets: "{indexing.facet(name, value)}"' for name, value in facets]
    return " AND ".join(parts)


class _Term(NamedTuple):
    """A word or phrase; ``literal``: it is matched as it is written, not in any form."""

    bare: str
    star: str
    literal: bool


def _terms(text: str) -> Iterator[_Term]:
    for phrase, star, word in PHRASE.findall(text):
        begins = star or ("*" if word.endswith("*") else "")
        bare = (phrase or word.strip('"*')).replace('"', " ")
        if any(c.isalnum() for c in bare):
            yield _Term(bare, begins, bool(phrase or begins))


def _hit(base: sqlite3.Connection, row: tuple[Any, ...]) -> Hit:
    values = dict(zip(COLUMNS, row, strict=False))
    (text,) = base.execute("SELECT text FROM texts WHERE id = ?", (row[-1],)).fetchone()
    values["counted"] = bool(values["counted"])
    before = text[max(0, values["start"] - CONTEXT) : values["start"]]
    after = text[values["end"] : values["end"] + CONTEXT]
    return Hit(**values, before=" ".join(before.split()), after=" ".join(after.split()))
