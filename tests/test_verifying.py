"""A report that a stranger can check, and that is made again only where something changed."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest
from seed import SEED

from analysis import reporting
from analysis.cli import main
from analysis.errors import InputError
from analysis.reporting import making, manifest, rerunning, runner, verifying


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
    outside = [f'{{"files": {{"{name}": "0"}}}}' for name in ("../x", "a/../../x", "/x", "a//x")]
    for text in ("{", "[]", '{"files": 3}', *outside):
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


@pytest.mark.parametrize(
    ("part", "change"),
    [
        ("article", {"id": "x", "file": "x.txt", "bytes": 1, "sha256": "0"}),
        ("parameters", {"threshold": 0.7}),
        ("notebook", {"file": "report.ipynb", "sha256": "0"}),
        ("package", {"name": "who-says-so", "version": "9", "sha256": "0"}),
        ("model", {"reader.onnx": "0"}),
        ("versions", {"python": "3.0"}),
    ],
)
def test_each_part_of_what_a_report_is_made_from_alone_makes_it_anew(
    seed_report: Path, part: str, change: dict[str, object]
) -> None:
    facts = {
        key: value
        for key, value in verifying.known(seed_report).items()
        if key not in ("files", "run")
    }
    assert verifying.unchanged(seed_report, facts)
    assert part in facts
    assert not verifying.unchanged(seed_report, {**facts, part: change})


def test_corrections_are_part_of_what_a_report_is_made_from(
    seed_report: Path, tmp_path: Path
) -> None:
    article = tmp_path / SEED.name
    shutil.copy(SEED, article)
    item = making.corrected(making.opened(article))
    notebook, settings = making.prepare("report", tmp_path / "out", {})
    plain = making.facts_of(making.Job(notebook, settings, (item,), item.id))
    assert verifying.unchanged(seed_report, plain)
    text = f"{SEED.name}:\n  - do: remove\n    statement: a1\n    note: no\n"
    (tmp_path / "corrections.yaml").write_text(text, encoding="utf-8")
    found = making.corrected(making.opened(article))
    by_hand = making.facts_of(making.Job(notebook, settings, (found,), found.id))
    assert not verifying.unchanged(seed_report, by_hand)


def test_lexicons_code_and_model_change_what_the_manifest_says(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("data/words.toml", "quotes.py", "data/reader.onnx"):
        path = tmp_path / name
        path.parent.mkdir(exist_ok=True)
        path.write_text("one", encoding="utf-8")
    monkeypatch.setattr(manifest, "PACKAGE", tmp_path)
    told = manifest.installation.__wrapped__
    first = told()
    for name, part in (
        ("data/words.toml", "package"),
        ("quotes.py", "package"),
        ("data/reader.onnx", "model"),
    ):
        (tmp_path / name).write_text("two", encoding="utf-8")
        assert told()[part] != first[part], name
        (tmp_path / name).write_text("one", encoding="utf-8")
        assert told() == first


@pytest.mark.slow
def test_a_report_made_again_from_its_article_has_the_same_bytes(
    seed_report: Path, tmp_path: Path
) -> None:
    report = copy(seed_report, tmp_path)
    assert list(rerunning.rerun(report, SEED)) == []
    data = (report / "attributions.csv").read_bytes()
    (report / "attributions.csv").write_bytes(data.replace(b"direct", b"Direct", 1))
    found = list(rerunning.rerun(report, SEED))
    assert found == ["attributions.csv: has other bytes when made again"]
    other = tmp_path / "other.txt"
    other.write_text("The mayor left.", encoding="utf-8")
    with pytest.raises(InputError, match="not the article"):
        list(rerunning.rerun(report, other))
