"""What a check found, as frames and as a page: what ``analysis.check`` returns."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable, Mapping
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from analysis.checking import record
from analysis.checking.details import details
from analysis.checking.findings import Check, Checked
from analysis.checking.record import Record
from analysis.model import Extraction
from analysis.suggesting import Suggesting

if TYPE_CHECKING:
    import pandas as pd

    from analysis.reading import Reading


class Checking(Suggesting):
    """The quotations of an article beside the words of records.

    ``quotations`` and ``statements`` are frames; in a notebook it shows itself as a page.
    """

    def __init__(self, found: Checked) -> None:
        self._found = found

    @property
    def found(self) -> Checked:
        """The frozen records that everything here is made from."""
        return self._found

    @cached_property
    def quotations(self) -> pd.DataFrame:
        """One row a quotation, in the order of the article.

        Columns: quotation, verdict, speaker, record_speaker, differences (a line a difference),
        record, time, record_words, context, likeness (in [0, 1]), places (how many),
        normalisations, by_hand (right, wrong, or empty), note, start, end (offsets into the
        text), and of the article title, date, outlet, authors, url.
        """
        from analysis.frames.columns import Frame  # noqa: PLC0415 - takes long to import

        rows = [[*_row(self._found, c), *self._about()] for c in self._found.checks]
        return Frame(rows, columns=[*COLUMNS, *ABOUT])

    @cached_property
    def statements(self) -> pd.DataFrame:
        """One row an indirect statement with numbers, dates or names; those that no record has.

        Columns: statement, speaker, looked_for, missing (both joined by "; "), start, end, and of
        the article title, date, outlet, authors, url.
        """
        from analysis.frames.columns import Frame  # noqa: PLC0415 - as above

        rows = [
            [
                *(d.statement, d.speaker, "; ".join(d.looked_for), "; ".join(d.missing)),
                *(d.start, d.end, *self._about()),
            ]
            for d in self._found.details
        ]
        return Frame(rows, columns=[*DETAILS, *ABOUT])

    def _about(self) -> list[str]:
        """Return what is known of the article, for the end of each row."""
        known = self._found.extraction.article
        return [known.title, known.date, known.outlet, "; ".join(known.authors), known.url]

    def to_jsonl(self) -> str:
        """Return a line a quotation, as ``analysis check --format jsonl`` prints them."""
        from analysis.checking import to_json  # noqa: PLC0415 - imports this module

        article = self._found.extraction.article.id
        lines = (json.dumps(to_json(article, c), ensure_ascii=True) for c in self._found.checks)
        return "".join(f"{line}\n" for line in lines)

    def __repr__(self) -> str:
        """Return the check in one sentence."""
        from analysis.checking.sections import lede  # noqa: PLC0415 - the page is not always asked

        return f"Check of {self._found.extraction.article.id}\n{lede(self._found)}"

    def _repr_html_(self) -> str:
        """Return the check with its own style: escaped, without scripts."""
        from analysis.checking.sections import whole  # noqa: PLC0415 - as above

        return whole(self._found)


COLUMNS = (
    "quotation verdict speaker record_speaker differences record time record_words context "
    "likeness places normalisations by_hand note start end"
).split()
ABOUT = "title date outlet authors url".split()
DETAILS = "statement speaker looked_for missing start end".split()


def _row(found: Checked, c: Check) -> list[object]:
    told = "\n".join(f"{d.kind}: record “{d.record}”, draft “{d.draft}”" for d in c.differences)
    first = c.places[0] if c.places else None
    place = [first.record, first.time, first.text, first.context, first.likeness] if first else []
    return [
        *(c.quotation, c.verdict, c.speaker, c.record_speaker, told),
        *(place or ["", "", "", "", 0.0]),
        *(len(c.places), "; ".join(found.mattered(c)), c.by_hand, c.note, c.start, c.end),
    ]


def check(
    article: Reading | Extraction | str | Path,
    records: str | Path | Record | Iterable[str | Path | Record],
    off: Collection[str] = (),
    *,
    columns: Mapping[str, str] | str = "",
) -> Checking:
    """Check the quotations of an article, word for word, against records.

    Args:
        article: What :func:`analysis.read` gave, or a file.
        records: Transcripts, speeches, releases: files of any format that is read, subtitles
            (.srt, .vtt), or records made by :func:`analysis.checking.record.record`.
        off: Normalisations that are switched off: case, accents, numbers, contractions, fillers,
            spelling, hyphens.
        columns: Of an article in a table, the columns that hold fields, as in "text=Volltext".

    Returns:
        A verdict a quotation, as frames; in a notebook it shows itself as a page.

    Raises:
        InputError: The article or a record can't be read.
        ParameterError: A normalisation is unknown.
    """
    from analysis.checking import check as verdicts_of  # noqa: PLC0415 - imports this module
    from analysis.readings import read  # noqa: PLC0415 - takes long to import

    whole = read(article, columns=columns) if isinstance(article, str | Path) else article
    x = whole if isinstance(whole, Extraction) else whole.extraction
    loaded = record.load([records] if isinstance(records, str | Path | Record) else records, off)
    checks = verdicts_of(x, loaded, off)
    names = tuple(one.name for one in loaded)
    found = details(x, loaded, off)
    return Checking(Checked(x, names, tuple(off), tuple(checks), tuple(found)))
