"""Matches the voices of several articles: who is heard in one and not in the other.

Names are compared as sets of keys, the surest first: the same full name, a country's government,
an acronym, an initial, a surname that only one person of each article bears. Nothing is guessed
where two could be meant. Unnamed sources and classes are matched by the words of their role only,
and then said to be unsure: two articles may well have spoken to two "senior officials".
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import combinations

from analysis.comparing.records import Party
from analysis.model import Extraction, Source
from analysis.sources import lexicon

Words = tuple[str, ...]
Voice = tuple[int, str]
WORDS = re.compile(r"[^\W_]+(?:['’.][^\W_]+)*")
SMALL = frozenset("the a an of for and in at on to by with from de".split())
# What says nothing of who an unnamed source is.
VAGUE = SMALL | frozenset(
    "who that which one two three four five some several many unnamed anonymous familiar other "
    "another his her its their said spoke speaking".split()
)
LONGEST = 6  # words of a name; a longer mention is a description
SPELT = 0.86  # of the letters, for two spellings of one name


@dataclass(frozen=True, slots=True)
class _Bearer:
    """A source of one article with its names, ready to be looked up."""

    article: int
    number: int
    source: Source
    heard: bool
    names: tuple[Words, ...]
    acronyms: tuple[str, ...]
    country: str

    @property
    def person(self) -> bool:
        return self.source.kind == "person"

    @property
    def full(self) -> list[Words]:
        """Its names of two words or more; of bodies all names."""
        return [name for name in self.names if len(name) > 1 or not self.person]


def parties(
    extractions: Sequence[Extraction], agree: Iterable[tuple[Voice, Voice]] = ()
) -> tuple[Party, ...]:
    """Return the voices of all articles; those that are heard nowhere are left out.

    Args:
        extractions: What was found in each.
        agree: Pairs of voices that say the same, as article and source's id: of these a surname
            is enough, whatever first name stands before it (Tom and Thomas).

    Returns:
        In the order of the articles and of the sources in them. A source is in one party only,
        a party has one source of an article at most.
    """
    bearers = [b for n, x in enumerate(extractions) for b in _bearers(n, x)]
    clusters = _Clusters(bearers)
    for because, keys, unsure in _LEVELS:
        _join(clusters, bearers, because, keys, unsure=unsure)
    _spelt(clusters, bearers)
    _agreeing(clusters, bearers, agree)
    return clusters.parties(len(extractions))


class _Clusters:
    """Who was joined with whom; two sources of one article never meet in one."""

    def __init__(self, bearers: Sequence[_Bearer]) -> None:
        self._of = {(b.article, b.number): [b] for b in bearers}
        self._because: dict[int, tuple[str, bool]] = {}

    def held(self, bearer: _Bearer) -> set[int]:
        """Return the articles that the bearer's party reaches."""
        return {b.article for b in self._of[bearer.article, bearer.number]}

    def join(self, one: _Bearer, two: _Bearer, because: str, *, unsure: bool) -> None:
        """Make one party of two, unless that would join two sources of one article."""
        a, b = self._of[one.article, one.number], self._of[two.article, two.number]
        if a is b or self.held(one) & self.held(two):
            return
        told = [self._because.pop(id(own), ("", False)) for own in (a, b)]
        a += b
        words = [word for word, _ in told if word]
        known = "; ".join(dict.fromkeys([*words, because]))
        self._because[id(a)] = (known, unsure or any(flag for _, flag in told))
        for bearer in b:
            self._of[bearer.article, bearer.number] = a

    def parties(self, articles: int) -> tuple[Party, ...]:
        """Return the parties of which somebody is heard."""
        found: dict[int, Party] = {}
        for own in self._of.values():
            if id(own) in found or not any(b.heard for b in own):
                continue
            by = {b.article: b for b in own}
            found[id(own)] = Party(
                tuple(by[n].source if n in by else None for n in range(articles)),
                tuple(n in by and by[n].heard for n in range(articles)),
                *self._because.get(id(own), ("", False)),
            )
        return tuple(found.values())


def _bearers(article: int, x: Extraction) -> Iterator[_Bearer]:
    speak = {a.speaker for a in x.attributions}
    for number, source in enumerate((*x.sources, *x.unheard)):
        named = source.naming == "named"
        surfaces = list(_surfaces(source, x.article.text)) if named else []
        names = tuple(dict.fromkeys(filter(None, map(_name, surfaces))))
        shouted = (s.replace(".", "") for s in surfaces if " " not in s.strip())
        acronyms = tuple(dict.fromkeys(s for s in shouted if s.isupper() and 1 < len(s) < 9))
        country = _country(source) if named else ""
        yield _Bearer(article, number, source, source.id in speak, names, acronyms, country)


def _surfaces(source: Source, text: str) -> Iterator[str]:
    """Yield the names an article calls a source by; of a long mention what a comma ends."""
    yield source.name
    for mention in source.mentions:
        surface = mention.span.of(text).split(",", 1)[0]
        if mention.form == "name" and all(
            word[:1].isupper() or lexicon.fold(word) in SMALL | lexicon.PARTICLES
            for word in WORDS.findall(surface)
        ):
            yield surface


def _name(surface: str) -> Words:
    """Return a name as it is compared.

    It has no case, accents, titles, articles, possessives or suffixes.
    """
    words = [lexicon.fold(word) for word in WORDS.findall(surface.replace("-", " "))]
    words = [word.removesuffix("'s").replace(".", "") for word in words]
    kept = [w for w in words if w not in SMALL and w not in lexicon.SUFFIXES]
    while len(kept) > 1 and lexicon.title_gender(kept[0]) is not None:
        kept = kept[1:]
    return tuple(kept) if len(kept) <= LONGEST else ()


def _country(source: Source) -> str:
    """Return the country of a government, so that Syria and the Syrian government are one."""
    if source.kind != "government":
        return ""
    words = [word for word in WORDS.findall(source.name) if lexicon.fold(word) not in SMALL]
    rest = [word for word in words if lexicon.fold(word) not in ("government", "administration")]
    place = lexicon.place(" ".join(rest))
    return place.country if place and place.kind in ("country", "demonym") else ""


def _by_name(b: _Bearer) -> Iterator[object]:
    yield from (("person" if b.person else "body", name) for name in b.full)


def _by_country(b: _Bearer) -> Iterator[object]:
    if b.country:
        yield b.country


def _by_letters(b: _Bearer) -> Iterator[object]:
    """Yield an acronym, or the letters that the words of a name begin with."""
    if not b.person:
        yield from b.acronyms
        yield from ("".join(w[0] for w in name).upper() for name in b.names if len(name) > 2)


def _by_ends(b: _Bearer) -> Iterator[object]:
    """Yield first and last name, whatever stands between."""
    if b.person:
        yield from ((name[0], name[-1]) for name in b.full)


def _by_initial(b: _Bearer) -> Iterator[object]:
    if b.person:
        yield from ((name[0][0], name[-1]) for name in b.full)


def _by_surname(b: _Bearer) -> Iterator[object]:
    if b.person:
        yield from (name[-1] for name in b.names)


def _by_role(b: _Bearer) -> Iterator[object]:
    """Yield all words that say who it is, of the description of a source without a name."""
    if b.source.naming != "named":
        words = frozenset(lexicon.fold(w) for w in WORDS.findall(b.source.name)) - VAGUE
        if words:
            yield b.source.naming, words


_Keys = Callable[[_Bearer], Iterator[object]]
_LEVELS: tuple[tuple[str, _Keys, bool], ...] = (
    ("the same name", _by_name, False),
    ("the same country's government", _by_country, False),
    ("a name and its letters", _by_letters, False),
    ("the same first and last name", _by_ends, False),
    ("a name and its initial", _by_initial, False),
    ("the same surname", _by_surname, False),
    ("the same description, no name", _by_role, True),
)


def _join(
    clusters: _Clusters, bearers: Sequence[_Bearer], because: str, keys: _Keys, *, unsure: bool
) -> None:
    """Join what has a key in common, where one source of each article has it and no more."""
    table: defaultdict[object, list[_Bearer]] = defaultdict(list)
    for bearer in bearers:
        for key in dict.fromkeys(keys(bearer)):
            table[key].append(bearer)
    for own in table.values():
        numbers = [b.article for b in own]
        alone = [b for b in own if numbers.count(b.article) == 1]
        for one, two in combinations(alone, 2):
            if _fits(one, two, because):
                clusters.join(one, two, because, unsure=unsure)


def _fits(one: _Bearer, two: _Bearer, because: str) -> bool:
    """Tell whether kinds agree, and first names where both are given."""
    if because not in ("a name and its initial", "the same surname"):
        return True
    firsts = [{name[0] for name in b.names if len(name) > 1} for b in (one, two)]
    if because == "a name and its initial":
        return _initial(*firsts)
    return not all(firsts) or bool(firsts[0] & firsts[1]) or _initial(*firsts)


def _initial(one: Iterable[str], two: Iterable[str]) -> bool:
    return any(a[0] == b[0] and 1 in (len(a), len(b)) for a in one for b in two)


def _spelt(clusters: _Clusters, bearers: Sequence[_Bearer]) -> None:
    """Join people whose names are spelt a little differently, where only one can be meant."""
    table: defaultdict[str, list[_Bearer]] = defaultdict(list)
    for bearer in bearers:
        if bearer.person and bearer.source.naming == "named" and bearer.full:
            table[bearer.full[0][0][0]].append(bearer)
    found: defaultdict[tuple[int, int, int], list[_Bearer]] = defaultdict(list)
    pairs: list[tuple[_Bearer, _Bearer]] = []
    for own in table.values():
        for one, two in combinations(own, 2):
            if not clusters.held(one) & clusters.held(two) and _near(one, two):
                pairs.append((one, two))
                found[one.article, one.number, two.article].append(two)
                found[two.article, two.number, one.article].append(one)
    for one, two in pairs:
        ways = (one.article, one.number, two.article), (two.article, two.number, one.article)
        if all(len(found[way]) == 1 for way in ways):
            clusters.join(one, two, "a name spelt a little differently", unsure=True)


def _agreeing(
    clusters: _Clusters, bearers: Sequence[_Bearer], agree: Iterable[tuple[Voice, Voice]]
) -> None:
    """Join people of one surname who say the same thing."""
    known = {(b.article, b.source.id): b for b in bearers if b.person and b.full}
    for a, b in sorted(agree):
        one, two = known.get(a), known.get(b)
        if one and two and {n[-1] for n in one.full} & {n[-1] for n in two.full}:
            because = "the same surname and the same statement"
            clusters.join(one, two, because, unsure=True)


def _near(one: _Bearer, two: _Bearer) -> bool:
    a, b = sorted(("".join(one.full[0]), "".join(two.full[0])))
    matcher = SequenceMatcher(None, a, b, autojunk=False)
    return matcher.quick_ratio() >= SPELT and matcher.ratio() >= SPELT
