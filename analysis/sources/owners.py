"""Whose a description is, and who is meant: "his lawyer", "Clinton's campaign", "her father"."""

from __future__ import annotations

import re

from analysis.model import Span
from analysis.sources import lexicon
from analysis.sources.entities import Entity
from analysis.sources.nominal_kinds import becomes, gender_of
from analysis.sources.phrases import Phrase
from analysis.sources.reference import label
from analysis.sources.scene import Scene

OWNED = frozenset(
    "spokesman spokeswoman spokesperson lawyer attorney aide adviser campaign wife husband "
    "representative son daughter".split()
)
OFFICES = frozenset(
    "campaign administration office team camp government foundation transition company".split()
)
CHILD, PARENT = frozenset({"son", "daughter"}), frozenset({"father", "mother"})
KIN_BACK = {  # what the one is called of whom the other is that
    "father": CHILD,
    "mother": CHILD,
    "son": PARENT,
    "daughter": PARENT,
    "husband": frozenset({"wife"}),
    "wife": frozenset({"husband"}),
    "brother": frozenset({"brother", "sister"}),
    "sister": frozenset({"brother", "sister"}),
}
ELECTION = re.compile(
    r"(?i)\b(?:election|candidate|primary|primaries|caucus|ballot|voters?|nominee|nomination|"
    r"running|race|bid|re-election|presidential|mayoral|raised)\b"
)
EARLIER = re.compile(r"(?i)\bcampaign\b")
NEAR = 5_000  # characters in which an election, or another campaign, is spoken of


class Owners:
    """Who belongs to whom in one article."""

    def __init__(self, scene: Scene) -> None:
        self.scene = scene
        self.owned: dict[tuple[int, str], Entity] = {}

    def own(self, boss: Entity, entity: Entity) -> None:
        """Make somebody another's from now on: "Trump lawyer Marc Kasowitz"."""
        for head in filter(lexicon.is_person_noun, sorted(entity.heads)):
            known = self.owned.setdefault((id(boss), lexicon.singular(head)), entity)
            if known is not entity and becomes(known, entity) and known.kind == "person":
                known.is_now(entity)
                self.owned[id(boss), lexicon.singular(head)] = entity

    def owner(self, phrase: Phrase, span: Span) -> Entity | None:
        """Return the owner of a source: "his lawyer", "Trump's lawyer", "Clinton campaign"."""
        scene = self.scene
        if phrase.possessive == "whose":
            sentence = scene.starts[scene.sentence(span.start)] if scene.starts else 0
            before = map(scene.entity, reversed(scene.names_between(sentence, span.start)))
            near = [e for e in before if e is not None]
            return next((e for e in near if e.kind in ("person", "")), near[0] if near else None)
        if phrase.possessive in ("his", "her", "their", "its"):
            found = scene.memory.pronoun(
                phrase.possessive,
                scene.sentence(span.start),
                scene.paragraph(span.start),
                bool(scene.mask[span.start]),
            )
            return found.entity if found else None
        for name in phrase.owners:
            entity = scene.entity(name)
            if (
                entity is not None
                and (entity.kind not in ("government", "document") or name.possessive)
                and entity.kind != "government"
            ):
                return entity
        if re.match(r"^(?:for|of|to)\s+", phrase.tail) and lexicon.singular(phrase.head) in OWNED:
            inner = [n for n in scene.names_in(span) if not n.possessive]
            return scene.entity(inner[0]) if inner else None
        if phrase.head == "campaign" and phrase.determiner == "definite" and not phrase.modifiers:
            return self._running_for_office(phrase, span)
        return None

    def _running_for_office(self, phrase: Phrase, span: Span) -> Entity | None:
        """Return whose "the campaign" is.

        It is the one that has spoken, else that of the person in mind.
        """
        scene = self.scene
        if phrase.tail or any(e.named for e in scene.memory.by_role(phrase)):
            return None
        around = max(0, span.start - NEAR), span.start
        if EARLIER.search(scene.text, *around) or not ELECTION.search(scene.text, around[0]):
            return None
        at = scene.sentence(span.start)
        near = [s.entity for s in scene.memory.recent if at - s.sentence <= 1 and not s.quoted]
        people = {id(e): e for e in near if e.kind == "person" and e.named}
        return next(iter(people.values())) if len(people) == 1 else None

    def belonging(self, owner: Entity, phrase: Phrase, kind: str) -> Entity:
        """Return who or what is somebody's: met before, introduced as such, kin, or a new one."""
        one = lexicon.singular(phrase.head)
        ending = "s" if phrase.plural else ""
        same = (f"{noun}{ending}" for noun in lexicon.title_nouns(one))  # "attorneys", "lawyers"
        for head in (phrase.head, one, *same):
            known = self.owned.get((id(owner), head))
            fresh = phrase.determiner in ("new", "indefinite")
            if known is not None and not fresh and known.plural == phrase.plural:
                return known
        known = self._introduced(owner, phrase) or self._kin(owner, phrase)
        if known is not None:
            return known
        entity = self.scene.make(phrase, kind)
        entity.owner = owner
        if phrase.possessive:
            whose = f"{label(owner)}’s"
            entity.label = re.sub(r"(?i)^\W*(?:his|her|their|its|whose)\b", whose, entity.label)
        entity.modifiers |= {lexicon.fold(w) for own in owner.names for w in own}
        if phrase.head in OFFICES and owner.named:
            full = max(owner.names, key=len) if owner.names else (owner.country,)
            words = entity.label.removeprefix("the ").removeprefix("The ").split()
            whole = owner.kind == "person" or phrase.possessive  # else "Hale county administration"
            entity.names.append(
                (*full[:-1], f"{full[-1]}’s", phrase.head) if whole else tuple(words)
            )
        self.owned[id(owner), phrase.head] = entity
        return entity

    def _introduced(self, owner: Entity, phrase: Phrase) -> Entity | None:
        """Return a named person who was introduced as the owner's: "Trump lawyer Marc Kasowitz"."""
        if phrase.plural or phrase.determiner == "new":
            return None
        keys = {lexicon.fold(w) for own in owner.names for w in own}
        pool = self.scene.nouns.get(phrase.head, ()) if lexicon.is_person_noun(phrase.head) else ()
        return next((e for e in pool if e is not owner and e.modifiers & keys), None)

    def _kin(self, owner: Entity, phrase: Phrase) -> Entity | None:
        """Return the one other of a surname: "his father" of Eric Marsh, son of the mayor.

        Only where the article says that they are kin in one way or the other.
        """
        if phrase.plural or phrase.head not in lexicon.words("nouns", "kin") or not owner.named:
            return None
        own = re.compile(rf"(?i)(?:his|her|their)\s(?:\w+\s)?{re.escape(phrase.head)}\b")
        fits = {gender_of(phrase), owner.gender} != {"f", "m"}
        if fits and any(own.match(role) for role in owner.roles):
            return owner  # "His father, Colin Hale, said. His father went on"
        surnames = {lexicon.fold(own[-1]) for own in owner.names}
        gender = gender_of(phrase)
        kin = [
            e
            for e in self.scene.registry.bearing(surnames)
            if e is not owner
            and e.kind == "person"
            and any(len(own) > 1 and lexicon.fold(own[-1]) in surnames for own in e.names)
        ]
        if len(kin) != 1 or {gender, kin[0].gender} == {"f", "m"}:
            return None
        back = KIN_BACK.get(phrase.head, frozenset())
        return kin[0] if phrase.head in kin[0].heads or back & owner.heads else None
