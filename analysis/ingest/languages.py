"""Tell whether an article is in English, by the words that join others in its sentences."""

from __future__ import annotations

import unicodedata
from functools import cache

from analysis import shipped
from analysis.text import LETTERS

READ = 20_000  # characters
FEWEST = 20  # different words from which a language can be told
LEAST, TIMES = 0.08, 2.0  # share of a language's words; how often they outnumber English ones
NONE_ENGLISH = 0.02  # share of English words under which a text is in some other language
OTHER = "another"


def other_language(text: str) -> str:
    """Return the ISO 639-1 code of the language of a text; "" for English and where unsure.

    ``another`` stands for a language of which no words are known.
    """
    letters = [c for c in text[:READ] if c.isalpha()][:2_000]
    latin = sum(c.isascii() or unicodedata.name(c, "").startswith("LATIN") for c in letters)
    if len(letters) >= FEWEST and latin < 0.5 * len(letters):
        return OTHER
    words = [word.casefold() for word in LETTERS.findall(text[:READ])]
    if len(set(words)) < FEWEST:
        return ""
    shares = {code: sum(w in own for w in words) / len(words) for code, own in _words().items()}
    english = shares.pop("en")
    best = max(shares, key=lambda code: shares[code])
    if shares[best] >= LEAST and shares[best] > TIMES * english:
        return best
    return OTHER if english < NONE_ENGLISH and len(set(words)) > 2 * FEWEST else ""


@cache
def _words() -> dict[str, frozenset[str]]:
    """Return the words of each language; English ones are in no other's list."""
    data = shipped.table("function_words.toml")
    english = frozenset(data["en"].split())
    return {c: frozenset(w.split()) - (english if c != "en" else set()) for c, w in data.items()}
