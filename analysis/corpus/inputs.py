"""The articles of an archive's inputs, one after another, each with its key."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from pathlib import Path
from typing import BinaryIO

from analysis.corpus.records import Incoming, digest, key_of
from analysis.errors import InputError


def stream(
    paths: Iterable[str | Path],
    columns: Mapping[str, str] | None = None,
    watch: Callable[[BinaryIO], object] | None = None,
    *,
    any_language: bool = True,
) -> Iterator[Incoming]:
    """Yield the articles that paths stand for, in order; memory does not grow with their number.

    What cannot be read is yielded as its error, so that it costs no other article. ``watch`` is
    called with every file that is opened. Without ``any_language`` an article in another language
    than English is an error, too.
    """
    from analysis import ingest  # noqa: PLC0415 - takes long to import

    items = ingest.expand(paths)
    for path, found in ingest.parts_of(items, columns, any_language=any_language, watch=watch):
        if isinstance(found, InputError):
            message = str(found)
            key = digest(["error", path, message])
            yield Incoming(key, path, None, (type(found).__name__, message))
        else:
            yield Incoming(key_of(found.article), path, found.article)


def fresh(items: Iterable[Incoming], known: Collection[str]) -> Iterator[Incoming]:
    """Yield the articles whose key is not known, each key once."""
    seen = set(known)
    for item in items:
        if item.key not in seen:
            seen.add(item.key)
            yield item


def part(items: Iterable[Incoming], number: int, of: int) -> Iterator[Incoming]:
    """Yield the articles that job ``number`` of ``of`` reads, counted from 1.

    The key decides, so jobs that begin at different times never read an article twice.
    """
    return (item for item in items if int(item.key, 16) % of == number - 1)
