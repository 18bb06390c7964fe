"""Tells body, heading, byline, caption and boilerplate apart, one paragraph at a time.

General features decide, in this order: what the file's markup says, wording that only the
furniture of a page has (``data/press.toml``), shape (length, final stop, capitals, labels and
figures) and place. Whatever no feature speaks against is body: a body paragraph set aside loses
its statements, a caption taken for body costs little.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from analysis.ingest import press
from analysis.ingest.paragraphs import Markup, Piece
from analysis.model import Paragraph, ParagraphKind, Span

STOP = re.compile(r"[.!?…][\"'”’»)\]]*\Z")
OPEN_END = re.compile(r"[:;,\"”’»)\]]\Z|''\Z")
QUOTED = re.compile(r"[\"“”«»„‟]|''|``")
SAYING = re.compile(
    r"\b(?:said|says|say|told|tells|added|adds|asked|according to|announced|argued|claimed|"
    r"confirmed|denied|explained|insisted|stated|warned|wrote|writes|tweeted)\b"
)
FUNCTION = re.compile(
    r"\b(?:a|an|and|are|as|at|be|been|but|by|for|from|had|has|have|he|in|is|it|its|of|on|or|she|"
    r"that|the|their|they|this|to|was|we|were|which|who|will|with|would|you)\b"
)
WORD = re.compile(r"\w+(?:['’\-.]\w+)*")
NAMES = rf"{press.PERSON}(?:(?:,? and|,? &|,)[ \t]+{press.PERSON}){{0,4}}"
BY = re.compile(rf"(?:[Bb]y|BY)[: \t]+{NAMES}(?P<rest>.{{0,80}})", re.DOTALL)
DESK = re.compile(rf"{NAMES},?[ \t]+in[ \t]+{NAMES}")
PLACE_DATE = (
    r"[A-Z][A-Za-z.'’/ \-]{1,30}(?:, [A-Z][A-Za-z. ]{1,20})?(?:, \w{3,9}\.? \d{1,2}(?:, \d{4})?)?"
)
DATELINE = re.compile(
    rf"{PLACE_DATE}[ \t]*\((?:[A-Z]{{2,6}}|[A-Z][a-z]+)\)[ \t]*[-–—:]|"
    r"[A-Z][A-Z.'’/ \-]{2,30}(?:, [A-Z][A-Za-z. ]{1,20})?[ \t]+(?:[-–—]|--)[ \t]"
)
CLOCK = re.compile(r"\d{1,2}(?:[:.]\d\d)? ?(?:[ap]\.?m\.?|GMT|[A-Z]{2,4}T)\.?", re.IGNORECASE)
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
TAGLINE = re.compile(r"\bis (?:a|an|the|our|USA TODAY's)\b.{0,80}", re.DOTALL)
CONTRIBUTED = re.compile(r"\b(?:contributed|reported from|contributed reporting)\b")
SMALL = frozenset(  # what Title Case leaves small
    "a an and as at but by for from if in into nor of off on or over per the to up via vs v with "
    "al bin da de del der di du el ibn la le van von".split()
)
BYLINE_PLACES = 5  # bylines and dates stand among the first paragraphs, or at the end
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


def classify(text: str, pieces: Sequence[Piece]) -> tuple[Paragraph, ...]:
    """Say of every paragraph what it is, why, and for a caption whose picture it is.

    Args:
        text: The whole article.
        pieces: Its paragraphs in order, with what the markup says of them.

    Returns:
        One record a piece. ``credit`` is set where a caption names an agency or photographer.
    """
    surfaces = [piece.span.of(text) for piece in pieces]
    return tuple(
        _paragraph(piece.span, scene)
        for piece, scene in zip(pieces, _scenes(surfaces, pieces), strict=True)
    )


def title(text: str, paragraphs: Sequence[Paragraph]) -> str:
    """The first heading before the first prose, on one line; empty if there is none."""
    for paragraph in paragraphs:
        if paragraph.kind == "heading":
            return " ".join(paragraph.span.of(text).split())
        if paragraph.kind == "body":
            break
    return ""


def _scenes(surfaces: Sequence[str], pieces: Sequence[Piece]) -> list[Scene]:
    rows = _rows(surfaces)
    wordings = [_wording(surface) for surface in surfaces]
    prose = [i for i, said in enumerate(wordings) if not said and _is_prose(surfaces[i])]
    first, last = (prose[0], prose[-1]) if prose else (len(surfaces), -1)
    long = [surface for surface in surfaces if len(surface) > 120]
    stopped = sum(STOP.search(s[-4:]) is not None for s in long) >= 0.6 * len(long)
    after = [*surfaces[1:], ""]
    return [
        Scene(
            surface,
            wordings[index],
            index == 0,
            piece.markup,
            index < BYLINE_PLACES,
            index >= last,
            stopped,
            rows[index],
            index <= first,
            bool(BY.match(after[index]) or DATELINE.match(after[index])),
        )
        for index, (piece, surface) in enumerate(zip(pieces, surfaces, strict=True))
    ]


def _is_prose(surface: str) -> bool:
    """A paragraph that is surely text, if it is no set phrase: long, with words that join."""
    head = surface[:1000]
    return len(surface) > 80 and len(FUNCTION.findall(head)) >= 0.15 * len(WORD.findall(head))


def _paragraph(span: Span, scene: Scene) -> Paragraph:
    verdict = _marked(scene) or _boilerplate(scene) or _byline(scene)
    if verdict is None:
        found = _caption(scene)
        if found is not None:
            because, place = found
            credit = place and Span(span.start + place.start, span.start + place.end)
            return Paragraph(span, "caption", because, credit)
    kind, because = verdict or _heading(scene) or ("body", "prose")
    if kind == "caption":
        place = _credit_place(scene.text)
        credit = place and Span(span.start + place.start, span.start + place.end)
        return Paragraph(span, kind, because, credit)
    return Paragraph(span, kind, because)


def _marked(scene: Scene) -> Verdict:
    """What the file's own markup says."""
    match scene.markup:
        case "title":
            return "heading", "the page's title"
        case "heading":
            return "heading", "marked as a heading"
        case "byline":
            return "byline", "the page's author"
        case "caption":
            return "caption", "marked as a picture's caption"
        case "code":
            return "boilerplate", "marked as code"
        case "header":
            return "boilerplate", "header of the file"
        case "table" if len(scene.text) <= 200:
            return "boilerplate", "row of a table"
        case _:
            return None


def _boilerplate(scene: Scene) -> Verdict:
    because = scene.wording or _shape(scene)
    return ("boilerplate", because) if because else None


def _wording(surface: str) -> str:
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
    if len(LABEL.findall(text)) >= 3 and _labelled(text):
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
    """Whether labels are dense in it, and words that join sentences rare."""
    labels, words, function = (len(p.findall(text)) for p in (LABEL, WORD, FUNCTION))
    return labels * 9 >= words >= function * 12


def _contact_only(text: str) -> bool:
    """Whether little but an address, a link or a telephone number is left of it."""
    rest, found = CONTACT.subn(" ", text)
    named = len(WORD.findall(rest))
    # A bare @name may be who said what stands above it.
    return found > 0 and named <= 4 and rest[:1] not in "—–―-" and (text[0] != "@" or named > 1)


def _rows(surfaces: Sequence[str]) -> list[bool]:
    """Which paragraphs are "Label: value" lines that follow each other, three at least."""
    likely = [_is_row(surface) for surface in surfaces]
    rows = [False] * len(likely)
    start = 0
    for index, flag in enumerate([*likely, False]):
        if not flag:
            if index - start >= 3:
                rows[start:index] = [True] * (index - start)
            start = index + 1
    return rows


def _is_row(surface: str) -> bool:
    if len(surface) > 110 or ROW.fullmatch(surface) is None or STOP.search(surface):
        return False
    label, _, value = surface.partition(":")
    return not label.isupper() and (any(c.isdigit() for c in value) or len(value.split()) <= 5)


def _byline(scene: Scene) -> Verdict:
    """Who wrote it, and when it was published."""
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
    return not FUNCTION.search(re.sub(r"\b(?:in|for|and|at|of|the)\b", "", rest)) and not (
        STOP.search(text[:-1]) and len(text) > 80
    )


def _is_signature(text: str) -> bool:
    """A line of its own with a name ("Jane Doe") or what its bearer is ("Economics editor")."""
    words = text.split()
    if not 2 <= len(words) <= 4 or not text.replace(" ", "").replace(".", "").isalpha():
        return False
    office = _role().search(text)
    return bool(office and office.end() == len(text)) or bool(re.fullmatch(press.PERSON, text))


def _is_desk(text: str) -> bool:
    """Like "Jane Doe, Political Editor" or "Jane Doe in Beirut and John Roe in Damascus"."""
    if len(text) > 140 or STOP.search(text):
        return False
    name, _, rest = text.partition(",")
    if (
        re.fullmatch(NAMES, name.strip())
        and _role().search(rest)
        and not FUNCTION.search(re.sub(r"\b(?:in|for|and|at|of|the)\b", "", rest))
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


def _caption(scene: Scene) -> tuple[str, Span | None] | None:
    """A picture's caption and the place of its credit in it."""
    text = scene.text
    if len(text) > 600:
        return None
    found = press.credit(text)
    if found is not None and (not found.weak or _weak_fits(scene)):
        named = found.span.of(text)
        return f"ends with a picture credit (“{named}”)", found.span
    if len(text) <= 300 and press.opening("captions").match(text):
        return "opens as a caption", None
    if len(text) <= 300 and press.ending("captions").search(text):
        return "ends as a caption", None
    return None


def _weak_fits(scene: Scene) -> bool:
    """A wire's bare name ends a caption, unless it signs the story or the text quotes someone."""
    return (
        len(scene.text) <= 350
        and not scene.late
        and not (QUOTED.search(scene.text) and SAYING.search(scene.text))
    )


def _credit_place(text: str) -> Span | None:
    found = press.credit(text) if len(text) <= 600 else None
    return found.span if found else None


def _heading(scene: Scene) -> Verdict:
    """Titles and subheads: short, without the full stop that the article's sentences have."""
    text = scene.text
    words = WORD.findall(text[:400])
    if (
        scene.markup == "item"
        or not words
        or len(text) > (250 if scene.first else 110)
        or text[0] in "-–—―•*@#"
    ):
        return None
    if CLOCK.fullmatch(text):
        return "heading", "a time on its own line"
    if QUOTED.match(text) or text[0].islower() or OPEN_END.search(text[-2:]):
        titled = scene.first and not STOP.search(text) and text[-1] not in ":;,"
        return ("heading", "first line, no full stop") if titled else None
    if not STOP.search(text):
        if scene.before_body and len(words) <= 30:
            return "heading", "short line before the article, no full stop"
        return (
            ("heading", "short line, no full stop") if scene.stopped and len(words) <= 14 else None
        )
    small = {word for word in words if word[0].islower()}
    if _capitals(words) and small <= SMALL and len(words) <= (25 if scene.before_body else 10):
        return "heading", "in the capitals of a title"
    if scene.first and scene.leads_on and len(words) <= 25:
        return "heading", "first line, before byline or dateline"
    return None


def _capitals(words: Sequence[str]) -> bool:
    """Title Case or CAPITALS; a single word only in capitals."""
    if len(words) < 3:
        return all(word.isupper() and len(word) > 3 for word in words)
    long = [word for word in words if len(word) > 3 and word[0].isalpha()]
    return len(long) >= 2 and sum(word[0].isupper() for word in long) >= 0.85 * len(long)
