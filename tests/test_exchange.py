from __future__ import annotations

import csv
import io
import json
from dataclasses import replace
from typing import Any

import pytest
from exchanging import cases, extractions, returns
from hypothesis import given, settings
from hypothesis import strategies as st
from seed import gold_extraction

from analysis import exchange
from analysis.errors import InputError
from analysis.exchange import tools
from analysis.exchange.graph import fingerprint
from analysis.model import Article, Attribution, Extraction, Source, Span

RETURNING = [form for form in tools.own() if form != "jsonl"]  # which has no text


def without_words(extraction: Extraction) -> Extraction:
    return replace(extraction, article=replace(extraction.article, sentences=(), tokens=()))


def odd(text: str) -> Extraction:
    said = Attribution("a1", (), (), (Span(0, len(text)),), "indirect", 0.25, doubts=(text,))
    voice = Source("s1", text, "person", "named", role=text, because=text)
    return Extraction(Article("x", text, (), text), (), (said,), (voice,), (voice,), "r1")


@pytest.mark.parametrize("form", RETURNING)
def test_every_case_makes_the_round_trip(form: str) -> None:
    assert returns(cases(), form)


@pytest.mark.parametrize("form", RETURNING)
@settings(max_examples=40, deadline=None)
@given(extractions())
def test_any_extraction_makes_the_round_trip(form: str, extraction: Extraction) -> None:
    assert returns([extraction], form)


def test_the_seed_makes_the_round_trip() -> None:
    gold = gold_extraction()
    back = exchange.from_json(json.loads(exchange.dumps(gold)), gold.article.text)
    assert back == without_words(gold)


@given(st.text(st.characters(exclude_categories=[]), min_size=1))
def test_any_text_makes_the_round_trip_on_one_line_of_valid_utf8(text: str) -> None:
    line = exchange.dumps(odd(text))
    assert line.encode().decode().splitlines() == [line]
    # Two halves side by side are read back as the one character that they are.
    whole = text.encode("utf-16", "surrogatepass").decode("utf-16", "surrogatepass")
    if whole == text:
        assert exchange.from_json(json.loads(line), text) == odd(text)


def test_letters_of_every_script_stay_readable() -> None:
    assert "“é” قال 你好 😀" in exchange.dumps(odd("“é” قال 你好 😀"))


def test_the_object_has_what_the_measures_read() -> None:
    entry = exchange.to_json(gold_extraction())
    first = entry["attributions"][0]
    assert entry["id"] == "000_2efcd0cf48806b2a"
    assert (first["source"], first["cue"], first["content"]) == (
        [[419, 463]],
        [[464, 468]],
        [[482, 642]],
    )
    assert first["speaker"] == "s1"
    assert {"id": "s1", "kind": "group", "naming": "anonymous"}.items() <= entry["sources"][
        0
    ].items()
    assert entry["paragraphs"][0].keys() == {"start", "end", "kind", "because", "credit"}
    assert first["source_text"] == "Sources dealing with Syrian issues in Jordan"


def test_the_same_extraction_gives_the_same_line() -> None:
    assert exchange.dumps(gold_extraction()) == exchange.dumps(replace(gold_extraction()))


def test_the_confidence_in_a_speaker_is_written_and_read_back() -> None:
    x = gold_extraction()
    told = [replace(a, confidence=0.6, speaker_confidence=0.75) for a in x.attributions]
    line = json.loads(exchange.dumps(replace(x, attributions=tuple(told))))
    again = exchange.from_json(line, x.article.text)
    assert [a.words_confidence for a in again.attributions] == [0.8] * len(told)


def test_a_file_of_the_version_before_is_the_same_finding() -> None:
    entry = json.loads(exchange.dumps(gold_extraction()))
    before = [dict(a) for a in entry["attributions"]]
    for said in before:
        assert said.pop("speaker_confidence") == 1
    assert fingerprint(entry | {"attributions": before}) == fingerprint(entry)


def test_the_least_object_is_enough() -> None:
    entry = {"id": "x", "attributions": [{"id": "a", "content": [[0, 3]], "form": "direct"}]}
    found = exchange.from_json(entry, "one")
    assert found.attributions == (Attribution("a", (), (), (Span(0, 3),), "direct", 1.0),)
    assert found.sources == ()


def broken(**changes: Any) -> dict[str, Any]:
    said: dict[str, Any] = {"id": "a", "content": [[0, 3]], "form": "direct", "confidence": 0.5}
    return {"id": "x", "attributions": [said | changes]}


@pytest.mark.parametrize(
    ("data", "says"),
    [
        ([], "the article: is not an object"),
        ({"id": "x"}, "lacks 'attributions'"),
        ({"id": 3, "attributions": []}, "the article, id: is not text"),
        ({"id": "x", "attributions": {}}, "attributions: is not a list"),
        ({"id": "x", "attributions": [3]}, "attributions 1: is not an object"),
        ({"id": "x", "attributions": [], "length": 4}, "a text of 4 characters, this one has 3"),
        ({"id": "x", "attributions": [], "repairs": [1]}, "repairs 1: is not text"),
        (broken(content=[]), "has no content"),
        (broken(speaker_confidence=0), "a speaker_confidence of 0"),
        (broken(speaker_confidence=2), "speaker_confidence"),
        (broken(speaker_confidence="1"), "speaker_confidence"),
        (broken(speaker_confidence=True), "speaker_confidence"),
        (broken(content=[[0, 4]]), "attributions 1, content 1: points outside the text"),
        (broken(content=[[2, 1]]), "points outside the text"),
        (broken(content=[[-1, 1]]), "points outside the text"),
        (broken(content=[[0.0, 1]]), "is not a pair"),
        (broken(content=[[False, True]]), "is not a pair"),
        (broken(content=[[1]]), "is not a pair"),
        (broken(form="loud"), "form: is not one of direct, mixed, indirect"),
        (broken(form=[]), "form: is not text"),
        (broken(confidence=1.5), "confidence: is not a number from 0 to 1"),
        (broken(confidence=float("nan")), "is not a number from 0 to 1"),
        (broken(implicit="yes"), "is neither true nor false"),
        (broken(doubts="x\ny"), "is not a list"),
        (broken(speaker=1), "speaker: is not text"),
    ],
)
def test_a_broken_object_is_one_clear_line(data: Any, says: str) -> None:
    with pytest.raises(InputError) as caught:
        exchange.from_json(data, "one")
    assert says in str(caught.value)
    assert "\n" not in str(caught.value)


def test_json_lines_are_an_article_a_line() -> None:
    pieces = list(exchange.lines([gold_extraction(), odd("a\nb")], "jsonl"))
    assert [json.loads(piece)["id"] for piece in pieces] == ["000_2efcd0cf48806b2a", "x"]
    assert all(piece.count("\n") == 1 and piece.endswith("\n") for piece in pieces)


def test_csv_has_one_header_and_a_row_a_statement() -> None:
    text = "".join(exchange.lines([gold_extraction(), odd("=1\n2")], "csv"))
    rows = list(csv.reader(io.StringIO(text, newline=""), strict=True))
    assert len(rows) == 1 + 30 + 1
    assert rows[0][:3] == ["article", "id", "source_text"]
    assert rows[-1][rows[0].index("content_text")] == "'=1\n2"


def test_lines_come_as_the_articles_do() -> None:
    def articles() -> Any:
        yield gold_extraction()
        raise InputError("gone")

    for form in ("jsonl", "csv", "table"):
        pieces = exchange.lines(articles(), form)
        assert next(pieces)
        with pytest.raises(InputError):
            next(pieces)


def test_of_no_article_comes_no_line_in_any_format() -> None:
    assert all(list(exchange.lines([], form)) == [] for form in ("jsonl", "csv", "table"))
