"""Makes reports: for each article a folder with the page, the notebook, the tables, a manifest.

The notebook ``report.ipynb`` does the analysis; here it is run, exported, described and put in
place. An article that fails leaves the others, and its own older report, as they are.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from analysis import ingest
from analysis.errors import AnalysisError, InputError, RunError, reason
from analysis.reporting import verifying
from analysis.reporting.making import (
    OWN,
    Input,
    Job,
    corrected,
    facts_of,
    folder_of,
    inputs,
    make,
    prepare,
    shown,
)

__all__ = ["OWN", "Outcome", "UnfinishedError", "report", "reports"]


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one article: the folder of its report, or why there is none.

    ``note`` says what a person may not expect, such as another folder for a second article of the
    same name. ``text`` is the article's text.
    """

    path: str
    folder: Path | None = None
    error: AnalysisError | None = None
    note: str = ""
    text: str = ""


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
    *,
    corrections: bool = True,
) -> list[Path]:
    """Make a report of each article, as ``analysis report`` does.

    Args:
        paths: One path or several: files, folders, globs, ``-`` for standard input.
        out: The folder to put the reports' folders into; made where missing.
        parameters: Values for the notebook's parameters, such as ``{"threshold": 0.6}``.
        corrections: Whether to apply what people corrected in ``corrections.yaml`` beside it.

    Returns:
        The folders of the reports, in the order of the articles.

    Raises:
        ParameterError: A parameter is unknown or does not fit; nothing was done.
        OutputError: ``out`` can't be written; nothing was done.
        UnfinishedError: Some articles failed; the others were done. One article's own error is
            raised as it is where there was only that article.
    """
    given = [paths] if isinstance(paths, (str, Path)) else list(paths)
    outcomes = list(reports(given, out, parameters, corrections=corrections))
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
    corrections: bool = True,
    any_language: bool = True,
    force: bool = False,
) -> Iterator[Outcome]:
    """Make a report of each article and say, one by one, what became of it.

    Args:
        paths: Files, folders, globs, ``-`` for standard input.
        out: The folder to put the reports' folders into.
        parameters: Values for the notebook's parameters.
        progress: Whether to draw a progress bar on stderr.
        corrections: Whether to apply what people corrected beside each article.
        any_language: Whether an article may be in another language than English.
        force: Whether to run also where nothing changed since the report was made.

    Raises:
        ParameterError: A parameter is unknown or does not fit.
        OutputError: ``out`` can't be written.
    """
    target = Path(out).absolute()
    ready = prepare("report", target, parameters) if parameters else None
    taken: set[str] = set()
    columns = str((parameters or {}).get("columns", ""))
    for one in _found(paths, any_language=any_language, columns=columns):
        if isinstance(one, InputError):
            yield Outcome(one.where, error=one)
            continue
        notebook, settings = ready = ready or prepare("report", target, {})
        folder = folder_of(one.id)
        name = ingest.untaken(folder, taken)
        note = f"{folder} is taken, this one goes to {name}" if name != folder else ""
        try:
            bar = name if progress else None
            read = corrected(one) if corrections else one
            job = Job(notebook, settings, (read,), read.id)
            same = not force and verifying.unchanged(target / name, facts_of(job))
            made = target / name if same else make(job, target / name, bar, force=True)
            same_as = "unchanged, not run again (--force does)" if same else ""
            note = "; ".join(filter(None, (note or same_as, read.unread)))
            yield Outcome(str(one.path), made, note=note, text=read.text)
        except AnalysisError as error:
            yield Outcome(str(one.path), error=error)
        except OSError as error:  # of the temporary folder: the output has errors of its own
            failed = RunError(reason(error), shown(one.path), "is the disk full?")
            yield Outcome(str(one.path), error=failed)


def _found(
    paths: Iterable[str | Path], *, any_language: bool, columns: str
) -> Iterator[Input | InputError]:
    """Yield the articles of files, each read once as the reports are made; errors in place."""
    for item in ingest.expand(paths):
        if isinstance(item, InputError):
            yield item
            continue
        try:
            yield from inputs(item, any_language=any_language, columns=columns)
        except InputError as error:
            yield error
        except Exception as error:  # noqa: BLE001 - one file never costs the others
            yield ingest.unexpected(error, str(item))
