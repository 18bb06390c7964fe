"""Resolves the source of each attribution to an entity, reading the article from left to right.

Names and attributions are met in the order of the text; ``reference.Memory`` keeps what a reader
would have in mind. What a mention is (name, pronoun, nominal, nothing) decides who resolves it.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import replace

from analysis.attribution.turns import NO_VERB
from analysis.lookup import Lookup
from analysis.model import Article, Attribution, MentionForm, Quotation, Span
from analysis.sources import beats, beside, lexicon, onlookers
from analysis.sources.addressed import addressed
from analysis.sources.appositions import CALLED
from analysis.sources.coordination import two_described
from analysis.sources.entities import Entity
from analysis.sources.nested import ANSWERS, Holders
from analysis.sources.nominals import Nominals
from analysis.sources.onlookers import Onlooker
from analysis.sources.phrases import Phrase, read
from analysis.sources.pronouns import FIRST_PERSON, PronounResolver
from analysis.sources.proper import Name, in_dateline
from analysis.sources.reference import Seen, content_words, label
from analysis.sources.scene import Outcome, Scene, place_of
from analysis.sources.writers import LETTERS, Writers

OWN_VOICE = re.compile(
    r"(?i)\b(?:seem|seems|seemed|appear|appears|appeared|clear|unclear|clearly|presumably|"
    r"apparently|likely|unlikely|certain|look|looks|looked|perhaps|surely|remains? to be seen|"
    r"no doubt|obvious|probably|doubtless|inevitabl[ey]|arguably|we|our|one wonders|expect)\b"
)

PASSIVE = re.compile(
    r"(?i)\b(?:is|are|was|were|been|being|be)\s+(?:not\s+)?(?:\w+ly\s+)?\w+(?:ed|wn|ought|aid|ld|en)\b|\b\w*reportedly\b|"
    r"\b(?:known|thought|believed|alleged|allegedly|supposedly|said to)\b"
)

WRITER = re.compile(r"this (?:reporter|writer|correspondent|columnist|author)")
NO_ROLE = re.compile(r",? (?:who( \w+ly)?|the)\s?$")
# Behind these the source is no subject: "asked by a caller", "The Post quoted an aide as saying".
BY = re.compile(r"\b(?:by|quot(?:ed|es|ing)|cit(?:ed|es|ing)) (?:an? |the |one of )?\Z")


class Resolver:
    """Resolves one article."""

    def __init__(
        self, article: Article, quotations: Sequence[Quotation], names: Sequence[Name]
    ) -> None:
        self.scene = Scene(article, quotations, names)
        self.nominals = Nominals(self.scene)
        self.writers = Writers(self.scene)
        self.pronouns = PronounResolver(self.scene, self.nominals, self.writers)
        self.holders = Holders(())

    def run(self, attributions: Sequence[Attribution]) -> dict[str, Outcome]:
        """Resolve all attributions; keys are their ids."""
        outcomes: dict[str, Outcome] = {}
        spoken: dict[tuple[Span, ...], Outcome] = {}  # by the words of the source, as they stand
        order = sorted(attributions, key=place_of)
        self.holders = Holders(attributions)
        met = self._met(attributions)
        at = 0
        for attribution in order:
            place = place_of(attribution)
            while at < len(met) and met[at].span.start < place:
                self._meet(met[at])
                at += 1
            known = spoken.get(attribution.source) if attribution.source else None
            outcomes[attribution.id] = known or self._one(attribution)
            spoken.setdefault(attribution.source, outcomes[attribution.id])
            self._after(attribution, outcomes[attribution.id])
        self._first_persons(order, outcomes)
        for outcome in outcomes.values():
            if outcome.entity is not None and outcome.entity.same is not None:
                outcome.entity = outcome.entity.same
        return outcomes

    def _met(self, attributions: Sequence[Attribution]) -> list[Name | Onlooker]:
        """Return names, and unnamed people who say nothing where they are met, in reading order."""
        scene = self.scene
        said = Lookup(s for a in attributions for s in a.source)

        def silent(onlooker: Onlooker) -> bool:
            return not said.between(onlooker.span.start, onlooker.span.end)

        nominals = onlookers.nominals(scene.article, scene.starts)
        alone = (o for o in nominals if not scene.mask[o.span.start] and silent(o))
        together = filter(silent, onlookers.pairs(scene.text, scene.names))
        # A pair is met after the second of its names.
        found: list[Name | Onlooker] = [*scene.names, *alone, *together]
        return sorted(found, key=lambda m: m.span.end if isinstance(m, Onlooker) else m.span.start)

    def _meet(self, met: Name | Onlooker) -> None:
        if isinstance(met, Name):
            self._see(met)
            return
        scene = self.scene
        if met.pair is not None:
            members = [e for e in map(scene.entity, met.pair) if e is not None]
            if len(set(map(id, members))) < 2:
                return
            entity = scene.together(members)
        else:
            phrase = read(met.span.of(scene.text), met.span.start, scene.names_in(met.span))
            if phrase.form != "nominal" or phrase.plural:
                return
            found = self.nominals.resolve(phrase, met.span).entity
            if found is None:
                return
            entity = found
        start = met.span.start
        place = scene.sentence(start), scene.paragraph(start)
        scene.memory.see(Seen(entity, start, *place, True, False, False, False))

    def _see(self, name: Name) -> None:
        """Take a name that is met on the way into the memory."""
        entity = self.scene.entity(name)
        if entity is None or name.heading or in_dateline(self.scene.article, name):
            return
        self._of_boss(name, entity)
        if entity.first == name.span.start and name.role:
            self.nominals.introduce(read(name.role, name.span.start, ()), entity)
        modifies = name.article and entity.kind == "person"  # "the Bush dynasty"
        subject = name.subject and not name.possessive and not modifies
        oblique = name.oblique or name.possessive
        seen = Seen(
            entity,
            name.span.start,
            name.sentence,
            name.paragraph,
            subject,
            subject and name.says,
            oblique,
            name.quoted,
            name.outer,
        )
        self.scene.memory.see(seen)

    def _of_boss(self, name: Name, entity: Entity) -> None:
        """Make somebody another's from now on: "His lawyer, Gail Orme, sat beside him"."""
        word = name.role.partition(" ")[0].casefold()
        if word not in ("his", "her", "their", "its") or entity.kind != "person":
            return
        place = self.scene.sentence(name.span.start), self.scene.paragraph(name.span.start)
        boss = self.scene.memory.pronoun(word, *place, name.quoted)
        if boss is not None and boss.entity is not entity:
            self.nominals.owners.own(boss.entity, entity)

    def _one(self, attribution: Attribution) -> Outcome:
        if not attribution.source:
            return self._implicit(attribution)
        scene = self.scene
        author = beats.author(scene, attribution)
        if author is not None:
            return Outcome(author, 0.7, True)
        span = Span(attribution.source[0].start, attribution.source[-1].end)
        if len(attribution.source) > 1 and len(span) > 400:
            span = attribution.source[0]
        span = beside.whole(scene, span, attribution.cue)
        letter = span.of(scene.text)
        if letter in LETTERS and attribution.cue and attribution.cue[0].start == span.end:
            asked = self.writers.letter(letter)
            asked.mention(span, "nominal")
            return Outcome(asked, 0.9, form="name")
        phrase = read(span.of(scene.text), span.start, scene.names_in(span))
        if phrase.form in ("names", "nominal") and (parts := two_described(span, scene.text)):
            return self._several(parts, phrase, attribution)
        if phrase.form == "nominal" and not phrase.plural:
            span, phrase = beside.apposed(scene, span, phrase)
        if phrase.form in ("nominal", "name", "names"):
            phrase = beside.behind_trade(scene, span, phrase)
        scene.memory.barred = addressed(scene, attribution, span)
        scene.cue = " ".join(s.of(scene.text) for s in attribution.cue)
        scene.memory.main = not self.holders.of(span) and not ANSWERS.search(scene.cue)
        outcome, form = self._phrase(phrase, span)
        outcome.form = form
        scene.memory.barred, scene.memory.main = frozenset(), False
        entity = outcome.entity
        if entity is not None:
            for part in attribution.source:
                entity.mention(part, form)
                self.pronouns.remember(part, entity)
            scene.explain(entity, span)
        return outcome

    def _several(self, parts: Sequence[Span], phrase: Phrase, attribution: Attribution) -> Outcome:
        """Return the group of two who are each described: "The mayor and the police chief said"."""
        members = []
        for part in parts:
            one = replace(attribution, source=(part,))
            if (entity := self._one(one).entity) is not None:
                members.append(entity)
        group = self.scene.group(members, replace(phrase, others=False))
        group.determiner = "definite"  # called as it is described here
        for part in attribution.source:
            group.mention(part, "nominal")
        return Outcome(group, 0.8, form="nominal")

    def _phrase(self, phrase: Phrase, span: Span) -> tuple[Outcome, MentionForm]:
        if phrase.form == "names":
            members = [e for e in map(self.scene.entity, phrase.names) if e is not None]
            return Outcome(self.scene.group(members, phrase), 0.9), "name"
        if phrase.form == "name":
            return self._name(phrase), "name"
        if phrase.form == "pronoun":
            return self.pronouns.resolve(phrase, span), "pronoun"
        if phrase.form == "nominal" and WRITER.fullmatch(phrase.text.casefold()):
            return Outcome(self.writers.author, 0.8), "nominal"
        if phrase.form == "empty":
            return Outcome(None, 0.3), "nominal"
        return self.nominals.resolve(phrase, span), "nominal"

    def _name(self, phrase: Phrase) -> Outcome:
        name = phrase.names[0]
        entity = self.scene.entity(name)
        if entity is None:
            return self.nominals.resolve(phrase, name.span)
        if phrase.others:
            return Outcome(self.scene.group((entity,), phrase), 0.8)
        if phrase.head:
            _learn(entity, phrase, name)
        if entity.first == name.span.start:
            told = phrase if phrase.head else read(name.role, name.span.start, ())
            self.nominals.introduce(told, entity)
        for owner in phrase.owners:
            boss = self.scene.entity(owner)
            if boss is not None and boss is not entity:
                self.nominals.owners.own(boss, entity)
        self.scene.memory.know(entity)
        rival = self.scene.registry.rivals.get(name.span)
        if rival is not None:
            return Outcome(entity, 0.6, False, (f"“{name.text}” may be {label(rival)}",))
        return Outcome(entity, 0.97)

    def _after(self, attribution: Attribution, outcome: Outcome) -> None:
        """Note who has just spoken, foremost in mind, and by what was said an unnamed one."""
        entity, scene = outcome.entity, self.scene
        if entity is None:
            return
        place = place_of(attribution)
        entity.spoke = place
        entity.first = place if entity.first < 0 else entity.first
        cue = " ".join(s.of(scene.text) for s in attribution.cue)
        if len(entity.cues) < 20:
            entity.cues.append(cue)
        if not entity.named:
            for span in (*attribution.content, *attribution.cue):
                entity.said |= content_words(span.of(scene.text)[:2000])
        where = (attribution.source or attribution.content)[-1].start
        paragraph = scene.paragraph(where)
        if scene.article.paragraphs and scene.article.paragraphs[paragraph].kind != "body":
            return
        if entity.plural or entity.members:
            scene.groups.append(entity)
        if id(entity) in scene.apart:
            scene.memory.know(entity)
            return
        quoted = bool(attribution.source) and bool(scene.mask[place])
        behind = BY.search(scene.text, max(0, place - 20), place) is not None
        speaks = not behind
        spans = (*attribution.source, *attribution.content, *attribution.cue)
        outer = tuple(a for a in self.holders.of(spans[0]) if a is not attribution)
        at = scene.sentence(where), paragraph
        scene.memory.see(Seen(entity, place, *at, speaks, speaks, behind, quoted, outer))
        if speaks:
            scene.memory.speakers[attribution.id] = entity
        if not outer:
            scene.last, scene.last_at = outcome, max(s.end for s in spans)

    # ---- no source, and first persons

    def _implicit(self, attribution: Attribution) -> Outcome:
        """Return the source of a statement without one.

        A quotation goes on with the running speaker; a hedge is the author's own voice.
        """
        scene = self.scene
        cue = " ".join(s.of(scene.text) for s in attribution.cue)
        start = min(s.start for s in attribution.content)
        last = scene.last
        near = scene.paragraph(start) - scene.paragraph(max(0, scene.last_at - 1)) <= 1
        if NO_VERB in attribution.doubts:
            return Outcome(beats.speaker(scene, attribution, self.writers), 0.7, True)
        if cue and attribution.form != "direct" and PASSIVE.search(cue):
            return Outcome(scene.nobody(), 0.5)
        if last is not None and near and (attribution.form == "direct" or not cue):
            return Outcome(last.entity, 0.65, True)
        if cue and OWN_VOICE.search(cue):
            return Outcome(self.writers.author, 0.5, True)
        if last is not None and near and attribution.form == "mixed":
            return Outcome(last.entity, 0.45, True)
        return Outcome(scene.nobody(), 0.5) if cue else Outcome(None, 0.3)

    def _first_persons(self, order: Sequence[Attribution], outcomes: dict[str, Outcome]) -> None:
        """Give statements of "I" and "we" inside a quotation to whoever says it."""
        holders = Holders(order, turns=True)
        held = sorted((span.start, span.end, a.id) for a in order for span in a.content)
        begins = [h[0] for h in held]
        for attribution in order:
            word = (
                attribution.source[0].of(self.scene.text).casefold() if attribution.source else ""
            )
            if word not in FIRST_PERSON:
                continue
            start, end = attribution.source[0].start, attribution.source[0].end
            if around := holders.of(attribution.source[0]):
                outcomes[attribution.id] = Outcome(
                    outcomes[around[-1].id].entity, 0.8, form="pronoun"
                )
            elif self.scene.mask[start]:
                low = bisect_right(begins, start)
                beside = held[max(0, low - 3) : low + 3]
                near = [h for h in beside if h[2] != attribution.id and abs(h[0] - start) < 600]
                if near:
                    best = min(near, key=lambda h: min(abs(h[0] - end), abs(h[1] - start)))
                    outcomes[attribution.id] = Outcome(
                        outcomes[best[2]].entity, 0.6, form="pronoun"
                    )


def _learn(entity: Entity, phrase: Phrase, name: Name) -> None:
    """Learn who somebody is from the description before the name."""
    before = CALLED.sub("", phrase.text[: max(0, phrase.text.find(name.words[0]))])
    entity.learn(NO_ROLE.sub("", before).removesuffix(f"{name.title} ").strip(" ,"))
    firm = phrase.head in lexicon.words("nouns", "person_or_firm")
    if lexicon.noun_kind(phrase.head) == "person" and not firm and not entity.country:
        entity.kind = "person"
