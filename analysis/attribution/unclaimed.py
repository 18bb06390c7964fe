"""Quotations that the network gives to nobody, and quotation marks around what nobody says.

Rules, since the training articles have few of them: questions and exclamations with a verb behind
them ("“Why?” asked the clerk."), and sentences in marks beside what their speaker does ("Ana Ruiz
shrugged. “It was my turn.”"). The former get their source here; the latter are left to
:mod:`analysis.sources`, which knows the people of the article, and are dropped where nobody fits.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from functools import cache
from importlib.resources import files

from analysis.attribution.turns import Turn
from analysis.model import Attribution, Paragraph, Quotation, Span

ENDS = ".!?,…—–"  # the last mark of a quoted sentence
BEFORE = re.compile(r"(?:\A|[.!?:…”’\"'])\s*\Z")
PHRASE = r"(?:[^\W\d_][\w.'’-]*(?: |\Z|\b)){1,6}?"
CLOSED = r"(?=\s*(?:[.,;:]|\Z|(?:in|at|on|from|with|as|to|when|while|through|after|before)\b))"
SMALL = frozenset("a an and as at but by for from in nor of on or the to vs with".split())
SHORTEST = 2  # words of a quotation that has no verb of saying beside it
LEFT = 6  # words that a statement may have beside a title
ASKED, BESIDE = 0.8, 0.6  # confidence of a source behind a verb, and of one by an action


def unclaimed(
    text: str,
    paragraphs: Sequence[Paragraph],
    quotations: Sequence[Quotation],
    taken: Iterable[Span],
) -> Iterator[Turn]:
    """Yield quoted sentences of the body that no statement has a word of.

    Args:
        text: The article's text.
        paragraphs: Those that are read, in order.
        quotations: Of all paragraphs.
        taken: What statements hold: sources, cues and contents.

    Yields:
        Turns: with a source and a cue where a verb of saying stands next to the quotation, with
        neither where something else stands in the paragraph.
    """
    places = sorted((s.start, s.end) for s in taken)
    body = [p.span for p in paragraphs if p.kind == "body"]
    for q in quotations:
        around = next((p for p in body if p.covers(q.span)), None)
        if q.depth or not q.closed or around is None or not _sentence(text, q, around):
            continue
        if any(start < q.span.end and q.span.start < end for start, end in places):
            continue
        verb = said(text, Span(q.span.end, around.end))
        if verb is not None:
            source, cue = verb
            if not any(start < source.end and cue.start < end for start, end in places):
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


def surer(record: Attribution, text: str, quotations: Sequence[Quotation]) -> Attribution:
    """Return a statement, surer where its source and cue stand as ``said`` reads them."""
    if record.form != "direct" or not record.cue or not record.source:
        return record
    last = max(s.end for s in record.content)
    q = next((q for q in quotations if q.depth == 0 and q.inner.end <= last <= q.span.end), None)
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


def names(text: str, record: Attribution, quotations: Sequence[Quotation]) -> bool:
    """Tell whether all that is said is a title or a name that the words before give.

    As in "He was known as “Shorty”" or "She wrote a novel. “The Long Weir.”".

    Args:
        text: The article's text.
        record: A statement with a cue.
        quotations: Of all paragraphs.
    """
    last = record.content[-1]
    q = next((q for q in quotations if q.depth == 0 and last.covers(q.inner)), None)
    if q is None or not record.cue or record.cue[-1].end > q.span.start:
        return False
    if any(s.start < other.span.end <= s.end for s in record.content[:-1] for other in quotations):
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
    text = files("analysis").joinpath("data/utterances.toml").read_text(encoding="utf-8")
    return frozenset(tomllib.loads(text)[name].split())


def _sentence(text: str, q: Quotation, around: Span) -> bool:
    inner = q.inner.of(text).strip()
    opens = bool(BEFORE.search(text[around.start : q.span.start]))
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
