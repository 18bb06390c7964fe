"""Finds a quote again in a text that was edited, or says that it can't be found surely.

First the words as they were, with what stands around them; then words and surroundings are
aligned with the likeliest stretches of the text (Needleman and Wunsch 1970), which are voted for by
the words they share. A place is only taken if most of the quote is there, and nowhere else so much.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from analysis.corrections.indexing import Index, split
from analysis.corrections.records import Quote
from analysis.model import Span

CONTEXTS = (5, 8, 12, 20, 32)  # words on each side; more where fewer would fit elsewhere too
WHOLE = 40  # words of a quote that are aligned; of a longer one its beginning and its end are
EDGE = 16
COMMON = 400  # places from which a word votes for none
BUCKET = 6
BEST = 5  # stretches that are looked at closely
FEW = 0.4  # of the most votes: a stretch with fewer is no rival
SHARE = 0.5  # of the weight of quote, and of quote and surroundings, that must be there
MARGIN = 0.2  # by which the best place must lead
ALIKE = 0.5  # weight another place may reach when a quote is written down
GAP = 0.01
SIDE = 0.3  # of the weight on each side of a short quote that must be there
LONE = 3  # words of which a quote needs no witness
AROUND = 1000  # characters on each side that are written down; words may be as long as pages
NEAR = 10  # words on each side in which a second word of the same form makes a place doubtful


@dataclass(frozen=True, slots=True)
class Placed:
    """Where a quote stands now.

    ``changed`` if its words are not quite those that were written down, if it is short and no
    longer next to any word it stood next to, or if it is no word and what is around it has changed:
    a person should look at it again.
    """

    span: Span
    changed: bool = False


def quote(index: Index, span: Span) -> Quote:
    """Write a stretch of a text down, with as much around it as makes the place certain."""
    text = index.text
    held = index.inside(span)
    first, last = (held.start, held.stop) if held else (held.start, held.start)
    made = Quote(_line(span.of(text)), at=span.start)
    for size in CONTEXTS:
        start = index.starts[max(0, first - size)] if index.starts else 0
        end = index.ends[min(len(index.ends), last + size) - 1] if index.ends else 0
        before, after = (
            text[min(start, span.start) : span.start],
            text[span.end : max(end, span.end)],
        )
        made = replace(made, before=_line(before[-AROUND:]), after=_line(after[:AROUND]))
        if _only(index, made, span):
            break
    return made


def place(index: Index, wanted: Quote) -> Placed | str:
    """Find a quote in a text.

    Args:
        index: Of the text as it is now.
        wanted: The quote as it was written down.

    Returns:
        Its place, or in words why none is certain.
    """
    exact = _exact(index.text, wanted)
    if exact is not None:
        return exact
    if not (wanted.before or wanted.after):
        return _bare(index, wanted)
    pattern = _Pattern.of(wanted)
    if not pattern.inner:
        return "it quotes no word"
    if len(pattern.inner) > WHOLE:
        return _long(index, pattern, wanted)
    return _aligned(index, pattern, wanted)


def _line(text: str) -> str:
    return " ".join(text.split())


def _flexible(text: str) -> str:
    return r"\s+".join(map(re.escape, text.split()))


def _exact(text: str, wanted: Quote) -> Placed | str | None:
    """Find the words as they were in their surroundings; None if they are not there."""
    before = _flexible(wanted.before) + r"\s*" if wanted.before else r"(?<!\w)"
    after = r"\s*" + _flexible(wanted.after) if wanted.after else r"(?!\w)"
    words = _flexible(wanted.text)  # looked ahead for: like places may overlap
    found = [Span(*m.span(1)) for m in re.finditer(f"(?={before}({words}){after})", text)]
    if len(found) == 1 or (found and any(span.start == wanted.at for span in found)):
        return Placed(next((span for span in found if span.start == wanted.at), found[0]))
    if not found:
        return None
    nearest = _nearest(found, wanted)
    return Placed(nearest) if nearest else f"its words stand there {len(found)} times; quote more"


def _nearest(found: Sequence[Span], wanted: Quote) -> Span | None:
    """Return the one of equals without surroundings that is much nearer to the old place."""
    if wanted.at is None or wanted.before or wanted.after:
        return None
    near, other = sorted(abs(span.start - wanted.at) for span in found)[:2]
    if near * 4 > other:
        return None
    return min(found, key=lambda span: abs(span.start - (wanted.at or 0)))


def _bare(index: Index, wanted: Quote) -> Placed | str:
    """Find a quote by hand, without surroundings: letter case and curls aside, but every word."""
    words = split(wanted.text)
    if not words:
        return "it quotes no word"
    starts = [n for n in index.places.get(words[0], ()) if index.words[n : n + len(words)] == words]
    if len(starts) == 1:
        return Placed(_span(index, starts[0], starts[0] + len(words) - 1))
    return f"its words stand there {len(starts)} times; quote more" if starts else GONE


GONE = "its words are not there any more"
DOUBTFUL = "the text around it has changed too much"
TWICE = "it fits several places"


@dataclass(frozen=True, slots=True)
class _Pattern:
    """A quote in words: ``words[first:last]`` is the quote itself, the rest what is around it."""

    words: tuple[str, ...]
    first: int
    last: int

    @classmethod
    def of(cls, wanted: Quote) -> _Pattern:
        before, inner, after = split(wanted.before), split(wanted.text), split(wanted.after)
        return cls((*before, *inner, *after), len(before), len(before) + len(inner))

    @property
    def inner(self) -> tuple[str, ...]:
        return self.words[self.first : self.last]


@dataclass(frozen=True, slots=True)
class _Fit:
    """Where each word of a pattern stands (-1: nowhere), and the share of its weight found."""

    links: tuple[int, ...]
    total: float
    inner: float
    span: tuple[int, int] | None


def _aligned(index: Index, pattern: _Pattern, wanted: Quote) -> Placed | str:
    fits = _fits(index, pattern, wanted.at)
    if not fits or fits[0].span is None or fits[0].inner < SHARE:
        return GONE
    best = fits[0]
    if best.total < SHARE or not (_alone(index, pattern, best) or _beside(pattern, best)):
        return DOUBTFUL
    if len(pattern.inner) <= LONE and not _between(index, pattern, best):
        return DOUBTFUL
    held = fits[0].span
    rivals = [f for f in fits[1:] if f.span is not None and not _meet(f.span, held)]
    if any(f.total > best.total - MARGIN for f in rivals):
        return TWICE
    span = _span(index, *held)
    apart = len(pattern.inner) <= LONE and not _beside(pattern, best)
    apart = apart or not any(word[0].isalnum() for word in pattern.inner)  # a colon is any colon
    return Placed(span, apart or split(span.of(index.text)) != list(pattern.inner))


def _meet(one: tuple[int, int], other: tuple[int, int]) -> bool:
    return one[0] <= other[1] and other[0] <= one[1]


def _alone(index: Index, pattern: _Pattern, fit: _Fit) -> bool:
    """Tell whether no word that was found could be another one of the same form close by."""
    if fit.span is None:
        return False
    if len(pattern.inner) > LONE and fit.inner > 0.75:
        return True
    around = (*pattern.words[: pattern.first], *pattern.words[pattern.last :])
    near = index.words[max(0, fit.span[0] - NEAR) : fit.span[1] + 1 + NEAR]
    own = [pattern.words[n] for n in range(pattern.first, pattern.last) if fit.links[n] >= 0]
    return any(word not in around and near.count(word) == 1 for word in own if word[0].isalnum())


def _between(index: Index, pattern: _Pattern, fit: _Fit) -> bool:
    """Tell whether something of what stood before a quote, and of what stood after it, is found."""
    for side in (range(pattern.first), range(pattern.last, len(pattern.words))):
        weights = {n: index.weight(pattern.words[n]) for n in side}
        found = sum(weight for n, weight in weights.items() if fit.links[n] >= 0)
        if found < SIDE * sum(weights.values()):
            return False
    return True


def _beside(pattern: _Pattern, fit: _Fit) -> bool:
    """Tell whether a quote still stands next to a word it stood next to."""
    links, held = fit.links, fit.span
    if held is None:
        return False
    left = pattern.first == 0 or links[pattern.first - 1] == held[0] - 1
    right = pattern.last == len(links) or links[pattern.last] == held[1] + 1
    return (left and links[pattern.first] >= 0) or (right and links[pattern.last - 1] >= 0)


def _long(index: Index, pattern: _Pattern, wanted: Quote) -> Placed | str:
    """Find the place of a long quote, by its beginning and its end."""
    head = _Pattern(pattern.words[: pattern.first + EDGE], pattern.first, pattern.first + EDGE)
    tail = _Pattern(pattern.words[pattern.last - EDGE :], 0, EDGE)
    at = wanted.at
    begin = _aligned(index, head, wanted)
    end = _aligned(index, tail, replace(wanted, at=None if at is None else at + len(wanted.text)))
    if isinstance(begin, str) or isinstance(end, str):
        return begin if isinstance(begin, str) else str(end)
    span = Span(begin.span.start, end.span.end)
    held, size = len(index.inside(span)), len(pattern.inner)
    if not 0.6 * size <= held <= 1.6 * size:
        return DOUBTFUL
    return Placed(span, split(span.of(index.text)) != list(pattern.inner))


def _only(index: Index, made: Quote, span: Span) -> bool:
    """Tell whether a quote leads back to its place, and no other place is much like it."""
    if _exact(index.text, replace(made, at=None)) != Placed(span):
        return False
    pattern = _Pattern.of(made)
    if not pattern.inner:
        return False
    if len(pattern.inner) > WHOLE:
        return True
    fits = _fits(index, pattern, made.at)
    spans = [f.span for f in fits[:1]]
    return all(f.total < ALIKE for f in fits[1:] if f.span not in spans)


def _fits(index: Index, pattern: _Pattern, at: int | None) -> list[_Fit]:
    """Return the likeliest places, best first."""
    weights = [index.weight(word) for word in pattern.words]
    found = [
        _align(index, pattern, weights, window) for window in _windows(index, pattern, weights)
    ]
    old = at or 0
    found.sort(
        key=lambda f: (-f.total, abs(index.starts[f.span[0]] - old) if f.span else len(index.text))
    )
    return found


def _windows(index: Index, pattern: _Pattern, weights: Sequence[float]) -> Iterator[range]:
    """Yield stretches that share most with a pattern, in about the same order."""
    votes: dict[int, float] = {}
    for number, (word, weight) in enumerate(zip(pattern.words, weights, strict=True)):
        places = index.places.get(word, ())
        if len(places) <= COMMON:
            for found in places:
                bucket = (found - number) // BUCKET
                votes[bucket] = votes.get(bucket, 0.0) + weight
    shared = {
        b: sum(votes.get(b + step, 0.0) for step in (-1, 0, 1)) + votes[b] / 1000 for b in votes
    }
    slack = max(8, len(pattern.words) // 2)
    taken: list[int] = []
    for bucket in sorted(shared, key=lambda b: (-shared[b], b)):
        if any(abs(bucket - other) < 2 for other in taken):
            continue
        if taken and shared[bucket] < FEW * shared[taken[0]]:
            return
        taken.append(bucket)
        start = max(0, bucket * BUCKET - slack)
        stop = min(len(index.words), (bucket + 1) * BUCKET + len(pattern.words) + slack)
        yield range(start, stop)
        if len(taken) == BEST:
            return


def _align(index: Index, pattern: _Pattern, weights: Sequence[float], window: range) -> _Fit:
    """Link the words of a pattern to those of a stretch, in order, for the most weight."""
    words, width = index.words[window.start : window.stop], len(window)
    rows: list[list[float]] = [[0.0] * (width + 1)]
    for word, weight in zip(pattern.words, weights, strict=True):
        above, row, left = rows[-1], [0.0], 0.0
        for j, other in enumerate(words):
            up, beside = above[j + 1], left - GAP
            left = max(up, beside)
            if other == word and above[j] + weight > left:
                left = above[j] + weight
            row.append(left)
        rows.append(row)
    links = _trace(rows, pattern.words, words, weights)
    links = [link + window.start if link >= 0 else -1 for link in links]
    own = _together(links, pattern)
    for number in range(pattern.first, pattern.last):
        if number not in own:
            links[number] = -1
    held = [links[number] for number in own]
    got = sum(w for w, link in zip(weights, links, strict=True) if link >= 0)
    inside = len(own) / max(1, len(pattern.inner))
    span = (held[0], held[-1]) if held else None
    return _Fit(tuple(links), got / max(1e-9, sum(weights)), inside, span)


def _trace(
    rows: Sequence[Sequence[float]],
    pattern: Sequence[str],
    words: Sequence[str],
    weights: Sequence[float],
) -> list[int]:
    links = [-1] * len(pattern)
    i, j = len(pattern), max(range(len(words) + 1), key=lambda n: rows[-1][n])
    while i and j:
        here = rows[i][j]
        if pattern[i - 1] == words[j - 1] and here == rows[i - 1][j - 1] + weights[i - 1]:
            i, j = i - 1, j - 1
            links[i] = j
        elif here == rows[i - 1][j]:
            i -= 1
        else:
            j -= 1
    return links


def _together(links: Sequence[int], pattern: _Pattern) -> list[int]:
    """Return the words of the quote that were found, without strays at its edges."""
    own = [n for n in range(pattern.first, pattern.last) if links[n] >= 0]
    while len(own) > 1 and _apart(links, own[0], own[1]):
        del own[0]
    while len(own) > 1 and _apart(links, own[-2], own[-1]):
        del own[-1]
    return own


def _apart(links: Sequence[int], one: int, other: int) -> bool:
    return links[other] - links[one] > (other - one) + 3


def _span(index: Index, first: int, last: int) -> Span:
    return Span(index.starts[first], index.ends[last])
