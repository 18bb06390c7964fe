"""The accuracy gate: what the reader has reached, pinned, so that it can't be lost unseen.

    python scripts/gate.py                    measure and compare with the floors
    python scripts/gate.py --update           raise the floors to what is reached
    python scripts/gate.py --update --lower "why"   also lower them, and record why

An update also writes what the report says of the reader, analysis/data/accuracy.json, from the
corpus that has an "about". tests/gate.json holds for each corpus its hash, a floor a measure and an
allowance, in points: processors that round otherwise may read a little less.
Under "identity" stand floors of who the sources are, as scripts/identity.py measures them.
A corpus whose folder is not here is passed over: PolNeAR is found by POLNEAR_DIR, a folder with
train/ and dev/.
"""

from __future__ import annotations

import argparse
import atexit
import hashlib
import json
import math
import os
import sys
import tempfile
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from analysis.attribution import reader
from analysis.evaluate import evaluate
from analysis.page import measured

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))
from scripts import identity

ROOT = identity.ROOT
GATE = ROOT / "tests" / "gate.json"
ACCURACY = measured.PLACE
# Precision and recall trade against each other, so what is pinned is their F1, and recall by form.
PINNED = frozenset({"F", "full_recall"})
DIGITS = 2

Measures = Mapping[str, Mapping[str, float]]


class RefusalError(Exception):
    """The gate can't be updated so; the words say why."""


@dataclass(frozen=True, slots=True)
class Lowered:
    """A floor that was taken down."""

    corpus: str
    measure: str
    before: float
    after: float
    reason: str


def corpus_hash(folder: Path) -> str:
    """Return SHA-256 over a folder's gold: names in order, sizes and bytes of .txt and .ann."""
    digest = hashlib.sha256()
    files = sorted(p for p in folder.iterdir() if p.suffix in {".txt", ".ann"})
    for path in files:
        data = path.read_bytes()
        digest.update(f"{path.name}\0{len(data)}\0".encode() + data)
    return digest.hexdigest()


def folder_of(corpus: Mapping[str, Any]) -> Path | None:
    """Return where a corpus is on this machine; None if it is not here."""
    if corpus.get("marked"):
        return _written(ROOT / str(corpus["folder"]))
    if "variable" not in corpus:
        return ROOT / str(corpus["folder"])
    root = os.environ.get(str(corpus["variable"]))
    folder = Path(root) / str(corpus["folder"]) if root else None
    return folder if folder and folder.is_dir() else None


@cache
def _written(gold: Path) -> Path:
    """Write passages marked up by hand, as brat standoff, to a folder that goes at exit."""
    sys.path.insert(0, str(ROOT / "tests"))
    from domains import write  # noqa: PLC0415 - the tests' own reader of the markup

    scratch = tempfile.TemporaryDirectory()
    atexit.register(scratch.cleanup)
    write(Path(scratch.name), gold)
    return Path(scratch.name)


def flat(measures: Measures) -> dict[str, float]:
    """Return measures as "full.F": figure, rounded down so that no floor is above what was got."""
    scale = 10**DIGITS
    return {
        f"{name}.{key}": math.floor(value * scale + 1e-6) / scale
        for name, values in measures.items()
        for key, value in values.items()
        if key in PINNED
    }


def shortfalls(corpus: Mapping[str, Any], sha256: str, measures: Measures) -> list[str]:
    """Return what is wrong with a corpus.

    That is another hash, or a measure that is gone or below its floor.
    """
    if corpus["sha256"] != sha256:
        return [f"the corpus is another one: {sha256}, pinned is {corpus['sha256']}"]
    got = flat(measures)
    problems = [] if corpus["floors"] else ["no floor is pinned: run scripts/gate.py --update"]
    for measure, floor in corpus["floors"].items():
        if measure not in got:
            problems.append(f"{measure} is no longer measured, its floor is {floor}")
        elif got[measure] + corpus.get("allowance", 0.0) < floor:
            problems.append(f"{measure} is {got[measure]:.2f}, its floor is {floor:.2f}")
    return problems


def raised(
    name: str, corpus: Mapping[str, Any], sha256: str, measures: Measures, reason: str = ""
) -> tuple[dict[str, Any], list[Lowered]]:
    """Return the corpus with its floors at what was reached, and the floors that fell.

    Raises:
        RefusalError: If a floor would fall, or the corpus is another one, and no reason is given.
    """
    got, floors = flat(measures), dict(corpus["floors"])
    if corpus["sha256"] not in ("", sha256) and not reason:
        raise RefusalError(f"{name}: the corpus has changed; give the reason with --lower")
    gone = sorted(set(floors) - set(got))
    fallen = [m for m in floors if m in got and got[m] < floors[m]]
    if (gone or fallen) and not reason:
        listed = [f"{m} {floors[m]:.2f} to {got[m]:.2f}" for m in fallen]
        listed += [f"{m} is no longer measured" for m in gone]
        raise RefusalError(f"{name}: {', '.join(listed)}; give the reason with --lower")
    lowered = [Lowered(name, m, floors[m], got.get(m, 0.0), reason) for m in (*fallen, *gone)]
    return {**corpus, "sha256": sha256, "floors": got}, lowered


def load(path: Path = GATE) -> dict[str, Any]:
    """Read the gate as it is on disk."""
    gate: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    return gate


def save(gate: Mapping[str, Any], path: Path = GATE) -> None:
    """Write the gate, beside and then in its place."""
    beside = path.with_suffix(".part")
    beside.write_bytes((json.dumps(gate, indent=2, ensure_ascii=False) + "\n").encode())
    beside.replace(path)


def update(path: Path = GATE, reason: str = "") -> list[str]:
    """Raise the floors of every corpus that is here; all of them or none.

    Returns:
        A line a corpus and a line a floor that fell.

    Raises:
        RefusalError: See :func:`raised`.
    """
    gate, said = load(path), []
    known: dict[str, Any] = {}
    corpora, fallen = dict(gate["corpora"]), list(gate["lowered"])
    for name, corpus in gate["corpora"].items():
        folder = folder_of(corpus)
        if folder is None:
            said.append(f"{name}: not here, left as it is")
            continue
        scores = evaluate(folder)
        measures = scores.measures()
        if "about" in corpus:
            known = measured.record(reader().version, corpus["about"], scores.articles, measures)
        corpora[name], lowered = raised(name, corpus, corpus_hash(folder), measures, reason)
        said.append(f"{name}: full.F {corpora[name]['floors']['full.F']:.2f}")
        said += [f"{x.measure}: {x.before:.2f} lowered to {x.after:.2f}" for x in lowered]
        fallen += [{key: getattr(x, key) for key in Lowered.__slots__} for x in lowered]
    who, lowered = who_raised(gate.get("identity", {}), identity.floors(), reason)
    fallen += [{key: getattr(x, key) for key in Lowered.__slots__} for x in lowered]
    save({**gate, "corpora": corpora, "identity": who, "lowered": fallen}, path)
    if known:
        save(known, ACCURACY)
        said.append(measured.sentence(known))
    return said


def check(path: Path = GATE) -> tuple[list[str], bool]:
    """Compare every corpus that is here with its floors: a line each, and whether all hold."""
    said, holds = [], True
    gate = load(path)
    for name, corpus in gate["corpora"].items():
        folder = folder_of(corpus)
        if folder is None:
            said.append(f"{name}: not here, passed over")
            continue
        problems = shortfalls(corpus, corpus_hash(folder), evaluate(folder).measures())
        holds = holds and not problems
        said += [f"{name}: {problem}" for problem in problems] or [f"{name}: holds"]
    fallen = who_fell(gate.get("identity", {}), identity.floors())
    return [*said, *fallen], holds and not fallen


def rounded(values: Mapping[str, float]) -> dict[str, float]:
    """Return figures rounded down, so that a floor is never above what was reached."""
    return {
        key: math.floor(value * 10**DIGITS + 1e-6) / 10**DIGITS for key, value in values.items()
    }


def who_fell(floors: Measures, reached: Measures) -> list[str]:
    """Return what is below its floor in who the sources are, of the corpora that are here."""
    return [
        f"identity, {name}: {key} is {got.get(key, 0.0):.2f}, its floor is {floor:.2f}"
        for name in sorted(set(floors) & set(reached))
        for got in [rounded(reached[name])]
        for key, floor in floors[name].items()
        if got.get(key, 0.0) < floor
    ]


def who_raised(
    floors: Measures, reached: Measures, reason: str
) -> tuple[dict[str, Any], list[Lowered]]:
    """Return the floors of who the sources are at what was reached, and those that fell.

    Raises:
        RefusalError: If a floor would fall and no reason is given.
    """
    fallen = who_fell(floors, reached)
    if fallen and not reason:
        raise RefusalError(f"{'; '.join(fallen)}; give the reason with --lower")
    now = {**floors, **{name: rounded(values) for name, values in reached.items()}}
    lowered = [
        Lowered(f"identity, {name}", key, floor, now[name].get(key, 0.0), reason)
        for name, values in floors.items()
        for key, floor in values.items()
        if now[name].get(key, 0.0) < floor
    ]
    return now, lowered


def main(arguments: list[str] | None = None) -> int:
    """Run the command; 0 if every floor holds or was updated."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--update", action="store_true", help="raise the floors")
    parser.add_argument("--lower", metavar="REASON", default="", help="with --update: may lower")
    given = parser.parse_args(arguments)
    if given.lower and not given.update:
        parser.error("--lower goes with --update")
    try:
        said, holds = (update(reason=given.lower), True) if given.update else check()
    except RefusalError as error:
        print(f"not updated: {error}", file=sys.stderr)
        return 1
    print("\n".join(said))
    return 0 if holds else 1


if __name__ == "__main__":
    sys.exit(main())
