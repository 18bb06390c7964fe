"""Make a report again from its article and compare the bytes with those of the report."""

from __future__ import annotations

import json
import tempfile
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from analysis.errors import InputError
from analysis.reporting import making, manifest, reports, verifying

# What must be the same for the bytes to be; ``platform`` and the time are the run's own.
MADE_WITH = ("package", "model", "notebook", "versions")


def rerun(folder: Path, article: Path) -> Iterator[str]:
    """Yield what differs where a report is made again; nothing where every byte is the same.

    Args:
        folder: The report's folder.
        article: The file that it was made from.

    Raises:
        InputError: There is no report of one article, or the file is another one.
        AnalysisError: What kept the report from being made.
    """
    place = folder if folder.is_dir() else folder.parent
    before = verifying.known(place)
    told = before.get("article")
    if not isinstance(told, Mapping):
        todo = "make it again with the command that made it"
        raise InputError("is not a report of one article", str(folder), todo)
    parameters = {k: v for k, v in before.get("parameters", {}).items() if v is not None}
    read = making.opened(article, columns=str(parameters.get("columns", "")))
    if manifest.sha256(read.data) != told.get("sha256"):
        todo = f"give {told.get('file', 'the file')} as it was"
        raise InputError("is not the article that the report was made from", str(article), todo)
    yield from _made_with(before)
    with tempfile.TemporaryDirectory() as temporary:
        (outcome,) = reports([article], temporary, parameters, force=True)
        if outcome.error is not None:
            raise outcome.error
        again = Path(str(outcome.folder))
        for name in sorted(before["files"]):
            old, new = place / name, again / name
            if not new.is_file():
                yield f"{name}: is not made any more"
            elif not old.is_file() or old.read_bytes() != new.read_bytes():
                yield f"{name}: has other bytes when made again"


def _made_with(before: Mapping[str, Any]) -> Iterator[str]:
    """Yield what the report was made with that is another here, a line each."""
    here = manifest.installation()
    for part in MADE_WITH:
        then, now = before.get(part), here.get(part)
        if now is None or then == now:
            continue
        if isinstance(then, Mapping) and isinstance(now, Mapping):
            for name in sorted({*then, *now}):
                if then.get(name) != now.get(name):
                    was, is_now = (json.dumps(m.get(name)) for m in (then, now))
                    yield f"{part} {name}: {was} then, {is_now} here"
