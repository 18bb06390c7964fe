"""Make the index of an archive: SQLite with FTS5, from the dataset, whole or not at all.

A statement is a row of ``statements``, numbered by date. The full-text table ``words`` has four
columns: the content, the same with every word as its stem, the source's name, and the filters as
words of their own.
"""

from __future__ import annotations

import hashlib
import os
import secrets
import sqlite3
from contextlib import closing
from functools import lru_cache
from pathlib import Path

from analysis.corpus import dataset
from analysis.errors import OutputError
from analysis.text import RUN

INDEX = "index.sqlite"
SCHEMA = 3
COLUMNS = (
    "key", "article", "outlet", "date", "id", "name", "naming", "kind", "cue", "stance", "content",
    "start", "end", "confidence", "counted", "title", "url",
)  # fmt: skip
OWN = tuple(name for name in COLUMNS if name not in ("date", "title", "url"))  # of a statement
FACETS = ("naming", "kind", "stance", "outlet")
MOST = 500_000  # stems that are kept
TABLES = """
    PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF; PRAGMA temp_store = FILE;
    CREATE TABLE about (stamp TEXT);
    CREATE TABLE texts (id INTEGER PRIMARY KEY, key TEXT UNIQUE, date TEXT, title TEXT, url TEXT,
                        text TEXT);
    CREATE TABLE raw (key TEXT, article TEXT, outlet TEXT, id TEXT, name TEXT, naming TEXT,
                      kind TEXT, cue TEXT, stance TEXT, content TEXT, start INTEGER, "end" INTEGER,
                      confidence REAL, counted INTEGER);
    CREATE TABLE statements (
        rowid INTEGER PRIMARY KEY, key TEXT, article TEXT, outlet TEXT, date TEXT, id TEXT,
        name TEXT, naming TEXT, kind TEXT, cue TEXT, stance TEXT, content TEXT, start INTEGER,
        "end" INTEGER, confidence REAL, counted INTEGER, title TEXT, url TEXT, text_id INTEGER);
    CREATE VIRTUAL TABLE words USING fts5(
        content, stems, name, facets, content='', columnsize=0,
        tokenize="unicode61 remove_diacritics 2");
"""
ORDERED = """
    INSERT INTO statements
        SELECT NULL, r.key, r.article, r.outlet, t.date, r.id, r.name, r.naming, r.kind, r.cue,
               r.stance, r.content, r.start, r."end", r.confidence, r.counted, t.title, t.url, t.id
        FROM raw r JOIN texts t ON t.key = r.key ORDER BY t.date, r.rowid;
    DROP TABLE raw;
    CREATE INDEX by_date ON statements (date);
    INSERT INTO words (rowid, content, stems, name, facets)
        SELECT rowid, content, stemmed(content), name, facets(naming, kind, stance, outlet)
        FROM statements ORDER BY rowid;
    INSERT INTO words (words) VALUES ('optimize');
"""


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


def stamped(path: Path) -> str:
    """Return what an index was made from; empty where there is none, or one of another version."""
    if not path.exists():
        return ""
    with closing(opened(path)) as base:
        try:
            if base.execute("PRAGMA user_version").fetchone() != (SCHEMA,):
                return ""
            return str(base.execute("SELECT stamp FROM about").fetchone()[0])
        except (sqlite3.DatabaseError, TypeError):
            return ""


def opened(path: Path) -> sqlite3.Connection:
    """Open an index for reading."""
    return sqlite3.connect(f"{path.resolve().as_uri()}?mode=ro", uri=True)


class Stemmer:
    """Porter's stems (1980), as SQLite's own tokenizer makes them; one for each thread."""

    def __init__(self) -> None:
        self._base = sqlite3.connect(":memory:")
        self._base.executescript(
            """
            CREATE VIRTUAL TABLE one USING fts5(
                word, tokenize="porter unicode61 remove_diacritics 2");
            CREATE VIRTUAL TABLE stems USING fts5vocab(one, instance);
            """
        )
        self._known: dict[str, str] = {}

    def __call__(self, text: str) -> str:
        """Return the words of a text as their stems, as both the index and a search have them."""
        return " ".join(self._known.get(w) or self._stem(w) for w in RUN.findall(text.lower()))

    def _stem(self, word: str) -> str:
        self._base.execute("INSERT INTO one VALUES (?)", [word])
        rows = self._base.execute("SELECT term FROM stems ORDER BY offset").fetchall()
        self._base.execute("DELETE FROM one")
        if len(self._known) >= MOST:
            self._known.clear()
        self._known[word] = found = " ".join(term for (term,) in rows)
        return found


def facet(name: str, value: str) -> str:
    """Return the word that a filter's value is in the index, whatever characters it has."""
    return f"{name}{hashlib.sha256(value.encode('utf-8', 'replace')).hexdigest()[:16]}"


@lru_cache(maxsize=10_000)
def _facets(*values: str) -> str:
    return " ".join(facet(*pair) for pair in zip(FACETS, values, strict=True))


def _fill(base: sqlite3.Connection, archive: Path) -> None:
    base.create_function("stemmed", 1, Stemmer(), deterministic=True)
    base.create_function("facets", len(FACETS), _facets, deterministic=True)
    base.executescript(TABLES)
    columns = ("key", "date", "title", "url", "text")
    articles = dataset.rows(archive, "articles", columns)
    insert = "INSERT INTO texts VALUES (NULL, ?, ?, ?, ?, ?)"
    base.executemany(insert, ([row[name] for name in columns] for row in articles))
    marks = ", ".join("?" * len(OWN))
    said = dataset.rows(archive, "attributions", OWN)
    base.executemany(
        f"INSERT INTO raw VALUES ({marks})",  # noqa: S608 - only question marks
        ([row[name] for name in OWN] for row in said),
    )
    base.executescript(ORDERED)
    base.execute("INSERT INTO about VALUES (?)", (dataset.stamp(archive),))
    base.execute(f"PRAGMA user_version = {SCHEMA}")
    base.commit()
