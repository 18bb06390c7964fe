"""Turns averaged weights into files the package ships.

``reader.onnx`` holds the whole network, dynamically quantised to int8 with a scale per channel;
``pieces.txt`` the vocabulary.
"""

from __future__ import annotations

import shutil
from pathlib import Path

import torch
from onnxruntime.quantization import QuantType, quantize_dynamic

from analysis.training.losses import INPUTS
from analysis.training.network import Shipped
from analysis.training.train import base, loaded

OUTPUTS = ("tags", "cues", "to_cue", "to_source", "to_first", "to_last")


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
        nodes_to_exclude=["/place/Gather"],  # six rows, one scale: the new would move the old
    )
    shutil.copyfile(base() / "vocab.txt", out / "pieces.txt")
    exact.unlink()
