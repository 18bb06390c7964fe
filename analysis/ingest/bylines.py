"""Tells who wrote an article, and when it was published."""

from __future__ import annotations

import re

from analysis.ingest import press
from analysis.ingest.prose import QUOTED, SAYING, STOP, Scene, Verdict, joining

OF_DESKS = frozenset("in for and at of the".split())  # "in Cairo for the Daily News"
NAMES = rf"{press.PERSON}(?:(?:,? and|,? &|,)[ \t]+{press.PERSON}){{0,4}}"
BY = re.compile(rf"(?:[Bb]y|BY)[: \t]+{NAMES}(?P<rest>.{{0,80}})", re.DOTALL)
DESK = re.compile(rf"{NAMES},?[ \t]+in[ \t]+{NAMES}")
DATE = re.compile(
    r"(?:[\W\d]|\b(?:jan|feb|mar|apr|may|june?|july?|aug|sept?|oct|nov|dec|january|february|march|"
    r"april|august|september|october|november|december|mon|tues?|wed|thu|thurs|fri|sat|sun|monday|"
    r"tuesday|wednesday|thursday|friday|saturday|sunday|am|pm|a\.m|p\.m|gmt|bst|e[sd]t|p[sd]t|ist|"
    r"aedt|aest|utc|at|on|st|nd|rd|th|first|last|published|updated|posted|modified|date|time|"
    r"read|mins?|minutes?|ago|hours?)\b|(?<=\d)(?:am|pm|st|nd|rd|th)\b)+",
    re.IGNORECASE,
)
MONTH_OR_YEAR = re.compile(
    r"\b(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec|(?:19|20)\d\d\b)", re.IGNORECASE
)
TAGLINE = re.compile(r"\bis (?:a|an|the|our|USA TODAY's)\b.{0,80}", re.DOTALL)
CONTRIBUTED = re.compile(r"\b(?:contributed|reported from|contributed reporting)\b")


def verdict(scene: Scene) -> Verdict:
    """Return whether a paragraph says who wrote the article or when it was published, and why."""
    text = scene.text
    if len(text) > 300 or (QUOTED.search(text) and SAYING.search(text)):
        return None
    if press.is_whole("bylines", text):
        return "byline", "names the desk it comes from"
    if press.opening("bylines").match(text.lstrip("(")):
        return "byline", "says who reported or edited"
    if (scene.early or scene.late) and press.signs(text):
        return "byline", "names the agency"
    if scene.early and DATE.fullmatch(text) and MONTH_OR_YEAR.search(text):
        return "byline", "time of publication"
    if scene.before_body and not scene.first and _is_signature(text):
        return "byline", "a name or an office before the article"
    if _is_by(text) or (scene.early and _is_desk(text)):
        return "byline", "names the author"
    if scene.late and not scene.first and _is_tagline(text):
        return "byline", "says who the author is"
    return None


def _is_by(text: str) -> bool:
    match = BY.fullmatch(text)
    if match is None or len(text) > 160:
        return False
    rest = match["rest"]
    return not joining(rest, but=OF_DESKS) and not (STOP.search(text[:-1]) and len(text) > 80)


def _is_signature(text: str) -> bool:
    """Tell whether a line is a name ("Jane Doe") or what its bearer is ("Economics editor")."""
    words = text.split()
    if not 2 <= len(words) <= 4 or not text.replace(" ", "").replace(".", "").isalpha():
        return False
    office = _role().search(text)
    return bool(office and office.end() == len(text)) or bool(re.fullmatch(press.PERSON, text))


def _is_desk(text: str) -> bool:
    """Tell whether a text names reporters with their desk or place.

    As in "Jane Doe, Political Editor" or "Jane Doe in Beirut and John Roe in Damascus".
    """
    if len(text) > 140 or STOP.search(text):
        return False
    name, _, rest = text.partition(",")
    if (
        re.fullmatch(NAMES, name.strip())
        and _role().search(rest)
        and not joining(rest, but=OF_DESKS)
    ):
        return True
    return all(DESK.fullmatch(part) for part in re.split(r",? and ", text)) and "in" in text.split()


def _is_tagline(text: str) -> bool:
    if CONTRIBUTED.search(text) and re.search(
        r"\b(?:to|from|contributed|reporting)[ \t]+(?:this|the)[ \t]+"
        r"(?:report|story|article|post|piece)\b"
        r"|contributed reporting|reported from [A-Z]|contributed(?: from [A-Z].{0,30})?\.?\Z",
        text,
    ):
        return True
    match = TAGLINE.search(text)
    return bool(
        match and match.start() < 60 and _role().search(match.group()) and not SAYING.search(text)
    )


def _role() -> re.Pattern[str]:
    return press.phrase("bylines", "roles")
