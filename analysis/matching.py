"""Where words stand in an article: what a search counts, chooses by and lists."""

from __future__ import annotations

from functools import lru_cache
from typing import Any

from analysis import sparing
from analysis.model import Span
from analysis.spans.counting import WORD
from analysis.text import fold


def places(text: str, query: str) -> tuple[Span, ...]:
    """Find every place of a word or phrase, by NLTK's ``Text``.

    Words are compared whole, in upper or lower case, with either apostrophe; what stands between
    the words of a phrase (spaces, punctuation) does not count.

    Args:
        text: The article.
        query: The word or phrase.

    Returns:
        The places in the order of the text; none for a query without words.
    """
    wanted = [fold(match.group()) for match in WORD.finditer(query)]
    words, spans = _words(text)
    if not wanted or not spans:
        return ()
    width = sum(map(len, wanted)) + len(wanted) + 12
    lines = words.concordance_list(wanted, width=width, lines=len(spans))
    return tuple(
        Span(spans[line.offset].start, spans[line.offset + len(wanted) - 1].end) for line in lines
    )


@lru_cache(maxsize=4)
def _words(text: str) -> tuple[Any, tuple[Span, ...]]:
    """Return the article's words as NLTK's ``Text``, with their places; cached for a few texts."""
    with sparing.without("scipy.stats"):
        from nltk.text import Text  # noqa: PLC0415 - NLTK takes half a second to import

    matches = list(WORD.finditer(text))
    return Text([fold(m.group()) for m in matches]), tuple(Span(*m.span()) for m in matches)
