"""What is not installed is one line with the command that installs it, never a traceback."""

from __future__ import annotations

from pathlib import Path

import pytest
from seed import SEED

from analysis import installing
from analysis.cli import main
from analysis.corpus.queries import opened
from analysis.errors import ParameterError


@pytest.fixture
def bare(monkeypatch: pytest.MonkeyPatch) -> None:
    """An installation without any extra."""
    monkeypatch.setattr(installing, "find_spec", lambda _: None)


@pytest.mark.usefixtures("bare")
@pytest.mark.parametrize(
    ("arguments", "extra"),
    [
        (["corpus", str(SEED), "-o", "{archive}"], "corpus"),
        (["find", "{archive}", "rain"], "corpus"),
        (["audit", "{archive}", "-o", "{archive}.csv"], "corpus"),
        (["report", "{archive}", "-o", "{archive}-out"], "corpus"),
        (["export", str(SEED), "--format", "excel", "-o", "{archive}.xlsx"], "exchange"),
    ],
)
def test_a_verb_says_which_extra_it_needs(
    arguments: list[str], extra: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    archive = tmp_path / "archive"
    if arguments[0] != "corpus":
        (archive / "dataset").mkdir(parents=True)
        (archive / "dataset" / "made-from.json").write_text("{}", encoding="utf-8")
    with pytest.raises(SystemExit) as ended:
        main([part.replace("{archive}", str(archive)) for part in arguments])
    said = capsys.readouterr().err
    assert ended.value.code == 2
    assert said.count("\n") == 1
    assert "which is not installed; pip install" in said
    assert f"[{extra}]'" in said


@pytest.mark.usefixtures("bare")
def test_the_notebook_of_archives_says_it_too() -> None:
    with pytest.raises(ParameterError, match=r"which is not installed; pip install .*\[corpus\]"):
        opened([SEED])
