"""The records that the steps of an archive pass on."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass

from analysis.model import Article


@dataclass(frozen=True, slots=True)
class Incoming:
    """One article to be read, or what went wrong before it was one.

    ``key`` is a hash of all that the result depends on but the software: text, id and metadata.
    ``path`` is the file it came from, as it was given.
    """

    key: str
    path: str
    article: Article | None = None
    error: tuple[str, str] = ("", "")  # its kind and its message


@dataclass(frozen=True, slots=True)
class Shard:
    """A block of articles that are read together and written as one."""

    key: str
    items: tuple[Incoming, ...]


@dataclass(frozen=True, slots=True)
class Written:
    """A shard that lies in the archive: how many rows its tables have, and their hashes."""

    key: str
    engine: str
    articles: int
    errors: int
    files: Mapping[str, str]


def key_of(article: Article) -> str:
    """Return the key of an article: 16 hexadecimal digits."""
    fields = ("id", "title", "date", "outlet", "url", "section", "language")
    about = [str(getattr(article, name)) for name in fields]
    about += [*article.authors]
    return digest([*about, article.text])


def digest(parts: object) -> str:
    """Return a hash of anything JSON can hold: 16 hexadecimal digits."""
    data = json.dumps(parts, ensure_ascii=True, sort_keys=True).encode()
    return hashlib.sha256(data).hexdigest()[:16]
