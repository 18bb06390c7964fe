"""Find the two descriptions that "and" joins: "The mayor and the police chief said"."""

from __future__ import annotations

import re

from analysis.model import Span
from analysis.sources import lexicon

ARTICLE = r"(?:the|an?|another|his|her|their|its|my|our)"
TWO = re.compile(
    rf"(?i)({ARTICLE} (?:[\w'’.-]+ ){{0,4}}?([\w'’-]+)),? and "
    rf"({ARTICLE} (?:[\w'’.-]+ ){{0,4}}?[\w'’-]+)"
)

ONE = re.compile(r"\W{0,2}(?:said|says) (?:that )?(?:he|she)\b")  # no two say "he"

NAMED = re.compile(r", [A-Z][\w.’'-]*(?: [A-Z][\w.’'-]*)*,?\Z")


def two_described(span: Span, text: str) -> tuple[Span, Span] | None:
    """Find the two descriptions of a source; each has an article or a possessive of its own.

    Returns:
        Their spans, the second with what describes it further; None where there are no two, as in
        "The chairman and chief executive" and "A spokesman for the council and the board".
    """
    match = TWO.match(span.of(text))
    if match is None or any(
        word.casefold() in lexicon.words("grammar", "stops") for word in match[1].split()[1:]
    ):
        return None
    if lexicon.noun_kind(match[2].casefold()) is None or ONE.match(text, span.end):
        return None
    if NAMED.search(span.of(text)):
        return None  # "The writer and the director of the film, Ana Ruiz"
    return Span(span.start, span.start + match.end(1)), Span(span.start + match.start(3), span.end)
