"""The tables of the accuracy report, as HTML."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from analysis.evaluate.bootstrap import Estimate
from analysis.evaluate.breakdown import Row
from analysis.evaluate.calibration import Calibration
from analysis.evaluate.published import FIGURES, Peer, Point, Step
from analysis.page.blocks import cell, count, row, table
from analysis.page.summary import NAMING
from analysis.spans.html import escape

NAMES: Mapping[str, str] = {
    "token_source": "words of sources",
    "token_cue": "words of cues",
    "token_content": "words of contents",
    "span_source": "whole sources",
    "span_cue": "whole cues",
    "span_content": "whole contents",
    "content": "statements",
    "full": "statements with their source",
    "exact": "the same, content word for word",
    "type_direct": "direct",
    "type_mixed": "mixed",
    "type_indirect": "indirect",
    "direct": "direct",
    "mixed": "mixed",
    "indirect": "indirect",
    "recall": "found",
    "full_recall": "found with their source",
    "source_acc": "of those found, source right",
    "right": "right",
    "P": "of those found, right",
    "R": "of those there, found",
    "F": "F1",
}

# Where the heading of a column must be short.
SHORT: Mapping[str, str] = {
    **NAMES,
    "token_source": "source words",
    "token_cue": "cue words",
    "token_content": "content words",
    "content": "content F1",
    "full": "full F1",
    "exact": "exact F1",
}

Measures = Mapping[str, Mapping[str, Estimate]]


def figure(estimate: Estimate) -> str:
    """Return a figure as text: ``77.0``, or a dash where there is nothing to measure."""
    return "–" if estimate.value is None else f"{estimate.value:.1f}"


def span(estimate: Estimate) -> str:
    """Return its interval as text: ``74.3 to 79.5``, or nothing."""
    if estimate.low is None or estimate.high is None:
        return ""
    return f"{estimate.low:.1f} to {estimate.high:.1f}"


def measured(measures: Measures) -> str:
    """Return a table of every measure that is an F1, with precision and recall."""
    numbers = [NAMES[key] for key in "FPR"]
    rows = [
        _row(f"{escape(NAMES[name])} <small>{name}</small>", [found[key] for key in "FPR"])
        for name, found in measures.items()
        if "F" in found
    ]
    drawn = any(found["F"].low is not None for found in measures.values() if "F" in found)
    say = "All measures, in per cent" + (", with their intervals" if drawn else "")
    return table(say, ["What", *numbers], rows, numbers)


def grouped(caption: str, first: str, rows: Sequence[Row], counted: str = "statements") -> str:
    """Return a table of groups: articles, statements, and each figure with its interval."""
    if not rows:
        return ""
    names = list(rows[0].figures)
    numbers = ["articles", counted, *(escape(SHORT[name]) for name in names)]
    lines = [
        _row(
            escape(NAMING.get(own.group, own.group)),
            [own.figures[name] for name in names],
            count(own.articles) + count(own.statements),
        )
        for own in rows
    ]
    return table(caption, [first, *numbers], lines, numbers)


def reliability(found: Calibration) -> str:
    """Return the table behind the picture: a row a bin of confidence."""
    numbers = ("statements", "mean confidence", "share right")
    rows = [
        row(
            f"{b.low:.1f} to {b.high:.1f}",
            count(b.count),
            *(cell(f"{share:.2f}", share) for share in (b.sure, b.right)),
        )
        for b in found.bins
    ]
    say = "Statements by the software’s confidence"
    return table(say, ("Confidence", *numbers), rows, numbers)


def compared(ours: Mapping[str, float | None], where: str, others: Sequence[Peer]) -> str:
    """Return our figures in the first row, the others' below, each with where it was measured."""
    numbers = [escape(SHORT[name]) for name in FIGURES]
    rows = [_peer("this software", where, ours)]
    rows += [_peer(peer.name, peer.on, peer.figures) for peer in others]
    say = "This software and others, by the same measures, in per cent"
    return table(say, ["Who", *numbers], rows, numbers)


def learned(points: Sequence[Point]) -> str:
    """Return the learning curve as numbers."""
    heads = ("Epochs", NAMES["full"], NAMES["exact"])
    rows = [
        f"<tr>{cell(f'{p.epochs:g}', p.epochs)}{cell(f'{p.full:.1f}', p.full)}"
        f"{cell(f'{p.exact:.1f}', p.exact)}</tr>\n"
        for p in points
    ]
    say = "F1 in per cent after so many times through the training articles"
    return table(say, heads, rows, heads)


def stepped(steps: Sequence[Step]) -> str:
    """Return what each change to the software gave."""
    rows = [row(escape(step.what), cell(escape(step.gave))) for step in steps]
    heads = ("Change", "What it gave (F1 in per cent)")
    return table("Changes to the software, in the order they were made", heads, rows)


def _row(head: str, estimates: Sequence[Estimate], between: str = "") -> str:
    return row(head, between, *map(_estimate, estimates))


def _estimate(estimate: Estimate) -> str:
    around = span(estimate)
    text = figure(estimate) + (f" <small>{around}</small>" if around else "")
    return cell(text, -1.0 if estimate.value is None else estimate.value)


def _peer(name: str, on: str, figures: Mapping[str, float | None]) -> str:
    cells = (
        cell("–", -1.0) if (value := figures.get(key)) is None else cell(f"{value:.1f}", value)
        for key in FIGURES
    )
    return row(f"{escape(name)} <small>{escape(on)}</small>", *cells)
