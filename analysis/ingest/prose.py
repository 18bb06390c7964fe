"""What a paragraph looks like and where it stands: what all that judge it ask."""

from __future__ import annotations

import re
from collections.abc import Collection
from typing import NamedTuple

from analysis.ingest.paragraphs import Markup
from analysis.model import ParagraphKind
from analysis.text import RUN

STOP = re.compile(r"[.!?…][\"'”’»)\]]*\Z")
QUOTED = re.compile(r"[\"“”«»„‟]|''|``")
SAYING = re.compile(
    r"\b(?:said|says|say|told|tells|added|adds|asked|according to|announced|argued|claimed|"
    r"confirmed|denied|explained|insisted|stated|warned|wrote|writes|tweeted)\b"
)
JOINING = frozenset(
    "a an and are as at be been but by for from had has have he in is it its of on or she that the "
    "their they this to was we were which who will with would you".split()
)
WORD = re.compile(r"\w+(?:['’\-.]\w+)*")
# Emphasis as Markdown and plain text write it: *so*, **so**, _so_; the marks are no part of words.
EMPHASIS = re.compile(
    r"(?<![\w*_\\])(\*{1,3}|_{1,3})(?=[^\s*_])(?P<inner>(?:(?!\1)[^\n]){1,300})(?<=[^\s\\])\1"
    r"(?![\w*_])"
)
# Times of the clock; one may open a line, as in "14:12 The mayor says".
MINUTES = r"\d{1,2}[:.]\d\d"
AM_PM = r"[ap]\.?m\.?"
BAR = r"(?: ?[-–—|])?"
OPENING_TIME = re.compile(rf"{MINUTES}(?: ?{AM_PM})?{BAR} (?=[\"“]?[A-Z])")
# What stands between a speaker's name and the colon, and emphasis around a label.
ROLES = r"(?:, [A-Z][A-Z0-9 .,'’&\-]{1,50}?| ?\([^:\n]{1,40}?\)){0,3}"
BOLD = r"[*_]{0,3}"
Verdict = tuple[ParagraphKind, str] | None


class Scene(NamedTuple):
    """One paragraph and where it stands."""

    text: str
    wording: str  # a set phrase that it is
    first: bool
    markup: Markup
    early: bool  # among the first few
    late: bool  # no longer prose follows
    stopped: bool  # the article's paragraphs end with full stops
    row: bool  # one of several "Label: value" lines in a row
    before_body: bool  # no prose has come yet
    leads_on: bool  # the next paragraph is a byline or opens with a dateline
    signs: bool  # the paragraph before is one quotation
    turn: bool  # opens with a label, as the paragraph before or behind does


def is_prose(surface: str) -> bool:
    """Tell whether a paragraph is surely text, if it is no set phrase.

    It is long, with words that join sentences.
    """
    head = surface[:1000]
    return len(surface) > 80 and joining(head) >= 0.15 * len(WORD.findall(head))


def joining(surface: str, but: Collection[str] = ()) -> int:
    """Return how many of its words, but for some, join others, as they do in sentences."""
    return sum(word in JOINING and word not in but for word in RUN.findall(surface))


def unmarked(surface: str) -> str:
    """Return the words without the marks of emphasis around them, also of one inside another."""
    plain = EMPHASIS.sub(r"\g<inner>", surface)
    return EMPHASIS.sub(r"\g<inner>", plain)
