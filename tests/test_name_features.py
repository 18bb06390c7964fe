"""What tells the kind of a name: the very signs that the model has learned from.

A sign that is called or weighed otherwise than when the model was made says nothing to it.
"""

from __future__ import annotations

import pytest

from analysis.ingest import from_text
from analysis.sources.name_features import Key, features, grouped, own
from analysis.sources.names import find

NAMES = {
    "Daniel J. Baker": (
        "size:3; first shape:Xx; last shape:Xx; many ends:er; many ends:ker; many ends:aker; "
        "initial; many given:m; last given:False; many place:no; many noun:person; "
        "form:True/person/False"
    ),
    "Ana de Ruiz": (
        "size:3; first shape:Xx; last shape:Xx; many ends:iz; many ends:uiz; many ends:ruiz; "
        "particle; many given:f; last given:False; many place:no; many noun:None; "
        "form:True/no/False"
    ),
    "Grace Charlotte": (
        "size:2; first shape:Xx; last shape:Xx; many ends:te; many ends:tte; many ends:otte; "
        "many given:f; last given:True; many place:no; many noun:None; form:True/no/False"
    ),
    "Jean-Luc Marais": (
        "size:2; first shape:X-X; last shape:Xx; many ends:is; many ends:ais; many ends:rais; "
        "many given:u; last given:False; many place:no; many noun:None; form:True/no/False"
    ),
    "Bank of Oslo": (
        "size:3; first shape:Xx; last shape:Xx; many ends:lo; many ends:slo; many ends:oslo; "
        "holds:of; many given:no; last given:False; many place:no; many noun:None; "
        "form:False/no/False"
    ),
    "Hale Ministry": (
        "size:2; first shape:Xx; last shape:Xx; many ends:ry; many ends:try; many ends:stry; "
        "many given:no; last given:False; many place:no; many noun:government; "
        "form:False/government/False; many ending:government_names; "
        "many ending:organisation_names"
    ),
    "European Union": (
        "size:2; first shape:Xx; last shape:Xx; many ends:on; many ends:ion; many ends:nion; "
        "many given:no; last given:False; many place:no; first place:demonym; "
        "many noun:organisation; form:False/organisation/False; "
        "many ending:organisation_names; listed:bodies"
    ),
    "Reuters": (
        "size:1; first shape:Xx; last shape:Xx; one ends:rs; one ends:ers; one ends:ters; "
        "one given:no; one place:no; one noun:None; listed:media_names"
    ),
    "Oslo": (
        "size:1; first shape:Xx; last shape:Xx; one ends:lo; one ends:slo; one ends:oslo; "
        "one given:no; one place:capital; one noun:None"
    ),
}


@pytest.mark.parametrize("name", NAMES)
def test_the_words_of_a_name_give_signs(name: str) -> None:
    signs = own(name.split()).plain
    assert set(signs) == set(NAMES[name].split("; "))
    less = {sign for sign, weight in signs.items() if weight == 0.7}
    assert less == {s for s in signs if " ends:" in s or s.startswith("last given")}
    assert {signs[sign] for sign in set(signs) - less} == {1.0}


def test_each_word_of_a_name_has_a_part() -> None:
    assert own(["Reuters"]).words == {("only", "reuters"): 1.0}
    assert own(["Bank's", "Union"]).words == {("first", "bank"): 1.0, ("last", "union"): 1.0}
    whole = own("Daniel J. K. Baker".split()).words
    inner = {("inner", "j."): 0.25, ("inner", "k."): 0.25}
    assert whole == {("first", "daniel"): 1.0, ("last", "baker"): 1.0} | inner


PLACES = {
    "He met the Orvo, a small bank in Oslo, today at noon. The company said it was shut.": (
        {
            "before:met the; subject:True; the; behind 0:,; behind 1:a; behind 2:small; "
            "behind 2:bank; then:it; again:company; again kind:organisation; is:organisation": 1.0
        },
        {("before", "met"): 1.0, ("behind", ","): 1.0, ("described", "bank"): 1.0},
    ),
    "They went to Orvo’s old depot. Later Mr Orvo, 45, told us: yes. He left.": (
        {
            "before:to; subject:False; owns; behind 0:’s; behind 1:old; behind 2:depot; "
            "behind 2:.; before:mr; subject:True; title; says; behind 0:,; behind 1:45; "
            "behind 2:,; behind 2:told; age; is:45; role is:mr": 0.5,
            "then:he": 1.0,
        },
        {
            ("before", "to"): 0.5,
            ("before", "mr"): 0.5,
            ("behind", "’s"): 0.5,
            ("behind", ","): 0.5,
            ("owned", "old"): 0.25,
            ("owned", "depot"): 0.25,
        },
    ),
    "A lawyer for Orvo, Chief Clerk of the town, came.": (
        {
            "before:for; subject:False; behind 0:,; behind 1:chief; behind 2:clerk; behind 2:of; "
            "again:town; again kind:None; is:person": 1.0
        },
        {("before", "for"): 1.0, ("behind", ","): 1.0, ("described", "chief"): 1.0},
    ),
}


@pytest.mark.parametrize("text", PLACES)
def test_the_words_around_a_name_give_signs(text: str) -> None:
    found = features(text, (), grouped(find(from_text(text), ()))["orvo",])
    signs, words = PLACES[text]
    wanted = {sign: weight for row, weight in signs.items() for sign in row.split("; ")}
    assert found.plain == wanted
    assert {key: weight for key, weight in found.words.items() if weight} == words


def test_a_longer_name_tells_of_what_kind_it_is() -> None:
    text = "Then Orvo left."
    longer: dict[Key, str] = {("orvo", "bank"): "organisation", ("dan", "orvo"): "person"}
    places = grouped(find(from_text(text), ()))["orvo",]
    found = features(text, ("orvo",), places, places, longer).plain
    assert found["begins:organisation"] == found["ends:person"] == found["one ends:vo"] / 0.7 == 1
    assert found["before:then"] == found["short before:then"] == 1
