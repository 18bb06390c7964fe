"""What the reader sees of a text: words, their pieces and features, cut into windows.

Words are runs of letters and digits, or single other characters. Each word's pieces come from
greedy longest-match WordPiece (Wu et al. 2016) over a lower-cased, accent-free copy, as in BERT's
uncased vocabularies. Three features give back what that loses: the word's shape, whether it stands
inside quotation marks, and where in its paragraph, or in a content read by itself. Quotation marks
of every style reach the reader as one glyph, so that a house's punctuation cannot matter.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import chain
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from analysis.model import Quotation, Span
from analysis.shipped import DATA

Ints = NDArray[np.int64]

WORD = re.compile(r"[^\W_][\w\u0300-\u036f\u064b-\u065f]*|[^\s]")
PAD, UNKNOWN, START, END = "[PAD]", "[UNK]", "[CLS]", "[SEP]"
MAX_PIECES = 6  # a longer word is an address or noise; its first pieces say so
SHAPES = ("other", "opening", "closing", "punctuation", "digit", "lower", "upper", "title")
PLACES = ("within", "first", "last", "told within", "told first", "told last")
TOLD = 3  # places of words that are read as the content of somebody's statement come after others
BLOCK, REACH = 64, 32  # pieces that attend together, pieces they see on either side of them
APOSTROPHES = "’‘‛`´"


@dataclass(frozen=True, slots=True)
class Words:
    """The words of a text, column by column; every array has one entry a word.

    ``pieces`` are vocabulary ids; ``shape``, ``quoted`` (0 outside, 1 inside quotation marks,
    2 inside nested ones) and ``place`` index small embedding tables.
    """

    starts: Ints
    ends: Ints
    paragraph: Ints
    pieces: tuple[tuple[int, ...], ...]
    shape: Ints
    quoted: Ints
    place: Ints

    def __len__(self) -> int:
        return len(self.pieces)

    def begins(self) -> Ints:
        """Return the words that begin a paragraph, or a content that is read as one."""
        return np.flatnonzero(self.place % TOLD == PLACES.index("first"))


def pieces(file: Path = DATA / "pieces.txt") -> list[str]:
    """Return the pieces of a vocabulary, one a line, in the order of their ids."""
    return file.read_text(encoding="utf-8").split("\n")


class Vocabulary:
    """WordPiece over a fixed list of pieces; remembers the words it has met."""

    def __init__(self, pieces: Sequence[str]) -> None:
        self.ids: Mapping[str, int] = {piece: i for i, piece in enumerate(pieces)}
        self.unknown = self.ids[UNKNOWN]
        self._known: dict[str, tuple[int, ...]] = {}

    def __call__(self, word: str) -> tuple[int, ...]:
        """Return the ids of the pieces of one word, at least one, at most ``MAX_PIECES``."""
        known = self._known.get(word)
        if known is None:
            known = self._split(_plain(word[:100]))[:MAX_PIECES] or (self.unknown,)
            if len(self._known) < 200_000:  # a bound on memory, whatever is read
                self._known[word] = known
        return known

    def _split(self, word: str) -> tuple[int, ...]:
        found, start = [], 0
        while start < len(word):
            for end in range(min(len(word), start + 24), start, -1):
                piece = word[start:end] if start == 0 else "##" + word[start:end]
                if piece in self.ids:
                    found.append(self.ids[piece])
                    start = end
                    break
            else:
                return (self.unknown,)
        return tuple(found)


def _plain(word: str) -> str:
    apart = unicodedata.normalize("NFD", word.lower())
    return "".join(c for c in apart if unicodedata.category(c) != "Mn")


def words(
    text: str, paragraphs: Sequence[Span], quotations: Sequence[Quotation], vocabulary: Vocabulary
) -> Words:
    """Split the given paragraphs of a text into words with pieces and features."""
    glyphs, openings, closings, depth = _marks(text, quotations)
    at: list[tuple[int, int]] = []
    surfaces: list[str] = []
    paragraph, place = [], []
    for index, span in enumerate(paragraphs):
        matches = list(WORD.finditer(glyphs, span.start, span.end))
        at += [match.span() for match in matches]
        surfaces += [match.group() for match in matches]
        count = len(matches)
        paragraph += [index] * count
        place += ([1] + [0] * (count - 2) + [2])[:count] if count else []
    starts, ends = np.array(at, np.int64).reshape(-1, 2).T
    shape = np.array([_shape(surface) for surface in surfaces], np.int64)
    shape[np.isin(starts, list(closings))] = SHAPES.index("closing")
    shape[np.isin(starts, list(openings))] = SHAPES.index("opening")
    return Words(
        starts,
        ends,
        np.array(paragraph, np.int64),
        tuple(map(vocabulary, surfaces)),
        shape,
        depth[starts].astype(np.int64),
        np.array(place, np.int64),
    )


def excerpt(
    found: Words, parts: Sequence[tuple[int, int]], plain: Sequence[bool] = ()
) -> tuple[Words, Ints]:
    """Return stretches of a text, said by somebody, as paragraphs of their own.

    Levels of quotation marks that all words of a stretch stand in do not count.

    Args:
        found: The words of the text.
        parts: The stretches, as word indices, in order.
        plain: Which of them are read as if nobody said them; none if not given.

    Returns:
        The words of all parts one after the other, and the index each had in ``found``.
    """
    index = np.concatenate([np.arange(a, b) for a, b in parts])
    lengths = np.array([b - a for a, b in parts], np.int64)
    place = np.zeros(len(index), np.int64)
    ends = np.cumsum(lengths)
    place[ends - 1] = PLACES.index("last")
    place[ends - lengths] = PLACES.index("first")
    told = np.repeat(~np.array(plain or [False] * len(parts)), lengths)
    around = np.minimum.reduceat(found.quoted[index], ends - lengths)
    part = Words(
        found.starts[index],
        found.ends[index],
        np.repeat(np.arange(len(parts)), lengths),
        tuple(found.pieces[i] for i in index),
        found.shape[index],
        found.quoted[index] - np.repeat(around, lengths),
        place + TOLD * told,
    )
    return part, index


def unmarked(found: Words, part: tuple[int, int]) -> tuple[int, int]:
    """Return a stretch without the quotation marks at its ends."""
    start, end = part
    opening, closing = SHAPES.index("opening"), SHAPES.index("closing")
    while start < end and found.shape[start] == opening:
        start += 1
    while start < end and found.shape[end - 1] == closing:
        end -= 1
    return start, end


def _marks(
    text: str, quotations: Sequence[Quotation]
) -> tuple[str, set[int], set[int], NDArray[np.int8]]:
    """Return a text with one glyph for each paired mark, where marks open and close, and the depth.

    The copy has the length of the text: of a mark of two characters the second becomes a space.
    """
    for glyph in APOSTROPHES:
        text = text.replace(glyph, "'")
    glyphs = list(text)
    openings: set[int] = set()
    closings: set[int] = set()
    depth = np.zeros(len(text) + 1, np.int8)
    for quotation in quotations:
        glyph = '"' if quotation.depth == 0 else "'"
        outer, inner = quotation.span, quotation.inner
        depth[outer.start : outer.end] = min(2, quotation.depth + 1)
        for start, end, opens in ((outer.start, inner.start, True), (inner.end, outer.end, False)):
            if end > start:
                glyphs[start:end] = [glyph] + [" "] * (end - start - 1)
                (openings if opens else closings).add(start)
    return "".join(glyphs), openings, closings, depth


@lru_cache(20_000)
def _shape(word: str) -> int:
    """Return the index of a word's shape; quotation marks never come here."""
    if not word[0].isalnum():
        return 3
    if any(c.isdigit() for c in word):
        return 4
    if word.islower():
        return 5
    if word.isupper():
        return 6 if len(word) > 1 else 7
    return 7 if word[0].isupper() else 0


def windows(found: Words, size: int, overlap: float) -> Iterator[tuple[int, int]]:
    """Cut the words into windows of at most ``size`` pieces, [CLS] and [SEP] included.

    Yields ``(first, last)`` word indices, end exclusive. A window ends with a paragraph where one
    ends in its last third, and starts with one where one begins in the window before, but for its
    first third; each shares about ``overlap`` of its pieces or more with the next, and the last
    window ends with the text.
    """
    cost = np.cumsum([0, *map(len, found.pieces)])
    begins = found.begins()
    start, done, total = 0, 0, len(found)
    while start < total:
        end = int(np.searchsorted(cost, cost[start] + size - 2, side="right")) - 1
        end = min(max(end, start + 1), total)
        if end <= done:  # nothing new: the window before ended early, and long words follow
            start += 1
            continue
        if end < total:
            whole = begins[(begins > max(done, end - (end - start) // 3)) & (begins <= end)]
            end = int(whole[-1]) if len(whole) else end
        yield start, end
        done = end
        if end == total:
            return
        target = int(np.searchsorted(cost, cost[end] - overlap * (size - 2)))
        candidates = begins[(begins > start + (end - start) // 3) & (begins <= max(target, start))]
        start = int(candidates[-1]) if len(candidates) else max(target, start + 1)


def arrays(found: Words, cut: tuple[int, int], special: tuple[int, int, int]) -> dict[str, Ints]:
    """Return what the network takes: a window of a text.

    Args:
        found: The words of the text.
        cut: The window, as :func:`windows` yields it.
        special: Ids of [PAD], [CLS] and [SEP].

    Returns:
        ``ids``, ``shape``, ``quoted``, ``place``, each (1, pieces), filled up to whole blocks;
        ``first`` (1, 1 + words): the position of each word's first piece, [CLS] before them; and
        ``near``, what :func:`near` says of that many pieces.
    """
    pieces = found.pieces[cut[0] : cut[1]]
    lengths = np.array(list(map(len, pieces)), np.int64)
    listed = [special[1], *chain.from_iterable(pieces), special[2]]
    size, seen = near(len(listed))
    ids = np.full((1, size * len(seen)), special[0], np.int64)
    ids[0, : len(listed)] = listed

    def spread(column: Ints) -> Ints:
        row = np.zeros_like(ids)
        row[0, 1 : len(listed) - 1] = np.repeat(column[cut[0] : cut[1]], lengths)
        return row

    return {
        "ids": ids,
        "shape": spread(found.shape),
        "quoted": spread(found.quoted),
        "place": spread(found.place),
        "first": np.concatenate(([0], 1 + np.cumsum(lengths) - lengths))[None],
        "near": seen,
    }


def near(pieces: int) -> tuple[int, Ints]:
    """Return which pieces each piece sees: those of its block, ``REACH`` on each side, and [CLS].

    Attention in blocks, after Beltagy, Peters and Cohan (2020), "Longformer": its time grows with
    the length of a window, not with the square of it. Next to an end of the window a block sees
    more on the other side, so that all see equally many.

    Returns:
        How many pieces make a block, and (blocks, keys) the pieces that those of each block see.
    """
    blocks = -(-pieces // BLOCK)
    size = -(-pieces // blocks)
    keys = min(size + 2 * REACH, pieces - 1)
    begins = np.clip(np.arange(blocks) * size - REACH, 1, pieces - keys)
    around = begins[:, None] + np.arange(keys)
    return size, np.concatenate((np.zeros((blocks, 1), np.int64), around), axis=1)
