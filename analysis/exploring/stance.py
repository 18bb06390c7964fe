"""Which words introduce whose statements in a reading, and how they place the writer."""

from __future__ import annotations

from typing import TYPE_CHECKING

from analysis.frames import stance
from analysis.reading import Reading

if TYPE_CHECKING:
    import pandas as pd


def cues(reading: Reading) -> pd.DataFrame:
    """Return what introduces each statement, and the stance of its verb.

    Args:
        reading: A reading, or a choice of one.

    Returns:
        One row a statement that has words to introduce it: id, speaker, name, naming, cue (as
        printed), lemma, negated, stance (*neutral*, *doubting*, *endorsing*, *marked*, *inner*;
        *not listed* for a verb that the lexicon lacks or that is negated), paragraph.
    """
    return stance.cues(reading.extraction)


def stances(reading: Reading) -> pd.DataFrame:
    """Return how many statements of each source are introduced in which stance.

    Args:
        reading: A reading, or a choice of one.

    Returns:
        One row a source, most statements first; columns *neutral*, *doubting*, *endorsing*,
        *marked*, *inner*, *not listed* (see :func:`cues`), *no cue* and *statements*.
    """
    return stance.stances(reading.extraction)
