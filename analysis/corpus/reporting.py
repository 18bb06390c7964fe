"""Make the report of an archive: the notebook ``corpus.ipynb``, run on it."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path

from analysis.corpus import dataset
from analysis.installing import require
from analysis.reporting.making import Job, folder_of, make, prepare
from analysis.text import legible


def report(
    archive: str | Path,
    out: str | Path = "reports",
    parameters: Mapping[str, object] | None = None,
    *,
    progress: bool = False,
    force: bool = False,
) -> Path:
    """Make a report of an archive, as ``analysis report ARCHIVE`` does.

    Args:
        archive: The archive's folder.
        out: The folder to put the report's folder into; made where missing.
        parameters: Values for the notebook's parameters, such as ``{"people": {...}}``.
        progress: Whether to draw a progress bar on stderr.
        force: Whether to run also where nothing changed since the report was made.

    Returns:
        The report's folder, ``archive-`` and the archive's name.

    Raises:
        InputError: The folder is not an archive with a dataset.
        ParameterError: A parameter is unknown or does not fit; nothing was done.
        OutputError: ``out`` can't be written; nothing was done.
        RunError: The notebook failed; an older report stays.
    """
    require("corpus", ("duckdb", "pyarrow"), "an archive")
    place = Path(archive).resolve()
    stamp = json.loads(dataset.stamp(place))
    target = Path(out).absolute()
    notebook, settings = prepare("corpus", target, parameters or {})
    name = folder_of(f"archive-{place.name}")
    about = {"archive": {"name": place.name, **stamp}}
    # By this name the notebook finds the archive again, in the folders above the report's.
    seen = legible(place.name) or "archive"
    job = Job(notebook, settings, (), place.name, True, (seen,), "", {seen: place}, about)
    return make(job, target / name, name if progress else None, force=force)
