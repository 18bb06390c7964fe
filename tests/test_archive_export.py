"""An archive as one file for people: an Excel workbook, or a REFI-QDA project."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

pytest.importorskip("datasketch")
pytest.importorskip("openpyxl")
pd = pytest.importorskip("pandas")

from openpyxl import load_workbook  # noqa: E402

from analysis.cli import main  # noqa: E402
from analysis.corpus import corpus, dataset, exporting  # noqa: E402
from analysis.errors import InputError, OutputError, ParameterError  # noqa: E402
from analysis.exchange import qdaproject, transfer  # noqa: E402
from analysis.exchange.tools import excel  # noqa: E402

SEED = Path(__file__).parents[1] / "seeds" / "000_2efcd0cf48806b2a.txt"
SAID = "“The roof is rotten,” Ana Ruiz said, “and nobody has asked for it.”"
LONG = f"{SAID}\n\n" + "Rain fell on the town for the whole of the week. " * 800
ROWS = [
    {"id": "one", "text": SAID, "outlet": "=1+1", "date": "2026-01-05", "title": "@home"},
    {"id": "one", "text": SAID, "outlet": "Echo", "date": "2026-01-06", "title": "@home"},
    {"id": "long", "text": LONG, "outlet": "Echo", "date": "2026-02-05", "title": "Roof"},
    {"id": "plain", "text": "It rained. Nobody minded the rain.", "outlet": "", "date": ""},
]


@pytest.fixture(scope="module")
def archive(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("exported")
    files = [folder / str(number % 2) / f"{row['id']}.jsonl" for number, row in enumerate(ROWS)]
    for file, row in zip(files, ROWS, strict=True):
        file.parent.mkdir(exist_ok=True)
        file.write_text(json.dumps(row) + "\n", encoding="utf-8")
    (folder / "b.txt").write_bytes(b"\0\0\0\1")
    corpus(files[1:2], folder / "archive", processes=0)
    rest = [files[0], *files[2:], folder / "b.txt"]
    corpus(rest, folder / "archive", processes=0)
    return folder / "archive"


def called(*arguments: str) -> int:
    with pytest.raises(SystemExit) as ended:
        main(arguments)
    return int(ended.value.code or 0)


def test_a_workbook_has_a_sheet_for_each_table_with_all_its_rows(
    archive: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert called("export", str(archive), "-o", str(tmp_path / "x.xlsx")) == 0
    assert capsys.readouterr().out.endswith("x.xlsx\n")
    book = load_workbook(tmp_path / "x.xlsx")
    assert book.sheetnames == ["articles", "attributions", "sources", "errors", excel.CONTINUED]
    for name in book.sheetnames[:4]:
        header, *rows = book[name].iter_rows(values_only=True)
        assert header == tuple(column.name for column in dataset.columns(name))
        wanted = list(dataset.rows(archive, name))
        place = header.index("key")
        assert [row[place] for row in rows] == [row["key"] for row in wanted]
        assert len(rows) == {"articles": 4, "errors": 1}.get(name, len(wanted)) > 0
    said = next(book["attributions"].iter_rows(2, 2, values_only=True))
    numbers = {c.name: v for c, v in zip(dataset.columns("attributions"), said, strict=True)}
    first = next(dataset.rows(archive, "attributions"))
    for name in ("start", "end", "words", "confidence", "counted"):
        assert numbers[name] == first[name] and type(numbers[name]) is type(first[name])


def test_what_begins_like_a_formula_stays_text_and_a_long_text_goes_on(
    archive: Path, tmp_path: Path
) -> None:
    exporting.export(archive, "excel", tmp_path / "x.xlsx")
    book = load_workbook(tmp_path / "x.xlsx")
    cells = [cell for sheet in book for row in sheet.iter_rows() for cell in row]
    assert {cell.data_type for cell in cells} <= {"s", "n", "b"}
    risky = [c for c in cells if c.value in ("=1+1", "@home")]
    assert {c.value for c in risky} == {"=1+1", "@home"} and all(c.quotePrefix for c in risky)
    _, *more = book[excel.CONTINUED].iter_rows(values_only=True)
    texts = [c.name for c in dataset.columns("articles")].index("text")
    (table, line, column, *_), *_ = more
    assert (table, column) == ("articles", "text")
    first = str(book["articles"][line][texts].value)
    whole = {row["article"]: row["text"] for row in dataset.rows(archive, "articles")}["long"]
    assert first + "".join(str(row[4]) for row in more) == whole
    assert len(whole) > excel.LIMIT


def test_a_project_has_each_article_as_a_text_and_its_statements_as_codings(
    archive: Path, tmp_path: Path
) -> None:
    made = exporting.export(archive, "refi-qda", tmp_path / "x.qdpx")
    found = {f.extraction.article.id: f.extraction for f in transfer.load(made)}
    assert set(found) == {"one", "one-2", "long", "plain"}
    articles = {row["article"]: row["text"] for row in dataset.rows(archive, "articles")}
    for name, extraction in found.items():
        text = extraction.article.text
        assert text == articles[name.removesuffix("-2")]
        if name == "plain":
            continue
        (said,) = extraction.attributions
        assert said.form == "direct"
        pieces = [span.of(text) for span in said.content]
        assert pieces == ["“The roof is rotten,”", "“and nobody has asked for it.”"]


def test_a_statement_has_the_codes_that_an_article_alone_gives(archive: Path) -> None:
    whole = {d.about.get("outlet", ""): d for d in exporting.documents(archive)}
    first = whole["=1+1"].selections[0]
    assert {("Part", "Content"), ("Naming", "named"), ("Speaker", "Ana Ruiz")} <= {*first.codes}
    assert dict(whole["=1+1"].about) == {"outlet": "=1+1", "date": "2026-01-05", "title": "@home"}
    assert "outlet" not in whole[""].about


def test_a_content_whose_pieces_cannot_be_told_is_marked_from_start_to_end() -> None:
    text = "“One,” she said, “two.”"
    cells = {"start": 0, "end": len(text), "content": "“One,” … “two.”"}
    assert exporting.contents(text, cells) == [(0, 6), (17, 23)]
    assert exporting.contents(text, {**cells, "content": "“One,” … “three.”"}) == [(0, 23)]
    assert exporting.contents(text, {**cells, "content": "“Six,” … “two.”"}) == [(0, 23)]
    gap = "a … b"
    assert exporting.contents(gap, {"start": 0, "end": 5, "content": gap}) == [(0, 5)]


def test_the_same_archive_gives_the_same_bytes(archive: Path, tmp_path: Path) -> None:
    for form, name in (("excel", "a.xlsx"), ("refi-qda", "a.qdpx")):
        one = exporting.export(archive, form, tmp_path / name).read_bytes()
        assert exporting.export(archive, form, tmp_path / f"2{name}").read_bytes() == one


def test_a_table_that_is_too_long_for_a_sheet_is_one_line_and_writes_nothing(
    archive: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(excel, "ROWS", 4)
    with pytest.raises(InputError, match="articles: 4 rows are more than a sheet holds; use its"):
        exporting.export(archive, "excel", tmp_path / "x.xlsx")
    assert not list(tmp_path.iterdir())


def test_a_file_that_is_there_stays_and_so_does_it_where_writing_fails(
    archive: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    target = tmp_path / "x.qdpx"
    target.write_text("mine", encoding="utf-8")
    with pytest.raises(OutputError, match="is there"):
        exporting.export(archive, "refi-qda", target)

    def half(file: object, _: object) -> None:
        file.write(b"half")  # type: ignore[attr-defined]
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as patch:
        patch.setattr(qdaproject, "write", half)
        with pytest.raises(OutputError, match="no space left"):
            exporting.export(archive, "refi-qda", target, overwrite=True)
    assert [path.name for path in tmp_path.iterdir()] == ["x.qdpx"]
    assert target.read_text(encoding="utf-8") == "mine"
    exporting.export(archive, "refi-qda", target, overwrite=True)
    assert len(list(transfer.load(target))) == 4


def test_an_archive_without_statements_is_exported_too(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("It rained. Nobody minded the rain.", encoding="utf-8")
    corpus([tmp_path / "a.txt"], tmp_path / "archive", processes=0)
    exporting.export(tmp_path / "archive", "excel", tmp_path / "x.xlsx")
    book = load_workbook(tmp_path / "x.xlsx")
    assert [book[name].max_row for name in ("articles", "attributions")] == [2, 1]
    (document,) = exporting.documents(tmp_path / "archive")
    assert document.selections == ()


def test_a_damaged_archive_is_one_line(archive: Path, tmp_path: Path) -> None:
    broken = tmp_path / "archive" / "dataset"
    (broken / "attributions").mkdir(parents=True)
    (broken / "made-from.json").write_text("{}", encoding="utf-8")
    (broken / "attributions" / "part-0.parquet").write_text("no", encoding="utf-8")
    with pytest.raises(InputError, match="attributions: can't be read"):
        exporting.export(broken.parent, "refi-qda", tmp_path / "x.qdpx")
    assert not (tmp_path / "x.qdpx").exists()


@pytest.mark.parametrize(
    ("more", "says"),
    [
        (("--format", "brat", "-o", "x"), "is not a format for an archive"),
        (("--format", "excel"), "name a file with -o"),
        (("-o", "x.docx"), "--format: is not given"),
        ((str(SEED), "-o", "x.xlsx"), "an archive is exported alone"),
    ],
)
def test_what_an_archive_cannot_be_exported_as_is_one_line(
    more: tuple[str, ...],
    says: str,
    archive: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.chdir(tmp_path)
    assert called("export", str(archive), *more) == 2
    said = capsys.readouterr().err
    assert says in said and len(said.splitlines()) == 1
    assert not list(tmp_path.iterdir())


def test_nothing_is_written_into_the_archive(archive: Path) -> None:
    with pytest.raises(OutputError, match="lies in the archive"):
        exporting.export(archive, "excel", archive / "dataset" / "x.xlsx")
    with pytest.raises(ParameterError):
        exporting.export(archive, "no such", archive.parent / "x.xlsx")


def test_an_article_is_exported_without_the_part_that_archives_need(tmp_path: Path) -> None:
    code = (
        "import sys\nfrom analysis.cli import main\n"
        "try:\n    main(['export', sys.argv[1], '-o', sys.argv[2]])\n"
        "except SystemExit as ended:\n"
        "    assert not ended.code\n    assert 'analysis.corpus' not in sys.modules\n"
    )
    command = [sys.executable, "-c", code, str(SEED), str(tmp_path / "x.xlsx")]
    subprocess.run(command, check=True, cwd=SEED.parents[1])
    (found,) = transfer.load(tmp_path / "x.xlsx")
    assert found.extraction.article.id == SEED.stem
