"""What a check finds of a quotation: its verdict, what differs, its places; details, and all."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from analysis.model import Extraction, Ruling

Verdict = Literal["exact", "changed", "stitched", "other_speaker", "not_found"]
Kind = Literal["omitted", "inserted", "replaced", "reordered"]
VERDICTS: dict[Verdict, str] = {  # what the page calls them
    "exact": "word for word",
    "changed": "changed",
    "stitched": "two places made one",
    "other_speaker": "by someone else",
    "not_found": "not in the record",
}


@dataclass(frozen=True, slots=True)
class Difference:
    """What differs: the record's words and the draft's; either may be empty."""

    kind: Kind
    record: str
    draft: str


@dataclass(frozen=True, slots=True)
class Piece:
    """Words of a place as they are compared: the same, declared by the draft, or different."""

    kind: Literal["same", "declared", "omitted", "inserted", "replaced"]
    record: str
    draft: str


@dataclass(frozen=True, slots=True)
class Place:
    """A place of a record: its name, words, speaker and time, and how like it is, in [0, 1].

    ``start`` and ``end`` count characters of the record's text as it is compared.
    ``normalisations`` are those without which more words would differ.
    """

    record: str
    start: int
    end: int
    text: str
    context: str
    speaker: str
    time: str
    likeness: float
    pieces: tuple[Piece, ...] = ()
    normalisations: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Check:
    """A quotation with its verdict; ``places`` are where it stands, or the nearest places.

    ``by_hand`` is what a person said of it: "right", "wrong", or "" where nobody did; ``note``
    says how it was checked and by whom.
    """

    quotation: str
    start: int
    end: int
    verdict: Verdict
    speaker: str
    record_speaker: str
    differences: tuple[Difference, ...]
    places: tuple[Place, ...]
    by_hand: Ruling | Literal[""] = ""
    note: str = ""

    @property
    def good(self) -> bool:
        """Tell whether nothing is left to check: a person found it right, or the record has it."""
        return self.by_hand == "right" or (self.verdict == "exact" and not self.by_hand)


@dataclass(frozen=True, slots=True)
class Detail:
    """An indirect statement with the numbers, dates and names that no record has.

    ``looked_for`` are all of its numbers and names, ``missing`` those that are in none.
    """

    statement: str
    start: int
    end: int
    speaker: str
    looked_for: tuple[str, ...]
    missing: tuple[str, ...]


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
