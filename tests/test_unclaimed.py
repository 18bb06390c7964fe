"""Quotations that no statement holds: whose they are, and which are no statement at all."""

from __future__ import annotations

import pytest

from analysis.ingest import from_text
from analysis.pipeline import extract

SPOKEN = [
    # asked, shouted and the like behind a question or an exclamation
    ("“We shut at noon,” Ada Quill said. “Why?” asked Tom Arden.", "Why", "Tom Arden"),
    ("“We open at six,” Lena Holt said.\n\n“Who pays?” the clerk asked.", "Who pays", "clerk"),
    ("The doors opened at nine. “Run!” cried the guard.", "Run", "guard"),
    ("“We will wait,” Ida Kroll said. “Never!” shouted a man at the back.", "Never", "man"),
    ("Nobody moved. “Is it over?” whispered Omar Vass, the porter.", "Is it over", "Omar Vass"),
    ("“Enough!” the mayor snapped. “We vote now.”", "Enough", "mayor"),
    # an action of the speaker beside the quotation
    ("Omar Vass shrugged. “It was my turn.”", "my turn", "Omar Vass"),
    ("Lena Holt ran the mill. She shook her head. “Not in my time.”", "Not in my", "Lena Holt"),
    ("“It is over now.” Lena Holt closed the folder.", "It is over", "Lena Holt"),
    ("Ines Roth wept. “It is gone.” Her husband Karl took her arm. “We go.”", "We go", "Karl"),
    ("Tom Arden looked at the water. “It was never this high before.”", "never this", "Tom Arden"),
    ("The nurse put down her bag. “They sent us home at five.”", "sent us home", "nurse"),
    # a statement, a letter, a post of somebody, and then its words
    ("The bank sent a letter from its head, Rosa Lind. “We are sorry.”", "sorry", "Rosa Lind"),
    ("The club shared a post by Amir Dale. “Football is for all of us.”", "for all", "Amir Dale"),
    # a line with a name and a post below a quotation
    ("“Trains will come back.”\n\nRosa Lind, director, Hale Transport", "Trains", "Rosa Lind"),
    ("“We lost the harvest twice.”\n\nAmir Dale, farmer in Thorpe", "harvest", "Amir Dale"),
    ("“We lost the harvest twice.”\n\nAmir Dale\nFarmer, Hale Grain", "harvest", "Amir Dale"),
    ("Amir Dale, Hale Grain: “We lost the harvest twice.”", "harvest", "Amir Dale"),
    # the second verb of a relative clause
    ("Rosa Lind, who owned two boats and later said she feared water, retired.", "feared", "Rosa"),
    ("Omar Vass, who left in May and then told a court he had lied, won.", "he had lied", "Omar"),
]

SILENT = [
    "The sign beside the pond was old. “No swimming.”",
    "Rosa Lind wrote a novel. “The Long Weir.”",
    "He was known as “Shorty.”",
    "They christened the boat “Second Wind.”",
    "Rosa Lind called her second album “Low Water.”",
    "The station was named “Hale Parkway.”",
    "The dog, nicknamed “Biscuit,” slept.",
]


@pytest.mark.parametrize(("text", "words", "who"), SPOKEN)
def test_a_quotation_belongs_to_whom_the_text_beside_it_shows(
    text: str, words: str, who: str
) -> None:
    read = extract(from_text(text))
    names = {source.id: source.name for source in read.sources}
    found = [
        names.get(a.speaker or "", "")
        for a in read.attributions
        if any(words in span.of(text) for span in a.content)
    ]
    assert len(found) == 1
    assert who in found[0]


@pytest.mark.parametrize("text", SILENT)
def test_a_title_or_a_name_in_quotation_marks_is_no_statement(text: str) -> None:
    assert not extract(from_text(text)).attributions


INTERVIEWS = [
    "Q&A with Ruth Pell\n\nQ: Why did you leave?\n\nA: I was tired.\n\nQ: Why now?\n\nA: Age.",
    (
        "Ruth Pell, who runs a museum, spoke to us.\n\nQ. Why go?\n\nA. I was tired.\n\n"
        "Q. Why now?\n\nA. My age."
    ),
    (
        "We met the director, Ruth Pell, on Monday.\n\nWhy did you leave?\n\nI was tired. Enough."
        "\n\nWhat will you do?\n\nMy garden needs me.\n\nThe museum opens at nine."
    ),
    (
        "Interview: the director\n\nRuth Pell has run the museum since May.\n\nWhy did you go?\n\n"
        "We were all so tired, and I was tired, too.\n\nWhat will you do?\n\nI will sleep."
    ),
]


@pytest.mark.parametrize("text", INTERVIEWS)
def test_answers_are_those_of_the_one_who_is_interviewed(text: str) -> None:
    read = extract(from_text(text))
    names = {source.id: source.name for source in read.sources}
    (tired,) = [a for a in read.attributions if any("tired" in s.of(text) for s in a.content)]
    assert names[tired.speaker or ""] == "Ruth Pell"
    assert not any("opens at nine" in s.of(text) for a in read.attributions for s in a.content)


def test_questions_of_a_guide_are_no_interview() -> None:
    text = (
        "Ruth Pell wrote this guide.\n\nWhat is a tax?\n\nA tax is what we all pay.\n\n"
        "Who pays it?\n\nEverybody who earns enough."
    )
    assert not extract(from_text(text)).attributions


def test_nobody_answers_where_two_people_may() -> None:
    text = (
        "Ruth Pell and Tom Arden spoke to us about the mill.\n\nWhy did you leave?\n\nI was tired."
        "\n\nWhat will you do?\n\nI will sleep."
    )
    read = extract(from_text(text))
    assert not any("I was tired" in s.of(text) for a in read.attributions for s in a.content)


@pytest.mark.parametrize(
    "text",
    [
        "“It was the worst night of my life.” (Ruth Pell, teacher)",
        "“It was the worst night of my life.”\n\n— Ruth Pell, teacher",
        "Ruth Pell, teacher: “It was the worst night of my life.”",
        "She was there.\n\n“It was the worst night of my life.” Ruth Pell, teacher",
    ],
)
def test_a_signature_gives_name_and_role(text: str) -> None:
    (source,) = extract(from_text(text)).sources
    assert (source.name, source.role) == ("Ruth Pell", "teacher")
