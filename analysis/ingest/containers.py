"""Archives of files: zip, gzip, and web archives (WARC), by the library warcio."""

from __future__ import annotations

import contextlib
import gzip
import io
import re
import zipfile
from collections.abc import Iterator, Sequence
from pathlib import PurePosixPath
from typing import Any, BinaryIO, cast

from analysis.errors import InputError
from analysis.ingest.damage import WHOLE, damaged, reading

LARGEST = 50 * 1024 * 1024  # bytes of a file, unpacked
ZIP = "a zip archive"
MOST = 100_000  # files of an archive
CHARSET = re.compile(r"(?i)charset\s*=\s*[\"']?([\w.:-]{2,30})")
FURNITURE = frozenset(
    ".css .js .png .jpg .jpeg .gif .webp .svg .ico .woff .woff2 .ttf .mp3 .mp4 .mov .webm".split()
)


def names(file: BinaryIO, where: str) -> list[str]:
    """Return the names of a zip archive's files that may hold articles, in order.

    Hidden files, pictures, what a page was saved with, and the like are left out.

    Raises:
        InputError: The archive is damaged, or nothing in it may hold an article.
    """
    with _archive(file, where) as archive:
        found = {info.filename for info in archive.infolist()[:MOST] if not info.is_dir()}
    kept = [name for name in sorted(found) if _wanted(PurePosixPath(name), found)]
    if not kept:
        raise InputError("no articles in this archive", where, "check what is in it")
    return kept


def zipped(
    file: BinaryIO, where: str, wanted: Sequence[str]
) -> Iterator[tuple[str, BinaryIO | InputError]]:
    """Yield files of a zip archive by their names.

    In the place of a file that can't be unpacked stands its error.
    """
    with _archive(file, where) as archive:
        for name in wanted:
            if archive.getinfo(name).file_size > LARGEST:
                yield name, InputError("is too large once unpacked", f"{where}, {name}")
                continue
            try:
                yield name, io.BytesIO(archive.read(name))
            except RuntimeError:
                told = "has a password"
                yield name, InputError(told, f"{where}, {name}", "unpack it first")
            except Exception as error:  # noqa: BLE001 - zipfile and zlib raise errors of many kinds
                yield name, damaged(error, ZIP, f"{where}, {name}")


def _archive(file: BinaryIO, where: str) -> zipfile.ZipFile:
    with reading(ZIP, where):
        return zipfile.ZipFile(file)


def _wanted(path: PurePosixPath, names: set[str]) -> bool:
    """Tell whether a file of an archive may hold an article."""
    if any(part.startswith((".", "__MACOSX")) and part != ".." for part in path.parts):
        return False
    for folder in path.parents:
        page = str(folder).removesuffix("_files")
        if page != str(folder) and (f"{page}.html" in names or f"{page}.htm" in names):
            return False
    return path.suffix.lower() not in FURNITURE


class _Gunzipped(gzip.GzipFile):
    """What a gzip file holds; damage in the middle is an error of the input's own."""

    where = ""

    def read(self, size: int | None = -1) -> bytes:
        with reading("a gzip file", self.where, WHOLE):
            return super().read(size)

    def readinto(self, buffer: bytearray) -> int:  # type: ignore[override]
        data = self.read(len(buffer))
        buffer[: len(data)] = data
        return len(data)

    read1 = read


def gunzipped(file: BinaryIO, where: str) -> BinaryIO:
    """Return what a gzip file holds, as an open file; reading it raises an InputError of damage."""
    opened = _Gunzipped(fileobj=file)
    opened.where = where
    return cast("BinaryIO", opened)


def pages(file: BinaryIO, where: str) -> Iterator[tuple[str, bytes]]:
    """Yield the pages of a web archive: the address, and the bytes of the page.

    Raises:
        InputError: It is damaged.
    """
    from warcio.archiveiterator import ArchiveIterator  # noqa: PLC0415 - an extra

    with reading("a web archive", where):
        for record in _silently(ArchiveIterator(file, arc2warc=True)):
            if record.rec_type not in ("response", "resource"):
                continue
            headers = record.http_headers
            kind = (headers.get_header("Content-Type") if headers else None) or (
                record.rec_headers.get_header("Content-Type") or ""
            )
            status = headers.get_statuscode() if headers else "200"
            if "html" in kind and status.startswith("2"):
                url = record.rec_headers.get_header("WARC-Target-URI") or ""
                yield url, _in_utf8(record.content_stream().read(LARGEST), kind)


def _in_utf8(page: bytes, kind: str) -> bytes:
    """Return a page in UTF-8 where the server told its charset: that counts before its own."""
    told = CHARSET.search(kind)
    try:
        return page.decode(told[1]).encode() if told else page
    except (LookupError, UnicodeError):
        return page


def _silently(records: Iterator[Any]) -> Iterator[Any]:
    """Yield the records of a web archive, without what the library says on standard error."""
    while True:
        with contextlib.redirect_stderr(io.StringIO()):
            record = next(records, None)
        if record is None:
            return
        yield record
