"""What the words of a source say: name, nominal or pronoun, head, number, determiner."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from worded import phrase

from analysis.sources.phrases import read


@pytest.mark.parametrize("word", ["he", "They", "who", "most of whom", "no one", "It"])
def test_a_pronoun_is_a_pronoun(word: str) -> None:
    assert phrase(word).form == "pronoun"


@pytest.mark.parametrize(
    ("text", "head", "determiner", "plural"),
    [
        ("a second source", "source", "new", False),
        ("the source", "source", "definite", False),
        ("another official", "official", "new", False),
        ("one Jordanian diplomat", "diplomat", "indefinite", False),
        ("several aides to the mayor", "aides", "indefinite", True),
        ("critics of the plan", "critics", "bare", True),
        ("his lawyer", "lawyer", "possessed", False),
        ("people familiar with the matter", "people", "bare", True),
        ("the study released on Tuesday", "study", "definite", False),
        ("one of the doctors", "doctor", "indefinite", False),
    ],
)
def test_a_nominal_has_a_head_a_determiner_and_a_number(
    text: str, head: str, determiner: str, plural: bool
) -> None:
    found = phrase(text)
    assert (found.form, found.head, found.plural) == ("nominal", head, plural)
    assert found.determiner == determiner


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Harbour spokesman Ivo Cole", "Ivo Cole"),
        ("Ivo Cole, the harbour master,", "Ivo Cole"),
        ("A lawyer for the port, Ivo Cole,", "Ivo Cole"),
        ("Oman's Foreign Minister Yusuf Al Amri", "Yusuf Al Amri"),
        ("Secretary of State Ruth Bell", "Ruth Bell"),
    ],
)
def test_a_name_heads_the_phrase_wherever_it_stands(text: str, name: str) -> None:
    found = phrase(text)
    assert found.form == "name"
    assert [n.text for n in found.names] == [name]


def test_names_joined_by_and_are_several() -> None:
    found = phrase("Senator Ana Lind of Ohio and Senator Ivo Cole of Utah")
    assert [n.text for n in found.names] == ["Ana Lind", "Ivo Cole"]
    assert [n.text for n in phrase("Ana Lind, Ivo Cole and Ruth Bell").names] == [
        "Ana Lind",
        "Ivo Cole",
        "Ruth Bell",
    ]


@given(st.text(max_size=60))
def test_any_words_can_be_read(text: str) -> None:
    assert read(text, 0, ()).form in ("nominal", "pronoun", "empty")
