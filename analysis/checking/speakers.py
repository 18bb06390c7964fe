"""Who says the words at a place of a record, and whether that is who the draft names."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache

from analysis.checking.record import Record
from analysis.sources import lexicon
from analysis.text import SPELT

GENERIC = re.compile(
    r"(?i)^(?:q|a|question|answer|speaker|unidentified.*|unknown.*|moderator|host|interviewer|"
    r"participant|the (?:court|witness|clerk|chair\w*|reporter|interpreter|president|speaker)|"
    r"chair\w*|reporter|audience.*|voice|male.*|female.*|man|woman|interviewee|guest)(?:\s*\d+)?$"
)
WITNESS = frozenset({"a", "the witness", "answer", "witness"})
TITLES = frozenset(
    "mr mrs ms miss dr sen senator rep representative gov governor gen general prof professor lord "
    "lady sir dame hon president chair chairman chairwoman secretary minister judge justice mayor "
    "commissioner director the congressman congresswoman chief officer sheriff attorney prime "
    "vice dep deputy".split()
)
NICKNAMES = dict(
    pair.split("-")
    for pair in (
        "bob-robert rob-robert bobby-robert bill-william will-william billy-william liz-elizabeth "
        "beth-elizabeth betty-elizabeth lizzie-elizabeth dick-richard rick-richard jim-james "
        "jimmy-james jack-john johnny-john ted-edward ed-edward tony-anthony peggy-margaret "
        "meg-margaret maggie-margaret kate-katherine kathy-katherine chuck-charles hank-henry "
        "harry-henry larry-lawrence mike-michael nick-nicholas sasha-alexander tom-thomas "
        "joe-joseph sue-susan becky-rebecca gene-eugene teddy-edward patty-patricia steve-stephen"
    ).split()
)
SUFFIXES = frozenset("jr sr ii iii iv md phd esq kc qc mp".split())
MALE, FEMALE = frozenset({"mr", "sir", "lord"}), frozenset({"mrs", "ms", "miss", "lady", "dame"})


def same(name: str, named: bool, labels: Iterable[str], record: Record) -> bool:
    """Tell whether the record may give words to the source that a draft names.

    Args:
        name: The draft's source; "" where it names none.
        named: Whether that is a name, not a description.
        labels: Who says the words in the record; "" where it does not say.
        record: The record.
    """
    own = {label for label in labels if label}
    if not own or not name:
        return True
    everybody = record.speakers | own
    if all(_one(name, label, everybody, record) for label in own):
        return True
    if not named or not _parts(
        name
    ):  # "the moderator" is somebody else where the record has a moderator
        return not any(_described(name, label) for label in everybody - own)
    known = any(_one(name, label, everybody, record) for label in everybody)
    return all(GENERIC.match(label) for label in own) and not known


def of(name: str, record: Record) -> frozenset[str]:
    """Return the labels of a record that may be the person of a name."""
    return frozenset(who for who in record.speakers if _one(name, who, record.speakers, record))


def _one(name: str, label: str, everybody: Iterable[str], record: Record) -> bool:
    """Tell whether a label may be the person of a name."""
    if label.casefold() in WITNESS and record.witness:
        label = record.witness
    if GENERIC.match(label):
        return _described(name, label)
    wanted, own = _parts(name), _parts(label)
    if not wanted or not own:
        return name.casefold().strip() == label.casefold().strip()
    if _gender(name) * _gender(label) < 0:
        return False
    if {wanted[-1], *wanted[-1].split("-")} & {own[-1], *own[-1].split("-")}:
        own = _fuller(own, everybody)
        return _first_alike(wanted, own)
    # "MARIA" is Maria Lee where nobody else is called so.
    if len(own) == 1 and len(wanted) > 1 and own[0] == wanted[0]:
        others = [_parts(other) for other in everybody]
        return not any(len(o) > 1 and o[0] == own[0] and o[-1] != wanted[-1] for o in others)
    return len(own) > 1 and set(wanted) == set(own)  # "LEE MARIA"


def _fuller(own: tuple[str, ...], everybody: Iterable[str]) -> tuple[str, ...]:
    """Return the one full name that the record has for a surname, else the surname."""
    if len(own) > 1:
        return own
    full = {p for p in map(_parts, everybody) if len(p) > 1 and p[-1] == own[-1]}
    return full.pop() if len(full) == 1 else own


def _first_alike(one: tuple[str, ...], two: tuple[str, ...]) -> bool:
    """Tell whether first names agree as far as both are given; initials and short forms may."""
    if len(one) < 2 or len(two) < 2:
        return True
    a, b = one[0], two[0]
    if a[0] == b[0] and (len(a) == 1 or len(b) == 1 or a[:3] == b[:3]):
        return True
    long = {NICKNAMES.get(a, a), NICKNAMES.get(b, b)}
    return len(long) == 1 or bool({*one[:-1]} & {*two[:-1]})


def _described(name: str, label: str) -> bool:
    """Tell whether a description and a label share a word: "the moderator", "MODERATOR"."""
    one, two = (set(re.findall(r"[^\W\d_]{4,}", text.casefold())) for text in (name, label))
    return bool(one & two)


@lru_cache(maxsize=20_000)
def _parts(name: str) -> tuple[str, ...]:
    """Return the words of a name in lower case, without titles, suffixes and places."""
    bare = re.sub(r"\(.*?\)|\[.*?\]", " ", lexicon.fold(name))
    bare = re.sub(r",.*$|\s+of\s+.*$", "", bare)
    words = SPELT.findall(bare)
    words = [re.sub(r"['’]s$", "", w) for w in words]
    return tuple(w for w in words if w not in TITLES and w not in SUFFIXES)


@lru_cache(maxsize=20_000)
def _gender(name: str) -> int:
    words = set(re.findall(r"[a-z]+", name.casefold())[:2])
    return 1 if words & MALE else -1 if words & FEMALE else 0
