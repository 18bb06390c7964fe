from __future__ import annotations

import os
from pathlib import Path

import pytest

from analysis import writing
from analysis.errors import OutputError
from analysis.ingest import STDIN


def names(folder: Path) -> list[str]:
    return sorted(entry.name for entry in folder.iterdir())


def test_a_file_is_written_whole_or_not_at_all(tmp_path: Path) -> None:
    writing.write({tmp_path / "a": b"one"})
    writing.write({tmp_path / "a": b"two"})
    assert (tmp_path / "a").read_bytes() == b"two"
    (tmp_path / "folder").mkdir()
    for place in (tmp_path / "folder", tmp_path / "none" / "a"):
        with pytest.raises(OutputError):
            writing.write({place: b"x"})
    assert names(tmp_path) == ["a", "folder"]


def test_a_file_is_written_where_a_link_leads(tmp_path: Path) -> None:
    (tmp_path / "far").mkdir()
    for name in ("there", "new"):
        (tmp_path / name).symlink_to(tmp_path / "far" / name)
    (tmp_path / "far" / "there").write_text("old")
    for name in ("there", "new"):
        writing.write({tmp_path / name: b"x"})
        assert (tmp_path / name).is_symlink()
        assert (tmp_path / "far" / name).read_bytes() == b"x"
    assert names(tmp_path / "far") == ["new", "there"]


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no pipes to write to")
def test_what_is_there_and_is_no_file_stays(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    (tmp_path / "link").symlink_to(tmp_path / "pipe")
    (tmp_path / "round").symlink_to(tmp_path / "round")
    for name, says in (("pipe", "not a regular file"), ("link", "not a reg"), ("round", "written")):
        with pytest.raises(OutputError, match=says):
            writing.write({tmp_path / name: b"x"})
    assert (tmp_path / "pipe").is_fifo()
    assert (tmp_path / "link").is_symlink() and (tmp_path / "round").is_symlink()
    assert names(tmp_path) == ["link", "pipe", "round"]


def test_of_several_files_all_are_written_or_none(tmp_path: Path) -> None:
    (tmp_path / "a").write_text("old")
    with pytest.raises(OutputError, match="can't be written"):
        writing.write({tmp_path / "a": b"new", tmp_path / "none" / "b": b"new"})
    assert names(tmp_path) == ["a"]
    assert (tmp_path / "a").read_text() == "old"
    writing.write({tmp_path / "a": b"new", tmp_path / "b": b"new"})
    assert names(tmp_path) == ["a", "b"]


@pytest.mark.parametrize("name", ["a", "./a", "up/../a", "hard", "soft"])
def test_what_is_read_is_spared_by_whatever_name(tmp_path: Path, name: str) -> None:
    (tmp_path / "a").write_text("read")
    (tmp_path / "up").mkdir()
    (tmp_path / "hard").hardlink_to(tmp_path / "a")
    (tmp_path / "soft").symlink_to(tmp_path / "a")
    with pytest.raises(OutputError, match="is an input file and won't be overwritten"):
        writing.spare([tmp_path / "a"], [tmp_path / name])
    writing.spare([tmp_path / "a"], [tmp_path / "another"])


def test_a_path_that_no_system_takes_is_one_clear_error() -> None:
    with pytest.raises(OutputError, match="can't be written"):
        writing.write({Path("a\0b"): b"x"})


def test_two_files_that_lead_to_one_are_refused(tmp_path: Path) -> None:
    for name in ("a", "b"):
        (tmp_path / name).symlink_to(tmp_path / "same")
    with pytest.raises(OutputError, match="leads to the file of another"):
        writing.write({tmp_path / "a": b"x", tmp_path / "b": b"y"})
    assert names(tmp_path) == ["a", "b"]


@pytest.mark.skipif(os.name == "nt", reason="no such modes")
def test_who_may_read_a_file_stays_as_it_was(tmp_path: Path) -> None:
    (tmp_path / "a").write_text("old")
    (tmp_path / "a").chmod(0o600)
    writing.write({tmp_path / "a": b"new"})
    assert (tmp_path / "a").stat().st_mode & 0o777 == 0o600


def test_a_file_called_as_standard_input_is_none_that_is_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    writing.spare([STDIN], [Path(STDIN)])
