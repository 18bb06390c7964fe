"""Gold articles as words with labels, and windows of them as training batches."""

from __future__ import annotations

import random
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from analysis.attribution.encoding import Ints, Vocabulary, Words, arrays, words
from analysis.attribution.linking import ROLES, Floats
from analysis.brat import Statement, read_brat
from analysis.model import Span
from analysis.quotes import pair

IGNORE = -100
Bools = NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class Example:
    """One article: its words, a tag a word, and the words that links point at (or ``IGNORE``).

    ``to_source`` is -1 where the cue has no source.
    """

    name: str
    text: str
    found: Words
    tags: Ints
    to_cue: Ints
    to_source: Ints
    contents: tuple[tuple[int, int, int], ...]  # first word of the cue, first and last of a content


def paragraphs(text: str) -> list[Span]:
    """Return every line with something on it; the corpus keeps one paragraph a line."""
    return [Span(*m.span()) for m in re.finditer(r"\S(?:[^\n]*\S)?", text)]


def examples(folder: Path, vocabulary: Vocabulary) -> list[Example]:
    """Return all annotated articles of a brat folder, by name."""
    return [example(file, vocabulary) for file in annotated(folder)]


def annotated(folder: Path) -> list[Path]:
    """Return the articles of a brat folder that have gold, by name."""
    return sorted(f for f in folder.glob("*.txt") if f.with_suffix(".ann").exists())


def example(file: Path, vocabulary: Vocabulary) -> Example:
    """Return one article with its gold."""
    text, found = encoded(file, vocabulary)
    return Example(file.stem, text, found, *labels(found, gold(file)))


def encoded(file: Path, vocabulary: Vocabulary) -> tuple[str, Words]:
    """Return the text of an article and its words."""
    text = file.read_bytes().decode()
    spans = paragraphs(text)
    return text, words(text, spans, pair(text, spans), vocabulary)


def gold(file: Path) -> tuple[Statement, ...]:
    """Return the statements that stand beside an article."""
    return read_brat(file.with_suffix(".ann").read_text(encoding="utf-8"))


def labels(
    found: Words, gold: Sequence[Statement]
) -> tuple[Ints, Ints, Ints, tuple[tuple[int, int, int], ...]]:
    """Return what statements of gold say of words: the fields of an example after ``found``."""
    tags = np.zeros(len(found), np.int64)
    to_cue = np.full(len(found), IGNORE)
    to_source = np.full(len(found), IGNORE)
    # A word of two roles keeps the rarer: content first, then source, then cue over it.
    for role in ("content", "source", "cue"):
        for statement in gold:
            for span in getattr(statement, role):
                inside = indices(found, span)
                tags[inside] = 2 * ROLES.index(role) + 2
                tags[inside[:1]] = 2 * ROLES.index(role) + 1
    contents = []
    for statement in gold:
        cue = [int(i) for span in statement.cue for i in indices(found, span)]
        source = [int(i) for span in statement.source for i in indices(found, span)]
        if not cue:
            continue
        to_source[min(cue)] = min(source) if source else -1
        for span in statement.content:
            inside = indices(found, span)
            to_cue[inside] = min(cue)
            if len(inside):
                contents.append((min(cue), int(inside[0]), int(inside[-1])))
    return tags, to_cue, to_source, tuple(contents)


def unlabelled(folder: Path, vocabulary: Vocabulary) -> list[Example]:
    """Return articles without gold, which teachers alone label: every label is ``IGNORE``."""
    out = []
    for file in sorted(folder.glob("*.txt")):
        text, found = encoded(file, vocabulary)
        none = np.full(len(found), IGNORE)
        out.append(Example(f"{folder.name}/{file.stem}", text, found, none, none, none, ()))
    return out


def indices(found: Words, span: Span) -> Ints:
    """Return the indices of the words of a span."""
    first = int(np.searchsorted(found.ends, span.start, side="right"))
    last = int(np.searchsorted(found.starts, span.end, side="left"))
    return np.arange(first, max(first, last))


class Renamer:
    """Swaps names for others, consistently in an article, so that the reader learns none of them.

    A name is a word that the corpus writes with a capital nearly always and at least five times.
    """

    def __init__(self, corpus: Sequence[Example], vocabulary: Vocabulary) -> None:
        upper, lower = Counter[str](), Counter[str]()
        for item in corpus:
            for word in self._surfaces(item):
                (upper if word[:1].isupper() else lower)[word.lower()] += 1
        self.names = sorted(
            word
            for word, count in upper.items()
            if count >= 5 and len(word) > 2 and word.isalpha() and lower[word] < 0.02 * count
        )
        self.known = set(self.names)
        self.vocabulary = vocabulary

    def __call__(self, item: Example, rng: random.Random) -> Example:
        """Return a copy of the example in which most names are others."""
        swap: dict[str, tuple[int, ...]] = {}
        pieces = list(item.found.pieces)
        for index, word in enumerate(self._surfaces(item)):
            low = word.lower()
            if low in self.known:
                if low not in swap:
                    other = rng.choice(self.names) if rng.random() < 0.7 else low
                    swap[low] = self.vocabulary(other)
                pieces[index] = swap[low]
        return replace(item, found=replace(item.found, pieces=tuple(pieces)))

    @staticmethod
    def _surfaces(item: Example) -> Iterator[str]:
        for start, end in zip(item.found.starts, item.found.ends, strict=True):
            yield item.text[start:end]


def cuts(item: Example, size: int, rng: random.Random) -> Iterator[tuple[int, int]]:
    """Yield windows for one epoch: they begin at paragraphs, the first somewhere at random."""
    cost = np.cumsum([0, *(len(p) for p in item.found.pieces)])
    begins = item.found.begins()
    total = len(item.found)
    limit = rng.randint(size // 3, size) - 2  # a short first window shifts all that follow
    start = 0
    while start < total:
        end = int(np.searchsorted(cost, cost[start] + limit, side="right")) - 1
        end = min(max(end, start + 1), total)
        yield start, end
        if end == total:
            return
        whole = begins[(begins > start + (end - start) // 2) & (begins <= end)]
        start = int(whole[-1]) if len(whole) else start + max(1, (end - start) * 2 // 3)
        limit = size - 2


def labelled(
    items: Sequence[tuple[Example, tuple[int, int]]], special: tuple[int, int, int]
) -> dict[str, Ints | Floats | Bools]:
    """Return the arrays of ``encoding.arrays`` for windows of several articles, with labels.

    ``near`` says of each piece whether it sees another, (windows, 1, pieces, pieces). Labels are
    (windows, 1 + words), the word before the first being [CLS]; a link that leaves its window is
    ignored. The edges of contents are coordinates (n, 3): window, cue, word.
    """
    rows = [(arrays(item.found, cut, special), item, cut) for item, cut in items]
    out: dict[str, Ints | Floats | Bools] = {
        name: _stack([row[0][name][0] for row in rows])
        for name in ("ids", "shape", "quoted", "place", "first")
    }
    pieces, wide = out["ids"].shape[1], out["first"].shape[1]
    out["near"] = np.stack([seen(row[0]["near"], row[0]["ids"].shape[1], pieces) for row in rows])
    for name in ("tags", "to_cue", "to_source"):
        out[f"gold_{name}"] = np.full((len(rows), wide), IGNORE)
        for line, (_, item, (start, end)) in enumerate(rows):
            values = getattr(item, name)[start:end]
            if name != "tags":
                values = _shift(values, start, end)
            out[f"gold_{name}"][line, 1 : 1 + end - start] = values
    return out | _edges(items)


def seen(near: Ints, length: int, pieces: int) -> Bools:
    """Return whether a piece sees another, (1, pieces, pieces).

    Beyond ``length`` all see [CLS] alone.
    """
    out = np.zeros((pieces, pieces), bool)
    out[:, 0] = True
    size = length // len(near)
    for block, keys in enumerate(near):
        out[block * size : (block + 1) * size, keys] = True
    return out[None]


def _stack(rows: Sequence[Ints]) -> Ints:
    out = np.zeros((len(rows), max(len(row) for row in rows)), np.int64)
    for line, row in enumerate(rows):
        out[line, : len(row)] = row
    return out


def _edges(items: Sequence[tuple[Example, tuple[int, int]]]) -> dict[str, Ints]:
    """Return coordinates (n, 3).

    They are the window, a cue's first word, and where its content begins (ends).
    """
    first, last = list[tuple[int, int, int]](), list[tuple[int, int, int]]()
    for line, (item, (start, end)) in enumerate(items):
        for cue, a, b in item.contents:
            if start <= cue < end and start <= a and b < end:
                first.append((line, cue - start + 1, a - start + 1))
                last.append((line, cue - start + 1, b - start + 1))
    coordinates = (np.array(part, np.int64).reshape(-1, 3) for part in (first, last))
    return dict(zip(("gold_to_first", "gold_to_last"), coordinates, strict=True))


def _shift(links: Ints, start: int, end: int) -> Ints:
    inside = (links >= start) & (links < end)
    return np.where(inside, links - start + 1, np.where(links == -1, 0, IGNORE))
