"""Read a block of articles and write what was found, whole or not at all.

This is what a worker does, wherever it runs: a process of this machine, a Dask worker, or a job of
a scheduler that shares the archive's folder. A shard is a folder with a Parquet file for each
table. It is written under another name and renamed; it counts once the manifest has it.
"""

from __future__ import annotations

import hashlib
import os
import secrets
import shutil
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from itertools import islice
from pathlib import Path

from analysis.corpus import tables
from analysis.corpus.records import Incoming, Shard, Written, digest
from analysis.parallel import limit
from analysis.writing import unwritable

SIZE = 64  # articles a shard: what a killed run may lose of each worker's work
FOLDER = "shards"
PART = ".part-"  # what begins the name of a shard that is not whole yet


def blocks(items: Iterable[Incoming], engine: str) -> Iterator[Shard]:
    """Group articles into shards, in their order.

    Args:
        items: Articles that the archive does not have.
        engine: What reads them, from :func:`engine`.
    """
    rest = iter(items)
    while block := tuple(islice(rest, SIZE)):
        yield Shard(digest([engine, *(item.key for item in block)]), block)


@cache
def engine() -> str:
    """Return a hash of what the result depends on beside the articles: package and model."""
    from analysis.reporting.manifest import installation  # noqa: PLC0415

    known = installation()
    return digest([known["package"], known["model"]])


def write(shard: Shard, archive: Path, engine: str) -> Written:
    """Read the articles of a shard and write its tables into an archive.

    An article that cannot be read becomes a row of the table of errors; the others are written.

    Raises:
        OutputError: If the shard cannot be written, as on a full disk. Nothing of it stays.
    """
    limit(1)  # others read beside this process
    found = tables.empty()
    for item in shard.items:
        _read(item, found)
    place = archive / FOLDER
    part = place / f"{PART}{os.getpid()}-{secrets.token_hex(4)}"
    try:
        part.mkdir(parents=True)
        files = {
            name: _write(part / f"{name}.parquet", name, found[name]) for name in tables.TABLES
        }
        whole = place / shard.key
        if whole.exists():  # of a run that was killed before the manifest had it
            shutil.rmtree(whole)
        part.rename(whole)
    except OSError as error:
        todo = "free some space or choose another place, then run this again: it goes on from here"
        raise unwritable(archive, error, todo) from error
    finally:
        shutil.rmtree(part, ignore_errors=True)
    return Written(shard.key, engine, len(found["articles"]), len(found["errors"]), files)


def probe(item: Incoming) -> None:
    """Read one article for nothing: where that ends the process, its caller lives on."""
    limit(1)
    _read(item, tables.empty())


def sweep(archive: Path, known: Sequence[str]) -> None:
    """Remove what dead runs left: parts of shards, and shards that the manifest does not have."""
    for folder in (archive / FOLDER).glob("*"):
        if folder.name.startswith(PART) or folder.name not in known:
            shutil.rmtree(folder, ignore_errors=True)


def _failed(item: Incoming, kind: str, message: str) -> tables.Row:
    """Make the row of the table of errors for an article that could not be read."""
    name = item.article.id if item.article else Path(item.path).stem
    own = {"key": item.key, "article": name, "input": item.path}
    return {**own, "error": kind, "message": " ".join(message.split())}


def _read(item: Incoming, found: dict[str, list[tables.Row]]) -> None:
    """Add the rows of one article, or the row of its error; never half of them."""
    from analysis.pipeline import extract  # noqa: PLC0415 - takes long to import

    if item.article is None or item.error[0]:
        found["errors"].append(_failed(item, *item.error))
        return
    own = tables.empty()
    try:
        tables.add(own, item.key, item.path, extract(item.article))
    except Exception as error:  # noqa: BLE001 - one article never costs the others
        found["errors"].append(_failed(item, type(error).__name__, str(error)))
        return
    for name, rows in own.items():
        found[name] += rows


def _write(path: Path, name: str, rows: list[tables.Row]) -> str:
    """Write a table and return the SHA-256 of the file."""
    import pyarrow as pa  # noqa: PLC0415 - an extra
    import pyarrow.parquet as pq  # noqa: PLC0415 - as above

    table = pa.Table.from_pylist(rows, schema=tables.schema(name))
    with path.open("xb") as file:
        pq.write_table(table, file, compression="zstd")
        file.flush()
        os.fsync(file.fileno())
    return hashlib.sha256(path.read_bytes()).hexdigest()
