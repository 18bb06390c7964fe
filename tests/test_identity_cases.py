"""The cases of who the sources are: their checks can fail, and stand on words of the texts.

Of the half that rules may learn from, as many texts are read rightly as ever were.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest
from identity_cases import Case, cases, fresh, problems

from analysis.ingest import from_text
from analysis.model import Attribution, Extraction, Source, Span

# How many of them; raise it when more are.
READ_RIGHTLY: dict[Callable[..., list[Case]], int] = {cases: 94, fresh: 69}
TEXT = "Ada Quill said it was late. The clerk said it was early."


def _read(*speakers: str | None) -> Extraction:
    """The two statements of the text, by these sources."""
    said = [
        Attribution("a1", (Span(0, 9),), (Span(10, 14),), (Span(15, 26),), "indirect", 0.9),
        Attribution("a2", (Span(28, 37),), (Span(38, 42),), (Span(43, 55),), "indirect", 0.9),
    ]
    heard = (
        Source("s1", "Ada Quill", "person", "named"),
        Source("s2", "The clerk", "person", "anonymous"),
    )
    given = tuple(replace(a, speaker=s) for a, s in zip(said, speakers, strict=True))
    return Extraction(from_text(TEXT), (), given, heard)


def _problems(found: Extraction, **checks: object) -> list[str]:
    return problems(Case("x", "01", "tune", TEXT, checks), lambda _: found)


RIGHT = _read("s1", "s2")


@pytest.mark.parametrize(
    ("checks", "wrong"),
    [
        ({"says": [{"content": "it was late", "who": "Quill", "name": "Ada Quill"}]}, False),
        ({"says": [{"content": "it was late", "name": "Quill"}]}, True),
        ({"says": [{"content": "it was late", "kind": "group"}]}, True),
        ({"says": [{"content": "it was late", "role": "clerk"}]}, True),
        ({"says": [{"content": "it was early", "naming": "anonymous", "who": "clerk"}]}, False),
        ({"says": [{"content": "Ada"}]}, True),
        ({"apart": [["it was late", "it was early"]]}, False),
        ({"same": [["it was late", "it was early"]]}, True),
        ({"not_by": [["it was early", "Quill"]]}, False),
        ({"not_by": [["it was late", "Quill"]]}, True),
        ({"never": ["Quill"]}, True),
        ({"never": ["clerk"]}, True),
        ({"none": ["it was late"]}, True),
        ({"no_person": ["it was early"]}, True),
        ({"sources": 2, "statements": 2}, False),
        ({"sources": 1}, True),
    ],
)
def test_a_check_finds_what_is_wrong(checks: dict[str, object], wrong: bool) -> None:
    assert bool(_problems(RIGHT, **checks)) is wrong


def test_a_statement_that_is_nobodys_for_sure_is_not_apart_from_others() -> None:
    assert _problems(_read("s1", None), apart=[["it was late", "it was early"]])
    assert not _problems(_read("s1", None), not_by=[["it was early", "Quill"]])


def test_whose_somebody_is_does_not_speak_by_him() -> None:
    heard = replace(RIGHT.sources[1], name="Ada Quill's clerk")
    found = replace(RIGHT, sources=(RIGHT.sources[0], heard), attributions=RIGHT.attributions[1:])
    assert not _problems(found, never=["Ada Quill"])
    assert _problems(found, never=["clerk"])


def test_every_check_of_a_case_stands_on_words_of_its_text() -> None:
    every = [*cases(), *fresh()]
    assert len({case.id for case in every}) == len(every)
    for case in every:
        said = [row["content"] for row in case.checks.get("says", [])]
        groups = [*case.checks.get("same", []), *case.checks.get("apart", [])]
        for content in (*said, *(words for group in groups for words in group)):
            assert content in case.text, case.id


@pytest.mark.slow
@pytest.mark.parametrize("every", [cases, fresh])
def test_as_many_texts_as_ever_are_read_rightly(every: Callable[..., list[Case]]) -> None:
    wrong = {case.id: problems(case) for case in every("tune")}
    right = [key for key, lines in wrong.items() if not lines]
    assert len(right) >= READ_RIGHTLY[every], {key: lines for key, lines in wrong.items() if lines}
