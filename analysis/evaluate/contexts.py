"""A mistake shown where it stands: what people marked beside what the reader found."""

from __future__ import annotations

from collections.abc import Iterable

from analysis.evaluate.mistakes import Mistake
from analysis.evaluate.pairing import Spoken
from analysis.model import Span
from analysis.page.wording import percent
from analysis.spans.html import Layer, escape, weave

AROUND = 120  # characters shown before and after
LONGEST = 900  # of one stretch; the middle of a longer one is left out

WORDS = {
    "wrong source": "The software gives it to somebody else",
    "no statement": "People marked no such statement",
    "missed": "The software did not find it",
}


def shown(mistake: Mistake, number: int) -> str:
    """Return one mistake as an item: what is wrong, by hand and as found, in one context."""
    article, wanted, claim = mistake.article, mistake.wanted, mistake.claim
    sides = (wanted.statement if wanted else None, claim.said if claim else None)
    window = _window(article.text, (s for one in filter(None, sides) for s in _spans(one)))
    sure = f"; the software was {percent(claim.confidence)} sure" if claim else ""
    gold, found = (_marked(article.text, window, one) for one in sides)
    return (
        f'<li value="{number}"><p class="what"><b>{escape(WORDS[mistake.sort])}</b>'
        f"{sure} <small>{escape(article.name)}, from character {window.start:,}</small></p>\n"
        f"<dl><dt>By hand</dt><dd>{gold}</dd>\n<dt>Found</dt><dd>{found}</dd></dl></li>\n"
    )


def _spans(said: Spoken) -> tuple[Span, ...]:
    return (*said.source, *said.cue, *said.content)


def _window(text: str, spans: Iterable[Span]) -> Span:
    """Return the stretch from a little before the first span to a little after the last.

    It is cut at white space.
    """
    inside = [s for s in spans if 0 <= s.start < s.end <= len(text)] or [Span(0, len(text))]
    start, end = min(s.start for s in inside), max(s.end for s in inside)
    first, last = max(0, start - AROUND), min(len(text), end + AROUND)
    while 0 < first < start and not text[first - 1].isspace():
        first += 1
    while end < last < len(text) and not text[last].isspace():
        last -= 1
    return Span(first, last)


def _marked(text: str, window: Span, said: Spoken | None) -> str:
    """Return the stretch with the parts of one statement marked; nothing marked says so."""
    if said is None:
        return "<p>Nothing.</p>"
    source = ", ".join(" ".join(s.of(text).split()) for s in said.source) or "nobody"
    layers = [_layer(s, "content", 0) for s in said.content]
    layers += [_layer(s, "source", 1) for s in said.source]
    layers += [_layer(s, "cue", 2) for s in said.cue]
    parts = [weave(text, part, layers) for part in _cut(window)]
    before = "" if window.start == 0 else "… "
    after = "" if window.end == len(text) else " …"
    lead = f'<p class="who">Source: <bdi>{escape(source)}</bdi></p>'
    return f'{lead}<blockquote dir="auto">{before}{" […] ".join(parts)}{after}</blockquote>'


def _layer(span: Span, role: str, rank: int) -> Layer:
    tag = f'<mark class="{role}">'
    return Layer(span, "mark", tag, tag, rank)


def _cut(window: Span) -> list[Span]:
    if len(window) <= LONGEST:
        return [window]
    half = LONGEST // 2
    return [Span(window.start, window.start + half), Span(window.end - half, window.end)]
