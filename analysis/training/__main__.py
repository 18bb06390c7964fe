"""Makes the reader anew: ``python -m analysis.training CORPUS OUT [--version NAME]``.

CORPUS is a folder with ``train/`` in brat standoff (PolNeAR v1: Newell, Margolin and Ruths, LREC
2018). OUT receives ``reader.onnx``, ``reader.json`` and ``pieces.txt``, ready for the package's
``data/``. Training goes in rounds; ``--weights`` skips them and takes weights that they saved.
"""

import argparse
from pathlib import Path

from analysis.training.export import export
from analysis.training.train import mean, options, train
from analysis.training.tune import tune

# Epochs, share of the rate, length of the adversary's step.
ROUNDS = ((5, 1.0, 0.0), (3, 0.5, 0.0), (2, 0.5, 0.5))


def rounds(arguments: argparse.Namespace) -> Path:
    """Train in rounds, each with another seed, from the mean of what was before.

    After each round its weights and those it began with are averaged (Izmailov et al. 2018).

    Returns:
        The file of the last mean.
    """
    start: Path | None = arguments.start
    for number, (epochs, share, adversary) in enumerate(ROUNDS):
        out = arguments.out / f"round-{number + 1}"
        changed = {"out": out, "start": start, "epochs": epochs, "rate": arguments.rate * share}
        changed |= {"adversary": adversary, "seed": arguments.seed + number}
        last = train(argparse.Namespace(**vars(arguments) | changed))
        start = mean([start, last], out / "mean.pt") if start else last
    assert start is not None  # noqa: S101 - there are rounds
    return start


def main() -> None:
    """Parse the command line; train, export, tune."""
    parser = argparse.ArgumentParser(prog="python -m analysis.training", description=__doc__)
    options(parser)
    parser.add_argument("--weights", type=Path)
    parser.add_argument("--version", required=True)
    arguments = parser.parse_args()
    export(arguments.weights or rounds(arguments), arguments.out)
    tune(arguments.corpus, arguments.out, arguments.version)


if __name__ == "__main__":
    main()
