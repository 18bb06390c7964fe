"""Who speaks without being named there: the writer, and who asks and answers an interview."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterator
from functools import cached_property
from itertools import islice

from analysis.attribution.turns import INTERVIEW
from analysis.model import Paragraph
from analysis.sources import lexicon
from analysis.sources.entities import Entity
from analysis.sources.proper import Name
from analysis.sources.scene import Scene

LETTERS = {"Q": ("Q, who asks", "interviewer"), "A": ("A, who answers", "interviewee")}
LABEL = re.compile(r"^\W{0,3}[QA]\W{0,3}[.:]", re.MULTILINE)
MET = re.compile(r"(?i)\bI (?:asked|met)\b|\bquestions and answers\b|\bsat down\b")
FIRST = re.compile(r"\b(?:I(?:['’](?:m|ve|d|ll))?|[Mm]y) [a-z]")
# The line about an author at the end of an article: how it goes on, and its greatest length.
ABOUT = re.compile(
    r"(?:, (?!who\b|whose\b|one\b)[^.;]{1,80},)? "
    r"(?:is (?:an?|the|one of|[a-z]+ (?:of|at|for|emeritus))|writes|teaches)\b"
)
LONGEST, ANSWER = 400, 2  # characters of it; paragraphs of an answer


class Writers:
    """The writer of one article, and who asks and answers in it."""

    def __init__(self, scene: Scene) -> None:
        self.scene = scene
        self.letters: dict[str, Entity] = {}

    @cached_property
    def author(self) -> Entity:
        """The writer's own voice, with the name that the byline or the end of the article gives."""
        scene = self.scene
        bylines = [p for p in scene.article.paragraphs if p.kind == "byline"]
        entity = None if bylines else self._told_at_the_end()
        if entity is None:
            entity = scene.registry.new(kind="person", label="the author", heads={"author"})
            signed = [name.words for line in bylines for name in self._signed(line)]
            entity.names = signed[:1] if len(bylines) == 1 else []  # two columns have two writers
        scene.apart.add(id(entity))
        return entity

    def _signed(self, byline: Paragraph) -> Iterator[Name]:
        """Yield the people of a byline: known ones, and a name of two words behind its "By"."""
        scene = self.scene
        for name in scene.names_in(byline.span):
            before = scene.text[byline.span.start : name.span.start].strip().casefold()
            plain = not name.kind and len(name.words) > 1 and "By" not in name.words
            desk = lexicon.noun_kind(lexicon.fold(name.words[-1])) is not None  # "Reuters Staff"
            if name.kind == "person" or (before == "by" and plain and not desk):
                yield name

    def _told_at_the_end(self) -> Entity | None:
        """Return whom the line about the author names: "Ana Ruiz is a dentist in Holloway.".

        It is the last paragraph, and names somebody whom nothing before it names. What
        stands before it is told by an "I", not only inside quotation marks.
        """
        scene = self.scene
        told = (m for m in FIRST.finditer(scene.text) if not scene.mask[m.start()])
        if len(list(islice(told, 2))) < 2:
            return None
        found = list(filter(self._is_about, scene.article.paragraphs))
        if len(found) != 1 or found[0] != scene.article.paragraphs[-1]:
            return None  # two columns have two writers
        return scene.entity(scene.names_in(found[0].span)[0])

    def _is_about(self, paragraph: Paragraph) -> bool:
        """Tell whether a paragraph tells who somebody is whom nothing before it names."""
        scene, (start, end) = self.scene, (paragraph.span.start, paragraph.span.end)
        about = next(iter(scene.names_between(start, start + 3)), None)
        if about is None or end - start > LONGEST or about.kind != "person":
            return False
        entity = scene.entity(about)
        new = entity is not None and entity.first >= start and len(about.words) > 1
        own = FIRST.search(scene.text, start, end)
        return new and own is None and ABOUT.match(scene.text, about.span.end) is not None

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

    def first_person(self, word: str, position: int) -> Entity:
        """Return who says "I" outside quotation marks: who answers an interview, else the writer.

        An interview without labels is announced as one. At least three of its paragraphs are
        questions, and every fourth from the first to the last of them; an answer has at most two.
        """
        asked = self._questions
        if word in ("we", "our", "us") or self._interviewed is None:
            return self.author
        lies = self.scene.paragraph(position)
        before = bisect_right(asked, lies) - 1
        behind = lies - asked[before] if before >= 0 else 0
        return self._interviewed if 0 < behind <= ANSWER else self.author

    @cached_property
    def _interviewed(self) -> Entity | None:
        """Who answers in an interview without labels; None in an article that is none."""
        asked = self._questions
        if len(asked) < 3 or 4 * len(asked) < asked[-1] - asked[0] + 1:
            return None
        start, text = self.scene.paragraphs[asked[0]], self.scene.text
        told = INTERVIEW.search(text, 0, start) or MET.search(text, 0, start)
        return self.interviewee(start) if told else None

    @cached_property
    def _questions(self) -> list[int]:
        """The places of the paragraphs that are questions outside quotation marks."""
        scene = self.scene
        ends = (paragraph.span.end - 1 for paragraph in scene.article.paragraphs)
        return [n for n, end in enumerate(ends) if scene.text[end] == "?" and not scene.mask[end]]

    def interviewee(self, before: int) -> Entity | None:
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
