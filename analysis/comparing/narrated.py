"""Sentences without a source that articles share, and in which a number or a date changed."""

from __future__ import annotations

from collections.abc import Sequence

from analysis.comparing import changes, match
from analysis.comparing.records import Shared, Statement
from analysis.comparing.wording import words_of
from analysis.lookup import Lookup
from analysis.model import Extraction, Span
from analysis.page.places import Places


def narrated(extractions: Sequence[Extraction]) -> tuple[Shared, ...]:
    """Return the sentences that are nobody's statement and have other figures somewhere else.

    They are found and aligned as statements are (:mod:`analysis.comparing.match`).
    """
    articles = [_sentences(n, x) for n, x in enumerate(extractions)]
    groups = match.groups(articles, lambda _one, _two: 0)
    shared = changes.shared(groups, len(articles), {})
    return tuple(group for group in shared if any(change.figures for change in group.changes))


def _sentences(article: int, x: Extraction) -> list[Statement]:
    """Return the sentences of the body in which nobody is cited."""
    said = Lookup(span for a in x.attributions for span in a.content)
    places, text = Places(x), x.article.text
    body = [n for n, p in enumerate(x.article.paragraphs) if p.kind == "body"]
    whole = max((p.span.end for p in x.article.paragraphs), default=0) or 1
    found = []
    for number, sentence in enumerate(x.article.sentences):
        span = sentence.span
        if sentence.paragraph not in body or said.between(span.start, span.end):
            continue
        words = words_of(text, [Span(span.start, span.end)])
        if words:
            key, place = f"n{number}", min(1.0, span.start / whole)
            paragraph = places.at(span)
            found.append(
                Statement(article, key, None, "indirect", words, span.start, paragraph, place)
            )
    return found
