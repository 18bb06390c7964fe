"""Runs of real reports: any environment, killed, two at once, again where they lie."""

from __future__ import annotations

import os
import random
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from made_reports import TEXT, article, bytes_of, described, main_with
from papermill import execute_notebook
from seed import GOLD

import analysis
from analysis import readings, reporting
from analysis.checking import reporting as checking
from analysis.reporting import evaluation as evaluating
from analysis.reporting import making, several, verifying

# Each lies in a folder of its own, too.
ENVIRONMENTS = {
    "another time zone and hash seed, one thread": {
        "TZ": "Asia/Kathmandu",
        "PYTHONHASHSEED": "7",
        "COLUMNS": "40",
        "OMP_NUM_THREADS": "1",
        "OPENBLAS_NUM_THREADS": "1",
    },
    "another locale and mask of permissions": {
        "LC_ALL": "C",
        "PYTHONUTF8": "0",
        "PYTHONCOERCECLOCALE": "0",
        "UMASK": "077",
    },
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
    made_anew(old, tmp_path / "earlier").communicate()
    earlier = whole_of(tmp_path / "earlier")
    for _ in range(MOMENTS):
        shutil.rmtree(out, ignore_errors=True)
        shutil.copytree(tmp_path / "earlier", out)
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
    readings.read(path).correct("a1", speaker="Maria Prado").save_corrections()
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


@pytest.mark.slow
@pytest.mark.filterwarnings("ignore::ResourceWarning")
@pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")
def test_a_parameter_changes_in_a_reports_notebook_and_its_article_and_files_stay(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = article(tmp_path, "Übersicht 1.txt")
    (made,) = reporting.report(path, tmp_path / "out", {"columns": "text=Volltext"})
    monkeypatch.chdir(made)
    given = {"threshold": 1.0}
    done = execute_notebook(
        "report.ipynb", "again.ipynb", given, kernel_name="python3", progress_bar=False
    )
    page = str(done)
    assert "We will stay" in page and "100% (unsure)" not in page and "(unsure)" in page
    assert "text=Volltext" in page
    assert str(described(made)["notebook"]["sha256"]) not in page  # said of the first run alone
    assert "Download as CSV" not in page  # this run writes no tables
    assert list(verifying.verify(made)) == []


def comparison(folder: Path) -> Path:
    one, other = article(folder), article(folder, "two.txt", TEXT.replace("stay", "go"))
    return several.compare([one, other], folder / "out")


def check(folder: Path) -> Path:
    draft = article(folder)
    readings.read(draft).judge("will stay", "right").save_corrections()
    records = [article(folder, f"{n}/said.txt", f"RUIZ: We will {n}.\n") for n in ("stay", "go")]
    return checking.Pages(records, folder / "out", {})(making.opened(draft))


def evaluation(folder: Path) -> Path:
    shutil.copytree(GOLD.parent, folder / "hand")
    return evaluating.report(folder / "hand", folder / "out", {"samples": 20})


@pytest.mark.slow
@pytest.mark.filterwarnings("ignore::ResourceWarning")
@pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")
@pytest.mark.parametrize("make", [comparison, check, evaluation])
def test_the_notebook_of_any_report_runs_again_where_it_lies(
    make: Callable[[Path], Path], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "in").mkdir()
    moved = make(tmp_path / "in").rename(tmp_path / "sent")
    shutil.rmtree(tmp_path / "in")
    before = bytes_of(moved)
    tables = [*moved.glob("*.csv"), *moved.glob("*.jsonl")]
    assert tables and list(verifying.verify(moved)) == []
    for table in tables:
        table.unlink()
    monkeypatch.chdir(moved)
    execute_notebook("report.ipynb", "again.ipynb", {}, kernel_name="python3", progress_bar=False)
    assert {name: bytes_of(moved)[name] for name in before} == before


def whole_of(out: Path) -> dict[str, object]:
    """Every report of a folder, and the page that lists them."""
    return {p.name: bytes_of(p) if p.is_dir() else p.read_bytes() for p in out.iterdir()}


def made_anew(articles: Path, out: Path) -> subprocess.Popen[bytes]:
    """Start a run of reports of all articles of a folder, by a notebook that is soon done."""
    path = os.pathsep.join([str(Path(analysis.__file__).parents[1]), *sys.path])
    line = [sys.executable, "-c", main_with("quick"), "report"]
    line += [*map(str, sorted(articles.iterdir())), "-o", str(out)]
    env = os.environ | {"PYTHONPATH": path}
    return subprocess.Popen(
        line, env=env, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, cwd=articles
    )
