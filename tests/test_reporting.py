from __future__ import annotations

import csv
import io
import json
import os
import random
import shutil
import subprocess
import sys
import tempfile
import time
from dataclasses import replace
from pathlib import Path
from typing import Any

import nbformat
import pytest
from papermill import execute_notebook

import analysis
from analysis import reading, reporting
from analysis.errors import InputError, OutputError, ParameterError, RunError
from analysis.reporting import making, manifest, runner, verifying

NOTEBOOKS = Path(__file__).parent / "notebooks"
TEXT = '"We will stay," Ana Ruiz said on Monday.\n'


@pytest.fixture
def fine(monkeypatch: pytest.MonkeyPatch) -> None:
    """A notebook that needs no reader: what is tested here is what is done with a notebook."""
    use("fine", monkeypatch)


def use(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(runner, "find", lambda _: NOTEBOOKS / f"{name}.ipynb")


def article(folder: Path, name: str = "one.txt", text: str = TEXT) -> Path:
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return path


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def described(folder: Path) -> dict[str, Any]:
    found = json.loads((folder / "manifest.json").read_bytes())
    assert isinstance(found, dict)
    return found


def bytes_of(folder: Path) -> dict[str, bytes]:
    """Every file of a report; of the manifest all but the run's own section."""
    files = [path for path in folder.rglob("*") if path.is_file()]
    found = {path.relative_to(folder).as_posix(): path.read_bytes() for path in files}
    rest = {key: value for key, value in described(folder).items() if key != "run"}
    return {**found, "manifest.json": json.dumps(rest).encode()}


@pytest.mark.usefixtures("fine")
def test_a_report_is_a_folder_of_page_notebook_tables_and_manifest(tmp_path: Path) -> None:
    path = article(tmp_path)
    (folder,) = reporting.report([path], tmp_path / "out")
    assert folder == tmp_path / "out" / "one"
    assert names(folder) == [
        "attributions.csv",
        "attributions.jsonl",
        "manifest.json",
        "report.html",
        "report.ipynb",
    ]
    assert "<p>one.txt 0.5 3 False</p>" in (folder / "report.html").read_text()
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
    assert set(found["files"]) == set(names(folder)) - {"manifest.json"}
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
    with pytest.raises(OutputError, match="no report"):
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


ENVIRONMENTS = {
    "another folder": {},
    "another time zone": {"TZ": "Asia/Kathmandu"},
    "another locale": {"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"},
    "another hash seed": {"PYTHONHASHSEED": "7", "COLUMNS": "40"},
    "one thread": {"OMP_NUM_THREADS": "1", "OPENBLAS_NUM_THREADS": "1"},
    "another mask of permissions": {"UMASK": "077"},
    "another user": {"USER_ID": "65534"},
}


@pytest.mark.slow
@pytest.mark.skipif(sys.platform == "win32", reason="no umask, no user ids")
@pytest.mark.parametrize("name", ENVIRONMENTS)
def test_the_seed_gives_the_same_bytes_in_any_environment(
    name: str, seed_report: Path, tmp_path: Path
) -> None:
    from seed import SEED

    given = dict(ENVIRONMENTS[name])
    mask, user = int(given.pop("UMASK", "022"), 8), int(given.pop("USER_ID", os.geteuid()))
    if user != os.geteuid() and os.geteuid() != 0:
        pytest.skip("only root can start a process of another user")
    with tempfile.TemporaryDirectory() as own:
        place = Path(own, "deep {0} }{ down")
        place.mkdir()
        shutil.copy(SEED, place)
        path = os.pathsep.join([str(Path(analysis.__file__).parents[1]), *sys.path])
        env = os.environ | given | {"PYTHONPATH": path, "PYTHONDONTWRITEBYTECODE": "1"}
        if user != os.geteuid():
            os.chown(place, user, -1)
            Path(own).chmod(0o755)
            env |= {"HOME": str(place), "TMPDIR": "/tmp"}  # noqa: S108 - a user's own makes none
        line = [sys.executable, "-c", "from analysis.cli import main; main()", "report", SEED.name]
        try:
            done = subprocess.run(
                line, cwd=place, env=env, check=False, capture_output=True, umask=mask, user=user
            )
        except PermissionError:
            pytest.skip("another user may not run this interpreter")
        assert done.returncode == 0, done.stderr
        (again,) = (place / "reports").iterdir()
        first, second = bytes_of(seed_report), bytes_of(again)
    assert [name for name in first if first[name] != second.get(name)] == []
    assert set(first) == set(second)


MOMENTS = int(os.environ.get("KILLS", "3"))  # 20 before a release


@pytest.mark.slow
@pytest.mark.skipif(sys.platform == "win32", reason="no signals to send")
def test_a_run_of_three_killed_at_any_moment_costs_no_report(tmp_path: Path) -> None:
    old, new, out = tmp_path / "old", tmp_path / "new", tmp_path / "out"
    for n, word in enumerate(("one", "two", "three")):
        article(old, f"{word}.txt", f'"We will stay {n}," Ana Ruiz said on Monday.\n')
        article(new, f"{word}.txt", f'"We will go {n}," Ana Ruiz said on Monday.\n')
    began = time.monotonic()
    made_anew(new, tmp_path / "whole").communicate()
    lasts = time.monotonic() - began
    whole = whole_of(tmp_path / "whole")
    assert {"one", "two", "three", "index.html"} <= whole.keys()
    rng = random.Random(MOMENTS)  # noqa: S311 - nothing secret
    killed = 0
    for _ in range(MOMENTS):
        shutil.rmtree(out, ignore_errors=True)
        made_anew(old, out).communicate()
        earlier = whole_of(out)
        running = made_anew(new, out)
        time.sleep(rng.uniform(0.05, 0.95) * lasts)
        running.kill()
        running.communicate()
        killed += running.returncode != 0
        for name in ("one", "two", "three"):
            assert list(verifying.verify(out / name)) == []
            assert bytes_of(out / name) in (earlier[name], whole[name])
        assert made_anew(new, out).wait(300) == 0
        assert whole_of(out) == whole
    assert killed


@pytest.mark.slow
def test_two_runs_at_once_end_as_one(tmp_path: Path) -> None:
    articles, out = tmp_path / "articles", tmp_path / "out"
    for n, word in enumerate(("one", "two")):
        article(articles, f"{word}.txt", f'"We will stay {n}," Ana Ruiz said on Monday.\n')
    running = [made_anew(articles, out) for _ in range(2)]
    assert [process.wait(600) for process in running] == [0, 0]
    assert made_anew(articles, tmp_path / "alone").wait(600) == 0
    assert whole_of(out) == whole_of(tmp_path / "alone")
    for name in ("one", "two"):
        assert list(verifying.verify(out / name)) == []


@pytest.mark.slow
def test_a_clock_that_goes_back_changes_nothing(tmp_path: Path) -> None:
    path, out = article(tmp_path), tmp_path / "out"
    (made,) = reporting.report(path, out)
    before = bytes_of(made)
    later = time.time() + 10 * 365 * 86_400  # what was made while the clock was wrong
    for file in (path, made, out, *made.rglob("*")):
        os.utime(file, (later, later))
    kept = {file.name: file.stat().st_mtime_ns for file in made.rglob("*")}
    (again,) = reporting.report(path, out)
    assert {file.name: file.stat().st_mtime_ns for file in again.rglob("*")} == kept
    path.write_text(TEXT.replace("stay", "go"), encoding="utf-8")
    (anew,) = reporting.report(path, out)
    assert bytes_of(anew)["report.html"] != before["report.html"]
    assert list(verifying.verify(anew)) == []


@pytest.mark.slow
@pytest.mark.filterwarnings("ignore::ResourceWarning")
@pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")
def test_the_notebook_of_a_report_runs_again_where_it_lies(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path, out = article(tmp_path / "in"), tmp_path / "out"
    reading.read(path).correct("a1", speaker="Maria Prado").save_corrections()
    (made,) = reporting.report(path, out)
    assert (made / "article" / "one.txt").read_bytes() == path.read_bytes()
    before = bytes_of(made)
    assert b"Maria Prado" in before["sources.csv"]
    shutil.rmtree(tmp_path / "in")
    moved = made.rename(tmp_path / "sent")
    for table in moved.glob("*.csv"):
        table.unlink()
    monkeypatch.chdir(moved)
    execute_notebook("report.ipynb", "again.ipynb", {}, kernel_name="python3", progress_bar=False)
    assert {name: bytes_of(moved)[name] for name in before} == before


def test_only_a_report_that_shows_its_articles_whole_keeps_them(tmp_path: Path) -> None:
    own = making.opened(article(tmp_path))
    part = replace(own, path=Path("many.csv#2"), name="many.csv#2")
    for name, inputs, kept in (
        ("report", (own,), True),
        ("compare", (own, own), True),
        ("report", (part,), False),
        ("check", (own, own), False),
        ("evaluation", (own,), False),
    ):
        job = making.Job(Path(f"{name}.ipynb"), {}, inputs, "")
        assert making._keeps(job) is kept, name


def whole_of(out: Path) -> dict[str, object]:
    """Every report of a folder, and the page that lists them."""
    return {p.name: bytes_of(p) if p.is_dir() else p.read_bytes() for p in out.iterdir()}


def made_anew(articles: Path, out: Path) -> subprocess.Popen[bytes]:
    """Start a run of reports of all articles of a folder."""
    path = os.pathsep.join([str(Path(analysis.__file__).parents[1]), *sys.path])
    line = [sys.executable, "-c", "from analysis.cli import main; main()", "report"]
    line += [*map(str, sorted(articles.iterdir())), "-o", str(out)]
    env = os.environ | {"PYTHONPATH": path}
    return subprocess.Popen(
        line, env=env, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, cwd=articles
    )
