"""Statements inside others: what is said is read a second time, by itself.

The network gives each word one role; read as paragraphs of their own, contents show theirs. Their
words are marked as such (``encoding.TOLD``), and the network has learnt to take a "he" among them
for whoever speaks. Where that can't be, as in "It said he called for help", the content is read as
any text is.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from functools import cache

import numpy as np

from analysis.attribution.encoding import SHAPES, Ints, Vocabulary, Words, excerpt, unmarked
from analysis.attribution.linking import Found, decode
from analysis.attribution.network import Reader

Part = tuple[int, int]

SHORTEST = 5  # words a content needs to hold a statement of its own
PRONOUNS = ("he", "she", "it", "they")  # who is called by one is not called by another
NOBODY = ("no one", "nobody")
OWN, AND, PAUSES = ("i", "we"), ("and", "but", "so", "yet"), (",", ";", "-")


def nested(
    around: Mapping[Part, tuple[float, Part | None]],
    found: Words,
    using: Reader,
    ends: Sequence[int],
) -> Iterator[tuple[Found, float]]:
    """Yield statements inside others, each with its confidence.

    Contents in which no word stands that has ever been a good part of a cue are left alone. What
    "no one" says is left out. A statement inside another is right only if both are, so the chances
    are multiplied.

    Args:
        around: Contents, as word indices, with confidence and source of their statements.
        found: The words of the text.
        using: The reader.
        ends: Where sentences end in the text.
    """
    inside = {unmarked(found, part): statement for part, statement in around.items()}
    cue = np.array([p in using.cues for p in found.pieces])
    parts = [(a, b) for a, b in sorted(inside) if b - a >= SHORTEST and cue[a:b].any()]
    if not parts:
        return
    plain = [_two_pronouns(found, part, inside[part][1], using.vocabulary) for part in parts]
    again, index = excerpt(found, parts, plain)
    # No overlap: a window begins where a content does.
    for statement in decode(using.score(again, overlap=0), again.paragraph, using.prices):
        own = int(again.paragraph[statement.cue[0]])
        content = tuple(p for p in statement.content if again.paragraph[p[0]] == own)
        chance = using.confidence(statement.evidence, nested=True)
        if not statement.source or not content or chance < using.prices.nested:
            continue
        moved = Found(
            _moved(statement.source, index),
            _moved(statement.cue, index),
            tuple(_ended(_moved(part, index), found, using.vocabulary, ends) for part in content),
            statement.evidence,
        )
        if _words(found, moved.source) not in _pieces(NOBODY, using.vocabulary):
            yield moved, chance * inside[parts[own]][0]


def _ended(part: Part, found: Words, vocabulary: Vocabulary, ends: Sequence[int]) -> Part:
    """End a content where whoever speaks around it goes on.

    That is at the end of a sentence, if it does not begin with a quotation mark, and at "I" or "we"
    behind ", but" and the like, a semicolon or a dash: "“The trust says it is sorry, but I doubt
    it,” he said". "If we train hard, we will win" goes on.
    """
    start, end = part
    if found.shape[start] == SHAPES.index("opening"):
        return part
    stop = bisect_right(ends, int(found.starts[start]))
    if stop < len(ends):
        end = min(end, int(np.searchsorted(found.starts, ends[stop])))
    own, joined = _pieces(OWN, vocabulary), _pieces(AND, vocabulary)
    pauses, breaks = _pieces(PAUSES, vocabulary), _pieces(PAUSES[1:], vocabulary)
    for at in range(start + 2, end):
        linked = found.pieces[at - 1 : at] in joined
        before, stops = at - 1 - linked, pauses if linked else breaks
        if found.pieces[at : at + 1] in own and found.pieces[before : before + 1] in stops:
            return start, max(before, start + 1)
    return start, end


def _two_pronouns(found: Words, part: Part, source: Part | None, vocabulary: Vocabulary) -> bool:
    """Tell whether a source and the first word of its content are two different pronouns."""
    first, own = found.pieces[part[0] : part[0] + 1], _words(found, source)
    known = _pieces(PRONOUNS, vocabulary)
    return own in known and first in known and own != first


def _words(found: Words, role: Part | None) -> tuple[tuple[int, ...], ...]:
    return found.pieces[slice(*role)] if role else ()


@cache
def _pieces(
    phrases: tuple[str, ...], vocabulary: Vocabulary
) -> frozenset[tuple[tuple[int, ...], ...]]:
    """Return the pieces of each word of phrases, as a text has them."""
    return frozenset(tuple(map(vocabulary, phrase.split())) for phrase in phrases)


def _moved(span: Part, index: Ints) -> Part:
    return int(index[span[0]]), int(index[span[1] - 1]) + 1
