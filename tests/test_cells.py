from __future__ import annotations

import csv
import io
from pathlib import Path

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis.cells import bare, guarded
from analysis.errors import OutputError
from analysis.frames.cells import csv_text, to_csv

FORMULAS = ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "\n=1", "  =1", "\ufeff=1", "＝1+1"]


@pytest.mark.parametrize("cell", FORMULAS)
def test_a_cell_that_a_spreadsheet_could_run_gets_an_apostrophe(cell: str) -> None:
    assert guarded(cell) == f"'{cell}"


@pytest.mark.parametrize("cell", ["", " ", "He said", "“=1”", "a=b", "12-16;20-25", "1 - 1"])
def test_any_other_cell_stays_as_it_is(cell: str) -> None:
    assert guarded(cell) == cell


@given(st.text())
def test_the_text_of_a_guarded_cell_comes_back(cell: str) -> None:
    assert bare(guarded(cell)) == cell


@given(st.lists(st.text(st.characters(exclude_categories=["Cs"])), min_size=1))
def test_every_text_survives_the_file(cells: list[str]) -> None:
    text = csv_text(pd.DataFrame({"text": pd.array(cells, dtype="string")}))
    rows = list(csv.reader(io.StringIO(text, newline=""), strict=True))
    assert [bare(row[0]) if row else "" for row in rows[1:]] == cells


def test_numbers_truth_and_gaps_are_written_plainly() -> None:
    frame = pd.DataFrame(
        {
            "n": pd.array([-1, None], dtype="Int64"),
            "x": pd.array([0.1, None], dtype="Float64"),
            "b": pd.array([True, None], dtype="boolean"),
            "c": pd.Categorical(["=a", None]),
            "s": pd.array(["a\nb", None], dtype="string"),
        }
    )
    assert csv_text(frame) == 'n,x,b,c,s\n-1,0.1,true,\'=a,"a\nb"\n,,,,\n'


def test_a_column_name_is_guarded_too() -> None:
    assert csv_text(pd.DataFrame({"=x": [1]})) == "'=x\n1\n"


def test_the_file_has_the_same_bytes_each_time_and_stable_line_ends(tmp_path: Path) -> None:
    frame = pd.DataFrame({"s": ["“é”", "\U0001f600", "x\ry"]})
    first = to_csv(frame, tmp_path / "a.csv").read_bytes()
    assert first == to_csv(frame, tmp_path / "b.csv").read_bytes()
    assert first == 's\n“é”\n\U0001f600\n"x\ry"\n'.encode()


def test_half_a_surrogate_pair_becomes_the_replacement_character() -> None:
    assert csv_text(pd.DataFrame({"s": ["a\ud800b"]}, dtype=object)) == "s\na\ufffdb\n"


def test_a_file_is_replaced_whole_and_nothing_is_left_beside_it(tmp_path: Path) -> None:
    to_csv(pd.DataFrame({"a": [1, 2]}), tmp_path / "t.csv")
    to_csv(pd.DataFrame({"a": [3]}), tmp_path / "t.csv")
    assert [p.name for p in tmp_path.iterdir()] == ["t.csv"]
    assert (tmp_path / "t.csv").read_bytes() == b"a\n3\n"


def test_a_folder_that_is_not_there_is_one_clear_line(tmp_path: Path) -> None:
    with pytest.raises(OutputError, match=r"none.t\.csv: .*; choose another") as caught:
        to_csv(pd.DataFrame({"a": [1]}), tmp_path / "none" / "t.csv")
    assert "\n" not in str(caught.value)


def test_a_folder_in_the_place_of_the_file_leaves_nothing_behind(tmp_path: Path) -> None:
    (tmp_path / "t.csv").mkdir()
    with pytest.raises(OutputError):
        to_csv(pd.DataFrame({"a": [1]}), tmp_path / "t.csv")
    assert [p.name for p in tmp_path.iterdir()] == ["t.csv"]
