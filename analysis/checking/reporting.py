"""Make the report of a check: the notebook ``check.ipynb``, run on a draft and its records."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path

from analysis import ingest
from analysis.reporting.making import Input, Job, corrected, folder_of, make, opened, prepare
from analysis.text import legible

SUBTITLES = (".srt", ".vtt")


def report(
    draft: str | Path,
    records: Iterable[str | Path],
    out: str | Path = "reports",
    parameters: Mapping[str, object] | None = None,
    *,
    progress: bool = False,
    corrections: bool = True,
    any_language: bool = True,
) -> Path:
    """Check an article against records and make a page of it, as ``analysis check -o`` does.

    Args:
        draft: The article.
        records: Files of any format that is read, and subtitles (.srt, .vtt).
        out: The folder to put the report's folder into; made where missing.
        parameters: Values for the notebook's parameters, such as ``{"off": ["case"]}``.
        progress: Whether to draw a progress bar on stderr.
        corrections: Whether to apply what people corrected beside the article.
        any_language: Whether the article may be in another language than English.

    Returns:
        The report's folder, ``check-`` and the article's id.

    Raises:
        InputError: The article or a record can't be read; nothing was done.
        ParameterError: A parameter is unknown or does not fit; nothing was done.
        OutputError: ``out`` can't be written; nothing was done.
        RunError: The notebook failed; an older report stays.
    """
    columns = str((parameters or {}).get("columns", ""))
    article = opened(Path(draft), any_language=any_language, columns=columns)
    return Pages(records, out, parameters, progress=progress)(article, corrections=corrections)


class Pages:
    """Makes a page of each of several checks against the same records, which are read once.

    Args:
        records: See :func:`report`, as for the others.
        out: The folder.
        parameters: Of the notebook.
        progress: Whether to draw a progress bar.
    """

    def __init__(
        self,
        records: Iterable[str | Path],
        out: str | Path,
        parameters: Mapping[str, object] | None = None,
        *,
        progress: bool = False,
    ) -> None:
        self._records = _records(ingest.sound(ingest.expand(records)))
        self._out, self._progress = Path(out).absolute(), progress
        self._notebook, self._settings = prepare("check", self._out, parameters or {})

    def __call__(self, article: Input, *, corrections: bool = True) -> Path:
        """Make the page of one article; return the folder of its report."""
        own = corrected(article) if corrections else article
        name = folder_of(f"check-{own.id}")
        job = Job(self._notebook, self._settings, (own, *self._records), own.id, several=True)
        return make(job, self._out / name, name if self._progress else None)


def _records(paths: Iterable[Path]) -> list[Input]:
    """Read the records, each into a folder of its own: two may have the same name."""
    found = []
    for n, path in enumerate(paths, 1):
        own = legible(path.name)
        if path.suffix.lower() not in SUBTITLES:
            for _ in ingest.sound(ingest.parts(path)):
                pass  # what can't be read is said before a kernel starts
        found.append(Input(path, ingest.stem(path), f"record-{n}/{own}", ingest.contents(path)))
    return found
