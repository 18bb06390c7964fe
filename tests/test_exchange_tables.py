"""The formats of tables, CSV, Parquet and Excel: one description, three ways to write it."""

from __future__ import annotations

import csv
import io
import zipfile
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pandas as pd
import pyarrow.parquet as pq
import pytest
from exchanging import MIXED, bring_back, cases, returns, spoken
from openpyxl import load_workbook
from samples import Said, build
from seed import gold_extraction

from analysis import frames
from analysis.errors import InputError
from analysis.exchange import readable, relational, transfer
from analysis.exchange.tools import csv as csvfiles
from analysis.exchange.tools import excel, parquet
from analysis.model import Extraction, Judgement, Reply, Source, Span

FORMS = ("csv", "parquet", "excel")


@pytest.mark.parametrize("form", FORMS)
def test_replies_and_judged_quotations_make_the_round_trip(form: str) -> None:
    x = spoken()
    reply = Reply(x.sources[0].id, "declined", Span(0, 3))
    judged = Judgement(Span(1, 4), "right", "heard on the tape", "ann")
    assert returns([replace(x, replies=(reply,), judged=(judged,))], form)


def test_every_field_of_a_record_is_a_column_or_a_place() -> None:
    columns = relational.schema()
    assert {"form", "confidence", "speaker", "doubts", "corrected"} <= set(columns["attributions"])
    assert {"name", "kind", "naming", "reason", "corrected"} <= set(columns["sources"])
    assert "source" not in columns["attributions"]


def read(form: str, folder: Path, name: str, found: list[Extraction]) -> pd.DataFrame:
    """A table as pandas reads it from what was exported."""
    paths = transfer.export(found, form, folder)
    if form == "excel":
        return pd.read_excel(paths[0], sheet_name=name, keep_default_na=False)
    if form == "csv":
        return pd.read_csv(folder / f"{name}.csv", keep_default_na=False)
    return pd.read_parquet(folder / f"{name}.parquet")


@pytest.mark.parametrize("form", FORMS)
def test_names_words_and_counts_are_those_of_the_reports_tables(form: str, tmp_path: Path) -> None:
    x = gold_extraction()
    shared = {
        "attributions": [
            *("id", "name", "kind", "naming", "source_text", "cue_text", "content_text"),
            *("words", "form", "speaker"),
        ],
        "sources": ["id", "name", "kind", "naming", "statements", "words"],
        "paragraphs": ["text", "kind", "start", "end"],
        "quotations": ["text", "start", "end", "depth"],
    }
    for name, columns in shared.items():
        made = read(form, tmp_path / name, name, [x])[columns].fillna("").astype(str)
        own = getattr(frames, name)(x)[columns].astype(object).fillna("").astype(str)
        assert made.to_numpy().tolist() == own.to_numpy().tolist(), name
    mentions = read(form, tmp_path / "m", "mentions", [x])
    words = [x.article.text[m.span.start : m.span.end] for s in x.sources for m in s.mentions]
    assert mentions["text"].tolist() == words


@pytest.mark.parametrize("form", FORMS)
def test_what_is_there_to_read_only_is_not_read_back(form: str, tmp_path: Path) -> None:
    def change(rows: Table) -> None:
        rows[0].update(name="Somebody Else", content_text="something else", words=1)

    assert edited(form, tmp_path, "attributions", change).attributions == spoken().attributions


def test_every_column_of_an_exported_table_is_described() -> None:
    for name, kept in relational.schema().items():
        lines = readable.described(name, kept).splitlines()
        told = [line.split("`")[1] for line in lines if line.startswith("| `")]
        assert ["article", *told][name == "articles" :] == list(relational.written()[name])


@pytest.mark.parametrize("form", FORMS)
def test_the_same_extraction_gives_the_same_bytes(form: str, tmp_path: Path) -> None:
    one = transfer.export([spoken()], form, tmp_path / "1")
    two = transfer.export([spoken()], form, tmp_path / "2")
    assert [p.read_bytes() for p in one] == [p.read_bytes() for p in two]


def test_no_cell_of_a_csv_file_begins_like_a_formula() -> None:
    files = csvfiles.dumps([spoken()])
    rows = list(csv.DictReader(io.StringIO(files["sources.csv"].decode(), newline="")))
    assert rows[0]["role"] == "'=cook"
    assert not any(cell[:1] in "=+@" for row in rows for cell in row.values() if cell)


def test_pandas_reads_the_parquet_files_with_their_types(tmp_path: Path) -> None:
    transfer.export(cases(), "parquet", tmp_path)
    spans = pd.read_parquet(tmp_path / "spans.parquet")
    assert str(spans["start"].dtype).lower() == "int64"
    assert pq.read_schema(tmp_path / "attributions.parquet").field("implicit").type == "bool"
    texts = {e.article.id: e.article.text for e in cases()}
    for row in spans.itertuples():
        assert texts[str(row.article)][int(str(row.start)) : int(str(row.end))] == row.text


def test_openpyxl_reads_text_as_text_and_no_formula(tmp_path: Path) -> None:
    (path,) = transfer.export(cases(), "excel", tmp_path)
    book = load_workbook(path)
    cells = [cell for sheet in book for row in sheet.iter_rows() for cell in row]
    assert {cell.data_type for cell in cells} <= {"s", "n", "b"}
    risky = [c for c in cells if isinstance(c.value, str) and c.value[:1] in "=+-@" and c.value]
    assert risky
    assert all(cell.quotePrefix for cell in risky)


def long(size: int) -> Extraction:
    """A statement longer than a cell, with emoji, controls and things like escapes."""
    words = ("=😀_x000D_\r\n\x0b" * size)[:size].strip()
    text = f"{words} said Ana"
    voice = Source("s1", "Ana", "person", "named", because=words)
    return build([text], [Said("s1", "Ana", "said", (words,))], [voice])


@pytest.mark.parametrize("size", [4_681, 10_000, 32_767, 100_000])
def test_a_text_longer_than_a_cell_comes_back_whole(size: int) -> None:
    assert returns([long(size)], "excel")


def test_no_cell_is_longer_than_excel_allows(tmp_path: Path) -> None:
    (path,) = transfer.export([long(100_000)], "excel", tmp_path)
    book = load_workbook(path)
    cells = [cell.value for sheet in book for row in sheet.iter_rows() for cell in row]
    sizes = [len(cell.encode("utf-16-le")) // 2 for cell in cells if isinstance(cell, str)]
    assert 30_000 < max(sizes) <= excel.LIMIT
    assert len(list(book[excel.CONTINUED].iter_rows())) > 3


def test_a_workbook_holds_no_date_of_its_making(tmp_path: Path) -> None:
    (path,) = transfer.export([spoken()], "excel", tmp_path)
    with zipfile.ZipFile(path) as file:
        assert {info.date_time[0] for info in file.infolist()} == {1980}
        core = file.read("docProps/core.xml").decode()
    assert core.count("1980-01-01T00:00:00Z") == 2


Table = list[dict[str, Any]]


def edited(form: str, folder: Path, name: str, change: Callable[[Table], object]) -> Extraction:
    """The mixed article, exported, one table changed, imported."""
    paths = transfer.export([spoken()], form, folder)
    if form == "excel":
        book = load_workbook(paths[0])
        sheet = book[name]
        header = [cell.value for cell in sheet[1]]
        rows = [dict(zip(header, row, strict=True)) for row in sheet.iter_rows(2, values_only=True)]
        change(rows)
        sheet.delete_rows(2, sheet.max_row)
        for row in rows:
            sheet.append([row.get(str(key)) for key in header])
            for cell in sheet[sheet.max_row]:
                cell.data_type = "s" if cell.data_type == "f" else cell.data_type  # as Excel would
        book.save(paths[0])
        (found,) = transfer.load(paths[0])
        return found.extraction
    path = folder / f"{name}.{form}"
    frame = (
        pd.read_csv(path, dtype=str, keep_default_na=False)
        if form == "csv"
        else pd.read_parquet(path)
    )
    rows = [{str(k): v for k, v in row.items()} for row in frame.to_dict("records")]
    change(rows)
    after = pd.DataFrame(rows, columns=list(frame.columns))
    if form == "csv":
        after.to_csv(path, index=False)
    else:
        after.to_parquet(path, index=False)
    (found,) = transfer.load(folder)
    return found.extraction


@pytest.mark.parametrize("form", FORMS)
def test_what_a_person_changed_is_the_record(form: str, tmp_path: Path) -> None:
    found = edited(form, tmp_path, "attributions", lambda rows: rows[0].update(form="direct"))
    assert found.attributions[0].form == "direct"
    assert found.attributions[1] == spoken().attributions[1]
    assert found.reader.startswith("imported from ")


@pytest.mark.parametrize(
    ("name", "change", "says"),
    [
        ("spans", lambda rows: rows[0].update(end="9999"), "is not a place in a text"),
        ("spans", lambda rows: rows[0].update(start="-1"), "is not a whole number from 0"),
        ("spans", lambda rows: rows[0].update(start="x"), "start: is not a number"),
        ("spans", lambda rows: rows[0].update(start="1.5"), "start: is not a whole number"),
        ("spans", lambda rows: rows[0].update(start="9" * 400), "is no"),
        ("spans", lambda rows: rows[0].update(role="verb"), "has a role that is not one of"),
        ("spans", lambda rows: rows[0].update(text="wrong"), "where its text is 'wrong'"),
        ("spans", lambda rows: rows[0].update(attribution="a9"), "which is not in attributions"),
        ("spans", lambda rows: rows[0].update(article="other"), "which is not in articles"),
        ("spans", lambda rows: rows.clear(), "has no content"),
        ("attributions", lambda rows: rows[1].update(id="a1"), "the same id"),
        ("attributions", lambda rows: rows[0].update(speaker="s9"), "'s9' is not a"),
        ("attributions", lambda rows: rows[0].update(doubts="["), "is not JSON"),
        ("attributions", lambda rows: rows[0].update(doubts="3"), "is not a list"),
        ("attributions", lambda rows: rows[0].update(form="loud"), "is not one of direct"),
        ("attributions", lambda rows: rows[0].update(implicit="perhaps"), "neither true nor false"),
        ("mentions", lambda rows: rows[0].update(source="s9"), "which is not in sources"),
        ("sources", lambda rows: rows[0].update(list="others"), "neither sources nor unheard"),
        ("articles", lambda rows: rows.append(rows[0]), "two articles have the same id"),
        ("articles", lambda rows: rows[0].update(text=MIXED + "!"), "not the one that was exp"),
        ("quotations", lambda rows: rows[0].update(paragraph="7"), "is in paragraph 7"),
    ],
)
@pytest.mark.parametrize("form", ["csv", "excel"])
def test_a_hostile_table_is_one_clear_line(
    form: str, tmp_path: Path, name: str, change: Callable[[Table], object], says: str
) -> None:
    with pytest.raises(InputError) as caught:
        edited(form, tmp_path, name, change)
    assert says in str(caught.value)
    assert str(caught.value).startswith(str(tmp_path))
    assert "\n" not in str(caught.value)


def test_a_formula_is_refused(tmp_path: Path) -> None:
    (path,) = transfer.export([spoken()], "excel", tmp_path)
    book = load_workbook(path)
    book["spans"]["E2"] = "=1+1"
    book.save(path)
    with pytest.raises(InputError, match="E2: holds a formula"):
        list(transfer.load(path))


def test_csv_that_is_none_is_refused(tmp_path: Path) -> None:
    for number, (content, says) in enumerate(
        [
            (b"\xff\xfe", "is not UTF-8"),
            (b"", "is empty"),
            (b"id,text\nx\n", "has 1 cells under 2 columns"),
            (b'id,"te\n', "is not CSV"),
        ]
    ):
        folder = tmp_path / str(number)
        folder.mkdir()
        (folder / "articles.csv").write_bytes(content)
        with pytest.raises(InputError, match=says):
            list(transfer.load(folder))


@pytest.mark.parametrize(("form", "ending"), [("parquet", ".parquet"), ("excel", ".xlsx")])
def test_a_file_that_is_none_or_far_too_large_is_refused(
    form: str, ending: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    paths = transfer.export([spoken()], form, tmp_path)
    place = tmp_path if form == "parquet" else paths[0]
    with monkeypatch.context() as patch:
        patch.setattr({"parquet": parquet, "excel": excel}[form], "LARGEST", 10)
        with pytest.raises(InputError, match="too large once unpacked"):
            list(transfer.load(place))
    for path in paths:
        path.write_bytes(b"PK\x03\x04 no such thing" * 9)
    with pytest.raises(InputError, match="is no"):
        list(transfer.load(place))
    assert all(path.suffix == ending for path in paths)


def test_several_articles_come_back_from_the_same_tables() -> None:
    assert len(bring_back(cases(), "csv")) == len(cases())
