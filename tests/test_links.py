"""How probable a link is, and that the confidence of a statement counts it in."""

from __future__ import annotations

from dataclasses import replace

import pytest
from marked import parse, voices

from analysis.model import MentionForm, Source
from analysis.sources import identify
from analysis.sources.entities import Entity
from analysis.sources.links import effects, probability
from analysis.sources.scene import Outcome

ANA = Source("s1", "Ana Ruiz", "person", "named")
FORMS: tuple[MentionForm, ...] = ("name", "pronoun", "nominal")


def chance(form: MentionForm, rule: float, source: Source = ANA, words: float = 0.9) -> float:
    """Return the probability of a link found by a rule so sure."""
    return probability(Outcome(Entity(), rule, form=form), source, words)


@pytest.mark.parametrize("form", FORMS)
def test_a_surer_rule_is_never_less_probable(form: MentionForm) -> None:
    shares = [chance(form, step / 100) for step in range(101)]
    assert shares == sorted(shares)
    assert all(0 < share < 1 for share in shares)


def test_a_name_is_more_probable_than_a_description_and_that_than_an_unsure_pronoun() -> None:
    assert chance("name", 0.97) > chance("nominal", 0.85) > chance("pronoun", 0.5)


def test_a_body_without_a_name_is_less_probable_than_one_with_a_name() -> None:
    unnamed = Source("s1", "the company", "organisation", "anonymous")
    named = Source("s1", "Harrow Mills", "organisation", "named")
    assert chance("nominal", 0.85, unnamed) < chance("nominal", 0.85, named)


def test_words_that_are_less_sure_make_a_link_less_probable() -> None:
    assert chance("name", 0.97, words=0.4) < chance("name", 0.97, words=0.95)


def test_the_confidence_of_a_source_is_the_mean_of_that_in_the_speakers_of_its_statements() -> None:
    text = "[1s:Ana Ruiz] [1c:said] [1k:it was late]. [2s:She] [2c:said] [2k:no]."
    found = voices(text)
    source = found.of(2)
    assert source is not None
    links = [found.statement(n).speaker_confidence for n in (1, 2)]
    assert links[0] > links[1]
    assert source.confidence == pytest.approx(sum(links) / 2, abs=0.001)


def test_the_confidence_of_a_statement_is_that_in_its_words_times_that_in_its_speaker() -> None:
    article, (said,) = parse("[1s:Ana Ruiz] [1c:said] [1k:it was late].")
    ((statement,), _, _) = identify(article, (), [replace(said, confidence=0.6)])
    assert statement.speaker_confidence < 1
    assert statement.confidence == pytest.approx(0.6 * statement.speaker_confidence, abs=0.001)
    assert statement.words_confidence == pytest.approx(0.6, abs=0.001)
    ((again,), _, _) = identify(article, (), [statement])
    assert again == statement


def test_only_an_unnamed_person_or_description_has_an_effect_of_its_noun_or_article() -> None:
    aide = Entity(heads={"aide"}, determiner="definite")
    noun, article = "noun of people who often stay unnamed", "definite description without a name"
    rows: tuple[tuple[Source, Entity | None, MentionForm, set[str]], ...] = (
        (Source("s1", "the aide", "person", "anonymous"), aide, "nominal", {noun, article}),
        (Source("s1", "the aide", "group", "anonymous"), aide, "nominal", {article}),
        (Source("s1", "the aide", "person", "anonymous"), aide, "pronoun", {noun}),
        (Source("s1", "aide", "person", "anonymous"), Entity(), "nominal", set()),
        (Source("s1", "the aide", "person", "anonymous"), None, "nominal", set()),
        (Source("s1", "Ana Ruiz", "person", "named"), aide, "nominal", set()),
    )
    for source, entity, form, wanted in rows:
        found = effects(Outcome(entity, 0.9, form=form), source, 0.9)
        names = {name for name, _ in found}
        assert {n for n in names if n == noun or n.endswith("description without a name")} == wanted
