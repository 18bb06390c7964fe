"""Names and phrases of a made-up text, and tables of phrases that a pattern finds or not.

In a row of a table stand what is found, the pattern, phrases that it finds and others that look
like them and that it does not; phrases stand between bars.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

import pytest

from analysis.model import Article, Paragraph, ParagraphKind, Span
from analysis.quotes import pair
from analysis.sources.names import names
from analysis.sources.phrases import Phrase, read
from analysis.sources.proper import Name

Found = Callable[[str], re.Match[str] | None]
Row = tuple[str, Found, str, str]


def each_row(table: Sequence[Row]) -> pytest.MarkDecorator:
    """Run a test once for each row of a table."""
    rows = [pytest.param(*row[1:], id=row[0]) for row in table]
    return pytest.mark.parametrize(("found", "phrases", "others"), rows)


def mistaken(found: Found, phrases: str, others: str) -> tuple[list[str], list[str]]:
    """Return the phrases that are not found and the others that are."""
    missed = [phrase for phrase in phrases.split("|") if not found(phrase)]
    return missed, [other for other in others.split("|") if found(other)]


def paragraph(text: str, kind: ParagraphKind = "body") -> Article:
    """Return an article of one paragraph."""
    return Article("a", text, (Paragraph(Span(0, len(text)), kind),))


def find(text: str) -> list[Name]:
    """Return the names of a paragraph."""
    return names(paragraph(text), pair(text, [Span(0, len(text))]))


def named(text: str) -> list[tuple[str, str]]:
    """Return the names of a paragraph as they are written, each with its kind."""
    return [(name.text, name.kind) for name in find(text)]


def phrase(text: str) -> Phrase:
    """Return what a source says by its words."""
    before = "Then "
    end = len(before) + len(text)
    found = names(paragraph(f"{before}{text} said it."), ())
    return read(text, len(before), [n for n in found if len(before) <= n.span.start < end])
