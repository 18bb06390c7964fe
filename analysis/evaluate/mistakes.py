"""The worst mistakes: those that nothing warned of, and those that cost the most words."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import chain, islice, zip_longest
from typing import Literal, get_args

from analysis.evaluate.judging import Claim, Judged, Wanted

MOST = 20
Sort = Literal["wrong source", "no statement", "missed"]


@dataclass(frozen=True, slots=True)
class Mistake:
    """A gold statement, a found one, or both, that do not agree."""

    sort: Sort
    article: Judged
    wanted: Wanted | None
    claim: Claim | None


def worst(judged: Sequence[Judged], most: int = MOST) -> list[Mistake]:
    """Return the worst mistakes of three sorts in turn.

    A wrong source and a statement that is none are the worse, the surer the reader was; one that
    was missed, the more words it has. Equal ones stay in the order of the articles.
    """
    found = sorted(_mistakes(judged), key=lambda pair: -pair[0])
    sorts = ([mistake for _, mistake in found if mistake.sort == sort] for sort in get_args(Sort))
    in_turn = filter(None, chain.from_iterable(zip_longest(*sorts)))
    return list(islice(in_turn, most))


def _mistakes(judged: Sequence[Judged]) -> Iterator[tuple[float, Mistake]]:
    """Yield the mistakes, each with how bad it is among those of its sort."""
    for article in judged:
        for claim in article.claims:
            if claim.partner is None:
                yield claim.confidence, Mistake("no statement", article, None, claim)
            elif not claim.right:
                wanted = article.wanted[claim.partner]
                yield claim.confidence, Mistake("wrong source", article, wanted, claim)
        for wanted in article.wanted:
            if wanted.partner is None:
                yield wanted.words, Mistake("missed", article, wanted, None)
