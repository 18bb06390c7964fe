"""Pictures of an article's statements by matplotlib, for notebooks and for print.

They draw what the page draws: the same colours (:mod:`analysis.page.palette`), the same heights;
rows are labelled where they stand, so that nothing hangs on a colour. No function reads a file or
touches global state of pyplot; a figure is the same bytes every time if it is written by
:func:`to_svg` or :func:`to_png`.
"""

from __future__ import annotations

import base64
import html
import io
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

import matplotlib as mpl
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from analysis.model import NOBODY
from analysis.page.palette import NAMING, PAPER, styles
from analysis.page.wording import opening, percent, plural, shorten

if TYPE_CHECKING:
    import pandas as pd

HEIGHTS: Mapping[str, float] = {"direct": 0.8, "mixed": 0.55, "indirect": 0.32}
LEAST = 0.004
DOTS = 110  # per inch, on the screen
INK, SOFT, HAIR = "#1a1a1a", "#595959", "#d0d0d0"
STYLE: dict[Any, Any] = {"svg.hashsalt": "analysis", "svg.fonttype": "path"}


class Drawn(Axes):
    """Axes that show their figure as a cell's output, without pyplot.

    ``alt`` says in words what is drawn: the picture's text alternative.
    """

    alt = ""

    def _repr_png_(self) -> bytes:
        figure = self.get_figure(root=True)
        return to_png(figure, DOTS) if figure else b""

    def _repr_html_(self) -> str:
        data = base64.b64encode(self._repr_png_()).decode()
        return f'<img alt="{html.escape(self.alt)}" src="data:image/png;base64,{data}">'

    def _repr_pretty_(self, printer: Any, cycle: bool) -> None:
        printer.text(repr(self) if cycle else self.alt)


def canvas(rows: int, ax: Axes | None = None, figsize: tuple[float, float] | None = None) -> Axes:
    """Make axes for so many labelled rows.

    Args:
        rows: How many there are.
        ax: Axes to draw on, in place of new ones.
        figsize: Width and height of the figure in inches; by default as wide as a notebook's
            column and as high as the rows need, or as the figure of ``ax`` is.
    """
    if ax is not None:
        figure = ax.get_figure(root=True)
        if figsize is not None and figure is not None:
            figure.set_size_inches(figsize)
        return ax
    size = figsize or (8.0, 0.9 + 0.32 * max(rows, 1))
    axes: Axes = Figure(figsize=size, layout="constrained").subplots(
        subplot_kw={"axes_class": Drawn}
    )
    return axes


def alternative(axes: Axes, alt: str) -> None:
    """Keep with our own axes what they show, in words."""
    if isinstance(axes, Drawn):
        axes.alt = alt


def strips(
    attributions: pd.DataFrame,
    length: int,
    *,
    threshold: float = 0.5,
    most: int = 40,
    like: pd.DataFrame | None = None,
    ax: Axes | None = None,
    figsize: tuple[float, float] | None = None,
) -> Axes:
    """Draw where in the article each source speaks: one row a source, most words on top.

    Tall bars are direct, short ones indirect, those between are mixed; hollow ones are under the
    threshold. The row's label names the source and says whether it is named.

    Args:
        attributions: The table of attributions of one article (``frames.attributions``).
        length: Length of the article, in code points.
        threshold: Confidence below which a bar is hollow, in [0, 1].
        most: Rows at most; the others are counted in a line below.
        like: The table these statements were chosen from: sources keep the colours of there.
        ax: See :func:`canvas`.
        figsize: See :func:`canvas`.

    Returns:
        The axes; ``axes.figure`` is the figure.
    """
    groups = _groups(attributions)
    shown = groups[:most]
    colours = families(attributions if like is None else like)
    with mpl.rc_context(STYLE):
        axes = canvas(len(shown), ax, figsize)
        for place, (_, _, own) in enumerate(shown):
            family = colours[_text(own[0]["speaker"])]
            _row(axes, place, own, family=family, length=max(length, 1), threshold=threshold)
        _dress(axes, shown, len(groups) - len(shown))
    alternative(axes, describe(attributions, length))
    return axes


def families(attributions: pd.DataFrame) -> dict[str, str]:
    """Return the colour (a key of ``PAPER``) of each speaker's id; "" is the id of none."""
    groups = _groups(attributions)
    looks = styles([naming for _, naming, _ in groups])
    return {
        _text(own[0]["speaker"]): look[0] for (_, _, own), look in zip(groups, looks, strict=True)
    }


def describe(attributions: pd.DataFrame, length: int) -> str:
    """Say what the strips show, in a sentence: the picture's text alternative."""
    groups = _groups(attributions)
    if not groups:
        return "Nobody is found to speak in this article."
    starts = [min(_spans(row["content_spans"])) for _, _, own in groups for row in own]
    first, last = min(starts)[0] / max(length, 1), max(starts)[0] / max(length, 1)
    return (
        f"{opening(len(groups), 'source')}, one row each, most words on top; the first "
        f"statement begins {percent(first)} into the article, the last {percent(last)}."
    )


def to_png(figure: Figure, dots: int = 150) -> bytes:
    """Return the figure as PNG at ``dots`` per inch, the same bytes every time."""
    buffer = io.BytesIO()
    with mpl.rc_context(STYLE):
        figure.savefig(buffer, format="png", dpi=dots, metadata={"Software": None})
    return buffer.getvalue()


def _groups(attributions: pd.DataFrame) -> list[tuple[str, str, list[dict[str, Any]]]]:
    """Name, naming and statements of each source; most words first, no known source last."""
    found: dict[str, list[dict[str, Any]]] = {}
    for row in attributions.to_dict("records"):
        found.setdefault(_text(row["speaker"]), []).append({str(k): v for k, v in row.items()})
    order = sorted(
        found.items(), key=lambda item: (not item[0], -sum(int(r["words"]) for r in item[1]))
    )
    return [
        (_text(own[0]["name"]) or NOBODY, NAMING.get(_text(own[0]["naming"]), ""), own)
        for _, own in order
    ]


def _text(value: object) -> str:
    return value if isinstance(value, str) else ""


def _spans(cell: str) -> list[tuple[int, int]]:
    pairs = (part.split("-") for part in cell.split(";"))
    return [(int(start), int(end)) for start, end in pairs]


def _row(
    axes: Axes,
    place: int,
    own: Sequence[dict[str, Any]],
    *,
    family: str,
    length: int,
    threshold: float,
) -> None:
    """Draw one source's bars, standing on their line; x runs from 0 to 1."""
    colour = PAPER[family]
    for statement in own:
        unsure = statement["confidence"] < threshold
        bars = [
            (start / length, max((end - start) / length, LEAST))
            for start, end in _spans(statement["content_spans"])
        ]
        axes.broken_barh(
            bars,
            (place + 0.4, -HEIGHTS[statement["form"]]),
            facecolor="white" if unsure else colour,
            edgecolor=colour if unsure else "white",
            linewidth=1.0 if unsure else 0.0,
        )


def label_rows(axes: Axes, rows: Sequence[tuple[str, str]]) -> None:
    """Label each row with a source's name and naming, the first on top; no frame."""
    axes.set_ylim(max(len(rows), 1) - 0.5, -0.5)
    labels = [f"{shorten(name, 44)}, {naming}" if naming else name for name, naming in rows]
    ticks = axes.set_yticks(range(len(rows)), labels, fontsize=9, color=INK)
    for tick in ticks:
        tick.label1.set_parse_math(False)  # a "$" in a name is a dollar
    axes.tick_params(length=0)
    for side in axes.spines.values():
        side.set_visible(False)


def _dress(axes: Axes, shown: Sequence[tuple[str, str, Any]], hidden: int) -> None:
    """Set labels in place of a legend, and no frame."""
    axes.set_xlim(0, 1)
    axes.hlines([n + 0.4 for n in range(len(shown))], 0, 1, color=HAIR, linewidth=0.8, zorder=0)
    label_rows(axes, [(name, naming) for name, naming, _ in shown])
    axes.set_xticks([0, 0.5, 1], ["first word", "middle", "last word"], fontsize=8, color=SOFT)
    more = f" Not drawn: {plural(hidden, 'other source')}." if hidden else ""
    say = "Tall bars are quoted, short ones paraphrased, those between are both." + more
    axes.set_xlabel(say, fontsize=8, color=SOFT, loc="left")
