"""Measures who the sources are on articles that were read whole: 533 of PolNeAR, 40 of our own.

    POLNEAR_DIR=... python scripts/read_whole.py [tune|held]

tests/gold/read_whole.jsonl, of PolNeAR's training part, and newspapers.jsonl, of articles that were
written for it in the manner of forty kinds of newspaper, say of each statement that the software
found in them, by the place where its content starts, who says it: the full name of a named source,
its kind and its naming. The first holds no words of the articles but names. Whoever read them saw
what the software said. Rules were made on the part "tune"; of the part "held" only the figures were
looked at. A statement is right where name, kind and naming all are; of documents the name is not
compared, nor whether one without a title is called named or unnamed. It also prints how far off the
confidence in the speaker is (fitted on the part "tune") and the share of words on unnamed sources;
there statements that nobody marked count as right.
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
from analysis.page.summary import summarise
from analysis.pipeline import extract

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


def linked(source: Source, name: str, kind: str, naming: str) -> bool:
    """Tell whether a link is right: the name is and, without one, the source has none either."""
    alike = naming == "named" or source.naming != "named"
    return alike and "name" in judged(source, name, kind, naming)


def links(read: Sequence[Pair]) -> dict[str, float]:
    """Return how reliable the probability of links is."""
    pairs: list[tuple[float, bool]] = []
    for gold, found in read:
        sources, said = told(found)
        for start, *wanted in gold:
            source = sources.get(said[start].speaker or "") if start in said else None
            if source is not None:
                pairs.append((said[start].speaker_confidence, linked(source, *wanted)))
    return reliability(pairs)


def reliability(pairs: Sequence[tuple[float, bool]]) -> dict[str, float]:
    """Return how far probabilities of links are off, and the share right of the surest.

    "off" is the expected calibration error in ten bins (Guo et al. 2017); "sure" the share of links
    that are.
    """
    bins: dict[int, float] = defaultdict(float)
    for share, right in pairs:
        bins[min(9, int(share * 10))] += share - right
    sure = [right for share, right in pairs if share >= SURE]
    return {
        "links": len(pairs),
        "off": round(sum(map(abs, bins.values())) / max(1, len(pairs)), 3),
        "sure": round(100 * len(sure) / max(1, len(pairs)), 1),
        "right of the sure": round(100 * sum(sure) / max(1, len(sure)), 1),
    }


def unnamed(read: Sequence[Pair]) -> dict[str, float]:
    """Return how far the share of words on unnamed sources is off, and how often its range holds.

    "share off" is the mean distance in points, "range holds" the share of articles whose true one
    is in the range that the page tells.
    """
    off: list[float] = []
    holds: list[float] = []
    for gold, found in read:
        sources, _ = told(found)
        namings = {start: naming for start, _, _, naming in gold}
        s = summarise(found)
        words: Counter[bool] = Counter()
        for a in s.counted:
            source = sources.get(a.speaker or "")
            naming = namings.get(a.content[0].start, source.naming if source else "")
            words[naming == "anonymous"] += s.words.count(a.content)
        if total := words.total():
            share, (low, high) = words[True] / total, s.range(s.unnamed)
            off.append(abs(share - s.share(s.unnamed)))
            holds.append(low - 0.005 <= share <= high + 0.005)
    shares = {"share off": off, "range holds": holds}
    return {key: round(100 * sum(own) / len(own), 1) for key, own in shares.items()}


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
            figures = measure(read) | links(read) | unnamed(read)
            told = "  ".join(f"{key} {value}" for key, value in figures.items())
            print(f"{name}, {part}: {told}")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
