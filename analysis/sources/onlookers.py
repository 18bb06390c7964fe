"""Find people and pairs that a sentence begins with and that say nothing in it.

A later pronoun may mean them: "A boatman rowed out. He said ...", "Ben Hale and Rosa Lund adopted
the boy. They said ...".
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from analysis.lookup import Lookup
from analysis.model import Article, Span
from analysis.sources import lexicon
from analysis.sources.proper import Name
from analysis.text import SPELT

OPENING = re.compile(r"(?:The|An?|One|Another)\s+")
SEVERAL = re.compile(r"(?:The|Some|Many|Most|Several|Other|Two|Three|Few)\s+")
LED = re.compile(r"\b(?:the|an?|one|another|his|her|their)\s+", re.IGNORECASE)
LONGEST = 4  # words before the noun
AND = re.compile(r",?\s+and\s+(?:(?:the|her|his)\s+)?")
ROLE = re.compile(r"(?:[^\W\d_]+\.?\s+){0,3}")  # between "and" and the second name


class Onlooker(NamedTuple):
    """A noun phrase that begins a sentence; of a pair, the names joined in it."""

    span: Span
    pair: tuple[Name, Name] | None = None


def nominals(article: Article, starts: Sequence[int]) -> Iterator[Onlooker]:
    """Yield the descriptions of one person with which sentences of the body begin."""
    body = Lookup(p.span for p in article.paragraphs if p.kind == "body")
    for start in starts:
        opening = OPENING.match(article.text, start)
        if opening is None or not body.hold(start):
            continue
        end = _person(article.text, opening.end())
        if end:
            yield Onlooker(Span(start, end))


def _person(text: str, start: int) -> int:
    """Return where the first noun of a person ends, at most some words on; 0 without one."""
    at = start
    for _ in range(LONGEST + 1):
        word = SPELT.match(text, at)
        if word is None:
            return 0
        key = lexicon.fold(word.group())
        if key in lexicon.words("grammar", "stops") or lexicon.is_plural(key):
            return 0
        if lexicon.noun_kind(key) == "person":
            following = SPELT.match(text, word.end() + 1)
            again = following and lexicon.noun_kind(lexicon.fold(following.group()))
            capital = following and following.group()[0].isupper()
            return 0 if again or capital else word.end()
        at = word.end() + 1
        if text[word.end() : at] != " ":
            return 0
    return 0


def described(text: str, start: int, end: int) -> Iterator[Span]:
    """Yield the descriptions of one person in a stretch of text: "the surgeon", "his wife"."""
    at = start
    while (led := LED.search(text, at, end)) is not None:
        stop = _person(text, led.end())
        if stop and stop <= end:
            yield Span(led.start(), stop)
        at = max(led.end(), stop)


def people(text: str, start: int, end: int) -> Span | None:
    """Return the noun phrase of several people with which a sentence begins; None without one."""
    opening = SEVERAL.match(text, start)
    at = opening.end() if opening is not None else start
    first = start
    for _ in range(LONGEST + 1):
        word = SPELT.match(text, at)
        if word is None or word.end() > end:
            return None
        key = lexicon.fold(word.group())
        if lexicon.is_plural(key) and lexicon.noun_kind(key) == "group":
            named = text[word.end() + 1 : word.end() + 2].isupper()  # "Senators Ana Ruiz and ..."
            return None if named else Span(first, word.end())
        if key in lexicon.words("grammar", "stops") or text[word.end() : word.end() + 1] != " ":
            return None
        at = word.end() + 1
    return None


def pairs(text: str, names: Sequence[Name]) -> Iterator[Onlooker]:
    """Yield two people whose names begin a clause together, joined by "and"."""
    for one, other in itertools.pairwise(names):
        if one.kind != "person" or other.kind != "person" or one.heading or one.quoted:
            continue
        between = text[one.span.end : other.span.start]
        joined = AND.match(between)
        role = between[joined.end() :] if joined else ""
        if joined and one.subject and not one.possessive and ROLE.fullmatch(role):
            yield Onlooker(Span(one.span.start, other.span.end), (one, other))
