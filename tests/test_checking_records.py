"""Who speaks in records of many shapes, and the page of a check.

A story of ``checking_records.jsonl`` is its records, a draft, and for each quotation the verdicts
that are right, words of which the record's speaker has one, and what differs (null: whatever).
"""

from __future__ import annotations

import json
from pathlib import Path

import pandas as pd
import pytest

import analysis
from analysis import checking, exchange, ingest, pipeline
from analysis.checking import record, sections
from analysis.cli import main
from analysis.errors import ParameterError
from analysis.reading import Reading

DRAFT = (
    "“We were never told about the leak,” said Ruth Lee. “The pumps failed at nine,” Lee said. "
    "Tom Moor said: “Nobody called the fire brigade.”"
)
STORIES = Path(__file__).with_name("checking_records.jsonl").read_text("utf-8").splitlines()
LEE, MOOR = (
    "We were never told about the leak. The pumps failed at nine.",
    "Nobody called the fire brigade.",
)
SHAPES = [
    f"MS. LEE: {LEE}\n\nMR. MOOR: {MOOR}",
    f"Senator Lee (D-TX): {LEE}\n\nMr Moor (R-OH): {MOOR}",
    f">> Lee: {LEE}\n>> Moor: {MOOR}",
    f"[00:01:02] Lee: {LEE}\n[00:02:02] Moor: {MOOR}",
    f"00:01:02 RUTH LEE\n{LEE}\n\n00:02:02 TOM MOOR\n{MOOR}",
    f"Ruth Lee, mayor: {LEE}\nTom Moor, fire chief: {MOOR}",
    (
        "  1  MS. LEE:  We were never told about\n  2  the leak.  The pumps failed at\n  3  nine.\n"
        "  4  MR. MOOR:  Nobody called the fire\n  5  brigade."
    ),
    f"**Lee:** {LEE}\n\n**Moor:** {MOOR}",
    f"LEE - {LEE}\n\nMOOR - {MOOR}",
    f"Ruth Lee\n{LEE}\n\nTom Moor\n{MOOR}",
    f"[Ms Lee] {LEE}\n[Mr Moor] {MOOR}",
    f"Ruth Lee-Brown: {LEE}\nTom Moor: {MOOR}",
    (
        "“We were never told about the leak,” said Ruth Lee, a mayor. “The pumps failed at nine.” "
        "Tom Moor, the fire chief, said: “Nobody called the fire brigade.”"
    ),
]


def verdicts(text: str, draft: str = DRAFT) -> list[checking.Check]:
    found = pipeline.extract(ingest.from_text(draft))
    return checking.check(found, [record.record(text, "record")])


@pytest.mark.parametrize("text", SHAPES)
def test_a_record_of_any_shape_says_who_speaks(text: str) -> None:
    found = verdicts(text)
    assert [c.verdict for c in found] == ["exact"] * 3
    assert ["lee" in c.record_speaker.casefold() for c in found] == [True, True, False]
    assert "moor" in found[2].record_speaker.casefold()


@pytest.mark.parametrize("text", SHAPES)
def test_words_of_another_are_given_to_nobody_else(text: str) -> None:
    swapped = text.replace(LEE, "#").replace(MOOR, LEE).replace("#", MOOR)
    if LEE not in text:  # cut by lines or quoted: the names change places
        swapped = text.replace("Lee", "#").replace("Moor", "Lee").replace("#", "Moor")
        swapped = swapped.replace("LEE", "#").replace("MOOR", "LEE").replace("#", "MOOR")
        swapped = swapped.replace("Ruth", "#").replace("Tom", "Ruth").replace("#", "Tom")
    assert [c.verdict for c in verdicts(swapped)] == ["other_speaker"] * 3


@pytest.mark.parametrize(
    "text",
    [
        "Contact: the press office\nLocation: Hale\n\nThe council will meet on Friday.",
        "The plan has two sides.\n\nPros: it is cheap.\n\nThe rest of it is long and dull.",
        "Findings\n\nThe pumps failed at nine.",
        "At 9:30 the pumps failed. Costs: none.",
    ],
)
def test_what_names_no_speaker_is_no_label(text: str) -> None:
    assert not record.record(text, "record").labelled


@pytest.mark.parametrize("line", STORIES, ids=lambda line: str(json.loads(line)["story"]))
def test_a_story_has_its_verdicts(line: str, tmp_path: Path) -> None:
    story = json.loads(line)
    for name, text in story["records"].items():
        (tmp_path / name).write_text(text, encoding="utf-8")
    x = pipeline.extract(ingest.from_text(story["draft"]))
    found = checking.check(x, [tmp_path / name for name in story["records"]])
    assert len(found) == len(story["wanted"])
    for each, wanted in zip(found, story["wanted"], strict=True):
        assert each.verdict in wanted["verdict"], each
        if wanted["speaker"] is not None:
            assert any(name in each.record_speaker for name in wanted["speaker"]), each
        if wanted["differences"] is not None:
            told = [[d.kind, d.record, d.draft] for d in each.differences]
            assert told == wanted["differences"], each


def test_subtitles_cut_sentences_and_keep_times(tmp_path: Path) -> None:
    cues = (
        "1\n00:00:01,000 --> 00:00:03,000\nLEE: We were never told\n\n"
        "2\n00:00:03,000 --> 00:00:05,000\nabout the leak.\nThe pumps\n\n"
        "3\n00:00:05,000 --> 00:00:07,000\nfailed at nine.\n\n"
        "4\n00:00:08,000 --> 00:00:09,000\nMOOR: Nobody called\nthe fire brigade.\n"
    )
    (tmp_path / "a.srt").write_text(cues, encoding="utf-8")
    found = analysis.check(pipeline.extract(ingest.from_text(DRAFT)), tmp_path / "a.srt").found
    assert [c.verdict for c in found.checks] == ["exact"] * 3
    assert [c.record_speaker for c in found.checks] == ["LEE", "LEE", "MOOR"]
    assert found.checks[2].places[0].time == "00:00:08,000"


def test_short_words_of_the_same_speaker_are_changed_and_not_missing() -> None:
    (found,) = verdicts(
        f"LEE: {LEE}\n\nMOOR: {MOOR}", "“Nobody ever called the brigade,” Moor said."
    )
    assert found.verdict == "changed"


def test_details_of_indirect_statements_are_listed_where_no_record_has_them() -> None:
    draft = "Ruth Lee said 40 pumps of Siemens had failed in May. She said nine ran."
    made = analysis.check(pipeline.extract(ingest.from_text(draft)), [record.record(LEE, "r")])
    frame = made.statements
    assert frame["missing"].tolist() == ["40; Siemens; May", ""]
    assert "Siemens" in sections.statements(made.found)


def test_the_frames_are_documented_and_count_every_quotation() -> None:
    made = analysis.check(pipeline.extract(ingest.from_text(DRAFT)), [record.record(LEE, "r")])
    assert isinstance(made.quotations, pd.DataFrame)
    assert made.quotations["verdict"].tolist() == ["exact", "exact", "not_found"]
    help_text = str(type(made).quotations.__doc__)
    assert all(name in help_text for name in made.quotations.columns)
    assert repr(made).endswith("two word for word and one not in the record.")


def test_the_page_shows_both_wordings_and_escapes_them() -> None:
    draft = "“We were <b>never</b> told about a leak at all,” said Ruth Lee."
    text = "LEE: We were <script>never</script> told about the leak at all.\n\nMOOR: <img src=x>"
    made = analysis.check(pipeline.extract(ingest.from_text(draft)), [record.record(text, "<r>")])
    page = sections.whole(made.found)
    assert "<script>" not in page
    assert "<img" not in page
    assert "<del>" in page
    assert "<ins>" in page


def test_a_person_s_verdict_is_shown_and_settles_the_quotation() -> None:
    x = pipeline.extract(ingest.from_text(DRAFT))
    held = [record.record(SHAPES[0].replace("leak", "flood"), "r")]
    first = analysis.check(x, held)
    assert first.quotations["verdict"].tolist() == ["changed", "exact", "exact"]
    reading = Reading(x)
    one, two = (tuple(row) for row in first.quotations[["start", "end"]].to_numpy()[:2])
    reading = reading.judge(one, "right", note="<i>0", by="Ann")
    reading = reading.judge(two, "wrong", note="<i>1", by="Ann")
    made = analysis.check(reading, held)
    assert made.quotations["by_hand"].tolist() == ["right", "wrong", ""]
    assert made.quotations["note"].tolist() == ["<i>0, Ann", "<i>1, Ann", ""]
    assert made.quotations["verdict"].tolist() == first.quotations["verdict"].tolist()
    assert [c.good for c in made.found.checks] == [True, False, True]
    head = sections.headline(made.found)
    assert "Checked by hand: one right and one wrong." in head
    assert 'href="#check-1"' not in head
    assert 'href="#check-2"' in head
    page = sections.whole(made.found)
    assert "changed (by hand: right)" in page
    assert "<i>" not in page
    again = exchange.from_json(exchange.to_json(reading.extraction), x.article.text)
    assert again.judged == reading.extraction.judged


@pytest.mark.parametrize(
    ("edit", "why"),
    [
        (("never told", "told"), "has other words"),
        (("We were never told about the leak", "Nothing of the kind."), ""),
    ],
)
def test_a_person_s_verdict_ends_with_the_words_it_was_of(
    edit: tuple[str, str], why: str, tmp_path: Path
) -> None:
    file = tmp_path / "draft.txt"
    file.write_text(DRAFT, encoding="utf-8")
    first = analysis.check(analysis.read(file), [record.record(SHAPES[0], "r")])
    row = first.quotations.iloc[0]
    assert edit[0] in DRAFT
    reading = analysis.read(file).judge((row["start"], row["end"]), "right")
    assert (
        reading.judge((row["start"], row["end"]), "wrong").extraction.judged[0].verdict == "wrong"
    )
    reading.save_corrections()
    assert analysis.read(file).extraction.judged == reading.extraction.judged
    file.write_text(DRAFT.replace(*edit), encoding="utf-8")
    x = analysis.read(file).extraction
    assert not x.judged
    assert len(x.unplaced) == 1
    assert why in x.unplaced[0]


def test_only_a_whole_quotation_is_judged_by_the_file(tmp_path: Path) -> None:
    file = tmp_path / "draft.txt"
    file.write_text(DRAFT, encoding="utf-8")
    own = "draft.txt:\n  - do: judge\n    quotation: never told\n    verdict: right\n"
    (tmp_path / "corrections.yaml").write_text(own, encoding="utf-8")
    x = analysis.read(file).extraction
    assert not x.judged
    assert "quote all of it" in x.unplaced[0]
    with pytest.raises(ParameterError, match="no quotation stands"):
        analysis.read(file).judge("Ruth Lee", "right")
    with pytest.raises(ParameterError, match="give one of right, wrong"):
        analysis.read(file).judge("never told", "perhaps")  # type: ignore[arg-type]


@pytest.mark.slow
def test_a_report_holds_the_page_and_the_tables(tmp_path: Path) -> None:
    draft, held = tmp_path / "draft.txt", tmp_path / "record.txt"
    draft.write_text(f"Pumps fail\n\n{DRAFT}\n", encoding="utf-8")
    held.write_text(SHAPES[0].replace("leak", "flood"), encoding="utf-8")
    reading = analysis.read(draft)
    reading.judge("about the leak", "wrong", note="<b>tape").save_corrections()
    out = tmp_path / "reports"
    with pytest.raises(SystemExit) as ended:
        main(["check", str(draft), "--against", str(held), "-o", str(out), "--strict"])
    assert ended.value.code == 1
    folder = out / "check-draft"
    page = (folder / "report.html").read_text(encoding="utf-8")
    assert "Of three quotations" in page
    assert "changed (by hand: wrong)" in page
    table = pd.read_csv(folder / "checks.csv")
    assert table["verdict"].tolist() == ["changed", "exact", "exact"]
    lines = (folder / "checks.jsonl").read_text(encoding="utf-8").splitlines()
    assert [json.loads(line)["verdict"] for line in lines] == table["verdict"].tolist()
