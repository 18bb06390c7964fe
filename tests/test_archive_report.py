"""What an archive says as a whole, as frames and as a page."""

from __future__ import annotations

import csv
import json
import shutil
from pathlib import Path
from typing import Any

import pytest

pytest.importorskip("duckdb")

from papermill import execute_notebook

from analysis.archived import is_archive
from analysis.cli import main
from analysis.corpus import corpus, sections
from analysis.corpus.queries import Archive, opened
from analysis.errors import InputError

AGENCY = (
    "“The water is far too cold for a race,” said Ruth Pell, a swimmer. The lake has been frozen "
    "since early in the month, and the club has moved its winter meeting to the indoor pool at "
    "Thorpe, where forty people are expected to race over six distances before the end of the week."
)
ROWS = [
    ("Courier", "2026-01", "Mayor Ruth Pell said the bridge was safe. A clerk said it was not."),
    ("Courier", "2026-02", "Ruth Pell, the mayor, said the bridge would close in the summer."),
    ("Courier", "2026-02", "Tom Arden said it was late. Ida Kroll did not return calls."),
    ("Echo", "2026-02", "A source, who asked not to be named, said the money was gone."),
    ("Echo", "2026-02", AGENCY),
    ("Echo", "2026-02", AGENCY),
    ("<b>Evil</b>", "2026-03", "Omar <script>x</script> Vass slammed the plan as a fraud."),
]


@pytest.fixture(scope="module")
def archive(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("archive")
    with (folder / "rows.csv").open("w", encoding="utf-8", newline="") as file:
        rows = csv.writer(file)
        rows.writerow(["id", "title", "outlet", "date", "text"])
        for n, (outlet, month, text) in enumerate(ROWS):
            rows.writerow(
                [
                    f"a{n}",
                    "Ice" if text == AGENCY else f"Story {n}",
                    outlet,
                    f"{month}-0{n + 1}",
                    text,
                ]
            )
    corpus([folder / "rows.csv"], folder / "archive", processes=1)
    return folder / "archive"


def test_repeats_are_counted_once_and_named(archive: Path) -> None:
    totals = Archive(archive).totals()
    assert (totals["articles"], totals["repeats"]) == (6, 1)
    assert totals["outlets"] == 3


def test_one_name_in_several_articles_shows_its_roles_and_is_not_called_checked(
    archive: Path,
) -> None:
    heard = Archive(archive).heard()
    pell = heard[heard["name"] == "Ruth Pell"].iloc[0]
    assert (pell["articles"], pell["outlets"]) == (3, 2)
    assert len(pell["roles"]) > 1
    assert not pell["checked"]


def test_the_table_of_people_decides(archive: Path) -> None:
    heard = Archive(archive, {"Tom Arden": "Thomas Arden"}).heard()
    assert "Tom Arden" not in set(heard["name"])
    assert heard[heard["name"] == "Thomas Arden"].iloc[0]["checked"]


def test_shares_of_unnamed_words_are_those_of_the_articles(archive: Path) -> None:
    found = Archive(archive).unnamed("outlet")
    courier: Any = next(r for r in found.to_dict("records") if r["place"] == "Courier")
    assert courier["articles"] == 3
    assert 0 < courier["share"] < 0.6
    assert courier["low"] <= courier["share"]
    assert found["high"].max() <= 1
    months = set(Archive(archive).unnamed("month")["place"])
    assert {"2026-01", "2026-02"} <= months


def test_who_was_asked_and_the_words_of_anonymity_are_listed(archive: Path) -> None:
    opened = Archive(archive)
    assert "asked not to be named" in " ".join(opened.formulas()["reason"])
    assert "Ida Kroll" in set(opened.asked()["name"])


def test_a_folder_that_is_no_archive_is_one_line(tmp_path: Path) -> None:
    assert not is_archive(tmp_path)
    with pytest.raises(InputError, match="not an archive"):
        Archive(tmp_path)


def test_no_text_of_an_archive_is_markup(archive: Path) -> None:
    opened = Archive(archive)
    parts = (sections.headline, sections.unnamed, sections.heard, sections.lone, sections.asked)
    more = (sections.formulas, sections.cues, sections.look, sections.made)
    page = "".join(make(opened) for make in (*parts, *more))
    assert "<b>Evil" not in page
    assert "<script>" not in page
    assert "&lt;b&gt;Evil" in page


@pytest.mark.slow
@pytest.mark.filterwarnings("ignore::ResourceWarning")
@pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")
def test_the_notebook_of_an_archive_runs_again_below_the_archives_folder(
    archive: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    place = shutil.copytree(archive, tmp_path / "Town [2026]")
    with pytest.raises(SystemExit) as ended:
        main(["report", str(place), "-o", str(tmp_path / "reports")])
    assert not ended.value.code
    (folder,) = (tmp_path / "reports").iterdir()
    before = {path.name: path.read_bytes() for path in folder.glob("*.csv")}
    for name in before:
        (folder / name).unlink()
    monkeypatch.chdir(folder)
    execute_notebook("report.ipynb", "again.ipynb", {}, kernel_name="python3", progress_bar=False)
    assert before and {path.name: path.read_bytes() for path in folder.glob("*.csv")} == before
    assert not list(folder.glob("Town*"))  # no copy: it may be as large as a disk
    shutil.move(place, tmp_path / "elsewhere")
    with pytest.raises(InputError, match=r"Town .2026.: nothing matches this pattern"):
        opened(["Town [2026]"])


@pytest.mark.slow
def test_a_report_of_an_archive_holds_page_and_tables(archive: Path, tmp_path: Path) -> None:
    with pytest.raises(SystemExit) as ended:
        main(["report", str(archive), "-o", str(tmp_path)])
    assert not ended.value.code
    folder = tmp_path / "archive-archive"
    page = (folder / "report.html").read_text(encoding="utf-8")
    assert "Who is heard" in page
    told = json.loads((folder / "manifest.json").read_bytes())
    assert told["archive"]["name"] == "archive"
    assert str(tmp_path) not in page
    tables = {path.name for path in folder.glob("*.csv")}
    assert {"heard.csv", "unnamed.csv", "asked.csv", "articles.csv"} <= tables
