"""The formats by name, and which one a file is of."""

from __future__ import annotations

from importlib import import_module
from pathlib import Path

from analysis.errors import ParameterError
from analysis.exchange import tools
from analysis.exchange.format import Format


def _format(name: str) -> Format:
    found: Format = import_module(f"{tools.__name__}.{name.replace('-', '_')}").FORMAT
    return found


FORMATS = {name: _format(name) for name in tools.names()}


def named(name: str) -> Format:
    """The format of that name, with what it needs.

    Raises:
        ParameterError: There is none, or something that it needs is not installed.
    """
    if name not in FORMATS:
        raise ParameterError("is no format", name, f"choose one of {', '.join(FORMATS)}")
    FORMATS[name].check()
    return FORMATS[name]


def of_output(out: str) -> str:
    """The format that the name of a file to write tells.

    Raises:
        ParameterError: It tells none.
    """
    ending = Path(out).suffix.lower()
    found = [f.name for f in FORMATS.values() if f.output and f.output == ending]
    if not found:
        raise ParameterError("is not given", "--format", f"choose one of {', '.join(FORMATS)}")
    return found[0]


def guess(path: Path, beginning: bytes) -> str:
    """The format of a file by its ending and how it begins; "" if neither tells."""
    ending = path.suffix.lower()
    told = [f.name for f in FORMATS.values() if ending in f.endings]
    told += [f.name for f in FORMATS.values() if f.looks(ending, beginning)]
    return told[0] if told else ""


def inside(folder: Path) -> str:
    """The format of the files in a folder, by their endings; "" if none tells."""
    endings = {entry.suffix.lower() for entry in folder.glob("*")}
    return next((f.name for f in FORMATS.values() if f.folder in endings and f.folder), "")
