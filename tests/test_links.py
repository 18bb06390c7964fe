"""How probable a link is: the shares of links that were right, counted on articles."""

from __future__ import annotations

import pytest
from marked import voices

from analysis.sources.links import NO_WORDS, SHARES, probability


@pytest.mark.parametrize("form", SHARES)
def test_a_surer_rule_is_never_less_probable(form: str) -> None:
    shares = [probability(form, step / 100) for step in range(101)]
    assert shares == sorted(shares)
    assert all(0.5 < share < 1 for share in shares)


def test_a_name_is_more_probable_than_a_description_and_that_than_an_unsure_pronoun() -> None:
    assert probability("name", 0.97) > probability("nominal", 0.85) > probability("pronoun", 0.5)
    assert probability("", 0.5) == NO_WORDS


def test_the_confidence_of_a_source_is_the_mean_of_its_links() -> None:
    text = "[1s:Ana Ruiz] [1c:said] [1k:it was late]. [2s:She] [2c:said] [2k:no]."
    source = voices(text).of(2)
    assert source is not None
    links = probability("name", 0.97), probability("pronoun", 0.95)
    assert source.confidence == pytest.approx(sum(links) / 2, abs=0.001)
