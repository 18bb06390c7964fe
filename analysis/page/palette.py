"""How voices are told apart: a colour and a line, the same on the page and in the figures.

Colours say naming: blues and green for named sources, warm ones for unnamed sources, grey for
general groups, so that a glance tells how much rests on people without a name. They follow the
set of Okabe and Ito (2008, "Color Universal Design"), darkened on white and lightened on black
until lines reach a contrast of 3:1; the page's values are in ``data/report.css``, these are for
paper.
Nothing is said by colour alone: every mark has its source's name beside it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence

from analysis.page.summary import NAMING, Summary

__all__ = ["NAMING", "PAPER", "looks", "styles"]

LINES = ("solid", "dashed", "double", "thick")
FAMILIES: Mapping[str, tuple[str, ...]] = {
    "named": ("n0", "n1", "n2"),
    "unnamed": ("u0", "u1", "u2"),
    "general group": ("c0",),
}
PAPER: Mapping[str, str] = {
    "n0": "#0072B2",
    "n1": "#00795A",
    "n2": "#2F86BA",
    "u0": "#C24E00",
    "u1": "#A9447F",
    "u2": "#9A6700",
    "c0": "#5F6368",
    "x0": "#5F6368",
}


def styles(namings: Sequence[str]) -> list[tuple[str, str]]:
    """Return the colour and the line of each source, given its naming in the page's words.

    Within a family no pair repeats for the first 12 voices (4 among general groups): the numbers of
    colours and of lines have no common divisor, so stepping through both at once meets all pairs.
    """
    seen: Counter[str] = Counter()
    chosen: list[tuple[str, str]] = []
    for naming in namings:
        family = FAMILIES.get(naming, ("x0",))
        place = seen[naming]
        seen[naming] += 1
        chosen.append((family[place % len(family)], LINES[place % len(LINES)]))
    return chosen


def looks(s: Summary) -> dict[int, tuple[str, str]]:
    """Return the colour and the line of each source by its number, also if some are left out."""
    chosen = styles([voice.naming for voice in s.whole])
    return {voice.number: look for voice, look in zip(s.whole, chosen, strict=True)}
