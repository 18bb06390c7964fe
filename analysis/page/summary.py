"""What the report says in figures and sentences: all of it computed from an Extraction.

A *voice* is a source with what it says. Words inside two nested statements count for both voices,
but once in any total. The article's own words are those of its body paragraphs: headings, bylines,
captions and boilerplate are left out. Every figure counts statements that are not excluded; what
is excluded keeps its place in the article and in the table, with the reason.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from analysis.model import NOBODY, Attribution, Extraction, Form, Naming, Source, Span
from analysis.spans.counting import Words, words_of
from analysis.spans.sets import clip, merge

NAMING: Mapping[str, str] = {"named": "named", "anonymous": "unnamed", "generic": "general group"}
# Of sources that are wrong about so many change their naming with it. Chosen on the part "tune" of
# the articles read whole: in 9 of 10 the range then holds the share (scripts/read_whole.py).
MOVED = 0.25


@dataclass(frozen=True, slots=True)
class Voice:
    """One source and what it says.

    ``number`` counts from 1 in the order of the table: most words first; statements without a
    known source are one voice with ``source`` None, at the end. ``statements`` are those that
    count, ``excluded`` the others. ``spans`` is the union of the content of those that count;
    ``words`` and ``quoted`` (words within quotation marks) are counted over it. ``confidence`` is
    their mean, in [0, 1].
    """

    number: int
    source: Source | None
    statements: tuple[Attribution, ...]
    excluded: tuple[Attribution, ...]
    spans: tuple[Span, ...]
    words: int
    quoted: int
    confidence: float

    @property
    def name(self) -> str:
        """What to call the voice."""
        return self.source.name if self.source and self.source.name.strip() else NOBODY

    @property
    def naming(self) -> str:
        """*named*, *unnamed* or *general group*; *not given* without a source."""
        return NAMING[self.source.naming] if self.source else "not given"

    @property
    def unnamed(self) -> bool:
        """Whether this is particular people whose names the article withholds."""
        return self.source is not None and self.source.naming == "anonymous"

    def count(self, form: Form) -> int:
        """Return how many statements have this form."""
        return sum(a.form == form for a in self.statements)


@dataclass(frozen=True)
class Summary:
    """The counts behind the report's sentences; build it with :func:`summarise`.

    ``whole`` are the voices of all statements where ``x`` holds some of them, else ``voices``.
    """

    x: Extraction
    words: Words
    body: tuple[Span, ...]
    quoted: tuple[Span, ...]
    voices: tuple[Voice, ...]
    whole: tuple[Voice, ...]

    @cached_property
    def by_id(self) -> dict[str, Voice]:
        """The voice of each attribution, by the attribution's id."""
        return {a.id: v for v in self.voices for a in (*v.statements, *v.excluded)}

    @cached_property
    def sources(self) -> tuple[Voice, ...]:
        """The voices that have a source and a statement that counts."""
        return tuple(v for v in self.voices if v.source is not None and v.statements)

    @cached_property
    def counted(self) -> tuple[Attribution, ...]:
        """The statements that figures count."""
        return tuple(a for a in self.x.attributions if not a.excluded)

    @cached_property
    def unnamed(self) -> tuple[Voice, ...]:
        """The voices whose names the article withholds."""
        return tuple(voice for voice in self.sources if voice.unnamed)

    @cached_property
    def attributed(self) -> tuple[Span, ...]:
        """All stretches that belong to some statement."""
        return merge(span for voice in self.voices for span in voice.spans)

    @cached_property
    def body_words(self) -> int:
        """Words of the article without captions, headings, bylines and boilerplate."""
        return self.words.count(self.body)

    @cached_property
    def attributed_words(self) -> int:
        """Words of the article that belong to some statement."""
        return self.words.count(clip(self.attributed, self.body))

    def share(self, voices: Iterable[Voice]) -> float:
        """Return the share of the attributed words that these sources carry, in [0, 1]."""
        spans = clip(merge(span for voice in voices for span in voice.spans), self.body)
        return self.words.count(spans) / self.attributed_words if self.attributed_words else 0.0

    def naming(self, naming: Naming) -> int:
        """Return how many sources are named, anonymous or generic."""
        return sum(v.source.naming == naming for v in self.sources if v.source)

    def parts(self) -> dict[str, int]:
        """Return words of the body by who vouches for them; together they are all its words.

        The keys are *named*, *unnamed*, *general group*, *unclear* (a statement without a known
        source) and *writer* (in no statement). Words of nested statements of different kinds go to
        the first of these.
        """
        found: dict[str, int] = {}
        taken: tuple[Span, ...] = ()
        for naming in (*NAMING.values(), "not given"):
            own = merge(s for v in self.voices if v.naming == naming for s in v.spans)
            joined = merge((*taken, *clip(own, self.body)))
            before = sum(found.values())
            found["unclear" if naming == "not given" else naming] = (
                self.words.count(joined) - before
            )
            taken = joined
        return found | {"writer": self.body_words - sum(found.values())}

    def range(self, voices: Iterable[Voice]) -> tuple[float, float]:
        """Return the 90% range of the share of some sources, from the confidence of the statements.

        The statements of a source are right or wrong together, with their mean confidence, and
        independently of those of others; their words then move in or out (normal approximation of
        a weighted sum of Bernoulli variables).
        """
        share, own = self.share(voices), {v.number for v in voices}
        total = sum(v.words for v in self.voices)
        if not total:
            return 0.0, 0.0
        spread = up = down = 0.0
        for v in self.voices:
            apart = v.statements if v.source is None else ()  # nobody knows who says these
            parts = [(self.words.count(a.content), a.confidence) for a in apart]
            for words, sure in parts or [(v.words, v.confidence)]:
                spread += (words / total) ** 2 * sure * (1 - sure)
                move = words / total * (1 - sure) * MOVED
                up, down = up + move * (v.number not in own), down + move * (v.number in own)
        half = 1.645 * spread**0.5 * MOVED**0.5
        middle = share + up - down
        return max(0.0, min(share, middle - half)), min(1.0, max(share, middle + half))

    def form(self, form: Form) -> int:
        """Return how many statements are direct, mixed or indirect."""
        return sum(a.form == form for a in self.counted)


def summarise(x: Extraction, whole: Extraction | None = None) -> Summary:
    """Count everything once.

    Args:
        x: The extraction.
        whole: The extraction that ``x`` holds some statements of: voices then keep the numbers,
            and with them the colours, that they have there.
    """
    words = words_of(x.article.text)
    body = tuple(p.span for p in x.article.paragraphs if p.kind == "body")
    quoted = merge(q.span for q in x.quotations)
    groups: dict[str | None, list[Attribution]] = {}
    sources = {source.id: source for source in x.sources}
    # Who is never mentioned is no voice of its own: "unattributed", or an author without a byline;
    # but for those whom a person named.
    shown = {s.id for s in x.sources if s.mentions or s.corrected}
    shown |= {a.speaker for a in (whole or x).attributions if a.source and a.speaker in sources}
    for a in x.attributions:
        groups.setdefault(a.speaker if a.speaker in shown else None, []).append(a)
    drafts = [_voice(sources.get(key or ""), own, words, quoted) for key, own in groups.items()]
    drafts.sort(key=lambda v: (v.source is None, not v.statements, -v.words, v.spans[:1]))
    everyone = summarise(whole).voices if whole else ()
    numbers = {v.source and v.source.id: v.number for v in everyone}
    voices = tuple(
        replace(v, number=numbers.get(v.source and v.source.id, n)) for n, v in enumerate(drafts, 1)
    )
    return Summary(x, words, body, quoted, voices, everyone or voices)


def _voice(
    source: Source | None, own: Sequence[Attribution], words: Words, quoted: Sequence[Span]
) -> Voice:
    counted = tuple(a for a in own if not a.excluded)
    spans = merge(span for a in counted for span in a.content)
    confidence = sum(a.confidence for a in counted) / max(len(counted), 1)
    heard = words.count(clip(spans, quoted))
    rest = tuple(a for a in own if a.excluded)
    return Voice(0, source, counted, rest, spans, words.count(spans), heard, confidence)


def nesting(attributions: Sequence[Attribution]) -> dict[str, tuple[str | None, int]]:
    """Return the statement that holds each statement, and how deep it lies (0: within none).

    What the reader says (``parent``) comes first; else the smallest content that covers the first
    stretch of this one's. Linear in the number of statements but for sorting.
    """
    spans = [(a.content[0], a.id) for a in attributions if a.content]
    outer = [(span, a.id) for a in attributions for span in a.content]
    given = {a.id: a.parent for a in attributions if a.parent}
    found: dict[str, tuple[str | None, int]] = {}
    stack: list[tuple[Span, str]] = []
    firsts = set(spans)
    for span, key in sorted(outer, key=lambda item: (item[0].start, -item[0].end)):
        while stack and stack[-1][0].end <= span.start:
            stack.pop()
        if (span, key) in firsts and key not in found:
            holders = [k for s, k in stack if s.covers(span) and k != key]
            found[key] = (given.get(key) or (holders[-1] if holders else None), len(stack))
        stack.append((span, key))
    return found
