"""Fits how probable the link of a statement to its source is, and writes analysis/data/links.toml.

    POLNEAR_DIR=... python scripts/fit_links.py

Only the part "tune" of the articles read whole is used (see read_whole.py). The regression is
fitted by Newton's method with a ridge of 1 on all weights.
"""

from __future__ import annotations

import os
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

import numpy as np

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from analysis.sources.links import effects
from analysis.sources.names import names
from analysis.sources.nested import marked
from analysis.sources.resolution import Resolver
from scripts import read_whole

OUT = ROOT / "analysis" / "data" / "links.toml"
RIDGE, STEPS, RARE = 1.0, 30, 15  # an effect that is met less often has no weight
OURS = 5.0  # how often a link of our newspapers counts: they are of forty kinds, PolNeAR is of one
HEAD = """# Log-odds that a statement has the right source, by what is known of the link.
# Origin: a logistic regression (ridge {ridge:g}) on {count:,} statements of the part "tune" of the
# articles read whole (tests/gold/read_whole.jsonl and newspapers.jsonl, whose links count five
# times), written by scripts/fit_links.py; effects met less than {rare} times are left out.
[weights]
"""


class Example(NamedTuple):
    """A link: what its probability depends on, whether it is right, how often it counts."""

    found: dict[str, float]
    right: bool
    weight: float


def examples() -> Iterator[Example]:
    """Yield the links of the part "tune"."""
    polnear = Path(os.environ["POLNEAR_DIR"]) / "train"
    ours = read_whole.OURS.with_suffix("")
    for texts, gold, weight in ((polnear, read_whole.GOLD, 1.0), (ours, read_whole.OURS, OURS)):
        for rows, x in read_whole.readings("tune", texts, gold):
            sources, said = read_whole.told(x)
            spans = [span for a in x.attributions for span in a.source[:1]]
            own = marked(names(x.article, x.quotations, spans), x.attributions)
            resolver = Resolver(x.article, x.quotations, own)
            outcomes = resolver.run(x.attributions)
            for start, *wanted in rows:
                a = said.get(start)
                source = sources.get(a.speaker or "") if a else None
                outcome = outcomes[a.id] if a else None
                if a is None or source is None or outcome is None or outcome.entity is None:
                    continue
                known = dict(effects(outcome, source, a.words_confidence))
                yield Example(known, read_whole.linked(source, *wanted), weight)


def fitted(links: Sequence[Example]) -> dict[str, float]:
    """Return the log-odds of each effect that is not rare."""
    counts = Counter(name for link in links for name in link.found)
    kept = sorted(name for name, count in counts.items() if count >= RARE)
    x = np.array([[link.found.get(name, 0.0) for name in kept] for link in links])
    y, often = (np.array([link[at] for link in links], float) for at in (1, 2))
    w = np.zeros(len(kept))
    for _ in range(STEPS):
        p = 1 / (1 + np.exp(-x @ w))
        slope = x.T @ (often * (p - y)) + RIDGE * w
        bend = (x * (often * p * (1 - p))[:, None]).T @ x + RIDGE * np.eye(len(kept))
        w -= np.linalg.solve(bend, slope)
    return dict(zip(kept, w.round(3).tolist(), strict=True))


def main() -> int:
    """Fit the weights, and write them."""
    links = list(examples())
    lines = [f'"{name}" = {weight:g}\n' for name, weight in fitted(links).items()]
    OUT.write_text(
        HEAD.format(ridge=RIDGE, count=len(links), rare=RARE) + "".join(lines), encoding="utf-8"
    )
    print(f"{OUT.name}: {len(lines)} weights, fitted to {len(links):,} links")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
