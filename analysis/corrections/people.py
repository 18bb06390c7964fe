"""People and bodies that are known beforehand: their names, other names and roles tie sources."""

from __future__ import annotations

from dataclasses import replace

from analysis.corrections.draft import Draft
from analysis.corrections.records import Correction
from analysis.model import Source

ARTICLES = ("the ", "a ", "an ", "its ", "their ", "our ")


def folded(name: str) -> str:
    """Return a name or a role as it is compared: without case, accents, points and article."""
    from analysis.sources import lexicon  # noqa: PLC0415 - takes long to import

    line = " ".join(lexicon.fold(name).replace(".", "").split())
    return next((line.removeprefix(a) for a in ARTICLES if line.startswith(a)), line)


def names_of(person: Correction) -> tuple[str, ...]:
    """Return the names of a person, the full one first."""
    return (person.name or "", *(who.name for who in person.others))


def know(draft: Draft, person: Correction) -> None:
    """Make the sources that are a known person one, of that name; nothing where none is.

    A source is that person if it has one of the names, or if it has no name and is called by one
    of the roles ("the mayor").
    """
    names, roles = set(map(folded, names_of(person))), set(map(folded, person.roles))

    def meant(source: Source) -> bool:
        called = folded(source.name)
        return called in names or (source.naming != "named" and called in roles)

    own = [source for source in draft.voices.values() if meant(source)]
    if not own:
        return
    own.sort(key=lambda s: (s.naming != "named", s.id in draft.unheard))
    kept = own[0]
    given = {"name": person.name or kept.name, "naming": "named"}
    given |= {"kind": person.kind} if person.kind else {}
    changed = [field for field, value in given.items() if getattr(kept, field) != value]
    made = replace(
        kept,
        confidence=1.0,
        reason="",
        because="; ".join(filter(None, ["known from the table of people", kept.because])),
        corrected=tuple(dict.fromkeys((*kept.corrected, *changed))),
        **given,  # type: ignore[arg-type]
    )
    draft.merge(made, own[1:])
