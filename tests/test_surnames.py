"""Surnames that are trades, roles, places or words, too: who or what is named by one."""

from __future__ import annotations

import pytest
from marked import voices


@pytest.mark.parametrize("surname", ["Rodgers", "Connors", "Winters"])
def test_a_surname_that_ends_as_trades_do_is_no_class(surname: str) -> None:
    source = voices(f"[1s:{surname}] [1c:said] [1k:the line was strong].").of(1)
    assert source is not None
    assert source.naming == "named"


@pytest.mark.parametrize(
    "surname", ["Bowman", "Baker", "Carpenter", "Freeman", "King", "Shoemaker"]
)
@pytest.mark.parametrize("again", ["{}", "Mr {}", "Mr. {}", "Chairman {}"])
def test_a_surname_that_means_a_role_too_is_whom_a_given_name_introduced(
    surname: str, again: str
) -> None:
    found = voices(
        f"[1s:John {surname}] [1c:said] [1k:it rained]. "
        f"[2s:{again.format(surname)}] [2c:said] [2k:it was late]."
    )
    assert found.same(1, 2)
    source = found.of(2)
    assert source is not None
    assert (source.name, source.kind, source.naming) == (f"John {surname}", "person", "named")


@pytest.mark.parametrize(
    "source", ["Ms Bowman", "Sen. Baker", "Dr. Carpenter", "Judge Hoffman", "President Newman"]
)
def test_a_title_before_a_surname_that_means_a_role_too_names_somebody(source: str) -> None:
    found = voices(f"[1s:{source}] [1c:said] [1k:it rained].").of(1)
    assert found is not None
    assert (found.kind, found.naming) == ("person", "named")
    assert found.name.endswith(source.partition(" ")[2])


@pytest.mark.parametrize("name", ["Norm Coleman", "Xiomara Bowman", "Larry King", "J. Baker"])
def test_a_whole_name_that_ends_like_a_role_is_one(name: str) -> None:
    found = voices(f"[1s:{name}, a nurse,] [1c:said] [1k:it rained].").of(1)
    assert found is not None
    assert (found.name, found.kind, found.naming) == (name, "person", "named")


@pytest.mark.parametrize("source", ["Bowman", "Hoffman", "Shoemaker"])
def test_a_capital_without_an_article_is_a_name_though_it_ends_like_a_role(source: str) -> None:
    found = voices(f"It rained. [1s:{source}] [1c:said] [1k:it was late].").of(1)
    assert found is not None
    assert (found.name, found.naming) == (source, "named")


@pytest.mark.parametrize(
    "source",
    ["The Chairman", "A shipbuilder", "the former Alderman", "Mr President", "the Beekeeper"],
)
def test_a_role_names_nobody(source: str) -> None:
    found = voices(f"On Monday [1s:{source}] [1c:said] [1k:it rained].").of(1)
    assert found is not None
    assert (found.kind, found.naming) == ("person", "anonymous")


@pytest.mark.parametrize(
    "source", ["Astronomers", "Beekeepers", "Shipbuilders", "Physicists", "Policymakers", "Farmers"]
)
def test_many_of_a_trade_are_a_class(source: str) -> None:
    found = voices(f"It rained. [1s:{source}] [1c:said] [1k:it was late].").of(1)
    assert found is not None
    assert (found.kind, found.naming) == ("group", "generic")


@pytest.mark.parametrize("surname", ["Jordan", "Washington", "Bloomberg", "Fox", "May", "Long"])
def test_a_place_or_a_word_that_says_something_is_whom_a_whole_name_introduced(
    surname: str,
) -> None:
    found = voices(
        f"Elizabeth {surname} leads the work. [1s:{surname}] [1c:said] [1k:it rained]. "
        f"Officials in {surname} were late."
    ).of(1)
    assert found is not None
    assert (found.name, found.kind) == (f"Elizabeth {surname}", "person")


@pytest.mark.parametrize(
    "text",
    [
        "Elizabeth Jordan leads the work. [1s:Officials in Jordan] [1c:said] [1k:it rained].",
        "George Washington University is near. [1s:Washington] [1c:said] [1k:it rained].",
        "Elizabeth Hill was there. [1s:The Hill] [1c:said] [1k:it rained].",
    ],
)
def test_a_place_or_a_paper_is_no_person_for_a_name_alone(text: str) -> None:
    found = voices(text).of(1)
    assert found is not None
    assert found.kind != "person"
