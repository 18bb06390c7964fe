"""Looks into what was read: chooses statements, counts words and cues, draws, and shows widgets.

reading.where(naming="unnamed")       a choice: tables, text and pictures of some statements
concordance(reading, "weapons")       a word in context (NLTK)
keyness(reading.where(source=...))    words typical for a source against the rest
cues(reading), stances(reading)       which words introduce statements, and who gets which
explore(reading)                      all of it to click on, in JupyterLab
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import chain
from typing import TYPE_CHECKING

from analysis.exploring.words import concordance, cues, keyness, stances
from analysis.frames.stance import verbs
from analysis.reading import Reading
from analysis.suggesting import named_options

if TYPE_CHECKING:
    from analysis.exploring.widgets import Explorer

__all__ = ["concordance", "cues", "explore", "keyness", "stances", "verbs"]


@named_options
def explore(*readings: Reading | Sequence[Reading], threshold: float = 0.5) -> Explorer:
    """Show articles with boxes to choose by: source, kind, naming, form, cue, confidence, text.

    The annotated text, the tables and the picture follow each choice. Where widgets don't run
    (a page made by nbconvert, GitHub), the first article is shown as it is.

    Args:
        readings: One or several, or a list of them, as :func:`analysis.read` gives them.
        threshold: Statements of a confidence under it are drawn unsure, in [0, 1].

    Returns:
        The explorer, which shows itself as a cell's output. ``.chosen`` is the reading of what is
        chosen just now, for the cells below; ``.reading`` the whole one.

    Raises:
        ParameterError: No reading is given.
    """
    from analysis.exploring.widgets import Explorer  # noqa: PLC0415 - ipywidgets is slow to import

    given = [[one] if isinstance(one, Reading) else one for one in readings]
    return Explorer(list(chain.from_iterable(given)), threshold)
