"""Which words introduce whose statements, and how they place the writer (see ``lexicon``)."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd

from analysis.exploring.lexicon import STANCES, analyse, table
from analysis.exploring.lexicon import stances as lexicon
from analysis.frames.surfaces import joined

if TYPE_CHECKING:
    from analysis.reading import Reading

OTHER = ("not listed", "no cue")
COLUMNS: tuple[str, ...] = (*STANCES, *OTHER)
NOBODY = "no source given"


def cues(reading: Reading) -> pd.DataFrame:
    """What introduces each statement, and the stance of its verb.

    Args:
        reading: A reading, or a choice of one.

    Returns:
        One row a statement that has words to introduce it: id, speaker, name, naming, cue (as
        printed), lemma, negated, stance (*neutral*, *doubting*, *endorsing*, *marked*, *inner*;
        *not listed* for a verb that the lexicon lacks or that is negated), paragraph.
    """
    return _all(reading).query("stance != 'no cue'").reset_index(drop=True)


def stances(reading: Reading) -> pd.DataFrame:
    """Who gets which verbs: how many statements of each source are introduced in which stance.

    Args:
        reading: A reading, or a choice of one.

    Returns:
        One row a source, most statements first; columns *neutral*, *doubting*, *endorsing*,
        *marked*, *inner*, *not listed* (see :func:`cues`), *no cue* and *statements*.
    """
    found = _all(reading)
    counts = pd.crosstab(found["speaker"], found["stance"], dropna=False)
    counts = counts.reindex(columns=list(COLUMNS), fill_value=0)
    names = found.drop_duplicates("speaker").set_index("speaker")[["name", "naming"]]
    made = names.join(counts.rename_axis(columns=None))
    made["statements"] = made[list(COLUMNS)].sum(axis=1)
    made = made.sort_values("statements", ascending=False, kind="stable")
    return made.reset_index(drop=True).astype(dict.fromkeys([*COLUMNS, "statements"], "Int64"))


def verbs() -> pd.DataFrame:
    """The lexicon: verb, stance, and the works whose lists or advice the verb stands in.

    Returns:
        One row a verb or phrase; ``works`` is "ours" where we know of none. The file
        ``analysis/data/stance.toml`` names the works in full.
    """
    rows = [(verb, stance, table()[stance][verb]) for verb, stance in lexicon().items()]
    return pd.DataFrame(rows, columns=["verb", "stance", "works"])


def _all(reading: Reading) -> pd.DataFrame:
    x = reading.extraction
    sources = {source.id: source for source in x.sources}
    rows = []
    for a, paragraph in zip(x.attributions, reading.attributions["paragraph"], strict=True):
        source = sources.get(a.speaker or "")
        cue = analyse(joined(x.article.text, a.cue))
        stance = (cue.stance or OTHER[0]) if cue.lemma else OTHER[1]
        who = (source.id, source.name, source.naming) if source else ("", NOBODY, "")
        rows.append((a.id, *who, cue.surface, cue.lemma, cue.negated, stance, paragraph))
    frame = pd.DataFrame(
        rows, columns="id speaker name naming cue lemma negated stance paragraph".split()
    )
    frame["stance"] = pd.Categorical(frame["stance"], categories=list(COLUMNS))
    return frame
