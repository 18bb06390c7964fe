"""The bill of materials, and the licences of what the package stands on."""

from __future__ import annotations

import json
from pathlib import Path
from types import ModuleType

import pytest
from scripted import ROOT, loaded


@pytest.fixture(scope="module")
def supply() -> ModuleType:
    return loaded("scripts/supply.py")


def test_the_bill_lists_every_library_of_the_lock_with_its_hashes(
    supply: ModuleType, tmp_path: Path
) -> None:
    file = tmp_path / "sbom.json"
    assert supply.main(["sbom", str(file)]) == 0
    bill = json.loads(file.read_bytes())
    lock = (ROOT / "requirements.lock").read_text(encoding="utf-8")
    lines = [line for line in lock.splitlines() if line[:1].isalnum()]
    assert len(bill["components"]) == len(lines) > 50
    assert all(part["properties"] for part in bill["components"])
    assert bill == supply.sbom(lock)


def test_what_every_run_needs_states_its_licence(supply: ModuleType) -> None:
    for name in ("pandas", "nltk", "papermill", "onnxruntime", "click", "rapidfuzz"):
        assert supply.licence(name) != "not stated", name
    assert supply.licence("no-such-library") == "not stated"


def test_an_unknown_word_is_answered_with_the_usage(
    supply: ModuleType, capsys: pytest.CaptureFixture[str]
) -> None:
    assert supply.main(["x"]) == 2
    assert "sbom FILE" in capsys.readouterr().err
