"""Read an article without characters that nobody sees, and give back places in the text as kept.

Soft hyphens and characters of no width cut words and names in two; so do letters that are written
as a base and an accent; "> " before each line of quoted mail stands inside sentences. All steps
run on a text without them; the spans of what was found are those of the text as it was kept.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_left
from dataclasses import dataclass, fields, is_dataclass, replace
from typing import Any

from analysis.model import Article, Extraction, Paragraph, Span

UNSEEN = re.compile("[\u00ad\u200b\u2060\ufeff]+")
ACCENTED = re.compile("[^\\W\\d_][\u0300-\u036f]+")
QUOTING = re.compile(r"^(?:>[ \t]?)+", re.MULTILINE)
QUOTED_LINES = 3  # lines in a row with "> " from which it is quoted mail


@dataclass(frozen=True, slots=True)
class Plain:
    """A text without what nobody sees.

    ``starts`` and ``ends`` give for each of its code points where that begins and ends in the text
    as kept.
    """

    text: str
    starts: tuple[int, ...]
    ends: tuple[int, ...]

    def back(self, span: Span) -> Span:
        """Return the span of the text as kept that a span of this text stands for."""
        if span.start >= len(self.starts):
            end = self.ends[-1] if self.ends else 0
            return Span(end, end)
        start = self.starts[span.start]
        return Span(start, self.ends[span.end - 1] if span.end > span.start else start)

    def there(self, span: Span) -> Span:
        """Return the span of this text that a span of the text as kept stands for."""
        first, end = (bisect_left(self.starts, at) for at in (span.start, span.end))
        return Span(first, end) if first < end else Span(0, 0)


def plain(text: str, *, quoting_only: bool = False) -> Plain | None:
    """Return a text without what nobody sees; None where there is nothing of the kind.

    Args:
        text: The text as kept.
        quoting_only: Whether only "> " before the lines of quoted mail is left out.
    """
    cuts = [] if quoting_only else _unseen(text)
    if len(QUOTING.findall(text)) >= QUOTED_LINES:
        cuts += [(m.start(), m.end(), "") for m in QUOTING.finditer(text)]
    if not cuts:
        return None
    out: list[str] = []
    starts: list[int] = []
    ends: list[int] = []
    at = 0

    def keep(start: int, end: int) -> None:
        out.append(text[start:end])
        starts.extend(range(start, end))
        ends.extend(range(start + 1, end + 1))

    for start, end, instead in sorted(cuts):
        if start < at:
            continue
        keep(at, start)
        out.append(instead)
        starts.extend([start] * len(instead))
        ends.extend([end] * len(instead))
        at = end
    keep(at, len(text))
    return Plain("".join(out), tuple(starts), tuple(ends))


def _unseen(text: str) -> list[tuple[int, int, str]]:
    """Where characters are that nobody sees, and accents apart from their letters."""
    cuts = [(m.start(), m.end(), "") for m in UNSEEN.finditer(text)]
    for match in ACCENTED.finditer(text):
        composed = unicodedata.normalize("NFC", match.group())
        if len(composed) < len(match.group()):
            cuts.append((match.start(), match.end(), composed))
    return cuts


def without(article: Article, found: Plain) -> Article:
    """Return the article with the plain text; its paragraphs follow."""
    spans = _forward(found, [p.span for p in article.paragraphs])
    credited = [found.there(p.credit) if p.credit else None for p in article.paragraphs]
    paragraphs = (
        replace(p, span=span, credit=credit)
        for p, span, credit in zip(article.paragraphs, spans, credited, strict=True)
    )
    kept = tuple(p for p in paragraphs if len(p.span))
    return replace(article, text=found.text, paragraphs=kept, sentences=(), tokens=())


def _forward(found: Plain, spans: list[Span]) -> list[Span]:
    """The spans in the plain text, in one pass: spans are sorted and do not overlap."""
    out, at = [], 0
    for span in spans:
        while at < len(found.starts) and found.starts[at] < span.start:
            at += 1
        first = at
        while at < len(found.starts) and found.starts[at] < span.end:
            at += 1
        out.append(Span(first, at))
    return out


def restored(made: Extraction, article: Article, found: Plain) -> Extraction:
    """Return an extraction of the plain text as one of the text as kept."""
    moved: Extraction = _moved(made, found)
    kept = article.paragraphs
    if len(kept) != len(moved.article.paragraphs):
        kept = tuple(p for p in kept if len(found.there(p.span)))
    whole = replace(moved.article, text=article.text, paragraphs=_same(kept, article.paragraphs))
    return replace(moved, article=whole)


def _same(kept: tuple[Paragraph, ...], all_: tuple[Paragraph, ...]) -> tuple[Paragraph, ...]:
    return all_ if len(kept) == len(all_) else kept


def _moved(value: Any, found: Plain) -> Any:
    if isinstance(value, Span):
        return found.back(value)
    if isinstance(value, tuple):
        return tuple(_moved(item, found) for item in value)
    if is_dataclass(value) and not isinstance(value, type):
        changed = {f.name: _moved(getattr(value, f.name), found) for f in fields(value)}
        return replace(value, **changed)
    return value
