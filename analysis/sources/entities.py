"""A voice while it is being put together: names, roles, what it said, how sure its links are."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from analysis.model import MentionForm, Span
from analysis.sources import lexicon

WORDS = re.compile(r"[^\W_]+(?:[-'’][^\W_]+)*")
OWNER = re.compile(r"\w['’]s?\s")  # "Minister Cole's spokesman" is no minister
LED = re.compile(r"\b(?:of|for|in|at|from|with|by|on|to)\b")
SMALL = frozenset("the a an of for and in at on to by with from & de".split())


@dataclass(eq=False, slots=True)
class Entity:
    """One voice while it is being put together; turned into a Source at the end."""

    kind: str = ""
    names: list[tuple[str, ...]] = field(default_factory=list)
    gender: str = ""
    plural: bool = False
    heads: set[str] = field(default_factory=set)
    modifiers: set[str] = field(default_factory=set)
    roles: list[str] = field(default_factory=list)
    label: str = ""
    country: str = ""
    owner: Entity | None = None
    mentions: dict[Span, MentionForm] = field(default_factory=dict)
    said: set[str] = field(default_factory=set)
    members: tuple[Entity, ...] = ()
    notes: list[str] = field(default_factory=list)
    determiner: str = ""
    quantifier: str = ""
    tails: list[str] = field(default_factory=list)
    spoke: int = -1
    first: int = -1
    weight: int = 0
    exemplified: bool = False
    definite: bool = False
    cues: list[str] = field(default_factory=list)
    sure: int = 0
    titles: list[str] = field(default_factory=list)
    places: list[int] = field(default_factory=list)
    full: int = -1  # where its full name stands first
    short: int = -1
    age: str = ""
    homes: list[str] = field(default_factory=list)  # bodies it belongs to, first named first
    same: Entity | None = None  # who it turned out to be, further on

    @property
    def named(self) -> bool:
        """Whether the article gives it a proper name."""
        return bool(self.names) or bool(self.country and self.kind == "government")

    def mention(self, span: Span, form: MentionForm) -> None:
        """Note a place where the article refers to it."""
        self.mentions.setdefault(span, form)

    def is_now(self, known: Entity) -> None:
        """Become somebody whom the article names later: "A clerk ... The clerk, Ana Ruiz"."""
        self.same = known
        for span, form in self.mentions.items():
            known.mention(span, form)
        known.heads |= self.heads
        known.cues += self.cues
        known.first = min(self.first, known.first) if self.first >= 0 else known.first

    def learn(self, description: str) -> None:
        """Learn the nouns by which it may be called later, from a role as worded."""
        if not description:
            return
        if description not in self.roles and len(self.roles) < 20:
            self.roles.append(description)
        owned = behind_owner(description)
        owner = WORDS.findall(description[:owned].replace("’s", "").replace("'s", ""))
        self.modifiers.update(canonical(lexicon.fold(word)) for word in owner)
        for word in WORDS.findall(description[owned:].replace("’s", "").replace("'s", "")):
            key = lexicon.fold(word).rstrip(".")
            if key in SMALL:
                if key in {"of", "for", "in", "at", "from", "with", "by", "on"} and self.heads:
                    break
                continue
            noun = lexicon.noun_kind(key) is not None or lexicon.may_be_person(key)
            if noun or lexicon.title_gender(key):
                self.heads.update((key, *lexicon.title_nouns(key)))
            self.modifiers.add(canonical(key))


def behind_owner(description: str) -> int:
    """Find where a role begins behind its owner: "Minister Cole's spokesman for the king's men"."""
    led = LED.search(description)
    end = led.start() if led else len(description)
    return max((match.end() for match in OWNER.finditer(description, 0, end)), default=0)


def canonical(word: str) -> str:
    """Return one form for a country, its people and its capital ("US", "American"), or the word."""
    place = lexicon.place(word)
    return (
        f"@{place.country}" if place and place.kind in ("country", "demonym", "capital") else word
    )
