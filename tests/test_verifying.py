"""A report that a stranger can check, and that is made again only where something changed."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

from analysis import reporting
from analysis.cli import main
from analysis.errors import InputError
from analysis.reporting import runner, verifying


def copy(report: Path, folder: Path) -> Path:
    return Path(shutil.copytree(report, folder / report.name))


def test_a_report_is_as_it_was_made_and_notes_beside_it_do_not_matter(
    seed_report: Path, tmp_path: Path
) -> None:
    report = copy(seed_report, tmp_path)
    (report / "notes.txt").write_text("mine", encoding="utf-8")
    assert list(verifying.verify(report)) == []
    assert list(verifying.verify(report / "report.html")) == []


def test_one_byte_changed_in_any_file_is_told(seed_report: Path, tmp_path: Path) -> None:
    report = copy(seed_report, tmp_path)
    names = json.loads((report / "manifest.json").read_bytes())["files"]
    for name in names:
        before = (report / name).read_bytes()
        (report / name).write_bytes(before[:-1] + bytes([before[-1] ^ 1]))
        assert list(verifying.verify(report)) == [f"{name}: is not as it was made"]
        (report / name).write_bytes(before)
    (report / "report.html").unlink()
    assert list(verifying.verify(report)) == ["report.html: no such file or directory"]


def test_a_manifest_that_is_missing_or_damaged_is_one_line(
    seed_report: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(InputError, match="is not a report"):
        list(verifying.verify(tmp_path))
    report = copy(seed_report, tmp_path)
    for text in ("{", "[]", '{"files": {"../../x": "0"}}', '{"files": 3}'):
        (report / "manifest.json").write_text(text, encoding="utf-8")
        with pytest.raises(SystemExit) as ended:
            main(["verify", str(report)])
        assert ended.value.code == 2
        assert capsys.readouterr().err.count("\n") == 1


def test_nothing_changed_means_no_kernel_and_each_change_means_one(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    runs: list[Path] = []
    real = runner.run

    def run(notebook: Path, *rest: object) -> object:
        runs.append(notebook)
        return real(notebook, *rest)  # type: ignore[arg-type]

    monkeypatch.setattr(runner, "run", run)
    article = tmp_path / "a.txt"
    article.write_text("“It leaks,” Ana Ruiz said on Monday.\n", encoding="utf-8")
    out = tmp_path / "out"

    def made(**options: object) -> list[reporting.Outcome]:
        return list(reporting.reports([article], out, **options))  # type: ignore[arg-type]

    made()
    (again,) = made()
    assert len(runs) == 1 and again.folder == out / "a" and "unchanged" in again.note
    made(force=True)
    made(parameters={"threshold": 0.7})
    assert len(runs) == 3
    article.write_text("“It leaks,” Ana Ruiz said on Tuesday.\n", encoding="utf-8")
    made(parameters={"threshold": 0.7})
    corrections = tmp_path / "corrections.yaml"
    made(parameters={"threshold": 0.7})
    assert len(runs) == 4 and not corrections.exists()
    (out / "a" / "report.html").write_text("x", encoding="utf-8")
    made(parameters={"threshold": 0.7})
    assert len(runs) == 5
