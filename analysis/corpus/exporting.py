"""Write an archive as one file for people: an Excel workbook, or a project of REFI-QDA.

The workbook has a sheet for each table of the dataset. The project has each article as a text, and
each statement as a selection with the codes that a single article's export gives it, and `Excluded`
where figures leave it out. Rows and texts go through one at a time, so that memory does not grow
with the archive.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

from analysis import archived, writing
from analysis.corpus import dataset, tables
from analysis.errors import InputError, OutputError, ParameterError
from analysis.exchange import formats, qdaproject, transfer
from analysis.exchange.qdaproject import Document, Selection
from analysis.exchange.tools import excel, refi_qda
from analysis.ingest import untaken
from analysis.spans.text import GAP

LOST = {
    "excel": ("lists (their texts are joined by semicolons)", *excel.LOST[-2:]),
    "refi-qda": (
        "the words of cues and sources, confidence, and other columns of statements",
        "sources without statements, and the table of errors",
    ),
}
SAID = ("key", "content", "start", "end", "name", "naming", "form", "excluded")


def export(archive: str | Path, form: str, out: str | Path, *, overwrite: bool = False) -> Path:
    """Write an archive as one file, whole or not at all.

    Args:
        archive: The archive's folder.
        form: ``excel`` or ``refi-qda``.
        out: The file, or a folder to put it in.
        overwrite: Replace a file that is there.

    Returns:
        The file.

    Raises:
        InputError: The folder is no archive, is damaged, or a table is too long for a sheet.
        OutputError: The file is there, lies in the archive, or can't be written.
        ParameterError: An archive can't be written in that format, or something is not installed.
    """
    place = Path(archive)
    dataset.stamp(place)
    if form not in LOST:
        todo = f"choose {' or '.join(LOST)}; pandas and others read its Parquet files as they are"
        raise ParameterError("is not a format for an archive", form, todo)
    target = transfer.place(formats.named(form), out)
    if target.resolve().is_relative_to(place.resolve()):
        raise OutputError("lies in the archive itself", str(target), writing.TODO)
    if target.exists() and not overwrite:
        raise OutputError("is there", str(target), "choose another -o, or --overwrite it")
    if form == "excel":
        todo = f"use its Parquet files: {place / archived.FOLDER}"
        for table in tables.TABLES:
            excel.check(f"{place}, {table}", _count(place, table), todo)
    with writing.opened(target) as file:
        if form == "excel":
            excel.write(file, {name: _sheet(place, name) for name in tables.TABLES})
        else:
            qdaproject.write(file, documents(place))
    return target


def documents(archive: Path) -> Iterator[Document]:
    """Yield the articles of an archive as documents of a project, each under a name of its own."""
    with closing(_statements(archive)) as said:
        taken: set[str] = set()
        columns = ("key", "article", "text", "authors", *refi_qda.ABOUT)
        for row in _rows(archive, "articles", columns):
            query = f"select {_listed()} from said where key = ? order by rowid"  # noqa: S608
            found = said.execute(query, [row["key"]])
            name = untaken(row["article"], taken)
            yield _document(name, row, [dict(zip(SAID, each, strict=True)) for each in found])


def _document(name: str, row: tables.Row, said: list[tables.Row]) -> Document:
    about = {key: str(row[key] or "") for key in refi_qda.ABOUT}
    about["authors"] = "; ".join(row["authors"] or ())
    known = {k: v for k, v in about.items() if v and (k, v) != ("outlet", tables.UNKNOWN)}
    selections: list[Selection] = []
    links: list[tuple[str, str, str]] = []
    for number, statement in enumerate(said, 1):
        head = f"a{number}.content.1"
        codes = refi_qda.codes(statement["naming"], statement["name"], statement["form"])
        if statement["excluded"]:
            codes += (("Excluded", statement["excluded"]),)
        for piece, (start, end) in enumerate(contents(row["text"], statement), 1):
            key = f"a{number}.content.{piece}"
            own = codes if key == head else ()
            selections.append(Selection(key, start, end, (("Part", "Content"), *own)))
            if key != head:
                links.append((head, key, "content"))
    return Document(name, row["text"], known, tuple(selections), tuple(links))


def contents(text: str, statement: tables.Row) -> list[tuple[int, int]]:
    """Return where the pieces of a content lie; where they can't be told, all from start to end."""
    start, end, content = statement["start"], statement["end"], statement["content"]
    whole = [(start, end)]
    if text[start:end] == content:
        return whole
    found: list[tuple[int, int]] = []
    *before, last = content.split(GAP)
    for piece in before:
        at = text.find(piece, start, end - len(last))
        if at < 0:
            return whole
        start = at + len(piece)
        found.append((at, start))
    found.append((end - len(last), end))
    return found if text[end - len(last) : end] == last else whole


def _statements(archive: Path) -> sqlite3.Connection:
    """Put all statements where those of an article are found: a file that goes with its closing."""
    base = sqlite3.connect("")
    base.execute(f"create table said ({_listed()})")
    marks = ", ".join("?" * len(SAID))
    rows = _rows(archive, "attributions", SAID)
    base.executemany(
        f"insert into said values ({marks})",  # noqa: S608 - only question marks
        ([row[name] for name in SAID] for row in rows),
    )
    base.execute("create index by_key on said (key)")
    return base


def _listed() -> str:
    return ", ".join(f'"{name}"' for name in SAID)


def _sheet(archive: Path, table: str) -> excel.Table:
    columns = dataset.columns(table)
    names = [column.name for column in columns]
    rows = _rows(archive, table, names)
    return names, ([_cell(row[c.name], c.kind) for c in columns] for row in rows)


def _cell(value: Any, kind: tables.Kind) -> Any:
    if kind == "texts":
        return "; ".join(value or ())
    return str(value or "") if kind == "text" else value


def _rows(archive: Path, table: str, columns: list[str] | tuple[str, ...]) -> Iterator[tables.Row]:
    """Yield the rows of a table; an error of reading names the archive, not what is written."""
    try:
        yield from dataset.rows(archive, table, columns)
    except (OSError, ValueError) as error:
        said = " ".join(str(error).split())[:200]
        todo = "build it anew: remove its folder dataset and run analysis corpus"
        raise InputError(f"can't be read ({said})", f"{archive}, {table}", todo) from None


def _count(archive: Path, table: str) -> int:
    import pyarrow.dataset as ds  # noqa: PLC0415 - an extra

    place = archive / archived.FOLDER / table
    return int(ds.dataset(place, format="parquet").count_rows()) if place.exists() else 0
