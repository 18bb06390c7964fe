"""Decide which statements figures leave out, and who was asked for comment and gave none.

Statements that are left out stay in every list, with the reason. A refusal to comment, or to be
named, is a fact about a source and no statement of its own.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import replace

from analysis.lookup import Lookup
from analysis.model import Article, Attribution, Excluded, Outcome, Quotation, Reply, Source, Span
from analysis.quotes import inside

LEAST = 0.5  # confidence in its words under which a statement is shown and not counted
COMMENT = re.compile(
    r"(?i)\b(?:comment|elaborate|be\s+interviewed|be\s+drawn|answer\s+questions|"
    r"(?:give|offer)\s+(?:a\s+|any\s+)?(?:further\s+)?details?)\b"
)
REFUSED = re.compile(r"(?i)\b(?:declin|refus|would\s+not|wouldn[’']t|did\s+not\s+want)")
ANONYMITY = re.compile(
    r"(?i)\b(?:not\s+(?:to\s+)?be\s+(?:identified|quoted\s+by\s+name)|anonym\w+|be\s+named|"
    r"names?\s+(?:to\s+)?(?:not\s+(?:to\s+)?)?(?:be\s+)?(?:used|published|printed|withheld))\b"
)
ASKED = re.compile(r"(?i)\b(?:ask|request|insist|declin|refus|want|wish|prefer|condition|demand)")
SHORT = 12  # words of a content that may be no more than a refusal
DECLINED = r"(?:declined|refused)\s+(?:to\s+)?(?:further\s+)?(?:comment|elaborate|be\s+interviewed)"
SILENT = (
    r"(?:did\s+not|didn[’']t|has\s+not|have\s+not|had\s+not|hasn[’']t|haven[’']t|hadn[’']t)\s+"
    r"(?:immediately\s+|yet\s+)*(?:respond(?:ed)?|repl(?:y|ied)|answer(?:ed)?|"
    r"return(?:ed)?\s+(?:[\w’']+\s+){0,3}(?:calls?|e-?mails?|messages?|requests?))\b"
)
UNREACHED = (
    r"(?:could\s+not|couldn[’']t|cannot)\s+(?:immediately\s+)?be\s+"
    r"(?:reached|contacted|located)|(?:was|were)\s+(?:un|not\s+(?:immediately\s+)?)available\s+for\s+comment"
)
OUTCOMES: tuple[tuple[Outcome, re.Pattern[str]], ...] = (
    ("declined", re.compile(rf"(?i)\b{DECLINED}\b")),
    ("no response", re.compile(rf"(?i)\b{SILENT}")),
    ("not reached", re.compile(rf"(?i)\b(?:{UNREACHED})")),
)
NEAR = 160  # characters between who was asked and what became of it


def mark(
    article: Article, attributions: Sequence[Attribution], sources: Sequence[Source]
) -> tuple[Attribution, ...]:
    """Say of each statement why figures leave it out, if they do.

    Args:
        article: The article.
        attributions: Its statements, with speakers.
        sources: Its sources.

    Returns:
        The statements in the same order, with ``excluded``.
    """
    nobody = {s.id for s in sources if not s.mentions and s.kind == "unknown"}
    headings = Lookup(p.span for p in article.paragraphs if p.kind == "heading")
    return tuple(replace(a, excluded=_why(article, a, nobody, headings)) for a in attributions)


def _why(article: Article, a: Attribution, nobody: set[str], headings: Lookup) -> Excluded:
    cue, content = (
        " ".join(span.of(article.text) for span in spans) for spans in (a.cue, a.content)
    )
    short = len(content.split()) <= SHORT
    if short and REFUSED.search(cue) and COMMENT.search(content):
        return "declined to comment"
    if short and ASKED.search(cue) and ANONYMITY.search(content):
        return "asked for anonymity"
    if headings.hold(a.content[0].start):
        return "heading"
    if not a.source and (a.speaker is None or a.speaker in nobody) and a.form == "indirect":
        return "hedge"
    return "below 50% confidence" if a.words_confidence < LEAST else ""


def replies(
    article: Article, quotations: Sequence[Quotation], sources: Sequence[Source]
) -> tuple[Reply, ...]:
    """Find who was asked for comment and gave none.

    Args:
        article: The article.
        quotations: Its quotations: what stands inside one is somebody's word.
        sources: Its sources, heard or not.

    Returns:
        One a place, in the order of the text.
    """
    text = article.text
    mask = inside(text, quotations)
    mentions = sorted((m.span.end, m.span.start, s.id) for s in sources for m in s.mentions)
    ends = [end for end, _, _ in mentions]
    found: list[Reply] = []
    for paragraph in article.paragraphs:
        if paragraph.kind != "body":
            continue
        for outcome, span in _told(text, paragraph.span):
            low, high = bisect_left(ends, span.start - NEAR), bisect_right(ends, span.start)
            near = mentions[low:high]
            before = [(end, key) for end, start, key in near if paragraph.span.start <= start]
            if before and not mask[span.start] and not _another(text, before[-1][0], span.start):
                found.append(Reply(before[-1][1], outcome, span))
    return tuple(sorted(found, key=lambda r: r.span))


def _told(text: str, within: Span) -> Iterator[tuple[Outcome, Span]]:
    for outcome, pattern in OUTCOMES:
        for match in pattern.finditer(text, within.start, within.end):
            yield outcome, Span(*match.span())


def _another(text: str, start: int, end: int) -> bool:
    """Tell whether a sentence ends between two places."""
    return bool(re.search(r"[.!?]\s+[A-Z“\"]", text[start:end]))
