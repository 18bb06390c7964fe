from __future__ import annotations

from typing import Any

import pytest
from marked import voices

from analysis.sources.entities import Entity
from analysis.sources.ordinals import counted
from analysis.sources.phrases import Phrase


def test_the_other_of_two_is_who_did_not_speak_last() -> None:
    found = voices(
        """
        [1s:One official] [1c:said] [1k:it rained]. [2s:Another official] [2c:said]
        [2k:it was late]. [3s:The other official] [3c:said] [3k:it was over].
        """
    )
    assert found.same(1, 3)
    assert found.apart(1, 2)


@pytest.mark.parametrize(
    "first", ["One official", "One of the officials", "The official, Ann Poe,"]
)
def test_the_other_beside_one_is_somebody_new(first: str) -> None:
    found = voices(
        f"[1s:{first}] [1c:said] [1k:it rained]. "
        "[2s:The other official] [2c:said] [2k:it was late]."
    )
    assert found.apart(1, 2)


@pytest.mark.parametrize(
    "told",
    [
        {"determiner": "indefinite"},
        {"determiner": "new"},
        {"plural": True},
        {"tail": "of three"},
        {"modifiers": ("young",)},
        {"head": "last"},
        {"head": "third"},
    ],
)
def test_only_a_definite_counting_word_alone_means_who_was_introduced_so(
    told: dict[str, Any],
) -> None:
    heard = [
        Entity("person", label=f"{n} nurse", heads={"nurse"}, determiner="indefinite", first=at)
        for at, n in enumerate(("one", "another"))
    ]
    second: dict[str, Any] = {"head": "second", "determiner": "definite"}
    assert counted(Phrase("it", "nominal", **second), heard, ()) is heard[1]
    assert counted(Phrase("it", "nominal", **(second | told)), heard, ()) is None


@pytest.mark.parametrize(("head", "place"), [("former", 0), ("latter", 1)])
def test_the_former_and_the_latter_are_of_two(head: str, place: int) -> None:
    pair = [Entity("person", [("Ana", "Ruiz")]), Entity("person", [("Ben", "Hale")])]
    told = Phrase("it", "nominal", head, "definite")
    assert counted(told, (), pair) is pair[place]
    assert counted(told, (), pair[:1]) is None
    assert counted(Phrase("it", "nominal", head, "definite", modifiers=("old",)), (), pair) is None


@pytest.mark.parametrize(
    ("short", "noun"),
    [
        ("FBI", "bureau"),
        ("EPA", "agency"),
        ("BJP", "party"),
        ("BBC", "broadcaster"),
        ("IMF", "fund"),
    ],
)
def test_a_short_name_is_known_by_the_noun_of_its_full_name(short: str, noun: str) -> None:
    text = f"[1s:The {short}] [1c:said] [1k:it would act]. [2s:The {noun}] [2c:said] [2k:no more]."
    assert voices(text).same(1, 2)


@pytest.mark.parametrize(
    ("short", "noun"), [("FBI", "committee"), ("BBC", "party"), ("IMF", "bureau")]
)
def test_a_short_name_is_not_known_by_another_noun(short: str, noun: str) -> None:
    text = f"[1s:The {short}] [1c:said] [1k:it would act]. [2s:The {noun}] [2c:said] [2k:no more]."
    assert voices(text).apart(1, 2)


@pytest.mark.parametrize("trade", ["British diplomat", "Top aide", "Spokesman"])
def test_a_headline_without_article_means_whom_the_text_names_so(trade: str) -> None:
    noun = trade.rpartition(" ")[2].lower()
    body = f"No money went, [2s:the {noun}, Tom Hale,] [2c:said] [2k:so]."
    assert voices(f"[1s:{trade}] [1c:denies] [1k:fraud].\n{body}").same(1, 2)


def test_an_unnamed_official_of_a_headline_is_nobody_else_who_is_named() -> None:
    text = """
        [1s:Official] [1c:denies] [1k:fraud].
        No money went, [2s:an official] [2c:said] [2k:so]. [3s:Mayor Ana Ruiz] [3c:said] [3k:so].
    """
    assert voices(text).apart(1, 3)


@pytest.mark.parametrize(
    ("first", "again"),
    [
        ("The three envoys", "The diplomats"),
        ("The two ministers", "The officials"),
        ("Both councillors", "The politicians"),
    ],
)
def test_people_in_office_are_taken_up_by_a_wider_word(first: str, again: str) -> None:
    text = f"[1s:{first}] [1c:welcomed] [1k:the plan]. [2s:{again}] [2c:said] [2k:no more]."
    assert voices(text).same(1, 2)


@pytest.mark.parametrize(
    ("first", "again"),
    [
        ("Protesters", "The officials"),
        ("The two ministers", "The health officials"),
        ("The two ministers", "Officials"),
        ("The two ministers", "The doctors"),
    ],
)
def test_other_people_are_not_those_who_spoke_before(first: str, again: str) -> None:
    text = f"[1s:{first}] [1c:welcomed] [1k:the plan]. [2s:{again}] [2c:said] [2k:no more]."
    assert voices(text).apart(1, 2)


@pytest.mark.parametrize(
    "text",
    [
        "A travel agency closed. The FBI came. [1s:The agency] [1c:said] [1k:it was sorry].",
        "NASA agreed. The rating agency Fitch did not. [1s:The agency] [1c:said] [1k:no].",
        "The NATO summit ended. A farmers' alliance met. [1s:The alliance] [1c:said] [1k:no].",
        "The FBI and the CIA met. [1s:The agency] [1c:said] [1k:no].",
    ],
)
def test_a_noun_for_a_short_name_may_be_another_body(text: str) -> None:
    assert voices(text).name(1) not in ("FBI", "NASA", "NATO", "CIA")


@pytest.mark.parametrize(
    "text",
    [
        "[1s:Diplomat] [1c:admits] [1k:bribe].\nA diplomat took it.\nThe diplomat Per Vik said no.",
        "[1s:Colleague] [1c:says] [1k:he was followed].\nHer colleague, Raul Sosa, was killed.",
        "[1s:Adviser] [1c:says] [1k:no].\nAn adviser, Hal Ives, said no. So did adviser Jo Kerr.",
    ],
)
def test_a_headline_may_mean_somebody_whom_the_text_does_not_name(text: str) -> None:
    source = voices(text).of(1)
    assert source is not None
    assert source.naming == "anonymous"


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Anna Hoel wept before a portrait of King Olav Hoel.", "Anna Hoel"),
        ("Mayor Lise Hoel came to the school of Mads Hoel.", "Lise Hoel"),
    ],
)
def test_a_surname_is_not_the_relative_who_is_only_mentioned(text: str, name: str) -> None:
    assert voices(f"{text} [1s:Hoel] [1c:said] [1k:it was late].").name(1) == name


@pytest.mark.parametrize("trade", ["Lawyer", "Friend", "Aide"])
def test_a_trade_that_is_a_given_name_too_is_a_trade_in_a_headline(trade: str) -> None:
    source = voices(f"[1s:{trade}] [1c:says] [1k:mayor took bribes].\nThe mayor denies it.").of(1)
    assert source is not None
    assert source.naming == "anonymous"
