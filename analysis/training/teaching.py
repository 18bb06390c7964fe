"""What trained readers say of training articles, for another to learn from.

After Hinton, Vinyals and Dean (2015). Teachers read each article once, before training, in windows
that overlap by half: so the learner is told for words at the edge of its window what a reader says
that sees beyond. Names that are swapped later change nothing of who says what.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple, Protocol

import numpy as np
import torch

from analysis.attribution.encoding import Ints, Words, arrays, windows
from analysis.attribution.linking import TAGS, Floats, Window, merge
from analysis.attribution.network import SIZE
from analysis.training.layers import quick
from analysis.training.losses import INPUTS
from analysis.training.network import LINKS, Network, Shipped

OVERLAP = 1 / 2
LEAST = 0.01  # chances of links under it are not kept
Entries = tuple[Ints, Ints, Floats]  # row, column, chance


@dataclass(frozen=True, slots=True)
class Lesson:
    """What teachers say of an article of n words, each counted by its share.

    ``tags``: chances (n, 7). ``links``: by kind, which word points at which and with what chance;
    -1 is "no source".
    """

    tags: Floats
    links: Mapping[str, Entries]


class Teacher(Protocol):
    """A reader, or what scores words as a reader does."""

    def score(self, found: Words, overlap: float) -> list[Window]:
        """Score all windows of a text."""


class Aloud:
    """A network that is not exported and reads in torch."""

    def __init__(self, network: Network, special: tuple[int, int, int]) -> None:
        """Take a network; ``special`` are the ids of [PAD], [CLS] and [SEP]."""
        self.network, self.special = Shipped(network).eval(), special

    def score(self, found: Words, overlap: float) -> list[Window]:
        """Score all windows, as :meth:`analysis.attribution.network.Reader.score` does."""
        return [self._window(found, cut) for cut in windows(found, SIZE, overlap)]

    def _window(self, found: Words, cut: tuple[int, int]) -> Window:
        given = arrays(found, cut, self.special)
        device = next(self.network.parameters()).device
        with torch.inference_mode(), quick(device):
            read = self.network(*(torch.from_numpy(given[n]).to(device) for n in INPUTS))
        tags, cues, *links = (part.cpu() for part in read)
        scored = (part.float().numpy() for part in (tags, *links))
        return Window(*cut, next(scored), cues.numpy() + cut[0], *scored)


def lesson(teachers: Sequence[tuple[Teacher, float]], found: Words) -> Lesson:
    """Let teachers read the words of an article; each has a share, together 1."""
    tags = np.zeros((len(found), TAGS), np.float32)
    entries: dict[str, list[Entries]] = {name: [] for name in LINKS}
    for teacher, share in teachers:
        scored = teacher.score(found, OVERLAP)
        merged, best = merge(scored, len(found))
        chances = np.exp(merged)
        tags += np.float32(share) * chances / chances.sum(1, keepdims=True)
        for number, window in enumerate(scored):
            for name, (rows, columns, values) in _links(window, best == number):
                entries[name].append((rows, columns, values * np.float32(share)))
    links = {
        name: (
            np.concatenate([rows for rows, _, _ in parts]),
            np.concatenate([columns for _, columns, _ in parts]),
            np.concatenate([values for _, _, values in parts]),
        )
        for name, parts in entries.items()
    }
    return Lesson(tags, links)


def _links(window: Window, own: Ints) -> Iterator[tuple[str, Entries]]:
    """Yield the links of the words that a window is asked about, ``own`` (n,)."""
    words = np.arange(window.start, window.end)
    yield "to_cue", _entries(window.to_cue, own[words], words, window.cues)
    asked = own[window.cues]
    yield "to_source", _entries(window.to_source, asked, window.cues, np.append(-1, words))
    for name in ("to_first", "to_last"):
        yield name, _entries(np.exp(getattr(window, name)), asked, window.cues, words)


def _entries(chances: Floats, own: Ints, rows: Ints, columns: Ints) -> Entries:
    row, column = np.nonzero((chances > LEAST) & own[:, None])
    return rows[row], columns[column], chances[row, column]


class Said(NamedTuple):
    """What lessons say of windows.

    ``tags``: an array (words, 7) a window. ``links``: for each kind, coordinates (n, 3) of window,
    word and word pointed at, counted from [CLS] at 0, and chances (n,).
    """

    tags: tuple[Floats, ...]
    links: tuple[tuple[Ints, Floats], ...]


def said(windows: Sequence[tuple[Lesson, tuple[int, int]]]) -> Said:
    """Return what lessons say of windows; a link that leaves its window is left out."""
    parts: dict[str, list[tuple[Ints, Floats]]] = {name: [] for name in LINKS}
    for line, (told, (start, end)) in enumerate(windows):
        for name in LINKS:
            rows, columns, values = told.links[name]
            inside = (rows >= start) & (rows < end)
            inside &= (columns == -1) | ((columns >= start) & (columns < end))
            row = rows[inside] - start + 1
            column = np.maximum(columns[inside] - start + 1, 0)
            at = np.stack([np.full_like(row, line), row, column], axis=1)
            parts[name].append((at, values[inside].astype(np.float32)))
    links = (
        (np.concatenate([a for a, _ in p]), np.concatenate([v for _, v in p]))
        for p in parts.values()
    )
    return Said(tuple(told.tags[start:end] for told, (start, end) in windows), tuple(links))
