"""Open files of articles: regular ones and standard input, never a pipe, and none too large."""

from __future__ import annotations

import io
import os
import re
import stat
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

from analysis.errors import InputError, reason
from analysis.ingest.content import LARGEST
from analysis.text import legible

STDIN = "-"
PACKED = re.compile(r"\.[A-Za-z]{2,8}")  # a suffix before .gz
PART = re.compile(r"#(\d+)\Z")


def contents(path: str | Path) -> bytes:
    """Return the bytes of a file, or of standard input for ``-``.

    Raises:
        InputError: If it is missing, no regular file, unreadable or too large.
    """
    if str(path) == STDIN:
        return _bounded(sys.stdin.buffer.read(LARGEST + 1), "standard input")
    return _read(Path(path))


@contextmanager
def opened(path: str | Path) -> Iterator[BinaryIO]:
    """Open a file, or standard input, that can be read from its beginning again."""
    if str(path) == STDIN:
        yield io.BytesIO(contents(path))
        return
    with _regular(Path(path)) as file:
        yield file


@contextmanager
def _regular(path: Path) -> Iterator[BinaryIO]:
    """Open a regular file; pipes and devices are refused before they could hang."""
    where = str(path)
    try:
        found = path.stat()
        if stat.S_ISDIR(found.st_mode):
            raise InputError("this is a folder", where, "give a file, or let expand() search it")
        if not stat.S_ISREG(found.st_mode):
            todo = "give a file, not a pipe or a device"
            raise InputError("this is not a regular file", where, todo)
        file = path.open("rb")
    except FileNotFoundError:
        raise InputError("there is no such file", where, "check the path") from None
    except PermissionError:
        todo = "check its permissions"
        raise InputError("this can't be read: permission denied", where, todo) from None
    except OSError as error:
        raise InputError(f"this can't be read: {reason(error)}", where) from None
    except ValueError:
        raise InputError("this is not a usable path", where, "check the path") from None
    with file:
        yield file


def _read(path: Path) -> bytes:
    """Return the bytes of a regular file."""
    with _regular(path) as file:
        size = os.fstat(file.fileno()).st_size
        try:
            return _bounded(b"" if size > LARGEST else file.read(LARGEST + 1), str(path), size)
        except OSError as error:
            raise InputError(f"this can't be read: {reason(error)}", str(path)) from None


def _bounded(data: bytes, where: str, size: int = 0) -> bytes:
    if max(size, len(data)) > LARGEST:
        megabytes = LARGEST // (1024 * 1024)
        raise InputError(f"this is larger than {megabytes} MB", where, "split it into its articles")
    return data


def file_of(path: str | Path) -> str | Path:
    """Return the file in which an article lies: of ``arts.csv#2`` it is ``arts.csv``."""
    return part(path)[0]


def part(path: str | Path) -> tuple[str | Path, int]:
    """Return a file, and which of its articles is meant ("arts.csv#2"); 0 for the only one."""
    match = PART.search(str(path))
    if match is None or exists(Path(path)):
        return path, 0
    return str(path)[: match.start()], int(match[1])


def exists(path: Path) -> bool:
    """Tell whether something is at a path; what no file system takes is nowhere."""
    try:
        return os.path.lexists(path)
    except (OSError, ValueError):  # a NUL, or far too long
        return False


def stem(path: str | Path) -> str:
    """Return the name of a file without its suffix, as text; of ``a.csv.gz`` it is ``a``."""
    if str(path) == STDIN:
        return "stdin"
    place = Path(path)
    if place.suffix.lower() == ".gz" and PACKED.fullmatch(Path(place.stem).suffix):
        place = place.with_suffix("")
    return legible(place.stem)


def where_of(path: str | Path) -> str:
    """Return what errors call a file."""
    return "standard input" if str(path) == STDIN else str(path)
