"""Tells runs of capitalised words that name a body or a medium from those that hold a role."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import takewhile

from analysis.sources import lexicon
from analysis.sources.roles import PARTIES, is_bare
from analysis.sources.wordstream import GENITIVE, Word


def is_none(run: Sequence[Word]) -> bool:
    """Tell whether a run is only shouting or initials, as "BREAKING NEWS TODAY", "I."."""
    capitals = len(run) > 2 and all(w.text.isupper() for w in run)
    shouted = capitals and len(run) > 2 + _titled(run)
    return shouted or all(len(word.text.rstrip(".")) == 1 for word in run)


def is_medium(stream: Sequence[Word], at: int, run: Sequence[Word]) -> bool:
    """Tell whether a name is a newspaper's, as "the Washington Examiner", not a person's."""
    last = lexicon.fold(run[-1].text)
    placed = any(lexicon.place(" ".join(w.text for w in run[:end])) for end in range(1, len(run)))
    one = at > 0 and stream[at - 1].text.casefold() in ("a", "an")
    one = one or bool(lexicon.given_gender(run[0].text))  # "Georgia Leader"
    if placed and not one and last in lexicon.words("media_names", "people"):
        return not any(lexicon.singular(lexicon.fold(word.text)) in PARTIES for word in run)
    led = placed or (at > 0 and stream[at - 1].text == "the")
    return led and len(run) == 2 and last in lexicon.words("media_names", "endings")


# "Burger King" holds no title, "Hun Sen" neither.
OF_NOBODY = {"king": "organisation", "queen": "organisation", "sen": "person"}


def bears_noun(stream: Sequence[Word], at: int, run: Sequence[Word]) -> bool:
    """Tell whether a noun for a person ends the name of a body, as in "Public Citizen said".

    A description would have an article, or its noun no capital.
    """
    if len(run) < 2 or not is_bare(stream, at):
        return False
    first, last = lexicon.fold(run[0].text), lexicon.fold(run[-1].text)
    described = first in lexicon.words("grammar", "role_adjectives") or lexicon.is_national(first)
    titled = any(lexicon.title_gender(word.text) is not None for word in run[:-1])
    trade = lexicon.is_person_noun(lexicon.fold(run[-2].text))
    ends = last in OF_NOBODY or last in lexicon.words("organisation_names", "people")
    return ends and not (described or titled or trade or first in PARTIES)


def is_office(run: Sequence[Word]) -> bool:
    """Tell whether a run is an office, as "the Attorney General's Office": no general is meant."""
    return len(run) > 1 and run[-2].text.endswith(GENITIVE)


def is_of_body(run: Sequence[Word]) -> bool:
    """Tell whether a run is a body, as "Brennan Center for Justice": no justice is meant."""
    return any(
        ends_body(word) and run[at].text in ("of", "for") for at, word in enumerate(run[:-1], 1)
    )


def ends_body(word: Word) -> bool:
    """Tell whether a word ends names of bodies, as "Foundation"."""
    return lexicon.fold(word.text) in lexicon.words("organisation_names", "endings")


def _titled(run: Sequence[Word]) -> int:
    """Return how many titles a run opens with: "DET. INSP. AMY PENCE" has two."""
    titles = (w.text.endswith(".") and lexicon.title_gender(w.text) is not None for w in run)
    return sum(1 for _ in takewhile(bool, titles))
