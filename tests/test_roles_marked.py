"""Whose marked statements are; the statements are given, so nothing but identity is tested.

``roles_marked.jsonl`` holds small articles of our own: whose a role, a pronoun or a counting word
is. Each asks for a name, a description that begins with "-" (unnamed), or "" where two remain
possible; ``tied`` says whether the text ties the source to a named person.
"""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from marked import voices

ROWS = Path(__file__).with_name("roles_marked.jsonl").read_text(encoding="utf-8").splitlines()
WORD = re.compile(r"\w+")


@pytest.mark.parametrize(
    ("text", "wanted"),
    [pytest.param(row["text"], row["wanted"], id=row["id"]) for row in map(json.loads, ROWS)],
)
def test_a_statement_is_whose_the_text_says(text: str, wanted: dict[str, str]) -> None:
    found = voices(text)
    for number, who in wanted.items():
        source = found.of(int(number))
        if not who:
            statement = next(a for a in found.attributions if a.id == f"a{number}")
            assert source is None
            assert len(statement.candidates) == 2
            continue
        assert source is not None
        assert (source.naming == "named") == (who[0] != "-")
        assert _words(who) <= _words(source.name), source.name


@pytest.mark.parametrize("again", ["The first", "The first resident"])
def test_the_first_is_who_was_introduced_first(again: str) -> None:
    found = voices(
        "[1s:One resident] [1c:said] [1k:the smell was foul]. "
        "[2s:A second resident] [2c:said] [2k:it made her ill]. "
        f"[3s:{again}] [3c:said] [3k:he would move]."
    )
    assert found.same(1, 3)
    assert found.apart(1, 2)


def test_a_second_is_somebody_else_than_the_first() -> None:
    found = voices(
        "[1s:One nurse] [1c:said] [1k:the ward was full]. "
        "[2s:Another] [2c:said] [2k:she slept on the floor]. "
        "[3s:The second nurse] [3c:said] [3k:nobody came]."
    )
    assert found.same(2, 3)
    assert found.apart(1, 2)


def test_the_mayor_is_who_holds_the_office_now() -> None:
    found = voices(
        "Mayor Dina Pohl cut the ribbon. Former mayor Sam Ott watched. "
        "[1s:The mayor] [1c:said] [1k:it was late]. "
        "[2s:The former mayor] [2c:said] [2k:little]."
    )
    assert found.name(1) == "Dina Pohl"
    assert found.name(2) == "Sam Ott"


@pytest.mark.parametrize(
    ("trade", "wider"),
    [("Painter", "artist"), ("Geologist", "scientist"), ("Surgeon", "doctor"), ("Poet", "writer")],
)
def test_a_wider_word_for_a_trade_is_a_tie(trade: str, wider: str) -> None:
    found = voices(f"{trade} Ana Ruiz came. [1s:The {wider}] [1c:said] [1k:it was late].")
    assert found.name(1) == "Ana Ruiz"


def test_a_trade_is_no_tie_for_a_wider_word() -> None:
    found = voices("Artist Ana Ruiz came. [1s:The painter] [1c:said] [1k:it was late].")
    assert found.name(1) != "Ana Ruiz"


def _words(text: str) -> set[str]:
    return set(WORD.findall(text.casefold()))
