"""The reader as a torch module: a BERT encoder with features, and five heads over words.

Heads, after Dozat and Manning (2017) for the scores between pairs:

- ``tags``: O and B/I of source, cue and content, for each word;
- ``to_cue``: for each word of a content, which word begins its cue;
- ``to_source``: for the word that begins a cue, which word begins its source; 0 ([CLS]) for none;
- ``to_first`` and ``to_last``: for the word that begins a cue, where its content begins and ends.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import torch
from safetensors.torch import load_file
from torch import Tensor, nn
from torch.nn.functional import linear, scaled_dot_product_attention, silu

from analysis.attribution.encoding import PLACES, SHAPES

TAGS = 7
LINKS = ("to_cue", "to_source", "to_first", "to_last")
QUOTED = 3
BLANK = 0  # the id of [PAD]
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


class Attention(torch.autograd.Function):
    """Attention of all heads, exported as the one operator that onnxruntime has for all of it.

    The exported one sees every piece: a window is read by itself, without padding.
    """

    @staticmethod
    def forward(
        _: Any, hidden: Tensor, weight: Tensor, bias: Tensor, heads: int, seen: Tensor
    ) -> Tensor:
        """(batch, pieces, width) to the same."""
        return attention(hidden, weight.T, bias, heads, seen)

    @staticmethod
    def symbolic(g: Any, hidden: Any, weight: Any, bias: Any, heads: int, _: Any) -> Any:
        """What stands in the exported graph."""
        made = g.op("com.microsoft::Attention", hidden, weight, bias, num_heads_i=heads)
        return made.setType(hidden.type())


def attention(hidden: Tensor, weight: Tensor, bias: Tensor, heads: int, seen: Tensor) -> Tensor:
    """Attention of all heads (Vaswani et al. 2017) on ``seen`` pieces, (batch, 1, 1, pieces)."""
    joint = linear(hidden, weight, bias)
    query, key, value = (
        part.unflatten(-1, (heads, -1)).transpose(1, 2) for part in joint.chunk(3, -1)
    )
    found = scaled_dot_product_attention(query, key, value, attn_mask=seen)
    return found.transpose(1, 2).flatten(2)


class Layer(nn.Module):
    """A layer of BERT (Devlin et al. 2019), in a form that exports with any shape of input.

    Its activation is SiLU: with the weights before it times ``SLOPE`` and those after it through
    ``SLOPE``, that is GELU within 0.02, at half the time.
    """

    def __init__(self, width: int, heads: int, inner: int, dropout: float) -> None:
        super().__init__()
        self.heads = heads
        self.self_attn = nn.Module()
        self.self_attn.in_proj_weight = nn.Parameter(torch.empty(3 * width, width))
        self.self_attn.in_proj_bias = nn.Parameter(torch.zeros(3 * width))
        self.self_attn.out_proj = nn.Linear(width, width)
        self.linear1, self.linear2 = nn.Linear(width, inner), nn.Linear(inner, width)
        self.norm1, self.norm2 = (nn.LayerNorm(width, eps=1e-12) for _ in range(2))
        self.dropout = Locked(dropout)

    def forward(self, hidden: Tensor, seen: Tensor) -> Tensor:
        """(batch, pieces, width) to the same; ``seen`` says which pieces are looked at."""
        weight, bias = self.self_attn.in_proj_weight, self.self_attn.in_proj_bias
        if torch.onnx.is_in_onnx_export():
            attended = Attention.apply(hidden, weight.T, bias, self.heads, seen)
        else:
            attended = attention(hidden, weight, bias, self.heads, seen)
        hidden = self.norm1(hidden + self.dropout(self.self_attn.out_proj(attended)))
        raised = self.dropout(silu(self.linear1(hidden)))
        out: Tensor = self.norm2(hidden + self.dropout(self.linear2(raised)))
        return out


class Network(nn.Module):
    """Encoder and heads; arguments of ``forward`` are those of ``encoding.batch``."""

    def __init__(self, config: dict[str, int], inner: int = 128, dropout: float = 0.1) -> None:
        super().__init__()
        width = config["hidden_size"]
        self.pieces = nn.Embedding(config["vocab_size"], width)
        self.positions = nn.Embedding(config["max_position_embeddings"], width)
        self.shape = nn.Embedding(len(SHAPES), width)
        self.quoted = nn.Embedding(QUOTED, width)
        self.place = nn.Embedding(len(PLACES), width)
        for table in (self.shape, self.quoted, self.place):
            nn.init.normal_(table.weight, std=0.02)
        self.norm = nn.LayerNorm(width, eps=1e-12)
        self.dropout = Locked(dropout)
        self.encoder = nn.Module()
        self.encoder.layers = nn.ModuleList(
            Layer(width, config["num_attention_heads"], config["intermediate_size"], dropout)
            for _ in range(config["num_hidden_layers"])
        )
        self.tags = nn.Linear(width, TAGS)
        self.to_cue = Biaffine(width, inner, dropout)
        self.to_source = Biaffine(width, inner, dropout)
        self.to_first = Biaffine(width, inner, dropout)
        self.to_last = Biaffine(width, inner, dropout)

    def forward(
        self, ids: Tensor, shape: Tensor, quoted: Tensor, place: Tensor, first: Tensor
    ) -> tuple[Tensor, ...]:
        """Scores of tags (batch, 1 + words, 7) and of the links (batch, 1 + words, 1 + words)."""
        hidden = self.words(ids, shape, quoted, place, first)
        return (self.tags(hidden), *(getattr(self, n)(hidden, hidden) for n in LINKS))

    def words(
        self, ids: Tensor, shape: Tensor, quoted: Tensor, place: Tensor, first: Tensor
    ) -> Tensor:
        """What the encoder makes of [CLS] and of each word, (batch, 1 + words, width)."""
        at = torch.arange(ids.shape[1], device=ids.device)
        summed = self.pieces(ids) + self.positions(at)
        summed = summed + self.shape(shape) + self.quoted(quoted) + self.place(place)
        hidden = self.dropout(self.norm(summed))
        seen = (ids != BLANK)[:, None, None, :]
        for layer in self.encoder.layers:
            hidden = layer(hidden, seen)
        index = first.unsqueeze(-1).expand(-1, -1, hidden.shape[-1])
        out: Tensor = self.dropout(torch.gather(hidden, 1, index))
        return out


def from_bert(folder: Path) -> Network:
    """A network whose encoder holds the weights of a BERT saved by ``transformers``."""
    config = json.loads((folder / "config.json").read_text(encoding="utf-8"))
    weights = load_file(str(folder / "model.safetensors"))
    weights = {name.removeprefix("bert."): value for name, value in weights.items()}
    network = Network(config)
    state = network.state_dict()
    state["pieces.weight"] = weights["embeddings.word_embeddings.weight"]
    kind = weights["embeddings.token_type_embeddings.weight"][0]
    state["positions.weight"] = weights["embeddings.position_embeddings.weight"] + kind
    for part in ("weight", "bias"):
        state[f"norm.{part}"] = weights[f"embeddings.LayerNorm.{part}"]
        for layer in range(config["num_hidden_layers"]):
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
