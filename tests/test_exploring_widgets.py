"""The explorer: boxes, panes, and what is shown where no widget runs."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import dom
import pytest
from explorers import explorer, marks, pane, panel
from samples import EVIL, SAMPLES, crowd, foreign, hostile
from seed import gold_extraction

from analysis import exploring
from analysis.cues import FUNCTION
from analysis.errors import ParameterError
from analysis.exploring.facets import facets
from analysis.exploring.widgets import BOXES, PANES
from analysis.page import markup
from analysis.page.summary import summarise
from analysis.page.wording import plural, times
from analysis.reading import Reading
from analysis.readings import Readings


def test_nothing_to_explore_is_refused() -> None:
    with pytest.raises(ParameterError, match="give one reading"):
        exploring.explore()


def test_boxes_offer_what_the_article_has_with_its_counts() -> None:
    there = facets(gold_extraction())
    assert there["form"][0] == ("all forms", "")
    assert {value for _, value in there["form"]} == {"", "direct", "mixed", "indirect"}
    assert "direct (2)" in dict(there["form"])
    for name in BOXES:
        labels = [label for label, _ in there[name]]
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


def test_the_explorer_counts_what_the_page_counts() -> None:
    x = gold_extraction()
    left = [replace(a, excluded="heading") if n < 3 else a for n, a in enumerate(x.attributions)]
    x = replace(x, attributions=tuple(left))
    by = plural(len(summarise(x).sources), "source")
    assert f"Twenty-seven statements by {by}:" in dom.read(markup.headline(x)).text()
    shown = explorer(x)
    assert f"27 statements by {by}; three more not counted." in shown._summary.value
    shown._boxes["naming"].value = "anonymous"
    assert f"of 27 statements, by four of {by}" in shown._summary.value


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
            assert all(label.isprintable() for label, _ in facets(sample)[name])


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
