"""What no source and no content is, whatever the network says."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

import numpy as np

from analysis.attribution.encoding import Words
from analysis.attribution.linking import Found

ARTICLES = frozenset({"a", "an", "the"})
INSIDE = frozenset("'’-.")  # marks that stand inside words, too
STOPS = frozenset(".!?")
SHORTEST = 2  # words of a clause: "who said" is cut short
TALKERS = frozenset({"i", "we", "you"})
RELATIVE = frozenset({"who", "which"})
AGAIN = re.compile(r"\s*(?:\Z|[A-Z“\"])")  # a sentence begins
# Words at the end of names whose full stop is their own.
SHORTENED = frozenset("inc corp ltd bros llc plc assn dept esq univ".split())
HANGING = frozenset({"who", "which", "whom", ","})  # of a clause that says more of the source


def tidied(
    statements: Iterable[Found],
    found: Words,
    text: str,
    headings: Sequence[bool],
    ends: Sequence[int],
) -> Iterator[Found]:
    """Yield the statements without what can't belong to them.

    - A relative pronoun that hangs on at the end of a source is none of its words.
    - "Said the source who warned of war.": behind a common noun a clause with "who" and no mark in
      it is of the source, up to the cue or to the end of the sentence; the corpus has it so in 86
      of 102 cases. A name needs no clause to tell it from others.
    - A source that is a lone article names nobody.
    - Of a relative clause only its pronoun is a source: "who ran the mill and later said".
    - A heading is no part of what is said in another paragraph, unless all of it is quoted, and
      what a heading says ends with it.
    - A source stands in one sentence.

    Args:
        statements: As decoded.
        found: The words of the text.
        text: The text.
        headings: For each paragraph whether it is a heading.
        ends: Where sentences end, in order.
    """
    for s in statements:
        own = found.paragraph[s.cue[0]]
        there = [int(found.paragraph[a]) for a, _ in s.content]
        quoted = [bool((found.quoted[a:b] > 0).all()) for a, b in s.content]
        content = tuple(
            part
            for part, at, marked in zip(s.content, there, quoted, strict=True)
            if at == own or (not headings[own] and (marked or not headings[at]))
        )
        if content:
            whole = _with_clause(replace(s, content=content), found, text, ends)
            source = _one_sentence(whole.source, s.cue, found, text, ends)
            yield replace(whole, source=_source(source, found, text))


def talks(statement: Found, found: Words, text: str) -> bool:
    """Tell whether a speaker speaks of himself or to somebody: in his words no other voice is."""
    first, last = statement.source or (0, 0)
    return last - first == 1 and text[found.starts[first] : found.ends[first]].lower() in TALKERS


def _one_sentence(
    source: tuple[int, int] | None,
    cue: tuple[int, int],
    found: Words,
    text: str,
    ends: Sequence[int],
) -> tuple[int, int] | None:
    """Return the part of a source in the sentence next to its cue.

    As in "said Kay Orme. Brent College".
    """
    if source is None:
        return None
    first, last = source
    inner = range(
        bisect_right(ends, int(found.starts[first])),
        bisect_left(ends, int(found.starts[last - 1]) + 1),
    )
    breaks = [int(np.searchsorted(found.starts, ends[n])) for n in inner]
    breaks = [b for b in breaks if first < b < last]
    if not breaks:
        return source
    first, last = (breaks[-1], last) if cue[0] >= last else (first, breaks[0])
    while last > first + 1 and text[found.starts[last - 1]] in STOPS:
        last -= 1
    return first, last


def _source(source: tuple[int, int] | None, found: Words, text: str) -> tuple[int, int] | None:
    if source is None:
        return None
    first, last = source
    said = [text[found.starts[w] : found.ends[w]] for w in range(first, last)]
    while len(said) > 1 and said[-1] in HANGING:  # the WHO is no pronoun
        said.pop()
    if said[0] in RELATIVE:
        said = said[:1]
    stop = len(said) > 1 and said[-1] == "." and len(said[-2]) > 2
    if stop and said[-2].casefold() not in SHORTENED and AGAIN.match(text, found.ends[last - 1]):
        said.pop()
    return None if ARTICLES.issuperset(map(str.lower, said)) else (first, first + len(said))


def _with_clause(statement: Found, found: Words, text: str, ends: Sequence[int]) -> Found:
    """Return the statement, with all of a clause that begins with "who" behind its source."""
    if statement.source is None:
        return statement
    first, last = statement.source
    stop = bisect_left(ends, int(found.ends[last - 1]))
    if stop == len(ends) or not text[found.starts[last - 1]].islower():
        return statement
    close = int(np.searchsorted(found.starts, ends[stop]))
    if last <= statement.cue[0] < close:
        close = statement.cue[0]
    clause = [text[found.starts[w] : found.ends[w]] for w in range(last, close)]
    while clause and clause[-1] in STOPS:
        clause.pop()
    taken = any(a < close and b > last for a, b in (statement.cue, *statement.content))
    marks = {word for word in clause if not word[0].isalnum()} - INSIDE
    if len(clause) < SHORTEST or clause[0] != "who" or taken or marks:
        return statement
    return replace(statement, source=(first, last + len(clause)))
