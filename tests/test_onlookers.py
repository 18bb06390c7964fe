"""People whom a sentence describes and who say nothing in it: where their description ends."""

from __future__ import annotations

import pytest
from worded import find, paragraph

from analysis.sources.onlookers import described, nominals, pairs, people


def first(text: str) -> list[str]:
    """Return the descriptions of one person with which the sentence of a text begins."""
    return [onlooker.span.of(text) for onlooker in nominals(paragraph(text), [0])]


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("The boatman rowed out.", "The boatman"),
        ("A tall young nurse came in.", "A tall young nurse"),
        ("An old teacher came in.", "An old teacher"),
        ("One nurse came in.", "One nurse"),
        ("Another nurse came in.", "Another nurse"),
        ("The big old red brick house nurse came in.", ""),
        ("The nurses came in.", ""),
        ("The nurse Ana Ruiz came in.", ""),
        ("The nurse teacher came in.", ""),
        ("The house of the nurse fell.", ""),
        ("The tall, old nurse came in.", ""),
        ("His nurse came in.", ""),
        ("The bank fell.", ""),
        ("The", ""),
    ],
)
def test_a_sentence_begins_with_one_person(text: str, wanted: str) -> None:
    assert first(text) == ([wanted] if wanted else [])


def test_a_heading_describes_nobody() -> None:
    assert list(nominals(paragraph("The boatman rowed out.", "heading"), [0])) == []


@pytest.mark.parametrize("led", ["the", "a", "one", "another", "his", "her", "their", "The"])
def test_a_person_is_described_anywhere_in_a_sentence(led: str) -> None:
    text = f"Ana Ruiz sued {led} young surgeon of the clinic."
    assert [span.of(text) for span in described(text, 0, len(text))] == [f"{led} young surgeon"]


def test_every_person_who_is_described_up_to_a_place_is_found_once() -> None:
    text = "Ana Ruiz met the nurse, an old teacher and the mayor."
    end = text.index(" mayor") + 3
    assert [span.of(text) for span in described(text, 0, end)] == ["the nurse", "an old teacher"]
    assert [span.of(text) for span in described(text, 20, len(text))][-1] == "the mayor"


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("Traders have had enough.", "Traders"),
        ("Angry young farmers came.", "Angry young farmers"),
        ("The farmers came.", "The farmers"),
        ("Two farmers came.", "Two farmers"),
        ("Several old farmers came.", "Several old farmers"),
        ("Many farmers came.", "Many farmers"),
        ("The very angry old young farmers came.", "The very angry old young farmers"),
        ("The very angry poor old young farmers came.", ""),
        ("Senators Ana Ruiz and Ben Hale came.", ""),
        ("The farmer came.", ""),
        ("The shop of the farmers fell.", ""),
        ("Rain fell on farmers.", ""),
        ("Old, angry farmers came.", ""),
        ("Banks fell.", ""),
    ],
)
def test_a_sentence_begins_with_several_people(text: str, wanted: str) -> None:
    span = people(text, 0, len(text))
    assert (span.of(text) if span else "") == wanted
    assert people(text, 0, 5) is None


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("Ben Hale and Rosa Lund adopted the boy.", "Ben Hale and Rosa Lund"),
        ("Ben Hale, and Rosa Lund, adopted the boy.", "Ben Hale, and Rosa Lund"),
        ("Ben Hale and the Rev. Rosa Lund came.", "Ben Hale and the Rev. Rosa Lund"),
        ("Ben Hale and her friend Rosa Lund came.", "Ben Hale and her friend Rosa Lund"),
        ("Ben Hale and his old school friend from Leeds Rosa Lund came.", ""),
        ("They met Ben Hale and Rosa Lund.", ""),
        ("Ben Hale met Rosa Lund.", ""),
        ("Ben Hale’s dog and Rosa Lund came.", ""),
        ("Ben Hale and Reuters came.", ""),
        ("“Ben Hale and Rosa Lund came.”", ""),
    ],
)
def test_two_who_begin_a_clause_together_are_a_pair(text: str, wanted: str) -> None:
    assert [pair.span.of(text) for pair in pairs(text, find(text))] == ([wanted] if wanted else [])
