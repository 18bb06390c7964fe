"""``reading.plot``: pictures of a reading or of a choice, as matplotlib Axes."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from analysis.errors import ParameterError
from analysis.model import Extraction
from analysis.page.palette import NAMING, PAPER
from analysis.page.wording import shorten
from analysis.suggesting import Suggesting, named_options
from analysis.tabular import Tables

if TYPE_CHECKING:
    from matplotlib.axes import Axes

Size = tuple[float, float]
ROWS, NAME = 8, 44  # of a text alternative: rows at most, and letters of a name

# From firm to distant; light enough for the numbers on them.
SHADES = {
    "neutral": "#c9ccd1",
    "endorsing": "#7fb2d9",
    "doubting": "#e8a26b",
    "marked": "#d59abf",
    "inner": "#9fcfb8",
    "not listed": "#e6e6e6",
    "no cue": "#f5f5f5",
}


class Plots(Suggesting):
    """Pictures of one reading; each method gives Axes, which show themselves in a notebook.

    Args:
        chosen: The tables to draw.
        whole: Those of the whole article, whose colours are taken.
        extraction: The records of what is drawn.
    """

    def __init__(self, chosen: Tables, whole: Tables, extraction: Extraction) -> None:
        self._chosen, self._whole, self._extraction = chosen, whole, extraction

    def __repr__(self) -> str:
        return f"plots: {', '.join(f'.{name}()' for name in dir(self))}"

    @named_options
    def strip(
        self,
        *,
        threshold: float = 0.5,
        most: int = 40,
        ax: Axes | None = None,
        figsize: Size | None = None,
    ) -> Axes:
        """Draw where in the article each source speaks: one row a source, most words on top.

        Args:
            threshold: Statements of a confidence under it are hollow, in [0, 1].
            most: Rows at most.
            ax: Axes to draw on, such as one of ``plt.subplots``; by default new ones.
            figsize: Width and height of the figure, in inches.
        """
        from analysis.page import figures  # noqa: PLC0415 - matplotlib is slow to import

        return figures.strips(
            self._chosen.attributions,
            len(self._extraction.article.text),
            threshold=threshold,
            most=_many(most),
            like=self._whole.attributions,
            ax=ax,
            figsize=figsize,
        )

    @named_options
    def voices(
        self, *, most: int = 40, ax: Axes | None = None, figsize: Size | None = None
    ) -> Axes:
        """Draw how many words each source has: one bar a source, in its colour.

        Args:
            most: Rows at most.
            ax: Axes to draw on, such as one of ``plt.subplots``; by default new ones.
            figsize: Width and height of the figure, in inches.
        """
        from analysis.page import figures  # noqa: PLC0415 - matplotlib is slow to import

        voices = self._chosen.sources.sort_values("words", ascending=False, kind="stable")
        voices = voices.head(_many(most))
        colours = figures.families(self._whole.attributions)
        axes = figures.canvas(len(voices), ax, figsize)
        words = voices["words"].astype(int).tolist()
        axes.barh(
            range(len(voices)),
            words,
            height=0.6,
            color=[PAPER[colours.get(key, "x0")] for key in voices["id"]],
        )
        for place, count in enumerate(words):
            axes.text(count, place, f" {count}", va="center", fontsize=8, color=figures.SOFT)
        namings = [NAMING[naming] for naming in voices["naming"]]
        figures.label_rows(axes, list(zip(voices["name"], namings, strict=True)))
        _plain(axes, "Words of statements; a statement inside another counts for both sources.")
        rows = [f"{shorten(n, NAME)} {w:,}" for n, w in zip(voices["name"], words, strict=True)]
        figures.alternative(axes, _alt("Words of each source's statements", rows))
        return axes

    @named_options
    def stances(
        self, *, most: int = 40, ax: Axes | None = None, figsize: Size | None = None
    ) -> Axes:
        """Draw the stances that introduce each source's statements: one row a source.

        Args:
            most: Rows at most.
            ax: Axes to draw on, such as one of ``plt.subplots``; by default new ones.
            figsize: Width and height of the figure, in inches.
        """
        from analysis.frames.stance import stances  # noqa: PLC0415 - they need pandas
        from analysis.page import figures  # noqa: PLC0415 - matplotlib is slow to import

        counts = stances(self._extraction).head(_many(most))
        axes = figures.canvas(len(counts) + 1, ax, figsize)
        begins = [0] * len(counts)
        for stance, colour in SHADES.items():
            own = counts[stance].astype(int).tolist()
            if any(own):
                axes.barh(range(len(own)), own, 0.6, begins, color=colour, label=stance)
            for place, count in enumerate(own):
                if count:
                    middle = begins[place] + count / 2
                    axes.text(
                        middle,
                        place,
                        str(count),
                        ha="center",
                        va="center",
                        fontsize=8,
                        color=figures.INK,
                    )
            begins = [begin + count for begin, count in zip(begins, own, strict=True)]
        namings = [NAMING.get(naming, "") for naming in counts["naming"]]
        figures.label_rows(axes, list(zip(counts["name"], namings, strict=True)))
        _plain(axes, "Statements by what the verb that introduces them does.")
        if len(counts):
            look: dict[str, Any] = {"ncols": 7, "fontsize": 8, "frameon": False}
            if ax is None:
                axes.figure.legend(loc="outside upper left", **look)
            else:  # the figure is somebody else's
                axes.legend(loc="lower left", bbox_to_anchor=(0, 1), **look)
        rows = [
            f"{shorten(row['name'], NAME)} {_told({stance: row[stance] for stance in SHADES})}"
            for row in counts.to_dict("records")
        ]
        figures.alternative(axes, _alt("Statements of each source by stance", rows))
        return axes


def _plain(axes: Axes, say: str) -> None:
    """Leave out the scale, for each bar has its number, and write what is shown below."""
    from analysis.page import figures  # noqa: PLC0415 - matplotlib is slow to import

    axes.set_xticks([])
    axes.margins(x=0.06)
    axes.set_xlim(left=0)
    axes.set_xlabel(say, fontsize=8, color=figures.SOFT, loc="left")


def _alt(say: str, rows: Sequence[str]) -> str:
    """Return what a picture shows, in a sentence: its first rows, and how many there are."""
    if not rows:
        return f"{say}: there is none."
    more = f"; and {len(rows) - ROWS} more" if len(rows) > ROWS else ""
    return f"{say}: {'; '.join(rows[:ROWS])}{more}."


def _told(counts: Mapping[str, int]) -> str:
    return ", ".join(f"{count} {name}" for name, count in counts.items() if count)


def _many(most: int) -> int:
    if most < 1:
        raise ParameterError("is not a number of rows", str(most), "give 1 or more")
    return most
