"""Makes reports: for each article a folder with the page, the notebook, the tables, a manifest.

The notebook ``report.ipynb`` does the analysis; here it is run, exported, described and put in
place. An article that fails leaves the others, and its own older report, as they are.
"""

from __future__ import annotations

import os
import shutil
import tempfile
import time
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from analysis import ingest
from analysis.errors import AnalysisError, InputError, ParameterError, RunError
from analysis.ingest.decoding import decode
from analysis.reporting import manifest, publish

# What the run itself sets; a person sets the rest.
OWN = frozenset({"path", "tables", "facts"})
# The slowest machine seen reads 2,000 words a second; ten times that, and time to start.
SECONDS, BYTES_A_SECOND = 600, 1_000


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one article: the folder of its report, or why there is none.

    ``note`` says what a person may not expect, such as another folder for a second article of the
    same name.
    """

    path: str
    folder: Path | None = None
    error: AnalysisError | None = None
    note: str = ""


class UnfinishedError(RunError):
    """Some articles of a call have no report.

    Attributes:
        done: The folders of those that have one.
        errors: One error an article that has none.
    """

    def __init__(self, done: list[Path], errors: list[AnalysisError], total: int) -> None:
        self.done, self.errors = done, errors
        lines = " | ".join(str(error) for error in errors)
        super().__init__(f"{len(errors)} of {total} articles have no report: {lines}")


def report(
    paths: str | Path | Iterable[str | Path],
    out: str | Path = "reports",
    parameters: Mapping[str, object] | None = None,
) -> list[Path]:
    """Make a report of each article, as ``analysis report`` does.

    Args:
        paths: One path or several: files, folders, globs, ``-`` for standard input.
        out: The folder to put the reports' folders into; made where missing.
        parameters: Values for the notebook's parameters, such as ``{"threshold": 0.6}``.

    Returns:
        The folders of the reports, in the order of the articles.

    Raises:
        ParameterError: A parameter is unknown or does not fit; nothing was done.
        OutputError: ``out`` can't be written; nothing was done.
        UnfinishedError: Some articles failed; the others were done. One article's own error is
            raised as it is where there was only that article.
    """
    given = [paths] if isinstance(paths, (str, Path)) else list(paths)
    outcomes = list(reports(given, out, parameters))
    done = [outcome.folder for outcome in outcomes if outcome.folder]
    failed = [outcome.error for outcome in outcomes if outcome.error]
    if len(outcomes) == 1 and failed:
        raise failed[0]
    if failed:
        raise UnfinishedError(done, failed, len(outcomes))
    return done


def reports(
    paths: Iterable[str | Path],
    out: str | Path = "reports",
    parameters: Mapping[str, object] | None = None,
    *,
    progress: bool = False,
) -> Iterator[Outcome]:
    """Make a report of each article and say, one by one, what became of it.

    Args:
        paths: Files, folders, globs, ``-`` for standard input.
        out: The folder to put the reports' folders into.
        parameters: Values for the notebook's parameters.
        progress: Whether to draw a progress bar on stderr.

    Raises:
        ParameterError: A parameter is unknown or does not fit.
        OutputError: ``out`` can't be written.
    """
    found = ingest.expand(paths)
    articles = [item for item in found if isinstance(item, Path)]
    names = iter(ingest.distinct([_folder(_id(path)) for path in articles]))
    target = Path(out).absolute()
    if articles or parameters:
        notebook, settings = _prepare(target, parameters or {})
    for item in found:
        if isinstance(item, InputError):
            yield Outcome(item.where, error=item)
            continue
        name, folder = next(names), _folder(_id(item))
        note = f"{folder} is taken, this one goes to {name}" if name != folder else ""
        try:
            bar = name if progress else None
            made = _one(item, target / name, notebook, settings, bar)
            yield Outcome(str(item), made, note=note)
        except AnalysisError as error:
            yield Outcome(str(item), error=error)
        except OSError as error:  # of the temporary folder: the output has errors of its own
            what = (error.strerror or str(error)).lower()
            yield Outcome(str(item), error=RunError(what, _shown(item), "is the disk full?"))


def _prepare(out: Path, parameters: Mapping[str, object]) -> tuple[Path, dict[str, object]]:
    """Whatever can fail for all articles alike fails here, before any work is done."""
    # Papermill and nbconvert take seconds to import: not before there is something to run.
    from analysis.reporting import runner  # noqa: PLC0415

    notebook = runner.find("report")
    known = runner.defaults(notebook)
    chosen = runner.check(parameters, known, OWN)
    _bounded(chosen)
    publish.ensure(out)
    return notebook, {name: v for name, v in {**known, **chosen}.items() if name not in OWN}


def _bounded(chosen: Mapping[str, object]) -> None:
    """Confidences are shares: someone who writes 60 means 0.6, and must be told."""
    threshold = chosen.get("threshold")
    if isinstance(threshold, float) and not 0 <= threshold <= 1:
        raise ParameterError(
            f"{threshold:g} is not between 0 and 1", "threshold", "give a share such as 0.6"
        )


def _id(path: Path) -> str:
    """The article's id, as the notebook will find it."""
    if str(path) == ingest.STDIN:
        return "stdin"
    return os.fsencode(path.stem).decode("utf-8", "replace")


def _folder(name: str) -> str:
    """An id as the name of a folder: never hidden, never a step up."""
    return name.strip(". ") or "article"


def _one(
    path: Path, target: Path, notebook: Path, settings: Mapping[str, object], bar: str | None
) -> Path:
    """Make one report: run, export, describe, put in place."""
    started, clock = datetime.now(tz=UTC), time.perf_counter()
    data = ingest.contents(path)
    # What no kernel need be started for: binary and empty files.
    if not decode(data, _shown(path)).text.strip():
        raise InputError("this is empty", _shown(path), "give a file with text in it")
    with tempfile.TemporaryDirectory(prefix="analysis-") as temporary:
        made = _make(path, data, Path(temporary), notebook, settings, bar)
        with publish.replacing(target, manifest.ours) as staged:
            for file in sorted((Path(temporary) / "made").iterdir()):
                shutil.copyfile(file, staged / file.name)
            run = {
                "started": started.isoformat(timespec="seconds"),
                "seconds": round(time.perf_counter() - clock, 3),
                "platform": manifest.machine(),
            }
            manifest.write(staged, made, run)
    return target


def _make(
    path: Path,
    data: bytes,
    folder: Path,
    notebook: Path,
    settings: Mapping[str, object],
    bar: str | None,
) -> dict[str, Any]:
    """Run the notebook in ``folder`` and fill ``folder/made``; return the manifest's facts.

    The kernel reads a copy of the bytes that were hashed, by its bare name: neither what happens
    to the file meanwhile nor where it lies can show in the report.
    """
    import nbformat  # noqa: PLC0415 - as above

    from analysis.page.export import export  # noqa: PLC0415
    from analysis.reporting import runner  # noqa: PLC0415

    name = _name(path)
    (folder / "article").mkdir()
    (folder / "article" / name).write_bytes(data)
    made = folder / "made"
    made.mkdir()
    facts = manifest.facts(_id(path), name, data, notebook, settings)
    values = {**settings, "path": name, "tables": "../made", "facts": facts}
    seconds = SECONDS + len(data) // BYTES_A_SECOND
    try:
        done = runner.run(notebook, values, folder / "article", seconds, bar)
    except AnalysisError as error:
        raise _placed(error, name, path) from error
    nbformat.write(done, made / "report.ipynb")
    html = export(done, _id(path), f"analysis {facts['package']['version']}")
    (made / "report.html").write_text(html, encoding="utf-8", newline="\n")
    return facts


def _name(path: Path) -> str:
    """What the notebook calls the file; without a suffix its type is told from its content."""
    return _id(path) + os.fsencode(path.suffix).decode("utf-8", "replace")


def _shown(path: Path) -> str:
    return "standard input" if str(path) == ingest.STDIN else str(path)


def _placed(error: AnalysisError, name: str, path: Path) -> AnalysisError:
    """The notebook's error with the path as the person wrote it, not the copy's name."""
    what = error.what.removeprefix(f"{name}: ")
    return type(error)(what, _shown(path), error.todo)
