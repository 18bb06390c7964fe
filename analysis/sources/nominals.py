"""Whom a nominal means: "the US president", "his lawyer", "the bank", "a second source".

A definite one takes the bearer of the role; an unnamed one ("the source") follows the chain of
unnamed sources; an indefinite one is a new voice, or someone whom the article names soon after.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from analysis.model import SourceKind, Span
from analysis.sources import lexicon, named_later, onlookers
from analysis.sources.entities import Entity
from analysis.sources.nominal_kinds import becomes, gender_of, is_common, kind_of
from analysis.sources.ordinals import counted
from analysis.sources.organisations import OrganisationResolver
from analysis.sources.owners import Owners
from analysis.sources.phrases import ORDINALS, Phrase, read
from analysis.sources.reference import (
    BODY_KINDS,
    content_words,
    fit,
    label,
    overlap,
    same_class,
)
from analysis.sources.scene import Outcome, Scene, short
from analysis.sources.ties import LEFT, compatible, describes, only_former

AGE = re.compile(r"(\d{1,3})-year-old")
ADJECTIVE = re.compile(r"accused|deceased|injured|bereaved")  # as in "the accused": one person
CLASS = re.compile(r"(?:[ae]nt|ist|ian|ie|ico)s\Z")  # many of a kind that no list knows
DECADES = {
    "sexagenarian": "6",
    "septuagenarian": "7",
    "octogenarian": "8",
    "nonagenarian": "9",
    "centenarian": "10",
}
GOES_ON = re.compile(r"(?i)\b(?:add|continu|conclud|went on|goes on)")
FULL_NAME = re.compile(r"[A-Z][a-z]+(?: [A-Z]\.?)?(?: [A-Z][\w’'-]+){1,2}")
HUMAN = frozenset("man woman boy girl".split())
NEW = re.compile(r"(?i)(?:an?|one|another)\s")
TELLS = frozenset("said told added asked insisted replied recalled joked".split())
DOES = re.compile(
    r"\s(?:also )?(?:said|says|added|insisted|told [^.,“”\"]{2,40}?|confirmed|stressed) (?:that )?it "
    r"(?:had|would|has|will|did|does|could|stood|(?:deni|declin|apologi|regrett|remain|welcom)\w+|"
    r"was (?:not )?(?:\w+ing|sorry|aware|confident|committed|unable|disappointed)|took|takes)\b"
)
ONESELF = re.compile(r"\s[^.“”\"]{2,40}\b(?:he|she|his|her|himself|herself)\b")
PROPER = re.compile(r"(?:[A-Z]|@\w)[\w’'-]*?(?:['’]s)?$")


class Nominals:
    """Resolves the nominals of one article."""

    def __init__(self, scene: Scene) -> None:
        self.scene = scene
        self.owners = Owners(scene)
        self.organisations = OrganisationResolver(scene)
        self.unknown: dict[str, Entity] = {}

    def resolve(self, phrase: Phrase, span: Span) -> Outcome:
        """Return the entity that a nominal means; a new one where none fits."""
        kind = kind_of(phrase)
        if phrase.others and phrase.owners:
            members = [e for e in map(self.scene.entity, phrase.owners) if e is not None]
            return Outcome(self.scene.group(members, phrase), 0.7)
        told = self._named(phrase, kind) or self._counted(phrase) or self._aged(phrase, span)
        if told is not None:
            return told
        if kind is None and phrase.determiner == "definite" and ADJECTIVE.fullmatch(phrase.head):
            kind = "person"
        if kind == "person" and self._is_firm(phrase, span):
            kind = "organisation"
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
            return self._plural(phrase)
        if kind == "person":
            return self._person(phrase, span)
        if kind in BODY_KINDS:
            return self.organisations.resolve(phrase, span, kind)
        if kind is None and phrase.determiner == "definite" and self._says():
            return self._person(phrase, span)  # "the sabhadhipati said"
        return Outcome(self.scene.make_class(phrase, "unknown"), 0.4)

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

    def _says(self) -> bool:
        """Whether the verb is one that hardly anything but a person or a body takes."""
        return self.scene.cue.partition(" ")[0] in TELLS

    def _is_firm(self, phrase: Phrase, span: Span) -> bool:
        """As in "the contractor said", "the plant's owner said it had no record": a firm, not one.

        A word for either is a firm where it usually is one, and where "it" says what the firm did.
        """
        noun = lexicon.singular(phrase.head)
        if phrase.plural or noun not in lexicon.words("nouns", "person_or_firm"):
            return False
        behind = self.scene.text[span.end : span.end + 60]
        if DOES.match(behind):
            return True
        himself = ONESELF.match(behind) is not None
        return noun in lexicon.words("nouns", "firm_first") and not himself

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
            return _taken(phrase, subject, 0.7)
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

    def _plural(self, phrase: Phrase) -> Outcome:
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
        entity = scene.make(phrase, "group")
        entity.plural = True
        return Outcome(entity, 0.85)

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

    def _person(self, phrase: Phrase, span: Span) -> Outcome:
        scene = self.scene
        unnamed = phrase.head in lexicon.words("nouns", "unnamed")
        if phrase.quantifier == "other" and phrase.determiner == "definite":
            other = self._other(phrase)
            if other is not None:
                return Outcome(other, 0.75)
        elif phrase.determiner in ("definite", "possessed", "bare"):
            found = (
                self._chain(phrase, span)
                or self._just_met(phrase, span)
                or self._bearer(phrase, span, unnamed)
            )
            if found is not None:
                return found
        elif phrase.determiner == "indefinite" and (again := self._again(phrase)) is not None:
            return Outcome(again, 0.7)
        elif phrase.determiner == "indefinite" and not unnamed:
            later = named_later.paragraphs_on(scene, phrase, span)
            if later is not None:
                return Outcome(later, 0.6)
            about = named_later.next_sentence(scene, phrase, span)
            if about is not None:
                return _taken(phrase, about, 0.6)
        entity = scene.make(phrase, "person")
        entity.gender = lexicon.noun_gender(phrase.head)
        return Outcome(entity, 0.85)

    def _just_met(self, phrase: Phrase, span: Span) -> Outcome | None:
        """As in "A cashier was shaken. ..., the woman said": the one person met without a name."""
        human = phrase.head in HUMAN and phrase.determiner == "definite" and not phrase.modifiers
        if not human or (phrase.tail and not phrase.tail.startswith("who")):
            return None
        scene = self.scene
        paragraph = scene.paragraph(span.start)
        here, before = scene.paragraphs[paragraph], scene.paragraphs[max(0, paragraph - 1)]
        met = self._new_people(here, span.start) or self._new_people(before, here)
        told = [read(place.of(scene.text), place.start, ()) for place in met]
        fits = [
            (place, one)
            for place, one in zip(met, told, strict=True)
            if {gender_of(phrase), gender_of(one)} != {"f", "m"}
            and not any(scene.names_between(place.end, place.end + 3))
            and " and " not in one.text
        ]
        if len(fits) != 1:
            return None
        place, one = fits[0]
        known = [e for e in scene.memory.entities if any(m.start == place.start for m in e.mentions)]
        entity = known[0] if known else scene.make(one, "person")
        entity.mention(place, "nominal")
        entity.gender = gender_of(phrase) if entity.gender in ("", "u") else entity.gender
        return Outcome(entity, 0.8)

    def _new_people(self, start: int, end: int) -> list[Span]:
        """The descriptions with "a" or "another" in a stretch of text, outside quotations."""
        scene = self.scene
        met = onlookers.described(scene.text, start, end)
        return [p for p in met if NEW.match(scene.text, p.start) and not scene.mask[p.start]]

    def _again(self, phrase: Phrase) -> Entity | None:
        """Return the one described before in the same words: "A spokesman for Hale River"."""
        told = bool(phrase.tail or phrase.modifiers)
        spokes = phrase.head.startswith("spokes") and told
        known = self.scene.memory.by_role(phrase) if spokes or len(phrase.modifiers) > 1 else []
        same = short(phrase.text).casefold()
        return next((e for e in known if not e.named and e.label.casefold() == same), None)

    def _other(self, phrase: Phrase) -> Entity | None:
        """Return the one of two who did not speak last.

        As in "the other official"; it is None for a new one.
        """
        pool = [e for e in self.scene.memory.by_role(phrase) if not e.plural and e.spoke >= 0]
        return min(pool, key=lambda e: e.spoke) if len(pool) == 2 else None

    def _bearer(self, phrase: Phrase, span: Span, unnamed: bool) -> Outcome | None:
        """Return who bears a role.

        That is one known so far, one named further on, or the only one it may describe.
        """
        scene = self.scene
        known = [e for e in scene.memory.by_role(phrase) if not e.plural]
        if known:
            return self._of_bearers(phrase, span, known)
        ahead = [e for e in scene.nouns.get(phrase.head, ()) if compatible(phrase, e)]
        if ahead and not unnamed:
            return Outcome(min(ahead, key=lambda e: (-fit(phrase, e), e.first)), 0.65)
        going_on = self._going_on(phrase, span)
        if going_on is not None:
            return going_on
        following = named_later.next_speech(scene, phrase, span)
        if following is not None:
            return _taken(phrase, following, 0.6)
        speaker = None if unnamed else self._speaker(phrase, span)
        if speaker is not None:
            return _taken(phrase, speaker, 0.7)
        if unnamed or not (describes(phrase) or self._once_was(phrase, span)):
            return None
        found = scene.memory.only(phrase, gender_of(phrase), scene.paragraph(span.start))
        if found is None:
            return None
        return _taken(phrase, found.entity, found.confidence)

    def _once_was(self, phrase: Phrase, span: Span) -> bool:
        """As in "Ama Mensah came late. The former banker said": what somebody was is no part."""
        scene = self.scene
        opens = bool(scene.starts) and scene.starts[scene.sentence(span.start)] >= span.start - 2
        return phrase.determiner == "definite" and bool(LEFT & set(phrase.modifiers)) and opens

    def _of_bearers(self, phrase: Phrase, span: Span, known: Sequence[Entity]) -> Outcome:
        """Return the bearer of a role.

        Of several it is the one most in mind; else it stays open between two.
        """
        scene = self.scene
        ranked = sorted(
            known,
            key=lambda e: (fit(phrase, e), only_former(phrase, e), scene.memory.latest(e)),
            reverse=True,
        )
        best, *others = ranked
        rivals = [
            e
            for e in others
            if e.named
            and fit(phrase, e) == fit(phrase, best)
            and only_former(phrase, e) == only_former(phrase, best)
        ]
        if not rivals or not best.named or phrase.determiner != "definite":
            return Outcome(best, 0.8)
        paragraph = scene.paragraph(span.start)
        spoke = scene.last is not None and scene.last.entity is best
        apart = scene.sentence(scene.memory.latest(best)) > scene.sentence(
            scene.memory.latest(rivals[0])
        )
        near = paragraph - scene.paragraph(max(0, scene.memory.latest(best))) <= 1
        if (spoke and near) or (apart and near):
            doubt = f"“{phrase.text}” may be {label(rivals[0])}"
            return Outcome(best, 0.65, False, (doubt,))
        return Outcome(None, 0.5, candidates=(best, rivals[0]))

    def _going_on(self, phrase: Phrase, span: Span) -> Outcome | None:
        """Return who has just spoken, where somebody adds something.

        As in "said Kev Malone, 41. The plumber added".
        """
        last = self.scene.last
        if last is None or last.entity is None or not GOES_ON.search(self.scene.cue):
            return None
        entity, scene = last.entity, self.scene
        near = scene.paragraph(span.start) == scene.paragraph(max(0, scene.last_at - 1))
        if not near or phrase.determiner != "definite" or entity.plural or entity.kind != "person":
            return None
        if id(entity) in scene.memory.barred or {gender_of(phrase), entity.gender} == {"f", "m"}:
            return None
        if not compatible(phrase, entity):
            return None
        return _taken(phrase, entity, 0.7)

    def _speaker(self, phrase: Phrase, span: Span) -> Entity | None:
        """Return who has just spoken: "Ana Ruiz said. The former minister added".

        Where a sentence begins with a description that nobody bears, of a standing or of an office
        left. Further on, too, where it is a standing and the speaker is named most around it.
        """
        scene, standing = self.scene, describes(phrase)
        last = scene.last.entity if scene.last is not None else None
        if last is None or last.kind != "person" or not last.named or last.plural:
            return None
        inside = scene.last_at > span.start  # nobody calls himself so
        if phrase.determiner != "definite" or inside or id(last) in scene.memory.barred:
            return None
        if {gender_of(phrase), last.gender} == {"f", "m"} or not compatible(phrase, last):
            return None
        at = scene.sentence(span.start)
        sentences = at - scene.sentence(max(0, scene.last_at - 1))
        paragraphs = scene.paragraph(span.start) - scene.paragraph(max(0, scene.last_at - 1))
        if scene.starts[at] >= span.start - 2 and sentences <= 1 and paragraphs <= 1:
            left = bool(LEFT & set(phrase.modifiers)) and not _in_another_office(last)
            return last if standing or left else None
        near = [s.entity for s in scene.memory.recent if at - s.sentence <= 3 and not s.quoted]
        most = max((e.weight for e in near if e.kind == "person" and e.named), default=0)
        here = any(scene.names_between(scene.starts[at], span.start))
        close = sentences <= 3 and paragraphs <= 2 and last.weight >= most
        return last if standing and close and not here and not phrase.tail else None

    def _chain(self, phrase: Phrase, span: Span) -> Outcome | None:
        """Return the unnamed source that "the source" means: by what it said, else the nearest."""
        scene = self.scene
        pool = [
            e for e in scene.memory.by_role(phrase) if not e.plural and not e.named and e.spoke >= 0
        ]
        if not pool or phrase.determiner == "bare":
            return None
        ranked = sorted(pool, key=lambda e: e.spoke)
        described = content_words(phrase.tail)
        if described:
            best = max(ranked, key=lambda e: (overlap(described, e), e.spoke))
            if overlap(described, best):
                best.notes.append(f"“{phrase.text}” fits what it said before")
                return Outcome(best, 0.85)
        best = ranked[-1]
        speaking = scene.last is not None and scene.last.entity is best
        if len(ranked) == 1 or (
            speaking and scene.paragraph(span.start) - scene.paragraph(best.spoke) <= 1
        ):
            return Outcome(best, 0.85)
        others = " or ".join(label(e) for e in reversed(ranked[-3:]))
        return Outcome(best, 0.5, False, (f"“{phrase.text}” may be {others}",))


def _in_another_office(entity: Entity) -> bool:
    """Tell whether somebody has a rank or trade now.

    A "former soldier" can't be Inspector Lee Grady.
    """
    nouns = {lexicon.singular(head) for head in entity.heads}
    trades = {n for n in nouns if lexicon.is_person_noun(n)} - lexicon.words("nouns", "standing")
    return bool(trades) and "former" not in entity.modifiers


def _taken(phrase: Phrase, entity: Entity, confidence: float) -> Outcome:
    """Return an outcome with a doubt: the text does not say outright that the two are one."""
    entity.learn(phrase.text)
    doubt = f"“{phrase.text}” is taken to be {label(entity)}"
    return Outcome(entity, confidence, False, (doubt,))
