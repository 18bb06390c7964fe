"""The words of a text, where they stand and how telling each is: made once, searched often."""

from __future__ import annotations

import math
import re
from bisect import bisect_left, bisect_right
from collections import defaultdict

from analysis.model import Span

# Single marks are words too, so that no span ends inside one.
WORD = re.compile(r"\w+|[^\w\s]")
STRAIGHT = str.maketrans("’‘“”«»–—", '\'\'""""--')


def split(text: str) -> list[str]:
    """Return the words and marks of a text as they are compared: letter case and curls aside."""
    return [fold(word) for word in WORD.findall(text)]


def fold(word: str) -> str:
    """Return a word as it is compared."""
    return word.casefold().translate(STRAIGHT)


class Index:
    """The words of one text with their places."""

    def __init__(self, text: str) -> None:
        self.text = text
        found = list(WORD.finditer(text))
        self.starts = [match.start() for match in found]
        self.ends = [match.end() for match in found]
        self.words = [fold(match[0]) for match in found]
        self.places: defaultdict[str, list[int]] = defaultdict(list)
        for number, word in enumerate(self.words):
            self.places[word].append(number)

    def weight(self, word: str) -> float:
        """Return how much it tells to meet a word: 1 for one that stands once, less the oftener."""
        often = len(self.places.get(word, ()))
        whole = 1.0 if word[0].isalnum() else 0.5
        return whole / (1 + math.log2(often)) if often > 1 else whole

    def inside(self, span: Span) -> range:
        """Return the numbers of the words that a span touches."""
        return range(bisect_right(self.ends, span.start), bisect_left(self.starts, span.end))
