"""Who is spoken to or about, and so is not whom a pronoun or a role for the source means."""

from __future__ import annotations

import re

from analysis.model import Attribution, Span
from analysis.sources.pronouns import GENDERS, main_subject
from analysis.sources.scene import Scene

WHOM = re.compile(r",? who(?:m|se)? \Z")  # "Christie, whom he describes"


def addressed(scene: Scene, attribution: Attribution, span: Span) -> frozenset[int]:
    """Return the ids of those who are spoken to or about.

    No pronoun or role of the source is theirs.

    A pronoun that says something is nobody whom its own sentence names after it (principle C
    of Chomsky's binding theory, 1981): "she told Kroll", "she said Kroll had lied".
    """
    spans = [s for s in attribution.content if s.start > span.start]
    spans += [Span(span.end, max(c.end for c in attribution.cue))] if attribution.cue else []
    if (relative := WHOM.search(scene.text, max(0, span.start - 8), span.start)) is not None:
        near = scene.names_between(relative.start() - 60, relative.start())
        spans += [n.span for n in near[-1:] if relative.start() - n.span.end < 2]
    after = scene.sentence(span.start) + 1
    end = scene.starts[after] if after < len(scene.starts) else len(scene.text)
    spans.append(Span(span.end, min(end, span.end + 200)))
    spans += [s for s in attribution.content if attribution.form == "direct"]
    found = set()
    own = span.of(scene.text).casefold() + " "
    for part in (s for s in attribution.content if s.end <= span.start):
        opening = scene.text[part.start : part.start + len(own)].casefold()
        if opening == own:  # "He had not told Luc, he said"
            spans.append(part)
    for part in spans:
        for name in scene.names_between(part.start, part.end):
            entity = scene.entity(name)
            if entity is not None and not name.possessive:
                found.add(id(entity))
    pronoun = own.strip() in GENDERS
    return frozenset(found - {id(main_subject(scene, span))} if pronoun else found)
