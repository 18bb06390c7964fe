from __future__ import annotations

import json
from pathlib import Path

import pytest

from analysis import cli
from analysis.errors import GoldError, ParameterError
from analysis.evaluate import golds
from analysis.reporting import evaluation, manifest

GOLD = Path(__file__).parent / "gold" / "seed"
STEM = "000_2efcd0cf48806b2a"


@pytest.mark.slow
def test_the_report_names_and_hashes_gold_and_reader(evaluation_report: Path) -> None:
    assert evaluation_report.name == "evaluation-seed"
    described = json.loads((evaluation_report / "manifest.json").read_bytes())
    assert {entry["file"]: entry["sha256"] for entry in described["gold"]} == {
        f"gold/{path.name}": manifest.sha256(path.read_bytes())
        for path in GOLD.iterdir()
        if path.suffix in (".txt", ".ann", ".json")
    }
    assert described["notebook"]["file"] == "evaluation.ipynb"
    assert list(described["model"]) == ["reader.onnx"]
    assert described["parameters"] == {"samples": 2000, "seed": 1}
    assert set(described["files"]) == {
        "report.html",
        "report.ipynb",
        "measures.csv",
        "groups.csv",
        "statements.csv",
        *(f"gold/{path.name}" for path in GOLD.iterdir() if path.suffix in evaluation.BESIDE),
    }
    page = (evaluation_report / "report.html").read_text(encoding="utf-8")
    assert golds.digest([GOLD]) in page
    for told in ("<title>How far can the results be trusted?</title>", "too few", "Citron"):
        assert told in page
    for place in (evaluation_report, GOLD):
        assert str(place.parent) not in page


@pytest.mark.slow
def test_the_same_gold_gives_the_same_bytes_also_as_files(
    evaluation_report: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    files = [str(GOLD / f"{STEM}{suffix}") for suffix in (".txt", ".ann")]
    with pytest.raises(SystemExit) as ended:
        cli.main(["evaluate", *files, "--report", "-o", str(tmp_path / "out")])
    assert not ended.value.code
    made = tmp_path / "out" / "evaluation"
    assert capsys.readouterr().out.strip().endswith("report.html")
    for name in ("report.html", "measures.csv", "groups.csv", "statements.csv"):
        assert (made / name).read_bytes() == (evaluation_report / name).read_bytes(), name


@pytest.mark.parametrize(
    ("parameters", "says"),
    [
        ({"samples": 0}, "samples: 0 can't be drawn; give"),
        ({"samples": 10**9}, "give a whole number from 1 to 100,000"),
        ({"seed": -1}, "seed: -1 is below 0"),
        ({"paths": ["x"]}, "no such parameter"),
        ({"draws": 3}, "no such parameter; the notebook takes: samples, seed"),
    ],
)
def test_a_parameter_that_does_not_fit_is_one_clear_line(
    parameters: dict[str, object], says: str, tmp_path: Path
) -> None:
    with pytest.raises(ParameterError) as caught:
        evaluation.report(GOLD, tmp_path, parameters)
    assert says in str(caught.value)
    assert list(tmp_path.iterdir()) == []


def test_gold_that_is_none_makes_no_report_and_no_folder(tmp_path: Path) -> None:
    with pytest.raises(GoldError, match="there is no such folder"):
        evaluation.report(tmp_path / "none", tmp_path / "out")
    assert not (tmp_path / "out").exists()
