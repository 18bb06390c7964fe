"""What a source is called: its full name, its role, and whom it belongs to."""

from __future__ import annotations

import re

from analysis.sources import lexicon
from analysis.sources.entities import Entity
from analysis.sources.reference import label

NO_ROLES = frozenset("mr mrs ms miss mx dr sir dame lord lady".split())
NUMERALS = frozenset("i ii iii iv v vi vii viii ix x xi xii xiii xiv xv xvi".split())


def name_of(entity: Entity) -> str:
    """Return the fullest name or descriptor that the article gives."""
    if entity.members and not (entity.exemplified or entity.determiner):
        return " and ".join(name_of(m) for m in entity.members)
    if entity.kind == "government" and entity.country and all(map(_of_country, entity.names)):
        return entity.country
    meaning = _meaning(entity)
    if meaning:
        return meaning
    if entity.names:
        names = [n for n in entity.names if lexicon.given_gender(n[0])]
        whole = entity.kind == "person" and any(len(n) > 1 for n in names)
        words = max(names if whole else entity.names, key=_fullness)
        own = " ".join(_spelt(words) if entity.kind == "person" else words)
        if entity.kind in ("media", "group") and entity.definite and len(words) == 1:
            return f"The {own}"
        kept = lexicon.words("titles", "in_name")
        titles = [t for t in entity.titles if t[0].isupper() and lexicon.fold(t) in kept]
        bare = " " not in own or lexicon.fold(own.split()[-1]) in NUMERALS
        return f"{titles[0]} {own}" if titles and bare and entity.kind == "person" else own
    return entity.label or label(entity)


def _of_country(words: tuple[str, ...]) -> bool:
    """Tell whether a name is a country's or its capital's: "Paris", but not "the Pentagon"."""
    place = lexicon.place(" ".join(words))
    return place is not None and (len(words) == 1 or place.kind in ("country", "capital"))


def _spelt(words: tuple[str, ...]) -> list[str]:
    """Return a name in capitals, as a transcript has it, in usual spelling."""
    loud = len(words) > 1 and all(w.isupper() for w in words)
    return [CAPITALS.sub(lambda m: m[0].capitalize(), w) if loud else w for w in words]


def _fullness(words: tuple[str, ...]) -> tuple[int, int]:
    """Return a key to sort names by: the number of words, then the length."""
    return len(words), len(" ".join(words))


def _meaning(entity: Entity) -> str:
    """Return what a common acronym ("UN") stands for, if the article never says it; else ""."""
    if any(len(own) > 1 for own in entity.names):
        return ""
    known = lexicon.phrases("bodies", "names")
    return next(
        (known[k] for own in entity.names if (k := lexicon.fold(own[0]).rstrip(".")) in known), ""
    )


CAPITALS = re.compile(r"(?<!\w)(?!(?:II|III|IV)\b)[^\W\d_]{2,}")
ADVERB = re.compile(r"\s(?:also|then|later|again|now|today|yesterday)$")
FORMER = re.compile(
    r"(?:(?:an?|the|his|her|its|their)\s+)?(?:former\b|ex-|one-time\b)", re.IGNORECASE
)


def role_of(entity: Entity) -> str:
    """Return the role as the article words it, without the body that ``affiliation_of`` gives."""
    if entity.roles:
        best = max(entity.roles, key=lambda r: (len(r) < 80, not FORMER.match(r), len(r)))
        best = ADVERB.sub("", best)
        return next(filter(None, (_without(best, home) for home in entity.homes)), best)
    return next((t for t in entity.titles if lexicon.fold(t).rstrip(".") not in NO_ROLES), "")


def _without(role: str, home: str) -> str:
    """Return a role without its body: "Lumen Works' lawyer", "director of sales at Lumen Works"."""
    parts = [part for part in _ends(home) if part.casefold() in role.casefold()]
    if not parts:
        return ""
    name = "|".join(map(re.escape, parts))
    before = re.match(rf"(?:the\s+)?(?:{name})(?:['’]s?)?\s+", role, re.IGNORECASE)
    if before:
        return role[before.end() :]
    behind = re.search(rf"\s+(?:of|for|at|with|from)\s+(?:the\s+)?(?:{name})$", role, re.IGNORECASE)
    return re.sub(r"^(?:the|an?)\s+", "", role[: behind.start()]) if behind else ""


def _ends(home: str) -> list[str]:
    """Return the forms of a name that a role may hold: "Hale" for "University of Hale"."""
    words = home.split()
    return [*(" ".join(words[at:]) for at in range(len(words))), home.partition(".")[0]]


def affiliation_of(entity: Entity) -> str:
    """Return whom the source belongs to: its owner, or the body that stands beside its name."""
    if entity.owner is not None:
        return name_of(entity.owner)
    if entity.homes:
        return entity.homes[0]
    present = (role for role in entity.roles if not FORMER.match(role))
    for text in (*present, entity.label):
        for word in (" of ", " for ", " at ", " with ", " from "):
            before, found, behind = text.partition(word)
            if not found:
                continue
            whole = behind.split(",")[0].removeprefix("the ").strip()
            person = before and lexicon.noun_kind(lexicon.fold(before.split()[-1])) == "person"
            if person and whole and whole != whole.lower():
                return whole
    return ""
