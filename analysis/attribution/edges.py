"""Where a content begins and ends, asked anew once its cue is known.

Tags decide word by word and know nothing of the cue. Two more heads of the network point from the
cue at the first and the last word of what it reports, as in extractive question answering (Seo et
al. 2017); here both are weighed against the tags, for the places near the edge that tags found.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float32]
REACH = 24  # words that an edge may move
OUTSIDE, BEGIN, INSIDE = 0, 5, 6  # tags of a content


def settle(
    part: tuple[int, int],
    room: tuple[int, int],
    tags: Floats,
    first: Floats,
    last: Floats,
    weight: float,
) -> tuple[int, int]:
    """Move the edges of a content to where tags and pointers together want them.

    Args:
        part: The content that tags gave, word indices, end exclusive.
        room: How far it may grow: the words of its paragraph that belong to no other span.
        tags: Log-probabilities (n, 7) of the text's words.
        first: Log-probability (n,) of each word to begin what the cue reports.
        last: The same for its last word.
        weight: Of the pointers; 0 leaves the edges where they are.
    """
    start, end = part
    low, high = max(room[0], start - REACH), min(room[1], end + REACH)
    starts = slice(low, min(end, start + REACH + 1))
    begin = tags[starts, BEGIN] - tags[starts, INSIDE]
    gain = _gain(tags[starts], start - low)
    chosen = low + int((gain + begin + weight * first[starts]).argmax())
    ends = slice(max(chosen, end - 1 - REACH), high)
    mirrored = _gain(tags[ends][::-1], high - end)[::-1]
    final = ends.start + int((mirrored + weight * last[ends]).argmax())
    return chosen, final + 1


def _gain(tags: Floats, at: int) -> Floats:
    """Return what a stretch's tags gain when a content begins at each of its words, not at ``at``.

    All words from the beginning on count as inside, all before as outside.
    """
    inside = tags[:, INSIDE] - tags[:, OUTSIDE]
    onward = inside[::-1].cumsum()[::-1]
    gain: Floats = onward - onward[at]
    return gain
