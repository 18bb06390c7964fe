"""What differs between a quotation and the record, as words."""

from __future__ import annotations

import pytest

from analysis.checking import draft, record, speakers, verdicts
from analysis.checking.words import words
from analysis.model import Span

RECORD = """LEE: We will rebuild the school, the church and the hall before winter. We had only
four inspectors last year, and they worked day and night. I never said that the report was false; I
said that it was incomplete. In 2019 we spent $4.2 million on roads, about 12 percent of the budget.

KATZ: The council voted seven to two. I voted against it, because the numbers were wrong, and
because I don't trust the mayor's people. I'd rather see the whole thing torn down than see it run
like this.
"""
Told = list[tuple[str, str, str]]


@pytest.mark.parametrize(
    ("quotation", "who", "told"),
    [
        (
            "We will rebuild the church, the school and the hall",
            "Lee",
            [("reordered", "school, the church", "church, the school")],
        ),
        ("We had four only inspectors", "Lee", [("reordered", "only four", "four only")]),
        ("they worked night and day", "Lee", [("reordered", "day and night", "night and day")]),
        ("I said that the report was false", "Lee", [("omitted", "never", "")]),
        ("we spent $4.3 million on roads", "Lee", [("replaced", "$4.2", "$4.3")]),
        ("In 2019 we spent 4.2 million on roads", "Lee", [("replaced", "$4.2", "4.2")]),
        ("I do trust the mayor's people", "Katz", [("replaced", "don't", "do")]),
        ("I don't trust the mayor", "Katz", [("replaced", "mayor's", "mayor")]),
        ("The council voted 7-3", "Katz", [("replaced", "two", "3")]),
        (
            "the whole thing torn down than run like this",
            "Katz",
            [("omitted", "see it", "")],
        ),
        ("The council voted 7-2", "Katz", []),
        ("I voted against it ... because I do not trust the mayor's people", "Katz", []),
        ("about 12% of the budget", "Lee", []),
    ],
)
def test_each_differing_word_is_told(quotation: str, who: str, told: Told) -> None:
    one = draft.quoted(quotation, Span(0, len(quotation)), who, named=True)
    found = verdicts.check(one, [record.record(RECORD, "r")])
    assert [(d.kind, d.record, d.draft) for d in found.differences] == told
    assert found.verdict == ("changed" if told else "exact")


@pytest.mark.parametrize(
    ("name", "label", "is_one"),
    [
        ("Sean O’Brien", "SEN. O'BRIEN", True),
        ("José Díaz", "MR. DIAZ", True),
        ("Robert Lee", "BOB LEE", True),
        ("Anna Lee", "TOM LEE", False),
        ("A. Lee", "ANNA LEE", True),
        ("Henry Lee Jr.", "Mr. Lee of Texas", True),
        ("Maria Lee", "MARIA", True),
        ("Ruth Lee", "Ruth Lee-Brown", True),
        ("Mr. Lee", "MRS. LEE", False),
        ("Boris Katz", "LEE", False),
    ],
)
def test_a_label_is_the_person_of_a_name(name: str, label: str, is_one: bool) -> None:
    text = f"{label}: Nobody was told.\n\nMODERATOR: Why?\n\n{label}: Nobody asked.\n"
    made = record.record(text, "r")
    assert bool(speakers.of(name, made)) is is_one


@pytest.mark.parametrize(
    ("text", "keys"),
    [
        ("two and a half million dollars", "2500000 $"),
        ("$2.5 million and 2,500,000 dollars", "2500000 $ and 2500000 $"),
        ("nineteen eighty-four, nineteen oh five", "1984 1905"),
        ("one hundred and five, or a hundred", "105 or 100"),
        ("twenty, five", "20 5"),
        ("1,5 is not 15", "1,5 is not 15"),
        ("forty per cent, 40%, 40 percent", "40 % 40 % 40 %"),
        ("the twenty-first and the 21st", "the 21th and the 21th"),
        ("10-15 and ten to fifteen", "10 to 15 and 10 to 15"),
        ("at 5 p.m. in the U.S.", "at 5 pm in the us"),
        ("he'd've, can't, let’s", "he would have can not let us"),
        ("first", "1th"),
        ("uh, we [applause] (Laughter.) went [00:01:02] on", "we went on"),
    ],
)
def test_words_have_one_form(text: str, keys: str) -> None:
    assert " ".join(w.key for w in words(text)) == keys
