from __future__ import annotations

import json
import os
import signal
import stat
import subprocess
import sys
import tempfile
from pathlib import Path

import pytest

from analysis import writing
from analysis.errors import OutputError
from analysis.reporting import exchanging, publish


def make(target: Path, *files: str) -> None:
    with publish.replacing(target) as staged:
        for name in files or ("new.txt",):
            (staged / name).parent.mkdir(exist_ok=True)
            (staged / name).write_text("ours")
        listed = dict.fromkeys(files or ("new.txt",), "")
        (staged / "manifest.json").write_text(json.dumps({"files": listed}))


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def test_a_new_folder_appears_whole(tmp_path: Path) -> None:
    make(tmp_path / "a")
    assert names(tmp_path) == ["a"]
    assert names(tmp_path / "a") == ["manifest.json", "new.txt"]


def test_a_new_folder_can_be_read_by_whom_the_umask_lets(tmp_path: Path) -> None:
    before = os.umask(0o022)
    try:
        make(tmp_path / "a")
    finally:
        os.umask(before)
    assert stat.S_IMODE((tmp_path / "a").stat().st_mode) == 0o755


def test_an_older_report_is_replaced_and_a_persons_own_files_are_kept(tmp_path: Path) -> None:
    target = tmp_path / "a"
    make(target, "old.txt")
    (target / "notes.md").write_text("mine")
    (target / "mine").mkdir()
    (target / "mine" / "too").write_text("")
    make(target)
    assert names(target) == ["manifest.json", "mine", "new.txt", "notes.md"]
    assert names(target / "mine") == ["too"]
    assert names(tmp_path) == ["a"]


@pytest.mark.parametrize("fresh", [{"article/new.txt"}, {"new.txt"}])
def test_of_a_folder_in_a_report_what_we_wrote_goes_and_a_persons_own_files_stay(
    tmp_path: Path, fresh: set[str]
) -> None:
    make(tmp_path / "a", "article/old.txt", "gone/old.txt")
    (tmp_path / "a" / "article" / "notes.txt").write_text("mine")
    make(tmp_path / "a", *fresh)
    found = [p for p in (tmp_path / "a").rglob("*") if p.is_file()]
    kept = {p.relative_to(tmp_path / "a").as_posix() for p in found}
    assert kept == fresh | {"manifest.json", "article/notes.txt"}
    assert not (tmp_path / "a" / "gone").exists()


@pytest.mark.parametrize("error", [ValueError, KeyboardInterrupt, SystemExit])
def test_a_failure_half_way_leaves_the_old_report(
    tmp_path: Path, error: type[BaseException]
) -> None:
    target = tmp_path / "a"
    make(target, "old.txt")
    with pytest.raises(error), publish.replacing(target) as staged:  # noqa: PT012
        (staged / "new.txt").write_text("half")
        raise error
    assert names(target) == ["manifest.json", "old.txt"]
    assert names(tmp_path) == ["a"]


def test_a_failure_at_the_very_end_puts_the_old_report_back(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    target = tmp_path / "a"
    make(target, "old.txt")
    rename = Path.rename

    def refuse(self: Path, to: Path) -> Path:
        if to == target and (self / "new.txt").exists():
            raise OSError(28, "No space left on device")
        return rename(self, to)

    monkeypatch.setattr(Path, "rename", refuse)
    monkeypatch.setattr(exchanging, "_at_once", lambda *_: False)
    with pytest.raises(OutputError, match="no space left"):
        make(target)
    assert names(target) == ["manifest.json", "old.txt"]
    assert names(tmp_path) == ["a"]


def test_a_folder_that_is_no_report_is_never_replaced(tmp_path: Path) -> None:
    target = tmp_path / "a"
    target.mkdir()
    (target / "thesis.doc").write_text("")
    with pytest.raises(OutputError, match="not a report"):
        make(target)
    assert names(target) == ["thesis.doc"]
    assert names(tmp_path) == ["a"]


def test_a_file_or_a_link_in_the_way_stays(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("mine")
    (tmp_path / "real").mkdir()
    (tmp_path / "link").symlink_to(tmp_path / "real")
    for name in ("file", "link"):
        with pytest.raises(OutputError, match="in the way"):
            make(tmp_path / name)
    assert (tmp_path / "file").read_text() == "mine"
    assert names(tmp_path / "real") == []


def test_an_empty_folder_is_filled(tmp_path: Path) -> None:
    (tmp_path / "a").mkdir()
    make(tmp_path / "a")
    assert "new.txt" in names(tmp_path / "a")


def test_an_output_folder_below_a_file_is_refused_before_any_work(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(OutputError, match="can't be written"):
        publish.ensure(tmp_path / "file" / "reports")
    publish.ensure(tmp_path / "deep" / "reports")
    assert names(tmp_path / "deep" / "reports") == []


KILLED = """
import os, signal, sys
from pathlib import Path
from analysis.reporting import exchanging, publish
target = Path(sys.argv[1])
with publish.replacing(target) as staged:
    (staged / "half").write_text("made")
    os.kill(os.getpid(), signal.SIGKILL)
"""


@pytest.mark.skipif(sys.platform == "win32", reason="no signals to send")
def test_what_a_killed_run_left_is_taken_away_by_the_next(tmp_path: Path) -> None:
    make(tmp_path / "a")
    line = [sys.executable, "-c", KILLED, str(tmp_path / "a")]
    assert subprocess.run(line, check=False).returncode == -signal.SIGKILL
    assert len(names(tmp_path)) == 2
    with publish.replacing(tmp_path / "b") as staged:
        publish.ensure(tmp_path)  # another run, while this one lives
        (staged / "manifest.json").write_text("{}")
    assert names(tmp_path) == ["a", "b"]
    assert names(tmp_path / "a") == ["manifest.json", "new.txt"]


def test_only_what_is_half_made_and_ours_is_taken_away(tmp_path: Path) -> None:
    dead = subprocess.Popen([sys.executable, "-c", ""])
    dead.wait()
    mark = f".analysis-{writing.MACHINE}"
    whole = tmp_path / f"{mark}-{dead.pid}-0a"
    elsewhere = tmp_path / f".analysis-{'0' * 8}-{dead.pid}-0a"
    mine = tmp_path / f"{mark}-{os.getpid()}-0a"
    for folder in (whole, elsewhere, mine, tmp_path / ".analysis-notes"):
        folder.mkdir()
    (whole / "manifest.json").write_text("{}")
    (tmp_path / f"{mark}-{dead.pid}-0b").write_text("half")
    publish.sweep(tmp_path)
    left = {whole.name, elsewhere.name, mine.name, ".analysis-notes"}
    assert set(names(tmp_path)) == left


MOMENTS = """
import os, signal, sys
from pathlib import Path
from analysis.reporting import exchanging, publish

stop, at_once, target = int(sys.argv[2]), sys.argv[3] == "once", Path(sys.argv[1])
calls = 0

def killing(real):
    def call(*given, **named):
        global calls
        calls += 1
        if calls == stop:
            os.kill(os.getpid(), signal.SIGKILL)
        done = real(*given, **named)
        return done
    return call

for owner, name in ((Path, "rename"), (Path, "mkdir"), (publish.shutil, "rmtree"),
                    (publish.shutil, "copy2"), (exchanging, "_at_once")):
    setattr(owner, name, killing(getattr(owner, name)))
if not at_once:
    exchanging._at_once = lambda *_: False
with publish.replacing(target) as staged:
    (staged / "new.txt").write_text("new")
    (staged / "manifest.json").write_text('{"files": {"new.txt": ""}}')
"""


@pytest.mark.skipif(sys.platform == "win32", reason="no signals to send")
@pytest.mark.parametrize("way", ["once", "twice"])
@pytest.mark.parametrize("moment", range(1, 8))
def test_a_kill_at_any_moment_costs_neither_a_report_nor_notes(
    tmp_path: Path, way: str, moment: int
) -> None:
    target = tmp_path / "a"
    make(target, "old.txt")
    (target / "notes.md").write_text("mine")
    line = [sys.executable, "-c", MOMENTS, str(target), str(moment), way]
    subprocess.run(line, check=False, timeout=60)
    if way == "once":
        assert (target / "manifest.json").is_file()
    publish.sweep(tmp_path)
    assert names(tmp_path) == ["a"]
    assert set(names(target)) in (
        {"manifest.json", "notes.md", "old.txt"},
        {"manifest.json", "notes.md", "new.txt"},
    )


@pytest.mark.skipif(os.name != "posix", reason="no file modes")
def test_a_private_report_stays_private(tmp_path: Path) -> None:
    target = tmp_path / "a"
    make(target, "old.txt")
    target.chmod(0o700)
    make(target)
    assert stat.S_IMODE(target.stat().st_mode) == 0o700
    assert {stat.S_IMODE(path.stat().st_mode) for path in target.iterdir()} == {0o600}


def test_temporary_folders_of_dead_runs_are_taken_away_and_others_stay(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    dead = subprocess.Popen([sys.executable, "-c", ""])
    dead.wait()
    for name in (f"analysis-{writing.MACHINE}-{dead.pid}-x", "analysis-notes"):
        (tmp_path / name).mkdir()
    with writing.temporary() as own:
        assert set(names(tmp_path)) == {Path(own).name, "analysis-notes"}
