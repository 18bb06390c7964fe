"""Files to articles: encodings, paths and all that can be wrong with them."""

from __future__ import annotations

import hashlib
import os
import shutil
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from library import BODY, OTHER, TEXT
from seed import SEED

from analysis import ingest
from analysis.errors import InputError
from analysis.ingest.content import LARGEST
from analysis.model import Article

# Encodings


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("start", ["", "\ufeff"])
def test_valid_utf8_is_taken_exactly_as_it_is(start: str, end: str) -> None:
    text = start + TEXT.replace("\n", end)
    article = ingest.from_bytes(text.encode(), "a", ".txt")
    assert article.text == text
    assert article.repairs == ()
    assert article.encoding == "utf-8"
    assert [p.span.of(text) for p in article.paragraphs] == [BODY, OTHER]


@pytest.mark.parametrize(
    ("encoding", "mark"),
    [
        ("cp1252", b""),
        ("mac-roman", b""),
        ("utf-16-le", b""),
        ("utf-16-be", b""),
        ("utf-16-le", b"\xff\xfe"),
        ("utf-16-be", b"\xfe\xff"),
        ("utf-32-le", b"\xff\xfe\0\0"),
        ("utf-32-be", b"\0\0\xfe\xff"),
    ],
)
def test_other_encodings_are_detected_and_reported(encoding: str, mark: bytes) -> None:
    article = ingest.from_bytes(mark + TEXT.encode(encoding), "a", ".txt")
    assert article.text == TEXT
    assert article.encoding == encoding
    assert article.repairs


def test_a_russian_text_is_guessed() -> None:
    text = "Совет города решил закрыть две библиотеки, сообщили чиновники в понедельник. " * 5
    article = ingest.from_bytes(text.encode("cp1251"), "a", ".txt")
    assert "библиотеки" in article.text
    assert "charset-normalizer" in article.repairs[0]


def test_mojibake_in_a_text_that_is_not_utf8_is_mended_and_curly_marks_stay() -> None:
    broken = ("CafÃ© owners said.\n\nIt was a “dark” day.\n").encode("cp1252")
    article = ingest.from_bytes(broken, "a", ".txt")
    assert article.text == "Café owners said.\n\nIt was a “dark” day.\n"
    assert any("mended" in note for note in article.repairs)


@pytest.mark.parametrize("read", [ingest.from_text, lambda t: ingest.from_bytes(t.encode(), "a")])
def test_mojibake_in_valid_utf8_is_never_altered_only_noted(
    read: Callable[[str], Article],
) -> None:
    text = "It was a â€œdarkâ€\x9d day, said ZoÃ« MÃ¼ller.\n"
    article = read(text)
    assert article.text == text
    assert len(article.repairs) == 1 and article.repairs[0].startswith("note:")


@pytest.mark.parametrize("encoding", ["cp437", "cp850", "mac-roman", "latin-1"])
def test_names_with_accents_are_told_by_the_letters_of_old_encodings(encoding: str) -> None:
    text = "The café’s owner, Tomás Núñez, said José was out.".replace("’", "'")
    assert ingest.from_bytes(text.encode(encoding), "a", ".txt").text == text


def test_a_few_foreign_bytes_in_utf8_cost_only_themselves() -> None:
    data = TEXT.encode() + b"It was \x93over\x94.\n"
    article = ingest.from_bytes(data, "a", ".txt")
    assert article.text == TEXT + "It was “over”.\n"
    assert "2 bytes" in article.repairs[0]


def test_html_in_a_declared_charset_is_read_in_it() -> None:
    page = f"<html><head><meta charset='windows-1250'></head><body><p>{'Łódź said no. ' * 30}</p>"
    article = ingest.from_bytes(page.encode("cp1250"), "a", ".html")
    assert article.encoding == "windows-1250"
    assert article.text.startswith("Łódź said no.")


# Paths


def make(folder: Path, *names: str) -> list[Path]:
    for name in names:
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(TEXT, encoding="utf-8")
    return [folder / name for name in names]


def test_the_id_is_the_stem_and_the_hash_that_of_the_bytes(tmp_path: Path) -> None:
    path = make(tmp_path, "an article {x} 100%.txt")[0]
    article = ingest.load(path)
    assert article.id == "an article {x} 100%"
    assert article.sha256 == hashlib.sha256(path.read_bytes()).hexdigest()


def test_a_folder_gives_its_articles_sorted_without_hidden_ones(tmp_path: Path) -> None:
    made = make(tmp_path, "b.txt", "a/z.HTML", "a/c.md", ".git/x.txt", ".x.txt", "n.ann", "d.csv")
    assert ingest.expand([tmp_path]) == [made[2], made[1], made[0]]


def test_a_pattern_gives_what_it_matches_and_a_path_that_exists_wins(tmp_path: Path) -> None:
    made = make(tmp_path, "a1.txt", "a2.txt", "a[1].txt", "b*.txt", "bc.txt", "in/deep/a3.txt")
    assert ingest.expand([f"{tmp_path}/a?.txt"]) == made[:2]
    assert ingest.expand([f"{tmp_path}/a[1].txt"]) == [made[2]]
    assert ingest.expand([f"{tmp_path}/b*.txt"]) == [made[3]]
    assert ingest.expand([f"{tmp_path}/**/a3.txt"]) == [made[5]]


def test_the_article_that_a_report_keeps_is_no_other_article(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    kept = ("manifest.json", "report.html", "report.ipynb", "article/one.txt", "gold/three.txt")
    for name in ("one.txt", "more/two.txt", *(f"reports/one/{file}" for file in kept)):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text("words")
    monkeypatch.chdir(tmp_path)
    for pattern in ("**/*.txt", "**", "*"):
        found = [str(file) for file in ingest.expand([pattern]) if isinstance(file, Path)]
        assert sorted(found) == ["more/two.txt", "one.txt"], pattern
    inside = "reports/one/article/"
    for asked in (f"{inside}*.txt", inside, f"{inside}one.txt"):
        assert [str(file) for file in ingest.expand([asked])] == [f"{inside}one.txt"], asked


def test_reports_made_earlier_are_no_articles(tmp_path: Path) -> None:
    (article,) = make(tmp_path, "a.txt")
    report = ("manifest.json", "report.html", "report.ipynb", "more/notes.md")
    make(tmp_path, *(f"reports/a/{name}" for name in report))
    assert ingest.expand([tmp_path]) == [article]
    assert ingest.expand([f"{tmp_path}/**/*.*"]) == [article, tmp_path / "reports/a/more/notes.md"]
    for nothing in (tmp_path / "reports", f"{tmp_path}/**/*.html"):
        (error,) = ingest.expand([nothing])
        assert isinstance(error, InputError)
    page = tmp_path / "reports/a/report.html"
    assert ingest.expand([page]) == [page]  # asked for by name


def test_what_the_software_wrote_is_no_article(
    tmp_path: Path, seed_report: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from analysis.exchange import transfer
    from analysis.pipeline import extract
    from analysis.reporting import index

    place = tmp_path / "here"
    (article, foreign, by_hand) = make(place, "a.txt", "saved.html", "gold/b.txt")
    (place / "gold" / "b.ann").write_text("T1\tContent 0 5\twords\n")
    foreign.write_text('<meta name="generator" content="WordPress 6">')
    read = ingest.load(article)
    transfer.export([extract(read)], "brat", place / "brat")
    shutil.copytree(seed_report, place / "reports" / "a")
    shutil.copy(seed_report / "report.html", place / "sent.html")
    index.write(place / "reports", [(place / "reports" / "a", ingest.load(SEED).text)])
    assert ingest.expand([place]) == [article, by_hand, foreign]
    monkeypatch.chdir(place)
    for pattern in ("**/*.*", "*"):
        assert not {"sent.html", "brat/a.txt"} & set(map(str, ingest.expand([pattern]))), pattern
    for asked in ("sent.html", "brat/a.txt"):  # asked for by name
        assert ingest.expand([asked]) == [Path(asked)]


def test_each_file_comes_once_and_standard_input_stays(tmp_path: Path) -> None:
    made = make(tmp_path, "a.txt", "b.txt")
    assert ingest.expand([made[1], tmp_path, made[1]]) == [made[1], made[0]]
    assert ingest.expand(["-"]) == [Path("-")]


def test_a_bad_path_stands_as_an_error_among_the_good_ones(tmp_path: Path) -> None:
    made = make(tmp_path, "a.txt", "b.txt")
    (tmp_path / "empty").mkdir()
    none, empty = tmp_path / "none.txt", tmp_path / "empty"
    bad: list[str | Path] = [none, f"{tmp_path}/*.none", empty, "a\0b", ""]
    found = ingest.expand([made[0], *bad, made[1]])
    assert [item for item in found if isinstance(item, Path)] == made
    errors = [str(item) for item in found if isinstance(item, InputError)]
    assert len(errors) == len(bad)
    assert not any("\n" in error for error in errors)


def test_a_loop_of_links_ends(tmp_path: Path) -> None:
    made = make(tmp_path, "in/a.txt")
    (tmp_path / "in" / "again").symlink_to(tmp_path, target_is_directory=True)
    (tmp_path / "in" / "more").symlink_to(tmp_path, target_is_directory=True)
    (tmp_path / "self.txt").symlink_to(tmp_path / "self.txt")
    assert ingest.expand([f"{tmp_path}/**/*.txt"])[0] == made[0]
    assert ingest.expand([tmp_path])[0] == made[0]
    with pytest.raises(InputError):
        ingest.load(tmp_path / "self.txt")


def test_ids_of_one_stem_are_told_apart_by_a_number() -> None:
    assert ingest.distinct(["a", "b", "a", "A", "a-2"]) == ["a", "b", "a-3", "A-4", "a-2"]


# Bad input


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"", "empty"),
        (b" \r\n\t\xef\xbb\xbf \n", "empty"),
        (b"text \0 text", "binary"),
        (bytes(range(256)) * 20, "binary"),
        (b"%PDF-1.7 ...", "PDF"),
        (b"PK\x03\x04....", "zip"),
        (b"\x89PNG\r\n\x1a\n", "picture"),
    ],
)
def test_what_is_no_text_is_one_clear_line(tmp_path: Path, data: bytes, words: str) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes(data)
    with pytest.raises(InputError, match=words) as caught:
        ingest.load(path)
    assert str(path) in str(caught.value)
    assert "\n" not in str(caught.value)


def test_missing_files_folders_and_pipes_are_refused_at_once(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.txt")
    with pytest.raises(InputError, match="no such file"):
        ingest.load(tmp_path / "none.txt")
    with pytest.raises(InputError, match="folder"):
        ingest.load(tmp_path)
    with pytest.raises(InputError, match="not a regular file"):
        ingest.load(tmp_path / "pipe.txt")
    with pytest.raises(InputError, match="not a regular file"):
        ingest.load("/dev/zero")
    with pytest.raises(InputError):
        ingest.load("x" * 5000)
    with pytest.raises(InputError):
        ingest.load("a\0b")


def test_a_file_that_may_not_be_read_is_one_clear_line(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = make(tmp_path, "a.txt")[0]

    def refuse(*_: object, **__: object) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "open", refuse)
    with pytest.raises(InputError, match="permission denied"):
        ingest.load(path)


def test_a_file_that_is_too_large_is_refused_unread(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    with path.open("wb") as file:
        file.truncate(LARGEST + 1)
    with pytest.raises(InputError, match="larger than 50 MB"):
        ingest.load(path)


@pytest.mark.parametrize(
    "unit", ["word ", "x", "“", "A: b ", ". ", "(A/", "A Jane ", "by ", "![", "# ", "Photo: "]
)
@pytest.mark.parametrize("suffix", [".txt", ".md"])
def test_one_line_of_five_megabytes_is_read_in_linear_time(unit: str, suffix: str) -> None:
    data = (unit * (5_000_000 // len(unit.encode()))).encode()
    began = time.process_time()
    article = ingest.from_bytes(data, "a", suffix)
    assert time.process_time() - began < 10
    assert len(article.paragraphs) <= 1 or suffix == ".md"


# Properties


@given(st.binary(max_size=400), st.sampled_from([".txt", ".md", ".html", ""]))
@settings(deadline=None, max_examples=150)
def test_any_bytes_give_an_article_or_an_input_error(data: bytes, suffix: str) -> None:
    try:
        article = ingest.from_bytes(data, "a", suffix)
    except InputError:
        return
    sound(article)


@given(st.text(max_size=400))
@settings(deadline=None)
def test_any_text_gives_an_article_whose_spans_hold(text: str) -> None:
    try:
        article = ingest.from_text(text)
    except InputError:
        assert "\0" in text or not any(c.isalnum() for c in text)
        return
    assert article.text == text
    sound(article)


def sound(article: Article) -> None:
    end = 0
    for paragraph in article.paragraphs:
        assert end <= paragraph.span.start < paragraph.span.end <= len(article.text)
        surface = paragraph.span.of(article.text)
        assert surface == surface.strip()
        assert paragraph.because
        if paragraph.credit is not None:
            assert paragraph.span.covers(paragraph.credit)
            assert len(paragraph.credit) > 0
        end = paragraph.span.end


def test_importing_is_cheap_and_brings_no_parser() -> None:
    heavy = "('trafilatura', 'lxml', 'ftfy', 'charset_normalizer', 'pandas', 'nltk')"
    code = f"import sys, analysis.ingest; print([m for m in {heavy} if m in sys.modules])"
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert run.stdout.strip() == "[]"


def test_ids_of_many_files_of_one_name_are_found_in_a_moment(tmp_path: Path) -> None:
    files = [tmp_path / f"{n % 200}" / f"{n}" / "index.html" for n in range(20_000)]
    files += [tmp_path / f"{n}.txt" for n in range(20_000)]
    began = time.monotonic()
    names = ingest.unique(files)
    assert time.monotonic() - began < 5
    assert len(set(names.values())) == len(files)
    assert names[files[7]] == "7-index" and names[files[-1]] == "19999"
