"""Who speaks without being named there: the writer, and who asks and answers an interview."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from functools import cache, cached_property
from itertools import islice

from analysis.model import Paragraph
from analysis.sources.entities import Entity
from analysis.sources.proper import Name
from analysis.sources.scene import Scene

LETTERS = {"Q": ("Q, who asks", "interviewer"), "A": ("A, who answers", "interviewee")}
LABEL = re.compile(r"^\W{0,3}[QA]\W{0,3}[.:]", re.MULTILINE)
FIRST = re.compile(r"\b(?:I(?:['’](?:m|ve|d|ll))?|[Mm]y) [a-z]")
# The line about an author at the end of an article: how it goes on, and its greatest length.
ABOUT = re.compile(r"(?:,[^.;]{1,80},)? (?:is|was|has been|writes|works|teaches|served|lives)\b")
LONGEST = 400


class Writers:
    """The writer of one article, and who asks and answers in it."""

    def __init__(self, scene: Scene) -> None:
        self.scene = scene
        self.letters: dict[str, Entity] = {}
        self.interviewee = cache(self._interviewee)

    @cached_property
    def author(self) -> Entity:
        """The writer's own voice, with the name that the byline or the end of the article gives."""
        scene = self.scene
        byline = next((p for p in scene.article.paragraphs if p.kind == "byline"), None)
        entity = None if byline else self._told_at_the_end()
        if entity is None:
            entity = scene.registry.new(kind="person", label="the author", heads={"author"})
            entity.names = [n.words for n in self._signed(byline)][:1] if byline else []
        scene.apart.add(id(entity))
        return entity

    def _signed(self, byline: Paragraph) -> Iterator[Name]:
        """Yield the people of a byline: known ones, and a name of two words behind its "By"."""
        scene = self.scene
        for name in scene.names_in(byline.span):
            before = scene.text[byline.span.start : name.span.start].strip().casefold()
            if name.kind == "person" or (before == "by" and not name.kind and len(name.words) > 1):
                yield name

    def _told_at_the_end(self) -> Entity | None:
        """Return whom the line about the author names: "Ana Ruiz is a dentist in Holloway.".

        It is one of the last two paragraphs, and names somebody whom nothing before it names. What
        stands before it is told by an "I", not only inside quotation marks.
        """
        scene = self.scene
        told = (m for m in FIRST.finditer(scene.text) if not scene.mask[m.start()])
        if len(list(islice(told, 2))) < 2:
            return None
        for paragraph in reversed(scene.article.paragraphs[-2:]):
            names = scene.names_in(paragraph.span)
            if not names or len(paragraph.span) > LONGEST or names[0].kind != "person":
                continue
            about, entity = names[0], scene.entity(names[0])
            opens = len(about.words) > 1 and about.span.start - paragraph.span.start < 3
            new = entity is not None and entity.first >= paragraph.span.start
            if opens and new and ABOUT.match(scene.text, about.span.end):
                return entity
        return None

    def letter(self, letter: str) -> Entity:
        """Return who asks, or who answers, in an interview that says only Q and A."""
        if letter not in self.letters and letter == "A":
            labels = LABEL.search(self.scene.text)
            asked = self.interviewee(labels.start() if labels else 0)
            if asked is not None:
                self.letters[letter] = asked
        if letter not in self.letters:
            label, head = LETTERS[letter]
            made = self.scene.registry.new(kind="person", label=label, heads={head})
            self.letters[letter] = made
        return self.letters[letter]

    def first_person(self, position: int) -> Entity:
        """Return who says "I" outside quotation marks: who answers an interview, else the writer.

        An interview without labels has at least three paragraphs that are questions, and every
        fourth from the first to the last of them.
        """
        asked = self._questions
        lies = self.scene.paragraph(position)
        spread = asked[-1] - asked[0] + 1 if asked else 0
        if len(asked) < 3 or 4 * len(asked) < spread or lies < asked[0] or lies in asked:
            return self.author
        return self.interviewee(self.scene.paragraphs[asked[0]]) or self.author

    @cached_property
    def _questions(self) -> list[int]:
        """The places of the paragraphs that are questions outside quotation marks."""
        scene = self.scene
        ends = (paragraph.span.end - 1 for paragraph in scene.article.paragraphs)
        return [n for n, end in enumerate(ends) if scene.text[end] == "?" and not scene.mask[end]]

    def _interviewee(self, before: int) -> Entity | None:
        """Return the person whom the text before an interview names most.

        None if two are named as often.
        """
        scene = self.scene
        people: dict[int, Entity] = {}
        counts: Counter[int] = Counter()
        for name in scene.names_between(0, before):
            entity = scene.entity(name)
            signed = scene.article.paragraphs[name.paragraph].kind == "byline"
            if entity is not None and entity.kind == "person" and not signed:
                people[id(entity)] = entity
                counts[id(entity)] += 1
        ranked = counts.most_common(2)
        if not ranked or (len(ranked) > 1 and ranked[0][1] == ranked[1][1]):
            return None
        return people[ranked[0][0]]
