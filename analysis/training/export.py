"""Turns averaged weights into files the package ships.

``reader.onnx`` holds the whole network, dynamically quantised to int8 with a scale per channel;
``pieces.txt`` the vocabulary.
"""

from __future__ import annotations

import shutil
from pathlib import Path

import torch
from onnxruntime.quantization import QuantType, quantize_dynamic

from analysis.training.network import LINKS, from_bert
from analysis.training.train import base

INPUTS = ("ids", "shape", "quoted", "place", "mask", "first")
OUTPUTS = ("tags", *LINKS)


def export(weights: Path, out: Path) -> None:
    """Write ``reader.onnx`` and ``pieces.txt`` into ``out``."""
    network = from_bert(base())
    network.load_state_dict(torch.load(weights, weights_only=True))
    network.eval()
    example = {name: torch.ones(2, 12, dtype=torch.int64) for name in INPUTS}
    axes = {name: {0: "windows", 1: "pieces"} for name in INPUTS}
    axes["first"] = {0: "windows", 1: "words"}
    axes |= {name: {0: "windows", 1: "words"} for name in OUTPUTS}
    for name in OUTPUTS[1:]:
        axes[name][2] = "words"
    example["first"] = torch.tensor([[0, 1, 2, 5], [0, 3, 4, 0]])
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
