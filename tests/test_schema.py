from __future__ import annotations

from pathlib import Path
from typing import get_args

from analysis import frames
from analysis.frames import schema
from analysis.model import Form, Naming, ParagraphKind, SourceKind

ROOT = Path(__file__).resolve().parents[1]


def test_the_page_of_the_tables_is_current() -> None:
    page = (ROOT / "docs" / "tables.md").read_bytes().decode()
    assert page == schema.page(), "run python scripts/tables.py"


def test_every_table_begins_with_the_article_and_names_no_column_twice() -> None:
    for table in schema.TABLES.values():
        names = [column.name for column in table.columns]
        assert names[0] == "article"
        assert len(set(names)) == len(names)


def test_every_column_has_a_meaning() -> None:
    assert all(c.meaning for table in schema.TABLES.values() for c in table.columns)


def test_closed_sets_are_those_of_the_records() -> None:
    sets = {
        c.dtype for t in schema.TABLES.values() for c in t.columns if isinstance(c.dtype, tuple)
    }
    assert sets == {get_args(x) for x in (Form, Naming, ParagraphKind, SourceKind)}


def test_the_help_of_each_function_lists_its_columns() -> None:
    for name, table in schema.TABLES.items():
        text = getattr(frames, name).__doc__
        assert all(f"    {column.name} (" in text for column in table.columns)


def test_no_cell_of_the_page_breaks_its_row() -> None:
    rows = [line for line in schema.page().splitlines() if line.startswith("| ")]
    assert len(rows) > 90
    assert {row.count("|") for row in rows} == {6}
