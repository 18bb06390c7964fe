from __future__ import annotations

import csv
import io
import json
import os
import sys
from pathlib import Path

import nbformat
import pytest
from made_reports import NOTEBOOKS, TEXT, article, bytes_of, described, names, use

import analysis
from analysis import reporting
from analysis.errors import InputError, OutputError, ParameterError, RunError
from analysis.reporting import manifest


@pytest.fixture
def fine(monkeypatch: pytest.MonkeyPatch) -> None:
    """A notebook that needs no reader: what is tested here is what is done with a notebook."""
    use("fine", monkeypatch)


@pytest.mark.usefixtures("fine")
def test_a_report_is_a_folder_of_page_notebook_tables_and_manifest(tmp_path: Path) -> None:
    path = article(tmp_path)
    (folder,) = reporting.report([path], tmp_path / "out")
    assert folder == tmp_path / "out" / "one"
    assert names(folder) == [
        "article",
        "attributions.csv",
        "attributions.jsonl",
        "manifest.json",
        "report.html",
        "report.ipynb",
    ]
    assert "<p>article/one.txt 0.5 3 False</p>" in (folder / "report.html").read_text()
    assert "<title>one</title>" in (folder / "report.html").read_text()
    nbformat.validate(nbformat.read(folder / "report.ipynb", as_version=4))


@pytest.mark.usefixtures("fine")
def test_the_manifest_names_and_hashes_what_the_report_is_made_of(tmp_path: Path) -> None:
    path = article(tmp_path)
    (folder,) = reporting.report(path, tmp_path / "out", {"threshold": 0.7})
    found = described(folder)
    assert found["article"] == {
        "id": "one",
        "file": "one.txt",
        "bytes": len(TEXT),
        "sha256": manifest.sha256(TEXT.encode()),
    }
    fine_notebook = NOTEBOOKS / "fine.ipynb"
    assert found["notebook"]["sha256"] == manifest.sha256(fine_notebook.read_bytes())
    assert found["parameters"] == {"threshold": 0.7, "count": 3, "loud": False}
    assert found["versions"]["python"] == ".".join(map(str, sys.version_info[:3]))
    files = {p.relative_to(folder).as_posix() for p in folder.rglob("*") if p.is_file()}
    assert set(found["files"]) == files - {"manifest.json"}
    assert "article/one.txt" in files
    for name, digest in found["files"].items():
        assert digest == manifest.sha256((folder / name).read_bytes())
    assert set(found["run"]) == {"started", "seconds", "platform"}


@pytest.mark.usefixtures("fine")
def test_the_same_article_gives_the_same_bytes_wherever_it_lies(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (one,) = reporting.report(article(tmp_path / "here"), tmp_path / "a" / "out")
    path = article(tmp_path / "there" / "deep {0} }{ down")
    monkeypatch.chdir(path.parent)
    monkeypatch.setenv("TZ", "Asia/Kathmandu")
    monkeypatch.setenv("PYTHONHASHSEED", "7")
    (two,) = reporting.report("one.txt", "out")
    assert bytes_of(one) == bytes_of(two)
    for name, data in bytes_of(one).items():
        assert str(tmp_path).encode() not in data, name
        assert b"/tmp" not in data, name


@pytest.mark.usefixtures("fine")
@pytest.mark.parametrize(
    "name",
    [
        "a {0} {b} }{ %s c.txt",
        "quote \" and \\ and ' .txt",
        "line\nbreak.txt",
        "-.txt",
        "...txt",
        "=1+1.txt",
        "ünï 文.txt",
        "<img src=x onerror=alert(1)>.txt",
        "no-suffix",
        os.fsdecode(b"caf\xe9.txt"),
    ],
)
def test_any_file_name_makes_a_report_inside_the_output_folder(tmp_path: Path, name: str) -> None:
    path = article(tmp_path / "in", name)
    (folder,) = reporting.report(path, tmp_path / "out")
    assert folder.parent == tmp_path / "out"
    assert names(tmp_path / "out") == [folder.name]
    assert not folder.name.startswith(".")
    assert "<img" not in (folder / "report.html").read_text(encoding="utf-8").split("<main>")[0]


@pytest.mark.usefixtures("fine")
def test_articles_of_one_name_get_folders_of_their_own(tmp_path: Path) -> None:
    paths = [article(tmp_path / place) for place in ("x", "y", "z")]
    outcomes = list(reporting.reports([*paths, paths[0]], tmp_path / "out"))
    folders = [outcome.folder.name for outcome in outcomes if outcome.folder]
    assert folders == ["one", "one-2", "one-3"]
    assert [bool(outcome.note) for outcome in outcomes] == [False, True, True]


@pytest.mark.usefixtures("fine")
def test_standard_input_makes_a_report(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(TEXT.encode())))
    (folder,) = reporting.report("-", tmp_path / "out")
    assert folder.name == "stdin"
    assert described(folder)["article"]["sha256"] == manifest.sha256(TEXT.encode())


@pytest.mark.usefixtures("fine")
def test_one_article_that_fails_costs_no_other(tmp_path: Path) -> None:
    good = [article(tmp_path, "a.txt"), article(tmp_path, "z.txt")]
    binary = tmp_path / "m.txt"
    binary.write_bytes(b"\x7fELF\0\0\0\1\2\3" * 50)
    bad = [tmp_path / "missing.txt", article(tmp_path, "empty.txt", "\n"), binary]
    with pytest.raises(reporting.UnfinishedError) as caught:
        reporting.report([good[0], *bad, good[1]], tmp_path / "out")
    assert [folder.name for folder in caught.value.done] == ["a", "z"]
    assert [type(error) for error in caught.value.errors] == [InputError] * 3
    for path, error in zip(bad, caught.value.errors, strict=True):
        assert str(path) in str(error)
        assert "\n" not in str(error)
    assert names(tmp_path / "out") == ["a", "z"]


@pytest.mark.parametrize("notebook", ["raises", "refuses", "dies"])
def test_a_notebook_that_fails_leaves_the_older_report_and_nothing_else(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, notebook: str
) -> None:
    path, out = article(tmp_path), tmp_path / "out"
    use("fine", monkeypatch)
    (folder,) = reporting.report(path, out)
    before = bytes_of(folder)
    use(notebook, monkeypatch)
    with pytest.raises((RunError, InputError)) as caught:
        reporting.report(path, out)
    assert str(caught.value).startswith(f"{path}: ")
    assert str(caught.value).count("one.txt") == 1
    assert bytes_of(folder) == before
    assert names(out) == ["one"]


@pytest.mark.usefixtures("fine")
def test_a_newer_report_takes_the_older_ones_place(tmp_path: Path) -> None:
    path, out = article(tmp_path), tmp_path / "out"
    (folder,) = reporting.report(path, out)
    (folder / "notes.md").write_text("mine")
    reporting.report(path, out, {"threshold": 0.9})
    assert described(folder)["parameters"]["threshold"] == 0.9
    assert "notes.md" in names(folder)
    assert names(out) == ["one"]


@pytest.mark.usefixtures("fine")
def test_an_unknown_parameter_is_refused_before_any_work(tmp_path: Path) -> None:
    with pytest.raises(ParameterError, match="threshold, count, loud"):
        reporting.report(article(tmp_path), tmp_path / "out", {"treshold": 1})
    assert not (tmp_path / "out").exists()


@pytest.mark.usefixtures("fine")
@pytest.mark.parametrize("own", sorted(reporting.OWN))
def test_what_the_run_sets_itself_is_no_parameter_for_a_person(tmp_path: Path, own: str) -> None:
    with pytest.raises(ParameterError, match="no such parameter"):
        reporting.report(article(tmp_path), tmp_path / "out", {own: "x"})


@pytest.mark.usefixtures("fine")
def test_an_output_folder_that_is_a_file_is_refused_before_any_work(tmp_path: Path) -> None:
    path = article(tmp_path)
    for out in (path, path / "below"):
        with pytest.raises(OutputError, match="can't be written"):
            reporting.report(path, out)
    assert path.read_text() == TEXT
    assert names(tmp_path) == ["one.txt"]


@pytest.mark.usefixtures("fine")
def test_a_folder_of_somebody_is_never_replaced(tmp_path: Path) -> None:
    thesis = article(tmp_path / "out" / "one", "thesis.txt")
    with pytest.raises(OutputError, match="not a report"):
        reporting.report(article(tmp_path), tmp_path / "out")
    assert thesis.read_text() == TEXT


def test_the_public_name_is_this_function() -> None:
    assert analysis.report is reporting.report


@pytest.mark.slow
def test_the_seed_has_a_whole_report(seed_report: Path) -> None:
    tables = ("attributions", "sources", "quotations", "paragraphs", "sentences", "tokens")
    for table in tables:
        text = (seed_report / f"{table}.csv").read_text(encoding="utf-8")
        assert len(list(csv.reader(io.StringIO(text)))) > 1, table
    line = json.loads((seed_report / "attributions.jsonl").read_bytes())
    assert line["id"] == "000_2efcd0cf48806b2a"
    page = (seed_report / "report.html").read_text(encoding="utf-8")
    for section in ("voices", "article", "checks", "statements", "set-aside", "made"):
        assert page.count(f'id="{section}"') == 1, section
    assert "The US is to offer incentives to Syria" in page
