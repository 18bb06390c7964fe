"""The explorer's panel of corrections: each is shown at once, undone and saved."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from explorers import everyone, explorer, pane, panel, said
from samples import SAMPLES, crowd
from seed import gold_extraction
from town import town

from analysis import corrections, exploring
from analysis.reading import Reading

if TYPE_CHECKING:
    import pytest


def test_a_correction_shows_at_once_and_can_be_undone() -> None:
    shown = explorer()
    first = panel(shown)
    first.statement.pick.value = "a1"
    before = str(shown.reading.attributions.set_index("id").loc["a1", "name"])
    first.statement.speaker.value = "Somebody Else"
    first._buttons["Apply"].click()
    assert "Applied" in said(shown)
    assert "Somebody Else" in set(shown.reading.attributions["name"])
    assert "Somebody Else" in pane(shown, "Article").text()
    assert any("Somebody Else" in label for label, _ in shown._boxes["source"].options)
    first._buttons["Undo"].click()
    assert str(shown.reading.attributions.set_index("id").loc["a1", "name"]) == before
    assert first._buttons["Undo"].disabled


def test_a_statement_can_be_removed_and_a_form_set() -> None:
    shown = explorer()
    first = panel(shown)
    first._buttons["Remove"].click()
    assert len(shown.reading.attributions) == 29
    picked = first.statement.said()
    first.statement.form.value = "direct" if picked.form != "direct" else "mixed"
    first._buttons["Apply"].click()
    assert len(shown.reading.corrections) == 2
    assert "form" in said(shown)


def test_a_correction_keeps_what_was_chosen() -> None:
    shown = explorer()
    shown._boxes["naming"].value = "anonymous"
    first = panel(shown)
    assert len(first.statement.pick.options) == 12
    first._buttons["Remove"].click()
    assert shown._boxes["naming"].value == "anonymous"
    assert len(shown.chosen.attributions) == 11


def test_nothing_changed_is_said_and_nothing_is_corrected() -> None:
    shown = explorer()
    panel(shown)._buttons["Apply"].click()
    assert "Nothing is changed" in said(shown)
    assert shown.reading.corrections == ()


def test_what_cannot_be_saved_is_said_in_a_line(tmp_path: Path) -> None:
    shown = explorer()
    panel(shown)._buttons["Remove"].click()
    panel(shown)._buttons["Save"].click()
    assert "the article has no file" in said(shown).lower() or "path" in said(shown)
    assert "Saved" not in said(shown)


def test_a_saved_correction_is_applied_to_a_later_reading(tmp_path: Path) -> None:
    path = tmp_path / "one.txt"
    path.write_bytes(gold_extraction().article.text.encode())
    shown = exploring.explore(Reading(gold_extraction(), path=path))
    panel(shown)._buttons["Remove"].click()
    panel(shown)._buttons["Save"].click()
    assert "Saved 1 correction in corrections.yaml" in said(shown)
    assert "remove" in (tmp_path / "corrections.yaml").read_text(encoding="utf-8")


def test_what_was_saved_and_undone_is_gone_from_the_file_and_what_others_wrote_stays(
    tmp_path: Path,
) -> None:
    path = tmp_path / "one.txt"
    path.write_text(crowd(3).article.text, encoding="utf-8")
    shown = exploring.explore(Reading(crowd(3), path=path))
    fields = panel(shown)
    fields.statement.speaker.value = "Maria Prado"
    for button in ("Apply", "Save", "Undo", "Save"):
        fields._buttons[button].click()
    assert "Saved 0 corrections" in said(shown)
    assert corrections.of(path) == ()
    others = Reading(crowd(3), path=path).remove("x1")
    others.save_corrections()
    fields.statement.speaker.value = "Maria Prado"
    for button in ("Apply", "Save"):
        fields._buttons[button].click()
    assert "holds corrections of one.txt that this reading does not" in said(shown)
    assert corrections.of(path) == others.corrections


def test_an_article_without_statements_has_nothing_to_correct() -> None:
    shown = explorer(SAMPLES[0]())
    assert panel(shown)._buttons["Apply"].disabled
    assert panel(shown)._buttons["Remove"].disabled


def test_a_name_that_two_sources_share_is_chosen_by_its_id() -> None:
    x = crowd(3)
    twins = tuple(type(s)(s.id, "Speaker", s.kind, s.naming) for s in x.sources)
    shown = explorer(type(x)(x.article, x.quotations, x.attributions, twins))
    shown._boxes["source"].value = "k1"
    assert shown.chosen.attributions["speaker"].tolist() == ["k1"]


def test_a_statement_can_be_given_to_one_of_two_sources_of_the_same_name() -> None:
    x = crowd(3)
    twins = tuple(type(s)(s.id, "Speaker", s.kind, s.naming) for s in x.sources)
    shown = explorer(type(x)(x.article, x.quotations, x.attributions, twins))
    first = panel(shown)
    before = first.statement.said().speaker
    other = next(s.id for s in twins if s.id != before)
    assert first.statement.speaker.value == f"Speaker ({before})"
    first.statement.speaker.value = f"Speaker ({other})"
    first._buttons["Apply"].click()
    assert "Applied" in said(shown)
    assert shown.reading.extraction.attributions[0].speaker == other


def test_name_kind_naming_and_role_of_a_source_are_corrected() -> None:
    shown = explorer(town())
    first = panel(shown)
    form = first.source
    assert dict(form.pick.options)["s3 An aide, unnamed"] == "s3"
    form.pick.value = "s3"
    assert (form.name.value, form.kind.value, form.naming.label) == ("An aide", "person", "unnamed")
    form.naming.label = "general group"
    form.kind.value = "group"
    form.name.value, form.role.value = "aides", "helpers"
    first._buttons["Change"].click()
    assert "kind and naming and name and role of An aide changed. Not saved yet." in said(shown)
    after = shown.reading.sources.set_index("id").loc["s3"]
    assert (after["name"], after["kind"], after["naming"]) == ("aides", "group", "generic")
    assert after["role"] == "helpers"
    first._buttons["Change"].click()
    assert "like this already" in said(shown)
    form.name.value = " "
    first._buttons["Change"].click()
    assert "a source has a name" in said(shown)


def test_sources_are_joined_and_split_and_undone() -> None:
    shown = explorer(town())
    first = panel(shown)
    form = first.source
    before = shown.reading.extraction
    first._buttons["Join"].click()
    assert "under “Same as”" in said(shown)
    form.pick.value = "s1"
    form.same.value = ("s3",)
    first._buttons["Join"].click()
    assert "Joined: 2 sources are one." in said(shown)
    assert "s3" not in set(shown.reading.sources["id"])
    assert "s3" not in [key for _, key in form.pick.options]
    form.pick.value = "s1"
    places = [place for _, place in form.mentions.options]
    form.mentions.value = tuple(places[-1:])
    form.other.value = "A helper"
    first._buttons["Split"].click()
    assert "Split" in said(shown)
    assert "A helper" in {s.name for s in everyone(shown)}
    first._buttons["Undo"].click()
    first._buttons["Undo"].click()
    assert shown.reading.extraction == before
    first._buttons["Split"].click()
    assert "under “Mentions”" in said(shown)


def test_a_statement_that_was_missed_is_added() -> None:
    shown = explorer(town())
    first = panel(shown)
    first._buttons["Add"].click()
    assert "Copy the words" in said(shown)
    form = first.missed
    form.content.value, form.source.value = "looked on", "Carl Berg"
    first._note.value = "he did"
    first._buttons["Add"].click()
    assert "Added" in said(shown)
    assert "looked on" in set(shown.reading.attributions["content_text"])
    assert shown.reading.corrections[-1].note == "he did"
    assert form.content.value == ""
    form.content.value = "words that are nowhere"
    first._buttons["Add"].click()
    assert "words that are nowhere" in form.content.value
    assert "Added" not in said(shown)


def test_what_takes_time_says_that_it_works(monkeypatch: pytest.MonkeyPatch) -> None:
    shown = explorer()
    seen: list[str] = []
    shown._summary.observe(lambda change: seen.append(change["new"]), names="value")
    shown._boxes["form"].value = "direct"
    assert "Working" in seen[0]
    assert "2 of 30" in seen[-1] or "two of 30" in seen[-1].lower()
    told: list[str] = []
    panel(shown)._message.observe(lambda change: told.append(change["new"]), names="value")
    panel(shown)._buttons["Remove"].click()
    assert "Working" in told[0]
    assert "Removed" in told[-1]
