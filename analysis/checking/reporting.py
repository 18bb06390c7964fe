"""Make the report of a check: the notebook ``check.ipynb``, run on a draft and its records."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

from analysis import ingest
from analysis.errors import InputError
from analysis.reporting.making import Input, Job, corrected, folder_of, id_of, make, opened, prepare
from analysis.text import legible

SUBTITLES = (".srt", ".vtt")


def report(
    draft: str | Path,
    records: Iterable[str | Path],
    out: str | Path = "reports",
    parameters: Mapping[str, object] | None = None,
    *,
    progress: bool = False,
    any_language: bool = True,
) -> Path:
    """Check an article against records and make a page of it, as ``analysis check -o`` does.

    Args:
        draft: The article.
        records: Files of any format that is read, and subtitles (.srt, .vtt).
        out: The folder to put the report's folder into; made where missing.
        parameters: Values for the notebook's parameters, such as ``{"off": ["case"]}``.
        progress: Whether to draw a progress bar on stderr.
        any_language: Whether the article may be in another language than English.

    Returns:
        The report's folder, ``check-`` and the article's id.

    Raises:
        InputError: The article or a record can't be read; nothing was done.
        ParameterError: A parameter is unknown or does not fit; nothing was done.
        OutputError: ``out`` can't be written; nothing was done.
        RunError: The notebook failed; an older report stays.
    """
    target = Path(out).absolute()
    article = corrected(opened(Path(draft), any_language=any_language))
    notebook, settings = prepare("check", target, parameters or {})
    inputs = (article, *_records(_expanded(records)))
    name = folder_of(f"check-{article.id}")
    job = Job(notebook, settings, inputs, article.id, several=True)
    return make(job, target / name, name if progress else None)


def _expanded(records: Iterable[str | Path]) -> list[Path]:
    found: list[Path] = []
    for item in ingest.expand(records):
        if isinstance(item, InputError):
            raise item
        found.append(item)
    return found


def _records(paths: Sequence[Path]) -> list[Input]:
    """Read the records, each into a folder of its own: two may have the same name."""
    found = []
    for n, path in enumerate(paths, 1):
        own = legible(path.name)
        data = ingest.contents(path)
        if path.suffix.lower() not in SUBTITLES:
            ingest.loads(data, path)  # what can't be read is said before a kernel starts
        found.append(Input(path, id_of(path), f"record-{n}/{own}", data))
    return found
