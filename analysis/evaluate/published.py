"""What was measured elsewhere: other readers, the reader while it learned, what each step gave.

The figures lie in ``data/peers.toml``, ``data/learning.toml`` and ``data/steps.toml``, each with
where it comes from.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from analysis import shipped
from analysis.model import FORMS


@dataclass(frozen=True, slots=True)
class Peer:
    """Another reader, or people, by the same measures; in percent, where they were measured.

    ``ours`` is this project's reader. ``figures`` are named as in :data:`FIGURES`.
    """

    name: str
    on: str
    origin: str
    figures: Mapping[str, float]


@dataclass(frozen=True, slots=True)
class Point:
    """The reader after some epochs: F1 in percent on articles kept back from training."""

    epochs: float
    full: float
    exact: float


@dataclass(frozen=True, slots=True)
class Step:
    """One change to the reader and what it gave, in words and figures."""

    what: str
    gave: str


FIGURES = ("token_source", "token_cue", "token_content", "content", "full", "exact", *FORMS)


def peers() -> list[Peer]:
    """Return other software and people, best first, as the file has them."""
    return [
        Peer(p["name"], p["on"], p["origin"], {k: float(p[k]) for k in FIGURES if k in p})
        for p in shipped.table("peers.toml")["peers"]
    ]


def learning() -> tuple[str, list[Point]]:
    """Return where the learning curve was measured, and its points by epochs."""
    data = shipped.table("learning.toml")
    points = [Point(float(p["epochs"]), p["full"], p["exact"]) for p in data["points"]]
    return str(data["origin"]), sorted(points, key=lambda p: p.epochs)


def steps() -> list[Step]:
    """Return what each step gave, in the order they were taken."""
    return [
        Step(s["what"], "; ".join(map(_gain, s["gains"])))
        for s in shipped.table("steps.toml")["steps"]
    ]


def _gain(gain: Mapping[str, Any]) -> str:
    """Write a gain as ``PolNeAR dev, full: 77.4 to 78.0 (+0.6)``, or the change alone."""
    place = f"{gain['on']}, {gain['measure']}"
    if "before" in gain:
        change = gain["after"] - gain["before"]
        return f"{place}: {gain['before']:.1f} to {gain['after']:.1f} ({_signed(change)})"
    return f"{place}: {_signed(gain['change'])}"


def _signed(change: float) -> str:
    return f"{round(change, 1) + 0.0:+.1f}".replace("-", "−")
