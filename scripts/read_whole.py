"""Measures who the sources are on articles that were read whole: 493 of PolNeAR, 40 of our own.

    POLNEAR_DIR=... python scripts/read_whole.py [tune|held]

tests/gold/read_whole.jsonl, of PolNeAR's training part, and newspapers.jsonl, of articles that were
written for it in the manner of forty kinds of newspaper, say of each statement that the software
found in them, by the place where its content starts, who says it: the full name of a named source,
its kind and its naming. The first holds no words of the articles but names. Whoever read them saw
what the software said. Rules were made on the part "tune"; of the part "held" only the figures were
looked at. A statement is right where name, kind and naming all are; of documents the name is not
compared, nor whether one without
a title is called named or unnamed.
"""

from __future__ import annotations

import contextlib
import json
import os
import re
import sys
from collections import Counter, defaultdict
from collections.abc import Sequence
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from analysis import ingest
from analysis.model import Attribution, Extraction, Source
from analysis.pipeline import extract
from analysis.sources.names import names
from analysis.sources.resolution import Resolver

GOLD = ROOT / "tests" / "gold" / "read_whole.jsonl"
OURS = ROOT / "tests" / "gold" / "newspapers.jsonl"  # their texts are in the folder of that name
Pair = tuple[list[list[Any]], Extraction]  # gold of an article, and what is found in it
SURE = 0.9  # probability from which a link is called sure
CHECKS = ("name", "kind", "naming", "all")


def articles(part: str, gold: Path = GOLD) -> list[dict[str, Any]]:
    """Return the articles of a part, with their statements."""
    lines = gold.read_text(encoding="utf-8").splitlines()
    return [row for row in map(json.loads, lines) if row["part"] == part]


def plain(name: str) -> str:
    """Return a name as it is compared: without case, marks, article and double encoding."""
    with contextlib.suppress(UnicodeError):
        name = name.encode("latin-1").decode("utf-8")
    words = re.sub(r"[“”\"‘’'.,]", "", name.casefold()).split()
    return " ".join(words[1:] if words[:1] == ["the"] else words)


def judged(source: Source | None, name: str, kind: str, naming: str) -> set[str]:
    """Return which of the checks a source passes."""
    if source is None:
        return set()
    document = kind == source.kind == "document"
    either = {naming, source.naming} <= {"named", "anonymous"} and document
    passed = {
        "name": document or (plain(source.name) == plain(name) if name else True),
        "kind": source.kind == kind or {source.kind, kind} <= {"organisation", "government"},
        "naming": source.naming == naming or either,
    }
    found = {check for check, right in passed.items() if right}
    return found | ({"all"} if len(found) == len(passed) else set())


def readings(part: str, texts: Path, gold: Path = GOLD) -> list[Pair]:
    """Read the articles of a part; return each one's gold with what is found."""
    given = articles(part, gold)
    return [(a["statements"], extract(ingest.load(texts / f"{a['id']}.txt"))) for a in given]


def measure(read: Sequence[Pair]) -> dict[str, float]:
    """Return the share right of each check, in percent, over the statements still found."""
    right: Counter[str] = Counter()
    total = 0
    for gold, found in read:
        sources, said = told(found)
        for start, *wanted in gold:
            if start in said:
                total += 1
                right.update(judged(sources.get(said[start].speaker or ""), *wanted))
    return {"statements": total} | {c: round(100 * right[c] / total, 1) for c in CHECKS}


def links(read: Sequence[Pair]) -> dict[str, float]:
    """Return how far the probability of links is off, and the share right of the surest.

    A link is right where the name is and, without one, where the source has none either. "off" is
    the expected calibration error in ten bins (Guo et al. 2017).
    """
    bins: dict[int, list[tuple[float, bool]]] = defaultdict(list)
    for gold, found in read:
        sources, said = told(found)
        spans = [span for a in found.attributions for span in a.source[:1]]
        named = names(found.article, found.quotations, spans)
        outcomes = Resolver(found.article, found.quotations, named).run(found.attributions)
        for start, name, kind, naming in gold:
            source = sources.get(said[start].speaker or "") if start in said else None
            if source is not None:
                share = outcomes[said[start].id].probability
                alike = naming == "named" or source.naming != "named"
                right = alike and "name" in judged(source, name, kind, naming)
                bins[min(9, int(share * 10))].append((share, right))
    every = [pair for held in bins.values() for pair in held]
    off = sum(abs(sum(share - right for share, right in held)) for held in bins.values())
    sure = [right for share, right in every if share >= SURE]
    return {
        "links": len(every),
        "off": round(off / len(every), 3),
        "right of the sure": round(100 * sum(sure) / len(sure), 1),
    }


def told(found: Extraction) -> tuple[dict[str, Source], dict[int, Attribution]]:
    """Return the sources of an article by id, and its statements by where they start."""
    sources = {s.id: s for s in (*found.sources, *found.unheard)}
    return sources, {a.content[0].start: a for a in found.attributions}


def main() -> int:
    """Print the figures of the parts asked for."""
    sets = {"newspapers of ours": (OURS.with_suffix(""), OURS)}
    if given := os.environ.get("POLNEAR_DIR"):
        sets["PolNeAR"] = (Path(given) / "train", GOLD)
    for name, where in sets.items():
        for part in sys.argv[1:] or ["tune", "held"]:
            read = readings(part, *where)
            figures = measure(read) | links(read)
            told = "  ".join(f"{key} {value}" for key, value in figures.items())
            print(f"{name}, {part}: {told}")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
