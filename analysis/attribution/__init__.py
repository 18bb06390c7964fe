"""Who says what: runs the trained reader over an article and gives back its attributions.

The reader is a small BERT encoder with five heads (see ``data/reader.md``), run by onnxruntime.
The method follows Pareti (2015) in its units and Dozat and Manning (2017) in its links.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from functools import cache, partial

import numpy as np

from analysis.attribution import blockquotes
from analysis.attribution.boundaries import Boundaries
from analysis.attribution.encoding import Ints, Words, words
from analysis.attribution.linking import Found, decode
from analysis.attribution.nesting import nested
from analysis.attribution.network import Reader
from analysis.attribution.signatures import signatures
from analysis.attribution.tidying import talks, tidied
from analysis.attribution.turns import NO_VERB, Turn, answers, turns
from analysis.attribution.unclaimed import Marks, names, surer, unclaimed
from analysis.ingest.prose import OPENING_TIME
from analysis.model import READ, Article, Attribution, Quotation, Span
from analysis.quotes import inside
from analysis.text import form_of


@cache
def reader() -> Reader:
    """Return the network that ships with the package, opened once."""
    return Reader.load()


def attribute(
    article: Article, quotations: Sequence[Quotation], using: Reader | None = None
) -> tuple[Attribution, ...]:
    """Find all attributions of an article.

    Args:
        article: With paragraphs; with tokens, so that no span ends inside a word.
        quotations: As :func:`analysis.pipeline.quoted` found them.
        using: Another reader than the one that ships.

    Returns:
        Attributions by place, without speakers: those come from :mod:`analysis.sources`.
    """
    using = using or reader()
    paragraphs = [p for p in article.paragraphs if p.kind in READ]
    found = words(article.text, [p.span for p in paragraphs], quotations, using.vocabulary)
    if not len(found):
        return ()
    headings = [p.kind == "heading" for p in paragraphs]
    ends = [s.span.end for s in article.sentences]
    tidy = partial(
        tidied,
        found=found,
        text=article.text,
        headings=headings,
        ends=ends,
    )
    outer = decode(using.score(found), found.paragraph, using.prices)
    told = [(statement, using.confidence(statement.evidence)) for statement in tidy(outer)]
    least, sourceless = using.prices.least, using.prices.sourceless
    told = [(s, chance) for s, chance in told if chance >= (least if s.source else sourceless)]
    labelled = turns(article.text, paragraphs)
    signed = list(signatures(article.text, paragraphs, quotations))
    opened = {q.span.start for q in quotations}
    replies = [] if labelled else answers(article.text, paragraphs, opened)
    spoken = [*labelled, *signed, *replies]
    labels = _marked((_indices(_label(turn), found) for turn in (*labelled, *signed)), found)
    owned = _marked((_indices(span, found) for t in spoken for span in t.content), found)
    told = [(s, chance) for s, chance in told if not _touches(s, labels)]
    talk = [bool(owned[s.cue[0]]) and talks(s, found, article.text) for s, _ in told]
    told = [statement for statement, own in zip(told, talk, strict=True) if not own]
    told = [(left, chance) for s, chance in told if (left := _without(s, owned)).content]
    told = blockquotes.whole(told, found, article.text, headings)
    around = {part: (chance, s.source) for s, chance in told for part in s.content}
    around |= {_indices(x, found): (t.confidence, None) for t in spoken for x in t.content}
    cues = {word for s, _ in told for word in range(*s.cue)}
    inner = [(s, chance) for one, chance in nested(around, found, using, ends) for s in tidy([one])]
    inner = [(s, chance) for s, chance in inner if s.source and s.cue[0] not in cues]
    inner = [(s, chance) for s, chance in inner if not talks(s, found, article.text)]
    boundaries = Boundaries.of(article.text, article.tokens, quotations)
    mask = inside(article.text, quotations)
    records = [_record(s, found, boundaries, mask, chance) for s, chance in (*told, *inner)]
    marks = Marks(quotations)
    records = [surer(r, article.text, marks) for r in records if r.content]
    records = [r for r in records if not names(article.text, r, marks)]
    taken = [s for r in records for s in (*r.source, *r.cue, *r.content)]
    taken += [s for t in spoken for s in (t.source, t.cue, *t.content) if s is not None]
    for turn in (*spoken, *unclaimed(article.text, paragraphs, marks, taken)):
        form = form_of(article.text, mask, turn.content)
        source = (turn.source,) if turn.source else ()
        cue = (turn.cue,) if turn.cue else ()
        doubts = () if source else (NO_VERB,)
        said = Attribution("", source, cue, turn.content, form, turn.confidence, doubts=doubts)
        records.append(said)
    return _with_parents(_numbered(records))


def _indices(span: Span, found: Words) -> tuple[int, int]:
    """Return the indices of a span's words, the end exclusive."""
    first, last = found.ends.searchsorted(span.start, "right"), found.starts.searchsorted(span.end)
    return int(first), int(last)


def _marked(parts: Iterable[tuple[int, int]], found: Words) -> Ints:
    """Return for each word the number, from 1, of the part that it is in; 0 for none."""
    marks = np.zeros(len(found), np.int64)
    for number, (a, b) in enumerate(parts, 1):
        marks[a:b] = number
    return marks


def _touches(statement: Found, labels: Ints) -> bool:
    """Tell whether a statement shares a word with the label of a turn."""
    spans = [statement.cue, *statement.content, *([statement.source] if statement.source else [])]
    return any(labels[a:b].any() for a, b in spans)


def _label(turn: Turn) -> Span:
    spans = [span for span in (turn.source, turn.cue) if span is not None]
    return Span(min(s.start for s in spans), max(s.end for s in spans))


def _without(statement: Found, owned: Ints) -> Found:
    """Return a statement without those parts of its content that others say.

    Its cue tells whose words are its own.
    """
    own = {0, int(owned[statement.cue[0]])}
    left = (p for p in statement.content if own.issuperset(owned[p[0] : p[1]].tolist()))
    return replace(statement, content=tuple(left))


def _record(
    statement: Found, found: Words, boundaries: Boundaries, mask: bytearray, confidence: float
) -> Attribution:
    def span(role: tuple[int, int]) -> Span:
        return Span(int(found.starts[role[0]]), int(found.ends[role[1] - 1]))

    def whole(role: Span, others: Sequence[Span]) -> Span:
        return boundaries.mend(role, others) or role  # a colon may be all of a cue

    cue = span(statement.cue)
    source = [span(statement.source)] if statement.source else []
    contents = [span(part) for part in statement.content]
    others = [cue, *source]
    mended = [boundaries.mend(c, [*others, *(o for o in contents if o != c)]) for c in contents]
    joined = (untimed(c, boundaries.text) for c in _joined(mended, boundaries.text))
    content = tuple(c for c in joined if len(c))
    return Attribution(
        "",
        tuple(untimed(boundaries.bare(whole(s, [cue, *content])), boundaries.text) for s in source),
        (whole(cue, [*source, *content]),),
        content,
        form_of(boundaries.text, mask, content),
        round(confidence, 4),
    )


def untimed(span: Span, text: str) -> Span:
    """Return a span without a time that opens its line, as in "14:12 The mayor says"."""
    opens = span.start == 0 or text[span.start - 1] == "\n"
    clock = OPENING_TIME.match(text, span.start, span.end) if opens else None
    return Span(clock.end(), span.end) if clock else span


def _joined(spans: Sequence[Span], text: str) -> list[Span]:
    """Return spans in order; those on one line with no word between them become one."""
    out: list[Span] = []
    for span in sorted(spans):
        gap = text[out[-1].end : span.start] if out else ""
        if out and "\n" not in gap and not any(c.isalnum() for c in gap):
            out[-1] = Span(out[-1].start, max(out[-1].end, span.end))
        else:
            out.append(span)
    return out


def _numbered(records: Iterable[Attribution]) -> list[Attribution]:
    """Return records by place, outer before inner, with ids."""
    ordered = sorted(records, key=lambda r: (r.content[0].start, -r.content[-1].end, r.cue))
    return [replace(record, id=f"a{number}") for number, record in enumerate(ordered, 1)]


def _with_parents(records: Sequence[Attribution]) -> tuple[Attribution, ...]:
    """Give each record the id of the smallest one whose content covers its cue (or its content)."""
    out: list[Attribution] = []
    around: list[tuple[Span, str]] = []
    for record in records:
        cue = record.cue[0] if record.cue else record.content[0]
        first = min(record.content[0].start, cue.start)
        around = [(span, key) for span, key in around if span.end > first]
        holders = [key for span, key in around if span.covers(cue)]
        out.append(replace(record, parent=holders[-1]) if holders else record)
        around += [(span, record.id) for span in record.content]
    return tuple(out)
