from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from exchanging import MIXED, extractions, spoken
from hypothesis import given, settings

from analysis.errors import InputError
from analysis.exchange import transfer
from analysis.exchange.tools import prodigy
from analysis.model import Extraction

Json = dict[str, Any]


@settings(max_examples=60, deadline=None)
@given(extractions())
def test_the_words_are_the_text_and_every_span_begins_and_ends_with_one(e: Extraction) -> None:
    line = prodigy.dumps([e])
    assert line.splitlines() == [line.rstrip("\n")]
    task = json.loads(line)
    assert "".join(t["text"] + " " * t["ws"] for t in task["tokens"]) == task["text"]
    assert [t["id"] for t in task["tokens"]] == list(range(len(task["tokens"])))
    for span in task["spans"]:
        assert task["tokens"][span["token_start"]]["start"] == span["start"]
        assert task["tokens"][span["token_end"]]["end"] == span["end"]
    for relation in task["relations"]:
        assert relation["head"] == relation["head_span"]["token_end"]


def edited(folder: Path, change: Callable[[Json], object]) -> list[Extraction]:
    transfer.export([spoken()], "prodigy", folder / "x.jsonl")
    file = folder / "x.jsonl"
    data = json.loads(file.read_bytes())
    change(data)
    file.write_text(json.dumps(data) + "\n", encoding="utf-8")
    return [found.extraction for found in transfer.load(file)]


def strip_ids(task: Json) -> None:
    """As if all had been marked by hand: places and labels, and nothing of ours."""
    del task["analysis"]
    for span in (*task["spans"], *(r[k] for r in task["relations"] for k in ("head_span",))):
        span.pop("id", None)
        span.pop("notes", None)
    for relation in task["relations"]:
        relation["child_span"].pop("id", None)


def test_what_was_marked_by_hand_is_read_by_place_and_label(tmp_path: Path) -> None:
    (found,) = edited(tmp_path, strip_ids)
    ours = [(a.source, a.cue, a.content) for a in spoken().attributions]
    assert [(a.source, a.cue, a.content) for a in found.attributions] == ours
    assert {s.name for s in found.sources} == {"Ana", "أحمد", "End"}
    assert [a.speaker for a in found.attributions] == ["s1", "s2"]
    assert found.reader == "imported from Prodigy JSON Lines"


def test_a_task_that_was_turned_down_is_left_out(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="holds no article"):
        edited(tmp_path / "1", lambda t: t.update(answer="reject"))
    assert edited(tmp_path / "2", lambda t: t.update(answer="accept")) == [spoken()]


@pytest.mark.parametrize(
    ("change", "says"),
    [
        (lambda t: t["spans"][0].update(end=10**6), "is not a place in a text"),
        (lambda t: t["spans"][0].update(start=True), "start: is not a whole number"),
        (lambda t: t["spans"][0].update(text="wrong"), "where the file says 'wrong'"),
        (lambda t: t["spans"][0].pop("label"), "lacks 'label'"),
        (lambda t: t["spans"].append(t["spans"][0]), "has the id of another span"),
        (lambda t: t["spans"][2].update(notes="x"), "is not an object"),
        (lambda t: t["relations"][0].pop("head_span"), "lacks 'head_span'"),
        (
            lambda t: t["relations"][0]["head_span"].update(id="", start=0),
            "is not one of the spans",
        ),
        (lambda t: t.update(text=MIXED[::-1]), "not the one that was exported"),
        (lambda t: t.update(text=None), "text: is not text"),
        (lambda t: t.update(analysis=3), "is not an object"),
    ],
)
def test_a_hostile_file_is_one_clear_line(
    tmp_path: Path, change: Callable[[Json], object], says: str
) -> None:
    with pytest.raises(InputError) as caught:
        edited(tmp_path, change)
    assert says in str(caught.value)
    assert str(caught.value).startswith(f"{tmp_path / 'x.jsonl'}: ")
    assert "\n" not in str(caught.value)
