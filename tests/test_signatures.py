from __future__ import annotations

import pytest

from analysis.attribution import attribute
from analysis.attribution.signatures import signatures
from analysis.ingest import from_text
from analysis.pipeline import quoted
from analysis.tokens import tokenise


def signed(text: str) -> list[tuple[str, str, str]]:
    article = from_text(text)
    found = signatures(text, article.paragraphs, quoted(article))
    return [
        (t.source.of(text), t.cue.of(text), t.content[0].of(text))
        for t in found
        if t.source and t.cue
    ]


@pytest.mark.parametrize(
    ("text", "name", "cue"),
    [
        ("“It was a wall of water.” — Ana Ruiz", "Ana Ruiz", "—"),
        ("“It was a wall of water.”― Ana Ruiz.", "Ana Ruiz", "―"),
        ('"It was a wall of water." -- Ana Ruiz, farmer', "Ana Ruiz, farmer", "--"),
        ("“It was a wall of water.”\n\n– Ana de la Cruz Jr.", "Ana de la Cruz Jr.", "–"),
        ("“It was a wall of water.” — Ana Ruiz (via e-mail)", "Ana Ruiz (via e-mail)", "—"),
    ],
)
def test_a_quotation_is_said_by_whom_the_signature_names(text: str, name: str, cue: str) -> None:
    ((source, mark, content),) = signed(text)
    assert (source, mark) == (name, cue)
    assert "a wall of water" in content


WATER = "“It was a wall of water.”"


@pytest.mark.parametrize(
    "text",
    [
        "“The Wall of Water” — Ana Ruiz",  # a title
        "“Who’s Afraid of the Wall of Water?” — Ana Ruiz",
        "“The wall of water” — Ana Ruiz",  # short, and no sentence
        f"She said {WATER} — Ana Ruiz",  # part of a sentence
        f"{WATER} — and then it was gone",
        f"{WATER} — été à la mer",
        f"{WATER} — Yes",
        f"{WATER} — But Ana Ruiz",
        f"{WATER} — Ana Ruiz, however, was not there",
        f"{WATER} — Ana Ruiz, who told us that the dam had broken",
        f"{WATER} — Ana Ruiz, farmer. Then it rained.",
        f"{WATER}\n\n- Housing\n\n- Schools",
        f"{WATER}\n\n— By Ana Ruiz, staff writer",
        f"{WATER}\n\nAna Ruiz looked on.",
        "It was a wall of water. — Ana Ruiz",
        "“. . . . .” — Ana Ruiz",
    ],
)
def test_other_dashes_sign_nothing(text: str) -> None:
    assert signed(text) == []


def test_a_letter_of_several_paragraphs_is_said_as_one() -> None:
    text = "“It rained for a week.\n\n“Then the dam broke.”\n\n— Ana\u00a0Ruiz"
    article = from_text(text)
    (found,) = signatures(text, article.paragraphs, quoted(article))
    assert [s.of(text) for s in found.content] == [
        "“It rained for a week.",
        "“Then the dam broke.”",
    ]


def test_what_was_said_before_a_signed_quotation_stays() -> None:
    text = f"The mayor said on Friday that the bridge was safe.\n\n{WATER}\n\n— Ana Ruiz"
    article = tokenise(from_text(text))
    found = attribute(article, quoted(article))
    assert [a.source[0].of(text) for a in found] == ["The mayor", "Ana Ruiz"]


def test_letters_one_below_the_other_each_have_their_own_source() -> None:
    text = "\n\n".join(
        f"“The {thing} has been late for years now.” — {name}"
        for thing, name in (("bus", "Ana Ruiz"), ("train", "Carl Berg"), ("ferry", "Dee Okafor"))
    )
    article = tokenise(from_text(text))
    found = attribute(article, quoted(article))
    said = [(a.source[0].of(text), a.content[0].of(text)[:8], a.form) for a in found]
    assert said == [
        ("Ana Ruiz", "“The bus", "direct"),
        ("Carl Berg", "“The tra", "direct"),
        ("Dee Okafor", "“The fer", "direct"),
    ]


LETTERS = [
    f"“The {thing} has been late for years now.” — {name}"
    for thing, name in (("bus", "Ana Ruiz"), ("train", "Carl Berg"))
]
CARELESS = [
    "“My father said ‘some people wait all day.” And all they get is “another hour’.” — Dee Okafor",
    "“He told me no way.” And I still wait for the ferry.” — Dee Okafor",
    "“They call it “on time. And I still wait for the ferry.” — Dee Okafor",
    "“Some call it ‘the late bus.” And all they get is “another hour’.” — Dee Okafor, farmer",
]


@pytest.mark.parametrize("letter", CARELESS)
def test_among_signed_letters_careless_marks_do_not_cut_one_short(letter: str) -> None:
    text = "\n\n".join([LETTERS[0], letter, LETTERS[1]])
    name = letter.partition(" — ")[2]
    assert (name, "—", letter.partition(" — ")[0]) in signed(text)
    article = tokenise(from_text(text))
    found = attribute(article, quoted(article))
    assert [(a.source[0].of(text), a.form) for a in found if a.parent is None] == [
        ("Ana Ruiz", "direct"),
        (name, "direct"),
        ("Carl Berg", "direct"),
    ]


def test_one_letter_with_careless_marks_is_not_taken_for_signed() -> None:
    assert signed(f"{LETTERS[0]}\n\n{CARELESS[0]}") == signed(LETTERS[0])


def test_a_letter_with_careless_marks_is_one_quotation_in_every_count() -> None:
    text = "\n\n".join([LETTERS[0], CARELESS[0], LETTERS[1]])
    found = quoted(from_text(text))
    assert [q.span.of(text) for q in found] == [
        part.partition(" — ")[0] for part in (LETTERS[0], CARELESS[0], LETTERS[1])
    ]
    assert [q.run for q in found] == sorted({q.run for q in found})


@pytest.mark.parametrize(
    "paragraph",
    [
        "“It was late,” Carl Berg recalls. “It is always late, and nobody cares.” — Dee Okafor",
        "“It was late,” he said. The ferry was not, and “it never is for them.” — Dee Okafor",
        "“The Ferry” is a film about a man who waits, and it ends on “never.” — Dee Okafor",
        "“It was late,” and “it is always late.”",
        "“It was late, it is always late — Dee Okafor",
        "“It was late.” And “late it is” — Dee Okafor",
        "It “was late.” And they “call it on time — Dee Okafor",
        "“They call it ‘the late bus.” He said they get “another hour’.” — Dee Okafor",
        "“We left Sana‘a on the bus,” and he sighed. “Now it is always late.” — Dee Okafor",
        '"The wave was 12" high," and he sighed. "It is late, and nobody cares." — Dee Okafor',
        "“It is ‘late again,” says the mayor. “He is never there for us.”\n\n– Dee Okafor, writer",
        "“It is late.” — Bo Li “And the ‘train is late too, for all of us.” — Dee Okafor",
        "“The Late “Bus of Springfield” — Dee Okafor",
    ],
)
def test_what_is_no_letter_with_careless_marks_stays_as_it_is(paragraph: str) -> None:
    text = "\n\n".join([*LETTERS, paragraph])
    assert [name for name, _, _ in signed(text)] == ["Ana Ruiz", "Carl Berg"]


@pytest.mark.parametrize(
    "stray",
    [
        "“They call it on time.” And I still wait for the ferry. “ — Dee Okafor",
        "“They call it on time, and I still wait for the ferry. “ — Dee Okafor",
    ],
)
def test_the_letter_below_one_with_careless_marks_has_its_own_words_alone(stray: str) -> None:
    text = "\n\n".join([*LETTERS, stray, "“The tram is never on time in my town.” — Bo Li"])
    article = from_text(text)
    found = list(signatures(text, article.paragraphs, quoted(article)))
    assert [[s.of(text) for s in turn.content] for turn in found[2:]] == [
        [stray.partition(" — ")[0]],
        ["“The tram is never on time in my town.”"],
    ]


def test_below_a_letter_nothing_is_quoted_that_only_it_left_open() -> None:
    stray = "“They call it on time, and I still wait for the ferry. “ — Dee Okafor"
    text = "\n\n".join([*LETTERS, stray, "It was late.” And he left us there."])
    assert [q.paragraph for q in quoted(from_text(text))] == [0, 1, 2]


def test_a_letter_with_careless_marks_may_have_several_paragraphs() -> None:
    parts = "“It rained for a week.", "“They call it “on time and I still wait.” — Dee Okafor"
    text = "\n\n".join([*LETTERS, *parts, "“So it was late for us,” she said."])
    article = from_text(text)
    *_, found = signatures(text, article.paragraphs, quoted(article))
    assert [s.of(text) for s in found.content] == [parts[0], parts[1].partition(" — ")[0]]
    assert [q.run for q in quoted(article)] == [0, 1, 2, 2, 3]


def test_a_letter_whose_double_marks_pair_keeps_what_is_quoted_in_it() -> None:
    letter = "“My father said ‘wait here’ and so we waited in the ‘sub. Always.” — Dee Okafor"
    text = "\n\n".join([*LETTERS, letter])
    assert "‘wait here’" in [q.span.of(text) for q in quoted(from_text(text))]
