"""What is attached to a mail: articles of their own, and one line for what is none."""

from __future__ import annotations

import csv
import io
import mailbox
import zipfile
from datetime import UTC, datetime
from email.message import EmailMessage
from pathlib import Path

import outlook
import pytest
from newsroom import TITLE, WORDS

from analysis import ingest
from analysis.errors import InputError
from analysis.model import Article

PICTURE = b"\x89PNG\r\n\x1a\n" + bytes(200)
OTHER = "The ferry stopped on Friday. “It was not safe,” said the harbourmaster, Ellen Frost."
SENT = datetime(2024, 5, 6, tzinfo=UTC)


def outcomes(path: Path) -> list[Article | InputError]:
    return [found for _, found in ingest.read_all([path])]


def articles(path: Path) -> list[Article]:
    found = outcomes(path)
    assert all(isinstance(one, Article) for one in found), [str(one) for one in found]
    return [one for one in found if isinstance(one, Article)]


def mail(body: str = WORDS, subject: str = TITLE) -> EmailMessage:
    made = EmailMessage()
    made["From"], made["Subject"], made["Date"] = (
        "Ann Lee <a@b.example>",
        subject,
        "Mon, 6 May 2024 08:00:00 +0000",
    )
    made["Message-ID"] = "<1@x.example>"
    if body:
        made.set_content(body)
    return made


def attach(to: EmailMessage, name: str, data: bytes, kind: str = "application/x") -> None:
    main, _, sub = kind.partition("/")
    to.add_attachment(data, maintype=main, subtype=sub, filename=name)


def saved(made: EmailMessage, folder: Path, name: str = "a.eml") -> Path:
    (folder / name).write_bytes(made.as_bytes())
    return folder / name


def word(*paragraphs: str) -> bytes:
    from docx import Document

    document, held = Document(), io.BytesIO()
    for words in paragraphs:
        document.add_paragraph(words)
    document.save(held)
    return held.getvalue()


def printed(*paragraphs: str) -> bytes:
    from reportlab.lib.styles import getSampleStyleSheet
    from reportlab.platypus import Paragraph, SimpleDocTemplate

    held, style = io.BytesIO(), getSampleStyleSheet()["BodyText"]
    SimpleDocTemplate(held).build([Paragraph(words, style) for words in paragraphs])
    return held.getvalue()


def table() -> bytes:
    held = io.StringIO()
    csv.writer(held).writerows([["id", "title", "text"], ["r1", TITLE, OTHER], ["r2", "B", OTHER]])
    return held.getvalue().encode()


PAGE = f"<!DOCTYPE html><html><body><article><h1>{TITLE}</h1><p>{OTHER}</p></article></body></html>"


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("story.docx", word("A headline", OTHER)),
        ("story.pdf", printed("A headline", OTHER, OTHER)),
        ("story.txt", OTHER.encode()),
        ("story.html", PAGE.encode()),
        ("story.eml", mail(OTHER).as_bytes()),
    ],
)
@pytest.mark.parametrize("kind", ["eml", "msg"])
def test_an_attached_article_is_an_article_of_its_own(
    name: str, data: bytes, kind: str, tmp_path: Path
) -> None:
    path = tmp_path / f"desk.{kind}"
    if kind == "eml":
        made = mail()
        attach(made, name, data)
        saved(made, tmp_path, path.name)
    else:
        path.write_bytes(outlook.mail(TITLE, "Ann Lee", SENT, body=WORDS, attached=[(name, data)]))
    own, attached = articles(path)
    assert WORDS in own.text and OTHER not in own.text and (own.id, own.repairs) == ("desk-1", ())
    assert OTHER.split("“")[1] in attached.text and WORDS not in attached.text
    assert attached.id == "story"
    assert (own.title, own.date, own.outlet) == (TITLE, "2024-05-06", "Ann Lee")


def test_what_is_attached_and_no_article_is_said_in_one_line(tmp_path: Path) -> None:
    made = mail()
    attach(made, "map.png", PICTURE, "image/png")
    attach(made, "prices.csv", b"name,price\napple,3\n", "text/csv")
    attach(made, "old.xls", b"\xd0\xcf\x11\xe0" + "Workbook".encode("utf-16-le") + bytes(99))
    (article,) = articles(saved(made, tmp_path))
    (line,) = article.repairs
    assert line.startswith("not read: what is attached (map.png: this is a picture")
    assert "prices.csv: no column holds a text" in line and "old.xls: this is an old Excel" in line
    assert ingest.left_unread(article) == line and "\n" not in line


def test_many_attachments_that_are_no_articles_are_counted(tmp_path: Path) -> None:
    made = mail()
    for n in range(9):
        attach(made, f"{n}.png", PICTURE, "image/png")
    (article,) = articles(saved(made, tmp_path))
    assert "4.png: " in article.repairs[0] and article.repairs[0].endswith("; and 4 more)")


def test_a_mail_without_words_of_its_own_is_what_is_attached(tmp_path: Path) -> None:
    made = mail("\n")
    attach(made, "a.txt", OTHER.encode(), "text/plain")
    attach(made, "map.png", PICTURE, "image/png")
    (article,) = articles(saved(made, tmp_path))
    assert article.text == OTHER and "map.png" in article.repairs[0]
    made = mail("\n")
    attach(made, "map.png", PICTURE, "image/png")
    (error,) = outcomes(saved(made, tmp_path, "b.eml"))
    assert isinstance(error, InputError)
    assert "b.eml: this mail holds no text; not read: what is attached (map.png: " in str(error)


def test_a_mail_that_is_passed_on_whole_has_its_own_attachments(tmp_path: Path) -> None:
    inner = mail(OTHER, "The inner one")
    attach(inner, "note.txt", b"The note says that nobody was hurt, the board said.", "text/plain")
    outer = mail()
    outer.add_attachment(inner)
    found = articles(saved(outer, tmp_path))
    assert [one.text.count(OTHER) for one in found] == [0, 1, 0]
    assert found[1].title == "The inner one" and "nobody was hurt" in found[2].text
    held = outlook.message(
        "The inner one", "Bob Roe", SENT, body=OTHER, attached=[("note.txt", b"A note, he said.")]
    )
    (tmp_path / "o.msg").write_bytes(
        outlook.mail(TITLE, "Ann Lee", SENT, body=WORDS, attached=[("", held)])
    )
    found = articles(tmp_path / "o.msg")
    assert [one.title for one in found][:2] == [TITLE, "The inner one"]
    assert found[1].outlet == "Bob Roe" and OTHER in found[1].text and "A note" in found[2].text


def test_attached_tables_and_archives_give_all_their_articles(tmp_path: Path) -> None:
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w") as archive:
        archive.writestr("in.txt", OTHER)
    made = mail()
    attach(made, "rows.csv", table(), "text/csv")
    attach(made, "pack.zip", held.getvalue(), "application/zip")
    assert [one.id for one in articles(saved(made, tmp_path))] == ["a-1", "r1", "r2", "in"]


def test_attachments_of_a_mailbox_stand_behind_their_mails(tmp_path: Path) -> None:
    box = mailbox.mbox(str(tmp_path / "a.mbox"))
    for n in range(2):
        made = mail(f"{WORDS} {n}")
        attach(made, "story.txt", OTHER.encode(), "text/plain")
        attach(made, "empty.txt", b" ", "text/plain")
        box.add(made)
    box.close()
    found = outcomes(tmp_path / "a.mbox")
    ids = [one.id for one in found if isinstance(one, Article)]
    assert ids == ["a-1", "story", "a-3", "a-4"] and len(found) == 4
    assert all("empty.txt: " in one.repairs[0] for one in found[::2] if isinstance(one, Article))


def test_mails_in_mails_come_to_an_end(tmp_path: Path) -> None:
    made = mail(OTHER, "The innermost")
    for n in range(9):
        outer = mail(f"{WORDS} {n}")
        outer.add_attachment(made)
        made = outer
    found = articles(saved(made, tmp_path))
    assert len(found) == 4 and "in too many mails" in found[-1].repairs[0]


def test_of_two_forms_the_plain_one_is_read_unless_it_only_excuses_itself(tmp_path: Path) -> None:
    made = mail("Your program does not show HTML.")
    made.add_alternative(PAGE.replace(OTHER, f"{OTHER}</p><p>{WORDS}"), subtype="html")
    (article,) = articles(saved(made, tmp_path))
    assert OTHER in article.text and "Your program" not in article.text
    made = mail(f"{OTHER}\n\n{WORDS} As it was said in the plain text.")
    made.add_alternative(PAGE, subtype="html")
    (article,) = articles(saved(made, tmp_path))
    assert "in the plain text" in article.text


def test_text_before_and_after_a_picture_is_the_mails(tmp_path: Path) -> None:
    made = mail(f"{WORDS}\n")
    attach(made, "map.png", PICTURE, "image/png")
    after = EmailMessage()
    after.set_content(f"{OTHER}\n")
    made.attach(after)
    (article,) = articles(saved(made, tmp_path))
    assert f"{WORDS}\n\n{OTHER}" in article.text


def test_a_signature_and_the_pictures_of_a_page_are_not_missed(tmp_path: Path) -> None:
    made = EmailMessage()
    made["From"], made["Subject"], made["Message-ID"] = "a@b.example", TITLE, "<1@x.example>"
    made.set_content(PAGE, subtype="html")
    made.add_related(PICTURE, maintype="image", subtype="png", cid="<logo@x>")
    made.make_mixed()
    attach(made, "smime.p7s", b"0\x80", "application/pkcs7-signature")
    (article,) = articles(saved(made, tmp_path))
    assert not [line for line in article.repairs if "not read" in line] and OTHER in article.text


def test_attached_text_is_read_in_the_charset_that_its_mail_declares(tmp_path: Path) -> None:
    made = mail()
    made.add_attachment("Čekáme, řekl Novák.", charset="iso-8859-2", filename="a.txt")
    found = articles(saved(made, tmp_path))
    assert "řekl Novák" in found[1].text


def test_the_day_on_which_a_page_was_saved_counts_only_where_the_page_tells_none(
    tmp_path: Path,
) -> None:
    told = '<meta property="article:published_time" content="2024-05-01T10:00:00Z">'
    for name, head, date in (("a.mht", told, "2024-05-01"), ("b.mht", "", "2024-05-06")):
        made = EmailMessage()
        made["From"], made["Subject"], made["Date"] = (
            "<Saved by Blink>",
            TITLE,
            "Mon, 6 May 2024 08:00:00 +0000",
        )
        made["Snapshot-Content-Location"] = "https://example.com/a"
        made.set_content(PAGE.replace("<body>", f"<head>{head}</head><body>"), subtype="html")
        (article,) = articles(saved(made, tmp_path, name))
        assert (article.date, article.url) == (date, "https://example.com/a")


def test_a_mail_that_nests_without_end_costs_no_other_mail_of_its_mailbox(tmp_path: Path) -> None:
    sound = mail().as_bytes()
    header = b"From: a@b.example\nMIME-Version: 1.0\nContent-Type: message/rfc822\n\n"
    nested = header * 3000 + sound
    box = tmp_path / "a.mbox"
    box.write_bytes(b"\n\n".join(b"From x\n" + one for one in (sound, nested, sound)))
    first, error, last = outcomes(box)
    assert isinstance(first, Article)
    assert isinstance(last, Article)
    assert isinstance(error, InputError)
    assert error.where == f"{box}, mail 2"
    assert "too many mails" in error.what


def test_attachments_are_read_only_as_far_as_a_file_is(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("analysis.ingest.mailed.LARGEST", 3 * len(WORDS))
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w") as archive:
        for number in range(9):
            archive.writestr(f"{number}.txt", WORDS)
    sent = mail()
    sent.add_attachment(held.getvalue(), maintype="application", subtype="zip", filename="a.zip")
    (tmp_path / "a.eml").write_bytes(sent.as_bytes())
    found = outcomes(tmp_path / "a.eml")
    errors = [str(one) for one in found if isinstance(one, InputError)]
    assert 2 <= len(found) - len(errors) <= 4
    assert len(errors) == 1 and "what is attached to a mail holds more than" in errors[0]
