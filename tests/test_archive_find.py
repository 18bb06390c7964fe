"""Search in an archive: words in any form, phrases and beginnings as written, filters, dates."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

pytest.importorskip("datasketch")
pytest.importorskip("pyarrow")

from analysis.corpus import corpus, indexing
from analysis.corpus.find import Query, find

SAID = (
    ("2024-05-01", "Ana Ruiz", "We are increasing the fees for every boat in the harbour"),
    ("2024-06-01", "Ana Ruiz", "The increase in fees was agreed years ago by the councils"),
    ("2025-01-31", "Owen Marsh", "Nobody at the café asked the universal university about it"),
    ("2025-02-01", "Owen Marsh", "A fee is a fee, and I have paid every one of them in time"),
    ("", "Kay Orme", "The rate of interest and the interest rates were never the same"),
)


@pytest.fixture(scope="module")
def archive(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("found")
    rows = [
        {"id": f"r{n}", "date": date, "outlet": "Ö\"'; DROP--", "text": f"“{said},” said {who}.\n"}
        for n, (date, who, said) in enumerate(SAID)
    ]
    lines = "".join(json.dumps(row) + "\n" for row in rows)
    (folder / "rows.jsonl").write_text(lines, encoding="utf-8")
    corpus([folder / "rows.jsonl"], folder / "archive", processes=1)
    return folder / "archive"


def ids(archive: Path, words: str = "", **filters: str) -> list[str]:
    return sorted(hit.article for hit in find(archive, Query(words, **filters)))


def test_a_word_is_found_in_all_its_forms(archive: Path) -> None:
    assert ids(archive, "increased") == ["r0", "r1"]
    assert ids(archive, "Fee") == ["r0", "r1", "r3"]
    assert ids(archive, "cafes") == ["r2"]


def test_a_beginning_is_compared_with_words_and_never_with_their_stems(archive: Path) -> None:
    # The stem of increasing is increas, that of universal and of university univers.
    assert ids(archive, "increasi*") == ["r0"]
    assert ids(archive, "increase*") == ["r1"]
    assert ids(archive, "universi*") == ["r2"] and ids(archive, "universe*") == []
    assert ids(archive, "i*") and ids(archive, '"interest ra"*') == ["r4"]


def test_what_is_in_quotation_marks_is_found_as_it_is_written(archive: Path) -> None:
    assert ids(archive, '"interest rates"') == ["r4"]
    assert ids(archive, '"interest rate"') == [] and ids(archive, '"fee"') == ["r3"]
    assert ids(archive, 'councils "agreed years"') == ["r1"]


def test_days_and_months_include_their_ends_and_leave_out_what_has_no_date(archive: Path) -> None:
    assert ids(archive, "fee", since="2024-06") == ["r1", "r3"]
    assert ids(archive, since="2024-06-01", until="2025-01") == ["r1", "r2"]
    assert ids(archive, until="2024") == ["r0", "r1"]
    assert ids(archive, "interest", until="2030") == [] and ids(archive, since="2026") == []


def test_filters_hold_whatever_characters_they_have(archive: Path) -> None:
    assert len(ids(archive, outlet="Ö\"'; DROP--")) == 5
    assert ids(archive, outlet="Ö") == [] and ids(archive, "fee", outlet="O\"'; DROP--") == []
    assert ids(archive, "fee", source="marsh", naming="named") == ["r3"]
    for page, table in (("unnamed", "anonymous"), ("general group", "generic")):
        assert ids(archive, naming=page) == ids(archive, naming=table)
    assert [h.date for h in find(archive, Query(naming="named"), 2)] == ["2025-02-01", "2025-01-31"]


def test_an_index_of_an_older_version_is_made_again(archive: Path) -> None:
    import sqlite3

    with sqlite3.connect(archive / indexing.INDEX) as base:
        base.execute("PRAGMA user_version = 2")
    base.close()
    assert ids(archive, "councils") == ["r1"]
    assert indexing.stamped(archive / indexing.INDEX)
