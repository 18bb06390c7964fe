"""An explorer as tests look into it: its panes, its marks, its panel of corrections."""

from __future__ import annotations

from typing import Any

import dom
from seed import gold_extraction

from analysis import exploring
from analysis.exploring.widgets import PANES, Explorer
from analysis.model import Extraction, Source
from analysis.reading import Reading


def explorer(*extractions: Extraction) -> Explorer:
    return exploring.explore(*map(Reading, extractions or (gold_extraction(),)))


def pane(shown: Explorer, name: str) -> dom.Element:
    shown._tab.selected_index = PANES.index(name)
    return dom.read(shown._panes[PANES.index(name)].value)


def marks(shown: Explorer) -> int:
    return sum(element.has("st") for element in pane(shown, "Article").all())


def panel(shown: Explorer) -> Any:
    shown._fold.selected_index = 0
    return shown._panel


def everyone(shown: Explorer) -> list[Source]:
    x = shown.reading.extraction
    return [*x.sources, *x.unheard]


def said(shown: Explorer) -> str:
    return dom.read(panel(shown)._message.value).text()
