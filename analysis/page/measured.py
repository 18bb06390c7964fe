"""How often the software is right, in one plain sentence, from what was measured and shipped."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from analysis.shipped import DATA

# Written by scripts/gate.py --update, never by hand.
PLACE = DATA / "accuracy.json"
UNKNOWN = "How often this version is right has not been measured."


def accuracy(reader: str) -> str:
    """Return the sentence for a model, by its version; it says so where that was not measured."""
    if not PLACE.is_file():
        return UNKNOWN
    found = json.loads(PLACE.read_text(encoding="utf-8"))
    return sentence(found) if reader and found["reader"] == reader else UNKNOWN


def record(
    reader: str, about: str, articles: int, measures: Mapping[str, Mapping[str, float]]
) -> dict[str, Any]:
    """Return what is shipped: three shares of a corpus without training articles, in percent.

    Args:
        reader: Its version.
        about: What the corpus is, such as "news of 2016".
        articles: How many it has.
        measures: As :meth:`analysis.evaluate.Scores.measures` gives them. A statement counts as
            found from a Dice coefficient of its content's words of 0.5, its source likewise.
    """
    content, full = measures["content"], measures["full"]
    source = 100 * full["R"] / content["R"] if content["R"] else 0.0
    return {
        "reader": reader,
        "about": about,
        "articles": articles,
        "found": round(content["R"], 1),  # of the statements that people marked
        "right": round(content["P"], 1),  # of the statements that the software marks
        "source": round(source, 1),  # of those found, the ones with the right source
    }


def sentence(found: Mapping[str, Any]) -> str:
    """Say what a record of :func:`record` holds, in tenths."""
    return (
        f"Measured on {found['articles']} articles of {found['about']} that it was not trained on, "
        f"the software finds {_tenths(found['found'])} statements that people marked there; of "
        f"those found, {_tenths(found['source'])} have the right source. Of what it marks, "
        f"{_tenths(found['right'])} are statements by those people's reading. Other kinds of news "
        f"may be read worse."
    )


def _tenths(percent: float) -> str:
    """Return a share as people say it; never rounded up to all or down to none."""
    return f"about {min(9, max(1, round(percent / 10)))} of 10"
