"""Tells the furniture of a page: set phrases, contact lines, lists of labels and values."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import groupby

from analysis.ingest import press
from analysis.ingest.prose import QUOTED, SAYING, STOP, WORD, Scene, Verdict, joining

LABEL = re.compile(r"(?<!\S)[A-Z0-9][\w/&()\-]*(?: [\w/&()\-]+){0,3}:(?=\s)")
LED = re.compile(r"[^:|.?!]{1,30}[:|]")  # "Read more: Minister says ..."
ROW = re.compile(r"[A-Z][^:.!?\"“]{1,30}: \S[^\"“]{0,70}")
CONTACT = re.compile(r"(?:https?://|www\.)\S+|\S+@\S+\.\w+|(?<!\w)@\w+|\+?\d[\d ()\-]{7,20}\d")
FOLLOW = re.compile(
    r"\b(?:[Ff]ollow|[Rr]each|[Cc]ontact|[Ee]-?mail|[Ff]ind)\b.{0,80}"
    r"(?:\b(?:Twitter|Facebook|Instagram|Threads|Bluesky|Mastodon|LinkedIn|Snapchat|TikTok)\b|"
    r"\bX:|\S@\S+\.\w|(?<!\w)@\w)"
)
STAGE = re.compile(r"\([A-Z][A-Z .,'’]{4,40}\)")


def verdict(scene: Scene) -> Verdict:
    """Return whether a paragraph is boilerplate, and why."""
    because = scene.wording or _shape(scene)
    return ("boilerplate", because) if because else None


def wording(surface: str) -> str:
    """Set phrases of a page's furniture; empty if there are none."""
    if len(surface) > 500:
        return ""
    if press.is_whole("boilerplate", surface):
        return "a label of the page"
    if press.opening("boilerplate", "notes").match(surface.lstrip("•*· ")):
        return "a note of the editors"
    if len(surface) > 300 or (SAYING.search(surface) and not LED.match(surface)):
        return ""
    match = press.opening("boilerplate").match(surface) or press.phrase("boilerplate").search(
        surface
    )
    if match:
        return f"set phrase of a page (“{match.group().strip()[:40]}”)"
    return ""


def _shape(scene: Scene) -> str:
    """Contact lines, specifications, rules: what has no sentence in it."""
    text = scene.text
    if not any(c.isalnum() for c in text):
        return "no words"
    if len(text) > 1500:
        return ""
    if text.count(":") >= 3 and len(LABEL.findall(text)) >= 3 and _labelled(text):
        return "a list of labels and values"
    if scene.row:
        return "one of several lines of label and value"
    if STAGE.fullmatch(text.rstrip(".")):
        return "a stage direction in capitals"
    if len(text) <= 300 and not QUOTED.search(text):
        if _contact_only(text):
            return "an address or link"
        if FOLLOW.search(text) and not SAYING.search(text) and (scene.late or len(text) < 120):
            return "asks to follow or write"
    return ""


def _labelled(text: str) -> bool:
    """Tell whether labels are dense in it, and words that join sentences rare."""
    labels, words = len(LABEL.findall(text)), len(WORD.findall(text))
    return labels * 9 >= words >= joining(text) * 12


def _contact_only(text: str) -> bool:
    """Tell whether little but an address, a link or a telephone number is left of it."""
    rest, found = CONTACT.subn(" ", text)
    named = len(WORD.findall(rest))
    # A bare @name may be who said what stands above it.
    return found > 0 and named <= 4 and rest[:1] not in "—–―-" and (text[0] != "@" or named > 1)


def rows(surfaces: Sequence[str]) -> list[bool]:
    """Return which paragraphs are "Label: value" lines that follow each other, three at least."""
    flags: list[bool] = []
    for likely, run in groupby(map(_is_row, surfaces)):
        size = len(list(run))
        flags += [likely and size >= 3] * size
    return flags


def _is_row(surface: str) -> bool:
    if len(surface) > 110 or ROW.fullmatch(surface) is None or STOP.search(surface):
        return False
    label, _, value = surface.partition(":")
    return not label.isupper() and (any(c.isdigit() for c in value) or len(value.split()) <= 5)
