"""Chooses statements of an article by who says them, how, and in what words."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass, replace

from analysis.cues import analyse
from analysis.errors import ParameterError
from analysis.matching import places
from analysis.model import (
    FORMS,
    NAMINGS,
    NOBODY,
    SOURCE_KINDS,
    Attribution,
    Extraction,
    Source,
    Span,
    naming_of,
)
from analysis.spans.sets import merge
from analysis.spans.text import joined
from analysis.suggesting import closest
from analysis.text import WORD, fold

LISTED = 40
ID = re.compile(r"|\w\d+")
Wanted = str | Collection[str] | None


@dataclass(frozen=True, slots=True)
class Choice:
    """What to keep; None keeps all. See :func:`choose` for the fields."""

    source: Wanted = None
    kind: Wanted = None
    naming: Wanted = None
    form: Wanted = None
    cue: Wanted = None
    confidence: tuple[float, float] | None = None
    text: str | None = None


def choose(x: Extraction, choice: Choice, whole: Extraction | None = None) -> Extraction:
    """Keep the statements for which all that is asked holds, and the sources they have.

    Args:
        x: The extraction to choose from.
        choice: What to keep. Where several values are given, one of them must hold.
            ``source``: an id, a name, or words of a name; "no source given" for statements
            without one. ``cue``: a verb ("say"), a word of the cue ("said"), or the whole cue.
            ``confidence``: the lowest and the highest, both included. ``text``: a word or phrase
            that the content holds, as :func:`analysis.matching.places` finds it.
        whole: Where to look up what values there are; by default ``x``.

    Returns:
        An extraction of the same article; ids stay, quotations and ``unheard`` too. A statement
        whose parent went has the next one around it that stayed.

    Raises:
        ParameterError: A value that does not exist, with those that do.
    """
    tests = _tests(whole or x, choice)
    kept = [a for a in x.attributions if all(test(a) for test in tests)]
    return keep(x, {a.id for a in kept})


def keep(x: Extraction, ids: Collection[str]) -> Extraction:
    """Return the extraction with these statements only, and the sources they have."""
    parents = {a.id: a.parent for a in x.attributions}

    def around(parent: str | None) -> str | None:
        while parent is not None and parent not in ids:
            parent = parents.get(parent)
        return parent

    kept = tuple(replace(a, parent=around(a.parent)) for a in x.attributions if a.id in ids)
    heard = {a.speaker for a in kept}
    return replace(x, attributions=kept, sources=tuple(s for s in x.sources if s.id in heard))


def _tests(whole: Extraction, choice: Choice) -> list[Callable[[Attribution], bool]]:
    sources = {s.id: s for s in whole.sources}
    text = whole.article.text

    def of(a: Attribution) -> Source | None:
        return sources.get(a.speaker or "")

    tests: list[Callable[[Attribution], bool]] = []
    if choice.source is not None:
        speakers = speakers_of(whole, choice.source)
        tests.append(lambda a: (a.speaker if of(a) else None) in speakers)
    if choice.kind is not None:
        kinds = _closed("kind", _several(choice.kind), SOURCE_KINDS)
        tests.append(lambda a: (s := of(a)) is not None and s.kind in kinds)
    if choice.naming is not None:
        namings = _closed("naming", map(naming_of, _several(choice.naming)), NAMINGS)
        tests.append(lambda a: (s := of(a)) is not None and s.naming in namings)
    if choice.form is not None:
        forms = _closed("form", _several(choice.form), FORMS)
        tests.append(lambda a: a.form in forms)
    if choice.cue is not None:
        cues = _cues(whole, choice.cue)
        tests.append(lambda a: bool(cues & names_of_cue(joined(text, a.cue))))
    if choice.confidence is not None:
        low, high = _range(choice.confidence)
        tests.append(lambda a: low <= a.confidence <= high)
    if choice.text is not None:
        if not isinstance(choice.text, str):
            raise ParameterError("is not text", repr(choice.text), "give words as one text")
        found = places(text, choice.text) if choice.text.strip() else None
        tests.append(lambda a: found is None or _holds(a, found))
    return tests


def speakers_of(x: Extraction, wanted: Wanted) -> frozenset[str | None]:
    """Return the ids of the sources that are meant; None is for statements without a source."""
    found: set[str | None] = set()
    for value in _several(wanted):
        own: set[str | None] = {s.id for s in x.sources if value == s.id}
        own = own or {s.id for s in x.sources if _folded(value) == _folded(s.name)}
        own = own or ({None} if _folded(value) == NOBODY else set())
        own = own or {s.id for s in x.sources if _words(value) <= _words(s.name) and _words(value)}
        if not own:
            raise _unknown("source", value, [s.name for s in x.sources])
        found |= own
    return frozenset(found)


def alone(name: str, names: Iterable[str]) -> bool:
    """Tell whether a name means one source only, and no source's id."""
    folded = _folded(name)
    return sum(_folded(other) == folded for other in names) == 1 and not ID.fullmatch(folded)


def names_of_cue(surface: str) -> frozenset[str]:
    """Return all that a cue answers to: its verb, itself, and each of its words."""
    cue = analyse(surface)
    return frozenset({cue.lemma, _folded(surface), *_words(surface)} - {""})


def _cues(x: Extraction, wanted: Wanted) -> frozenset[str]:
    surfaces = {joined(x.article.text, a.cue) for a in x.attributions}
    there = frozenset[str]().union(*map(names_of_cue, surfaces))
    for value in _several(wanted):
        if _folded(value) not in there:
            raise _unknown("cue", value, sorted({analyse(s).lemma for s in surfaces} - {""}))
    return frozenset(map(_folded, _several(wanted)))


def _closed(name: str, wanted: Iterable[str], there: Sequence[str]) -> frozenset[str]:
    values = list(wanted)
    for value in values:
        if value not in there:
            raise _unknown(name, value, there)
    return frozenset(values)


def _holds(a: Attribution, found: Sequence[Span]) -> bool:
    """Tell whether one of these places lies whole in what a statement says."""
    own = merge(a.content)
    return any(s.start <= place.start and place.end <= s.end for place in found for s in own)


def _range(given: tuple[float, float]) -> tuple[float, float]:
    try:
        low, high = map(float, given)
    except (TypeError, ValueError):
        low, high = 1.0, 0.0
    if not 0 <= low <= high <= 1:
        raise ParameterError(
            "is not a range of confidence", str(given), "give the lowest and the highest: (0.5, 1)"
        )
    return low, high


def _several(wanted: Wanted) -> list[str]:
    if not isinstance(wanted, str | Collection):
        raise ParameterError("is not text", repr(wanted), "give one text or a list of them")
    values = [wanted] if isinstance(wanted, str) else list(wanted)
    for value in values:
        if not isinstance(value, str):
            raise ParameterError("is not text", repr(value), "give one text or a list of them")
    return values


def _unknown(name: str, value: str, there: Iterable[str]) -> ParameterError:
    names = list(dict.fromkeys(there))
    more = f" and {len(names) - LISTED} others" if len(names) > LISTED else ""
    meant = closest(value, names)
    say = f"did you mean {meant!r}? There are" if meant else "there are"
    listed = ", ".join(names[:LISTED]) or "none"
    return ParameterError(f"no such {name}", value, f"{say}: {listed}{more}")


def _folded(text: str) -> str:
    return " ".join(fold(text).split())


def _words(text: str) -> set[str]:
    return {match.group() for match in WORD.finditer(_folded(text))}
