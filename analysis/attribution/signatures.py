"""Quotations with a signature behind or below them: "“It was a wall of water.” — Ana Ruiz, farmer".

A rule, as in :mod:`analysis.attribution.turns`: letters, comments gathered from readers and quotes
set apart are too rare in the training articles to learn from. In brat's terms the name is the
source, the dash the cue and the quotation the content, as PolNeAR marks them.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence

from analysis.attribution.turns import Turn
from analysis.ingest.prose import SAYING
from analysis.model import Paragraph, Quotation, Span
from analysis.quotes import DOUBLE, ELIDED

GAP = "[ \u00a0\u202f]"
PARTICLE = "(?:al|bin|da|de|del|der|di|du|ibn|la|le|van|von|y)"
WORD = r"[^\W\d_a-z][\w.'’\-]*"
ROLE = r"(?:, [^\n\"“”;:?!–—―]{2,80}| \([^()\n]{2,60}\))"
SIGNED = re.compile(
    rf"\s*(?:(?P<cue>[–—―]|--?)|(?P<open>\()|)\s*"
    rf"(?P<name>(?P<bare>{WORD}(?:{GAP}(?:{PARTICLE}{GAP}){{0,2}}{WORD}){{0,5}})(?P<role>{ROLE})?)(?(open)\))\s*"
)
POST = re.compile(r"[^\n\"“”;:?!–—―]{3,80}, [^\n\"“”;:?!–—―]{2,80}(?<![.])")
OPENING = re.compile(rf"‘(?<!\w‘)(?!{ELIDED})")
SIGNS = re.compile(r"[–—―-] ?[A-Z]\w+ [A-Z]\w")
# What opens a sentence, a byline or a heading, and no name.
OPENERS = frozenset(
    "a an and as at but by chapter for he i if in it no on or our part photo she so that the then "
    "there they this we yes you".split()
)
# A role has no verb that is finite, and tells nothing.
FINITE = re.compile(
    r"\b(?:am|are|is|was|were|has|had|have|did|does|do|can|could|may|might|must|shall|should|will|"
    r"would|said|says|told|tells|who|which|that)\b|\.\s"
)
SEVERAL = 2  # signed quotations, beside which another may have careless marks
SHORTEST, LONG = 4, 9  # words of a sentence, of any quotation: others may be titles
CONFIDENCE = 0.9  # all 25 of PolNeAR's dev articles are right, but they stand in one; in train none


def signatures(
    text: str, paragraphs: Sequence[Paragraph], quotations: Sequence[Quotation]
) -> Iterator[Turn]:
    """Yield the signed quotations of a text.

    A paragraph must be one quotation and then the dash and the name, or one quotation and the next
    one that is read the dash and the name. A name has capitals; a role may follow it, and must
    follow a single word. In brackets, or in a paragraph of its own with a role, a full name needs
    no dash. Paragraphs before, which the same quotation runs over, go with it.

    Args:
        text: The article's text.
        paragraphs: Those that are read, in order.
        quotations: Of all paragraphs.
    """
    whole = {q.span.start: q for q in quotations if q.depth == 0}
    runs: dict[int, list[Span]] = {}
    for q in whole.values():
        runs.setdefault(q.run, []).append(q.span)
    for n, paragraph in enumerate(paragraphs):
        quotation = whole.get(paragraph.span.start)
        if quotation is None or not quotation.closed or not _sentence(quotation.inner.of(text)):
            continue
        found = _signature(text, paragraphs, n, quotation.span.end)
        if found:
            name = _without_stop(Span(*found.span("name")), text)
            cue = Span(*found.span("cue")) if found["cue"] else None
            run = runs[quotation.run]
            content = tuple(sorted(s for s in run if s.start <= quotation.span.start))
            yield Turn(name, cue, content, CONFIDENCE)


def _signature(
    text: str, paragraphs: Sequence[Paragraph], n: int, end: int
) -> re.Match[str] | None:
    """Return the dash and the name behind a quotation that ends there, or in the next paragraph."""
    after, below = paragraphs[n].span, False
    if end == after.end and n + 1 < len(paragraphs):
        end, after, below = paragraphs[n + 1].span.start, paragraphs[n + 1].span, True
    found = SIGNED.fullmatch(text, end, after.end)
    if found is None or not (_names(found) or (below and _posted(text, paragraphs, n + 2, found))):
        return None
    full = " " in found["bare"] and text[found.end() - 1] not in ".:;"
    unmarked = full and (bool(found["role"]) or _posted(text, paragraphs, n + 2, found))
    return found if found["cue"] or found["open"] or unmarked else None


def _posted(text: str, paragraphs: Sequence[Paragraph], n: int, found: re.Match[str]) -> bool:
    """Tell whether a paragraph is the post of the name above it: "Senior analyst, Hale Grid"."""
    if n >= len(paragraphs) or " " not in found["bare"]:
        return False
    words = paragraphs[n].span.of(text)
    return POST.fullmatch(words) is not None and not FINITE.search(words)


def careless(
    text: str, paragraphs: Sequence[Paragraph], quotations: Sequence[Quotation]
) -> dict[int, Quotation]:
    """Return letters with careless marks, each as one quotation, by the index of their paragraph.

    Beside other signed quotations a paragraph is one if it opens with a double mark, has another
    before its signature, and marks between them that do not pair: "“They say ‘wait.” And we wait
    “for hours’.” — Ana Ruiz". It is none if somebody reports or signs outside of its quotations.

    Args:
        text: The article's text.
        paragraphs: Those that are read, in order.
        quotations: Of all paragraphs, sorted by start.
    """
    if sum(1 for _ in signatures(text, paragraphs, quotations)) < SEVERAL:
        return {}
    starts = [q.span.start for q in quotations]
    found: dict[int, Quotation] = {}
    for n, paragraph in enumerate(paragraphs):
        first = bisect_left(starts, paragraph.span.start)
        own = quotations[first : bisect_left(starts, paragraph.span.end)]
        letter = _letter(text, paragraphs, n, own) if own else None
        if letter is not None:
            found[letter.paragraph] = letter
    return found


def _letter(
    text: str, paragraphs: Sequence[Paragraph], n: int, own: Sequence[Quotation]
) -> Quotation | None:
    paragraph = paragraphs[n].span
    marks = [Span(*m.span()) for m in DOUBLE.finditer(text, paragraph.start, paragraph.end)]
    if not marks or marks[0].start != paragraph.start:
        return None
    inner = Span(marks[0].end, marks[-1].start)
    span = Span(paragraph.start, marks[-1].end)
    paired = {place for q in own if q.closed for place in (q.span.start, q.inner.end)}
    places = {mark.start for mark in marks if not text[mark.start - 1 : mark.start].isdigit()}
    places |= {m.start() for m in OPENING.finditer(text, paragraph.start, paragraph.end)}
    if places <= paired or own[0].span == span or not _sentence(inner.of(text)):
        return None
    if not _signature(text, paragraphs, n, span.end) or _tells(text, span, own):
        return None
    return Quotation(span, inner, own[0].paragraph)


def _tells(text: str, letter: Span, own: Sequence[Quotation]) -> bool:
    """Tell whether somebody reports or signs between the quotations of a paragraph."""
    outer = [q.span for q in own if q.depth == 0]
    ends, starts = [letter.start, *(s.end for s in outer)], [*(s.start for s in outer), letter.end]
    between = zip(ends, starts, strict=True)
    return any(SAYING.search(text, a, b) or SIGNS.search(text, a, b) for a, b in between)


def _names(found: re.Match[str]) -> bool:
    words, role = re.split(r"\s+", found["bare"]), found["role"] or ""
    return (
        (len(words) > 1 or bool(role))
        and words[0].lower() not in OPENERS
        and not words[0][0].islower()
        and not FINITE.search(role)
    )


def _sentence(quoted: str) -> bool:
    """Tell whether a quotation is a sentence, not a title.

    Titles are short, or every long word has a capital.
    """
    words = re.findall(r"\w[\w'’]*", quoted)
    titled = all(w[0].isupper() or w[0].isdigit() for w in words if len(w) > 3)
    ended = quoted.rstrip()[-1:] in set(".!?…")
    return not titled and (len(words) >= LONG or (len(words) >= SHORTEST and ended))


def _without_stop(name: Span, text: str) -> Span:
    """Return the name without the full stop behind it, unless that is its own: "Jr.", "D.C."."""
    words = name.of(text)
    last = re.split(r"[\s.]", words.removesuffix("."))[-1]
    return Span(name.start, name.end - (words.endswith(".") and len(last) > 2))
