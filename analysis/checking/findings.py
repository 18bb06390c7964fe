"""What a check finds of a quotation: its verdict, what differs, and its places in the records."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from analysis.model import Ruling

Verdict = Literal["exact", "changed", "stitched", "other_speaker", "not_found"]
Kind = Literal["omitted", "inserted", "replaced", "reordered"]


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
