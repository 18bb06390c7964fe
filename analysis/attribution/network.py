"""The trained network with all it needs to be run, opened from the files of a folder."""

from __future__ import annotations

import hashlib
import json
import math
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from analysis.attribution.encoding import (
    END,
    PAD,
    START,
    Vocabulary,
    Words,
    arrays,
    pieces,
    windows,
)
from analysis.attribution.linking import Prices, Window
from analysis.errors import RunError
from analysis.parallel import go_on, helpers, processors, shared
from analysis.shipped import DATA

SIZE, OVERLAP = 512, 1 / 10  # pieces a window, share it has in common with the next
SLOWER = ["SkipLayerNormFusion"]  # of onnxruntime: on CPUs one kernel that is slower than the two


@dataclass(frozen=True, slots=True)
class Reader:
    """A network with all it needs to be run and read.

    ``weights`` are those of the logistic regression of the confidence, ``nested_weights`` of that
    of statements inside others.
    """

    version: str
    session: Any
    vocabulary: Vocabulary
    prices: Prices
    weights: tuple[float, ...]
    nested_weights: tuple[float, ...]
    cues: frozenset[tuple[int, ...]] = frozenset()
    workers: int = 1

    @classmethod
    def load(cls, folder: Path = DATA, threads: int = 0) -> Reader:
        """Open ``reader.onnx``, ``reader.json``, ``pieces.txt`` and ``cues.txt`` of a folder.

        Args:
            folder: Where the files are.
            threads: Windows read at the same time; 0 for as many as this process has processors.

        Raises:
            RunError: If the network's hash is not the one that ``reader.json`` names.
        """
        import onnxruntime  # noqa: PLC0415 - half of the package's import time

        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = 1  # whole windows side by side: no thread waits for another
        options.enable_mem_pattern = False  # plans memory anew for every length of a window
        options.log_severity_level = 3
        card = json.loads((folder / "reader.json").read_text(encoding="utf-8"))
        model = (folder / "reader.onnx").read_bytes()
        if "model_sha256" in card and hashlib.sha256(model).hexdigest() != card["model_sha256"]:
            todo = "install the package again"
            raise RunError("is not the model that its card names", "reader.onnx", todo)
        session = onnxruntime.InferenceSession(
            model,
            options,
            providers=["CPUExecutionProvider"],
            disabled_optimizers=SLOWER,
        )
        vocabulary = Vocabulary(pieces(folder / "pieces.txt"))
        prices = Prices(**card["prices"])
        lines = (folder / "cues.txt").read_text(encoding="utf-8").splitlines()
        cues = frozenset(vocabulary(line) for line in lines if not line.startswith("#"))
        weights = tuple(card["confidence"])
        nested = tuple(card.get("nested_confidence", weights))
        workers = threads or processors()
        return cls(card["version"], session, vocabulary, prices, weights, nested, cues, workers)

    def score(self, found: Words, overlap: float = OVERLAP) -> list[Window]:
        """Run the network over all windows of a text.

        Each window is a run of its own: the scales of int8 activations hang on all that is in a
        run, so a window read together with others would depend on them.
        """
        ids = self.vocabulary.ids
        special = (ids[PAD], ids[START], ids[END])

        def scored(cut: tuple[int, int]) -> Window:
            go_on()
            tags, cues, *links = self.session.run(None, arrays(found, cut, special))
            return Window(*cut, tags, cues + cut[0], *links)

        cuts, done = list(windows(found, SIZE, overlap)), list[Window]()
        while len(done) < len(cuts):
            left = cuts[len(done) :]
            if self.workers == 1 or len(left) == 1 or shared():
                done.append(scored(left[0]))
            else:  # no other article is in work: this one gets all threads
                with helpers(self.workers) as pool:
                    done += pool.map(scored, left)
        return done

    def confidence(self, evidence: Sequence[float], *, nested: bool = False) -> float:
        """Return the chance that content and source are right.

        It is a logistic regression, after Platt (1999); ``nested`` for what stands in the content
        of a statement, if that is right.
        """
        first, *weights = self.nested_weights if nested else self.weights
        z = first + sum(w * e for w, e in zip(weights, evidence, strict=True))
        return 1 / (1 + math.exp(-max(-30.0, min(30.0, z))))
