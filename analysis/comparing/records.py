"""What a comparison passes on: frozen records, made from extractions and holding them.

Articles are counted from 0 in the order they were given. Wherever one article has to be measured
against another, the one that was given first is the base; nothing says that it is the older.
"""

from __future__ import annotations

import calendar
import re
from dataclasses import dataclass
from typing import Literal

from analysis.model import Extraction, Form, Source, Span
from analysis.numerals import SCALES, TENS, UNITS

NUMBERS = {*UNITS, *TENS, *SCALES, "dozen", "half"} - {"one"}  # "one" counts little: "no one"
NAMES = (*calendar.month_name[1:], *calendar.day_name)
FIGURE = re.compile(
    rf"\d[\d.,]*(?<![.,])|\b(?:{'|'.join((*sorted(NUMBERS), *NAMES))})\b", re.IGNORECASE
)

Op = Literal["same", "cut", "added", "changed"]
Who = Literal["same", "unsure", "named", "class", "otherwise", "another", "nobody"]
Moved = Literal["", "order", "far"]


@dataclass(frozen=True, slots=True)
class Word:
    """One word of a statement.

    ``form`` is what is compared; ``text`` the word as printed, with the marks that cling to it;
    ``quotation`` the number of the quotation it stands in, -1 for none.
    """

    form: str
    text: str
    quotation: int = -1


@dataclass(frozen=True, slots=True)
class Statement:
    """One statement, ready to be compared.

    ``id`` and ``speaker`` are those of the attribution; ``paragraph`` counts from 1, 0 for none;
    ``place`` in [0, 1] says how far into the article's body it begins.
    """

    article: int
    id: str
    speaker: str | None
    form: Form
    words: tuple[Word, ...]
    start: int
    paragraph: int
    place: float


@dataclass(frozen=True, slots=True)
class Piece:
    """A run of words of a statement in its two wordings.

    ``op``: *same* (``left`` and ``right`` differ at most in marks and case), *cut* (only ``left``),
    *added* (only ``right``), *changed*. ``altered`` marks words inside a quotation that both
    articles print as one, where they print it differently and no ellipsis or bracket owns up to it.
    ``longer`` marks words by which a quotation goes on, or begins earlier, on one side only.
    """

    op: Op
    left: str
    right: str
    altered: bool = False
    longer: bool = False


@dataclass(frozen=True, slots=True)
class Change:
    """How one article (``other``) has a shared statement, measured against the base's.

    ``likeness`` in [0, 1] is the ratio of words in common. ``who`` says whether it has the same
    voice: *unsure* the same by its role only; *named* a name on one side and none on the other;
    *class* a class of people on one side; *otherwise* unnamed on both, described differently;
    *another* two names; *nobody* a source on one side only. ``requoted``: quoted on one side,
    paraphrased on the other. ``moved``: told in another *order*, or *far* from its old place.
    """

    base: int
    other: int
    likeness: float
    pieces: tuple[Piece, ...]
    who: Who
    requoted: bool
    moved: Moved

    @property
    def altered(self) -> bool:
        """Whether words inside a quotation were changed without saying so."""
        return any(piece.altered for piece in self.pieces)

    @property
    def figures(self) -> bool:
        """Whether another number, month or day of the week stands in the same place."""
        pairs = ((figures(p.left), figures(p.right)) for p in self.pieces)
        return any(left and right and left != right for left, right in pairs)

    @property
    def longer(self) -> bool:
        """Whether a quotation goes on, or begins earlier, on one side only."""
        return not self.requoted and any(piece.longer for piece in self.pieces)


@dataclass(frozen=True, slots=True)
class Trace:
    """A stretch of another article that has a statement's words, without a source."""

    article: int
    span: Span
    paragraph: int
    likeness: float


@dataclass(frozen=True, slots=True)
class Shared:
    """A statement that two or more of the articles have.

    ``parts`` holds, for each article, the statements that make it up there, in order (several
    where one article splits it; none where it lacks it), ``again`` those that say it once more.
    ``changes`` has one record for each article after the first that has it. ``traces`` says where
    an article that lacks it prints its words all the same.
    """

    parts: tuple[tuple[Statement, ...], ...]
    again: tuple[tuple[Statement, ...], ...]
    verbatim: bool
    changes: tuple[Change, ...]
    traces: tuple[Trace, ...] = ()

    @property
    def base(self) -> int:
        """The first article that has it."""
        return next(n for n, part in enumerate(self.parts) if part)


@dataclass(frozen=True, slots=True)
class Lone:
    """A statement that only one article has, and where its words stand in others all the same."""

    statement: Statement
    traces: tuple[Trace, ...] = ()


@dataclass(frozen=True, slots=True)
class Party:
    """One voice over all articles: its source in each, None where an article does not have it.

    ``heard`` says where it speaks; elsewhere it is only mentioned. ``because`` says by what its
    sources were joined, empty for a voice of one article; ``unsure`` that it may be two.
    """

    sources: tuple[Source | None, ...]
    heard: tuple[bool, ...]
    because: str = ""
    unsure: bool = False

    @property
    def known(self) -> Source:
        """The source of the first article that has it."""
        return next(source for source in self.sources if source is not None)


@dataclass(frozen=True, slots=True)
class Compared:
    """The same story in several articles, side by side.

    ``names`` are the articles', all different. ``parties`` are the voices that are heard anywhere;
    ``shared`` and ``lone`` stand in the order of the articles. ``narrated`` are sentences without a
    source that several articles have, with another number, month or day of the week.
    """

    names: tuple[str, ...]
    extractions: tuple[Extraction, ...]
    parties: tuple[Party, ...]
    shared: tuple[Shared, ...]
    lone: tuple[Lone, ...]
    narrated: tuple[Shared, ...] = ()


def figures(text: str) -> tuple[str, ...]:
    """Return the numbers, months and days of the week of a text; "may" in small letters is none."""
    found = (m.group() for m in FIGURE.finditer(text))
    return tuple(word.casefold() for word in found if word != "may")
