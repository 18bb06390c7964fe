"""Opens JupyterLab on the notebook that explores articles."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from urllib.parse import quote

import nbformat

from analysis import ingest, writing
from analysis.errors import AnalysisError, InputError, RunError

PATHS = "paths: list[str]"  # the parameter, as the notebook has it


def place(source: Path, articles: Sequence[str | Path], folder: Path) -> tuple[Path, bool]:
    """Put the notebook into a person's folder; one that is there already stays as it is.

    Args:
        source: The notebook as it is installed.
        articles: The articles to explore, one or several; none for the notebook's own example.
        folder: Where the person works.

    Returns:
        The notebook to open, and whether it is new.

    Raises:
        InputError: There is no such article, or no article among those given.
        OutputError: The folder can't be written.
    """
    name = "explore"
    notebook = nbformat.read(source, as_version=4)
    if articles:
        given = list(_files(articles))
        name = f"explore-{given[0].stem}"
        _point(notebook, [_seen_from(folder, path) for path in given])
    target = folder / f"{name}.ipynb"
    if target.exists():
        return target, False
    writing.write({target: (nbformat.writes(notebook) + "\n").encode()})
    return target, True


def launch(notebook: Path, *, browser: bool = True) -> int:
    """Run JupyterLab on the notebook until the person stops it; return its exit status.

    Raises:
        RunError: JupyterLab can't be started.
    """
    # What JupyterLab opens, and the address that it prints, is then this notebook.
    address = f"--LabApp.default_url=/lab/tree/{quote(notebook.name)}"
    command = [
        sys.executable,
        "-m",
        "jupyterlab",
        address,
        f"--ServerApp.root_dir={notebook.parent}",
    ]
    if not browser:
        command.append("--no-browser")
    if root():
        command.append("--allow-root")
    # The kernel "python3" must be this interpreter, whatever others a person has installed.
    environment = {**os.environ, "JUPYTER_PREFER_ENV_PATH": "1"}
    try:
        # JupyterLab answers Ctrl-C itself.
        ended = subprocess.run(command, cwd=notebook.parent, env=environment, check=False)  # noqa: S603 - our own words
    except OSError as error:
        raise RunError(f"JupyterLab can't be started ({error.strerror})") from error
    return ended.returncode


def root() -> bool:
    """Tell whether this is root's process, for which JupyterLab does not start unasked."""
    return os.name == "posix" and os.geteuid() == 0


def _files(articles: Sequence[str | Path]) -> Iterator[Path]:
    """Yield the articles' files: folders and globs are looked into, standard input is none."""
    for found in ingest.expand(map(str, articles)):
        if isinstance(found, AnalysisError):
            raise found
        if not Path(ingest.file_of(found)).is_file():
            raise InputError("there is no such file", str(found), "give the path of an article")
        yield Path(found)


def _point(notebook: nbformat.NotebookNode, paths: Sequence[str]) -> None:
    """Set the parameter ``paths``: a literal, never code, whatever the files are called."""
    for cell in notebook.cells:
        if "parameters" in cell.metadata.get("tags", ()):
            lines = cell.source.splitlines()
            cell.source = "\n".join(
                f"{PATHS} = {list(paths)!r}" if line.startswith(f"{PATHS} = ") else line
                for line in lines
            )


def _seen_from(folder: Path, path: Path) -> str:
    """Return the way to the article from the notebook's folder, so that both can move together."""
    try:
        return os.path.relpath(path.resolve(), folder.resolve())
    except ValueError:  # another drive
        return str(path.resolve())
