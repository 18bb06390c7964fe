"""Entries for ``corrections.yaml`` to copy from the page, one beside each doubt."""

from __future__ import annotations

import re
from dataclasses import replace
from functools import cached_property

from analysis.corrections.plain import to_plain
from analysis.corrections.recording import Recorder
from analysis.corrections.records import Correction, Quote
from analysis.corrections.yamltext import dump
from analysis.model import Attribution, Extraction, Source
from analysis.spans.html import escape

HOW = (
    '<p class="how-fix">To correct something, open “Correct” beside it, copy the lines into '
    "<code>corrections.yaml</code> beside the article, below its file’s name, change what is wrong "
    "and make the report again. <code>do: remove</code> without a speaker takes a statement "
    "away.</p>"
)


class Corrector:
    """Writes the entries that would set what the software found in one article."""

    def __init__(self, x: Extraction) -> None:
        self._x = x
        self._names = {s.id: s.name for s in (*x.sources, *x.unheard)}

    @cached_property
    def _recorder(self) -> Recorder:
        """What writes corrections down: made for the first doubt, since it indexes the text."""
        return Recorder(self._x)

    def statement(self, a: Attribution) -> str:
        """Return entries that give a statement its speaker, one for each that is possible."""
        keys = a.candidates or ((a.speaker,) if a.speaker else ())
        names = [self._names[key] for key in keys if key in self._names]
        made = [self._recorder.correct(a.id, {"speaker": name}, "", "") for name in names or ("…",)]
        return _shown([self._short(c) for c in made], " or ")

    def source(self, source: Source) -> str:
        """Return an entry that says what a source is."""
        fields = {"kind": source.kind, "naming": source.naming}
        return _shown([self._short(self._recorder.correct(source.id, fields, "", ""))])

    def _short(self, c: Correction) -> Correction:
        """Return a correction with words alone for places that have them once."""
        key, who = c.statement, c.speaker or c.voice
        if key is not None:
            c = replace(c, statement=replace(key, content=self._words(key.content)))
        if who is not None and who.mention is not None:
            named = sum(name == who.name for name in self._names.values()) == 1
            short = replace(who, mention=None if named else self._words(who.mention))
            c = replace(c, speaker=short) if c.speaker else replace(c, voice=short)
        return c

    def _words(self, quote: Quote) -> Quote:
        pattern = r"\s+".join(map(re.escape, quote.text.split()))
        own = re.findall(rf"(?<!\w){pattern}(?!\w)", self._x.article.text)
        return Quote(quote.text) if len(own) == 1 else quote


def _shown(corrections: list[Correction], between: str = "") -> str:
    """Return entries behind a word that opens them."""
    entries = [f"<pre>{escape(dump([to_plain(c)]))}</pre>" for c in corrections]
    return f'<details class="fix"><summary>Correct</summary>{between.join(entries)}</details>'
