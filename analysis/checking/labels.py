"""Labels of speakers in transcripts: "MS. LEE:", "Q.", "[Ms Lee]", a name on a line of its own."""

from __future__ import annotations

import re
from collections import Counter
from typing import NamedTuple

LINE_NUMBER = re.compile(r"^\s{0,4}\d{1,2}\s{2,}")
TITLE = (
    r"(?:Mr|Mrs|Ms|Miss|Dr|Sen|Rep|Gov|Gen|Hon|Prof|Lord|Lady|Sir|Senator|Representative|Judge|"
    r"Chairman|Chairwoman|Chair|President|Secretary|Minister|Mayor|Cllr|Councillor|"
    r"MR|MRS|MS|MISS|DR|SEN|REP|GOV|GEN|HON|PROF)\.?"
)
WORD = r"(?:[A-Z][\w’'.-]*|\d{1,2}|of|de|van|der|la|the|and)"
NAME = rf"(?P<who>(?:{TITLE}[ \t]+)?[A-Z][\w’'.-]*(?:[ \t]+{WORD}){{0,5}})"
BEFORE = (
    r"^[ \t]*(?:>>+\s*)?(?:[\[(]?\d{1,2}:\d{2}(?::\d{2})?(?:\.\d+)?[\])]?\s*[-–—]?\s*)?[*_]{0,3}"
)
ABOUT = r"(?:\s*,[^:\n]{1,60}?)?(?:\s*\([^)\n]{1,40}\))?(?:\s*\[[^\]\n]{1,40}\])?"
COLON = re.compile(rf"{BEFORE}{NAME}{ABOUT}\s*[*_]{{0,3}}:[*_]{{0,3}}(?=\s|$)")
Q_AND_A = re.compile(
    r"^[ \t]*(?P<who>Q|A|QUESTION|ANSWER)(?:\.|:)(?=\s|$)|^[ \t]*(?P<two>Q|A)\s{2,}"
)
BRACKETS = re.compile(rf"^[ \t]*\[{NAME}\](?=\s+\S)")
DASH = re.compile(
    r"^[ \t]*(?P<who>[A-Z][A-Z.’'-]+(?: [A-Z.’'-]+){0,4})\s+[-–—]+\s(?=\S)|"
    r"^[ \t]*(?P<two>[A-Z][A-Z.’'-]+)\s?(?:\.{3}|…)\s(?=\S)"
)
LINE = re.compile(rf"{BEFORE}{NAME}{ABOUT}[*_]{{0,3}}[ \t]*$")
SENTENCE = re.compile(r"\S+ \S+.*[.!?,;:…\w][\"”’)]*\s*$")
GENERIC = re.compile(
    r"(?i)^(?:q|a|question|answer|speaker|unidentified.*|moderator|host|interviewer|participant|"
    r"the (?:court|witness|clerk|chair\w*|reporter)|reporter|audience.*|male|female)(?:\s*\d+)?$"
)
# What opens a line with a colon and names nobody.
COMMON = frozenset(
    "note notes update editor subject from to date time re cc fact source photo image watch read "
    "contact media location where when who what why how address phone tel email e-mail fax website "
    "background about embargo release summary page exhibit section item agenda present apologies "
    "chapter part table figure warning tip pros cons example first second third finally".split()
)
LABELLED = 0.6  # share of paragraphs that open with labels of single names, each used once


class Label(NamedTuple):
    """Who a line names, where the label ends, and whether it is a line of its own."""

    who: str
    end: int
    alone: bool = False


def label(line: str, following: str) -> Label | None:
    """Return the label that a line opens with, if it has the form of one.

    Args:
        line: Without a line number.
        following: The next line: a name alone labels it if that is a sentence.
    """
    for pattern in (Q_AND_A, COLON, BRACKETS, DASH):
        match = pattern.match(line)
        if match is not None:
            who = match["who"] or match.groupdict().get("two") or ""
            return None if _common(who) else Label(who, match.end())
    match = LINE.match(line)
    if match is None or not SENTENCE.match(following.strip()) or _common(match["who"]):
        return None
    return Label(match["who"], match.end(), alone=True)


def of(text: str) -> frozenset[str]:
    """Return the labels of a text; none where what looks like one is no speaker's.

    Labels that recur are speakers, and so are those that stand among them. Of labels that stand
    once each, two are enough if they have a title, capitals or a full name, or if nearly all
    paragraphs open with one. A name alone on its line must recur or not be the only one.
    """
    lines = [LINE_NUMBER.sub("", line) for line in text.split("\n")]
    found = [
        own
        for line, following in zip(lines, [*lines[1:], ""], strict=True)
        if line.strip() and (own := label(line, following)) is not None
    ]
    beside = Counter(own.who for own in found if not own.alone)
    alone = Counter(own.who for own in found if own.alone)
    if not beside:
        sure = len(alone) > 1 and (max(alone.values()) > 1 or all(map(_full, alone)))
        return frozenset(alone) if sure else frozenset()
    if len(beside) > 1 and (max(beside.values()) > 1 or len(beside) > 2):
        return frozenset(beside)
    paragraphs = sum(
        bool(line.strip()) and (not before.strip() or label(line, "") is not None)
        for before, line in zip(["", *lines[:-1]], lines, strict=True)
    )
    most = sum(beside.values()) >= LABELLED * paragraphs
    if len(beside) > 1 and (most or all(map(_full, beside))):
        return frozenset(beside)
    return frozenset(who for who, count in beside.items() if count > 1 or (most and _full(who)))


def _common(who: str) -> bool:
    return who.split(maxsplit=1)[0].casefold().strip(".") in COMMON


def _full(who: str) -> bool:
    """Whether a label can hardly be a heading: it has a title, or is in capitals or two words."""
    return bool(re.match(rf"{TITLE}\s", who)) or who.isupper() or len(who.split()) > 1
