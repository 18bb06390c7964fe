"""Tables, records and archives as other programs write them, and what is refused by content."""

from __future__ import annotations

import csv
import gzip
import io
import json
import tarfile
import zipfile
from pathlib import Path

import pytest

import analysis
from analysis import ingest
from analysis.cli import main
from analysis.errors import InputError, ParameterError
from analysis.ingest import documents
from analysis.model import Article
from analysis.reporting import launching, runner

TITLE = "Ferry terminal shut"
WORDS = (
    "The board shut the pier on Tuesday. “It was not safe,” said the harbourmaster, Ellen Frost."
)
PAGE = f"<p>{WORDS}</p><p>The board said repairs would take six weeks.</p>"


def outcomes(path: Path, **columns: str) -> list[Article | InputError]:
    return [found for _, found in ingest.read_all([path], columns)]


def one(path: Path) -> Article:
    (found,) = outcomes(path)
    assert isinstance(found, Article), str(found)
    return found


def refused(path: Path) -> str:
    (found,) = outcomes(path)
    assert isinstance(found, InputError)
    assert "\n" not in str(found)
    return str(found)


def table(path: Path, *rows: list[str]) -> Path:
    out = io.StringIO()
    csv.writer(out).writerows(rows)
    path.write_text(out.getvalue(), encoding="utf-8")
    return path


def test_a_cell_of_html_is_read_as_a_page_and_entities_as_letters(tmp_path: Path) -> None:
    article = one(table(tmp_path / "a.csv", ["Title", "Full Text"], [TITLE, PAGE]))
    assert "<p>" not in article.text and article.text.startswith(f"{TITLE}\n\nThe board shut")
    quoted = WORDS.replace("“", "&ldquo;").replace("”", "&rdquo;")
    article = one(table(tmp_path / "b.csv", ["title", "text"], [TITLE, quoted]))
    assert WORDS in article.text and "HTML" in article.repairs[0]


def test_the_names_of_columns_may_stand_below_other_rows(tmp_path: Path) -> None:
    path = table(tmp_path / "a.csv", ["Export of 4 March"], [], ["id", "text"], ["x", WORDS])
    assert one(path).text == WORDS
    from openpyxl import Workbook

    book = Workbook()
    for row in (["Export of 4 March"], [], ["Headline", "Body", "Date"], [TITLE, WORDS, "x"]):
        book.active.append(row)
    book.save(tmp_path / "a.xlsx")
    assert one(tmp_path / "a.xlsx").title == TITLE


def test_a_row_of_nothing_is_no_article_and_a_row_without_text_is_an_error(tmp_path: Path) -> None:
    path = table(tmp_path / "a.csv", ["id", "text"], ["x", WORDS], ["", ""], ["y", ""])
    first, second = outcomes(path)
    assert isinstance(first, Article)
    assert "row 4: no article text" in str(second)


def test_a_date_that_may_be_two_days_is_left_out_and_said_to_be(tmp_path: Path) -> None:
    path = table(tmp_path / "a.csv", ["date", "text"], ["04/03/2025", WORDS], ["25/03/2025", WORDS])
    first, second = outcomes(path)
    assert isinstance(first, Article) and isinstance(second, Article)
    assert (first.date, second.date) == ("", "2025-03-25")
    assert "04/03/2025" in first.repairs[0]


@pytest.mark.parametrize(
    "data",
    [
        {"response": {"docs": [{"headline": {"main": TITLE}, "body": WORDS,
                                "byline": {"original": "By Ann Lee"}, "pub_date": "2025-03-04"}]}},
        {"response": {"results": [{"webTitle": TITLE, "webPublicationDate": "2025-03-04T10:00:00Z",
                                   "fields": {"body": PAGE, "byline": "Ann Lee"}}]}},
        {"status": "ok", "articles": [{"source": {"id": None, "name": "The Post"}, "title": TITLE,
                                       "author": "Ann Lee", "publishedAt": "2025-03-04",
                                       "content": WORDS}]},
        [{"uri": "x:1", "headlines": [{"value": TITLE}], "by": "Ann Lee", "language": "en",
          "versionCreated": "2025-03-04T10:00:00Z",
          "bodies": [{"contentType": "text/html", "value": PAGE}]}],
        {"uri": "x:1", "headlines": [{"value": TITLE}], "by": "Ann Lee",
         "versionCreated": "2025-03-04T10:00:00Z", "bodies": [{"value": PAGE}],
         "associations": [{"headline": "A picture", "body_text": WORDS}]},
        [{"headline": TITLE, "byline": "Ann Lee", "versioncreated": "2025-03-04T10:00:00Z",
          "body_text": WORDS}],
    ],
)  # fmt: skip
def test_records_inside_records_are_found(tmp_path: Path, data: object) -> None:
    (tmp_path / "a.json").write_text(json.dumps(data), encoding="utf-8")
    article = one(tmp_path / "a.json")
    assert (article.title, article.authors, article.date) == (TITLE, ("Ann Lee",), "2025-03-04")
    assert "{" not in article.outlet and "Ellen Frost" in article.text


def test_files_of_an_archive_have_ids_of_their_own(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "z.zip", "w") as archive:
        for name in ("a/one.txt", "b/one.txt", "../../two.txt"):
            archive.writestr(name, WORDS)
    ids = [found.id for found in outcomes(tmp_path / "z.zip") if isinstance(found, Article)]
    assert ids == ["two", "a-one", "b-one"]
    (tmp_path / "story.txt.gz").write_bytes(gzip.compress(WORDS.encode()))
    assert one(tmp_path / "story.txt.gz").id == "story"


def test_files_of_one_folder_and_stem_are_told_apart_by_their_suffix(tmp_path: Path) -> None:
    for name in ("story.txt", "story.html", "in/story.txt"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(f"<html><body><p>{WORDS}</p></body></html>", encoding="utf-8")
    ids = [found.id for found in outcomes(tmp_path) if isinstance(found, Article)]
    top = tmp_path.name
    assert ids == ["in-story", f"{top}-story-html", f"{top}-story-txt"]


def test_an_archive_cut_off_in_the_middle_is_one_line(tmp_path: Path) -> None:
    rows = "".join(f'{n},"{WORDS} {n * 7919}"\n' for n in range(300))
    path = tmp_path / "a.csv.gz"
    path.write_bytes(gzip.compress(f"id,text\n{rows}".encode())[:2000])
    assert "is not a gzip file that can be read" in refused(path)


@pytest.mark.parametrize(
    ("name", "data", "said"),
    [
        ("a.txt", b'{"name": "x", "scripts": {}}', "JSON of no known kind (keys: name, scripts)"),
        ("a", b"<project><version>4</version></project>", "XML of no known kind (<project>)"),
        ("a.txt", b"<svg xmlns='x'><text>Hi</text></svg>", "XML of no known kind (<svg>)"),
        ("a.doc", b"\xd0\xcf\x11\xe0" + bytes(512) + "WordDocument".encode("utf-16-le"), ".docx"),
        ("a.txt", b"\x89PNG\r\n\x1a\n" + bytes(99), "a picture, not text; run text recognition"),
        ("a.txt", b"7z\xbc\xaf\x27\x1c" + bytes(99), "a 7-Zip archive, not text; unpack it"),
        ("a.txt", b"ID3\x04" + bytes(99), "a sound or a film, not text; give a transcript"),
        ("a.csv", b"\xd0\xcf\x11\xe0" + bytes(512) + "Workbook".encode("utf-16-le"), ".xlsx"),
    ],
)
def test_what_is_no_article_is_refused_by_its_content(
    tmp_path: Path, name: str, data: bytes, said: str
) -> None:
    (tmp_path / name).write_bytes(data)
    assert said in refused(tmp_path / name)


def test_a_presentation_is_said_to_be_one(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "a.pptx", "w") as archive:
        archive.writestr("ppt/presentation.xml", "<x/>")
    assert "this is a presentation" in refused(tmp_path / "a.pptx")


def test_a_page_called_a_text_is_read_as_a_page(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(
        f"<!DOCTYPE html><html><body><article><h1>{TITLE}</h1>{PAGE}</article></body></html>",
        encoding="utf-8",
    )
    assert one(tmp_path / "a.txt").title == TITLE


def german(folder: Path) -> Path:
    head = ["Kennung", "Titel", "Volltext"]
    return table(folder / "g.csv", head, ["x", TITLE, WORDS], ["y", TITLE, WORDS])


def test_columns_of_another_name_are_given_to_python_as_to_the_command_line(tmp_path: Path) -> None:
    path = german(tmp_path)
    given = "text=Volltext,title=Titel,id=Kennung"
    reading = analysis.read(f"{path}#2", columns=given)
    assert (reading.article.id, reading.article.title) == ("y", TITLE)
    compared = analysis.compare(f"{path}#1", f"{path}#2", columns=ingest.columns_named(given))
    assert len(compared.found.names) == 2
    with pytest.raises(ParameterError, match="txt=Volltext: is not a column"):
        analysis.read(path, columns="txt=Volltext")


def test_a_comparison_says_what_is_known_of_each_article(tmp_path: Path) -> None:
    head = ["title", "text", "date", "outlet", "author"]
    path = table(tmp_path / "a.csv", head, *([TITLE, WORDS, "2025-03-04", "Post", "Ann Lee"],) * 2)
    page = analysis.compare(f"{path}#1", f"{path}#2")._repr_html_()
    assert all(words in page for words in ("Post", "2025-03-04", "Ann Lee"))


def test_an_archive_stops_at_another_language_unless_asked(tmp_path: Path) -> None:
    from analysis.corpus import inputs

    (tmp_path / "a.txt").write_text(
        "Die Hafenbehörde hat am Dienstag die Fähre gesperrt, nachdem Taucher ein Loch im Rumpf "
        "des größten Bootes gefunden hatten. Das war nicht sicher, sagte die Leiterin.",
        encoding="utf-8",
    )
    assert [item.article for item in inputs.stream([tmp_path], any_language=False)] == [None]
    assert [item.article is None for item in inputs.stream([tmp_path])] == [False]


@pytest.mark.slow
def test_reports_and_comparisons_take_columns(tmp_path: Path) -> None:
    path, out = german(tmp_path), tmp_path / "out"
    columns = ["--columns", "text=Volltext", "--columns", "id=Kennung"]
    for verb in ("report", "compare"):
        with pytest.raises(SystemExit) as ended:
            main([verb, str(path), "-o", str(out), *columns])
        assert ended.value.code == 0
    assert {p.parent.name for p in out.glob("*/report.html")} == {
        "x",
        "y",
        "compare-g.csv-1-g.csv-2",
    }


@pytest.mark.parametrize(
    ("byline", "names"),
    [
        ("By Ann Lee, Bob Roe and Sue Orr", ("Ann Lee", "Bob Roe", "Sue Orr")),
        ("Doe, Jane; Roe, John", ("Jane Doe", "John Roe")),
        ("Jane Doe, Political Editor", ("Jane Doe",)),
        ("Order Reprints", ()),
        ("Username", ()),
        ("(anonymous)", ()),
    ],
)
def test_a_byline_names_each_author(byline: str, names: tuple[str, ...]) -> None:
    assert documents.authors(byline) == names


def test_the_byline_of_a_text_names_its_authors() -> None:
    article = ingest.from_text(f"{TITLE}\n\nBy Ann Lee and Bob Roe\n\n{WORDS}")
    assert article.authors == ("Ann Lee", "Bob Roe")


def test_an_id_is_no_name_of_a_device(tmp_path: Path) -> None:
    path = table(tmp_path / "a.csv", ["id", "text"], ["CON", WORDS], ["con.x", WORDS])
    assert [found.id for found in outcomes(path) if isinstance(found, Article)] == ["a-1", "a-2"]


def test_the_folder_of_a_saved_page_is_in_no_pattern_and_a_folder_of_its_name_is_read(
    tmp_path: Path,
) -> None:
    for name in ("news.html", "news_files/ad.html", "news/b.html"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(PAGE, encoding="utf-8")
    for given in (tmp_path, tmp_path / "**" / "*.html"):
        names = [Path(str(found)).name for found in ingest.expand([given])]
        assert sorted(names) == ["b.html", "news.html"]


def test_what_is_left_in_a_folder_is_said(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "a.txt").write_text(WORDS, encoding="utf-8")
    german(tmp_path)
    with pytest.raises(SystemExit) as ended:
        main(["extract", str(tmp_path)])
    assert ended.value.code == 0
    said = capsys.readouterr().err
    assert said.endswith("not read, since only where they are named: g.csv\n")


def test_a_parquet_file_damaged_in_the_middle_is_one_line(tmp_path: Path) -> None:
    import pyarrow as pa
    import pyarrow.parquet as pq

    path = tmp_path / "a.parquet"
    pq.write_table(pa.table({"text": [f"{WORDS} {n}" for n in range(50)]}), path)
    data = bytearray(path.read_bytes())
    data[20:60] = bytes(40)
    path.write_bytes(bytes(data))
    (found,) = outcomes(path)
    assert "please report" not in str(found) and "a.parquet" in str(found)


def test_a_page_of_a_web_archive_has_the_charset_that_the_server_told(tmp_path: Path) -> None:
    page = "<html><body><p>Zoë Müller said so.</p><p>The mayor said “no” twice.</p></body></html>"
    head = b"HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=UTF-16LE\r\n\r\n"
    body = head + page.encode("utf-16-le")
    lines = (
        "WARC/1.0",
        "WARC-Type: response",
        "WARC-Target-URI: https://e.org/",
        "WARC-Date: 2025-03-04T10:00:00Z",
        "WARC-Record-ID: <urn:uuid:1>",
        "Content-Type: application/http; msgtype=response",
        f"Content-Length: {len(body)}",
    )
    start = "".join(f"{line}\r\n" for line in lines).encode()
    (tmp_path / "a.warc").write_bytes(start + b"\r\n" + body + b"\r\n\r\n")
    assert "Zoë Müller" in one(tmp_path / "a.warc").text


def test_a_list_of_files_gives_all_articles_of_each(tmp_path: Path) -> None:
    path = table(tmp_path / "a.csv", ["id", "text"], ["x", WORDS], ["y", WORDS])
    found = analysis.read([path, f"{path}#2"])
    assert [reading.article.id for reading in found] == ["x", "y", "y"]
    with pytest.raises(InputError, match="in a list to read all"):
        analysis.read(path)


def test_one_article_of_a_table_can_be_explored(tmp_path: Path) -> None:
    path = table(tmp_path / "a.csv", ["id", "text"], ["x", WORDS], ["y", WORDS])
    made, _ = launching.place(runner.find("explore"), [f"{path}#2"], tmp_path)
    assert "a.csv#2" in made.read_text(encoding="utf-8")


def test_every_sheet_with_a_column_for_a_text_is_read(tmp_path: Path) -> None:
    from openpyxl import Workbook

    book = Workbook()
    for sheet in (book.active, book.create_sheet("June"), book.create_sheet("Prices")):
        assert sheet is not None
        sheet.append(["id", "text" if sheet.title != "Prices" else "price"])
        sheet.append([sheet.title, WORDS])
    book.save(tmp_path / "a.xlsx")
    assert [one.id for one in outcomes(tmp_path / "a.xlsx") if isinstance(one, Article)] == [
        "Sheet",
        "June",
    ]


def test_a_date_with_dots_is_day_first_and_one_with_strokes_is_left_out_where_unsure() -> None:
    days = [documents.iso_date(day) for day in ("06.05.2024", "31.12.2024", "06/05/2024")]
    assert days == ["2024-05-06", "2024-12-31", ""]


def test_columns_are_named_by_any_name_of_a_field(tmp_path: Path) -> None:
    named = ingest.columns_named("body=Volltext,author=Von, und mit,source=Blatt")
    assert named == {"text": "Volltext", "authors": "Von, und mit", "outlet": "Blatt"}
    path = table(tmp_path / "a.csv", ["Volltext", "Von, und mit"], [WORDS, "Ann Lee"])
    (found,) = outcomes(path, **named)
    assert isinstance(found, Article) and found.authors == ("Ann Lee",)


def test_a_row_with_a_title_alone_is_an_error_and_no_article(tmp_path: Path) -> None:
    path = table(tmp_path / "a.csv", ["title", "text"], [TITLE, WORDS], ["A title", " "])
    first, second = outcomes(path)
    assert isinstance(first, Article) and "a.csv, row 3: no article text" in str(second)


def test_a_table_without_rows_is_an_error(tmp_path: Path) -> None:
    assert "no article was found" in refused(table(tmp_path / "a.csv", ["title", "text"]))


def test_a_tar_archive_is_called_so(tmp_path: Path) -> None:
    held = io.BytesIO()
    with tarfile.open(fileobj=held, mode="w") as archive:
        archive.addfile(tarfile.TarInfo("a.txt"), io.BytesIO())
    (tmp_path / "a.tar").write_bytes(held.getvalue())
    (tmp_path / "a.tar.gz").write_bytes(gzip.compress(held.getvalue()))
    for name in ("a.tar", "a.tar.gz"):
        assert "this is a tar archive, not text; unpack it first" in refused(tmp_path / name)


def test_a_table_with_bars_is_one_and_empty_cells_at_the_end_of_a_row_are_none(
    tmp_path: Path,
) -> None:
    (tmp_path / "a.txt").write_text(f"title|text\n{TITLE}|{WORDS}|\n", encoding="utf-8")
    article = one(tmp_path / "a.txt")
    assert (article.title, article.text) == (TITLE, f"{TITLE}\n\n{WORDS}")


def test_a_table_without_a_row_in_an_archive_is_an_error_of_its_own(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "a.zip", "w") as archive:
        archive.writestr("a.txt", WORDS)
        archive.writestr("b.csv", "text,title\n")
    article, error = outcomes(tmp_path / "a.zip")
    assert isinstance(article, Article)
    assert isinstance(error, InputError)
    assert "b.csv" in error.where
    assert error.what == "holds no article"


def test_an_id_of_a_row_that_is_called_as_another_row_would_be_stays_its_own(
    tmp_path: Path,
) -> None:
    path = tmp_path / "arts.csv"
    rows = "".join(f'{name},"It rained on {day}, the mayor said."\n' for name, day in IDS.items())
    path.write_text(f"id,text\n{rows}")
    found = [one for _, one in ingest.read_all([path])]
    ids = [one.id for one in found if isinstance(one, Article)]
    assert len(found) == 3 and ids == ["a", "arts-3", "arts-3-3"]


IDS = {"a": "Monday", "arts-3": "Tuesday", "": "Friday"}
