"""Puts extractions side by side: voices first, then statements, then what changed."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import combinations

from analysis.comparing import changes, match, traces
from analysis.comparing.narrated import narrated
from analysis.comparing.parties import Voice, parties
from analysis.comparing.records import Compared, Party, Statement
from analysis.comparing.wording import statements
from analysis.errors import InputError
from analysis.model import Extraction

LEAST, MOST = 2, 8


def align(extractions: Sequence[Extraction], names: Sequence[str]) -> Compared:
    """Compare articles that tell the same story.

    Args:
        extractions: Two to eight of them, in any order; the first is the base of every change.
        names: What to call each; all different.

    Raises:
        InputError: There are too few or too many.
    """
    count(len(extractions))
    articles = [statements(n, x) for n, x in enumerate(extractions)]
    groups, by, voices = _joined(extractions, articles, ())
    told = [[(s.article, s.speaker) for s in g.members if s.speaker is not None] for g in groups]
    agree = {pair for own in told for pair in combinations(sorted(own), 2)}
    groups, by, voices = _joined(extractions, articles, agree)
    held = {(s.article, s.id) for g in groups for s in (*g.members, *g.again)}
    alone = [s for own in articles for s in own if (s.article, s.id) not in held]
    grounds = [traces.Ground(n, x) for n, x in enumerate(extractions)]
    return Compared(
        tuple(names),
        tuple(extractions),
        voices,
        traces.shared(changes.shared(groups, len(articles), by), grounds),
        traces.lone(alone, grounds),
        narrated(extractions),
    )


def _joined(
    extractions: Sequence[Extraction],
    articles: Sequence[Sequence[Statement]],
    agree: Iterable[tuple[Voice, Voice]],
) -> tuple[list[match.Group], changes.Voices, tuple[Party, ...]]:
    """Join statements and voices; what voices agree on is known only the second time."""
    voices = parties(extractions, agree)
    by = changes.voices(voices)

    def voice(one: Statement, two: Statement) -> int:
        a = by.get((one.article, one.speaker or ""))
        b = by.get((two.article, two.speaker or ""))
        if a is b:  # nobody's on both sides counts too
            return 1
        left, right = (changes.source(s, by) for s in (one, two))
        if left is None or right is None:
            return 0
        if changes.described_alike(left, right):
            return 1
        return -1 if left.naming == right.naming == "named" else 0

    return match.groups(articles, voice), by, voices


def count(articles: int) -> None:
    """Refuse what can't be laid side by side.

    Raises:
        InputError: There are too few or too many articles.
    """
    todo = f"give {LEAST} to {MOST} articles that differ"
    if articles < LEAST:
        raise InputError("there is only one article" if articles else "there is none", "", todo)
    if articles > MOST:
        raise InputError(f"there are {articles} articles", "", todo)
