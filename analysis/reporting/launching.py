"""Opens JupyterLab on the notebook that explores articles."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from urllib.parse import quote

import nbformat

from analysis import ingest, writing
from analysis.errors import InputError, RunError
from analysis.reporting import runner


def place(
    source: Path,
    articles: Sequence[str | Path],
    folder: Path,
    parameters: Mapping[str, object] | None = None,
    *,
    any_language: bool = True,
) -> tuple[Path, bool]:
    """Put the notebook into a person's folder; one that is there already stays as it is.

    Args:
        source: The notebook as it is installed.
        articles: The articles to explore, one or several; none for the notebook's own example.
        folder: Where the person works.
        parameters: The parameter ``columns``, if tables need it.
        any_language: Whether an article may be in another language than English.

    Returns:
        The notebook to open, and whether it is new.

    Raises:
        InputError: There is no such article, one can't be read, or is in another language.
        OutputError: The folder can't be written.
    """
    given = list(_files(articles)) if articles else []
    target = folder / (f"explore-{given[0].stem}.ipynb" if given else "explore.ipynb")
    if target.exists():
        return target, False
    values: dict[str, object] = {}
    if given:
        values = dict(parameters or {})
        known = ingest.columns_named(str(values.get("columns", "")))
        # Said before anything is started: what can't be read, or is in another language.
        found = ingest.parts_of(given, known, any_language=any_language)
        for _ in ingest.sound(one for _, one in found):
            pass
        values["paths"] = [_seen_from(folder, path) for path in given]
    notebook = runner.given(source, values)
    writing.write({target: (nbformat.writes(notebook) + "\n").encode()})
    return target, True


# JupyterLab would ask a package index for a newer version of itself, and offer to fetch its news.
SILENT = (
    "--LabApp.check_for_updates_class=jupyterlab.NeverCheckForUpdate",
    "--LabApp.news_url=",
)


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
        *SILENT,
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
    for found in ingest.sound(ingest.expand(map(str, articles))):
        if not Path(ingest.file_of(found)).is_file():
            raise InputError("there is no such file", str(found), "give the path of an article")
        yield Path(found)


def _seen_from(folder: Path, path: Path) -> str:
    """Return the way to the article from the notebook's folder, so that both can move together."""
    try:
        return os.path.relpath(path.resolve(), folder.resolve())
    except ValueError:  # another drive
        return str(path.resolve())
