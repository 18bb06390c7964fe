"""Exchange two folders in one step, where the system can.

Linux has ``renameat2`` with RENAME_EXCHANGE (since 3.15) and macOS ``renamex_np`` with RENAME_SWAP:
at no moment is there nothing under either name. Elsewhere, and on file systems that can't, two
renames do it; a run that is killed between them is mended by the next (``publish.sweep``).
"""

from __future__ import annotations

import contextlib
import ctypes
import os
import sys
from pathlib import Path

HERE = -100  # AT_FDCWD: paths are absolute, or count from the working folder
EXCHANGE = 2  # RENAME_EXCHANGE and RENAME_SWAP


def exchange(one: Path, other: Path) -> None:
    """Put each of two folders in the place of the other.

    Raises:
        OSError: Neither way works; both are where they were.
    """
    if _at_once(one, other):
        return
    spare = one.with_name(f"{one.name}-old")
    other.rename(spare)
    try:
        one.rename(other)
    except BaseException:
        spare.rename(other)
        raise
    spare.rename(one)


def _at_once(one: Path, other: Path) -> bool:
    """Exchange in one system call; False where there is none or it fails."""
    first, second = os.fsencode(one), os.fsencode(other)
    with contextlib.suppress(OSError, AttributeError):
        library = ctypes.CDLL(None)
        if sys.platform == "linux":
            return bool(library.renameat2(HERE, first, HERE, second, EXCHANGE) == 0)
        if sys.platform == "darwin":
            return bool(library.renamex_np(first, second, EXCHANGE) == 0)
    return False
