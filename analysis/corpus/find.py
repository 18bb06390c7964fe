"""Search the statements of an archive: full text with filters, by SQLite's FTS5.

The index lies beside the dataset and is made from it. Words are matched whole and without case;
``"..."`` is a phrase, and ``rate*`` matches what begins so. No stemmer is used, for with one a
prefix would be compared with stems ("increas*" would find nothing).
"""

from __future__ import annotations

import os
import re
import secrets
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from analysis.corpus import dataset
from analysis.errors import InputError, OutputError, ParameterError

INDEX = "index.sqlite"
SCHEMA = 2
CONTEXT = 90  # characters on either side of a statement
PHRASE = re.compile(r'"([^"]*)"(\*?)|(\S+)')
COLUMNS = (
    "key", "article", "outlet", "date", "id", "name", "naming", "kind", "cue", "stance", "content",
    "start", "end", "confidence", "counted", "title", "url",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Query:
    """What is searched for; an empty field does not restrict.

    Attributes:
        text: Words and phrases, all of which the statement holds.
        source: Words of the source's name.
        naming: named, anonymous or generic.
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
    """Find statements, the best match first; without words, the newest first.

    Args:
        archive: The archive's folder. The index is made where it is missing or old.
        query: What is searched for.
        limit: Statements at most.

    Raises:
        InputError: The folder is not an archive with a dataset.
        ParameterError: The query is empty, or a filter has no usable value.
    """
    place = Path(archive)
    stamp = dataset.stamp(place)
    where, values = _conditions(query)
    path = place / INDEX
    if _stamped(path) != stamp:
        build(place)
    names = ", ".join(f's."{name}"' for name in COLUMNS)
    order = "bm25(words), s.rowid" if _match(query) else "s.date DESC, s.rowid"
    table = "words JOIN statements s ON s.rowid = words.rowid" if _match(query) else "statements s"
    sql = f"SELECT {names}, s.text_id FROM {table} WHERE {where} ORDER BY {order} LIMIT ?"  # noqa: S608 - only our own words
    with closing(_opened(path)) as base:
        try:
            rows = base.execute(sql, [*values, limit]).fetchall()
        except sqlite3.DatabaseError as error:
            todo = f"remove {INDEX}: it is made again"
            raise InputError(f"the index can't be read ({error})", str(path), todo) from None
        return [_hit(base, row) for row in rows]


def build(archive: Path) -> None:
    """Make the index of an archive's dataset, whole or not at all.

    Raises:
        OutputError: It cannot be written.
    """
    path = archive / INDEX
    part = path.with_name(f".part-{os.getpid()}-{secrets.token_hex(4)}")
    try:
        with closing(sqlite3.connect(part)) as base:
            _fill(base, archive)
        part.replace(path)
    except (OSError, sqlite3.Error) as error:
        todo = "free some space or choose another place"
        raise OutputError(f"can't be written ({error})", str(path), todo) from error
    finally:
        part.unlink(missing_ok=True)


def _fill(base: sqlite3.Connection, archive: Path) -> None:
    base.executescript(
        """
        PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF;
        CREATE TABLE about (stamp TEXT);
        CREATE TABLE texts (id INTEGER PRIMARY KEY, key TEXT UNIQUE, date TEXT, title TEXT,
                            url TEXT, text TEXT);
        CREATE TABLE statements (
            rowid INTEGER PRIMARY KEY, key TEXT, article TEXT, outlet TEXT, date TEXT, id TEXT,
            name TEXT, naming TEXT, kind TEXT, cue TEXT, stance TEXT, content TEXT, start INTEGER,
            "end" INTEGER, confidence REAL, counted INTEGER, title TEXT, url TEXT, text_id INTEGER);
        CREATE VIRTUAL TABLE words USING fts5(
            content, name, content='statements', content_rowid='rowid',
            tokenize="unicode61 remove_diacritics 2");
        """
    )
    articles: dict[str, tuple[int, str, str, str]] = {}
    texts = dataset.rows(archive, "articles", ("key", "date", "title", "url", "text"))
    for number, row in enumerate(texts, 1):
        articles[row["key"]] = (number, row["date"], row["title"], row["url"])
        cells = (number, row["key"], row["date"], row["title"], row["url"], row["text"])
        base.execute("INSERT INTO texts VALUES (?, ?, ?, ?, ?, ?)", cells)
    insert = f"INSERT INTO statements VALUES (NULL, {', '.join('?' * 18)})"  # noqa: S608 - as above
    own = COLUMNS[:3], COLUMNS[4:15]
    for row in dataset.rows(archive, "attributions", (*own[0], *own[1])):
        text, date, title, url = articles[row["key"]]
        first, rest = (row[n] for n in own[0]), (row[n] for n in own[1])
        base.execute(insert, [*first, date, *rest, title, url, text])
    base.executescript(
        """
        INSERT INTO words(words) VALUES ('rebuild');
        CREATE INDEX by_date ON statements (date);
        CREATE INDEX by_outlet ON statements (outlet, date);
        """
    )
    base.execute("INSERT INTO about VALUES (?)", (dataset.stamp(archive),))
    base.execute(f"PRAGMA user_version = {SCHEMA}")
    base.commit()


def _conditions(query: Query) -> tuple[str, list[object]]:
    """The conditions of a query in SQL, and their values."""
    found: list[tuple[str, object]] = []
    if match := _match(query):
        found.append(("words MATCH ?", match))
    equal = ("naming", "kind", "stance", "outlet")
    found += [(f"s.{name} = ?", value) for name in equal if (value := getattr(query, name))]
    for name, sign in (("since", ">="), ("until", "<")):
        if value := getattr(query, name):
            if not re.fullmatch(r"\d{4}(?:-\d\d(?:-\d\d)?)?", value):
                raise ParameterError(
                    f"{value} is not a date", name, "write 2026, 2026-11 or 2026-11-27"
                )
            found += [
                (f"s.date {sign} ?", value if name == "since" else f"{value}~"),
                ("s.date != ?", ""),
            ]
    if not found:
        raise ParameterError("nothing to search for", "find", "give words or a filter")
    return " AND ".join(sql for sql, _ in found), [value for _, value in found]


def _match(query: Query) -> str:
    """What FTS5 matches: each word or phrase quoted, so that nothing is an operator."""
    parts = [f"content: {term}" for term in _terms(query.text)]
    parts += [f"name: {term}" for term in _terms(query.source)]
    return " AND ".join(parts)


def _terms(text: str) -> Iterator[str]:
    for phrase, star, word in PHRASE.findall(text):
        begins = star or ("*" if word.endswith("*") else "")
        bare = (phrase or word.strip('"*')).replace('"', " ")
        if any(c.isalnum() for c in bare):
            yield f'"{bare}"{begins}'


def _hit(base: sqlite3.Connection, row: tuple[Any, ...]) -> Hit:
    values = dict(zip(COLUMNS, row, strict=False))
    (text,) = base.execute("SELECT text FROM texts WHERE id = ?", (row[-1],)).fetchone()
    values["counted"] = bool(values["counted"])
    before = text[max(0, values["start"] - CONTEXT) : values["start"]]
    after = text[values["end"] : values["end"] + CONTEXT]
    return Hit(**values, before=" ".join(before.split()), after=" ".join(after.split()))


def _stamped(path: Path) -> str:
    """What an index was made from; empty where there is none, or one of another version."""
    if not path.exists():
        return ""
    with closing(_opened(path)) as base:
        try:
            if base.execute("PRAGMA user_version").fetchone() != (SCHEMA,):
                return ""
            return str(base.execute("SELECT stamp FROM about").fetchone()[0])
        except (sqlite3.DatabaseError, TypeError):
            return ""


def _opened(path: Path) -> sqlite3.Connection:
    return sqlite3.connect(f"{path.resolve().as_uri()}?mode=ro", uri=True)
