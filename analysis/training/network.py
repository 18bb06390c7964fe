"""The reader as a torch module: a BERT encoder with features, and five heads over words.

Heads, after Dozat and Manning (2017) for the scores between pairs:

- ``tags``: O and B/I of source, cue and content, for each word;
- ``to_cue``: for each word of a content, which word begins its cue;
- ``to_source``: for the word that begins a cue, which word begins its source; 0 ([CLS]) for none;
- ``to_first`` and ``to_last``: for the word that begins a cue, where its content begins and ends.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TypeVar

import torch
from safetensors.torch import load_file
from torch import Tensor, nn

from analysis.attribution.encoding import PLACES, SHAPES, TOLD
from analysis.attribution.linking import TAGS
from analysis.training.layers import HEAD, SLOPE, Adapter, Biaffine, Layer, Locked

LINKS = ("to_cue", "to_source", "to_first", "to_last")
QUOTED = 3
ADAPTED = 16  # inner width of an adapter
PLAUSIBLE = 0.05  # words less likely to belong to a cue are not linked, but for the likeliest


class Network(nn.Module):
    """Encoder and heads; arguments of ``forward`` are those of ``corpus.labelled``."""

    def __init__(
        self,
        tables: tuple[int, int],
        width: int,
        sizes: Sequence[tuple[int, int]],
        inner: int = 128,
        dropout: float = 0.1,
    ) -> None:
        """Make an untrained network.

        Args:
            tables: How many pieces the vocabulary has, and how many places a window at most.
            width: Of every piece and word.
            sizes: Heads and inner width of each layer.
            inner: Width of the two sides of a link.
            dropout: Share of features that training leaves out.
        """
        super().__init__()
        self.pieces, self.positions = (nn.Embedding(rows, width) for rows in tables)
        self.shape = nn.Embedding(len(SHAPES), width)
        self.quoted = nn.Embedding(QUOTED, width)
        self.place = nn.Embedding(len(PLACES), width)
        for table in (self.shape, self.quoted, self.place):
            nn.init.normal_(table.weight, std=0.02)
        self.norm = nn.LayerNorm(width, eps=1e-12)
        self.dropout = Locked(dropout)
        self.encoder = nn.Module()
        self.encoder.layers = nn.ModuleList(Layer(width, *size, dropout) for size in sizes)
        self.adapters = nn.ModuleList(Adapter(width, ADAPTED) for _ in sizes)
        self.tags = nn.Linear(width, TAGS)
        self.to_cue = Biaffine(width, inner, dropout)
        self.to_source = Biaffine(width, inner, dropout)
        self.to_first = Biaffine(width, inner, dropout)
        self.to_last = Biaffine(width, inner, dropout)

    def forward(
        self, ids: Tensor, shape: Tensor, quoted: Tensor, place: Tensor, first: Tensor, near: Tensor
    ) -> tuple[Tensor, ...]:
        """Return scores of tags (batch, 1 + words, 7) and links (batch, 1 + words, 1 + words)."""
        hidden = self.words(ids, shape, quoted, place, first, near)
        return (self.tags(hidden), *(getattr(self, n)(hidden, hidden) for n in LINKS))

    def words(
        self, ids: Tensor, shape: Tensor, quoted: Tensor, place: Tensor, first: Tensor, near: Tensor
    ) -> Tensor:
        """Encode [CLS] and each word, (batch, 1 + words, width).

        ``near`` says what each piece sees: (blocks, keys), which pieces those of a block do, for
        one text; or (batch, 1, pieces, pieces), whether one sees another.
        """
        at = torch.arange(ids.shape[1], device=ids.device)
        summed = self.pieces(ids) + self.positions(at)
        summed = summed + self.shape(shape) + self.quoted(quoted) + self.place(place)
        hidden = self.dropout(self.norm(summed))
        told = (place >= TOLD).unsqueeze(-1)
        for number, layer in enumerate(self.encoder.layers):
            hidden = layer(hidden, near)
            if self.adapters:
                hidden = hidden + told * self.adapters[number](hidden)
        index = first.unsqueeze(-1).expand(-1, -1, hidden.shape[-1])
        out: Tensor = self.dropout(torch.gather(hidden, 1, index))
        return out


class Shipped(nn.Module):
    """A network that gives of one window what decoding needs, no more."""

    def __init__(self, network: Network) -> None:
        super().__init__()
        self.network = network

    def forward(
        self, ids: Tensor, shape: Tensor, quoted: Tensor, place: Tensor, first: Tensor, near: Tensor
    ) -> tuple[Tensor, ...]:
        """Return the fields of :class:`analysis.attribution.linking.Window` after ``end``.

        What cues point at is asked of the words that may belong to one; there is always the
        likeliest, since no operator is sure to take an empty array.
        """
        net = self.network
        hidden = net.words(ids, shape, quoted, place, first, near)
        words = hidden[:, 1:]
        tags = net.tags(words)[0].log_softmax(-1)
        chance = tags[:, 3:5].exp().sum(-1)
        cues = (chance >= chance.max().clamp(max=PLAUSIBLE)).nonzero()[:, 0]
        rows = words[:, cues]
        to_cue = net.to_cue(words, hidden)[0].softmax(-1)[:, 1 + cues]
        to_source = net.to_source(rows, hidden)[0].softmax(-1)
        edges = (head(rows, words)[0].log_softmax(-1) for head in (net.to_first, net.to_last))
        return tags, cues, to_cue, to_source, *edges


Weighted = TypeVar("Weighted", bound=Network)


def of(state: Mapping[str, Tensor]) -> Network:
    """Make a network with the weights of another, and its sizes."""
    layers = range(sum(name.endswith("linear1.bias") for name in state))
    parts = ("self_attn.in_proj_bias", "linear1.bias")
    shapes = [[len(state[f"encoder.layers.{n}.{part}"]) for part in parts] for n in layers]
    sizes = [(across // (3 * HEAD), inner) for across, inner in shapes]
    rows = (len(state["pieces.weight"]), len(state["positions.weight"]))
    network = Network(rows, state["pieces.weight"].shape[1], sizes)
    return filled(network, state)


def filled(network: Weighted, state: Mapping[str, Tensor]) -> Weighted:
    """Give a network the weights of another.

    Those up to polnear-8 have no adapters and no places inside contents: these are untrained then,
    and contents are read as any text is.

    Raises:
        RuntimeError: If other weights are missing, or there are too many.
    """
    place = state["place.weight"].repeat(len(PLACES) // len(state["place.weight"]), 1)
    own = {k: v for k, v in network.state_dict().items() if k.startswith("adapters.")}
    network.load_state_dict({**own, **state, "place.weight": place})
    return network


def from_bert(folder: Path) -> Network:
    """Make a network whose encoder has the weights of a BERT saved by ``transformers``."""
    weights = load_file(str(folder / "model.safetensors"))
    weights = {name.removeprefix("bert."): value for name, value in weights.items()}
    pieces, positions = (weights[f"embeddings.{n}_embeddings.weight"] for n in ("word", "position"))
    width = pieces.shape[1]
    layers = range(sum(name.endswith("intermediate.dense.bias") for name in weights))
    inner = len(weights["encoder.layer.0.intermediate.dense.bias"])
    sizes = [(width // HEAD, inner) for _ in layers]
    network = Network((len(pieces), len(positions)), width, sizes)
    state = encoder(weights, len(layers), _QKV, _RENAMED)
    kind = weights["embeddings.token_type_embeddings.weight"][0]
    state |= {"pieces.weight": pieces, "positions.weight": positions + kind}
    for layer in layers:
        for part in ("weight", "bias"):
            state[f"encoder.layers.{layer}.linear1.{part}"] *= SLOPE
        state[f"encoder.layers.{layer}.linear2.weight"] /= SLOPE
    network.load_state_dict(network.state_dict() | state)  # features and heads are new
    return network


def encoder(
    weights: Mapping[str, Tensor],
    layers: int,
    projections: Sequence[str],
    renamed: Mapping[str, str],
) -> dict[str, Tensor]:
    """Return an encoder's layers, saved by ``transformers``, and its first norm, by our names.

    Args:
        weights: By its names.
        layers: How many it has.
        projections: Its names of query, key and value.
        renamed: Its name for each other part of a layer, by ours.
    """
    state = {}
    for part in ("weight", "bias"):
        state[f"norm.{part}"] = weights[f"embeddings.LayerNorm.{part}"]
        for layer in range(layers):
            old, new = f"encoder.layer.{layer}.", f"encoder.layers.{layer}."
            joint = [weights[f"{old}{name}.{part}"] for name in projections]
            state[f"{new}self_attn.in_proj_{part}"] = torch.cat(joint)
            for ours, theirs in renamed.items():
                state[f"{new}{ours}.{part}"] = weights[f"{old}{theirs}.{part}"]
    return state


_QKV = [f"attention.self.{name}" for name in ("query", "key", "value")]
_RENAMED = {
    "self_attn.out_proj": "attention.output.dense",
    "norm1": "attention.output.LayerNorm",
    "linear1": "intermediate.dense",
    "linear2": "output.dense",
    "norm2": "output.LayerNorm",
}
