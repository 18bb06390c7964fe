"""Resolves the source of each attribution to an entity, reading the article from left to right.

Names and attributions are met in the order of the text; ``reference.Memory`` keeps what a reader
would have in mind. What a mention is (name, pronoun, nominal, nothing) decides how it is resolved.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass

from analysis import lexicon
from analysis.identity import Entity, Registry, canonical
from analysis.mentions import Name, sentence_starts
from analysis.model import Article, Attribution, MentionForm, Quotation, Span
from analysis.phrases import Phrase, read
from analysis.quotes import inside
from analysis.reference import Found, Memory, Seen, compatible, content_words, label, overlap

FIRST_PERSON = frozenset("i we my our me us".split())
RELATIVE = frozenset("who which that whose whom".split())
BACK = re.compile(
    r"(?:^|[\s“\"‘(])((?:a|an|the|one|another|some|many|several|few|most|other|his|her|their|its|our|those|these|no|two|three|four|five)\s[^.;:!?“”\"]*)$",
    re.IGNORECASE,
)
LAST = re.compile(
    r"\b(?:a|an|the|one|another|some|many|several|few|most|other|his|her|their|its|our|those|these|no|two|three|four|five)\s",
    re.IGNORECASE,
)
OWN_VOICE = re.compile(
    r"(?i)\b(?:seem|seems|seemed|appear|appears|appeared|clear|unclear|clearly|presumably|apparently|likely|unlikely|certain|look|looks|looked|perhaps|surely|remains? to be seen|no doubt|obvious|probably|moralize|don'?t expect|expect)\b"
)
AGAIN = frozenset("the this that these those".split())


@dataclass(slots=True)
class Outcome:
    """What was decided about one attribution."""

    entity: Entity | None
    confidence: float = 1.0
    implicit: bool = False
    doubts: tuple[str, ...] = ()


class Resolver:
    """Resolves one article; use :func:`resolve`."""

    def __init__(
        self, article: Article, quotations: Sequence[Quotation], names: Sequence[Name]
    ) -> None:
        self.article, self.names = article, names
        self.text = article.text
        self.registry = Registry()
        self.registry.fill(names, article.text)
        self.memory = Memory()
        self.starts = sentence_starts(article)
        self.paragraphs = [p.span.start for p in article.paragraphs]
        self.mask = inside(article.text, quotations)
        self.at = [n.span.start for n in names]
        self.owned: dict[tuple[int, str], Entity] = {}
        self.by_span: dict[Span, Entity] = {}
        self.nouns: dict[str, list[Entity]] = {}
        self.last: Outcome | None = None
        self.last_at = -1
        self.groups: list[Entity] = []
        self.special: dict[str, Entity] = {}
        for entity in self.registry.entities:
            if entity.kind in ("person", ""):
                for head in entity.heads:
                    self.nouns.setdefault(head, []).append(entity)

    # ---- the sweep

    def run(self, attributions: Sequence[Attribution]) -> dict[str, Outcome]:
        """Resolve all attributions; keys are their ids."""
        outcomes: dict[str, Outcome] = {}
        order = sorted(attributions, key=_place)
        name = 0
        for attribution in order:
            place = _place(attribution)
            while name < len(self.names) and self.names[name].span.start < place:
                self._see_name(self.names[name])
                name += 1
            outcome = self._one(attribution)
            outcomes[attribution.id] = outcome
            if outcome.entity is not None:
                self._after(attribution, outcome)
        self._first_persons(order, outcomes)
        return outcomes

    def _see_name(self, name: Name) -> None:
        entity = self.registry.of_name.get(name.span)
        if entity is not None and not name.heading:
            self.memory.see(
                Seen(
                    entity,
                    name.span.start,
                    name.sentence,
                    name.paragraph,
                    name.subject and not name.possessive,
                    False,
                    name.oblique or name.possessive,
                    name.quoted,
                )
            )

    def _after(self, attribution: Attribution, outcome: Outcome) -> None:
        entity = outcome.entity
        assert entity is not None
        place = _place(attribution)
        spans = attribution.source or attribution.content
        sentence, paragraph = self._sentence(spans[-1].start), self._paragraph(spans[-1].start)
        entity.spoke = place
        entity.links.append(outcome.confidence)
        if entity.first < 0:
            entity.first = place
        for span in attribution.content:
            entity.said |= content_words(span.of(self.text)[:2000])
        if attribution.cue:
            entity.said |= content_words(attribution.cue[0].of(self.text))
        heading = (
            self.article.paragraphs[paragraph].kind != "body" if self.article.paragraphs else False
        )
        quoted = bool(attribution.source) and bool(self.mask[attribution.source[0].start])
        if entity not in self.special.values() and not heading:
            self.memory.see(Seen(entity, place, sentence, paragraph, True, True, False, quoted))
            self.last, self.last_at = (
                outcome,
                max(s.end for s in (*attribution.content, *attribution.source, *attribution.cue)),
            )
        elif not heading:
            self.memory.know(entity)
        if entity.plural or entity.members:
            self.groups.append(entity)

    def _sentence(self, position: int) -> int:
        return bisect_right(self.starts, position) - 1

    def _paragraph(self, position: int) -> int:
        return max(0, bisect_right(self.paragraphs, position) - 1)

    def _names_in(self, span: Span) -> list[Name]:
        low, high = bisect_left(self.at, span.start), bisect_left(self.at, span.end)
        return [n for n in self.names[low:high] if n.span.end <= span.end + 2]

    # ---- one attribution

    def _one(self, attribution: Attribution) -> Outcome:
        if not attribution.source:
            return self._implicit(attribution)
        span = Span(attribution.source[0].start, attribution.source[-1].end)
        if len(attribution.source) > 1 and len(span) > 400:
            span = attribution.source[0]
        phrase = read(span.of(self.text), span.start, self._names_in(span))
        outcome, form = self._phrase(phrase, span)
        entity = outcome.entity
        if entity is not None:
            for part in attribution.source:
                entity.mention(part, form)
                self.by_span.setdefault(part, entity)
            self._explain(entity, span)
        return outcome

    def _phrase(self, phrase: Phrase, span: Span) -> tuple[Outcome, MentionForm]:
        if phrase.form == "names":
            return Outcome(self._joint(phrase), 0.9), "name"
        if phrase.form == "name":
            return self._name(phrase), "name"
        if phrase.form == "pronoun":
            return self._pronoun(phrase, span), "pronoun"
        if phrase.form == "empty":
            return Outcome(None, 0.3), "nominal"
        return self._nominal(phrase, span), "nominal"

    def _explain(self, entity: Entity, span: Span) -> None:
        """Keep the words around a mention in which a reason for anonymity may stand."""
        if entity.named or len(entity.tails) > 20:
            return
        sentence = self._sentence(span.start)
        end = self.starts[sentence + 1] if sentence + 1 < len(self.starts) else len(self.text)
        entity.tails.append(self.text[span.start : min(end, span.start + 600)])

    def _name(self, phrase: Phrase) -> Outcome:
        name = phrase.names[0]
        entity = self.registry.of_name.get(name.span)
        if entity is None:
            return self._nominal(phrase, name.span)
        if phrase.others:
            return Outcome(self._group((entity,), phrase), 0.8)
        if not entity.kind or entity.kind == "body":
            entity.kind = "" if entity.kind == "" else entity.kind
        if name.role == "" and phrase.head and phrase.form == "name" and phrase.text:
            entity.learn(phrase.text[: max(0, phrase.text.find(name.words[0]))].strip(" ,"))
        self._own(entity, phrase, name)
        self.memory.know(entity)
        return Outcome(entity, 0.97)

    def _own(self, entity: Entity, phrase: Phrase, name: Name) -> None:
        """ "Trump lawyer Marc Kasowitz": he is from now on Trump's lawyer."""
        for owner in phrase.owners:
            boss = self.registry.of_name.get(owner.span)
            if boss is not None and boss is not entity:
                for head in sorted(entity.heads):
                    self.owned.setdefault((id(boss), lexicon.singular(head)), entity)

    def _joint(self, phrase: Phrase) -> Entity:
        members = [self.registry.of_name.get(n.span) for n in phrase.names]
        return self._group(tuple(m for m in members if m is not None), phrase)

    def _group(self, members: tuple[Entity, ...], phrase: Phrase) -> Entity:
        members = tuple(dict.fromkeys(members))
        for group in self.groups[-12:]:
            if group.members and set(group.members) == set(members) and group.label != "others":
                return group
        entity = self.registry.new(kind="group", plural=True, members=members, label=phrase.text)
        return entity

    # ---- pronouns

    def _pronoun(self, phrase: Phrase, span: Span) -> Outcome:
        word = phrase.head
        sentence, paragraph = self._sentence(span.start), self._paragraph(span.start)
        quoted = bool(self.mask[span.start])
        if word in RELATIVE:
            return self._relative(span, word)
        if word in FIRST_PERSON:
            return Outcome(self._author(), 0.5)
        if word in ("both", "each", "neither"):
            return Outcome(self._pair(phrase), 0.7)
        if word in ("this", "these", "those", "what"):
            return Outcome(self._class(phrase, span, "unknown"), 0.4)
        found = None
        if word in (
            "he",
            "she",
            "it",
            "they",
            "his",
            "her",
            "its",
            "their",
            "him",
            "them",
            "he's",
            "she's",
            "they're",
        ):
            found = self.memory.pronoun(word, sentence, paragraph, quoted)
        if found is None:
            kind = "person" if word in ("one", "he", "she", "someone", "somebody") else "group"
            entity = self._class(phrase, span, kind)
            return Outcome(entity, 0.4)
        if found.because not in found.entity.notes and len(found.entity.notes) < 6:
            found.entity.notes.append(found.because)
        return Outcome(found.entity, found.confidence)

    def _pair(self, phrase: Phrase) -> Entity:
        if self.groups:
            return self.groups[-1]
        persons = [
            s.entity
            for s in reversed(self.memory.recent)
            if s.entity.kind == "person" and s.entity.named
        ]
        two = list(dict.fromkeys(persons))[:2]
        return (
            self._group(tuple(reversed(two)), phrase)
            if len(two) == 2
            else self.registry.new(
                kind="group", plural=True, label=phrase.text, heads={phrase.head}
            )
        )

    def _author(self) -> Entity:
        """The writer's own voice; named by the byline where the article has one."""
        if "author" not in self.special:
            byline = next((p for p in self.article.paragraphs if p.kind == "byline"), None)
            entity = self.registry.new(kind="person", label="the author", heads={"author"})
            if byline is not None:
                found = [n for n in self._names_in(byline.span) if n.kind == "person"]
                entity.names = [found[0].words] if found else []
            entity.notes.append("the article's own voice")
            self.special["author"] = entity
        return self.special["author"]

    def _nobody(self) -> Entity:
        if "nobody" not in self.special:
            entity = self.registry.new(kind="unknown", label="unattributed")
            entity.notes.append("the article gives no source")
            self.special["nobody"] = entity
        return self.special["nobody"]

    def _relative(self, span: Span, word: str) -> Outcome:
        """The antecedent of "who" or "which": what stands right before it."""
        start = self.starts[self._sentence(span.start)] if self.starts else 0
        before = self.text[max(start, span.start - 400) : span.start].rstrip(" ,—–(")
        end = max(start, span.start - 400) + len(before)
        direct = self._before(end)
        if direct is not None and (word != "who" or direct.kind in ("person", "", "group", "body")):
            return Outcome(direct, 0.9)
        if word == "which" and direct is None:
            near = self._last_name(
                start, span.start, ("organisation", "media", "government", "document", "")
            )
            if near is not None:
                return Outcome(near, 0.6)
        match = BACK.search(before)
        if match is not None:
            piece = list(LAST.finditer(match.group(1)))
            offset = end - len(match.group(1)) + self._phrase_start(match.group(1), piece)
            inner = Span(offset, end)
            phrase = read(inner.of(self.text), inner.start, self._names_in(inner))
            if phrase.form in ("name", "names"):
                return Outcome(self._phrase(phrase, inner)[0].entity, 0.75)
            if (
                phrase.form == "nominal"
                and lexicon.noun_kind(phrase.head) in ("person", "group", None)
                or word != "who"
            ):
                outcome = self._nominal(phrase, inner)
                if outcome.entity is not None:
                    self._explain(outcome.entity, inner)
                return outcome
        near = self._last_name(start, span.start, ("person",))
        if near is not None:
            return Outcome(near, 0.6)
        if (
            self.last is not None
            and self.last.entity is not None
            and span.start - self.last_at < 200
        ):
            return Outcome(self.last.entity, 0.4)
        bare = re.search(r"([\w'’-]+(?:\s[\w'’-]+)?)$", before)
        if bare:
            inner = Span(end - len(bare.group(1)), end)
            return self._nominal(read(inner.of(self.text), inner.start, ()), inner)
        return Outcome(None, 0.2)

    @staticmethod
    def _phrase_start(text: str, pieces: list[re.Match[str]]) -> int:
        """Where the noun phrase before "who" starts: the last article not behind an "of"."""
        for match in reversed(pieces):
            left = text[: match.start()].rstrip().rsplit(" ", 1)[-1].casefold()
            if left not in {"of", "for", "in", "at", "from", "with", "on", "by"}:
                return match.start()
        return pieces[0].start() if pieces else 0

    def _before(self, end: int) -> Entity | None:
        """The entity whose mention ends just here."""
        for name in reversed(self.names[: bisect_left(self.at, end)][-3:]):
            gap = self.text[name.span.end : end]
            if len(gap) <= 2 or re.fullmatch(
                r"(?:\s*\([^)]*\)|,\s[^,.;:]{1,60}|\s+(?:Jr|Sr)\.?)", gap
            ):
                entity = self.registry.of_name.get(name.span)
                if entity is not None and (len(gap) <= 2 or entity.kind == "person"):
                    return entity
        for span in reversed(list(self.by_span)[-6:]):
            if 0 <= end - span.end <= 2:
                return self.by_span[span]
        return None

    def _last_name(self, start: int, end: int, kinds: Sequence[str]) -> Entity | None:
        for name in reversed(self.names[bisect_left(self.at, start) : bisect_left(self.at, end)]):
            entity = self.registry.of_name.get(name.span)
            if entity is not None and entity.kind in kinds and not name.quoted:
                return entity
        return None

    # ---- nominals

    def _nominal(self, phrase: Phrase, span: Span) -> Outcome:
        kind = lexicon.noun_kind(phrase.head)
        owner = self._owner(phrase, span)
        if owner is not None:
            return Outcome(self._owned(owner, phrase, kind or "unknown"), 0.8)
        if kind in ("person", "group", None) and (phrase.plural or kind == "group"):
            return self._plural(phrase, span, kind or "group")
        if kind == "person":
            return self._person(phrase, span)
        if kind in ("organisation", "government", "media", "document"):
            return self._body(phrase, span, kind)
        return Outcome(self._class(phrase, span, "unknown"), 0.4)

    def _owner(self, phrase: Phrase, span: Span) -> Entity | None:
        """Whose: "his lawyer", "Trump's lawyer", "Clinton campaign"."""
        if phrase.possessive in ("his", "her", "their", "its"):
            found = self.memory.pronoun(
                phrase.possessive,
                self._sentence(span.start),
                self._paragraph(span.start),
                bool(self.mask[span.start]),
            )
            return found.entity if found else None
        for name in phrase.owners:
            entity = self.registry.of_name.get(name.span)
            if entity is not None and (
                entity.kind in ("person", "organisation", "media", "", "body") or name.possessive
            ):
                return entity
        match = re.match(r"^(?:for|of|to)\s+", phrase.tail)
        if match and lexicon.singular(phrase.head) in {
            "spokesman",
            "spokeswoman",
            "spokesperson",
            "lawyer",
            "attorney",
            "aide",
            "adviser",
            "campaign",
            "wife",
            "husband",
            "representative",
        }:
            inner = [n for n in self._names_in(span) if not n.possessive]
            entity = self.registry.of_name.get(inner[0].span) if inner else None
            return entity
        return None

    def _owned(self, owner: Entity, phrase: Phrase, kind: str) -> Entity:
        key = (id(owner), phrase.head)
        for one in (key, (id(owner), lexicon.singular(phrase.head))):
            known = self.owned.get(one)
            if (
                known is not None
                and phrase.determiner not in ("new", "indefinite")
                and known.plural == phrase.plural
            ):
                return known
        known = self._already(owner, phrase)
        if known is not None:
            return known
        entity = self._make(phrase, kind)
        entity.owner = owner
        entity.label = (
            f"{phrase.text}"
            if not phrase.possessive
            else re.sub(r"(?i)^\s*(?:his|her|their|its)\b", f"{label(owner)}’s", phrase.text)
        )
        entity.modifiers |= {lexicon.fold(w) for own in owner.names for w in own}
        if kind in ("organisation", "government", "media") and owner.named:
            base = owner.names[0] if owner.names else (owner.country,)
            full = max(owner.names, key=len) if owner.names else base
            entity.names.append((*full, phrase.head))
        self.owned[key] = entity
        return entity

    def _already(self, owner: Entity, phrase: Phrase) -> Entity | None:
        """A named person who was introduced as the owner's: "Trump lawyer Marc Kasowitz"."""
        if phrase.plural or phrase.determiner in ("new",):
            return None
        keys = {lexicon.fold(w) for own in owner.names for w in own}
        for entity in self.nouns.get(phrase.head, ()):
            if entity is not owner and entity.modifiers & keys:
                return entity
        return None

    def _plural(self, phrase: Phrase, span: Span, kind: str) -> Outcome:
        fresh = phrase.determiner == "new" or phrase.quantifier in ("other", "others", "more")
        if not fresh:
            known = [
                e
                for e in self.memory.by_role(phrase, span.start)
                if (e.plural or e.kind == "group") and _same_class(phrase, e)
            ]
            if known:
                best = max(known, key=lambda e: e.spoke)
                return Outcome(best, 0.75 if phrase.determiner in ("bare", "definite") else 0.65)
            if (
                phrase.determiner == "definite"
                and phrase.quantifier in ("two", "both", "three")
                and self.groups
            ):
                return Outcome(self.groups[-1], 0.5)
        entity = self._make(phrase, "group")
        entity.plural = True
        return Outcome(entity, 0.85)

    def _person(self, phrase: Phrase, span: Span) -> Outcome:
        unnamed = phrase.head in lexicon.words("nouns", "particular") and phrase.head not in (
            "editor",
            "reporter",
            "moderator",
            "commander",
            "envoy",
            "agent",
            "officer",
            "executive",
            "deputy",
            "representative",
            "prosecutor",
            "soldier",
        )
        if phrase.determiner in ("definite", "possessed", "bare"):
            chain = self._chain(phrase, span)
            if chain is not None:
                return chain
            known = [e for e in self.memory.by_role(phrase, span.start, plural=False)]
            ahead = [
                e
                for e in self.nouns.get(phrase.head, ())
                if e not in known and compatible(phrase, e)
            ]
            if known:
                return Outcome(max(known, key=lambda e: (_fit(phrase, e), self._latest(e))), 0.8)
            if ahead and not unnamed:
                return Outcome(min(ahead, key=lambda e: (-_fit(phrase, e), e.first)), 0.65)
            if phrase.determiner == "definite" and not unnamed:
                found = self.memory.salient(
                    phrase,
                    ("person",),
                    self._sentence(span.start),
                    self._paragraph(span.start),
                    lexicon.noun_gender(phrase.head),
                )
                if found is not None:
                    found.entity.learn(phrase.text)
                    return Outcome(
                        found.entity,
                        found.confidence,
                        False,
                        (f"“{phrase.text}” is taken to be {label(found.entity)}",),
                    )
        elif phrase.determiner == "indefinite" and not unnamed:
            later = self._later(phrase, span)
            if later is not None:
                return Outcome(later, 0.6)
        entity = self._make(phrase, "person")
        entity.gender = lexicon.noun_gender(phrase.head)
        entity.indefinite = phrase.determiner != "definite"
        return Outcome(entity, 0.85)

    def _latest(self, entity: Entity) -> int:
        for seen in reversed(self.memory.recent):
            if seen.entity is entity:
                return seen.start
        return entity.spoke

    def _later(self, phrase: Phrase, span: Span) -> Entity | None:
        """Someone described first and named soon after: "A New York judge ... Justice Nervo"."""
        horizon = self._paragraph(span.start) + 5
        limit = self.paragraphs[horizon] if horizon < len(self.paragraphs) else len(self.text)
        own = [
            e
            for e in self.nouns.get(phrase.head, ())
            if span.start < e.first < limit and compatible(phrase, e)
        ]
        return own[0] if len(own) == 1 else None

    def _chain(self, phrase: Phrase, span: Span) -> Outcome | None:
        """The unnamed source that "the source" means: by what it said, else the nearest."""
        pool = [
            e
            for e in self.memory.by_role(phrase, span.start, plural=False)
            if not e.named and e.spoke >= 0
        ]
        if not pool or phrase.determiner == "bare":
            return None
        described = content_words(phrase.tail) if phrase.tail else set()
        if described:
            scored = sorted(pool, key=lambda e: (overlap(described, e), e.spoke))
            if overlap(described, scored[-1]):
                best = scored[-1]
                best.notes.append(f"“{phrase.text}” fits what it said before")
                return Outcome(best, 0.85)
        ranked = sorted(pool, key=lambda e: e.spoke)
        best = ranked[-1]
        doubts: tuple[str, ...] = ()
        near = (
            self.last is not None
            and self.last.entity is best
            and self._paragraph(span.start) - self._paragraph(best.spoke) <= 1
        )
        if len(ranked) > 1 and not near:
            doubts = (
                f"“{phrase.text}” may be {' or '.join(label(e) for e in reversed(ranked[-3:]))}",
            )
        return Outcome(best, 0.85 if not doubts else 0.5, False, doubts)

    def _body(self, phrase: Phrase, span: Span, kind: str) -> Outcome:
        place = self._official(phrase, span, kind)
        if place is not None:
            return place
        definite = phrase.determiner in ("definite", "bare", "possessed") and not phrase.plural
        if definite:
            named = self._by_last_word(phrase)
            if named is not None:
                return Outcome(named, 0.8)
            known = [
                e for e in self.memory.by_role(phrase, span.start) if e.plural == phrase.plural
            ]
            if known:
                return Outcome(max(known, key=lambda e: (_fit(phrase, e), self._latest(e))), 0.75)
            if (
                kind == "document"
                and phrase.head in lexicon.words("nouns", "document_again")
                and phrase.determiner == "definite"
                and not phrase.tail
            ):
                found = self._last_document()
                if found is not None:
                    return Outcome(found, 0.6)
            if (
                phrase.determiner == "definite"
                and kind in ("organisation", "media", "government")
                and not phrase.tail
            ):
                kinds = {
                    "organisation": ("organisation",),
                    "media": ("media",),
                    "government": ("government",),
                }[kind]
                found = self.memory.salient(
                    phrase, kinds, self._sentence(span.start), self._paragraph(span.start), ""
                )
                if found is not None:
                    found.entity.learn(phrase.text)
                    return Outcome(found.entity, found.confidence)
        elif phrase.plural:
            known = [
                e
                for e in self.memory.by_role(phrase, span.start)
                if e.plural and _same_class(phrase, e)
            ]
            if known and phrase.determiner != "new":
                return Outcome(max(known, key=lambda e: e.spoke), 0.7)
        return Outcome(self._make(phrase, kind), 0.85)

    def _last_document(self) -> Entity | None:
        for seen in reversed(self.memory.recent):
            if (
                seen.entity.kind == "document"
                and not seen.entity.plural
                and seen.entity.heads & lexicon.words("nouns", "document_again")
            ):
                return seen.entity
        return None

    def _by_last_word(self, phrase: Phrase) -> Entity | None:
        """ "The committee" after "Senate Banking Committee"."""
        for seen in reversed(self.memory.recent):
            entity = seen.entity
            if (
                entity.kind in ("organisation", "government", "media", "document")
                and any(lexicon.fold(own[-1]) == phrase.head for own in entity.names)
                and compatible(phrase, entity)
            ):
                return entity
        return None

    def _official(self, phrase: Phrase, span: Span, kind: str) -> Outcome | None:
        """Governments and state media: kept apart by country, read off the words or nearby."""
        places = [m for m in (canonical(w) for w in phrase.modifiers) if m.startswith("@")]
        state = (
            kind == "media"
            and set(phrase.modifiers) & {"state", "official", "state-run", "government"}
            or kind == "media"
            and phrase.head == "media"
        )
        if (
            kind == "government"
            and phrase.head in ("government", "regime", "administration", "state")
            and places
        ):
            return Outcome(self.registry.government(places[0][1:]), 0.9)
        if not state:
            return None
        country = places[0][1:] if places else self._country_near(span)
        key = f"media {country}"
        if key not in self.special or not country:
            entity = self._make(phrase, "media")
            entity.determiner = "definite"
            if country:
                entity.label = f"{phrase.text} ({country})"
                entity.modifiers.add(f"@{country}")
                entity.notes.append(f"{country} is the country nearest to it")
            self.owned[(0, key)] = self.owned.get((0, key), entity)
        return Outcome(self.owned[(0, key)], 0.7)

    def _country_near(self, span: Span) -> str:
        """The country named or implied last in the same paragraph: by the subject's role first."""
        start = self.paragraphs[self._paragraph(span.start)] if self.paragraphs else 0
        counts: dict[str, int] = {}
        for name in self.names[bisect_left(self.at, start) : bisect_left(self.at, span.start)]:
            entity = self.registry.of_name.get(name.span)
            place = lexicon.place(name.text)
            if place is not None and place.country:
                counts[place.country] = counts.get(place.country, 0) + 2
            elif entity is not None:
                for country in sorted({m[1:] for m in entity.modifiers if m.startswith("@")}):
                    counts[country] = counts.get(country, 0) + 1
        return max(counts, key=lambda c: counts[c]) if counts else ""

    def _make(self, phrase: Phrase, kind: str) -> Entity:
        entity = self.registry.new(
            kind=kind,
            label=phrase.text.strip(' ,;:"“”'),
            plural=phrase.plural,
            determiner=phrase.determiner,
            quantifier=phrase.quantifier,
            heads={phrase.head},
        )
        if not phrase.plural:
            entity.heads.add(lexicon.singular(phrase.head))
        entity.modifiers |= {canonical(m) for m in phrase.modifiers}
        self.memory.know(entity)
        return entity

    def _class(self, phrase: Phrase, span: Span, kind: str) -> Entity:
        """A voice of its own without more to know it by; the same words mean the same class."""
        key = f"class {phrase.head}"
        known = self.special.get(key)
        if known is None:
            known = self._make(phrase, kind)
            known.plural = kind == "group"
            known.quantifier = known.quantifier or (
                "no" if phrase.head in ("no one", "nobody", "none") else "some"
            )
            self.special[key] = known
        return known

    # ---- no source, and first persons

    def _implicit(self, attribution: Attribution) -> Outcome:
        """A quotation goes on with the running speaker; a hedge is the author's own voice."""
        cue = " ".join(s.of(self.text) for s in attribution.cue)
        start = min(s.start for s in attribution.content)
        near = (
            self.last is not None
            and self._paragraph(start) - self._paragraph(max(0, self.last_at - 1)) <= 1
        )
        quotes = attribution.form in ("direct", "mixed")
        if quotes and near and self.last is not None and (not cue or attribution.form == "direct"):
            return Outcome(self.last.entity, 0.65, True)
        if cue and OWN_VOICE.search(cue):
            return Outcome(self._author(), 0.5, True)
        if quotes and near and self.last is not None:
            return Outcome(self.last.entity, 0.45, True)
        if cue:
            return Outcome(self._nobody(), 0.5)
        return Outcome(None, 0.3)

    def _first_persons(self, order: Sequence[Attribution], outcomes: dict[str, Outcome]) -> None:
        """ "I" and "we" inside a quotation are whoever says it."""
        open_: list[tuple[Attribution, Span]] = []
        for attribution in order:
            if (
                not attribution.source
                or attribution.source[0].of(self.text).casefold() not in FIRST_PERSON
            ):
                continue
            open_.append((attribution, attribution.source[0]))
        if not open_:
            return
        held = sorted((span.start, span.end, a.id) for a in order for span in a.content)
        begins = [h[0] for h in held]
        for attribution, span in open_:
            low = bisect_right(begins, span.start)
            around = [
                h
                for h in held[max(0, low - 12) : low]
                if h[1] >= span.end and h[2] != attribution.id
            ]
            if around:
                inner = outcomes[around[-1][2]]
                outcomes[attribution.id] = Outcome(inner.entity, 0.8, False)
            elif self.mask[span.start]:
                near = [
                    h
                    for h in held[max(0, low - 3) : low + 3]
                    if h[2] != attribution.id and abs(h[0] - span.start) < 600
                ]
                if near:
                    best = min(
                        near, key=lambda h: min(abs(h[0] - span.end), abs(h[1] - span.start))
                    )
                    outcomes[attribution.id] = Outcome(outcomes[best[2]].entity, 0.6, False)


def _place(attribution: Attribution) -> int:
    """Where an attribution is met in the text: at its source, else at its content."""
    return min(s.start for s in (attribution.source or attribution.content))


def _fit(phrase: Phrase, entity: Entity) -> int:
    """How many modifiers of a nominal the entity is known by."""
    return len({canonical(m) for m in phrase.modifiers} & entity.modifiers)


def _same_class(phrase: Phrase, entity: Entity) -> bool:
    """Whether a plural nominal may be the class met before: no modifier that is new."""
    own = {canonical(m) for m in phrase.modifiers} - {phrase.quantifier}
    return (
        entity.quantifier not in ("other", "others", "more")
        and own <= entity.modifiers | {lexicon.singular(h) for h in entity.heads}
        and (phrase.quantifier in ("", entity.quantifier, "both"))
    )
