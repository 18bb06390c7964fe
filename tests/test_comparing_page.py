from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

import pytest
from dom import read as dom
from samples import SAMPLES
from stories import both, called, first, second

import analysis
from analysis.comparing import Comparison, naming, sections, tables


def test_articles_of_one_stem_are_told_apart_by_their_folders() -> None:
    assert naming.names(["a/story.txt", "b/story.txt"]) == ["a/story", "b/story"]
    assert naming.names(["x/a/s.txt", "x/b/s.txt", "t.md"]) == ["a/s", "b/s", "t"]
    assert naming.names(["a/s.txt", "a/s.html"]) == ["s.txt", "s.html"]
    assert naming.names(["s.txt", "s.txt", "-"]) == ["s", "s-2", "stdin"]
    assert naming.copies(["../a/s.txt", "/b/s.html"]) == ["a/s.txt", "b/s.html"]


def test_copies_are_called_as_the_articles_and_lie_below() -> None:
    for paths in (
        ["a/story.txt", "b/story.txt", "story.txt"],
        ["../s.txt", "../../s.txt", "/s.txt"],
        ["a/s.txt", "a/s.html", "-"],
        ["..txt", "... .txt", "%s{0}.txt"],
    ):
        copies = naming.copies(paths)
        assert naming.names(copies) == naming.names(paths)
        assert len(set(copies)) == len(copies)
        assert not any(part in ("", "..", ".") for copy in copies for part in copy.split("/"))


@pytest.mark.parametrize("make", [first, *SAMPLES], ids=lambda make: str(make.__name__))
def test_every_section_nests_and_every_link_has_its_place(make: object) -> None:
    x = make()  # type: ignore[operator]
    c = both(x, second(), called(x, "again"))
    page = sections.whole(c) + sections.articles(c) + sections.made(c, {"parameters": {"a": 1}})
    elements = dom(page.replace("<style>", "<i>").replace("</style>", "</i>")).all()
    found = [e.attributes["id"] for e in elements if "id" in e.attributes]
    assert len(set(found)) == len(found)
    links = {e.attributes["href"] for e in elements if e.attributes.get("href", "").startswith("#")}
    assert {link[1:] for link in links} <= set(found)
    assert not [e for e in elements if e.tag in ("script", "img")]


def test_changed_words_are_marked_by_lines_and_by_words_and_not_by_colour_alone() -> None:
    page = dom(sections.shared(both(first(), second())))
    cut = [e for e in page.all() if e.tag == "del" and e.has("altered")]
    added = [e for e in page.all() if e.tag == "ins" and e.has("altered")]
    assert "[only A: not]" in [e.text() for e in cut]
    assert "[only B: never]" in [e.text() for e in added]


def test_the_tables_hold_every_voice_statement_and_change() -> None:
    c = both(first(), second())
    voices, statements, wordings = tables.voices(c), tables.statements(c), tables.wordings(c)
    assert len(voices) == 2 * len(c.parties)
    assert len(statements) == sum(len(x.attributions) for x in c.extractions)
    assert len(wordings) == len(c.shared)
    assert "[-not-] {+never+}" in wordings[wordings.altered].wording.iloc[0]
    assert statements[statements.stands_in.notna()].text.str.contains("boats").all()
    empty = both(SAMPLES[0](), SAMPLES[1]())
    for table, full in ((tables.voices, voices), (tables.statements, statements),
                        (tables.wordings, wordings)):  # fmt: skip
        assert table(empty).dtypes.equals(full.dtypes)


def test_compare_reads_files_and_shows_itself(tmp_path: Path) -> None:
    places = [tmp_path / "guardian" / "story.txt", tmp_path / "times" / "story.txt"]
    for path, end in zip(places, ("\n", "\r\n"), strict=True):
        path.parent.mkdir()
        line = '"We will stay in the old town until spring," Ana Ruiz said on Monday.'
        path.write_bytes(f"{line}{end}{end}It rained.{end}".encode())
    comparison = analysis.compare(*places)
    assert isinstance(comparison, Comparison)
    assert comparison.found.names == ("guardian/story", "times/story")
    assert [group.verbatim for group in comparison.found.shared] == [True]
    assert comparison.found.lone == ()
    assert repr(comparison).startswith("Comparison of A guardian/story, B times/story\nThey share")
    assert "<style>" in comparison._repr_html_()
    assert dir(comparison) == ["found", "statements", "voices", "wordings"]
    assert len(comparison.voices) == 2


def test_what_people_corrected_is_compared_and_what_found_no_place_is_said(tmp_path: Path) -> None:
    line = '"We will stay in the old town until spring," Ana Ruiz said on Monday.\n'
    places = [tmp_path / "one.txt", tmp_path / "two.txt"]
    for path in places:
        path.write_text(line, encoding="utf-8")
    gone = "{do: remove, statement: '<b>gone'}"
    change = "{do: change, statement: We will stay in the old town until spring, speaker: Bo Lind}"
    (tmp_path / "corrections.yaml").write_text(f"two.txt: [{change}, {gone}]\n")
    found = analysis.compare(*places)
    assert {"Ana Ruiz", "Bo Lind"} <= set(found.voices["name"])
    page = found._repr_html_()
    assert '<a href="#unplaced">one correction not applied</a>' in page
    assert page.count('id="unplaced"') == 1
    held = set(re.findall(r' id="([^"]*)"', page))
    assert set(re.findall(r'href="#([^"]*)"', page)) <= held  # the articles are not shown
    assert "<li>B: remove the statement “&lt;b&gt;gone”" in page
    alone = analysis.compare(*places, corrections=False)
    assert "Bo Lind" not in alone._repr_html_()
    assert "Corrections" not in alone._repr_html_()


def test_what_was_looked_for_in_vain_is_one_line_and_no_figure_stands_twice() -> None:
    x = first()
    same = sections.whole(both(x, called(x, "again")))
    assert "None" not in same
    line = re.search(r"Looked for, and not found: (.*?)\.</p>", same)
    assert line and len(line[1].split("; ")) == 8
    changed = both(x, second())
    found = sections.findings(changed)
    headings = [e.text() for e in dom(found).all() if e.tag == "h3"]
    line = re.search(r"Looked for, and not found: (.*?)\.</p>", found)
    assert line and len(headings) + len(line[1].split("; ")) == 8
    screen = " ".join(e.text() for e in dom(sections.headline(changed)).all() if e.tag == "section")
    assert screen.count("word for word") == 1


def test_versions_and_hashes_are_folded_away() -> None:
    made = dom(sections.made(both(first(), second()), {"versions": {"numpy": "2"}})).all()
    (folded,) = [e for e in made if e.tag == "details"]
    assert "numpy" in folded.text()


def test_a_voice_whose_statements_figures_leave_out_has_a_row_without_a_link() -> None:
    said = first().attributions
    left_out = (replace(said[0], excluded="heading"), *said[1:])
    page = sections.voices(both(replace(first(), attributions=left_out), second()))
    assert "no statements, no words <small>person, named" in page
