"""Finds the names that stand beside a description: "The firm, Hale Foods", "a clerk named Omar"."""

from __future__ import annotations

import re
from collections.abc import Sequence

from analysis.sources import lexicon
from analysis.sources.proper import Name

# As in "The chairman, Ana Ruiz, a former judge".
FURTHER = re.compile(r",\s(?:an?|the|who|whose|now|\d+)\b")
OF_PLACE = re.compile(r"(?:of|from)(?:,? [A-Z][\w.]+){1,4}")  # "Senator Ana Ruiz of Ohio"
BRACKETS = re.compile(r"\([^()]{1,40}\)")  # "(D-Va.)"
CALLED = re.compile(
    r"\b(?:named|called|nicknamed|known (?:only |simply )?as|calling (?:him|her|them)sel(?:f|ves)|"
    r"(?:identified|introduced|described) (?:(?:him|her)self )?(?:only |simply )?as|"
    r"(?:gave|giving|gives) (?:only )?(?:his|her|their) (?:first |full |last |sur)?name"
    r"(?:,| (?:only |simply )?as))\s$"
)
OF = re.compile(r"\s?(?:of|for|to)\s(?:[\w’'-]+\s){0,6}?([\w’'-]+)\s")
JOINT = re.compile(
    r"(?:['’]s)?\s*(?:,|,?\s*(?:and|&|or)|/)\s*(?:(?:the|his|her|[a-z][\w-]*)\s+){0,3}"
)


def lead(name: Name) -> int:
    """How many characters the role or title before a name takes."""
    return len(name.role) + 1 if name.role else len(name.title) + 1 if name.title else 0


def apposed_names(text: str, start: int, region: int, own: Sequence[Name]) -> tuple[Name, ...]:
    """The people who end a description of several: "Their parents, Karl and Rosa Meyer"."""
    head = text[:region].rpartition(" ")[2].casefold()
    names = [n for n in own if n.span.start - start > region]
    if (
        len(names) < 2
        or not lexicon.is_plural(head)
        or lexicon.noun_kind(head) not in ("group", None)
    ):
        return ()
    bounds = [region, *(n.span.end - start for n in names)]
    gaps = [text[at : n.span.start - start - lead(n)] for at, n in zip(bounds, names, strict=False)]
    joint = all(JOINT.fullmatch(gap) for gap in gaps[1:]) and "and" in gaps[-1].split()
    if gaps[0].strip() != "," or not joint or text[bounds[-1] :].strip(' ,.;"”'):
        return ()
    return tuple(names)


def apposed_name(text: str, start: int, region: int, own: Sequence[Name]) -> Name | None:
    """The name that ends a description: "A lawyer for the outlets, David Schulz", "The firm, X"."""
    if not own:
        return None
    name = own[-1]
    before = text[: name.span.start - start]
    rest = BRACKETS.sub("", text[name.span.end - start :]).strip(' ,.;"”')
    rest = OF_PLACE.sub("", rest) if name.kind == "person" else rest
    if FURTHER.match(text, name.span.end - start):
        rest = ""
    if not rest and (called := CALLED.search(before, region)) is not None:
        told = before[region : called.start()].casefold()  # "the mother of a boy named Omar"
        another = "," not in told and any(map(lexicon.is_person_noun, told.split()))
        return None if another else name
    held = text[:region].rstrip(" ,").rpartition(" ")[2].casefold()
    untitled = re.sub(rf"\b{re.escape(name.title)}\.?\s$", "", before) if name.title else before
    role = untitled[region:]
    titled = untitled != before and not role.lstrip().startswith("of ")  # "for state Sen. Ruiz"
    if name.kind == "person" and lexicon.is_person_noun(held) and _ends_role(role) and not titled:
        return name
    led = before[: len(before) - lead(name)]
    # As in ", the Rev. Luis Vega".
    the = name.title and untitled.rstrip().removesuffix(" the").endswith(",")
    marks = (",", "—", "–", " -")
    if not (
        the or _of_office(before) or before.rstrip().endswith(marks) or led.rstrip().endswith(marks)
    ):
        return None
    if rest:
        return None
    bare = untitled.rstrip(" ,")
    last = bare.rpartition(" ")[2]
    held_by = lexicon.title_gender(last) if len(bare) > region and last.islower() else None
    if held_by is not None and {held_by, lexicon.title_gender(name.title)} != {"f", "m"}:
        return None  # "a spokesman for the minister, Ivo Cole"
    head = lexicon.noun_kind(text[:region].rstrip(" ,").rpartition(" ")[2].casefold())
    if name.kind != "person":
        human = head == "person" and not name.kind
        person = any(n.kind == "person" and n.span.start - start < region for n in own[:-1])
        body = name.kind in lexicon.BODIES and head is None and not person
        return name if head in lexicon.BODIES or human or body else None
    held_end = start + len(text[:region].rstrip(" ,"))  # "Another Hale ally, Ana Ruiz"
    others = (n for n in own[:-1] if n.kind == "person" and n.span.end >= held_end)
    return None if any(not n.possessive and not n.oblique for n in others) else name


def _of_office(before: str) -> bool:
    """As in ", Agriculture Secretary", ", ranking member Sen.", with which a name goes on."""
    _, comma, role = before.rpartition(",")
    words = [lexicon.fold(word) for word in role.split()]
    held = words and (
        lexicon.is_person_noun(words[-1]) or lexicon.title_gender(words[-1]) is not None
    )
    return bool(comma and held) and not lexicon.words("grammar", "oblique") & set(words)


def _ends_role(between: str) -> bool:
    """As in "undersecretary of economic affairs Robert Ortner": his, not "of composer Glass"."""
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
