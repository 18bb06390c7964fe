"""Makes the reader anew: ``python -m analysis.training CORPUS OUT [--version NAME]``.

CORPUS is a folder with ``train/`` in brat standoff (PolNeAR v1: Newell, Margolin and Ruths, LREC
2018). OUT receives ``reader.onnx``, ``reader.json`` and ``pieces.txt``, ready for the package's
``data/``. ``--weights`` skips the training and starts from weights that it saved.
"""

import argparse
from pathlib import Path

from analysis.training.export import export
from analysis.training.train import options, train
from analysis.training.tune import tune


def main() -> None:
    """Parse the command line; train, export, tune."""
    parser = argparse.ArgumentParser(prog="python -m analysis.training", description=__doc__)
    options(parser)
    parser.add_argument("--weights", type=Path)
    parser.add_argument("--version", required=True)
    arguments = parser.parse_args()
    export(arguments.weights or train(arguments), arguments.out)
    tune(arguments.corpus, arguments.out, arguments.version)


if __name__ == "__main__":
    main()
