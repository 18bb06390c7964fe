"""What is known while an article is read: its names, its structure, and the voices so far."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import islice
from typing import Literal

from analysis.model import Article, Attribution, MentionForm, Quotation, Span
from analysis.quotes import inside
from analysis.sources import lexicon
from analysis.sources.entities import Entity, canonical
from analysis.sources.identity import Registry
from analysis.sources.phrases import Phrase
from analysis.sources.predicates import STANDINGS, roles
from analysis.sources.proper import Name
from analysis.sources.reference import Memory
from analysis.sources.wordstream import sentence_starts

# What is no part of a description: "Yet Republicans", "a report on", "the board's".
BEFORE = re.compile(r"(?i)\A(?:yet|but|and|so|or|still|then|meanwhile),? (?=\S)")
AFTER = re.compile(r"(?: (?:on|of|for|in|at|by|from|with|to|about|that|who|which)|['’]s?)\Z")
# A noun of somebody else or another body: "a travel agency", "Anna's aide", "the alliance of".
INTRODUCES = (
    r"(?i)\b(?:(?:(?:an?|another|one) (?:[\w-]+ ){{0,2}}|the (?:[\w-]+ ){{1,2}}|"
    r"\w+['’]s? (?:[\w-]+ ){{0,2}}){noun}s?\b|the {noun} (?:of|for|that|which|in)\b)"
)
ASIDE = re.compile(r",\s(?:who|whose|which|speaking|citing|declining|asking|requesting)\b")


@dataclass(slots=True)
class Outcome:
    """What was decided about one attribution."""

    entity: Entity | None
    confidence: float = 1.0
    implicit: bool = False
    doubts: tuple[str, ...] = ()
    candidates: tuple[Entity, ...] = ()  # of whom it is one, where that stays open
    form: MentionForm | Literal[""] = ""  # of the words of the source; "" if there are none


class Scene:
    """The state of one reading: structure of the article, registry of names, memory, groups."""

    def __init__(
        self, article: Article, quotations: Sequence[Quotation], names: Sequence[Name]
    ) -> None:
        self.article, self.names, self.text = article, names, article.text
        self.registry = Registry()
        self.registry.fill(names, article.text)
        self.memory = Memory()
        self.starts = sentence_starts(article)
        self.paragraphs = [p.span.start for p in article.paragraphs]
        body = (at for at, p in enumerate(article.paragraphs) if p.kind == "body")
        self.lead = frozenset(islice(body, 2))
        self.mask = inside(article.text, quotations)
        self.at = [n.span.start for n in names]
        self.groups: list[Entity] = []
        self.special: dict[str, Entity] = {}
        self._introduced: dict[str, list[int]] = {}
        self.apart: set[int] = set()  # ids of the entities no pronoun may mean
        self.nouns: dict[str, list[Entity]] = {}
        self.last: Outcome | None = None
        self.last_at = -1
        self.cue = ""  # of the statement whose source is being resolved
        self._learn()
        for entity in self.registry.entities:
            if entity.kind in ("person", ""):
                for head in sorted(entity.heads):
                    self.nouns.setdefault(head, []).append(entity)

    def _learn(self) -> None:
        """Learn what sentences say that people are: "Piet Vaal is a beekeeper"."""
        for name in self.names:
            entity = self.entity(name)
            if entity is None or entity.kind != "person":
                continue
            if name.words[1:2] == ("of",):  # "the Earl of Brackley" is the earl
                entity.heads.add(lexicon.fold(name.words[0]))
            if name.possessive or name.oblique:
                continue
            for role in roles(self.text, name):
                if role != "accused" and role not in STANDINGS:
                    entity.learn(role)
                entity.heads.add(lexicon.fold(role.split()[-1]))

    @cached_property
    def say(self) -> frozenset[int]:
        """The ids of the entities that a verb of saying follows somewhere."""
        return frozenset(id(self.entity(name)) for name in self.names if name.says)

    def introduced(self, noun: str) -> list[int]:
        """Return where a noun introduces somebody or something: "an aide", "the mayor's aide"."""
        if noun not in self._introduced:
            again = INTRODUCES.format(noun=re.escape(noun))
            self._introduced[noun] = [m.start() for m in re.finditer(again, self.text)]
        return self._introduced[noun]

    def sentence(self, position: int) -> int:
        """Return the index of the sentence at a position."""
        return bisect_right(self.starts, position) - 1

    def paragraph(self, position: int) -> int:
        """Return the index of the paragraph at a position."""
        return max(0, bisect_right(self.paragraphs, position) - 1)

    def leads(self, position: int) -> bool:
        """Tell whether a position is in one of the first two paragraphs of the body."""
        return self.paragraph(position) in self.lead

    def names_in(self, span: Span) -> list[Name]:
        """Return the names inside a span, in order."""
        low, high = bisect_left(self.at, span.start), bisect_left(self.at, span.end)
        return [n for n in self.names[low:high] if n.span.end <= span.end + 2]

    def names_between(self, start: int, end: int) -> Sequence[Name]:
        """Return the names that start between two positions, in order."""
        return self.names[bisect_left(self.at, start) : bisect_left(self.at, end)]

    def entity(self, name: Name) -> Entity | None:
        """Return the entity that a name belongs to."""
        return self.registry.of_name.get(name.span)

    def make(self, phrase: Phrase, kind: str) -> Entity:
        """Make a new entity from a nominal."""
        entity = self.registry.new(
            kind=kind,
            label=short(phrase.text),
            plural=phrase.plural,
            determiner=phrase.determiner,
            quantifier=phrase.quantifier,
            heads={phrase.head},
        )
        if not phrase.plural:
            entity.heads.add(lexicon.singular(phrase.head))
        entity.modifiers |= {canonical(m) for m in phrase.modifiers}
        entity.exemplified = phrase.exemplified
        self.memory.know(entity)
        return entity

    def make_class(self, phrase: Phrase, kind: str) -> Entity:
        """Return an entity that nothing but its words describes.

        The same words give the same one.
        """
        key = f"class {phrase.head}"
        known = self.special.get(key)
        if known is None:
            known = self.make(phrase, kind)
            known.plural = kind == "group"
            known.quantifier = known.quantifier or (
                "no" if phrase.head in ("no one", "nobody", "none") else "some"
            )
            self.special[key] = known
            self.apart.add(id(known))
        return known

    def group(self, members: Sequence[Entity], phrase: Phrase) -> Entity:
        """Return the group of some members: the one met before, or a new one."""
        own = tuple(dict.fromkeys(members))
        for group in self.groups[-12:]:
            if set(group.members) == set(own) and group.exemplified == phrase.others:
                return group
        return self.registry.new(
            kind="group",
            plural=True,
            members=own,
            label=short(phrase.text),
            exemplified=phrase.others,
        )

    def together(self, members: Sequence[Entity]) -> Entity:
        """Return the group of two people who were named together.

        The one met before, or a new one.
        """
        own = tuple(members)
        known = next((g for g in self.groups[-12:] if set(g.members) == set(own)), None)
        if known is not None and not known.exemplified:
            return known
        group = self.registry.new(kind="group", plural=True, members=own)
        self.groups.append(group)
        return group

    def nobody(self) -> Entity:
        """Return the source of what the article gives to nobody ("is considered", "reportedly")."""
        if "nobody" not in self.special:
            self.special["nobody"] = self.registry.new(kind="unknown", label="unattributed")
            self.apart.add(id(self.special["nobody"]))
        return self.special["nobody"]

    def explain(self, entity: Entity, span: Span) -> None:
        """Keep the words around a mention in which a reason for anonymity may stand."""
        if entity.named or len(entity.tails) > 20:
            return
        sentence = self.sentence(span.start)
        end = self.starts[sentence + 1] if sentence + 1 < len(self.starts) else len(self.text)
        entity.tails.append(self.text[span.start : min(end, span.start + 600)])


def short(text: str) -> str:
    """Return a descriptor without the clause behind its comma (", who requested anonymity,")."""
    words = " ".join(ASIDE.split(text, maxsplit=1)[0].strip(' ,;:-–—"“”').split())
    return AFTER.sub("", BEFORE.sub("", words)) or words


def place_of(attribution: Attribution) -> int:
    """Return where a statement is met in the text: at its source, else at its content."""
    return min(s.start for s in (attribution.source or attribution.content))
