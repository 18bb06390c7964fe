from __future__ import annotations

import os
import re
from collections import Counter
from collections.abc import Callable
from itertools import pairwise
from pathlib import Path

import dom
import pytest
import samples
from seed import gold_extraction

from analysis.model import Extraction
from analysis.page import markup

EVERY = pytest.mark.parametrize(
    "make", [gold_extraction, *samples.SAMPLES], ids=lambda make: make.__name__
)
SNAPSHOTS = Path(__file__).parent / "snapshots"
OURS = frozenset({"note", "label", "no", "why"})
PARTS = ("headline", "voices", "article", "checks", "statements", "set_aside", "made")
Make = Callable[[], Extraction]


def page(x: Extraction) -> str:
    return "".join(getattr(markup, part)(x) for part in PARTS)


@EVERY
def test_the_article_is_printed_to_the_character(make: Make) -> None:
    x = make()
    printed = {
        e.attributes["id"]: e.text(OURS).strip("\n")
        for e in dom.read(markup.article(x)).all()
        if re.fullmatch(r"p\d+", e.attributes.get("id", ""))
    }
    wanted = {f"p{n}": p.span.of(x.article.text) for n, p in enumerate(x.article.paragraphs, 1)}
    assert printed == wanted


@EVERY
def test_every_statement_is_marked_where_its_content_stands(make: Make) -> None:
    x = make()
    root = dom.read(markup.article(x))
    marks = {e.attributes["id"] for e in root.all() if e.tag == "mark" and "id" in e.attributes}
    assert marks == {f"a{n}" for n in range(1, len(x.attributions) + 1)}


@EVERY
def test_ids_are_given_once_and_every_link_inside_the_page_arrives(make: Make) -> None:
    elements = dom.read(page(make())).all()
    ids = Counter(e.attributes["id"] for e in elements if "id" in e.attributes)
    assert [name for name, times in ids.items() if times > 1] == []
    links = {e.attributes["href"] for e in elements if e.attributes.get("href", "")[:1] == "#"}
    assert {link[1:] for link in links} <= set(ids)
    named = {e.attributes["aria-labelledby"] for e in elements if "aria-labelledby" in e.attributes}
    assert named <= set(ids)


@EVERY
def test_headings_come_in_order_and_tables_have_no_empty_heading(make: Make) -> None:
    elements = dom.read(page(make())).all()
    levels = [int(e.tag[1]) for e in elements if re.fullmatch(r"h[1-6]", e.tag)]
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(after <= before + 1 for before, after in pairwise(levels))
    assert all(e.text().strip() for e in elements if e.tag == "th")


def test_markup_in_an_article_stays_text_everywhere() -> None:
    elements = dom.read(page(samples.hostile())).all()
    assert not {"script", "img", "iframe", "object"} & {e.tag for e in elements}
    for element in elements:
        assert not [name for name in element.attributes if name.startswith("on")]
        # No attribute holds a word of the article, a name or an id from outside.
        assert "alert(1)" not in " ".join(element.attributes.values())
    assert page(samples.hostile()).count("&lt;script&gt;") > 10


def test_a_source_id_from_outside_never_becomes_an_id() -> None:
    ids = [
        e.attributes["id"] for e in dom.read(page(samples.hostile())).all() if "id" in e.attributes
    ]
    assert all(re.fullmatch(r"[a-z-]+|[apst]\d+", name) for name in ids)


def test_a_statement_inside_a_statement_is_a_mark_inside_a_mark() -> None:
    marks = {
        e.attributes["id"]: e
        for e in dom.read(markup.article(samples.nested())).all()
        if e.tag == "mark" and "id" in e.attributes
    }
    assert marks["a2"] in marks["a1"].all()
    assert marks["a3"] in marks["a2"].all()
    assert [marks[f"a{n}"].has(f"d{n - 1}") for n in (1, 2, 3)] == [True, True, True]


def test_a_statement_over_paragraphs_is_marked_and_noted_in_each_but_not_in_the_caption() -> None:
    root = dom.read(markup.article(samples.spread()))
    paragraphs = {e.attributes["id"]: e for e in root.all() if "id" in e.attributes}
    marked = [any(e.tag == "mark" for e in paragraphs[f"p{n}"].all()) for n in range(1, 6)]
    assert marked == [True, True, False, True, False]
    notes = [e.text() for e in root.all() if e.has("note")]
    assert len(notes) == 3
    assert ["continued" in note for note in notes] == [False, True, True]


def test_captions_and_boilerplate_say_what_they_are_and_why() -> None:
    root = dom.read(markup.article(gold_extraction()))
    why = [e.text() for e in root.all() if e.has("why")]
    assert why == [
        "Caption, not read for statements: gold",
        "Caption, not read for statements: gold",
        "Boilerplate, not read for statements: gold",
    ]


def test_an_unsure_statement_is_dotted_and_its_note_says_why() -> None:
    root = dom.read(markup.article(samples.crossing()))
    dotted = [e.has("l-dotted") for e in root.all() if e.tag == "mark" and "id" in e.attributes]
    assert dotted == [False, True, True]
    notes = [e.text() for e in root.all() if e.has("note")]
    assert "unsure: confidence 30%; who is Bo?" in notes[1]
    assert "unsure" not in notes[0]


def test_the_threshold_decides_what_is_unsure() -> None:
    sure = markup.article(samples.crossing(), threshold=0.1)
    assert 'class="st d0 l-dotted' not in sure
    assert "unsure: confidence" not in sure


def test_every_note_says_who_speaks_and_whether_they_are_named() -> None:
    x = gold_extraction()
    notes = [e for e in dom.read(markup.article(x)).all() if e.has("note")]
    assert len(notes) == len(x.attributions)
    assert all(re.search(r", (named|unnamed|general group)", note.text()) for note in notes)


def test_labels_for_narrow_screens_stand_after_the_full_stop() -> None:
    html = markup.article(samples.nested())
    assert re.search(r"a flood</mark></mark></mark>\.<a class=\"label", html)


def test_notes_do_not_stand_in_the_way_of_arabic() -> None:
    html = markup.headline(samples.foreign()) + markup.article(samples.foreign())
    assert '<h1 dir="auto">البلاد بخير</h1>' in html
    assert '<p id="p1" dir="auto">' in html
    assert "<bdi>أحمد الشرع</bdi>" in html


def test_a_very_long_name_is_cut_in_notes_and_whole_in_the_table() -> None:
    x = samples.foreign()
    name = " ".join(x.sources[1].name.split())
    assert name in markup.voices(x)
    assert name not in markup.article(x)
    assert name[:60] in markup.article(x)


def test_voices_have_one_row_each_and_a_strip_that_is_described() -> None:
    root = dom.read(markup.voices(gold_extraction()))
    rows = [e for e in root.all() if re.fullmatch(r"s\d+", e.attributes.get("id", ""))]
    assert len(rows) == 16
    titles = [e.text() for e in root.all() if e.tag == "title"]
    assert titles[0] == "Speaks in paragraphs 9, 10 and 13 of 27."


def test_strips_stay_within_the_article() -> None:
    for make in samples.SAMPLES:
        for element in dom.read(markup.voices(make())).all():
            if element.tag == "rect":
                left, width = (float(element.attributes[key]) for key in ("x", "width"))
                assert left >= 0
                assert left + width <= 1000 + 5


def test_statements_are_all_in_the_table_in_the_order_of_the_article() -> None:
    root = dom.read(markup.statements(gold_extraction()))
    paragraphs = [
        int(e.text()) for e in root.all() if e.tag == "a" and e.attributes["href"][:2] == "#a"
    ]
    assert len(paragraphs) == 30
    assert paragraphs == sorted(paragraphs)


def test_the_tables_link_to_the_files_beside() -> None:
    x = gold_extraction()
    assert 'href="sources.csv"' in markup.voices(x, tables=".")
    assert 'href="a%26b/attributions.csv"' in markup.statements(x, tables="a&b")


def test_no_table_is_offered_where_none_is_written() -> None:
    x = gold_extraction()
    assert "csv" not in markup.voices(x) + markup.statements(x)


def test_an_article_in_a_notebook_has_no_ids_and_leads_nowhere() -> None:
    elements = dom.read(markup.standalone(gold_extraction())).all()
    assert not [e for e in elements if {"id", "href"} & e.attributes.keys()]
    notes = [e for e in elements if e.has("note")]
    assert notes and all(e.attributes["tabindex"] == "0" for e in notes)


def test_facts_of_the_run_are_listed_and_nested_ones_indented() -> None:
    html = markup.made(gold_extraction(), {"Parameters": {"threshold": 0.5}}, "Finds <most>.")
    assert "<dt>Parameters</dt><dd><dl><dt>threshold</dt><dd>0.5</dd></dl></dd>" in html
    assert "<p>Finds &lt;most&gt;.</p>" in html


def test_more_voices_than_looks_still_get_one_each() -> None:
    rows = [e for e in dom.read(markup.voices(samples.crowd(60))).all() if "id" in e.attributes]
    assert sum(row.tag == "tr" for row in rows) == 60


def test_style_and_script_load_nothing_and_hold_no_closing_tag() -> None:
    for text in (markup.css(), markup.script()):
        assert not re.search(r"https?:|url\(|@import|</", text)


def test_a_notebook_cell_gets_the_article_with_its_style() -> None:
    cell = markup.standalone(samples.single())
    assert cell.startswith("<style>")
    assert "It is over." in cell


@pytest.mark.parametrize("part", PARTS)
@pytest.mark.parametrize("make", [gold_extraction, samples.hostile, samples.crossing])
def test_what_a_person_sees_is_what_was_looked_at(part: str, make: Make) -> None:
    """Set UPDATE_SNAPSHOTS=1 to write them anew, then look at the page before you commit."""
    html = getattr(markup, part)(make())
    path = SNAPSHOTS / f"{make.__name__}-{part}.html"
    if os.environ.get("UPDATE_SNAPSHOTS"):
        path.write_text(html, encoding="utf-8", newline="")
    assert html == path.read_bytes().decode()
