"""The explorer: boxes to choose by, and the article, tables and picture that follow each choice."""

from __future__ import annotations

import itertools
from collections.abc import Callable, Mapping, Sequence
from typing import Any

import ipywidgets

from analysis.choosing import alone
from analysis.errors import ParameterError
from analysis.exploring import fragments
from analysis.exploring.correcting import Panel
from analysis.exploring.facets import ANY, facets
from analysis.page.summary import NAMING
from analysis.reading import Reading
from analysis.text import plain

PANES = ("Article", "Voices", "Statements", "Words", "Verbs")
CORRECT = -1  # the panel, among the panes that are still to draw
BOXES = ("source", "kind", "naming", "form", "cue")
VIEW = "application/vnd.jupyter.widget-view+json"
_numbers = itertools.count(1)


class Explorer:
    """Articles with boxes to choose by; shows itself as a cell's output.

    Args:
        readings: One or several readings.
        threshold: Statements of a confidence under it are drawn unsure, in [0, 1].
    """

    def __init__(self, readings: Sequence[Reading], threshold: float = 0.5) -> None:
        if not readings:
            raise ParameterError("there is nothing to explore", "", "give one reading or several")
        self._readings = [reading.whole for reading in readings]
        self._threshold = threshold
        self._prefix = f"x{next(_numbers)}"
        self._quiet = False
        self._shown: int | None = None
        self._boxes = _boxes([reading.article.title or reading.article.id for reading in readings])
        self._summary = ipywidgets.HTML()
        self._panes = [ipywidgets.HTML() for _ in PANES]
        self._tab = ipywidgets.Tab(self._panes, titles=PANES)
        self._panel = Panel(self._corrected)
        self._fold = ipywidgets.Accordion(
            [self._panel.view], titles=["Correct"], selected_index=None
        )
        self._fold.observe(self._draw, names="selected_index")
        self._chosen = self.reading
        self._stale: set[int] = set()
        self._open_article()
        for name, box in self._boxes.items():
            box.observe(self._open_article if name == "article" else self._choose, names="value")
        self._clear = ipywidgets.Button(
            description="Show all", tooltip="Undo every choice", layout={"width": "auto"}
        )
        self._clear.on_click(self._open_article)
        self._tab.observe(self._draw, names="selected_index")
        self._view = self._layout()

    @property
    def reading(self) -> Reading:
        """The reading of the article that is shown, with all its statements."""
        shown: int = self._boxes["article"].value
        return self._readings[shown]

    @property
    def chosen(self) -> Reading:
        """What is chosen just now, as a reading."""
        return self._chosen

    def __dir__(self) -> list[str]:
        return sorted(name for name in vars(type(self)) if not name.startswith("_"))

    def __repr__(self) -> str:
        return f"Explorer of {len(self._readings)} articles, on {self.reading!r}"

    def _ipython_display_(self) -> None:
        """Show the widgets, and after them the article as it is, which they hide where they run."""
        from IPython.display import display  # noqa: PLC0415 - only where something is displayed

        plain_text = "Boxes to choose by; where they don't run, the article follows as it is."
        view = {"version_major": 2, "version_minor": 0, "model_id": self._view.model_id}
        display({VIEW: view, "text/plain": plain_text}, raw=True)
        static = {"text/html": fragments.fallback(self.reading), "text/plain": repr(self.reading)}
        display(static, raw=True)

    def _layout(self) -> ipywidgets.VBox:
        boxes = [self._boxes["article"]] if len(self._readings) > 1 else []
        boxes += [box for name, box in self._boxes.items() if name != "article"]
        choosers = ipywidgets.Box([*boxes, self._clear])
        choosers.add_class("choosers")
        view = ipywidgets.VBox(
            [ipywidgets.HTML(fragments.style()), choosers, self._summary, self._fold, self._tab]
        )
        view.add_class("analysis-explore")
        return view

    def _open_article(self, _: object = None) -> None:
        """Fill the boxes with what this article has, nothing chosen."""
        self._fill(dict.fromkeys(BOXES, ANY) | {"confidence": (0.0, 1.0), "text": ""})

    def _corrected(self, reading: Reading) -> None:
        """Show the article as it is after a correction; choices stay that are still there."""
        self._readings[self._boxes["article"].value] = reading
        self._fill({name: box.value for name, box in self._boxes.items() if name != "article"})

    def _fill(self, values: Mapping[str, Any]) -> None:
        there = facets(self.reading.extraction)
        self._quiet = True
        try:
            for name in BOXES:
                self._boxes[name].options = there[name]
            for name, value in values.items():
                options = [option for _, option in there.get(name, ())]
                self._boxes[name].value = value if value in options or not options else ANY
        finally:
            self._quiet = False
        self._choose()

    def _choose(self, _: object = None) -> None:
        if self._quiet:
            return
        wishes = self._wishes()
        self._summary.value = fragments.working()
        self._chosen = self.reading.where(**wishes)
        code = fragments.code_of(wishes.items())
        self._stale = {*range(len(PANES)), CORRECT}
        self._draw()
        self._summary.value = fragments.summary(self._chosen, code, self._prefix)

    def _wishes(self) -> dict[str, Any]:
        """Return what the boxes ask for, as :meth:`Reading.where` takes it."""
        wishes: dict[str, Any] = {name: self._boxes[name].value or None for name in BOXES}
        names = [s.name for s in self.reading.extraction.sources]
        for source in self.reading.extraction.sources:
            # A name reads better than an id, where it is one source's alone.
            if source.id == wishes["source"] and alone(source.name, names):
                wishes["source"] = source.name
        wishes["naming"] = NAMING.get(wishes["naming"])  # the word that the box shows
        low, high = self._boxes["confidence"].value
        # What the slider's steps can't tell from the whole range is no wish.
        wishes["confidence"] = (round(low, 2), round(high, 2)) if low > 0 or high < 1 else None
        wishes["text"] = self._boxes["text"].value.strip() or None
        return {name: value for name, value in wishes.items() if value is not None}

    def _draw(self, _: object = None) -> None:
        """Draw the pane that is looked at; the others when they are."""
        shown = self._tab.selected_index or 0
        if shown in self._stale:
            self._panes[shown].value = self._makers()[shown]()
            self._stale.discard(shown)
        if self._fold.selected_index is not None and CORRECT in self._stale:
            self._panel.show(self._chosen, fresh=self._shown != self._boxes["article"].value)
            self._shown = self._boxes["article"].value
            self._stale.discard(CORRECT)

    def _makers(self) -> list[Callable[[], str]]:
        chosen, threshold, prefix = self._chosen, self._threshold, self._prefix
        return [
            lambda: fragments.article(chosen, threshold, prefix),
            lambda: fragments.voices(chosen, threshold, prefix),
            lambda: fragments.statements(chosen, threshold, prefix),
            lambda: fragments.words(chosen, self._boxes["text"].value),
            lambda: fragments.verbs(chosen),
        ]


def _boxes(titles: Sequence[str]) -> dict[str, Any]:
    """Return the widgets to choose with.

    A box takes effect when it is left, a slider when it is let go.
    """
    articles = [(f"{n}. {plain(title, 60)}", n - 1) for n, title in enumerate(titles, 1)]
    boxes: dict[str, Any] = {
        "article": ipywidgets.Dropdown(options=articles, description="Article")
    }
    for name in BOXES:
        boxes[name] = ipywidgets.Dropdown(description=name.capitalize())
    boxes["confidence"] = ipywidgets.FloatRangeSlider(
        value=(0.0, 1.0),
        min=0.0,
        max=1.0,
        step=0.01,
        description="Confidence",
        continuous_update=False,
        readout_format=".2f",
    )
    boxes["text"] = ipywidgets.Text(
        description="Search", placeholder="words, then Enter", continuous_update=False
    )
    return boxes
