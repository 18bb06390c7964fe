"""What a format is: its name, how it is written and read, what it needs and what it loses."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from analysis import ingest
from analysis.errors import InputError
from analysis.exchange import relational
from analysis.exchange.relational import Row
from analysis.exchange.restore import Found
from analysis.installing import require
from analysis.model import Extraction

Files = dict[str, bytes]
Write = Callable[[Sequence[Extraction]], Files]
Read = Callable[[Path, str | None, str], Iterator[Found]]
UNSAFE = re.compile(r"[^\w.() -]+", re.ASCII)
JSONL = (".jsonl", ".ndjson")


def never(ending: str, beginning: bytes) -> bool:  # noqa: ARG001 - as others
    """Tell a file by nothing but its ending."""
    return False


@dataclass(frozen=True, slots=True)
class Format:
    """A format, as ``--format`` names it.

    ``read`` takes a path, the article's text where it was given, and what the tool is called.

    Args:
        name: That of its module, with hyphens.
        title: What it is called on the page of the formats.
        about: The module's documentation; all but its first line stands on that page.
        write: Makes the files of some articles, by their names.
        read: Yields the articles of a file, or of a folder.
        lost: What a round trip loses.
        file: The one file that it makes of all articles, "" if it makes several.
        text: Whether that file is text, for standard output.
        needs: The module of another project that it needs.
        extra: What installs that.
        endings: Those of files that are certainly of this format.
        output: The ending by which a file to write tells the format.
        folder: The ending by which a folder of files is known to be of it.
        looks: Tells by its ending and beginning whether another file is of this format.
        files: The files that are read for a path, where that is more than the path.
        tool: What an imported article's reader is called after; by default the title.
        more: Further lines for the page.
    """

    name: str
    title: str
    about: str | None
    write: Write
    read: Read
    lost: tuple[str, ...]
    file: str = ""
    text: bool = False
    needs: str = ""
    extra: str = ""
    endings: tuple[str, ...] = ()
    output: str = ""
    folder: str = ""
    looks: Callable[[str, bytes], bool] = never
    files: Callable[[Path], list[Path]] | None = None
    tool: str = ""
    more: tuple[str, ...] = ()

    def check(self) -> None:
        """See that what the format needs is installed.

        Raises:
            ParameterError: It isn't.
        """
        require(self.extra, [self.needs] if self.needs else [], self.name)

    def belonging(self, path: Path) -> list[Path]:
        """Return the files that are read for a path: those of a folder, and those beside a file."""
        return self.files(path) if self.files else beside(path, self.folder)


def beside(path: Path, ending: str) -> list[Path]:
    """Return files with an ending, of a folder or beside a file; the path if there is no ending."""
    folder = path if path.is_dir() else path.parent
    there = (f for f in folder.glob("*") if f.suffix.lower() == ending and f.is_file())
    return sorted(there) if ending else [path]


def names(extractions: Sequence[Extraction]) -> list[str]:
    """Return a safe file name for each article, without ending: an id may hold anything."""
    safe = [UNSAFE.sub("_", e.article.id).strip(". ")[:100] or "article" for e in extractions]
    return ingest.distinct(safe)


def each(ending: str, make: Callable[[Extraction], str]) -> Write:
    """Write a file an article."""

    def write(found: Sequence[Extraction]) -> Files:
        pairs = zip(names(found), found, strict=True)
        return {f"{name}{ending}": make(extraction).encode() for name, extraction in pairs}

    return write


def single(file: str, make: Callable[[Sequence[Extraction]], bytes]) -> Write:
    """Write one file of all articles."""
    return lambda found: {file: make(found)}


def contents(path: Path, where: str = "", encoding: str = "utf-8-sig") -> str:
    """Return the text of a file.

    Raises:
        InputError: It can't be read, or is not UTF-8.
    """
    try:
        return ingest.contents(path).decode(encoding)
    except UnicodeDecodeError as error:
        raise InputError(f"is not UTF-8 at byte {error.start}", where) from None


def lines(path: Path) -> Iterator[tuple[int, str]]:
    """Yield the lines of JSON Lines with their numbers; empty ones are passed over."""
    # Only line feeds end a line: others may stand in a text.
    for number, line in enumerate(contents(path).split("\n"), 1):
        if line.strip():
            yield number, line


def of_tables(ending: str, rows: Callable[[bytes, str], list[tuple[str, Row]]]) -> Read:
    """Read a folder with a file for each table.

    Args:
        ending: That of the files' names; files that are no table's are passed over.
        rows: Reads one of them, given what it is called: its rows, each with its place.
    """

    def read(path: Path, _: str | None, tool: str) -> Iterator[Found]:
        files = _tables(path, ending)
        named = {table: f"{table}{ending}" for table in relational.schema()}
        found = {table: rows(files[name], name) for table, name in named.items() if name in files}
        yield from relational.restore(found, tool)

    return read


def _tables(path: Path, ending: str) -> Files:
    """Return the files of a folder of tables; of one of them, it and those beside it.

    Raises:
        InputError: There are none.
    """
    if not path.exists():
        raise InputError("there is no such file or folder", "", "check the path")
    if not path.is_dir() and path.suffix.lower() != ending:
        raise InputError("is a file", "", f"give the folder that its {ending} files are in")
    found = beside(path, ending)
    if not found:
        raise InputError(f"there is no {ending} file in this folder", "", "check the path")
    return {file.name: ingest.contents(file) for file in found}
