"""Read an article without characters that nobody sees, and give back places in the text as kept.

Soft hyphens, direction marks and other characters of no width cut words and names in two; so do
marks that are written after their letter (accents, vowel signs); "> " before each line of quoted
mail stands inside sentences; a line's end may divide a word. All steps run on a text without them;
the spans of what was found are those of the text as it was kept, and names have their marks again.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_left
from dataclasses import dataclass, fields, is_dataclass, replace
from itertools import takewhile
from typing import Any

from analysis import hyphens
from analysis.model import Article, Extraction, Source, Span
from analysis.text import JOINERS, RUN, UNSEEN

CUT = re.compile(f"[{UNSEEN}]+")
# All that may be unseen, a mark or printed as one: no letters of Latin script, no punctuation.
RARE = re.compile("[\u00ad\u0300-\u200f\u202a-\u202e\u2060-\u206f\u20d0-\U0010ffff]")
# A letter and what is no letter of its own behind it: marks, joiners, and punctuation beyond ASCII.
MARKED = re.compile("[^\\W\\d_][^\\w\\s\x00-\u02ff\u2010-\u20cf]+")
# Letters that are printed as one (ﬁ), and those of full width, which East Asian software writes.
PRINTED = re.compile("[\ufb00-\ufb06\uff10-\uff19\uff21-\uff3a\uff41-\uff5a]")
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
    """Return where invisible characters are, and marks apart from their letters."""
    cuts = [(m.start(), m.end(), "") for m in CUT.finditer(text)]
    for match in MARKED.finditer(text):
        marks = "".join(takewhile(_is_mark, match.group()[1:]))
        if marks:
            letter = unicodedata.normalize("NFC", match.group()[0] + marks)[0]
            cuts.append((match.start(), match.start() + 1 + len(marks), letter))
    cuts += [(m.start(), m.end(), _printed(m)) for m in PRINTED.finditer(text)]
    return cuts + hyphens.divided(text)


def _printed(match: re.Match[str]) -> str:
    return unicodedata.normalize("NFKC", match.group())


def passed_over(text: str) -> tuple[str, ...]:
    """Say, in words, what the reading of a text passes over, while the text is kept as it is."""
    rare = RARE.search(text) is not None
    if not rare and not hyphens.LINE_END.search(text) and ">" not in text:
        return ()
    marks = [m.group()[1:] for m in MARKED.finditer(text)] if rare else []
    unseen = "".join(m.group() for m in CUT.finditer(text.lstrip("\ufeff")))
    quoting = len(QUOTING.findall(text))
    counts = (
        (unseen.count("\u00ad"), "soft hyphen", "soft hyphens"),
        (
            len(unseen.replace("\u00ad", "")) + sum(map(text.count, JOINERS)),
            "other character that nobody sees",
            "other characters that nobody sees",
        ),
        (
            sum(unicodedata.category(c)[0] == "M" for found in marks for c in found),
            "accent apart from its letter",
            "accents apart from their letters",
        ),
        (
            len(PRINTED.findall(text)),
            "letter of two in one or of full width",
            "letters of two in one or of full width",
        ),
        (len(hyphens.divided(text)), "hyphen at a line's end", "hyphens at the ends of lines"),
        (quoting if quoting >= QUOTED_LINES else 0, "", "marks of quoted mail (“> ”)"),
    )
    told = ", ".join(
        f"{count} {one if count == 1 else many}" for count, one, many in counts if count
    )
    return (f"kept as they are, but passed over in reading: {told}",) if told else ()


def _is_mark(character: str) -> bool:
    return character in JOINERS or unicodedata.category(character)[0] == "M"


def without(article: Article, found: Plain) -> Article:
    """Return the article with the plain text; its paragraphs follow."""
    paragraphs = (
        replace(p, span=found.there(p.span), credit=found.there(p.credit) if p.credit else None)
        for p in article.paragraphs
    )
    kept = tuple(p for p in paragraphs if len(p.span))
    return replace(article, text=found.text, paragraphs=kept, sentences=(), tokens=())


def restored(made: Extraction, article: Article, found: Plain) -> Extraction:
    """Return an extraction of the plain text as one of the text as kept."""
    moved: Extraction = _moved(_marked(made, found, article.text), found)
    kept = article.paragraphs
    if len(kept) != len(moved.article.paragraphs):
        kept = tuple(p for p in kept if len(found.there(p.span)))
    whole = replace(moved.article, text=article.text, paragraphs=kept)
    return replace(moved, article=whole)


def _marked(made: Extraction, found: Plain, text: str) -> Extraction:
    """Give names, roles and the like their marks again, as the article has them first."""
    words: dict[str, str] = {}
    for match in RUN.finditer(found.text):
        kept = text[found.starts[match.start()] : found.ends[match.end() - 1]]
        if kept != match.group() and not hyphens.divided(kept):
            seen = PRINTED.sub(_printed, CUT.sub("", kept))
            words.setdefault(match.group(), unicodedata.normalize("NFC", seen))

    def whole(source: Source) -> Source:
        own: dict[str, Any] = {
            name: RUN.sub(lambda m: words.get(m.group(), m.group()), getattr(source, name))
            for name in ("name", "role", "affiliation", "reason")
        }
        return replace(source, **own)

    sources, unheard = tuple(map(whole, made.sources)), tuple(map(whole, made.unheard))
    return replace(made, sources=sources, unheard=unheard) if words else made


def _moved(value: Any, found: Plain) -> Any:
    if isinstance(value, Span):
        return found.back(value)
    if isinstance(value, tuple):
        return tuple(_moved(item, found) for item in value)
    if is_dataclass(value) and not isinstance(value, type):
        changed = {f.name: _moved(getattr(value, f.name), found) for f in fields(value)}
        return replace(value, **changed)
    return value
