from __future__ import annotations

import json
import os
import subprocess
import sys
from importlib import util
from pathlib import Path

import pytest
from exchanging import FOLDERS, cases, spoken
from seed import SEED, gold_extraction

from analysis import cli, exchange, installing, readings
from analysis.errors import InputError, OutputError, ParameterError
from analysis.exchange import format as one
from analysis.exchange import formats, page, tools, transfer
from analysis.model import Article, Extraction

ROOT = Path(__file__).resolve().parents[1]


@pytest.fixture(autouse=True)
def gold(monkeypatch: pytest.MonkeyPatch) -> None:
    """The gold in place of the reader."""

    def extract(article: Article, *_: object, **__: object) -> Extraction:
        found = gold_extraction()
        return found if article.id == found.article.id else Extraction(article, (), (), ())

    monkeypatch.setattr(readings, "extract", extract)


def call(*arguments: object) -> int:
    with pytest.raises(SystemExit) as caught:
        cli.main([str(argument) for argument in arguments])
    assert isinstance(caught.value.code, int)
    return caught.value.code


def test_the_command_line_knows_every_format() -> None:
    assert list(formats.FORMATS) == tools.own()
    assert all(name == form.name for name, form in formats.FORMATS.items())


def test_the_page_of_the_formats_is_current() -> None:
    there = (ROOT / "docs" / "exchange.md").read_bytes().decode()
    assert there == page.page(), "run python scripts/exchange.py"


def test_every_format_says_what_it_loses_and_the_page_lists_it() -> None:
    for form in formats.FORMATS.values():
        assert form.lost
        assert all(f"- {what}\n" in page.page() for what in form.lost)


@pytest.mark.parametrize("form", list(formats.FORMATS))
def test_export_and_import_give_the_same_line_as_extract(
    form: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = tmp_path / "out"
    out.mkdir()
    assert call("export", SEED, "--format", form, "-o", out) == 0
    said = capsys.readouterr()
    assert said.out == ""
    assert (
        said.err
        == f"analysis: {form} does not keep: " + "; ".join(formats.FORMATS[form].lost) + "\n"
    )
    (place,) = [out] if form in FOLDERS else list(out.iterdir())
    assert call("import", place, "--article", SEED, "-o", tmp_path / "back.jsonl") == 0
    line = exchange.dumps(gold_extraction()) + "\n"
    assert (tmp_path / "back.jsonl").read_bytes().decode() == line
    assert call("import", place, "--article", SEED) == 0
    assert capsys.readouterr().out == line


def test_formats_of_text_go_to_standard_output(capsys: pytest.CaptureFixture[str]) -> None:
    assert call("export", SEED, "--format", "labelstudio") == 0
    assert json.loads(capsys.readouterr().out)[0]["data"]["id"] == SEED.stem
    assert call("export", SEED, "--format", "brat") == 2
    assert "can't go to standard output; name a folder with -o" in capsys.readouterr().err


def test_one_file_can_be_named_or_put_into_a_folder(tmp_path: Path) -> None:
    assert transfer.export([spoken()], "prodigy", tmp_path / "mine.jsonl") == (
        tmp_path / "mine.jsonl",
    )
    assert transfer.export([spoken()], "prodigy", tmp_path) == (tmp_path / "prodigy.jsonl",)
    for name in ("new.d/", "other"):
        (path,) = transfer.export([spoken()], "prodigy", f"{tmp_path}/{name}")
        assert path == tmp_path / name / "prodigy.jsonl"


def test_what_was_read_is_never_written_over(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    article = tmp_path / "one.txt"
    article.write_bytes(b"Rain.\r\n")
    assert call("export", article, "--format", "brat", "-o", tmp_path, "--overwrite") == 2
    assert "one.txt: is an input file" in capsys.readouterr().err
    assert [p.name for p in tmp_path.iterdir()] == ["one.txt"]
    (tmp_path / "x.jsonl").write_text(exchange.dumps(spoken()), encoding="utf-8")
    before = (tmp_path / "x.jsonl").read_bytes()
    assert call("import", tmp_path / "x.jsonl", "-o", tmp_path / "x.jsonl") == 2
    assert (tmp_path / "x.jsonl").read_bytes() == before


@pytest.mark.parametrize(
    ("arguments", "out"),
    [
        (["{d}/x.jsonl", "--article", "{d}/one.txt"], "one.txt"),
        (["{d}/x.jsonl", "--article", "{d}/one.txt"], "./one.txt"),
        (["{d}/b"], "b/mixed.txt"),
        (["{d}/b"], "b/mixed.ann"),
        (["{d}/b/mixed.ann"], "b/mixed.txt"),
        (["{d}/c"], "c/attributions.csv"),
        (["{d}/c/articles.csv", "--article", "{d}/one.txt"], "c/attributions.csv"),
        (["{d}/c", "{d}/x.jsonl", "--format", "csv"], "c/spans.csv"),
    ],
)
def test_an_import_never_writes_over_what_it_reads(
    tmp_path: Path, arguments: list[str], out: str, capsys: pytest.CaptureFixture[str]
) -> None:
    transfer.export([spoken()], "brat", tmp_path / "b")
    transfer.export([spoken()], "csv", tmp_path / "c")
    transfer.export([spoken()], "jsonl", tmp_path / "x.jsonl")
    (tmp_path / "one.txt").write_text(spoken().article.text, encoding="utf-8", newline="")
    before = {file: file.read_bytes() for file in tmp_path.rglob("*.*")}
    given = [a.format(d=tmp_path) for a in arguments]
    assert call("import", *given, "-o", f"{tmp_path}/{out}") == 2
    said = capsys.readouterr().err
    assert (
        "is an input file and won't be overwritten; choose another place" in said
        and said.count("\n") == 1
    )
    assert {file: file.read_bytes() for file in tmp_path.rglob("*.*")} == before


def test_a_file_beside_what_is_imported_can_be_written_again(tmp_path: Path) -> None:
    transfer.export([spoken()], "brat", tmp_path)
    for _ in range(2):
        assert call("import", tmp_path, "-o", tmp_path / "back.jsonl") == 0


def test_an_export_goes_where_a_link_leads_and_never_into_a_pipe(tmp_path: Path) -> None:
    (tmp_path / "link.jsonl").symlink_to(tmp_path / "far.jsonl")
    transfer.export([spoken()], "prodigy", tmp_path / "link.jsonl")
    assert (tmp_path / "link.jsonl").is_symlink() and (tmp_path / "far.jsonl").is_file()
    if hasattr(os, "mkfifo"):
        os.mkfifo(tmp_path / "pipe.jsonl")
        for overwrite in (False, True):
            with pytest.raises(OutputError, match="is not a regular file"):
                transfer.export([spoken()], "prodigy", tmp_path / "pipe.jsonl", overwrite=overwrite)
        assert (tmp_path / "pipe.jsonl").is_fifo()


def test_a_persons_work_is_replaced_only_when_asked(tmp_path: Path) -> None:
    transfer.export([spoken()], "brat", tmp_path)
    transfer.export([spoken()], "brat", tmp_path)  # the same again is no loss
    (tmp_path / "mixed.ann").write_text("mine", encoding="utf-8")
    with pytest.raises(OutputError, match="--overwrite"):
        transfer.export([spoken()], "brat", tmp_path)
    assert (tmp_path / "mixed.ann").read_text(encoding="utf-8") == "mine"
    transfer.export([spoken()], "brat", tmp_path, overwrite=True)
    assert (tmp_path / "mixed.ann").read_text(encoding="utf-8") != "mine"


def test_nothing_is_left_half_written(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    real = Path.open
    opened = []

    def full(self: Path, *arguments: object, **options: object) -> object:
        opened.append(self)
        if len(opened) > 1:
            raise OSError(28, "No space left on device")
        return real(self, *arguments, **options)  # type: ignore[call-overload]

    monkeypatch.setattr(Path, "open", full)
    with pytest.raises(OutputError, match="no space left"):
        transfer.export([spoken()], "brat", tmp_path)
    assert list(tmp_path.iterdir()) == []


def test_an_id_is_never_a_path(tmp_path: Path) -> None:
    for number, name in enumerate(
        ["../../up", "/etc/passwd", "..", "a\0b", "x" * 500, "", "A", "a"]
    ):
        article = Article(name, "Rain.", ())
        paths = transfer.export(
            [Extraction(article, (), (), ())], "webannotation", tmp_path / str(number)
        )
        assert [p.parent for p in paths] == [tmp_path / str(number)]
    both = [Extraction(Article(name, "Rain.", ()), (), (), ()) for name in ("A", "a", "a")]
    assert len({name.casefold() for name in one.names(both)}) == 3


@pytest.mark.parametrize("form", ["uima", "parquet", "excel", "spacy"])
def test_a_missing_extra_is_named_in_one_line(form: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(installing, "find_spec", lambda _: None)
    with pytest.raises(ParameterError) as caught:
        transfer.export([spoken()], form, "out")
    extra = "spacy" if form == "spacy" else "exchange"
    assert str(caught.value).endswith(f"pip install 'who-says-so[{extra}]'")
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize(
    "form", ["brat", "webannotation", "labelstudio", "prodigy", "csv", "refi-qda", "jsonl"]
)
def test_the_other_formats_need_no_extra(
    form: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def absent(name: str) -> object:
        return None if name in ("cassis", "pyarrow", "openpyxl", "spacy") else util.find_spec(name)

    monkeypatch.setattr(installing, "find_spec", absent)
    assert transfer.export([spoken()], form, tmp_path)


@pytest.mark.parametrize(
    "ending", [".json", ".jsonl", ".jsonld", ".spacy", ".xlsx", ".qdpx", ".ann", ".bin"]
)
@pytest.mark.parametrize(
    "data",
    [b"", b"\0\xff" * 50, b"[" * 200_000, b'{"a":' * 100_000, b"null", b"[1]", b'{"x": NaN}'],
)
def test_whatever_a_file_holds_it_is_one_clear_line(
    ending: str, data: bytes, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / f"x{ending}"
    file.write_bytes(data)
    (tmp_path / "x.txt").write_bytes(b"Rain.")
    status = call("import", file, "--article", SEED)
    said = capsys.readouterr()
    assert "defect" not in said.err
    if status:
        assert (status, said.out) == (2, "")
        assert said.err.startswith(f"analysis: {file}")
        assert said.err.count("\n") == 1


def test_one_bad_file_does_not_cost_the_others(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    transfer.export([spoken()], "labelstudio", tmp_path / "good.json")
    (tmp_path / "bad.json").write_text("[", encoding="utf-8")
    assert call("import", tmp_path / "bad.json", tmp_path / "good.json") == 2
    assert json.loads(capsys.readouterr().out)["id"] == "mixed"


def test_a_file_of_no_known_kind_is_asked_about(tmp_path: Path) -> None:
    (tmp_path / "x.bin").write_bytes(b"x")
    with pytest.raises(ParameterError, match="--format"):
        list(transfer.load(tmp_path / "x.bin"))
    with pytest.raises(InputError, match="no such file"):
        list(transfer.load(tmp_path / "none.json"))


def test_halves_of_surrogate_pairs_are_replaced_in_every_format(tmp_path: Path) -> None:
    text = "a\ud83d b\ude00 said"
    extraction = Extraction(Article("x", text, ()), (), (), (), reader=text)
    for form in formats.FORMATS:
        if form != "jsonl":
            transfer.export([extraction], form, tmp_path / form / "x")
            place = tmp_path / form / "x"
            files = [place] if form in FOLDERS or place.is_file() else list(place.iterdir())
            (found,) = transfer.load(files[0], form)
            assert found.extraction.article.text == "a\ufffd b\ufffd said"


@pytest.mark.parametrize("form", ["prodigy", "labelstudio"])
def test_halves_that_a_tools_json_escapes_are_replaced_too(form: str, tmp_path: Path) -> None:
    text = "it is \ud83d so, he said"
    task = {"data": {"text": text}, "text": text, "meta": {"title": "\ude00"}, "spans": []}
    (tmp_path / "x.jsonl").write_text(json.dumps(task if form == "prodigy" else [task]))
    (found,) = transfer.load(tmp_path / "x.jsonl", form)
    assert found.extraction.article.text == "it is \ufffd so, he said"
    "".join(exchange.lines([found.extraction])).encode()


def test_a_workbook_packed_in_a_way_of_tomorrow_is_one_clear_line(tmp_path: Path) -> None:
    transfer.export([gold_extraction()], "excel", tmp_path / "x.xlsx")
    data = bytearray((tmp_path / "x.xlsx").read_bytes())
    entry = data.index(b"PK\x01\x02")
    data[entry + 6] = 228  # the version needed to unpack it: 22.8
    (tmp_path / "x.xlsx").write_bytes(data)
    with pytest.raises(InputError, match="is not a workbook that can be read"):
        list(transfer.load(tmp_path / "x.xlsx"))


@pytest.mark.parametrize("name", ["x.csv", "x.parquet", "x.json"])
def test_a_file_without_an_article_is_one_clear_line(name: str, tmp_path: Path) -> None:
    (tmp_path / name).write_bytes(b"[]")
    with pytest.raises(InputError, match="holds no article"):
        list(transfer.load(tmp_path / name))


@pytest.mark.parametrize("form", ["csv", "parquet"])
def test_a_file_where_a_folder_is_wanted_is_called_so(form: str, tmp_path: Path) -> None:
    transfer.export([spoken()], form, tmp_path)
    (tmp_path / "bad.json").write_bytes(b"[]")
    with pytest.raises(InputError, match=rf"bad\.json: is a file; give .* \.{form} files"):
        list(transfer.load(tmp_path / "bad.json", form))
    for missing in (f"none.{form}", f"none/articles.{form}"):
        with pytest.raises(InputError, match="there is no such file or folder"):
            list(transfer.load(tmp_path / missing, form))
    (tmp_path / "empty").mkdir()
    with pytest.raises(InputError, match=rf"there is no \.{form} file in this folder"):
        list(transfer.load(tmp_path / "empty", form))


def test_nothing_heavy_is_imported_before_it_is_needed() -> None:
    code = (
        "import sys; from analysis.exchange import transfer; "
        "print([m for m in ('cassis', 'openpyxl', 'spacy') if m in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, check=True, text=True)
    assert done.stdout.strip() == "[]"


def test_every_case_has_a_file_name_of_its_own() -> None:
    assert len(set(one.names(cases()))) == len(cases())
