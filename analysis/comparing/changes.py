"""What became of a shared statement: its voice, its words, its place."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Mapping, Sequence

from analysis.comparing.match import Group
from analysis.comparing.records import Change, Moved, Party, Shared, Statement, Who, Word
from analysis.comparing.wording import forms, liken, pieces
from analysis.model import Source

FAR = 0.25  # of the article's length

Parts = tuple[tuple[Statement, ...], ...]
Voices = Mapping[tuple[int, str], Party]


def voices(parties: Sequence[Party]) -> dict[tuple[int, str], Party]:
    """Return the party of each source, by article and the source's id."""
    return {
        (n, source.id): party
        for party in parties
        for n, source in enumerate(party.sources)
        if source is not None
    }


def shared(groups: Sequence[Group], articles: int, by: Voices) -> tuple[Shared, ...]:
    """Return the groups with all that changed in each, in the order of the articles."""
    parts = [_parts(group.members, articles) for group in groups]
    order = {
        (one, two): _out_of_order(parts, one, two)
        for one in range(articles)
        for two in range(one + 1, articles)
    }
    found: list[Shared] = []
    for number, (group, own) in enumerate(zip(groups, parts, strict=True)):
        base, *others = (n for n, part in enumerate(own) if part)
        changes = tuple(
            _change(own, base, other, by, out=number in order[base, other]) for other in others
        )
        texts = {forms(_words(part)) for part in own if part}
        again = _parts(group.again, articles)
        found.append(Shared(own, again, len(texts) == 1, changes))
    return tuple(found)


def source(statement: Statement, by: Voices) -> Source | None:
    """Return who makes a statement; None where nobody is named for it."""
    party = by.get((statement.article, statement.speaker or ""))
    return party.sources[statement.article] if party else None


def described_alike(one: Source, two: Source) -> bool:
    """Tell whether two unnamed sources have the same description, though others may have it too."""
    if "named" in (one.naming, two.naming):
        return False
    return one.naming == two.naming and one.name.casefold() == two.name.casefold()


def _parts(statements: Sequence[Statement], articles: int) -> Parts:
    return tuple(
        tuple(sorted((s for s in statements if s.article == n), key=lambda s: (s.start, s.id)))
        for n in range(articles)
    )


def _words(part: Sequence[Statement]) -> tuple[Word, ...]:
    """Return the words of a statement's pieces in a row; a gap shows between them."""
    first, *rest = (s.words for s in part)
    more = (
        Word(word.form, word.text if place else f"… {word.text}", word.quotation)
        for words in rest
        for place, word in enumerate(words)
    )
    return (*first, *more)


def _change(parts: Parts, base: int, other: int, by: Voices, *, out: bool) -> Change:
    left, right = _words(parts[base]), _words(parts[other])
    quoted = [any(w.quotation >= 0 for w in words) for words in (left, right)]
    far = abs(parts[base][0].place - parts[other][0].place) >= FAR
    moved: Moved = "order" if out else "far" if far else ""
    return Change(
        base,
        other,
        liken(forms(left), forms(right)).ratio,
        pieces(left, right),
        _who(parts[base][0], parts[other][0], by),
        quoted[0] != quoted[1],
        moved,
    )


def _who(one: Statement, two: Statement, by: Voices) -> Who:
    a, b = (source(s, by) for s in (one, two))
    if a is None or b is None:
        return "same" if a is b else "nobody"
    party = by[one.article, a.id]
    if party is by[two.article, b.id]:
        return "unsure" if party.unsure else "same"
    if described_alike(a, b):
        return "unsure"
    namings = {a.naming, b.naming}
    if namings == {"named", "anonymous"}:
        return "named"
    if len(namings) == 2:
        return "class"
    return "another" if namings == {"named"} else "otherwise"


def _out_of_order(parts: Sequence[Parts], one: int, two: int) -> set[int]:
    """Return the statements to take out so that the rest stand in the same order in both articles.

    As few as can be: the rest is a longest increasing subsequence (Fredman 1975). Where several
    are as long, the choice does not depend on which article comes first.
    """
    both = [n for n, part in enumerate(parts) if part[one] and part[two]]
    firsts = {n: (parts[n][one][0], parts[n][two][0]) for n in both}
    rank: list[dict[int, int]] = []
    for side in (0, 1):
        ranked = sorted(both, key=lambda n: (firsts[n][side].start, firsts[n][1 - side].start))
        rank.append({n: place for place, n in enumerate(ranked)})
    told = [
        [forms(firsts[n][side].words) for n in sorted(both, key=rank[side].__getitem__)]
        for side in (0, 1)
    ]
    near, far = (0, 1) if told[0] <= told[1] else (1, 0)
    ordered = sorted(both, key=rank[near].__getitem__)
    kept = _increasing([rank[far][n] for n in ordered])
    return {n for place, n in enumerate(ordered) if place not in kept}


def _increasing(values: Sequence[int]) -> set[int]:
    """Return the places of a longest increasing subsequence, by patience sorting."""
    tops: list[int] = []
    ends: list[int] = []
    before: list[int] = []
    for place, value in enumerate(values):
        pile = bisect_left(tops, value)
        before.append(ends[pile - 1] if pile else -1)
        tops[pile : pile + 1] = [value]
        ends[pile : pile + 1] = [place]
    kept: set[int] = set()
    place = ends[-1] if ends else -1
    while place >= 0:
        kept.add(place)
        place = before[place]
    return kept
