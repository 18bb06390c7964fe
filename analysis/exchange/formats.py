"""The formats by name, and which one a file is of."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import suppress
from importlib import import_module
from pathlib import Path

from analysis.errors import ParameterError
from analysis.exchange import plugged, tools
from analysis.exchange.format import Format


def _format(name: str) -> Format:
    found: Format = import_module(f"{tools.__name__}.{name.replace('-', '_')}").FORMAT
    return found


FORMATS = {name: _format(name) for name in tools.own()}


def get(name: str) -> Format:
    """Return the format of that name, ours or another distribution's.

    Raises:
        ParameterError: There is none, or it can't be loaded.
    """
    if name in FORMATS:
        return FORMATS[name]
    others = tools.others()
    if name not in others:
        raise ParameterError("is not a format", name, f"choose one of {', '.join(tools.names())}")
    return plugged.load(others[name])


def named(name: str) -> Format:
    """Return the format of that name, with what it needs.

    Raises:
        ParameterError: There is none, or something that it needs is not installed.
    """
    found = get(name)
    found.check()
    return found


def of_output(out: str) -> str:
    """Return the format that the name of a file to write tells.

    Raises:
        ParameterError: It tells none.
    """
    ending = Path(out).suffix.lower()
    found = _first(lambda form: bool(form.output) and form.output == ending)
    if not found:
        raise ParameterError(
            "is not given", "--format", f"choose one of {', '.join(tools.names())}"
        )
    return found


def guess(path: Path, beginning: bytes) -> str:
    """Return the format of a file by its ending and how it begins; "" if neither tells."""
    ending = path.suffix.lower()
    return _first(lambda form: ending in form.endings, lambda form: form.looks(ending, beginning))


def inside(folder: Path) -> str:
    """Return the format of the files in a folder, by their endings; "" if none tells."""
    endings = {entry.suffix.lower() for entry in folder.glob("*")}
    return _first(lambda form: bool(form.folder) and form.folder in endings)


def _first(*tells: Callable[[Format], bool]) -> str:
    """Return the first format that is told; others than ours are loaded where none of ours is."""
    for forms in (FORMATS.values, _others):
        loaded = list(forms())
        for tell in tells:
            for form in loaded:
                if tell(form):
                    return form.name
    return ""


def _others() -> Iterator[Format]:
    """Yield the formats of other distributions; one that can't be loaded can still be named."""
    for entry in tools.others().values():
        with suppress(ParameterError):
            yield plugged.load(entry)
