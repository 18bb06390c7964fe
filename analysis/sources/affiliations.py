"""Whom a person belongs to: the body in a role, in an apposition or behind "of"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from analysis.sources import lexicon
from analysis.sources.proper import Name


def with_affiliations(text: str, found: Sequence[Name]) -> Iterator[Name]:
    """Yield the names, a person's with the body that its role, apposition or "of" holds."""
    for at, name in enumerate(found):
        near = (
            [*found[max(0, at - 2) : at], *found[at + 1 : at + 3]] if name.kind == "person" else []
        )
        bodies = (n for n in near if n.kind in ("organisation", "media") and _whole(n))
        home = next((n.text for n in bodies if _belongs(text, name, n)), "")
        yield name._replace(home=home) if home else name


def _whole(name: Name) -> bool:
    """Tell whether a name can stand for a body by itself.

    The "County" of "County Commissioner" can't.
    """
    return len(name.words) > 1 or name.possessive or name.text.isupper()


def _belongs(text: str, name: Name, body: Name) -> bool:
    """Tell whether a body stands in the role or the apposition of a person, or behind "of"."""
    if body.span.end <= name.span.start:
        start = name.span.start - len(name.role) - 2
        if OWNED.fullmatch(text, body.span.end, name.span.start):
            return True
        office = name.role.rpartition(" ")[2].casefold() in lexicon.words("beside_names", "offices")
        inside = not office and body.span.end > start and body.text.split()[-1] in name.role
        return bool(name.role) and (inside or (body.possessive and start - body.span.end <= 3))
    between = text[name.span.end : body.span.start]
    described = WITHIN.fullmatch(between) and any(
        lexicon.is_person_noun(word) for word in between.casefold().split()
    )
    return bool(OF.fullmatch(between) or described or (between == ", " and body.possessive))


WITHIN = re.compile(r",\s(?:[A-Za-z-]+\s){1,8}?(?:of|at|for|with|from)\s(?:the\s)?")
OWNED = re.compile(r"['’]s?\s[a-z][a-z\s-]{2,50},\s")  # as in "Orvo's head of research, Ann Roe"
OF = re.compile(r",?\s(?:of|from|at|with)\s(?:the\s)?|,\s(?:of|from)\s(?:the\s)?")
