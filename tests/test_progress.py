"""How much of a run is left: exact in the end, close on the way, silent where nobody knows."""

from __future__ import annotations

import io
import json
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

pytest.importorskip("datasketch")
pytest.importorskip("pyarrow")

from analysis.cli import console
from analysis.corpus import Progress, corpus, inputs, shards
from analysis.corpus.progress import Expected
from analysis.ingest import content

TEXT = "The bridge will close, she said. " * 20


@pytest.fixture
def rows(tmp_path: Path) -> Path:
    lines = [json.dumps({"id": f"r{n}", "text": f"{n} {TEXT}"}) + "\n" for n in range(400)]
    (tmp_path / "rows.jsonl").write_text("".join(lines), encoding="utf-8")
    return tmp_path / "rows.jsonl"


def totals(path: Path, known: int = 0) -> Iterator[int | None]:
    expected = Expected([path])
    keys = [item.key for item, _ in zip(inputs.stream([path]), range(known), strict=False)]
    for _ in expected.count(inputs.fresh(inputs.stream([path], None, expected.watch), keys)):
        yield expected.total()
    yield expected.total()


def test_the_number_of_articles_is_told_early_from_the_bytes_read(
    rows: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(content, "HEAD", 4_096)  # so that the file is read as it goes
    found = list(totals(rows))
    assert found[-1] == 400
    assert all(told is not None and 300 <= told <= 500 for told in found[100:])


def test_what_is_known_already_does_not_count_as_left(tmp_path: Path) -> None:
    for n in range(100):
        (tmp_path / f"{n:03d}.txt").write_text(f"{n} {TEXT}", encoding="utf-8")
    found = list(totals(tmp_path, known=60))
    assert found[-1] == 40
    assert all(told is None or 36 <= told <= 44 for told in found[5:]) and found[20] is not None


def test_standard_input_has_no_time_left(monkeypatch: pytest.MonkeyPatch) -> None:
    expected = Expected(["-"])
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(TEXT.encode())))
    assert next(expected.count(inputs.stream(["-"], None, expected.watch))).article
    assert expected.total() is None


def test_a_run_tells_what_is_left_and_ends_with_nothing(
    rows: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    few = tmp_path / "few.jsonl"
    few.write_text("".join(rows.read_text(encoding="utf-8").splitlines(True)[:7]), encoding="utf-8")
    monkeypatch.setattr(shards, "SIZE", 3)
    told: list[Progress] = []
    corpus([few], tmp_path / "a", processes=1, progress=told.append)
    assert [p.articles for p in told] == [3, 6, 7] and [p.left for p in told][-2:] == [1, 0]


@pytest.mark.parametrize(
    ("seconds", "words"),
    [
        (10, "less than a minute"),
        (80, "about a minute"),
        (100, "about 2 minutes"),
        (5_300, "about 88 minutes"),
        (7_300, "about 2 hours"),
        (200_000, "about 2 days"),
    ],
)
def test_time_left_is_told_in_words(seconds: float, words: str) -> None:
    line = console.progress(1_280, 21.34, 0, seconds)
    assert line == f"1,280 articles, 21.3 a second, 0 errors, {words} left"
    assert console.progress(1, 1, 0, None).endswith("errors")
