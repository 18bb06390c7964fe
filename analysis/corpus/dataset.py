"""The dataset of an archive: its shards as one Parquet table each, by outlet and month.

pandas, Polars, DuckDB and Spark read the folders as they are (Hive partitioning). The dataset
follows from the shards alone: the same shards give the same bytes.
"""

from __future__ import annotations

import hashlib
import json
import os
import secrets
import shutil
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from analysis.archived import FOLDER, STAMP
from analysis.corpus import shards, tables
from analysis.corpus.duplicates import Duplicate, Fingerprint, find
from analysis.corpus.records import Written
from analysis.errors import InputError
from analysis.installing import require
from analysis.writing import unwritable

if TYPE_CHECKING:
    import pyarrow as pa

BATCH = 10_000  # rows read at a time
FILES = 16  # open at the same time: rows come a partition at a time
ROWS = 65_536  # of a row group, at most
CHUNK = 128_000_000  # bytes of rows that are sorted and written at a time
MARKS: tuple[tuple[str, tables.Kind, str], ...] = (
    (
        "duplicate_of",
        "text",
        "key of an earlier article that it repeats; empty where there is none",
    ),
    ("duplicate", "text", "exact or near; empty where it repeats none"),
    ("similarity", "number", "estimated share of word sequences in common with that article"),
)


def columns(table: str) -> tuple[tables.Column, ...]:
    """Return the columns of a table of the dataset, which is the shards' with duplicates marked."""
    own = tuple(c for c in tables.TABLES[table] if c.name != "signature")
    return (*own, *(tables.Column(*mark) for mark in MARKS)) if table == "articles" else own


def build(archive: Path, known: Sequence[Written]) -> bool:
    """Write the dataset anew where the shards are others than those it was made from.

    Args:
        archive: The archive's folder.
        known: The shards that count.

    Returns:
        Whether it was written.

    Raises:
        OutputError: If it cannot be written; the earlier dataset stays.
    """
    made = _stamp(known)
    place = archive / FOLDER
    try:
        if (place / STAMP).read_text(encoding="utf-8") == made:
            return False
    except OSError:
        pass
    part = archive / f"{shards.PART}{os.getpid()}-{secrets.token_hex(4)}"
    old = archive / f"{shards.PART}old-{secrets.token_hex(4)}"
    try:
        part.mkdir()
        fill(part, archive, sorted(w.key for w in known))
        (part / STAMP).write_text(made, encoding="utf-8")
        if place.exists():
            place.rename(old)
        part.rename(place)
    except OSError as error:
        if old.exists() and not place.exists():
            old.rename(place)
        todo = "free some space, then run this again: nothing is read twice"
        raise unwritable(place, error, todo) from error
    finally:
        shutil.rmtree(part, ignore_errors=True)
        shutil.rmtree(old, ignore_errors=True)
    return True


def rows(
    archive: Path, table: str, columns: Sequence[str] | None = None
) -> Iterator[dict[str, Any]]:
    """Yield the rows of a table of the dataset, a batch at a time.

    Raises:
        InputError: The folder is not an archive with a dataset.
    """
    require("corpus", ("pyarrow",), "an archive")
    import pyarrow.dataset as ds  # noqa: PLC0415 - an extra

    stamp(archive)
    place = archive / FOLDER / table
    if not place.exists():  # no article has such a row
        return
    found = ds.dataset(place, format="parquet", partitioning="hive")
    names = list(columns) if columns else found.schema.names
    for batch in found.to_batches(columns=names, batch_size=BATCH, use_threads=False):
        yield from batch.to_pylist()


def stamp(archive: Path) -> str:
    """Return what the dataset of an archive was made from.

    Raises:
        InputError: The folder is not an archive with a dataset.
    """
    try:
        return (archive / FOLDER / STAMP).read_text(encoding="utf-8")
    except OSError:
        todo = "build it with: analysis corpus INPUT... -o ARCHIVE"
        raise InputError("is not an archive with a dataset", str(archive), todo) from None


def _stamp(known: Sequence[Written]) -> str:
    made = {w.key: dict(sorted(w.files.items())) for w in known}
    code = hashlib.sha256(json.dumps(made, sort_keys=True).encode()).hexdigest()
    return json.dumps({"shards": len(made), "sha256": code}) + "\n"


def fill(part: Path, archive: Path, keys: Sequence[str]) -> None:
    """Write the tables of some shards of an archive into a folder, with duplicates marked.

    Args:
        part: An empty folder.
        archive: The archive's folder.
        keys: Of the shards, sorted.

    Raises:
        OSError: If a table cannot be read or written.
    """
    import pyarrow as pa  # noqa: PLC0415 - an extra
    import pyarrow.dataset as ds  # noqa: PLC0415 - as above
    import pyarrow.parquet as pq  # noqa: PLC0415 - as above

    marks = find(_fingerprints(archive, keys))
    for table in tables.TABLES:
        if table == "errors":
            found = [_table(archive, key, table) for key in keys]
            (part / table).mkdir()
            whole = pa.concat_tables([tables.schema(table).empty_table(), *found])
            pq.write_table(whole, part / table / "part-0.parquet", compression="zstd")
            continue
        layout = shape(table)
        hive = pa.schema([layout.field(name) for name in tables.PARTITION])
        for number, rows in enumerate(_chunks(_batches(archive, keys, table, marks))):
            ds.write_dataset(
                rows,
                part / table,
                schema=layout,
                format="parquet",
                file_options=ds.ParquetFileFormat().make_write_options(compression="zstd"),
                partitioning=ds.partitioning(hive, flavor="hive"),
                basename_template=f"part-{number}-{{i}}.parquet",
                existing_data_behavior="overwrite_or_ignore",
                use_threads=False,
                preserve_order=True,
                max_partitions=1_000_000,
                max_open_files=FILES,
                max_rows_per_group=ROWS,
            )


def _chunks(batches: Iterator[pa.RecordBatch]) -> Iterator[pa.Table]:
    """Yield the rows in chunks, each sorted by partition.

    A file is open for one partition at a time then. In the order of the shards, more partitions
    than files that may be open would end each file after a few rows.
    """
    import pyarrow as pa  # noqa: PLC0415 - an extra

    order = [(name, "ascending") for name in tables.PARTITION]
    held: list[pa.RecordBatch] = []
    size = 0
    for batch in batches:
        held.append(batch)
        size += batch.nbytes
        if size >= CHUNK:
            yield pa.Table.from_batches(held).sort_by(order)
            held, size = [], 0
    if held:
        yield pa.Table.from_batches(held).sort_by(order)


def shape(table: str) -> pa.Schema:
    """Return the Arrow schema of a table of the dataset."""
    import pyarrow as pa  # noqa: PLC0415 - an extra

    own = tables.schema(table)
    fields = [own.field(c.name) for c in columns(table) if c.name in own.names]
    if table == "articles":
        types: dict[tables.Kind, Any] = {"text": pa.string(), "number": pa.float64()}
        fields += [pa.field(name, types[kind]) for name, kind, _ in MARKS]
    return pa.schema(fields)


def _batches(
    archive: Path, keys: Sequence[str], table: str, marks: Mapping[str, Duplicate]
) -> Iterator[pa.RecordBatch]:
    """Yield the rows of a table, a shard at a time."""
    import pyarrow as pa  # noqa: PLC0415 - an extra
    import pyarrow.compute as pc  # noqa: PLC0415 - as above

    for key in keys:
        found = _table(archive, key, table)
        if table == "articles":
            own = [marks.get(k.as_py()) for k in found["key"]]
            found = found.drop_columns(["signature"])
            cells = (
                pa.array([d.of if d else "" for d in own], pa.string()),
                pa.array([d.kind if d else "" for d in own], pa.string()),
                pa.array([d.similarity if d else None for d in own], pa.float64()),
            )
            for (name, *_), column in zip(MARKS, cells, strict=True):
                found = found.append_column(name, column)
        for name in tables.PARTITION:
            place = found.schema.get_field_index(name)
            column = pc.if_else(pc.equal(found[name], ""), tables.UNKNOWN, found[name])
            found = found.set_column(place, name, column)
        yield from found.to_batches()


def _fingerprints(archive: Path, keys: Sequence[str]) -> Iterator[Fingerprint]:
    import pyarrow.parquet as pq  # noqa: PLC0415 - an extra

    for key in keys:
        path = archive / shards.FOLDER / key / "articles.parquet"
        found = pq.read_table(path, columns=["key", "date", "outlet", "text", "signature"])
        for row in found.to_pylist():
            words = " ".join(row["text"].casefold().split())
            code = hashlib.sha256(words.encode("utf-8", "surrogatepass")).digest()
            order = (row["date"] or "9999", row["outlet"])
            yield Fingerprint(row["key"], order, code, row["signature"])


def _table(archive: Path, key: str, table: str) -> pa.Table:
    import pyarrow.parquet as pq  # noqa: PLC0415 - an extra

    return pq.read_table(archive / shards.FOLDER / key / f"{table}.parquet")
