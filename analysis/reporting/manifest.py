"""What a report was made from and with: hashes, versions, parameters.

Everything but the ``run`` section is the same, byte for byte, for the same article, parameters and
installation. File names are kept without their folders.
"""

from __future__ import annotations

import hashlib
import json
import platform
import re
from collections.abc import Iterator, Mapping
from functools import cache
from importlib import metadata
from pathlib import Path
from typing import Any

from analysis.installing import DISTRIBUTION, version
from analysis.model import Article

PACKAGE = Path(__file__).resolve().parents[1]
SCHEMA = 1
# Neither runs when a report is made: the notebook that did has a hash of its own.
NOT_RUN = {"__pycache__", "notebooks", "training"}


def article(id: str, name: str, data: bytes) -> dict[str, Any]:  # noqa: A002 - the record's field
    """Describe one article that was read.

    It has an id, a file without folders that say nothing, and a hash.
    """
    return {"id": id, "file": name, "bytes": len(data), "sha256": sha256(data)}


def told(article: Article) -> dict[str, Any]:
    """Return what the page, row or file says of an article: title, authors, date and so on."""
    names = ("title", "authors", "date", "outlet", "url", "section", "language")
    found = {name: getattr(article, name) for name in names if getattr(article, name)}
    return {name: list(v) if isinstance(v, tuple) else v for name, v in found.items()}


def facts(
    about: Mapping[str, object], notebook: Path, parameters: Mapping[str, object]
) -> dict[str, Any]:
    """Return what is known before the run: input, notebook, package, model, versions, parameters.

    Args:
        about: What was read, such as ``{"article": article(...)}``.
        notebook: The notebook that is run.
        parameters: Their values, without those that the run sets.
    """
    return {
        "schema": SCHEMA,
        **about,
        "notebook": {"file": notebook.name, "sha256": sha256(notebook.read_bytes())},
        **installation(),
        "parameters": dict(parameters),
    }


def write(folder: Path, facts: Mapping[str, object], run: Mapping[str, object]) -> None:
    """Add the hashes of the files in ``folder`` and the run's own data; write it there."""
    found = sorted(path for path in folder.rglob("*") if path.is_file())
    files = {p.relative_to(folder).as_posix(): sha256(p.read_bytes()) for p in found}
    whole = {**facts, "files": files, "run": dict(run)}
    text = json.dumps(whole, indent=2, ensure_ascii=False) + "\n"
    # A file name that is no valid Unicode holds lone surrogates.
    data = text.encode("utf-8", "backslashreplace")
    (folder / "manifest.json").write_bytes(data)


def ours(folder: Path) -> frozenset[str]:
    """Return the files in a report's folder that a run wrote, as paths in POSIX style."""
    try:
        known = json.loads((folder / "manifest.json").read_bytes())["files"]
    except (OSError, ValueError, KeyError, TypeError):
        known = ()
    return frozenset({*known, "manifest.json"})


def sha256(data: bytes) -> str:
    """Return the hexadecimal SHA-256."""
    return hashlib.sha256(data).hexdigest()


@cache
def installation() -> dict[str, Any]:
    """Describe the package, its model and what it stands on; read once a process."""
    models = [p for p in _files() if p.suffix == ".onnx"]
    whole = hashlib.sha256()
    for path in _files():
        if path not in models:
            name = path.relative_to(PACKAGE).as_posix()
            whole.update(f"{name} {sha256(path.read_bytes())}\n".encode())
    return {
        "package": {"name": DISTRIBUTION, "version": version(), "sha256": whole.hexdigest()},
        "model": {path.name: sha256(path.read_bytes()) for path in models},
        "versions": _versions(),
    }


def _files() -> Iterator[Path]:
    found = (p for p in PACKAGE.rglob("*") if p.is_file())
    return iter(sorted(p for p in found if not NOT_RUN.intersection(p.relative_to(PACKAGE).parts)))


def _versions() -> dict[str, str]:
    """Return the versions of Python and of every library that the package requires."""
    found = {"python": platform.python_version()}
    try:
        required = metadata.requires(DISTRIBUTION) or []
    except metadata.PackageNotFoundError:
        return found
    names = [re.match(r"[\w.-]+", line) for line in required if "extra ==" not in line]
    for name in sorted(match.group().lower() for match in names if match):
        try:
            found[name] = metadata.version(name)
        except metadata.PackageNotFoundError:
            found[name] = "missing"
    return found
