"""Makes the reader anew: ``python -m analysis.training CORPUS OUT [--version NAME]``.

CORPUS is a folder with ``train/`` in brat standoff (PolNeAR v1: Newell, Margolin and Ruths, LREC
2018). OUT receives ``reader.onnx``, ``reader.json`` and ``pieces.txt``, ready for the package's
``data/``. Training goes in two rounds, the second at half the rate from where the first ended; what
ships is the mean of both. ``--weights`` skips all that and starts from weights that it saved.
"""

import argparse
from pathlib import Path

from analysis.training.export import export
from analysis.training.train import mean, options, train
from analysis.training.tune import tune


def rounds(arguments: argparse.Namespace) -> Path:
    """Train twice and average (Izmailov et al. 2018); returns the file of the mean weights."""
    first = train(arguments)
    changed = {"out": arguments.out / "again", "start": first, "epochs": arguments.again}
    changed |= {"rate": arguments.rate / 2, "seed": arguments.seed + 1}
    second = train(argparse.Namespace(**vars(arguments) | changed))
    return mean([first, second], arguments.out / "model.pt")


def main() -> None:
    """Parse the command line; train, export, tune."""
    parser = argparse.ArgumentParser(prog="python -m analysis.training", description=__doc__)
    options(parser)
    parser.add_argument("--weights", type=Path)
    parser.add_argument("--again", type=int, default=3, help="epochs of the second round")
    parser.add_argument("--version", required=True)
    arguments = parser.parse_args()
    export(arguments.weights or rounds(arguments), arguments.out)
    tune(arguments.corpus, arguments.out, arguments.version)


if __name__ == "__main__":
    main()
