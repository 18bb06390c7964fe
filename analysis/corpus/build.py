"""Build an archive, or add to it what is new."""

from __future__ import annotations

import contextlib
import shutil
import time
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from analysis.corpus import dataset, inputs, manifest, shards, workers
from analysis.corpus.progress import Expected, Progress
from analysis.corpus.records import Shard, Written
from analysis.errors import OutputError, ParameterError, RunError
from analysis.installing import require
from analysis.parallel import processors
from analysis.writing import unwritable

MARK = "archive.json"


@dataclass(frozen=True, slots=True)
class Summary:
    """What a run did, and what the archive holds now."""

    new: int
    errors: int
    articles: int
    failures: int
    seconds: float
    built: bool


def corpus(
    paths: Iterable[str | Path],
    archive: str | Path,
    *,
    processes: int | None = None,
    scheduler: str = "",
    part: tuple[int, int] = (1, 1),
    strict: bool = False,
    columns: Mapping[str, str] | None = None,
    any_language: bool = True,
    progress: Callable[[Progress], None] | None = None,
) -> Summary:
    """Read every article that the archive does not have, and build its dataset.

    Args:
        paths: Files, folders and patterns, as every verb takes them.
        archive: A folder: a new one, an empty one, or an archive.
        processes: Worker processes; by default one for each processor; 0 for this process alone.
        scheduler: Address of a Dask scheduler whose workers read instead ("tcp://host:8786").
        part: With (i, n) only the i-th of n parts of the articles is read and no dataset is built:
            a run without it does that when all parts are there.
        columns: For tables, the names of columns by field.
        any_language: Whether articles in other languages than English are read, too.
        strict: Whether to stop at the first article that cannot be read.
        progress: Called after each shard.

    Returns:
        What was done.

    Raises:
        OutputError: The archive cannot be written, or the folder holds something else.
        ParameterError: ``part`` or ``processes`` is out of range, or an extra is not installed.
        RunError: With ``strict``, an article could not be read; or the scheduler was lost.
    """
    require("corpus", ("pyarrow", "datasketch"), "an archive")
    if scheduler:
        require("cluster", ("distributed",), "--scheduler")
    number, of = part
    if not 1 <= number <= of:
        raise ParameterError(f"{number}/{of} is out of range", "shards", "write I/N, 1 to N")
    if processes is not None and processes < 0:
        raise ParameterError(f"{processes} is out of range", "processes", "give 0 or more")
    place, began, paths = Path(archive), time.monotonic(), list(paths)
    _open(place)
    engine = shards.engine()
    with _locked(place, exclusive=True) as alone:
        if alone:
            sweep(place, [w.key for w in manifest.entries(place)])
    counted = [w for w in manifest.entries(place) if w.engine == engine]
    known = {key for written in counted for key in _keys(place, written)}
    expected = Expected(paths)
    given = inputs.stream(paths, columns, expected.watch, any_language=any_language)
    new = inputs.fresh(given, known)
    items = expected.count(inputs.part(new, number, of))
    done = Progress(0, 0, 0.0)
    with _locked(place, exclusive=False):
        for written in _run(place, engine, shards.blocks(items, engine), processes, scheduler):
            manifest.enter(place, written)
            read = done.articles + written.articles + written.errors
            total = expected.total()
            left = None if total is None else max(0, total - read)
            done = Progress(read, done.errors + written.errors, time.monotonic() - began, left)
            if progress is not None:
                progress(done)
            if strict and written.errors:
                raise RunError(
                    f"{written.errors} articles could not be read", str(place), "see its errors"
                )
            counted.append(written)
    built = of == 1 and dataset.build(place, counted)
    return Summary(
        done.articles,
        done.errors,
        sum(w.articles for w in counted),
        sum(w.errors for w in counted),
        time.monotonic() - began,
        built,
    )


def sweep(archive: Path, known: Sequence[str]) -> None:
    """Remove what runs that were killed left behind."""
    shards.sweep(archive, known)
    manifest.sweep(archive)
    for folder in archive.glob(f"{shards.PART}*"):
        shutil.rmtree(folder, ignore_errors=True)


def _run(
    archive: Path,
    engine: str,
    blocks: Iterator[Shard],
    processes: int | None,
    scheduler: str,
) -> Iterator[Written]:
    crew: workers.Crew
    if scheduler:
        crew = workers.Dask(scheduler, archive.resolve(), engine)
    elif processes == 0:
        crew = workers.Here(archive.resolve(), engine)
    else:
        crew = workers.Processes(processes or processors(), archive.resolve(), engine)
    return workers.run(crew, blocks)


def _open(archive: Path) -> None:
    """See that the folder is an archive, or may become one."""
    try:
        if (archive / MARK).exists():
            return
        if archive.exists() and any(archive.iterdir()):
            todo = "give a new folder, an empty one or an archive"
            raise OutputError("holds something that is not an archive", str(archive), todo)
        archive.mkdir(parents=True, exist_ok=True)
        (archive / MARK).write_text('{"archive": 1}\n', encoding="utf-8")
    except OSError as error:
        raise unwritable(archive, error, "") from error


def _keys(archive: Path, written: Written) -> list[str]:
    import pyarrow.parquet as pq  # noqa: PLC0415 - an extra

    folder = archive / shards.FOLDER / written.key
    found: list[str] = []
    for name in ("articles", "errors"):
        found += pq.read_table(folder / f"{name}.parquet", columns=["key"])["key"].to_pylist()
    return found


@contextlib.contextmanager
def _locked(archive: Path, *, exclusive: bool) -> Iterator[bool]:
    """Hold the archive's lock while a block runs; False where that is not possible.

    Runs hold it beside each other; an exclusive one is had only where no run works on the archive.
    """
    try:
        import fcntl  # noqa: PLC0415 - POSIX alone has it
    except ImportError:
        yield False
        return
    with (archive / MARK).open("rb") as file:
        try:
            fcntl.flock(file, (fcntl.LOCK_EX if exclusive else fcntl.LOCK_SH) | fcntl.LOCK_NB)
        except OSError:
            yield False
            return
        yield True
