"""Makes a reader's span presentable: no half words, no lone quotation marks or emphasis."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Container, Iterable, Iterator, Sequence
from dataclasses import dataclass

from analysis.ingest.prose import EMPHASIS
from analysis.model import Quotation, Span, Token

# Pictographs beside a quotation mark are none of what is said.
PICTURES = r"[\u2600-\u27bf\u2b00-\u2bff\ufe0f\u200d\U0001f000-\U0001faff\s]+"
BEFORE = re.compile(rf"{PICTURES}(?=[\"“”„‘'«»])")
BEHIND = re.compile(rf"(?<=[\"“”‘’'«»]){PICTURES}$")
LEADING, TRAILING = frozenset(",;:.!?)]}"), frozenset(",;:([{")


@dataclass(frozen=True, slots=True)
class Pairs:
    """Pairs of marks, outer before inner, with the index of the one around each, or -1."""

    pairs: tuple[Quotation, ...]
    starts: tuple[int, ...]
    around: tuple[int, ...]

    @classmethod
    def of(cls, pairs: Iterable[Quotation]) -> Pairs:
        """Index pairs that are sorted and nested."""
        found = tuple(pairs)
        return cls(found, tuple(pair.span.start for pair in found), tuple(_around(found)))

    def near(self, span: Span) -> Sequence[Quotation]:
        """Return the pairs that touch the span or the marks beside it, outermost first."""
        first = bisect_left(self.starts, span.start - 2)
        last = bisect_right(self.starts, span.end + 2)
        near = list(self.pairs[first:last])
        index = first - 1  # of those that begin before, only this one and those around it reach in
        while index >= 0:
            if self.pairs[index].span.end >= span.start - 2:
                near.insert(0, self.pairs[index])
            index = self.around[index]
        return near


@dataclass(frozen=True, slots=True)
class Boundaries:
    """The words, quotations and emphasis of one text, ready to be asked about a place in it."""

    text: str
    token_starts: tuple[int, ...]
    token_ends: tuple[int, ...]
    quotations: Pairs
    emphasis: Pairs

    @classmethod
    def of(cls, text: str, tokens: Sequence[Token], quotations: Sequence[Quotation]) -> Boundaries:
        """Index the tokens, the closed quotations and the emphasis of a text."""
        starts, ends = tuple(t.span.start for t in tokens), tuple(t.span.end for t in tokens)
        closed = Pairs.of(q for q in quotations if q.closed)
        return cls(text, starts, ends, closed, Pairs.of(_emphasis(text, set(starts), set(ends))))

    def mend(self, span: Span, others: Sequence[Span]) -> Span:
        """Return the span grown or cut so that words, quotation marks and emphasis stay whole.

        Empty if nothing is left of it but marks of the sentence around it. What is emphasised as a
        whole comes without the marks of emphasis.

        Args:
            span: As the reader found it.
            others: Spans of the same attribution that it must not grow over.
        """
        span = self._whole_words(span)
        for marks in (self.emphasis, self.quotations):
            for pair in marks.near(span):
                span = self._whole_marks(span, pair, others)
        span = self._trim(span)
        for pair in self.emphasis.near(span):
            span = pair.inner if pair.span == span else span
        return span

    def bare(self, span: Span) -> Span:
        """Return the span from its first word, not from a mark of emphasis before it."""
        for pair in self.emphasis.near(span):
            if pair.span.start == span.start and pair.inner.start < span.end:
                return Span(pair.inner.start, span.end)
        return span

    def _whole_words(self, span: Span) -> Span:
        before = bisect_right(self.token_starts, span.start) - 1
        after = bisect_left(self.token_ends, span.end)
        start, end = span.start, span.end
        if before >= 0 and start < self.token_ends[before]:
            start = self.token_starts[before]
        if after < len(self.token_starts) and self.token_starts[after] < end:
            end = self.token_ends[after]
        return Span(start, end)

    def _whole_marks(self, span: Span, quotation: Quotation, others: Sequence[Span]) -> Span:
        """Return the span with both marks of a quotation, or with neither."""
        outer, inner = quotation.span, quotation.inner
        opens = span.start <= outer.start < span.end and inner.start <= span.end
        closes = span.start < outer.end <= span.end and inner.end >= span.start
        within = span.start >= inner.start and span.end <= inner.end
        if opens and not closes:
            return self._to_closing(span, quotation, others)
        if closes and not opens:
            return self._to_opening(span, quotation, others)
        if within and not self._words(inner.start, span.start, span.end, inner.end):
            return outer if not _blocked(outer, others) else span
        if span.start < inner.start and span.start > outer.start:  # cut through a double mark
            return Span(inner.start, max(inner.start, span.end))
        return span

    def _to_closing(self, span: Span, quotation: Quotation, others: Sequence[Span]) -> Span:
        grown = Span(span.start, quotation.span.end)
        if not _blocked(Span(span.end, grown.end), others):
            return grown
        if span.start == quotation.span.start:
            return Span(quotation.inner.start, span.end)
        return Span(span.start, quotation.span.start)

    def _to_opening(self, span: Span, quotation: Quotation, others: Sequence[Span]) -> Span:
        grown = Span(quotation.span.start, span.end)
        if not _blocked(Span(grown.start, span.start), others):
            return grown
        if span.end == quotation.span.end:
            return Span(span.start, quotation.inner.end)
        return Span(quotation.span.end, span.end)

    def _words(self, *ends: int) -> bool:
        """Tell whether a letter or digit stands between the first two, or the last two offsets."""
        gaps = self.text[ends[0] : ends[1]] + self.text[ends[2] : ends[3]]
        return any(c.isalnum() for c in gaps)

    def _trim(self, span: Span) -> Span:
        """Return the span without white space and punctuation of the sentence around it."""
        start, end = span.start, span.end
        if pictures := BEFORE.match(self.text, start, end):
            start = pictures.end()
        if pictures := BEHIND.search(self.text, max(start, end - 20), end):
            end = pictures.start()
        while start < end and (self.text[start].isspace() or self.text[start] in LEADING):
            start += 1
        while start < end and (self.text[end - 1].isspace() or self.text[end - 1] in TRAILING):
            end -= 1
        return Span(start, end)


def _blocked(gap: Span, others: Sequence[Span]) -> bool:
    return any(gap.overlaps(other) for other in others)


def _emphasis(text: str, starts: Container[int], ends: Container[int]) -> Iterator[Quotation]:
    """Yield emphasis as pairs of marks, unless the tokens have the marks as parts of words."""
    if "*" not in text and "_" not in text:
        return
    for found in EMPHASIS.finditer(text):
        inner = Span(*found.span("inner"))
        if inner.start in starts and inner.end in ends:
            yield Quotation(Span(*found.span()), inner, 0)


def _around(quotations: Sequence[Quotation]) -> Iterator[int]:
    """Yield for each quotation the index of the one it is nested in, or -1."""
    stack: list[int] = []
    for index, quotation in enumerate(quotations):
        while stack and quotations[stack[-1]].span.end <= quotation.span.start:
            stack.pop()
        yield stack[-1] if stack else -1
        stack.append(index)
