"""The worst mistakes: those that nothing warned of, and those that cost the most words."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import zip_longest
from typing import Literal

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
    wrong = sorted(_wrong(judged), key=lambda m: -_sure(m))
    spurious = sorted(_spurious(judged), key=lambda m: -_sure(m))
    missed = sorted(_missed(judged), key=lambda m: -m.wanted.words if m.wanted else 0)
    return list(_in_turn((wrong, spurious, missed)))[:most]


def _sure(mistake: Mistake) -> float:
    return mistake.claim.confidence if mistake.claim else 0.0


def _in_turn(sorts: Iterable[Sequence[Mistake]]) -> Iterator[Mistake]:
    for several in zip_longest(*sorts):
        yield from (mistake for mistake in several if mistake)


def _wrong(judged: Sequence[Judged]) -> Iterator[Mistake]:
    for article in judged:
        for claim in article.claims:
            if claim.partner is not None and not claim.right:
                yield Mistake("wrong source", article, article.wanted[claim.partner], claim)


def _spurious(judged: Sequence[Judged]) -> Iterator[Mistake]:
    for article in judged:
        for claim in article.claims:
            if claim.partner is None:
                yield Mistake("no statement", article, None, claim)


def _missed(judged: Sequence[Judged]) -> Iterator[Mistake]:
    for article in judged:
        for wanted in article.wanted:
            if wanted.partner is None:
                yield Mistake("missed", article, wanted, None)
