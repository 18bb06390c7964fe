"""Writes down what a person says by ids and words as corrections that outlive both."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from numbers import Integral
from typing import Any, TypeAlias, get_args

from analysis.corrections.anchors import quote
from analysis.corrections.applying import apply
from analysis.corrections.draft import dice
from analysis.corrections.indexing import Index
from analysis.corrections.records import Correction, Key, Quote, Who, described
from analysis.corrections.store import check
from analysis.errors import ParameterError
from analysis.model import (
    FORMS,
    NAMINGS,
    SOURCE_KINDS,
    Attribution,
    Extraction,
    Ruling,
    Source,
    Span,
    naming_of,
)
from analysis.quotes import quoting
from analysis.suggesting import hint

# Words of the article, offsets into it, or several of either.
Place: TypeAlias = "str | Span | tuple[int, int]"
Places: TypeAlias = "Place | Sequence[Place]"

STATEMENT = ("source", "cue", "content", "form", "speaker")
VOICE = ("name", "kind", "naming", "role")
CHOICES: dict[str, tuple[str, ...]] = {
    "form": FORMS,
    "kind": SOURCE_KINDS,
    "naming": NAMINGS,
}


class Recorder:
    """Makes corrections of one extraction.

    Args:
        x: What a person looks at.
    """

    def __init__(self, x: Extraction) -> None:
        self.x, self.index = x, Index(x.article.text)
        self.statements = {a.id: a for a in x.attributions}
        self.voices = {s.id: s for s in (*x.sources, *x.unheard)}

    def correct(self, key: str, fields: dict[str, Any], note: str, by: str) -> Correction:
        """Record what :meth:`analysis.reading.Reading.correct` was told."""
        given = {name: value for name, value in fields.items() if value is not None}
        said = self.statement(key) if self._is_statement(key) else None
        if not given:
            known = ", ".join(STATEMENT if said else VOICE)
            raise ParameterError("nothing is changed", key, f"give any of {known}")
        for name in given:
            if said and name not in STATEMENT:
                todo = f"give {name} for the source, {said.speaker or 'if any'}"
                raise ParameterError("this is a statement", key, todo)
        if said:
            return Correction(
                "change", self._key(said), **self._fields(given, said), note=note, by=by
            )
        voice = self.voice(key)
        for name in given:
            if name not in VOICE:
                raise ParameterError("this is a source", key, f"give any of {', '.join(VOICE)}")
        return Correction("set", voice=self._who(voice), **_chosen(given), note=note, by=by)

    def remove(self, key: str, note: str, by: str) -> Correction:
        """Record what :meth:`analysis.reading.Reading.remove` was told."""
        return Correction("remove", self._key(self.statement(key)), note=note, by=by)

    def add(self, fields: dict[str, Any], note: str, by: str) -> Correction:
        """Record what :meth:`analysis.reading.Reading.add` was told."""
        given = {name: value for name, value in fields.items() if value is not None}
        return Correction("add", **self._fields(given, None), note=note, by=by)

    def join(self, key: str, others: Iterable[str], note: str, by: str) -> Correction:
        """Record what :meth:`analysis.reading.Reading.join` was told."""
        kept, more = self.voice(key), [self.voice(other) for other in others]
        if not more or kept in more:
            raise ParameterError("a source is joined with other ones", key, "give their ids")
        return Correction(
            "join", voice=self._who(kept), others=tuple(map(self._who, more)), note=note, by=by
        )

    def split(
        self, key: str, mentions: Places, fields: dict[str, Any], note: str, by: str
    ) -> Correction:
        """Record what :meth:`analysis.reading.Reading.split` was told."""
        voice = self.voice(key)
        near = self._own(voice)
        quotes = self._quotes("mentions", mentions, near)
        if not quotes:
            raise ParameterError("no mention is given", "mentions", "give their words or offsets")
        given = {name: value for name, value in fields.items() if value is not None}
        return Correction(
            "split", voice=self._who(voice), mentions=quotes, **_chosen(given), note=note, by=by
        )

    def judge(self, quotation: Place, verdict: Ruling, note: str, by: str) -> Correction:
        """Record what :meth:`analysis.reading.Reading.judge` was told."""
        if verdict not in get_args(Ruling):
            todo = f"give one of {', '.join(get_args(Ruling))}"
            raise ParameterError(f"{verdict!r} does not fit", "verdict", todo)
        span = self._span("quotation", quotation, ())
        run = quoting(self.x.quotations, span)
        if not run:
            what = f"no quotation stands at {' '.join(span.of(self.index.text).split())[:60]!r}"
            raise ParameterError(what, "quotation", "give words between quotation marks")
        whole = quote(self.index, Span(run[0].inner.start, run[-1].inner.end))
        return Correction("judge", quotation=whole, verdict=verdict, note=note, by=by)

    def statement(self, key: str) -> Attribution:
        """Return the statement with an id."""
        if _id(key) not in self.statements:
            raise _unknown("statement", key, self.statements)
        return self.statements[key]

    def voice(self, key: str) -> Source:
        """Return the source with an id, heard or not."""
        if _id(key) not in self.voices:
            kind = "source" if self.statements or self.voices else "statement or source"
            raise _unknown(kind, key, self.voices)
        return self.voices[key]

    def _is_statement(self, key: str) -> bool:
        """Tell whether an id is one of a statement, or would be if there were such a statement."""
        return _id(key) in self.statements or (key not in self.voices and key.startswith("a"))

    def _fields(self, given: dict[str, Any], said: Attribution | None) -> dict[str, Any]:
        """Return the fields of a correction of a statement."""
        near = list(said.content) if said else []
        out: dict[str, Any] = {}
        for role in ("content", "cue", "source"):
            if role in given:
                out[role] = self._quotes(role, given[role], near)
                near = near or [Span(q.at, q.at + 1) for q in out[role] if q.at is not None]
        if "content" in out and not out["content"]:
            raise ParameterError("a statement says something", "content", "give its words")
        out |= _chosen({name: given[name] for name in ("form",) if name in given})
        speaker = given.get("speaker")
        if speaker == "":
            out["nobody"] = True
        elif speaker is not None:
            _chosen({"speaker": speaker})
            found = self.voices.get(speaker)
            called = [s for s in self.voices.values() if s.name == speaker]
            found = found or (called[0] if len(called) == 1 else None)
            out["speaker"] = self._who(found) if found else Who(str(speaker))
        return out

    def _key(self, said: Attribution) -> Key:
        """Return how a statement is found again.

        Cue and source are given where other statements are much like it.
        """
        first = said.content[0]
        own = Key(quote(self.index, first))
        alike = [
            a
            for a in self.x.attributions
            if a is not said and max(dice(first, s) for s in a.content) > 0.7
        ]
        if not alike:
            return own
        return Key(own.content, self._words(said.cue), self._words(said.source))

    def _words(self, spans: Sequence[Span]) -> str:
        return " ".join(" ".join(s.of(self.index.text).split()) for s in sorted(spans))

    def _who(self, source: Source) -> Who:
        ranks = {"name": 0, "nominal": 1, "pronoun": 2}
        own = sorted(source.mentions, key=lambda m: (ranks[m.form], m.span))
        spans = [m.span for m in own] or self._own(source)
        mention = quote(self.index, spans[0]) if spans and len(spans[0]) else None
        return Who(source.name, mention)

    def _own(self, source: Source) -> list[Span]:
        said = [s for a in self.x.attributions if a.speaker == source.id for s in a.source]
        return [*(m.span for m in source.mentions), *said]

    def _quotes(self, name: str, given: object, near: Sequence[Span]) -> tuple[Quote, ...]:
        spans = [self._span(name, place, near) for place in _several(given)]
        return tuple(quote(self.index, span) for span in spans)

    def _span(self, name: str, given: object, near: Sequence[Span]) -> Span:
        text = self.index.text
        if isinstance(given, str):
            return self._found(name, given, near)
        pair = (given.start, given.end) if isinstance(given, Span) else given
        if not _is_pair(pair) or not 0 <= pair[0] < pair[1] <= len(text):  # type: ignore[index]
            todo = f"give words of the article, or (start, end) within its {len(text)} characters"
            raise ParameterError(f"{given!r} is not a stretch of the article", name, todo)
        span = Span(int(pair[0]), int(pair[1]))  # type: ignore[index]
        if not span.of(text).strip():
            raise ParameterError(f"{given!r} holds no word", name, "give offsets of words")
        return span

    def _found(self, name: str, words: str, near: Sequence[Span]) -> Span:
        """Return where some words stand, the nearest to what they belong to."""
        parts = [re.escape(part) for part in words.split()]
        if not parts:
            raise ParameterError("these words are empty", name, "give words of the article")
        edges = r"(?<!\w)" if words.strip()[0].isalnum() else ""
        ends = r"(?!\w)" if words.strip()[-1].isalnum() else ""
        pattern = edges + r"\s+".join(parts) + ends
        spans = [Span(*match.span()) for match in re.finditer(pattern, self.index.text)]
        if not spans:
            raise ParameterError(
                f"the article does not say {words[:60]!r}", name, "copy the words from it"
            )
        if len(spans) > 1 and not near:
            what = f"the article says {words[:60]!r} {len(spans)} times"
            raise ParameterError(what, name, "give (start, end) instead")
        return min(spans, key=lambda s: (min((_far(s, o) for o in near), default=0), s))


def _chosen(given: dict[str, Any]) -> dict[str, Any]:
    """Check words, those of closed sets among them, and return them."""
    for name, value in given.items():
        if not isinstance(value, str):
            raise ParameterError(f"{value!r} is not text", name, "give a text")
        own = naming_of(value) if name == "naming" else value
        if name in CHOICES and own not in CHOICES[name]:
            todo = f"give one of {', '.join(CHOICES[name])}{hint(value, CHOICES[name])}"
            raise ParameterError(f"{value!r} does not fit", name, todo)
        if name == "speaker" and not value.strip():
            raise ParameterError("these words are empty", name, 'give a name, or "" for nobody')
        if name == "name" and not value.strip():
            raise ParameterError("a source has a name", name, "give it, or a few words for it")
    return {k: naming_of(v) if k == "naming" else v for k, v in given.items()}


def _several(given: object) -> list[object]:
    """Return one place or several, as a list; none for the empty text."""
    if isinstance(given, (str, Span)) or _is_pair(given):
        return [given] if given != "" else []
    return list(given) if isinstance(given, (list, tuple)) else [given]


def _is_pair(given: object) -> bool:
    """Tell whether something is two whole numbers; numbers of a frame are numpy's."""
    return (
        isinstance(given, (list, tuple))
        and len(given) == 2
        and all(isinstance(n, Integral) and not isinstance(n, bool) for n in given)
    )


def _far(one: Span, other: Span) -> int:
    return max(0, one.start - other.end, other.start - one.end)


def _id(key: object) -> str:
    if not isinstance(key, str):
        raise ParameterError("is not an id", str(key)[:60], 'give one as text, such as "a3"')
    return key


def _unknown(what: str, key: object, known: dict[str, Any]) -> ParameterError:
    ids = list(known)
    shown = ", ".join(ids) if len(ids) < 5 else f"{', '.join(ids[:3])} ... {ids[-1]}"
    todo = f"the ids are {shown}" if ids else "there is none"
    return ParameterError(f"there is no such {what}", str(key)[:60], todo)


def applied(x: Extraction, correction: Correction) -> Extraction:
    """Apply a correction at once.

    Raises:
        ParameterError: If what is said does not fit the extraction.
    """
    check(correction)
    made, lost = apply(x, [correction])
    if lost:
        raise ParameterError(lost[0].why, described(correction), "say more exactly what is meant")
    return made
