"""The manifest of an archive: which shards count, and what they were made with.

An entry is a small JSON file of its own, named after its shard and renamed into place, so that
several runs, jobs or workers can share an archive without a lock, and one that is killed loses
what it was working on and nothing else. What has no entry does not count.
"""

from __future__ import annotations

import json
import os
import secrets
from collections.abc import Iterator
from dataclasses import asdict
from pathlib import Path

from analysis.corpus.records import Written
from analysis.errors import InputError
from analysis.writing import unwritable

FOLDER = "manifest"
SCHEMA = 1


def enter(archive: Path, written: Written) -> None:
    """Enter a shard, so that it counts from now on.

    Raises:
        OutputError: If the entry cannot be written.
    """
    folder = archive / FOLDER
    part = folder / f".part-{os.getpid()}-{secrets.token_hex(4)}"
    data = json.dumps({"schema": SCHEMA, **asdict(written)}, indent=1, sort_keys=True) + "\n"
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with part.open("x", encoding="utf-8") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        part.rename(folder / f"{written.key}.json")
    except OSError as error:
        part.unlink(missing_ok=True)
        raise unwritable(archive, error, "free some space") from error


def entries(archive: Path) -> Iterator[Written]:
    """Yield the shards that count, by their keys.

    Raises:
        InputError: If an entry is damaged.
    """
    for path in sorted((archive / FOLDER).glob("[!.]*.json")):
        try:
            known = json.loads(path.read_bytes())
            sound = known.pop("schema") == SCHEMA and known["key"] == path.stem
            found = Written(**known) if sound else None
        except (OSError, ValueError, KeyError, TypeError, AttributeError) as error:
            todo = "remove this file: its articles are then read again"
            raise InputError(f"is damaged ({error})", str(path), todo) from None
        if found is None:
            raise InputError("is of another version", str(path), "build the archive anew")
        yield found


def sweep(archive: Path) -> None:
    """Remove the parts of entries that dead runs left."""
    for path in (archive / FOLDER).glob(".part-*"):
        path.unlink(missing_ok=True)
