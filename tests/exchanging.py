"""What the tests of the exchange share: awkward extractions, and the round trip through files."""

from __future__ import annotations

import tempfile
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import samples
from hypothesis import strategies as st
from seed import gold_extraction

from analysis import tokens
from analysis.exchange import transfer
from analysis.exchange.restore import Found
from analysis.model import (
    Article,
    Attribution,
    Extraction,
    Mention,
    MentionForm,
    Paragraph,
    ParagraphKind,
    Quotation,
    Source,
    Span,
)

PIECES = (
    "😀",
    "👩‍👩‍👧",
    "𝒳",
    "e\u0301",
    "\r\n",
    "\n",
    " ",
    "  ",
    "\t",
    "قال أحمد",
    "\u202bשלום\u202c",
    "“yes”",
    "said",
    "=1+1",
    "\u2028",
    "\x85",
    "_x000D_",
    "\x0b",
    "\ufeff",
    "'",
    '"',
    ",",
    "a",
    ";",
)
# One article in which every unit differs: emoji, a combining mark, CR LF, Arabic.
MIXED = "😀 “Cafe\u0301”, said Ana.\r\nقال أحمد إن 👩‍👩‍👧 بخير.\r\nEnd 𝒳."
FOLDERS = ("brat", "csv", "parquet")


def spoken(text: str = MIXED) -> Extraction:
    """One statement with a source, a cue and two contents, beyond emoji, and a second in Arabic."""

    def at(words: str) -> Span:
        start = text.index(words)
        return Span(start, start + len(words))

    said = Attribution(
        "a1",
        (at("Ana"),),
        (at("said"),),
        (at("“Cafe\u0301”"), at("End 𝒳")),
        "mixed",
        0.25,
        "s1",
        doubts=("who?",),
        corrected=("source",),
    )
    other = Attribution(
        "a2",
        (at("أحمد"),),
        (at("قال"),),
        (at("إن 👩‍👩‍👧 بخير"),),
        "indirect",
        1.0,
        "s2",
        implicit=True,
        parent="a1",
    )
    voices = (
        Source("s1", "Ana", "person", "named", (Mention(at("Ana"), "name"),), role="=cook"),
        Source(
            "s2", "أحمد", "person", "named", (Mention(at("أحمد"), "name"),), corrected=("name",)
        ),
    )
    unheard = (Source("u1", "End", "media", "generic", (Mention(at("End"), "nominal"),)),)
    paragraphs = (Paragraph(Span(0, len(text)), "body", "made", at("End")),)
    article = Article("mixed", text, paragraphs, "T", "utf-8", "0" * 64, ("mended",))
    quotation = Quotation(at("“Cafe\u0301”"), at("Cafe\u0301"), 0)
    return Extraction(article, (quotation,), (said, other), voices, unheard, "r1")


def bare(extraction: Extraction) -> Extraction:
    """Without sentences and tokens, which every format leaves out."""
    return replace(extraction, article=replace(extraction.article, sentences=(), tokens=()))


def cases() -> list[Extraction]:
    """The seed, tokenised, and the odd ones of the report's tests; each with an id of its own."""
    gold = gold_extraction()
    gold = replace(gold, article=tokens.tokenise(gold.article))
    odd = [
        make()
        for make in (
            samples.silent,
            samples.single,
            samples.nested,
            samples.spread,
            samples.crossing,
            samples.hostile,
            samples.empty,
            spoken,
        )
    ]
    named = [replace(e, article=replace(e.article, id=f"x{n}")) for n, e in enumerate(odd)]
    return [gold, *named]


def bring_back(extractions: Sequence[Extraction], form: str) -> list[Found]:
    """Through files of the format and back, in the order of the extractions' ids."""
    with tempfile.TemporaryDirectory() as folder:
        paths = transfer.export(extractions, form, folder)
        places = [Path(folder)] if form in FOLDERS else [p for p in paths if p.suffix != ".txt"]
        found = [item for place in places for item in transfer.load(place, form)]
    by_id = {item.extraction.article.id: item for item in found}
    assert len(by_id) == len(found)
    return [by_id[e.article.id] for e in extractions]


def returns(extractions: Sequence[Extraction], form: str) -> bool:
    """Whether all come back as they were, with nothing left out."""
    found = bring_back(extractions, form)
    same = [item.extraction for item in found] == [bare(e) for e in extractions]
    return same and not any(item.remarks for item in found)


WORDS = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), max_size=8)
NAMES = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), min_size=1)
SHARES = st.floats(0, 1)


@st.composite
def extractions(draw: st.DrawFn) -> Extraction:
    """An extraction of an awkward text, consistent in itself, all its words awkward too."""
    text = "".join(draw(st.lists(st.sampled_from(PIECES), min_size=1, max_size=14)))
    voices = draw(st.lists(NAMES, max_size=2, unique=True))
    ids = draw(st.lists(NAMES, max_size=3, unique=True))
    article = Article(
        draw(NAMES),
        text,
        tuple(Paragraph(s, draw(_kinds), draw(WORDS), s) for s in draw(_spans(text, 0))),
        draw(WORDS),
        repairs=tuple(draw(st.lists(WORDS, max_size=2))),
    )
    quotations = [Quotation(s, s, 0, draw(st.integers(0, 2))) for s in draw(_spans(text, 0))]
    return Extraction(
        tokens.tokenise(article) if draw(st.booleans()) else article,
        tuple(quotations) if article.paragraphs else (),
        tuple(_statement(draw, text, key, voices, ids) for key in ids),
        tuple(_voice(draw, text, key) for key in voices),
        tuple(_voice(draw, text, key) for key in draw(st.lists(NAMES, max_size=1))),
        draw(WORDS),
    )


_kinds: st.SearchStrategy[ParagraphKind] = st.sampled_from(
    ("body", "heading", "byline", "caption", "boilerplate")
)


def _spans(text: str, least: int) -> st.SearchStrategy[list[Span]]:
    place = st.integers(0, len(text))
    span = st.tuples(place, place).filter(lambda ends: ends[0] < ends[1]).map(lambda e: Span(*e))
    return st.lists(span, min_size=least, max_size=2)


def _statement(
    draw: st.DrawFn, text: str, key: str, voices: list[str], ids: list[str]
) -> Attribution:
    return Attribution(
        key,
        tuple(draw(_spans(text, 0))),
        tuple(draw(_spans(text, 0))),
        tuple(draw(_spans(text, 1))),
        draw(st.sampled_from(("direct", "mixed", "indirect"))),
        draw(SHARES),
        draw(st.sampled_from([None, *voices])),
        draw(st.booleans()),
        draw(st.sampled_from([None, *ids])),
        tuple(draw(st.lists(WORDS, max_size=2))),
        tuple(draw(st.lists(WORDS, max_size=1))),
    )


def _voice(draw: st.DrawFn, text: str, key: str) -> Source:
    forms: st.SearchStrategy[MentionForm] = st.sampled_from(("name", "nominal", "pronoun"))
    return Source(
        key,
        draw(WORDS),
        draw(st.sampled_from(("person", "media", "unknown"))),
        draw(st.sampled_from(("named", "anonymous", "generic"))),
        tuple(Mention(span, draw(forms)) for span in draw(_spans(text, 0))),
        draw(WORDS),
        draw(WORDS),
        draw(WORDS),
        draw(SHARES),
        draw(WORDS),
        tuple(draw(st.lists(WORDS, max_size=1))),
    )
