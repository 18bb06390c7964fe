"""The quotations of a draft: their words, what is declared in them, and who is said to say them."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass

from analysis.checking.words import ASIDE, Word, words
from analysis.model import Extraction, Quotation, Source, Span
from analysis.quotes import runs

ELLIPSIS = re.compile(r"\[\s*(?:\.\s*){3,4}\]|\[\s*…\s*\]|\(\s*(?:\.\s*){3}\)|(?:\.\s*){3,4}|…")
BRACKETS = re.compile(
    r"(?P<head>[^\W\d_]*)(?P<mark>\[[^\]\n]{0,80}\]|\([^)\n]{1,80}\))(?P<tail>[^\W\d_]*)"
)
PARENTHESES = re.compile(r"\([^)\n.…]{1,80}\)")
DECLARED = "[]"  # the key of a word that brackets put in or stand for another
SIC = "[sic]"  # says that the word before it is the record's
SHORTEST = 3  # words of a quotation without a source; shorter ones are scare quotes


@dataclass(frozen=True, slots=True)
class Quoted:
    """A quotation: its text, its parts between declared omissions, and its source's name.

    A part is a list of words; one with the key ``DECLARED`` stands for any few words of the record.
    ``spoken`` are the parts if what stands in parentheses was spoken too; empty where nothing does.
    """

    text: str
    span: Span
    parts: tuple[tuple[Word, ...], ...]
    speaker: str
    named: bool
    spoken: tuple[tuple[Word, ...], ...] = ()


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
        source = speaker(x, [q.inner for q in run])
        name = source.name if source else ""
        named = source is not None and source.naming == "named"
        one = quoted(text, span, name, named=named, off=off)
        count = sum(w.key != DECLARED for part in one.parts for w in part)
        if count and (count >= SHORTEST or name):
            found.append(one)
    return found


def quoted(
    text: str, span: Span, speaker: str, *, named: bool, off: Collection[str] = ()
) -> Quoted:
    """Return a quotation with its parts.

    Args:
        text: Its words, without the quotation marks around them.
        span: Where it stands in the draft.
        speaker: The name of its source; "" for none.
        named: Whether that is a name, not a description.
        off: Names of normalisations that are switched off.
    """
    parts = tuple(part for part in split(text, off) if _said(part))
    return Quoted(text, span, parts, speaker, named, _spoken(text, off))


def _spoken(text: str, off: Collection[str]) -> tuple[tuple[Word, ...], ...]:
    """Return the parts as if the words in parentheses were spoken; empty where there are none."""
    if not PARENTHESES.search(text):
        return ()
    bare = PARENTHESES.sub(lambda m: f" {m.group()[1:-1]} ", text)
    return tuple(part for part in split(bare, off) if _said(part))


def _runs(x: Extraction) -> list[list[Quotation]]:
    """Return the outermost quotations of body paragraphs; one over several paragraphs is one."""
    body = {n for n, p in enumerate(x.article.paragraphs) if p.kind in ("body", "heading")}
    return runs(q for q in x.quotations if q.paragraph in body)


def speaker(x: Extraction, spans: Sequence[Span], least: float = 1) -> Source | None:
    """Return the source of the statement that holds most of some spans.

    Of statements inside each other that is the innermost. It must hold ``least`` characters.
    """
    best, shared = None, 0.0
    for a in x.attributions:
        own = sum(s.shared(span) for s in a.content for span in spans)
        narrow = own - sum(len(s) for s in a.content) / 100_000
        if own >= least and narrow > shared:
            best, shared = a, narrow
    return next((s for s in x.sources if best and s.id == best.speaker), None)


def split(text: str, off: Collection[str]) -> Iterator[tuple[Word, ...]]:
    """Yield the words between declared omissions; there may be none between two."""
    at = 0
    for gap in [*ELLIPSIS.finditer(text), None]:
        end = gap.start() if gap else len(text)
        yield tuple(_part(text, at, end, off))
        at = gap.end() if gap else end


def _part(text: str, start: int, end: int, off: Collection[str]) -> Iterator[Word]:
    """Yield words; brackets and the word that they stand in are one that stands for others."""
    at = start
    for bracket in BRACKETS.finditer(text, start, end):
        yield from _moved(text, at, bracket.start(), off)
        at = bracket.end()
        inner = bracket["mark"][1:-1]
        whole = bracket["head"] + inner + bracket["tail"]
        if inner.isalpha() and len(inner) == 1 and bracket["tail"] and not bracket["head"]:
            # "[T]he" is a word with another capital
            yield from (Word(w.key, *bracket.span(), w.also) for w in words(whole, off))
            continue
        yield from _moved(text, bracket.start(), bracket.end("head"), off, inside=True)
        if bracket["mark"].casefold() != SIC and not ASIDE.fullmatch(bracket["mark"]):
            glued = bracket["head"] or bracket["tail"]
            span = bracket.span() if glued else bracket.span("mark")
            yield Word(DECLARED, *span)
        elif bracket["tail"]:
            yield from _moved(text, bracket.end("mark"), bracket.end(), off)
    yield from _moved(text, at, end, off)


def _moved(
    text: str, start: int, end: int, off: Collection[str], *, inside: bool = False
) -> Iterator[Word]:
    """Yield the words between two places; a word that goes on in brackets is left out."""
    if inside and text[end : end + 1] in ("[", "(") and text[end : end + 5].casefold() != SIC:
        return
    for w in words(text[start:end], off):
        yield Word(w.key, w.start + start, w.end + start, w.also)


def _said(part: tuple[Word, ...]) -> bool:
    return any(w.key != DECLARED for w in part)
