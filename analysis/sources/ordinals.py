"""Whom a counting word means: "the first", "the second resident", "the former", "the latter".

They count the people or bodies of the article in the order in which it introduced them.
"""

from __future__ import annotations

from collections.abc import Sequence

from analysis.sources.entities import Entity
from analysis.sources.phrases import Phrase

PLACES = {"first": 0, "second": 1, "third": 2, "fourth": 3, "fifth": 4, "sixth": 5}
BARE = frozenset({"another", "one", *PLACES})  # said of anybody
OF_TWO = {"former": 0, "latter": 1}


def counted(phrase: Phrase, heard: Sequence[Entity], pair: Sequence[Entity]) -> Entity | None:
    """Find the entity that a definite counting word means.

    Args:
        phrase: The description.
        heard: Who has spoken, in any order.
        pair: The two who were named together last; empty if nobody was.

    Returns:
        The entity; None where the phrase counts nothing or nobody has that place.
    """
    if phrase.determiner != "definite" or phrase.plural or phrase.tail:
        return None
    if phrase.head in OF_TWO and not phrase.modifiers:
        return pair[OF_TWO[phrase.head]] if len(pair) == 2 else None
    alone = phrase.head in PLACES and not phrase.modifiers
    place = PLACES.get(phrase.head if alone else phrase.modifiers[0] if phrase.modifiers else "")
    if place is None or not (alone or len(phrase.modifiers) == 1):
        return None
    series = _series("" if alone else phrase.head, heard)
    return series[place] if len(series) > max(place, 1) else None


def _series(head: str, heard: Sequence[Entity]) -> list[Entity]:
    """Return the unnamed entities of a noun in the order of the article.

    Without a noun, those of the noun that spoke last.
    """
    single = (e for e in heard if not e.plural and not e.named)
    fresh = (e for e in single if e.determiner in ("indefinite", "new") or e.heads <= BARE)
    unnamed = sorted(fresh, key=lambda e: e.first)
    nouns = [e for e in unnamed if not e.heads <= BARE]
    heads = {head} if head else max(nouns, key=lambda e: e.spoke).heads if nouns else set()
    return [e for e in unnamed if e.heads & heads or e.heads <= BARE]
