"""The made-up files in ``tests/inputs`` and the words that most of them hold."""

from __future__ import annotations

from pathlib import Path

from analysis import pipeline
from analysis.model import Article

INPUTS = Path(__file__).parent / "inputs"
TITLE = "Council closes old bridge"
WORDS = "The council closed the bridge on Monday. “We had no choice,” said the mayor, Anna Bright."


def heard(article: Article) -> set[str]:
    """Return the names of the sources of an article."""
    return {source.name for source in pipeline.extract(article).sources}
