"""The tables of the accuracy report, as HTML."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from analysis.evaluate.bootstrap import Estimate
from analysis.evaluate.breakdown import Row
from analysis.evaluate.calibration import Calibration
from analysis.evaluate.published import FIGURES, Peer, Point, Step
from analysis.page.blocks import Column, cell, table
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
    columns = [Column("What"), *(Column(NAMES[key], numeric=True) for key in "FPR")]
    rows = [
        _row(f"{escape(NAMES[name])} <small>{name}</small>", [found[key] for key in "FPR"])
        for name, found in measures.items()
        if "F" in found
    ]
    drawn = any(found["F"].low is not None for found in measures.values() if "F" in found)
    say = "All measures, in per cent" + (", with their intervals" if drawn else "")
    return table(say, columns, rows)


def grouped(caption: str, first: str, rows: Sequence[Row], counted: str = "statements") -> str:
    """Return a table of groups: articles, statements, and each figure with its interval."""
    if not rows:
        return ""
    names = list(rows[0].figures)
    columns = [Column(first), Column("articles", numeric=True), Column(counted, numeric=True)]
    columns += [Column(escape(SHORT[name]), numeric=True) for name in names]
    lines = [
        _row(
            escape(NAMING.get(row.group, row.group)),
            [row.figures[name] for name in names],
            cell(f"{row.articles:,}", row.articles) + cell(f"{row.statements:,}", row.statements),
        )
        for row in rows
    ]
    return table(caption, columns, lines)


def reliability(found: Calibration) -> str:
    """Return the table behind the picture: a row a bin of confidence."""
    columns = [Column("Confidence")]
    columns += [Column(n, numeric=True) for n in ("statements", "mean confidence", "share right")]
    rows = [
        f'<tr><th scope="row">{b.low:.1f} to {b.high:.1f}</th>{cell(f"{b.count:,}", b.count)}'
        f"{cell(f'{b.sure:.2f}', b.sure)}{cell(f'{b.right:.2f}', b.right)}</tr>\n"
        for b in found.bins
    ]
    return table("Statements by the software’s confidence", columns, rows)


def compared(ours: Mapping[str, float | None], where: str, others: Sequence[Peer]) -> str:
    """Return our figures in the first row, the others' below, each with where it was measured."""
    columns = [Column("Who")]
    columns += [Column(escape(SHORT[name]), numeric=True) for name in FIGURES]
    rows = [_peer("this software", where, ours)]
    rows += [_peer(peer.name, peer.on, peer.figures) for peer in others]
    return table("This software and others, by the same measures, in per cent", columns, rows)


def learned(points: Sequence[Point]) -> str:
    """Return the learning curve as numbers."""
    columns = [Column("Epochs", numeric=True)]
    columns += [Column(NAMES[name], numeric=True) for name in ("full", "exact")]
    rows = [
        f"<tr>{cell(f'{p.epochs:g}', p.epochs)}{cell(f'{p.full:.1f}', p.full)}"
        f"{cell(f'{p.exact:.1f}', p.exact)}</tr>\n"
        for p in points
    ]
    return table("F1 in per cent after so many times through the training articles", columns, rows)


def stepped(steps: Sequence[Step]) -> str:
    """Return what each change to the software gave."""
    rows = [
        f'<tr><th scope="row">{escape(step.what)}</th><td>{escape(step.gave)}</td></tr>\n'
        for step in steps
    ]
    return table("Changes to the software, in the order they were made", _STEPS, rows)


_STEPS = (Column("Change"), Column("What it gave (F1 in per cent)"))


def _row(head: str, estimates: Sequence[Estimate], between: str = "") -> str:
    cells = "".join(_estimate(estimate) for estimate in estimates)
    return f'<tr><th scope="row">{head}</th>{between}{cells}</tr>\n'


def _estimate(estimate: Estimate) -> str:
    around = span(estimate)
    text = figure(estimate) + (f" <small>{around}</small>" if around else "")
    return cell(text, -1.0 if estimate.value is None else estimate.value)


def _peer(name: str, on: str, figures: Mapping[str, float | None]) -> str:
    cells = "".join(
        cell("–", -1.0) if (value := figures.get(key)) is None else cell(f"{value:.1f}", value)
        for key in FIGURES
    )
    head = f"{escape(name)} <small>{escape(on)}</small>"
    return f'<tr><th scope="row">{head}</th>{cells}</tr>\n'
