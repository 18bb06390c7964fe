"""Finds whom a pronoun or a nominal means, from what the article has said up to there.

A window of recent mentions is kept while the article is read from left to right. Pronouns take the
best fitting of them (near, subject, speaker, not quoted); nominals take the bearer of the role, and
unnamed ones ("the source") the chain of unnamed sources. The scores follow the salience factors of
Lappin and Leass (1994), in a plain form.
"""

from __future__ import annotations

import re
from collections import deque
from collections.abc import Callable, Container, Iterable
from functools import partial
from typing import NamedTuple

from analysis.model import Attribution
from analysis.sources import lexicon
from analysis.sources.entities import Entity, canonical
from analysis.sources.phrases import Phrase
from analysis.sources.ties import compatible

WINDOW = 40
SINGULAR_THEY = frozenset({"they", "their", "them", "themselves"})
BODY_KINDS = frozenset({"organisation", "government", "media", "document"})
AHEAD = 1.2  # of salience: as if one body had been named a sentence and a paragraph later
CONTENT = re.compile(r"[^\W\d_]{4,}")


class Seen(NamedTuple):
    """A mention that a later pronoun may mean."""

    entity: Entity
    start: int
    sentence: int
    paragraph: int
    subject: bool
    speaker: bool
    oblique: bool
    quoted: bool
    outer: tuple[Attribution, ...] = ()  # the statements in whose content it stands


class Found(NamedTuple):
    """Whom a mention means, how sure that is, why, and what else it might be."""

    entity: Entity
    confidence: float
    because: str
    doubt: str = ""


class Memory:
    """What a reader has in mind at one place of the article."""

    def __init__(self) -> None:
        self.recent: deque[Seen] = deque(maxlen=WINDOW)
        self.entities: list[Entity] = []
        self._known: set[int] = set()
        self.by_head: dict[str, list[Entity]] = {}
        self.documents: list[Entity] = []
        self.barred: frozenset[int] = frozenset()  # ids of those who are spoken to or about
        self.speakers: dict[str, Entity] = {}  # by the ids of their statements
        self.main = False  # whether the source being resolved is of a statement that no other holds

    def see(self, seen: Seen) -> None:
        """Take in one more mention."""
        self.recent.append(seen)
        self.know(seen.entity)

    def know(self, entity: Entity) -> None:
        """Make an entity findable by its heads."""
        if id(entity) not in self._known:
            self._known.add(id(entity))
            self.entities.append(entity)
            if entity.kind == "document" and not entity.plural:
                self.documents.append(entity)
        for head in entity.heads:
            own = self.by_head.setdefault(head, [])
            if entity not in own[-6:]:
                own.append(entity)

    def pronoun(self, word: str, sentence: int, paragraph: int, quoted: bool) -> Found | None:
        """Return the best earlier mention for a pronoun; None if none fits."""
        found = self._meant(partial(_agrees, word=word), word, sentence, paragraph, quoted)
        if found is None and word == "it":
            return self._meant(_bodily, word, sentence, paragraph, quoted)
        return found

    def _meant(
        self,
        agrees: Callable[[Entity], bool],
        word: str,
        sentence: int,
        paragraph: int,
        quoted: bool,
    ) -> Found | None:
        """Return the best earlier mention of those that agree."""
        best: Seen | None = None
        top, next_best = -6.0, -6.0
        fitting = [s for s in reversed(self.recent) if agrees(s.entity) and self._free(s.entity)]
        known = {id(seen.entity) for seen in fitting}
        for seen in fitting:
            score = _salience(seen, word, sentence, paragraph, quoted)
            if self.main and self._behind(seen, known):
                next_best = max(next_best, score)
                continue
            if best is not None and seen.entity is best.entity:
                top = max(top, score)
                continue
            if score > top:
                best, next_best, top = seen, max(top, next_best), score
            else:
                next_best = max(next_best, score)
        if best is None:
            return None
        sure = 0.6 + min(0.35, 0.12 * max(0.0, top - next_best))
        return Found(best.entity, sure, f"“{word}” after {label(best.entity)}")

    def _free(self, entity: Entity) -> bool:
        return id(entity) not in self.barred and entity.same is None

    def _behind(self, seen: Seen, known: Container[int]) -> bool:
        """Tell whether a mention stands in the statement of somebody else who may be meant."""
        outer = [e for e in (self.speakers.get(a.id) for a in seen.outer) if e is not None]
        others = (e for e in outer if e is not seen.entity and e.plural == seen.entity.plural)
        return any(id(e) in known for e in others)

    def only(self, phrase: Phrase, gender: str, paragraph: int) -> Found | None:
        """Return the only person that a definite description may mean; None where several are left.

        Only those count whom this paragraph and the one before it name.
        """
        near: list[Entity] = []
        for seen in reversed(self.recent):
            if paragraph - seen.paragraph > 1:
                break
            if seen.quoted:
                continue
            entity = seen.entity
            other = gender in ("f", "m") and entity.gender in ("f", "m") and entity.gender != gender
            if (
                entity not in near
                and entity.kind == "person"
                and self._possible(entity)
                and not other
            ):
                near.append(entity)
        return Found(near[0], 0.7, _after(phrase, near[0])) if len(near) == 1 else None

    def body(
        self, phrase: Phrase, kind: str, sentence: int, paragraph: int
    ) -> tuple[Found | None, list[Entity]]:
        """Return the body that a definite nominal may mean.

        It is the only one, or one far ahead of the others.

        Returns:
            The body, if it is clear; else the two that are most in mind.
        """
        scores: dict[int, tuple[float, Entity]] = {}
        for seen in self.recent:
            entity = seen.entity
            if self._possible(entity) and _of_body(phrase, entity, kind):
                score = _salience(seen, "", sentence, paragraph, False)
                scores[id(entity)] = max(
                    scores.get(id(entity), (score, entity)), (score, entity), key=_first
                )
        firm = phrase.head in ("company", "firm", "group", "corporation")
        for better in (_has_kind,) if firm else (_has_kind, partial(_ends_as, phrase)):
            if any(better(entity) for _, entity in scores.values()):
                scores = {key: pair for key, pair in scores.items() if better(pair[1])}
        ranked = sorted(scores.values(), key=_first, reverse=True)
        if not ranked:
            return None, []
        if len(ranked) == 1 or ranked[0][0] - ranked[1][0] >= AHEAD:
            best = ranked[0][1]
            return Found(best, 0.8 if len(ranked) == 1 else 0.65, _after(phrase, best)), []
        return None, [entity for _, entity in ranked[:2]]

    def _possible(self, entity: Entity) -> bool:
        return not entity.plural and entity.named and id(entity) not in self.barred

    def by_role(self, phrase: Phrase) -> list[Entity]:
        """Return the entities that the head of a nominal names and no modifier contradicts."""
        heads = {phrase.head} if phrase.plural else {phrase.head, lexicon.singular(phrase.head)}
        pool = {id(e): e for head in sorted(heads) for e in self.by_head.get(head, ())[-40:]}
        left = (e for e in pool.values() if e.same is None and id(e) not in self.barred)
        return [e for e in left if compatible(phrase, e)]

    def latest(self, entity: Entity) -> int:
        """Return where an entity was met last, as far as remembered; else where it spoke last."""
        return next((s.start for s in reversed(self.recent) if s.entity is entity), entity.spoke)


def _after(phrase: Phrase, entity: Entity) -> str:
    return f"“{phrase.text}” after {label(entity)}"


def _first(pair: tuple[float, Entity]) -> float:
    return pair[0]


def _has_kind(entity: Entity) -> bool:
    return bool(entity.kind) or entity.spoke >= 0


def _ends_as(phrase: Phrase, entity: Entity) -> bool:
    """Tell whether a name ends as a noun demands: "Texas Air" of "the airline"."""
    last = lexicon.fold(entity.names[0][-1]) if entity.names else ""
    return last in lexicon.endings(phrase.head)


def _of_body(phrase: Phrase, entity: Entity, kind: str) -> bool:
    """Tell whether a noun may mean a body, by its kind and by the word that ends its name."""
    if entity.kind != kind and not (kind == "organisation" and _bodily(entity)):
        return False
    if _ends_as(phrase, entity):
        return True
    last = lexicon.fold(entity.names[0][-1]) if entity.names else ""
    others = lexicon.words("nouns", "distinct") | lexicon.endings()
    firm = phrase.head not in lexicon.words("nouns", "no_firm")
    bare = firm or all(len(own) == 1 for own in entity.names)
    return last == phrase.head or (bare and last not in others)


def label(entity: Entity) -> str:
    """Return how an entity is called in a reason."""
    if entity.members:
        return " and ".join(map(label, entity.members))
    if entity.names:
        longest = max(entity.names, key=len)
        return " ".join(longest)
    return entity.label or entity.country or "it"


def fit(phrase: Phrase, entity: Entity) -> int:
    """Return how many modifiers of a nominal the entity is known by."""
    return len({canonical(m) for m in phrase.modifiers} & entity.modifiers)


def same_class(phrase: Phrase, entity: Entity) -> bool:
    """Tell whether a plural nominal may be the group met before: no modifier is new."""
    if entity.quantifier in ("other", "others", "more"):
        return False
    own = {canonical(m) for m in phrase.modifiers} - {phrase.quantifier}
    known = entity.modifiers | {lexicon.singular(h) for h in entity.heads}
    return own <= known and phrase.quantifier in ("", entity.quantifier, "both")


def overlap(words: Iterable[str], entity: Entity) -> int:
    """Return how many content words of a description the entity has used or been described with."""
    return len({stem(w) for w in words} & (entity.said | {stem(m) for m in entity.modifiers}))


def content_words(text: str) -> set[str]:
    """Return the stems of the longer words of a text, without the most common ones."""
    return {
        stem(w)
        for w in CONTENT.findall(text.casefold())
        if w.casefold() not in lexicon.words("stop", "words")
    }


def stem(word: str) -> str:
    """Return a crude stem: "warned", "warns" and "warning" give "warn"."""
    key = word.casefold()
    for ending in ("ings", "ing", "ed", "es", "s"):
        if key.endswith(ending) and len(key) - len(ending) >= 4:
            return key[: -len(ending)]
    return key


def _agrees(entity: Entity, word: str) -> bool:
    if word in {"he", "his", "him", "himself", "he's"}:
        return _human(entity) and entity.gender != "f"
    if word in {"she", "her", "hers", "herself", "she's"}:
        return _human(entity) and entity.gender != "m"
    if word in {"it", "its", "itself", "it's"}:
        return not entity.plural and entity.kind in BODY_KINDS
    if word in SINGULAR_THEY:
        return (
            (entity.plural and entity.kind != "document")
            or entity.kind in {"group", "organisation", "media", "government"}
            or (entity.kind == "person" and not entity.named)
        )
    return True


def _human(entity: Entity) -> bool:
    """Tell whether "he" or "she" may mean an entity: a person, or a name that has a gender."""
    person = entity.kind == "person" or (not entity.kind and entity.gender in ("f", "m"))
    return person and not entity.plural


def _bodily(entity: Entity) -> bool:
    """Tell whether a name that no list has may be a body's: one word, and nothing of a person's."""
    open_kind = entity.named and not entity.kind
    person = entity.titles or entity.roles or entity.gender in ("f", "m")
    return open_kind and not person and all(len(own) == 1 for own in entity.names)


def _salience(seen: Seen, word: str, sentence: int, paragraph: int, quoted: bool) -> float:
    """Return how much in mind a mention is: recency in sentences, then its part in its sentence."""
    score = -0.9 * min(sentence - seen.sentence, 12) - 0.4 * min(paragraph - seen.paragraph, 6)
    score += 1.6 * seen.speaker + 0.8 * (seen.subject and not seen.speaker)
    score -= 0.8 * seen.oblique
    score -= 5.0 * (seen.quoted and not quoted)
    score -= 0.6 * (seen.entity.kind == "")
    score -= 1.2 * (word in ("it", "its") and seen.entity.country != "" and not seen.speaker)
    score += 0.08 * min(seen.entity.weight, 10)
    if word in ("he", "she", "his", "her", "him"):
        score += 0.5 * (seen.entity.gender in ("f", "m")) - 0.3 * (not seen.entity.named)
    if word in SINGULAR_THEY:
        score += (
            1.0 * seen.entity.plural
            + 0.8 * seen.speaker
            - 1.5 * (not seen.speaker and seen.entity.kind == "government")
        )
    return score
