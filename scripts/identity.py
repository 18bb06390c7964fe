"""Measures who the sources are: same voice, full name, kind, and whether they are named.

    python scripts/identity.py                         cases, and gold with statements handed in
    python scripts/identity.py --part tune             only the half that rules may learn from
    python scripts/identity.py --explain ID            gold and found side by side (never held)

Gold: tests/gold/wikinews, the seed, and what is in the folder that IDENTITY_GOLD names
(entities-dev.jsonl, naming-dev.jsonl), whose texts are in POLNEAR_DIR/dev. "gold statements": only
identity is the software's own. "own statements": so are the statements.
b3 is B-cubed F1 (Bagga and Baldwin 1998) of the speakers over the statements of gold; name the
share of named ones whose source holds every word of the name; kind and naming the share that is
right; F that of unnamed sources over single mentions. Figures in percent.
"""

from __future__ import annotations

import argparse
import json
import os
import re
import sys
from collections import Counter, defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
sys.path[:0] = [str(ROOT), str(ROOT / "tests")]

from identity_cases import cases, fresh, problems

from analysis import ingest, sources, tokens
from analysis.evaluate.pairing import AGREE, Bag, Role, forms
from analysis.model import Article, Attribution, Source, Span
from analysis.pipeline import extract, quoted
from analysis.text import dice
from scripts.read_whole import reliability

SEED = ROOT / "tests" / "gold" / "seed" / "000_2efcd0cf48806b2a.json"
PARTS = ("tune", "held", "all")
NOBODY = ("AUTHOR", "UNKNOWN")
Said = tuple[tuple[Attribution, ...], Mapping[str, Source]]


@dataclass(frozen=True, slots=True)
class Gold:
    """One article: its text and its rows, of ``entities`` or of single ``mentions``."""

    id: str
    part: str
    path: Path
    rows: Sequence[Mapping[str, Any]]


def corpora() -> dict[str, list[Gold]]:
    """Return the gold that is here, by name."""
    wikinews = ROOT / "tests" / "gold" / "wikinews"
    found = {
        "wikinews": _gold(wikinews / "entities.jsonl", wikinews),
        "seed": [Gold(SEED.stem, "tune", SEED.with_suffix(".txt"), _read(SEED)["attributions"])],
    }
    given, texts = os.environ.get("IDENTITY_GOLD"), os.environ.get("POLNEAR_DIR")
    if given and texts:
        for name in ("entities-dev", "naming-dev"):
            found[name] = _gold(Path(given) / f"{name}.jsonl", Path(texts) / "dev")
    return found


def _read(path: Path) -> dict[str, Any]:
    read: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    return read


def _gold(path: Path, texts: Path) -> list[Gold]:
    """Return a file's articles, every other one held out; w01 is the first of its kind."""
    lines = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
    return [
        Gold(
            line["id"],
            "held" if place % 2 else "tune",
            texts / f"{line['id']}.txt",
            line.get("attributions") or line.get("mentions") or [],
        )
        for place, line in enumerate(lines)
    ]


@cache
def article(path: Path) -> Article:
    """Return the article of a text, with its words."""
    return tokens.tokenise(ingest.load(path))


def handed(gold: Gold) -> Said:
    """Return who speaks in gold's own statements."""
    text = article(gold.path)
    rows = [_Row(row) for row in gold.rows]
    given = [
        Attribution(f"a{n}", row.source, row.cue, row.content, "indirect", 1.0)
        for n, row in enumerate(rows, 1)
    ]
    shapes = forms(text.text, [Bag.of(text.text, a) for a in given])
    given = [
        Attribution(a.id, a.source, a.cue, a.content, form, 1.0, parent=_holder(a, given))
        for a, form in zip(given, shapes, strict=True)
    ]
    found, heard, _ = sources.identify(text, quoted(text), given)
    return found, {s.id: s for s in heard}


def own(gold: Gold) -> Said:
    """Return who speaks in the statements that the software finds."""
    found = extract(article(gold.path))
    return found.attributions, {s.id: s for s in found.sources}


def _spans(pairs: Sequence[Sequence[int]] | None) -> tuple[Span, ...]:
    return tuple(Span(start, end) for start, end in pairs or ())


def _holder(inner: Attribution, every: Sequence[Attribution]) -> str | None:
    """Return the shortest statement that holds all of another one's content."""
    holding = [
        (sum(map(len, a.content)), a.id)
        for a in every
        if sum(map(len, a.content)) > sum(map(len, inner.content))
        and all(any(s.covers(i) for s in a.content) for i in inner.content)
    ]
    return min(holding)[1] if holding else None


class _Row:
    """The spans of a row of gold."""

    def __init__(self, row: Mapping[str, Any]) -> None:
        self.source, self.cue, self.content = (
            _spans(row.get(role)) for role in ("source", "cue", "content")
        )


def pairs(gold: Gold, found: Sequence[Attribution], role: Role) -> dict[int, Attribution]:
    """Pair each row of gold with a statement found.

    It is the one with most shared words of a role, then of the cue.
    """
    text = article(gold.path).text
    rows = [Bag.of(text, _Row(row)) for row in gold.rows]
    bags = [Bag.of(text, a) for a in found]
    close = sorted(
        (
            (dice(getattr(row, role), getattr(bag, role)), dice(row.cue, bag.cue), i, j)
            for i, row in enumerate(rows)
            for j, bag in enumerate(bags)
            if getattr(row, role) and getattr(bag, role)
        ),
        reverse=True,
    )
    partner: dict[int, int] = {}
    for share, _, i, j in close:
        if share >= AGREE and i not in partner and j not in partner.values():
            partner[i] = j
    return {i: found[j] for i, j in partner.items()}


def entities(corpus: Sequence[Gold], read: Callable[[Gold], Said]) -> dict[str, float]:
    """Return b3, name, kind and naming over gold's statements; one not found is wrong in all."""
    right: Counter[str] = Counter()
    total = named = 0
    precision = recall = 0.0
    for gold in corpus:
        found, heard = read(gold)
        partner = pairs(gold, found, "content")
        speakers = [partner[i].speaker if i in partner else None for i in range(len(gold.rows))]
        sums = _b_cubed([row["entity"] for row in gold.rows], speakers)
        precision, recall = precision + sums[0], recall + sums[1]
        total += len(gold.rows)
        for row, speaker in zip(gold.rows, speakers, strict=True):
            named += row["naming"] == "named" and row["entity"] not in NOBODY
            right.update(judged(row, heard.get(speaker or "")))
    both = 2 * precision * recall / ((precision + recall) or 1)
    shares = {"b3": both / max(1, total), "name": right["name"] / max(1, named)}
    shares |= {key: right[key] / max(1, total) for key in ("kind", "naming")}
    return {key: 100 * value for key, value in shares.items()}


def judged(row: Mapping[str, Any], source: Source | None) -> list[str]:
    """Return what is right of a source: any of name, kind and naming."""
    if source is None:
        return []
    named = row["naming"] == "named" and row["entity"] not in NOBODY
    full = named and _words(row["entity"]) <= _words(source.name)
    checks = {
        "name": full,
        "kind": source.kind == row["type"],
        "naming": source.naming == row["naming"],
    }
    return [key for key, right in checks.items() if right]


def links(corpus: Sequence[Gold], read: Callable[[Gold], Said]) -> list[tuple[float, bool]]:
    """Return of each link its probability, and whether it is right.

    It is where the name is and, without one, where the source has none either.
    """
    found: list[tuple[float, bool]] = []
    for gold in corpus:
        said, heard = read(gold)
        for i, a in pairs(gold, said, "content").items():
            row, source = gold.rows[i], heard.get(a.speaker or "")
            if source is not None:
                right = judged(row, source)
                named = row["naming"] == "named" and row["entity"] not in NOBODY
                same = "name" in right if named else source.naming != "named"
                found.append((a.speaker_confidence, same))
    return found


def _words(name: str) -> set[str]:
    return set(re.findall(r"\w+", re.sub(r"\(.*?\)|#\d+", "", name).casefold())) - {
        "the",
        "a",
        "an",
    }


def _b_cubed(gold: Sequence[str], found: Sequence[str | None]) -> tuple[float, float]:
    """Return sums of precision and recall; a statement without a speaker is a source of its own."""
    ours: dict[Any, set[int]] = defaultdict(set)
    theirs: dict[str, set[int]] = defaultdict(set)
    labels = [label or place for place, label in enumerate(found)]
    for place, (entity, label) in enumerate(zip(gold, labels, strict=True)):
        theirs[entity].add(place)
        ours[label].add(place)
    shared = [
        (len(ours[label] & theirs[entity]), len(ours[label]), len(theirs[entity]))
        for entity, label in zip(gold, labels, strict=True)
    ]
    return sum(n / mine for n, mine, _ in shared), sum(n / other for n, _, other in shared)


def unnamed(corpus: Sequence[Gold], read: Callable[[Gold], Said]) -> dict[str, float]:
    """Return F1 of unnamed sources over mentions of gold."""
    counts: Counter[tuple[bool, bool]] = Counter()
    for gold in corpus:
        found, heard = read(gold)
        partner = pairs(gold, found, "source")
        for i, row in enumerate(gold.rows):
            source = heard.get(partner[i].speaker or "") if i in partner else None
            said = source is not None and source.naming == "anonymous"
            counts[row["naming"] == "anonymous", said] += 1
    hit, wrong = counts[True, True], counts[False, True] + counts[True, False]
    return {"anonymous": 100 * 2 * hit / max(1, 2 * hit + wrong)}


def measure(name: str, corpus: Sequence[Gold], read: Callable[[Gold], Said]) -> dict[str, float]:
    """Return the measures of a corpus: of mentions or of all statements of its articles."""
    return (unnamed if name.startswith("naming") else entities)(corpus, read)


def floors() -> dict[str, dict[str, float]]:
    """Return what the gate pins: the measures with gold statements handed in, of every corpus here.

    Those of the articles and texts that nobody opened while rules were written stand apart.
    """
    gold = corpora()
    found = {name: measure(name, corpus, handed) for name, corpus in gold.items()}
    if (dev := gold.get("entities-dev")) is not None:
        kept = [one for one in dev if one.part == "held"]
        found["entities-dev kept"] = measure("entities-dev", kept, handed)
    texts = {"cases": cases(), "texts kept": fresh("held")}
    right = {name: sum(not problems(case) for case in every) for name, every in texts.items()}
    shares = {name: {"right": 100 * right[name] / len(every)} for name, every in texts.items()}
    return {**found, **shares}


def explain(key: str) -> list[str]:
    """Explain an article that isn't held out: gold and what was found, a line a statement."""
    lines = []
    for gold in (g for c in corpora().values() for g in c if g.id == key and g.part == "tune"):
        found, heard = handed(gold)
        role: Role = "content" if "entity" in gold.rows[0] else "source"
        partner = pairs(gold, found, role)
        for i, row in enumerate(gold.rows):
            source = heard.get(partner[i].speaker or "") if i in partner else None
            words = " … ".join(s.of(article(gold.path).text) for s in _spans(row["source"]))
            ours = (
                f"{source.name} [{source.kind}, {source.naming}] {source.because}"
                if source
                else "-"
            )
            theirs = f"{row.get('entity', '')} [{row['type']}, {row['naming']}]"
            lines.append(f"{words!r}\n  gold  {theirs}\n  found {ours}")
    return lines or [f"no article {key} that is not held out"]


def run_cases(part: str) -> list[str]:
    """Count cases that are right, by kind; say what is wrong only with those not held out."""
    right: Counter[str] = Counter()
    total: Counter[str] = Counter()
    said = []
    for case in cases(part):
        wrong = problems(case)
        for kind in (case.kind[:2], f"all {case.part}"):
            total[kind] += 1
            right[kind] += not wrong
        if wrong and case.part == "tune":
            said.append(f"{case.id}: {'; '.join(wrong)}\n    {case.text!r}")
    return [*said, *(f"cases {kind}: {right[kind]} of {total[kind]}" for kind in sorted(total))]


def run_fresh(part: str) -> list[str]:
    """Count fresh texts that are right, and checks of theirs that are wrong."""
    lines, right, wrong = [], Counter[str](), Counter[str]()
    every = fresh(part)
    for case in every:
        found = problems(case)
        right[case.part] += not found
        wrong[case.part] += len(found)
        if found and case.part == "tune":
            lines.append(f"{case.id} ({case.kind}): {'; '.join(found)}\n    {case.text!r}")
    for half, texts in sorted(Counter(case.part for case in every).items()):
        said = sum(len(case.checks["says"]) for case in every if case.part == half)
        counts = f"{wrong[half]} checks wrong on {said} statements"
        lines.append(f"fresh {half}: {right[half]} of {texts}, {counts}")
    return lines


def main(arguments: list[str] | None = None) -> int:
    """Run the command."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--part", choices=PARTS, help="only this part")
    parser.add_argument("--only", choices=("cases", "fresh", "gold", "own"), action="append")
    parser.add_argument("--explain", metavar="ID", help="show one article")
    given = parser.parse_args(arguments)
    if given.explain:
        print("\n".join(explain(given.explain)))
        return 0
    only = given.only or ["cases", "fresh", "gold"]
    if "cases" in only:
        print("\n".join(run_cases(given.part or "all")))
    if "fresh" in only:
        print("\n".join(run_fresh(given.part or "all")))
    for way, read in (("gold", handed), ("own", own)):
        for name, corpus in corpora().items() if way in only else ():
            for part in (given.part,) if given.part else PARTS:
                chosen = [gold for gold in corpus if part in ("all", gold.part)]
                if chosen:
                    figures = measure(name, chosen, read)
                    shown = "  ".join(f"{key} {value:.1f}" for key, value in figures.items())
                    print(f"{name}, {way} statements, {part}: {shown}", flush=True)
        if way in only:
            both = [g for n, every in corpora().items() if n[:4] in ("wiki", "enti") for g in every]
            figures = reliability(links(both, read))
            shown = "  ".join(f"{key} {value}" for key, value in figures.items())
            print(f"links of wikinews and entities-dev, {way} statements: {shown}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
