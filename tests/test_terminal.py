from __future__ import annotations

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st
from seed import gold_extraction

from analysis.model import Article, Attribution, Extraction, Source, Span
from analysis.page.terminal import summary, table
from analysis.text import plain


def test_the_table_has_a_line_a_statement_under_one_header() -> None:
    lines = table(gold_extraction()).splitlines()
    assert lines[0] == "000_2efcd0cf48806b2a: 30 statements"
    assert lines[1].split() == ["source", "cue", "form", "sure", "content"]
    assert len([line for line in lines if line]) == 32


def test_the_table_says_how_many_of_its_statements_are_not_counted() -> None:
    x = gold_extraction()
    left = (replace(x.attributions[0], excluded="heading"), *x.attributions[1:])
    lines = table(replace(x, attributions=left)).splitlines()
    assert lines[0].endswith(": 30 statements, 1 of them not counted")


def test_columns_stand_under_their_names() -> None:
    lines = table(gold_extraction()).splitlines()
    at = lines[1].index("content")
    assert all(line[at - 1] == " " and line[at] != " " for line in lines[2:32])
    assert max(map(len, lines)) <= at + 72


def test_no_statement_leaves_the_title_alone() -> None:
    assert table(Extraction(Article("x", "", ()), (), (), ())) == "x: 0 statements\n\n"


def test_the_summary_counts_statements_sources_and_the_unnamed() -> None:
    lines = summary(gold_extraction()).splitlines()
    assert lines[1] == "30 statements (2 direct, 11 mixed, 17 indirect) by 16 sources"
    assert lines[2] == "12 of them by 4 unnamed sources"


def test_one_is_written_in_the_singular() -> None:
    said = Attribution("a", (), (), (Span(0, 1),), "direct", 1.0, "s")
    voice = Source("s", "a", "person", "anonymous")
    text = summary(Extraction(Article("x", "a", ()), (), (said,), (voice,)))
    assert text == "Reading of x\n1 statement (1 direct) by 1 source\n1 of them by 1 unnamed source"


@given(st.text(st.characters(exclude_categories=[])), st.integers(2, 20))
def test_a_cell_is_one_short_line_that_moves_no_cursor(text: str, most: int) -> None:
    cell = plain(text, most)
    assert len(cell) <= most
    assert all(c.isprintable() or c.isspace() for c in cell)
    assert len(cell.splitlines()) <= 1


def test_escape_sequences_and_direction_marks_are_taken_out() -> None:
    assert plain("\x1b[31mred\u202e \r\n line") == "[31mred line"


def test_the_summary_says_how_many_statements_it_leaves_out() -> None:
    x = gold_extraction()
    first = replace(x.attributions[0], excluded="hedge")
    lines = summary(replace(x, attributions=(first, *x.attributions[1:]))).splitlines()
    assert lines[1].startswith("29 statements")
    assert lines[-1] == "1 more left out of these figures: the column excluded says why"
