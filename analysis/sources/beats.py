"""Find whose words are that have no verb of saying: beside an action, or answers in an interview.

"Ana Ruiz shrugged. “It was my turn.”": the subject of the sentence before, in the same paragraph,
or of the one behind it where the quotation opens the paragraph. Fiction calls such sentences action
beats (He, Barbosa and Kondrak, ACL 2013, use the same places as candidates).
"""

from __future__ import annotations

import re

from analysis.attribution.unclaimed import listed
from analysis.model import Attribution, Span
from analysis.sources.entities import Entity
from analysis.sources.scene import Scene
from analysis.sources.writers import Writers

PRONOUN = re.compile(r"(He|She|They)\b")
NEAR = 60  # characters from the beginning of a sentence within which its subject stands


def speaker(scene: Scene, attribution: Attribution, writers: Writers) -> Entity | None:
    """Return who says words that have neither source nor cue; None where nobody is shown to.

    Args:
        scene: The article as read up to the words.
        attribution: Its content is a quotation with its marks in a paragraph that holds more, or
            paragraphs without marks that answer questions.
        writers: Who asks and answers in the article.
    """
    first = attribution.content[0]
    if attribution.form == "direct":
        return _beside(scene, first)
    return writers.interviewee(first.start)


def _beside(scene: Scene, quotation: Span) -> Entity | None:
    """Return who the sentence beside a quotation is about; None where that is no person."""
    paragraph = scene.article.paragraphs[scene.paragraph(quotation.start)].span
    if scene.text[paragraph.start : quotation.start].strip():
        before = scene.sentence(quotation.start - 2)
        start = max(scene.starts[before], paragraph.start)
        return _author(scene, Span(start, quotation.start)) or _subject(scene, start)
    end = paragraph.end
    behind = (
        quotation.end
        + len(scene.text[quotation.end : end])
        - len(scene.text[quotation.end : end].lstrip())
    )
    return _subject(scene, behind) if behind < end else None


def _subject(scene: Scene, start: int) -> Entity | None:
    """Return the person who is the subject of a sentence that starts there."""
    pronoun = PRONOUN.match(scene.text, start)
    if pronoun:
        place = scene.sentence(start), scene.paragraph(start)
        found = scene.memory.pronoun(pronoun[1].casefold(), *place, False)
        return found.entity if found else None
    sentence = scene.sentence(start)
    for seen in scene.memory.recent:
        if seen.sentence == sentence and seen.subject and start <= seen.start < start + NEAR:
            return _human(seen.entity)
    for name in scene.names_between(start, start + NEAR):
        if name.subject and not name.possessive and not name.quoted:
            return _human(scene.entity(name))
    return None


def author(scene: Scene, attribution: Attribution) -> Entity | None:
    """Return who wrote what the sentence before a quotation tells of, whoever sent or published it.

    As in "The bank published a letter from its head, Ana Ruiz. “We are sorry.”".
    """
    start = min((s.start for s in attribution.content), default=0)
    if attribution.form != "direct" or not attribution.cue or attribution.cue[-1].end > start:
        return None
    before = scene.sentence(start - 2)
    if before < 0 or before != scene.sentence(attribution.cue[-1].start):
        return None
    return _author(scene, Span(scene.starts[before], start))


def _author(scene: Scene, sentence: Span) -> Entity | None:
    """Return who wrote what the sentence tells of: "a letter from the minister, Ana Ruiz"."""
    found = _text_of().search(scene.text, sentence.start, sentence.end)
    if found is None:
        return None
    names = scene.names_between(found.end(), sentence.end)
    if len(names) != 1 or names[0].possessive:
        return None
    return scene.entity(names[0])


def _text_of() -> re.Pattern[str]:
    return re.compile(rf"\b(?:{'|'.join(sorted(listed('texts')))}) (?:from|by|of)\b")


def _human(entity: Entity | None) -> Entity | None:
    return entity if entity is not None and entity.kind in ("person", "group") else None
