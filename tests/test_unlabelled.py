from __future__ import annotations

import json
import random
import sys
from pathlib import Path

import pytest

from analysis.attribution import reader
from analysis.training import corpus, unlabelled

SENTENCE = "The harbour board said that the ferry would stay where it is until the ice has gone. "


def item(body: str, title: str = "FERRY STAYS IN PORT") -> dict[str, str]:
    return {"title": title, "body": body}


def body(parts: int = 6, *, line: str = SENTENCE * 3, sign: str = "REUTER") -> str:
    """Paragraphs as the newswire has them: wrapped lines, the first of each indented."""
    wrapped = line.replace(" that ", "\nthat ")
    return "\n    ".join([wrapped] * parts) + f"\n {sign}\n\x03"


def stories(folder: Path, *items: dict[str, str]) -> list[unlabelled.Story]:
    (folder / "reuters-000.json").write_text(json.dumps(items))
    return list(unlabelled.reuters(folder))


@pytest.mark.parametrize("sign", ["REUTER", "Reuter", "  \n Reuter"])
def test_a_newswire_article_becomes_a_line_a_paragraph(tmp_path: Path, sign: str) -> None:
    [story] = stories(tmp_path, item(body(sign=sign).replace("board", "board &lt;HB>")))
    parts = story.text.split("\n\n")
    assert len(parts) == 6
    assert set(parts) == {(SENTENCE * 3).replace("board", "board <HB>").strip()}


@pytest.mark.parametrize(
    "unfit",
    [
        body(1),  # short
        body(30),  # long
        body(4, line=SENTENCE * 5),  # hardly a paragraph
        body(line=SENTENCE * 3 + "1,234,567 vs 2,345,678 "),  # figures
        body(line=SENTENCE.replace(" said", "") * 4),  # nobody says anything
    ],
)
def test_what_is_no_prose_with_a_voice_in_it_is_left_out(tmp_path: Path, unfit: str) -> None:
    assert stories(tmp_path, item(unfit), {"title": "NO BODY"}) == []


def test_marks_open_and_close_in_turn_and_anew_in_each_paragraph() -> None:
    assert unlabelled.curly('"It\'s "so", he said.\n\n"No."') == "“It’s ”so“, he said.\n\n“No.”"


def test_some_have_titles_and_some_have_curly_marks() -> None:
    story = unlabelled.Story("FERRY STAYS", 'She said "no" and "never".')
    told = list(unlabelled.chosen([story] * 60, random.Random(1)))  # noqa: S311 - for testing
    assert len(told) == 60
    heads = {text.split("\n\n")[0] for text in told}
    assert {"FERRY STAYS", "Ferry Stays"} < heads
    assert {"“" in text for text in told} == {True, False}


def test_documents_of_one_line_are_cut_between_sentences(tmp_path: Path) -> None:
    file = tmp_path / "lee.cor"
    file.write_text(f"{SENTENCE * 6}\nToo short.\n")
    [text] = unlabelled.lee(file, random.Random(2))  # noqa: S311 - for testing
    parts = text.split("\n\n")
    assert " ".join(parts) == (SENTENCE * 6).strip()
    assert {part.count(".") for part in parts} <= {1, 2}


def test_the_folder_it_writes_has_no_labels_for_training(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    stories(tmp_path, item(body()))
    (tmp_path / "lee.cor").write_text(SENTENCE * 6)
    out = tmp_path / "out"
    line = ["unlabelled", str(tmp_path), str(tmp_path / "lee.cor"), str(out)]
    monkeypatch.setattr(sys, "argv", line)
    unlabelled.main()
    assert capsys.readouterr().out.startswith("2 articles, ")
    found = corpus.unlabelled(out, reader().vocabulary)
    assert [e.name for e in found] == ["out/0000", "out/0001"]
    for e in found:
        assert len(e.found)
        assert set(e.tags) == set(e.to_cue) == set(e.to_source) == {corpus.IGNORE}
        assert e.contents == ()
