"""Which words introduce whose statements, and how they place the writer (see ``cues``)."""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from typing import TYPE_CHECKING

from analysis.cues import STANCES, analyse, table
from analysis.cues import stances as lexicon
from analysis.frames.columns import Frame
from analysis.model import NOBODY, Extraction
from analysis.spans.text import joined

if TYPE_CHECKING:
    import pandas as pd

OTHER = ("not listed", "no cue")
COLUMNS: tuple[str, ...] = (*STANCES, *OTHER)
CUES = ("id", "speaker", "name", "naming", "cue", "lemma", "negated", "stance", "paragraph")


def stances(x: Extraction) -> pd.DataFrame:
    """Count the statements of each source by stance; most statements first."""
    counts: dict[str, Counter[str]] = {}
    names: dict[str, tuple[str, str]] = {}
    for _, speaker, name, naming, *_, stance, _ in introduced(x):
        counts.setdefault(speaker, Counter())[stance] += 1
        names[speaker] = (name, naming)
    order = sorted(counts, key=lambda speaker: -counts[speaker].total())
    rows = [
        (*names[s], *(counts[s][stance] for stance in COLUMNS), counts[s].total()) for s in order
    ]
    frame = Frame(rows, columns=["name", "naming", *COLUMNS, "statements"])
    return frame.astype(dict.fromkeys([*COLUMNS, "statements"], "Int64"))


def verbs() -> pd.DataFrame:
    """Return the lexicon: verb, stance, and the works whose lists or advice name the verb.

    Returns:
        One row a verb or phrase; ``works`` is "ours" where we know of none. The file
        ``analysis/data/stance.toml`` names the works in full.
    """
    rows = [(verb, stance, table()[stance][verb]) for verb, stance in lexicon().items()]
    return Frame(rows, columns=["verb", "stance", "works"])


def introduced(x: Extraction) -> list[tuple[str, str, str, str, str, str, bool, str, int]]:
    """Return a row a statement, with the columns ``CUES``.

    Its stance is "no cue" where nothing introduces it.
    """
    sources = {source.id: source for source in x.sources}
    paragraphs = [paragraph.span.start for paragraph in x.article.paragraphs]
    rows = []
    for a in x.attributions:
        source = sources.get(a.speaker or "")
        cue = analyse(joined(x.article.text, a.cue))
        stance = (cue.stance or OTHER[0]) if cue.lemma else OTHER[1]
        who = (source.id, source.name, source.naming) if source else ("", NOBODY, "")
        paragraph = max(0, bisect_right(paragraphs, min(a.content).start) - 1)
        rows.append((a.id, *who, cue.surface, cue.lemma, cue.negated, stance, paragraph))
    return rows
