"""scripts/run.py: what it decides, without a network."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from types import ModuleType

import pytest
from scripted import ROOT, loaded


@pytest.fixture
def run() -> ModuleType:
    return loaded("scripts/run.py")


@pytest.fixture
def calls(run: ModuleType, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """What would have been made and installed."""
    done: list[str] = []

    def make(folder: Path) -> None:
        folder.mkdir(exist_ok=True)
        done.append("make")

    monkeypatch.setattr(run, "make", make)
    monkeypatch.setattr(run, "install", lambda _, kind: done.append(f"install {kind}"))
    return done


def test_a_second_call_does_nothing(run: ModuleType, calls: list[str], tmp_path: Path) -> None:
    run.prepare(tmp_path / "venv", "run")
    assert calls == ["make", "install run"]
    run.prepare(tmp_path / "venv", "run")
    assert calls == ["make", "install run"]


def test_the_tests_add_to_what_runs_and_stay(
    run: ModuleType, calls: list[str], tmp_path: Path
) -> None:
    run.prepare(tmp_path / "venv", "run")
    run.prepare(tmp_path / "venv", "dev")
    run.prepare(tmp_path / "venv", "run")
    assert calls == ["make", "install run", "install dev"]


def test_an_install_that_was_interrupted_is_made_anew(
    run: ModuleType, calls: list[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    run.prepare(tmp_path / "venv", "run")

    def interrupted(*_: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr(run, "install", interrupted)
        with pytest.raises(KeyboardInterrupt):
            run.prepare(tmp_path / "venv", "dev")
    run.prepare(tmp_path / "venv", "run")
    assert calls == ["make", "install run", "make", "install run"]


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        ({}, "nothing"),
        ({"kind": "dev"}, "nothing"),
        ({"lock": "other"}, "update"),
        ({"place": "elsewhere"}, "rebuild"),
        ({"python": "3.99"}, "rebuild"),
    ],
)
def test_each_change_has_its_answer(run: ModuleType, change: dict[str, str], expected: str) -> None:
    want = run.wanted(ROOT, "run")
    assert run.plan({**want, **change}, want) == expected


def test_a_stamp_that_cannot_be_read_is_none(run: ModuleType, tmp_path: Path) -> None:
    for text in ("", "[]", "{"):
        (tmp_path / "stamp").write_text(text)
        assert run.read_stamp(tmp_path / "stamp") is None
    assert run.read_stamp(tmp_path / "missing") is None
    (tmp_path / "stamp").write_text(json.dumps({"kind": "run"}))
    assert run.read_stamp(tmp_path / "stamp") == {"kind": "run"}


def test_a_folder_that_is_no_environment_is_never_removed(run: ModuleType, tmp_path: Path) -> None:
    (tmp_path / "letters.txt").write_text("dear")
    with pytest.raises(SystemExit, match="move it out of the way"):
        run.make(tmp_path)
    assert (tmp_path / "letters.txt").exists()


def test_what_would_lead_pip_astray_is_taken_out(
    run: ModuleType, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PYTHONPATH", "elsewhere")
    monkeypatch.setenv("PIP_USER", "1")
    env = run.environment(tmp_path)
    assert "PYTHONPATH" not in env
    assert env["PIP_USER"] == "0"
    assert env["PATH"].split(os.pathsep)[0] == str(tmp_path / run.PROGRAMS)


def test_verbs_go_to_pytest_to_the_checks_or_to_analysis(run: ModuleType, tmp_path: Path) -> None:
    line, place = run.command(tmp_path, ["test", "-x"])
    assert line[1:] == ["-m", "pytest", "-x"]
    assert place == ROOT
    spread = ["-n", "auto", "--dist", "loadscope", "--no-loadscope-reorder"]
    assert run.command(tmp_path, ["test"])[0][-5:] == spread
    assert run.command(tmp_path, ["check"])[0][1].endswith("check.py")
    line, place = run.command(tmp_path, ["report", "a b.txt"])
    assert Path(line[0]).stem == "analysis"
    assert line[1:] == ["report", "a b.txt"]
    assert place == Path.cwd()


def test_an_old_python_gets_one_clear_line() -> None:
    code = "import sys; sys.version_info = (3, 8, 1); exec(open('run.py').read())"
    done = subprocess.run(
        [sys.executable, "-c", code],
        cwd=ROOT / "scripts",
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 1
    assert len(done.stderr.splitlines()) == 1
    assert "this is Python 3.8 and 3.11 or newer is needed" in done.stderr
