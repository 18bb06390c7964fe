"""Exports articles into the files of other tools, and imports what was annotated there."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from analysis import ingest, writing
from analysis.errors import InputError, OutputError, ParameterError
from analysis.exchange import from_json
from analysis.exchange.formats import FORMATS, Files, Format, belonging, guess, inside, named
from analysis.exchange.node import parse, within
from analysis.exchange.restore import Found, restore
from analysis.model import Extraction
from analysis.text import legible


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
        form: The name of a format in :data:`analysis.exchange.formats.FORMATS`.
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
    for path, data in placed.items():
        if path.exists() and not overwrite and path.read_bytes() != data:
            todo = "choose another -o, or --overwrite it"
            raise OutputError("is there, and is another", str(path), todo)
    try:
        for path in placed:
            path.parent.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise writing.unwritable(path.parent, error) from error
    writing.write(placed)
    return tuple(placed)


def place(chosen: Format, out: str | Path) -> Path:
    """The file that a format of one file writes: ``out``, or in it where that is a folder."""
    target = Path(out)
    folder = target.is_dir() or os.fspath(out).endswith(("/", os.sep))
    return target if target.suffix and not folder else target / chosen.file


def text(extractions: Sequence[Extraction], form: str) -> str:
    """What a format of one file of text makes of articles, for standard output.

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
    """The files that :func:`load` reads."""
    found = [Path(article)] if article is not None else []
    for path in map(Path, paths):
        own = form or (inside(path) if path.is_dir() else guess(path, b""))
        found += belonging(path, own)
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
    tool = "INCEpTION" if form == "uima" else chosen.title.split(" (")[0].split(",")[0]
    empty = True
    with within(where):
        for found in _READERS[form](path, given.text if given else None, tool):
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
        todo = f"name it with --format: {', '.join(FORMATS)}"
        raise ParameterError("its format can't be told", str(path), todo)
    return found


def _contents(path: Path, where: str = "", encoding: str = "utf-8-sig") -> str:
    try:
        return ingest.contents(path).decode(encoding)
    except UnicodeDecodeError as error:
        raise InputError(f"is no UTF-8 at byte {error.start}", where) from None


def _folder(path: Path, form: str) -> Files:
    """The files of a folder in a format of tables; of one of them, it and those beside it."""
    if not path.exists():
        raise InputError("there is no such file or folder", "", "check the path")
    if not path.is_dir() and path.suffix.lower() != f".{form}":
        raise InputError("is a file", "", f"give the folder that its .{form} files are in")
    found = belonging(path, form)
    if not found:
        raise InputError(f"there is no .{form} file in this folder", "", "check the path")
    return {file.name: ingest.contents(file) for file in found}


def _brat(path: Path, _: str | None, tool: str) -> Iterator[Found]:
    from analysis.exchange.brat import parse_standoff  # noqa: PLC0415 - as all formats

    own = belonging(path, "brat")
    for beside, marks in zip(own[::2], own[1::2], strict=True):
        # Offsets count every byte order mark: it is not taken off here.
        body, said = (_contents(file, file.name, "utf-8") for file in (beside, marks))
        with within(marks.name if path.is_dir() else ""):
            graph = parse_standoff(body, said, "")
            name = legible(marks.stem)
            found = restore(graph, tool, name)
        yield found


def _webannotation(path: Path, given: str | None, tool: str) -> Iterator[Found]:
    from analysis.exchange.webannotation import loads  # noqa: PLC0415 - as all formats

    yield restore(loads(parse(ingest.contents(path), ""), given), tool, path.stem)


def _uima(path: Path, _: str | None, tool: str) -> Iterator[Found]:
    from analysis.exchange.uima import loads  # noqa: PLC0415 - as all formats

    yield restore(loads(_contents(path), ""), tool, path.stem)


def _labelstudio(path: Path, _: str | None, tool: str) -> Iterator[Found]:
    from analysis.exchange import labelstudio  # noqa: PLC0415 - as all formats

    for number, task in enumerate(parse(ingest.contents(path), "task").items(), 1):
        found = restore(labelstudio.read_task(task), tool, f"{path.stem}-{number}")
        yield found._replace(remarks=(*found.remarks, *labelstudio.remarks(task)))


def _prodigy(path: Path, _: str | None, tool: str) -> Iterator[Found]:
    from analysis.exchange import prodigy  # noqa: PLC0415 - as all formats

    for number, line in _lines(path):
        task = parse(line, f"line {number}")
        if not prodigy.skipped(task):
            yield restore(prodigy.read_task(task), tool, f"{path.stem}-{number}")


def _jsonl(path: Path, given: str | None, _: str) -> Iterator[Found]:
    if given is None:
        raise InputError("holds no text", "", "name the article with --article")
    for number, line in _lines(path):
        node = parse(line, f"line {number}")
        with within(node.where):
            yield Found(from_json(node.value, given))


def _lines(path: Path) -> Iterator[tuple[int, str]]:
    # Only line feeds end a line of JSON Lines: others may stand in a text.
    for number, line in enumerate(_contents(path).split("\n"), 1):
        if line.strip():
            yield number, line


def _docbin(path: Path, _: str | None, tool: str) -> Iterator[Found]:
    from analysis.exchange.docbin import loads  # noqa: PLC0415 - as all formats

    for number, graph in enumerate(loads(ingest.contents(path), ""), 1):
        yield restore(graph, tool, f"{path.stem}-{number}")


def _csv(path: Path, _: str | None, tool: str) -> Iterator[Found]:
    from analysis.exchange import csvfiles, relational  # noqa: PLC0415 - as all formats

    yield from relational.restore(csvfiles.loads(_folder(path, "csv")), tool)


def _parquet(path: Path, _: str | None, tool: str) -> Iterator[Found]:
    from analysis.exchange import parquet, relational  # noqa: PLC0415 - as all formats

    yield from relational.restore(parquet.loads(_folder(path, "parquet")), tool)


def _excel(path: Path, _: str | None, tool: str) -> Iterator[Found]:
    from analysis.exchange import excel, relational  # noqa: PLC0415 - as all formats

    yield from relational.restore(excel.loads(ingest.contents(path), ""), tool)


def _refiqda(path: Path, _: str | None, tool: str) -> Iterator[Found]:
    from analysis.exchange.qdareading import loads  # noqa: PLC0415 - as all formats

    for number, (name, graph) in enumerate(loads(ingest.contents(path), ""), 1):
        yield restore(graph, tool, name or f"{path.stem}-{number}")


_READERS = {
    "brat": _brat,
    "webannotation": _webannotation,
    "uima": _uima,
    "labelstudio": _labelstudio,
    "prodigy": _prodigy,
    "spacy": _docbin,
    "csv": _csv,
    "parquet": _parquet,
    "excel": _excel,
    "refi-qda": _refiqda,
    "jsonl": _jsonl,
}
