"""Who is foremost in mind where a pronoun may mean several, and what words have one stem."""

from __future__ import annotations

from typing import Any

import pytest

from analysis.sources.entities import Entity
from analysis.sources.reference import Memory, Seen, content_words, stem

SENTENCE, PARAGRAPH = 20, 9
PARTS = ("subject", "speaker", "oblique", "quoted")
HERE: dict[str, Any] = {}
SUBJECT, SPEAKER = {"subject": True}, {"subject": True, "speaker": True}
OBLIQUE, QUOTED = {"oblique": True}, {"quoted": True}
FIRM, STATE = {"kind": "organisation"}, {"kind": "government"}
OMAN, MANY = STATE | {"country": "Oman"}, {"kind": "group", "plural": True}
MAN, WOMAN, OPEN = {"gender": "m"}, {"gender": "f"}, {"kind": ""}
UNNAMED: dict[str, Any] = {"names": []}


def back(sentences: int) -> dict[str, Any]:
    return {"back": sentences}


def often(times: int) -> dict[str, Any]:
    return {"weight": times}


FOREMOST: list[tuple[str, str, dict[str, Any], dict[str, Any]]] = [
    ("a subject before another", "he", SUBJECT, HERE),
    ("who speaks before a subject", "he", SPEAKER, SUBJECT),
    ("anybody before one behind a preposition", "he", HERE, OBLIQUE),
    ("who spoke a sentence back before one here", "he", SPEAKER | back(1), HERE),
    ("one here before the subject a sentence back", "he", HERE, SUBJECT | back(1)),
    ("a subject here before who spoke a sentence back", "he", SUBJECT, SPEAKER | back(1)),
    ("one here before who spoke two sentences back", "he", HERE, SPEAKER | back(2)),
    ("the nearer sentence before the farther", "he", back(4), back(5)),
    ("this paragraph before the last", "he", back(1), back(1) | {"up": 1}),
    ("the nearer paragraph before the farther", "he", back(3) | {"up": 4}, back(3) | {"up": 5}),
    ("one five sentences back before a quoted name", "he", back(5), QUOTED),
    ("a quoted name before one six back", "he", QUOTED, back(6)),
    ("of two alike who is named more often", "he", often(9), often(8)),
    ("one here before one a sentence back that is named often", "he", HERE, back(1) | often(99)),
    ("a man before one of whom it is not told", "he", MAN, often(6)),
    ("a woman before one of whom it is not told", "her", WOMAN, often(6)),
    ("one here before a man behind a preposition", "he", HERE, MAN | OBLIQUE),
    ("a name before a description", "he", HERE, UNNAMED | often(3)),
    ("a description here before a name behind a preposition", "he", UNNAMED, OBLIQUE),
    ("a person before a name that may be none", "he", MAN, MAN | OPEN | often(7)),
    ("a firm before a country", "it", FIRM, OMAN | often(9)),
    ("a country that speaks before a firm", "it", OMAN | SPEAKER, FIRM | SUBJECT),
    ("several a sentence back before a firm", "they", MANY | back(1), FIRM),
    ("a firm here before several two sentences back", "they", FIRM, MANY | back(2)),
    ("a firm that speaks before several", "they", FIRM | SPEAKER, MANY | SUBJECT),
    ("a firm a sentence back before a government", "they", FIRM | back(1), STATE),
    ("a government that speaks before a firm", "they", STATE | SPEAKER, FIRM | SUBJECT),
]


def mention(label: str, told: dict[str, Any]) -> Seen:
    """Return a mention with what is told of it or its bearer; in this sentence if not "back"."""
    place = SENTENCE - told.get("back", 0), PARAGRAPH - told.get("up", 0)
    own = {key: value for key, value in told.items() if key not in (*PARTS, "back", "up")}
    entity = Entity(**({"kind": "person", "names": [("Vale",)], "label": label} | own))
    return Seen(entity, 0, *place, *(told.get(part, False) for part in PARTS))


@pytest.mark.parametrize("turned", [False, True])
@pytest.mark.parametrize(
    ("word", "first", "second"), [pytest.param(*row[1:], id=row[0]) for row in FOREMOST]
)
def test_a_pronoun_means_who_is_foremost_in_mind(
    word: str, first: dict[str, Any], second: dict[str, Any], turned: bool
) -> None:
    memory = Memory()
    for seen in sorted(
        [mention("first", first), mention("second", second)],
        reverse=turned,
        key=lambda seen: seen.entity.label,
    ):
        memory.see(seen)
    found = memory.pronoun(word, SENTENCE, PARAGRAPH, False)
    assert found is not None
    assert found.entity.label == "first"


@pytest.mark.parametrize(
    ("word", "told"),
    [
        ("he", back(7)),
        ("he", WOMAN),
        ("she", MAN),
        ("he", {"plural": True}),
        ("he", FIRM),
        ("it", {"kind": "person"}),
        ("it", FIRM | {"plural": True}),
        ("it", MAN | OPEN),
        ("it", OPEN | {"roles": ["a nurse"]}),
        ("it", OPEN | {"names": [("Ana", "Vale")]}),
        ("they", {"kind": "person"}),
        ("they", {"kind": "document", "plural": True}),
    ],
)
def test_a_pronoun_means_nobody_who_does_not_agree(word: str, told: dict[str, Any]) -> None:
    memory = Memory()
    memory.see(mention("only", told))
    assert memory.pronoun(word, SENTENCE, PARAGRAPH, False) is None


@pytest.mark.parametrize(
    ("word", "told"),
    [("he", MAN | OPEN), ("it", OPEN), ("they", UNNAMED), ("they", {"plural": True}), ("it", OMAN)],
)
def test_a_pronoun_means_who_agrees(word: str, told: dict[str, Any]) -> None:
    memory = Memory()
    memory.see(mention("only", told))
    found = memory.pronoun(word, SENTENCE, PARAGRAPH, False)
    assert found is not None
    assert found.entity.label == "only"


def test_a_pronoun_means_nobody_who_is_spoken_to() -> None:
    memory = Memory()
    seen = mention("only", {})
    memory.see(seen)
    memory.barred = frozenset({id(seen.entity)})
    assert memory.pronoun("he", SENTENCE, PARAGRAPH, False) is None


def test_a_pronoun_is_surer_the_farther_ahead_the_first_is() -> None:
    sure = []
    for second in ({}, back(1), back(3), back(9)):
        memory = Memory()
        memory.see(mention("second", second))
        memory.see(mention("first", {}))
        found = memory.pronoun("he", SENTENCE, PARAGRAPH, False)
        assert found is not None
        sure.append(round(found.confidence, 2))
    assert sure == sorted(sure)
    assert sure[0] == 0.6
    assert sure[-1] == 0.95


@pytest.mark.parametrize(
    ("words", "one"),
    [
        ("warned warns warning warnings warn", "warn"),
        ("king kings", "king"),
        ("used", "used"),
    ],
)
def test_forms_of_a_word_have_one_stem(words: str, one: str) -> None:
    assert {stem(word) for word in words.split()} == {one}


def test_short_and_common_words_are_no_content() -> None:
    assert content_words("The men who were Warned of it left a town bare") == {
        "warn",
        "bare",
        "town",
    }
