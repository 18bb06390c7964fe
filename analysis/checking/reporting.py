"""Make the report of a check: the notebook ``check.ipynb``, run on a draft and its records."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path

from analysis import ingest
from analysis.reporting.making import Input, Job, corrected, folder_of, make, prepare
from analysis.text import legible

SUBTITLES = (".srt", ".vtt")


class Pages:
    """Makes a page of each of several checks against the same records, which are read once.

    Args:
        records: Files of any format that is read, and subtitles (.srt, .vtt).
        out: The folder to put the reports' folders into; made where missing.
        parameters: Values for the notebook's parameters, such as ``{"off": ["case"]}``.

    Raises:
        InputError: A record can't be read; nothing was done.
        ParameterError: A parameter is unknown or does not fit; nothing was done.
        OutputError: ``out`` can't be written; nothing was done.
    """

    def __init__(
        self, records: Iterable[str | Path], out: str | Path, parameters: Mapping[str, object]
    ) -> None:
        self._records = _records(ingest.sound(ingest.expand(records)))
        self._out = Path(out).absolute()
        self._notebook, self._settings = prepare("check", self._out, parameters)

    def __call__(self, article: Input, *, corrections: bool = True) -> Path:
        """Make the page of one article; return its report's folder, ``check-`` and the id.

        Raises:
            RunError: The notebook failed; an older report stays.
        """
        own = corrected(article) if corrections else article
        name = folder_of(f"check-{own.id}")
        job = Job(self._notebook, self._settings, (own, *self._records), own.id, several=True)
        return make(job, self._out / name)


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
