"""What a name and its surroundings tell of its bearer, and who of several may be meant."""

from __future__ import annotations

import re
from bisect import bisect_left
from functools import lru_cache

from analysis.sources import lexicon
from analysis.sources.entities import WORDS, Entity
from analysis.sources.proper import Name

UNIONS = {"us": ("united", "states"), "uk": ("united", "kingdom"), "un": ("united", "nations")}


@lru_cache(1 << 12)
def key_of(words: tuple[str, ...]) -> tuple[str, ...]:
    """Return a name as it is looked up: without "the", "Jr" and full stops.

    "U.S." is written out.
    """
    found = tuple(
        lexicon.fold(w).replace(".", "")
        for w in words
        if lexicon.fold(w) != "the" and lexicon.fold(w) not in lexicon.SUFFIXES
    )
    if len(found) > 1 and found[-1] in lexicon.words("government_names", "endings"):
        place = lexicon.place(found[0].removesuffix("'s"))  # "Ukraine's", "Ukrainian"
        if place is not None and place.country:
            return (f"@{place.country}", *found[1:])
    longer = len(found) > 1 and words[0].isupper()
    return (*UNIONS.get(found[0], found[:1]), *found[1:]) if longer else found


def country_of(words: tuple[str, ...]) -> str:
    """Return the country of a government by its name; "" if the name has none."""
    phrase = lexicon.phrases("government_names", "phrases").get(lexicon.fold(" ".join(words)))
    return next(
        (p.country for w in words if (p := lexicon.place(w)) and p.kind in ("demonym", "country")),
        phrase or "",
    )


def person_like(name: Name) -> bool:
    """Tell whether an unknown name looks like a person's: an age, "who" or a role follows it."""
    after = name.after.split()
    if not after:
        return False
    return after[0] == "who" or after[0].isdigit() or bool(_role_head(name.after))


def _role_head(description: str) -> str:
    """Return the person noun of an apposition ("a lawyer for the bank": "lawyer"); "" if none."""
    for word in WORDS.findall(description)[:7]:
        key = lexicon.fold(word)
        if key in {"of", "for", "in", "at", "who", "which", "that", "with"}:
            break
        if lexicon.noun_kind(key) == "person" and key not in {"a", "one"}:
            return key
    return ""


def description(after: str) -> str:
    """Return an apposition that begins with an article or a role, not with a verb; else ""."""
    first = after.split(maxsplit=1)[0].casefold()
    if first in {"who", "whose", "which"} or first.isdigit():
        return ""
    if first in {"a", "an", "the", "his", "her", "its", "their", "one"} or _role_head(
        " ".join(after.split()[:5])
    ):
        return re.split(r"\s(?:who|which|that|said|says|told|is|was|has|had)\b", after)[0]
    return ""


def gender_of(name: Name) -> str:
    """Return what title, role or given name tell: "f", "m", "u" for unsure, "" for nothing."""
    if name.title and (gender := lexicon.title_gender(name.title)) in ("f", "m"):
        return str(gender)
    if name.kind != "person":
        return ""
    for word in lexicon.WORD_LIKE.findall(name.role):
        key = lexicon.fold(word)
        gender = lexicon.noun_gender(key) if lexicon.is_person_noun(key) else ""
        if key in ("mr", "mrs", "ms", "miss", "sir", "lady", "dame"):  # "Mr Justice Hale"
            gender = lexicon.title_gender(key) or ""
        if gender in ("f", "m"):
            return gender
    if len(name.words) > 1 or not name.title:
        return lexicon.given_gender(name.words[0].split("-")[0]) or "u"
    return "u"


def age_of(name: Name) -> str:
    """Return the age behind a name, as in "Ana Ruiz, 45,"; "" if there is none."""
    age = re.match(r"\d{1,3}\b(?!\s\w)", name.after)
    return age[0] if age else ""


def fits(entity: Entity, name: Name) -> bool:
    """Tell whether kind, gender and age allow a name to be an entity's."""
    age = age_of(name)
    if age and entity.age and abs(int(age) - int(entity.age)) > 1:
        return False
    kinds = {entity.kind, name.kind} - {""}
    if len(kinds) == 2 and not kinds <= {"organisation", "media", "government"}:
        return False
    if name.title:
        gender = lexicon.title_gender(name.title)
        if gender in ("f", "m") and entity.gender in ("f", "m") and gender != entity.gender:
            return False
    return True


def part_of(name: Name, own: tuple[str, ...], kind: str) -> bool:
    """Tell whether the shorter of two names is a part of the longer, in order."""
    few, many = (key_of(name.words), key_of(own))
    if len(few) > len(many):
        few, many = many, few
    if not few:  # a numeral alone ("King II") is no part of a name
        return False
    if "person" in (kind, name.kind) or not kind:
        if len(few) > 1 and len(many) > 1:
            return (
                few[-1] == many[-1]
                and (
                    few[0] == many[0]
                    or _short_for(few[0], many[0])
                    or (few[0][0] == many[0][0] and (len(few[0]) == 1 or len(many[0]) == 1))
                )
            ) or many[-len(few) :] == few
        return few[0] in (many[-1], many[0]) or (few[0] in many and few[0] not in lexicon.PARTICLES)
    if (
        len(few) == 1
        and few[0] in lexicon.words("organisation_names", "openings")
        and len(many) > 2
    ):
        return many[-1] == few[0]
    whole = len(few[0]) > 3 or few[0] in lexicon.phrases(
        "media_names", "names"
    )  # "Fox" of Fox News
    return (many[: len(few)] == few and whole) or many[-len(few) :] == few


def _short_for(one: str, other: str) -> bool:
    """Tell whether one given name is short for the other, as "Ken" for "Kenneth"."""
    short, long = sorted((one, other), key=len)
    if short not in lexicon.words("titles", "short_given"):
        return False
    genders = {lexicon.given_gender(short), lexicon.given_gender(long)}
    return 2 < len(short) < len(long) - 1 and long.startswith(short) and genders != {"f", "m"}


Closeness = tuple[bool, bool, bool, float, int]


def alike(best: Closeness, next_best: Closeness) -> bool:
    """Tell whether little speaks for one bearer of a name rather than another."""
    return best[:3] == next_best[:3] and best[3] - next_best[3] < 1


def comparable(best: Closeness, other: Closeness) -> bool:
    """Tell whether two people may bear a name, and neither alone has gone by it before."""
    return best[:3] == other[:3] and best[3] - other[3] < 2


def closeness(entity: Entity, name: Name) -> Closeness:
    """Return how close an entity is to a name, to sort by.

    A person comes before a body, a surname before a first name, then whoever the article is about.

    By custom the one an article is about goes by the bare surname, the other by the full name.
    A full name shortly before counts too.
    """
    last = lexicon.fold(name.words[-1])
    surname = any(lexicon.fold(own[-1]) == last for own in entity.names)
    at = bisect_left(entity.places, name.span.start)
    latest = entity.places[at - 1] if at else -1
    near = latest >= 0 and name.span.start - latest < 250
    called = entity.short >= 0 and name.span.start - entity.short < 1500
    introduced = 0 <= entity.full < name.span.start or entity.short >= 0
    human = entity.kind in ("person", "")
    return (
        human and introduced,
        entity.kind == "person",
        surname,
        entity.sure + 2.0 * called + 0.5 * near,
        latest,
    )
