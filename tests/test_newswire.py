"""Gold of real news without its words, and the articles found again by their hash."""

import hashlib
import json
import sys
from pathlib import Path

import pytest

pytest.importorskip("numpy")
from analysis.brat import read_brat, standoff
from analysis.model import Span
from analysis.training import newswire
from analysis.training.unlabelled import Story, reuters

TEXT = "Ana Ruiz said the port would close."
STATEMENT = ([[0, 8]], [[9, 13]], [[14, 34]])


def gold(folder: Path, *texts: str) -> Path:
    file = folder / "gold.jsonl"
    rows = (
        {
            "sha256": hashlib.sha256(text.encode()).hexdigest(),
            "part": "held",
            "statements": [STATEMENT],
        }
        for text in texts
    )
    file.write_text("".join(f"{json.dumps(row)}\n" for row in rows))
    return file


def collections(folder: Path) -> tuple[Path, Path]:
    line = "The port will close, the board said, and nobody said when it would open again. " * 3
    body = "\n    ".join([line] * 6) + "\n REUTER\n"
    (folder / "reuters-000.json").write_text(json.dumps([{"title": "PORT SHUT", "body": body}]))
    (folder / "lee.cor").write_text(line * 3)
    return folder, folder / "lee.cor"


def test_an_article_has_a_form_with_and_without_title_and_with_both_kinds_of_marks() -> None:
    found = list(newswire.forms([Story("PORT SHUT", 'It is "shut".')]))
    assert found == [
        'It is "shut".',
        "It is “shut”.",
        'PORT SHUT\n\nIt is "shut".',
        "PORT SHUT\n\nIt is “shut”.",
        'Port Shut\n\nIt is "shut".',
        "Port Shut\n\nIt is “shut”.",
    ]


def test_articles_are_found_by_hash_and_written_with_their_gold(tmp_path: Path) -> None:
    where = collections(tmp_path)
    [story] = reuters(tmp_path)
    text = f"Port Shut\n\n{story.text}"
    assert newswire.write(*where, tmp_path / "out", gold(tmp_path, text, "Nowhere.")) == 1
    [file] = (tmp_path / "out" / "held").glob("*.txt")
    assert file.read_text() == text
    [statement] = read_brat(file.with_suffix(".ann").read_text())
    assert statement.source == (Span(0, 8),)
    assert statement.content == (Span(14, 34),)


def test_standoff_is_read_back_as_it_was_also_in_pieces_and_without_a_source() -> None:
    pieces: tuple[list[list[int]], ...] = ([], [[9, 13]], [[0, 8], [14, 34]])
    wanted = newswire.statements({"statements": [STATEMENT, pieces]})
    assert read_brat(standoff(TEXT, wanted)) == tuple(wanted)


def test_the_command_tells_how_many_are_missing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder, file = collections(tmp_path)
    monkeypatch.setattr(sys, "argv", ["newswire", str(folder), str(file), str(tmp_path / "out")])
    with pytest.raises(SystemExit, match="1238 articles of the gold were not found"):
        newswire.main()


def test_the_gold_is_well_formed_and_holds_no_words() -> None:
    rows = [json.loads(line) for line in newswire.GOLD.read_text().splitlines()]
    statements = [s for row in rows for s in row["statements"]]
    assert (len(rows), len(statements)) == (1238, 13770)
    assert sum(row["part"] == "held" for row in rows) == 130
    assert {key for row in rows for key in row} == {"sha256", "part", "statements"}
    for source, cue, content in statements:
        assert cue
        assert content
        assert all(0 <= start < end for start, end in (*source, *cue, *content))
