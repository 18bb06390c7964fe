"""Chooses prices and calibrates confidence on the training articles that training kept back.

Climbs to the prices with the best sum of ``full`` and ``exact`` F1, and fits the logistic
regression behind ``confidence`` (Platt 1999) to which statements were right.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from analysis.attribution.linking import Found, Prices, Window, decode
from analysis.attribution.network import Reader
from analysis.text import dice
from analysis.training import contents
from analysis.training.corpus import Example, example
from analysis.training.train import HELD_BACK

if TYPE_CHECKING:
    from numpy.typing import NDArray

Item = tuple[Example, list[Window]]
STEPS = {"source": 0.5, "cue": 0.5, "content": 0.5, "to_cue": 0.1, "to_source": 0.1, "edges": 0.3}
WORTH = 0.3  # points of the sum of both F1: on so few articles a smaller gain is chance


@dataclass(frozen=True, slots=True)
class Statement:
    """Word indices of one attribution, letters and digits only."""

    source: frozenset[int]
    content: frozenset[int]


def gold(item: Example) -> list[Statement]:
    """Return the statements that an example's labels encode."""
    by_cue: dict[int, set[int]] = {}
    for word, cue in enumerate(item.to_cue):
        if cue >= 0 and item.tags[word] >= 5:
            by_cue.setdefault(int(cue), set()).add(word)
    return [
        Statement(_words(item, _run(item, int(item.to_source[cue]))), _words(item, content))
        for cue, content in by_cue.items()
    ]


def _run(item: Example, start: int) -> Iterator[int]:
    """Yield the words of the span that starts here."""
    if start < 0:
        return
    yield start
    inside = 2
    while start + 1 < len(item.tags) and item.tags[start + 1] == inside:
        start += 1
        yield start


def _words(item: Example, indices: Iterator[int] | set[int]) -> frozenset[int]:
    return frozenset(i for i in indices if item.text[item.found.starts[i]].isalnum())


def predicted(item: Example, found: Sequence[Found]) -> list[Statement]:
    """Return what the software found, in the same units."""
    return [
        Statement(
            _words(item, set(range(*f.source)) if f.source else set()),
            _words(item, {i for part in f.content for i in range(*part)}),
        )
        for f in found
    ]


def right(golds: Sequence[Statement], found: Sequence[Statement]) -> tuple[list[bool], int]:
    """Return which of the found statements are right (``full``), and how many of them ``exact``."""
    options = sorted(
        (
            (dice(g.content, f.content), i, j)
            for i, g in enumerate(golds)
            for j, f in enumerate(found)
        ),
        reverse=True,
    )
    used, ok, exact = set[int](), [False] * len(found), 0
    taken = set[int]()
    for overlap, i, j in options:
        if overlap < 0.5:
            break
        if i not in used and j not in taken:
            used.add(i)
            taken.add(j)
            ok[j] = dice(golds[i].source, found[j].source) >= 0.5
            exact += ok[j] and golds[i].content == found[j].content
    return ok, exact


def objective(items: Sequence[Item], prices: Prices) -> tuple[float, float]:
    """Return F1 of ``full`` and of ``exact`` over all items, in percent."""
    full = exact = found = wanted = 0
    for item, windows in items:
        golds = gold(item)
        guesses = predicted(item, decode(windows, item.found.paragraph, prices))
        ok, same = right(golds, guesses)
        full, exact = full + sum(ok), exact + same
        found, wanted = found + len(guesses), wanted + len(golds)
    return 200 * full / (found + wanted), 200 * exact / (found + wanted)


def climb(items: Sequence[Item], prices: Prices) -> Prices:
    """Move one price at a time while that helps by ``WORTH``, with ever smaller steps."""
    best = sum(objective(items, prices))
    for scale in (1.0, 0.5):
        moved = True
        while moved:
            moved = False
            for name, step in STEPS.items():
                for sign in (1, -1):
                    value = getattr(prices, name) + sign * scale * step
                    trial = replace(prices, **{name: round(value, 3)})
                    reached = sum(objective(items, trial))
                    if reached > best + WORTH:
                        prices, best, moved = trial, reached, True
    return prices


def calibrate(items: Sequence[Item], prices: Prices) -> tuple[float, ...]:
    """Fit a logistic regression of "right" on the evidence; return its weights, intercept first.

    Raises:
        SystemExit: Where nothing was found, so that nothing can be right.
    """
    rows: list[tuple[float, ...]] = []
    labels: list[bool] = []
    for item, windows in items:
        found = decode(windows, item.found.paragraph, prices)
        ok, _ = right(gold(item), predicted(item, found))
        rows += [(1.0, *f.evidence) for f in found]
        labels += ok
    if not rows:
        raise SystemExit("The reader finds no statement in the articles held back: train longer.")
    return tuple(round(float(w), 4) for w in _regress(np.array(rows), np.array(labels, float)))


def _regress(rows: NDArray[np.float64], labels: NDArray[np.float64]) -> NDArray[np.float64]:
    """Fit a logistic regression by Newton's method, with a small ridge."""
    weights = np.zeros(rows.shape[1])
    ridge = np.eye(rows.shape[1])
    for _ in range(50):
        chance = 1 / (1 + np.exp(-np.clip(rows @ weights, -30, 30)))
        slope = rows.T @ (labels - chance) - ridge @ weights
        curve = (rows * (chance * (1 - chance))[:, None]).T @ rows + ridge
        weights = weights + np.linalg.solve(curve, slope)
    return weights


def tune(corpus: Path, folder: Path, version: str, nested: Path | None = None) -> None:
    """Write ``reader.json`` for the ``reader.onnx`` of a folder.

    Args:
        corpus: A folder with ``train/`` in brat standoff.
        folder: Where :func:`analysis.training.export.export` wrote to.
        version: The name reports and manifests give the reader.
        nested: The folder ``train`` that :mod:`analysis.training.newswire` writes.
    """
    card = folder / "reader.json"
    first = {"version": version, "prices": asdict(Prices()), "confidence": [0.0]}
    card.write_text(json.dumps(first), encoding="utf-8")
    reader = Reader.load(folder)
    files = sorted((corpus / "train").glob("*.txt"))[::HELD_BACK]
    held = [example(file, reader.vocabulary) for file in files]
    items = [(item, reader.score(item.found)) for item in held]
    prices = climb(items, Prices())
    print("full, exact on articles held back:", objective(items, prices), prices, flush=True)
    final = first | {
        "model_sha256": hashlib.sha256((folder / "reader.onnx").read_bytes()).hexdigest(),
        "prices": asdict(prices),
        "confidence": list(calibrate(items, prices)),
    }
    if nested:
        kept = contents.excerpts(contents.files(nested)[::HELD_BACK], reader.vocabulary)
        inside = [(item, reader.score(item.found, overlap=0)) for item in kept]
        final["nested_confidence"] = list(calibrate(inside, prices))
    card.write_text(json.dumps(final, indent=2) + "\n", encoding="utf-8")
