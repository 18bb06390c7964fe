"""What tells the kind of a name: its own words, and the words around each place it stands in.

All mentions of one name in an article are read together. A shorter form ("Pearce", "Calder") lends
its surroundings to the full name that ends with it, and later takes the kind of the full name as a
sign of its own. Features are plain strings with a weight; ``name_kinds`` learns and uses them.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache
from itertools import islice
from typing import NamedTuple

from analysis.sources import lexicon
from analysis.sources.proper import Name

Key = tuple[str, ...]
LEFT = re.compile(r"([\w’'-]++|[^\w\s])\s*$")
RIGHT = re.compile(r"\s*([\w’'-]+|[^\w\s])")
PRONOUN = re.compile(
    r"\b(?=[histw])(he|she|his|her|him|who|it|its|which|they|their|we|where|there)\b", re.IGNORECASE
)
AGAIN = re.compile(r"\b[Tt]he ([a-z]{3,})\b")
COMMA = re.compile(r",\s+((?:[\w’'-]+\s+){0,5}[\w’'-]+)")
AHEAD = 160  # characters behind a name in which a pronoun or "the company" may refer to it
TIMES = frozenset(
    "today yesterday tonight tomorrow last this on late early also has have had later "
    "recently previously".split()
)
PARTS = frozenset("of for and & the".split())
ENDINGS = ("government_names", "media_names", "organisation_names")


class Features(NamedTuple):
    """Weights of plain features, and of words by the part they play ("last", "before")."""

    plain: dict[str, float]
    words: dict[tuple[str, str], float]


def key_of(name: Name) -> Key:
    """Return the name as it is counted."""
    return folded(name.words)


@lru_cache(1 << 12)
def folded(words: Key) -> Key:
    """Return words in lower case, without accents and genitives."""
    return tuple(lexicon.fold(w).removesuffix("'s") for w in words)


def grouped(names: Iterable[Name]) -> dict[Key, list[Name]]:
    """Return the mentions of each name, without headings, in which every word has a capital."""
    found: dict[Key, list[Name]] = defaultdict(list)
    for name in names:
        if not name.heading:
            found[key_of(name)].append(name)
    return dict(found)


def short_forms(keys: Iterable[Key]) -> dict[str, list[Key]]:
    """Return, for each word that is a name alone, the longer names that begin or end with it."""
    listed = list(keys)
    single = {key[0] for key in listed if len(key) == 1}
    found: dict[str, list[Key]] = defaultdict(list)
    for key in listed:
        for word in {key[0], key[-1]} & single if len(key) > 1 else ():
            found[word].append(key)
    return dict(found)


def shorter_mentions(
    key: Key, groups: Mapping[Key, Sequence[Name]], shorter: Mapping[str, Sequence[Key]]
) -> list[Name]:
    """Return the mentions of a name by its first or last word alone, if no other name has it."""
    ends = [w for w in dict.fromkeys((key[-1], key[0])) if shorter.get(w) == [key]]
    return [name for word in ends if len(key) > 1 for name in groups[(word,)]]


def features(
    text: str,
    key: Key,
    mentions: Sequence[Name],
    shorter: Sequence[Name] = (),
    longer: Mapping[Key, str] | None = None,
) -> Features:
    """Return the features of one name in an article.

    Args:
        text: Of the article.
        key: The name; empty if its own words shall not count.
        mentions: Where it stands, at least once.
        shorter: Where its first or its last word stands alone.
        longer: The longer names that begin or end with it, each with its kind.
    """
    plain: dict[str, float] = defaultdict(float)
    words: dict[tuple[str, str], float] = defaultdict(float)
    if key:
        given = own(mentions[0].words)
        plain.update(given.plain)
        words.update(given.words)
    word = key_of(mentions[0])[0]
    for full, kind in (longer or {}).items():
        plain[f"{'ends' if full[-1] == word else 'begins'}:{kind}"] = 1.0
    for prefix, group in (("", mentions[:40]), ("short ", shorter[:40])):
        for name in group:
            _around(text, name, prefix, 1.0 / len(group), plain, words)
    return Features(dict(plain), dict(words))


def own(parts: Sequence[str]) -> Features:
    """Return the features that the words of a name give."""
    plain: dict[str, float] = {}
    words: dict[tuple[str, str], float] = {}
    keys = folded(tuple(parts))
    first, last, one = keys[0], keys[-1], len(keys) == 1
    words["only" if one else "last", last] = 1.0
    if not one:
        words["first", first] = 1.0
    for key in keys[1:-1]:
        words["inner", key] = 1.0 / len(keys)
    plain[f"size:{min(len(keys), 5)}"] = 1.0
    plain[f"first shape:{shape(parts[0])}"] = 1.0
    plain[f"last shape:{shape(parts[-1])}"] = 1.0
    for size in (2, 3, 4):
        plain[f"{'one' if one else 'many'} ends:{last[-size:]}"] = 0.7
    for key in PARTS & set(keys):
        plain[f"holds:{key}"] = 1.0
    if lexicon.PARTICLES & set(keys[:-1]):
        plain["particle"] = 1.0
    if any(len(p.rstrip(".")) == 1 and p[0].isupper() for p in parts[:-1]):
        plain["initial"] = 1.0
    _listed(keys, one, plain)
    return Features(plain, words)


def _listed(keys: Sequence[str], one: bool, plain: dict[str, float]) -> None:
    """Add what the lists know of a name: features among others, not decisions."""
    count = "one" if one else "many"
    first, last, whole = keys[0].partition("-")[0], keys[-1], " ".join(keys)
    plain[f"{count} given:{lexicon.given_gender(first) or 'no'}"] = 1.0
    if not one:
        plain[f"last given:{bool(lexicon.given_gender(last))}"] = 0.7
    place = lexicon.place(whole)
    plain[f"{count} place:{place.kind if place else 'no'}"] = 1.0
    if not one and (place := lexicon.place(first)):
        plain[f"first place:{place.kind}"] = 1.0
    plain[f"{count} noun:{lexicon.noun_kind(last)}"] = 1.0
    ends = [s for s in ENDINGS if last in lexicon.words(s, "endings")]
    if not one:
        noun = lexicon.noun_kind(last) or (ends[0] if ends else "no")
        plain[f"form:{lexicon.given_gender(first) != ''}/{noun}/{len(keys) > 3}"] = 1.0
    for section in ends:
        plain[f"{count} ending:{section}"] = 1.0
    for section, part in (
        ("media_names", "names"),
        ("bodies", "names"),
        ("government_names", "phrases"),
    ):
        if whole in lexicon.phrases(section, part):
            plain[f"listed:{section}"] = 1.0


def _around(
    text: str,
    name: Name,
    prefix: str,
    share: float,
    plain: dict[str, float],
    words: dict[tuple[str, str], float],
) -> None:
    """Add the words before and behind one mention, and how the next sentence takes it up."""
    start, end = name.span.start, name.span.end
    left, the = _before(text, start)
    behind = [m[1].casefold() for m in islice(RIGHT.finditer(text, end, end + 60), 4)]
    signs = [f"before:{left}{' the' if the else ''}", f"subject:{name.subject}"]
    flags = {"the": the, "title": name.title, "says": name.says, "owns": name.possessive}
    signs += [sign for sign, holds in flags.items() if holds]
    words["before", left] += share
    for at, word in enumerate(w for w in behind if w not in TIMES):
        signs.append(f"behind {min(at, 2)}:{word}")
        if at == 0:
            words["behind", word] += share
    for word in [w for w in behind if len(w) > 2][:2] if name.possessive else ():
        words["owned", word] += share / 2
    for sign in [*signs, *_taken_up(text, end)]:
        plain[prefix + sign] += share
    for part, description in (("", name.after or _behind_comma(text, end)), ("role ", name.role)):
        if description:
            _described(description, prefix + part, share, plain, words)


def _before(text: str, start: int) -> tuple[str, bool]:
    """Return the word before a name, and whether "the" stands between them."""
    match = LEFT.search(text, max(0, start - 30), start)
    word = match[1].casefold() if match else "."
    if word != "the" or match is None:
        return word, False
    outer = LEFT.search(text, max(0, match.start() - 30), match.start(1))
    return outer[1].casefold() if outer else ".", True


def _taken_up(text: str, end: int) -> list[str]:
    """Return the pronoun and the noun by which the text behind a name may mean it."""
    signs = []
    if (pronoun := PRONOUN.search(text, end, end + AHEAD)) is not None:
        signs.append(f"then:{pronoun[1].casefold()}")
    if (again := AGAIN.search(text, end, end + AHEAD)) is not None:
        signs += [f"again:{again[1]}", f"again kind:{lexicon.noun_kind(again[1])}"]
    return signs


def _behind_comma(text: str, end: int) -> str:
    """Return an apposition that begins with a capital.

    As in ", Executive Vice President of"; else "".
    """
    match = COMMA.match(text, end, end + 90)
    return match[1] if match else ""


def _described(
    description: str,
    prefix: str,
    share: float,
    plain: dict[str, float],
    words: dict[tuple[str, str], float],
) -> None:
    """Add the first noun that a description holds: ", a bank in Oslo," ", 45,"."""
    parts = description.split()
    if parts[0].isdigit():
        plain[f"{prefix}age"] += share
    for part in parts[:6]:
        noun = lexicon.fold(part)
        if noun in lexicon.words("nouns", "person_or_firm"):
            return
        if (kind := lexicon.noun_kind(noun)) is not None:
            plain[f"{prefix}is:{kind}"] += share
            words["described", noun] += share
            return
    plain[f"{prefix}is:{parts[0].casefold()}"] += share


@lru_cache(1 << 12)
def shape(word: str) -> str:
    """Return the pattern of a word's letters: "Xx", "XX", "X.", "XxX", "X-X", "x" or "9"."""
    if any(c.isdigit() for c in word):
        return "9"
    if word.endswith(".") or "." in word:
        return "X."
    if word.isupper():
        return "X" if len(word) == 1 else "XX"
    if word[:1].islower():
        return "x"
    if "-" in word:
        return "X-X"
    return "XxX" if any(c.isupper() for c in word[1:]) else "Xx"
