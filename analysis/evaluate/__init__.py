"""Scores statements against gold in brat standoff.

Gold is a folder with NAME.txt and NAME.ann. Units are runs of word characters, so that quotation
marks and trailing commas never decide a score. All figures are in percent:

- *token*, for each role: is each word labelled as the gold labels it?
- *span*, for each role: the same stretches, word for word (the measure of CofeNet, Wang et al.,
  COLING 2022).
- *content*: gold and found statements are paired one to one, best overlap first; a pair counts
  from a Dice coefficient of the content words of 0.5.
- *full*: as content, and the sources agree too (Dice from 0.5, or none in both).
- *exact*: as full, with the same content word for word.
- *type*: for gold statements that are direct, mixed and indirect, the share found.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path

from analysis.evaluate.golds import Gold, load_gold, load_golds, load_predictions
from analysis.evaluate.judging import Judged, judge
from analysis.evaluate.measures import Scores
from analysis.evaluate.pairing import Spoken
from analysis.model import Extraction

__all__ = [
    "Gold",
    "Judged",
    "Scores",
    "Spoken",
    "evaluate",
    "judge",
    "judge_all",
    "load_gold",
    "load_golds",
    "load_predictions",
    "table",
    "total",
]


def evaluate(
    gold: str | Path | Iterable[str | Path],
    predictions: str | Path | Mapping[str, Iterable[Spoken]] | None = None,
) -> Scores:
    """Score statements against a gold folder.

    Args:
        gold: A folder with NAME.txt (UTF-8) and NAME.ann for each article; or several folders
            and files.
        predictions: By article name, or a file of JSON Lines as ``analysis extract`` writes it;
            an article that is missing there counts as one without statements. None runs the
            reader over the texts of the folder.

    Returns:
        The counts; ``.measures()`` gives the figures.

    Raises:
        GoldError: If the folder, an article in it or the predictions can't be read.
    """
    return total(judge_all(gold, predictions))


def judge_all(
    gold: str | Path | Iterable[str | Path],
    predictions: str | Path | Mapping[str, Iterable[Spoken]] | None = None,
) -> list[Judged]:
    """Judge statements against gold, article by article; arguments and errors as above."""
    articles = load_gold(gold) if isinstance(gold, str | Path) else load_golds(gold)
    if isinstance(predictions, str | Path):
        predictions = load_predictions(predictions)
    return [
        judge(
            name,
            article,
            _run(article.text, name) if predictions is None else predictions.get(name, ()),
        )
        for name, article in articles.items()
    ]


def total(articles: Iterable[Judged]) -> Scores:
    """Add up the counts of judged articles."""
    scores = Scores()
    for article in articles:
        scores.include(article.scores)
    return scores


def table(scores: Scores) -> str:
    """Return the measures as text, one a line, without a line break at the end."""
    return "\n".join(
        f"{name:15s} " + "  ".join(f"{key} {value:6.1f}" for key, value in values.items())
        for name, values in scores.measures().items()
    )


def _run(text: str, name: str) -> Extraction:
    """Return what the software finds in a text that is taken as it is."""
    from analysis import ingest, pipeline  # noqa: PLC0415 - scoring a file needs no reader

    return pipeline.extract(ingest.from_text(text, name))
