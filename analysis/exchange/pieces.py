"""A text as the words a tool of spaCy's kind wants: each with a flag for one space after it.

Such tools know a text only as words, and a span only by its first and last word. So words are cut
where a span begins or ends, and white space other than one space is a word of its own: the words
and their spaces, one after the other, are the text again, whatever it holds.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from analysis.model import Span

CHUNK = re.compile(r"\S+|\s+")


class Piece(NamedTuple):
    """One word, or white space that is a word of its own; ``space``: one space follows."""

    start: int
    end: int
    space: bool


def pieces(text: str, words: Iterable[Span], spans: Sequence[Span]) -> list[Piece]:
    """Cut a text into words so that every span begins and ends with one.

    Args:
        text: The text; may be empty.
        words: The words of the article, as far as known; each run of other characters is one.
        spans: What is to fall on the ends of words.
    """
    cuts = {end for word in words for end in (word.start, word.end)}
    cuts |= {end for span in spans for end in (span.start, span.end)}
    starts, ends = {span.start for span in spans}, {span.end for span in spans}
    found: list[Piece] = []
    for start, end in _stretches(text, cuts):
        apart = start in starts or end in ends  # this space itself begins or ends a span
        if text[start:end] == " " and not apart and found and not _blank(text, found[-1]):
            found[-1] = found[-1]._replace(space=True)
        else:
            found.append(Piece(start, end, space=False))
    return found


def first_and_last(found: Sequence[Piece]) -> tuple[dict[int, int], dict[int, int]]:
    """Return the number of the word that begins, and of the word that ends, at each place."""
    return (
        {piece.start: number for number, piece in enumerate(found)},
        {piece.end: number for number, piece in enumerate(found)},
    )


def _stretches(text: str, cuts: set[int]) -> Iterator[tuple[int, int]]:
    for chunk in CHUNK.finditer(text):
        start, end = chunk.span()
        for place in range(start + 1, end):
            # One space after a word belongs to it; other white space is a word of its own.
            first = place == start + 1 and text[start] == " "
            if place in cuts or first:
                yield start, place
                start = place
        yield start, end


def _blank(text: str, piece: Piece) -> bool:
    return piece.space or text[piece.start : piece.end].isspace()
