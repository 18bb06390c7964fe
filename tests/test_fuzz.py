"""Cases of the fuzzer: those that once failed, and some hundreds more in every run."""

from __future__ import annotations

from pathlib import Path
from types import ModuleType

import pytest
from scripted import loaded


@pytest.fixture(scope="module")
def fuzz() -> ModuleType:
    return loaded("scripts/fuzz.py")


def test_what_once_failed_no_longer_does(fuzz: ModuleType) -> None:
    assert fuzz.replay() == []


@pytest.mark.slow
def test_some_hundreds_of_cases_hold(
    fuzz: ModuleType, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(fuzz, "FINDS", tmp_path)
    assert fuzz.main(["--cases", "800", "--seed", "7"]) == 0


def test_a_fault_is_found_kept_and_replayed(
    fuzz: ModuleType, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(text: str) -> None:
        raise ValueError(len(text))

    monkeypatch.setattr(fuzz, "FINDS", tmp_path)
    monkeypatch.setitem(fuzz.TEXTS, "quotes", fail)
    assert "ValueError" in fuzz.run("quotes", "abc", "a.txt")
    fuzz.keep("quotes", "a.txt", "abc")
    assert len(fuzz.replay()) == 1
