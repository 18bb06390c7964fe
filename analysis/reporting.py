"""Makes reports: for each article a folder with the page, the notebook, the tables, a manifest.

The notebook ``report.ipynb`` does the analysis; here it is run, exported, described and put in
place. An article that fails leaves the others, and its own older report, as they are.
"""

from __future__ import annotations

import json
import shutil
import sys
import tempfile
import time
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime, timezone
from pathlib import Path
from typing import Any

from analysis import ingest, manifest, publish
from analysis.errors import AnalysisError, InputError, RunError

STDIN = "-"
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


class Unfinished(RunError):
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
        Unfinished: Some articles failed; the others were done. One article's own error is
            raised as it is where there was only that article.
    """
    given = [paths] if isinstance(paths, (str, Path)) else list(paths)
    outcomes = list(reports(given, out, parameters))
    done = [outcome.folder for outcome in outcomes if outcome.folder]
    failed = [outcome.error for outcome in outcomes if outcome.error]
    if len(outcomes) == 1 and failed:
        raise failed[0]
    if failed:
        raise Unfinished(done, failed, len(outcomes))
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
    target = Path(out).absolute()
    publish.ensure(target)
    # Papermill and nbconvert take seconds to import: not before the paths were looked at.
    from analysis import runner  # noqa: PLC0415

    notebook = runner.find("report")
    known = runner.defaults(notebook)
    chosen = runner.check(parameters or {}, known, OWN)
    settings = {name: value for name, value in {**known, **chosen}.items() if name not in OWN}
    for path, name, error in list(plan(paths)):
        if error:
            yield Outcome(str(path), error=error)
            continue
        stem = _id(path)
        note = f"another article is called {stem}: this one goes to {name}" * (name != stem)
        bar = name if progress else None
        try:
            folder = _one(path, target / name, notebook, settings, bar)
            yield Outcome(str(path), folder, note=note)
        except AnalysisError as problem:
            yield Outcome(str(path), error=problem, note=note)


def plan(
    paths: Iterable[str | Path],
) -> Iterator[tuple[Path, str, AnalysisError | None]]:
    """Every article with the name of its folder, or the error of a path that gives none.

    A file named twice is taken once. Articles of one name get ``name``, ``name-2``, ... in the
    order they are given.
    """
    found: list[tuple[Path, AnalysisError | None]] = []
    seen: set[Path] = set()
    for given in paths:
        try:
            files = [Path(STDIN)] if str(given) == STDIN else ingest.expand([given])
        except AnalysisError as error:
            found.append((Path(given), error))
            continue
        fresh = [p for p in files if p.resolve() not in seen]
        seen.update(p.resolve() for p in fresh)
        found += [(p, None) for p in fresh]
    taken: set[str] = set()
    stems = {_id(path).casefold() for path, error in found if not error}
    for path, error in found:
        yield path, "" if error else _free(_id(path), taken, stems), error


def _free(stem: str, taken: set[str], stems: set[str]) -> str:
    """A folder name nobody has; file systems that fold case count too."""
    name, number = stem, 2
    while name.casefold() in taken or (name != stem and name.casefold() in stems):
        name, number = f"{stem}-{number}", number + 1
    taken.add(name.casefold())
    return name


def _id(path: Path) -> str:
    """The article's id as the name of a folder: never hidden, never a step up."""
    stem = "stdin" if str(path) == STDIN else path.stem
    return stem.strip(". ") or "article"


def _one(
    path: Path, target: Path, notebook: Path, settings: Mapping[str, object], bar: str | None
) -> Path:
    """Make one report: run, export, describe, put in place."""
    started, clock = datetime.now(tz=timezone.utc), time.perf_counter()
    data = _read(path)
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

    from analysis import page, runner  # noqa: PLC0415

    name = _name(path, data)
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
    title = _title(made / "attributions.jsonl") or _id(path)
    html = page.export(done, title, f"analysis {facts['package']['version']}")
    (made / "report.html").write_text(html, encoding="utf-8", newline="\n")
    return facts


def _read(path: Path) -> bytes:
    """The article's bytes, once: what is hashed is what is analysed."""
    try:
        data = sys.stdin.buffer.read() if str(path) == STDIN else path.read_bytes()
    except OSError as error:
        reason = (error.strerror or str(error)).lower()
        raise InputError(f"can't be read ({reason})", str(path), "check the file") from error
    if not data.strip():
        raise InputError("is empty", str(path), "give a file that holds an article")
    return data


def _name(path: Path, data: bytes) -> str:
    """The file's name; standard input has none and is told by what it begins with."""
    if str(path) != STDIN:
        return path.name
    start = data[:1000].lstrip().lower()
    return "stdin.html" if start.startswith((b"<!doctype html", b"<html")) else "stdin.txt"


def _placed(error: AnalysisError, name: str, path: Path) -> AnalysisError:
    """The notebook's error with the path as the person wrote it, not the copy's name."""
    what = error.what.removeprefix(f"{name}: ")
    return type(error)(what, str(path), error.todo)


def _title(lines: Path) -> str:
    """The article's title, by the notebook's own output."""
    with lines.open(encoding="utf-8") as file:
        return str(json.loads(next(file)).get("title", ""))
