"""The explorer: boxes, panes, corrections, and what is shown where no widget runs."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import dom
import pytest
from samples import EVIL, SAMPLES, crowd, foreign, hostile
from seed import gold_extraction
from town import town

from analysis import corrections, exploring
from analysis.errors import ParameterError
from analysis.exploring.facets import facets
from analysis.exploring.lexicon import FUNCTION
from analysis.exploring.widgets import BOXES, PANES, Explorer
from analysis.model import Extraction, Source
from analysis.page.wording import times
from analysis.reading import Reading
from analysis.readings import Readings


def explorer(*extractions: Extraction) -> Explorer:
    return exploring.explore(*map(Reading, extractions or (gold_extraction(),)))


def pane(shown: Explorer, name: str) -> dom.Element:
    shown._tab.selected_index = PANES.index(name)
    return dom.read(shown._panes[PANES.index(name)].value)


def marks(shown: Explorer) -> int:
    return sum(element.has("st") for element in pane(shown, "Article").all())


def panel(shown: Explorer) -> Any:
    shown._fold.selected_index = 0
    return shown._panel


def everyone(shown: Explorer) -> list[Source]:
    x = shown.reading.extraction
    return [*x.sources, *x.unheard]


def said(shown: Explorer) -> str:
    return dom.read(panel(shown)._message.value).text()


def test_nothing_to_explore_is_refused() -> None:
    with pytest.raises(ParameterError, match="give one reading"):
        exploring.explore()


def test_boxes_offer_what_the_article_has_with_its_counts() -> None:
    there = facets(gold_extraction())
    assert there.form[0] == ("all forms", "")
    assert {value for _, value in there.form} == {"", "direct", "mixed", "indirect"}
    assert "direct (2)" in dict(there.form)
    for name in BOXES:
        labels = [label for label, _ in getattr(there, name)]
        assert len(set(labels)) == len(labels)


@pytest.mark.parametrize("box", BOXES)
def test_every_value_of_every_box_chooses_as_many_statements_as_it_says(box: str) -> None:
    shown = explorer()
    for label, value in shown._boxes[box].options[1:]:
        shown._boxes[box].value = value
        count = int(label.rsplit("(", 1)[1].rstrip(")"))
        assert len(shown.chosen.attributions) == count, label
    shown._boxes[box].value = ""
    assert len(shown.chosen.attributions) == 30


def test_every_pane_follows_a_choice() -> None:
    shown = explorer()
    before = {name: pane(shown, name).text() for name in PANES}
    shown._boxes["naming"].value = "anonymous"
    for name in PANES:
        assert pane(shown, name).text() != before[name], name
    assert "12 of 30 statements" in shown._summary.value
    assert "reading.where(naming=&#x27;unnamed&#x27;)" in shown._summary.value


def test_the_marks_of_the_article_are_those_of_the_choice() -> None:
    shown = explorer()
    whole = marks(shown)
    shown._boxes["form"].value = "direct"
    assert 0 < marks(shown) < whole
    shown._clear.click()
    assert marks(shown) == whole
    assert shown._boxes["form"].value == ""


def test_confidence_and_search_choose_too() -> None:
    shown = explorer(crowd(12))
    shown._boxes["text"].value = "thing 11"
    assert shown.chosen.attributions["content_text"].tolist() == ["that thing 11 had come to pass"]
    assert "thing 11" in pane(shown, "Words").text()
    shown._boxes["text"].value = ""
    shown._boxes["confidence"].value = (0.0, 0.5)
    assert shown.chosen.attributions.empty


def test_of_nothing_chosen_the_summary_says_so() -> None:
    shown = explorer()
    shown._boxes["text"].value = "words that nobody says"
    assert dom.read(shown._summary.value).text().startswith("None of 30 statements.")


def test_the_code_under_the_boxes_chooses_the_same() -> None:
    shown = explorer()
    for box in BOXES:
        for _, value in shown._boxes[box].options[1:4]:
            shown._boxes[box].value = value
            code = dom.read(shown._summary.value).all()
            (line,) = [element.text() for element in code if element.tag == "code"]
            chosen = eval(line, {"reading": shown.reading})  # noqa: S307 - our own line
            assert chosen.attributions.equals(shown.chosen.attributions)
        shown._boxes[box].value = ""


def test_another_article_fills_the_boxes_anew() -> None:
    shown = explorer(gold_extraction(), crowd(3))
    shown._boxes["form"].value = "direct"
    shown._boxes["article"].value = 1
    assert shown.reading.article.id == "sample"
    assert [value for _, value in shown._boxes["form"].options] == ["", "indirect"]
    assert len(shown.chosen.attributions) == 3
    assert "Speaker 1" in pane(shown, "Article").text()


def test_what_is_not_looked_at_is_drawn_when_it_is() -> None:
    shown = explorer()
    shown._boxes["naming"].value = "anonymous"
    assert shown._panes[PANES.index("Voices")].value == ""
    assert [element for element in pane(shown, "Voices").all() if element.tag == "svg"]


@pytest.mark.parametrize("sample", SAMPLES)
def test_every_pane_of_any_article_is_well_formed_and_escaped(sample: Any) -> None:
    shown = explorer(sample())
    shown._boxes["text"].value = EVIL
    shown._boxes["text"].value = "said"
    panel(shown)
    for box in BOXES:
        for _, value in shown._boxes[box].options[1:2]:
            shown._boxes[box].value = value
            for name in PANES:
                found = pane(shown, name).all()
                assert not [e for e in found if e.tag in {"script", "img"}]
                assert not [e for e in found if e.attributes.get("href", "#").startswith("java")]
        shown._boxes[box].value = ""
    dom.read(shown._summary.value)


def test_markup_that_a_person_searches_for_is_shown_as_text() -> None:
    shown = explorer()
    shown._tab.selected_index = PANES.index("Words")
    shown._boxes["text"].value = EVIL
    assert "<script>alert(1)</script>" in pane(shown, "Words").text()


def test_ids_are_the_explorers_own_and_links_lead_to_them() -> None:
    shown = explorer()
    other = explorer()
    shown._boxes["form"].value = "direct"
    found = {e.attributes["id"] for e in pane(shown, "Article").all() if "id" in e.attributes}
    assert found
    assert not found & {e.attributes.get("id") for e in pane(other, "Article").all()}
    links = [e.attributes["href"] for e in dom.read(shown._summary.value).all() if e.tag == "a"]
    assert links
    assert {link.removeprefix("#") for link in links} <= found


def test_labels_hold_nothing_that_turns_or_breaks_the_line() -> None:
    for sample in (foreign(), hostile()):
        for name in BOXES:
            assert all(label.isprintable() for label, _ in getattr(facets(sample), name))


def test_completion_lists_only_what_is_public() -> None:
    assert dir(explorer()) == ["chosen", "reading"]
    assert "30 statements" in repr(explorer())


def test_an_output_holds_the_widgets_and_the_article_for_where_they_do_not_run(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    sent: list[dict[str, Any]] = []
    monkeypatch.setattr("IPython.display.display", lambda data, raw: sent.append(data))
    explorer()._ipython_display_()
    widgets, static = sent
    assert widgets["application/vnd.jupyter.widget-view+json"]["model_id"]
    assert "text/html" not in widgets
    assert 'class="analysis-static"' in static["text/html"]
    assert "<mark" in static["text/html"]
    assert static["text/plain"].startswith("Reading of")


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


def test_a_search_counts_and_lists_the_same_places() -> None:
    shown = explorer()
    shown._boxes["text"].value = "Syria"
    rows = [e for e in pane(shown, "Words").all() if e.tag == "td" and e.has("hit")]
    text = pane(shown, "Words").text()
    assert f"“Syria” appears {times(len(rows))} in the article" in text
    inside = exploring.concordance(shown.chosen, "Syria", within="statements")
    assert f"{times(len(inside))} in the statements selected" in text
    assert set(inside["statement"]) <= set(shown.chosen.attributions["id"])
    assert len(rows) > len(inside) > 0


def test_what_is_typical_is_no_word_of_grammar() -> None:
    shown = explorer()
    shown._boxes["naming"].value = "anonymous"
    heads = [e.text() for e in pane(shown, "Words").all() if e.tag == "th"]
    assert len(heads) > 8
    assert not FUNCTION & set(heads)


def test_the_boxes_and_the_code_have_the_pages_words_for_a_naming() -> None:
    shown = explorer()
    labels = [label.rsplit(" (", 1)[0] for label, _ in shown._boxes["naming"].options[1:]]
    assert labels == ["named", "unnamed", "general group"]


def test_several_articles_are_explored_as_they_were_read() -> None:
    several = Readings([Reading(gold_extraction()), Reading(crowd(3))])
    shown = exploring.explore(several)
    assert [label for label, _ in shown._boxes["article"].options][1].startswith("2. ")
    with pytest.raises(TypeError, match="did you mean 'threshold'"):
        exploring.explore(several, treshold=0.6)  # type: ignore[call-arg]
