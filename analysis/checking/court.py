"""Who "Q.", "A." and "THE WITNESS" are in court papers."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from analysis.checking.labels import Label

EXAMINER = re.compile(
    r"[ \t]*(?i:BY)[ \t]+(?P<who>(?:MR|MS|MRS|DR|Mr|Ms|Mrs|Dr)\.?[ \t]+[^:\n]{2,40}):\s*$"
)
SWORN = re.compile(
    r"(?P<who>[A-Z][\w.’'\-]+(?:[ \t]+[A-Z][\w.’'\-]+){1,3}),[^.:\n]{0,40}\s[^.:]{0,60}?\bsworn\b|"
    r"(?:DEPOSITION|TESTIMONY|EXAMINATION)[ \t]+OF[ \t]+"
    r"(?P<of>[A-Z][\w.’'\-]+(?:[ \t]+[A-Z][\w.’'\-]+){1,3})"
)


def examined(text: str, found: Sequence[Label]) -> list[Label]:
    """Return labels with names: "Q." is who examines ("BY MS. ORTEGA:"), "A." the witness."""
    if not any(label.who in ("Q", "A") for label in found):
        return list(found)
    events = sorted(
        [(m.start(), "Q", m["who"]) for m in re.finditer(EXAMINER.pattern, text, re.MULTILINE)]
        + [(m.start(), "A", m["who"] or m["of"]) for m in SWORN.finditer(text)]
        + [(label.start, "", "") for label in found]
    )
    named = {"Q": "", "A": ""}
    by_place: dict[int, dict[str, str]] = {}
    for at, letter, who in events:
        if letter:
            named[letter] = " ".join(who.split())
        else:
            by_place[at] = dict(named)
    out = []
    for label in found:
        own = by_place[label.start].get(label.who, "") or label.who
        out.append(replace(label, who=own))
    return out


def witness(text: str) -> str:
    """Return the one witness of court papers; "" where there is none, or several."""
    found = [" ".join((m["who"] or m["of"]).split()) for m in SWORN.finditer(text)]
    names = {name.casefold(): name for name in found}
    return found[0] if len(names) == 1 else ""
