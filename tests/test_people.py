"""The section ``people`` of corrections.yaml: who is known beforehand."""

from __future__ import annotations

from pathlib import Path

import pytest

import analysis
from analysis import corrections
from analysis.cli import main
from analysis.errors import CorrectionError
from analysis.reading import Reading

ARTICLE = (
    "The prime minister said the bridge would be rebuilt. “It is a promise,” the prime minister "
    "said. Nadia Kovač said the work had not begun. A council official said the money was gone. "
    "N. Kovac later told reporters she had been misquoted. The Harbour Trust said it would wait."
)
PEOPLE = """\
people:
  - name: Edwin Hale
    roles: [the prime minister]
    kind: person
  - name: Nadia Kovač
    also: [N. Kovac, "Kovač, Nadia"]
    note: the councillor
  - name: Omar Vass
    roles: [mayor]
  - name: Harbour Trust
    kind: group
"""


def reading(folder: Path, people: str = PEOPLE, text: str = ARTICLE) -> Reading:
    (folder / "a.txt").write_text(text, encoding="utf-8")
    (folder / "corrections.yaml").write_text(people, encoding="utf-8")
    return analysis.read(folder / "a.txt")


def said(found: Reading) -> dict[str, int]:
    names = {s.id: s.name for s in found.extraction.sources}
    own = [names[a.speaker] for a in found.extraction.attributions if a.speaker]
    return {name: own.count(name) for name in dict.fromkeys(own)}


def test_known_people_are_one_source_each_whatever_they_are_called(tmp_path: Path) -> None:
    found = reading(tmp_path)
    assert said(found) == {
        "Edwin Hale": 2,
        "Nadia Kovač": 2,
        "A council official": 1,
        "Harbour Trust": 1,
    }
    own = {s.name: s for s in found.extraction.sources}
    assert own["Edwin Hale"].naming == "named"
    assert own["Edwin Hale"].kind == "person"
    assert own["Harbour Trust"].kind == "group"
    assert "table of people" in own["Nadia Kovač"].because
    assert own["A council official"].naming == "anonymous"
    assert not found.extraction.unplaced  # who is not in the article is no mistake


def test_without_the_table_the_article_decides(tmp_path: Path) -> None:
    found = reading(tmp_path, "{}")
    assert "Edwin Hale" not in said(found)


def test_corrections_of_the_article_come_after_and_are_saved_apart(tmp_path: Path) -> None:
    found = reading(tmp_path)
    key = next(s.id for s in found.extraction.sources if s.name == "Edwin Hale")
    better = found.correct(key, role="leader")
    better.save_corrections()
    text = (tmp_path / "corrections.yaml").read_text(encoding="utf-8")
    assert text.count("Edwin Hale") == 2  # the table's, and the one that the correction is about
    assert "do: person" not in text
    again = analysis.read(tmp_path / "a.txt")
    assert again.extraction == better.extraction
    assert again.corrections == better.corrections


def test_a_person_may_stand_in_an_article_s_own_section(tmp_path: Path) -> None:
    own = "a.txt:\n  - do: person\n    name: Edwin Hale\n    roles: [prime minister]\n"
    assert said(reading(tmp_path, own))["Edwin Hale"] == 2
    sections = corrections.parse(own.encode())
    assert corrections.parse(corrections.text(sections).encode()) == sections


@pytest.mark.parametrize(
    ("people", "why"),
    [
        ("people:\n  - roles: [x]\n", "lacks 'name'"),
        ("people:\n  - name: A\n    role: x\n", "there is no key 'role' here"),
        ("people:\n  - name: A\n    kind: robot\n", "'kind' is not one of"),
        (
            "people:\n  - {name: Al, roles: [The Mayor]}\n  - {name: Bo, roles: [mayor]}\n",
            "'Bo' and 'Al' are both called 'mayor'",
        ),
    ],
)
def test_a_table_that_says_nothing_sure_is_refused_in_one_line(
    people: str, why: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(CorrectionError, match=why):
        reading(tmp_path, people)
    with pytest.raises(SystemExit) as ended:
        main(["extract", str(tmp_path / "a.txt")])
    assert ended.value.code == 2
    assert capsys.readouterr().err.count("\n") == 1


def test_a_person_asked_is_the_known_one_still(tmp_path: Path) -> None:
    text = (
        "Nadia Kovač said the bridge was safe on Monday. N. Kovac did not respond to a request "
        "for comment on Tuesday."
    )
    found = reading(tmp_path, text=text).extraction
    (known,) = [s for s in (*found.sources, *found.unheard) if s.name == "Nadia Kovač"]
    assert {r.source for r in found.replies} == {known.id}


@pytest.mark.slow
def test_a_report_knows_them_and_is_made_again_when_the_table_changes(tmp_path: Path) -> None:
    from analysis import reporting

    reading(tmp_path)
    (first,) = reporting.report(tmp_path / "a.txt", tmp_path / "out")
    page = (first / "report.html").read_text(encoding="utf-8")
    assert "Edwin Hale" in page
    reading(tmp_path, PEOPLE.replace("Edwin Hale", "Ewan Hill"))
    (again,) = reporting.report(tmp_path / "a.txt", tmp_path / "out")
    assert "Ewan Hill" in (again / "report.html").read_text(encoding="utf-8")
