"""What figures leave out and why; who was asked and gave no answer."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from marked import parse
from worded import Found, Row, each_row, mistaken

from analysis.excluded import ANONYMITY, ASKED, COMMENT, OUTCOMES, REFUSED, replies
from analysis.excluded import mark as exclude
from analysis.model import Mention, Source, Span
from analysis.quotes import pair

OUTCOME = dict(OUTCOMES)
ANA = Source("s1", "Ana Ruiz", "person", "named", (Mention(Span(0, 8), "name"),))
NOBODY = Source("s2", "unattributed", "unknown", "generic")
TOLD: list[Row] = [
    (
        "a comment",
        COMMENT.search,
        (
            "to comment|Comment|elaborate|to be interviewed|be drawn|answer questions|"
            "give details|give a detail|offer any details|give further details|"
            "give any further details"
        ),
        "commentary|elaborately|interviewed|drawn|answer|details|recomment",
    ),
    (
        "a refusal",
        REFUSED.search,
        "declined|Refused|refuses|would not|wouldn’t|wouldn't|did not want",
        "said|would|did not|misrefused",
    ),
    (
        "a wish for no name",
        ANONYMITY.search,
        (
            "not be identified|not to be identified|not to be quoted by name|anonymity|"
            "Anonymously|be named|name used|names published|name printed|names withheld|"
            "name to be withheld|name not be used|name to not be printed|names not to be used"
        ),
        "be identified|to be quoted|named|renames used|nameused|be namedrop",
    ),
    (
        "a request",
        ASKED.search,
        ("asked|Requested|insisted|declines|refused|wants|wished|preferred|on condition|demanded"),
        "said|basked",
    ),
    (
        "who declined",
        OUTCOME["declined"].fullmatch,
        (
            "declined to comment|Refused to elaborate|refused to be interviewed|"
            "declined further comment|declined comment|declined to further elaborate"
        ),
        "declined|asked to comment|declined to be named",
    ),
    (
        "who gave no response",
        OUTCOME["no response"].fullmatch,
        (
            "did not respond|Didn’t reply|didn't answer|has not responded|have not replied|"
            "had not answered|hasn’t responded|haven't responded|hadn’t responded|"
            "hasn't responded|haven’t replied|hadn't replied|"
            "did not immediately respond|has not yet replied|has not yet immediately replied|"
            "did not return a call|did not return calls|had not returned an e-mail|"
            "did not return email|did not return emails|did not return two messages|"
            "did not return a message|did not return a request|"
            "did not return requests|did not return a reporter’s phone calls"
        ),
        (
            "responded|did not|did not return|did not return the long lost old call|"
            "did not return to work|did not request|"
            "has not repeated|did not yet leave"
        ),
    ),
    (
        "who was not reached",
        OUTCOME["not reached"].fullmatch,
        (
            "could not be reached|Couldn’t be reached|couldn't be contacted|cannot be located|"
            "could not immediately be reached|was unavailable for comment|"
            "were not available for comment|was not immediately available for comment"
        ),
        "could be reached|could not be seen|was available for comment|was unavailable",
    ),
    (
        "no outcome inside a word",
        lambda text: next((m for _, p in OUTCOMES if (m := p.search(text))), None),
        "he declined to comment now|he did not respond now|he was unavailable for comment now",
        (
            "redeclined comment|redid not respond|twas unavailable for comment|"
            "declined to commentary|did not return the callous"
        ),
    ),
]


@each_row(TOLD)
def test_each_phrase_is_found_and_what_looks_like_it_is_not(
    found: Found, phrases: str, others: str
) -> None:
    assert mistaken(found, phrases, others) == ([], [])


ELEVEN = "they met at the old mill by the river one evening"
STATEMENTS: list[tuple[str, dict[str, Any], str]] = [
    ("[1s:Ana Ruiz] [1c:said] [1k:it was late].", {}, ""),
    ("[1s:Ana Ruiz] [1c:declined] [1k:to comment].", {}, "declined to comment"),
    ("[1s:Ana Ruiz] [1c:firmly declined] [1k:to comment].", {}, "declined to comment"),
    ("[1s:Ana Ruiz] [1c:promised] [1k:to comment].", {}, ""),
    ("[1s:Ana Ruiz] [1c:refused] [1k:to leave].", {}, ""),
    (f"[1s:Ana Ruiz] [1c:refused] [1k:to comment on where {ELEVEN}].", {}, ""),
    ("[1s:Ana Ruiz] [1c:asked] [1k:not to be named].", {}, "asked for anonymity"),
    ("[1s:Ana Ruiz] [1c:firmly asked] [1k:not to be named].", {}, "asked for anonymity"),
    ("[1s:Ana Ruiz] [1c:saw] [1k:him be named].", {}, ""),
    ("[1s:Ana Ruiz] [1c:asked] [1k:to leave].", {}, ""),
    (f"[1s:Ana Ruiz] [1c:asked] [1k:not to be named since {ELEVEN}].", {}, ""),
    ("# [1s:Ana Ruiz] [1c:says] [1k:it is late]", {}, "heading"),
    ("# [1k:Roof leaks]\n[1s:Ana Ruiz] [1c:says] [1k:it is late]", {}, "heading"),
    ("# Roof leaks\n[1s:Ana Ruiz] [1c:says] [1k:it is late]", {}, ""),
    ("[1k:It was late], [1c:it was said].", {}, "hedge"),
    ("[1k:It was late], [1c:it was said].", {"speaker": "s2"}, "hedge"),
    ("[1k:It was late], [1c:it was said].", {"speaker": "s1"}, ""),
    ("[1k:“It was late”], [1c:it was said].", {}, ""),
    ("[1s:They] [1c:said] [1k:it was late].", {}, ""),
    ("[1s:Ana Ruiz] [1c:said] [1k:so].", {"confidence": 0.5}, ""),
    (
        "[1s:Ana Ruiz] [1c:said] [1k:so].",
        {"confidence": 0.49},
        "below 50% confidence",
    ),
    (
        "[1s:Ana Ruiz] [1c:said] [1k:so].",
        {"confidence": 0.4, "speaker_confidence": 0.5},
        "",
    ),
]


@pytest.mark.parametrize(("text", "values", "why"), STATEMENTS)
def test_figures_leave_out_what_is_no_statement_of_somebody(
    text: str, values: dict[str, Any], why: str
) -> None:
    article, (statement,) = parse(text)
    (marked,) = exclude(article, [replace(statement, **values)], [ANA, NOBODY])
    assert marked.excluded == why


@pytest.mark.parametrize(("words", "short"), [(12, True), (13, False)])
def test_a_refusal_is_no_longer_than_twelve_words(words: int, short: bool) -> None:
    for content, cue in (("to comment", "declined"), ("be named", "asked")):
        said = " ".join([content, *["so"] * (words - 2)])
        article, (statement,) = parse(f"[1s:Ana Ruiz] [1c:{cue}] [1k:{said}].")
        (marked,) = exclude(article, [statement], [ANA])
        assert bool(marked.excluded) is short


@pytest.mark.parametrize(
    "source",
    [
        replace(NOBODY, kind="person"),
        replace(NOBODY, mentions=ANA.mentions),
    ],
)
def test_what_somebody_said_is_no_hedge(source: Source) -> None:
    article, (statement,) = parse("[1k:It was late], [1c:it was said].")
    (marked,) = exclude(article, [replace(statement, speaker="s2")], [source])
    assert marked.excluded == ""


def told(text: str, *names: str) -> list[tuple[str, str]]:
    """Return who a text says was asked in vain, with what became of it."""
    article, _ = parse(text)
    found = [(name, article.text.find(name)) for name in names]
    heard = [
        Source(name, name, "person", "named", (Mention(Span(at, at + len(name)), "name"),))
        for name, at in found
    ]
    quotations = pair(article.text, [p.span for p in article.paragraphs])
    return [(r.source, r.outcome) for r in replies(article, quotations, heard)]


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("Ana Ruiz declined to comment.", "Ana Ruiz"),
        ("Ben Hale met Ana Ruiz, who declined to comment.", "Ana Ruiz"),
        ("Ana Ruiz left. Ben Hale declined to comment.", "Ben Hale"),
        ("The mill declined to comment, Ana Ruiz wrote.", ""),
        ("Ana Ruiz left. The mill declined to comment.", ""),
        ("Ana Ruiz left! “The mill” declined to comment.", ""),
        ("Ana Ruiz came, 5 p.m. sharp, and declined to comment.", "Ana Ruiz"),
        ("Ana Ruiz left\nthen declined to comment.", ""),
        ("# Ana Ruiz declined to comment", ""),
        ("“Ana Ruiz declined to comment,” he said.", ""),
        ("Ana Ruiz met “Tig” Orr and declined to comment.", "Ana Ruiz"),
    ],
)
def test_who_is_named_last_in_the_sentence_was_asked(text: str, wanted: str) -> None:
    found = told(text, *(n for n in ("Ana Ruiz", "Ben Hale") if n in text))
    assert found == ([(wanted, "declined")] if wanted else [])


@pytest.mark.parametrize(("between", "near"), [(160, True), (161, False)])
def test_who_was_asked_is_named_close_by(between: int, near: bool) -> None:
    text = f"Ana Ruiz {'so ' * 100}"[: len("Ana Ruiz") + between - 1] + " declined to comment."
    assert bool(told(text, "Ana Ruiz")) is near


def test_who_was_asked_in_vain_stands_in_the_order_of_the_text() -> None:
    text = "Ana Ruiz could not be reached. Ben Hale declined to comment."
    assert told(text, "Ana Ruiz", "Ben Hale") == [
        ("Ana Ruiz", "not reached"),
        ("Ben Hale", "declined"),
    ]
