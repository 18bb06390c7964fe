"""Writes files whole or not at all: beside their places first, then each to its place."""

from __future__ import annotations

import contextlib
import os
import platform
import re
import secrets
import shutil
import stat
import sys
import tempfile
import zlib
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import IO

from analysis.errors import OutputError, reason
from analysis.ingest import STDIN

# Machines may share an output folder; a process number means something on its own machine only.
MACHINE = f"{zlib.crc32(platform.node().encode()):08x}"
DEBRIS = re.compile(rf"\.analysis-{MACHINE}-(\d+)-[0-9a-f]+")  # what ``beside`` gives
TEMPORARY = re.compile(rf"analysis-{MACHINE}-(\d+)-")  # what ``temporary`` gives
TODO = "choose another place"


def write(files: Mapping[Path, bytes]) -> None:
    """Write all of several files, or none; where a link leads, not in the place of the link.

    Raises:
        OutputError: One can't be written, or what is in its place is no file.
    """
    target = Path()
    places = {path: settled(path) for path in files}
    staged = {path: beside(place) for path, place in places.items()}
    if len(set(places.values())) < len(places):
        raise OutputError("leads to the file of another", str(list(places)[-1]), TODO)
    try:
        for target, ready in staged.items():
            with ready.open("xb") as file:
                file.write(files[target])
            if places[target].exists():
                shutil.copymode(places[target], ready)
        for target, ready in staged.items():
            ready.replace(places[target])
    except (OSError, ValueError) as error:
        raise unwritable(target, error) from error
    finally:
        for ready in staged.values():
            ready.unlink(missing_ok=True)


def write_beside(files: Mapping[Path, bytes], *, overwrite: bool, todo: str) -> None:
    """Write files where a person may have worked on older ones; make their folders.

    Args:
        files: What they hold.
        overwrite: Whether files that are there and differ may go.
        todo: What to do where they may not.

    Raises:
        OutputError: One is there and differs, or can't be written; nothing was written then.
    """
    path = Path()
    try:
        for path, data in files.items():
            if not overwrite and path.exists() and path.read_bytes() != data:
                raise OutputError("is there and differs", str(path), todo)
        for path in files:
            path.parent.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise unwritable(path, error) from error
    write(files)


@contextlib.contextmanager
def opened(path: Path) -> Iterator[IO[bytes]]:
    """Open a file for writing that takes its place once the block has ended well.

    Raises:
        OutputError: It can't be written, or what is in its place is no file.
    """
    place = settled(path)
    ready = beside(place)
    try:
        place.parent.mkdir(parents=True, exist_ok=True)
        with ready.open("xb") as file:
            yield file
        if place.exists():
            shutil.copymode(place, ready)
        ready.replace(place)
    except OSError as error:
        raise unwritable(path, error) from error
    finally:
        ready.unlink(missing_ok=True)


def beside(path: Path) -> Path:
    """Return a place beside another for what is not whole yet: hidden, and never met twice."""
    return path.with_name(f".analysis-{MACHINE}-{os.getpid()}-{secrets.token_hex(4)}")


def temporary() -> tempfile.TemporaryDirectory[str]:
    """Make a temporary folder whose name says whose it is; take away those of dead runs."""
    for entry in Path(tempfile.gettempdir()).glob(f"analysis-{MACHINE}-*"):
        match = TEMPORARY.match(entry.name)
        if match and not alive(int(match[1])):
            shutil.rmtree(entry, ignore_errors=True)
    return tempfile.TemporaryDirectory(prefix=f"analysis-{MACHINE}-{os.getpid()}-")


def alive(process: int) -> bool:
    """Tell whether a process of this machine is alive; True where that can't be asked."""
    if sys.platform == "win32":  # os.kill would end it
        return True
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    except (OSError, OverflowError):
        return True
    return True


def settled(path: Path) -> Path:
    """Return where a file is to be written: a link stays, its target is written.

    Raises:
        OutputError: What is there is no file, such as a folder, a device or a pipe.
    """
    try:
        mode = path.stat().st_mode
    except FileNotFoundError:
        mode = stat.S_IFREG  # nothing is in the way
    except (OSError, ValueError) as error:
        raise unwritable(path, error) from error
    if not stat.S_ISREG(mode):
        what = "a folder" if stat.S_ISDIR(mode) else "not a regular file"
        raise OutputError(f"is {what}", str(path), TODO)
    return Path(os.path.realpath(path))


def unwritable(place: Path | str, error: OSError | ValueError, todo: str = TODO) -> OutputError:
    """Return the error for what the system refused to write."""
    return OutputError(f"can't be written ({reason(error)})", str(place), todo)


def spare(inputs: Iterable[str | Path], paths: Iterable[Path]) -> None:
    """See that places to write to hold no file that is read, and nothing but files.

    Raises:
        OutputError: One does, by whatever name.
    """
    read = {_identity(own) for own in inputs}
    for path in paths:
        settled(path)
        if _identity(path.absolute()) in read:
            raise OutputError("is an input file and won't be overwritten", str(path), TODO)


def _identity(path: str | Path) -> object:
    """Return the same for all names of one file: by links of either kind, or in other letters."""
    try:
        found = os.fstat(0) if str(path) == STDIN else Path(path).stat()
    except (OSError, ValueError):
        return os.path.realpath(path)
    return found.st_dev, found.st_ino
