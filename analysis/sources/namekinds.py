"""What a proper name seems to be by its words: person, organisation, government, media, place."""

from __future__ import annotations

from collections.abc import Sequence

from analysis.sources import lexicon


def guess_kind(parts: Sequence[str], title: str, role: str, *, the: bool) -> str:
    """What a name seems to be by its words alone: person, organisation, media, ...; "" if unsure.

    Args:
        parts: The words of the name, without title and role.
        title: The title before it ("Mr"); makes it a person.
        role: The words that describe its bearer.
        the: Whether "the" stands before it.
    """
    keys = [lexicon.fold(p) for p in parts]
    if len(parts) == 1 and lexicon.is_people(keys[-1]) and not title:
        return "people"
    if title or (role and lexicon.is_person_noun(lexicon.fold(role.rsplit(maxsplit=1)[-1]))):
        return "person"
    known = _listed(" ".join(parts)) or _body(keys)
    if known:
        return known
    if lexicon.given_gender(parts[0]) and (len(parts) > 1 or not the):
        return "person"
    acronym = len(parts) == 1 and parts[0].isupper() and len(parts[0]) > 1
    return "organisation" if acronym or {"of", "for", "&"} & set(keys) else ""


def _listed(text: str) -> str:
    """The kind of a name that a list holds; "" if none does."""
    place = lexicon.place(text)
    if place is not None:
        kinds = {"country": "government", "capital": "government", "demonym": "people"}
        return kinds.get(place.kind, "place")
    key = lexicon.fold(text).removeprefix("the ")
    for section, part, kind in (
        ("bodies", "names", "organisation"),
        ("media_names", "names", "media"),
        ("government_names", "phrases", "government"),
    ):
        if key in lexicon.phrases(section, part):
            return kind
    return ""


def _body(keys: Sequence[str]) -> str:
    """The kind of body that the first and the last word of a name tell; "" if they tell none."""
    first, last = keys[0], keys[-1]
    department = last == "department" and first in lexicon.words("government_names", "departments")
    ministry = first in {"ministry", "department", "government"} and len(keys) > 2
    if department or ministry or last in lexicon.words("government_names", "endings"):
        return "government"
    opening = first in lexicon.words("organisation_names", "openings") and "of" in keys[1:3]
    if opening or last in lexicon.words("organisation_names", "endings"):
        return "organisation"
    if len(keys) > 1 and last in lexicon.words("media_names", "endings"):
        return "media"
    return ""


def kind_beside(before: str, after: str) -> str:
    """What the noun beside an unknown name says: "the groups Renewable Future", ", a bank in"."""
    kinds = ("organisation", "media", "government")
    if before and (kind := lexicon.noun_kind(before)) in kinds:
        return str(kind)
    described = after.split()[:6]
    if described and described[0].casefold() in lexicon.words("grammar", "determiners"):
        for word in described[1:]:
            if lexicon.fold(word) in lexicon.words("grammar", "oblique"):
                break
            if (kind := lexicon.noun_kind(lexicon.fold(word))) in kinds:
                return str(kind)
    return ""
