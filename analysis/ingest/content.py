"""The bytes of a file: its beginning, by which its format is told, and the rest as it is needed.

A format with many articles is read from the open file, so that memory does not grow with it; a
format with one article takes all its bytes at once.
"""

from __future__ import annotations

import codecs
import io
from dataclasses import dataclass
from typing import BinaryIO, TextIO

from analysis.errors import InputError
from analysis.ingest.decoding import Decoded, decode

HEAD = 4 * 1024 * 1024  # bytes
LARGEST = 50 * 1024 * 1024  # bytes of one article, or of a format that is read whole
TODO = "split it into its articles"


@dataclass(frozen=True, slots=True)
class Content:
    """A file, open at its beginning; ``head`` is all of it where ``whole``."""

    head: bytes
    whole: bool
    file: BinaryIO
    where: str

    def data(self) -> bytes:
        """Return all bytes.

        Raises:
            InputError: There are too many.
        """
        if self.whole:
            return self.head
        self.file.seek(0)
        found = self.file.read(LARGEST + 1)
        if len(found) > LARGEST:
            megabytes = LARGEST // (1024 * 1024)
            raise InputError(f"this is larger than {megabytes} MB", self.where, TODO)
        return found

    def decoded(self, *, markup: bool = False) -> Decoded:
        """Return the text of all bytes; of ``markup`` a declared encoding is looked for.

        Raises:
            InputError: There are too many, or they are not text.
        """
        return decode(self.data(), self.where, html=markup)

    def lines(self) -> tuple[TextIO, tuple[str, ...]]:
        """Return the text to be read line by line, and what was repaired in it.

        Raises:
            InputError: It does not begin as text does.
        """
        if self.whole:
            decoded = self.decoded()
            return io.StringIO(decoded.text.removeprefix("\ufeff"), newline=""), decoded.repairs
        cut = self.head.rfind(b"\n") + 1
        found = decode(self.head[:cut] or self.head, self.where)
        encoding = "utf-8-sig" if found.encoding == "utf-8" else found.encoding
        self.file.seek(0)
        stream = io.TextIOWrapper(self.file, encoding, errors="windows", newline="")
        return stream, () if found.encoding == "utf-8" else found.repairs


def of_file(file: BinaryIO, where: str) -> Content:
    """Return the content of an open file that can be read from its beginning again."""
    head = file.read(HEAD)
    whole = len(head) < HEAD or not file.read(1)
    file.seek(0)
    return Content(head, whole, file, where)


def _windows(error: UnicodeError) -> tuple[str, int]:
    """Read bytes that are not of a text's encoding as windows-1252, as browsers do."""
    if not isinstance(error, UnicodeDecodeError):
        raise error
    return error.object[error.start : error.end].decode("cp1252", "replace"), error.end


codecs.register_error("windows", _windows)
