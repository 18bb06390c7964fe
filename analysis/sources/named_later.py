"""Find whom the article describes first and names soon after."""

from __future__ import annotations

import re

from analysis.model import Span
from analysis.sources.entities import Entity
from analysis.sources.nominal_kinds import gender_of
from analysis.sources.phrases import Phrase
from analysis.sources.scene import Scene
from analysis.sources.ties import compatible

ONE_SPEECH = re.compile(r"[.,]?\s+[“\"][^“”\"]+[”\"]\s+")


def next_speech(scene: Scene, phrase: Phrase, span: Span) -> Entity | None:
    """Return the person who is named at the end of the speech that this one begins.

    As in "said the widow. “They ran,” Ana Ruiz told us".
    """
    at = scene.paragraph(span.start) + 1
    end = scene.paragraphs[at] if at < len(scene.paragraphs) else len(scene.text)
    name = next(iter(scene.names_between(span.end, end)), None)
    entity = scene.entity(name) if name is not None else None
    if name is None or entity is None or entity.kind != "person" or name.quoted:
        return None
    first = entity.first == name.span.start and len(name.words) > 1
    if not first or not ONE_SPEECH.fullmatch(scene.text, span.end, name.span.start):
        return None
    if {gender_of(phrase), entity.gender} == {"f", "m"}:
        return None
    return entity


def paragraphs_on(scene: Scene, phrase: Phrase, span: Span) -> Entity | None:
    """Return who is described in the lead and named paragraphs later.

    As in "A judge ... Judge Frank Nervo". Within one paragraph they are two: "A nurse said no.
    Nurse Ana Ruiz said yes."
    """
    if phrase.tail or not scene.leads(span.start):
        return None
    horizon = scene.paragraph(span.start) + 5
    limit = scene.paragraphs[horizon] if horizon < len(scene.paragraphs) else len(scene.text)
    pool = scene.nouns.get(phrase.head, ())
    after = scene.paragraphs[horizon - 4] if horizon - 4 < len(scene.paragraphs) else limit
    own = [e for e in pool if after <= e.first < limit and compatible(phrase, e)]
    return own[0] if len(own) == 1 else None


def next_sentence(scene: Scene, phrase: Phrase, span: Span) -> Entity | None:
    """Return the person whom the next sentence names, where a lead describes somebody.

    As in "A teacher who hid a child said she sang. Ana Ruiz, 33, has taught here for years". The
    lead ends, and the next sentence goes on with a full name that is new and says nothing.
    """
    after = scene.sentence(span.start) + 1
    told_of = phrase.tail.startswith(("who ", "whose "))
    if not told_of or not scene.leads(span.start) or after >= len(scene.starts):
        return None
    start = scene.starts[after]
    name = next(iter(scene.names_between(start, start + 3)), None)
    entity = scene.entity(name) if name is not None else None
    if name is None or entity is None or entity.kind != "person" or name.says or name.role:
        return None
    new = entity.first == name.span.start and len(name.words) > 1 and not name.possessive
    told = not entity.roles or entity.age != ""
    other = {gender_of(phrase), entity.gender} == {"f", "m"}
    return entity if new and told and not other and compatible(phrase, entity) else None
