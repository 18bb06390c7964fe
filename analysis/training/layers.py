"""The layers that the reader's network is made of, as torch modules."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import torch
from torch import Tensor, nn
from torch.nn.functional import linear, scaled_dot_product_attention, silu

HEAD = 32  # width of a head of the reader
SLOPE = 1.702  # GELU(x) is about x times the logistic of SLOPE x (Hendrycks and Gimpel 2016)


def quick(device: torch.device | None = None) -> torch.autocast:
    """Return a context in which products are taken in bfloat16 where that is faster than float32.

    On GPUs that have it, and on processors with tiles for it; on others it takes longer.
    """
    kind = device.type if device else "cpu"
    if kind == "cuda":
        return torch.autocast("cuda", dtype=torch.bfloat16, enabled=torch.cuda.is_bf16_supported())
    tiles = torch.cpu.get_capabilities().get("amx_bf16", False)
    return torch.autocast(kind, dtype=torch.bfloat16, enabled=tiles)


class Locked(nn.Module):
    """Dropout of whole features, one mask a sequence (Gal and Ghahramani 2016).

    Drawing a mask entry by entry costs more time on a CPU than the layer it follows.
    """

    def __init__(self, rate: float) -> None:
        super().__init__()
        self.rate = rate

    def forward(self, hidden: Tensor) -> Tensor:
        """Set some features of each sequence to zero: (batch, words, width)."""
        if not self.training or not self.rate:
            return hidden
        keep = torch.rand(hidden.shape[0], 1, hidden.shape[2], device=hidden.device) >= self.rate
        return hidden * keep / (1 - self.rate)


class Adapter(nn.Module):
    """A narrow network beside a layer that adds to what it gives (Houlsby et al. 2019).

    Untrained it adds nothing.
    """

    def __init__(self, width: int, inner: int) -> None:
        super().__init__()
        self.down, self.up = nn.Linear(width, inner), nn.Linear(inner, width)
        nn.init.zeros_(self.up.weight)
        nn.init.zeros_(self.up.bias)

    def forward(self, hidden: Tensor) -> Tensor:
        """Return what is added: (batch, pieces, width)."""
        out: Tensor = self.up(silu(self.down(hidden)))
        return out


class Biaffine(nn.Module):
    """A score for every ordered pair of words."""

    def __init__(self, width: int, inner: int, dropout: float) -> None:
        super().__init__()
        self.left = nn.Sequential(nn.Linear(width, inner), nn.GELU(), Locked(dropout))
        self.right = nn.Sequential(nn.Linear(width, inner), nn.GELU(), Locked(dropout))
        self.weight = nn.Linear(inner, inner, bias=False)
        self.bias = nn.Linear(inner, 1)

    def forward(self, rows: Tensor, columns: Tensor) -> Tensor:
        """Score (batch, n, width) against (batch, m, width), as (batch, n, m).

        Rows point at columns.
        """
        left, right = self.left(rows), self.right(columns)
        scores: Tensor = self.weight(left) @ right.transpose(1, 2)
        return scores + self.bias(right).transpose(1, 2)


class Heads(torch.autograd.Function):
    """Attention of all heads, exported as the one operator that onnxruntime has for it."""

    @staticmethod
    def forward(_: Any, query: Tensor, key: Tensor, value: Tensor, heads: int) -> Tensor:
        """Attend from (blocks, queries, width) to twice (blocks, keys, width)."""
        return attention(query, key, value, heads)

    @staticmethod
    def symbolic(g: Any, query: Any, key: Any, value: Any, heads: int) -> Any:
        """Return what stands in the exported graph."""
        made = g.op("com.microsoft::MultiHeadAttention", query, key, value, num_heads_i=heads)
        return made.setType(query.type())


def attention(
    query: Tensor, key: Tensor, value: Tensor, heads: int, seen: Tensor | None = None
) -> Tensor:
    """Attend with all heads (Vaswani et al. 2017).

    ``seen``: what may be attended to, or what is added to its score, (batch, 1 or heads, queries,
    keys); all if it is not given.
    """
    parts = (part.unflatten(-1, (heads, -1)).transpose(1, 2) for part in (query, key, value))
    return scaled_dot_product_attention(*parts, attn_mask=seen).transpose(1, 2).flatten(2)


class Layer(nn.Module):
    """A layer of BERT (Devlin et al. 2019), in a form that exports with any shape of input.

    Its activation is SiLU, if no other is given: with the weights before it times ``SLOPE`` and
    those after it through ``SLOPE``, that is GELU within 0.02, at half the time.
    """

    def __init__(
        self,
        width: int,
        heads: int,
        inner: int,
        dropout: float,
        head: int = HEAD,
        active: Callable[[Tensor], Tensor] = silu,
    ) -> None:
        super().__init__()
        self.heads, self.active = heads, active
        across = heads * head
        self.self_attn = nn.Module()
        self.self_attn.in_proj_weight = nn.Parameter(torch.empty(3 * across, width))
        self.self_attn.in_proj_bias = nn.Parameter(torch.zeros(3 * across))
        self.self_attn.out_proj = nn.Linear(across, width)
        self.linear1, self.linear2 = nn.Linear(width, inner), nn.Linear(inner, width)
        self.norm1, self.norm2 = (nn.LayerNorm(width, eps=1e-12) for _ in range(2))
        self.dropout = Locked(dropout)

    def forward(self, hidden: Tensor, near: Tensor) -> Tensor:
        """Read windows: (batch, pieces, width) to the same.

        ``near``: of one text in blocks, which pieces each block sees, (blocks, pieces); of several,
        what ``seen`` is to :func:`attention`.
        """
        joint = linear(hidden, self.self_attn.in_proj_weight, self.self_attn.in_proj_bias)
        query, key, value = joint.split(joint.shape[-1] // 3, -1)
        if near.dim() == 2:  # one text, in blocks
            blocks = query.reshape(near.shape[0], -1, query.shape[-1])
            found = Heads.apply(blocks, key[0][near], value[0][near], self.heads)
            attended = found.reshape(1, -1, query.shape[-1])
        else:
            attended = attention(query, key, value, self.heads, near)
        hidden = self.norm1(hidden + self.dropout(self.self_attn.out_proj(attended)))
        raised = self.dropout(self.active(self.linear1(hidden)))
        out: Tensor = self.norm2(hidden + self.dropout(self.linear2(raised)))
        return out
