"""What there is to choose by in one article, each value with how many statements have it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence

from analysis.cues import analyse
from analysis.model import FORMS, NAMINGS, NOBODY, SOURCE_KINDS, Extraction
from analysis.page.summary import NAMING
from analysis.spans.text import joined
from analysis.text import plain

LABEL = 44
ANY = ""  # the value that takes all
Option = tuple[str, str]


def facets(x: Extraction) -> dict[str, tuple[Option, ...]]:
    """Count what the statements of an article have.

    Returns:
        Labels and values for each box to choose from; the first of each takes all.
    """
    sources = {source.id: source for source in x.sources}
    speakers = Counter(a.speaker if a.speaker in sources else NOBODY for a in x.attributions)
    held = [sources[a.speaker] for a in x.attributions if a.speaker in sources]
    kinds: Counter[str] = Counter(source.kind for source in held)
    namings: Counter[str] = Counter(source.naming for source in held)
    forms: Counter[str] = Counter(a.form for a in x.attributions)
    cues = Counter(analyse(joined(x.article.text, a.cue)).lemma for a in x.attributions)
    del cues[""]
    names = {source.id: source.name for source in x.sources} | {NOBODY: NOBODY}
    order = sorted(speakers, key=lambda key: (key == NOBODY, -speakers[key or ""]))
    voices = [(names[key or ""], key or "") for key in order]
    return {
        "source": _options("all sources", voices, speakers),
        "kind": _options("all kinds", _same(SOURCE_KINDS), kinds),
        "naming": _options("named or not", [(NAMING[n], n) for n in NAMINGS], namings),
        "form": _options("all forms", _same(FORMS), forms),
        "cue": _options("all cues", _same(sorted(cues, key=lambda key: (-cues[key], key))), cues),
    }


def _same(values: Iterable[str]) -> list[tuple[str, str]]:
    return [(value, value) for value in values]


def _options(
    everything: str, values: Sequence[tuple[str, str]], counts: Counter[str] | Counter[str | None]
) -> tuple[Option, ...]:
    """Return the options with their counts.

    A label never holds a line break or a mark that turns the line; equal ones are told apart.
    """
    found: list[Option] = [(everything, ANY)]
    seen = {everything}
    for name, value in values:
        if counts[value]:
            label = f"{plain(name, LABEL)} ({counts[value]})"
            if label in seen:
                label = f"{label} {plain(value, LABEL)}"
            seen.add(label)
            found.append((label, value))
    return tuple(found)
