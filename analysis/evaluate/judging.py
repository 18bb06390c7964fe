"""Judges what was found in an article, statement by statement."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from analysis.brat import Statement
from analysis.evaluate.golds import UNKNOWN, Gold
from analysis.evaluate.measures import Scores
from analysis.evaluate.pairing import ROLES, Bag, Role, Spoken, forms, nested, pairs, same_source
from analysis.model import Attribution, Extraction, Form, Span
from analysis.text import RUN
from analysis.text import runs as places

NO_SOURCE = "no source"


@dataclass(frozen=True, slots=True)
class Wanted:
    """A gold statement and what became of it.

    ``partner`` is the place of its pair among the article's claims. ``kind`` and ``naming`` of its
    source are "unknown" where the gold does not say. ``nested``: it is inside another's content.
    """

    statement: Statement
    form: Form
    words: int
    partner: int | None = None
    sourced: bool = False
    exact: bool = False
    kind: str = UNKNOWN
    naming: str = UNKNOWN
    nested: bool = False


@dataclass(frozen=True, slots=True)
class Claim:
    """A statement that was found, and whether it is right: paired, and with the right source.

    ``kind`` and ``naming`` are what the reader says of the source; ``confidence`` is that in the
    words of the statement, 1 where it carries none. ``nested``: it is inside another's content.
    """

    said: Spoken
    confidence: float
    partner: int | None = None
    right: bool = False
    kind: str = NO_SOURCE
    naming: str = NO_SOURCE
    nested: bool = False


@dataclass(frozen=True, slots=True)
class Judged:
    """One article, judged."""

    name: str
    text: str
    publisher: str
    words: int
    scores: Scores
    wanted: tuple[Wanted, ...]
    claims: tuple[Claim, ...]


def judge(name: str, gold: Gold, found: Extraction | Iterable[Spoken]) -> Judged:
    """Hold what was found in one article against its gold.

    Args:
        name: The article's name.
        gold: Its text and statements.
        found: What the reader found, or bare statements.
    """
    said = found.attributions if isinstance(found, Extraction) else found
    claimed = [one for one in said if one.content]
    wanted_bags = [Bag.of(gold.text, one) for one in gold.statements]
    bags = [Bag.of(gold.text, one) for one in claimed]
    partner = pairs(wanted_bags, bags)
    back = {j: i for i, j in partner.items()}
    kinds = forms(gold.text, wanted_bags)
    within, claims_within = nested(wanted_bags), nested(bags)
    wanted = tuple(
        replace(
            _wanted(gold, n, kinds[n], bag, partner.get(n), bags),
            nested=within[n],
        )
        for n, bag in enumerate(wanted_bags)
    )
    claims = tuple(
        replace(
            _claim(one, back.get(n), wanted, found if isinstance(found, Extraction) else None),
            nested=claims_within[n],
        )
        for n, one in enumerate(claimed)
    )
    scores = _scores(gold, claimed, wanted_bags, bags, wanted)
    size = sum(1 for _ in RUN.finditer(gold.text))
    return Judged(name, gold.text, gold.publisher, size, scores, wanted, claims)


def _wanted(
    gold: Gold, number: int, form: Form, bag: Bag, partner: int | None, found: Sequence[Bag]
) -> Wanted:
    statement = gold.statements[number]
    key = tuple((span.start, span.end) for span in statement.content)
    kind, naming = (gold.sources or {}).get(key, (UNKNOWN, UNKNOWN))
    size = len(bag.content)
    if partner is None:
        return Wanted(statement, form, size, kind=kind, naming=naming)
    other = found[partner]
    sourced = same_source(bag, other)
    exact = sourced and bag.content == other.content
    return Wanted(statement, form, size, partner, sourced, exact, kind, naming)


def _claim(
    said: Spoken, partner: int | None, wanted: Sequence[Wanted], x: Extraction | None
) -> Claim:
    right = partner is not None and wanted[partner].sourced
    if x is None or not isinstance(said, Attribution):
        return Claim(said, 1.0, partner, right)
    voice = next((s for s in x.sources if s.id == said.speaker), None)
    kind, naming = (voice.kind, voice.naming) if voice else (NO_SOURCE, NO_SOURCE)
    return Claim(said, said.words_confidence, partner, right, kind, naming)


def _scores(
    gold: Gold,
    claimed: Sequence[Spoken],
    wanted_bags: Sequence[Bag],
    bags: Sequence[Bag],
    wanted: Sequence[Wanted],
) -> Scores:
    scores = Scores(articles=1)
    for role in ROLES:
        scores.token[role].add(_all(bags, role), _all(wanted_bags, role))
        ours, theirs = (_spans(gold.text, s, role) for s in (claimed, gold.statements))
        scores.span[role].add(ours, theirs)
    for hits in (scores.content, scores.full, scores.exact):
        hits.found += len(bags)
        hits.wanted += len(wanted)
    for one in wanted:
        recall = scores.forms[one.form]
        recall.gold += 1
        recall.found += one.partner is not None
        recall.sourced += one.sourced
        scores.content.right += one.partner is not None
        scores.full.right += one.sourced
        scores.exact.right += one.exact
    return scores


def _all(bags: Sequence[Bag], role: Role) -> set[int]:
    return set().union(*(getattr(bag, role) for bag in bags))


def _spans(text: str, statements: Iterable[Spoken], role: Role) -> set[tuple[int, ...]]:
    """Return each stretch of a role as the words it holds; those without a word are left out."""
    stretches: Iterable[Span] = (span for said in statements for span in getattr(said, role))
    return {tuple(places(text, [span])) for span in stretches} - {()}
