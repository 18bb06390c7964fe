"""An extraction while it is being corrected: finds what is meant, and keeps it consistent."""

from __future__ import annotations

import copy
import re
from collections.abc import Container, Iterable, Mapping, Sequence
from dataclasses import replace

from analysis.corrections.anchors import Placed, place
from analysis.corrections.indexing import Index, split
from analysis.corrections.records import Key, Quote, Who
from analysis.model import Attribution, Extraction, Mention, Quotation, Source, Span
from analysis.quotes import quoting
from analysis.text import shorten

SAME = 0.5  # Dice from which a stretch is the content that is meant
SURE = 0.9  # under which it is other words, and its cue and source must be those that were meant
LEAD = 0.05  # by which it must fit better than any other statement


class LostError(Exception):
    """What a correction means is not there, or not surely."""


class Draft:
    """The statements and sources of an article, by id.

    Attributes:
        moved: Whether a quote was found only in changed words.
    """

    def __init__(self, x: Extraction, index: Index) -> None:
        self.x, self.index, self.text = x, index, x.article.text
        self.statements = {a.id: a for a in x.attributions}
        self.heard = {s.id: s for s in x.sources}
        self.unheard = {s.id: s for s in x.unheard}
        self.moved = False

    def copied(self) -> Draft:
        """Return another one to try a correction on."""
        other = copy.copy(self)
        other.statements, other.heard = dict(self.statements), dict(self.heard)
        other.unheard, other.moved = dict(self.unheard), False
        return other

    @property
    def voices(self) -> dict[str, Source]:
        """All sources, heard or not."""
        return {**self.heard, **self.unheard}

    def spans(self, quotes: Iterable[Quote]) -> tuple[Span, ...]:
        """Return where quotes stand now, in the order of the text and without overlaps."""
        out: list[Span] = []
        for span in sorted(map(self.span, quotes)):
            if out and span.start < out[-1].end:
                out[-1] = Span(out[-1].start, max(out[-1].end, span.end))
            else:
                out.append(span)
        return tuple(out)

    def span(self, quote: Quote) -> Span:
        """Return where a quote stands now."""
        found = place(self.index, quote)
        if not isinstance(found, Placed):
            raise LostError(f"“{shorten(quote.text, 40)}”: {found}")
        self.moved = self.moved or found.changed
        return found.span

    def quotation(self, span: Span) -> list[Quotation]:
        """Return the outermost quotation, over several paragraphs perhaps, that a place is of."""
        run = quoting(self.x.quotations, span)
        if not run:
            raise LostError("no quotation stands there")
        return run

    def statement(self, key: Key) -> Attribution:
        """Return the statement that is meant."""
        span = self.span(key.content)
        rated = [(max(dice(span, own) for own in a.content), a) for a in self.statements.values()]
        rated = sorted((r for r in rated if r[0] >= SAME), key=lambda r: -r[0])
        rated = [r for r in rated if r[0] > rated[0][0] - LEAD]
        if len(rated) > 1:
            rated = [r for r in rated if self._says(r[1], key)]
        elif rated and rated[0][0] < SURE and not self._says(rated[0][1], key):
            rated = []  # another one, about where the one that is meant was
        if not rated:
            raise LostError("no statement is found there any more")
        if len(rated) > 1:
            raise LostError("several statements are found there; say which by its cue or source")
        self.moved = self.moved or (key.content.at is not None and rated[0][0] < SURE)
        return rated[0][1]

    def _says(self, a: Attribution, key: Key) -> bool:
        roles = ((a.cue, key.cue), (a.source, key.source))
        return all(not words or split(words) == self._words(spans) for spans, words in roles)

    def _words(self, spans: Sequence[Span]) -> list[str]:
        return [word for span in sorted(spans) for word in split(span.of(self.text))]

    def voice(self, who: Who) -> Source | None:
        """Return the source that is meant; None if there is none of that name."""
        called = [s for s in self.voices.values() if who.name and _same(s.name, who.name)]
        if len(called) == 1 and (who.mention is None or called[0].naming == "named"):
            return called[0]
        if who.mention is None:
            if called:
                raise LostError(f"{len(called)} sources are called that; quote a mention")
            return None
        there = self.at(self.span(who.mention))
        named = [s for s in there if s in called]
        if len(named or there) > 1:
            raise LostError("several sources are mentioned there; give its name")
        return next(iter(named or there), None)

    def at(self, span: Span) -> list[Source]:
        """Return the sources that a place mentions: most of the mention stands there."""
        rated: dict[str, float] = {}
        for key, source in self.voices.items():
            own = [m.span for m in source.mentions]
            own += [s for a in self.statements.values() if a.speaker == key for s in a.source]
            rated[key] = max((dice(span, s) for s in own), default=0.0)
        best = max(rated.values(), default=0.0)
        return [self.voices[key] for key, rate in rated.items() if best > 0 and rate == best]

    def put(self, source: Source) -> None:
        """Keep a source in its new form, where it was."""
        (self.unheard if source.id in self.unheard else self.heard)[source.id] = source

    def merge(self, kept: Source, others: Iterable[Source]) -> None:
        """Make sources one: its mentions, what they say, and what is said of their replies."""
        gone = {source.id for source in others}
        mentions = {m.span: m for key in (*gone, kept.id) for m in self.voices[key].mentions}
        self.put(replace(kept, mentions=tuple(mentions[span] for span in sorted(mentions))))
        theirs = [a for a in self.statements.values() if a.speaker in gone]
        self.statements |= {a.id: settled(a) for a in theirs}
        self._renamed(dict.fromkeys(gone, kept.id))
        for a in list(self.statements.values()):
            if a.candidates == (kept.id,) and a.speaker is None:
                self.statements[a.id] = settled(replace(a, speaker=kept.id, candidates=()))
        for key in gone:
            self.heard.pop(key, None)
            self.unheard.pop(key, None)

    def mention(self, key: str, spans: Iterable[Span]) -> None:
        """Note that these places mention a source, and so no other one of the same words."""
        source = self.voices[key]
        fresh = [s for s in spans if all(not m.span.covers(s) for m in source.mentions)]
        if fresh:
            own = (*source.mentions, *(Mention(s, "nominal") for s in fresh))
            self.put(replace(source, mentions=tuple(sorted(own, key=lambda m: m.span))))

    def fresh(self, prefix: str) -> str:
        """Return an id that nothing has had: a31 after a30."""
        taken = {*self.statements, *self.voices, *(a.id for a in self.x.attributions)}
        taken |= {s.id for s in (*self.x.sources, *self.x.unheard)}
        numbers = (re.fullmatch(rf"{prefix}([0-9]{{1,9}})", key) for key in taken)
        return f"{prefix}{max((int(m[1]) for m in numbers if m), default=0) + 1}"

    def parents(self, changed: Attribution) -> None:
        """Nest a new or changed statement, and what it holds or held, anew."""
        for a in list(self.statements.values()):
            held = bool(a.cue) and a is not changed and _covers(changed, a)
            if changed.id in (a.id, a.parent) or held:
                self.statements[a.id] = replace(a, parent=self._holder(a))

    def _holder(self, a: Attribution) -> str | None:
        holders = [
            (min(len(s) for s in o.content if s.covers(a.cue[0])), o.id)
            for o in self.statements.values()
            if o.id != a.id and a.cue and _covers(o, a) and not self._within(o.id, a.id)
        ]
        return min(holders)[1] if holders else None

    def _within(self, key: str | None, other: str) -> bool:
        """Tell whether a statement lies, at any depth, in another one."""
        seen: set[str] = set()
        while key in self.statements and key not in seen:
            if key == other:
                return True
            seen.add(key)
            key = self.statements[key].parent
        return False

    def settle(self) -> None:
        """Let every source with a statement be heard, and no other."""
        spoken = {a.speaker for a in self.statements.values()}
        for key, source in list(self.heard.items()):
            if key not in spoken:
                del self.heard[key]
                if source.mentions and (source.naming == "named" or source.corrected):
                    silent = self.fresh("u")
                    self.unheard[silent] = replace(source, id=silent)
                    self._renamed({key: silent})
        for key in [key for key in self.unheard if key in spoken]:
            loud = self.fresh("s")
            self.heard[loud] = replace(self.unheard.pop(key), id=loud)
            self._renamed({key: loud})

    def _renamed(self, ids: Mapping[str, str]) -> None:
        """Let statements and replies follow sources that have other ids now."""
        for a in list(self.statements.values()):
            left = tuple(dict.fromkeys(ids.get(c, c) for c in a.candidates))
            speaker = ids.get(a.speaker or "", a.speaker)
            self.statements[a.id] = replace(a, speaker=speaker, candidates=left)
        replies = (replace(r, source=ids.get(r.source, r.source)) for r in self.x.replies)
        self.x = replace(self.x, replies=tuple(replies))

    def result(self) -> Extraction:
        """Return the extraction as it is now: statements as they stand in the article."""
        known = self.voices
        return replace(
            self.x,
            attributions=tuple(_known(a, known) for a in self.statements.values()),
            sources=tuple(self.heard.values()),
            unheard=tuple(self.unheard.values()),
            replies=tuple(reply for reply in self.x.replies if reply.source in known),
        )

    def insert(self, a: Attribution) -> None:
        """Put a statement where it stands in the article, before the first that begins later."""
        others = [o for o in self.statements.values() if o.id != a.id]
        after = (n for n, o in enumerate(others) if order(o) > order(a))
        place_ = next(after, len(others))
        self.statements = {o.id: o for o in (*others[:place_], a, *others[place_:])}


def _known(a: Attribution, sources: Container[str]) -> Attribution:
    """Return a statement without candidates that are gone or that a person decided between."""
    kept = tuple(c for c in a.candidates if c in sources) if a.speaker is None else ()
    return a if kept == a.candidates else replace(a, candidates=kept)


def order(a: Attribution) -> tuple[int, int]:
    """Return a key to sort statements by: their place, outer before inner."""
    return a.content[0].start, -a.content[-1].end


def dice(one: Span, other: Span) -> float:
    """Return what two stretches share against their mean length, in [0, 1]: Dice (1945)."""
    shared = one.shared(other)
    return 2 * shared / (len(one) + len(other)) if shared else 0.0


def _covers(a: Attribution, other: Attribution) -> bool:
    return bool(other.cue) and any(span.covers(other.cue[0]) for span in a.content)


def _same(one: str, other: str) -> bool:
    return one.casefold().split() == other.casefold().split()


def settled(a: Attribution) -> Attribution:
    """Return a statement of which a person has said who speaks."""
    return replace(a, confidence=a.words_confidence, speaker_confidence=1.0)
