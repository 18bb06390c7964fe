"""What an editor should look at before an article runs: lists computed from a Summary."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass
from itertools import accumulate, groupby

from analysis.model import Attribution, Extraction, Source, Span
from analysis.page.summary import Summary, Voice, clip, nesting


@dataclass(frozen=True, slots=True)
class Stretch:
    """A run of body paragraphs without any statement; indexes are inclusive, from 0."""

    first: int
    last: int
    words: int


def alone(s: Summary) -> tuple[tuple[Voice, tuple[Attribution, ...]], ...]:
    """The statements that rest on one unnamed source each, by voice.

    A statement of an unnamed source is left out where a named source or a class says the same
    stretch too, or reports it (``The minister said that sources had told him ...``).
    """
    others = sorted(
        span
        for v in s.voices
        if v.source and not v.unnamed
        for a in v.statements
        for span in a.content
    )
    starts = [span.start for span in others]
    reach = list(accumulate((span.end for span in others), max))

    def vouched(span: Span) -> bool:
        before = bisect_right(starts, span.start)
        return before > 0 and reach[before - 1] >= span.end

    found = (
        (v, tuple(a for a in v.statements if not all(map(vouched, a.content)))) for v in s.unnamed
    )
    return tuple((v, own) for v, own in found if own)


def two_ways(x: Extraction) -> tuple[Attribution, ...]:
    """The statements whose reading is open to doubt, in the reader's words."""
    return tuple(a for a in x.attributions if a.doubts and not a.corrected)


def open_(record: Attribution | Source, threshold: float) -> bool:
    """Whether the reader is unsure of a statement or source, and no person has settled it."""
    return record.confidence < threshold and not record.corrected


def unsure(x: Extraction, threshold: float) -> tuple[Attribution, ...]:
    """The statements under the threshold, least sure first."""
    return tuple(
        sorted((a for a in x.attributions if open_(a, threshold)), key=lambda a: a.confidence)
    )


def unsure_sources(s: Summary, threshold: float) -> tuple[Voice, ...]:
    """The sources of which identity, kind or naming is under the threshold."""
    return tuple(v for v in s.sources if v.source and open_(v.source, threshold))


def silent(s: Summary, most: int = 3) -> tuple[Stretch, ...]:
    """The longest runs of body paragraphs in which nobody speaks, longest first."""
    body = [(n, p.span) for n, p in enumerate(s.x.article.paragraphs) if p.kind == "body"]
    spoken = _touched([span for _, span in body], s.attributed)
    runs: list[Stretch] = []
    for heard, group in groupby(zip(body, spoken, strict=True), key=lambda item: item[1]):
        if not heard:
            run = [paragraph for paragraph, _ in group]
            words = s.words.count(span for _, span in run)
            runs.append(Stretch(run[0][0], run[-1][0], words))
    runs.sort(key=lambda run: (-run.words, run.first))
    return tuple(runs[:most])


def second_hand(s: Summary) -> tuple[tuple[Voice, tuple[Voice, ...]], ...]:
    """Voices heard only within other voices' statements, with those who speak for them."""
    nest = nesting(s.x.attributions)
    found: list[tuple[Voice, tuple[Voice, ...]]] = []
    for voice in s.sources:
        parents = [nest[a.id][0] if a.id in nest else None for a in voice.statements]
        through = [s.by_id[p] for p in parents if p in s.by_id and s.by_id[p] is not voice]
        if len(through) == len(voice.statements):
            found.append((voice, tuple(dict.fromkeys(through))))
    return tuple(found)


def at_length(s: Summary, most: int = 3) -> tuple[Voice, ...]:
    """The sources with most words in quotation marks, most first."""
    return tuple(sorted((v for v in s.sources if v.quoted), key=lambda v: -v.quoted)[:most])


def paraphrased(s: Summary) -> tuple[Voice, ...]:
    """The sources of whom the article quotes not one word."""
    return tuple(v for v in s.sources if not v.quoted)


def _touched(paragraphs: list[Span], attributed: tuple[Span, ...]) -> list[bool]:
    """Which paragraphs hold a piece of a statement."""
    starts = [piece.start for piece in clip(paragraphs, attributed)]
    return [
        bisect_right(starts, span.end - 1) > bisect_right(starts, span.start - 1)
        for span in paragraphs
    ]
