"""Finds the statements that articles share: word for word, or nearly so.

What has the same words is found by a table of them; what is nearly the same by an index of rare
shingles, so that the work grows with the statements and not with their pairs. Only what shares a
shingle is aligned. An alignment is taken, best first, unless its words are spoken for.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import combinations

from analysis.comparing.records import Statement
from analysis.comparing.wording import COMMON, Likeness, containment, forms, liken, shingles

SHORT = 5  # words; "no comment" is the same statement only from the same mouth
RARE = 30  # statements of an article; a shingle in more of them tells nothing
TRIES = 8  # the most promising partners of a statement that are aligned
LIKE = 0.6  # words in common, for two statements to be near
SAME_VOICE, OTHER_VOICE = 0.5, 0.75
HELD, HELD_WORDS = 0.6, 4  # shingles of the shorter one, and words in common that say something
NEARBY = 0.2  # of an article: so far off may the same words of the same voice stand
TELLING = 3  # words in common that are not common words
FRESH = 0.6  # of an alignment's words that nothing else may have claimed

Key = tuple[int, str]
# 1 the same voice, -1 two different ones, 0 not known.
SameVoice = Callable[[Statement, Statement], int]


@dataclass(frozen=True, slots=True)
class Group:
    """Statements of several articles that are one, and those that only repeat it."""

    members: tuple[Statement, ...]
    again: tuple[Statement, ...] = ()


def groups(articles: Sequence[Sequence[Statement]], voice: SameVoice) -> list[Group]:
    """Return the statements that two or more articles share, in the order of the articles.

    Args:
        articles: The statements of each article, in its order.
        voice: Whether two statements have the same voice.

    Returns:
        Each statement in one group at most. The same for any order of the articles, but for the
        order of the groups.
    """
    known = {(s.article, s.id): s for own in articles for s in own}
    words = {key: forms(s.words) for key, s in known.items()}
    parent: dict[Key, Key] = {key: key for key in known}
    repeats: list[tuple[Key, Key]] = []
    for one, two in combinations(range(len(articles)), 2):
        found = _Pairing(articles[one], articles[two], words, voice)
        found.pair()
        for a, b in found.joined:
            parent[_root(parent, a)] = _root(parent, b)
        repeats += found.again
    return _gather(known, parent, repeats)


def _gather(
    known: dict[Key, Statement], parent: dict[Key, Key], repeats: Iterable[tuple[Key, Key]]
) -> list[Group]:
    members: defaultdict[Key, list[Statement]] = defaultdict(list)
    for key, statement in known.items():
        members[_root(parent, key)].append(statement)
    again: defaultdict[Key, dict[Key, Statement]] = defaultdict(dict)
    taken: set[Key] = set()
    for extra, base in repeats:
        root = _root(parent, base)
        alone = len(members[_root(parent, extra)]) == 1
        if alone and len(members[root]) > 1 and extra not in taken:
            again[root][extra] = known[extra]
            taken.add(extra)
    found = [
        Group(tuple(own), tuple(again[root].values()))
        for root, own in members.items()
        if len({s.article for s in own}) > 1
    ]
    return sorted(found, key=lambda g: (g.members[0].article, g.members[0].start))


def _root(parent: dict[Key, Key], key: Key) -> Key:
    while parent[key] != key:
        parent[key] = parent[parent[key]]
        key = parent[key]
    return key


Link = tuple[Statement, Statement, Likeness]


@dataclass(slots=True)
class _Pairing:
    """The statements of two articles: what was joined so far, and which words are claimed."""

    one: Sequence[Statement]
    two: Sequence[Statement]
    words: dict[Key, tuple[str, ...]]
    voice: SameVoice
    joined: list[tuple[Key, Key]] = field(default_factory=list)
    again: list[tuple[Key, Key]] = field(default_factory=list)
    claimed: dict[Key, set[int]] = field(default_factory=dict)

    def pair(self) -> None:
        """Join statements, those of the same words first."""
        self._verbatim()
        done = self.claimed.keys()  # two that are joined word for word already stay as they are
        links = [link for link in self._near() if not {*map(_key, link[:2])} <= done]
        for a, b, like in sorted(links, key=lambda link: _rank(*link)):
            self._take(_key(a), _key(b), like)

    def _verbatim(self) -> None:
        """Join what has the same words, the first with the first; what is left says it again."""
        tables: list[defaultdict[tuple[str, ...], list[Statement]]] = []
        for own in (self.one, self.two):
            table: defaultdict[tuple[str, ...], list[Statement]] = defaultdict(list)
            for statement in own:
                table[self.words[_key(statement)]].append(statement)
            tables.append(table)
        for text, first in tables[0].items():
            second = tables[1].get(text, [])
            if not text or not second:
                continue
            pairs, left, right = _partners(first, second, self.voice, short=len(text) < SHORT)
            for a, b in pairs:
                self.joined.append((_key(a), _key(b)))
                for key in (_key(a), _key(b)):
                    self.claimed[key] = set(range(len(text)))
            if pairs:
                a, b = pairs[-1]
                self.again += [(_key(s), _key(b)) for s in left]
                self.again += [(_key(s), _key(a)) for s in right]

    def _near(self) -> Iterator[Link]:
        """Yield all statements of the articles that are alike enough, with how they align."""
        one, two, words = self.one, self.two, self.words
        ways = (_candidates(one, two, words), _candidates(two, one, words))
        pairs = {*ways[0], *((a, b) for b, a in ways[1]), *_same_place(one, two, self.voice)}
        first, second = ({_key(s): s for s in own} for own in (one, two))
        for a, b in sorted(pairs):
            if words[a] == words[b]:
                continue
            like = liken(words[a], words[b])
            sure = self.voice(first[a], second[b])
            near = abs(first[a].place - second[b].place) < NEARBY
            if _alike(like, words[a], words[b], sure) or (sure == 1 and near and _again(like)):
                yield first[a], second[b], like

    def _take(self, a: Key, b: Key, like: Likeness) -> None:
        """Join two statements, or note that one says again what is joined, or leave them."""
        sides = {
            a: {n for start, _, size in like.blocks for n in range(start, start + size)},
            b: {n for _, start, size in like.blocks for n in range(start, start + size)},
        }
        fresh = {key: own - self.claimed.get(key, set()) for key, own in sides.items()}
        if all(len(fresh[key]) >= FRESH * len(own) for key, own in sides.items()):
            self.joined.append((a, b))
            for key, own in fresh.items():
                self.claimed.setdefault(key, set()).update(own)
        elif a not in self.claimed:
            self.again.append((a, b))
        elif b not in self.claimed:
            self.again.append((b, a))


def _partners(
    first: Sequence[Statement], second: Sequence[Statement], voice: SameVoice, *, short: bool
) -> tuple[list[tuple[Statement, Statement]], list[Statement], list[Statement]]:
    """Pair statements of the same words, the same voices first; return pairs and what is left."""
    left, right = list(first), list(second)
    pairs: list[tuple[Statement, Statement]] = []
    for wanted in (1,) if short else (1, 0, -1):
        for a in list(left)[:RARE]:
            b = next((b for b in right[:RARE] if voice(a, b) == wanted), None)
            if b is not None:
                pairs.append((a, b))
                left.remove(a)
                right.remove(b)
    return (pairs, [], []) if short else (pairs, left, right)


def _candidates(
    own: Sequence[Statement], others: Sequence[Statement], words: dict[Key, tuple[str, ...]]
) -> Iterator[tuple[Key, Key]]:
    """Yield with each statement the few of the other article that share most rare shingles."""
    index: defaultdict[tuple[str, ...], list[Key]] = defaultdict(list)
    for statement in others:
        for shingle in _traits(words[_key(statement)]):
            index[shingle].append(_key(statement))
    size = {_key(s): len(s.words) for s in others}
    place = {_key(s): s.place for s in others}
    for statement in own:
        seen: Counter[Key] = Counter()
        for shingle in _traits(words[_key(statement)]):
            held = index.get(shingle, ())
            if len(held) <= RARE:
                seen.update(held)
        here = statement.place
        order = {k: (-n, size[k], abs(place[k] - here), place[k]) for k, n in seen.items()}
        yield from ((_key(statement), key) for key in sorted(seen, key=order.__getitem__)[:TRIES])


def _same_place(
    one: Sequence[Statement], two: Sequence[Statement], voice: SameVoice
) -> Iterator[tuple[Key, Key]]:
    """Yield with each statement the few of the same voice at about its place in the other article.

    Short ones may share no rare word: "It is a disgrace" and "It is a scandal".
    """
    places = [s.place for s in two]
    for a in one:
        around = range(
            bisect_left(places, a.place - NEARBY), bisect_right(places, a.place + NEARBY)
        )
        near = sorted(around, key=lambda n: (abs(places[n] - a.place), n))[:TRIES]
        yield from ((_key(a), _key(two[n])) for n in near if voice(a, two[n]) == 1)


def _again(like: Likeness) -> bool:
    """Tell whether the same voice says nearly the same again, if all words count."""
    return like.ratio >= LIKE and sum(size for _, _, size in like.blocks) >= TELLING


def _traits(words: Sequence[str]) -> set[tuple[str, ...]]:
    """Return what a statement is looked up by: its rare shingles, and its rare words alone."""
    return {*shingles(words), *((word,) for word in words if word not in COMMON)}


def _alike(like: Likeness, a: Sequence[str], b: Sequence[str], voice: int) -> bool:
    if like.words < TELLING:
        return False
    enough = {1: SAME_VOICE, 0: LIKE, -1: OTHER_VOICE}[voice]
    if like.ratio >= enough:
        return True
    shorter = min(a, b, key=len)
    telling = sum(word not in COMMON for word in shorter)
    held = like.words >= HELD_WORDS and like.words >= HELD * telling
    return held and containment(a, b) >= max(enough, HELD)


def _rank(a: Statement, b: Statement, like: Likeness) -> tuple[float, ...]:
    """Return a key to sort by, best first: the same from either side."""
    return (-like.ratio, -like.words, abs(a.place - b.place), a.place + b.place)


def _key(statement: Statement) -> Key:
    return statement.article, statement.id
