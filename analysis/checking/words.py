"""Words in the form in which quotations and records are compared.

Each normalisation has a name, can be switched off, and is reported where it mattered.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection, Sequence
from functools import lru_cache
from typing import NamedTuple

from analysis.checking.numbers import numbers
from analysis.text import JOINERS, UNSEEN

NORMALISATIONS = (
    "case", "accents", "numbers", "contractions", "fillers", "spelling", "hyphens",
)  # fmt: skip
LETTERS = rf"[^\W\d_]+(?:[\u0300-\u036f{UNSEEN}{JOINERS}]+[^\W\d_]*)*"
TOKEN = re.compile(
    r"(?:[^\W\d_]\.){2,}(?:[^\W\d_](?![^\W\d_]))?|"
    rf"{LETTERS}(?:['’ʼ‘]{LETTERS})*|\d+(?:(?i:st|nd|rd|th)\b|(?:[.,:/]\d+)*)|"
    rf"(?<!\w)['’ʼ‘](?=(?i:em|cause|til|bout)\b){LETTERS}|[$£€%&]"
)
NOISES = (
    "applause|laughter|laughs?|laughing|chuckles?|inaudible|unintelligible|cross-?talk|"
    "cheers|cheering|pause|music|off[- ]?mic|indiscernible|ph|sic|phonetic|audio gap|"
    "technical difficulty|sighs?|coughs?|nods|indicating|no audible response|whereupon|recess"
)
ASIDE = re.compile(
    rf"[\[(](?:[^\])\n]{{0,30}}\s)?(?:{NOISES})\b[^\])]{{0,60}}[\])]|"
    r"[\[(]\d{1,2}:\d{2}(?::\d{2})?(?:[.,]\d{1,3})?[\])]|\{\\[^}\n]{0,40}\}",
    re.IGNORECASE,
)
CAPITAL = re.compile(r"\[([^\W\d_])\](?=[^\W\d_])")  # "[T]he" of somebody who quotes
SQUARE = re.compile(r"\[[^\]\n]{1,80}\]")
RANGE = re.compile(r"[-–]")
FILLERS = frozenset("uh um er erm ah hm hmm mm mhm uhm eh umm uhh".split())
WHOLE = {
    "can't": "can not", "cannot": "can not", "won't": "will not", "shan't": "shall not",
    "let's": "let us", "gonna": "going to", "wanna": "want to", "gotta": "got to",
    "kinda": "kind of", "sorta": "sort of", "dunno": "do not know", "lemme": "let me",
    "gimme": "give me", "outta": "out of", "y'all": "you all", "'em": "them",
    "'cause": "because", "'til": "until", "'bout": "about", "c'mon": "come on",
}  # fmt: skip
ENDINGS = {"n't": "not", "'re": "are", "'ve": "have", "'ll": "will", "'m": "am", "'d": "would"}
TWICE = {"would": "had", "is": "has"}  # what a contraction can stand for too
IS = frozenset(
    "it he she that there what who here where how when why this everybody everyone somebody "
    "someone nobody everything something nothing".split()
)  # before "'s" that is "is" or "has"
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
    (re.compile(r"^practiz(e[sd]?|ing)$"), r"practic\1"),
    (re.compile(r"^gray(s|er)?$"), r"grey\1"),
    (re.compile(r"^(program)mes?$"), r"\1"),
    (re.compile(r"^cheque(s)?$"), r"check\1"),
    (re.compile(r"^(toward|afterward|backward|forward)s$"), r"\1"),
    (re.compile(r"^okay$"), "ok"),
)


class Word(NamedTuple):
    """A word as it is compared, and where it stands in its text.

    ``also`` is what a contraction can stand for too. An ``aside`` stands in square brackets in a
    record: whoever wrote the record put it there.
    """

    key: str
    start: int
    end: int
    also: str = ""
    aside: bool = False


def words(
    text: str, off: Collection[str] = (), *, asides: bool = False, base: int = 0
) -> list[Word]:
    """Return the words of a text as they are compared.

    Args:
        text: The text; stage directions such as "[applause]" are left out with fillers.
        off: Names of normalisations that are switched off.
        asides: Whether words in square brackets are marked as asides.
        base: Where the text begins in the one that words are told the places of.
    """
    none = frozenset(off)
    if asides and "[" in text:
        text = CAPITAL.sub(" \\1\u2060", text)
    inside = "[" in text or "(" in text or "{" in text
    skipped = [m.span() for m in ASIDE.finditer(text)] if inside and "fillers" not in none else []
    squares = [m.span() for m in SQUARE.finditer(text)] if inside and asides else []
    out: list[Word] = []
    new = tuple.__new__  # half the time of calling Word
    for match in TOKEN.finditer(text):
        start, end = match.span()
        if skipped and any(a <= start < b for a, b in skipped):
            continue
        aside = bool(squares) and any(a <= start < b for a, b in squares)
        for key, also in _keys(match.group(), none):
            out.append(new(Word, (key, base + start, base + end, also, aside)))
    return out if "numbers" in none else _numbered(out, text, base)


def _numbered(found: list[Word], text: str, base: int) -> list[Word]:
    keys = [w.key for w in found]
    last = len(text) + base

    def gap(n: int) -> str:
        end = found[n + 1].start if n + 1 < len(found) else last
        return text[found[n].end - base : end - base]

    out: list[Word] = []
    at = 0
    for first, end, runs in numbers(keys, gap):
        out += found[at:first]
        out += [_run(found[a:b], key) for a, b, key in runs]
        ranged = end < len(found) and keys[end][0].isdigit() and keys[end - 1][0].isdigit()
        if ranged and RANGE.fullmatch(gap(end - 1)):
            out.append(Word("to", found[end - 1].end, found[end].start))
        at = end
    return out + found[at:] if out else found


def _run(found: list[Word], key: str) -> Word:
    """Return a run of words as one; one that stays as it was keeps all that is known of it."""
    first, last = found[0], found[-1]
    return first if key == first.key else Word(key, first.start, last.end, "", first.aside)


@lru_cache(maxsize=200_000)
def _keys(token: str, off: frozenset[str]) -> tuple[tuple[str, str], ...]:
    """Return the words of a token, each with what it can also stand for; none for a filler."""
    word = token.replace("’", "'").replace("ʼ", "'").replace("‘", "'").replace("&", "and")
    word = re.sub(f"[{UNSEEN}{JOINERS}]", "", unicodedata.normalize("NFKC", word))
    if "case" not in off:
        word = word.casefold()
    if "accents" not in off:
        word = "".join(
            c for c in unicodedata.normalize("NFD", word) if not unicodedata.combining(c)
        )
    if re.fullmatch(r"(?:[^\W\d_]\.)+[^\W\d_]?", word):
        word = word.replace(".", "")
    parts = [(word, "")] if "contractions" in off else _expanded(word)
    if "spelling" not in off:
        parts = [(_spelt(part), also) for part, also in parts]
    name = token.startswith("Umm")  # as in the names of towns
    return tuple(p for p in parts if p[0] and (p[0] not in FILLERS or "fillers" in off or name))


def _expanded(word: str) -> list[tuple[str, str]]:
    low = word.casefold()
    if low in WHOLE:
        return [(part, "") for part in WHOLE[low].split()]
    for ending, instead in ENDINGS.items():
        if low.endswith(ending) and len(low) > len(ending):
            return [*_expanded(word[: -len(ending)]), (instead, TWICE.get(instead, ""))]
    if low.endswith("'s") and low[:-2] in IS:
        return [(word[:-2], ""), ("is", "has")]
    return [(word, "")]


def _spelt(word: str) -> str:
    if word in OUR or len(word) < 4 or "'" in word:
        return word
    for pattern, instead in SPELLING:
        word = pattern.sub(instead, word)
    return word


def alike(one: Sequence[Word], two: Sequence[Word], between: str, off: Collection[str]) -> bool:
    """Tell whether two runs that differ are the same words, contracted or hyphenated.

    Args:
        one: Words of a text.
        two: Words of another.
        between: What stands between the words of the longer run, joined.
        off: Names of normalisations that are switched off.
    """
    if not one or not two:
        return False
    a, b = [w.key for w in one], [w.key for w in two]
    if "contractions" not in off:
        if len(a) == len(b) and all(
            w.key in {v.key, v.also} or w.also == v.key for v, w in zip(one, two, strict=True)
        ):
            return True
        short, long = sorted((a, b), key=len)
        if len(short) == 1 and len(long) == 2 and long[1] in ("is", "has"):
            return short[0] == f"{long[0]}'s"
    hyphen = bool(between) and re.fullmatch(r"(?:[-‐‑]\s*)+", between) is not None
    letters = "".join(a)
    return hyphen and "hyphens" not in off and letters == "".join(b) and letters.isalpha()
