"""How often people overruled the reader: by operation, and by how sure the reader was."""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from analysis.corrections.applying import apply
from analysis.corrections.records import OPERATIONS, Correction, Operation, changed
from analysis.corrections.store import FILE, load, of
from analysis.errors import CorrectionError
from analysis.model import Extraction
from analysis.text import legible

BINS = (0.0, 0.2, 0.4, 0.6, 0.8, 1.0)


@dataclass(slots=True)
class Overruled:
    """Counts over some articles.

    ``operations`` counts the corrections that were applied, ``fields`` what *change* and *set*
    set. For each bin of confidence ``statements`` counts what the reader found, ``overruled`` what
    of it people changed or removed. ``added`` are statements it missed.
    """

    articles: int = 0
    unplaced: int = 0
    added: int = 0
    operations: Counter[Operation] = field(default_factory=Counter)
    fields: Counter[str] = field(default_factory=Counter)
    statements: list[int] = field(default_factory=lambda: [0] * (len(BINS) - 1))
    overruled: list[int] = field(default_factory=lambda: [0] * (len(BINS) - 1))

    def __str__(self) -> str:
        """Return a table to read."""
        lines = [f"{'articles':15s} {self.articles:5d}"]
        lines += [f"{do:15s} {self.operations[do]:5d}" for do in OPERATIONS]
        lines += [f"  {name:13s} {count:5d}" for name, count in sorted(self.fields.items())]
        lines += [f"{'not placed':15s} {self.unplaced:5d}", "confidence     found overruled"]
        bins = zip(BINS, BINS[1:], self.statements, self.overruled, strict=False)
        lines += [
            f"{low:.1f} to {high:.1f}     {found:5d} {wrong:5d} {_percent(wrong, found)}"
            for low, high, found, wrong in bins
        ]
        found, wrong = sum(self.statements), sum(self.overruled)
        return "\n".join([*lines, f"{'all':14s} {found:5d} {wrong:5d} {_percent(wrong, found)}"])


def overruled(pairs: Iterable[tuple[Extraction, Sequence[Correction]]]) -> Overruled:
    """Count how often people overruled the reader.

    Args:
        pairs: Of each article what the reader found, uncorrected, and the corrections.
    """
    total = Overruled()
    for extraction, corrections in pairs:
        made, lost = apply(extraction, corrections)
        done = list((Counter(corrections) - Counter(u.correction for u in lost)).elements())
        total.articles += 1
        total.unplaced += len(lost)
        total.operations.update(c.do for c in done)
        total.fields.update(name for c in done for name in _fields(c))
        now = {a.id: a for a in made.attributions}
        for a in extraction.attributions:
            where = bisect_right(BINS[1:-1], a.confidence)
            total.statements[where] += 1
            total.overruled[where] += a.id not in now or bool(now[a.id].corrected)
        total.added += sum(c.do == "add" for c in done)
    return total


def articles(paths: Iterable[str | Path]) -> list[tuple[Path, tuple[Correction, ...]]]:
    """Return the corrected articles that paths stand for, with their corrections.

    Args:
        paths: Files of corrections, folders that hold one, or articles with one beside them.

    Raises:
        CorrectionError: If there are no corrections at a path, or their article is not there.
    """
    found: dict[Path, tuple[Correction, ...]] = {}
    for given in map(Path, paths):
        todo = f"give a {FILE}, its folder, or an article beside one"
        file = given / FILE if given.is_dir() else given
        if not file.is_file():
            raise CorrectionError("there is no such file", str(file), todo)
        if file.suffix.lower() in (".yaml", ".yml"):
            names = {legible(path.name): path for path in sorted(file.parent.iterdir())}
            for name, own in load(file).items():
                if name not in names:
                    what = f"the article {name[:80]!r} is not beside it"
                    raise CorrectionError(what, str(file), "put it there, or take the section out")
                found[names[name]] = own
        elif own := of(file):
            found[file] = own
        else:
            raise CorrectionError("has no corrections beside it", str(file), todo)
    return list(found.items())


def _fields(c: Correction) -> tuple[str, ...]:
    if c.do == "change":
        return changed(c)
    own = ("name", "kind", "naming", "role") if c.do == "set" else ()
    return tuple(name for name in own if getattr(c, name) is not None)


def _percent(part: int, whole: int) -> str:
    return f"{100 * part / whole:5.1f} %" if whole else "    -"
