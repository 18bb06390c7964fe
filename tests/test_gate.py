from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from scripted import ROOT, loaded

from analysis.evaluate import Judged, total

REACHED = {
    "content": {"P": 88.04, "R": 84.0, "F": 86.0},
    "full": {"P": 80.126, "R": 70.0, "F": 74.999},
    "type_direct": {"gold": 2, "recall": 50.0, "full_recall": 45.0},
}


gate = loaded("scripts/gate.py")


def corpus(**floors: float) -> dict[str, Any]:
    return {
        "folder": "x",
        "sha256": "abc",
        "floors": {k.replace("_", "."): v for k, v in floors.items()},
    }


@pytest.mark.slow
@pytest.mark.parametrize("name", list(gate.load()["corpora"]))
def test_the_reader_is_not_below_what_it_reached(
    name: str, judged: Callable[[Path], list[Judged]]
) -> None:
    pinned = gate.load()["corpora"][name]
    folder = gate.folder_of(pinned)
    if folder is None:
        pytest.skip(f"{pinned['variable']} is not set to a folder with train/ and dev/")
    measures = total(judged(folder)).measures()
    assert gate.shortfalls(pinned, gate.corpus_hash(folder), measures) == []


def test_the_gold_of_the_seed_is_the_one_that_was_pinned() -> None:
    pinned = gate.load()["corpora"]["seed"]
    assert gate.corpus_hash(ROOT / pinned["folder"]) == pinned["sha256"]


def test_a_measure_at_its_floor_holds_and_below_it_does_not() -> None:
    assert gate.shortfalls(corpus(full_F=74.99, content_F=86.0), "abc", REACHED) == []
    assert gate.shortfalls(corpus(full_F=75.0), "abc", REACHED) == [
        "full.F is 74.99, its floor is 75.00"
    ]


def test_a_measure_that_is_gone_does_not_hold() -> None:
    assert "no longer measured" in gate.shortfalls(corpus(exact_F=1.0), "abc", REACHED)[0]


def test_a_corpus_without_floors_does_not_hold() -> None:
    assert "no floor is pinned" in gate.shortfalls(corpus(), "abc", REACHED)[0]


def test_another_corpus_does_not_hold_whatever_the_figures() -> None:
    assert "another one" in gate.shortfalls(corpus(full_F=0.0), "def", REACHED)[0]


def test_an_allowance_is_how_far_a_figure_may_fall() -> None:
    pinned = corpus(full_F=75.2) | {"allowance": 0.3}
    assert gate.shortfalls(pinned, "abc", REACHED) == []
    assert gate.shortfalls(pinned | {"allowance": 0.1}, "abc", REACHED) != []


def test_floors_rise_to_what_was_reached_and_never_above() -> None:
    after, lowered = gate.raised("x", corpus(full_F=70.0), "abc", REACHED)
    assert after["floors"] == {
        "content.F": 86.0,
        "full.F": 74.99,
        "type_direct.full_recall": 45.0,
    }
    assert lowered == []
    assert gate.shortfalls(after, "abc", REACHED) == []


@pytest.mark.parametrize("pinned", [corpus(full_F=80.0), corpus(exact_F=1.0)])
def test_a_floor_falls_only_with_a_reason_and_that_is_kept(pinned: dict[str, Any]) -> None:
    with pytest.raises(gate.RefusalError, match="--lower"):
        gate.raised("x", pinned, "abc", REACHED)
    _, lowered = gate.raised("x", pinned, "abc", REACHED, "a better gold")
    assert [(x.corpus, x.reason) for x in lowered] == [("x", "a better gold")]


def test_another_corpus_is_pinned_only_with_a_reason() -> None:
    with pytest.raises(gate.RefusalError, match="corpus has changed"):
        gate.raised("x", corpus(), "def", REACHED)
    assert gate.raised("x", corpus(), "def", REACHED, "a line mended")[0]["sha256"] == "def"


def test_the_hash_knows_every_byte_and_name_of_the_gold_and_nothing_else(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes(b"one")
    (tmp_path / "a.ann").write_bytes(b"two")
    first = gate.corpus_hash(tmp_path)
    (tmp_path / "a.json").write_bytes(b"three")
    assert gate.corpus_hash(tmp_path) == first
    (tmp_path / "a.ann").write_bytes(b"twO")
    second = gate.corpus_hash(tmp_path)
    (tmp_path / "a.ann").rename(tmp_path / "b.ann")
    assert len({first, second, gate.corpus_hash(tmp_path)}) == 3


class Found:
    articles = 3

    def measures(self) -> dict[str, dict[str, float]]:
        return REACHED


@pytest.fixture
def pinned(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A gate of one corpus that is here and one that is not, with a reader of fixed figures."""
    monkeypatch.setattr(gate, "ROOT", tmp_path)
    monkeypatch.setattr(gate, "ACCURACY", tmp_path / "accuracy.json")
    monkeypatch.setattr(gate, "evaluate", lambda _: Found())
    monkeypatch.setattr(gate.identity, "floors", dict)
    monkeypatch.delenv("NOWHERE", raising=False)
    (tmp_path / "gold").mkdir()
    here = {
        "folder": "gold",
        "sha256": gate.corpus_hash(tmp_path / "gold"),
        "floors": {"full.F": 70.0},
    }
    away = {"variable": "NOWHERE", "folder": "dev", "sha256": "1", "floors": {"full.F": 60.0}}
    path = tmp_path / "gate.json"
    gate.save({"corpora": {"here": here, "away": away}, "lowered": []}, path)
    return path


def test_an_update_leaves_a_corpus_that_is_not_here(pinned: Path) -> None:
    assert gate.update(pinned) == ["here: full.F 74.99", "away: not here, left as it is"]
    after = gate.load(pinned)["corpora"]
    assert after["here"]["floors"]["full.F"] == 74.99
    assert after["away"]["floors"] == {"full.F": 60.0}
    assert gate.check(pinned) == (["here: holds", "away: not here, passed over"], True)


def test_an_update_writes_what_the_report_says_of_the_reader(
    pinned: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    gate.update(pinned)
    assert not gate.ACCURACY.exists()  # no corpus of strange articles was here
    monkeypatch.setattr(gate, "reader", lambda: SimpleNamespace(version="r7"))
    held = gate.load(pinned)
    held["corpora"]["here"]["about"] = "village news"
    gate.save(held, pinned)
    said = gate.update(pinned)
    assert json.loads(gate.ACCURACY.read_bytes()) == {
        "reader": "r7",
        "about": "village news",
        "articles": 3,
        "found": 84.0,
        "right": 88.0,
        "source": 83.3,
    }
    assert "about 8 of 10 statements" in said[-1]


def test_a_refused_update_changes_nothing(pinned: Path) -> None:
    held = gate.load(pinned)
    held["corpora"]["here"]["floors"]["full.F"] = 90.0
    gate.save(held, pinned)
    before = pinned.read_bytes()
    assert gate.check(pinned)[1] is False
    with pytest.raises(gate.RefusalError):
        gate.update(pinned)
    assert pinned.read_bytes() == before
    gate.update(pinned, "why not")
    assert json.loads(pinned.read_bytes())["lowered"] == [
        {"corpus": "here", "measure": "full.F", "before": 90.0, "after": 74.99, "reason": "why not"}
    ]


def test_lower_without_update_is_refused(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as caught:
        gate.main(["--lower", "why"])
    assert caught.value.code == 2
    assert "--lower goes with --update" in capsys.readouterr().err


@pytest.mark.slow
def test_who_the_sources_are_is_not_below_what_was_reached() -> None:
    assert gate.who_fell(gate.load()["identity"], gate.identity.floors()) == []


def test_who_the_sources_are_falls_only_with_a_reason() -> None:
    floors, reached = {"news": {"b3": 90.0, "kind": 80.0}}, {"news": {"b3": 89.999, "kind": 85.0}}
    assert gate.who_fell(floors, reached) == [
        "identity, news: b3 is 89.99, its floor is 90.00",
    ]
    with pytest.raises(gate.RefusalError, match="--lower"):
        gate.who_raised(floors, reached, "")
    now, lowered = gate.who_raised(floors, reached, "a name too many")
    assert now == {"news": {"b3": 89.99, "kind": 85.0}}
    assert [(x.corpus, x.measure, x.reason) for x in lowered] == [
        ("identity, news", "b3", "a name too many")
    ]


def test_floors_of_gold_that_is_not_here_stay() -> None:
    floors = {"away": {"b3": 90.0}}
    assert gate.who_fell(floors, {}) == []
    assert gate.who_raised(floors, {"here": {"b3": 50.0}}, "")[0] == {
        "away": {"b3": 90.0},
        "here": {"b3": 50.0},
    }
