"""Make articles of files: find them (``finding``), open them (``opening``), read them (``parts``).

Nothing is dropped or repaired silently: what was changed or left out is in ``Article.repairs``,
what is not body is a paragraph of another kind with a reason.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import replace
from pathlib import Path
from typing import BinaryIO, TypeVar

from analysis.errors import InputError
from analysis.ingest import languages, pages
from analysis.ingest.damage import unexpected
from analysis.ingest.finding import distinct, expand, left_in, unique, untaken
from analysis.ingest.making import from_bytes, from_document, from_text, paragraphs
from analysis.ingest.opening import STDIN, contents, file_of, stem
from analysis.ingest.parts import Part, parts
from analysis.ingest.tables import named as columns_named
from analysis.model import Article

__all__ = [
    "STDIN",
    "Part",
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
    "not_english",
    "only",
    "paragraphs",
    "parts",
    "parts_of",
    "read_all",
    "sound",
    "stem",
    "unexpected",
    "unique",
    "untaken",
]

LEFT = pages.LEFT
T = TypeVar("T")


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
    return only(path, columns).article


def only(path: str | Path, columns: Mapping[str, str] | None = None, *, keep: bool = False) -> Part:
    """Read one article as :func:`load` does, with what it can be read from alone if to ``keep``.

    Raises:
        InputError: As :func:`load`; or there are several.
    """
    found = parts(path, columns, keep=keep)
    one = next(found)
    if next(found, None) is not None:
        todo = f"name one, as in {path}#1, or give it in a list to read all"
        raise InputError("this holds several articles", str(path), todo)
    return next(sound([one]))


def read_all(
    paths: Iterable[str | Path], columns: Mapping[str, str] | None = None
) -> Iterator[tuple[str, Article | InputError]]:
    """Yield every article that paths stand for, one at a time, with the file it came from.

    Args:
        paths: Files, folders and patterns, as :func:`expand` takes them.
        columns: See :func:`load`.
    """
    for where, one in parts_of(expand(paths), columns):
        yield where, one if isinstance(one, InputError) else one.article


def sound(found: Iterable[T | InputError]) -> Iterator[T]:
    """Yield what there is; where an error stands in the place of something, raise it."""
    for one in found:
        if isinstance(one, InputError):
            raise one
        yield one


def parts_of(
    items: Iterable[Path | InputError],
    columns: Mapping[str, str] | None = None,
    *,
    any_language: bool = True,
    watch: Callable[[BinaryIO], object] | None = None,
    keep: bool = False,
) -> Iterator[tuple[str, Part | InputError]]:
    """Yield the articles of files that :func:`expand` found, each with the path that names it.

    Ids are unique: files of one stem are told apart by their folders, or by a number. What can't
    be read is yielded as its error and costs no other article. Without ``any_language`` an error
    stands in the place of an article that is not in English; for ``watch`` and ``keep`` see
    :func:`parts`.
    """
    items = list(items)
    names = unique([item for item in items if isinstance(item, Path)])
    taken: set[str] = set()
    for item in items:
        if isinstance(item, InputError):
            yield item.where, item
            continue
        try:
            for one in parts(item, columns, names[item], watch, keep=keep):
                if isinstance(one, InputError):
                    yield str(item), one
                    continue
                own = one.article.id
                key = untaken(own, taken)
                where = str(item) if own == names[item] else f"{item}, {own}"
                foreign = None if any_language else not_english(one.article, where)
                yield str(item), foreign or replace(one, article=replace(one.article, id=key))
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
