from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import pytest
from scripted import loaded

from analysis.attribution import reader
from analysis.evaluate import Judged

accuracy = loaded("scripts/accuracy.py")
PAGE = accuracy.PAGE.read_text(encoding="utf-8")
CORPORA = accuracy.gate.load()["corpora"]


@pytest.mark.slow
@pytest.mark.parametrize("name", list(CORPORA))
def test_the_page_says_what_is_measured(name: str, judged: Callable[[Path], list[Judged]]) -> None:
    folder = accuracy.gate.folder_of(CORPORA[name])
    if folder is None:
        pytest.skip(f"{CORPORA[name]['variable']} is not set to a folder with train/ and dev/")
    found = accuracy.corpus(judged(folder), reader().version, peers="about" in CORPORA[name])
    assert accuracy.differences(accuracy.block(PAGE, name), found) == []


def test_what_needs_no_measuring_is_on_the_page_as_the_data_have_it() -> None:
    for name, text in accuracy.words().items():
        assert accuracy.block(PAGE, name) == text


def test_the_page_names_the_reader_that_is_shipped() -> None:
    for name in CORPORA:
        assert f"Reader: {reader().version}." in accuracy.block(PAGE, name)


def test_no_sentence_of_the_corpus_is_on_the_page() -> None:
    root = os.environ.get("POLNEAR_DIR")
    if not root:
        pytest.skip("POLNEAR_DIR is not set to a folder with train/ and dev/")
    for path in sorted(Path(root, "dev").glob("*.txt")):
        for line in path.read_text(encoding="utf-8").splitlines():
            assert len(line.split()) < 6 or line not in PAGE


@pytest.mark.parametrize(
    ("written", "measured", "says"),
    [
        ("| full | 77.0 (74.3 to 79.5) |", "| full | 77.4 (74.1 to 79.5) |", []),
        ("| full | 77.0 |", "| full | 77.6 |", ["77.0 is now 77.6"]),
        ("error 0.052", "error 0.056", []),
        ("error 0.052", "error 0.058", ["0.052 is now 0.058"]),
        ("84 articles", "83 articles", ["84 is now 83"]),
        ("1,575 found", "1,575 found", []),
        ("| a | 1.0 |", "| b | 1.0 |", ["other words or rows"]),
        ("| a | 1.0 |", "| a | – |", ["other words or rows"]),
        ("1.0", "1.04", ["1.0 is now 1.04"]),
    ],
)
def test_a_figure_may_differ_by_what_processors_differ_and_no_more(
    written: str, measured: str, says: list[str]
) -> None:
    assert accuracy.differences(written, measured) == says


def test_a_corpus_that_is_not_here_keeps_its_figures(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(accuracy.gate, "folder_of", lambda _: None)
    page = tmp_path / "accuracy.md"
    page.write_text(PAGE.replace("| 1 | 69.8 | 52.1 |", "| 9 |"), encoding="utf-8")
    assert accuracy.main([], path=page) == 0
    assert page.read_text(encoding="utf-8") == PAGE


def test_a_missing_block_is_no_block_that_agrees() -> None:
    with pytest.raises(LookupError):
        accuracy.block(PAGE, "nowhere")
