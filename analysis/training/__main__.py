"""Makes the reader anew: ``python -m analysis.training CORPUS OUT [--version NAME]``.

CORPUS is a folder with ``train/`` in brat standoff (PolNeAR v1: Newell, Margolin and Ruths, LREC
2018). OUT receives ``reader.onnx``, ``reader.json``, ``pieces.txt`` and ``cues.txt``, ready for the
package's ``data/``. Training goes in rounds; ``--weights`` skips them and takes weights that they
saved.
"""

import argparse
from pathlib import Path
from typing import NamedTuple

from analysis.attribution.encoding import Vocabulary, pieces
from analysis.training import corpus, cues
from analysis.training.export import export
from analysis.training.pruning import prune
from analysis.training.train import HELD_BACK, mean, options, train
from analysis.training.tune import tune


class Round(NamedTuple):
    """A round of training; what is not said here is the same in all of them."""

    epochs: int
    share: float  # of the rate of learning
    adversary: float = 0.0  # length of the step that moves words for the worse
    hide: float = 0.0  # share of pieces that are hidden
    taught: bool = False  # what it began with teaches, in it and in all rounds after it
    mean: bool = False  # its end is the mean of its last weights and those it began with
    smaller: tuple[int, int] | None = None  # heads and inner features a layer that stay, before it
    soft: float = 0.5  # share of the teachers' word
    large: bool = False  # a large network learns from its base, and is one more teacher after it
    more: bool = False  # articles without gold are learned from, too
    contents: bool = False  # only adapters and places inside contents learn, from contents alone


ROUNDS = (
    Round(5, 1.0),
    Round(3, 0.5, mean=True),
    Round(2, 0.5, adversary=0.5, mean=True),
    Round(4, 0.5, adversary=0.5, hide=0.05, taught=True),
    Round(4, 0.5, adversary=0.5, hide=0.05, taught=True, mean=True),
    Round(3, 1.0, hide=0.05, taught=True, smaller=(8, 1152)),
    Round(6, 0.75, adversary=0.5, hide=0.05),
    Round(3, 0.5, adversary=0.5, hide=0.05, mean=True),
    Round(3, 0.5, hide=0.05, soft=0.3, large=True),
    Round(2, 0.5, adversary=0.5, hide=0.05, soft=0.7),
    Round(2, 0.5, adversary=0.5, hide=0.05, soft=0.7, mean=True),
    Round(6, 0.75, adversary=0.5, hide=0.05, soft=0.7, more=True, mean=True),
    Round(6, 5.0, hide=0.1, contents=True),
    Round(3, 5.0, hide=0.1, contents=True, mean=True),
)


def rounds(arguments: argparse.Namespace) -> Path:
    """Train in rounds, each with another seed, from what was before.

    Means of weights after Izmailov et al. (2018).

    Returns:
        The file of the last weights.
    """
    start: Path | None = arguments.start
    teachers: list[Path] = []
    for number, step in enumerate(ROUNDS):
        if step.contents and not arguments.nested:
            break
        out = arguments.out / f"round-{number + 1}"
        if step.taught and start:
            teachers = [made(start, out / "teacher", arguments), *teachers]
        if step.smaller and start:
            start = prune(arguments, start, *step.smaller, out / "smaller.pt")
        changed = {"out": out, "start": start, "seed": arguments.seed + number}
        changed |= {"epochs": step.epochs, "rate": arguments.rate * step.share}
        changed |= {"adversary": step.adversary, "hide": step.hide, "teachers": teachers}
        changed |= {"soft": step.soft, "large": step.large, "more": step.more}
        changed |= {"contents": step.contents} | ({"teachers": []} if step.contents else {})
        if step.large:
            own = argparse.Namespace(**vars(arguments) | changed | {"start": None})
            teachers = [*teachers, train(own)]
            continue
        last = train(argparse.Namespace(**vars(arguments) | changed))
        start = mean([start, last], out / "mean.pt") if step.mean and start else last
    assert start is not None  # noqa: S101 - there are rounds
    return start


def made(
    weights: Path, out: Path, arguments: argparse.Namespace, nested: Path | None = None
) -> Path:
    """Make the folder of a network with these weights: exported, its parameters tuned.

    ``nested`` is for one whose adapters are trained.
    """
    export(weights, out)
    vocabulary = Vocabulary(pieces(out / "pieces.txt"))
    read = corpus.examples(arguments.corpus / "train", vocabulary)
    cues.write([e for i, e in enumerate(read) if i % HELD_BACK], out)
    tune(arguments.corpus, out, arguments.version, nested)
    return out


def main() -> None:
    """Parse the command line; train, export, tune."""
    parser = argparse.ArgumentParser(prog="python -m analysis.training", description=__doc__)
    options(parser)
    parser.add_argument("--weights", type=Path)
    parser.add_argument("--version", required=True)
    arguments = parser.parse_args()
    made(arguments.weights or rounds(arguments), arguments.out, arguments, arguments.nested)


if __name__ == "__main__":
    main()
