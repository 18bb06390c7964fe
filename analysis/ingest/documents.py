"""What a file of any format gives: one or more documents, each with what is told about it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from email.utils import parsedate_to_datetime
from itertools import chain, islice
from typing import Any

from analysis.errors import InputError
from analysis.ingest.paragraphs import Markup

MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
ISO = re.compile(r"(\d{4})[-/.]?(\d\d)[-/.]?(\d\d)")
NUMBERS = re.compile(r"(\d{1,2})([/.-])(\d{1,2})\2(\d{4})\b")
DAY_FIRST = re.compile(r"(\d{1,2})(?:st|nd|rd|th)?[ .\-]+([A-Za-z]{3,9})\.?,?[ .\-]+(\d{4})")
MONTH_FIRST = re.compile(r"([A-Za-z]{3,9})\.?[ ]+(\d{1,2})(?:st|nd|rd|th)?,?[ ]+(\d{4})")
NO_AUTHOR = re.compile(
    r"(?i)(?:user ?name|admin(?:istrator)?|order reprints|staff|editor|author|n/?a|none|unknown|"
    r"subscribe|sign in|log ?in|share|print|email|by|posted|guest|\(?anonymous\)?|python-docx|"
    r"(?:microsoft office|windows) user|user|owner)"
)
OFFICE = re.compile(r"(?i)\b(?:editor|correspondent|reporter|writer|staff|columnist|news|desk)$")
# What programs call a document that nobody gave a title, and names of files.
NO_TITLE = re.compile(
    r"(?i)\(?(?:untitled(?: document)?|anonymous|unspecified|document ?\d*|none)\)?|"
    r"microsoft word - .*|\S+\.(?:docx?|pdf|rtf|odt|indd|qxd|html?|txt)"
)


@dataclass(frozen=True, slots=True)
class About:
    """What a format tells about an article; empty where it tells nothing. ``date`` is ISO 8601."""

    id: str = ""
    title: str = ""
    authors: tuple[str, ...] = ()
    date: str = ""
    outlet: str = ""
    url: str = ""
    section: str = ""
    language: str = ""


@dataclass(frozen=True, slots=True)
class Document:
    """One article of a file: its text, its paragraphs (``blocks``), or the HTML that holds it.

    ``place`` says where in the file it stands, for errors ("row 3"); ``repairs`` what was changed;
    ``saved`` is the day on which a page was saved, its date where it tells none.
    """

    text: str = ""
    html: str = ""
    blocks: tuple[tuple[str, Markup], ...] = ()
    about: About = field(default_factory=About)
    place: str = ""
    repairs: tuple[str, ...] = ()
    saved: str = ""

    @property
    def empty(self) -> bool:
        """Whether there is not a letter in it."""
        return not (self.text.strip() or self.html.strip() or self.blocks)


def called(found: Iterator[Document | InputError], name: str) -> Iterator[Document | InputError]:
    """Yield the documents of a file, called after it where they have no id of their own."""
    ahead = list(islice(found, 2))
    for number, document in enumerate(chain(ahead, found), 1):
        if isinstance(document, InputError) or document.about.id:
            yield document
            continue
        own = name if len(ahead) == 1 else f"{name}-{number}"
        yield replace(document, about=replace(document.about, id=own))


def headed(title: str, body: str) -> str:
    """Return a text under its title, unless it begins with it."""
    return f"{title}\n\n{body}" if title and not body.lstrip().startswith(title) else body


def sound_title(value: Any) -> str:
    """Return a title that the file of a document tells; "" where a program made it up."""
    title = " ".join(str(value or "").split())
    return "" if NO_TITLE.fullmatch(title) else title


def iso_date(value: Any) -> str:
    """Return a date as ISO 8601 ("2026-11-27"); "" for what is none.

    Numbers alone are read year first, day first with dots between them ("06.05.2024"), or where one
    can't be a month ("25/03/2024"); "06/05/2024" is left out, since it may be May or June.
    """
    if isinstance(value, datetime):
        return value.date().isoformat()
    if isinstance(value, date):
        return value.isoformat()
    text = " ".join(str(value or "").split())
    if match := ISO.match(text):
        return _checked(*match.groups())
    if match := NUMBERS.match(text):
        first, second = int(match[1]), int(match[3])
        if first > 12 or match[2] == ".":
            return _checked(match[4], match[3], match[1])
        if second > 12 or first == second:
            return _checked(match[4], match[1], match[3])
    if match := DAY_FIRST.search(text):
        return _checked(match[3], _month(match[2]), match[1])
    if match := MONTH_FIRST.search(text):
        return _checked(match[3], _month(match[1]), match[2])
    try:
        return parsedate_to_datetime(text).date().isoformat()
    except (TypeError, ValueError, IndexError):
        return ""


def _month(name: str) -> str:
    key = name[:3].casefold()
    return str(MONTHS.index(key) + 1) if key in MONTHS else "0"


def _checked(year: str, month: str, day: str) -> str:
    try:
        return datetime(int(year), int(month), int(day)).date().isoformat()  # noqa: DTZ001 - a day
    except ValueError:
        return ""


def authors(value: Any) -> tuple[str, ...]:
    """Return the authors that a byline or a field names, without "By" and without what is none."""
    parts: list[Any]
    if isinstance(value, list | tuple):
        parts = list(value)
    else:
        text = re.sub(r"(?i)^\s*by\s+", "", str(value or ""))
        parts = re.split(r"\s*(?:;|\||\band\b|&)\s*", text)
    parts = [name for part in parts for name in _apart(part)]
    names = (_named(part) for part in parts)
    return tuple(dict.fromkeys(n for n in names if n and not NO_AUTHOR.fullmatch(n)))


def _apart(value: Any) -> list[Any]:
    """Part names with commas between them; "Doe, Jane" is one, and an office is left out."""
    pieces = re.split(r",\s*", value) if isinstance(value, str) else []
    if len(pieces) < 2 or any(len(piece.split()) < 2 for piece in pieces if piece):
        return [value]
    return [piece for piece in pieces if not OFFICE.search(piece)]


def _named(value: Any) -> str:
    if isinstance(value, Mapping):
        value = value.get("name", "")
    name = " ".join(str(value or "").split()).strip(" ,.")
    last, comma, first = name.partition(", ")
    swapped = comma and "," not in first and len(first.split()) <= 2 and len(last.split()) <= 2
    return f"{first} {last}" if swapped else name
