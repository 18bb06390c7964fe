"""Documents, mails and exports as programs write them: what stands where, what is not read."""

from __future__ import annotations

import textwrap
import zipfile
from email.message import EmailMessage
from pathlib import Path
from typing import Any

import pytest

from analysis import ingest
from analysis.errors import InputError
from analysis.model import Article

TITLE = "Ferry terminal shut after hole found"
BODY = (
    "The harbour board shut the ferry terminal on Tuesday after divers found a hole in the hull.",
    "“We could not take the risk,” said the captain, Ellen Frost. “Safety comes first.”",
    "Commuters on the island said the closure would double the time of their journey.",
    "The board told the county that repairs would take six weeks, according to a memo.",
)


def outcomes(path: Path) -> list[Article | InputError]:
    return [found for _, found in ingest.read_all([path])]


def one(path: Path) -> Article:
    (found,) = outcomes(path)
    assert isinstance(found, Article), str(found)
    return found


def parts(article: Article, kind: str = "body") -> list[str]:
    return [p.span.of(article.text) for p in article.paragraphs if p.kind == kind]


def test_a_word_document_is_read_in_order_with_its_tables_and_changes(tmp_path: Path) -> None:
    from docx import Document
    from docx.oxml import OxmlElement

    word = Document()
    word.add_heading(TITLE, 1)
    word.add_paragraph(BODY[0])
    table = word.add_table(1, 1)
    table.cell(0, 0).text = BODY[1]
    changed = word.add_paragraph("The boat was ")
    for name, tag, words in (("w:del", "w:delText", "not "), ("w:ins", "w:t", "quite ")):
        change, run, text = OxmlElement(name), OxmlElement("w:r"), OxmlElement(tag)
        text.text = words
        run.append(text)
        change.append(run)
        changed._p.append(change)
    changed.add_run("new, the owner said.")
    broken = word.add_paragraph("It rained,")
    broken.runs[0].add_break()
    broken.add_run("she said.")
    word.save(str(tmp_path / "a.docx"))
    article = one(tmp_path / "a.docx")
    assert parts(article) == [
        *BODY[:2],
        "The boat was quite new, the owner said.",
        "It rained, she said.",
    ]
    assert parts(article, "heading") == [TITLE]
    assert (article.authors, article.date) == ((), "")  # of the writer's template


def test_an_opendocument_text_keeps_its_spaces_and_leaves_out_notes(tmp_path: Path) -> None:
    names = (
        'xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" '
        'xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0" '
        'xmlns:dc="http://purl.org/dc/elements/1.1/" '
        'xmlns:meta="urn:oasis:names:tc:opendocument:xmlns:meta:1.0"'
    )
    content = (
        f"<office:document-content {names}><office:body><office:text>"
        "<text:tracked-changes><text:p>Gone.</text:p></text:tracked-changes>"
        f"<text:h>{TITLE}</text:h><text:p>{BODY[0]}</text:p>"
        "<text:p>It<text:s text:c='2'/>rained<text:tab/>here,<text:line-break/>she said."
        "<text:note><text:note-citation>1</text:note-citation><text:note-body><text:p>Note.</text:p>"
        "</text:note-body></text:note></text:p></office:text></office:body>"
        "</office:document-content>"
    )
    meta = (
        f"<office:document-meta {names}><office:meta><dc:title>{TITLE}</dc:title>"
        "<meta:initial-creator>Mary Poole</meta:initial-creator>"
        "<meta:creation-date>2025-03-04T10:00:00</meta:creation-date></office:meta>"
        "</office:document-meta>"
    )
    with zipfile.ZipFile(tmp_path / "a.odt", "w") as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.text")
        archive.writestr("content.xml", content)
        archive.writestr("meta.xml", meta)
    article = one(tmp_path / "a.odt")
    assert parts(article) == [BODY[0], "It rained here, she said."]
    assert (article.authors, article.date) == (("Mary Poole",), "2025-03-04")


def drawn(path: Path, draw: Any) -> Article:
    from reportlab.pdfgen.canvas import Canvas

    canvas = Canvas(str(path))
    draw(canvas)
    canvas.save()
    return one(path)


def test_columns_of_a_pdf_are_read_one_after_the_other(tmp_path: Path) -> None:
    left, right = (
        [line for part in half for line in (*textwrap.wrap(part, 40), "")]
        for half in (BODY[:2], BODY[2:])
    )

    def draw(canvas: Any) -> None:
        canvas.setFont("Helvetica-Bold", 18)
        canvas.drawString(60, 800, TITLE)
        canvas.setFont("Helvetica", 10)
        for row in range(max(len(left), len(right))):
            for x, lines in ((60, left), (320, right)):
                if row < len(lines):
                    canvas.drawString(x, 770 - 13 * row, lines[row])

    article = drawn(tmp_path / "a.pdf", draw)
    assert parts(article) == list(BODY)
    assert article.title == TITLE and article.authors == ()


def test_what_stands_at_the_edges_of_two_pages_is_set_aside_and_compounds_stay(
    tmp_path: Path,
) -> None:
    pages = (
        ("The harbour board shut the ferry ter-", "minal. The well-", "known captain said so."),
        ("Divers found a hole in the hull of the", "boat, and the twenty-", "first trip was off."),
    )

    def draw(canvas: Any) -> None:
        for number, lines in enumerate(pages, 1):
            canvas.drawString(60, 820, f"HARBOUR POST {number} March 2025")
            canvas.drawString(60, 20, f"Page {number} of 2")
            for row, line in enumerate(lines):
                canvas.drawString(60, 780 - 14 * row, line)
            canvas.showPage()

    article = drawn(tmp_path / "a.pdf", draw)
    assert parts(article) == [
        "The harbour board shut the ferry terminal. The well-known captain said so.",
        "Divers found a hole in the hull of the boat, and the twenty-first trip was off.",
    ]
    assert "4 lines at the edges of pages were set aside" in article.repairs


def test_a_damaged_pdf_is_one_line(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "a.pdf").write_bytes(b"%PDF-1.4\n1 0 obj\n<<")
    (found,) = outcomes(tmp_path / "a.pdf")
    assert "is not a PDF that can be read" in str(found)
    assert capsys.readouterr().err == ""


def test_the_table_of_contents_of_an_e_book_is_no_chapter(tmp_path: Path) -> None:
    page = (
        f"<html><head/><body><h1>{TITLE}</h1>{''.join(f'<p>{p}</p>' for p in BODY)}</body></html>"
    )
    with zipfile.ZipFile(tmp_path / "a.epub", "w") as archive:
        archive.writestr("mimetype", "application/epub+zip")
        archive.writestr(
            "META-INF/container.xml",
            '<container><rootfiles><rootfile full-path="E/p.opf"/></rootfiles></container>',
        )
        archive.writestr(
            "E/p.opf",
            '<package xmlns:dc="d"><metadata><dc:creator>Mary Poole</dc:creator>'
            '<dc:language>en</dc:language></metadata><manifest><item id="n" href="nav.xhtml" '
            'properties="nav"/><item id="c" href="c%201.xhtml"/></manifest>'
            '<spine><itemref idref="n"/><itemref idref="c"/></spine></package>',
        )
        archive.writestr("E/nav.xhtml", "<html><body><a href='c'>One</a></body></html>")
        archive.writestr("E/c 1.xhtml", page)
    article = one(tmp_path / "a.epub")
    assert (article.title, article.authors, article.language) == (TITLE, ("Mary Poole",), "en")


NEXIS = f"""{TITLE}

The Harbour Post

March 4, 2025 Tuesday

Copyright 2025 Harbour Media All Rights Reserved

Section: LOCAL; Pg. A1

Length: 120 words

Byline: Mary Poole

Body

{BODY[0]}

{BODY[1]}

Load-Date: March 5, 2025

End of Document
"""


def test_an_export_saved_as_a_word_document_gives_its_articles(tmp_path: Path) -> None:
    from docx import Document

    word = Document()
    for line in (NEXIS + NEXIS.replace("hole", "leak")).split("\n"):
        word.add_paragraph(line)
    word.save(str(tmp_path / "a.docx"))
    first, second = outcomes(tmp_path / "a.docx")
    assert isinstance(first, Article) and isinstance(second, Article)
    assert (first.title, first.date, first.outlet) == (TITLE, "2025-03-04", "The Harbour Post")
    assert second.title == TITLE.replace("hole", "leak")


def test_an_edition_is_no_title_of_an_old_nexis_export(tmp_path: Path) -> None:
    text = (
        "          1 of 1 DOCUMENTS\n\n\n       The Harbour Post\n\n     March 4, 2025 Tuesday\n"
        f"      Final Edition\n\n{TITLE}\n\nBYLINE: Mary Poole\n\nLENGTH: 120 words\n\n"
        f"{BODY[0]}\n\n"
        "LOAD-DATE: March 5, 2025\n\nLANGUAGE: ENGLISH\n"
    )
    (tmp_path / "a.txt").write_text(text, encoding="utf-8")
    assert one(tmp_path / "a.txt").title == TITLE


def test_factiva_is_read_with_codes_and_without(tmp_path: Path) -> None:
    coded = "\n".join(
        f"SE Local\nHD {TITLE} {n}\nBY By Mary Poole\nPD {n} March 2025\nSN Harbour Post\n"
        f"LP\n{BODY[0]}\n\nTD\n{BODY[1]}\n\nAN Document HARP000020250304el3400{n}\n"
        for n in (1, 2)
    )
    (tmp_path / "a.txt").write_text(f"{coded}\nSearch Summary\nText ferry\n", encoding="utf-8")
    found = [a for a in outcomes(tmp_path / "a.txt") if isinstance(a, Article)]
    assert [(a.id[-1], a.section, a.date) for a in found] == [
        ("1", "Local", "2025-03-01"),
        ("2", "Local", "2025-03-02"),
    ]
    plain = (
        f"{TITLE}\nBy Mary Poole\n120 words\n4 March 2025\nHarbour Post\nHARP\nA1\nEnglish\n"
        f"(c) 2025 Harbour Media\n\n{BODY[0]}\n\n{BODY[1]}\n\nDocument HARP000020250304el34001\n"
    )
    (tmp_path / "b.txt").write_text(plain, encoding="utf-8")
    article = one(tmp_path / "b.txt")
    told = article.title, article.authors, article.date, article.outlet
    assert told == (TITLE, ("Mary Poole",), "2025-03-04", "Harbour Post")
    assert parts(article) == list(BODY[:2])


@pytest.mark.parametrize(
    "above",
    [
        "-----Original Message-----\nFrom: Ann Lee\nSent: Tuesday\nTo: Desk\n",
        "---------- Forwarded message ---------\nFrom: Ann Lee\nDate: Tuesday\nTo: Desk\n",
        "Begin forwarded message:\n\nFrom: Ann Lee\n",
        "From: Ann Lee\nSent: Tuesday\nTo: Desk\n",
    ],
)
def test_a_mail_that_another_one_passes_on_is_marked(tmp_path: Path, above: str) -> None:
    mail = EmailMessage()
    mail["From"], mail["Subject"], mail["Message-ID"] = "Desk <d@example.com>", TITLE, "<1@x>"
    mail.set_content(f"Please check.\n\n{above}\n{BODY[0]}\n\n{BODY[1]}\n")
    mail.add_attachment(b"\x89PNG", maintype="image", subtype="png", filename="map.png")
    (tmp_path / "a.eml").write_bytes(mail.as_bytes())
    article = one(tmp_path / "a.eml")
    before, after = article.text.split("[Quoted mail]")
    assert "Please check." in before and BODY[0] in after and BODY[0] not in before
    assert "Original Message" not in article.text
    told = "not read: what is attached (map.png: this is a picture, not text)"
    assert article.repairs == (told,)


def test_quoted_mail_in_html_is_marked(tmp_path: Path) -> None:
    mail = EmailMessage()
    mail["From"], mail["Subject"], mail["Message-ID"] = "Desk <d@example.com>", TITLE, "<1@x>"
    quoted = "".join(f"<p>{part}</p>" for part in BODY)
    page = (
        f"<html><body><p>Please check.</p><blockquote type=cite>{quoted}</blockquote></body></html>"
    )
    mail.set_content(page, subtype="html")
    (tmp_path / "a.eml").write_bytes(mail.as_bytes())
    assert "Please check.\n\n[Quoted mail]\n\nThe harbour" in one(tmp_path / "a.eml").text


def test_news_xml_has_its_headings_captions_and_people(tmp_path: Path) -> None:
    paragraphs = "".join(f"<p>{part}</p>" for part in BODY)
    (tmp_path / "a.xml").write_text(
        f'<?xml version="1.0"?><nitf><head><docdata><doc-id id-string="H1"/></docdata></head><body>'
        f"<body.head><hedline><hl1>{TITLE}</hl1><hl2>Repairs take weeks</hl2></hedline><byline>By "
        f"<person>Mary Poole</person><byttl>Reporter</byttl></byline></body.head><body.content>"
        f"<block>{paragraphs}<media><media-caption>The boat.</media-caption></media></block>"
        "</body.content></body></nitf>",
        encoding="utf-8",
    )
    article = one(tmp_path / "a.xml")
    assert article.authors == ("Mary Poole",)
    assert parts(article, "heading") == [TITLE, "Repairs take weeks"]
    assert parts(article, "caption") == ["The boat."]
    assert parts(article) == list(BODY)


def test_a_title_of_a_feed_keeps_its_signs_and_an_author_is_no_address(tmp_path: Path) -> None:
    body = "".join(f"&lt;p&gt;{part}&lt;/p&gt;" for part in BODY)
    (tmp_path / "a.xml").write_text(
        '<?xml version="1.0"?><rss version="2.0"><channel><title>The Post</title><item>'
        "<title>A &amp; B &lt;i&gt;say&lt;/i&gt; 1 &lt; 2</title><author>m@example.com (Mary Poole)"
        f"</author><description>{body}</description></item></channel></rss>",
        encoding="utf-8",
    )
    article = one(tmp_path / "a.xml")
    assert (article.title, article.authors) == ("A & B say 1 < 2", ("Mary Poole",))
    assert article.text.startswith("A & B say 1 < 2\n\nThe harbour")


def test_the_page_about_the_search_is_no_part_of_the_first_article_of_nexis(tmp_path: Path) -> None:
    from docx import Document

    word = Document()
    lines = [
        "User Name: Ann Lee",
        "Date and Time: Tuesday, May 14, 2024 9:00:00 AM",
        "Job Number: 1",
    ]
    lines += ["Documents (2)", f"1. {TITLE}", "Client/Matter: -None-", "2. Another title"]
    for title in (TITLE, "Another title"):
        lines += [
            title,
            "The Harbour Post",
            "March 4, 2025 Tuesday",
            "Copyright 2025 Harbour Media",
        ]
        lines += ["Section: NEWS; Pg. 4", "Length: 120 words", "Byline: Mary Poole", "Body", *BODY]
        lines += ["Load-Date: March 5, 2025", "End of Document"]
    for line in lines:
        word.add_paragraph(line)
    word.save(str(tmp_path / "a.docx"))
    found = [one for one in outcomes(tmp_path / "a.docx") if isinstance(one, Article)]
    assert [one.title for one in found] == [TITLE, "Another title"]
    assert {(one.outlet, one.date, one.authors) for one in found} == {
        ("The Harbour Post", "2025-03-04", ("Mary Poole",))
    }
    assert "User Name" not in found[0].text


def test_newer_exports_of_proquest_are_read(tmp_path: Path) -> None:
    rule = "_" * 60
    one_ = (
        f"{rule}\n\n{TITLE}\n\nAuthor: Poole, Mary\n\nPublication info: Harbour Post ; Dover. "
        "04 Mar 2025: A1.\n\nProQuest document link\n\nFULL TEXT\n"
        f"{BODY[0]}\n\n{BODY[1]}\n\nDETAILS\n\nSubject: Ferries\n\n"
        "Publication title: Harbour Post\n\nDatabase: ProQuest\n\n"
    )
    (tmp_path / "a.txt").write_text(f"{one_ * 2}{rule}\n", encoding="utf-8")
    found = [one for one in outcomes(tmp_path / "a.txt") if isinstance(one, Article)]
    assert len(found) == 2 and parts(found[1]) == list(BODY[:2])
    told = found[0].title, found[0].authors, found[0].date, found[0].outlet
    assert told == (TITLE, ("Mary Poole",), "2025-03-04", "Harbour Post")
