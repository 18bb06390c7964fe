"""Which body, government, medium or document a nominal means: "the bank", "state media"."""

from __future__ import annotations

import re
from collections.abc import Sequence

from analysis.model import Span
from analysis.sources import lexicon
from analysis.sources.entities import Entity, canonical
from analysis.sources.phrases import Phrase
from analysis.sources.reference import BODY_KINDS, fit, same_class
from analysis.sources.scene import Outcome, Scene
from analysis.sources.ties import compatible, elsewhere, places


class OrganisationResolver:
    """Resolves the nominals of one article that name no people."""

    def __init__(self, scene: Scene) -> None:
        self.scene = scene
        self.media: dict[str, Entity] = {}

    def resolve(self, phrase: Phrase, span: Span, kind: str) -> Outcome:
        """Return the body or document that a nominal means; a new one where none fits."""
        kind = "document" if kind == "media" and self._is_document(phrase) else kind
        official = self._official(phrase, span, kind)
        if official is not None:
            return official
        memory = self.scene.memory
        if phrase.plural:
            known = [e for e in memory.by_role(phrase) if e.plural and same_class(phrase, e)]
            if known and phrase.determiner != "new":
                return Outcome(max(known, key=lambda e: e.spoke), 0.7)
        elif phrase.determiner in ("definite", "bare", "possessed"):
            found = self._known_body(phrase, span, kind)
            if found is not None:
                return found
        return Outcome(self.scene.make(phrase, kind), 0.85)

    def _is_document(self, phrase: Phrase) -> bool:
        """Tell whether "the paper" is a study that was mentioned, because no medium is in mind."""
        again = phrase.head in lexicon.words("nouns", "document_again")
        memory = self.scene.memory
        media = any(seen.entity.kind == "media" for seen in memory.recent)
        return again and phrase.determiner == "definite" and bool(memory.documents) and not media

    def _known_body(self, phrase: Phrase, span: Span, kind: str) -> Outcome | None:
        memory = self.scene.memory
        named = [] if phrase.tail.startswith("for ") else self._by_last_word(phrase)
        if len(named) > 1:
            return Outcome(None, 0.5, candidates=(named[0], named[1]))
        if named:
            return Outcome(named[0], 0.8)
        called = [e for e in memory.by_role(phrase) if not (e.plural or _another(phrase, e))]
        if called:
            best = max(called, key=lambda e: (fit(phrase, e), memory.latest(e)))
            return Outcome(best, 0.75)
        only = self._only_before(phrase, span, kind) or self._short_name(phrase, span)
        return Outcome(only, 0.65) if only is not None else self._in_mind(phrase, span, kind)

    def _short_name(self, phrase: Phrase, span: Span) -> Entity | None:
        """Return the one body of a short name that a noun is for: "the bureau" of "FBI".

        None where the text has told of another: "a travel agency", "the rating agency".
        """
        scene = self.scene
        if phrase.determiner != "definite" or phrase.tail or phrase.modifiers:
            return None
        bodies = {id(seen.entity): seen.entity for seen in scene.memory.recent}
        known = [e for e in bodies.values() if any(_called(phrase, own) for own in e.names)]
        if len(known) != 1:
            return None
        met = scene.introduced(phrase.head)
        return None if met and met[0] < span.start else known[0]

    def _in_mind(self, phrase: Phrase, span: Span, kind: str) -> Outcome | None:
        """Return the body of that kind that is most in mind; it stays open between two."""
        scene, memory = self.scene, self.scene.memory
        located = kind == "organisation" and _located(phrase)
        told = bool(phrase.tail or phrase.modifiers)
        if phrase.determiner != "definite" or (told and not located):
            return None
        if phrase.head in lexicon.words("nouns", "fixed"):
            return None
        if kind == "document":
            again = phrase.head in lexicon.words("nouns", "document_again")
            return Outcome(memory.documents[-1], 0.6) if again and memory.documents else None
        known = phrase.head in lexicon.words("nouns", "firm") or lexicon.endings(phrase.head)
        if kind != "media" and not known:
            return None
        place = scene.sentence(span.start), scene.paragraph(span.start)
        found, rivals = memory.body(phrase, kind, *place)
        if rivals:
            return Outcome(None, 0.5, candidates=tuple(rivals))
        if found is None or elsewhere(phrase, found.entity):
            return None
        found.entity.kind = found.entity.kind or kind
        found.entity.learn(phrase.text)
        return Outcome(found.entity, found.confidence)

    def _only_before(self, phrase: Phrase, span: Span, kind: str) -> Entity | None:
        """Return the one body of the sentence before: "Hale Foods rose. The retail giant said"."""
        known = lexicon.words("nouns", "firm") | lexicon.words("nouns", "media")
        if phrase.determiner != "definite" or phrase.tail or phrase.head not in known:
            return None
        at = self.scene.sentence(span.start)
        near = [s for s in self.scene.memory.recent if at - s.sentence <= 1 and not s.quoted]
        bodies = {id(s.entity): s for s in near if s.entity.kind in BODY_KINDS and s.entity.named}
        seen = next(iter(bodies.values()), None)
        if len(bodies) != 1 or seen is None or seen.entity.kind != kind or seen.sentence == at:
            return None
        if not seen.subject:
            return None  # "Smoke was seen over Brackley. The company said"
        barred = id(seen.entity) in self.scene.memory.barred or seen.entity.plural
        ends = {lexicon.fold(own[-1]) for own in seen.entity.names}
        other = ends & (lexicon.words("nouns", "distinct") | lexicon.endings()) - {phrase.head}
        return None if barred or other or elsewhere(phrase, seen.entity) else seen.entity

    def _by_last_word(self, phrase: Phrase) -> list[Entity]:
        """Return the bodies whose name a noun ends.

        As in "The committee" after "Senate Banking Committee"; two if one sentence names both.
        Whoever has just spoken is in mind alone.
        """
        found: dict[int, Entity] = {}
        sentence = -1
        for seen in reversed(self.scene.memory.recent):
            entity = seen.entity
            if entity.kind not in BODY_KINDS:
                continue
            ends = any(phrase.head in _nouns(own) for own in entity.names)
            if not ends or not compatible(phrase, entity):
                continue
            if found and seen.sentence != sentence:
                break
            sentence = seen.sentence
            found[id(entity)] = entity
        last = self.scene.last.entity if self.scene.last is not None else None
        if last is not None and id(last) in found:
            return [last]
        return list(found.values())

    def _official(self, phrase: Phrase, span: Span, kind: str) -> Outcome | None:
        """Return governments and state media by country, which the words or those nearby tell."""
        places = [m for m in map(canonical, phrase.modifiers) if m.startswith("@")]
        if phrase.head in ("government", "regime", "administration", "state") and places:
            return Outcome(self.scene.registry.government(places[0][1:]), 0.9)
        if kind != "media" or (
            phrase.head != "media" and not {"state", "official"} & set(phrase.modifiers)
        ):
            return None
        if not {"state", "official", "state-run", "government"} & set(phrase.modifiers):
            return None
        country = (
            places[0][1:] if places else self._country_behind(span) or self._country_near(span)
        )
        if country not in self.media:
            entity = self.scene.make(phrase, "media")
            entity.determiner, entity.plural = "definite", False
            if country:
                entity.label = f"{entity.label} ({country})"
                entity.modifiers.add(f"@{country}")
                entity.notes.append(f"{country} is the country nearest to it")
            self.media[country] = entity
        return Outcome(self.media[country], 0.7)

    def _country_behind(self, span: Span) -> str:
        """Return the country right behind, as in "State media in Pakistan"; "" if none is."""
        scene = self.scene
        for name in scene.names_between(span.end, span.end + 20):
            place = lexicon.place(name.text)
            behind = re.fullmatch(r"\s+(?:in|of|from)\s+", scene.text[span.end : name.span.start])
            return place.country if place is not None and behind else ""
        return ""

    def _country_near(self, span: Span) -> str:
        """Return the country named or implied most in the paragraph up to here; "" if none is."""
        scene = self.scene
        counts: dict[str, int] = {}
        for name in scene.names_between(scene.paragraphs[scene.paragraph(span.start)], span.start):
            entity, place = scene.entity(name), lexicon.place(name.text)
            if place is not None and place.country:
                counts[place.country] = counts.get(place.country, 0) + 2
            elif entity is not None:
                for country in sorted(m[1:] for m in entity.modifiers if m.startswith("@")):
                    counts[country] = counts.get(country, 0) + 1
        return max(counts, key=lambda c: counts[c]) if counts else ""


def _another(phrase: Phrase, entity: Entity) -> bool:
    """Tell whether a body is another: "the ferry operator", "the plant's operator"."""
    own = {canonical(m) for m in phrase.modifiers}
    known = entity.modifiers - {phrase.head}
    if phrase.head != "office":  # whose it is, or else where: "the Ohio firm"
        own, known = set(filter(_tells_apart, own)), set(filter(_tells_apart, known))
    return not entity.named and bool(own - known) and bool(known - own)


def _tells_apart(word: str) -> bool:
    placed = word.startswith("@") or word.endswith("-based") or lexicon.place(word) is not None
    return not placed and word not in lexicon.words("grammar", "quantifiers")


def _located(phrase: Phrase) -> bool:
    """Tell whether a place describes a body: "the Oslo-based bank"."""
    return bool(places(phrase.modifiers))


def _called(phrase: Phrase, words: Sequence[str]) -> bool:
    """Tell whether a noun is one for a short name: "the bureau" of "FBI"."""
    short = lexicon.fold(words[0]).replace(".", "") if len(words) == 1 else ""
    return phrase.head in lexicon.phrases("bodies", "called").get(short, "").split()


def _nouns(words: Sequence[str]) -> tuple[str, str]:
    """Return the last word of a name, and the one before its "of" or "on".

    As in "Commission on Debates".
    """
    cut = next((at for at, word in enumerate(words) if at and word in ("of", "on", "for")), 0)
    return lexicon.fold(words[-1]), lexicon.fold(words[cut - 1])
