"""Whom a pronoun means: "she", "they", "who", "both", "I" inside a quotation."""

from __future__ import annotations

import re
from collections.abc import Sequence

from analysis.model import Span
from analysis.sources import lexicon, onlookers
from analysis.sources.entities import Entity
from analysis.sources.nominal_kinds import kind_of
from analysis.sources.nominals import Nominals
from analysis.sources.phrases import Phrase, read
from analysis.sources.scene import Outcome, Scene
from analysis.sources.writers import Writers
from analysis.text import SPELT

GENDERS = {"he": "m", "she": "f"}
FIRST_PERSON = frozenset("i we my our me us".split())
RELATIVE = re.compile(
    r"(?:(?:most|some|many|all|both|one|none|each|several|few|two|three) of )?"
    r"(?:who|whom|whose|which|that)$"
)
PERSONAL = frozenset(
    "he she it they his her its their him them he's she's it's they're themselves itself".split()
)
ARTICLE = (
    r"(?:a|an|the|one|another|some|many|several|few|most|other|his|her|their|its|our|those|these|no|"
    r"two|three|four|five|\d+)"
)
BACK = re.compile(rf"(?:^|[\s“\"‘(])({ARTICLE}\s[^.;:!?“”\"]*)$", re.IGNORECASE)
LAST = re.compile(rf"\b{ARTICLE}\s", re.IGNORECASE)
ASIDE = re.compile(r"(?:\s*\([^)]*\)|,\s[^,.;:]{1,60}|\s+(?:Jr|Sr)\.?)")
GAPS = (" ", "' ", "’ ")
INSIDE = frozenset("of for in at from with on by than like as to".split())
EARLIER = re.compile(r".*\b(who)\b", re.DOTALL)  # "the Trump who asks for his papers, who claims"
AGAIN = re.compile(r",? wh(?:o|om|ose|ich)\b[^.;:“”\"]{3,120}?,? (?:and|but)$")
COPULA = re.compile(r"(?: \([^)]{1,30}\))?,? (?:is|was|remains|became) ")
VERBAL = re.compile(
    r"\b(?:is|are|was|were|be|been|has|have|had|will|would|can|could|may|might|must|to|that|when|"
    r"while|because|if|and|but|\w+ed)\b"
)


ONE_OF = re.compile(r"(?:one|another|(?:a|the) (?:second|third|fourth|fifth|other))(?: of \w+)?$")


FRONTED = re.compile(
    r"(?i)[“\"]?(?:when|while|as|after|before|although|though|if|since|because|during|in|at|on|"
    r"not only|asked|speaking|sitting|standing|despite|with|until|once|even)\b"
)


def main_subject(scene: Scene, span: Span) -> Entity | None:
    """Return the subject behind a clause that begins a sentence: "While she waited, Ana Ruiz said".

    None where the pronoun does not stand in such a clause, or where the clause names somebody.
    """
    at = scene.sentence(span.start)
    start = scene.starts[at] if scene.starts else 0
    end = scene.starts[at + 1] if at + 1 < len(scene.starts) else len(scene.text)
    if start >= span.start or FRONTED.match(scene.text, start) is None:
        return None
    before = (scene.entity(name) for name in scene.names_between(start, span.start))
    if any(entity is not None and entity.kind == "person" for entity in before):
        return None
    for name in scene.names_between(span.end, end):
        entity = scene.entity(name)
        if entity is not None and entity.kind == "person":
            lead = name.span.start - len(name.role or name.title) - 1
            comma = "," in scene.text[max(span.end, lead - 3) : name.span.start]
            return entity if comma and not (name.possessive or name.quoted) else None
    return None


class PronounResolver:
    """Resolves the pronouns of one article."""

    def __init__(self, scene: Scene, nominals: Nominals, writers: Writers) -> None:
        self.scene, self.nominals, self.writers = scene, nominals, writers
        self.recent: list[tuple[Span, Entity]] = []

    def remember(self, span: Span, entity: Entity) -> None:
        """Note where an entity was mentioned last, for a "who" right behind it."""
        self.recent = [*self.recent[-5:], (span, entity)]

    def resolve(self, phrase: Phrase, span: Span) -> Outcome:
        """Return the entity that a pronoun means."""
        word, scene = phrase.head, self.scene
        if RELATIVE.match(word):
            return self._relative(span, word.rsplit(" ", 1)[-1])
        if word in FIRST_PERSON:
            return Outcome(self.writers.first_person(word, span.start), 0.5)
        if ONE_OF.match(word):
            return Outcome(scene.make(phrase, "person"), 0.8)
        if word in ("both", "each", "neither", "the two"):
            return Outcome(self._pair(phrase), 0.7)
        if word in ("this", "these", "those", "what"):
            return Outcome(scene.make_class(phrase, "unknown"), 0.4)
        met = self._met(word, span) if word in PERSONAL else None
        if word == "they" and not (met and met.entity and met.entity.plural):
            met = self._many(span) or met
        if met is not None:
            return met
        if word in GENDERS:
            return self._unmet(phrase, span)
        if word in ("someone", "somebody"):
            return Outcome(scene.make(phrase, "person"), 0.4)
        return Outcome(scene.make_class(phrase, "group"), 0.4)

    def _met(self, word: str, span: Span) -> Outcome | None:
        """Return who was met before and agrees; None if nobody does."""
        scene = self.scene
        found = scene.memory.pronoun(
            word,
            scene.sentence(span.start),
            scene.paragraph(span.start),
            bool(scene.mask[span.start]),
        )
        if found is None:
            return None
        if found.because not in found.entity.notes and len(found.entity.notes) < 6:
            found.entity.notes.append(found.because)
        _gendered(found.entity, word)
        return Outcome(found.entity, found.confidence)

    def _many(self, span: Span) -> Outcome | None:
        """Return the people with whom a sentence begins: "Traders have had enough. They say".

        Its own sentence or the one before; None where they speak, or where others were named.
        """
        scene = self.scene
        at = scene.sentence(span.start)
        for first, end in ((at, span.start), (at - 1, scene.starts[at] if scene.starts else 0)):
            if not 0 <= first < len(scene.starts):
                continue
            inner = onlookers.people(scene.text, scene.starts[first], end)
            if inner is None or scene.mask[inner.start]:
                continue
            described = read(inner.of(scene.text), inner.start, scene.names_in(inner))
            if described.form != "nominal" or not described.plural:
                continue
            entity = self.nominals.resolve(described, inner).entity
            if entity is not None:
                return Outcome(entity, 0.7)
        return None

    def _unmet(self, phrase: Phrase, span: Span) -> Outcome:
        """Return who is described right before, or a new one.

        As in "Ruth Hale sued the surgeon. He said". The description is looked for in this sentence
        up to the pronoun, then in the one before.
        """
        scene, gender = self.scene, GENDERS[phrase.head]
        ahead = main_subject(scene, span)
        if ahead is not None and _may_be(ahead, gender):
            return Outcome(ahead, 0.65)
        at = scene.sentence(span.start)
        for first, end in ((at, span.start), (at - 1, scene.starts[at] if scene.starts else 0)):
            start = scene.starts[first] if 0 <= first < len(scene.starts) else end
            for inner in onlookers.described(scene.text, start, end):
                described = read(inner.of(scene.text), inner.start, scene.names_in(inner))
                noun = lexicon.noun_gender(described.head)
                if (
                    scene.mask[inner.start]
                    or described.form != "nominal"
                    or noun not in (gender, "u")
                ):
                    continue
                entity = self.nominals.resolve(described, inner).entity
                if entity is not None and _may_be(entity, gender):
                    _gendered(entity, phrase.head)
                    return Outcome(entity, 0.6)
        entity = scene.make(phrase, "person")
        entity.gender = gender
        return Outcome(entity, 0.4)

    def _pair(self, phrase: Phrase) -> Entity:
        groups = [g for g in self.scene.groups[-6:] if g.members or g.plural]
        if groups:
            return groups[-1]
        recent = reversed(self.scene.memory.recent)
        persons = [s.entity for s in recent if s.entity.kind == "person" and s.entity.named]
        two = list(dict.fromkeys(persons))[:2]
        if len(two) == 2:
            return self.scene.group(tuple(reversed(two)), phrase)
        return self.scene.make_class(phrase, "group")

    # ---- who, which, that

    def _relative(self, span: Span, word: str) -> Outcome:
        """Return the antecedent of "who" or "which": what stands right before it."""
        scene = self.scene
        start = max(
            scene.starts[scene.sentence(span.start)] if scene.starts else 0, span.start - 400
        )
        before = scene.text[start : span.start].rstrip(" ,—–-(")
        if (again := AGAIN.search(before)) is not None:  # "Ana Ruiz, whom he met, and who"
            before = before[: again.start()].rstrip(" ,—–-(")
        end = start + len(before)
        direct = self._ending_at(end)
        people = word in ("who", "whom")
        if direct is not None and (not people or direct.kind in ("person", "", "group")):
            return Outcome(direct, 0.9)
        if not people and direct is None:
            near = self._last_name(
                start, span.start, ("organisation", "media", "government", "document", "")
            )
            if near is not None:
                return Outcome(near, 0.6)
        outcome = self._phrase_before(before, end, people)
        earlier = EARLIER.search(before) if people else None
        found = outcome.entity if outcome is not None else None
        if outcome is not None and found is not None and (found.kind != "unknown" or not earlier):
            return outcome
        if earlier is not None:
            return self._relative(Span(start + earlier.start(1), start + earlier.end(1)), word)
        near = self._last_name(start, span.start, ("person",))
        if near is not None:
            return Outcome(near, 0.6)
        if scene.last is not None and span.start - scene.last_at < 200:
            return Outcome(scene.last.entity, 0.4)
        return self._words_before(before, end)

    def _phrase_before(self, before: str, end: int, people: bool) -> Outcome | None:
        """Return what the noun phrase before "who" means, from its article on."""
        match = BACK.search(before)
        if match is None:
            return None
        offset = end - len(match.group(1)) + _opening(match.group(1))
        inner = Span(offset, end)
        told = self._told_of(inner) if people else None
        if told is not None:
            return Outcome(told, 0.8)
        phrase = read(inner.of(self.scene.text), inner.start, self.scene.names_in(inner))
        if phrase.form == "names":
            members = [e for e in map(self.scene.entity, phrase.names) if e is not None]
            return Outcome(self.scene.group(members, phrase), 0.75)
        if phrase.form == "name":
            return Outcome(self.scene.entity(phrase.names[0]), 0.75)
        kinds = ("person", "group", None)
        if phrase.form == "nominal" and people and kind_of(phrase) not in ("person", "group"):
            found = _people(before)
            if found is not None:
                inner = Span(end - len(before) + found.start, end - len(before) + found.end)
                phrase = read(inner.of(self.scene.text), inner.start, self.scene.names_in(inner))
        if phrase.form != "nominal" or (people and lexicon.noun_kind(phrase.head) not in kinds):
            return None
        outcome = self.nominals.resolve(phrase, inner)
        if outcome.entity is not None:
            self.scene.explain(outcome.entity, inner)
        return outcome

    def _told_of(self, inner: Span) -> Entity | None:
        """Return the person of whom a sentence says what she is: "Ana Ruiz is the lawyer who"."""
        before = next(reversed(self.scene.names_between(inner.start - 60, inner.start)), None)
        if before is None or not before.subject or before.possessive:
            return None
        copula = COPULA.fullmatch(self.scene.text, before.span.end, inner.start)
        entity = self.scene.entity(before) if copula else None
        return entity if entity is not None and entity.kind == "person" else None

    def _words_before(self, before: str, end: int) -> Outcome:
        """Return what the last two words before "who" mean: a bare plural ("US officials who")."""
        bare = re.search(r"([\w'’-]+(?:\s[\w'’-]+)?)$", before)
        if bare is None:
            return Outcome(None, 0.2)
        inner = Span(end - len(bare.group(1)), end)
        led = _people(before)
        last = before.rpartition(" ")[2].casefold()
        if led is not None and lexicon.noun_kind(last) not in ("group", "person"):
            inner = Span(end - len(before) + led.start, end - len(before) + led.end)
        phrase = read(inner.of(self.scene.text), inner.start, ())
        return (
            self.nominals.resolve(phrase, inner) if phrase.form == "nominal" else Outcome(None, 0.2)
        )

    def _ending_at(self, end: int) -> Entity | None:
        """Return the entity whose mention ends just here."""
        scene = self.scene
        for name in reversed(scene.names_between(end - 120, end)[-3:]):
            gap = scene.text[name.span.end : end]
            entity = scene.entity(name)
            inside = ")" in gap and "(" not in gap  # "Ana Ruiz (Lab., Dunnock Ward), who"
            if entity is None or name.span.end > end + 1 or inside:
                continue
            if len(gap) <= 2 or (ASIDE.fullmatch(gap) and entity.kind == "person"):
                return entity
        return next((e for s, e in reversed(self.recent) if 0 <= end - s.end <= 2), None)

    def _last_name(self, start: int, end: int, kinds: Sequence[str]) -> Entity | None:
        for name in reversed(self.scene.names_between(start, end)):
            entity = self.scene.entity(name)
            if entity is not None and entity.kind in kinds and not name.quoted:
                return entity
        return None


def _people(text: str) -> Span | None:
    """Return where the last people before a "who" stand: "a joke of opponents on the left".

    Between them and its end are only words that describe them, no verb.
    """
    words = list(SPELT.finditer(text))
    for at in range(len(words) - 1, max(-1, len(words) - 9), -1):
        noun = words[at].group().casefold()
        if VERBAL.fullmatch(noun):
            return None
        if lexicon.noun_kind(noun) in ("person", "group"):
            behind = words[at + 1].group().casefold() if at + 1 < len(words) else "of"
            if behind not in INSIDE:
                continue
            first = at
            while first and text[words[first - 1].end() : words[first].start()] in GAPS:
                before = words[first - 1].group().casefold()
                if before in INSIDE or VERBAL.fullmatch(before) or at - first > 2:
                    break
                first -= 1
            return Span(words[first].start(), words[at].end())
    return None


def _gendered(entity: Entity, word: str) -> None:
    """Note that somebody has been called "he" or "she"."""
    if entity.gender in ("", "u") and entity.kind == "person":
        entity.gender = GENDERS.get(word, entity.gender)


def _may_be(entity: Entity, gender: str) -> bool:
    single = entity.kind == "person" and not entity.plural
    return single and entity.gender in ("", "u", gender)


def _opening(text: str) -> int:
    """Return where the phrase before "who" starts: its last article that is not behind an "of"."""
    pieces = list(LAST.finditer(text))
    start = pieces[-1].start() if pieces else 0
    for match in reversed(pieces):
        if VERBAL.search(text, match.end(), start):
            return start
        start = match.start()
        left = text[:start].rstrip().rsplit(" ", 1)[-1].casefold()
        if left not in INSIDE:
            return start
    return start
