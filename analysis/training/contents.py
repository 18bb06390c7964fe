"""Examples from which the reader learns of statements inside statements: contents by themselves.

They come of gold that has statements inside others, as ``python -m analysis.training.newswire``
writes it. :func:`analysis.attribution.nesting.nested` reads contents alike, but for those of four
words and those without a word of a cue.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

from analysis.attribution.encoding import Vocabulary, excerpt, unmarked
from analysis.brat import Statement
from analysis.training import corpus
from analysis.training.corpus import Example, indices, labels

LEAST = 4  # words of a content that is an example


def files(folder: Path) -> list[Path]:
    """Return the articles of a folder that have gold, by name.

    Raises:
        SystemExit: If there are none.
    """
    found = corpus.annotated(folder)
    if not found:
        todo = "give the folder train that analysis.training.newswire writes"
        raise SystemExit(f"{folder} holds no article with gold: {todo}")
    return found


def excerpts(articles: Iterable[Path], vocabulary: Vocabulary) -> list[Example]:
    """Return the contents of articles in brat standoff, one example an article and depth.

    Contents of the outermost statements are examples also where nothing stands in them; of others,
    where something does.
    """
    return [e for article in articles for e in _of(article, vocabulary)]


def _of(file: Path, vocabulary: Vocabulary) -> Iterator[Example]:
    text, found = corpus.encoded(file, vocabulary)
    gold = corpus.gold(file)
    depths = [sum(_inside(s, other) for other in gold if other is not s) for s in gold]
    for depth in range(max(depths, default=-1) + 1):
        around = [s for s, d in zip(gold, depths, strict=True) if d == depth]
        inside = [s for s, d in zip(gold, depths, strict=True) if d == depth + 1]
        parts = list[tuple[int, int]]()
        for span in sorted(span for statement in around for span in statement.content):
            own = indices(found, span)
            start, end = unmarked(found, (int(own[0]), int(own[-1]) + 1)) if len(own) else (0, 0)
            if end - start >= LEAST and (not parts or start >= parts[-1][1]):
                parts.append((start, end))
        if parts and (inside or not depth):
            again, _ = excerpt(found, parts)
            yield Example(f"{file.stem}-{depth}", text, again, *labels(again, inside))


def _inside(statement: Statement, other: Statement) -> bool:
    """Tell whether a statement's cue stands in the content of another."""
    cue = statement.cue[:1]
    return any(s.start <= word.start < s.end for word in cue for s in other.content)
