"""Batches of windows: made by worker processes, sparse until they lie on the device.

What is square in the words or pieces of a window (links, what a piece sees) travels as coordinates
or as bits, and is laid out where the network is.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import torch
from torch import Tensor
from torch.utils.data import DataLoader, Dataset

from analysis.attribution.encoding import Ints
from analysis.attribution.linking import Floats
from analysis.training import corpus
from analysis.training.network import LINKS
from analysis.training.teaching import Lesson, said

Group = Sequence[tuple[corpus.Example, tuple[int, int]]]
FLAT = ("ids", "shape", "quoted", "place", "first", "gold_tags", "gold_to_cue", "gold_to_source")


@dataclass(frozen=True, slots=True)
class Batch:
    """Windows on their way to a device.

    ``flat``: arrays of (windows, pieces or words). ``near``: which piece sees which, as bits,
    (windows, 1, pieces, ceil(pieces / 8)). ``edges``: for the first and the last word of contents,
    coordinates (n, 3) of window, cue and word. ``tags``: what teachers say, (windows, words, 7), or
    nothing; ``links``: the same for each kind of link, coordinates (n, 3) and chances (n,).
    """

    flat: dict[str, Tensor]
    near: Tensor
    edges: tuple[Tensor, ...]
    tags: Tensor | None
    links: tuple[tuple[Tensor, Tensor], ...]

    def pin_memory(self) -> Batch:
        """Return a copy in page-locked memory, which a GPU reads without waiting."""
        return Batch(
            {name: part.pin_memory() for name, part in self.flat.items()},
            self.near.pin_memory(),
            tuple(part.pin_memory() for part in self.edges),
            self.tags.pin_memory() if self.tags is not None else None,
            tuple((at.pin_memory(), value.pin_memory()) for at, value in self.links),
        )


class Windows(Dataset[Batch]):
    """The batches of an epoch, each made when it is asked for."""

    def __init__(
        self, groups: Sequence[Group], lessons: Mapping[str, Lesson], special: tuple[int, int, int]
    ) -> None:
        """Take groups of windows, what teachers say of articles by name, and special pieces."""
        self.groups, self.lessons, self.special = groups, lessons, special

    def __len__(self) -> int:
        return len(self.groups)

    def __getitem__(self, index: int) -> Batch:
        return made(self.groups[index], self.lessons, self.special)


def made(group: Group, lessons: Mapping[str, Lesson], special: tuple[int, int, int]) -> Batch:
    """Make a batch of windows; without lessons teachers say nothing."""
    arrays = corpus.labelled(group, special)
    told = said([(lessons[item.name], cut) for item, cut in group]) if lessons else None
    return Batch(
        {name: torch.from_numpy(arrays[name]) for name in FLAT},
        torch.from_numpy(np.packbits(arrays["near"].astype(np.bool_), axis=-1)),
        tuple(torch.from_numpy(arrays[f"gold_{name}"]) for name in LINKS[2:]),
        torch.from_numpy(padded(told.tags, arrays["first"].shape[1])) if told else None,
        tuple(map(_tensors, told.links)) if told else (),
    )


def _tensors(entries: tuple[Ints, Floats]) -> tuple[Tensor, Tensor]:
    return torch.from_numpy(entries[0]), torch.from_numpy(entries[1])


def padded(rows: Sequence[Floats], width: int) -> Floats:
    """Stack (words, 7) arrays of windows to (windows, width, 7), one row down: [CLS] is first."""
    out = np.zeros((len(rows), width, rows[0].shape[1]), np.float32)
    for line, row in enumerate(rows):
        out[line, 1 : 1 + len(row)] = row
    return out


def laid_out(batch: Batch, device: torch.device) -> tuple[dict[str, Tensor], list[Tensor]]:
    """Lay a batch out on a device.

    Returns:
        The network's inputs with the labels, by name; and what teachers say: tags (windows, words,
        7) and each kind of link (windows, words, words), or nothing.
    """
    arrays = {name: part.to(device, non_blocking=True) for name, part in batch.flat.items()}
    pieces, (windows, width) = arrays["ids"].shape[1], arrays["first"].shape
    bits = batch.near.to(device, non_blocking=True).unsqueeze(-1)
    shifts = torch.arange(7, -1, -1, device=device, dtype=torch.uint8)
    arrays["near"] = ((bits >> shifts) & 1).flatten(-2)[..., :pieces].bool()
    size = (windows, width, width)
    for name, at in zip(LINKS[2:], batch.edges, strict=True):
        arrays[f"gold_{name}"] = _square(at.to(device), None, size)
    if batch.tags is None:
        return arrays, []
    links = [_square(at.to(device), value.to(device), size) for at, value in batch.links]
    return arrays, [batch.tags.to(device, non_blocking=True), *links]


def _square(at: Tensor, values: Tensor | None, size: tuple[int, int, int]) -> Tensor:
    """Return zeros with values, or ones, at coordinates (n, 3).

    Values at one place are added up.
    """
    out = torch.zeros(size, device=at.device)
    if values is None:
        out[tuple(at.T)] = 1.0
        return out
    return out.index_put_(tuple(at.T), values, accumulate=True)


def loader(
    groups: Sequence[Group],
    lessons: Mapping[str, Lesson],
    special: tuple[int, int, int],
    workers: int,
    device: torch.device,
) -> Iterator[Batch]:
    """Yield the batches of an epoch in order, made ahead of time by worker processes.

    The batches are the same whatever ``workers`` is; with 0 they are made in this process.
    """
    return iter(
        DataLoader(
            Windows(groups, lessons, special),
            batch_size=None,
            num_workers=workers,
            pin_memory=device.type == "cuda",
            prefetch_factor=8 if workers else None,
        )
    )
