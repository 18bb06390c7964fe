"""Makes a trained network smaller: the heads and inner features go that matter least.

How much a part matters is, after Michel, Levy and Neubig (2019, "Are sixteen heads really better
than one?"), the mean over windows of the absolute slope of the loss along a gate on its output, as
a share of the norm of its layer's. The parts of all layers compete. What goes has to be made good
by training with the whole network for a teacher.
"""

from __future__ import annotations

import argparse
import random
from collections.abc import Iterable, Mapping
from pathlib import Path

import torch
from torch import Tensor, nn

from analysis.attribution.encoding import END, PAD, START, Vocabulary, pieces
from analysis.training import corpus
from analysis.training.batches import laid_out, made
from analysis.training.layers import HEAD
from analysis.training.losses import loss_of
from analysis.training.network import Network
from analysis.training.train import HELD_BACK, base, loaded

EVERY = 5  # of the training articles, every fifth is asked
STEP = 32  # inner features a layer keeps are a multiple of this
HEADS, INNER = "self_attn.out_proj", "linear2"  # what takes in heads, and inner features
Gates = dict[str, Tensor]


def prune(arguments: argparse.Namespace, weights: Path, heads: int, inner: int, out: Path) -> Path:
    """Write weights with about so many heads and inner features a layer, on average.

    Args:
        arguments: Those of the training.
        weights: Of the whole network.
        heads: How many stay, of each layer, on average.
        inner: How many features stay.
        out: The file to write.
    """
    vocabulary = Vocabulary(pieces(base() / "vocab.txt"))
    special = (vocabulary.ids[PAD], vocabulary.ids[START], vocabulary.ids[END])
    read = corpus.examples(arguments.corpus / "train", vocabulary)
    used = [e for i, e in enumerate(read) if i % HELD_BACK][::EVERY]
    rng = random.Random(arguments.seed)
    windows = ((e, cut) for e in used for cut in corpus.cuts(e, arguments.size, rng))
    network = loaded(weights).eval()
    batches = (laid_out(made([w], {}, special), torch.device("cpu"))[0] for w in windows)
    slopes = importance(network, batches, arguments)
    kept = {name: chosen(slopes, name, heads if HEADS in name else inner) for name in slopes}
    out.parent.mkdir(parents=True, exist_ok=True)
    torch.save(without(network.state_dict(), kept), out)
    return out


def importance(
    network: Network,
    windows: Iterable[Mapping[str, Tensor]],
    arguments: argparse.Namespace,
) -> Gates:
    """Return how much each head and inner feature matters, by the name of what takes it in."""
    gates = {
        name: torch.ones(module.in_features // (HEAD if HEADS in name else 1), requires_grad=True)
        for name, module in network.named_modules()
        if name.endswith((HEADS, INNER)) and isinstance(module, nn.Linear)
    }
    hooks = [
        network.get_submodule(name).register_forward_pre_hook(
            lambda module, given, gate=gate: (
                given[0] * gate.repeat_interleave(module.in_features // len(gate)),
            )
        )
        for name, gate in gates.items()
    ]
    slopes = {name: torch.zeros(len(gate)) for name, gate in gates.items()}
    for arrays in windows:
        loss = loss_of(network, arrays, [], arguments)
        found = torch.autograd.grad(loss, list(gates.values()))
        for name, slope in zip(gates, found, strict=True):
            slopes[name] += slope.abs()
    for hook in hooks:
        hook.remove()
    return {name: slope / slope.norm() for name, slope in slopes.items()}


def chosen(slopes: Gates, name: str, keep: int) -> Tensor:
    """Return the parts of one layer that stay, if ``keep`` a layer do on average, at least one."""
    kind = HEADS if HEADS in name else INNER
    rivals = [slope for other, slope in slopes.items() if other.endswith(kind)]
    least = torch.cat(rivals).sort(descending=True).values[keep * len(rivals) - 1]
    count = max(1, int((slopes[name] >= least).sum()))
    if kind == INNER:
        count = min(max(STEP, round(count / STEP) * STEP), len(slopes[name]))
    return slopes[name].topk(count).indices.sort().values


def without(state: Mapping[str, Tensor], kept: Gates) -> dict[str, Tensor]:
    """Return weights without the parts that do not stay."""
    out = dict(state)
    for name, parts in kept.items():
        if name.endswith(HEADS):
            before, size, thirds = name.replace("out_proj", "in_proj_"), HEAD, 3
        else:
            before, size, thirds = name.replace(INNER, "linear1."), 1, 1
        index = (parts[:, None] * size + torch.arange(size)).flatten()
        out[f"{name}.weight"] = state[f"{name}.weight"][:, index].contiguous()
        for part in (f"{before}weight", f"{before}bias"):
            out[part] = torch.cat([third[index] for third in state[part].chunk(thirds)])
    return out
