"""How far a run has come, and about how much is left.

How many articles the inputs hold is known once all were read, and reading them twice would cost
too much. Until then it follows from how many new ones came from the bytes that were read.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from analysis.corpus.records import Incoming


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a run has come.

    Attributes:
        articles: Articles read so far, those with an error included.
        errors: Those with an error.
        seconds: Time so far.
        left: About how many articles are left; None where that can't be told.
    """

    articles: int
    errors: int
    seconds: float
    left: int | None = None

    @property
    def rate(self) -> float:
        """Articles a second."""
        return self.articles / self.seconds if self.seconds else 0.0

    @property
    def seconds_left(self) -> float | None:
        """About how many seconds are left, at the rate so far; None where that can't be told."""
        return None if self.left is None or not self.rate else self.left / self.rate


class Expected:
    """Estimates how many new articles a stream of files will have given in the end.

    Args:
        paths: Files, folders and patterns. Of standard input, whose size nobody knows, nothing is
            estimated.
    """

    def __init__(self, paths: Sequence[str | Path]) -> None:
        from analysis import ingest  # noqa: PLC0415 - takes long to import

        files = [item for item in ingest.expand(paths) if isinstance(item, Path)]
        sizes = [_size(Path(ingest.file_of(file))) for file in files]
        self._bytes = 0 if ingest.STDIN in map(str, files) else sum(sizes)
        self._before = 0  # bytes of the files before this one
        self._file: BinaryIO | None = None
        self._size = 0
        self._first = 0  # bytes before the first new article
        self._count = 0
        self._known = (0, 0)  # bytes that were read, and the new articles in them
        self._over = False

    def watch(self, file: BinaryIO) -> None:
        """Take note of the file that is read from now on."""
        self._before += self._size
        self._file, self._size = file, 0
        if self._bytes:
            self._size = os.fstat(file.fileno()).st_size

    def count(self, items: Iterable[Incoming]) -> Iterator[Incoming]:
        """Pass on new articles and count them."""
        for item in items:
            if not self._count:
                self._first = self._before
            elif (passed := self._passed()) > self._known[0]:
                self._known = passed, self._count
            self._count += 1
            yield item
        self._over = True

    def total(self) -> int | None:
        """Return how many new articles there are in all; None if not known.

        The number is exact once all were read.
        """
        if self._over:
            return self._count
        passed, count = self._known
        if passed <= self._first:
            return None
        whole = self._bytes - self._first
        return max(self._count, round(count * whole / (passed - self._first)))

    def _passed(self) -> int:
        """Return the bytes that were read."""
        try:
            place = self._file.tell() if self._file else 0
        except ValueError:  # the file is closed
            place = self._size
        return min(self._before + min(place, self._size), self._bytes)


def _size(file: Path) -> int:
    try:
        return file.stat().st_size
    except OSError:
        return 0
