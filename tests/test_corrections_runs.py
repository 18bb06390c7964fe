from __future__ import annotations

import csv
import hashlib
import json
import re
from dataclasses import replace
from pathlib import Path

import pytest
from samples import EVIL
from seed import gold_extraction

import analysis
from analysis import cli, corrections, exchange, frames, readings, reporting
from analysis.attribution.encoding import Vocabulary
from analysis.brat import read_brat
from analysis.corrections import Correction, Key, Quote, overruled
from analysis.errors import CorrectionError
from analysis.exchange import transfer
from analysis.model import Article, Extraction
from analysis.reading import Reading
from analysis.readings import read
from analysis.training.corpus import example

ROOT = Path(__file__).resolve().parents[1]
SEED = ROOT / "seeds" / "000_2efcd0cf48806b2a.txt"
PAGE = ROOT / "docs" / "corrections.md"
SHIPS = (ROOT / "analysis" / "data" / "reader.onnx").exists()


@pytest.fixture
def gold(monkeypatch: pytest.MonkeyPatch) -> None:
    """The gold in place of the reader."""

    def extract(article: Article) -> Extraction:
        found = gold_extraction()
        return found if article.text == found.article.text else Extraction(article, (), (), ())

    monkeypatch.setattr(readings, "extract", extract)


def corrected(folder: Path, name: str = "a.txt") -> Reading:
    """A copy of the seed with corrections beside it."""
    path = folder / name
    path.write_bytes(SEED.read_bytes())
    made = read(path).remove("a1").correct("a2", form="direct", by="me").correct("s3", kind="media")
    made.save_corrections()
    return made


def call(*arguments: object) -> int:
    with pytest.raises(SystemExit) as caught:
        cli.main([str(argument) for argument in arguments])
    assert isinstance(caught.value.code, int)
    return caught.value.code


@pytest.mark.usefixtures("gold")
def test_every_later_run_reads_what_was_corrected(tmp_path: Path) -> None:
    made = corrected(tmp_path)
    again = read(tmp_path / "a.txt")
    assert again.extraction == made.extraction
    assert again.corrections == made.corrections
    assert len(again.attributions) == 29
    assert read(tmp_path / "a.txt", corrections=False).extraction == gold_extraction()
    (tmp_path / "b.txt").write_bytes(SEED.read_bytes())
    assert read(tmp_path / "b.txt").extraction == gold_extraction()


@pytest.mark.usefixtures("gold")
def test_tables_and_json_lines_say_what_was_corrected(tmp_path: Path) -> None:
    made = corrected(tmp_path).extraction
    said = frames.attributions(made).set_index("id")["corrected"]
    assert said["a2"] == "form" and said.drop("a2").isna().all()
    assert frames.sources(made).set_index("id")["corrected"]["s3"] == "kind"
    back = exchange.from_json(json.loads(exchange.dumps(made)), made.article.text)
    assert back.attributions == made.attributions
    assert back.sources == made.sources
    lost = corrections.apply(made, [Correction("remove", Key(Quote(EVIL)))])[0]
    back = exchange.from_json(exchange.to_json(lost), made.article.text)
    assert back.unplaced == lost.unplaced != ()


@pytest.mark.usefixtures("gold")
def test_extract_applies_corrections_unless_told_not_to(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    corrected(tmp_path)
    path = tmp_path / "a.txt"
    assert call("extract", path) == 0
    assert len(json.loads(capsys.readouterr().out)["attributions"]) == 29
    assert call("extract", path, "--no-corrections") == 0
    assert len(json.loads(capsys.readouterr().out)["attributions"]) == 30


@pytest.mark.usefixtures("gold")
def test_extract_says_which_corrections_found_no_place(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes(SEED.read_bytes())
    text = "a.txt:\n- do: remove\n  statement: words that are not there\n"
    (tmp_path / "corrections.yaml").write_text(text)
    assert call("extract", path, "--format", "table") == 0
    said = capsys.readouterr().err
    assert "a.txt: not corrected: remove the statement “words that are not there”" in said


@pytest.mark.usefixtures("gold")
def test_corrections_that_can_t_be_read_stop_the_article_in_one_line(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes(SEED.read_bytes())
    (tmp_path / "corrections.yaml").write_text("a.txt: x\n")
    assert call("extract", path) == 2
    said = capsys.readouterr().err.splitlines()
    assert len(said) == 1 and "corrections.yaml, line 1: 'a.txt' must be a list" in said[0]
    (outcome,) = reporting.reports([path], tmp_path / "out")
    assert isinstance(outcome.error, CorrectionError)
    assert call("extract", path, "--no-corrections") == 0


@pytest.mark.slow
@pytest.mark.skipif(not SHIPS, reason="the trained reader is not in analysis/data")
def test_a_report_applies_corrections_shows_them_and_hashes_them(tmp_path: Path) -> None:
    path = tmp_path / "{a}.txt"
    path.write_bytes(SEED.read_bytes())
    reading = analysis.read(path)
    wrong = reading.attributions.iloc[4]
    made = reading.correct(wrong["id"], speaker="Zoe Lind", note="she rang")
    made.save_corrections()
    file = tmp_path / "corrections.yaml"
    file.write_text(file.read_text() + "\nother.txt: []\n")
    (folder,) = analysis.report(path, tmp_path / "out")
    page = (folder / "report.html").read_text()
    assert "Zoe Lind" in page and "corrected by hand" in page
    applied = (folder / "corrections.applied.yaml").read_bytes()
    manifest = json.loads((folder / "manifest.json").read_bytes())
    digest = hashlib.sha256(applied).hexdigest()
    assert manifest["article"]["corrections"] == {"entries": 1, "sha256": digest}
    assert manifest["files"]["corrections.applied.yaml"] == digest
    assert corrections.parse(applied) == {path.name: made.corrections}
    with (folder / "attributions.csv").open(encoding="utf-8", newline="") as file_:
        rows = list(csv.DictReader(file_))
    assert [row["corrected"] for row in rows if row["name"] == "Zoe Lind"] == ["speaker"]

    (folder,) = analysis.report(path, tmp_path / "out", corrections=False)
    page = (folder / "report.html").read_text()
    assert "Zoe Lind" not in page and "corrected by hand" not in page
    assert not (folder / "corrections.applied.yaml").exists()
    assert "corrections" not in json.loads((folder / "manifest.json").read_bytes())["article"]


@pytest.mark.usefixtures("gold")
def test_evaluate_says_how_often_people_overruled_the_reader(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    corrected(tmp_path)
    corrected(tmp_path, "b.txt")
    for given in (tmp_path, tmp_path / "corrections.yaml", tmp_path / "a.txt"):
        assert call("evaluate", "--corrections", given) == 0
        lines = capsys.readouterr().out.splitlines()
        of = 1 if given.suffix == ".txt" else 2
        assert lines[0].split() == ["articles", str(of)]
        assert f"all {30 * of} {2 * of} 6.7 %" in [" ".join(line.split()) for line in lines]
    (tmp_path / "b.txt").unlink()
    assert call("evaluate", "--corrections", tmp_path) == 2
    assert "the article 'b.txt' is not beside it" in capsys.readouterr().err
    assert call("evaluate") == 2


def test_overruled_counts_by_operation_and_by_confidence() -> None:
    x = gold_extraction()
    made = Reading(x).remove("a1").correct("a2", form="direct").add((0, 9))
    lost = Correction("remove", Key(Quote("never said")))
    found = overruled([(x, [*made.corrections, lost])])
    assert (found.articles, found.unplaced, found.added) == (1, 1, 1)
    assert found.operations == {"remove": 1, "change": 1, "add": 1}
    assert found.fields == {"form": 1}
    assert (found.statements, found.overruled) == ([0, 0, 0, 0, 30], [0, 0, 0, 0, 2])


def test_a_corrected_reading_in_brat_is_gold_that_scoring_and_training_read(tmp_path: Path) -> None:
    made = Reading(gold_extraction()).remove("a1").extraction
    text, file = transfer.export([made], "brat", tmp_path / "gold")
    back = read_brat(file.read_text(encoding="utf-8"))
    assert [(s.source, s.cue, s.content) for s in back] == [
        (a.source, a.cue, a.content) for a in made.attributions
    ]
    pieces = (ROOT / "analysis" / "data" / "pieces.txt").read_text(encoding="utf-8").split("\n")
    item = example(text, Vocabulary(pieces))
    assert item.text == made.article.text
    assert set(item.tags.tolist()) == {0, 1, 2, 3, 4, 5, 6}
    first = min(s.start for a in made.attributions for s in a.content)
    tagged = [int(s) for s, tag in zip(item.found.starts, item.tags, strict=True) if tag in (5, 6)]
    assert tagged[0] == first


def test_a_pattern_takes_corrections_for_no_article(tmp_path: Path) -> None:
    from analysis.ingest import expand

    (tmp_path / "a.txt").write_text("x")
    (tmp_path / "corrections.yaml").write_text("{}")
    assert expand([tmp_path / "*"]) == [tmp_path / "a.txt"]
    assert expand([tmp_path]) == [tmp_path / "a.txt"]


OPERATIONS_IN_ORDER = ["change", "remove", "add", "set", "join", "split", "judge"]


def example_of(language: str) -> str:
    """The page's example in a language."""
    found = re.search(
        rf"^```{language}\n(.*?)^```$", PAGE.read_text("utf-8"), re.DOTALL | re.MULTILINE
    )
    assert found
    return found[1]


@pytest.mark.skipif(not SHIPS, reason="the reader is not built")
def test_the_page_s_file_is_applied_as_it_says(tmp_path: Path) -> None:
    (tmp_path / SEED.name).write_bytes(SEED.read_bytes())
    (tmp_path / "corrections.yaml").write_text(example_of("yaml"), encoding="utf-8")
    found = read(tmp_path / SEED.name)
    assert [c.do for c in found.corrections] == OPERATIONS_IN_ORDER
    assert not found.extraction.unplaced
    said = set(found.attributions["content_text"])
    assert "the presence of thousands of Turkish troops in Syria" in said
    assert "the violence in Sweida" not in said
    assert "the source who warned of proxy war" in set(found.sources["name"])


@pytest.mark.skipif(not SHIPS, reason="the reader is not built")
def test_the_page_s_code_runs_as_it_stands(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)
    names: dict[str, Reading] = {}
    exec(example_of("python"), names)  # noqa: S102 - our own page
    assert len(names["better"].attributions) == len(names["reading"].attributions) - 1


def test_of_what_is_said_twice_only_the_one_that_found_no_place_is_not_counted() -> None:
    x = gold_extraction()
    (once,) = Reading(x).remove("a1").corrections
    found = overruled([(x, [once, once])])
    assert (found.operations, found.unplaced) == ({"remove": 1}, 1)


@pytest.mark.usefixtures("gold")
def test_corrections_of_a_renamed_article_are_told_and_applied_to_no_other(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    corrected(tmp_path)
    (tmp_path / "a.txt").rename(tmp_path / "new.txt")
    (tmp_path / "other.txt").write_text("Nobody said a word.")
    found = read(tmp_path / "new.txt")
    assert replace(found.extraction, unplaced=()) == gold_extraction()
    assert len(found.extraction.unplaced) == 3
    assert "kept under “a.txt”" in found.extraction.unplaced[0]
    assert "call the section “new.txt”" in found.extraction.unplaced[0]
    assert read(tmp_path / "other.txt").extraction.unplaced == ()
    assert read(tmp_path / "new.txt", corrections=False).extraction == gold_extraction()
    assert call("report", tmp_path / "new.txt", "-o", tmp_path / "out", "-p", "no=1") == 2
    told = capsys.readouterr().err
    assert "corrections.yaml: the section 'a.txt' corrects nothing: no such article" in told
    (tmp_path / "new.txt").rename(tmp_path / "a.txt")
    assert len(read(tmp_path / "a.txt").corrections) == 3
    assert read(tmp_path / "a.txt").extraction.unplaced == ()


@pytest.mark.usefixtures("gold")
def test_in_a_folder_that_can_not_be_listed_nothing_is_astray(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    corrected(tmp_path)
    (tmp_path / "a.txt").rename(tmp_path / "new.txt")

    def locked(_: Path) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "iterdir", locked)
    assert read(tmp_path / "new.txt").extraction == gold_extraction()
    assert corrections.stray_lines([tmp_path / "new.txt", Path("-")]) == []


@pytest.mark.usefixtures("gold")
def test_what_a_file_of_corrections_says_never_moves_the_cursor(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "a.txt").write_bytes(SEED.read_bytes())
    entry = '[{do: remove, statement: "no \\e[2J such \\u202e words"}]'
    (tmp_path / "corrections.yaml").write_text(f'a.txt: {entry}\n"b\\e[2J.txt": {entry}\n')
    assert call("extract", tmp_path / "a.txt", "--format", "table") == 0
    told = capsys.readouterr().err
    assert "not corrected: remove the statement" in told
    assert "corrects nothing: no such article" in told
    assert all(c.isprintable() or c == "\n" for c in told)
