"""Statements inside statements: what is said is read again by itself.

The network gives each word one role; read as paragraphs of their own, contents show theirs. It is
told that somebody says them (``encoding.TOLD``), and has learnt to take a "he" there for whoever
speaks. Where that can't be, as in "It said he called for help", the content is read as any text is.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

import numpy as np

from analysis.attribution.encoding import Ints, Vocabulary, Words, excerpt, unmarked
from analysis.attribution.linking import Found, decode
from analysis.attribution.network import Reader

SHORTEST = 5  # words a content needs to hold a statement of its own
SPEAKER = ("i", "we")
NOBODY = ("no one", "nobody")
KINDS = (("he",), ("she",), ("it",), ("they",))  # of pronouns: nobody is two of them


def nested(
    around: Mapping[tuple[int, int], tuple[float, tuple[int, int] | None]],
    found: Words,
    using: Reader,
) -> Iterator[tuple[Found, float]]:
    """Yield statements inside statements, each with its confidence.

    Contents in which no word stands that has ever been a good part of a cue are left alone, and so
    is what a speaker between quotation marks says of himself, and what "no one" does. A statement
    inside another is right only if both are, so the chances are multiplied.

    Args:
        around: Contents, as word indices, with confidence and source of their statements.
        found: The words of the text.
        using: The reader.
    """
    inside = {unmarked(found, part): statement for part, statement in around.items()}
    cue = np.array([p in using.cues for p in found.pieces])
    parts = [(a, b) for a, b in sorted(inside) if b - a >= SHORTEST and cue[a:b].any()]
    if not parts:
        return
    other = [_another(found, part, inside[part][1], using.vocabulary) for part in parts]
    again, index = excerpt(found, parts, plain=other)
    # No overlap: a window begins where a content does.
    inner = decode(using.score(again, overlap=0), again.paragraph, using.prices)
    for statement in inner:
        part = int(again.paragraph[statement.cue[0]])
        content = tuple(p for p in statement.content if again.paragraph[p[0]] == part)
        chance = using.confidence(statement.evidence, nested=True)
        quoted = bool(found.quoted[index[statement.cue[0]]])
        none = _is(again, statement.source, NOBODY, using.vocabulary)
        none |= quoted and _is(again, statement.source, SPEAKER, using.vocabulary)
        if chance >= using.prices.nested and not none and statement.source and content:
            moved = Found(
                _moved(statement.source, index),
                _moved(statement.cue, index),
                tuple(_moved(part, index) for part in content),
                statement.evidence,
            )
            yield moved, chance * inside[parts[part]][0]


def _another(
    found: Words, part: tuple[int, int], source: tuple[int, int] | None, vocabulary: Vocabulary
) -> bool:
    """Tell whether a content begins with a pronoun that can't mean its source, a pronoun."""
    first = (part[0], part[0] + 1)
    kinds = [kind for kind in KINDS if _is(found, source, kind, vocabulary)]
    return bool(kinds) and any(
        kind not in kinds and _is(found, first, kind, vocabulary) for kind in KINDS
    )


def _is(
    found: Words, role: tuple[int, int] | None, forms: tuple[str, ...], vocabulary: Vocabulary
) -> bool:
    """Tell whether a role is one of these, each of a word or two, and no other."""
    pieces = found.pieces[slice(*role)] if role else ()
    return pieces in {tuple(map(vocabulary, form.split())) for form in forms}


def _moved(span: tuple[int, int], index: Ints) -> tuple[int, int]:
    return int(index[span[0]]), int(index[span[1] - 1]) + 1
