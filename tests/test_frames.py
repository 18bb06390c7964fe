from __future__ import annotations

import pickle
import pydoc
import re
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from seed import gold_extraction

import analysis
from analysis import frames
from analysis.frames import schema
from analysis.model import (
    Article,
    Attribution,
    Extraction,
    Mention,
    Paragraph,
    Sentence,
    Source,
    Span,
    Token,
)
from analysis.quotes import pair

TABLES = [*schema.TABLES, "unheard"]
EMPTY = Extraction(Article("empty", "", ()), (), (), ())
TEXT = '"A b," she said. "C d." Critics say it, media said.'


def small() -> Extraction:
    """Two sentences: a split direct quotation, and a statement inside another."""
    paragraphs = (Paragraph(Span(0, len(TEXT))),)
    sentences = (Sentence(Span(0, 23), 0), Sentence(Span(24, len(TEXT)), 0))
    places = [("A", 0), ("she", 0), ("said", 0), ("Critics", 1), (".", 1)]
    starts = [TEXT.index(word) if word != "." else len(TEXT) - 1 for word, _ in places]
    tokens = tuple(
        Token(Span(start, start + len(word)), sentence)
        for start, (word, sentence) in zip(starts, places, strict=True)
    )
    attributions = (
        Attribution(
            "a1", (Span(7, 10),), (Span(11, 15),), (Span(17, 23), Span(0, 6)), "direct", 0.9, "s1"
        ),
        Attribution("a2", (Span(40, 45),), (Span(46, 50),), (Span(24, 38),), "indirect", 0.5, "s3"),
        Attribution(
            "a3",
            (Span(24, 31),),
            (Span(32, 35),),
            (Span(36, 38),),
            "indirect",
            0.4,
            "s2",
            parent="a2",
            doubts=("who", "what"),
        ),
        Attribution("a4", (), (), (Span(36, 38),), "indirect", 0.1),
    )
    sources = (
        Source("s1", "she", "person", "anonymous", (Mention(Span(7, 10), "pronoun"),)),
        Source("s2", "Critics", "group", "generic"),
        Source("s3", "media", "media", "generic", role="=cmd"),
    )
    unheard = (Source("s4", "Tom Barrack", "person", "named"),)
    article = Article("small", TEXT, paragraphs, sentences=sentences, tokens=tokens)
    return Extraction(article, pair(TEXT, [Span(0, len(TEXT))]), attributions, sources, unheard)


def types(frame: pd.DataFrame) -> list[str]:
    return [
        ",".join(t.categories) if isinstance(t, pd.CategoricalDtype) else str(t)
        for t in frame.dtypes
    ]


@pytest.mark.parametrize("name", TABLES)
@pytest.mark.parametrize("extractions", [(), (EMPTY,), (gold_extraction(),), (small(), EMPTY)])
def test_columns_and_types_are_the_schemas_whatever_is_in_them(
    name: str, extractions: tuple[Extraction, ...]
) -> None:
    table = schema.TABLES["sources" if name == "unheard" else name]
    frame = getattr(frames, name)(*extractions)
    assert list(frame.columns) == [column.name for column in table.columns]
    wanted = [c.dtype if isinstance(c.dtype, str) else ",".join(c.dtype) for c in table.columns]
    assert types(frame) == wanted


@pytest.mark.parametrize("name", TABLES)
def test_several_articles_make_one_frame_and_so_do_their_frames(name: str) -> None:
    build = getattr(frames, name)
    both = build(small(), gold_extraction())
    parts = pd.concat([build(small()), build(gold_extraction())], ignore_index=True)
    pd.testing.assert_frame_equal(both, parts)


@pytest.mark.parametrize("name", TABLES)
def test_a_cell_is_missing_only_where_the_schema_says_so(name: str) -> None:
    table = schema.TABLES["sources" if name == "unheard" else name]
    frame = getattr(frames, name)(small(), gold_extraction())
    never = [column.name for column in table.columns if not column.missing]
    assert not frame[never].isna().any().any()


def test_a_role_of_two_parts_keeps_both_in_the_order_of_the_text() -> None:
    row = frames.attributions(small()).iloc[0]
    assert row["content_text"] == '"A b," … "C d."'
    assert (row["content_start"], row["content_end"]) == (0, 23)
    assert row["content_spans"] == "0-6;17-23"
    assert row["words"] == 4


def test_an_attribution_carries_its_source_and_its_place() -> None:
    frame = frames.attributions(small())
    assert frame["name"].fillna("").tolist() == ["she", "media", "Critics", ""]
    assert frame["kind"].astype("string").fillna("").tolist() == ["person", "media", "group", ""]
    assert frame["sentence"].tolist() == [0, 1, 1, 1]
    assert frame["doubts"].fillna("").tolist() == ["", "", "who; what", ""]
    assert frame["source_start"].isna().tolist() == [False, False, False, True]


def test_a_speaker_that_is_no_source_has_an_id_and_no_name() -> None:
    lost = replace(small(), sources=())
    frame = frames.attributions(lost)
    assert frame["speaker"].fillna("").tolist() == ["s1", "s3", "s2", ""]
    assert frame["name"].isna().all()


def test_nested_words_count_for_both_sources_and_once_in_the_total() -> None:
    frame = frames.sources(small()).set_index("id")
    assert frame["words"].to_dict() == {"s1": 4, "s2": 1, "s3": 3}
    assert frame["share"].round(3).to_dict() == {"s1": 0.571, "s2": 0.143, "s3": 0.429}


def test_forms_of_a_source_add_up_to_its_statements() -> None:
    frame = frames.sources(gold_extraction())
    assert (frame["direct"] + frame["mixed"] + frame["indirect"] == frame["statements"]).all()
    assert frame["statements"].sum() == 30


def test_who_is_never_heard_has_the_columns_of_the_sources_and_no_statement() -> None:
    frame = frames.unheard(small())
    assert frame["name"].tolist() == ["Tom Barrack"]
    assert not frame["heard"].any()
    assert list(frame.columns) == list(frames.sources(small()).columns)


def test_a_quotation_points_at_the_innermost_statement_that_holds_it() -> None:
    frame = frames.quotations(small())
    assert frame["text"].tolist() == ["A b,", "C d."]
    assert frame["attribution"].tolist() == ["a1", "a1"]
    nested = replace(
        small(),
        attributions=(
            *small().attributions,
            Attribution("a9", (), (), (Span(0, 6),), "direct", 1.0, "s9", parent="a1"),
        ),
    )
    assert frames.quotations(nested)["speaker"].tolist() == ["s9", "s1"]


def test_a_quotation_that_no_statement_holds_has_no_speaker() -> None:
    alone = replace(small(), attributions=())
    assert frames.quotations(alone)["attribution"].isna().all()


def test_tokens_know_whether_they_are_quoted_or_attributed() -> None:
    frame = frames.tokens(small())
    assert frame["text"].tolist() == ["A", "she", "said", "Critics", "."]
    assert frame["quoted"].tolist() == [True, False, False, False, False]
    assert frame["attributed"].tolist() == [True, False, False, True, False]
    assert frame["word"].tolist() == [True, True, True, True, False]


def test_words_of_paragraphs_and_sentences_agree() -> None:
    paragraphs, sentences = frames.paragraphs(small()), frames.sentences(small())
    assert paragraphs["words"].sum() == sentences["words"].sum() == 11
    assert paragraphs["attributed"].sum() == sentences["attributed"].sum() == 7
    assert paragraphs["sentences"].tolist() == [2]


def test_a_statement_over_two_paragraphs_counts_in_each() -> None:
    text = "One two\n\nthree four"
    paragraphs = (Paragraph(Span(0, 7)), Paragraph(Span(9, 19)))
    said = Attribution("a", (), (), (Span(4, 14),), "indirect", 1.0)
    frame = frames.paragraphs(Extraction(Article("x", text, paragraphs), (), (said,), ()))
    assert frame["attributed"].tolist() == [1, 1]


def test_the_seeds_captions_have_their_credit() -> None:
    frame = frames.paragraphs(gold_extraction())
    assert set(frame["credit"].dropna()) == {"Reuters", "EPA"}


def test_surfaces_are_the_articles_own_text() -> None:
    gold = gold_extraction()
    for name in ("paragraphs", "attributions"):
        role = "content_" if name == "attributions" else ""
        frame = getattr(frames, name)(gold)
        single = frame if not role else frame[~frame["content_spans"].str.contains(";")]
        for row in single.to_dict("records"):
            start, end = row[f"{role}start"], row[f"{role}end"]
            assert gold.article.text[start:end] == row[f"{role}text"]


SPANS = st.tuples(st.integers(0, 49), st.integers(1, 12)).map(
    lambda p: Span(p[0], min(p[0] + p[1], 50))
)


@given(st.lists(st.lists(SPANS, min_size=1, max_size=3), max_size=6), SPANS)
@settings(max_examples=60, deadline=None)
def test_the_holder_of_a_stretch_is_one_that_overlaps_it(
    contents: list[list[Span]], stretch: Span
) -> None:
    said = tuple(
        Attribution(f"a{n}", (), (), tuple(spans), "indirect", 1.0)
        for n, spans in enumerate(contents)
    )
    found = frames._holders(Extraction(Article("x", "a " * 25, ()), (), said, ()))(stretch)
    touching = {a.id for a in said if any(s.overlaps(stretch) for s in a.content)}
    assert found.id in touching if found else not touching


@pytest.mark.parametrize(
    ("ask", "error", "said"),
    [
        (
            lambda f: f["contenttext"],
            KeyError,
            "no column 'contenttext'; did you mean 'content_text'",
        ),
        (lambda f: f["content"], KeyError, "no column 'content'; did you mean 'content_text'"),
        (lambda f: f[["form", "nameing"]], KeyError, "no column 'nameing'; did you mean 'naming'"),
        (lambda f: f["xyz"], KeyError, "no column 'xyz'; there are: article, id, "),
        (lambda f: f.speeker, AttributeError, "no 'speeker'; did you mean 'speaker'"),
        (lambda f: f.head(3)["speeker"], KeyError, "did you mean 'speaker'"),
        (lambda f: f.sort_value, AttributeError, "did you mean 'sort_values'"),
    ],
)
def test_a_wrong_column_says_which_was_meant(
    ask: Callable[[Any], object], error: type[Exception], said: str
) -> None:
    with pytest.raises(error, match=re.escape(said)):
        ask(frames.attributions(small()))


def test_a_frame_is_pandas_own_in_every_other_way() -> None:
    frame = frames.attributions(small())
    assert isinstance(frame[["id", "form"]], pd.DataFrame)
    assert type(frame["id"]) is pd.Series
    assert frame[frame["words"] > 0].groupby("form", observed=True)["words"].sum().sum() > 0
    pd.testing.assert_frame_equal(pickle.loads(pickle.dumps(frame)), frame)  # noqa: S301 - ours
    with pytest.raises(KeyError):
        frame[("a", "b")]


@pytest.mark.parametrize(
    "ask",
    [
        lambda f: f["naming"] == "unnamed",
        lambda f: f.naming != "unnamed",
        lambda f: f["naming"].dropna().head().eq("unnamed"),
        lambda f: f[f["words"] > 0]["naming"].isin(["named", "unnamed"]),
        lambda f: f.query("naming == 'unnamed'"),
        lambda f: f.query("naming in ['unnamed']"),
    ],
)
def test_the_pages_word_for_a_naming_is_never_silently_nowhere(
    ask: Callable[[Any], object],
) -> None:
    meant = "no cell of 'naming' is 'unnamed': the tables' word is 'anonymous'"
    with pytest.warns(UserWarning, match=re.escape(meant)):
        ask(frames.attributions(gold_extraction()))


def test_the_tables_words_for_a_naming_are_compared_as_pandas_does() -> None:
    frame: Any = frames.sources(gold_extraction())
    assert (frame["naming"] == "anonymous").any() and (frame.naming == frame["naming"]).all()
    assert frame["naming"].isin({"named", "anonymous", "generic"}).all()
    renamed = frame.assign(naming=frame["naming"].astype(object).replace("anonymous", "unnamed"))
    assert (renamed["naming"] == "unnamed").any()
    assert (frame["kind"] == "unnamed").sum() == 0  # no other column has synonyms


@pytest.mark.parametrize("name", TABLES)
def test_the_help_of_a_frame_is_what_its_columns_hold_and_no_more(name: str) -> None:
    table = schema.TABLES["sources" if name == "unheard" else name]
    plain: Any = vars(pydoc)["plaintext"]
    text = pydoc.render_doc(getattr(frames, name)(small()), renderer=plain)
    assert all(f"{column.name} (" in text for column in table.columns)
    assert len(text.splitlines()) < len(table.columns) + 20


def test_the_corner_of_a_frame_in_a_notebook_is_no_empty_heading() -> None:
    frame = frames.attributions(small())
    pivot = frame.pivot_table("words", "speaker", "form", observed=True)
    shown: list[Any] = [frame, frame[["id", "words"]], pivot]
    for drawn in (one._repr_html_() for one in shown):
        assert "<th></th>" not in drawn
        assert "<table" in drawn


@pytest.mark.parametrize("most", [4, 5, 40])
def test_a_frame_in_a_notebook_has_text_to_the_left_and_numbers_to_the_right(most: int) -> None:
    frame: Any = frames.attributions(small())[
        ["id", "words", "name", "confidence", "form", "words"]
    ]
    with pd.option_context("display.max_columns", most):
        drawn = frame._repr_html_()
    named = {4: {1, 4}, 5: {1, 4}, 40: {1, 3, 5}}[most]  # four and five show four and dots
    (classes,) = re.findall(r'class="dataframe ([^"]*)"', drawn)
    assert set(classes.split()) == {"text", *(f"n{n}" for n in named)}
    assert f":nth-last-child({max(named)}) {{ text-align: right; }}" in drawn


def test_every_table_but_that_of_words_says_what_is_known_of_the_article(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text(
        'title,text,date,outlet,author,url\nBridge shut,"“It rains,” said Ann Lee.",2024-05-06,'
        "The Post,Jane Doe; Raj Patel,https://example.com/a\n",
        encoding="utf-8",
    )
    told = ["Bridge shut", "2024-05-06", "The Post", "Jane Doe; Raj Patel", "https://example.com/a"]
    names = [column.name for column in schema.ABOUT]
    reading = analysis.read(path)
    tables = {name: getattr(reading, name) for name in schema.TABLES}
    both = analysis.compare(path, path)
    checked = analysis.check(path, [path])
    tables |= {"voices": both.voices, "of both": both.statements, "checks": checked.quotations}
    assert names == ["title", "date", "outlet", "authors", "url"]
    for name, table in tables.items():
        assert len(table), name
        if name != "tokens":
            assert table[names].drop_duplicates().to_numpy().tolist() == [told], name
    bare = analysis.read_text("“It rains,” said Ann Lee.").attributions
    assert bare[names].isna().all().all()
