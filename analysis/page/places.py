"""Where things stand in the article: paragraph numbers and the ids that links lead to.

Ids are numbers of our own (``p3`` the third paragraph, ``a3`` the third attribution, ``s3`` the
third voice), never words of the article.
"""

from __future__ import annotations

from bisect import bisect_right

from analysis.model import Attribution, Extraction, Span


class Places:
    """Finds paragraphs by offset; numbers count from 1.

    Args:
        x: The extraction.
        prefix: Put before every id, where several articles share a page.
    """

    def __init__(self, x: Extraction, prefix: str = "") -> None:
        self.prefix = prefix
        self.paragraphs = [p.span for p in x.article.paragraphs]
        self._starts = [span.start for span in self.paragraphs]
        self._numbers = {a.id: n for n, a in enumerate(x.attributions, 1)}

    def at(self, span: Span) -> int:
        """Return the number of the paragraph that the span touches first; 0 for none."""
        index = bisect_right(self._starts, span.start) - 1
        for n in (index, index + 1):
            if 0 <= n < len(self.paragraphs) and self.paragraphs[n].overlaps(span):
                return n + 1
        return 0

    def pieces(self, span: Span) -> list[tuple[int, Span]]:
        """Return the span cut at paragraphs, each piece with its paragraph's number."""
        found: list[tuple[int, Span]] = []
        n = self.at(span)
        while 0 < n <= len(self.paragraphs) and self.paragraphs[n - 1].start < span.end:
            held = self.paragraphs[n - 1]
            piece = Span(max(held.start, span.start), min(held.end, span.end))
            if len(piece) > 0:
                found.append((n, piece))
            n += 1
        return found

    def paragraph(self, a: Attribution) -> int:
        """Return the number of the paragraph in which a statement's content begins; 0 for none."""
        return next((n for n in map(self.at, sorted(a.content)) if n), 0)

    def number(self, a: Attribution) -> int:
        """Return the number of the attribution."""
        return self._numbers[a.id]

    def key(self, a: Attribution) -> str:
        """Return the id of the statement's mark."""
        return f"{self.prefix}a{self.number(a)}"

    def order(self, a: Attribution) -> tuple[Span, ...]:
        """Return a key to sort attributions by, as they stand in the article."""
        return tuple(sorted(a.content))

    def link(self, a: Attribution, words: str) -> str:
        """Return a link to the statement; the bare words if it stands in no paragraph."""
        return f'<a href="#{self.key(a)}">{words}</a>' if self.paragraph(a) else words
