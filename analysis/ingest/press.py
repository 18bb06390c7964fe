"""The wording of a news page's furniture, from ``data/press.toml``, as compiled patterns."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache
from typing import NamedTuple

from analysis import shipped
from analysis.model import Span

PERSON = (
    r"[A-Z][\w'’.\-]*(?:[ \t]+(?:(?:al|bin|da|de|del|der|di|du|el|ibn|la|le|van|von)[ \t]+)*"
    r"[A-Z][\w'’.\-]*){0,4}"
)
JOINED = r"(?:[ \t]*[/|][ \t]*|,[ \t]+|[ \t]+(?:via|for|through|and)[ \t]+)"
CREDIT_REACH = 160  # a credit is looked for in so many characters at the end of a paragraph


class Credit(NamedTuple):
    """Where a credit stands in a caption; a weak one may also sign a whole story."""

    span: Span
    weak: bool


@cache
def lexicon() -> dict[str, dict[str, list[str]]]:
    """Return the word lists, by section and name."""
    return shipped.table("press.toml")


@cache
def opening(section: str, name: str = "openings") -> re.Pattern[str]:
    """Return a pattern to ``match`` at the start of a paragraph."""
    return re.compile(_alternatives(lexicon()[section][name]))


@cache
def phrase(section: str, name: str = "phrases") -> re.Pattern[str]:
    """Return a pattern to ``search`` anywhere, whatever the case."""
    return re.compile(_alternatives(lexicon()[section][name]), re.IGNORECASE)


@cache
def ending(section: str, name: str = "endings") -> re.Pattern[str]:
    """Return a pattern to ``search`` at a paragraph's end, in brackets or not, in any case."""
    entries = _alternatives(lexicon()[section][name])
    return re.compile(rf"(?:[.!?][ \t]+|[(\[|–—][ \t]*){entries}[)\]]?\.?\Z", re.IGNORECASE)


def is_whole(section: str, surface: str) -> bool:
    """Tell whether a paragraph is one of the entries, but for its case and final marks."""
    return surface.strip(" .:|-–—…()[]\t").casefold() in _wholes(section)


def credit(surface: str) -> Credit | None:
    """Return the picture credit that a paragraph ends with, as a span of the paragraph."""
    base = max(0, len(surface) - CREDIT_REACH)
    tail = surface[base:]
    for pattern in _credits():
        match = pattern.search(tail)
        if match is None:
            continue
        named = match["credit"].rstrip(". \t")
        start = match.start("credit")
        end = start + len(named)
        alone = base + match.start() == 0
        weak = pattern is not _credits()[1] and _wire().fullmatch(named) is not None
        return Credit(Span(base + start, base + end), weak and not alone)
    return None


def signs(surface: str) -> bool:
    """Tell whether a paragraph is nothing but the name of a wire service: "- Reuters."."""
    return _wire().fullmatch(surface.strip(" .()[]/–—-")) is not None


@cache
def _wholes(section: str) -> frozenset[str]:
    return frozenset(lexicon()[section]["whole"])


@cache
def _wire() -> re.Pattern[str]:
    names = _alternatives(lexicon()["agencies"]["wire"])
    return re.compile(rf"{names}(?:{JOINED}{names})*")


@cache
def _credits() -> tuple[re.Pattern[str], ...]:
    """Return how credits end a caption; only the second pattern, "Photo: ...", is never weak."""
    agency = _alternatives([n for names in lexicon()["agencies"].values() for n in names])
    word = _alternatives(lexicon()["captions"]["credits"])
    chain = rf"(?:{PERSON}{JOINED})*?{agency}(?:{JOINED}{PERSON})*"
    handed = rf"{PERSON}(?:[ \t]*/[ \t]*|[ \t]+(?:for|via)[ \t]+){PERSON}"
    led = rf"{word}(?:[ \t]*(?:[:,/]|\.{{3}}|…)|[ \t]+by\b|[ \t]+courtesy(?:[ \t]+of)?\b:?)+[ \t]*"
    end = r"[ \t]*[)\]]?\.?\Z"
    return (
        re.compile(rf"\([ \t]*(?P<credit>{chain}|{handed})[ \t]*\)\.?\Z"),
        re.compile(rf"(?:\A|(?<=[\s(\[|.])){led}(?P<credit>[^\s.,!?][^.!?\n]{{1,70}}?){end}"),
        re.compile(rf"(?:\A|(?<=[.!?\"”’)])[ \t]*)[–—\-©|/]?[ \t]*(?P<credit>{chain})\.?\Z"),
        re.compile(rf"[ \t](?:[/|©]|[–—\-] )[ \t]*(?P<credit>{chain})\.?\Z"),
    )


def _alternatives(entries: Iterable[str]) -> str:
    """Return the entries as one group, longest first, each ending at a word's end."""
    ordered = sorted(set(entries), key=lambda entry: (-len(entry), entry))
    return "(?:" + "|".join(_entry(entry) for entry in ordered) + ")"


def _entry(entry: str) -> str:
    parts = re.split(r"\{(.+?)\}", entry)
    pattern = "".join(
        _alternatives(p.split("|")) if n % 2 else _words(p) for n, p in enumerate(parts)
    )
    return pattern + (r"(?!\w)" if entry[-1].isalpha() else "")


def _words(part: str) -> str:
    gap = r".{1,60}?"
    return re.escape(part) if part.endswith("…") else gap.join(map(re.escape, part.split(" … ")))
