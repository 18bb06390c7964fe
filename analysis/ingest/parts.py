"""Read the articles of one file: each with the path that names it, one at a time."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from itertools import chain, islice
from pathlib import Path
from typing import BinaryIO

from analysis.errors import InputError
from analysis.ingest import formats, kept
from analysis.ingest.content import Content, of_file
from analysis.ingest.damage import unexpected
from analysis.ingest.documents import Document
from analysis.ingest.finding import UNSAFE
from analysis.ingest.making import from_bytes, from_document
from analysis.ingest.opening import STDIN, opened, part, stem, where_of
from analysis.model import Article

# What Windows keeps for devices, whatever the suffix.
RESERVED = re.compile(r"(?i)con|prn|aux|nul|(?:com|lpt)[1-9]")


@dataclass(frozen=True, slots=True)
class Part:
    """An article, and the path that names it: ``arts.csv#2`` for one of several in a file.

    ``data`` is what it can be read from alone, where that was asked for: the bytes of its file, or
    for one of several a file of its own.
    """

    article: Article
    path: Path
    data: bytes = b""


def parts(
    path: str | Path,
    columns: Mapping[str, str] | None = None,
    id: str = "",  # noqa: A002 - the record's field
    watch: Callable[[BinaryIO], object] | None = None,
    *,
    keep: bool = False,
) -> Iterator[Part | InputError]:
    """Yield the articles of a file of any known format, or the one that ``arts.csv#2`` names.

    The file is opened once and read as it goes. In the place of an article of several that can't be
    read stands its error.

    Args:
        path: A file, one article of it, or ``-`` for standard input.
        columns: For tables, the names of columns by field: ``{"text": "Volltext"}``.
        id: What the file's only article is called, and what those of several begin with; by
            default the file's stem.
        watch: Called with the file once it is open: where it stands tells how much is read.
        keep: Whether to give the bytes that each article can be read from alone.

    Raises:
        InputError: As :func:`analysis.ingest.load`, where it concerns the whole file.
    """
    file, number = part(path)
    with opened(file) as stream:
        if watch is not None:
            watch(stream)
        content = of_file(stream, where_of(file))
        found = _of_content(content, file, columns or {}, id or stem(file), keep=keep)
        if not number:
            yield from found
            return
        one = next(islice(found, number - 1, None), None)
    yield one or InputError(f"has no article {number}", str(file), "give a lower number")


def _of_content(
    content: Content, file: str | Path, columns: Mapping[str, str], own: str, *, keep: bool
) -> Iterator[Part | InputError]:
    """Yield the articles of a file that is open."""
    path = Path(file)
    if kept.is_kept(content.head):
        data = content.data()
        document = kept.document(data, content.where)
        article = from_document(document, document.about.id, _digest(document), content.where)
        yield Part(article, path, data if keep else b"")
        return
    suffix = "" if str(file) == STDIN else path.suffix.lower()
    found = formats.documents(content, suffix, columns)
    if found is None:
        data = content.data()
        article = from_bytes(data, own, suffix, where=content.where)
        yield Part(article, path, data if keep else b"")
        return
    ahead = list(islice(found, 2))
    if not ahead:
        raise InputError("no article was found in this", content.where, "check what is in it")
    if len(ahead) == 1:
        yield _only(ahead[0], content, path, own, keep=keep)
    else:
        yield from _numbered(chain(ahead, found), content.where, path, own, keep=keep)


def _only(
    document: Document | InputError, content: Content, path: Path, own: str, *, keep: bool
) -> Part | InputError:
    """Return the only article of a file, called as the file."""
    if isinstance(document, InputError):
        return document
    digest = hashlib.sha256(content.head).hexdigest() if content.whole else _digest(document)
    article = _made(document, own, digest, content.where)
    if isinstance(article, InputError):
        return article
    return Part(article, path, content.data() if keep else b"")


def _numbered(
    found: Iterator[Document | InputError], where: str, path: Path, stem: str, *, keep: bool
) -> Iterator[Part | InputError]:
    """Yield the articles of a file of several, each with an id and a path of its own."""
    taken: set[str] = set()
    for number, document in enumerate(found, 1):
        if isinstance(document, InputError):
            yield document
            continue
        told = UNSAFE.sub("-", document.about.id).strip(".-")[:80]
        reserved = RESERVED.fullmatch(told.partition(".")[0]) is not None
        name = told if told and told not in taken and not reserved else f"{stem}-{number}"
        while name in taken:
            name = f"{name}-{number}"
        taken.add(name)
        article = _made(document, name, _digest(document), where)
        if isinstance(article, InputError):
            yield article
            continue
        own = path if str(path) == STDIN else Path(f"{path}#{number}")
        yield Part(article, own, kept.data(document, name) if keep else b"")


def _made(document: Document, id: str, digest: str, where: str) -> Article | InputError:  # noqa: A002
    """Make an article of a document, or say why it is none: one never costs the others."""
    place = f"{where}, {document.place}" if document.place else where
    try:
        return from_document(document, id, digest, place)
    except InputError as error:
        return error
    except Exception as error:  # noqa: BLE001 - as said above
        return unexpected(error, place)


def _digest(document: Document) -> str:
    """Return the hash of what a document holds."""
    own = document.text or document.html or "\n\n".join(words for words, _ in document.blocks)
    return hashlib.sha256(own.encode("utf-8", "replace")).hexdigest()
