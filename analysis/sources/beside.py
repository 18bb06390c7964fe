"""Read the words of a source with the name that stands beside them.

The words found may end before it ("The company" of "The company, Tolma Foods, said") or in it.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from analysis.model import Span
from analysis.sources import lexicon
from analysis.sources.appositions import CALLED
from analysis.sources.phrases import Phrase, read
from analysis.sources.pronouns import FIRST_PERSON
from analysis.sources.reference import BODY_KINDS
from analysis.sources.scene import Scene

APPOSED = re.compile(r",\s(?:the\s)?")  # between a description and the name behind it
GIVES_NAME = re.compile(rf"(?:,\s(?:who|which)\s[^.;:“”\"]{{0,20}}?)?\s?{CALLED.pattern}")
BESIDE = re.compile(
    r"^(?:An?|The|One|a|the)\s[^,\n]{2,60},\s(?:the\s)?$"
)  # "A think tank, the ..."
TRADE_BEFORE = re.compile(r"\b([a-z][\w-]*) $")
LED_AWAY = re.compile(r"\b(?:of|for|to|with|by|from|about|on|and the|and a)\b")
ENDED = re.compile(r"\s?[,.;:–—(]|\s?\Z")
CUT_SHORT = re.compile(
    r"\s(?:who|familiar|close|briefed|with (?:direct |first-hand )?knowledge)\s[^.;:!?“”\"]+$"
)


def whole(scene: Scene, span: Span, cue: Sequence[Span]) -> Span:
    """Return the whole noun phrase of a source that the network cut short before the cue.

    "Jordan" of "Jordan's King Abdullah II said"; "the source" of "the source who warned said".
    """
    limit = min((c.start for c in cue if c.start >= span.end), default=span.end)
    between = scene.text[span.end : limit]
    if not 3 < len(between) <= 90 or span.of(scene.text).casefold() in FIRST_PERSON:
        return span
    if CUT_SHORT.match(between):
        return Span(span.start, span.end + len(between.rstrip(" ,")))
    if between.startswith(("'s ", "’s ")):
        ahead = [n for n in scene.names_between(span.end, limit) if n.kind == "person"]
        if ahead and ahead[0].role.startswith(span.of(scene.text)):
            return Span(span.start, ahead[0].span.end)
    return span


def apposed(scene: Scene, span: Span, phrase: Phrase) -> tuple[Span, Phrase]:
    """Return a source with the name that stands behind it: "The company, Tolma Foods, said"."""
    name = next(iter(scene.names_between(span.end, span.end + 70)), None)
    if name is None or name.possessive:
        return span, phrase
    between = scene.text[span.end : name.span.start]
    beside = APPOSED.fullmatch(between) or GIVES_NAME.fullmatch(between)
    held = name.kind == "person" and between.strip() in ("", name.title, name.role)
    titled = lexicon.title_gender(span.of(scene.text)) is not None  # "Rep." of "Rep. Ana Ruiz"
    if held and (titled or lexicon.is_person_noun(phrase.head)):  # "lawyer" of "lawyer Ana Ruiz"
        return name.span, read(name.span.of(scene.text), name.span.start, [name])
    if beside is None or not ENDED.match(scene.text, name.span.end):
        return span, phrase
    whole = Span(span.start, name.span.end)
    longer = read(whole.of(scene.text), whole.start, scene.names_in(whole))
    return (whole, longer) if longer.form == "name" else (span, phrase)


def behind_trade(scene: Scene, span: Span, phrase: Phrase) -> Phrase:
    """Return the name that a trade leads to: "longtime writer and performer Ana Ruiz said"."""
    own = scene.names_in(span)
    if not own or own[-1].span.end < span.end or own[-1].possessive:
        return phrase
    if phrase.plural and len(own) > 1:
        return phrase
    if phrase.form == "name" and phrase.names[:1] == (own[-1],):
        return _employed(scene, span, phrase)
    name, before = own[-1], scene.text[span.start : own[-1].span.start]
    body = name.kind in BODY_KINDS and not lexicon.is_person_noun(phrase.head)
    if body and phrase.form == "nominal" and BESIDE.search(before):
        return read(name.span.of(scene.text), name.span.start, [name])
    trade = TRADE_BEFORE.search(before)
    full = name.kind == "person" and len(name.words) > 1
    if not full or trade is None or LED_AWAY.search(before):
        return phrase
    if not lexicon.is_person_noun(lexicon.fold(trade[1])):
        return phrase
    return read(name.span.of(scene.text), name.span.start, [name])


def _employed(scene: Scene, span: Span, phrase: Phrase) -> Phrase:
    """Return a person without the body that she speaks for: "Ana Ruiz, Hale Grid: ..."."""
    first = phrase.owners[0] if phrase.owners else None
    if first is None or first.kind != "person" or first.possessive:
        return phrase
    between = scene.text[first.span.end : phrase.names[0].span.start]
    if first.span.start != span.start or between != ", " or len(first.words) < 2:
        return phrase
    return read(first.span.of(scene.text), first.span.start, [first])
