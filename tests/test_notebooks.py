from __future__ import annotations

import ast
import json
from pathlib import Path
from typing import Any

import dom
import nbformat
import pytest
from papermill import execute_notebook, inspect_notebook
from papermill.exceptions import PapermillExecutionError

from analysis.reporting import runner

ROOT = Path(__file__).resolve().parents[1]
FOLDER = ROOT / "notebooks"
NOTEBOOKS = sorted(FOLDER.glob("*.ipynb"))
FIXTURES = sorted((ROOT / "tests" / "notebooks").glob("*.ipynb"))
ids = [path.stem for path in NOTEBOOKS]


def read(path: Path) -> Any:
    return nbformat.read(path, as_version=4)


def code(path: Path) -> list[str]:
    return [cell.source for cell in read(path).cells if cell.cell_type == "code"]


def test_the_notebooks_are_there() -> None:
    assert {"report", "explore"} <= set(ids)


@pytest.mark.parametrize("path", [*NOTEBOOKS, *FIXTURES], ids=lambda path: str(path.stem))
def test_a_notebook_is_valid_without_outputs_and_with_lasting_ids(path: Path) -> None:
    notebook = read(path)
    nbformat.validate(notebook)
    names = [cell.id for cell in notebook.cells]
    assert len(set(names)) == len(names)
    # Ids that a tool made up are eight hexadecimal digits: they change whenever it runs.
    assert not [n for n in names if len(n) == 8 and all(c in "0123456789abcdef" for c in n)]
    for cell in notebook.cells:
        assert not cell.get("outputs")
        assert cell.get("execution_count") is None


@pytest.mark.parametrize("path", NOTEBOOKS, ids=ids)
def test_a_notebook_has_one_cell_of_parameters(path: Path) -> None:
    tagged = [c for c in read(path).cells if "parameters" in c.metadata.get("tags", ())]
    assert len(tagged) == 1
    assert {"path", "paths"} & set(runner.defaults(path))


@pytest.mark.parametrize("path", NOTEBOOKS, ids=ids)
def test_a_notebook_defines_nothing(path: Path) -> None:
    kinds = (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef, ast.Lambda)
    for source in code(path):
        assert not [node for node in ast.walk(ast.parse(source)) if isinstance(node, kinds)]


@pytest.mark.parametrize("path", NOTEBOOKS, ids=ids)
def test_a_notebook_explains_every_step(path: Path) -> None:
    prose = [cell for cell in read(path).cells if cell.cell_type == "markdown"]
    assert prose[0].source.startswith("# ")
    assert len(prose) >= len(code(path)) / 2


@pytest.mark.slow
@pytest.mark.parametrize("folder", [ROOT, FOLDER], ids=["root", "own"])
@pytest.mark.parametrize("path", NOTEBOOKS, ids=ids)
def test_a_notebook_runs_from_its_own_folder_and_from_the_root(path: Path, folder: Path) -> None:
    done = runner.run(path, {}, folder, 300)
    shown = {
        cell.id: "".join(output.get("data", {}).get("text/html", "") for output in cell.outputs)
        for cell in done.cells
        if cell.cell_type == "code" and "HTML(" in cell.source and cell.id != "style"
    }
    assert path.stem == "explore" or shown
    assert [name for name, html in shown.items() if len(dom.read(html).text().strip()) < 20] == []
    assert [name for name, html in shown.items() if "Download as CSV" in html] == []


@pytest.mark.slow
@pytest.mark.filterwarnings("ignore::ResourceWarning")
@pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")
@pytest.mark.parametrize("path", NOTEBOOKS, ids=ids)
def test_a_notebook_runs_under_bare_papermill(path: Path, tmp_path: Path) -> None:
    article = tmp_path / "one.txt"
    article.write_text('"We will stay," Ana Ruiz said on Monday.\n', encoding="utf-8")
    # For the notebook that needs gold: people read it otherwise than any reader would.
    gold = "T1\tSource 33 39\tMonday\nT2\tContent 1 13\tWe will stay\n"
    article.with_suffix(".ann").write_text(f"{gold}E1\tA:T1 Source:T1 Content:T2\n")
    out = tmp_path / "done.ipynb"
    known = runner.defaults(path)
    many = 2 if path.stem == "compare" else 1
    given = {"paths": [str(article)] * many} if "paths" in known else {"path": str(article)}
    execute_notebook(str(path), str(out), given, kernel_name="python3", progress_bar=False)
    # An archive's page has its sources and not their words.
    wanted = "Ana Ruiz" if path.stem == "corpus" else "We will stay"
    assert wanted in json.dumps(json.loads(out.read_bytes()))


@pytest.mark.parametrize("path", NOTEBOOKS, ids=ids)
def test_papermill_tells_the_type_and_the_help_of_every_parameter(path: Path) -> None:
    for name, entry in inspect_notebook(str(path)).items():
        kind = type(ast.literal_eval(entry["default"])).__name__
        assert entry["inferred_type_name"].split("[")[0] == kind, name
        assert entry["help"], name


@pytest.mark.parametrize("path", NOTEBOOKS, ids=ids)
def test_a_notebook_looks_at_its_parameters_before_it_reads_anything(path: Path) -> None:
    lines = code(path)[1].splitlines()
    first = next(line for line in lines if line and "import " not in line)
    assert first == "parameters.check()"


@pytest.mark.slow
@pytest.mark.filterwarnings("ignore::ResourceWarning")
@pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")
def test_a_parameter_that_a_notebook_does_not_have_stops_it_in_one_line(tmp_path: Path) -> None:
    path, out = str(FOLDER / "report.ipynb"), str(tmp_path / "done.ipynb")
    given = {"article": "x.txt"}
    with pytest.raises(PapermillExecutionError) as caught:
        execute_notebook(path, out, given, kernel_name="python3", progress_bar=False)
    assert len(caught.value.traceback) == 1
    assert "article: no such parameter; the notebook takes: path, " in caught.value.traceback[0]
