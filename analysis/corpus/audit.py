"""Say how far the figures of an archive can be trusted: draw a sample, read back its marks.

A sample of statements is drawn at random in each predicted class and written as a CSV file for one
or two people to mark. From the marks come precision with intervals, agreement, and the archive's
shares corrected for the errors found (:mod:`analysis.corpus.corrected`).
"""

from __future__ import annotations

import csv
import io
import math
import random
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from analysis import writing
from analysis.cells import bare, guarded, line
from analysis.corpus import corrected, dataset
from analysis.corpus.agreement import alpha
from analysis.errors import InputError, ParameterError

STRATA = ("naming", "outlet", "month", "confidence", "none")
CONTEXT = 200  # characters on either side of a statement
GIVEN = (
    "number", "key", "article", "outlet", "month", "id", "before", "content", "after", "source",
    "cue", "name", "naming", "words", "stratum",
)  # fmt: skip
MARKS = {
    "is_statement": "yes or no: somebody says this in the article",
    "content_right": "yes or no: the content is what is said, no more and no less",
    "source_right": "yes or no: the words of the source are marked",
    "identity_right": "yes or no: the name is the source's",
    "true_naming": "named, anonymous or generic",
}
TRUE = {
    **dict.fromkeys(("yes", "y", "1", "true"), True),
    **dict.fromkeys(("no", "n", "0", "false"), False),
}


@dataclass(frozen=True, slots=True)
class Precision:
    """How often a mark was "yes": of how many, and the 95% interval (Wilson 1927)."""

    mark: str
    right: int
    of: int
    low: float
    high: float


@dataclass(frozen=True, slots=True)
class Audit:
    """What the marks say: precision by mark, corrected shares, agreement of two people by mark."""

    precision: tuple[Precision, ...]
    shares: tuple[corrected.Share, ...]
    agreement: tuple[tuple[str, float], ...]


def draw(
    archive: str | Path, out: str | Path, size: int = 300, by: str = "naming", seed: int = 1
) -> int:
    """Draw a sample of counted statements and write it for marking.

    Args:
        archive: The archive's folder.
        out: The CSV file to write; a file that is there is not replaced.
        size: Statements, shared out evenly over the strata.
        by: What the sample is stratified by: naming, outlet, month, confidence (tenths) or none.
        seed: Of the draw; the same seed gives the same sample.

    Returns:
        How many statements were drawn.

    Raises:
        InputError: The folder is not an archive with a dataset.
        OutputError: The file cannot be written.
        ParameterError: ``by`` is unknown, or the file is there.
    """
    if by not in STRATA:
        raise ParameterError(f"{by} is unknown", "by", f"give one of {', '.join(STRATA)}")
    target = Path(out)
    if target.exists():
        raise ParameterError("is there already", str(target), "choose another name")
    strata: dict[str, list[dict[str, object]]] = {}
    for row in dataset.rows(Path(archive), "attributions"):
        if row["counted"]:
            key = str(
                math.floor(row["confidence"] * 10) / 10 if by == "confidence" else row.get(by, "")
            )
            strata.setdefault(key, []).append(row)
    rng = random.Random(seed)  # noqa: S311 - a sample, not a secret
    drawn = [
        (row, key)
        for key in sorted(strata)
        for row in rng.sample(strata[key], min(len(strata[key]), -(-size // len(strata))))
    ]
    rng.shuffle(drawn)
    texts = _texts(Path(archive), {str(row["key"]) for row, _ in drawn})
    lines = [[*GIVEN, *MARKS]]
    for number, (row, key) in enumerate(drawn, 1):
        text, start, end = texts[str(row["key"])], int(str(row["start"])), int(str(row["end"]))
        told = {
            **row,
            "number": number,
            "before": text[max(0, start - CONTEXT) : start],
            "after": text[end : end + CONTEXT],
            "source": row["source_text"],
            "stratum": key,
        }
        lines.append([guarded(str(told[name])) for name in GIVEN] + [""] * len(MARKS))
    writing.write({target: "".join(map(line, lines)).encode("utf-8", "replace")})
    return len(drawn)


def result(archive: str | Path, files: Sequence[str | Path]) -> Audit:
    """Read the marks of one or two people.

    Args:
        archive: The archive that the sample was drawn from.
        files: The marked CSV files, one a person; the first decides where two differ.

    Raises:
        InputError: A file has no marks, or a mark is not one of those asked for.
    """
    people = [_marks(Path(file)) for file in files]
    first = people[0]
    totals: dict[str, float] = dict.fromkeys(corrected.CLASSES, 0.0)
    for row in dataset.rows(Path(archive), "attributions"):
        if row["counted"] and row["naming"] in totals:
            totals[row["naming"]] += row["words"]
    marked = [
        corrected.Marked(
            row["naming"],
            row["true_naming"] if _truth(row, "is_statement") else corrected.NOTHING,
            int(row["words"]),
        )
        for row in first.values()
        if row["is_statement"] and (row["true_naming"] or not _truth(row, "is_statement"))
    ]
    return Audit(
        tuple(_precision(first.values(), mark) for mark in MARKS if mark != "true_naming"),
        tuple(corrected.shares(totals, marked)),
        tuple(_agreement(people, mark) for mark in MARKS) if len(people) > 1 else (),
    )


def _marks(path: Path) -> dict[str, dict[str, str]]:
    try:
        rows = list(csv.DictReader(io.StringIO(path.read_text(encoding="utf-8-sig"), newline="")))
    except (OSError, UnicodeDecodeError, csv.Error) as error:
        raise InputError(f"can't be read ({error})", str(path)) from None
    if not rows or not {*GIVEN, *MARKS} <= rows[0].keys():
        raise InputError("is not a sample for an audit", str(path), "draw one with analysis audit")
    found = {}
    for row in rows:
        own = {k: bare(v or "").strip() for k, v in row.items() if k}
        for mark, todo in MARKS.items():
            value = own[mark].casefold()
            known = corrected.CLASSES if mark == "true_naming" else tuple(TRUE)
            if value and value not in known:
                raise InputError(f"{mark} is {value}", f"{path}, row {own['number']}", todo)
            own[mark] = value
        if any(own[mark] for mark in MARKS):
            found[own["number"]] = own
    if not found:
        raise InputError("has no marks", str(path), "fill in its last columns")
    return found


def _truth(row: dict[str, str], mark: str) -> bool:
    return TRUE.get(row[mark], False)


def _precision(rows: Iterable[dict[str, str]], mark: str) -> Precision:
    told = [_truth(row, mark) for row in rows if row[mark]]
    return Precision(mark, sum(told), len(told), *wilson(sum(told), len(told)))


def wilson(right: int, of: int) -> tuple[float, float]:
    """Return the 95% interval of a share (Wilson 1927); (0, 1) of none."""
    if not of:
        return 0.0, 1.0
    z, p = 1.96, right / of
    middle = (p + z * z / (2 * of)) / (1 + z * z / of)
    half = z * math.sqrt(p * (1 - p) / of + z * z / (4 * of * of)) / (1 + z * z / of)
    return max(0.0, middle - half), min(1.0, middle + half)


def _agreement(people: Sequence[dict[str, dict[str, str]]], mark: str) -> tuple[str, float]:
    numbers = sorted({n for person in people for n in person})
    rows = [
        [person[n][mark] or None if n in person else None for person in people] for n in numbers
    ]
    return mark, alpha(rows)


def _texts(archive: Path, keys: set[str]) -> dict[str, str]:
    return {
        row["key"]: row["text"]
        for row in dataset.rows(archive, "articles", ("key", "text"))
        if row["key"] in keys
    }


def lines(audit: Audit) -> Iterable[str]:
    """Yield what an audit found, a line a figure, in per cent."""
    for p in audit.precision:
        if p.of:
            yield (
                f"{p.mark}: {p.right} of {p.of}, {100 * p.right / p.of:.1f}% "
                f"({100 * p.low:.1f} to {100 * p.high:.1f})"
            )
    for share in audit.shares:
        yield (
            f"words of {share.name} sources: {100 * share.raw:.1f}% as found, "
            f"{100 * share.corrected:.1f}% corrected ({100 * share.low:.1f} to "
            f"{100 * share.high:.1f})"
        )
    for mark, value in audit.agreement:
        told = "not defined" if math.isnan(value) else f"{value:.2f}"
        yield f"agreement on {mark} (Krippendorff's alpha): {told}"
