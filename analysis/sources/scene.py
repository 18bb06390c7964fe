"""What is known while an article is read: its names, its structure, and the voices so far."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import islice
from typing import Literal

from analysis.model import Article, Attribution, MentionForm, Paragraph, Quotation, Span
from analysis.quotes import inside
from analysis.sources import lexicon
from analysis.sources.entities import Entity, canonical
from analysis.sources.identity import Registry
from analysis.sources.phrases import Phrase
from analysis.sources.predicates import STANDINGS, roles
from analysis.sources.proper import Name
from analysis.sources.reference import Memory
from analysis.sources.wordstream import sentence_starts

LETTERS = {"Q": ("Q, who asks", "interviewer"), "A": ("A, who answers", "interviewee")}
# What is no part of a description: "Yet Republicans", "a report on", "the board's".
BEFORE = re.compile(r"(?i)\A(?:yet|but|and|so|or|still|then|meanwhile),? (?=\S)")
AFTER = re.compile(r"(?: (?:on|of|for|in|at|by|from|with|to|about|that|who|which)|['’]s?)\Z")
# The line about an author at the end of an article: how it goes on, and its greatest length.
ABOUT = re.compile(r"(?:,[^.;]{1,80},)? (?:is|was|has been|writes|works|teaches|served|lives)\b")
LONGEST = 400
FIRST = re.compile(r"\b(?:I(?:['’](?:m|ve|d|ll))?|[Mm]y) [a-z]")
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

    def author(self) -> Entity:
        """Return the writer's own voice, named by the byline where the article has one."""
        if "author" not in self.special:
            byline = next((p for p in self.article.paragraphs if p.kind == "byline"), None)
            entity = None if byline else self._told_at_the_end()
            if entity is None:
                entity = self.registry.new(kind="person", label="the author", heads={"author"})
                entity.names = [n.words for n in self._signed(byline)][:1] if byline else []
            self.special["author"] = entity
            self.apart.add(id(entity))
        return self.special["author"]

    def _signed(self, byline: Paragraph) -> Iterator[Name]:
        """Yield the people of a byline: known ones, and a name of two words behind its "By"."""
        for name in self.names_in(byline.span):
            before = self.text[byline.span.start : name.span.start].strip().casefold()
            if name.kind == "person" or (before == "by" and not name.kind and len(name.words) > 1):
                yield name

    def _told_at_the_end(self) -> Entity | None:
        """Return whom the line about the author names: "Ana Ruiz is a dentist in Holloway.".

        It is one of the last two paragraphs, and names somebody whom nothing before it names. What
        stands before it is told by an "I", not only inside quotation marks.
        """
        told = (m for m in FIRST.finditer(self.text) if not self.mask[m.start()])
        if len(list(islice(told, 2))) < 2:
            return None
        for paragraph in reversed(self.article.paragraphs[-2:]):
            names = self.names_in(paragraph.span)
            if not names or len(paragraph.span) > LONGEST or names[0].kind != "person":
                continue
            about, entity = names[0], self.entity(names[0])
            opens = len(about.words) > 1 and about.span.start - paragraph.span.start < 3
            new = entity is not None and entity.first >= paragraph.span.start
            if opens and new and ABOUT.match(self.text, about.span.end):
                return entity
        return None

    def nobody(self) -> Entity:
        """Return the source of what the article gives to nobody ("is considered", "reportedly")."""
        if "nobody" not in self.special:
            self.special["nobody"] = self.registry.new(kind="unknown", label="unattributed")
            self.apart.add(id(self.special["nobody"]))
        return self.special["nobody"]

    def letter(self, letter: str) -> Entity:
        """Return who asks, or who answers, in an interview that says only Q and A."""
        if letter not in self.special and letter == "A":
            labels = re.search(r"^\W{0,3}[QA]\W{0,3}[.:]", self.text, re.MULTILINE)
            asked = self.interviewee(labels.start() if labels else 0)
            if asked is not None:
                self.special[letter] = asked
        if letter not in self.special:
            label, head = LETTERS[letter]
            self.special[letter] = self.registry.new(kind="person", label=label, heads={head})
        return self.special[letter]

    def answers(self, position: int) -> Entity | None:
        """Return who answers at a place of an interview without labels; None elsewhere.

        At least three paragraphs, and every fourth from first to last of them, are questions.
        """
        asked = self._questions
        lies = self.paragraph(position)
        spread = asked[-1] - asked[0] + 1 if asked else 0
        if len(asked) < 3 or 4 * len(asked) < spread or lies < asked[0] or lies in asked:
            return None
        return self.interviewee(self.paragraphs[asked[0]])

    @cached_property
    def _questions(self) -> list[int]:
        """The places of the paragraphs that are questions outside quotation marks."""
        ends = (paragraph.span.end - 1 for paragraph in self.article.paragraphs)
        return [n for n, end in enumerate(ends) if self.text[end] == "?" and not self.mask[end]]

    def interviewee(self, before: int) -> Entity | None:
        """Return the person whom the text before an interview names most.

        None if two are named as often.
        """
        found = [
            entity
            for name in self.names_between(0, before)
            if (entity := self.entity(name)) is not None
            and entity.kind == "person"
            and self.article.paragraphs[name.paragraph].kind != "byline"
        ]
        people = {id(entity): entity for entity in found}
        ranked = sorted(people.values(), key=found.count, reverse=True)
        if len(ranked) > 1 and found.count(ranked[0]) == found.count(ranked[1]):
            return None
        return next(iter(ranked), None)

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
