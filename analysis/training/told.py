"""Examples from which the reader learns of statements inside statements: contents by themselves.

They come of gold in which statements stand inside the contents of others, as
``python -m analysis.training.newswire`` writes it, and are read as
:func:`analysis.attribution.nesting.nested` has contents read.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from analysis.attribution.encoding import Vocabulary, excerpt, unmarked, words
from analysis.brat import Statement, read_brat
from analysis.quotes import pair
from analysis.training.corpus import Example, indices, labels, paragraphs

SHORTEST = 4  # words of a content that is worth reading again


def excerpts(folder: Path, vocabulary: Vocabulary) -> list[Example]:
    """Return the contents of a brat folder's articles, one example an article and depth.

    Contents of the outermost statements are examples also where nothing stands in them; of others,
    where something does.
    """
    files = sorted(f for f in folder.glob("*.txt") if f.with_suffix(".ann").exists())
    return [e for file in files for e in _of(file, vocabulary)]


def _of(file: Path, vocabulary: Vocabulary) -> Iterator[Example]:
    text = file.read_bytes().decode()
    spans = paragraphs(text)
    found = words(text, spans, pair(text, spans), vocabulary)
    gold = read_brat(file.with_suffix(".ann").read_text(encoding="utf-8"))
    depths = [sum(_inside(s, other) for other in gold if other is not s) for s in gold]
    for depth in range(max(depths, default=-1) + 1):
        around = [s for s, d in zip(gold, depths, strict=True) if d == depth]
        inside = [s for s, d in zip(gold, depths, strict=True) if d == depth + 1]
        parts = list[tuple[int, int]]()
        for span in sorted(span for statement in around for span in statement.content):
            own = indices(found, span)
            start, end = unmarked(found, (int(own[0]), int(own[-1]) + 1)) if len(own) else (0, 0)
            if end - start >= SHORTEST and (not parts or start >= parts[-1][1]):
                parts.append((start, end))
        if parts and (inside or not depth):
            again, _ = excerpt(found, parts)
            yield Example(f"{file.stem}-{depth}", text, again, *labels(again, inside))


def _inside(statement: Statement, other: Statement) -> bool:
    """Tell whether a statement's cue stands in the content of another."""
    return any(s.start <= statement.cue[0].start < s.end for s in other.content)
