"""Make articles of files: find them (``finding``), open them (``opening``), read them (``making``).

Nothing is dropped or repaired silently: what was changed or left out is in ``Article.repairs``,
what is not body is a paragraph of another kind with a reason.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import replace
from itertools import chain, islice
from pathlib import Path
from typing import BinaryIO

from analysis.errors import InputError
from analysis.ingest import formats, languages, pages
from analysis.ingest.content import Content, of_bytes, of_file
from analysis.ingest.damage import unexpected
from analysis.ingest.documents import Document
from analysis.ingest.finding import UNSAFE, distinct, expand, left_in, unique
from analysis.ingest.making import from_bytes, from_document, from_text, paragraphs
from analysis.ingest.opening import STDIN, contents, file_of, opened, part, stem, where_of
from analysis.ingest.tables import named as columns_named
from analysis.model import Article

__all__ = [
    "STDIN",
    "articles",
    "columns_named",
    "contents",
    "distinct",
    "expand",
    "file_of",
    "from_bytes",
    "from_document",
    "from_text",
    "left_in",
    "left_unread",
    "load",
    "loads",
    "not_english",
    "paragraphs",
    "parts",
    "read_all",
    "stem",
    "stream",
    "unexpected",
    "unique",
]

LEFT = pages.LEFT
# What Windows keeps for devices, whatever the suffix.
RESERVED = re.compile(r"(?i)con|prn|aux|nul|(?:com|lpt)[1-9]")


def load(path: str | Path, columns: Mapping[str, str] | None = None) -> Article:
    """Read one article.

    Args:
        path: A file, or ``-`` for standard input. The type goes by the suffix; what has another
            one is read as HTML if it begins as such, else as plain text.
        columns: For tables, the names of columns by field: ``{"text": "Volltext"}``.

    Returns:
        The article; ``id`` is the file's stem, ``sha256`` that of its bytes.

    Raises:
        InputError: If it is missing, no regular file, unreadable, too large, empty or binary.
    """
    file, number = part(path)
    return _one(articles(file, columns), file, number)


def loads(data: bytes, path: str | Path, columns: Mapping[str, str] | None = None) -> Article:
    """Read one article from the bytes of the file at a path; see :func:`load`."""
    file, number = part(path)
    return _one(_of_content(of_bytes(data, where_of(file)), file, columns or {}), file, number)


def parts(
    path: str | Path, columns: Mapping[str, str] | None = None
) -> list[tuple[Path, str] | InputError]:
    """List the articles of a file as paths that :func:`load` reads, each with its id.

    ``arts.csv`` gives ``arts.csv#1``, ``arts.csv#2``; a file of one article gives itself. In the
    place of an article that can't be read stands its error.
    """
    file, number = part(path)
    own = Path(path), stem(file)
    if number:
        return [(Path(path), load(path, columns).id)]
    if str(path) == STDIN:
        return [own]
    with opened(file) as stream:
        if not formats.kind(of_file(stream, str(file)), Path(file).suffix.lower(), columns or {}):
            return [own]
    found = list(articles(file, columns))
    if len(found) == 1:
        return [own]
    return [
        one if isinstance(one, InputError) else (Path(f"{file}#{count}"), one.id)
        for count, one in enumerate(found, 1)
    ]


def _one(found: Iterator[Article | InputError], file: str | Path, number: int) -> Article:
    """Return the article of a number; for 0 the only one."""
    if number:
        for count, one in enumerate(found, 1):
            if count == number:
                return _sound(one)
        raise InputError(f"has no article {number}", str(file), "give a lower number")
    article = next(found, None)
    if article is None:
        raise InputError(
            "no article was found in this", str(file), "check that it holds an article"
        )
    if next(found, None) is not None:
        todo = f"name one, as in {file}#1, or give it in a list to read all"
        raise InputError("this holds several articles", str(file), todo)
    return _sound(article)


def _sound(found: Article | InputError) -> Article:
    if isinstance(found, InputError):
        raise found
    return found


def articles(
    path: str | Path,
    columns: Mapping[str, str] | None = None,
    id: str = "",  # noqa: A002
    watch: Callable[[BinaryIO], object] | None = None,
) -> Iterator[Article | InputError]:
    """Yield the articles of a file of any known format, one at a time.

    In the place of an article of several that can't be read stands its error. Tables, mailboxes and
    archives are read as they go, whatever their size.

    Args:
        path: A file, or ``-`` for standard input.
        columns: For tables, the names of columns by field: ``{"text": "Volltext"}``.
        id: What the file's only article is called, and what those of several begin with; by
            default the file's stem.
        watch: Called with the file once it is open: where it stands tells how much is read.

    Raises:
        InputError: As :func:`load`, where it concerns the whole file.
    """
    with opened(path) as file:
        if watch is not None:
            watch(file)
        yield from _of_content(of_file(file, where_of(path)), path, columns or {}, id)


def _of_content(
    content: Content,
    path: str | Path,
    columns: Mapping[str, str],
    id: str = "",  # noqa: A002
) -> Iterator[Article | InputError]:
    """Yield the articles of a file that is open."""
    suffix = "" if str(path) == STDIN else Path(path).suffix.lower()
    own = id or stem(path)
    found = formats.documents(content, suffix, columns)
    if found is None:
        yield from_bytes(content.data(), own, suffix, where=content.where)
    else:
        yield from _numbered(found, content, own)


def _numbered(
    found: Iterator[Document | InputError], content: Content, stem: str
) -> Iterator[Article | InputError]:
    """Yield the articles of a file's documents, each with an id of its own."""
    where = content.where
    taken: set[str] = set()
    ahead = list(islice(found, 2))
    for number, document in enumerate(chain(ahead, found), 1):
        if isinstance(document, InputError):
            yield document
            continue
        told = UNSAFE.sub("-", document.about.id).strip(".-")[:80]
        reserved = RESERVED.fullmatch(told.partition(".")[0]) is not None
        name = stem if len(ahead) == 1 else told or f"{stem}-{number}"
        name = name if name not in taken and not reserved else f"{stem}-{number}"
        taken.add(name)
        place = f"{where}, {document.place}" if document.place else where
        alone = len(ahead) == 1 and content.whole
        own = document.text or document.html or "\n\n".join(part for part, _ in document.blocks)
        digest = hashlib.sha256(content.head if alone else own.encode("utf-8", "replace"))
        try:
            yield from_document(document, name, digest.hexdigest(), place)
        except InputError as error:
            yield error
        except Exception as error:  # noqa: BLE001 - one article never costs the others
            yield unexpected(error, place)


def read_all(
    paths: Iterable[str | Path],
    columns: Mapping[str, str] | None = None,
    watch: Callable[[BinaryIO], object] | None = None,
) -> Iterator[tuple[str, Article | InputError]]:
    """Yield every article that paths stand for, one at a time, with the file it came from.

    Ids are unique: files of one stem are told apart by their folders, or by a number. What can't
    be read is yielded as its error and costs no other article.

    Args:
        paths: Files, folders and patterns, as :func:`expand` takes them.
        columns: See :func:`articles`.
        watch: See :func:`articles`.
    """
    yield from stream(expand(paths), columns, watch=watch)


def stream(
    items: Iterable[Path | InputError],
    columns: Mapping[str, str] | None = None,
    *,
    any_language: bool = True,
    watch: Callable[[BinaryIO], object] | None = None,
) -> Iterator[tuple[str, Article | InputError]]:
    """Yield the articles of files that :func:`expand` found; see :func:`read_all`.

    Without ``any_language`` an error stands in the place of an article that is not in English.
    """
    items = list(items)
    names = unique([item for item in items if isinstance(item, Path)])
    taken: set[str] = set()
    for item in items:
        if isinstance(item, InputError):
            yield item.where, item
            continue
        try:
            for article in _named_part(item, columns, names[item], watch):
                if isinstance(article, InputError):
                    yield str(item), article
                    continue
                key, number = article.id, 1
                while key.casefold() in taken:
                    number += 1
                    key = f"{article.id}-{number}"
                taken.add(key.casefold())
                where = str(item) if article.id == names[item] else f"{item}, {article.id}"
                foreign = None if any_language else not_english(article, where)
                yield str(item), foreign or replace(article, id=key)
        except InputError as error:
            yield str(item), error
        except Exception as error:  # noqa: BLE001 - one file never costs the others
            yield str(item), unexpected(error, str(item))


def not_english(article: Article, where: str) -> InputError | None:
    """Return an error for an article in another language; None for English and where unsure."""
    body = [p.span.of(article.text) for p in article.paragraphs if p.kind == "body"]
    found = languages.other_language("\n".join(body) or article.text)
    if not found:
        return None
    named = "another language" if found == languages.OTHER else f"another language ({found})"
    todo = "the software is made for English; --any-language reads it all the same"
    return InputError(f"this is in {named}", where, todo)


def left_unread(article: Article) -> str:
    """Return what a reader must know was not read; "" where half or more of the file was."""
    told = (line for line in article.repairs if line.startswith("not read: ") or LEFT in line)
    return "; ".join(told)


def _named_part(
    path: Path,
    columns: Mapping[str, str] | None,
    name: str,
    watch: Callable[[BinaryIO], object] | None,
) -> Iterator[Article | InputError]:
    file, number = part(path)
    if number:
        yield load(path, columns)
    else:
        yield from articles(file, columns, name, watch)
