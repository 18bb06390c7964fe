"""Turns averaged weights into files the package ships.

``reader.onnx`` holds the whole network, dynamically quantised to int8 with a scale per channel;
``pieces.txt`` the vocabulary.
"""

from __future__ import annotations

import shutil
from pathlib import Path

import torch
from onnxruntime.quantization import QuantType, quantize_dynamic
from torch import Tensor, nn

from analysis.training.losses import INPUTS
from analysis.training.network import Network
from analysis.training.train import base, loaded

PLAUSIBLE = 0.05  # words less likely to belong to a cue are not linked, but for the likeliest
OUTPUTS = ("tags", "cues", "to_cue", "to_source", "to_first", "to_last")


class Shipped(nn.Module):
    """A network that gives of one window what decoding needs, no more."""

    def __init__(self, network: Network) -> None:
        super().__init__()
        self.network = network

    def forward(
        self, ids: Tensor, shape: Tensor, quoted: Tensor, place: Tensor, first: Tensor, near: Tensor
    ) -> tuple[Tensor, ...]:
        """The fields of :class:`analysis.attribution.linking.Window` after ``end``.

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


def export(weights: Path, out: Path) -> None:
    """Write ``reader.onnx`` and ``pieces.txt`` into ``out``."""
    network = Shipped(loaded(weights)).eval()
    example = {name: torch.ones(1, 12, dtype=torch.int64) for name in INPUTS}
    example |= {"first": torch.tensor([[0, 1, 2, 5]]), "near": torch.arange(8).expand(3, -1)}
    axes = {name: {1: "pieces"} for name in INPUTS} | {"first": {1: "first"}}
    axes["near"] = {0: "blocks", 1: "keys"}
    axes |= {name: {0: "words"} for name in ("tags", "to_cue")} | {"cues": {0: "cues"}}
    axes["to_cue"][1] = "cues"
    axes |= {name: {0: "cues", 1: "words"} for name in OUTPUTS[4:]}
    axes["to_source"] = {0: "cues", 1: "first"}
    out.mkdir(parents=True, exist_ok=True)
    exact = out / "reader-float.onnx"
    torch.onnx.export(
        network,
        tuple(example.values()),
        str(exact),
        input_names=list(INPUTS),
        output_names=list(OUTPUTS),
        dynamic_axes=axes,
        opset_version=17,
        custom_opsets={"com.microsoft": 1},
        dynamo=False,
    )
    # Within 7 bits: sums of pairs of 8-bit products saturate on processors without VNNI.
    quantize_dynamic(
        str(exact),
        str(out / "reader.onnx"),
        per_channel=True,
        reduce_range=True,
        weight_type=QuantType.QInt8,
    )
    shutil.copyfile(base() / "vocab.txt", out / "pieces.txt")
    exact.unlink()
