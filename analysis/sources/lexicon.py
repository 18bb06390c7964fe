"""The word lists by which sources are known: given names, places, nouns, names of media.

Each list is a data file under ``analysis/data`` that states its origin and licence in its first
lines. All are read once, at the first look-up; nothing is read when the module is imported.
"""

from __future__ import annotations

import re
import unicodedata
from functools import cache, lru_cache
from typing import Any, Literal, NamedTuple

from analysis import shipped
from analysis.model import SourceKind

WORD_LIKE = re.compile(r"[^\W_]+(?:-[^\W_]+)*")
Gender = Literal["f", "m", "u", ""]
PlaceKind = Literal["country", "demonym", "capital", "state", "city", "continent"]

PARTICLES = frozenset(
    "al el ul bin ibn ben bint van von der den de del della di da dos das du la le ter ten st y zu "
    "af av abu dela delos della dei degli los las".split()
)

SUFFIXES = frozenset("jr. jr sr. sr ii iii iv".split())

BODIES: tuple[SourceKind, ...] = ("government", "media", "document", "organisation")


class Place(NamedTuple):
    """What a name of a place is, and the country it belongs to (empty for continents)."""

    kind: PlaceKind
    country: str


@lru_cache(1 << 12)
def fold(word: str) -> str:
    """Return a word as the lists hold it: lower case, straight apostrophe, no accents."""
    plain = word.replace("’", "'")
    if not plain.isascii():
        parts = unicodedata.normalize("NFKD", plain)
        plain = "".join(c for c in parts if not unicodedata.combining(c))
    return plain.casefold()


@lru_cache(1 << 12)
def singular(noun: str) -> str:
    """Return the likely singular of an English noun in lower case ("allies" gives "ally")."""
    irregular = {"men": "man", "women": "woman", "people": "person", "children": "child"}
    if noun.endswith("yses"):
        return noun[:-2] + "is"  # "analyses"
    if noun in irregular:
        return irregular[noun]
    if noun.endswith("women"):
        return noun[:-5] + "woman"
    if noun.endswith("men") and len(noun) > 4:
        return noun[:-3] + "man"
    if noun.endswith("people") and len(noun) > 6:
        return noun[:-6] + "person"
    if noun.endswith("ies") and len(noun) > 4:
        return noun[:-3] + "y"
    if noun.endswith(("sses", "shes", "ches", "xes")):
        return noun[:-2]
    if noun.endswith("s") and not noun.endswith(("ss", "us", "is")) and len(noun) > 2:
        return noun[:-1]
    return noun


def is_plural(noun: str) -> bool:
    """Tell whether a noun in lower case looks plural."""
    return singular(noun) != noun or noun in {"police", "staff", "troops", "media", "data"}


@lru_cache(1 << 12)
def given_gender(name: str) -> Gender:
    """Return the usual gender of a given name: f, m, u (both); "" if it is not a given name."""
    key = fold(name)
    if key in words("stop", "words") and key not in words("stop", "names_too"):
        return ""
    return _given_names().get(key, "")


@cache
def words(section: str, key: str) -> frozenset[str]:
    """Return one list of ``source_words.toml``, as folded words (lists of single words only)."""
    return frozenset(fold(word) for word in str(_table()[section][key]).split())


@cache
def endings(noun: str = "") -> frozenset[str]:
    """Return the words that end names of bodies a noun may mean ("party"); without a noun all."""
    known = _table()["body_endings"]
    found = [words("body_endings", key) for key in known if not noun or key == noun]
    return frozenset().union(*found)


@cache
def phrases(section: str, key: str) -> dict[str, str]:
    """Return a list of phrases, folded, each with what stands after its ``=`` (else the phrase)."""
    entries = (e.strip() for e in str(_table()[section][key]).split(";"))
    found: dict[str, str] = {}
    for entry in filter(None, entries):
        name, equals, meaning = entry.partition("=")
        found[_bare(name)] = meaning.strip() if equals else name.strip()
    return found


@lru_cache(1 << 12)
def place(name: str) -> Place | None:
    """Return the place that a name stands for; None if the lists know none."""
    return _places().get(_bare(name))


@lru_cache(1 << 12)
def title_gender(word: str) -> Gender | None:
    """Return the gender that a title implies ("u" where either may hold it); None if no title."""
    key = fold(word)
    genders: tuple[tuple[Gender, str], ...] = (("m", "male"), ("f", "female"), ("u", "neutral"))
    for gender, section in genders:
        if key in words("titles", section):
            return gender
    return None


def is_short_title(word: str) -> bool:
    """Tell whether a word stands before a surname only: "Mr", "Sen.", "Miss", but no "Judge"."""
    key = fold(word).rstrip(".")
    return key == "miss" or title_gender(f"{key}.") is not None


def title_nouns(title: str) -> tuple[str, ...]:
    """Return the nouns by which an article may later call the holder of a title or role."""
    return tuple(str(_table()["title_nouns"].get(fold(title).rstrip("."), "")).split())


@lru_cache(1 << 12)
def is_person_noun(noun: str) -> bool:
    """Tell whether a singular noun in lower case names one person by role."""
    forms = {noun, noun.rpartition("-")[2]}  # "governor-general"
    if forms & words("nouns", "person") or forms & words("nouns", "person_in_lower_case"):
        return True
    firm = noun in words("nouns", "organisation") or noun in words("nouns", "government")
    return not firm and looks_like_person(noun)  # no "carmaker"


@lru_cache(1 << 12)
def may_be_person(noun: str) -> bool:
    """Tell whether a singular noun that no list of ours has names one person.

    As WordNet says, or its ending: "falconer", "tattooist", "stablehand".
    """
    known = noun.rpartition("-")[2] in _people() or TRADE.fullmatch(noun) is not None
    return known and noun not in THINGS and noun_kind(noun) is None


TRADE = re.compile(
    r"(?!first|second|before|short|long|over|under|fore|back)\w{3,}"
    r"(?:(?<!l)ist|smith|wright|monger|master|hand)"
)
# Machines and firms first of all, whatever WordNet says; ours.
THINGS = frozenset("server router printer monitor provider shipper finder scanner assist".split())


@lru_cache(1 << 12)
def is_role(word: str) -> bool:
    """Tell whether a word with a capital may be the role before a name.

    As in "Nurse", but no "Courier".
    """
    key = fold(word)
    return is_person_noun(key) and key not in words("nouns", "person_in_lower_case")


def is_national(noun: str) -> bool:
    """Tell whether a noun in lower case names one person by nation.

    As in "swede", "german", "irishman".
    """
    if noun in phrases("media_names", "names"):
        return False  # "The Australian"
    found = place(noun.removesuffix("man")) or place(noun)
    many = noun.endswith(("ese", "ch", "ss", "sh"))  # "the Japanese"
    demonym = found is not None and found.kind == "demonym" and not many
    return demonym or noun in words("nouns", "national")


@lru_cache(1 << 12)
def looks_like_person(noun: str) -> bool:
    """Tell whether a singular noun that no list has ends like a role.

    As in "doorman", but also "bowman".
    """
    return bool(
        noun not in words("nouns", "person")
        and _person_endings().fullmatch(noun)
        and noun not in {"human", "woman", "german", "roman"}
        and place(noun) is None  # Amman is no kind of man
    )


@cache
def _person_endings() -> re.Pattern[str]:
    return re.compile(rf"[\w-]{{2,}}(?:{'|'.join(sorted(words('nouns', 'person_endings')))})")


def noun_gender(noun: str) -> Gender:
    """Return the gender that a singular noun implies ("spokeswoman": f); "u" if it implies none."""
    if noun in words("nouns", "female") or noun.endswith("woman"):
        return "f"
    if noun in words("nouns", "male") or noun.endswith("man"):
        return "m"
    return "u"


@cache
def noun_kind(noun: str) -> SourceKind | None:
    """Return the kind of source that a noun in lower case names; None if no list has it."""
    one = singular(noun)
    if is_people(noun):
        return "group"
    for form in (noun, one):
        if form in words("nouns", "group"):
            return "group"
        if is_person_noun(form):
            return "group" if is_plural(noun) else "person"
        if form in words("nouns", "class") and form not in words("nouns", "organisation"):
            return "group" if is_plural(noun) else "person"
    for form in (noun, one):
        for kind in BODIES:
            if form in words("nouns", kind):
                return kind
    return None


@lru_cache(1 << 12)
def is_people(noun: str) -> bool:
    """Tell whether a noun names people by origin or faith: "Druze", "Americans", "Sunnis"."""
    last = noun.rsplit("-", 1)[-1]
    for form in (noun, last):
        if form in words("nouns", "peoples"):
            return True
        found = place(form[:-1]) if form.endswith("s") and len(form) > 4 else None
        if found is not None and found.kind == "demonym":
            return True
    return False


def _bare(name: str) -> str:
    text = fold(name.strip()).removeprefix("the ")
    return text.removesuffix(".")


def _rows(name: str) -> list[list[str]]:
    lines = shipped.text(name).splitlines()
    return [line.split("\t") for line in lines if line and not line.startswith("#")]


@cache
def _table() -> dict[str, Any]:
    return shipped.table("source_words.toml")


@cache
def _people() -> frozenset[str]:
    return frozenset(row[0] for row in _rows("person_nouns.tsv"))


@cache
def _given_names() -> dict[str, Gender]:
    genders: dict[str, Gender] = {"f": "f", "m": "m", "u": "u"}
    return {name: genders[gender] for name, gender in _rows("given_names.tsv")}


@cache
def _places() -> dict[str, Place]:
    order = ("country", "capital", "demonym", "continent", "state", "city")
    rows = sorted(_rows("places.tsv"), key=lambda row: order.index(row[1]))
    found: dict[str, Place] = {}
    for name, kind, country in rows:
        found.setdefault(_bare(name), Place(kind, country))  # type: ignore[arg-type]
    return found
