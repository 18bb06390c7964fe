"""Words that a line's end divided."""

from __future__ import annotations

import pytest

from analysis import hyphens, ingest, pipeline


@pytest.mark.parametrize(
    ("text", "whole"),
    [
        ("the ferry termi-\nnal", "the ferry terminal"),
        ("its lar-\n  gest boat", "its largest boat"),
        ("> the har-\n> bourmaster", "> the harbourmaster"),
        ("the well-\nknown captain", "the well-known captain"),
        ("the twenty-\nfirst trip", "the twenty-first trip"),
        ("an Anglo-\nAmerican line", "an Anglo-American line"),
        ("Omar Had-\ndad", "Omar Haddad"),
        ("the UN-\nbacked plan", "the UN-\nbacked plan"),
        ("a boat-\nyard; the boatyard", "a boatyard; the boatyard"),
        ("a boat-\nyard; the boat-yard", "a boat-yard; the boat-yard"),
        ("he said -\nshe did not", "he said -\nshe did not"),
    ],
)
def test_a_divided_word_is_one_or_two_as_its_parts_and_the_text_say(text: str, whole: str) -> None:
    assert hyphens.mended(text)[0] == whole


def test_a_name_that_a_lines_end_divides_is_whole_and_the_text_stays_as_it_is() -> None:
    text = (
        "The ferry shut\n\nThe board shut the ferry termi-\nnal on Tuesday after divers found a "
        "hole.\n\n“We could not take the risk,” said the captain, Omar Had-\ndad."
    )
    article = ingest.from_text(text)
    found = pipeline.extract(article)
    assert article.text == text
    assert article.repairs == (
        "kept as they are, but passed over in reading: 2 hyphens at the ends of lines",
    )
    assert "Omar Haddad" in {source.name for source in found.sources}
    spans = [s.of(text) for a in found.attributions for s in a.source]
    assert "the captain, Omar Had-\ndad" in spans


def test_letters_printed_as_one_are_letters_in_names() -> None:
    article = ingest.from_text("The pier was shut, Nick Griﬃn said. Griﬃn said the ﬁre was out.")
    found = pipeline.extract(article)
    assert [source.name for source in found.sources] == ["Nick Griffin"]
    assert "letters of two in one" in article.repairs[0]


def test_what_nobody_sees_is_said_to_be_passed_over() -> None:
    text = "The pier was shut, Nick Fr\u00adost sa\u200bid on Jose\u0301's day."
    (said,) = ingest.from_text(text).repairs
    for words in ("1 soft hyphen,", "1 other character that nobody sees", "1 accent apart"):
        assert words in said
