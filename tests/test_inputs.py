"""How verbs take their articles: the same options everywhere, and each file read once."""

from __future__ import annotations

import csv
import io
import json
import mailbox
import zipfile
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from email.message import EmailMessage
from pathlib import Path
from typing import BinaryIO

import pytest
from newsroom import TITLE, WORDS

import analysis
from analysis import ingest, reporting
from analysis.checking import reporting as checks
from analysis.cli import cli, main
from analysis.errors import InputError
from analysis.ingest import kept, opening
from analysis.reporting import index, launching, making, several

GERMAN = (
    "Die Hafenbehörde hat am Dienstag die Fähre gesperrt, nachdem Taucher ein Loch im Rumpf des "
    "größten Bootes gefunden hatten. Das war nicht sicher, sagte die Leiterin der Behörde."
)
INPUTS = Path(__file__).parent / "inputs"


def table(path: Path, count: int, head: str = "id,title,text", words: str = WORDS) -> Path:
    out = io.StringIO()
    csv.writer(out).writerows([head.split(","), *([f"n{n}", TITLE, words] for n in range(count))])
    path.write_text(out.getvalue(), encoding="utf-8")
    return path


class Counted(io.BufferedReader):
    """A file that counts what is read of it."""

    total = 0

    def read(self, size: int | None = -1, /) -> bytes:
        data = super().read(size)
        Counted.total += len(data)
        return data

    def readline(self, size: int | None = -1, /) -> bytes:
        data = super().readline(size)
        Counted.total += len(data)
        return data


@pytest.fixture
def opens(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The files that were opened for articles, in order; what is read of them is counted."""
    found: list[str] = []
    regular = opening._regular

    @contextmanager
    def counted(path: Path) -> Iterator[BinaryIO]:
        found.append(path.name)
        with regular(path), Counted(io.FileIO(path)) as file:
            yield file

    Counted.total = 0
    monkeypatch.setattr(opening, "_regular", counted)
    return found


@pytest.fixture
def jobs(monkeypatch: pytest.MonkeyPatch) -> list[making.Job]:
    """The jobs of reports, which are not run."""
    found: list[making.Job] = []

    def make(job: making.Job, target: Path, bar: str | None = None, *, force: bool = False) -> Path:
        found.append(job)
        return target

    for module in (reporting, several, checks):
        monkeypatch.setattr(module, "make", make)
    return found


READING = sorted(
    name for name, verb in cli.commands.items() if any(p.name == "paths" for p in verb.params)
)


def test_every_verb_that_reads_articles_takes_the_same_options() -> None:
    assert READING == ["check", "compare", "corpus", "explore", "export", "extract", "report"]
    for name in READING:
        options = {one for option in cli.commands[name].params for one in option.opts}
        assert {"--columns", "--any-language"} <= options, name
        corrects = name not in ("corpus", "explore")
        assert ("--no-corrections" in options) is corrects, name


@pytest.mark.parametrize("count", [3, 30])
def test_reports_of_a_file_of_many_articles_open_and_read_it_once(
    count: int, tmp_path: Path, opens: list[str], jobs: list[making.Job]
) -> None:
    path = table(tmp_path / "a.csv", count)
    found = list(reporting.reports([path], tmp_path / "out"))
    assert len(found) == len(jobs) == count and not any(one.error for one in found)
    assert opens == ["a.csv"]
    assert Counted.total == path.stat().st_size
    copied = sum(len(item.data) for job in jobs for item in job.inputs)
    assert copied < 600 * count  # each report has its own article alone
    assert [job.inputs[0].name for job in jobs] == [f"a.csv#{n}" for n in range(1, count + 1)]


def test_a_report_is_begun_before_the_file_is_read_to_its_end(
    tmp_path: Path, opens: list[str], jobs: list[making.Job]
) -> None:
    path = table(tmp_path / "a.csv", 90_000)  # larger than what is read at once
    with closing(reporting.reports([path], tmp_path / "out")) as outcomes:  # type: ignore[type-var]
        assert next(outcomes).folder is not None and len(jobs) == 1
        assert opens == ["a.csv"] and Counted.total < path.stat().st_size


def test_a_comparison_and_a_check_read_a_file_once_too(
    tmp_path: Path, opens: list[str], jobs: list[making.Job]
) -> None:
    path = table(tmp_path / "a.csv", 2)
    (tmp_path / "r.txt").write_text(WORDS, encoding="utf-8")
    several.compare([path], tmp_path / "out")
    assert opens == ["a.csv"]
    with pytest.raises(SystemExit) as ended:
        main(["check", str(path), "--against", str(tmp_path / "r.txt"), "-o", str(tmp_path)])
    assert ended.value.code == 0
    assert opens.count("a.csv") == 2
    assert [job.inputs[0].id for job in jobs[1:]] == ["n0", "n1"]


def mailed(path: Path) -> Path:
    box = mailbox.mbox(str(path))
    for n in range(2):
        mail = EmailMessage()
        mail["From"], mail["Subject"], mail["Date"] = f"Ann {n} <a@b.example>", TITLE, "6 May 2024"
        mail.set_content(WORDS)
        box.add(mail)
    box.close()
    return path


def packed(path: Path) -> Path:
    page = f"<html><body><article><h1>{TITLE}</h1><p>{WORDS}</p></article></body></html>"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("a.html", page)
        archive.writestr("b.txt", f"{TITLE}\n\n{WORDS}")
        archive.writestr("story.nitf.xml", (INPUTS / "story.nitf.xml").read_bytes())
    return path


@pytest.mark.parametrize(
    ("name", "write"), [("a.csv", lambda p: table(p, 2)), ("b.mbox", mailed), ("c.zip", packed)]
)
def test_an_article_of_several_is_the_same_when_it_is_kept_alone(
    name: str, write: Callable[[Path], Path], tmp_path: Path
) -> None:
    held = write(tmp_path / name)
    found = [one for one in ingest.parts(held, keep=True) if isinstance(one, ingest.Part)]
    assert len(found) >= 2
    for one in found:
        copy = tmp_path / "copies" / one.path.name
        copy.parent.mkdir(exist_ok=True)
        copy.write_bytes(one.data)
        assert ingest.load(copy) == one.article
        again = next(iter(ingest.parts(copy, keep=True)))
        assert isinstance(again, ingest.Part) and again.data == one.data
        assert str(one.path).startswith(f"{held}#")
        assert ingest.load(one.path) == one.article


def test_the_only_article_of_a_file_is_kept_as_the_file_is(tmp_path: Path) -> None:
    for path in (table(tmp_path / "a.csv", 1), INPUTS / "page.mht", INPUTS / "spa.html"):
        one = ingest.only(path, keep=True)
        assert one.data == path.read_bytes() and one.path == path
        assert ingest.only(path).data == b""


def test_a_large_file_of_one_article_is_kept_whole(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = table(tmp_path / "a.csv", 1, words=f"{WORDS}\n\n" * 50)
    monkeypatch.setattr("analysis.ingest.content.HEAD", 1000)
    assert ingest.only(path, keep=True).data == path.read_bytes()


@pytest.mark.parametrize(
    "spoil",
    [
        lambda d: d[:-9],
        lambda d: d.replace(b'"repairs"', b'"mends"'),
        lambda d: d.replace(b'"blocks": []', b'"blocks": [["x", "odd"]]'),
        lambda d: d.replace(b'"authors": []', b'"authors": 3'),
    ],
)
def test_a_damaged_copy_is_refused_in_one_line(
    spoil: Callable[[bytes], bytes], tmp_path: Path
) -> None:
    (one, _) = ingest.parts(table(tmp_path / "a.csv", 2), keep=True)
    assert isinstance(one, ingest.Part) and kept.is_kept(one.data)
    damaged = tmp_path / "b.csv#1"
    damaged.write_bytes(spoil(one.data))
    with pytest.raises(InputError, match="is not an article of a report that can be read"):
        ingest.load(damaged)


def test_articles_of_a_file_are_corrected_each_by_its_own_section(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = table(tmp_path / "a.csv", 2)
    second = analysis.read(f"{path}#2")
    second.correct(second.extraction.attributions[0].id, speaker="Bob Roe").save_corrections()
    with pytest.raises(SystemExit):
        main(["extract", str(path)])
    out = capsys.readouterr()
    lines = [json.loads(line) for line in out.out.splitlines()]
    assert ["Bob Roe" in json.dumps(one["sources"]) for one in lines] == [False, True]
    assert not out.err
    found = analysis.read([path])
    assert ["Bob Roe" in set(one.sources["name"]) for one in found] == [False, True]


@pytest.mark.parametrize("verb", ["report", "check", "explore", "compare", "extract", "export"])
def test_columns_of_other_names_are_taken_by_every_verb(
    verb: str,
    tmp_path: Path,
    jobs: list[making.Job],
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(launching, "launch", lambda *_, **__: 0)
    monkeypatch.setattr(index, "write", lambda out, _: out)
    path = table(tmp_path / "a.csv", 2, head="Kennung,Titel,Volltext")
    (tmp_path / "r.txt").write_text(WORDS, encoding="utf-8")
    more = {
        "check": ["--against", "r.txt", "-o", "out"],
        "export": ["--format", "jsonl"],
    }.get(verb, [])
    with pytest.raises(SystemExit) as ended:
        main([verb, str(path), "--columns", "text=Volltext", "--columns", "id=Kennung", *more])
    assert ended.value.code == 0, capsys.readouterr().err
    ids = [item.id for job in jobs for item in job.inputs if item.path.name.startswith("a.csv")]
    assert ids in ([], ["n0", "n1"], ["a.csv#1", "a.csv#2"])


def test_explore_puts_columns_into_the_notebook_and_refuses_another_language(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(launching, "launch", lambda *_, **__: 0)

    def explore(*line: str) -> int:
        with pytest.raises(SystemExit) as ended:
            main(["explore", *line])
        return int(str(ended.value.code))

    table(tmp_path / "a.csv", 2, head="id,Titel,Volltext")
    assert explore("a.csv") == 2
    assert "no column holds a text" in capsys.readouterr().err
    assert explore("a.csv", "--columns", "text=Volltext") == 0
    cells = json.loads((tmp_path / "explore-a.ipynb").read_bytes())["cells"]
    told = "".join(line for cell in cells for line in cell["source"])
    assert "paths: list[str] = ['a.csv']  # the articles\ncolumns: str = 'text=Volltext'" in told
    (tmp_path / "b.txt").write_text(GERMAN, encoding="utf-8")
    assert explore("b.txt") == 2
    assert "another language" in capsys.readouterr().err
    assert explore("b.txt", "--any-language") == 0
