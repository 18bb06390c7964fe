"""Writes beside, then replaces: what stands in an output folder is always whole."""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from analysis.errors import OutputError
from analysis.writing import DEBRIS, beside, unwritable

MANIFEST = "manifest.json"


def ensure(folder: Path) -> None:
    """Make ``folder`` and see that it can be written to, before any work is done.

    Raises:
        OutputError: It can't.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True)
        sweep(folder)
        probe = beside(folder / "probe")
        probe.mkdir()
        probe.rmdir()
    except OSError as error:
        raise unwritable(folder, error) from error


def sweep(folder: Path) -> None:
    """Take away what runs that were killed left half-made in ``folder``.

    What holds a manifest is whole: a kill between the two renames of a replacement leaves an older
    report so, perhaps with a person's notes in it. It stays.
    """
    for entry in folder.iterdir():
        match = DEBRIS.fullmatch(entry.name)
        if not match or _runs(int(match[1])) or (entry / MANIFEST).exists():
            continue
        if entry.is_dir() and not entry.is_symlink():
            shutil.rmtree(entry, ignore_errors=True)
        else:
            entry.unlink(missing_ok=True)


def _runs(process: int) -> bool:
    """Whether a process of this machine is alive; where that can't be asked, as if it were."""
    if sys.platform == "win32":  # os.kill would end it
        return True
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    except (OSError, OverflowError):
        return True
    return True


@contextmanager
def replacing(target: Path, ours: Callable[[Path], frozenset[str]]) -> Iterator[Path]:
    """A new folder to fill, which takes the place of ``target`` when the block ends well.

    Args:
        target: The folder to write or replace.
        ours: Names in an existing folder that we wrote; everything else in it is kept.

    Raises:
        OutputError: ``target`` is no folder of ours, or can't be written.
    """
    staged = beside(target)
    try:
        _refuse_foreign(target)
        staged.mkdir()
        yield staged
        if target.exists():
            _keep(target, staged, ours(target))
        _swap(target, staged)
    except OSError as error:
        raise unwritable(target, error) from error
    finally:
        shutil.rmtree(staged, ignore_errors=True)


def _refuse_foreign(target: Path) -> None:
    """A folder that holds something and no manifest is somebody's, and stays."""
    if target.is_symlink() or (target.exists() and not target.is_dir()):
        raise OutputError("is in the way", str(target), "move it or choose another -o")
    if target.is_dir() and any(target.iterdir()) and not (target / MANIFEST).is_file():
        todo = "move it or choose another -o"
        raise OutputError("this folder holds something that is no report", str(target), todo)


def _keep(target: Path, staged: Path, ours: frozenset[str]) -> None:
    """Carry over what a person put into the folder (notes, corrections)."""
    for entry in target.iterdir():
        fresh = staged / entry.name
        if entry.name in ours or fresh.exists():
            continue
        if entry.is_dir() and not entry.is_symlink():
            shutil.copytree(entry, fresh, symlinks=True)
        else:
            shutil.copy2(entry, fresh, follow_symlinks=False)


def _swap(target: Path, staged: Path) -> None:
    """Two renames: no system call that every platform has exchanges two folders in one."""
    old = beside(target)
    if not target.exists():
        staged.rename(target)
        return
    target.rename(old)
    try:
        staged.rename(target)
    except BaseException:
        old.rename(target)
        raise
    shutil.rmtree(old, ignore_errors=True)
