"""Archives of files: zip, gzip, and web archives (WARC), by the library warcio."""

from __future__ import annotations

import gzip
import io
import zipfile
from collections.abc import Iterator
from pathlib import PurePosixPath

from analysis.errors import InputError

LARGEST = 50 * 1024 * 1024  # bytes of a file, unpacked
MOST = 100_000  # files of an archive


def zipped(data: bytes, where: str) -> Iterator[tuple[str, bytes]]:
    """Yield the files of a zip archive by their names, in order; hidden ones are left out.

    Raises:
        InputError: It is damaged, has a password, or a file is too large once unpacked.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            infos = sorted(archive.infolist(), key=lambda info: info.filename)
            for info in infos[:MOST]:
                name = PurePosixPath(info.filename)
                if info.is_dir() or any(part.startswith((".", "__MACOSX")) for part in name.parts):
                    continue
                if info.file_size > LARGEST:
                    raise InputError("is too large once unpacked", f"{where}, {info.filename}")
                yield info.filename, archive.read(info)
    except (zipfile.BadZipFile, RuntimeError, OSError, NotImplementedError, EOFError) as error:
        raise InputError(f"is not a zip archive that can be read ({error})", where) from None


def gunzipped(data: bytes, where: str) -> bytes:
    """Return what a gzip file holds.

    Raises:
        InputError: It is damaged or too large once unpacked.
    """
    try:
        with gzip.GzipFile(fileobj=io.BytesIO(data)) as file:
            out = file.read(LARGEST + 1)
    except (OSError, EOFError, ValueError) as error:
        raise InputError(f"is not a gzip file that can be read ({error})", where) from None
    if len(out) > LARGEST:
        raise InputError("is too large once unpacked", where, "unpack it first")
    return out


def pages(data: bytes, where: str) -> Iterator[tuple[str, bytes]]:
    """Yield the pages of a web archive: the address, and the bytes of the page.

    Raises:
        InputError: It is damaged.
    """
    from warcio.archiveiterator import ArchiveIterator  # noqa: PLC0415 - an extra

    try:
        for record in ArchiveIterator(io.BytesIO(data), arc2warc=True):
            if record.rec_type not in ("response", "resource"):
                continue
            headers = record.http_headers
            kind = (headers.get_header("Content-Type") if headers else None) or (
                record.rec_headers.get_header("Content-Type") or ""
            )
            status = headers.get_statuscode() if headers else "200"
            if "html" in kind and status.startswith("2"):
                url = record.rec_headers.get_header("WARC-Target-URI") or ""
                yield url, record.content_stream().read(LARGEST)
    except Exception as error:  # noqa: BLE001 - warcio lets through whatever its parts raise
        said = " ".join(str(error).split())[:120]
        raise InputError(f"is not a web archive that can be read ({said})", where) from None
