from __future__ import annotations

import re

from analysis.attribution.encoding import Vocabulary, words
from analysis.attribution.linking import Found
from analysis.attribution.tidying import tidied
from analysis.model import Span
from analysis.quotes import pair

VOCABULARY = Vocabulary(["[PAD]", "[UNK]", "[CLS]", "[SEP]"])


def tidy(text: str, statement: Found, headings: tuple[bool, ...] = (False,)) -> list[Found]:
    ends = [i for i, c in enumerate(text) if c == "\n"] + [len(text)]
    starts = [0, *(end + 1 for end in ends[:-1])]
    spans = [Span(a, b) for a, b in zip(starts, ends, strict=True)]
    stops = [m.end() for m in re.finditer(r"(?<!Dr)[.!?](?= [A-Z]|$)|[^.!?]$", text)]
    return list(tidied([statement], words(text, spans, [], VOCABULARY), text, headings, stops))


def test_a_relative_pronoun_at_the_end_of_a_source_is_let_go_with_its_comma() -> None:
    found = tidy("Dr. Ana Ruiz, who said it hurts", Found((0, 6), (6, 7), ((7, 9),), ()))
    assert [f.source for f in found] == [(0, 4)]


def test_a_mark_that_belongs_to_a_source_stays() -> None:
    statement = Found((0, 6), (6, 7), ((7, 9),), ())
    assert tidy("Ruiz (D-Ohio) said it hurts", statement) == [statement]


def test_a_relative_pronoun_alone_is_a_source() -> None:
    statement = Found((2, 3), (3, 4), ((4, 6),), ())
    assert tidy("the man who said it hurts", statement) == [statement]


def test_a_clause_with_who_is_of_the_source_to_its_end() -> None:
    before = tidy(
        "The source who warned of war said it hurts", Found((0, 2), (6, 7), ((7, 9),), ())
    )
    after = tidy(
        "It hurts, said the source who warned of war.", Found((4, 6), (3, 4), ((0, 2),), ())
    )
    assert [f.source for f in before] == [(0, 6)]
    assert [f.source for f in after] == [(4, 10)]


def test_a_full_stop_inside_a_clause_does_not_end_it() -> None:
    text = "It hurts, said a source who left the U.S. in May."
    assert [f.source for f in tidy(text, Found((4, 6), (3, 4), ((0, 2),), ()))] == [(4, 15)]


def test_a_clause_ends_with_its_sentence() -> None:
    text = "It hurts, said the source who left. Then it rained."
    assert [f.source for f in tidy(text, Found((4, 6), (3, 4), ((0, 2),), ()))] == [(4, 8)]


def test_a_clause_with_a_mark_in_it_is_not_taken_into_the_source() -> None:
    statement = Found((4, 6), (3, 4), ((0, 2),), ())
    assert tidy("It hurts, said the source who came, saw and left.", statement) == [statement]


def test_a_clause_behind_a_name_is_not_taken_into_the_source() -> None:
    statement = Found((4, 6), (3, 4), ((0, 2),), ())
    assert tidy("It hurts, said Ana Ruiz who runs a farm.", statement) == [statement]


def test_a_body_whose_name_is_such_a_word_in_capitals_keeps_it() -> None:
    assert tidy("The WHO said it hurts", Found((0, 2), (2, 3), ((3, 5),), ()))[0].source == (0, 2)


def test_a_quotation_that_was_taken_for_a_heading_is_said() -> None:
    text = "“We lost it”\nsaid Ruiz"
    spans = [Span(0, 12), Span(13, 22)]
    found = words(text, spans, pair(text, spans), VOCABULARY)
    statement = Found((6, 7), (5, 6), ((0, 5),), ())
    assert list(tidied([statement], found, text, (True, False), ())) == [statement]


def test_an_article_alone_is_no_source() -> None:
    assert tidy("The said it hurts", Found((0, 1), (1, 2), ((2, 4),), ()))[0].source is None


def test_a_heading_is_no_part_of_what_is_said_below_it() -> None:
    text = "Ferry to return\nIt sails in May, Ruiz said"
    found = tidy(text, Found((8, 9), (9, 10), ((0, 3), (3, 7)), ()), (True, False))
    assert [f.content for f in found] == [((3, 7),)]
    assert tidy(text, Found((8, 9), (9, 10), ((0, 3),), ()), (True, False)) == []


def test_what_a_heading_itself_reports_stays() -> None:
    statement = Found((4, 5), (5, 6), ((0, 3),), ())
    assert tidy("Ferry to return, Ruiz says", statement, (True,)) == [statement]


def test_what_a_heading_says_ends_with_the_heading() -> None:
    text = "Mayor says bridge is safe\nThe bridge was built in 1931."
    (left,) = tidy(text, Found((0, 1), (1, 2), ((2, 5), (5, 12)), ()), (True, False))
    assert left.content == ((2, 5),)


def test_a_source_stands_in_the_sentence_next_to_its_cue() -> None:
    text = "It is safe, said Kay Orme. Brent College declined to comment."
    (before,) = tidy(text, Found((5, 10), (4, 5), ((0, 3),), ()))
    (after,) = tidy(text, Found((5, 10), (10, 11), ((11, 13),), ()))
    assert (before.source, after.source) == ((5, 7), (8, 10))
