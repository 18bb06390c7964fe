"""Turns what was found in articles into tidy pandas tables.

Every function takes any number of extractions and gives one frame whose first column is the
article's id; the columns are those of :mod:`analysis.frames.schema`, their types the same
whatever the extractions hold. Of no extraction at all comes an empty frame with the same columns.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import TYPE_CHECKING

from analysis.cells import bare, guarded
from analysis.frames import schema
from analysis.frames.cells import csv_text, to_csv
from analysis.frames.columns import KINDS, Row, typed
from analysis.lookup import Lookup
from analysis.model import (
    FORMS,
    Article,
    Attribution,
    Extraction,
    Paragraph,
    Sentence,
    Source,
    Span,
)
from analysis.quotes import inside
from analysis.spans.counting import Words, words_of
from analysis.spans.sets import clip, merge
from analysis.spans.text import hull, joined, places

if TYPE_CHECKING:
    import pandas as pd

__all__ = [
    "about",
    "attributions",
    "bare",
    "csv_text",
    "guarded",
    "paragraphs",
    "quotations",
    "sentences",
    "sources",
    "to_csv",
    "tokens",
    "unheard",
]


def tokens(*extractions: Extraction) -> pd.DataFrame:
    """Return one row a token of the articles; none where an article was not tokenised."""
    return _frame(schema.TOKENS, extractions, _tokens)


def sentences(*extractions: Extraction) -> pd.DataFrame:
    """Return one row a sentence of the articles; none where an article was not tokenised."""
    return _frame(schema.SENTENCES, extractions, _sentences)


def paragraphs(*extractions: Extraction) -> pd.DataFrame:
    """Return one row a paragraph, what was set aside included."""
    return _frame(schema.PARAGRAPHS, extractions, _paragraphs)


def quotations(*extractions: Extraction) -> pd.DataFrame:
    """Return one row a stretch between quotation marks, with the attribution that holds it."""
    return _frame(schema.QUOTATIONS, extractions, _quotations)


def attributions(*extractions: Extraction) -> pd.DataFrame:
    """Return one row a statement: who (source) says (cue) what (content)."""
    return _frame(schema.ATTRIBUTIONS, extractions, _attributions)


def sources(*extractions: Extraction) -> pd.DataFrame:
    """Return one row a source that is quoted, in the order of the extraction."""
    return _frame(schema.SOURCES, extractions, lambda e: _sources(e, e.sources))


def unheard(*extractions: Extraction) -> pd.DataFrame:
    """Return one row a person or body that is named and not quoted; columns as in the sources."""
    return _frame(schema.SOURCES, extractions, lambda e: _sources(e, e.unheard))


for _function in (tokens, sentences, paragraphs, quotations, attributions, sources, unheard):
    _name = "sources" if _function is unheard else _function.__name__
    _function.__doc__ = f"{_function.__doc__}\n\nColumns:\n{schema.describe(_name)}\n"


def _frame(
    table: schema.Table,
    extractions: Sequence[Extraction],
    rows: Callable[[Extraction], Iterator[Row]],
) -> pd.DataFrame:
    """Make a frame of the table's columns and types, whatever the rows hold."""
    wanted = table.columns[-len(schema.ABOUT) :] == schema.ABOUT
    ends = [about(e.article) if wanted else () for e in extractions]
    found = [
        (e.article.id, *row, *end)
        for e, end in zip(extractions, ends, strict=True)
        for row in rows(e)
    ]
    return typed({c.name: c.dtype for c in table.columns}, found, KINDS[table.name])


def about(article: Article) -> Row:
    """Return the cells of what is known of an article, in the order of ``schema.ABOUT``."""
    told = article.title, article.date, article.outlet, "; ".join(article.authors), article.url
    return tuple(cell or None for cell in told)


def _tokens(extraction: Extraction) -> Iterator[Row]:
    article = extraction.article
    quoted = inside(article.text, extraction.quotations)
    attributed = Lookup(_contents(extraction))
    for number, token in enumerate(article.tokens):
        span, paragraph = token.span, article.sentences[token.sentence].paragraph
        surface = span.of(article.text)
        word = any(c.isalnum() for c in surface)
        yield (
            number,
            token.sentence,
            paragraph,
            surface,
            span.start,
            span.end,
            word,
            bool(quoted[span.start]),
            attributed.hold(span.start),
        )


def _sentences(extraction: Extraction) -> Iterator[Row]:
    article = extraction.article
    count = _counter(extraction)
    held: dict[int, int] = defaultdict(int)
    for token in article.tokens:
        held[token.sentence] += 1
    for number, (span, index) in enumerate((s.span, s.paragraph) for s in article.sentences):
        kind = article.paragraphs[index].kind
        surface = span.of(article.text)
        yield (number, index, kind, surface, span.start, span.end, held[number], *count(span))


def _paragraphs(extraction: Extraction) -> Iterator[Row]:
    article = extraction.article
    count = _counter(extraction)
    held: dict[int, int] = defaultdict(int)
    for sentence in article.sentences:
        held[sentence.paragraph] += 1
    for number, paragraph in enumerate(article.paragraphs):
        span = paragraph.span
        credit = paragraph.credit.of(article.text) if paragraph.credit else None
        yield (
            number,
            paragraph.kind,
            paragraph.because or None,
            credit,
            span.of(article.text),
            span.start,
            span.end,
            held[number],
            *count(span),
        )


def _quotations(extraction: Extraction) -> Iterator[Row]:
    text = extraction.article.text
    words = words_of(text)
    holder = _holders(extraction)
    for number, quotation in enumerate(extraction.quotations):
        outer, inner = quotation.span, quotation.inner
        attribution = holder(inner)
        yield (
            number,
            quotation.run,
            quotation.paragraph,
            quotation.depth,
            inner.of(text),
            outer.start,
            outer.end,
            inner.start,
            inner.end,
            quotation.closed,
            words.count([inner]),
            attribution.id if attribution else None,
            attribution.speaker if attribution else None,
        )


def _attributions(extraction: Extraction) -> Iterator[Row]:
    article = extraction.article
    words = words_of(article.text)
    voices = {source.id: source for source in extraction.sources}
    paragraph, sentence = _finder(article.paragraphs), _finder(article.sentences)
    for a in extraction.attributions:
        source = voices.get(a.speaker) if a.speaker is not None else None
        who = (source.name, source.kind, source.naming) if source else (None, None, None)
        begins = min(a.content).start
        yield (
            a.id,
            *_role(article.text, a.source),
            *_role(article.text, a.cue),
            *_role(article.text, a.content),
            a.form,
            a.speaker,
            *who,
            a.confidence,
            words.count(a.content),
            paragraph(begins),
            sentence(begins),
            a.implicit,
            a.parent,
            "; ".join(a.doubts) or None,
            "; ".join(a.candidates) or None,
            a.excluded or None,
            "; ".join(a.corrected) or None,
            a.speaker_confidence,
        )


def _sources(extraction: Extraction, voices: Iterable[Source]) -> Iterator[Row]:
    words = words_of(extraction.article.text)
    said: dict[str | None, list[Attribution]] = defaultdict(list)
    counted = [a for a in extraction.attributions if not a.excluded]
    for attribution in counted:
        said[attribution.speaker].append(attribution)
    total = words.count(span for a in counted for span in a.content)
    for s in voices:
        own = said[s.id]
        spoken = words.count(span for a in own for span in a.content)
        mentions = sorted(mention.span for mention in s.mentions)
        known = mentions or sorted(span for a in own for span in (*a.source, *a.content))
        yield (
            s.id,
            s.name,
            s.kind,
            s.naming,
            s.role or None,
            s.affiliation or None,
            s.reason or None,
            bool(own),
            len(own),
            *(_forms(own)),
            spoken,
            spoken / total if total else None,
            len(mentions),
            places(mentions) or None,
            known[0].start if known else None,
            s.confidence,
            s.because or None,
            "; ".join(s.corrected) or None,
        )


def _forms(own: Iterable[Attribution]) -> list[int]:
    forms = [attribution.form for attribution in own]
    return [forms.count(form) for form in FORMS]


def _role(text: str, spans: Sequence[Span]) -> Row:
    whole = hull(spans)
    ends = (whole.start, whole.end) if whole else (None, None)
    return (joined(text, spans) or None, *ends, places(spans) or None)


def _contents(extraction: Extraction) -> list[Span]:
    return [span for attribution in extraction.attributions for span in attribution.content]


def _counter(extraction: Extraction) -> Callable[[Span], tuple[int, int]]:
    """Return a function that counts a span's words, and those of them in a statement."""
    words: Words = words_of(extraction.article.text)
    contents = merge(_contents(extraction))

    def count(span: Span) -> tuple[int, int]:
        return words.count([span]), words.count(clip([span], contents))

    return count


def _finder(records: Sequence[Paragraph | Sentence]) -> Callable[[int], int | None]:
    """Return a function: the number of the last record that begins at or before a place."""
    starts = [record.span.start for record in records]

    def find(place: int) -> int | None:
        return max(0, bisect_right(starts, place) - 1) if starts else None

    return find


def _holders(extraction: Extraction) -> Callable[[Span], Attribution | None]:
    """Return a function: the attribution whose content holds most of a span, the innermost one."""
    pieces = _pieces(extraction.attributions)
    starts = [start for start, _, _ in pieces]

    def holder(span: Span) -> Attribution | None:
        shares: dict[str, int] = defaultdict(int)
        found: dict[str, Attribution] = {}
        index = max(0, bisect_right(starts, span.start) - 1)
        while index < len(pieces) and pieces[index][0] < span.end:
            start, end, attribution = pieces[index]
            shared = span.shared(Span(start, end))
            if shared:
                shares[attribution.id] += shared
                found[attribution.id] = attribution
            index += 1
        return found[max(shares, key=lambda key: shares[key])] if shares else None

    return holder


def _pieces(attributions: Sequence[Attribution]) -> list[tuple[int, int, Attribution]]:
    """Cut the text where contents begin and end; each piece goes to the shortest content."""
    size = {a.id: sum(map(len, a.content)) for a in attributions}
    events = sorted(
        (place, closes, size[a.id], number)
        for number, a in enumerate(attributions)
        for span in merge(a.content)
        for place, closes in ((span.start, 1), (span.end, 0))
    )
    pieces: list[tuple[int, int, Attribution]] = []
    opened: dict[int, int] = {}
    before = 0
    for place, opens, length, number in events:
        if opened and before < place:
            pieces.append((before, place, attributions[min(opened, key=lambda n: (opened[n], n))]))
        before = place
        if opens:
            opened[number] = length
        else:
            opened.pop(number, None)
    return pieces
