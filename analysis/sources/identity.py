"""Joins the names of an article to the people and bodies who bear them.

A registry of entities is filled from all names, body before headings: full names first make an
entity, later surnames, first names, titles, acronyms and short forms find it again. Roles that
stand beside a name are learnt, so that "the envoy" can be resolved later (``reference.py``).
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from itertools import pairwise

from analysis.model import Attribution, Span
from analysis.sources import lexicon
from analysis.sources.entities import SMALL, Entity
from analysis.sources.name_matching import (
    age_of,
    alike,
    closeness,
    comparable,
    country_of,
    description,
    fits,
    gender_of,
    key_of,
    part_of,
    person_like,
)
from analysis.sources.proper import Name

OTHER = re.compile(r"[.!?]\s|\b(?:it|its)\b", re.IGNORECASE)
HE_OR_SHE = re.compile(r"\b(he|she|his|her|him|himself|herself)\b", re.IGNORECASE)


class Registry:
    """All entities of one article, found by their names."""

    def __init__(self) -> None:
        self.entities: list[Entity] = []
        self.of_name: dict[Span, Entity] = {}
        self._by_word: dict[str, list[Entity]] = defaultdict(list)
        self._exact: dict[tuple[str, ...], Entity] = {}
        self._governments: dict[str, Entity] = {}
        self._acronyms: dict[str, Entity] = {}
        self._met: Counter[tuple[str, ...]] = Counter()  # how often each name stands in the article
        self._slips: dict[str, list[Entity]] = {}
        self._outer: dict[int, tuple[Attribution, ...]] = {}  # what holds the name at a place
        self.rivals: dict[Span, Entity] = {}  # who else a name may well mean

    def new(self, **values: object) -> Entity:
        """Make a new entity and add it to the registry."""
        entity = Entity(**values)  # type: ignore[arg-type]
        self.entities.append(entity)
        return entity

    def fill(self, names: Iterable[Name], text: str) -> None:
        """Register all names of an article: full names of the body first, headings last.

        Args:
            names: In reading order, as :func:`analysis.sources.names.names` finds them.
            text: The whole text; acronyms in brackets are read off it.
        """
        listed = [n for n in names if n.kind not in ("people", "place")]
        body = [n for n in listed if not n.heading]
        self._met = Counter(key_of(name.words) for name in body)
        for name in body:
            country = name.kind == "government" and lexicon.place(name.text) is not None
            if len(name.words) > 1 and not country:
                self.of_name[name.span] = self._add(name)
                self._bracket(name, text)
        for name in body:
            self._count(name)
        for name in body:
            if name.span not in self.of_name:
                self.of_name[name.span] = self._add(name)
        self._headings(n for n in listed if n.heading)
        self._inside(n for n in listed if len(n.words) > 2)
        self._genders(listed, text)
        for span, entity in self.of_name.items():
            entity.weight += 1
            entity.first = min(span.start, entity.first) if entity.first >= 0 else span.start

    def _headings(self, names: Iterable[Name]) -> None:
        for name in names:
            found = self._of_heading(name)
            if found is not None:
                self.of_name[name.span] = found

    def _inside(self, names: Iterable[Name]) -> None:
        """Give a surname the full name that stands in a body's: "The Rachel Maddow Show"."""
        for name in names:
            last = lexicon.fold(name.words[-1])
            if name.kind == "person" and last not in lexicon.words("organisation_names", "behind"):
                continue
            for given, surname in pairwise(name.words[:-1]):
                key = lexicon.fold(surname)
                bare = [e for e in self._by_word.get(key, ()) if e.kind in ("person", "")]
                alone = len(bare) == 1 and all(len(own) == 1 for own in bare[0].names)
                if alone and lexicon.given_gender(given) and lexicon.place(given) is None:
                    self._index(bare[0], (given, surname))
                    bare[0].kind = "person"

    def _genders(self, names: Sequence[Name], text: str) -> None:
        """Set genders that names and titles leave open, by the first pronoun behind each name.

        Only pronouns before the next name count, and two of three must agree.
        """
        votes: dict[int, list[int]] = {}
        for name, following in zip(names, [*names[1:], None], strict=False):
            entity = self.of_name.get(name.span)
            if entity is None or entity.kind not in ("person", "") or entity.gender in ("f", "m"):
                continue
            limit = min(name.span.end + 160, following.span.start if following else len(text))
            match = HE_OR_SHE.search(text, name.span.end, limit)
            bare = not entity.kind and all(len(own) == 1 for own in entity.names)
            if match and (not bare or _subject(text, name, match)):
                own = votes.setdefault(id(entity), [0, 0])
                own[match.group(1).casefold() in ("she", "her", "herself")] += 1
        for entity in self.entities:
            he, she = votes.get(id(entity), (0, 0))
            if he >= 2 * she and he:
                entity.gender = "m"
            elif she >= 2 * he and she:
                entity.gender = "f"

    def _count(self, name: Name) -> None:
        """Count the mentions that can mean only one person: full names and first names."""
        own = self.of_name.get(name.span)
        if own is None and len(name.words) == 1:
            key = lexicon.fold(name.words[0])
            pool = self._by_word.get(key, ())
            own = pool[0] if len(pool) == 1 else None
        if own is not None:
            own.sure += 1

    def like(self, word: str) -> list[Entity]:
        """Return the person whose surname is one letter off a word, as a slip of the pen is.

        The index holds each surname with one letter left out in every way (Garbe's symmetric
        deletes), so that a look-up costs no more in a long article.
        """
        if len(word) < 5:
            return []
        if not self._slips:
            for key, pool in self._by_word.items():
                own = [e for e in pool if e.kind == "person"]
                for form in _deletes(key) if own and len(key) > 4 else ():
                    self._slips[form] = own
        found = (self._slips.get(form) for form in _deletes(lexicon.fold(word)))
        return next((pool[:1] for pool in found if pool), [])

    def bearing(self, words: Iterable[str]) -> list[Entity]:
        """Return the entities whose names hold one of some folded words; at most fifty a word."""
        return list(dict.fromkeys(e for word in words for e in self._by_word.get(word, [])[-50:]))

    def called(self, words: tuple[str, ...]) -> Entity | None:
        """Return the entity that bears exactly this name; None if none does."""
        return self._exact.get(key_of(words))

    def government(self, country: str) -> Entity:
        """Return the government of a country; make it when it is first asked for."""
        if country not in self._governments:
            self._governments[country] = self.new(
                kind="government", country=country, heads={"government"}
            )
        return self._governments[country]

    def _of_heading(self, name: Name) -> Entity | None:
        """Find a known name in a heading in title case, which runs names and verbs together."""
        found = self._match(name)
        if found is not None:
            return found
        for word in name.words:
            known = [e for e in self._by_word.get(lexicon.fold(word), ()) if e.kind == "person"]
            if known and not lexicon.place(word):
                return max(known, key=lambda e: e.weight)
        return self._add(name) if len(name.words) < 4 else None

    def _bracket(self, name: Name, text: str) -> None:
        match = re.match(
            r"\s\(([A-Z][A-Za-z.&-]{1,11})\)", text[name.span.end : name.span.end + 16]
        )
        if match:
            self._acronyms[match.group(1).replace(".", "")] = self.of_name[name.span]

    def _add(self, name: Name) -> Entity:
        entity = self._match(name) or self._misspelt(name) or self.new()
        self._note(entity, name)
        return entity

    def _note(self, entity: Entity, name: Name) -> None:
        """Add what a name and its surroundings tell to the entity it belongs to."""
        self._index(entity, name.words)
        promoted = name.kind == "person" and entity.kind == "organisation" and bool(name.title)
        if not entity.kind or promoted:
            entity.kind = name.kind or entity.kind
        if not entity.kind and person_like(name):
            entity.kind = "person"
        if not entity.kind and self._family(name):
            entity.kind, entity.plural = "group", True
        if entity.kind == "government" and not entity.country:
            entity.country = country_of(name.words)
        entity.mention(name.span, "name")
        entity.definite = entity.definite or name.article
        if len(name.words) == 1:
            entity.short = name.span.start
        else:
            entity.full = name.span.start if entity.full < 0 else entity.full
            if not (name.possessive or name.oblique):
                entity.places.append(name.span.start)
                self._outer[name.span.start] = name.outer
        entity.age = entity.age or age_of(name)
        if name.party:
            entity.learn(name.party)
        if entity.gender in ("", "u"):
            entity.gender = gender_of(name) or entity.gender
        _roles(entity, name)

    def _misspelt(self, name: Name) -> Entity | None:
        """Find the person whom an unknown surname may mean, once all full names are known."""
        other = name.title or name.kind not in ("", "person")
        if len(name.words) > 1 or other or self._family(name):
            return None
        near = self.like(name.words[0])
        if near:
            near[0].notes.append(f"“{name.words[0]}” is one letter off")
        return near[0] if near else None

    def _family(self, name: Name) -> bool:
        """Tell whether a name is a family's, as "the Smiths" where somebody is called Smith."""
        key = lexicon.fold(name.words[0])
        bearers = self._by_word.get(key.removesuffix("s"), ()) if key.endswith("s") else ()
        return len(name.words) == 1 and name.article and any(e.kind == "person" for e in bearers)

    def _index(self, entity: Entity, words: tuple[str, ...]) -> None:
        """Make an entity findable by a name, its words and its initials."""
        if words in entity.names:
            return
        entity.names.append(words)
        for word in words:
            key = lexicon.fold(word)
            if key not in SMALL and entity not in self._by_word[key][-50:]:
                self._by_word[key].append(entity)
        self._exact.setdefault(key_of(words), entity)
        if len(words) > 2 or (len(words) > 1 and entity.kind != "person"):
            for begin in range(len(words) - 1):
                if not begin or lexicon.place(" ".join(words[:begin])):  # "CPD" of a US body
                    initials = "".join(w[0] for w in words[begin:] if w[0].isupper())
                    self._acronyms.setdefault(initials, entity)

    def _match(self, name: Name) -> Entity | None:
        words = name.words
        country = self._place(name)
        if country is not None:
            return country
        known = self._exact.get(key_of(words))
        if known is not None and (len(words) > 1 or known.kind != "person") and fits(known, name):
            return known
        if len(words) == 1 and words[0].isupper() and 1 < len(words[0]) < 8:
            found = self._acronyms.get(words[0].replace(".", ""))
            if found is not None:
                return found
        return self._partly(name)

    def _named_once(self, entity: Entity) -> bool:
        return all(self._met[key_of(own)] < 2 for own in entity.names if len(own) > 1)

    def _place(self, name: Name) -> Entity | None:
        text = lexicon.fold(name.text).removeprefix("the ")
        if name.kind == "government":
            place = lexicon.place(name.text)
            if place is not None and place.kind in ("country", "capital"):
                return self.government(place.country)
        meaning = lexicon.phrases("bodies", "names").get(text)
        if meaning is not None and meaning != name.text:
            return self._exact.get(key_of(tuple(meaning.split())))
        return None

    def _partly(self, name: Name) -> Entity | None:
        """Find the entity of which a name is the surname, the first name or a short form."""
        pools = [
            self._by_word.get(lexicon.fold(w), [])
            for w in name.words
            if lexicon.fold(w) not in SMALL and lexicon.fold(w) not in lexicon.PARTICLES
        ]
        if len(pools) == 2 and not pools[0]:
            # "Ken Starr" beside "Kenneth Starr"; each named twice are two people
            once = self._met[key_of(name.words)] == 1
            pools = [[e for e in pools[1] if once or self._named_once(e)]]
        if not pools or not all(pools):
            return None
        candidates = [
            e
            for e in pools[-1][-50:]
            if fits(e, name) and any(part_of(name, own, e.kind) for own in e.names)
        ]
        if not candidates:
            return None
        *others, best = sorted((closeness(e, name), at) for at, e in enumerate(candidates))
        first = candidates[best[1]]
        around = self._holders(first, name) if name.main else ()
        for other, at in reversed(others):
            if comparable(best[0], other) and _mentioned(candidates[at], around):
                self.rivals[name.span] = first
                return candidates[at]
        if others and alike(best[0], others[-1][0]):
            self.rivals[name.span] = candidates[others[-1][1]]
        return first

    def _holders(self, entity: Entity, name: Name) -> list[Span]:
        """Return the sources of the statements in which an entity was named last before a name."""
        at = bisect_left(entity.places, name.span.start)
        outer = self._outer[entity.places[at - 1]] if at else ()
        return [span for a in outer for span in a.source]


def _subject(text: str, name: Name, pronoun: re.Match[str]) -> bool:
    """Tell whether a pronoun takes up a name as its subject, as in "Rutte said he agreed".

    A firm may say "her claim", and has an "it" of its own.
    """
    between = text[name.span.end : pronoun.start()]
    return pronoun[1].casefold() in ("he", "she") and not OTHER.search(between)


def _mentioned(entity: Entity, spans: Iterable[Span]) -> bool:
    return any(span.covers(mention) for span in spans for mention in entity.mentions)


def _deletes(word: str) -> list[str]:
    """Return a word, and the word without each of its letters."""
    return [word, *(word[:i] + word[i + 1 :] for i in range(len(word)))]


def _roles(entity: Entity, name: Name) -> None:
    """Learn title, role, apposition and body of a name."""
    if name.home and name.home not in entity.homes:
        entity.homes.append(name.home)
    if name.title:
        entity.titles.append(name.title)
    if name.role and name.role != name.title:
        entity.learn(name.role)
    elif name.title:
        title = lexicon.fold(name.title).rstrip(".")
        entity.heads.update((title, *lexicon.title_nouns(name.title)))
    if name.after and entity.kind in ("person", "", "organisation", "media"):
        entity.learn(description(name.after))
