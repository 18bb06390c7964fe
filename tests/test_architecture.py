from __future__ import annotations

import ast
import re
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
PACKAGE = ROOT / "analysis"
PAGE = (ROOT / "docs" / "architecture.md").read_text(encoding="utf-8")


def test_a_correction_is_followed_from_its_call_to_its_record_without_a_lambda() -> None:
    for module in ("correctable", "corrections/applying"):
        tree = ast.parse((PACKAGE / f"{module}.py").read_text(encoding="utf-8"))
        assert not any(isinstance(node, ast.Lambda) for node in ast.walk(tree)), module


def test_every_file_that_the_page_on_architecture_names_is_there() -> None:
    files = {p.relative_to(PACKAGE).as_posix() for p in PACKAGE.rglob("*.py")}
    there = files | {file.rpartition("/")[2] for file in files}
    named = re.findall(r"`((?:\w+/)*\w+\.py)`", PAGE)
    assert named
    assert not [n for n in named if n not in there and not (ROOT / n).is_file()]
