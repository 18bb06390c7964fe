"""Speakers' turns in a transcript or an interview, as in "WALLACE: Will she be there?".

A rule, not the network, which sees too few of them to learn from: what follows a label at the
beginning of a paragraph is said by whom the label names, where labels take turns. In brat's terms
the label is the source, the colon the cue and the rest of the paragraph the content, as PolNeAR
marks them.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Container, Sequence
from dataclasses import dataclass

from analysis.ingest.prose import AM_PM, BAR, BOLD, MINUTES, ROLES
from analysis.model import Paragraph, Span

CLOCK = rf"\[?{MINUTES}(?:[:.]\d\d)?\]?(?: ?{AM_PM})?{BAR} ?"
OPENING = rf"(?:>> ?|{CLOCK})?[\"“”'‘’\[(*_\s]*"  # after an arrow or a time stamp
TITLE = r"(?:[^\W\d_]{2,5}\. ){0,3}"  # "DR. ", "SEN. ": whatever is shortened before a name
NAME = r"[^\W\d_][\w.'’\-]+(?: [^\W\d_][\w.'’\-]*){0,4}"
LABEL = re.compile(
    rf"{OPENING}(?:{TITLE}(?P<name>{NAME})(?P<role>{ROLES}){BOLD}(?P<cue>:)|(?P<letter>[QA]){BOLD}(?P<dot>[:.]))"
    rf"{BOLD}\s+"
)
WITHIN = re.compile(r"(?<=[\w,] )([^\W\d_][\w'’\-]*?)(?:['’]s)?(?![\w'’\-:])")
ADDRESS = re.compile(
    r"\b(?:i|i['’]\w+|me|my|we|we['’]\w+|us|our|you|you['’]\w+|your)\b|\?", re.IGNORECASE
)
ASIDE = re.compile(r"[(\[][^)\]\n]*[)\]][.\s]*")
QUOTES = frozenset('"“”‘')
LEAST, EACH = 4, 2  # turns of a dialogue, and of each of at least two who take turns in it
FEW = 2  # turns of a dialogue between full names in capitals, or names the article has elsewhere
LONGEST = 300  # characters of a question
ANSWERED = 0.7  # confidence of an answer without a label
FIRST = re.compile(r"\b(?:I|we|my|our|me|us|We|My|Our)\b")
INTERVIEW = re.compile(
    r"(?i)\binterview|\bQ ?& ?A\b|\b(?:spoke|talks?|talked|sat down|answers|caught up|chatted) "
    r"(?:to|with|questions|our)\b|\bwe (?:asked|met)\b"
)
SPOKEN = 0.5  # share of turns that address somebody or speak of the speaker


# The doubt about statements whose source is still to be found.
NO_VERB = "no verb of saying: the source is taken from what stands beside the words"


@dataclass(frozen=True, slots=True)
class Turn:
    """One turn: who speaks, the mark after the label, and what is said, a span a paragraph.

    A signature on a line of its own has no mark (None), and where words stand beside what their
    speaker does, sources are still to be found.

    The confidence is that of the rule: in a transcript, all 29 turns with names in PolNeAR's train
    and dev articles are right.
    """

    source: Span | None
    cue: Span | None
    content: tuple[Span, ...]
    confidence: float = 0.95


def turns(text: str, paragraphs: Sequence[Paragraph]) -> list[Turn]:
    """Return the turns of a text; none where no two speakers take turns.

    Two labels at least must each open two paragraphs or more, and half of the turns must speak in
    the first or second person or ask, so that lists ("Pros: ... Cons: ...") are left alone. Of
    other labels those count that look like a speaker: "Note: ..." is none.
    Paragraphs without a label between two turns go on with the one before if they open with a
    quotation mark; stage directions in brackets never do. "Q." and "A." count as labels.

    Two or three turns are enough between full names that stand in capitals or elsewhere in the
    article. Where labels in capitals have a full name among them, one turn that speaks so is.

    Args:
        text: The article's text.
        paragraphs: Those that are read, in order.
    """
    labels = [LABEL.match(text, p.span.start, p.span.end) for p in paragraphs]
    keys = _speakers(text, paragraphs, labels)
    lead = _often(keys)
    spoken = [n for n, key in enumerate(keys) if key]
    asked = [n for n in spoken if ADDRESS.search(text, _end(labels[n]), paragraphs[n].span.end)]
    taken = len(lead) >= EACH and len(spoken) >= LEAST
    if not taken:
        keys = _brief(text, paragraphs, labels)
        spoken = [n for n, key in enumerate(keys) if key]
        asked = [n for n in spoken if ADDRESS.search(text, _end(labels[n]), paragraphs[n].span.end)]
    if not spoken or not asked or len(asked) < _enough(labels, spoken):
        return []
    found: list[Turn] = []
    for n in range(spoken[0], spoken[-1] + 1):
        own, label = paragraphs[n].span, labels[n]
        if label is not None and keys[n]:
            marked = text[own.start] in QUOTES and text[own.end - 1] in QUOTES
            content = _said(text, Span(label.end(), own.end - marked))
            if content is not None:
                found.append(Turn(_part(label, "name"), _part(label, "cue"), (content,)))
        elif found and text[own.start] in QUOTES:
            content = _said(text, Span(own.start + 1, own.end - (text[own.end - 1] in QUOTES)))
            if content is not None:
                last = found[-1]
                found[-1] = Turn(last.source, last.cue, (*last.content, content))
    return found


def answers(text: str, paragraphs: Sequence[Paragraph], marked: Container[int]) -> list[Turn]:
    """Return the answers of an interview without labels; who gives them is found later.

    A question is a paragraph of its own that ends in "?"; what stands below it, up to the next one
    or to a paragraph that no longer speaks in the first person, is the answer. The text before the
    first question must tell of an interview, and most answers must speak so.

    Args:
        text: The article's text.
        paragraphs: Those that are read, in order.
        marked: Where quotations begin: a paragraph that has its own marks is no answer.
    """
    words = [p.span.of(text) for p in paragraphs]
    asked = [n for n, said in enumerate(words) if said.endswith("?") and len(said) <= LONGEST]
    asked = [n for n in asked if not any(at in marked for at in _places(paragraphs[n].span))]
    if len(asked) < EACH or not INTERVIEW.search(text, 0, paragraphs[asked[0]].span.start):
        return []
    found: list[Turn] = []
    own = 0
    for n, after in zip(asked, [*asked[1:], len(words)], strict=True):
        parts: list[Span] = []
        for at in range(n + 1, after):
            speaks = FIRST.search(words[at]) is not None
            if paragraphs[at].kind != "body" or (parts and after == len(words) and not speaks):
                break
            parts.append(paragraphs[at].span)
            own += speaks and at == n + 1
        if parts:
            found.append(Turn(None, None, tuple(parts), ANSWERED))
    return found if len(found) >= EACH and own >= SPOKEN * len(found) else []


def _places(span: Span) -> range:
    return range(span.start, span.end)


def _speakers(
    text: str, paragraphs: Sequence[Paragraph], labels: Sequence[re.Match[str] | None]
) -> list[str]:
    """Return for each paragraph the key of its label; empty where that names no speaker.

    Labels that take turns do, but where Q and A take turns others must be plausible. So must those
    that open one paragraph: in capitals where all names that take turns are, or a name that the
    article has elsewhere, or one with a role. None of these opens a heading.
    """
    keys = ["" if label is None else _key(label) for label in labels]
    often = _often(keys)
    lead = [label for label, key in zip(labels, keys, strict=True) if label and key in often]
    letters = {label["letter"] for label in lead} - {None}
    capitals = all(label["name"].isupper() for label in lead if label["name"])
    named = _named(text, paragraphs) if len(often) >= EACH else frozenset()

    def speaks(label: re.Match[str], key: str, paragraph: Paragraph) -> bool:
        if label["letter"]:
            return bool(letters)
        if key in often and len(letters) < EACH:
            return True
        alike = capitals and label["name"].isupper()
        introduced = bool(label["role"]) and " " in label["name"]
        return paragraph.kind == "body" and (alike or introduced or key in named)

    return [
        key if label and key and speaks(label, key, paragraph) else ""
        for label, key, paragraph in zip(labels, keys, paragraphs, strict=True)
    ]


def _brief(
    text: str, paragraphs: Sequence[Paragraph], labels: Sequence[re.Match[str] | None]
) -> list[str]:
    """Return the keys of labels that follow each other, if they are too few to show turns.

    All are in capitals and one is a full name or speaks twice, or all are full names of whom the
    article speaks elsewhere. A label alone, or one among paragraphs of another kind, is none.
    """
    keys = ["" if label is None else _key(label) for label in labels]
    places = [n for n, label in enumerate(labels) if label and label["name"] and keys[n]]
    nothing = [""] * len(labels)
    if len({keys[n] for n in places}) < FEW or places[-1] - places[0] >= len(places):
        return nothing
    if any(paragraphs[n].kind != "body" for n in places):
        return nothing
    names = [label["name"] for n in places if (label := labels[n])]
    full = [" " in name for name in names]
    if all(name.isupper() for name in names):
        sure = any(full) or len(places) >= LEAST > len({keys[n] for n in places})
    else:
        named = _named(text, paragraphs)
        sure = all(full) and all(keys[n] in named for n in places)
    return [key if sure and n in places else "" for n, key in enumerate(keys)]


def _enough(labels: Sequence[re.Match[str] | None], spoken: Sequence[int]) -> float:
    """Return how many turns must address somebody: one, where the labels are hardly a list's."""
    own = [label for n in spoken if (label := labels[n])]
    names = [label["name"] for label in own if label["name"]]
    sure = len(names) == len(own) and all(name.isupper() for name in names)
    marked = any(" " in name for name in names) or any(label["role"] for label in own)
    return 1 if sure and marked else SPOKEN * len(spoken)


def _often(keys: Sequence[str]) -> frozenset[str]:
    """Return the keys of labels that open several paragraphs."""
    return frozenset(key for key, count in Counter(keys).items() if key and count >= EACH)


def _named(text: str, paragraphs: Sequence[Paragraph]) -> frozenset[str]:
    """Return words with a capital inside sentences, as names have, like keys of labels."""
    return frozenset(
        found[1].strip("'’-").casefold()
        for p in paragraphs
        if p.kind == "body"
        for found in WITHIN.finditer(text, p.span.start, p.span.end)
        if found[1][0].isupper()
    )


def _end(label: re.Match[str] | None) -> int:
    return label.end() if label else 0


def _part(label: re.Match[str], name: str) -> Span:
    letters = {"name": "letter", "cue": "dot"}
    return Span(*label.span(name if label["name"] else letters[name]))


def _key(label: re.Match[str]) -> str:
    """Return what a label is counted by: its last word, as "TAPPER" may follow "JAKE TAPPER"."""
    words = str(label["name"] or label["letter"]).split()
    return words[-1].strip(".").casefold() if all(w[0].isupper() for w in words) else ""


def _said(text: str, span: Span) -> Span | None:
    """Return the span of a turn's words; None for a stage direction."""
    words = span.of(text)
    if ASIDE.fullmatch(words) or not any(c.isalnum() for c in words):
        return None
    return Span(span.start, span.start + len(words.rstrip()))
