"""Formats that other distributions add: what goes wrong in one is an error that names it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from importlib.metadata import EntryPoint
from pathlib import Path

from analysis.errors import AnalysisError, ParameterError
from analysis.exchange.format import Files, Format, Read, Write
from analysis.exchange.restore import Found
from analysis.model import Extraction


def load(entry: EntryPoint) -> Format:
    """Import a format that another distribution adds.

    Raises:
        ParameterError: It can't be imported, or is not a format of that name.
    """
    with _blamed(entry, "can't be loaded"):
        found = entry.load()
        if not isinstance(found, Format) or found.name != entry.name:
            raise TypeError(f"{entry.value} is not a Format called {entry.name}")
    return replace(found, write=_writer(entry, found), read=_reader(entry, found))


@contextmanager
def _blamed(entry: EntryPoint, what: str) -> Iterator[None]:
    """Turn any other error into one line that says whose fault it is."""
    try:
        yield
    except AnalysisError:
        raise
    except (Exception, SystemExit) as error:
        said = " ".join(str(error).split())[:160]
        distribution = entry.dist.name if entry.dist else entry.module
        todo = f"update {distribution}, which adds this format, or uninstall it"
        raise ParameterError(
            f"{what} ({type(error).__name__}: {said})", entry.name, todo
        ) from error


def _writer(entry: EntryPoint, form: Format) -> Write:
    def write(extractions: Sequence[Extraction]) -> Files:
        with _blamed(entry, "can't write this"):
            return form.write(extractions)

    return write


def _reader(entry: EntryPoint, form: Format) -> Read:
    def read(path: Path, text: str | None, tool: str) -> Iterator[Found]:
        with _blamed(entry, "can't read this"):
            yield from form.read(path, text, tool)

    return read
