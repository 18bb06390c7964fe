"""What stands between a source and its name: each form is found, what looks like it is not."""

from __future__ import annotations

from worded import Found, Row, each_row, mistaken

from analysis.sources.beside import (
    APPOSED,
    BESIDE,
    CUT_SHORT,
    ENDED,
    GIVES_NAME,
    LED_AWAY,
    TRADE_BEFORE,
)
from analysis.sources.identity import HE_OR_SHE, OTHER
from analysis.sources.named_later import ONE_SPEECH
from analysis.sources.onlookers import OPENING
from analysis.sources.phrases import AND, MARKS, OTHERS, PLACE_AHEAD, WHOM
from analysis.sources.predicates import ACCUSED, AGED, BEFORE, OWNS
from analysis.sources.resolution import NO_ROLE
from analysis.sources.scene import ASIDE

PHRASES: list[Row] = [
    (
        "a description before the name of a body",
        BESIDE.search,
        "A think tank, the |An agency, |The firm, |One firm, the |a firm, |the firm, ",
        "Firm, |A firm and |A firm",
    ),
    (
        "what leads away from a name",
        LED_AWAY.search,
        (
            "aide of |aide for |aide to |aide with |aide by |aide from |aide about |aide on |"
            "clerk and the |clerk and a "
        ),
        "aide |clerk and |longtime aide ",
    ),
    (
        "what belongs to a source",
        CUT_SHORT.match,
        (
            " who warned of it| familiar with it| close to him| briefed on it|"
            " with knowledge of it| with direct knowledge of it|"
            " with first-hand knowledge of it"
        ),
        " of the town| who warned. It",
    ),
    (
        "what ends no role",
        NO_ROLE.search,
        "a man, who|a man, who recently|a man, the|a man who|a man the ",
        "a man|a mayor",
    ),
    (
        "what ends an apposition",
        ENDED.match,
        ",|.| ;|:|–|—|(|",
        "x| a",
    ),
    (
        "what stands before an apposition",
        APPOSED.fullmatch,
        ", |, the ",
        ",|, a ",
    ),
    (
        "what gives a name",
        GIVES_NAME.fullmatch,
        " named | called |, who is named |, who gave his name as ",
        " said |, a man named ",
    ),
    (
        "a trade before a name",
        TRADE_BEFORE.search,
        "a writer |actor ",
        "Writer |writer",
    ),
    (
        "a clause that is no part of a descriptor",
        ASIDE.search,
        (
            ", who said|, whose dog|, which is|, speaking to|, citing a|, declining to|"
            ", asking not|, requesting it"
        ),
        ", a nurse| who said|, whoever",
    ),
    (
        "one speech",
        ONE_SPEECH.fullmatch,
        ". “They ran,” | “They ran.” |, “They ran,” ",
        ". They ran, |. “They ran,” he “said” ",
    ),
    (
        "marks of emphasis",
        MARKS.search,
        "*Ana*|_Ana_",
        "rosa_l|Ana",
    ),
    (
        "some of several",
        WHOM.fullmatch,
        "most of whom|some of them|none of which|all of who",
        "one of them|most of us",
    ),
    (
        "a place before a noun",
        PLACE_AHEAD.match,
        "The Dayton, Ohio, maker|The New York, N.Y., bank|The St. Paul, Minn.-based maker",
        "The Dayton maker|A Dayton, Ohio, maker|The Dayton, Ohio, Bank",
    ),
    (
        "what joins two people",
        AND.fullmatch,
        (
            " and |, and | & | and the | and his | and her | of Ohio and | from Leeds and |"
            ", the mayor, and "
        ),
        " met | or ",
    ),
    (
        "others beside a name",
        OTHERS.search,
        (
            "Ana and others|Ana, other|Ana and three others|Ana and two or three others|"
            "Ana and Others|Ana and one other"
        ),
        "Ana|others|Ana and mothers",
    ),
    (
        "an age and a role",
        AGED.match,
        ", 34, a nurse|, aged 34, the baker|, 34, his aide|, 34, her aide|, 34, an aide",
        ", 34, nurse|, a nurse|, 1934, a nurse",
    ),
    (
        "what somebody owns or runs",
        OWNS.match,
        (
            " owns a shop| runs the shop| manages his shop| owned her shop|"
            " ran an old corner shop| managed a shop|, who runs a shop|, 34, who owns a shop"
        ),
        " owns shops| saw a shop",
    ),
    (
        "a role before a name",
        BEFORE.search,
        "As chairman, |As a nurse, |As the head of it, |As its head, |As an aide, ",
        "as chairman, |As chairman |Was chairman, ",
    ),
    (
        "who is accused",
        ACCUSED.match,
        (
            " accused of|, accused of| who is accused of|, who was accused of|"
            ", 34, who stands accused of|, 34, accused of"
        ),
        " accused him of| was accused of|, accused off",
    ),
    (
        "pronouns of one person",
        HE_OR_SHE.search,
        "he|she|his|her|him|himself|herself|He",
        "they|shed|the",
    ),
    (
        "what parts a name from a pronoun",
        OTHER.search,
        "a. b|a! b|a? b|it fell|its",
        "a, b|bit|a.b",
    ),
    (
        "the first word of a description",
        OPENING.match,
        "The |A |An |One |Another ",
        "the |Their |Any ",
    ),
]


@each_row(PHRASES)
def test_each_phrase_is_found_and_what_looks_like_it_is_not(
    found: Found, phrases: str, others: str
) -> None:
    assert mistaken(found, phrases, others) == ([], [])
