"""What a newsroom holds: many articles in one file, documents, mail and archives."""

from __future__ import annotations

import csv
import gzip
import io
import json
import zipfile
from datetime import UTC, datetime
from email.message import EmailMessage
from pathlib import Path

import outlook
import pytest
from newsroom import INPUTS, TITLE, WORDS, heard

from analysis import ingest, pipeline
from analysis.cli import main
from analysis.errors import InputError
from analysis.model import Article


def read(path: Path, **columns: str) -> list[Article]:
    found = [article for _, article in ingest.read_all([path], columns)]
    for article in found:
        assert isinstance(article, Article), str(article)
    return [article for article in found if isinstance(article, Article)]


@pytest.mark.parametrize("name", ["arts.csv", "arts.jsonl"])
def test_a_table_gives_an_article_a_row_with_what_the_row_says(name: str) -> None:
    found = read(INPUTS / name)
    assert [a.id for a in found] == ["1", "2", "3"]
    assert [a.title for a in found] == [f"{TITLE} {n}" for n in (1, 2, 3)]
    assert {(a.date, a.outlet) for a in found} == {("2024-05-06", "The Daily Example")}
    assert "Anna Bright" in heard(found[2])


@pytest.mark.parametrize("name", ["factiva.txt", "proquest.txt"])
def test_an_export_of_a_database_gives_its_articles(name: str) -> None:
    first, second = read(INPUTS / name)
    assert first.title.startswith(TITLE) and second.title.startswith(TITLE)
    told = first.authors, first.date, first.outlet
    assert told == (("Jane Doe",), "2024-05-06", "The Daily Example")
    assert "ProQuest" not in second.text and "Copyright" not in first.text


@pytest.mark.parametrize(
    ("name", "date", "outlet"),
    [
        ("mail.eml", "2024-05-06", "News desk"),
        ("page.mht", "2024-05-06", ""),
        ("page.warc", "", ""),
        ("story.nitf.xml", "2024-05-06", "The Daily Example"),
    ],
)
def test_mail_saved_pages_and_news_xml_are_one_article(name: str, date: str, outlet: str) -> None:
    (article,) = read(INPUTS / name)
    assert (article.title, article.date, article.outlet) == (TITLE, date, outlet)
    assert "=E2" not in article.text and "<p>" not in article.text and "MIME" not in article.text
    assert {"Anna Bright", "José Muñoz"} <= heard(article)


def test_a_nexis_export_gives_its_articles(tmp_path: Path) -> None:
    one = (
        "{n} of 2 DOCUMENTS\n\nThe Daily Example (London)\n\nMay 6, 2024 Monday\n\n{title}\n\n"
        "BYLINE: Jane Doe\n\nSECTION: NEWS; Pg. 4\n\nLENGTH: 112 words\n\n{words}\n\n"
        "LOAD-DATE: May 7, 2024\n\nLANGUAGE: ENGLISH\n"
    )
    text = "\n".join(one.format(n=n, title=f"{TITLE} {n}", words=WORDS) for n in (1, 2))
    file = tmp_path / "nexis.txt"
    file.write_text(text, encoding="utf-8")
    found = read(file)
    assert [a.title for a in found] == [f"{TITLE} 1", f"{TITLE} 2"]
    assert (found[0].outlet, found[0].date) == ("The Daily Example (London)", "2024-05-06")
    assert (found[0].authors, found[0].section) == (("Jane Doe",), "NEWS")
    assert WORDS in found[1].text and "LOAD-DATE" not in found[1].text


def test_columns_of_another_name_are_given_by_name(tmp_path: Path) -> None:
    file = tmp_path / "t.tsv"
    file.write_text(f"Schlagzeile\tVolltext\n{TITLE}\t{WORDS}\n", encoding="utf-8")
    (wrong,) = (article for _, article in ingest.read_all([file]))
    assert isinstance(wrong, InputError) and "--columns text=NAME" in str(wrong)
    (article,) = read(file, text="Volltext", title="Schlagzeile")
    assert article.title == TITLE


def test_excel_and_parquet_give_an_article_a_row(tmp_path: Path) -> None:
    openpyxl = pytest.importorskip("openpyxl")
    pa, pq = pytest.importorskip("pyarrow"), pytest.importorskip("pyarrow.parquet")
    book = openpyxl.Workbook()
    for row in (["id", "headline", "body"], ["x1", TITLE, WORDS], ["x2", TITLE, WORDS]):
        book.active.append(row)
    book.save(tmp_path / "t.xlsx")
    table = pa.table({"id": ["x1", "x2"], "headline": [TITLE] * 2, "body": [WORDS] * 2})
    pq.write_table(table, tmp_path / "t.parquet")
    for name in ("t.xlsx", "t.parquet"):
        assert [a.id for a in read(tmp_path / name)] == ["x1", "x2"]


def test_a_word_document_a_pdf_rich_text_and_opendocument_are_read(tmp_path: Path) -> None:
    docx, canvas = pytest.importorskip("docx"), pytest.importorskip("reportlab.pdfgen.canvas")
    word = docx.Document()
    for words in (TITLE, WORDS):
        word.add_paragraph(words)
    word.save(str(tmp_path / "a.docx"))
    sheet = canvas.Canvas(str(tmp_path / "b.pdf"))
    lines = ["The council closed the bridge on Monday after an inspec-", "tion found cracks in it.",
             '"We had no choice," said the mayor, Anna Bright.']  # fmt: skip
    for number, line in enumerate(lines):
        sheet.drawString(70, 700 - 14 * number, line)
    sheet.save()
    rich = (
        r"{\rtf1\ansi The council closed the bridge.\par "
        r"\u8220?We had no choice,\u8221? said Anna Bright.}"
    )
    (tmp_path / "c.rtf").write_text(rich, encoding="ascii")
    content = (
        '<office:document-content xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" '
        'xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"><office:body><office:text>'
        f"<text:h>{TITLE}</text:h><text:p>{WORDS}</text:p></office:text></office:body>"
        "</office:document-content>"
    )
    with zipfile.ZipFile(tmp_path / "d.odt", "w") as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.text")
        archive.writestr("content.xml", content)
    for article in read(tmp_path):
        assert "Anna Bright" in heard(article), article.id
    (pdf,) = read(tmp_path / "b.pdf")
    assert "inspection found" in pdf.text and "hyphens" in pdf.repairs[0]


def test_a_scan_is_said_to_be_one(tmp_path: Path) -> None:
    canvas = pytest.importorskip("reportlab.pdfgen.canvas")
    sheet = canvas.Canvas(str(tmp_path / "scan.pdf"))
    sheet.rect(50, 50, 400, 600)
    sheet.save()
    (error,) = (found for _, found in ingest.read_all([tmp_path / "scan.pdf"]))
    assert isinstance(error, InputError) and "is a scan without text" in str(error)


def test_archives_give_the_articles_of_the_files_in_them(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "z.zip", "w") as archive:
        archive.writestr("in/one.txt", WORDS)
        archive.writestr(
            "in/two.html", f"<html><body><article><p>{WORDS}</p></article></body></html>"
        )
        archive.writestr("__MACOSX/._one.txt", "junk")
    assert [a.id for a in read(tmp_path / "z.zip")] == ["one", "two"]
    rows = "".join(json.dumps({"id": n, "text": WORDS}) + "\n" for n in ("a", "b"))
    (tmp_path / "r.jsonl.gz").write_bytes(gzip.compress(rows.encode()))
    assert [a.id for a in read(tmp_path / "r.jsonl.gz")] == ["a", "b"]


def test_a_mailbox_gives_its_mails(tmp_path: Path) -> None:
    out = io.BytesIO()
    for number in (1, 2):
        mail = EmailMessage()
        mail["From"], mail["Subject"] = "Desk <desk@example.com>", f"{TITLE} {number}"
        mail["Date"] = "Mon, 06 May 2024 08:00:00 +0100"
        mail.set_content(WORDS)
        out.write(b"From desk@example.com Mon May  6 08:00:00 2024\n" + mail.as_bytes() + b"\n")
    (tmp_path / "m.mbox").write_bytes(out.getvalue())
    found = read(tmp_path / "m.mbox")
    assert [a.title for a in found] == [f"{TITLE} 1", f"{TITLE} 2"]


def test_a_bad_row_line_page_or_file_of_an_archive_costs_no_other(tmp_path: Path) -> None:
    def outcome(name: str) -> list[str]:
        found = [item for _, item in ingest.read_all([tmp_path / name])]
        return [a.id if isinstance(a, Article) else str(a) for a in found]

    (tmp_path / "a.csv").write_text(
        f'text,id\n"{WORDS}",x\n,empty\n"{WORDS}",y,more\n"{WORDS}",z\n', encoding="utf-8-sig"
    )
    first, empty, long, last = outcome("a.csv")
    assert (first, last) == ("x", "z")
    assert "a.csv, row 3: no article text" in empty and "a.csv, row 4: has more cells" in long
    record = json.dumps({"text": f"{WORDS}\u2028Then she left.", "id": "x"}, ensure_ascii=False)
    (tmp_path / "a.jsonl").write_text(f"{record}\n{{broken\n{record}\n", encoding="utf-8")
    first, broken, last = outcome("a.jsonl")
    assert (first, last) == ("x", "a-3")
    assert "a.jsonl, line 2: is not JSON that can be read" in broken
    with zipfile.ZipFile(tmp_path / "a.zip", "w") as archive:
        archive.writestr("a.txt", WORDS)
        archive.writestr("b.txt", b"\0\1\2" * 50)
        archive.writestr("c.html", f"<html><p>{WORDS}</p></html>")
        archive.writestr("c_files/ad.html", f"<html><p>{WORDS}</p></html>")
        archive.writestr("logo.png", b"\x89PNG")
    first, binary, last = outcome("a.zip")
    assert (first, last) == ("a", "c") and "a.zip, b.txt: this looks like a binary" in binary


def test_a_table_mailbox_and_archive_of_any_size_are_read_as_they_go(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("analysis.ingest.content.HEAD", 2_000)
    monkeypatch.setattr("analysis.ingest.content.LARGEST", 4_000)
    rows = "".join(f'{n},“Café {n} shuts”,"{WORDS}"\n' for n in range(500))
    table = f"id,title,text\n{rows}".encode()
    (tmp_path / "long.csv").write_bytes(table)
    (tmp_path / "long.csv.gz").write_bytes(gzip.compress(table))
    (tmp_path / "odd.csv").write_bytes(table + b"500,Caf\xe9,The cook said no.\n")
    mails = [f"From x\nFrom: Desk <d@example.com>\nSubject: S{n}\n\n{WORDS}\n" for n in range(50)]
    (tmp_path / "long.mbox").write_text("\n".join(mails), encoding="utf-8")
    for name, count in (("long.csv", 500), ("long.csv.gz", 500), ("odd.csv", 501)):
        found = read(tmp_path / name)
        assert [a.id for a in found] == [str(n) for n in range(count)]
        assert found[499].title == "“Café 499 shuts”"
    assert found[500].title == "Café"
    assert len(read(tmp_path / "long.mbox")) == 50
    (tmp_path / "long.txt").write_text(WORDS * 100, encoding="utf-8")
    with pytest.raises(InputError, match="is larger than"):
        ingest.load(tmp_path / "long.txt")


def test_a_feed_and_ninjs_give_their_articles(tmp_path: Path) -> None:
    item = (
        f"<item><title>{TITLE}</title><link>https://e.org/1</link>"
        "<pubDate>Mon, 06 May 2024 08:00:00 GMT</pubDate>"
        f"<description>&lt;p&gt;{WORDS}&lt;/p&gt;</description></item>"
    )
    (tmp_path / "f.xml").write_text(
        f'<?xml version="1.0"?><rss version="2.0"><channel><title>The Daily</title>{item}{item}'
        "</channel></rss>",
        encoding="utf-8",
    )
    first, second = read(tmp_path / "f.xml")
    assert (first.outlet, first.date, first.url) == ("The Daily", "2024-05-06", "https://e.org/1")
    assert first.id != second.id
    data = {
        "uri": "x:7",
        "headline": TITLE,
        "body_text": WORDS,
        "versioncreated": "2024-05-06T08:00:00Z",
    }
    (tmp_path / "n.json").write_text(json.dumps(data), encoding="utf-8")
    (article,) = read(tmp_path / "n.json")
    assert (article.title, article.date) == (TITLE, "2024-05-06")


def test_files_of_one_stem_have_ids_of_their_own_and_a_saved_pages_folder_is_none() -> None:
    ids = [a.id for a in read(INPUTS / "same-stem")]
    assert len(set(ids)) == 2
    assert [a.id for a in read(INPUTS / "saved-page-folder")] == ["news"]


def test_one_of_several_articles_is_named_by_its_number() -> None:
    assert ingest.load(f"{INPUTS / 'arts.csv'}#2").id == "2"
    with pytest.raises(InputError, match=r"several articles; name one, as in .*#1"):
        ingest.load(INPUTS / "arts.csv")


def test_the_articles_of_a_file_are_paths_of_their_own() -> None:
    file = INPUTS / "arts.csv"
    found = [one for one in ingest.parts(file) if isinstance(one, ingest.Part)]
    assert [one.path for one in found] == [Path(f"{file}#{n}") for n in (1, 2, 3)]
    assert ingest.expand([f"{file}#2"]) == [Path(f"{file}#2")]
    assert ingest.file_of(f"{file}#2") == str(file)
    assert ingest.only(INPUTS / "mail.eml").path == INPUTS / "mail.eml"


@pytest.mark.slow
def test_reports_of_a_table_have_an_index_and_tables_of_them_all(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with (tmp_path / "a.csv").open("w", encoding="utf-8", newline="") as file:
        rows = csv.writer(file)
        rows.writerow(["id", "title", "text", "date", "outlet"])
        rows.writerow(["x", "<b>One</b>", WORDS, "2024-05-06", "=1+1"])
        rows.writerow(
            [
                "y",
                "Two",
                "“The bridge was not safe,” said an official who asked not to be named.",
                "",
                "",
            ]
        )
        rows.writerow(["z", "", "", "", ""])
    with pytest.raises(SystemExit) as ended:
        main(["report", str(tmp_path / "a.csv"), "-o", str(tmp_path / "out")])
    out = capsys.readouterr()
    made = [Path(line).parent.name for line in out.out.splitlines()]
    assert ended.value.code == 2 and made == ["x", "y", "out"]
    assert out.err.count("\n") == 1 and "a.csv, row 4: no article text" in out.err
    page = (tmp_path / "out" / "index.html").read_text(encoding="utf-8")
    assert 'href="x/report.html"><bdi>&lt;b&gt;One' in page and "2024-05-06" in page
    assert '<td class="n" data-v="1">100%</td>' in page  # of the words of y are an unnamed source's
    with (tmp_path / "out" / "attributions.csv").open(encoding="utf-8", newline="") as file:
        read = list(csv.DictReader(file))
    assert {row["report"] for row in read} == {"x", "y"}
    assert read[0]["outlet"] == "'=1+1" and read[0]["date"] == "2024-05-06"
    assert {"title", "authors", "url", "section", "language"} <= read[0].keys()
    told = json.loads((tmp_path / "out" / "x" / "manifest.json").read_bytes())["article"]
    assert (told["date"], told["outlet"], told["file"]) == ("2024-05-06", "=1+1", "a.csv#1")


def test_a_bad_file_costs_no_other(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    page = (
        f"<html><body><article><p>{WORDS}</p><figure><figcaption>A\x01 b &#11;</figcaption>"
        "</figure></article></body></html>"
    )
    (tmp_path / "a.html").write_text(page, encoding="utf-8")
    (tmp_path / "b.txt").write_bytes(b"")
    (tmp_path / "c.txt").write_text(WORDS, encoding="utf-8")
    with pytest.raises(SystemExit) as ended:
        main(["extract", str(tmp_path)])
    out = capsys.readouterr()
    assert ended.value.code == 2
    assert [json.loads(line)["id"] for line in out.out.splitlines()] == ["a", "c"]
    assert out.err.count("\n") == 1 and "b.txt: this is empty" in out.err


def test_a_fault_inside_one_article_is_its_own_line(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    real = pipeline.extract

    def extract(article: Article) -> object:
        if article.id == "a":
            raise RuntimeError("boom")
        return real(article)

    monkeypatch.setattr("analysis.readings.extract", extract)
    for name in "ab":
        (tmp_path / f"{name}.txt").write_text(WORDS, encoding="utf-8")
    with pytest.raises(SystemExit) as ended:
        main(["extract", str(tmp_path)])
    out = capsys.readouterr()
    assert ended.value.code == 2 and json.loads(out.out)["id"] == "b"
    assert "a.txt, a: this could not be read (RuntimeError: boom)" in out.err


@pytest.mark.parametrize("part", ["body", "html"])
def test_an_outlook_mail_is_read_from_its_text_or_its_html(tmp_path: Path, part: str) -> None:
    sent = datetime(2024, 5, 6, tzinfo=UTC)
    text = WORDS if part == "body" else f"<article><h1>{TITLE}</h1><p>{WORDS}</p></article>"
    path = tmp_path / "story.msg"
    body, html = (text, "") if part == "body" else ("", text)
    path.write_bytes(outlook.mail(TITLE, "The Courier", sent, body=body, html=html))
    (article,) = read(path)
    assert (article.title, article.date, article.outlet) == (TITLE, "2024-05-06", "The Courier")
    assert heard(article) == {"Anna Bright"}
