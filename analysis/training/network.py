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
from typing import Any

import torch
from safetensors.torch import load_file
from torch import Tensor, nn
from torch.nn.functional import linear, scaled_dot_product_attention, silu

from analysis.attribution.encoding import PLACES, SHAPES
from analysis.attribution.linking import TAGS

LINKS = ("to_cue", "to_source", "to_first", "to_last")
QUOTED = 3
HEAD = 32  # width of a head
SLOPE = 1.702  # GELU(x) is about x times the logistic of SLOPE x (Hendrycks and Gimpel 2016)


class Locked(nn.Module):
    """Dropout of whole features, one mask a sequence (Gal and Ghahramani 2016).

    Drawing a mask entry by entry costs more time on a CPU than the layer it follows.
    """

    def __init__(self, rate: float) -> None:
        super().__init__()
        self.rate = rate

    def forward(self, hidden: Tensor) -> Tensor:
        """(batch, words, width), some features of each sequence set to zero."""
        if not self.training or not self.rate:
            return hidden
        keep = torch.rand(hidden.shape[0], 1, hidden.shape[2], device=hidden.device) >= self.rate
        return hidden * keep / (1 - self.rate)


class Biaffine(nn.Module):
    """A score for every ordered pair of words."""

    def __init__(self, width: int, inner: int, dropout: float) -> None:
        super().__init__()
        self.left = nn.Sequential(nn.Linear(width, inner), nn.GELU(), Locked(dropout))
        self.right = nn.Sequential(nn.Linear(width, inner), nn.GELU(), Locked(dropout))
        self.weight = nn.Linear(inner, inner, bias=False)
        self.bias = nn.Linear(inner, 1)

    def forward(self, rows: Tensor, columns: Tensor) -> Tensor:
        """(batch, n, width) and (batch, m, width) to (batch, n, m): rows point at columns."""
        left, right = self.left(rows), self.right(columns)
        scores: Tensor = self.weight(left) @ right.transpose(1, 2)
        return scores + self.bias(right).transpose(1, 2)


class Heads(torch.autograd.Function):
    """Attention of all heads, exported as the one operator that onnxruntime has for it."""

    @staticmethod
    def forward(_: Any, query: Tensor, key: Tensor, value: Tensor, heads: int) -> Tensor:
        """(blocks, queries, width) and twice (blocks, keys, width) to (blocks, queries, width)."""
        return attention(query, key, value, heads)

    @staticmethod
    def symbolic(g: Any, query: Any, key: Any, value: Any, heads: int) -> Any:
        """What stands in the exported graph."""
        made = g.op("com.microsoft::MultiHeadAttention", query, key, value, num_heads_i=heads)
        return made.setType(query.type())


def attention(
    query: Tensor, key: Tensor, value: Tensor, heads: int, seen: Tensor | None = None
) -> Tensor:
    """Attention of all heads (Vaswani et al. 2017); ``seen`` (batch, 1, queries, keys) or all."""
    parts = (part.unflatten(-1, (heads, -1)).transpose(1, 2) for part in (query, key, value))
    return scaled_dot_product_attention(*parts, attn_mask=seen).transpose(1, 2).flatten(2)


class Layer(nn.Module):
    """A layer of BERT (Devlin et al. 2019), in a form that exports with any shape of input.

    Its activation is SiLU: with the weights before it times ``SLOPE`` and those after it through
    ``SLOPE``, that is GELU within 0.02, at half the time.
    """

    def __init__(self, width: int, heads: int, inner: int, dropout: float) -> None:
        super().__init__()
        self.heads = heads
        across = heads * HEAD
        self.self_attn = nn.Module()
        self.self_attn.in_proj_weight = nn.Parameter(torch.empty(3 * across, width))
        self.self_attn.in_proj_bias = nn.Parameter(torch.zeros(3 * across))
        self.self_attn.out_proj = nn.Linear(across, width)
        self.linear1, self.linear2 = nn.Linear(width, inner), nn.Linear(inner, width)
        self.norm1, self.norm2 = (nn.LayerNorm(width, eps=1e-12) for _ in range(2))
        self.dropout = Locked(dropout)

    def forward(self, hidden: Tensor, near: Tensor) -> Tensor:
        """(batch, pieces, width) to the same; ``near`` as in :meth:`Network.words`."""
        joint = linear(hidden, self.self_attn.in_proj_weight, self.self_attn.in_proj_bias)
        query, key, value = joint.split(joint.shape[-1] // 3, -1)
        if near.dim() == 2:  # one text, in blocks
            blocks = query.reshape(near.shape[0], -1, query.shape[-1])
            found = Heads.apply(blocks, key[0][near], value[0][near], self.heads)
            attended = found.reshape(1, -1, query.shape[-1])
        else:
            attended = attention(query, key, value, self.heads, near)
        hidden = self.norm1(hidden + self.dropout(self.self_attn.out_proj(attended)))
        raised = self.dropout(silu(self.linear1(hidden)))
        out: Tensor = self.norm2(hidden + self.dropout(self.linear2(raised)))
        return out


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
        """Untrained.

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
        self.tags = nn.Linear(width, TAGS)
        self.to_cue = Biaffine(width, inner, dropout)
        self.to_source = Biaffine(width, inner, dropout)
        self.to_first = Biaffine(width, inner, dropout)
        self.to_last = Biaffine(width, inner, dropout)

    def forward(
        self, ids: Tensor, shape: Tensor, quoted: Tensor, place: Tensor, first: Tensor, near: Tensor
    ) -> tuple[Tensor, ...]:
        """Scores of tags (batch, 1 + words, 7) and of the links (batch, 1 + words, 1 + words)."""
        hidden = self.words(ids, shape, quoted, place, first, near)
        return (self.tags(hidden), *(getattr(self, n)(hidden, hidden) for n in LINKS))

    def words(
        self, ids: Tensor, shape: Tensor, quoted: Tensor, place: Tensor, first: Tensor, near: Tensor
    ) -> Tensor:
        """What the encoder makes of [CLS] and of each word, (batch, 1 + words, width).

        ``near`` says what each piece sees: (blocks, keys), which pieces those of a block do, for
        one text; or (batch, 1, pieces, pieces), whether one sees another.
        """
        at = torch.arange(ids.shape[1], device=ids.device)
        summed = self.pieces(ids) + self.positions(at)
        summed = summed + self.shape(shape) + self.quoted(quoted) + self.place(place)
        hidden = self.dropout(self.norm(summed))
        for layer in self.encoder.layers:
            hidden = layer(hidden, near)
        index = first.unsqueeze(-1).expand(-1, -1, hidden.shape[-1])
        out: Tensor = self.dropout(torch.gather(hidden, 1, index))
        return out


def of(state: Mapping[str, Tensor]) -> Network:
    """A network with the weights of another, and its sizes."""
    layers = range(sum(name.endswith("linear1.bias") for name in state))
    parts = ("self_attn.in_proj_bias", "linear1.bias")
    shapes = [[len(state[f"encoder.layers.{n}.{part}"]) for part in parts] for n in layers]
    sizes = [(across // (3 * HEAD), inner) for across, inner in shapes]
    rows = (len(state["pieces.weight"]), len(state["positions.weight"]))
    network = Network(rows, state["pieces.weight"].shape[1], sizes)
    network.load_state_dict(state)
    return network


def from_bert(folder: Path) -> Network:
    """A network whose encoder holds the weights of a BERT saved by ``transformers``."""
    weights = load_file(str(folder / "model.safetensors"))
    weights = {name.removeprefix("bert."): value for name, value in weights.items()}
    pieces, positions = (weights[f"embeddings.{n}_embeddings.weight"] for n in ("word", "position"))
    width = pieces.shape[1]
    layers = range(sum(name.endswith("intermediate.dense.bias") for name in weights))
    inner = len(weights["encoder.layer.0.intermediate.dense.bias"])
    sizes = [(width // HEAD, inner) for _ in layers]
    network = Network((len(pieces), len(positions)), width, sizes)
    state = network.state_dict()
    state["pieces.weight"] = pieces
    kind = weights["embeddings.token_type_embeddings.weight"][0]
    state["positions.weight"] = positions + kind
    for part in ("weight", "bias"):
        state[f"norm.{part}"] = weights[f"embeddings.LayerNorm.{part}"]
        for layer in layers:
            old, new = f"encoder.layer.{layer}.", f"encoder.layers.{layer}."
            projections = (weights[f"{old}attention.self.{n}.{part}"] for n in _QKV)
            state[f"{new}self_attn.in_proj_{part}"] = torch.cat(list(projections))
            for ours, theirs in _RENAMED.items():
                state[f"{new}{ours}.{part}"] = weights[f"{old}{theirs}.{part}"]
            state[f"{new}linear1.{part}"] *= SLOPE
            if part == "weight":
                state[f"{new}linear2.{part}"] /= SLOPE
    network.load_state_dict(state)
    return network


_QKV = ("query", "key", "value")
_RENAMED = {
    "self_attn.out_proj": "attention.output.dense",
    "norm1": "attention.output.LayerNorm",
    "linear1": "intermediate.dense",
    "linear2": "output.dense",
    "norm2": "output.LayerNorm",
}
