"""Writes docs/accuracy.md: how far the reader can be trusted, in figures.

    python scripts/accuracy.py            measure every corpus that is here, write the page
    python scripts/accuracy.py --words    only what needs no measuring: peers, learning, steps

The corpora are those of tests/gate.json. A corpus that is not here keeps its figures; PolNeAR is
found by POLNEAR_DIR, a folder with train/ and dev/. Figures only: no article is quoted.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from analysis.attribution import reader
from analysis.evaluate import Judged, breakdown, grids, judge_all, published, sections
from analysis.evaluate.bootstrap import Draw, Estimate
from analysis.evaluate.calibration import CHECKED, calibration
from analysis.page.wording import plural
from scripts import gate

PAGE = ROOT / "docs" / "accuracy.md"
DRAW = Draw()
NUMBER = re.compile(r"\d+(?:,\d{3})*(?:\.\d+)?")
FIGURE = re.compile(r"[\d.,–]+( \(|$)")
# Processors add up in different orders: a last digit may differ, a figure may not.
STEPS = 5


def corpus(judged: Sequence[Judged], version: str, *, peers: bool = False) -> str:
    """Return the tables of one corpus.

    Args:
        judged: Its articles.
        version: The reader's.
        peers: Whether others were measured on it, to be shown beside.
    """
    gold = sum(len(article.wanted) for article in judged)
    about = f"{plural(len(judged), 'article').capitalize()}, {gold:,} statements marked by hand."
    parts = [f"{about} Reader: {version}."]
    parts.append(_measures(judged))
    parts.append(_rows("form", breakdown.by_form(judged, DRAW)))
    for by, rows in (
        ("place", breakdown.by_nesting(judged, DRAW)),
        ("length", breakdown.by_length(judged, DRAW)),
        ("publisher", breakdown.by_publisher(judged, DRAW)),
    ):
        parts += [_rows(by, rows)] if len(rows) > 1 else []
    parts.append(_confidence(judged))
    return "\n\n".join([*parts, _peers(judged)] if peers else parts)


def words() -> dict[str, str]:
    """Return the blocks that need no measuring, by name."""
    origin, points = published.learning()
    lines = [[f"{p.epochs:g}", f"{p.full:.1f}", f"{p.exact:.1f}"] for p in points]
    return {
        "peers": "\n".join(f"- {p.name}: {p.origin}" for p in published.peers()),
        "learning": f"F1 on {origin}.\n\n" + _table(["epochs", "full", "exact"], lines),
        "steps": _table(
            ["step", "what it gave (F1)"], [[s.what, s.gave] for s in published.steps()]
        ),
    }


def filled(page: str, blocks: Mapping[str, str]) -> str:
    """Return the page with each block in its place."""
    for name, text in blocks.items():
        page = _block(name).sub(lambda m, text=text: f"{m[1]}{text}\n{m[3]}", page)  # type: ignore[misc]
    return page


def block(page: str, name: str) -> str:
    """Return what a block of the page holds.

    Raises:
        LookupError: The page has no such block.
    """
    found = _block(name).search(page)
    if not found:
        raise LookupError(name)
    return found[2].strip("\n")


def differences(written: str, measured: str) -> list[str]:
    """Return where a block is not what was measured: other words or counts, figures too far off."""
    if NUMBER.sub("#", written) != NUMBER.sub("#", measured):
        return ["other words or rows"]
    pairs = zip(NUMBER.findall(written), NUMBER.findall(measured), strict=True)
    return [f"{one} is now {other}" for one, other in pairs if not _near(one, other)]


def main(
    arguments: Sequence[str] | None = None,
    judge: Callable[[Path], Sequence[Judged]] = judge_all,
    path: Path = PAGE,
) -> int:
    """Write the page; a line a corpus."""
    given = list(sys.argv[1:] if arguments is None else arguments)
    blocks = words()
    for name, pinned in gate.load()["corpora"].items():
        folder = None if "--words" in given else gate.folder_of(pinned)
        print(f"{name}: {'left as it is' if folder is None else 'measured'}", flush=True)
        if folder is not None:
            blocks[name] = corpus(judge(folder), reader().version, peers="about" in pinned)
    page = filled(path.read_text(encoding="utf-8"), blocks)
    path.write_text(page, encoding="utf-8", newline="\n")
    return 0


def _block(name: str) -> re.Pattern[str]:
    mark = re.escape(name)
    return re.compile(rf"(<!-- {mark}: [^\n]* -->\n)(.*?)(<!-- /{mark} -->)", re.DOTALL)


def _near(one: str, other: str) -> bool:
    """Tell whether two are the same count, or figures less than five last digits apart."""
    digits = len(one.partition(".")[2])
    if digits != len(other.partition(".")[2]):
        return False
    gap = abs(float(one.replace(",", "")) - float(other.replace(",", "")))
    return gap <= (STEPS * 10**-digits + 1e-9 if digits else 0)


def _measures(judged: Sequence[Judged]) -> str:
    found = breakdown.measures(judged, DRAW)
    rows = [
        [f"{grids.NAMES[name]} (`{name}`)", *(_figure(f[key]) for key in "FPR")]
        for name, f in found.items()
        if "F" in f
    ]
    return _table(["", "F1", "precision", "recall"], rows)


def _rows(by: str, rows: Sequence[breakdown.Row]) -> str:
    names = list(rows[0].figures)
    heads = [f"by {by}", "articles", "statements", *(grids.SHORT[name] for name in names)]
    return _table(
        heads,
        [
            [
                r.group,
                f"{r.articles:,}",
                f"{r.statements:,}",
                *(_figure(r.figures[n]) for n in names),
            ]
            for r in rows
        ],
    )


def _confidence(judged: Sequence[Judged]) -> str:
    found = calibration(judged, DRAW)
    rows = [
        ["expected calibration error", _figure(found.error, 3)],
        ["share right, of those at least 0.9 sure", _figure(found.top, 3)],
        [f"share of errors among the least sure {CHECKED:.0%}", _decimal(found.caught, 3)],
    ]
    return _table(["confidence", ""], rows)


def _peers(judged: Sequence[Judged]) -> str:
    heads = ["beside others", "measured on", *(grids.SHORT[name] for name in published.FIGURES)]
    ours = sections.own(judged, DRAW)
    rows = [["this software", "these articles", *(_decimal(ours[n]) for n in published.FIGURES)]]
    rows += [
        [p.name, p.on, *(_decimal(p.figures.get(name)) for name in published.FIGURES)]
        for p in published.peers()
    ]
    return _table(heads, rows)


def _figure(estimate: Estimate, digits: int = 1) -> str:
    text = _decimal(estimate.value, digits)
    if estimate.low is None or estimate.high is None:
        return text
    return f"{text} ({estimate.low:.{digits}f} to {estimate.high:.{digits}f})"


def _decimal(value: float | None, digits: int = 1) -> str:
    return "–" if value is None else f"{value:.{digits}f}"


def _table(heads: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    """Return a Markdown table; figures stand to the right."""
    rule = ["---", *("---:" if FIGURE.match(cell) else "---" for cell in rows[0][1:])]
    lines = [heads, rule, *rows]
    return "\n".join(
        "| " + " | ".join(cell.replace("|", "\\|") for cell in r) + " |" for r in lines
    )


if __name__ == "__main__":
    sys.exit(main())
