"""Read the ties that a sentence states: "X is a beekeeper", "X, who works as a plumber".

An apposition or a title stands beside a name and is kept with it (``roles``); here a verb or a
preposition ties a role to the name. Each form is one that English has for naming what somebody is.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from analysis.sources import lexicon
from analysis.sources.proper import Name

REACH = 160  # characters behind a name in which a predicate may begin and end
WORDS = r"[a-z][\w'’-]*(?:\s+[\w'’-]+){0,7}"
ROLE = rf"(?P<role>(?:(?:an?|the|his|her|their|its)\s+)?{WORDS})"
AGE = r"(?:,\s+(?:aged\s+)?\d{1,3},?)?"
VERBS = (
    r"(?:is|was|has been|had been|became|becomes|remains|works as|worked as|serves as|served as|"
    r"(?:was|is|has been|had been|were)\s+(?:\w+ly\s+)?"
    r"(?:elected|appointed|named|made|sworn in as|hired as|employed as|chosen as)(?:\s+as)?)"
)
BEHIND = re.compile(rf"{AGE}(?:,?\s+who)?\s+{VERBS}\s+(?:also\s+|now\s+|once\s+)?{ROLE}")
AGED = re.compile(rf",\s+(?:aged\s+)?\d{{1,3}},\s+(?P<role>(?:an?|the|his|her)\s+{WORDS})")
OWNS = re.compile(
    rf"{AGE}(?:,?\s+who)?\s+(?P<verb>owns|runs|manages|owned|ran|managed)\s+"
    r"(?:an?|the|his|her)\s+(?:[a-z][\w-]*\s+){0,2}?(?P<thing>[a-z][\w-]*)"
)
DOES = {"own": "owner", "run": "owner", "ran": "owner", "man": "manager"}
BEFORE = re.compile(rf"\bAs\s+(?:an?\s+|the\s+|its\s+)?(?P<role>{WORDS}),\s+$")
ACCUSED = re.compile(rf"{AGE},?(?:\s+who\s+(?:is|was|stands))?\s+accused\s+of\b")
WAS = rf"{AGE},?(?:\s+(?:and\s+\w+\s+\w+\s+)?who)?\s+(?:was|had been|has been|is)\s+(?:\w+ly\s+)?"
# What is done to somebody, and what a later sentence may call him for it; ours.
STANDINGS = {
    "victim": re.compile(
        rf"{WAS}(?:robbed|attacked|stabbed|shot|beaten|assaulted|mugged|raped|murdered|kidnapped|"
        r"killed|injured|wounded|abducted|burgled|defrauded|swindled|hit|harassed|abused)\b"
    ),
    "defendant": re.compile(rf"{WAS}(?:charged with|on trial|tried for|indicted)\b"),
    "suspect": re.compile(rf"{WAS}(?:arrested|detained|suspected of|wanted (?:for|over))\b"),
}
ENDS = frozenset("of for in at on with from by who which that when while and but or to".split())


def roles(text: str, name: Name) -> Iterator[str]:
    """Yield the roles that the words around a name state, each as worded up to its noun."""
    for pattern in (BEHIND, AGED):
        found = pattern.match(text, name.span.end, name.span.end + REACH)
        role = _upto_noun(found["role"]) if found else ""
        if role:
            yield role
    if ACCUSED.match(text, name.span.end, name.span.end + REACH):
        yield "accused"
    for standing, pattern in STANDINGS.items():
        if pattern.match(text, name.span.end, name.span.end + REACH):
            yield standing
    owns = OWNS.match(text, name.span.end, name.span.end + REACH)
    if owns:
        yield f"{owns['thing']} {DOES[owns['verb'][:3]]}"
    before = BEFORE.search(text, max(0, name.span.start - 80), name.span.start)
    role = _upto_noun(before["role"]) if before else ""
    if role:
        yield role


def _upto_noun(words: str) -> str:
    """Return the words up to the noun of a person; "" if another phrase begins before one."""
    told = words.split()
    for at, word in enumerate(told):
        key = lexicon.fold(word)
        if key in ENDS or key == "not":
            return ""
        following = lexicon.fold(told[at + 1]) if at + 1 < len(told) else ""
        if lexicon.is_person_noun(key) and not lexicon.is_person_noun(following):
            return " ".join(told[: at + 1])
    return ""
