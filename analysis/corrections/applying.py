"""Applies corrections to what the reader found, one after the other."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from analysis.corrections.draft import Draft, LostError
from analysis.corrections.indexing import Index
from analysis.corrections.operations import OPERATIONS
from analysis.corrections.records import Correction, Unplaced, described
from analysis.model import Extraction


def apply(
    extraction: Extraction, corrections: Iterable[Correction]
) -> tuple[Extraction, tuple[Unplaced, ...]]:
    """Correct an extraction.

    Each correction is looked up in what those before it have left, and is applied whole or not at
    all. Ids stay as they are; what is new gets the next number.

    Args:
        extraction: As the reader made it; it is not changed.
        corrections: In the order a person made them.

    Returns:
        The corrected extraction, and the corrections that found no certain place, with the reason.
        The extraction says the same in words (``unplaced``), and which of them were applied to
        words that have changed (``moved``).
    """
    draft = Draft(extraction, Index(extraction.article.text))
    lost: list[Unplaced] = []
    moved: list[str] = []
    for correction in corrections:
        attempt = draft.copied()
        try:
            OPERATIONS[correction.do](attempt, correction)
        except LostError as error:
            lost.append(Unplaced(correction, str(error)))
            continue
        attempt.settle()
        # As if read anew: together or one by one, corrections give the same ids.
        draft = Draft(attempt.result(), draft.index)
        if attempt.moved:
            moved.append(described(correction))
    made = replace(
        draft.result(),
        unplaced=(*extraction.unplaced, *map(str, lost)),
        moved=(*extraction.moved, *moved),
    )
    return made, tuple(lost)
