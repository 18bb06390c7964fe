"""The words of statements: as they are compared, as they are printed, and how alike two runs are.

Two measures, both standard: the containment of word shingles (Broder 1997, "On the resemblance and
containment of documents") finds what one text took from a longer one, and the ratio of words in
common (Ratcliff and Metzener 1988, "Pattern matching: the gestalt approach", as in ``difflib``)
says how much of both is the same. Marks, quotation marks and letter case never count.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import pairwise

from analysis.comparing.records import Op, Piece, Statement, Word
from analysis.model import Article, Attribution, Extraction, Quotation, Span
from analysis.page.places import Places
from analysis.spans.counting import WORD
from analysis.text import fold

# Words that any two sentences share; a match needs others too. Another language has none of them,
# and loses nothing but this guard.
COMMON = frozenset(
    "a about after again all also an and any are as at be because been before being but by can "
    "could did do does for from had has have he her him his how i if in into is it its me more my "
    "no not of on one or our out over she so than that the their them then there these they this "
    "to up us was we were what when which who will with would you your".split()
)
LARGEST = 4_000_000  # cells of the table that difflib may have to look at
SIZE = 2  # words of a shingle, after the common ones are left out
SQUEEZE = re.compile(r"\s+")
MARKED = re.compile(r"…|\.\s?\.\s?\.|\[|\]")

Block = tuple[int, int, int]


@dataclass(frozen=True, slots=True)
class Likeness:
    """How alike two runs of words are: see :func:`liken`."""

    blocks: tuple[Block, ...]
    ratio: float
    words: int  # in common, without the common ones


def form(word: str) -> str:
    """Return a word as it is compared: one form for case, apostrophes, hyphens and ligatures."""
    plain = fold(unicodedata.normalize("NFKC", word))
    return plain.replace("\u2010", "-").replace("\u2011", "-")


def statements(article: int, x: Extraction) -> tuple[Statement, ...]:
    """Return the statements of an extraction in the article's order, ready to be compared."""
    places, body = Places(x), _body(x.article)
    quoted = [q for q in x.quotations if q.depth == 0]
    starts = [q.span.start for q in quoted]
    found: list[Statement] = []
    for a in x.attributions:
        spans = _told(x.article, places, a)
        if spans:
            words = _words(x.article.text, spans, quoted, starts)
            start, paragraph = spans[0].start, places.at(spans[0])
            place = min(1.0, max(0.0, (start - body.start) / max(1, len(body))))
            found.append(
                Statement(article, a.id, a.speaker, a.form, words, start, paragraph, place)
            )
    return tuple(sorted(found, key=lambda s: (s.start, -len(s.words), s.id)))


def forms(words: Sequence[Word]) -> tuple[str, ...]:
    """Return what is compared of the words: all but a "that" which only leads in."""
    found = tuple(word.form for word in words)
    return found[1:] if found[:1] == ("that",) and len(found) > 1 else found


def shingles(words: Sequence[str]) -> list[tuple[str, ...]]:
    """Return every run of ``SIZE`` words, once the common ones are left out."""
    rare = [word for word in words if word not in COMMON]
    return [tuple(rare[n : n + SIZE]) for n in range(len(rare) - SIZE + 1)]


def containment(one: Sequence[str], two: Sequence[str]) -> float:
    """Return the share of the shorter run's shingles that the other has too, in [0, 1]."""
    a, b = set(shingles(one)), set(shingles(two))
    return len(a & b) / min(len(a), len(b)) if a and b else 0.0


def liken(one: Sequence[str], two: Sequence[str]) -> Likeness:
    """Align two runs of words; the same whichever comes first."""
    if tuple(one) > tuple(two):
        turned = liken(two, one)
        blocks = tuple((b, a, n) for a, b, n in turned.blocks)
        return Likeness(blocks, turned.ratio, turned.words)
    blocks = _blocks(one, two)
    same = sum(n for _, _, n in blocks)
    rare = sum(w not in COMMON for a, _, n in blocks for w in one[a : a + n])
    return Likeness(blocks, 2 * same / max(1, len(one) + len(two)), rare)


def pieces(one: Sequence[Word], two: Sequence[Word]) -> tuple[Piece, ...]:
    """Return the two wordings as runs that are the same, cut, added or changed; whole if joined."""
    same = _smooth(liken([w.form for w in one], [w.form for w in two]).blocks, one, two)
    found: list[Piece] = []
    a = b = 0
    for start, other, size in (*same, (len(one), len(two), 0)):
        if a < start or b < other:
            left, right = one[a:start], two[b:other]
            op: Op = "changed" if left and right else "cut" if left else "added"
            altered = _altered(one, two, (a, start), (b, other))
            longer = not altered and op != "changed" and _longer(one, (a, start), two, (b, other))
            found.append(Piece(op, _text(left), _text(right), altered, longer))
        if size:
            texts = _text(one[start : start + size]), _text(two[other : other + size])
            found.append(Piece("same", *texts))
        a, b = start + size, other + size
    return tuple(found)


def _blocks(one: Sequence[str], two: Sequence[str]) -> tuple[Block, ...]:
    if len(one) * len(two) <= LARGEST:
        found = SequenceMatcher(None, one, two, autojunk=False).get_matching_blocks()
        return tuple((m.a, m.b, m.size) for m in found if m.size)
    most = min(len(one), len(two))
    head = next((n for n in range(most) if one[n] != two[n]), most)
    tail = next((n for n in range(most - head) if one[-n - 1] != two[-n - 1]), most - head)
    ends = ((0, 0, head), (len(one) - tail, len(two) - tail, tail))
    return tuple(block for block in ends if block[2])


def _smooth(blocks: Sequence[Block], one: Sequence[Word], two: Sequence[Word]) -> list[Block]:
    """Return the blocks without a lone "the" between two changes.

    Nobody reads a sentence in such crumbs.
    """
    return [
        (a, b, n)
        for a, b, n in blocks
        if n > 1
        or one[a].form not in COMMON
        or a == b == 0
        or (a + 1, b + 1) == (len(one), len(two))
    ]


def _altered(
    one: Sequence[Word], two: Sequence[Word], left: tuple[int, int], right: tuple[int, int]
) -> bool:
    """Tell whether a change inside one quotation on both sides is not marked on either.

    What is only cut or added at either end is a longer or shorter quotation, not another one.
    """
    swapped = left[0] < left[1] and right[0] < right[1]
    for words, (start, end) in ((one, left), (two, right)):
        if not swapped and (not start or end >= len(words)):
            return False
        around = words[max(0, start - 1) : end + 1]
        own = {word.quotation for word in (words[start:end] if swapped else around)}
        beside = [words[n].quotation for n in (start - 1, end) if 0 <= n < len(words)]
        if len(own) > 1 or min(own) < 0 or not own & set(beside):
            return False
        if MARKED.search(_text([word for word in around if word.quotation in own])):
            return False
    return True


def _longer(
    one: Sequence[Word], left: tuple[int, int], two: Sequence[Word], right: tuple[int, int]
) -> bool:
    """Tell whether words of one side carry on a quotation that the other has, unmarked by dots."""
    words, (start, end) = (one, left) if left[0] < left[1] else (two, right)
    others, at = (two, right[0]) if left[0] < left[1] else (one, left[0])
    next_to = [words[n] for n in (start - 1, end) if 0 <= n < len(words)]
    around = [others[n] for n in (at - 1, at) if 0 <= n < len(others)]
    if all(w.quotation >= 0 for w in words[start:end]):
        quoted = any(w.quotation >= 0 for w in next_to) and any(w.quotation >= 0 for w in around)
        return quoted and not MARKED.search(_text(around))
    return False


def _text(words: Sequence[Word]) -> str:
    return " ".join(word.text for word in words)


def _body(article: Article) -> Span:
    spans = [p.span for p in article.paragraphs if p.kind == "body"]
    return Span(spans[0].start, spans[-1].end) if spans else Span(0, len(article.text))


def _told(article: Article, places: Places, a: Attribution) -> list[Span]:
    """Return where a statement is made: in the body, or in a heading if it stands nowhere else.

    A heading says in other words what the body says; it would hide that two bodies agree.
    """
    spans = sorted(a.content)
    numbers = [places.at(span) for span in spans]
    kinds = [article.paragraphs[n - 1].kind if n else "body" for n in numbers]
    told = [span for span, kind in zip(spans, kinds, strict=True) if kind == "body"]
    return told or spans


def words_of(text: str, spans: Sequence[Span]) -> tuple[Word, ...]:
    """Return the words of stretches without quotations."""
    return _words(text, spans, (), ())


def _words(
    text: str, spans: Sequence[Span], quoted: Sequence[Quotation], starts: Sequence[int]
) -> tuple[Word, ...]:
    """Return the words of a statement; marks go with the word they touch."""
    found: list[Word] = []
    for number, span in enumerate(spans):
        matches = list(WORD.finditer(text, span.start, span.end))
        edges = _edges(text, span, [m.span() for m in matches])
        for place, match in enumerate(matches):
            printed = SQUEEZE.sub(" ", text[edges[place] : edges[place + 1]]).strip()
            printed = f"… {printed}" if number and not place else printed
            index = bisect_right(starts, match.start()) - 1
            inside = index >= 0 and match.start() < quoted[index].span.end
            run = quoted[index].run if inside else -1
            found.append(Word(form(match.group()), printed, run))
    return tuple(found)


def _edges(text: str, span: Span, words: Sequence[tuple[int, int]]) -> list[int]:
    """Return where each word's printed form begins: at the last white space before it."""
    edges = [span.start]
    for (_, before), (after, _) in pairwise(words):
        gap = text[before:after]
        space = max((n for n, c in enumerate(gap) if c.isspace()), default=0)
        edges.append(before + space)
    return [*edges, span.end]
