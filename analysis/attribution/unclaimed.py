"""Quotations that the network gives to nobody, and quotation marks around what nobody says.

Rules, since the training articles have few of them: questions and exclamations with a verb behind
them ("“Why?” asked the clerk."), and sentences in marks beside what their speaker does ("Ana Ruiz
shrugged. “It was my turn.”"). The former get their source here; the latter are left to
:mod:`analysis.sources`, which knows the people of the article, and are dropped where nobody fits.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from functools import cache

from analysis import shipped
from analysis.attribution.turns import Turn
from analysis.lookup import Lookup
from analysis.model import Attribution, Paragraph, Quotation, Span

ENDS = ".!?,…—–"  # the last mark of a quoted sentence
BEFORE = frozenset(".!?:…”’\"'")  # a quotation behind one of these begins anew
PHRASE = r"(?:[^\W\d_][\w.'’-]*(?: |\Z|\b)){1,6}?"
CLOSED = r"(?=\s*(?:[.,;:]|\Z|(?:in|at|on|from|with|as|to|when|while|through|after|before)\b))"
SMALL = frozenset("a an and as at but by for from in nor of on or the to vs with".split())
SHORTEST = 2  # words of a quotation that has no verb of saying beside it
LEFT = 6  # words that a statement may have beside a title
ASKED, BESIDE = 0.8, 0.6  # confidence of a source behind a verb, and of one by an action


class Marks:
    """The quotations of an article, found by where they begin and end."""

    def __init__(self, quotations: Sequence[Quotation]) -> None:
        self.outer = [q for q in quotations if q.depth == 0]  # in order; none overlaps another
        self._inner_starts = [q.inner.start for q in self.outer]
        self._outer_ends = [q.span.end for q in self.outer]
        self._ends = sorted(q.span.end for q in quotations)

    def ending(self, place: int) -> Quotation | None:
        """Return the outermost quotation in whose last marks, or next to them, a place is."""
        at = bisect_left(self._outer_ends, place)
        found = self.outer[at : at + 1]
        return found[0] if found and found[0].inner.end <= place else None

    def within(self, span: Span) -> Quotation | None:
        """Return the first outermost quotation all of whose words are in a span."""
        at = bisect_left(self._inner_starts, span.start)
        found = self.outer[at : at + 1]
        return found[0] if found and span.covers(found[0].inner) else None

    def end_in(self, span: Span) -> bool:
        """Tell whether a quotation ends in a span, whatever its depth."""
        return bisect_right(self._ends, span.start) < bisect_right(self._ends, span.end)


def unclaimed(
    text: str, paragraphs: Sequence[Paragraph], marks: Marks, spans: Iterable[Span]
) -> Iterator[Turn]:
    """Yield quoted sentences of the body that no statement has a word of.

    Args:
        text: The article's text.
        paragraphs: Those that are read, in order.
        marks: The quotations of all paragraphs.
        spans: What statements hold: sources, cues and contents.

    Yields:
        Turns: with a source and a cue where a verb of saying stands next to the quotation, with
        neither where something else stands in the paragraph.
    """
    taken = Lookup(spans)
    body = [p.span for p in paragraphs if p.kind == "body"]
    starts = [span.start for span in body]
    for q in marks.outer:
        at = bisect_right(starts, q.span.start)
        around = body[at - 1] if at else None
        if around is None or not around.covers(q.span) or not q.closed:
            continue
        if not _sentence(text, q, around) or taken.between(q.span.start, q.span.end):
            continue
        verb = said(text, Span(q.span.end, around.end))
        if verb is not None:
            source, cue = verb
            if not taken.between(cue.start, source.end):
                yield Turn(source, cue, (q.span,), ASKED)
            continue
        long = len(q.inner.of(text).split()) >= SHORTEST and not titled(q.inner.of(text))
        if long and q.span != around:
            yield Turn(None, None, (q.span,), BESIDE)


def said(text: str, after: Span) -> tuple[Span, Span] | None:
    """Return source and cue of "asked the clerk" or "the clerk asked" behind a quotation."""
    for pattern in _behind():
        found = pattern.match(text, after.start, after.end)
        if found:
            return Span(*found.span("source")), Span(*found.span("cue"))
    return None


def surer(record: Attribution, text: str, marks: Marks) -> Attribution:
    """Return a statement, surer where its source and cue stand as ``said`` reads them."""
    if record.form != "direct" or not record.cue or not record.source:
        return record
    q = marks.ending(max(s.end for s in record.content))
    found = q and said(text, Span(q.span.end, min(len(text), q.span.end + 200)))
    if not found:
        return record
    source, cue = found
    same = record.cue[-1].covers(cue) and record.source[0].start < source.end
    alike = same and source.start < record.source[0].end
    return replace(record, confidence=max(record.confidence, ASKED)) if alike else record


def titled(quoted: str) -> bool:
    """Tell whether quoted words have the capitals of a title or a name: "Second Wind"."""
    own = re.findall(r"[^\W\d_][\w'’]*", quoted)
    return bool(own) and all(word[0].isupper() or word in SMALL for word in own)


def names(text: str, record: Attribution, marks: Marks) -> bool:
    """Tell whether all that is said is a title or a name that the words before give.

    As in "He was known as “Shorty”" or "She wrote a novel. “The Long Weir.”".

    Args:
        text: The article's text.
        record: A statement with a cue.
        marks: The quotations of all paragraphs.
    """
    last = record.content[-1]
    q = marks.within(last)
    if q is None or not record.cue or record.cue[-1].end > q.span.start:
        return False
    if any(map(marks.end_in, record.content[:-1])):
        return False
    quoted = q.inner.of(text).strip(" .,")
    rest = sum(len(s.of(text).split()) for s in record.content) - len(quoted.split())
    if rest > LEFT or last.end > q.span.end + 1 or not titled(quoted) or quoted[-1:] in "!?":
        return False
    before = text[max(0, record.cue[-1].start - 20) : q.span.start].strip()
    apart = before.endswith(".") and len(quoted.split()) > 1 and len(record.content) == 1
    return apart or _naming().search(before) is not None


@cache
def listed(name: str) -> frozenset[str]:
    """Return a list of words of ``data/utterances.toml``."""
    return frozenset(shipped.table("utterances.toml")[name].split())


def _sentence(text: str, q: Quotation, around: Span) -> bool:
    inner = q.inner.of(text).strip()
    before = q.span.start
    while before > around.start and text[before - 1].isspace():
        before -= 1
    opens = before == around.start or text[before - 1] in BEFORE
    behind = text[q.span.end : q.span.end + 1]
    first = next((c for c in inner if c.isalnum()), "")
    return opens and (first.isupper() or first.isdigit()) and (inner[-1:] + behind)[0] in ENDS


@cache
def _behind() -> tuple[re.Pattern[str], ...]:
    verbs = "|".join(sorted(listed("verbs")))
    verb = rf"(?P<cue>(?:{verbs}))(?: out| back)?"
    return (
        re.compile(
            rf",?\s+{verb} (?P<source>(?!(?:him|her|me|us|them|that|if)\b){PHRASE}){CLOSED}"
        ),
        re.compile(rf",?\s+(?P<source>{PHRASE}) {verb}{CLOSED}"),
    )


@cache
def _naming() -> re.Pattern[str]:
    verbs = "|".join(sorted(listed("naming")))
    thing = r"(?:the|a|an|his|her|its|their|my|our) (?:[\w-]+ ){0,2}[\w-]+"
    return re.compile(
        rf"\b(?:(?:known|billed|credited|filed) as|(?:{verbs})(?: {thing})?|called {thing})$"
    )
