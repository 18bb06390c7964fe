"""Quotations checked against the record, word for word."""

from __future__ import annotations

import json
import random
from pathlib import Path

import pytest
from scripted import loaded

from analysis import checking, ingest, pipeline
from analysis.checking import record
from analysis.checking.words import words
from analysis.cli import main
from analysis.errors import ParameterError

RECORD = """HEARING OF THE HARBOUR COMMITTEE
Page 1 of 3

SEN. RUIZ: Good morning. We are here because the bridge, uh, the bridge was not
inspected for three years. Nobody told us. [applause] I think that's a disgrace, and I
want to know who signed the papers.

MR. MARSH: Thank you, Senator. I don't have the papers with me today. We had twenty-five
inspectors in 2019 and only four last year. The colour of the report was green. It should
not have been green. I regret that.

Page 2 of 3
SEN. RUIZ: And who decided to cut the inspectors?

MR. MARSH: The board did. I was not in the room when they voted. I'd have voted against it.
"""


def verdicts(draft: str, text: str = RECORD, **options: object) -> list[checking.Check]:
    found = pipeline.extract(ingest.from_text(draft))
    return checking.check(found, [record.record(text, "hearing")], **options)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("quotation", "who", "verdict"),
    [
        ("I think that is a disgrace, and I want to know who signed the papers", "Ruiz", "exact"),
        ("We had 25 inspectors in 2019 and only four last year", "Marsh", "exact"),
        ("The color of the report was green", "Marsh", "exact"),
        ("The bridge was not inspected ... Nobody told us", "Ruiz", "exact"),
        ("[The report] should not have been green", "Marsh", "exact"),
        ("I think that's a scandal, and I want to know who signed the papers", "Ruiz", "changed"),
        ("I think that's a disgrace, and I want to know who signed papers", "Ruiz", "changed"),
        ("I think that's really a disgrace, and I want to know who signed", "Ruiz", "changed"),
        ("I regret that. I was not in the room when they voted", "Marsh", "stitched"),
        ("We had twenty-five inspectors in 2019 and only four last year", "Ruiz", "other_speaker"),
        ("We will build a new one before the summer is over", "Ruiz", "not_found"),
    ],
)  # fmt: skip
def test_the_verdict_is_right(quotation: str, who: str, verdict: str) -> None:
    draft = f"Senator Ana Ruiz and Owen Marsh spoke on Monday. “{quotation},” {who} said."
    (found,) = verdicts(draft)
    assert found.verdict == verdict, found


def test_each_differing_word_is_shown() -> None:
    draft = (
        "Senator Ana Ruiz spoke. “I think that's a scandal, and I want to know who signed,” "
        "Ruiz said."
    )
    (found,) = verdicts(draft)
    assert found.differences == (checking.Difference("replaced", "disgrace", "scandal"),)
    assert found.record_speaker == "SEN. RUIZ"
    assert "a disgrace" in found.places[0].context


def test_a_normalisation_can_be_switched_off() -> None:
    draft = "Owen Marsh spoke. “The color of the report was green,” Marsh said."
    assert verdicts(draft)[0].verdict == "exact"
    with pytest.raises(ParameterError):
        verdicts(draft, off=("colour",))
    assert [w.key for w in words("Colour", ("spelling", "case"))] == ["Colour"]
    assert next(w.key for w in words("two hundred and 1,500 or 2.5 million")) == "200"


def test_scare_quotes_of_nobody_are_left_out() -> None:
    assert verdicts("The so-called “green report” was lost, and nobody found it on Monday.") == []


def test_subtitles_have_times_and_cues_cut_no_sentence(tmp_path: Path) -> None:
    (tmp_path / "s.srt").write_text(
        "1\n00:00:01,000 --> 00:00:03,000\nRUIZ: Nobody told us that\n\n"
        "2\n00:00:03,000 --> 00:00:05,000\nthe bridge was closed.\n",
        encoding="utf-8",
    )
    found = pipeline.extract(
        ingest.from_text("Ana Ruiz spoke. “Nobody told us that the bridge was closed,” Ruiz said.")
    )
    (one,) = checking.check(found, [tmp_path / "s.srt"])
    assert (one.verdict, one.record_speaker, one.places[0].time) == (
        "exact",
        "RUIZ",
        "00:00:01,000",
    )


def test_the_command_prints_a_line_a_quotation_and_strict_fails(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "r.txt").write_text(RECORD, encoding="utf-8")
    draft = (
        "Senator Ana Ruiz spoke. “Nobody told us,” Ruiz said. “I think that's a scandal, and I "
        "want to know who signed the papers,” she said."
    )
    (tmp_path / "d.txt").write_text(draft, encoding="utf-8")
    command = ["check", str(tmp_path / "d.txt"), "--against", str(tmp_path / "r.txt")]
    with pytest.raises(SystemExit) as ended:
        main([*command, "--format", "jsonl", "--strict"])
    assert ended.value.code == 1
    lines = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert [line["verdict"] for line in lines] == ["exact", "changed"]
    wanted = {"quotation", "verdict", "speaker", "record_speaker", "differences"}
    assert all(wanted <= line.keys() for line in lines)
    with pytest.raises(SystemExit) as ended:
        main([*command[:3], str(tmp_path / "none.txt")])
    assert ended.value.code == 2


@pytest.mark.slow
def test_generated_quotations_are_judged_as_they_were_made() -> None:
    benchmark = loaded("benchmarks/checking.py")
    made = benchmark.cases("held", random.Random(5))[:1200]  # noqa: S311
    found = [(wanted, checking.verdicts.check(quoted, [own])) for wanted, quoted, _, own in made]
    right = sum(wanted == check.verdict for wanted, check in found)
    assert right / len(made) >= 0.975
    said_exact = [wanted for wanted, check in found if check.verdict == "exact"]
    assert sum(wanted != "exact" for wanted in said_exact) <= 0.003 * len(said_exact)
