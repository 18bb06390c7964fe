"""Check the quotations of an article against records: transcripts, speeches, releases, subtitles.

The steps: the words of the draft's quotations (``draft``) and of the records (``record``) are
normalised (``words``), places are found and aligned (``matching``), and a verdict says what
differs (``verdicts``): the words (``differing``), the place (``stitching``), who says them
(``speakers``, ``voices``). ``details`` looks for numbers and names of indirect statements,
``findings`` are what was found, ``sections`` makes a page of it, ``reporting`` a report;
``results`` is what ``analysis.check`` returns.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from dataclasses import asdict, replace
from pathlib import Path
from typing import Any

from analysis.checking import draft, record, verdicts
from analysis.checking.findings import Check, Checked, Difference, Place
from analysis.checking.record import Record
from analysis.checking.results import Checking
from analysis.checking.words import NORMALISATIONS
from analysis.errors import ParameterError
from analysis.model import Extraction, Span
from analysis.text import shorten

__all__ = [
    "Check",
    "Checked",
    "Checking",
    "Difference",
    "Place",
    "Record",
    "check",
    "checks",
    "to_json",
]


def check(
    x: Extraction, against: Iterable[str | Path | Record], off: Collection[str] = ()
) -> list[Check]:
    """Check every quotation of an article.

    Args:
        x: The article, as :func:`analysis.read` found it (``reading.extraction``).
        against: Files of records, or records.
        off: Normalisations that are switched off: case, accents, numbers, contractions, fillers,
            spelling, hyphens.

    Returns:
        A verdict a quotation, in the order of the article.

    Raises:
        InputError: A record can't be read.
        ParameterError: A normalisation is unknown.
    """
    unknown = set(off) - set(NORMALISATIONS)
    if unknown:
        todo = f"give some of {', '.join(NORMALISATIONS)}"
        raise ParameterError("is not a normalisation", ", ".join(sorted(unknown)), todo)
    records = record.load(against, off)
    found = (verdicts.check(quoted, records) for quoted in draft.quotations(x, off))
    return [_judged(one, x) for one in found]


def _judged(found: Check, x: Extraction) -> Check:
    """Return a verdict with what a person said of the quotation."""
    own = Span(found.start, found.end)
    said = next((j for j in x.judged if j.span.overlaps(own)), None)
    if said is None:
        return found
    told = ", ".join(filter(None, (said.note, said.by)))
    return replace(found, by_hand=said.verdict, note=told)


def to_json(article: str, found: Check) -> dict[str, Any]:
    """Return a verdict as an object of plain values."""
    told = asdict(found)
    places = told.pop("places")
    for place in places:
        place.pop("pieces")
    first = places[0] if places else {}
    return {
        "article": article,
        **told,
        "record": first.get("record", ""),
        "time": first.get("time", ""),
        "context": first.get("context", ""),
        "normalisations": list(first.get("normalisations", ())),
        "candidates": places,
    }


def checks(found: Iterable[Check]) -> Iterator[str]:
    """Yield verdicts as lines to read in a terminal."""
    for each in found:
        yield f"{each.verdict:14} {each.speaker or '-'}: “{shorten(each.quotation, 90)}”"
        for d in each.differences:
            yield f"{'':14} {d.kind}: record “{d.record}”, draft “{d.draft}”"
        if each.verdict == "other_speaker":
            yield f"{'':14} the record gives it to {each.record_speaker}"
        if each.by_hand:
            why = f" ({each.note})" if each.note else ""
            yield f"{'':14} checked by hand: {each.by_hand}{why}"
