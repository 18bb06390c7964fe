"""Words that a line's end divided: "termi-" and "nal" are one word, "well-" and "known" two.

What decides, in this order: how the text writes the word elsewhere, whether the whole is a word,
whether the parts are words, and what usually begins a compound.
"""

from __future__ import annotations

import re
from functools import cache

from analysis import shipped
from analysis.text import RUN

DIVIDED = re.compile(
    r"(?<![\w\-])(?P<first>[^\W\d_]{2,24})(?P<cut>-[ \t]*(?:\r\n|\n|\r)(?:>[ \t]?)*[ \t]*)"
    r"(?P<second>[^\W\d_]{1,24})(?![\w])"
)
HYPHENED = re.compile(r"(\w+)-(?=(\w+))")  # of "man-of-war", "man-of" and "of-war"
LINE_END = re.compile(r"-[ \t]*[\r\n]")
COMPOUND = frozenset(
    "well self ex non anti half twenty thirty forty fifty sixty seventy eighty ninety long short "
    "high low full part so then cross multi semi vice ill north south east west far near mid post "
    "pre pro all first second third one two three four five six seven eight nine ten left right "
    "hard soft cease co father mother brother sister anglo".split()
)


def divided(text: str) -> list[tuple[int, int, str]]:
    """Return the places where a line's end divides a word, and what belongs there: "" or "-"."""
    found: list[tuple[int, int, str]] = []
    if not LINE_END.search(text) or not DIVIDED.search(text):
        return found
    written = {run.casefold() for run in RUN.findall(text)}
    written |= {f"{m[1]}-{m[2]}".casefold() for m in HYPHENED.finditer(text)}
    for match in DIVIDED.finditer(text):
        first, second = match["first"], match["second"]
        if first.isupper() and not second.isupper():
            continue
        keeps = (second[0].isupper() and not first.isupper()) or not _one(first, second, written)
        found.append((match.start("cut"), match.end("cut"), "-" if keeps else ""))
    return found


def mended(text: str) -> tuple[str, int]:
    """Return a text without divided words, and how many there were."""
    places = divided(text)
    for start, end, instead in reversed(places):
        text = text[:start] + instead + text[end:]
    return text, len(places)


def _one(first: str, second: str, written: set[str]) -> bool:
    """Tell whether two parts are one word, in a text with these words."""
    low, last = first.casefold(), second.casefold()
    if f"{low}{last}" in written:
        return True
    if f"{low}-{last}" in written:
        return False
    if f"{low}{last}" in _words():
        return True
    if low in COMPOUND:
        return False
    parts = {low, last} <= _words() and min(len(low), len(last)) > 2
    return first[0].isupper() or not parts


@cache
def _words() -> frozenset[str]:
    """Return common words of English."""
    return frozenset(word for word in shipped.text("pieces.txt").split() if word.isalpha())
