"""Cues and their stance, words in their surroundings, words typical for a source."""

from __future__ import annotations

import math
import tomllib
from importlib.resources import files
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from samples import EVIL, SAMPLES, Said, build, empty, foreign, hostile
from seed import gold_extraction

from analysis import exploring
from analysis.choosing import keep
from analysis.cues import FUNCTION, STANCES, analyse, lemma
from analysis.errors import ParameterError
from analysis.exploring.words import log_likelihood, log_odds
from analysis.model import Source
from analysis.reading import Reading

TABLE = tomllib.loads(files("analysis").joinpath("data/stance.toml").read_text("utf-8"))


def talk() -> Reading:
    said = [
        Said("s1", "Ann Lee", "claimed", ("rain and rain and rain",)),
        Said("s2", "An aide", "pointed out", ("snow and wind",)),
        Said("s2", "The aide", "did not deny", ("fog",)),
        Said(None, "", "", ("mist",)),
    ]
    text = [
        "Ann Lee claimed rain and rain and rain. An aide pointed out snow and wind.",
        "The aide did not deny fog. Then mist came, and rain.",
    ]
    sources = [
        Source("s1", "Ann Lee", "person", "named"),
        Source("s2", "an aide", "person", "anonymous"),
    ]
    return Reading(build(text, said, sources))


@pytest.mark.parametrize(
    ("form", "verb"),
    [
        ("said", "say"),
        ("says", "say"),
        ("Saying", "say"),
        ("told", "tell"),
        ("claimed", "claim"),
        ("claims", "claim"),
        ("alleging", "allege"),
        ("denied", "deny"),
        ("denies", "deny"),
        ("argues", "argue"),
        ("arguing", "argue"),
        ("admitted", "admit"),
        ("stressed", "stress"),
        ("acknowledges", "acknowledge"),
        ("wrote", "write"),
        ("writing", "write"),
        ("quipped", "quip"),
        ("confesses", "confess"),
        ("noted", "note"),
        ("disclosed", "disclose"),
        ("sing", "sing"),
        ("red", "red"),
    ],
)
def test_a_form_leads_back_to_its_verb(form: str, verb: str) -> None:
    assert lemma(form) == verb


@pytest.mark.parametrize(
    ("cue", "verb", "stance"),
    [
        ("said", "say", "neutral"),
        ("has said", "say", "neutral"),
        ("said on Tuesday", "say", "neutral"),
        ("according to", "according to", "neutral"),
        ("According to", "according to", "neutral"),
        ("was quoted as saying", "quote", "neutral"),
        ("claimed", "claim", "doubting"),
        ("pointed out", "point out", "endorsing"),
        ("called for", "call for", "marked"),
        ("made clear", "make clear", "endorsing"),
        ("believes", "believe", "inner"),
        ("did not deny", "deny", None),
        ("never claimed", "claim", None),
        ("didn’t say", "say", None),
        ("yodelled", "yodel", None),
        ("of", "of", None),
        ("", "", None),
        ("…", "", None),
    ],
)
def test_a_cue_has_the_stance_of_its_verb(cue: str, verb: str, stance: str | None) -> None:
    found = analyse(cue)
    if cue != "yodelled":  # no list has it: a guess
        assert found.lemma == verb
    assert found.stance == stance


@given(st.text(max_size=40))
def test_any_cue_can_be_analysed(cue: str) -> None:
    found = analyse(cue)
    assert found.surface == cue
    assert found.stance in (None, *STANCES)


def test_every_verb_of_the_lexicon_has_one_stance_and_an_origin() -> None:
    works = {*TABLE["works"], "ours"}
    seen: set[str] = set()
    for stance in STANCES:
        for verb, keys in TABLE[stance].items():
            assert verb not in seen, verb
            seen.add(verb)
            assert keys, verb
            assert {*keys.split()} <= works, verb
            assert keys == "ours" or "ours" not in keys.split(), verb
    assert {*TABLE["meanings"]} == {*STANCES}


def test_every_work_of_the_lexicon_is_used() -> None:
    used = {key for stance in STANCES for keys in TABLE[stance].values() for key in keys.split()}
    assert {*TABLE["works"]} <= used


@pytest.mark.parametrize("verb", [verb for stance in STANCES for verb in TABLE[stance]])
def test_every_verb_of_the_lexicon_is_found_as_itself(verb: str) -> None:
    assert analyse(verb).lemma == verb


def test_the_verbs_are_a_table_with_their_works() -> None:
    verbs = exploring.verbs().set_index("verb")
    assert verbs.loc["claim", "stance"] == "doubting"
    assert "mos" in str(verbs.loc["claim", "works"]).split()


def test_cues_have_a_row_for_each_statement_that_has_one() -> None:
    cues = exploring.cues(talk())
    assert cues["lemma"].tolist() == ["claim", "point out", "deny"]
    assert cues["stance"].tolist() == ["doubting", "endorsing", "not listed"]
    assert cues["negated"].tolist() == [False, False, True]
    assert cues["name"].tolist() == ["Ann Lee", "an aide", "an aide"]


def test_stances_say_who_gets_which() -> None:
    table = exploring.stances(talk()).set_index("name")
    assert table.index.tolist() == ["an aide", "Ann Lee", "no source given"]
    assert table.loc["Ann Lee", "doubting"] == 1
    wanted = {"endorsing": 1, "not listed": 1, "statements": 2}
    assert all(table.loc["an aide", name] == count for name, count in wanted.items())
    assert table.loc["no source given", "no cue"] == 1


def test_stances_of_the_seed_add_up_to_its_statements() -> None:
    table = exploring.stances(Reading(gold_extraction()))
    assert table["statements"].sum() == 30
    assert table[[*STANCES, "not listed", "no cue"]].to_numpy().sum() == 30


def test_a_concordance_has_every_place_of_a_word() -> None:
    found = exploring.concordance(talk(), "RAIN")
    assert found["word"].tolist() == ["rain"] * 4
    assert found["name"].tolist() == ["Ann Lee"] * 3 + [""]
    assert found["paragraph"].tolist() == [0, 0, 0, 1]
    text = talk().article.text
    assert all(text[start : start + 4] == "rain" for start in found["start"])
    assert found["left"].iloc[0] == "Ann Lee claimed "
    assert found["right"].iloc[-1] == "."


def test_a_concordance_of_statements_leaves_out_the_articles_own_words() -> None:
    assert len(exploring.concordance(talk(), "rain", within="statements")) == 3
    chosen = talk().where(source="an aide")
    assert exploring.concordance(chosen, "rain", within="statements").empty


def test_a_concordance_finds_a_phrase() -> None:
    found = exploring.concordance(talk(), "rain and")
    assert found["word"].tolist() == ["rain and", "rain and"]


@pytest.mark.parametrize("word", ["", " ", "?!", "hail", "rain hail"])
def test_a_concordance_of_what_is_nowhere_is_empty_with_its_columns(word: str) -> None:
    found = exploring.concordance(talk(), word)
    assert found.empty
    assert "left" in found.columns


def test_a_concordance_is_no_wider_than_it_is_asked_to_be() -> None:
    found = exploring.concordance(Reading(gold_extraction()), "source", width=50)
    assert len(found) > 3
    assert (found["left"].str.len() + found["right"].str.len() <= 50).all()


def test_a_word_nowhere_to_look_for_it_is_refused() -> None:
    with pytest.raises(ParameterError, match="there are:"):
        exploring.concordance(talk(), "rain", within="book")  # type: ignore[arg-type]


def test_keyness_puts_first_what_a_source_says_and_others_do_not() -> None:
    found = exploring.keyness(talk(), "Ann Lee", against="statements")
    assert found["word"].tolist()[0] == "rain"
    assert found[["count", "rest"]].iloc[0].tolist() == [3, 0]
    assert (found["g2"] >= 0).all()


def test_keyness_of_a_choice_is_that_of_its_source() -> None:
    one = exploring.keyness(talk().where(source="Ann Lee"), least=1)
    assert one.equals(exploring.keyness(talk(), "Ann Lee", least=1))


def test_keyness_against_the_article_counts_the_writers_words_too() -> None:
    found = exploring.keyness(talk(), "Ann Lee", against="article").set_index("word")
    assert found.loc["rain", "rest"] == 1


def test_nothing_to_compare_with_is_refused_and_says_what_to_do() -> None:
    with pytest.raises(ParameterError, match='against="article"'):
        exploring.keyness(talk())
    with pytest.raises(ParameterError, match="no such rest"):
        exploring.keyness(talk(), "Ann Lee", against="world")  # type: ignore[arg-type]


def test_log_likelihood_is_that_of_a_published_calculation() -> None:
    # Two texts of 1,000 words, a word 20 times and 10: 2 (20 ln 20/15 + 10 ln 10/15).
    expected = 2 * (20 * math.log(20 / 15) + 10 * math.log(10 / 15))
    assert log_likelihood(20, 10, 1000, 1000) == pytest.approx(expected)
    assert log_likelihood(5, 5, 100, 100) == pytest.approx(0)
    assert log_likelihood(3, 0, 10, 10) == pytest.approx(6 * math.log(2))


def test_log_odds_are_none_where_shares_are_equal_and_turn_with_the_texts() -> None:
    assert log_odds(5, 5, 100, 100, 1.0, 10.0) == pytest.approx(0)
    one, other = log_odds(9, 2, 100, 90, 1.0, 10.0), log_odds(2, 9, 90, 100, 1.0, 10.0)
    assert one == pytest.approx(-other)
    assert one > 0


def test_rare_words_are_calmer_by_log_odds_than_by_likelihood() -> None:
    rare = log_odds(2, 0, 50, 5000, 0.004, 10.0)
    common = log_odds(20, 200, 50, 5000, 0.44, 10.0)
    assert rare < common


@pytest.mark.parametrize("sample", [foreign, hostile])
def test_words_of_odd_articles_are_tables_too(sample: object) -> None:
    reading = Reading(sample())  # type: ignore[operator]
    assert not exploring.stances(reading).empty
    assert len(exploring.concordance(reading, "said")) >= 1
    assert isinstance(
        exploring.keyness(reading, reading.sources["id"].iloc[0], against="article").size, int
    )


def test_an_article_without_statements_has_empty_tables() -> None:
    reading = Reading(empty())
    assert exploring.cues(reading).empty
    assert exploring.stances(reading).empty
    assert exploring.concordance(reading, "rain").empty


def test_markup_in_a_word_is_only_looked_for() -> None:
    assert isinstance(exploring.concordance(Reading(hostile()), EVIL).size, int)


@pytest.mark.parametrize("sample", SAMPLES)
@pytest.mark.parametrize("query", ["said", "thing", "the", "it is", "a", "RAIN"])
def test_a_search_chooses_the_statements_in_which_the_concordance_finds_it(
    sample: Any, query: str
) -> None:
    reading = Reading(sample())
    chosen = reading.where(text=query)
    inside = exploring.concordance(reading, query, within="statements")
    assert set(inside["statement"]) <= set(chosen.attributions["id"])
    for key in chosen.attributions["id"]:
        own = Reading(keep(reading.extraction, {key}), reading)
        assert len(exploring.concordance(own, query, within="statements")) > 0


def test_a_search_is_for_whole_words_with_either_apostrophe() -> None:
    said = [
        Said("s1", "Ann Lee", "said", ("it doesn’t rain in Spain, she hears",), "indirect", 0.9)
    ]
    source = [Source("s1", "Ann Lee", "person", "named")]
    reading = Reading(build(["Ann Lee said it doesn’t rain in Spain, she hears."], said, source))
    for query, count in (("doesn't", 1), ("SPAIN she", 1), ("pain", 0), ("ra", 0), ("spain.", 1)):
        assert len(reading.where(text=query)) == count, query
        assert len(exploring.concordance(reading, query)) == count, query


def test_words_of_grammar_are_typical_of_nobody_unless_they_are_asked_for() -> None:
    reading = Reading(gold_extraction()).where(naming="unnamed")
    kept = exploring.keyness(reading, against="article", function_words=True)
    found = exploring.keyness(reading, against="article")
    assert not FUNCTION & set(found["word"])
    assert FUNCTION & set(kept["word"])
    assert found["word"].tolist() == [word for word in kept["word"] if word not in FUNCTION]
    assert list(found.index) == list(range(len(found)))


def test_a_wrong_column_of_a_table_of_words_says_which_was_meant() -> None:
    tables = (exploring.concordance(talk(), "rain"), exploring.cues(talk()))
    for table in (*tables, exploring.stances(talk()), exploring.keyness(talk(), "Ann Lee")):
        with pytest.raises(KeyError, match="did you mean"):
            table[f"{table.columns[1]}s"]
