"""Block quotations: "The governor added:" and, below it, a paragraph of his words without marks.

Pages set long quotations apart, and a text keeps no sign of it but the colon. The network finds
where such words begin, and may lose them where they turn to somebody. In PolNeAR this happens
twice, in the dev articles; both paragraphs are the speaker's to their end. A column in which the
writer says "I" gives no such sign: there contents stay as they are.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

import numpy as np

from analysis.attribution.encoding import Words
from analysis.attribution.linking import Found
from analysis.attribution.tidying import STOPS, talks
from analysis.quotes import DOUBLE, SINGLE

PERSON = re.compile(r"I(?:['’]\w+)?|[Mm][ey]|[Ww]e(?:['’]\w+)?|us|[Oo]ur|[Yy]ou(?:r|['’]\w+)?")
Told = tuple[Found, float]
Part = tuple[int, int]


def whole(told: Sequence[Told], found: Words, text: str, headings: Sequence[bool]) -> list[Told]:
    """Return the statements, with block quotations to their end.

    A content is one that begins a paragraph, right below its cue and a colon. It goes on to the end
    of it where the rest has an "I", "we" or "you" outside quotation marks, the article itself has
    none in what nobody is said to say, and no other voice is found in the paragraph. What is said
    there of oneself or to somebody is none, and goes into it.

    Args:
        told: Statements with their confidence.
        found: The words of the text.
        text: The text.
        headings: For each paragraph whether it is a heading.
    """
    below = ((number, _below(s, found, text, headings)) for number, (s, _) in enumerate(told))
    blocks = {number: block for number, block in below if block is not None}
    if not blocks or _speaks_itself(told, blocks.values(), found, text):
        return list(told)
    inside: dict[int, list[int]] = {}  # by paragraph: the numbers of statements with a word there
    for number, (s, _) in enumerate(told):
        for paragraph in {int(found.paragraph[a]) for a, _ in (s.cue, *s.content)}:
            inside.setdefault(paragraph, []).append(number)
    out: list[Told | None] = list(told)
    for number, block in blocks.items():
        s, chance = told[number]
        others = [n for n in inside[int(found.paragraph[block[0]])] if n != number]
        own = all(_within(told[n][0], block) and talks(told[n][0], found, text) for n in others)
        if own and _turns(_left(range(*block), s.content), found, text):
            elsewhere = (part for part in s.content if not block[0] <= part[0] < block[1])
            out[number] = replace(s, content=tuple(sorted((*elsewhere, block)))), chance
            for n in others:
                out[n] = None
    return [kept for kept in out if kept is not None]


def _below(s: Found, found: Words, text: str, headings: Sequence[bool]) -> Part | None:
    """Return the paragraph below a cue and its colon, without its last full stop.

    None if the content does not begin with it, if it has marks of its own at its beginning, if it
    is a heading or leads to something else itself.
    """
    last = s.cue[1] - 1
    begin = int(np.searchsorted(found.paragraph, found.paragraph[last], side="right"))
    led = begin < len(found) and text[found.starts[begin - 1]] == ":" and last >= begin - 2
    if not led or headings[found.paragraph[begin]] or all(a != begin for a, _ in s.content):
        return None
    end = int(np.searchsorted(found.paragraph, found.paragraph[begin], side="right"))
    place, closing = int(found.starts[begin]), text[found.starts[end - 1]]
    if DOUBLE.match(text, place) or SINGLE.match(text, place) or closing == ":":
        return None
    return begin, end - (closing == ".")


def _within(s: Found, block: Part) -> bool:
    """Tell whether all that a statement says and its cue stand in a block."""
    return all(block[0] <= a < block[1] for a, _ in (s.cue, *s.content))


def _left(words: Iterable[int], parts: Iterable[Part]) -> Iterator[int]:
    """Yield the words that are in none of the parts."""
    known = {word for a, b in parts for word in range(a, b)}
    return (word for word in words if word not in known)


def _turns(words: Iterable[int], found: Words, text: str) -> bool:
    """Tell whether one of the words is "I", "we" or "you", outside quotation marks."""

    def surface(word: int) -> str:
        return text[found.starts[word] : found.ends[word]]

    def numbers(word: int) -> bool:
        """Tell whether "I" numbers something, as in "World War I"; "But I" begins a sentence."""
        first = 1 in found.place[word - 1 : word + 1] or surface(word - 2) in STOPS
        return word > 1 and not first and surface(word - 1)[0].isupper()

    return any(
        not found.quoted[w]
        and PERSON.fullmatch(surface(w))
        and not (surface(w) == "I" and numbers(w))
        for w in words
    )


def _speaks_itself(told: Sequence[Told], blocks: Iterable[Part], found: Words, text: str) -> bool:
    """Tell whether the article says "I", "we" or "you" in what is nobody's."""
    parts = [part for s, _ in told for part in s.content]
    return _turns(_left(range(len(found)), [*parts, *blocks]), found, text)
