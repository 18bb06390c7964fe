"""What docs/architecture.md promises to somebody who is new here."""

from __future__ import annotations

import ast
import json
import re
import subprocess
import sys
from pathlib import Path

from analysis.parameters import fit
from analysis.reporting.making import OWN
from analysis.reporting.runner import defaults

ROOT = Path(__file__).resolve().parents[1]
PACKAGE = ROOT / "analysis"
PAGE = (ROOT / "docs" / "architecture.md").read_text(encoding="utf-8")
FORMAT = '''"""Shouted text.

All in capitals.
"""

from analysis.exchange.format import Format


def _write(found):
    return {"shout.txt": "".join(x.article.text.upper() for x in found).encode()}


def _read(path, given, tool):
    yield from ()


FORMAT = Format(
    "shout", "Shouted text", __doc__, _write, _read, ("small letters",), "shout.txt", text=True
)
'''
EXPORT = """
import sys
from analysis.exchange import tools
tools.__path__.append(sys.argv[1])
from analysis.exchange.page import page
assert "## Shouted text" in page() and "All in capitals." in page() and "- small letters" in page()
from analysis.cli import main
main(["export", sys.argv[2], "--format", "shout"])
"""


def test_every_file_that_the_page_names_is_there() -> None:
    files = {p.relative_to(PACKAGE).as_posix() for p in PACKAGE.rglob("*.py")}
    there = files | {file.rpartition("/")[2] for file in files}
    named = re.findall(r"`((?:\w+/)*\w+\.py)`", PAGE)
    assert named
    assert not [n for n in named if n not in there and not (ROOT / n).is_file()]


def test_a_new_format_is_one_file(tmp_path: Path) -> None:
    (tmp_path / "tools").mkdir()
    (tmp_path / "tools" / "shout.py").write_text(FORMAT, encoding="utf-8")
    (tmp_path / "a.txt").write_text("“It rains,” the mayor said.\n", encoding="utf-8")
    command = [sys.executable, "-c", EXPORT, str(tmp_path / "tools"), str(tmp_path / "a.txt")]
    done = subprocess.run(command, capture_output=True, cwd=ROOT, check=True)
    assert done.stdout.decode() == "“IT RAINS,” THE MAYOR SAID.\n"
    assert b"shout does not keep: small letters" in done.stderr


def test_a_new_parameter_of_a_notebook_is_a_line_of_its_cell(tmp_path: Path) -> None:
    notebook = json.loads((ROOT / "notebooks" / "report.ipynb").read_bytes())
    (cell,) = (c for c in notebook["cells"] if "parameters" in c["metadata"].get("tags", ()))
    cell["source"].append("\nmost: int = 3  # sources to show")
    copy = tmp_path / "report.ipynb"
    copy.write_text(json.dumps(notebook), encoding="utf-8")
    known = defaults(copy)
    assert known["most"] == 3
    assert fit({"most": "5"}, known, OWN) == {"most": 5}


def test_who_is_anonymous_is_decided_in_one_file() -> None:
    deciding = {
        path.name
        for path in (PACKAGE / "sources").glob("*.py")
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Return) and "'anonymous'" in ast.unparse(node)
    }
    assert deciding == {"naming.py"}


def test_a_correction_is_followed_from_its_call_to_its_record_without_a_lambda() -> None:
    for module in ("reading", "corrections/applying"):
        tree = ast.parse((PACKAGE / f"{module}.py").read_text(encoding="utf-8"))
        assert not any(isinstance(node, ast.Lambda) for node in ast.walk(tree)), module
