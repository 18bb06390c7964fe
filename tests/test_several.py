"""The report of several articles: as the report of one, with all of them in it."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

import analysis
from analysis.errors import InputError, OutputError, ParameterError
from analysis.reporting import manifest, several

STORY = '"We will stay in the old town until spring," Ana Ruiz said on Monday.\n'
OTHER = STORY.replace("will stay", "will never stay").replace("\n", "\r\n")


def stories(folder: Path, names: tuple[str, str] = ("a/story.txt", "b/story.txt")) -> list[Path]:
    """Two versions of one article, the second with other line ends."""
    paths = [folder / name for name in names]
    for path, text in zip(paths, (STORY, OTHER), strict=True):
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(text.encode())
    return paths


def described(folder: Path) -> dict[str, Any]:
    found: dict[str, Any] = json.loads((folder / "manifest.json").read_bytes())
    return found


def lasting(folder: Path) -> dict[str, bytes]:
    """Every file, of the manifest all but the run's own section."""
    rest = {key: value for key, value in described(folder).items() if key != "run"}
    found = [path for path in folder.rglob("*") if path.is_file()]
    files = {path.relative_to(folder).as_posix(): path.read_bytes() for path in found}
    return {**files, "manifest.json": json.dumps(rest).encode()}


@pytest.mark.slow
def test_two_articles_make_one_report_with_the_hashes_of_both(tmp_path: Path) -> None:
    folder = several.compare(stories(tmp_path), tmp_path / "out", {"threshold": 0.6})
    assert folder == tmp_path / "out" / "compare-a-story-b-story"
    files = {"report.html", "report.ipynb", "voices.csv", "statements.csv", "wordings.csv"}
    files |= {"article"}
    assert {path.name for path in folder.iterdir()} == files | {"manifest.json"}
    found = described(folder)
    assert [a["id"] for a in found["articles"]] == ["a/story", "b/story"]
    assert [a["file"] for a in found["articles"]] == ["a/story.txt", "b/story.txt"]
    hashes = [manifest.sha256(text.encode()) for text in (STORY, OTHER)]
    assert [a["sha256"] for a in found["articles"]] == hashes
    assert found["parameters"] == {"columns": "", "threshold": 0.6}
    for name, digest in found["files"].items():
        assert digest == manifest.sha256((folder / name).read_bytes())
    assert "never" in (folder / "wordings.csv").read_text()
    page = (folder / "report.html").read_text()
    for section in ("findings", "presence", "shared", "only", "moved", "a-article", "b-article"):
        assert page.count(f'id="{section}"') == 1, section


@pytest.mark.slow
def test_the_same_articles_give_the_same_bytes_in_another_process_and_place(
    tmp_path: Path,
) -> None:
    one = several.compare(stories(tmp_path / "here"), tmp_path / "out")
    place = tmp_path / "deep {0} }{ down"
    stories(place)
    odd = {"PYTHONHASHSEED": "7", "TZ": "Asia/Kathmandu", "LC_ALL": "C"}
    path = os.pathsep.join([str(Path(analysis.__file__).parents[1]), *sys.path])
    line = [sys.executable, "-c", "from analysis.cli import main; main()", "compare"]
    env = os.environ | odd | {"PYTHONPATH": path}
    command = [*line, "a/story.txt", "b/story.txt"]
    done = subprocess.run(command, cwd=place, env=env, check=True, capture_output=True, text=True)
    assert done.stdout == "reports/compare-a-story-b-story/report.html\n"
    two = place / "reports" / "compare-a-story-b-story"
    first, second = lasting(one), lasting(two)
    assert [name for name in first if first[name] != second.get(name)] == []
    for name, data in first.items():
        assert str(tmp_path).encode() not in data, name


@pytest.mark.slow
def test_what_people_corrected_beside_an_article_is_in_the_report_and_hashed(
    tmp_path: Path,
) -> None:
    paths = stories(tmp_path)
    entry = "{do: change, statement: We will stay in the old town until spring, speaker: Bo Lind}"
    (tmp_path / "a" / "corrections.yaml").write_text(f"story.txt: [{entry}]\n")
    folder = several.compare(paths, tmp_path / "out")
    assert "Bo Lind" in (folder / "voices.csv").read_text()
    assert "corrected by hand" in (folder / "report.html").read_text()
    assert described(folder)["articles"][0]["corrections"]["entries"] == 1
    plain = several.compare(paths, tmp_path / "out", corrections=False)
    assert "Bo Lind" not in (plain / "report.html").read_text()


@pytest.mark.slow
def test_hostile_names_make_a_report_inside_the_output_folder(tmp_path: Path) -> None:
    names = ("<img src=x onerror=alert(1)>.txt", "a {0} %s ' \" \n=1+1" + "é" * 90 + ".txt")
    folder = several.compare(stories(tmp_path / "in", names), tmp_path / "out")
    assert folder.parent == tmp_path / "out"
    assert len(os.fsencode(folder.name)) <= several.LONGEST
    page = (folder / "report.html").read_text(encoding="utf-8")
    assert "<img" not in page
    assert "&lt;img src=x" in page


@pytest.mark.slow
def test_an_article_that_fails_leaves_the_older_report(tmp_path: Path) -> None:
    paths, out = stories(tmp_path), tmp_path / "out"
    folder = several.compare(paths, out)
    (folder / "notes.md").write_text("mine")
    before = lasting(folder)
    shutil.copy(paths[1], tmp_path / "kept")
    paths[1].write_text(" \n")
    with pytest.raises(InputError, match="this is empty") as caught:
        several.compare(paths, out)
    assert str(paths[1]) in str(caught.value)
    assert lasting(folder) == before
    shutil.copy(tmp_path / "kept", paths[1])
    several.compare(paths, out)
    assert lasting(folder) == before


@pytest.mark.parametrize("number", [1, 9])
def test_one_article_or_nine_are_refused_before_any_work(tmp_path: Path, number: int) -> None:
    for n in range(number):
        (tmp_path / f"{n}.txt").write_text(STORY)
    with pytest.raises(InputError, match="give 2 to 8 articles that differ"):
        several.compare([tmp_path], tmp_path / "out")
    assert not (tmp_path / "out").exists()


def test_the_same_file_twice_is_one_article(tmp_path: Path) -> None:
    path = stories(tmp_path)[0]
    with pytest.raises(InputError, match="there is only one article"):
        several.compare([path, path], tmp_path / "out")


def test_what_can_not_be_used_is_said_in_one_line(tmp_path: Path) -> None:
    paths = stories(tmp_path)
    with pytest.raises(InputError, match="no such file"):
        several.compare([*paths, tmp_path / "missing.txt"], tmp_path / "out")
    with pytest.raises(ParameterError, match="the notebook takes: threshold"):
        several.compare(paths, tmp_path / "out", {"paths": "x"})
    with pytest.raises(ParameterError, match="not between 0 and 1"):
        several.compare(paths, tmp_path / "out", {"threshold": 60})
    with pytest.raises(OutputError):
        several.compare(paths, paths[0])
