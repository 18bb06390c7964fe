from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING

from analysis.attribution import reader
from analysis.model import Article, Extraction
from analysis.page import markup, measured

if TYPE_CHECKING:
    import pytest

MEASURES = {"content": {"P": 79.6, "R": 84.4}, "full": {"P": 70.0, "R": 75.96}}
KNOWN = measured.record("r7", "village news", 12, MEASURES)


def installed(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    place = folder / "accuracy.json"
    place.write_text(json.dumps(KNOWN), encoding="utf-8")
    monkeypatch.setattr(measured, "PLACE", place)


def test_a_record_keeps_shares_of_the_statements_and_of_those_found() -> None:
    assert KNOWN == {
        "reader": "r7",
        "about": "village news",
        "articles": 12,
        "found": 84.4,
        "right": 79.6,
        "source": 90.0,
    }


def test_the_sentence_counts_in_tenths_and_says_where_it_was_measured() -> None:
    assert measured.sentence(KNOWN) == (
        "Measured on 12 articles of village news that it was not trained on, the software finds "
        "about 8 of 10 statements that people marked there; of those found, about 9 of 10 have the "
        "right source. Of what it marks, about 8 of 10 are statements by those people's reading. "
        "Other kinds of news may be read worse."
    )


def test_no_share_is_rounded_to_all_or_none() -> None:
    said = measured.sentence(KNOWN | {"found": 2.0, "right": 99.0, "source": 97.0})
    assert "about 10 of 10" not in said
    assert "about 0 of 10" not in said
    assert "about 1 of 10" in said


def test_the_report_says_what_was_measured_of_this_reader_and_of_no_other(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    installed(tmp_path, monkeypatch)
    article = Article("a", "Nothing.", ())
    assert "12 articles of village news" in markup.made(Extraction(article, (), (), (), (), "r7"))
    for other in ("r8", ""):
        page = markup.made(Extraction(article, (), (), (), (), other))
        assert measured.UNKNOWN in page
        assert "village" not in page


def test_a_reader_that_was_not_measured_says_so(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(measured, "PLACE", tmp_path / "none.json")
    assert measured.accuracy("r7") == measured.UNKNOWN


def test_the_reader_that_ships_was_measured() -> None:
    assert "Measured on" in measured.accuracy(reader().version)
