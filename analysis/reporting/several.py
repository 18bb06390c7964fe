"""Makes one report of several articles: the same story, side by side."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Mapping
from dataclasses import replace
from pathlib import Path

from analysis import ingest
from analysis.comparing import naming
from analysis.errors import RunError, reason
from analysis.reporting.making import (
    Job,
    corrected,
    folder_of,
    inputs,
    make,
    prepare,
    shown,
)

LONGEST = 120  # bytes of a folder's name; file systems take 255


def compare(
    paths: Iterable[str | Path],
    out: str | Path = "reports",
    parameters: Mapping[str, object] | None = None,
    *,
    progress: bool = False,
    corrections: bool = True,
    any_language: bool = True,
) -> Path:
    """Make one report that lays several articles side by side.

    Args:
        paths: Two to eight articles: files, folders, globs, ``-`` for standard input.
        out: The folder to put the report's folder into; made where missing.
        parameters: Values for the notebook's parameters.
        progress: Whether to draw a progress bar on stderr.
        corrections: Whether to apply what people corrected beside each article.
        any_language: Whether an article may be in another language than English.

    Returns:
        The report's folder, named after the articles.

    Raises:
        InputError: There are too few or too many articles, or one can't be read; nothing was done.
        ParameterError: A parameter is unknown or does not fit; nothing was done.
        OutputError: ``out`` can't be written; nothing was done.
        RunError: The notebook failed; an older report stays.
    """
    from analysis.comparing.aligning import count  # noqa: PLC0415 - takes long to import

    columns = str((parameters or {}).get("columns", ""))
    read = [
        one
        for item in ingest.sound(ingest.expand(paths))
        for one in ingest.sound(inputs(item, any_language=any_language, columns=columns))
    ]
    count(len(read))
    found = [one.path for one in read]
    names, copies = naming.names(found), naming.copies(found)
    named = [
        replace(one, id=name, name=copy)
        for one, name, copy in zip(read, names, copies, strict=True)
    ]
    target = Path(out).absolute()
    own = tuple(map(corrected, named)) if corrections else tuple(named)
    notebook, settings = prepare("compare", target, parameters or {})
    job = Job(notebook, settings, own, " and ".join(names), several=True)
    folder = _folder(names)
    try:
        return make(job, target / folder, folder if progress else None)
    except OSError as error:  # of the temporary folder: the output has errors of its own
        places = ", ".join(map(shown, found))
        raise RunError(reason(error), places, "is the disk full?") from error


def _folder(names: Iterable[str]) -> str:
    """Return a folder's name from the articles', cut where it is too long for a file system."""
    whole = folder_of(re.sub("[/#]", "-", "-".join(["compare", *names])))
    data = whole.encode("utf-8", "replace")
    if len(data) <= LONGEST:
        return whole
    digest = hashlib.sha256(data).hexdigest()[:8]
    return f"{data[: LONGEST - 9].decode('utf-8', 'ignore')}-{digest}"
