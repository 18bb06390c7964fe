"""Whom a nominal means: "his lawyer", "the bank", "the first", "both men".

One person and a body have resolvers of their own (``persons``, ``organisations``).
"""

from __future__ import annotations

import re

from analysis.model import SourceKind, Span
from analysis.sources import lexicon, onlookers
from analysis.sources.entities import Entity
from analysis.sources.nominal_kinds import ONESELF, becomes, gender_of, is_common, is_firm, kind_of
from analysis.sources.ordinals import counted
from analysis.sources.organisations import OrganisationResolver
from analysis.sources.owners import Owners
from analysis.sources.persons import PersonResolver, taken
from analysis.sources.phrases import ORDINALS, Phrase
from analysis.sources.reference import (
    BODY_KINDS,
    label,
    same_class,
)
from analysis.sources.scene import Outcome, Scene
from analysis.sources.ties import compatible

AGE = re.compile(r"(\d{1,3})-year-old")
ADJECTIVE = re.compile(r"accused|deceased|injured|bereaved")  # as in "the accused": one person
CLASS = re.compile(r"(?:[ae]nt|ist|ian)s\Z")  # many of a kind that no list knows
DECADES = {
    "sexagenarian": "6",
    "septuagenarian": "7",
    "octogenarian": "8",
    "nonagenarian": "9",
    "centenarian": "10",
}
FULL_NAME = re.compile(r"[A-Z][a-z]+(?: [A-Z]\.?)?(?: [A-Z][\w’'-]+){1,2}")
TELLS = frozenset("said told added asked insisted replied recalled joked".split())
PROPER = re.compile(r"(?:[A-Z]|@\w)[\w’'-]*?(?:['’]s)?$")


class Nominals:
    """Resolves the nominals of one article."""

    def __init__(self, scene: Scene) -> None:
        self.scene = scene
        self.owners = Owners(scene)
        self.organisations = OrganisationResolver(scene)
        self.persons = PersonResolver(scene)
        self.unknown: dict[str, Entity] = {}

    def resolve(self, phrase: Phrase, span: Span) -> Outcome:
        """Return the entity that a nominal means; a new one where none fits."""
        kind = self._kind(phrase, span)
        if phrase.others and phrase.owners:
            members = [e for e in map(self.scene.entity, phrase.owners) if e is not None]
            return Outcome(self.scene.group(members, phrase), 0.7)
        told = self._named(phrase, kind) or self._counted(phrase) or self._aged(phrase, span)
        if told is not None:
            return told
        owner = self.owners.owner(phrase, span)
        if owner is not None and not (is_common(phrase) and owner.kind != "person"):
            return Outcome(
                self.owners.belonging(
                    owner, phrase, kind or ("group" if phrase.plural else "unknown")
                ),
                0.8,
            )
        if kind is None and phrase.head in (*ORDINALS, "one") and not phrase.plural:
            return Outcome(self.scene.make(phrase, "person"), 0.8)
        if kind in ("person", "group", None) and (phrase.plural or kind == "group"):
            return self._plural(phrase, span)
        if kind == "person":
            return self.persons.resolve(phrase, span)
        if kind in BODY_KINDS:
            return self.organisations.resolve(phrase, span, kind)
        return Outcome(self.scene.make_class(phrase, "unknown"), 0.4)

    def _kind(self, phrase: Phrase, span: Span) -> SourceKind | None:
        """Return the kind of a nominal by its words and by what they are said to do."""
        kind = kind_of(phrase)
        bearers = self.scene.nouns.get(phrase.head, ())  # "Ana Ruiz, the developer"
        somebody = any(e.kind == "person" and compatible(phrase, e) for e in bearers)
        before = self.scene.text[max(0, span.start - 160) : span.start]
        behind = self.scene.text[span.end : span.end + 200]
        if kind == "person" and not somebody and is_firm(phrase, before, behind):
            return "organisation"
        one = phrase.determiner == "definite" and not phrase.plural
        if kind is not None or not one or phrase.head in (*ORDINALS, "one"):
            return kind
        tells = self.scene.cue.partition(" ")[0] in TELLS  # "the sabhadhipati said she"
        somebody = tells and ONESELF.match(behind) is not None
        return "person" if somebody or ADJECTIVE.fullmatch(phrase.head) else None

    def _named(self, phrase: Phrase, kind: SourceKind | None) -> Outcome | None:
        """Return a name that was not found as one: the only word, or in a headline."""
        word = phrase.text.strip()
        if FULL_NAME.fullmatch(word) and lexicon.given_gender(word.split()[0]):
            return self._full_name(phrase)
        unknown = kind is None and not CLASS.search(phrase.head) and not self._many_say(phrase)
        proper = PROPER.match(word) and " " not in word and (unknown or word[0] == "@")
        return self._unknown_name(phrase) if proper else None

    def _many_say(self, phrase: Phrase) -> bool:
        """Tell whether a verb of several follows a noun that looks plural: "Skeptics say"."""
        verb = self.scene.cue.partition(" ")[0]
        return phrase.head.endswith("s") and verb in lexicon.words("grammar", "say")

    def _counted(self, phrase: Phrase) -> Outcome | None:
        """Return the one that an ordinal means by the order of introduction.

        As in "the first", "the latter".
        """
        heard = [e for e in self.scene.memory.entities if e.spoke >= 0]
        pairs = [g.members for g in self.scene.groups[-3:] if len(g.members) == 2]
        found = counted(phrase, heard, pairs[-1] if pairs else ())
        return Outcome(found, 0.8) if found is not None else None

    def _aged(self, phrase: Phrase, span: Span) -> Outcome | None:
        """Return the one person of an age: "the 34-year-old"."""
        words = (phrase.head, *phrase.modifiers[:1])
        if (decade := DECADES.get(phrase.head)) is not None:
            known = [e for e in self.scene.memory.entities if e.age[:-1] == decade]
            return Outcome(known[0], 0.85) if len(known) == 1 else None
        age = next(filter(None, map(AGE.fullmatch, words)), None)
        if age is None or phrase.determiner not in ("definite", "indefinite"):
            return None
        known = [e for e in self.scene.memory.entities if e.age == age[1] and e.kind == "person"]
        if len(known) == 1 and phrase.determiner == "definite":
            return Outcome(known[0], 0.85)
        if not known and (subject := self._subject_before(phrase, span)) is not None:
            subject.age = age[1]
            return taken(phrase, subject, 0.7)
        if AGE.fullmatch(phrase.head) is None:
            return None
        entity = self.scene.make(phrase, "person")
        entity.age = age[1]
        return Outcome(entity, 0.7)

    def _subject_before(self, phrase: Phrase, span: Span) -> Entity | None:
        """Return the one subject of the sentence before: "Ana Ruiz parked. The 68-year-old"."""
        at = self.scene.sentence(span.start)
        near = [s for s in self.scene.memory.recent if s.sentence == at - 1 and not s.quoted]
        people = {id(s.entity): s.entity for s in near if s.entity.kind == "person" and s.subject}
        entity = next(iter(people.values()), None)
        if phrase.determiner != "definite" or len(people) != 1 or entity is None or entity.age:
            return None
        start, end = self.scene.starts[at - 1], self.scene.starts[at]
        described = next(onlookers.described(self.scene.text, start, end), None)
        if entity.titles or entity.roles or described is not None:
            return None  # "Judge Ann Pike passed sentence. The 44-year-old": somebody else may be
        other = {gender_of(phrase), entity.gender} == {"f", "m"}
        return entity if entity.named and not entity.plural and not other else None

    def introduce(self, phrase: Phrase, entity: Entity) -> None:
        """Give a described person the name that follows.

        As in "A clerk said no. The clerk, Ana Ruiz, said".
        """
        if phrase.determiner != "definite" or phrase.plural:
            return
        pool = [e for e in self.scene.memory.by_role(phrase) if not e.plural and e.spoke >= 0]
        if len(pool) == 1 and becomes(pool[0], entity):
            pool[0].is_now(entity)

    def _full_name(self, phrase: Phrase) -> Outcome:
        """Return a name that runs on in capitals, as in a headline.

        As in "Ana Ruiz Calls for Inquiry".
        """
        words = tuple(phrase.text.split())
        known = self.scene.registry.called(words)
        if known is not None:
            return Outcome(known, 0.9)
        entity = self.scene.make(phrase, "person")
        entity.names.append(words)
        return Outcome(entity, 0.7)

    def _unknown_name(self, phrase: Phrase) -> Outcome:
        """Return whom a capitalised word that no list has means.

        It is a misspelt surname or a new name.
        """
        word = re.sub(r"['’]s$", "", phrase.text.strip(" ,.;"))
        for entity in self.scene.registry.like(word):
            doubt = f"“{word}” is read as {label(entity)}"
            return Outcome(entity, 0.6, False, (doubt,))
        key = lexicon.fold(word)
        if key not in self.unknown:
            kind = "unknown" if word[0] == "@" else ""
            self.unknown[key] = self.scene.make(phrase, kind)
            self.unknown[key].names.append((word,))
        return Outcome(self.unknown[key], 0.5)

    # ---- people

    def _plural(self, phrase: Phrase, span: Span) -> Outcome:
        scene = self.scene
        if phrase.quantifier == "both" and (two := self._together(phrase)) is not None:
            return Outcome(two, 0.7)
        if phrase.determiner != "new" and phrase.quantifier not in ("other", "others", "more"):
            pool = scene.memory.by_role(phrase)
            known = [e for e in pool if (e.plural or e.kind == "group") and same_class(phrase, e)]
            if known:
                best = max(known, key=lambda e: e.spoke)
                return Outcome(best, 0.75 if phrase.determiner in ("bare", "definite") else 0.65)
            together = self._together(phrase)
            if together is not None:
                return Outcome(together, 0.5)
            if (again := self._in_office(phrase, span)) is not None:
                return Outcome(again, 0.65)
        entity = scene.make(phrase, "group")
        entity.plural = True
        return Outcome(entity, 0.85)

    def _in_office(self, phrase: Phrase, span: Span) -> Entity | None:
        """Return people in office who have just spoken: "The three envoys met. The officials said".

        Where a sentence begins with a wider word for them, and nothing tells them apart.
        """
        scene, at = self.scene, self.scene.sentence(span.start)
        wide = lexicon.singular(phrase.head) in ("official", "diplomat", "politician", "leader")
        opens = bool(scene.starts) and scene.starts[at] >= span.start - 2
        if not wide or not opens or phrase.determiner != "definite" or phrase.modifiers:
            return None
        group = next((g for g in reversed(scene.groups) if g.heads), None)
        if group is None or at - scene.sentence(group.spoke) > 1 or phrase.tail:
            return None
        if group.determiner == "bare":  # "Senators said" of any of them
            return None
        held = {lexicon.singular(head) for head in group.heads}
        return group if held & lexicon.words("nouns", "in_office") else None

    def _together(self, phrase: Phrase) -> Entity | None:
        """Return people named together before: "the candidates", "the two men"."""
        both = phrase.quantifier == "both"
        if (
            phrase.tail
            or len(phrase.modifiers) > 1
            or not (both or phrase.determiner == "definite")
        ):
            return None
        if not both and lexicon.singular(phrase.head) in lexicon.words("nouns", "particular"):
            return None
        size = {"two": 2, "both": 2, "three": 3, "four": 4}.get(phrase.quantifier)
        for group in reversed(self.scene.groups[-6:]):
            fits = len(group.members) == size if size else len(group.members) > 1
            if group.members and fits and all(m.kind == "person" for m in group.members):
                return group
        return None
