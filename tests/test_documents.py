"""The documents: their Python runs as written, and files that they name are there."""

from __future__ import annotations

import re
import shutil
from pathlib import Path
from typing import TYPE_CHECKING, Any

import yaml

if TYPE_CHECKING:
    import pytest

ROOT = Path(__file__).resolve().parents[1]
BLOCK = re.compile(r"^```python\n(.*?)^```$", re.MULTILINE | re.DOTALL)


def test_the_tutorial_runs_as_written(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for folder in ("seeds", "notebooks/examples"):
        shutil.copytree(ROOT / folder, tmp_path / folder)
    monkeypatch.chdir(tmp_path)
    names: dict[str, Any] = {}
    blocks = BLOCK.findall((ROOT / "docs" / "tutorial.md").read_text(encoding="utf-8"))
    assert len(blocks) > 3
    for block in blocks:
        exec(compile(block, "tutorial.md", "exec"), names)  # noqa: S102 - our own page
    assert len(names["unnamed"]) == 4
    changed = names["better"].attributions.set_index("id").loc[names["first"]]
    assert changed["form"] == "indirect"


def test_files_that_the_architecture_names_are_there() -> None:
    text = (ROOT / "docs" / "architecture.md").read_text(encoding="utf-8")
    cells = re.findall(r"\| ([^|]*\.py`[^|]*) \|", text)
    assert len(cells) > 8
    for cell in cells:
        folder = ""
        for name in re.findall(r"`([\w/]+\.py)`", cell):
            folder = name.rpartition("/")[0] or folder
            places = (ROOT / "analysis" / name, ROOT / "analysis" / folder / name)
            assert any(path.is_file() for path in places), name


def test_the_citation_names_the_projects_version() -> None:
    cited = yaml.safe_load((ROOT / "CITATION.cff").read_text(encoding="utf-8"))
    project = (ROOT / "pyproject.toml").read_text(encoding="utf-8")
    assert f'version = "{cited["version"]}"' in project
