"""What is known of words: where they stand, how they are compared, and how they are quoted."""

from __future__ import annotations

import os
import re
from collections.abc import Collection, Iterable, Iterator, Sequence
from pathlib import Path

from analysis.model import Form, Span

RUN = re.compile(r"\w+")  # letters and digits: marks beside them never decide
LETTERS = re.compile(r"[^\W\d_]+")
# With hyphens and apostrophes inside: of letters, and of letters and digits.
SPELT = re.compile(r"[^\W\d_]+(?:[-'’][^\W\d_]+)*")
WORD = re.compile(r"[^\W_]+(?:[-'’][^\W_]+)*")
# Of no width; joiners, which some scripts need inside words, apart.
UNSEEN = (
    "\u00ad\u200b\u2060\ufeff"  # soft hyphen, space, word joiner, byte order mark
    "\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"  # directions
)
JOINERS = "\u200c\u200d"
DIRECT = 0.95  # share of words inside quotation marks from which a content counts as direct


def fold(text: str) -> str:
    """Return words as they are compared: letter case and curled apostrophes aside."""
    return text.casefold().replace("’", "'")


def shorten(text: str, most: int) -> str:
    """Return a text as one line of at most ``most`` characters, with an ellipsis where cut."""
    line = " ".join(text.split())
    return line if len(line) <= most else line[: most - 1].rstrip() + "…"


def plain(text: str, most: int = 0) -> str:
    """Return one line, of at most ``most`` characters, without what moves a terminal's cursor."""
    line = " ".join((text[: most * 4] if most else text).split())
    line = "".join(c for c in line if c.isprintable())
    return shorten(line, most) if most else line


def listing(items: Sequence[str]) -> str:
    """Return ``a``, ``a and b``, or ``a, b and c``."""
    return " and ".join(filter(None, (", ".join(items[:-1]), *items[-1:])))


def legible(name: str | Path) -> str:
    """Return a file's name as text: bytes that are no UTF-8 become U+FFFD."""
    return os.fsencode(name).decode("utf-8", "replace")


def runs(text: str, spans: Iterable[Span]) -> Iterator[int]:
    """Find where the words of spans begin; a word that a span cuts begins where the cut is."""
    size = len(text)  # offsets may point anywhere, also beyond what a regular expression takes
    stretches = ((max(0, min(s.start, size)), max(0, min(s.end, size))) for s in spans)
    return (m.start() for start, end in stretches for m in RUN.finditer(text, start, end))


def form_of(text: str, mask: bytearray, content: Sequence[Span]) -> Form:
    """Tell the form of a content; the mask says of each code point whether it is quoted."""
    return form([mask[place] for place in runs(text, content)])


def form(quoted: Collection[int]) -> Form:
    """Tell a form from whether each word is quoted: all (95%) *direct*, some *mixed*."""
    share = sum(quoted) / len(quoted) if quoted else 0.0
    return "direct" if share >= DIRECT else "mixed" if share else "indirect"


def dice(one: frozenset[int], other: frozenset[int]) -> float:
    """Measure the overlap of two sets by Dice (1945): shared against mean size; 1 if both empty."""
    return 2 * len(one & other) / (len(one) + len(other)) if one or other else 1.0
