from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from seed import gold_extraction

from analysis import cli, readings, reporting
from analysis.model import Article, Extraction
from analysis.reporting import launching, runner

NOTEBOOKS = Path(__file__).parent / "notebooks"
TEXT = '"We will stay," Ana Ruiz said on Monday.\n'


@pytest.fixture(autouse=True)
def _signals() -> Iterator[None]:
    before = signal.getsignal(signal.SIGTERM)
    yield
    signal.signal(signal.SIGTERM, before)


def call(*arguments: object) -> int:
    with pytest.raises(SystemExit) as caught:
        cli.main([str(argument) for argument in arguments])
    assert isinstance(caught.value.code, int)
    return caught.value.code


def article(folder: Path, name: str = "one.txt", text: str = TEXT) -> Path:
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return path


@pytest.fixture
def fine(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(runner, "find", lambda _: NOTEBOOKS / "fine.ipynb")


@pytest.fixture
def gold(monkeypatch: pytest.MonkeyPatch) -> None:
    """The gold in place of the reader: what is tested here is how its finds are printed."""

    def extract(article: Article) -> Extraction:
        found = gold_extraction()
        return found if article.id == found.article.id else Extraction(article, (), (), ())

    monkeypatch.setattr(readings, "extract", extract)


@pytest.mark.parametrize("verb", ["", "report", "extract", "evaluate", "explore"])
def test_every_verb_has_help(capsys: pytest.CaptureFixture[str], verb: str) -> None:
    assert call(*verb.split(), "--help") == 0
    text = capsys.readouterr().out
    assert text.startswith(f"Usage: analysis {verb}".strip())
    assert all(line for line in text.splitlines()[2:3])


def test_the_version_is_that_of_the_package(capsys: pytest.CaptureFixture[str]) -> None:
    assert call("--version") == 0
    assert capsys.readouterr().out.startswith("analysis ")


@pytest.mark.parametrize(
    "arguments",
    [
        (),
        ("nothing",),
        ("report",),
        ("report", "x", "--nothing"),
        ("report", "x", "-p", "novalue"),
        ("extract", "x", "--format", "xml"),
    ],
)
def test_a_wrong_command_is_one_line_and_status_2(
    capsys: pytest.CaptureFixture[str], arguments: tuple[str, ...]
) -> None:
    assert call(*arguments) == 2
    captured = capsys.readouterr()
    assert captured.out == ""
    assert len(captured.err.splitlines()) == 1 or not arguments
    assert captured.err.startswith(("analysis: ", "Usage: "))


@pytest.mark.parametrize(
    ("arguments", "line"),
    [
        (("report",), "Missing argument 'PATH...'; see analysis report --help"),
        (("extract", "x", "--no"), "No such option '--no'; see analysis extract --help"),
        (("no",), "No such command 'no'; see analysis --help"),
    ],
)
def test_a_wrong_command_names_the_help_that_fits(
    capsys: pytest.CaptureFixture[str], arguments: tuple[str, ...], line: str
) -> None:
    assert call(*arguments) == 2
    assert capsys.readouterr().err == f"analysis: {line}\n"


def test_no_line_of_the_overview_is_cut(capsys: pytest.CaptureFixture[str]) -> None:
    call("--help")
    assert "..." not in capsys.readouterr().out.replace("[ARGS]...", "")


@pytest.mark.usefixtures("fine")
def test_report_prints_where_each_report_lies(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    article(tmp_path, "a b.txt")
    monkeypatch.chdir(tmp_path)
    assert call("report", "a b.txt", "-p", "threshold=0.7") == 0
    captured = capsys.readouterr()
    assert captured.out == f"{Path('reports', 'a b', 'report.html')}\n"
    assert captured.err == ""
    manifest = json.loads(Path("reports", "a b", "manifest.json").read_bytes())
    assert manifest["parameters"]["threshold"] == 0.7


@pytest.mark.usefixtures("fine")
def test_each_bad_article_is_one_line_and_the_others_are_done(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "none").mkdir()
    (tmp_path / "binary.txt").write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(200))
    bad = [
        tmp_path / "missing {0} .txt",
        article(tmp_path, "empty.txt", ""),
        tmp_path / "binary.txt",
        tmp_path / "none",
    ]
    if hasattr(os, "mkfifo"):
        os.mkfifo(tmp_path / "pipe.txt")
        bad.append(tmp_path / "pipe.txt")
    if hasattr(os, "geteuid") and os.geteuid() != 0:
        locked = article(tmp_path, "locked.txt")
        locked.chmod(0)
        bad.append(locked)
    good = article(tmp_path, "good {0} }{ .txt")
    assert call("report", *bad, good, "-o", tmp_path / "o {x} y") == 2
    captured = capsys.readouterr()
    lines = captured.err.splitlines()
    assert len(lines) == len(bad)
    for path, line in zip(bad, lines, strict=True):
        assert line.startswith(f"analysis: {path}: ")
    assert captured.out.count("report.html") == 1
    assert [path.name for path in (tmp_path / "o {x} y").iterdir()] == ["good {0} }{"]


@pytest.mark.usefixtures("fine")
def test_one_line_of_five_megabytes_is_a_report(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = article(tmp_path, "long.txt", "word " * 1_000_000)
    assert call("report", path, "-o", tmp_path / "o") == 0
    assert capsys.readouterr().err == (
        f"analysis: {path}: 5 MB are long for an article, reading them takes minutes\n"
    )


@pytest.mark.parametrize(
    ("given", "said"),
    [
        (
            ("-p", "treshold=1"),
            "treshold: no such parameter; did you mean 'threshold'? The",
        ),
        (("-p", "path=x"), "path: no such parameter"),
        (("-p", "threshold=much"), "threshold: 'much' does not fit; give a number"),
        (("-p", "threshold=60"), "threshold: 60 is not between 0 and 1; give a share such as 0.6"),
    ],
)
def test_a_parameter_that_can_not_be_used_is_one_line(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], given: tuple[str, ...], said: str
) -> None:
    assert call("report", article(tmp_path), "-o", tmp_path / "o", *given) == 2
    captured = capsys.readouterr()
    assert captured.err.startswith(f"analysis: {said}")
    assert captured.err.count("\n") == 1
    assert not (tmp_path / "o").exists()


def test_an_output_that_can_not_be_written_is_one_line(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = article(tmp_path)
    assert call("report", path, "-o", path) == 2
    assert call("extract", path, "-o", tmp_path) == 2
    lines = capsys.readouterr().err.splitlines()
    assert len(lines) == 2
    assert all(line.startswith("analysis: ") for line in lines)


@pytest.mark.usefixtures("gold")
@pytest.mark.parametrize("form", ["jsonl", "csv", "table"])
@pytest.mark.parametrize(
    "out", ["in/one.txt", "in/../in/one.txt", "soft", "hard", "in/corrections.yaml"]
)
def test_extract_never_writes_over_what_it_reads(
    tmp_path: Path, form: str, out: str, capsys: pytest.CaptureFixture[str]
) -> None:
    path = article(tmp_path / "in")
    (tmp_path / "soft").symlink_to(path)
    (tmp_path / "hard").hardlink_to(path)
    by_hand = article(tmp_path / "in", "corrections.yaml", "# none\n")
    for given in (path, tmp_path / "in"):
        assert call("extract", given, "--format", form, "-o", f"{tmp_path}/{out}") == 2
    what = "is an input file and won't be overwritten; choose another place"
    line = f"analysis: {tmp_path / out}: {what}\n"
    assert capsys.readouterr().err == line * 2
    assert path.read_text(encoding="utf-8") == TEXT
    assert by_hand.read_text(encoding="utf-8") == "# none\n"


@pytest.mark.skipif(sys.platform == "win32", reason="a file that is open can't be replaced there")
def test_extract_never_writes_over_what_it_is_fed(tmp_path: Path) -> None:
    path = article(tmp_path)
    command = [sys.executable, "-m", "analysis.cli", "extract", "-", "-o", str(path)]
    with path.open("rb") as file:
        done = subprocess.run(command, stdin=file, capture_output=True, check=False)
    assert (done.returncode, done.stdout) == (2, b"")
    assert b"one.txt: is an input file and won't be overwritten" in done.stderr
    assert path.read_text(encoding="utf-8") == TEXT


@pytest.mark.usefixtures("gold")
def test_standard_output_may_be_called_by_its_name(capsys: pytest.CaptureFixture[str]) -> None:
    from seed import SEED

    assert call("extract", SEED) == 0
    line = capsys.readouterr().out
    assert call("extract", SEED, "-o", "/dev/stdout") == 0
    assert call("export", SEED, "--format", "jsonl", "-o", "/dev/stdout") == 0
    assert capsys.readouterr().out == line * 2


@pytest.mark.usefixtures("gold")
def test_extract_prints_an_article_a_line(capsys: pytest.CaptureFixture[str]) -> None:
    from seed import SEED

    assert call("extract", SEED) == 0
    (line,) = capsys.readouterr().out.splitlines()
    found = json.loads(line)
    assert found["id"] == SEED.stem
    assert {"source", "cue", "content", "speaker"} <= set(found["attributions"][0])
    assert {"id", "name", "kind", "naming"} <= set(found["sources"][0])


@pytest.mark.usefixtures("gold")
def test_extract_writes_a_file_whole_and_goes_on_after_a_bad_article(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = article(tmp_path, "found.jsonl", "older")
    assert call("extract", tmp_path / "missing.txt", "-o", out) == 2
    assert out.read_text() == "older"
    good = article(tmp_path)
    assert call("extract", tmp_path / "missing.txt", good, "-o", out) == 2
    assert json.loads(out.read_text())["id"] == "one"
    assert len(capsys.readouterr().err.splitlines()) == 2
    assert sorted(p.name for p in tmp_path.iterdir()) == ["found.jsonl", "one.txt"]


@pytest.mark.usefixtures("gold")
@pytest.mark.parametrize("form", ["csv", "table"])
def test_extract_prints_other_forms(capsys: pytest.CaptureFixture[str], form: str) -> None:
    from seed import SEED

    assert call("extract", SEED, "--format", form) == 0
    assert len(capsys.readouterr().out.splitlines()) > 20


def test_a_defect_is_one_line_that_says_how_to_see_more(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def broken(*_: object, **__: object) -> None:
        raise ZeroDivisionError("a\nb")

    monkeypatch.setattr(reporting, "reports", broken)
    assert call("report", "x") == 1
    assert capsys.readouterr().err == (
        "analysis: ZeroDivisionError: a; a defect of ours: --debug shows where\n"
    )
    with pytest.raises(ZeroDivisionError):
        cli.main(["--debug", "report", "x"])


def test_evaluate_of_a_folder_without_gold_is_one_line(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert call("evaluate", tmp_path) == 2
    assert capsys.readouterr().err.count("\n") == 1


def test_explore_puts_a_notebook_of_its_own_and_never_writes_over_one(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    opened: list[Path] = []

    def launch(path: Path, *, browser: bool) -> int:
        opened.append(path)
        return 0

    monkeypatch.setattr(launching, "launch", launch)
    article(tmp_path / "in", 'od"d.txt')
    monkeypatch.chdir(tmp_path)
    source = runner.find("explore").read_bytes()
    assert call("explore", 'in/od"d.txt', "--no-browser") == 0
    (notebook,) = opened
    assert notebook.name == 'explore-od"d.ipynb'
    assert runner.defaults(notebook) == {"paths": ['in/od"d.txt'], "columns": ""}
    notebook.write_text("mine")
    assert call("explore", 'in/od"d.txt') == 0
    assert notebook.read_text() == "mine"
    assert runner.find("explore").read_bytes() == source
    assert call("explore", "missing.txt") == 2
    assert "missing.txt: there is no such file" in capsys.readouterr().err


@pytest.mark.parametrize(("user", "allowed"), [(0, True), (1000, False)])
def test_jupyterlab_opens_that_notebook_also_without_a_browser_and_as_root(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    user: int,
    allowed: bool,
) -> None:
    ran: list[list[str]] = []

    def run(command: list[str], **_: object) -> subprocess.CompletedProcess[bytes]:
        ran.append(command)
        return subprocess.CompletedProcess(command, 0)

    monkeypatch.setattr("os.geteuid", lambda: user)
    monkeypatch.setattr(subprocess, "run", run)
    article(tmp_path, "a b%.txt")
    monkeypatch.chdir(tmp_path)
    assert call("explore", "a b%.txt", "--no-browser") == 0
    (command,) = ran
    assert "--LabApp.default_url=/lab/tree/explore-a%20b%25.ipynb" in command
    assert f"--ServerApp.root_dir={tmp_path}" in command
    assert "--LabApp.check_for_updates_class=jupyterlab.NeverCheckForUpdate" in command
    assert "--LabApp.news_url=" in command
    assert "--no-browser" in command
    assert ("--allow-root" in command) is allowed
    assert ("runs as root" in capsys.readouterr().err) is allowed
