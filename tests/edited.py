"""Articles edited by chance around stretches of them, with what is left of each stretch known."""

from __future__ import annotations

import random
import re
from dataclasses import dataclass

from analysis.model import Span

CHUNK = re.compile(r"\S+")


@dataclass(frozen=True)
class Edited:
    """A text after its edits; ``moved`` says where each chunk of the old text is now, if at all."""

    text: str
    chunks: tuple[Span, ...]
    moved: tuple[int | None, ...]

    def left(self, span: Span) -> set[int]:
        """Where the characters of an old stretch are now, those that are left."""
        return {
            now + place - chunk.start
            for chunk, now in zip(self.chunks, self.moved, strict=True)
            if now is not None
            for place in range(max(chunk.start, span.start), min(chunk.end, span.end))
        }

    def old(self, span: Span) -> set[int]:
        """Of a new stretch, the characters that were in the old text."""
        whole = self.left(Span(0, self.chunks[-1].end))
        return {place for place in range(span.start, span.end) if place in whole}


def edit(text: str, seed: int, share: float) -> Edited:
    """Delete or insert words beside ``share`` of all words, and break lines anew."""
    chance = random.Random(seed)  # noqa: S311 - no secret
    chunks = tuple(Span(*match.span()) for match in CHUNK.finditer(text))
    touched = set(chance.sample(range(len(chunks)), int(len(chunks) * share)))
    out, at, before = [], 0, 0
    moved: list[int | None] = []
    for number, chunk in enumerate(chunks):
        gap = text[before : chunk.start]
        before = chunk.end
        if gap and chance.random() < 0.1:
            gap = " " if "\n" in gap else "\n"
        deleted = number in touched and chance.random() < 0.5
        if number in touched and not deleted:
            gap += chance.choice(chunks).of(text) + " "
        words = "" if deleted else chunk.of(text)
        out += [gap, words]
        moved.append(None if deleted else at + len(gap))
        at += len(gap) + len(words)
    return Edited("".join(out), chunks, tuple(moved))


def cut(text: str, seed: int, share: float) -> Edited:
    """Delete ``share`` of all words in one stretch, such as a few paragraphs."""
    chunks = tuple(Span(*match.span()) for match in CHUNK.finditer(text))
    size = int(len(chunks) * share)
    first = random.Random(seed).randrange(len(chunks) - size + 1)  # noqa: S311 - no secret
    if not size:
        return Edited(text, chunks, tuple(chunk.start for chunk in chunks))
    start, end = chunks[first].start, chunks[first + size - 1].end
    now = [c.start if c.end <= start else c.start - (end - start) for c in chunks]
    gone = range(first, first + size)
    moved = tuple(None if n in gone else place for n, place in enumerate(now))
    return Edited(text[:start] + text[end:], chunks, moved)
