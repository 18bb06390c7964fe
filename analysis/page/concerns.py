"""What an editor should look at before an article runs: lists computed from a Summary."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from itertools import groupby

from analysis import shipped
from analysis.lookup import Lookup
from analysis.model import Attribution, Extraction, Reply, Source, Span
from analysis.page.summary import Summary, Voice, nesting

WORD = re.compile(r"[^\W_]{3,}")
MOST = 3  # of a list of what is longest
LEAST, SAME = 3, 0.8  # words that a wording needs, and the share of them that two have in common


@dataclass(frozen=True, slots=True)
class Stretch:
    """A run of body paragraphs without any statement; indexes are inclusive, from 0."""

    first: int
    last: int
    words: int


def alone(s: Summary) -> tuple[tuple[Voice, tuple[Attribution, ...]], ...]:
    """Return the statements that rest on one unnamed source each, by source.

    A statement of an unnamed source is left out where a named source or a general group says the
    same stretch too, reports it (``The minister said that sources had told him ...``), or says
    nearly the same in another place. A denial supports nothing: after "the council denied that"
    the claim still rests on who made it.
    """
    heard = (a for v in s.voices if v.source and not v.unnamed for a in v.statements)
    theirs = [a for a in heard if not denies(s.x, a)]
    others = Lookup(span for a in theirs for span in a.content)
    wordings = _Wordings((_wording(s, a), a.content) for a in theirs)

    def repeated(a: Attribution) -> bool:
        found = wordings.alike(_wording(s, a))
        return any(not _meet(a.content, spans) for spans in found)

    def vouched(a: Attribution) -> bool:
        return all(map(others.cover, a.content)) or repeated(a)

    found = ((v, tuple(a for a in v.statements if not vouched(a))) for v in s.unnamed)
    return tuple((v, own) for v, own in found if own)


@cache
def _denials() -> frozenset[str]:
    """Return the words of denial, which ``analysis/data/denials.toml`` lists."""
    return frozenset(shipped.table("denials.toml")["words"])


def denies(x: Extraction, a: Attribution) -> bool:
    """Return whether the cue of a statement disputes its content ("denied", "rejected")."""
    cue = " ".join(span.of(x.article.text) for span in a.cue)
    return not _denials().isdisjoint(WORD.findall(cue.casefold()))


def _wording(s: Summary, a: Attribution) -> frozenset[str]:
    """Return the longer words of a statement, folded."""
    text = " ".join(span.of(s.x.article.text) for span in a.content)
    return frozenset(word.casefold() for word in WORD.findall(text))


class _Wordings:
    """The wordings of statements, found by what they have in common with another."""

    def __init__(self, told: Iterable[tuple[frozenset[str], tuple[Span, ...]]]) -> None:
        self._contents: dict[frozenset[str], list[tuple[Span, ...]]] = {}
        self._holding: dict[str, list[frozenset[str]]] = {}
        for words, content in told:
            if words not in self._contents:
                for word in words:
                    self._holding.setdefault(word, []).append(words)
            self._contents.setdefault(words, []).append(content)

    def alike(self, words: frozenset[str]) -> Iterator[tuple[Span, ...]]:
        """Yield the contents that are nearly worded so.

        At least two thirds of the words stand in each of them; so one of the rarest third does.
        """
        rarest = sorted(words, key=lambda word: len(self._holding.get(word, ())))
        rarest = rarest[: len(words) // 3 + 1]
        seen = {other for word in rarest for other in self._holding.get(word, ())}
        for other in seen:
            if _alike(words, other):
                yield from self._contents[other]


def _alike(one: frozenset[str], other: frozenset[str]) -> bool:
    """Tell whether two wordings share most of their words (Dice 1945)."""
    return len(one) >= LEAST and 2 * len(one & other) >= SAME * (len(one) + len(other))


def _meet(one: tuple[Span, ...], other: tuple[Span, ...]) -> bool:
    """Tell whether two statements share a character: one then stands in the other."""
    return any(a.overlaps(b) for a in one for b in other)


def unclear(x: Extraction) -> tuple[Attribution, ...]:
    """Return the statements that one of two sources may have made."""
    return tuple(a for a in x.attributions if a.candidates and a.speaker is None)


def asked(x: Extraction) -> tuple[tuple[Source, tuple[Reply, ...]], ...]:
    """Return who was asked and did not answer, or is accused and not quoted, in order."""
    sources = {source.id: source for source in (*x.sources, *x.unheard)}
    found: dict[str, list[Reply]] = {}
    for reply in x.replies:
        found.setdefault(reply.source, []).append(reply)
    return tuple((sources[key], tuple(own)) for key, own in found.items() if key in sources)


def two_ways(x: Extraction) -> tuple[Attribution, ...]:
    """Return the statements whose reading is open to doubt, in the software's words."""
    return tuple(a for a in x.attributions if a.doubts and not a.corrected and not a.excluded)


def open_(record: Attribution | Source, threshold: float) -> bool:
    """Tell whether the software is unsure of a statement or source that no person has settled."""
    return record.confidence < threshold and not record.corrected


def unsure(x: Extraction, threshold: float) -> tuple[Attribution, ...]:
    """Return the statements under the threshold, least sure first."""
    return tuple(
        sorted((a for a in x.attributions if open_(a, threshold)), key=lambda a: a.confidence)
    )


def unsure_sources(s: Summary, threshold: float) -> tuple[Voice, ...]:
    """Return the sources of which identity, kind or naming is under the threshold."""
    return tuple(v for v in s.sources if v.source and open_(v.source, threshold))


def silent(s: Summary) -> tuple[Stretch, ...]:
    """Return the longest runs of body paragraphs in which nobody speaks, longest first."""
    body = [(n, p.span) for n, p in enumerate(s.x.article.paragraphs) if p.kind == "body"]
    held = Lookup(s.attributed)
    spoken = [held.between(span.start, span.end) for _, span in body]
    runs: list[Stretch] = []
    for heard, group in groupby(zip(body, spoken, strict=True), key=lambda item: item[1]):
        if not heard:
            run = [paragraph for paragraph, _ in group]
            words = s.words.count(span for _, span in run)
            runs.append(Stretch(run[0][0], run[-1][0], words))
    runs.sort(key=lambda run: (-run.words, run.first))
    return tuple(runs[:MOST])


def second_hand(s: Summary) -> tuple[tuple[Voice, tuple[Voice, ...]], ...]:
    """Return sources quoted only within others' statements, with those who quote them."""
    nest = nesting(s.x.attributions)
    found: list[tuple[Voice, tuple[Voice, ...]]] = []
    for voice in s.sources:
        parents = [nest[a.id][0] if a.id in nest else None for a in voice.statements]
        through = [s.by_id[p] for p in parents if p in s.by_id and s.by_id[p] is not voice]
        if len(through) == len(voice.statements):
            found.append((voice, tuple(dict.fromkeys(through))))
    return tuple(found)


def at_length(s: Summary) -> tuple[Voice, ...]:
    """Return the sources with most words in quotation marks, most first."""
    return tuple(sorted((v for v in s.sources if v.quoted), key=lambda v: -v.quoted)[:MOST])


def paraphrased(s: Summary) -> tuple[Voice, ...]:
    """Return the sources of whom the article quotes not one word."""
    return tuple(v for v in s.sources if not v.quoted)
