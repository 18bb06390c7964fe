"""What the form of a proper name settles: a title or a trade before it, a country, a people."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache, lru_cache
from itertools import takewhile

from analysis.sources import lexicon
from analysis.sources.wordstream import GENITIVE, OFFICES

AHEAD = re.compile(  # "the company, ", "One news site, "; not the "for the bank, " of a role
    r"\b(?=[TtAaIiOo])"
    r"(?<!\bfor )(?<!\bof )(?<!\bat )(?<!\bby )(?<!\bto )(?<!\bin )(?<!\bwith )(?<!\bfrom )"
    r"(?:[Tt]he|[Aa]n?|[Ii]ts|[Tt]heir|[Oo]ne|[Aa]nother)\s(?:[a-z-]+\s){0,2}([a-z]+)(,?)\s$"
)
BESIDE = re.compile(r"\b([a-z]++)\s$")  # "victim group "
TRADE = re.compile(r"\w+(?:ologist|omist|person|woman)")
OFFICE = re.compile(
    r"['’](?:s\s|\s)(?:chief (?:executive|operating|financial|technology)|chairman|chairwoman|"
    r"managing director|vice[ -]president of|shareholders|shares|board of directors)\b"
)
STOPS_OF_NOUN = frozenset("who which that whose for at based with".split())
FIELD = re.compile(
    r"(?i)\b(?:professor|lecturer|doctor|master|bachelor|degree|doctorate)"
    r" (?:of|in)\s$"
)
OF_PERSON = re.compile(r"Mc[A-Z][a-z]+|O['’][A-Z][a-z]+")
PARTS_OF_PLACES = frozenset(  # before a place they make no body's name: "West Germany"
    "of for in and & to west east north south western eastern northern southern central greater "
    "upper lower middle mid new old modern rural inner outer little".split()
)
OF_POWER = frozenset({"administration", "secretariat"})
BODIES = ("organisation", "media", "government")


def settled_kind(parts: Sequence[str], title: str, role: str) -> str:
    """Return the kind that the form alone settles: person, people, government ...; else "".

    Args:
        parts: The words of the name, without title and role.
        title: The title before it ("Mr"); makes it a person.
        role: The words that describe its bearer.
    """
    keys = [lexicon.fold(p) for p in parts]
    if len(parts) < 3 and not title and lexicon.is_people(keys[-1]):
        chamber = keys[0] in lexicon.words("beside_names", "chambers")
        if len(parts) == 1 or chamber or lexicon.is_people(f"{keys[0]}s"):
            return "people"
    national = keys[0] in lexicon.words("nouns", "national") and not lexicon.given_gender(keys[0])
    if len(parts) == 1 and national and not (title or role):
        return "people"
    bodies = lexicon.words("organisation_names", "endings")
    first = lexicon.noun_kind(keys[0]) is None and keys[0] not in bodies
    first = first and lexicon.place(parts[0]) is None  # not "Team McLaren", "Boston McKinsey"
    irish = len(parts) > 1 and first and OF_PERSON.fullmatch(parts[-1]) is not None
    if title or _of_person(role) or irish:
        return "person"
    if _department(keys) or _of_chamber(keys) or (len(keys) > 1 and keys[-1] in OF_POWER):
        return "government"
    if keys[-2:-1] and " ".join(keys[-2:]) in lexicon.phrases("government_names", "services"):
        return "government"
    if ("&" in parts and lexicon.place(" ".join(parts).replace("&", "and")) is None) or (
        keys[0] in ("st", "st.", "saint") and any("'s" in key for key in keys[:2])
    ):
        return "organisation"
    if lexicon.fold(" ".join(parts)) in lexicon.phrases("bodies", "names"):
        return "organisation"  # "Brussels" of the European Union
    place = lexicon.place(" ".join(parts))
    kinds = {"country": "government", "capital": "government", "demonym": "people"}
    return kinds.get(place.kind, "") if place is not None else _by_last_word(keys)


def _by_last_word(keys: Sequence[str]) -> str:
    """Return the kind that the last word gives: "the Chicago Sun-Times", "KIRO-TV"; else ""."""
    if len(keys) > 1 and keys[-2].endswith(GENITIVE) and keys[-1] in OFFICES:
        return "organisation"
    endings = lexicon.words("organisation_names", "endings")
    place = lexicon.place(keys[-1]) if len(keys) > 1 else None
    wide = place is not None and place.kind in ("country", "state")
    led = keys[-2:-1] and keys[-2] not in PARTS_OF_PLACES
    wide = wide and not lexicon.given_gender(keys[0])
    if place is not None and led and (keys[-2] in endings or wide):
        return "organisation"  # "Trinity College Dublin", "Cycling UK"
    paper = keys[-1] in lexicon.words("media_names", "people")
    led = [" ".join(keys[:end]) for end in range(1, len(keys))] if paper else []
    if len(keys) > 2 and not lexicon.given_gender(keys[0]) and any(map(lexicon.place, led)):
        return "media"
    before, hyphen, last = keys[-1].rpartition("-")
    if before and hyphen and last in lexicon.words("media_names", "endings"):
        return "media"
    poll = len(keys) > 1 and last == "poll" and not lexicon.given_gender(keys[0])
    return "document" if poll else ""


def _of_chamber(keys: Sequence[str]) -> bool:
    """Tell whether a name is a committee's of a chamber, as "Senate Banking Committee"."""
    chamber = keys[0] in lexicon.words("beside_names", "chambers")
    return chamber and lexicon.singular(keys[-1]) in ("committee", "subcommittee")


def _department(keys: Sequence[str]) -> bool:
    """Tell whether a name is a ministry's, as "New South Wales Department of Education"."""
    at = next((i for i, key in enumerate(keys) if key in ("ministry", "department")), -1)
    placed = at == 0 or (at > 0 and lexicon.place(" ".join(keys[:at])) is not None)
    return placed and keys[at + 1 : at + 2] in (["of"], ["for"])


def _of_person(role: str) -> bool:
    """Tell whether a role is a person's alone, as in "The plumber, X".

    Not so "The landlord, X": that may be a firm.
    """
    noun = lexicon.singular(lexicon.fold(role.rsplit(maxsplit=1)[-1])) if role else ""
    return lexicon.is_person_noun(noun) and noun not in lexicon.words("nouns", "person_or_firm")


@lru_cache(1 << 12)
def listed_kind(text: str) -> str:
    """Return the kind of a body, a medium or a power that a list has by name; else ""."""
    lists = (("bodies", "names"), ("media_names", "names"), ("government_names", "phrases"))
    kinds = ("organisation", "media", "government")
    key = lexicon.fold(text).removeprefix("the ")
    found = (k for names, k in zip(lists, kinds, strict=True) if key in lexicon.phrases(*names))
    return next(found, "")


def described_kind(parts: Sequence[str], before: str, after: str, behind: str) -> str:
    """Return the kind that a description beside a name gives, or "".

    As in "The group, Harbour Workers United", ", a bank in".

    Args:
        parts: The words of the name.
        before: The text before the name; its last words count.
        after: The apposition behind it.
        behind: The text behind it; only a firm has "'s chief executive".
    """
    if OFFICE.match(behind):
        return "organisation"
    if FIELD.search(before):
        return "place"  # "a professor of Dermatology": like a place, a field never speaks
    match = AHEAD.search(before)
    kind = lexicon.noun_kind(match[1]) if match else None
    firm = match is not None and match[1] in lexicon.words("nouns", "person_or_firm")
    if firm and kind == "person" and len(parts) == 1 and not lexicon.given_gender(parts[0]):
        return "organisation"  # "the developer, Northgate"
    if (
        match
        and kind == "organisation"
        and lexicon.words("beside_names", "press") & set(match[0].split())
    ):
        return "media"
    single = match is not None and not lexicon.is_plural(match[1])
    if (
        match
        and single
        and kind in BODIES
        and (match[2] or kind == "media" or match[1] in lexicon.words("beside_names", "firms"))
    ):
        return str(kind)
    if len(parts) > 1 and not lexicon.given_gender(parts[0]):
        beside = BESIDE.search(before)
        if beside and beside[1] in lexicon.words("beside_names", "bodies"):
            return "organisation"
    if after.isdigit() or _human(after):
        return "person"
    return _of_apposition(after.partition(",")[0].split())


def _of_apposition(described: Sequence[str]) -> str:
    """Return the kind of body that an apposition names: "a bank in Oslo"; "" if it names none."""
    if not described or lexicon.fold(described[0]) not in lexicon.words("grammar", "determiners"):
        return ""
    nouns = list(takewhile(lambda w: lexicon.fold(w) not in STOPS_OF_NOUN, described[1:]))
    if nouns and lexicon.is_person_noun(lexicon.fold(nouns[-1])):
        return ""  # "a Hale University professor", "a Democrat and state senator"
    nouns = list(takewhile(lambda w: lexicon.fold(w) not in _stops(), nouns[:5]))
    kind = lexicon.noun_kind(lexicon.fold(nouns[-1])) if nouns else None
    if kind == "organisation" and lexicon.words("beside_names", "press") & set(nouns[:-1]):
        return "media"  # "the official news agency", "a radio station"
    return str(kind) if kind in BODIES else ""


def _human(after: str) -> bool:
    """Tell whether an apposition is a person's, as ", chief economist at", ", a lawyer for"."""
    people = lexicon.words("beside_names", "people")
    words = takewhile(lambda w: lexicon.fold(w) not in _stops(), after.split()[:5])
    return any(w in people or TRADE.fullmatch(w) for w in words)


@cache
def _stops() -> frozenset[str]:
    return lexicon.words("grammar", "oblique") | {"who", "which", "that", "whose", "based"}
