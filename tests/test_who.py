"""Who speaks, on little texts: labels of people without a name, victims, clocks, reasons."""

from __future__ import annotations

import pytest

from analysis.ingest import from_text
from analysis.model import Source
from analysis.pipeline import extract

TEXTS = [
    # labels that say no name
    (
        "LEE: Who saw it?\n\nWOMAN: I saw it.\n\nLEE: And you?\n\nBOY: Me too.",
        "I saw",
        "WOMAN",
        "anonymous",
    ),
    (
        "LEE: Who saw it?\n\nWOMAN: I saw it.\n\nLEE: And you?\n\nBOY: Me too.",
        "Me too",
        "BOY",
        "anonymous",
    ),
    (
        "ANN DOE: Your view?\n\nCALLER: I am angry.\n\nDOE: Go on.\n\nCALLER: I am.",
        "angry",
        "CALLER",
        "anonymous",
    ),
    # the name of a label in capitals, beside a first name in somebody's words
    (
        "AL RUST: Tell me, Mira, was it you?\n\nMIRA STOLL: It was me.\n\nRUST: Why?",
        "It was me",
        "Mira Stoll",
        "named",
    ),
    # who was harmed is the victim, who was charged the defendant
    (
        "Mira Stoll was stabbed on Friday. The victim said she knew him.",
        "she knew him",
        "Mira Stoll",
        "named",
    ),
    (
        "Al Rust was charged with theft. The judge was calm. The defendant said he was broke.",
        "he was broke",
        "Al Rust",
        "named",
    ),
    (
        "Mira Stoll and Al Rust were attacked. The victim said he ran.",
        "he ran",
        "ictim",
        "anonymous",
    ),
    ("Mira Stoll was robbed. The robber said she was slow.", "she was slow", "robber", "anonymous"),
    # many whom no list knows, and people by what they do
    ("Surfers said the sea was too cold.", "too cold", "Surfers", "generic"),
    ("The lifeguard said the sea was rough.", "was rough", "lifeguard", "anonymous"),
    ("A cook said the soup was cold.", "soup was cold", "cook", "anonymous"),
    # a clock before a sentence
    (
        "9:15 Buses have stopped, First Bus says.\n\n9:40 Commuters say the roads are full.",
        "roads are full",
        "Commuters",
        "",
    ),
    (
        "10.05am Police say two roads are shut.\n\n10.20am Shoppers tell us they are stuck.",
        "they are stuck",
        "Shoppers",
        "",
    ),
    # titles and times before labels
    ("DET. INSP. AL RUST: Why?\n\nSUSPECT: I fell.\n\nRUST: Why?", "Why?", "Al Rust", "named"),
    (
        "9:02 HOST: Hi.\n\n9:03 MIRA STOLL, MAYOR: Thank you.\n\n9:04 HOST: So?",
        "Thank",
        "Mira",
        "named",
    ),
    # roles before a name
    ("Ex-footballer Al Rust said he was broke.", "was broke", "Al Rust", "named"),
    ("The developer, Northgate, said the tower was safe.", "was safe", "Northgate", "named"),
    # no name
    ("The crowd was calm. A T-shirt said “Save the mill.”", "Save the mill", "-shirt", ""),
    ("A U-turn was ruled out, the minister said.", "ruled out", "minister", "anonymous"),
]

REASONS = [
    (
        "A baker, who declined to give her name, said the oven broke.",
        "who declined to give her name",
    ),
    (
        "A clerk who would not give his full name said it was sold.",
        "who would not give his full name",
    ),
    (
        "One neighbour, who did not want her name used, said he drank.",
        "who did not want her name used",
    ),
    ("The guard said it was dark. He refused to give his name.", "refused to give his name"),
]


def source_of(text: str, words: str) -> Source:
    read = extract(from_text(text))
    said = [a for a in read.attributions if any(words in span.of(text) for span in a.content)]
    assert said, "no statement"
    return next(s for s in read.sources if s.id == said[-1].speaker)


@pytest.mark.parametrize(("text", "words", "name", "naming"), TEXTS)
def test_who_speaks_and_whether_that_is_a_name(
    text: str, words: str, name: str, naming: str
) -> None:
    source = source_of(text, words)
    assert name.casefold() in source.name.casefold()
    assert source.naming == naming if naming else source.naming != "named"


@pytest.mark.parametrize(("text", "reason"), REASONS)
def test_the_words_that_withhold_a_name_are_the_reason(text: str, reason: str) -> None:
    read = extract(from_text(text))
    (source,) = read.sources
    assert source.reason == reason


HOLDERS = [
    (
        "The Dean of Thornby, Ruth Pell, said the roof leaked. The dean said it was old.",
        "it was old",
        "Ruth Pell",
    ),
    (
        "The Earl of Brackley said no. “We will not sell,” the earl added.",
        "not sell",
        "Earl of Brackley",
    ),
    (
        "Viscount Stead said peers would object. “They will,” the viscount added.",
        "They will",
        "Viscount Stead",
    ),
    (
        "The Provost of Orme said the bells would ring. The provost said it was time.",
        "it was time",
        "Provost of Orme",
    ),
    (
        "Oakes & Marl said it would not pay. The retailer said the rent was high.",
        "rent was high",
        "Oakes & Marl",
    ),
    # what letters stand for, and bodies called by their noun
    (
        "The Border Guard Service (BGS) said two fled. The BGS said they had guns.",
        "had guns",
        "Border Guard Service",
    ),
    (
        "The United States Board on Canal Locks met in May. The CLB was new. BCL said it was done.",
        "was done",
        "United States Board on Canal Locks",
    ),
    (
        "The Royal Commission on Wells met on Friday. The commission said water was scarce.",
        "water was scarce",
        "Royal Commission on Wells",
    ),
    (
        "The U.S. Canal Board was new. The United States Canal Board said it was.",
        "it was",
        "United States Canal Board",
    ),
    # a trade between other words and the name
    ("A think tank, the Orme Institute, said it was late.", "it was late", "Orme Institute"),
    ("Councillor and baker Al Rust said bread was dear.", "bread was dear", "Al Rust"),
    ("Republican Al Rust said he would win.", "would win", "Al Rust"),
    ("Senate Democrat Mira Stoll said it was late.", "it was late", "Mira Stoll"),
    (
        "Longtime Vass at Noon writer and performer Rob Dale said he was sad.",
        "was sad",
        "Rob Dale",
    ),
    ("Zelwig will close in May. It said it was broke.", "it was broke", "Zelwig"),
    ("Zelwig will close in May, it said on Friday.", "close in May", "Zelwig"),
]


@pytest.mark.parametrize(("text", "words", "name"), HOLDERS)
def test_holders_of_old_offices_and_firms_keep_one_name(text: str, words: str, name: str) -> None:
    source = source_of(text, words)
    assert (source.name, source.naming) == (name, "named")


def test_one_of_two_who_spoke_together_may_be_who_speaks_next() -> None:
    text = "Acme Bank and Borel Bank said they would merge.\n\nThe bank said it was late."
    found = extract(from_text(text, "x"))
    (last,) = [a for a in found.attributions if a.speaker is None]
    names = {voice.id: voice.name for voice in found.unheard}
    assert {names[key] for key in last.candidates} == {"Acme Bank", "Borel Bank"}
