"""Looks for a statement's words in the articles that lack it, where no statement has them.

An article may print what another attributes in its own voice, or the reader may have overlooked
who said it: either way "only in this one" would be wrong, and an editor wants to know.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from analysis.comparing.records import Lone, Shared, Statement, Trace
from analysis.comparing.wording import COMMON, form, forms, liken
from analysis.lookup import Lookup
from analysis.model import Extraction, Span
from analysis.page.places import Places
from analysis.spans.counting import WORD

LEAST, TELLING = 6, 3  # words of a statement; words in common that say something
KEPT = 0.75  # of a statement's words must stand there
RARE = 20  # places of a pair of words; a pair with more tells nothing
SLACK = 6  # words that may have come in between


class Ground:
    """The words of an article's body, to look stretches up in."""

    def __init__(self, article: int, x: Extraction) -> None:
        self._article, self._places = article, Places(x)
        body = [p.span for p in x.article.paragraphs if p.kind == "body"]
        found = [m for span in body for m in WORD.finditer(x.article.text, span.start, span.end)]
        self._spans = [Span(*m.span()) for m in found]
        self._forms = tuple(form(m.group()) for m in found)
        self._said = Lookup(span for a in x.attributions for span in a.content)
        self._index: defaultdict[tuple[str, str], list[int]] = defaultdict(list)
        for place, pair in enumerate(pairwise(self._forms)):
            self._index[pair].append(place)

    def trace(self, statement: Statement) -> Trace | None:
        """Find where most words of a statement stand in this article and are nobody's statement."""
        words = forms(statement.words)
        if len(words) < LEAST:
            return None
        shifts: Counter[int] = Counter()
        for place, pair in enumerate(pairwise(words)):
            held = self._index.get(pair, ())
            if len(held) <= RARE:
                shifts.update(at - place for at in held)
        if not shifts:
            return None
        shift = min(shifts, key=lambda s: (-shifts[s], s))
        first = max(0, shift - SLACK)
        ground = self._forms[first : max(0, shift) + len(words) + SLACK]
        like = liken(words, ground)
        blocks = [(b, n) for a, b, n in like.blocks if n > 1 or words[a] not in COMMON]
        same = sum(n for _, n in blocks)
        if like.words < TELLING or same < KEPT * len(words):
            return None
        start, end = first + blocks[0][0], first + blocks[-1][0] + blocks[-1][1]
        told = sum(self._said.between(s.start, s.end) for s in self._spans[start:end])
        if told * 2 >= end - start:  # most of the words are somebody's statement
            return None
        span = Span(self._spans[start].start, self._spans[end - 1].end)
        return Trace(self._article, span, self._places.at(span), same / len(words))


def lone(statements: Sequence[Statement], grounds: Sequence[Ground]) -> tuple[Lone, ...]:
    """Return the statements that only one article has, each with its traces in the others."""
    everywhere = set(range(len(grounds)))
    return tuple(Lone(s, _traces(s, everywhere - {s.article}, grounds)) for s in statements)


def shared(groups: Sequence[Shared], grounds: Sequence[Ground]) -> tuple[Shared, ...]:
    """Return the shared statements, each with its traces in the articles that lack it."""
    return tuple(
        replace(
            group,
            traces=_traces(
                group.parts[group.base][0],
                {n for n, part in enumerate(group.parts) if not part},
                grounds,
            ),
        )
        for group in groups
    )


def _traces(s: Statement, within: set[int], grounds: Sequence[Ground]) -> tuple[Trace, ...]:
    found = (grounds[n].trace(s) for n in sorted(within))
    return tuple(trace for trace in found if trace)
