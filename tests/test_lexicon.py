"""The word lists by which sources are known load, say where they come from, and answer rightly."""

from __future__ import annotations

from collections import Counter
from importlib.resources import files

import pytest

from analysis import shipped
from analysis.sources import lexicon


@pytest.mark.parametrize("name", ["given_names.tsv", "places.tsv", "source_words.toml"])
def test_each_list_states_its_origin_and_licence(name: str) -> None:
    text = (files("analysis") / "data" / name).read_text(encoding="utf-8")
    head = "\n".join(line for line in text.splitlines()[:8] if line.startswith("#"))
    assert "Origin:" in head
    assert any(licence in head for licence in ("MIT", "CC BY 4.0", "Apache-2.0"))


@pytest.mark.parametrize(("name", "columns"), [("given_names.tsv", 2), ("places.tsv", 3)])
def test_every_row_of_a_table_has_all_its_columns(name: str, columns: int) -> None:
    text = (files("analysis") / "data" / name).read_text(encoding="utf-8")
    rows = [line for line in text.splitlines() if not line.startswith("#")]
    assert len(rows) > 1000
    assert all(len(row.split("\t")) == columns and row.split("\t")[0] for row in rows)


def test_given_names_of_many_languages_tell_a_gender() -> None:
    known = {"Asaad": "m", "Priya": "f", "Sofía": "f", "Vladimir": "m", "Zainab": "f", "Daan": "m"}
    assert {name: lexicon.given_gender(name) for name in known} == known


def test_an_ordinary_word_is_no_given_name() -> None:
    assert [lexicon.given_gender(w) for w in ("The", "Many", "Who", "Table")] == [""] * 4


def test_a_capital_and_a_demonym_belong_to_their_country() -> None:
    assert lexicon.place("Amman") == lexicon.Place("capital", "Jordan")
    assert lexicon.place("Jordanian") == lexicon.Place("demonym", "Jordan")
    assert lexicon.place("the US") == lexicon.Place("country", "United States")
    assert lexicon.place("Calif.") == lexicon.Place("state", "United States")
    assert lexicon.place("Nowhere in Particular") is None


def test_a_noun_tells_the_kind_of_source() -> None:
    kinds = {
        "spokeswoman": "person",
        "officials": "group",
        "critics": "group",
        "ministry": "government",
        "newspaper": "media",
        "report": "document",
        "bank": "organisation",
        "americans": "group",
        "zzz": None,
    }
    assert {noun: lexicon.noun_kind(noun) for noun in kinds} == kinds


def test_a_place_that_ends_like_a_trade_is_no_person() -> None:
    assert lexicon.is_person_noun("fisherman")
    assert not lexicon.is_person_noun("amman")


def test_plurals_are_led_back_to_their_singular() -> None:
    plurals = {"allies": "ally", "women": "woman", "spokesmen": "spokesman", "sources": "source"}
    plurals |= {"witnesses": "witness", "people": "person", "press": "press", "status": "status"}
    assert {word: lexicon.singular(word) for word in plurals} == plurals


def test_a_title_tells_the_gender_it_implies() -> None:
    titles = {"Mr": "m", "Mrs.": "f", "Dr": "u", "Sheikh": "m", "Dame": "f", "table": None}
    assert {word: lexicon.title_gender(word) for word in titles} == titles


def test_a_building_stands_for_a_country() -> None:
    assert lexicon.phrases("government_names", "phrases")["kremlin"] == "Russia"
    assert lexicon.phrases("bodies", "names")["un"] == "United Nations"


def test_each_word_of_a_list_stands_there_once() -> None:
    table = shipped.table("source_words.toml")
    lists = {
        f"{section}.{key}": value.split()
        for section, keys in table.items()
        for key, value in keys.items()
        if isinstance(value, str) and ";" not in value
    }
    twice = {name: [w for w, n in Counter(words).items() if n > 1] for name, words in lists.items()}
    assert {name: words for name, words in twice.items() if words} == {}
    nouns = table["nouns"]
    assert not set(nouns["person"].split()) & set(nouns["person_in_lower_case"].split())
