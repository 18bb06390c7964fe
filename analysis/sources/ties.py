"""Decide whether the text ties a description to a person or body that was met before.

No tie, no identity: "the driver" is a named person only where the text says so (an apposition, a
title, the same role before). Offices with different ranks or fields are never one ("minister" and
"prime minister", "mayor" and "deputy mayor", "the first man" and "the second man").
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from itertools import pairwise
from typing import NamedTuple

from analysis.sources import lexicon
from analysis.sources.entities import Entity, behind_owner, canonical
from analysis.sources.phrases import Phrase
from analysis.sources.roles import PARTIES
from analysis.text import WORD

GENERALS = frozenset(
    "adjutant attorney auditor comptroller consul director governor inspector postmaster "
    "procurator secretary solicitor surgeon".split()
)
LEFT = frozenset("former ex retired outgoing late onetime".split())
CURRENT = frozenset("current incumbent new present serving sitting".split())
GENITIVE = re.compile(r"\w['’]s?\s")  # "the study's author" is somebody's


def compatible(phrase: Phrase, entity: Entity) -> bool:
    """Tell whether the modifiers of a nominal allow an entity: country, time, rank and field."""
    if {lexicon.noun_gender(phrase.head), entity.gender} == {"f", "m"}:
        return False
    if _of_another(phrase, entity) or (phrase.head in PARTIES and elsewhere(phrase, entity)):
        return False
    own = entity.modifiers
    if phrase.head == "general" and GENERALS & set(phrase.modifiers[-1:]) - own:
        return False  # "the inspector general" is no General Washington
    for word in phrase.modifiers:
        key = canonical(word)
        if key.startswith("@"):
            places = {m for m in own if m.startswith("@")} | (
                {f"@{entity.country}"} if entity.country else set()
            )
            if places and key not in places:
                return False
    if "former" in phrase.modifiers and own and "former" not in own and not entity.names:
        return False
    if "former" in phrase.modifiers and _in_office(phrase, entity):
        return False
    if CURRENT & set(phrase.modifiers) and not only_former(phrase, entity):
        return False
    return _same_office(phrase, entity)


ANYBODY = frozenset(
    "baby boy child daughter girl man pupil son student teenager woman youth".split()
)
WHOSE = re.compile(r"\b([a-z]+)['’]s?\s")  # a noun, no name


def _of_another(phrase: Phrase, entity: Entity) -> bool:
    """Tell whether others own the two: "the victim's mother", "the accused's mother"."""
    whose = set(WHOSE.findall(phrase.text))
    if not whose:
        return False
    own = {word for role in (*entity.roles, entity.label) for word in WHOSE.findall(role)}
    return bool(own) and not whose & own and not (whose | own) <= ANYBODY


def _in_office(phrase: Phrase, entity: Entity) -> bool:
    """Tell whether a named entity holds an office that "the former ..." has left.

    Presidents, governors and ambassadors keep the title for life.
    """
    head = lexicon.singular(phrase.head)
    known = _offices(entity, head)
    kept = lexicon.words("offices", "for_life")
    return bool(known) and head not in kept and not any(LEFT & set(words) for words in known)


def only_former(phrase: Phrase, entity: Entity) -> int:
    """Rank an entity: 0 if it has left the office that a nominal names as one held, else 1."""
    known = _offices(entity, lexicon.singular(phrase.head))
    left = bool(known) and all(LEFT & set(words) for words in known)
    return int(not left or "former" in phrase.modifiers)


def _same_office(phrase: Phrase, entity: Entity) -> bool:
    """Tell whether an entity has held the office that a nominal names.

    Ranks ("deputy", "vice", "prime") must be the same; fields ("health", "finance") must be where
    both have one; an ordinal ("the second man") must be known, if the nominal has one.
    """
    head = lexicon.singular(phrase.head)
    own = _told(phrase.modifiers)
    known = [_told(before) for before in _offices(entity, head)]
    if not known:
        return not own.rank or not entity.named
    return any(
        own.rank == office.rank
        and (own.field == office.field or not own.field or not office.field)
        and own.ordinal in (frozenset(), office.ordinal)
        for office in known
    )


class Office(NamedTuple):
    """What the words before the noun of an office say of it."""

    rank: frozenset[str]
    field: frozenset[str]
    ordinal: frozenset[str]


def _told(words: Iterable[str]) -> Office:
    keys = frozenset(lexicon.fold(word) for word in words)
    ranks, fields, ordinals = (
        keys & lexicon.words("offices", name) for name in ("ranks", "fields", "ordinals")
    )
    return Office(ranks, fields, ordinals)


def _offices(entity: Entity, head: str) -> list[list[str]]:
    """Return the words that stand right before an office, for each place that names it."""
    found = []
    told = " ".join(entity.roles).casefold()
    titles = [title for title in entity.titles if title.casefold() not in told]
    for text in (*entity.roles, *titles, entity.label):
        words = [lexicon.fold(word) for word in WORD.findall(text, behind_owner(text))]
        for place, word in enumerate(words):
            if lexicon.singular(word) == head:
                found.append(words[max(0, place - 3) : place])
    return found


def describes(phrase: Phrase) -> bool:
    """Tell whether a nominal describes somebody the article has in mind ("the billionaire").

    It takes a word for a standing, not for a part that somebody has in what is told.
    """
    head = lexicon.singular(phrase.head)
    standing = head in lexicon.words("nouns", "standing") or lexicon.is_national(head)
    return phrase.determiner == "definite" and standing and not GENITIVE.search(phrase.text)


def elsewhere(phrase: Phrase, entity: Entity) -> bool:
    """Tell whether an entity was said to be of another place than a nominal is."""
    own = [places([w.strip(",").casefold() for w in role.split()]) for role in entity.roles]
    here = places(phrase.modifiers)
    return bool(here) and any(own) and not any(here & places for places in own)


def places(words: Sequence[str]) -> set[str]:
    """Return the places among the words of a description."""
    based = {word.removesuffix("-based") for word in words if word.endswith("-based")}
    pairs = {" ".join(pair) for pair in pairwise(words)}
    return based | {name for name in (*words, *pairs) if lexicon.place(name) is not None}
