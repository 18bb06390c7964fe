"""Exports articles into the files of other tools, and imports what was annotated there."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from analysis import ingest, writing
from analysis.errors import InputError, ParameterError
from analysis.exchange import tools
from analysis.exchange.format import Format
from analysis.exchange.formats import get, guess, inside, named
from analysis.exchange.node import within
from analysis.exchange.restore import Found
from analysis.model import Extraction


def export(
    extractions: Sequence[Extraction],
    form: str,
    out: str | Path,
    *,
    inputs: Iterable[str | Path] = (),
    overwrite: bool = False,
) -> tuple[Path, ...]:
    """Write articles for another tool: all files, or none.

    Args:
        extractions: The articles.
        form: The name of a format, one of :func:`analysis.exchange.tools.names`.
        out: For a format of one file, the file, or a folder to put it in: one that is there, ends
            in a slash or has no ending. For the others a folder.
        inputs: What the articles were read from: never written over.
        overwrite: Replace files that are there with other contents. Without it they stay, for a
            person's annotations may be in them.

    Returns:
        The files written.

    Raises:
        ParameterError: If there is no such format, or something it needs is not installed.
        OutputError: If a file is in the way or can't be written.
    """
    chosen = named(form)
    files = chosen.write(extractions)
    if chosen.file:
        placed = dict(zip([place(chosen, out)], files.values(), strict=True))
    else:
        placed = {Path(out) / name: data for name, data in files.items()}
    writing.spare(inputs, placed)
    todo = "choose another -o, or --overwrite it"
    writing.write_beside(placed, overwrite=overwrite, todo=todo)
    return tuple(placed)


def place(chosen: Format, out: str | Path) -> Path:
    """Return the file that a format of one file writes: ``out``, or in it if that is a folder."""
    target = Path(out)
    folder = target.is_dir() or os.fspath(out).endswith(("/", os.sep))
    return target if target.suffix and not folder else target / chosen.file


def text(extractions: Sequence[Extraction], form: str) -> str:
    """Return what a format of one file of text makes of articles, for standard output.

    Raises:
        ParameterError: If the format is none of those.
    """
    chosen = named(form)
    check_text(chosen)
    return "".join(data.decode() for data in chosen.write(extractions).values())


def check_text(chosen: Format) -> None:
    """See that a format can go to standard output.

    Raises:
        ParameterError: It can't: it is not one file of text.
    """
    if not chosen.text:
        todo = f"name {'a file' if chosen.file else 'a folder'} with -o"
        raise ParameterError("can't go to standard output", chosen.name, todo)


def read_from(
    paths: Iterable[str | Path], form: str | None = None, article: str | Path | None = None
) -> list[Path]:
    """Return the files that :func:`load` reads."""
    found = [Path(article)] if article is not None else []
    for path in map(Path, paths):
        own = form or (inside(path) if path.is_dir() else guess(path, b""))
        found += get(own).belonging(path) if own else [path]
    return found


def load(
    path: str | Path, form: str | None = None, article: str | Path | None = None
) -> Iterator[Found]:
    """Read what another tool gives back, an article at a time.

    Args:
        path: A file; for brat, CSV and Parquet also the folder.
        form: The name of a format; told from the file where it is None.
        article: The file of the article, for formats that do not hold the text; where they do, the
            two must agree.

    Raises:
        InputError: If anything in the file is not as it must be: what, where, what to do.
        ParameterError: If the format can't be told, or something it needs is not installed.
    """
    path = Path(path)
    where = str(path)
    form = form or _guess(path)
    chosen = named(form)
    given = ingest.load(article) if article is not None else None
    tool = chosen.tool or chosen.title.split(" (")[0].split(",")[0]
    empty = True
    with within(where):
        for found in chosen.read(path, given.text if given else None, tool):
            if given and found.extraction.article.text != given.text:
                raise InputError(f"is not about the text of {article}", found.extraction.article.id)
            empty = False
            yield found
        if empty:
            todo = "check the path, or name another format with --format"
            raise InputError(f"holds no article that {form} would have", "", todo)


def _guess(path: Path) -> str:
    found = inside(path) if path.is_dir() else guess(path, ingest.contents(path)[:2000])
    if not found:
        todo = f"name it with --format: {', '.join(tools.names())}"
        raise ParameterError("its format can't be told", str(path), todo)
    return found
