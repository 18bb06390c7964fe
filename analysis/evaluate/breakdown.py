"""Every measure with its interval, over all articles and by form, place, length and source."""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from analysis.evaluate.bootstrap import Draw, Estimate, ratio
from analysis.evaluate.judging import Claim, Judged, Wanted
from analysis.evaluate.measures import Scores
from analysis.model import FORMS

# Lower bounds, in words.
LENGTHS = (0, 300, 600, 900, 1200)
MAIN = ("content", "full", "exact")
FEWEST = 10  # statements inside another that a gold must hold: PolNeAR marks none on purpose

Estimates = Mapping[str, Estimate]


@dataclass(frozen=True, slots=True)
class Row:
    """A group, how many articles and statements it has, and its figures by name.

    ``statements`` counts gold ones, or found ones where the group is of found ones.
    """

    group: str
    articles: int
    statements: int
    figures: Estimates


def measures(judged: Sequence[Judged], draw: Draw) -> dict[str, dict[str, Estimate]]:
    """Return every measure of :class:`~analysis.evaluate.Scores` with its interval, in percent."""
    ratios = [article.scores.ratios() for article in judged]
    shape = Scores().ratios()
    return {
        name: {key: ratio([r[name][key] for r in ratios], draw) for key in keys}
        for name, keys in shape.items()
    }


def by_form(judged: Sequence[Judged], draw: Draw) -> list[Row]:
    """Return the recall of gold statements that are direct, mixed and indirect."""
    return [_recalled(judged, form, draw, lambda w, f=form: w.form == f) for form in FORMS]  # type: ignore[misc]


def by_nesting(judged: Sequence[Judged], draw: Draw) -> list[Row]:
    """Return how statements inside another are found, and all others; empty if there are under ten.

    "P" is the share right of the found statements that stand inside another found one, or do not.
    """
    if sum(w.nested for article in judged for w in article.wanted) < FEWEST:
        return []
    return [
        _placed(judged, name, draw, nested)
        for name, nested in (("inside another", True), ("not inside another", False))
    ]


def by_length(judged: Sequence[Judged], draw: Draw) -> list[Row]:
    """Return F1 by the length of the article, in words."""
    ends = (*LENGTHS[1:], 0)
    names = [
        f"{low:,} to {high - 1:,} words" if high else f"{low:,} words and more"
        for low, high in zip(LENGTHS, ends, strict=True)
    ]
    names[0] = f"under {LENGTHS[1]:,} words"
    return _grouped(judged, lambda a: names[bisect_right(LENGTHS, a.words) - 1], names, draw)


def by_publisher(judged: Sequence[Judged], draw: Draw) -> list[Row]:
    """Return F1 by who published the article, most articles first."""
    return _grouped(judged, lambda a: a.publisher, _names(a.publisher for a in judged), draw)


def by_kind(judged: Sequence[Judged], draw: Draw) -> list[Row]:
    """Return the share of found statements that is right, by the kind of the source found."""
    return _claimed(judged, lambda claim: claim.kind, draw)


def by_naming(judged: Sequence[Judged], draw: Draw) -> list[Row]:
    """Return the share of found statements that is right, by how the source is named."""
    return _claimed(judged, lambda claim: claim.naming, draw)


def by_gold_source(judged: Sequence[Judged], draw: Draw) -> list[Row]:
    """Return recall by kind and naming of the source, as the gold has them; else empty."""
    every = [w for a in judged for w in a.wanted]
    if all(w.kind == "unknown" and w.naming == "unknown" for w in every):
        return []
    kinds = _names(w.kind for w in every)
    namings = _names(w.naming for w in every)
    return [_recalled(judged, k, draw, lambda w, k=k: w.kind == k) for k in kinds] + [  # type: ignore[misc]
        _recalled(judged, n, draw, lambda w, n=n: w.naming == n)  # type: ignore[misc]
        for n in namings
    ]


def _grouped(
    judged: Sequence[Judged], key: Callable[[Judged], str], names: Sequence[str], draw: Draw
) -> list[Row]:
    rows = []
    for name in names:
        own = [article for article in judged if key(article) == name]
        if own:
            ratios = [article.scores.ratios() for article in own]
            figures = {m: ratio([r[m]["F"] for r in ratios], draw) for m in MAIN}
            rows.append(Row(name, len(own), sum(len(a.wanted) for a in own), figures))
    return rows


def _recalled(
    judged: Sequence[Judged], name: str, draw: Draw, keep: Callable[[Wanted], bool]
) -> Row:
    own = [[w for w in article.wanted if keep(w)] for article in judged]
    hit = [sum(w.partner is not None for w in some) for some in own]
    sourced = [sum(w.sourced for w in some) for some in own]
    sizes = [len(some) for some in own]
    figures = {
        "recall": ratio(list(zip(hit, sizes, strict=True)), draw),
        "full_recall": ratio(list(zip(sourced, sizes, strict=True)), draw),
        "source_acc": ratio(list(zip(sourced, hit, strict=True)), draw),
    }
    return Row(name, sum(map(bool, own)), sum(sizes), figures)


def _placed(judged: Sequence[Judged], name: str, draw: Draw, nested: bool) -> Row:
    row = _recalled(judged, name, draw, lambda w: w.nested is nested)
    own = [[c for c in article.claims if c.nested is nested] for article in judged]
    right = ratio([(sum(c.right for c in some), len(some)) for some in own], draw)
    figures = {key: row.figures[key] for key in ("recall", "full_recall")}
    return replace(row, figures={**figures, "P": right})


def _claimed(judged: Sequence[Judged], key: Callable[[Claim], str], draw: Draw) -> list[Row]:
    rows = []
    for name in _names(key(claim) for article in judged for claim in article.claims):
        own = [[c for c in article.claims if key(c) == name] for article in judged]
        parts = [(sum(c.right for c in some), len(some)) for some in own]
        articles = sum(map(bool, own))
        rows.append(Row(name, articles, sum(map(len, own)), {"right": ratio(parts, draw)}))
    return rows


def _names(values: Iterable[str]) -> list[str]:
    """Return the names that occur, the most frequent first."""
    counts = Counter(values)
    return sorted(counts, key=lambda name: (-counts[name], name))
