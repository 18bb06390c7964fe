"""Whom a description of one person means: "the US president", "a second source", "the woman".

A definite one takes the bearer of the role; an unnamed one ("the source") follows the chain of
unnamed sources; an indefinite one is somebody new, or someone whom the article names soon after.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from analysis.model import Span
from analysis.sources import lexicon, named_later, onlookers
from analysis.sources.entities import Entity
from analysis.sources.nominal_kinds import gender_of
from analysis.sources.phrases import Phrase, read
from analysis.sources.reference import content_words, fit, label, overlap
from analysis.sources.scene import Outcome, Scene, short
from analysis.sources.ties import LEFT, compatible, describes, only_former

GOES_ON = re.compile(r"(?i)\b(?:add|continu|conclud|went on|goes on)")
HE_OR_SHE = re.compile(r"[^.“”\"]{0,120}?\b([Hh]e|[Ss]he)\b")
HUMAN = frozenset("man woman".split())
IN_OFFICE = frozenset(
    "judge officer prosecutor reporter journalist policeman constable magistrate doctor".split()
)
NEW = re.compile(r"(?i)(?:an?|one|another)\s")


class PersonResolver:
    """Resolves the descriptions of one person in one article."""

    def __init__(self, scene: Scene) -> None:
        self.scene = scene

    def resolve(self, phrase: Phrase, span: Span) -> Outcome:
        """Return the person that a description means; a new one where nobody fits."""
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
                return taken(phrase, about, 0.6)
        entity = scene.make(phrase, "person")
        entity.gender = lexicon.noun_gender(phrase.head)
        return Outcome(entity, 0.85)

    def _of_headline(self, phrase: Phrase, span: Span) -> Entity | None:
        """Return the one speaker whom a headline means: "Top aide says ...", "Ana Ruiz, the aide".

        None where the text tells of another: "an aide", "the mayor's aide".
        """
        scene = self.scene
        if phrase.determiner != "bare" or scene.paragraph(span.start) > 0:
            return None
        bearers = [e for e in scene.nouns.get(phrase.head, ()) if compatible(phrase, e)]
        if len(bearers) != 1 or id(bearers[0]) not in scene.say:
            return None
        met = scene.introduced(phrase.head)
        return None if met and met[-1] > span.end else bearers[0]

    def _just_met(self, phrase: Phrase, span: Span) -> Outcome | None:
        """Return the one person met without a name: "A cashier was shaken. ..., the woman said"."""
        human = phrase.head in HUMAN and phrase.determiner == "definite" and not phrase.modifiers
        if not human or (phrase.tail and not phrase.tail.startswith("who")):
            return None
        scene = self.scene
        paragraph = scene.paragraph(span.start)
        low = scene.paragraphs[paragraph]
        met = list(onlookers.described(scene.text, low, span.start))
        if not any(map(self._is_new, met)):
            high, low = low, scene.paragraphs[max(0, paragraph - 1)]
            met = list(onlookers.described(scene.text, low, high))
        named = [e for e in map(scene.entity, scene.names_between(low, span.start)) if e]
        if len(met) != 1 or any(e.kind in ("person", "") for e in named):
            return None  # "A judge sentenced Peter Lane. The man said"
        place = met[0]
        if not self._is_new(place):
            return None
        one = read(place.of(scene.text), place.start, ())
        if one.head in IN_OFFICE | lexicon.words("nouns", "unnamed") or " and " in one.text:
            return None  # "An officer shot the boy. The boy said"
        if {gender_of(phrase), gender_of(one)} == {"f", "m"}:
            return None
        known = (
            e for e in scene.memory.entities if any(m.start == place.start for m in e.mentions)
        )
        entity = next(known, None) or scene.make(one, "person")
        entity.mention(place, "nominal")
        entity.gender = gender_of(phrase) if entity.gender in ("", "u") else entity.gender
        return Outcome(entity, 0.8)

    def _is_new(self, place: Span) -> bool:
        """Tell whether a description introduces somebody outside a quotation: "a clerk"."""
        return bool(NEW.match(self.scene.text, place.start)) and not self.scene.mask[place.start]

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
        if unnamed and (told := self._of_headline(phrase, span)) is not None:
            return Outcome(told, 0.65)
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
            return taken(phrase, following, 0.6)
        speaker = None if unnamed else self._speaker(phrase, span)
        if speaker is not None:
            return taken(phrase, speaker, 0.7)
        standing = describes(phrase)
        if unnamed or not (standing or self._once_was(phrase, span)):
            return None
        found = scene.memory.only(phrase, gender_of(phrase), scene.paragraph(span.start))
        if found is None or not (standing or self._is_subject(found.entity, span)):
            return None
        return taken(phrase, found.entity, found.confidence)

    def _is_subject(self, entity: Entity, span: Span) -> bool:
        """Tell whether a sentence may go on with the subject of the one before."""
        scene, at = self.scene, self.scene.sentence(span.start)
        before = [s for s in scene.memory.recent if s.sentence == at - 1 and s.entity is entity]
        told = HE_OR_SHE.match(scene.text, span.end)
        gender = {"he": "m", "she": "f"}[told[1].casefold()] if told else "u"
        other = {gender, entity.gender} == {"f", "m"}
        return any(s.subject for s in before) and not other and not _in_another_office(entity)

    def _once_was(self, phrase: Phrase, span: Span) -> bool:
        """Tell whether a sentence begins with what somebody was: "The former banker said"."""
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
        return taken(phrase, entity, 0.7)

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


def taken(phrase: Phrase, entity: Entity, confidence: float) -> Outcome:
    """Return an outcome with a doubt: the text does not say outright that the two are one."""
    entity.learn(phrase.text)
    doubt = f"“{phrase.text}” is taken to be {label(entity)}"
    return Outcome(entity, confidence, False, (doubt,))
