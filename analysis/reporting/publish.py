"""Writes beside, then replaces: what stands in an output folder is always whole."""

from __future__ import annotations

import os
import shutil
import stat
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from analysis.errors import OutputError
from analysis.reporting import manifest
from analysis.reporting.exchanging import exchange
from analysis.writing import DEBRIS, alive, beside, unwritable

MANIFEST = "manifest.json"
STAGED, NAME = "report", "name"  # in a hidden folder: what is made, and what it is to be called


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

    A run may be killed while its report takes the place of an older one. Then the older one, with a
    person's notes in it, is put back if nothing stands under its name; else the notes are.
    """
    for entry in folder.iterdir():
        match = DEBRIS.fullmatch(entry.name)
        if not match or alive(int(match[1])) or (entry / MANIFEST).exists():
            continue
        if entry.is_dir() and not entry.is_symlink():
            _put_back(entry)
            shutil.rmtree(entry, ignore_errors=True)
        else:
            entry.unlink(missing_ok=True)


def _put_back(debris: Path) -> None:
    """Bring back what a run that was killed had taken out of its place."""
    try:
        name = (debris / NAME).read_text(encoding="utf-8", errors="surrogateescape")
    except OSError:
        return
    target = debris.with_name(name)
    if Path(name).name != name or name in ("", ".", ".."):
        return
    for left in (debris / STAGED, debris / f"{STAGED}-old"):
        if not (left / MANIFEST).is_file():
            continue
        if not target.exists():
            left.rename(target)
        elif target.is_dir():
            _keep(left, target, manifest.ours(left))


@contextmanager
def replacing(target: Path) -> Iterator[Path]:
    """Yield a new folder to fill, which takes the place of ``target`` when the block ends well.

    Of an older report there, what its manifest does not list is kept: a person put it there.

    Raises:
        OutputError: ``target`` is no folder of ours, or can't be written.
    """
    around = beside(target)
    staged = around / STAGED
    try:
        _refuse_foreign(target)
        staged.mkdir(parents=True)
        (around / NAME).write_bytes(os.fsencode(target.name))
        private = _private(target)
        if private:
            around.chmod(0o700)
        yield staged
        if target.exists():
            _keep(target, staged, manifest.ours(target))
        if private:
            _make_private(staged)
        if target.exists():
            exchange(staged, target)
        else:
            staged.rename(target)
    except OSError as error:
        raise unwritable(target, error) from error
    finally:
        shutil.rmtree(around, ignore_errors=True)


def _private(target: Path) -> bool:
    """Tell whether nobody but its owner may read an older report."""
    try:
        return os.name == "posix" and not stat.S_IMODE(target.stat().st_mode) & 0o077
    except OSError:
        return False


def _make_private(staged: Path) -> None:
    staged.chmod(0o700)
    for path in staged.rglob("*"):
        if not path.is_symlink():
            path.chmod(0o700 if path.is_dir() else 0o600)


def _refuse_foreign(target: Path) -> None:
    """Refuse a folder that holds something and no manifest: it is somebody's, and stays."""
    if target.is_symlink() or (target.exists() and not target.is_dir()):
        raise OutputError("is in the way", str(target), "move it or choose another -o")
    if target.is_dir() and any(target.iterdir()) and not (target / MANIFEST).is_file():
        todo = "move it or choose another -o"
        raise OutputError("this folder holds something that is not a report", str(target), todo)


def _keep(target: Path, staged: Path, ours: frozenset[str], within: str = "") -> None:
    """Carry over what a person put into the folder (notes, corrections)."""
    for entry in target.iterdir():
        fresh, name = staged / entry.name, f"{within}{entry.name}"
        folder = entry.is_dir() and not entry.is_symlink()
        if folder and any(own.startswith(f"{name}/") for own in ours):
            made = fresh.is_dir()
            fresh.mkdir(exist_ok=True)
            _keep(entry, fresh, ours, f"{name}/")
            if not made and not any(fresh.iterdir()):
                fresh.rmdir()
            continue
        if name in ours or fresh.exists():
            continue
        if folder:
            shutil.copytree(entry, fresh, symlinks=True)
        else:
            shutil.copy2(entry, fresh, follow_symlinks=False)
