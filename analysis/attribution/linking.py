"""From scores of words to attributions: spans by Viterbi, links by the mass that points at them."""

from __future__ import annotations

import math
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain, pairwise
from statistics import fmean

import numpy as np
from numpy.typing import NDArray

from analysis.attribution.edges import settle
from analysis.attribution.encoding import Ints

Floats = NDArray[np.float32]
_Part = tuple[tuple[int, int], float, float]  # a content, mass of its link, log-chance of edges

ROLES = ("source", "cue", "content")
TAGS = 7  # outside, then begin and inside of each role
ODD = 0.003  # no chance counts as nearer to 0 or 1 than this
FAR = 48  # words: from here on a window's edge does not matter


@dataclass(frozen=True, slots=True)
class Prices:
    """What opening a span costs, in nats, and the least that is asked of a link.

    ``to_cue`` and ``to_source`` are probability masses; ``edges`` is the weight of what the cue
    says of where its content begins and ends. The last three are no prices but the least confidence
    of a statement: ``least`` of one with a source, ``sourceless`` of one without, ``nested`` of
    one inside another. The others are chosen on training articles that were held back, by
    ``analysis.training.tune``.
    """

    source: float = -0.25
    cue: float = 1.0
    content: float = 0.75
    to_cue: float = 0.25
    to_source: float = 0.25
    edges: float = 0.8
    least: float = 0.3
    sourceless: float = 0.4
    nested: float = 0.75


@dataclass(frozen=True, slots=True)
class Window:
    """What the network says of words ``start`` to ``end``, w of them.

    ``tags``: log-probabilities (w, 7). ``cues`` are the c words that may belong to a cue, among
    them always the likeliest. ``to_cue`` (w, c): probability that a word
    of a content points at each. ``to_source`` (c, 1 + w): probability that each points at a word
    as the first of its source; column 0 is "no source". ``to_first`` and ``to_last`` (c, w):
    log-probability that what each reports begins, ends with a word.
    """

    start: int
    end: int
    tags: Floats
    cues: Ints
    to_cue: Floats
    to_source: Floats
    to_first: Floats
    to_last: Floats


@dataclass(frozen=True, slots=True)
class Found:
    """One attribution in word indices, end exclusive, with what its confidence is made of.

    ``evidence``: log-odds of the content's tags (of their geometric mean), of the lesser at its
    edges, of the cue's tags, of the link to the cue and to the source (or to none), of the lesser
    pointer to an edge; whether there is a source; log number of words; log-odds of the source's
    tags (0 without); log of one more than the words from the cue to the content, to the source.
    """

    source: tuple[int, int] | None
    cue: tuple[int, int]
    content: tuple[tuple[int, int], ...]
    evidence: tuple[float, ...]


def merge(windows: Sequence[Window], total: int) -> tuple[Floats, Ints]:
    """Average tags where windows overlap, and find the window that each word is most inside of.

    Returns:
        Log-probabilities (total, 7) and indices into ``windows`` (total,).
    """
    tags = np.zeros((total, TAGS), np.float32)
    weights = np.zeros((total, 1), np.float32)
    best = np.zeros(total, np.int64)
    inside = np.full(total, -1.0, np.float32)
    for index, w in enumerate(windows):
        at = np.arange(w.end - w.start)
        left = at + 1 if w.start else np.full_like(at, FAR)
        right = w.end - w.start - at if w.end < total else np.full_like(at, FAR)
        weight = np.minimum(np.minimum(left, right), FAR).astype(np.float32)
        tags[w.start : w.end] += weight[:, None] * w.tags
        weights[w.start : w.end, 0] += weight
        better = weight > inside[w.start : w.end]
        best[w.start : w.end][better] = index
        inside[w.start : w.end][better] = weight[better]
    return np.asarray(tags / np.maximum(weights, 1e-6), np.float32), best


def viterbi(tags: Floats, paragraph: Ints, prices: Prices) -> Ints:
    """Return the likeliest legal tag sequence: inside follows begin or inside of its role.

    No span crosses a paragraph. All paragraphs are searched at once, word by word.

    Args:
        tags: Log-probabilities (n, 7).
        paragraph: The paragraph of each word (n,), ascending.
        prices: What opening each role costs.
    """
    if not len(tags):
        return np.zeros(0, np.int64)
    starts = np.flatnonzero(np.diff(paragraph, prepend=-1))
    lengths = np.diff(np.append(starts, len(tags)))
    step = np.arange(len(tags)) - np.repeat(starts, lengths)
    order = np.lexsort((-np.repeat(lengths, lengths), step))  # all first words, all second, ...
    live = np.bincount(step).tolist()  # paragraphs that have a word at each step
    ahead, moves, rows = tags[order], _moves(prices), np.arange(len(starts))
    score = ahead[: live[0]] + moves[0]
    back = np.zeros((len(tags), TAGS), np.int64)
    done = live[0]
    for count in live[1:]:
        options = score[:count, :, None] + moves
        options.argmax(1, out=back[done : done + count])
        options.max(1, out=score[:count])
        score[:count] += ahead[done : done + count]
        done += count
    states, state = np.zeros(len(tags), np.int64), score.argmax(1)
    for count in reversed(live):
        done -= count
        states[done : done + count] = state[:count]
        state[:count] = back[done : done + count][rows[:count], state[:count]]
    chosen = np.empty_like(states)
    chosen[order] = states
    return chosen


def _moves(prices: Prices) -> Floats:
    """Return the scores of going from tag to tag (7, 7); row 0 is also a paragraph's start."""
    moves = np.zeros((TAGS, TAGS), np.float32)
    for index, role in enumerate(ROLES):
        begin, inside = 2 * index + 1, 2 * index + 2
        moves[:, begin] -= getattr(prices, role)
        legal = np.zeros(TAGS, bool)
        legal[[begin, inside]] = True
        moves[~legal, inside] = -1e4
    return moves


def spans(chosen: Ints, paragraph: Ints) -> dict[str, list[tuple[int, int]]]:
    """Return the spans of each role in a tag sequence, as word indices, end exclusive."""
    found: dict[str, list[tuple[int, int]]] = {role: [] for role in ROLES}
    change = np.flatnonzero(
        (np.diff((chosen + 1) // 2, prepend=-1) != 0)
        | (chosen % 2 == 1)
        | (np.diff(paragraph, prepend=-1) != 0)
    )
    for start, end in pairwise([*change.tolist(), len(chosen)]):
        if chosen[start]:
            found[ROLES[(chosen[start] - 1) // 2]].append((start, end))
    return found


def decode(windows: Sequence[Window], paragraph: Ints, prices: Prices) -> list[Found]:
    """Return all attributions of a text, by the place of their first word.

    Args:
        windows: The network's scores; together they hold every word.
        paragraph: The paragraph of each word (n,), ascending.
        prices: Of spans and links.
    """
    tags, best = merge(windows, len(paragraph))
    chosen = viterbi(tags, paragraph, prices)
    roles = spans(chosen, paragraph)
    certainty = tags[np.arange(len(tags)), chosen].tolist()
    cues = np.array(roles["cue"], np.int64).reshape(-1, 2)
    contents: dict[tuple[int, int], list[_Part]] = {}
    done = 0
    for content, room in zip(roles["content"], _rooms(chosen, paragraph, roles), strict=True):
        cue, mass = _cue(content, cues, windows, best)
        if cue is not None and mass >= prices.to_cue:
            w = windows[int(best[cue[0]])]
            own, sure = _settled(content, cue, (max(room[0], done), room[1]), tags, w, prices)
            contents.setdefault(cue, []).append((own, mass, sure))
            done = own[1]
    found = []
    for cue, parts in contents.items():
        source, mass = _source(cue, roles["source"], windows, best, paragraph, prices)
        spoken = tuple(sorted(part for part, _, _ in parts))
        edges = min(sure for _, _, sure in parts) + math.log(len(parts))
        masses = (min(link for _, link, _ in parts), mass)
        evidence = _evidence(spoken, cue, source, certainty, masses, min(edges, 0.0))
        found.append(Found(source, cue, spoken, evidence))
    return sorted(found, key=lambda f: (f.content[0], f.cue))


def _rooms(
    chosen: Ints, paragraph: Ints, roles: Mapping[str, Sequence[tuple[int, int]]]
) -> Iterator[tuple[int, int]]:
    """Yield for each content the words of its paragraph that it may have: no other span's."""
    breaks = [*np.flatnonzero(np.diff(paragraph, prepend=-1)).tolist(), len(chosen)]
    taken = np.flatnonzero(chosen).tolist()
    for start, end in roles["content"]:
        own = bisect_right(breaks, start)
        before, after = bisect_left(taken, start), bisect_left(taken, end)
        low = max(breaks[own - 1], taken[before - 1] + 1) if before else breaks[own - 1]
        yield low, min(breaks[own], taken[after]) if after < len(taken) else breaks[own]


def _settled(
    part: tuple[int, int],
    cue: tuple[int, int],
    room: tuple[int, int],
    tags: Floats,
    w: Window,
    prices: Prices,
) -> tuple[tuple[int, int], float]:
    """Return the content with new edges, and the lower log-probability of the two."""
    row = _row(cue, w)
    if row is None or part[0] < w.start or part[1] > w.end:
        return part, -3.0
    first, last = w.to_first[row], w.to_last[row]
    own = (part[0] - w.start, part[1] - w.start)
    near = (max(room[0] - w.start, 0), min(room[1], w.end) - w.start)
    if prices.edges:
        own = settle(own, near, tags[w.start : w.end], first, last, prices.edges)
    sure = float(min(first[own[0]], last[own[1] - 1]))
    return (own[0] + w.start, own[1] + w.start), max(sure, -10.0)


def _row(cue: tuple[int, int], w: Window) -> int | None:
    """Return the row of a window's pointers that is the cue's: that of its first likely word."""
    row = int(w.cues.searchsorted(cue[0]))
    return row if row < len(w.cues) and w.cues[row] < cue[1] else None


def _cue(
    content: tuple[int, int],
    cues: Ints,
    windows: Sequence[Window],
    best: Ints,
) -> tuple[tuple[int, int] | None, float]:
    """Return the cue that most of the content's pointing falls on, and its share of it.

    Each window is asked that some of the content is most inside of: the cue of a long one may lie
    beyond the end of the window of its middle.
    """
    found: tuple[tuple[int, int] | None, float] = (None, 0.0)
    for index in dict.fromkeys(best[content[0] : content[1]].tolist()):
        w = windows[index]
        rows = w.to_cue[max(content[0] - w.start, 0) : max(content[1] - w.start, 0)]
        first, last = cues[:, 0].searchsorted((w.start, w.end))
        if first == last or not len(rows):
            continue
        before = np.zeros(1 + len(w.cues))
        rows.mean(0).cumsum(out=before[1:])
        ends = before[w.cues.searchsorted(cues[first:last])]
        masses = ends[:, 1] - ends[:, 0]
        top = int(masses.argmax())
        if masses[top] > found[1]:
            a, b = cues[first + top]
            found = (int(a), int(b)), float(masses[top])
    return found


def _source(
    cue: tuple[int, int],
    sources: Sequence[tuple[int, int]],
    windows: Sequence[Window],
    best: Ints,
    paragraph: Ints,
    prices: Prices,
) -> tuple[tuple[int, int] | None, float]:
    """Return the source near the cue that the cue points at, or None, and the weight of that."""
    w = windows[int(best[cue[0]])]
    row = _row(cue, w)
    if row is None:
        return None, 0.0
    mass = w.to_source[row]
    first = bisect_left(sources, (w.start, 0))
    last = bisect_left(sources, (w.end, 0), first)
    near = [
        (a, b) for a, b in sources[first:last] if b <= w.end and paragraph[a] == paragraph[cue[0]]
    ]
    masses = [float(mass[1 + a - w.start : 1 + b - w.start].sum()) for a, b in near]
    if masses and max(masses) >= prices.to_source:
        top = int(np.argmax(masses))
        return near[top], masses[top]
    return None, float(mass[0])


def _evidence(
    content: Sequence[tuple[int, int]],
    cue: tuple[int, int],
    source: tuple[int, int] | None,
    certainty: Sequence[float],
    links: tuple[float, float],
    pointed: float,
) -> tuple[float, ...]:
    parts = [certainty[a:b] for a, b in content]
    link, to_source = (math.log(max(mass, ODD)) for mass in links)
    return (
        _odds(fmean(chain.from_iterable(parts))),
        _odds(min(min(p[0], p[-1]) for p in parts)),
        _odds(fmean(certainty[cue[0] : cue[1]])),
        _odds(link),
        _odds(to_source),
        _odds(pointed),
        float(source is not None),
        math.log(sum(len(p) for p in parts)),
        _odds(fmean(certainty[source[0] : source[1]])) if source else 0.0,
        min(_away(cue, part) for part in content),
        _away(cue, source) if source else 0.0,
    )


def _odds(log_chance: float) -> float:
    chance = min(max(math.exp(log_chance), ODD), 1 - ODD)
    return math.log(chance / (1 - chance))


def _away(one: tuple[int, int], other: tuple[int, int]) -> float:
    """Return the log of one more than the words between two spans."""
    return math.log1p(max(0, other[0] - one[1], one[0] - other[1]))
