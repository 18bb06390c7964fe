"""Words in the form in which quotations and records are compared.

Each normalisation has a name, can be switched off, and is reported where it mattered.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection, Iterator
from typing import NamedTuple

NORMALISATIONS = ("case", "accents", "numbers", "contractions", "fillers", "spelling")
TOKEN = re.compile(r"\d+(?:[.,:]\d+)*|[^\W\d_]+(?:['’][^\W\d_]+)*")
BRACKETED = re.compile(
    r"[\[(](?:applause|laughter|laughs|inaudible|unintelligible|crosstalk|cheers|pause|music|"
    r"off[- ]?mic|indiscernible|ph|sic|phonetic|audio gap|technical difficulty)[^\])]{0,40}[\])]",
    re.IGNORECASE,
)
FILLERS = frozenset("uh um er erm ah hm hmm mm mhm uhm eh".split())
UNITS = {
    word: number
    for number, word in enumerate(
        "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen "
        "fifteen sixteen seventeen eighteen nineteen".split()
    )
}
TENS = {
    word: 10 * number
    for number, word in enumerate(
        "twenty thirty forty fifty sixty seventy eighty ninety".split(), 2
    )
}
SCALES = {"hundred": 100, "thousand": 1000, "million": 10**6, "billion": 10**9}
WHOLE = {"can't": "can not", "cannot": "can not", "won't": "will not", "shan't": "shall not",
         "let's": "let us", "gonna": "going to", "wanna": "want to", "gotta": "got to"}  # fmt: skip
ENDINGS = {
    "n't": " not",
    "'re": " are",
    "'ve": " have",
    "'ll": " will",
    "'m": " am",
    "'d": " would",
}
IS = frozenset("it he she that there what who here where how".split())  # before "'s" that is "is"
OUR = frozenset(
    "our four your hour tour pour sour flour contour detour paramour devour scour".split()
)
SPELLING = (
    (re.compile(r"(\w{3,})is(e[srd]?|ing|ation|ations)$"), r"\1iz\2"),
    (re.compile(r"(\w{2,})ys(e[srd]?|ing)$"), r"\1yz\2"),
    (re.compile(r"(\w{2,})our(s|ed|ing|able|ite|ites|ful|hood|less)?$"), r"\1or\2"),
    (re.compile(r"(\w{3,})tre(s)?$"), r"\1ter\2"),
    (re.compile(r"(\w{3,})ogue(s)?$"), r"\1og\2"),
    (re.compile(r"(\w{3,}[aeiou])ll(ed|ing|er|ers|ors?)$"), r"\1l\2"),
    (re.compile(r"^(defen|offen|licen|preten)c(e|es|ed)$"), r"\1s\2"),
    (re.compile(r"^gray(s|er)?$"), r"grey\1"),
    (re.compile(r"^(program)mes?$"), r"\1"),
    (re.compile(r"^cheque(s)?$"), r"check\1"),
    (re.compile(r"^(toward|afterward|backward|forward)s$"), r"\1"),
)


class Word(NamedTuple):
    """A word as it is compared, and where it stands in its text."""

    key: str
    start: int
    end: int


def words(text: str, off: Collection[str] = ()) -> list[Word]:
    """Return the words of a text as they are compared.

    Args:
        text: The text; stage directions such as "[applause]" are left out with fillers.
        off: Names of normalisations that are switched off.
    """
    skipped = [] if "fillers" in off else [m.span() for m in BRACKETED.finditer(text)]
    out: list[Word] = []
    for match in TOKEN.finditer(text):
        if any(a <= match.start() < b for a, b in skipped):
            continue
        out += [
            Word(key, *match.span())
            for key in _keys(match.group(), off)
            if key not in FILLERS or "fillers" in off
        ]
    return out if "numbers" in off else list(_numbered(out))


def _keys(token: str, off: Collection[str]) -> Iterator[str]:
    word = token.replace("’", "'")
    if "case" not in off:
        word = word.casefold()
    if "accents" not in off:
        word = "".join(
            c for c in unicodedata.normalize("NFD", word) if not unicodedata.combining(c)
        )
    parts = [word] if "contractions" in off else _expanded(word).split()
    for part in parts:
        yield part if "spelling" in off else _spelt(part)


def _expanded(word: str) -> str:
    low = word.casefold()
    if low in WHOLE:
        return WHOLE[low]
    for ending, instead in ENDINGS.items():
        if low.endswith(ending) and len(low) > len(ending):
            return word[: -len(ending)] + instead
    if low.endswith("'s") and low[:-2] in IS:
        return f"{word[:-2]} is"
    return word


def _spelt(word: str) -> str:
    if word in OUR or len(word) < 4:
        return word
    for pattern, instead in SPELLING:
        word = pattern.sub(instead, word)
    return word


def _numbered(found: list[Word]) -> Iterator[Word]:
    """Numbers in words as one word in figures: "twenty-five thousand" is 25000."""
    at = 0
    while at < len(found):
        value, current, end = 0, -1, at
        while end < len(found):
            key = found[end].key
            if key in UNITS and (
                current < 0 or (current % 10 == 0 and UNITS[key] < 10) or current % 100 == 0
            ):
                current = max(current, 0) + UNITS[key]
            elif key in TENS and (current < 0 or current % 100 == 0):
                current = max(current, 0) + TENS[key]
            elif key in SCALES and current > 0:
                if SCALES[key] == 100:
                    current *= 100
                else:
                    value, current = value + current * SCALES[key], 0
            else:
                break
            end += 1
        if end > at:
            yield Word(str(value + max(current, 0)), found[at].start, found[end - 1].end)
            at = end
            continue
        word = found[at]
        figures = word.key.replace(",", "") if word.key[0].isdigit() else word.key
        if (
            figures[0].isdigit()
            and at + 1 < len(found)
            and found[at + 1].key in ("thousand", "million", "billion")
            and "." not in figures
            and ":" not in figures
        ):
            scale = found[at + 1]
            yield Word(str(int(figures) * SCALES[scale.key]), word.start, scale.end)
            at += 2
            continue
        yield word._replace(key=figures)
        at += 1
