from __future__ import annotations

import re
from collections import Counter
from itertools import pairwise
from pathlib import Path

import pytest
from domains import GOLD, LATER, MarkupError, Passage, parse, passages, write

from analysis.brat import Statement, read_brat, standoff
from analysis.evaluate import judge_all, total
from analysis.model import Span

FIRST, SECOND = tuple(passages()), tuple(passages(LATER))
ALL = (*FIRST, *SECOND)
NAMES = [passage.name for passage in ALL]
EACH = pytest.mark.parametrize("passage", ALL, ids=NAMES)
# A guard beside the reading of a person: none of these has a place in the passages.
US_POLITICS = re.compile(
    r"\b(Trump|Clinton|Obama|Biden|Sanders|Democrat\w*|Republican\w*|GOP|White House|Capitol|"
    r"Congress\w*|Pentagon|Electoral College|Iowa|Super PAC)\b"
)


def spans(statement: Statement) -> list[Span]:
    """All pieces of a statement."""
    return [*statement.source, *statement.cue, *statement.content]


def sources() -> list[str]:
    """The marked passages without their headers."""
    texts = [
        path.read_text(encoding="utf-8")
        for folder in (GOLD, LATER)
        for path in sorted(folder.glob("*.marked"))
    ]
    blocks = re.split(r"^=== .*\n", "\n".join(texts), flags=re.MULTILINE)[1:]
    return [block.split("\n\n", 1)[1].strip() for block in blocks]


def test_there_are_sixty_passages_and_ninety_later_ones_each_with_a_name_of_its_own() -> None:
    assert (len(FIRST), len(SECOND)) == (60, 90)
    assert len(ALL) == len(set(NAMES)) == len(sources())
    assert all(passage.name.startswith(f"{passage.category}-") for passage in ALL)


@pytest.mark.parametrize("some", [FIRST, SECOND], ids=["first", "later"])
def test_there_are_many_categories_of_at_least_four_passages(some: tuple[Passage, ...]) -> None:
    counts = Counter(passage.category for passage in some)
    assert len(counts) >= 10
    assert min(counts.values()) >= 4


def test_some_passages_have_no_statement() -> None:
    assert sum(not passage.statements for passage in FIRST) >= 4
    assert any(not passage.statements for passage in SECOND)


def test_taking_out_the_marks_changes_nothing_else() -> None:
    for passage, marked in zip(ALL, sources(), strict=True):
        bare = re.sub(r"\[(\d+[sck],?)+:", "", marked)
        assert re.sub(r"[\[\]]", "", bare) == re.sub(r"[\[\]]", "", passage.text)
        assert not re.search(r"\d[sck]:|^===|^style:", passage.text, re.MULTILINE)


@EACH
def test_a_passage_is_of_the_promised_length_and_clean(passage: Passage) -> None:
    assert 80 <= len(passage.text.split()) <= 220
    assert not re.search(r" {2}| [,.;]|\n{3}|[ \t]$", passage.text, re.MULTILINE)
    assert not US_POLITICS.search(passage.text)
    assert passage.style


@EACH
def test_every_span_begins_and_ends_with_a_whole_word_or_mark(passage: Passage) -> None:
    text = f" {passage.text} "  # one further on: neighbours always exist
    for span in (s for statement in passage.statements for s in spans(statement)):
        assert 0 <= span.start < span.end <= len(passage.text)
        for left, right in ((span.start, span.start + 1), (span.end, span.end + 1)):
            assert not (text[left].isalnum() and text[right].isalnum()), span.of(passage.text)
        assert span.of(passage.text) == span.of(passage.text).strip()
        assert "\n" not in span.of(passage.text)


@EACH
def test_the_parts_of_a_statement_do_not_overlap(passage: Passage) -> None:
    for statement in passage.statements:
        pieces = sorted((span.start, span.end) for span in spans(statement))
        assert all(one[1] <= other[0] for one, other in pairwise(pieces))


@EACH
def test_the_standoff_reads_back_as_the_same_statements(passage: Passage) -> None:
    assert read_brat(standoff(passage.text, passage.statements)) == passage.statements


@pytest.mark.parametrize("gold", [GOLD, LATER], ids=["first", "later"])
def test_the_written_folder_scores_full_marks_against_itself(tmp_path: Path, gold: Path) -> None:
    some = tuple(passages(gold))
    assert write(tmp_path, gold) == len(some)
    judged = judge_all(tmp_path, {p.name: p.statements for p in some})
    measures = total(judged).measures()
    assert measures["exact"] == {"P": 100.0, "R": 100.0, "F": 100.0}
    assert min(measures[f"type_{form}"]["gold"] for form in ("direct", "mixed", "indirect")) >= 35
    if gold == LATER:
        assert sum(wanted.nested for article in judged for wanted in article.wanted) >= 80


def test_a_mark_may_stand_in_pieces_hold_others_and_serve_two() -> None:
    text, found = parse(
        "[1k:[2s:He] [2c:hopes] [2k:[so]]], [1s,3s:she] [1c:said], [3c:adding] [3k:x]"
    )
    assert text == "He hopes [so], she said, adding x"
    assert [s.content[0].of(text) for s in found] == ["He hopes [so]", "[so]", "x"]
    assert found[0].source == found[2].source


@pytest.mark.parametrize("marked", ["[1s:She said", "She] said", "[1s:She] [1c:said]", "[1k:x]"])
def test_marks_that_are_not_well_formed_are_refused(marked: str) -> None:
    with pytest.raises(MarkupError):
        parse(marked)
