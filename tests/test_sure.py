"""How sure a rule is whose words are: what a text says is sure, what is taken to be so is less so.

``test_links.py`` has the probability that comes of it.
"""

from __future__ import annotations

import pytest
from marked import parse, voices

from analysis.quotes import pair
from analysis.sources.names import names
from analysis.sources.resolution import Resolver

SAYS = "[1c:said] [1k:it was late]."
SURE = {
    "[1s:Ana Ruiz]": "Ana Ruiz",
    "[1s:Ana Ruiz and Ben Hale]": "Ana Ruiz and Ben Hale",
    "[1s:A nurse]": "A nurse",
    "[1s:Nurses]": "Nurses",
    "[1s:Another]": "Another",
    "[1s:A bank]": "A bank",
    "[1s:The Russian government]": "Russia",
    "Mayor Dina Pohl came. [1s:The mayor]": "Dina Pohl",
    "Ana Ruiz, 34, came. [1s:The 34-year-old]": "Ana Ruiz",
    "Ana Ruiz came. [1s:Her lawyer]": "Ana Ruiz’s lawyer",
    "Ana Ruiz came. [1s:She]": "Ana Ruiz",
    "Ana Ruiz, [1s:who]": "Ana Ruiz",
    "A nurse [1s:who]": "A nurse",
    "Texas Air fell. [1s:The airline]": "Texas Air",
    "The Senate Banking Committee met. [1s:The committee]": "Senate Banking Committee",
}
LIKELY = {
    "Hale Foods fell. [1s:The company]": "Hale Foods",
    "[1s:Ana Ruiz and others]": "Ana Ruiz and others",
    "[1s:A 34-year-old]": "A 34-year-old",
    "[1s:State media] in Pakistan": "State media (Pakistan)",
    "The minister met Ana Hale and Ben Hale. [1s:Hale]": "Ben Hale",
    "Ana Ruiz sued the surgeon. [1s:He]": "the surgeon",
    "Traders came. [1s:They]": "Traders",
    "Ana Ruiz and Ben Hale came. [1s:Both]": "Ana Ruiz and Ben Hale",
    "Ana Ruiz came. [1s:The Spaniard]": "Ana Ruiz",
}
OPEN = {
    "[1s:She]": "She",
    "[1s:Someone]": "Someone",
    "[1s:Nobody]": "Nobody",
    "[1s:This]": "This",
    "[1s:I]": "the author",
    "Ana Ruiz and Ben Hale came. [1s:The candidates]": "Ana Ruiz and Ben Hale",
}


def sure(text: str, name: str, number: int = 1) -> float:
    """Return how sure the rule is that gives a statement of a text its source."""
    marked = f"{text} {SAYS}" if SAYS not in text else text
    source = voices(marked).of(number)
    assert source is not None
    assert source.name == name
    article, statements = parse(marked)
    quotations = pair(article.text, [p.span for p in article.paragraphs])
    spans = [span for a in statements for span in a.source[:1]]
    resolver = Resolver(article, quotations, names(article, quotations, spans))
    return resolver.run(statements)[f"a{number}"].confidence


@pytest.mark.parametrize(("text", "name"), SURE.items())
def test_what_the_words_say_is_sure(text: str, name: str) -> None:
    assert 0.8 <= sure(text, name) < 1


@pytest.mark.parametrize(("text", "name"), LIKELY.items())
def test_what_the_text_suggests_is_likely(text: str, name: str) -> None:
    assert 0.6 <= sure(text, name) < 0.8


@pytest.mark.parametrize(("text", "name"), OPEN.items())
def test_what_the_text_leaves_open_is_not_likely(text: str, name: str) -> None:
    assert 0.3 < sure(text, name) < 0.6


def test_a_full_name_is_surer_than_a_description_and_that_than_a_pronoun() -> None:
    name, again = sure("[1s:Ana Ruiz]", "Ana Ruiz"), "Mayor Dina Pohl came. [1s:The mayor]"
    described = sure("[1s:A nurse]", "A nurse")
    assert name > described >= sure(again, "Dina Pohl") > sure("[1s:She]", "She")


@pytest.mark.parametrize(
    ("first", "second", "least"),
    [
        ("A source", "The source", 0.8),
        ("Aides to the mayor", "Aides", 0.6),
        ("A study", "The paper", 0.6),
        ("Two firms", "The firms", 0.6),
        ("A spokesman for Hale River", "A spokesman for Hale River", 0.6),
        ("Kev Malone", "Malone", 0.9),
    ],
)
def test_who_is_described_again_is_as_sure_as_the_words_are(
    first: str, second: str, least: float
) -> None:
    text = f"[1s:{first}] {SAYS} [2s:{second}] [2c:said] [2k:no]."
    found = voices(text)
    assert found.same(1, 2)
    assert least <= sure(text, found.name(2), 2) < least + 0.2


def test_a_quotation_that_goes_on_is_likely_the_last_speakers() -> None:
    text = f"[1s:Ana Ruiz] {SAYS} [2k:“It is over.”]"
    assert 0.6 <= sure(text, "Ana Ruiz", 2) < 0.8
    assert [a.implicit for a in voices(text).attributions] == [False, True]


def test_a_name_that_only_a_headline_has_is_likely() -> None:
    statement = voices("# [1s:Will Smith] [1c:Says] [1k:Inquiry Is Late]").statement(1)
    assert 0.6 <= statement.speaker_confidence < 0.9


def test_a_who_behind_nobody_is_open_and_may_be_the_last_speaker() -> None:
    text = f"[1s:Ana Ruiz] {SAYS} Late, [2s:who] [2c:said] [2k:no]."
    assert 0.3 < sure(text, "Ana Ruiz", 2) < 0.6
