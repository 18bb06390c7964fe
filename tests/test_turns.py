"""Speakers' turns: found where labels take turns, and nowhere else."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis.attribution import attribute
from analysis.attribution.turns import turns
from analysis.ingest import from_text
from analysis.pipeline import quoted
from analysis.readings import read_text
from analysis.tokens import tokenise

TALK = """The talk lasted an hour.

MARTA LUND: Did you know about the leak?

OLE BRANDT: I was told on Friday. We closed the plant the same day.

LUND: Who told you?

(Laughter)

BRANDT: My deputy.

The hearing goes on next week: the clerk has the list.
"""


def told(text: str) -> list[tuple[str, str, list[str]]]:
    article = from_text(text)
    found = turns(article.text, article.paragraphs)
    return [
        (t.source.of(text), t.cue.of(text), [c.of(text) for c in t.content])
        for t in found
        if t.source and t.cue
    ]


def test_each_paragraph_with_a_label_is_said_by_whom_it_names() -> None:
    assert told(TALK) == [
        ("MARTA LUND", ":", ["Did you know about the leak?"]),
        ("OLE BRANDT", ":", ["I was told on Friday. We closed the plant the same day."]),
        ("LUND", ":", ["Who told you?"]),
        ("BRANDT", ":", ["My deputy."]),
    ]


def test_roles_and_brackets_are_no_part_of_the_name() -> None:
    text = TALK.replace("MARTA LUND:", "MARTA LUND, CITY COUNSEL:").replace(
        "OLE BRANDT:", "OLE BRANDT (the engineer):"
    )
    assert [source for source, _, _ in told(text)][:2] == ["MARTA LUND", "OLE BRANDT"]


@pytest.mark.parametrize("mark", [":", "."])
def test_question_and_answer_take_turns(mark: str) -> None:
    text = "Q: Do you?\n\nA: I do.\n\nQ: Since when?\n\nA: Since May.\n".replace(":", mark)
    assert [(source, cue) for source, cue, _ in told(text)] == [("Q", mark), ("A", mark)] * 2


@pytest.mark.parametrize("label", ["**{}:** ", "**{}**: ", "*{}*: "])
def test_an_emphasised_label_is_one(label: str) -> None:
    said = [("Q", "Do you?"), ("A", "I do."), ("Q", "Since when?"), ("A", "Since May.")]
    text = "\n\n".join(label.format(who) + words for who, words in said)
    assert told(text) == [(who, ":", [words]) for who, words in said]


def test_a_turn_goes_on_in_paragraphs_that_open_with_a_quotation_mark() -> None:
    text = (
        '"LUND: Will you stay?"\n\n"BRANDT: I will.\n\n"I said so.\n\n"(CROSSTALK)\n\n'
        '"LUND: You did."\n\n"BRANDT: I did."\n'
    )
    assert [(source, content) for source, _, content in told(text)] == [
        ("LUND", ["Will you stay?"]),
        ("BRANDT", ["I will.", "I said so."]),
        ("LUND", ["You did."]),
        ("BRANDT", ["I did."]),
    ]


@pytest.mark.parametrize(
    "text",
    [
        "It rains.",
        "Pros: light, cheap.\n\nCons: noisy.\n\nPros: it is quick.\n\nCons: it is small.\n",
        "LUND: I see.\n\nLUND: You see.\n\nLUND: We see.\n\nLUND: Do you?\n",
        "LUND: Do you?\n\nBRANDT: I do.\n\nLUND: Good.\n",
        "said Lund: do you?\n\nsaid Brandt: I do.\n\nsaid Lund: you?\n\nsaid Brandt: me.\n",
        "LUND:\n\nBRANDT:\n\nLUND:\n\nBRANDT:\n",
    ],
    ids=["nothing", "a list", "one voice", "three turns", "clauses", "no words"],
)
def test_what_only_looks_like_turns_is_left_alone(text: str) -> None:
    assert not told(text)


def test_the_reader_gives_each_turn_once_and_joins_a_speaker_s_names() -> None:
    reading = read_text(TALK)
    rows = reading.attributions
    assert rows["cue_text"].tolist() == [":"] * 4
    assert rows["name"].tolist() == ["Marta Lund", "Ole Brandt"] * 2
    assert set(reading.sources["kind"]) == {"person"}


def test_a_label_in_capitals_is_the_person_the_article_names() -> None:
    text = "Marta Lund met Ole Brandt, the engineer, on Friday.\n\n" + TALK.replace(
        "MARTA LUND", "LUND"
    ).replace("OLE BRANDT", "BRANDT")
    assert set(read_text(text).attributions["name"]) == {"Marta Lund", "Ole Brandt"}


PARK = (
    "Elena Park writes about salt and the sea.\n\nQ: Do you cook?\n\nA: I do, most days.\n\n"
    "Q: Since when?\n\nA: I was nine.\n\n"
)


@pytest.mark.parametrize(
    "line",
    [
        "Note: this interview has been edited for length.",
        "Warning: you may find some of the answers hard to read.",
        "Photo: she stands in her kitchen with a pan of salt.",
    ],
)
def test_a_label_of_the_page_is_no_speaker(line: str) -> None:
    for text in (PARK + line, f"{line}\n\n{PARK}{line}\n\nPark lives in Hull."):
        assert {source for source, _, _ in told(text)} == {"Q", "A"}
    label = line.partition(":")[0]
    assert label not in {source for source, _, _ in told(f"{TALK}\n{line}\n")}


def test_a_heading_with_a_label_of_its_own_is_no_turn() -> None:
    text = f"Interview: Elena Park on memory and salt\n\n{PARK}"
    assert [source for source, _, _ in told(text)] == ["Q", "A"] * 2


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        (PARK + "Elena Park: I have one more thing to say.", "Elena Park"),
        (PARK + "Tom Hale (her brother): You do.", "Tom Hale"),
        (TALK + "\nCLERK: The list is here.\n", "CLERK"),
    ],
    ids=["named in the article", "with a role", "in capitals as all others"],
)
def test_who_speaks_once_is_a_speaker(text: str, speaker: str) -> None:
    assert told(text)[-1][0] == speaker


LINES = st.sampled_from(
    [
        "LUND: I do?",
        "BRANDT: You?",
        "“Lund: yes, me.",
        "(Pause)",
        "“",
        ":",
        "A: b",
        '"No," he said.',
    ]
)


@given(st.lists(LINES, min_size=1, max_size=12))
def test_turns_are_disjoint_and_lie_in_their_paragraphs(lines: list[str]) -> None:
    article = tokenise(from_text("\n\n".join(lines)))
    spans = []
    for turn in turns(article.text, article.paragraphs):
        assert turn.source
        assert turn.cue
        spans += [turn.source, turn.cue, *turn.content]
    assert all(a.end <= b.start for a, b in pairwise(spans))
    assert all(len(s) and any(p.span.covers(s) for p in article.paragraphs) for s in spans)
    found = attribute(article, quoted(article))
    assert all(part.of(article.text).strip() for a in found for part in a.content)


def test_letters_are_two_people_whom_nothing_names() -> None:
    reading = read_text("Q: Do you?\n\nA: I do.\n\nQ: Since when?\n\nA: Since May.\n")
    assert reading.sources["name"].tolist() == ["Q, who asks", "A, who answers"]
    assert reading.sources["statements"].tolist() == [2, 2]
    assert "named" not in set(reading.sources["naming"])


def test_a_statement_inside_a_turn_is_found_and_talk_of_oneself_is_none() -> None:
    text = (
        "WALLACE: Will you be there? The mayor told me that the bridge was safe.\n\n"
        "KAINE: I think I will. The police said that nobody was hurt in the flood.\n\n"
        "WALLACE: Do you agree with what the governor said about taxes?\n\n"
        "KAINE: Yes, I do. The governor told us that taxes would rise next year. You know me.\n"
    )
    rows = read_text(text).attributions
    inner = rows[rows["parent"].notna() & (rows["parent"] != "")]
    assert {"The police", "The governor"} <= set(inner["source_text"])
    assert not {"I", "you", "You"} & set(inner["source_text"])


def test_a_speaker_in_capitals_is_heard_between_q_and_a() -> None:
    asked = "Q: How do you feel?\n\nA: I am glad.\n\n"
    heard = told(f"{asked}MORRISON: I disagree with you.\n\n{asked}MORRISON: You should not.\n")
    assert [source for source, _, _ in heard].count("MORRISON") == 2


ON_CAMERA = (
    "LENA ORR, CHANNEL 5 HOST (on camera): Welcome to you.\n\n"
    "REP. PAUL VINT (D), OHIO: It is dry.\n\n[20:14:02] ORR: 8:14 now.\n\nVINT: Dry."
)
INTRODUCED = (
    "Baker Paul Vint met our Lena Orr.\n\nLena Orr: Do you sleep?\n\n"
    "Paul Vint: I do when the ovens are out."
)


@pytest.mark.parametrize(
    ("text", "speakers"),
    [
        (
            "LENA ORR: Was it cold?\n\nPAUL VINT: It was, and we had no wood.",
            ["LENA ORR", "PAUL VINT"],
        ),
        (
            ON_CAMERA,
            ["LENA ORR", "PAUL VINT", "ORR", "VINT"],
        ),
        (
            ">> ORR: You go?\n\n>> VINT (by telephone): Yes.\n\n>> ORR: Why?\n\n>> VINT: Rain.",
            ["ORR", "VINT", "ORR", "VINT"],
        ),
        (
            INTRODUCED,
            ["Lena Orr", "Paul Vint"],
        ),
        ("Pros: You save money.\n\nCons: You wait.", []),
        ("PROS: You save money.\n\nCONS: You wait.", []),
        (
            "LENA ORR: Was it cold?\n\nIt rained all day.\n\nThe road was shut.\n\nNOTE: We paid.",
            [],
        ),
    ],
)
def test_labels_with_more_than_a_name_and_few_turns_are_read(
    text: str, speakers: list[str]
) -> None:
    article = from_text(text)
    found = turns(text, article.paragraphs)
    assert [turn.source.of(text) for turn in found if turn.source] == speakers


@pytest.mark.parametrize("title", ["DR.", "SEN.", "REP."])
def test_a_title_in_a_label_keeps_nobody_from_being_one_voice(title: str) -> None:
    text = (
        f"LENA ORR, HOST: Welcome to you.\n\n{title} PAUL VINT (by telephone): It is dry.\n\n"
        "ORR: The bridge is shut.\n\nVINT: I know it is."
    )
    found = read_text(text).extraction
    assert [(s.name, s.kind, s.naming) for s in found.sources] == [
        ("Lena Orr", "person", "named"),
        ("Paul Vint", "person", "named"),
    ]
