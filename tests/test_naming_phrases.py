"""Phrases by which a source is named or not: each is found, what looks like it is not."""

from __future__ import annotations

import pytest
from worded import Found, Row, each_row, mistaken

from analysis.sources.naming import (
    CROWD,
    EVENT,
    INSIDE_KNOWLEDGE,
    ONE_IN,
    OWNED,
    PLACED,
    SHARE,
    SHOWN,
    SPEECH,
    WHOSE,
    reason,
)

PHRASES: list[Row] = [
    (
        "people who know",
        INSIDE_KNOWLEDGE.search,
        (
            "familiar with it|close to him|briefed on it|briefed about it|with knowledge|"
            "with direct knowledge|with first-hand knowledge|with firsthand knowledge|"
            "privy to it|aware of the talks|involved in the talks|who attended|"
            "who were in it|who were at the fair|who saw it|who heard it|"
            "People Familiar With It"
        ),
        "people|aware of it|who vote|unfamiliar with it|familiar without it",
    ),
    (
        "a share of a class",
        SHARE.search,
        (
            "40% of aides|one in three|nine in ten|nine in 10|two in five|one in four|"
            "a third of them|a quarter of aides|half of aides|two fifths of aides|"
            "a tenth of them|40 percent|40 per cent|a majority|both parties|both sides|"
            "elected aides|A Third of them|a supermajority"
        ),
        (
            "aides|thirds|reelected|within ten|in 100|a third offer|on behalf of aides|"
            "a percentage|a paper cent"
        ),
    ),
    (
        "nobody in particular",
        ONE_IN.match,
        (
            "one in 10 aides|One in three|about one in two|almost one in four|"
            "nearly one in five|only one in six|over one in ten|roughly a third of|"
            "a quarter of aides|a fifth of aides|a tenth of"
        ),
        "one aide|a half of|one in sixty",
    ),
    (
        "words of speech",
        SPEECH.search,
        (
            "said|say|says|saying|told|tell|tells|telling|according|insist|acknowledge|"
            "announced|suggests|warned|claim|detail|outlined|describe|confirm|added|explain|"
            "note|noted|notes|noting|called|argue|deny|denied|denies|refused|declined|report|"
            "stated|states|recall|predicted|put it|comment|reveal|disclose|allege|estimate|"
            "cite|cited|cites|citing|contend|maintain|express|complain|assert|concede|admit|"
            "caution|ask|urge|replied|responded|question|Said"
        ),
        "fear|ran|notary|unsaid",
    ),
    (
        "what happened once",
        EVENT.search,
        "said|told|tell|tells|wrote|write|writes|spoke|saw|heard|shouted|Said",
        "have said|has told|would heard|believed to be|say|foresaw|sawmill",
    ),
    (
        "people of a place",
        PLACED.search,
        (
            "workers at the pit|workers in Hale|men of the town|men from Oslo|"
            "men on the ship|men aboard the ship|men near the port"
        ),
        "workers at pits|men with the union",
    ),
    (
        "documents that somebody saw",
        SHOWN.search,
        (
            "papers seen|papers obtained|papers reviewed|papers viewed|papers released|"
            "papers leaked|papers filed|papers published|papers sent"
        ),
        "papers|papers sentenced",
    ),
    (
        "a crowd",
        CROWD.match,
        (
            "dozens|Dozens|a dozen|half a dozen|several dozen|two dozen|hundreds of men|"
            "a hundred|scores|a score|at least a dozen|about two hundred|nearly half a dozen|"
            "more than a hundred|only a score|some dozens"
        ),
        "men|three dozen|hundreds of thousands|dozens of millions|some men|scoresheets",
    ),
    (
        "a family whose name is given",
        OWNED.match,
        (
            "Hale’s family|the Hale family|The Hale family|Theo’s family|Hisham’s family|"
            "Anders’ family|Onega’s family"
        ),
        (
            "the family|The family|His family|Her family|Their family|Its family|My family|"
            "Our family|A family|An old family|One family|Another family"
        ),
    ),
    (
        "whose reports",
        WHOSE.search,
        (
            "reports by him|reports from him|reports of it|reports in it|reports on it|"
            "reports to him|reports for him|reports seen here|reports obtained here"
        ),
        "some reports",
    ),
]
REASONS = (
    "who requested anonymity|"
    "who had asked for anonymity|"
    "who has sought anonymity|"
    "who have demanded anonymity|"
    "who insisted on anonymity|"
    "who insisted upon anonymity|"
    "who was granted anonymity|"
    "who were granted anonymity|"
    "who had been granted anonymity|"
    "who was given anonymity|"
    "who spoke on condition of anonymity|"
    "who spoke on the condition of anonymity|"
    "speaking on condition of anonymity|"
    "on condition of strict anonymity|"
    "under the condition of anonymity|"
    "who asked to remain anonymous|"
    "who requested to stay anonymous|"
    "who wished not to be named|"
    "who wanted not to be identified|"
    "who preferred not to be quoted by name|"
    "who declined to be named|"
    "who refused to be identified|"
    "asking not to be further identified|"
    "requesting that her name not be used|"
    "declining to be quoted by name|"
    "preferring that their names not be published|"
    "who asked that his name not be printed|"
    "who declined to give his name|"
    "who refused to provide her full name|"
    "who didn't want to share her name|"
    "who did not want to reveal their names|"
    "who was not willing to disclose his name|"
    "who was unwilling to state his name|"
    "who wouldn't tell us her name|"
    "who would not give her name|"
    "declining to give her name|"
    "refusing to give her name|"
    "unwilling to give her name|"
    "who did not want his name used|"
    "who does not wish her full name to be published|"
    "who don't want their names printed|"
    "who didn't wish her name known|"
    "who did not want his name made public|"
    "who did not want to be named|"
    "who do not wish to be identified|"
    "who doesn't want to be quoted by name|"
    "who was not authorised to speak|"
    "who were not authorized to talk to the press|"
    "who is not authorised to comment|"
    "who are not authorised to discuss the case|"
    "who was unauthorised to brief reporters|"
    "who cannot be named for legal reasons|"
    "who can't be identified|"
    "who could not be named|"
    "who may not be identified|"
    "whose name has been withheld|"
    "whose names have been changed|"
    "whose name was withheld at her request|"
    "who spoke anonymously|"
    "who talked privately|"
    "not named because of a court order|"
    "not being identified for fear of reprisals|"
    "not to be identified|"
    "for fear of losing her job|"
    "fearing reprisals|"
    "fearing reprisal|"
    "fearing retaliation|"
    "fearing retribution|"
    "who asked not to be named because he fears for his job|"
    "who requested anonymity as she still works there|"
    "who requested anonymity citing the law|"
    "who requested anonymity in order to protect a friend|"
    "who requested anonymity to discuss the talks|"
    "who requested anonymity to speak of it|"
    "who requested anonymity to describe it|"
    "who requested anonymity to avoid a row|"
    "who requested anonymity to talk of it|"
    "who requested anonymity out of fear|"
    "who requested anonymity for fear of the police|"
    "speaking off the record|"
    "who said privately|"
    "on the condition of anonymity|"
    "under condition of anonymity|"
    "condition of anonymity|"
    "who spoke under the condition of anonymity|"
    "speaking on the condition of anonymity|"
    "who asked not to be quoted|"
    "who did not want to be quoted|"
    "unwilling to give his name|"
    "because she was not authorised to speak|"
    "because they were not authorised to speak|"
    "because he is not authorised to speak|"
    "because they are unauthorised to speak|"
    "not authorised to speak|"
    "who wasn't authorised to speak|"
    "who aren’t authorised to speak|"
    "un-authorised to speak|"
    "who can’t be named|"
    "whose names were withheld|"
    "names are withheld|"
    "name is withheld|"
    "name was changed|"
    "who requested anonymity to protect a friend|"
    "not being named out of fear"
)


@each_row(PHRASES)
def test_each_phrase_is_found_and_what_looks_like_it_is_not(
    found: Found, phrases: str, others: str
) -> None:
    assert mistaken(found, phrases, others) == ([], [])


@pytest.mark.parametrize("words", REASONS.split("|"))
def test_a_reason_is_kept_as_worded(words: str) -> None:
    assert reason(f"A nurse, {words}, said it was late.") == words


@pytest.mark.parametrize(
    "words",
    [
        "who declined to give an interview",
        "who was named in the report",
        "who was not authorised by the council",
        "whose name was called",
        "who would not give her money",
        "who feared the police",
    ],
)
def test_what_gives_no_reason_is_none(words: str) -> None:
    assert reason(f"A nurse, {words}, said it was late.") == ""


@pytest.mark.parametrize(
    ("words", "most"),
    [
        ("was not authorised to speak", 8),
        ("who cannot be named", 8),
        ("whose name was withheld", 6),
        ("for fear of", 5),
    ],
)
def test_a_reason_is_so_many_words_long_at_most(words: str, most: int) -> None:
    said = "on the new roof of the old town hall".split()
    assert reason(f"A nurse, {words} {' '.join(said)}.") == " ".join([words, *said[:most]])


def test_a_reason_goes_on_for_so_many_characters_at_most() -> None:
    words = "asked not to be named because"
    assert reason(f"A nurse {words} {'x' * 200}.") == f"{words} {'x' * 119}"
    assert reason(f"A nurse {words[:-8]} assured us.") == words[:-8]


def test_a_reason_may_stand_in_a_headline() -> None:
    assert reason("Names Were Changed") == "Names Were Changed"


@pytest.mark.parametrize("verb", "said says told tells added".split())
def test_a_reason_ends_where_something_is_said(verb: str) -> None:
    words = "who asked not to be named because she works there"
    assert reason(f"A nurse {words} {verb} it was late.") == words
    assert reason(f"A nurse {words} {verb}ing no more.") == f"{words} {verb}ing no more"


@pytest.mark.parametrize("end", '. ; , “ ” " \n — – -'.split(" "))
def test_a_reason_ends_at_a_mark(end: str) -> None:
    words = "who asked not to be named because she works there"
    assert reason(f"A nurse, {words} {end}").endswith(words)


@pytest.mark.parametrize("mark", [",", " —", " –", " -", " and", " who"])
def test_a_reason_begins_behind_what_leads_to_it(mark: str) -> None:
    told = reason(f"A nurse of the town{mark} asked not to be named, said it was late.")
    assert told.removeprefix("who ") == "asked not to be named"
