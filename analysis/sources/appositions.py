"""Finds the names that stand beside a description: "The firm, Hale Foods", "a clerk named Omar"."""

from __future__ import annotations

import re
from collections.abc import Sequence

from analysis.sources import lexicon
from analysis.sources.proper import Name

# As in "The chairman, Ana Ruiz, a former judge".
FURTHER = re.compile(r",\s(?:an?|the|his|her|their|who|whose|now|\d+)\b")
OF_PLACE = re.compile(r"(?:of|from)(?:,? [A-Z][\w.]+){1,4}")  # "Senator Ana Ruiz of Ohio"
BEFORE_NAMES = re.compile(r"(?: (?:of|from|in|for|at) [^,]{2,40}){0,2},\s*(?:the\s+)?")
FOR_BODY = re.compile(
    r"\b(?:for|of|at|with|from) (?:the|an?|its|their) (?:[^,]{1,50} )?([\w-]+), (?:the )?$"
)
BRACKETS = re.compile(r"\([^()]{1,40}\)")  # "(D-Va.)"
MARK = re.compile(r",|—|–| -")
CALLED = re.compile(
    r"\b(?:named|called|nicknamed|known (?:only |simply )?as|"
    r"(?:calling|calls?) (?:him|her|them|it)sel(?:f|ves)|"
    r"(?:identified|introduced|described) (?:(?:him|her)self )?(?:only |simply )?as|"
    r"(?:gave|giving|gives) (?:only )?(?:his|her|their) (?:first |full |last |sur)?name"
    r"(?:,| (?:only |simply )?as))\s$"
)
OF = re.compile(r"\s?(?:of|for|to)\s(?:[\w’'-]+\s){0,6}?([\w’'-]+)\s")
JOINT = re.compile(
    r"(?:['’]s)?\s*(?:,|,?\s*(?:and|&|or)|/)\s*"
    r"(?:(?!(?:wh\w+|that|in|at|of|from|for|with|by|on|to)\s)[a-z][\w-]*\s+){0,3}"
)


def lead(name: Name) -> int:
    """Return how many characters the role or title before a name takes."""
    return len(name.role) + 1 if name.role else len(name.title) + 1 if name.title else 0


def apposed_names(text: str, start: int, region: int, own: Sequence[Name]) -> tuple[Name, ...]:
    """Return the names that end a description of several: "Their parents, Karl and Rosa Meyer"."""
    head = text[:region].rpartition(" ")[2].casefold()
    kind = lexicon.noun_kind(head)
    comma = text.find(",", region)
    names = [n for n in own if n.span.start - start > comma > 0]
    if len(names) < 2 or not lexicon.is_plural(head):
        return ()
    if any(n.span.end - start == region for n in own):
        return ()  # "The United States, Japan and France"
    if kind not in ("group", None, *lexicon.BODIES):
        return ()
    bounds = [region, *(n.span.end - start for n in names)]
    gaps = [text[at : n.span.start - start - lead(n)] for at, n in zip(bounds, names, strict=False)]
    joint = all(JOINT.fullmatch(gap) for gap in gaps[1:]) and "and" in gaps[-1].split()
    if not BEFORE_NAMES.fullmatch(gaps[0]) or not joint or text[bounds[-1] :].strip(' ,.;"”'):
        return ()
    return tuple(names)


def apposed_name(text: str, start: int, region: int, own: Sequence[Name]) -> Name | None:
    """Return the name that ends a description, if one does.

    As in "A lawyer for the outlets, David Schulz", "The firm, X".

    Args:
        text: The words of the source.
        start: Where they begin in the article.
        region: Where the head of the description ends in them.
        own: The names among them, in order.
    """
    if not own:
        return None
    name = own[-1]
    before, ended = text[: name.span.start - start], _ended(text, name.span.end - start, name)
    if ended and (called := CALLED.search(before, region)) is not None:
        told = before[region : called.start()].casefold()  # "the mother of a boy named Omar"
        another = "," not in told and any(map(lexicon.is_person_noun, told.split()))
        return None if another else name
    held = text[:region].rstrip(" ,").rpartition(" ")[2].casefold()
    if name.kind == "person" and lexicon.is_person_noun(held) and _of_role(before[region:], name):
        return name
    if name.kind == "person" and lexicon.is_plural(held):
        return None  # "supporters of her opponent, Sen. Bernie Sanders"
    beside = ended and _beside(before) and not _held_by_another(before, region, name)
    if beside and name.kind != "person" and lexicon.is_person_noun(held):
        body = FOR_BODY.search(before, region)  # "a spokeswoman for the operator, Hale Foods"
        beside = body is None or not _may_be_body(body[1])
    return name if beside and _of_one(text[:region], start, name, own) else None


def _may_be_body(noun: str) -> bool:
    key = noun.casefold()
    firm = key in lexicon.words("nouns", "person_or_firm")
    return firm or lexicon.noun_kind(key) in lexicon.BODIES


def _ended(text: str, at: int, name: Name) -> bool:
    """Tell whether nothing follows a name but a place, a party or a further description."""
    rest = BRACKETS.sub("", text[at:]).strip(' ,.;"”')
    rest = OF_PLACE.sub("", rest) if name.kind == "person" else rest
    return not rest or FURTHER.match(text, at) is not None


def _beside(before: str) -> bool:
    """Tell whether a comma or a dash, or these and an office, stand before a name.

    As in ", Agriculture Secretary", ", ranking member Sen.", ", the Rev.".
    """
    words = [lexicon.fold(word) for word in BRACKETS.sub("", MARK.split(before)[-1]).split()]
    office = not words or lexicon.is_person_noun(words[-1]) or _is_title(words[-1])
    marked = MARK.search(before) is not None
    return marked and office and not lexicon.words("grammar", "oblique") & set(words)


def _is_title(word: str) -> bool:
    return lexicon.title_gender(word) is not None


def _held_by_another(before: str, region: int, name: Name) -> bool:
    """Tell whether another noun before a name may be its bearer.

    As in "a spokesman for the minister, Ivo Cole": he may be the minister.
    """
    bare = _untitled(before, name).rstrip(" ,")
    last = bare.rpartition(" ")[2]
    holder = lexicon.title_gender(last) if len(bare) > region and last.islower() else None
    return holder is not None and {holder, lexicon.title_gender(name.title)} != {"f", "m"}


def _untitled(before: str, name: Name) -> str:
    title = re.escape(name.title)
    return re.sub(rf"\b{title}\.?\s$", "", before) if name.title else before


def _of_one(description: str, start: int, name: Name, own: Sequence[Name]) -> bool:
    """Tell whether a description and a name beside it can be of one person or body."""
    held = description.rstrip(" ,")
    head = lexicon.noun_kind(held.rpartition(" ")[2].casefold())
    end = start + len(held)
    if name.kind != "person":
        person = any(n.kind == "person" and n.span.start < end for n in own[:-1])
        body = name.kind in lexicon.BODIES and head is None and not person
        return head in lexicon.BODIES or (head == "person" and not name.kind) or body
    others = (n for n in own[:-1] if n.kind == "person" and n.span.end >= end)
    return not any(not n.possessive and not n.oblique for n in others)


def _of_role(between: str, name: Name) -> bool:
    """Tell whether what stands between a noun and a name belongs to the role.

    As in "undersecretary of trade Ann Roe"; not "for state Sen. Ann Roe".
    """
    role = _untitled(between, name)
    titled = role != between and not role.lstrip().startswith("of ")
    return not titled and _ends_role(role)


def _ends_role(between: str) -> bool:
    """Tell whether an "of" phrase ends a role, and the name behind it is its bearer's.

    As in "undersecretary of economic affairs Robert Ortner"; not "of composer Glass".
    """
    match = OF.fullmatch(between)
    if match is None or lexicon.title_gender(match[1]) is not None:
        return False
    noun = match[1].casefold()
    if noun in lexicon.words("grammar", "quantifiers"):
        return True  # "mother of two Ana Ruiz"
    if noun.endswith(("ed", "ing")):
        return False  # "a friend of missing Ana Ruiz"
    known = lexicon.noun_kind(noun) is not None  # "secretary of state Ana Ruiz"
    return not lexicon.is_person_noun(noun) and (
        known or noun not in lexicon.words("stop", "words")
    )
