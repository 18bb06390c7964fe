"""The records of a check, and what the page calls its verdicts."""

from __future__ import annotations

from dataclasses import dataclass

from analysis.checking.details import Detail
from analysis.checking.findings import Check
from analysis.model import Extraction

VERDICTS = {
    "exact": "word for word",
    "changed": "changed",
    "stitched": "two places made one",
    "other_speaker": "by someone else",
    "not_found": "not in the record",
}


@dataclass(frozen=True, slots=True)
class Checked:
    """The records of a check: the draft, what was found, and what it was held against."""

    extraction: Extraction
    records: tuple[str, ...]
    off: tuple[str, ...]
    checks: tuple[Check, ...]
    details: tuple[Detail, ...]

    def mattered(self, check: Check) -> tuple[str, ...]:
        """Return the normalisations without which more words would differ from the record's."""
        if check.verdict == "not_found" or not check.places:
            return ()
        return check.places[0].normalisations
