"""Real news of 1987, 2000 and 2001 with gold: ``python -m analysis.training.newswire``.

``tests/gold/newswire.jsonl`` says by places in the text who says what in 1,238 articles of the
collections that :mod:`analysis.training.unlabelled` reads, also inside what others say. It holds
none of their words: articles are known by the SHA-256 of their text, and found again among all
forms in which that module writes them.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator, Mapping
from itertools import chain
from pathlib import Path
from typing import Any

from analysis.brat import Statement, standoff
from analysis.model import Span
from analysis.training.unlabelled import Story, curly, options, reuters, written

GOLD = Path(__file__).resolve().parents[2] / "tests" / "gold" / "newswire.jsonl"


def forms(stories: Iterable[Story]) -> Iterator[str]:
    """Yield each article without a title and with it, with straight and with curly marks."""
    for story in stories:
        titles = dict.fromkeys(("", story.title, story.title.title()))
        for text in (f"{title}\n\n{story.text}" if title else story.text for title in titles):
            yield text.strip()
            yield curly(text).strip()


def statements(row: Mapping[str, Any]) -> list[Statement]:
    """Return the statements of an article of the gold."""
    return [
        Statement(*(tuple(Span(*place) for place in role) for role in roles))
        for roles in row["statements"]
    ]


def write(reuters_folder: Path, lee_file: Path, out: Path, gold: Path = GOLD) -> int:
    """Write the articles into ``out/train`` and ``out/held``; return how many were not found."""
    rows = [json.loads(line) for line in gold.read_text(encoding="utf-8").splitlines()]
    left = {row["sha256"]: row for row in rows}
    listed = (text.strip() for text in written(reuters_folder, lee_file))
    for text in chain(listed, forms(reuters(reuters_folder))):
        row = left.pop(hashlib.sha256(text.encode()).hexdigest(), None)
        if row is not None:
            folder = out / row["part"]
            folder.mkdir(parents=True, exist_ok=True)
            name = row["sha256"][:12]
            (folder / f"{name}.txt").write_bytes(text.encode())
            (folder / f"{name}.ann").write_bytes(standoff(text, statements(row)).encode())
    return len(left)


def main() -> None:
    """Write the articles with their gold as brat standoff; exit with 1 if any is missing."""
    given = options("newswire", main.__doc__)
    if missing := write(given.reuters, given.lee, given.out):
        raise SystemExit(f"{missing} articles of the gold were not found in {given.reuters}")


if __name__ == "__main__":
    main()
