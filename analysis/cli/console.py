"""What the verbs of the command line share: reading, and one line on stderr for what fails."""

from __future__ import annotations

import contextlib
import io
import os
import signal
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import click

from analysis.errors import AnalysisError, InputError, OutputError, ParameterError
from analysis.text import legible
from analysis.writing import unwritable

if TYPE_CHECKING:
    from analysis.cli.options import Inputs
    from analysis.ingest import Part
    from analysis.model import Extraction

SHOWN = 5  # names of files in a line
LONG = 1_500_000  # bytes; the reader was seen to read 1,000 words, 6,000 bytes, a second


def status(error: Exception) -> int:
    """Say in one line what happened; the status to leave with."""
    if isinstance(error, BrokenPipeError):
        _give_up_output()  # whoever read it has enough
        return 1  # as click does where it meets this first
    if isinstance(error, click.Abort):
        return interrupted()
    if isinstance(error, AnalysisError):
        say(str(error))
        return 2
    if isinstance(error, click.ClickException):
        say(_usage(error))
        return 2
    first = next(iter(str(error).splitlines()), "")
    say(f"{type(error).__name__}: {first}; a defect of ours: --debug shows where")
    return 1


def in_unicode() -> None:
    """Start Python again with UTF-8 for the names of files where the locale has none (PEP 540).

    Without it no file whose name has other letters than ASCII can be made.
    """
    if sys.platform != "win32" and sys.getfilesystemencoding() != "utf-8":
        own = {**os.environ, "PYTHONUTF8": "1"}
        os.execve(sys.executable, [sys.executable, *sys.orig_argv[1:]], own)  # noqa: S606 - ours


def unicode_output() -> None:
    """Print UTF-8, whatever the locale: a terminal that has no such letters gets their codes."""
    stream = sys.stdout
    if isinstance(stream, io.TextIOWrapper) and stream.encoding.lower() != "utf-8":
        if stream.isatty():
            stream.reconfigure(errors="backslashreplace")
        else:
            stream.reconfigure(encoding="utf-8")


def stop_on_signals() -> None:
    """Stop as Ctrl-C does when told to end or when the terminal closes: nothing half-made stays.

    What nohup started goes on.
    """
    for name in ("SIGTERM", "SIGHUP"):
        number = getattr(signal, name, None)
        if number is not None and signal.getsignal(number) is not signal.SIG_IGN:
            signal.signal(number, lambda got, _: sys.exit(128 + got))


def _give_up_output() -> None:
    """Flush nothing more into standard output, not even at the very end."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _usage(error: click.ClickException) -> str:
    """Return what click has to say in one line, and the help that fits."""
    message = " ".join(error.format_message().split()).removesuffix(".")
    context = getattr(error, "ctx", None)
    return f"{message}; see {context.command_path if context else 'analysis'} --help"


def interrupted() -> int:
    """Say so; the status to leave with."""
    say("interrupted; nothing half-made was left")
    return 130


def out(pieces: Iterable[str]) -> None:
    """Print each piece as it comes.

    Raises:
        OutputError: Standard output can't be written.
    """
    todo = "see where it leads to"
    if sys.stdout is None:
        raise OutputError("is closed", "standard output", todo)
    for piece in pieces:
        try:
            sys.stdout.write(piece)
            sys.stdout.flush()
        except BrokenPipeError:
            raise
        except OSError as error:
            _give_up_output()
            raise unwritable("standard output", error, todo) from error


class Verb(click.Command):
    """A command whose help :func:`out` prints: click's own way names no stream that fails."""

    def get_help_option(self, ctx: click.Context) -> click.Option | None:
        """Return click's option, with our way to print its text."""
        option = super().get_help_option(ctx)
        if option is not None:
            option.callback = _help
        return option


class Verbs(Verb, click.Group):
    """Commands like :class:`Verb`."""

    command_class = Verb


def _help(context: click.Context, _: click.Parameter, asked: bool) -> None:
    if asked and not context.resilient_parsing:
        out([f"{context.get_help()}\n"])
        context.exit()


def say(line: str) -> None:
    """Print one line on stderr, without what in articles and file names moves the cursor."""
    line = line.encode("utf-8", "surrogateescape").decode("utf-8", "replace")
    shown = "".join(c if c.isprintable() else repr(c)[1:-1] for c in line)
    click.echo(f"analysis: {shown}", err=True)


def inputs(given: Inputs) -> list[Path | InputError]:
    """Find the articles. Says which will take long, so that nobody thinks the program hangs.

    And which corrections beside them are applied to none of the folder.
    """
    from analysis import corrections, ingest

    for path in given.paths:
        if left := ingest.left_in(path):
            named = ", ".join(left[:SHOWN]) + (" ..." if len(left) > SHOWN else "")
            say(f"{path}: not read, since only where they are named: {named}")
    items = ingest.expand(given.paths)
    files = [item for item in items if isinstance(item, Path)]
    for item in files:
        with contextlib.suppress(OSError):
            if (size := item.stat().st_size) > LONG:
                megabytes = f"{size / 1_000_000:.0f} MB"
                say(f"{item}: {megabytes} are long for an article, reading them takes minutes")
    for line in corrections.stray_lines(files) if given.corrections else []:
        say(line)
    return items


def progress(articles: int, rate: float, errors: int, left: float | None) -> str:
    """Return one line on how far a run over many articles is.

    ``left`` is in seconds, None if not known.
    """
    line = f"{articles:,} articles, {rate:,.1f} a second, {errors:,} errors"
    return line if left is None else f"{line}, {_lasting(left)} left"


def _lasting(seconds: float) -> str:
    """Return a time in words, rounded."""
    for size, unit in ((86_400, "day"), (3_600, "hour"), (60, "minute")):
        if seconds >= 1.5 * size:
            return f"about {round(seconds / size)} {unit}s"
    return "about a minute" if seconds >= 45 else "less than a minute"


def part(given: str) -> tuple[int, int]:
    """Read I/N.

    Raises:
        ParameterError: It is not two whole numbers.
    """
    number, slash, of = given.partition("/")
    if not slash or not number.isdecimal() or not of.isdecimal():
        raise ParameterError("is not a part", given, "write I/N, as in 3/8")
    return int(number), int(of)


def shown(path: Path) -> str:
    """Return a path as it is printed: short below the current folder.

    It has no byte that a terminal can't take.
    """
    with contextlib.suppress(ValueError):
        path = path.relative_to(Path.cwd())
    return legible(path)


def finish(*, failed: bool) -> None:
    """Leave with a status other than 0 if something given could not be used."""
    if failed:
        sys.exit(2)


def extractions(
    items: Iterable[Path | InputError],
    failures: list[AnalysisError],
    given: Inputs,
    *,
    keep: bool = False,
) -> Iterator[tuple[Part, Extraction]]:
    """Read the articles, some at once; complain about those that can't be, and go on.

    Each comes with what it was read from, and its bytes if those are to be kept.
    """
    from analysis import ingest, parallel, readings

    def read(one: Part | InputError) -> tuple[Part, Extraction] | AnalysisError:
        if isinstance(one, InputError):
            return one
        try:
            return one, readings.of(one.article, one.path, corrections=given.corrections).extraction
        except AnalysisError as error:
            return error
        except Exception as error:  # noqa: BLE001 - one article never costs the others
            return ingest.unexpected(error, f"{one.path}, {one.article.id}")

    language = given.any_language
    parts = ingest.parts_of(items, given.named(), any_language=language, keep=keep)
    for outcome in parallel.in_order(read, (one for _, one in parts)):
        if isinstance(outcome, AnalysisError):
            failures.append(outcome)
            say(str(outcome))
            continue
        part, made = outcome
        if left := ingest.left_unread(made.article):
            say(f"{part.path}: {left}")
        for line in made.unplaced:
            say(f"{part.path}: not corrected: {line}")
        yield part, made


def imported(
    files: Iterable[str], form: str | None, article: str | None, failures: list[AnalysisError]
) -> Iterator[Extraction]:
    """Read the files one by one; complain about those that can't be, and go on."""
    from analysis.exchange import transfer

    for file in files:
        try:
            for found in transfer.load(file, form, article):
                for remark in found.remarks:
                    say(f"{found.extraction.article.id}: {remark}")
                yield found.extraction
        except AnalysisError as error:
            failures.append(error)
            say(str(error))


def read_from(items: Iterable[Path | InputError]) -> list[Path]:
    """Return the files that are read for articles: their own, and the corrections beside them."""
    from analysis import corrections, ingest

    files = [Path(ingest.file_of(item)) for item in items if isinstance(item, Path)]
    return [*files, *{corrections.beside(item) for item in files}]


def write(
    path: Path, pieces: Iterable[str], failures: list[AnalysisError], read: Iterable[Path]
) -> None:
    """Write all at once at the end: FILE is never half-written, and never one that was read."""
    from analysis import writing

    writing.spare(read, [path])
    data = "".join(pieces).encode("utf-8", "replace")
    if data or not failures:
        writing.write({path: data})
