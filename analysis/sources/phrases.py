"""Reads the words of a source: name, nominal or pronoun, its head noun, number and determiner.

"A Jordanian source, who requested anonymity" is an indefinite singular nominal with the head
"source", the modifier "Jordanian" and a tail; "Clinton spokesman Nick Merrill" is a name.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from analysis.sources import lexicon
from analysis.sources.appositions import JOINT, apposed_name, apposed_names, lead
from analysis.sources.proper import Name
from analysis.sources.wordstream import GENITIVE, LETTERS, plain

PhraseForm = Literal["name", "names", "nominal", "pronoun", "empty"]
TOKEN = re.compile(rf"{LETTERS}(?:[-\u2010\u2011'’.&]{LETTERS})*|[^\w\s]")
POSSESSIVES = frozenset("his her their its our my your whose".split())
ORDINALS = frozenset("second third fourth fifth sixth".split())


@dataclass(frozen=True, slots=True)
class Phrase:
    """A source's words, read. ``names`` are those that head it; ``owners`` stand in a modifier."""

    text: str
    form: PhraseForm
    head: str = ""
    determiner: str = "bare"
    quantifier: str = ""
    plural: bool = False
    names: tuple[Name, ...] = ()
    owners: tuple[Name, ...] = ()
    possessive: str = ""
    modifiers: tuple[str, ...] = ()
    tail: str = ""
    others: bool = False
    exemplified: bool = False


MARKS = re.compile(r"\*|(?<!\w)_|_(?!\w)")  # of emphasis
# Left of "this month", "Jan. 5".
CUT = re.compile(r"\s(?:this|last|late|early|(?:Jan|Feb|Aug|Sept|Oct|Nov|Dec)\.)$")
GREETING = re.compile(r"(?:Dear )?(?:Sirs?|Madam|Editor)(?: or Madam)?[,:]\s+(?=\S)")  # of a letter
WHOM = re.compile(r"(?i)(?!one of them)(?:\w+) of (?:who|whom|which|them)")
THEM = frozenset("them us you".split())
EXAMPLES = re.compile(r"\b(?:like|including|includes?|such as|among them)\b")


def read(text: str, start: int, names: Sequence[Name]) -> Phrase:
    """Read the words of a source.

    Args:
        text: The words of the source's span.
        start: Where the span begins in the article.
        names: The proper names that lie inside the span, in order.

    Returns:
        What the words say; ``form`` is "empty" if there are none.
    """
    text = CUT.sub("", MARKS.sub(" ", text))
    if (greeting := GREETING.match(text)) is not None:
        text, start = text[greeting.end() :], start + greeting.end()
    bare = plain(text).strip(' \t\r\n"“”,.;:').replace("’", "'")
    if not bare:
        return Phrase(text, "empty")
    if bare.casefold().replace(" ", "_") in lexicon.words("grammar", "pronouns") or WHOM.fullmatch(
        bare
    ):
        return Phrase(text, "pronoun", bare.casefold())
    alone = len(bare) - 6
    own = [n for n in names if n.kind != "people" and (n.kind != "place" or alone <= len(n.text))]
    own = [n for n in own if n is own[0] or not _in_brackets(text, n.span.start - start)]
    if own and own[0].heading and own[0].span.start - start < 3:
        return Phrase(text, "name", names=(own[0],))
    region = _region(text, start, own)
    inside = [n for n in own if n.span.start < start + region]
    if several := apposed_names(text, start, region, own):
        return Phrase(text, "names", names=several, plural=True)
    apposed = apposed_name(text, start, region, own)
    if apposed is not None and apposed.span.start - start > region:
        return _nominal(
            text, start, region, tuple(n for n in inside if n is not apposed), (apposed,), own
        )
    if inside and _ends_with(text, start, region, inside[-1]):
        return _named(text, start, region, inside, own)
    return _nominal(text, start, region, tuple(inside), (), own)


def _in_brackets(text: str, at: int) -> bool:
    """Tell whether a place is in brackets, as in "Ana Ruiz (Lab., Dunnock Ward)".

    Party and seat there are of whoever stands before.
    """
    return text.rfind("(", 0, at) > max(text.rfind(")", 0, at), 0)


PLACE_AHEAD = re.compile(  # "The Dayton, Ohio, maker of heaters"
    r"The (?:[A-Z][\w.’'-]+ ){0,2}[A-Z][\w.’'-]+, (?:[A-Z][\w.]+ ?){1,2}(?:, |-based )(?=[a-z])"
)


def _region(text: str, start: int, names: Sequence[Name]) -> int:
    """Return where the head of a phrase ends: at a comma, a preposition or "who" outside a name."""
    begun = known = False
    placed = PLACE_AHEAD.match(text)
    covered = [(n.span.start - lead(n), n.span.end) for n in names]
    for match in TOKEN.finditer(text):
        at = start + match.start()
        if placed is not None and match.start() < placed.end():
            begun = True
            continue
        if any(first <= at < end for first, end in covered):
            begun = True
            continue
        word = match.group()
        if word in "-–—" and begun and text[match.start() - 1] == " ":
            return match.start()  # "Ana Ruiz - a fellow governor"
        if not word[0].isalnum():
            if word in "'’-.&%$\"“”‘<>" or (word in "()@" and not begun):
                continue
            return match.start()
        key = word.casefold()
        before = text[: match.start()].strip()
        told = key.endswith(("ed", "ing"))
        if (told or key in ("inside", "outside")) and _determiner(before.casefold()) != "bare":
            begun = True  # "a leaked letter"
            continue
        owned = before.endswith(GENITIVE)  # "Gore's close friends"
        if begun and (
            (key in lexicon.words("grammar", "stops") and not owned)
            or (known and told and len(key) > 4)
        ):
            return len(text[: match.start()].rstrip())
        known = lexicon.noun_kind(key) is not None
        begun = True
    return len(text)


WHEN = re.compile(
    r"(?i)\b(?:today|yesterday|tonight|tomorrow|now|later|earlier|recently|"
    r"(?:last|this|late|early)\s+(?:night|week|month|year|morning|afternoon|evening|\w+day)|"
    r"(?:on\s+)?(?:mon|tues|wednes|thurs|fri|satur|sun)day(?:\s+(?:night|morning|evening))?)\s*$"
)


def _ends_with(text: str, start: int, region: int, name: Name) -> bool:
    rest = WHEN.sub(
        "",
        text[name.span.end - start : region].strip(" .'’\"”)(<>")
        if not name.possessive
        else text[name.span.end - start + 2 : region].strip(' "”)('),
    ).strip()
    if not rest or rest.casefold() in BEHIND:
        return True
    return _roled(name, rest, text[region:]) or _of_its_kind(name, rest)


def _of_its_kind(name: Name, rest: str) -> bool:
    """Tell whether a noun behind a name says what it is, as "Yonhap news agency".

    Also "the Daily Mail newspaper", "Tesco supermarket chain".
    """
    words = rest.split()
    if name.possessive or not rest.islower() or len(words) > 3:
        return False
    media = lexicon.noun_kind(words[-1]) == "media" or words[-2:] == ["news", "agency"]
    if name.kind == "media" and not lexicon.is_plural(words[-1]):
        return media or words[-1] in lexicon.words("beside_names", "bodies")
    firm = words[-1] in lexicon.words("beside_names", "bodies") - {"agency", "bank", "union"}
    return (
        name.kind in ("organisation", "") and (firm or media) and not lexicon.is_plural(words[-1])
    )


def _roled(name: Name, rest: str, tail: str) -> bool:
    """Tell whether a comma is missing before a role.

    As in "Professor Vern Ashe deputy director of the mint".
    """
    words = rest.split()
    led = bool(name.title) and not name.possessive and tail.lstrip().startswith("of ")
    return led and len(words) > 1 and rest.islower() and lexicon.is_person_noun(words[-1])


BEHIND = frozenset("jr all both each himself herself itself also too alone".split())


NOUN_AND = re.compile(r".*?([\w'’-]+)\s+and\s+((?:the\s+|[\w-]+ed\s+)*)")
BRACKET = re.compile(r"\([^)]*\)")
AND = re.compile(
    r"(?:\s(?:of|from)\s[^,]{2,30}?|(?:,\s[^,]{3,60}){1,3},)?,?\s+(?:and|&)\s+(?:(?:the|his|her)\s+)?"
)
OTHERS = re.compile(r"(?:,|\band\b)\s+(?:\w+\s+){0,3}?others?\b", re.IGNORECASE)


def _named(
    text: str, start: int, region: int, inside: Sequence[Name], own: Sequence[Name]
) -> Phrase:
    last = inside[-1]
    joint = [last]
    others_named = [n for n in own if n.span.start > last.span.end]
    for right in others_named:
        left = joint[-1]
        between = text[left.span.end - start : right.span.start - start - lead(right)]
        if right.kind in ("person", "", left.kind) and _joins(between, left, right):
            joint.append(right)
    for left in reversed([n for n in inside if n is not last]):
        between = text[left.span.end - start : joint[0].span.start - start - lead(joint[0])]
        if left.oblique and not between.strip():
            continue  # "Chase and Pension Committee Chairman Ana Ruiz": a part of her role
        if not _joins(between, left, joint[0]):
            break
        joint.insert(0, left)
    tail = text[region:].strip(" ,;()–—")
    others = bool(OTHERS.search(text))
    first = NOUN_AND.match(text[: joint[0].span.start - start])
    if (
        len(joint) == 1
        and first
        and lexicon.noun_kind(first[1].casefold())
        and not _of_two_trades(text, first, joint[0])
        and first.end() + lead(joint[0]) >= joint[0].span.start - start
        and "," not in text[first.end() : joint[0].span.start - start]
    ):
        return Phrase(text, "names", names=tuple(joint), plural=True, tail=tail, others=True)
    if len(joint) > 1 and not _apposed(text, start, joint):
        return Phrase(text, "names", names=tuple(joint), plural=True, tail=tail, others=others)
    owners = tuple(n for n in inside if n is not last)
    return Phrase(
        text, "name", names=(last,), owners=owners, tail=tail, others=others, plural=others
    )


def _of_two_trades(text: str, first: re.Match[str], name: Name) -> bool:
    """Tell whether two trades are one person's: "columnist and radio contributor Ana Ruiz".

    Then no trade has an article.
    """
    noun, opening = first[1].casefold(), text.split(maxsplit=1)[0].casefold()
    bare = not first[2] and _determiner(opening) == "bare" and opening not in POSSESSIVES
    return bare and lexicon.is_person_noun(noun) and bool(name.role)


def _joins(between: str, left: Name, right: Name) -> bool:
    """Tell whether the words between two names make them two sources of one statement."""
    words = BRACKET.sub("", between)
    if JOINT.fullmatch(words):
        return True
    return left.kind == right.kind == "person" and bool(AND.fullmatch(words))


def _apposed(text: str, start: int, joint: Sequence[Name]) -> bool:
    """Tell whether a comma alone stands between names, which joins no two sources.

    As in "Daryl Kimball, Arms Control Association".
    """
    whole = text[joint[0].span.start - start : joint[-1].span.end - start]
    if re.search(r"\band\b|&|\bor\b|/", whole) is None:
        return True
    first = joint[0]
    beside = text[first.span.end - start :].startswith(" and ")  # "Ana Ruiz and Hale Foods"
    given = bool(first.title) or len(first.words) == 1 or lexicon.given_gender(first.words[0])
    body = len(joint[-1].words) > 1 and given  # not "Ana Ruiz and Associates"
    return first.kind == "person" != joint[-1].kind and not (beside and body)


TRAILING = frozenset(
    "all both themselves himself herself itself alone also each who there here nearby today "
    "yesterday tonight".split()
)
COLLECTIVES = frozenset(  # "a slew of leaders"
    "one each group number majority slew host handful raft string range variety array chorus cadre "
    "dozen score army crowd stream parade batch series trove cache set pages collection flurry "
    "barrage sample".split()
)
LEADING = frozenset(
    "from by according to for of in and but even only at least nearly almost about still "
    "not".split()
)


def _nominal(
    text: str,
    start: int,
    region: int,
    inside: tuple[Name, ...],
    apposed: tuple[Name, ...],
    own: Sequence[Name],
) -> Phrase:
    words = TOKEN.findall(WHEN.sub("", plain(text[:region])).replace("’", "'"))
    words = [word for word in words if word[0].isalnum()]
    lowered = [w.casefold() for w in words]
    while len(lowered) > 1 and lowered[-1] in TRAILING:
        lowered.pop()
    if len(lowered) > 1 and lowered[-1].isdigit():
        lowered.pop()  # "Article 21"
    while lowered and lowered[0] in LEADING and len(lowered) > 1:
        lowered.pop(0)
    if not lowered:
        return Phrase(text, "empty")
    head = lowered[-1].removesuffix("'s").removesuffix("'")
    possessive = next((w for w in lowered[:2] if w in POSSESSIVES), "")
    first = lowered[0]
    determiner = (
        "possessed" if possessive or any(n.possessive for n in inside) else _determiner(first)
    )
    if any(w in ORDINALS or w in ("another", "other") for w in lowered[:-1]) and first not in (
        "the",
        *POSSESSIVES,
    ):
        determiner = "new"
    quantifier = next(
        (
            w
            for i, w in enumerate(lowered[:3])
            if w in lexicon.words("grammar", "quantifiers") or (w.isdigit() and i < 2)
        ),
        "",
    )
    plural = (
        head in {"people", "police", "men", "women"}
        or (
            lexicon.is_plural(head)
            and lexicon.noun_kind(head)
            in ("group", None, "document", "organisation", "media", "government")
        )
        or quantifier not in ("", "no", "any", "every", "other", "both")
    )
    if " and " in text[:region] and lexicon.is_plural(head):
        plural = True
    if first in ("a", "an", "another", "one") or first == "each":
        plural = False
    modifiers = tuple(
        w.removesuffix("'s")
        for w in lowered[:-1]
        if _determiner(w) == "bare" and w not in POSSESSIVES
    )
    # "one of the docs", "several of his aides": the class stands behind the "of"
    partitive = (
        re.match(
            r"\s+of\s+(?:(?:the|his|her|their|its|our|those|these)\b)?\s*((?:[\w'-]+\s+){0,3}?)([\w'-]+)(?:\s*$|\s*,|\s+(?:who|in|at|on|from|with|for|\w{3,}(?:ing|ed))\b)",
            text[region:],
        )
        if head in lexicon.words("grammar", "quantifiers") or head in COLLECTIVES
        else None
    )
    if partitive:
        plural = head not in ("one", "each")
        head = partitive.group(2).casefold()
        head = head if plural else lexicon.singular(head)
        head = "person" if head in THEM else head
    owners = tuple(n for n in inside if n.kind != "people")
    exemplified = bool(own) and bool(EXAMPLES.search(text[region:]))
    form: PhraseForm = "name" if apposed else "nominal"
    return Phrase(
        text,
        form,
        head,
        determiner,
        quantifier,
        plural,
        apposed,
        owners,
        possessive,
        modifiers,
        text[region:].strip(" ,;()–—"),
        bool(OTHERS.search(text)) or _and_more(text, start, inside),
        exemplified,
    )


def _and_more(text: str, start: int, inside: Sequence[Name]) -> bool:
    """Tell whether a name and a description are two sources.

    As in "The New York Times and the Gannett chain".
    """
    return any(
        not n.possessive
        and re.match(r",?\s+and\s+(?:the|a|an|his|her|their|other)\b", text[n.span.end - start :])
        for n in inside
    )


@lru_cache(1 << 12)
def _determiner(word: str) -> str:
    """Return what a first word says: "definite", "indefinite", "new" (another), "bare" (none)."""
    return next(
        (k for k in ("definite", "indefinite", "new") if word in lexicon.words("grammar", k)),
        "bare",
    )
