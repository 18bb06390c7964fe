"""What training makes small: how far the network is from the gold, and from its teachers."""

from __future__ import annotations

import argparse
from collections.abc import Mapping, Sequence

import torch
from torch import Tensor
from torch.nn.functional import cross_entropy

from analysis.training import corpus
from analysis.training.layers import quick
from analysis.training.network import LINKS, Network

INPUTS = ("ids", "shape", "quoted", "place", "first", "near")
LINK_PARTS = (1.0, 1.0, 0.5, 0.5)  # of the weight of links, in the order of LINKS
EDGES = ("to_first", "to_last")  # a cue may point at several


def loss_of(
    network: Network,
    arrays: Mapping[str, Tensor],
    wanted: Sequence[Tensor],
    arguments: argparse.Namespace,
) -> Tensor:
    """Return the cross-entropy of the tags plus ``link`` times that of each kind of link.

    With teachers, ``soft`` of it is against what they say (``wanted``) instead of the gold.
    """
    found = scores_of(network, arrays)
    hard = _against_gold(found, arrays, arguments)
    if not wanted:
        return hard
    words = (arrays["first"] > 0).float()  # [CLS] and padding have no tag
    said = wanted[0][..., 5:].sum(-1), *[wanted[0][..., 3]] * 3  # who points: contents, cues
    soft = _shared(found[0], wanted[0], words)
    for scores, shares, rows, part in zip(found[1:], wanted[1:], said, LINK_PARTS, strict=True):
        soft = soft + part * arguments.link * _shared(scores, shares, rows * words)
    return (1 - arguments.soft) * hard + arguments.soft * soft


def scores_of(network: Network, arrays: Mapping[str, Tensor]) -> list[Tensor]:
    """Return the scores of tags and links."""
    with quick(arrays["ids"].device):
        tags, *links = network(*(arrays[name] for name in INPUTS))
    words = arrays["first"] == 0
    words[:, 0] = False  # padding is never a target; [CLS] is one
    away = words.unsqueeze(1)
    return [tags.float(), *(scores.float().masked_fill(away, -1e4) for scores in links)]


def _shared(scores: Tensor, shares: Tensor, rows: Tensor) -> Tensor:
    """Return the cross-entropy of rows of scores against rows of shares, each with a weight."""
    each = -(shares * scores.log_softmax(-1)).sum(-1)
    return (each * rows).sum() / rows.sum().clamp(min=1e-6)


def _against_gold(
    found: Sequence[Tensor], arrays: Mapping[str, Tensor], arguments: argparse.Namespace
) -> Tensor:
    tags, *links = found
    total = _entropy(tags, arrays["gold_tags"], arguments.smooth)
    for name, scores, part in zip(LINKS, links, LINK_PARTS, strict=True):
        wanted, measure = arrays[f"gold_{name}"], _shares if name in EDGES else _entropy
        total = total + part * arguments.link * measure(scores, wanted)
    return total


def hide(ids: Tensor, share: float, mask: int) -> None:
    """Put [MASK] in the place of a share of the pieces, so that no one of them is leant on.

    In BERT's vocabulary [PAD], [UNK], [CLS] and [SEP] stand before [MASK]: they stay.
    """
    if share:
        ids[(torch.rand(ids.shape, device=ids.device) < share) & (ids > mask)] = mask


def _entropy(scores: Tensor, gold: Tensor, smooth: float = 0.0) -> Tensor:
    if not bool((gold != corpus.IGNORE).any()):
        return scores.sum() * 0
    return cross_entropy(
        scores.flatten(0, 1), gold.flatten(), ignore_index=corpus.IGNORE, label_smoothing=smooth
    )


def _shares(scores: Tensor, gold: Tensor) -> Tensor:
    """Return cross-entropy of rows of scores against rows that share their sum among columns."""
    wanted = gold.sum(-1, keepdim=True)
    return _shared(scores, gold / wanted.clamp(min=1), (wanted[..., 0] > 0).float())
