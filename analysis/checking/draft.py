"""The quotations of a draft: their words, what is declared in them, and who is said to say them."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass

from analysis.checking.words import Word, words
from analysis.model import Extraction, Quotation, Span

ELLIPSIS = re.compile(r"\[\s*(?:\.\s*){3,4}\]|\[\s*…\s*\]|\(\s*(?:\.\s*){3}\)|(?:\.\s*){3,4}|…")
BRACKETS = re.compile(r"\[[^\]\n]{1,80}\]|\((?!applause|laughter)[^)\n]{1,80}\)")
DECLARED = "[]"  # the key of a word that brackets put in or stand for another
SHORTEST = 3  # words of a quotation without a source; shorter ones are scare quotes


@dataclass(frozen=True, slots=True)
class Quoted:
    """A quotation: its text, its parts between declared omissions, and its source's name.

    A part is a list of words; one with the key ``DECLARED`` stands for any few words of the record.
    """

    text: str
    span: Span
    parts: tuple[tuple[Word, ...], ...]
    speaker: str
    named: bool


def quotations(x: Extraction, off: Collection[str] = ()) -> list[Quoted]:
    """Return the quotations of a draft in order: attributed ones, and others of three words.

    Args:
        x: The draft, as read.
        off: Names of normalisations that are switched off.
    """
    found = []
    for run in _runs(x):
        text = "\n".join(q.inner.of(x.article.text) for q in run)
        span = Span(run[0].span.start, run[-1].span.end)
        name, named = _speaker(x, run)
        parts = tuple(part for part in split(text, off) if part)
        count = sum(w.key != DECLARED for part in parts for w in part)
        if count and (count >= SHORTEST or (name and count > 1)):
            found.append(Quoted(text, span, parts, name, named))
    return found


def _runs(x: Extraction) -> Iterator[list[Quotation]]:
    """The outermost quotations of body paragraphs; one over several paragraphs is one."""
    body = {n for n, p in enumerate(x.article.paragraphs) if p.kind in ("body", "heading")}
    outer = [q for q in x.quotations if q.depth == 0 and q.paragraph in body]
    runs: dict[int, list[Quotation]] = {}
    for quotation in outer:
        runs.setdefault(quotation.run, []).append(quotation)
    yield from sorted(runs.values(), key=lambda run: run[0].span)


def _speaker(x: Extraction, run: list[Quotation]) -> tuple[str, bool]:
    """The name of the source of the statement that holds most of a quotation; whether named."""
    best, shared = None, 0
    for a in x.attributions:
        own = sum(
            max(0, min(s.end, q.inner.end) - max(s.start, q.inner.start))
            for s in a.content
            for q in run
        )
        if own > shared:
            best, shared = a, own
    sources = {s.id: s for s in x.sources}
    source = sources.get(best.speaker or "") if best else None
    return (source.name, source.naming == "named") if source else ("", False)


def split(text: str, off: Collection[str]) -> Iterator[tuple[Word, ...]]:
    """Yield the words between declared omissions; there may be none between two."""
    at = 0
    for gap in [*ELLIPSIS.finditer(text), None]:
        end = gap.start() if gap else len(text)
        yield tuple(_part(text, at, end, off))
        at = gap.end() if gap else end


def _part(text: str, start: int, end: int, off: Collection[str]) -> Iterator[Word]:
    at = start
    for bracket in [*BRACKETS.finditer(text, start, end), None]:
        stop = bracket.start() if bracket else end
        yield from (Word(w.key, w.start + at, w.end + at) for w in words(text[at:stop], off))
        if bracket:
            inner = bracket.group()[1:-1]
            # "[T]he" is a word with another capital, "[the mayor]" stands for other words.
            if len(inner) == 1 and text[bracket.end() : bracket.end() + 1].isalpha():
                tail = re.match(r"[^\W\d_]+", text[bracket.end() : end])
                whole = inner + (tail.group() if tail else "")
                for word in words(whole, off):
                    yield Word(word.key, bracket.start(), bracket.end() + len(whole) - 1)
                at = bracket.end() + len(whole) - 1
                continue
            yield Word(DECLARED, bracket.start(), bracket.end())
        at = bracket.end() if bracket else end
