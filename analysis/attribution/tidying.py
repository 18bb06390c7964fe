"""What no source and no content is, whatever the network says."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from analysis.attribution.encoding import Words
from analysis.attribution.linking import Found

ARTICLES = frozenset({"a", "an", "the"})
JOINING = frozenset("'’-")  # marks inside words
HANGING = frozenset({"who", "which", "whom", ","})  # of a clause that says more of the source


def tidied(
    statements: Iterable[Found], found: Words, text: str, headings: Sequence[bool]
) -> Iterator[Found]:
    """The statements without what can't belong to them.

    - A relative pronoun that hangs on at the end of a source is none of its words.
    - "Said the source who warned of war.": behind a common noun a clause with "who" and no mark in
      it is of the source, up to the cue or to the end of the sentence; the corpus has it so in 86
      of 102 cases. A name needs no clause to tell it from others.
    - A source that is a lone article names nobody.
    - A heading is no part of what is said in another paragraph, unless all of it is quoted.

    Args:
        statements: As decoded.
        found: The words of the text.
        text: The text.
        headings: For each paragraph whether it is a heading.
    """
    for s in statements:
        own = found.paragraph[s.cue[0]]
        there = [int(found.paragraph[a]) for a, _ in s.content]
        quoted = [bool((found.quoted[a:b] > 0).all()) for a, b in s.content]
        content = tuple(
            part
            for part, at, marked in zip(s.content, there, quoted, strict=True)
            if at == own or marked or not headings[at]
        )
        if content:
            whole = _with_clause(replace(s, content=content), found, text)
            yield replace(whole, source=_source(whole.source, found, text))


def _source(source: tuple[int, int] | None, found: Words, text: str) -> tuple[int, int] | None:
    if source is None:
        return None
    first, last = source
    said = [text[found.starts[w] : found.ends[w]] for w in range(first, last)]
    while len(said) > 1 and said[-1] in HANGING:  # the WHO is no pronoun
        said.pop()
    return None if ARTICLES.issuperset(map(str.lower, said)) else (first, first + len(said))


def _with_clause(statement: Found, found: Words, text: str) -> Found:
    """The statement, with all of a clause that begins with "who" behind its source."""
    if statement.source is None:
        return statement
    first, last = statement.source
    spans = (statement.cue, *statement.content)
    stop = min((a for a, _ in spans if a >= last), default=len(found))
    end = last
    while end < stop and found.paragraph[end] == found.paragraph[first]:
        word = text[found.starts[end] : found.ends[end]]
        if not (word[0].isalnum() or word in JOINING) or (end == last and word != "who"):
            break
        end += 1
    sentence = end < len(found) and text[found.starts[end] : found.ends[end]] == "."
    if not text[found.starts[last - 1]].islower():
        return statement
    whole = end == statement.cue[0] or (sentence and statement.cue[0] < first)
    return replace(statement, source=(first, end)) if whole and end - last > 1 else statement
