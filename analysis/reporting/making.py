"""Makes one report of one article or of several: run, export, describe, put in place.

Whatever a notebook is about, it gets copies of the articles by their bare names, writes its tables,
and its outputs become the page. The report keeps the copies, so that its notebook runs again.
"""

from __future__ import annotations

import platform
import shutil
import time
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING, Any

from analysis import ingest, writing
from analysis.errors import AnalysisError, InputError
from analysis.ingest import finding
from analysis.parameters import fit
from analysis.reporting import manifest, publish, verifying
from analysis.text import legible

if TYPE_CHECKING:
    from analysis.corrections import Correction

# What the run itself sets; a person sets the rest.
OWN = frozenset({"path", "paths", "tables", "facts"})
# What the report keeps of the corrections that it was made with.
APPLIED = "corrections.applied.yaml"
MADE = ".made"  # in the temporary folder: what becomes the report
# Where a report has the copies of what its notebook read, below the notebook's own folder.
KEPT = f"{finding.KEPT}/"
# The slowest machine seen reads 2,000 words a second; ten times that, and time to start.
SECONDS, BYTES_A_SECOND = 600, 1_000


@dataclass(frozen=True, slots=True)
class Input:
    """One article: where it lies, its id, what the notebook calls its copy, and its bytes.

    ``corrections`` are those by hand that are to be applied to it; ``about`` is what the file says
    of the article: title, authors, date and so on; ``text`` is its text, ``unread`` what a reader
    must know was not read.

    ``name`` is a path in POSIX style, seen from the notebook's folder; it never leads out of it.
    One article of several in a file is copied alone; its name ends with its number, as in
    ``arts.csv#2``.
    """

    path: Path
    id: str
    name: str
    data: bytes
    corrections: tuple[Correction, ...] = ()
    about: Mapping[str, object] = field(default_factory=dict)
    text: str = ""
    unread: str = ""


@dataclass(frozen=True, slots=True)
class Job:
    """A notebook, the values of its parameters, and what it is to read.

    ``several`` says whether the notebook takes a list of ``paths`` or one ``path``; ``places`` is
    that list where it is not the inputs one by one but a folder that holds them. ``called`` is what
    the manifest calls several inputs. ``folders`` are too large to copy: the notebook sees each
    under a name in the folder above its own, and ``about`` is what the manifest says of them.
    """

    notebook: Path
    settings: Mapping[str, object]
    inputs: tuple[Input, ...]
    title: str
    several: bool = False
    places: tuple[str, ...] = ()
    called: str = "articles"
    folders: Mapping[str, Path] = field(default_factory=dict)
    about: Mapping[str, object] = field(default_factory=dict)


def prepare(
    name: str, out: Path, parameters: Mapping[str, object]
) -> tuple[Path, dict[str, object]]:
    """Prepare a run: what can fail for all articles alike fails here, before any work is done.

    Args:
        name: The notebook's, such as "report".
        out: The folder to put reports into; made where missing.
        parameters: What a person set.

    Returns:
        The notebook, and the values of all its parameters but those that the run sets.

    Raises:
        ParameterError: A parameter is unknown or does not fit.
        OutputError: ``out`` can't be written.
    """
    # Papermill and nbconvert take seconds to import: not before there is something to run.
    from analysis.reporting import runner  # noqa: PLC0415

    notebook = runner.find(name)
    known = runner.defaults(notebook)
    chosen = fit(parameters, known, OWN)
    publish.ensure(out)
    return notebook, {name: v for name, v in {**known, **chosen}.items() if name not in OWN}


def folder_of(name: str) -> str:
    """Return an id as the name of a folder: never hidden, never a step up, nothing unprintable."""
    shown = "".join(c if c.isprintable() else "-" for c in name)
    return shown.strip(". ") or "article"


def shown(path: Path) -> str:
    """Return the path as a person wrote it."""
    return "standard input" if str(path) == ingest.STDIN else str(path)


def inputs(
    path: Path, *, any_language: bool = True, columns: str = ""
) -> Iterator[Input | InputError]:
    """Read the articles of a file, once, and refuse what no kernel need be started for.

    In the place of an article that can't be read, or is in another language, stands its error.

    Args:
        path: A file, or ``-`` for standard input.
        any_language: Whether an article may be in another language than English.
        columns: Of a table, the columns that hold fields, as in "text=Volltext".

    Raises:
        InputError: As :func:`analysis.ingest.parts`.
    """
    for one in ingest.parts(path, ingest.columns_named(columns), keep=True):
        own = one if isinstance(one, InputError) else of_part(one)
        foreign = None if any_language or isinstance(one, InputError) else _foreign(one)
        yield foreign or own


def of_part(part: ingest.Part) -> Input:
    """Make an input of an article that was read to be kept."""
    return Input(
        part.path,
        part.article.id,
        "stdin" if str(part.path) == ingest.STDIN else legible(part.path.name),
        part.data,
        about=manifest.told(part.article),
        text=part.article.text,
        unread=ingest.left_unread(part.article),
    )


def opened(path: Path, *, any_language: bool = True, columns: str = "") -> Input:
    """Read the only article of a file, or the one that ``arts.csv#2`` names; see :func:`inputs`.

    Raises:
        InputError: It is missing, in another language, or no article can be read in it.
    """
    one = ingest.only(path, ingest.columns_named(columns), keep=True)
    if not any_language and (foreign := _foreign(one)):
        raise foreign
    return of_part(one)


def _foreign(part: ingest.Part) -> InputError | None:
    return ingest.not_english(part.article, shown(part.path))


def corrected(item: Input) -> Input:
    """Return an article with its section of the corrections beside it.

    Raises:
        CorrectionError: The file that holds them can't be used.
    """
    from analysis import corrections  # noqa: PLC0415 - few articles have any

    return replace(item, corrections=corrections.of(item.path))


def make(job: Job, target: Path, bar: str | None = None, *, force: bool = False) -> Path:
    """Make one report and put it in place of an older one.

    Args:
        job: What to run on what.
        target: The report's folder.
        bar: What to write beside a progress bar on stderr; None for no bar.
        force: Whether to run also where the same run made what is there.

    Raises:
        AnalysisError: What the notebook raised, or what kept the report from its place; what
            stood there stays.
    """
    if not force and verifying.unchanged(target, facts_of(job)):
        return target
    started, clock = datetime.now(tz=UTC), time.perf_counter()
    with writing.temporary() as temporary:
        made = _run(job, Path(temporary), bar)
        with publish.replacing(target) as staged:
            made_in = Path(temporary, MADE)
            shutil.copytree(made_in, staged, copy_function=shutil.copyfile, dirs_exist_ok=True)
            run = {
                "started": started.isoformat(timespec="seconds"),
                "seconds": round(time.perf_counter() - clock, 3),
                "platform": platform.platform(),
            }
            manifest.write(staged, made, run)
    return target


def _run(job: Job, folder: Path, bar: str | None) -> dict[str, Any]:
    """Run the notebook in a folder in ``folder`` and fill it; return the manifest's facts.

    The kernel reads copies of the bytes that were hashed, by their bare names: neither what happens
    to the files meanwhile nor where they lie can show in the report.
    """
    import nbformat  # noqa: PLC0415 - as above

    from analysis.page.export import export  # noqa: PLC0415
    from analysis.reporting import runner  # noqa: PLC0415

    made = folder / MADE
    made.mkdir()
    # The report keeps what was read: its notebook runs again where it lies. What lies in a folder
    # of its own already needs no other, and an archive is too large to copy.
    within = "" if job.places or job.folders else KEPT
    copies = made / within
    copies.mkdir(parents=True, exist_ok=True)
    for item in job.inputs:
        copy = copies / item.name
        copy.parent.mkdir(parents=True, exist_ok=True)
        copy.write_bytes(item.data)
    for name, whole in job.folders.items():
        (folder / name).symlink_to(whole, target_is_directory=True)
    for name, text in _corrections(job.inputs, together=False).items():
        (copies / name).write_bytes(text.encode())
    for text in _corrections(job.inputs, together=True).values():
        (made / APPLIED).write_bytes(text.encode())
    facts = facts_of(job)
    names = [f"{within}{n}" for n in job.places or (item.name for item in job.inputs)]
    own = {"paths": names} if job.several else {"path": names[0]}
    once = {"tables": ".", "facts": facts}  # they are those of no other run of the notebook
    seconds = SECONDS + sum(len(item.data) for item in job.inputs) // BYTES_A_SECOND
    try:
        done = runner.run(job.notebook, {**own, **job.settings}, made, seconds, bar, once)
    except AnalysisError as error:
        raise _placed(error, job.inputs, within) from error
    nbformat.write(done, made / "report.ipynb")
    html = export(done, job.title, f"analysis {facts['package']['version']}")
    (made / "report.html").write_text(html, encoding="utf-8", newline="\n")
    return facts


def facts_of(job: Job) -> dict[str, Any]:
    """Return what the manifest says of a job, known before it is run."""
    return manifest.facts(_about(job), job.notebook, job.settings)


def _corrections(inputs: tuple[Input, ...], *, together: bool) -> dict[str, str]:
    """Return the files of corrections by hand.

    There is one beside each copy, or one of all for the report.
    """
    if not any(item.corrections for item in inputs):
        return {}
    from analysis import corrections  # noqa: PLC0415 - as above

    folders: dict[str, dict[str, tuple[Correction, ...]]] = {}
    for item in inputs:
        way = PurePosixPath(item.name)
        file = APPLIED if together else str(way.with_name(corrections.FILE))
        folders.setdefault(file, {})[item.name if together else way.name] = item.corrections
    return {file: corrections.text(own) for file, own in folders.items()}


def _about(job: Job) -> dict[str, Any]:
    """Return the section of the manifest that says what was read."""
    if job.about:
        return dict(job.about)
    articles = [
        {**manifest.article(item.id, item.name, item.data), **item.about, **_by_hand(item)}
        for item in job.inputs
    ]
    return {job.called: articles} if job.several else {"article": articles[0]}


def _by_hand(item: Input) -> dict[str, Any]:
    """Return what the manifest says of an article's corrections; nothing where it has none."""
    made = "".join(_corrections((item,), together=True).values())
    if not made:
        return {}
    digest = manifest.sha256(made.encode())
    return {"corrections": {"entries": len(item.corrections), "sha256": digest}}


def _placed(error: AnalysisError, inputs: tuple[Input, ...], within: str) -> AnalysisError:
    """Return the notebook's error with the path as the person wrote it, not the copy's name."""
    for item in inputs:
        called = f"{within}{item.name}: "
        if len(inputs) == 1 or error.what.startswith(called):
            what = error.what.removeprefix(called)
            return type(error)(what, shown(item.path), error.todo)
    return type(error)(error.what, ", ".join(shown(item.path) for item in inputs), error.todo)
