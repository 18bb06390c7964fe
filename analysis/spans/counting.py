"""Counts words, the unit in which every share is given.

A word is a run of letters and digits; hyphens and apostrophes inside it do not split it, nor do
points and commas between digits: "vice-president's" and "14,000" are one word each. Punctuation
never counts. The unit does not depend on how the text was tokenised.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable
from functools import lru_cache

from analysis.model import Span

WORD = re.compile(r"\w+(?:(?:[-\u2010\u2011'\u2019]|(?<=\d)[.,](?=\d))\w+)*")


class Words:
    """The words of one text, ready to be counted in any spans.

    Args:
        text: The whole article.
    """

    __slots__ = ("ends", "starts")

    def __init__(self, text: str) -> None:
        places = [match.span() for match in WORD.finditer(text)]
        self.starts = [start for start, _ in places]
        self.ends = [end for _, end in places]

    def count(self, spans: Iterable[Span]) -> int:
        """Return how many words the spans touch together; a word in two of them counts once."""
        total = reached = 0
        for first, last in sorted(self._range(span) for span in spans if span.start < span.end):
            total += max(0, last - max(first, reached))
            reached = max(reached, last)
        return total

    def _range(self, span: Span) -> tuple[int, int]:
        """Return the numbers of the first word the span touches and of the one after the last."""
        return bisect_right(self.ends, span.start), bisect_left(self.starts, span.end)


@lru_cache(maxsize=4)
def words_of(text: str) -> Words:
    """Return the words of a text; the last few texts are remembered."""
    return Words(text)
