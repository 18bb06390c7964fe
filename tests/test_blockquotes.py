from __future__ import annotations

import pytest

from analysis.attribution import attribute
from analysis.attribution.blockquotes import whole
from analysis.attribution.encoding import Vocabulary, words
from analysis.attribution.linking import Found
from analysis.ingest import from_text
from analysis.model import Span
from analysis.pipeline import quoted
from analysis.quotes import pair
from analysis.tokens import tokenise

VOCABULARY = Vocabulary(["[PAD]", "[UNK]", "[CLS]", "[SEP]"])
TEXT = "The mayor added:\nIt rained . As you know , the dam broke .\nThen it dried ."
OWN = Found((0, 2), (2, 3), ((4, 6),), ())  # "It rained"
TALK = Found((8, 9), (9, 10), ((11, 14),), ())  # "you", "know", "the dam broke"
GROWN = Found((0, 2), (2, 3), ((4, 14),), ())


def read(text: str, *told: Found, heading: int = -1) -> list[Found]:
    spans, place = [], 0
    for line in text.split("\n"):
        spans.append(Span(place, place + len(line)))
        place += len(line) + 1
    found = words(text, spans, pair(text, spans), VOCABULARY)
    headings = [number == heading for number in range(len(spans))]
    return [s for s, _ in whole([(s, 0.9) for s in told], found, text, headings)]


def test_the_paragraph_below_a_colon_is_said_to_its_last_full_stop() -> None:
    assert read(TEXT, OWN) == [GROWN]


def test_a_question_at_its_end_keeps_its_mark() -> None:
    (found,) = read(TEXT.replace("broke .", "broke ?"), OWN)
    assert found.content == ((4, 15),)


def test_a_cue_may_hold_the_colon() -> None:
    (found,) = read(TEXT, Found((0, 2), (2, 4), ((4, 6),), ()))
    assert found.content == ((4, 14),)


def test_parts_elsewhere_stay() -> None:
    (found,) = read(TEXT, Found((0, 2), (2, 3), ((4, 6), (7, 8), (15, 17)), ()))
    assert found.content == ((4, 14), (15, 17))


def test_what_he_says_to_somebody_in_it_is_no_other_voice() -> None:
    assert read(TEXT, TALK, OWN) == [GROWN]


@pytest.mark.parametrize(
    "other",
    [
        Found((4, 5), (9, 10), ((11, 14),), ()),  # a third voice
        Found(None, (9, 10), ((11, 14),), ()),  # nobody's
        Found((8, 9), (9, 10), ((11, 14), (15, 18)), ()),  # a talker's words go on below
        Found((15, 16), (16, 17), ((11, 14),), ()),  # what is said from elsewhere
    ],
)
def test_where_another_voice_is_heard_nothing_changes(other: Found) -> None:
    assert read(TEXT, OWN, other) == [OWN, other]


@pytest.mark.parametrize(
    "text",
    [
        TEXT.replace("added:", "added."),
        TEXT.replace("you", "they"),  # the article itself may go on
        TEXT.replace("As you know", "As US stocks"),
        TEXT.replace("As you know", "Before War I"),
        TEXT.replace("As you know", "As King George I"),
        TEXT.replace("It rained . As you", "Your rain . As they"),  # nothing in the rest
        TEXT.replace("Then it", "Then I"),  # a column
        TEXT.replace("As you know", "As “you” know"),
        TEXT.replace("broke .", "broke :"),  # it leads to something else
    ],
)
def test_elsewhere_a_content_stays_as_it_is(text: str) -> None:
    assert read(text, OWN) == [OWN]


@pytest.mark.parametrize(
    "said", ["But I know", "As we know", "It told us", "I’m sure I", "Save me ,"]
)
def test_to_speak_of_oneself_is_to_go_on(said: str) -> None:
    (found,) = read(TEXT.replace("As you know ,", said), OWN)
    assert found.content[0][1] > 6


def test_with_words_behind_the_cue_it_stays_as_it_is() -> None:
    told = Found((0, 2), (2, 3), ((6, 8),), ())
    assert read(TEXT.replace("added:", "added of that:"), told) == [told]


@pytest.mark.parametrize("mark", ["“", '"', "«", "‘", "'"])
def test_a_paragraph_that_begins_with_a_mark_ends_with_its_marks(mark: str) -> None:
    told = Found((0, 2), (2, 3), ((4, 7),), ())
    assert read(TEXT.replace("It", f"{mark}It"), told) == [told]


def test_a_heading_below_a_colon_is_no_block_quotation() -> None:
    assert read(TEXT, OWN, heading=1) == [OWN]


def test_a_content_that_begins_later_is_none() -> None:
    later = Found((0, 2), (2, 3), ((5, 6),), ())
    assert read(TEXT, later) == [later]


def test_a_colon_at_the_end_of_the_text_leads_to_nothing() -> None:
    told = Found((2, 4), (4, 5), ((0, 1),), ())
    assert read("So, the mayor added:", told) == [told]


def test_in_an_article_a_block_quotation_is_one_statement() -> None:
    block = (
        "It is typical of this council. It knows nothing, but the mouth never stops. The same way, "
        "as you very rightly pointed out, Laura, people jumped to conclusions in Springfield, "
        "because of officials who pour petrol on a fire."
    )
    text = f"The mayor blasted the council on Friday.\n\nThe mayor added:\n\n{block}\n\nIt rained."
    article = tokenise(from_text(text))
    found = attribute(article, quoted(article))
    assert block.rstrip(".") in [a.content[0].of(text) for a in found]
    assert all(a.source[0].of(text) != "you" for a in found if a.source)
