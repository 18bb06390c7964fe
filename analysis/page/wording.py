"""Plain English from counts: numbers in words, nouns in the right number, shares, lists."""

from __future__ import annotations

import re
from collections.abc import Sequence

from analysis.model import Attribution
from analysis.numerals import TENS, UNITS
from analysis.text import listing as joined

SMALL = ("no", *tuple(UNITS)[1:10])
TEENS, DECADES = tuple(UNITS)[10:], tuple(TENS)
SPACES = re.compile(r"\s+")


def number(count: int) -> str:
    """Return a count as newspapers write it.

    That is one to nine in words, digits above, thousands apart.
    """
    return SMALL[count] if 0 <= count < len(SMALL) else f"{count:,}"


def plural(count: int, one: str, many: str = "") -> str:
    """Return a count with its noun: ``two sources``, ``one source``, ``no sources``."""
    return f"{number(count)} {agree(count, one, many or one + 's')}"


def agree(count: int, one: str = "is", many: str = "are") -> str:
    """Return the form of a word that goes with a count: ``is`` or ``are``, ``it`` or ``them``."""
    return one if count == 1 else many


def recorded(total: int, left: int) -> str:
    """Say how many statements there are, and how many of them figures leave out."""
    told = plural(total, "statement")
    if not left:
        return told
    return f"{told}, {number(left) if left < total else 'all'} of them not counted"


def times(count: int) -> str:
    """Return how often: ``not``, ``once``, ``twice``, ``three times``."""
    return ("not", "once", "twice")[count] if count < 3 else f"{number(count)} times"


def opening(count: int, one: str, many: str = "") -> str:
    """Return a count with its noun to begin a sentence: ``Sixteen sources``, ``120 sources``."""
    words = plural(count, one, many)
    if 10 <= count < 100:
        tens, ones = divmod(count, 10)
        after = f"-{SMALL[ones]}" if ones else ""
        spelt = TEENS[ones] if tens == 1 else f"{DECADES[tens - 2]}{after}"
        words = f"{spelt} {words.split(' ', 1)[1]}"
    return capital(words)


def percent(share: float) -> str:
    """Return a share as a whole percentage that never rounds to nothing or to all."""
    if 0 < share < 0.005:
        return "under 1%"
    if 0.995 <= share < 1:
        return "over 99%"
    return f"{share:.0%}"


def factors(a: Attribution) -> str:
    """Return the confidence in a statement, and that in its words and its speaker apart."""
    told = f"confidence {percent(a.confidence)}"
    if a.speaker_confidence == 1:
        return told
    words, who = percent(a.words_confidence), percent(a.speaker_confidence)
    return f"{told} (words {words}, who it is {who})"


FRACTIONS = (
    (1 / 10, "a tenth"),
    (1 / 5, "a fifth"),
    (1 / 4, "a quarter"),
    (1 / 3, "a third"),
    (2 / 5, "two fifths"),
    (1 / 2, "half"),
    (3 / 5, "three fifths"),
    (2 / 3, "two thirds"),
    (3 / 4, "three quarters"),
    (4 / 5, "four fifths"),
    (9 / 10, "nine tenths"),
)
CLEAR = 0.03  # a range no wider than this to either side is given as one figure


def about(share: float, low: float, high: float) -> str:
    """Return a share with no more digits than it has.

    As ``56%``, or ``about a third (28% to 40%)``.
    """
    if high - low <= 2 * CLEAR or share in (0.0, 1.0):
        return percent(share)
    near, words = min(FRACTIONS, key=lambda pair: abs(pair[0] - share))
    told = words if abs(near - share) <= CLEAR else percent(round(share * 20) / 20)
    return f"about {told} ({percent(low)} to {percent(high)})"


def listing(items: Sequence[str], most: int = 0) -> str:
    """Return ``a``, ``a and b``, ``a, b and c``; beyond ``most`` items ``a, b and five others``."""
    shown = list(items)
    if most and len(shown) > most + 1:
        rest = len(shown) - most
        shown = [*shown[:most], plural(rest, "other")]
    return joined(shown)


def capital(sentence: str) -> str:
    """Return the sentence with its first letter in upper case."""
    return sentence[:1].upper() + sentence[1:]


def shorten(text: str, most: int = 160) -> str:
    """Return one line of at most ``most`` characters, cut at a word, with an ellipsis where cut."""
    line = SPACES.sub(" ", text[: most * 4]).strip()
    if len(line) <= most and len(text) <= most * 4:
        return line
    cut = line[:most]
    space = cut.rfind(" ")
    return (cut[:space] if space > most // 2 else cut).rstrip(" ,;:.") + "…"
