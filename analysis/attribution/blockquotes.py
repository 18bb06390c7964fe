"""Block quotations: "The governor added:" and, below it, a paragraph of his words without marks.

Pages set long quotations apart, and a text keeps no sign of it but the colon. The network finds
where such words begin, and may lose them where they turn to somebody. In PolNeAR this happens
twice, in the dev articles; both paragraphs are the speaker's to their end.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

import numpy as np

from analysis.attribution.encoding import Words
from analysis.attribution.linking import Found
from analysis.attribution.tidying import talks
from analysis.attribution.turns import PERSONS
from analysis.quotes import DOUBLE, SINGLE

FIRST_OR_SECOND = re.compile(PERSONS, re.IGNORECASE)
Told = tuple[Found, float]
Part = tuple[int, int]


def whole(told: Sequence[Told], found: Words, text: str, headings: Sequence[bool]) -> list[Told]:
    """The statements, with block quotations to their end.

    A content is one that begins a paragraph, right below its cue and a colon. It goes on to the end
    of it where somebody says "I", "we" or "you" in the rest, outside quotation marks, as the
    article itself seldom does, and where no third voice is heard. What is said there of oneself or
    to somebody is no other voice and goes into it.

    Args:
        told: Statements with their confidence.
        found: The words of the text.
        text: The text.
        headings: For each paragraph whether it is a heading.
    """
    inside: dict[int, list[int]] = {}  # by paragraph: the numbers of statements with a word there
    for number, (s, _) in enumerate(told):
        for paragraph in {int(found.paragraph[a]) for a, _ in (s.cue, *s.content)}:
            inside.setdefault(paragraph, []).append(number)
    out: list[Told | None] = list(told)
    for number, (s, chance) in enumerate(told):
        block = _below(s, found, text, headings)
        if block is None:
            continue
        others = [n for n in inside[int(found.paragraph[block[0]])] if n != number]
        own = all(_within(told[n][0], block) and talks(told[n][0], found, text) for n in others)
        if own and _turns_to_somebody(s, block, found, text):
            elsewhere = (part for part in s.content if not block[0] <= part[0] < block[1])
            out[number] = replace(s, content=tuple(sorted((*elsewhere, block)))), chance
            for n in others:
                out[n] = None
    return [kept for kept in out if kept is not None]


def _below(s: Found, found: Words, text: str, headings: Sequence[bool]) -> Part | None:
    """The paragraph below a cue and its colon, without its last full stop.

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
    """Whether all that a statement says and its cue stand in a block."""
    return all(block[0] <= a < block[1] for a, _ in (s.cue, *s.content))


def _turns_to_somebody(s: Found, block: Part, found: Words, text: str) -> bool:
    """Whether there is an "I", "we" or "you" in what of a block is not yet of the statement."""
    known = {word for a, b in s.content for word in range(a, b)}
    return any(
        FIRST_OR_SECOND.fullmatch(text, int(found.starts[w]), int(found.ends[w]))
        for w in range(*block)
        if w not in known and not found.quoted[w]
    )
