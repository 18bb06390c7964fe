"""Tells body, heading, byline, caption and boilerplate apart, one paragraph at a time.

General features decide, in this order: what the file's markup says, wording that only the
furniture of a page has (``data/press.toml``), shape (length, final stop, capitals, labels and
figures) and place. Whatever no feature speaks against is body: a body paragraph set aside loses
its statements, a caption taken for body costs little.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from analysis.ingest import boilerplate, bylines, press
from analysis.ingest.paragraphs import Piece
from analysis.ingest.prose import (
    AM_PM,
    MINUTES,
    QUOTED,
    SAYING,
    STOP,
    WORD,
    Scene,
    Verdict,
    is_prose,
)
from analysis.model import Paragraph, Span

OPEN_END = re.compile(r"[:;,\"”’»)\]]\Z|''\Z")
PLACE_DATE = (
    r"[A-Z][A-Za-z.'’/ \-]{1,30}(?:, [A-Z][A-Za-z. ]{1,20})?(?:, \w{3,9}\.? \d{1,2}(?:, \d{4})?)?"
)
DATELINE = re.compile(
    rf"{PLACE_DATE}[ \t]*\((?:[A-Z]{{2,6}}|[A-Z][a-z]+)\)[ \t]*[-–—:]|"
    r"[A-Z][A-Z.'’/ \-]{2,30}(?:, [A-Z][A-Za-z. ]{1,20})?[ \t]+(?:[-–—]|--)[ \t]"
)
CLOCK = re.compile(rf"\d{{1,2}}(?:[:.]\d\d)? ?(?:{AM_PM}|GMT|[A-Z]{{2,4}}T)\.?", re.IGNORECASE)
ONE_QUOTATION = re.compile(r"[“\"](?!\s)[^“”\"]+[.!?…,][”\"]")
LABEL = re.compile(
    rf"(?:>> ?|\[?{MINUTES}[\d:.]*\]? )?[A-Z][\w.'’-]*(?: [\w.'’-]+){{0,4}}"
    r"(?:,? ?\([^)\n]{1,40}\)|, [A-Z .]+)?:\s"
)
SMALL = frozenset(  # what Title Case leaves small
    "a an and as at but by for from if in into nor of off on or over per the to up via vs v with "
    "al bin da de del der di du el ibn la le van von".split()
)
BYLINE_PLACES = 5  # bylines and dates stand among the first paragraphs, or at the end


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
    """Return the first heading before the first prose, on one line; empty if there is none."""
    for paragraph in paragraphs:
        if paragraph.kind == "heading":
            return " ".join(paragraph.span.of(text).split())
        if paragraph.kind == "body":
            break
    return ""


def _scenes(surfaces: Sequence[str], pieces: Sequence[Piece]) -> list[Scene]:
    rows = boilerplate.rows(surfaces)
    wordings = [boilerplate.wording(surface) for surface in surfaces]
    places = range(len(surfaces))
    first, last = (
        next((i for i in order if not wordings[i] and is_prose(surfaces[i])), none)
        for order, none in ((places, len(places)), (reversed(places), -1))
    )
    long = [surface for surface in surfaces if len(surface) > 120]
    stopped = sum(STOP.search(s[-4:]) is not None for s in long) >= 0.6 * len(long)
    before, after = ["", *surfaces[:-1]], [*surfaces[1:], ""]
    label = [LABEL.match(surface) is not None for surface in ("", *surfaces, "")]
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
            bool(bylines.BY.match(after[index]) or DATELINE.match(after[index])),
            ONE_QUOTATION.fullmatch(before[index]) is not None,
            label[index + 1] and (label[index] or label[index + 2]),
        )
        for index, (piece, surface) in enumerate(zip(pieces, surfaces, strict=True))
    ]


def _paragraph(span: Span, scene: Scene) -> Paragraph:
    verdict = _marked(scene) or boilerplate.verdict(scene)
    verdict = verdict or (None if scene.signs else bylines.verdict(scene))
    place = None
    if verdict is not None and verdict[0] == "caption":
        place = _credit_place(scene.text)
    elif verdict is None and (found := _caption(scene)) is not None:
        verdict, place = ("caption", found[0]), found[1]
    kind, because = verdict or _heading(scene) or ("body", "prose")
    credit = place and Span(span.start + place.start, span.start + place.end)
    return Paragraph(span, kind, because, credit)


def _marked(scene: Scene) -> Verdict:
    """Return what the file's own markup says."""
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


def _caption(scene: Scene) -> tuple[str, Span | None] | None:
    """Return why a paragraph is a picture's caption, and the place of its credit in it."""
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
    """Tell whether a wire's bare name ends a caption.

    It doesn't where it signs the story or the text quotes someone.
    """
    return (
        len(scene.text) <= 350
        and not scene.late
        and not (QUOTED.search(scene.text) and SAYING.search(scene.text))
    )


def _credit_place(text: str) -> Span | None:
    found = press.credit(text) if len(text) <= 600 else None
    return found.span if found else None


def _heading(scene: Scene) -> Verdict:
    """Return why a paragraph is a title or subhead: short, without the full stop of sentences."""
    text = scene.text
    if scene.markup == "item" or len(text) > (250 if scene.first else 110):
        return None
    words = WORD.findall(text)
    if not words or text[0] in "-–—―•*@#" or (scene.turn and STOP.search(text)):
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
    """Tell whether words are in Title Case or CAPITALS; a single word only in capitals."""
    if len(words) < 3:
        return all(word.isupper() and len(word) > 3 for word in words)
    long = [word for word in words if len(word) > 3 and word[0].isalpha()]
    return len(long) >= 2 and sum(word[0].isupper() for word in long) >= 0.85 * len(long)
