"""Plain English from counts: numbers in words, nouns in the right number, shares, lists."""

from __future__ import annotations

import re
from collections.abc import Sequence

SMALL = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine")
TEENS = (
    *("ten", "eleven", "twelve", "thirteen", "fourteen"),
    *("fifteen", "sixteen", "seventeen", "eighteen", "nineteen"),
)
TENS = ("twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety")
SPACES = re.compile(r"\s+")


def number(count: int) -> str:
    """A count as newspapers write it: one to nine in words, digits above, thousands apart."""
    return SMALL[count] if 0 <= count < len(SMALL) else f"{count:,}"


def plural(count: int, one: str, many: str = "") -> str:
    """A count with its noun: ``two sources``, ``one source``, ``no sources``."""
    return f"{number(count)} {one if count == 1 else many or one + 's'}"


def opening(count: int, one: str, many: str = "") -> str:
    """A count with its noun to begin a sentence with: ``Sixteen sources``, ``120 sources``."""
    words = plural(count, one, many)
    if 10 <= count < 100:
        tens, ones = divmod(count, 10)
        spelt = TEENS[ones] if tens == 1 else TENS[tens - 2] + (f"-{SMALL[ones]}" if ones else "")
        words = f"{spelt} {words.split(' ', 1)[1]}"
    return capital(words)


def percent(share: float) -> str:
    """A share as a whole percentage that never rounds something to nothing or to all."""
    if 0 < share < 0.005:
        return "under 1%"
    if 0.995 <= share < 1:
        return "over 99%"
    return f"{share:.0%}"


def listing(items: Sequence[str], most: int = 0) -> str:
    """``a``, ``a and b``, ``a, b and c``; beyond ``most`` items ``a, b and five others``."""
    shown = list(items)
    if most and len(shown) > most + 1:
        rest = len(shown) - most
        shown = [*shown[:most], plural(rest, "other")]
    if len(shown) < 2:
        return "".join(shown)
    return f"{', '.join(shown[:-1])} and {shown[-1]}"


def capital(sentence: str) -> str:
    """The sentence with its first letter in upper case."""
    return sentence[:1].upper() + sentence[1:]


def shorten(text: str, most: int = 160) -> str:
    """One line of at most ``most`` characters, cut at a word, with an ellipsis where cut."""
    line = SPACES.sub(" ", text[: most * 4]).strip()
    if len(line) <= most and len(text) <= most * 4:
        return line
    cut = line[:most]
    space = cut.rfind(" ")
    return (cut[:space] if space > most // 2 else cut).rstrip(" ,;:") + "…"
