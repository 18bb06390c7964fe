"""What measures the cost of an archive: its articles are as many as asked for, and alike never."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from scripted import loaded

pytest.importorskip("datasketch")
pytest.importorskip("resource", reason="the benchmark measures on POSIX")

from analysis.corpus import duplicates

archive = loaded("benchmarks/archive.py")
SHAPES = [
    [[f"Sentence {a} of {p} in {n} stands on its own." for a in range(3)] for p in range(4)]
    for n in range(20)
]


def test_every_article_is_written_once_whatever_fits_into_a_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(archive, "FILE", 3)
    monkeypatch.setattr(archive, "shapes", lambda: SHAPES)
    files = archive.write(8, tmp_path)
    rows = [json.loads(line) for file in files for line in file.read_text("utf-8").splitlines()]
    assert [row["id"] for row in rows] == [f"n{n:07}" for n in range(8)]
    assert rows == list(archive.made_up(8))
    assert archive.write(8, tmp_path) == files


def test_made_up_articles_are_no_near_duplicates(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(archive, "shapes", lambda: SHAPES)
    rows = [*archive.made_up(30), *archive.made_up(1)]
    found = duplicates.find(
        duplicates.Fingerprint(
            f"{n:02}", ("", ""), row["text"].encode(), duplicates.signature(row["text"])
        )
        for n, row in enumerate(rows)
    )
    assert {key: (d.of, d.kind) for key, d in found.items()} == {"30": ("00", "exact")}
