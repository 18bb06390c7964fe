from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from exchanging import MIXED, bare, bring_back, cases, spoken
from seed import gold_extraction

from analysis.brat import read_brat
from analysis.errors import InputError
from analysis.evaluate.golds import load_gold
from analysis.exchange import transfer
from analysis.exchange.tools import brat
from analysis.model import Extraction, Span


def test_the_reader_of_gold_finds_the_same_statements() -> None:
    gold = gold_extraction()
    _, annotations = brat.standoff(gold)
    found = [(s.source, s.cue, s.content) for s in read_brat(annotations)]
    assert found == [(a.source, a.cue, a.content) for a in gold.attributions]


def test_a_folder_of_exports_is_a_folder_of_gold(tmp_path: Path) -> None:
    transfer.export([gold_extraction()], "brat", tmp_path)
    (gold,) = load_gold(tmp_path).values()
    assert gold.text == gold_extraction().article.text
    assert len(gold.statements) == len(gold_extraction().attributions)


def test_events_are_written_as_the_corpus_has_them() -> None:
    _, annotations = brat.standoff(gold_extraction())
    lines = annotations.splitlines()
    assert lines[:5] == [
        "T1\tSource 419 463\tSources dealing with Syrian issues in Jordan",
        "T2\tCue 464 468\ttold",
        lines[2],
        "T4\tAttribution 464 468\ttold",
        "E1\tAttribution:T4 Source:T1 Cue:T2 Content:T3",
    ]
    assert lines[5] == "A1\tForm E1 indirect"


def test_a_statement_without_a_source_is_an_event_of_its_own_type() -> None:
    assert any("Attribution-no-source:" in brat.standoff(e)[1] for e in cases())


def test_offsets_are_code_points_and_each_covers_its_words() -> None:
    _, annotations = brat.standoff(spoken())
    start = MIXED.index("Ana")
    assert f"T1\tSource {start} {start + 3}\tAna\n" in annotations


def test_an_annotation_over_a_line_break_is_fragments_and_one_span_again() -> None:
    text = "“one\r\ntwo”"
    annotations = "T1\tContent 0 4;6 10\t“one two”\nT2\tCue 0 1\t“\nE1\tAttribution:T2 Content:T1\n"
    graph = brat.parse_standoff(text, annotations)
    assert [mark.span for mark in graph.marks if mark.label == "Content"] == [Span(0, 10)]


def edited(folder: Path, change: Callable[[str], str]) -> Extraction:
    """The mixed article, exported, changed by a person, and imported."""
    transfer.export([spoken()], "brat", folder)
    file = folder / "mixed.ann"
    file.write_bytes(change(file.read_bytes().decode()).encode())
    (found,) = transfer.load(file)
    return found.extraction


def test_what_a_person_changed_is_the_record(tmp_path: Path) -> None:
    found = edited(tmp_path, lambda s: s.replace("Form E1 mixed", "Form E1 direct"))
    assert found.reader == "imported from brat standoff"
    assert found.attributions[0].form == "direct"
    assert found.attributions[1:] == spoken().attributions[1:]
    assert found.sources == spoken().sources


def test_a_statement_that_a_person_drew_gets_its_form_and_its_speaker(tmp_path: Path) -> None:
    start, end = MIXED.index("Ana"), MIXED.index("End")
    drawn = (
        f"T90\tContent {end} {end + 3}\tEnd\nT91\tSource {start} {start + 3}\tAna\n"
        "E90\tAttribution:T91 Source:T91 Content:T90\n#90\tAnnotatorNotes E90\tnot sure\n"
    )
    found = edited(tmp_path, lambda s: s + drawn)
    assert len(found.attributions) == 3
    new = found.attributions[2]
    assert (new.id, new.form, new.speaker, new.doubts) == ("a3", "indirect", "s1", ("not sure",))


def test_forty_quoted_words_and_one_beside_them_are_direct_as_the_software_has_it(
    tmp_path: Path,
) -> None:
    quoted = f"“{' '.join(['word'] * 40)}”"
    text = f"{quoted} now, said Ana.\n"
    end, said = len(quoted) + 4, text.index("said")
    (tmp_path / "x.txt").write_bytes(text.encode())
    (tmp_path / "x.ann").write_text(
        f"T1\tContent 0 {end}\t{text[:end]}\nT2\tCue {said} {said + 4}\tsaid\n"
        f"T4\tAttribution {said} {said + 4}\tsaid\nE1\tAttribution:T4 Content:T1 Cue:T2\n",
        encoding="utf-8",
    )
    ((found, _),) = transfer.load(tmp_path)
    assert found.attributions[0].form == "direct"


def test_another_source_never_leaves_the_old_speaker(tmp_path: Path) -> None:
    there, ana = MIXED.index("End"), MIXED.index("Ana")
    found = edited(
        tmp_path,
        lambda s: s.replace(f"Source {ana} {ana + 3}\tAna", f"Source {there} {there + 3}\tEnd"),
    )
    assert found.attributions[0].speaker is None
    arab = MIXED.index("أحمد")
    (tmp_path / "two").mkdir()
    found = edited(
        tmp_path / "two",
        lambda s: s.replace(f"Source {ana} {ana + 3}\tAna", f"Source {arab} {arab + 4}\tأحمد"),
    )
    assert found.attributions[0].speaker == "s2"


def test_a_file_made_elsewhere_gets_the_structure_of_an_article(tmp_path: Path) -> None:
    text = "“We stay,” said Ana.\n"
    (tmp_path / "x.txt").write_bytes(text.encode())
    (tmp_path / "x.ann").write_text(
        "T1\tContent 0 10\t“We stay,”\nT2\tCue 11 15\tsaid\nT3\tSource 16 19\tAna\n"
        "T4\tAttribution 11 15\tsaid\nE1\tAttribution:T4 Content:T1 Cue:T2 Source:T3\n"
        "T5\tCue 0 1\t“\nT6\tOther 0 1\t“\n",
        encoding="utf-8",
    )
    ((found, remarks),) = transfer.load(tmp_path)
    assert found.attributions[0].form == "direct"
    assert len(found.article.paragraphs) == 1
    assert len(found.quotations) == 1
    assert remarks == ("2 spans of other labels were left out",)


def test_the_same_extraction_gives_the_same_bytes() -> None:
    assert brat.standoff(spoken()) == brat.standoff(bare(spoken()))
    assert bring_back([spoken()], "brat")[0].extraction.reader == "r1"


@pytest.mark.parametrize(
    ("line", "says"),
    [
        ("T9\tSource 0 9999\tx", "line 1: 0 to 9999 is not a place"),
        ("T9\tSource 5 2\tx", "5 to 2 is not a place"),
        ("T9\tSource -1 2\tx", "is not an annotation of a span"),
        ("T9\tSource 0 99999999999999999999\tx", "is not an annotation of a span"),
        ("T9", "is not an annotation of a span"),
        ("T9\tSource 0 2\tWrong", "line 1: says 'Wrong' of a place that reads"),
        ("T9\tSource 0 1\t😀\nT9\tSource 0 1\t😀", "there are two T9"),
        ("E9\tAttribution:T77", "is not an annotation"),
        ("#1\tAnalysis Article\t{", "is not JSON"),
        ("#1\tAnalysis Article\t[]", "is not an object"),
        ("#1\tAnalysis Article\t" + "[" * 100_000, "nested too deeply"),
        ('#1\tAnalysis Article\t{"text_sha256": "0"}', "not the one that was exported"),
        ('#1\tAnalysis Article\t{"sources": [{"id": []}]}', "sources 1, id: is not text"),
        ('#1\tAnalysis Article\t{"paragraphs": 3}', "paragraphs: is not a list"),
    ],
)
def test_a_hostile_line_is_one_clear_line(tmp_path: Path, line: str, says: str) -> None:
    (tmp_path / "x.txt").write_bytes(MIXED.encode())
    (tmp_path / "x.ann").write_bytes(line.encode())
    with pytest.raises(InputError) as caught:
        list(transfer.load(tmp_path / "x.ann"))
    assert says in str(caught.value)
    assert str(caught.value).startswith(str(tmp_path / "x.ann"))
    assert "\n" not in str(caught.value)


def test_annotations_without_their_text_are_refused(tmp_path: Path) -> None:
    (tmp_path / "x.ann").write_text("", encoding="utf-8")
    with pytest.raises(InputError, match=r"x\.txt"):
        list(transfer.load(tmp_path / "x.ann"))


@pytest.mark.parametrize("bad", ["x.txt", "x.ann"])
def test_of_a_text_and_its_annotations_the_one_that_is_no_utf8_is_named(
    tmp_path: Path, bad: str
) -> None:
    for name in ("x.txt", "x.ann"):
        (tmp_path / name).write_bytes(b"\xff" if name == bad else b"")
    with pytest.raises(InputError, match=rf": {bad}: is not UTF-8 at byte 0"):
        list(transfer.load(tmp_path / "x.ann"))


def test_an_event_may_stand_before_its_spans() -> None:
    spans = "T1\tSource 0 3\tShe\nT2\tCue 4 8\tsaid\nT3\tContent 9 11\tno\n"
    event = "E1\tAttribution:T2 Source:T1 Cue:T2 Content:T3\n"
    (found,) = read_brat(event + spans)
    assert found == read_brat(spans + event)[0]
    assert (found.source, found.content) == ((Span(0, 3),), (Span(9, 11),))
