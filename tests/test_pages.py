"""Markdown and HTML to articles."""

from __future__ import annotations

import io
import sys

import pytest
from library import BODY, OTHER, kinds

from analysis import ingest
from analysis.errors import InputError


def test_markdown_keeps_the_files_own_text_and_knows_its_headings() -> None:
    text = (
        "# Council closes libraries #\r\n\r\n" + BODY + "\r\n\r\nWhat next\r\n---------\r\n\r\n"
        "> " + OTHER + "\r\n\r\n- Two close\r\n- One gets a van\r\n\r\n"
        "![The old mill. Photo: Ruth Amsel](mill.jpg)\r\n\r\n```\r\nx = 1\r\n```\r\n\r\n***\r\n"
    )
    article = ingest.from_bytes(text.encode(), "a", ".md")
    assert article.text == text
    assert article.title == "Council closes libraries"
    assert kinds(article) == [
        ("heading", "Council closes libraries"),
        ("body", BODY),
        ("heading", "What next"),
        ("body", OTHER),
        ("body", "Two close"),
        ("body", "One gets a van"),
        ("caption", "The old mill. Photo: Ruth Amsel"),
        ("boilerplate", "```"),
        ("boilerplate", "x = 1"),
        ("boilerplate", "```"),
    ]


def test_front_matter_gives_the_title_and_is_set_aside() -> None:
    text = f"---\ntitle: 'Council closes libraries'\n---\n\n{BODY}\n"
    article = ingest.from_bytes(text.encode(), "a", ".md")
    assert article.title == "Council closes libraries"
    assert [p.kind for p in article.paragraphs] == ["boilerplate"] * 3 + ["body"]


@pytest.mark.parametrize(
    "head",
    [
        '---\ntitle: "Council *closes* two **old _libraries_**"\n---\n',
        "# Council *closes* two **old _libraries_**\n",
    ],
)
def test_a_title_is_shown_without_marks_of_emphasis(head: str) -> None:
    text = f"{head}\n{BODY}\n"
    article = ingest.from_bytes(text.encode(), "a", ".md")
    assert article.title == "Council closes two old libraries"
    assert article.text == text


def test_what_is_no_emphasis_stays_in_a_title() -> None:
    for title in ("A file snake_case_name at 2 * 3 * 4", "Stars ** and * more", "A_ _b, c* *d"):
        article = ingest.from_bytes(f"# {title}\n\n{BODY}\n".encode(), "a", ".md")
        assert article.title == title


PAGE = f"""<!doctype html><html><head><title>Libraries close - The Test</title>
<meta property="og:title" content="Council closes libraries"><meta name="author" content="Jane Doe">
</head><body><nav><a href="/">Home</a> <a href="/sport">Sport</a></nav><article>
<h1>Council closes libraries</h1><p>By Jane Doe</p>
<figure><img src="a.jpg">
<figcaption>The old library. Photograph: Ruth Amsel/PA</figcaption></figure>
<p>{BODY}</p><h2>What next?</h2><p>{OTHER} &lt;script&gt;alert(1)&lt;/script&gt;</p>
<script>alert("never")</script><ul><li>Two libraries close</li></ul>
<p>{BODY.replace("two", "2")}</p>
</article><footer>Copyright 2024 The Test. All rights reserved.</footer></body></html>"""


def test_the_article_of_a_page_is_found_with_title_byline_and_caption() -> None:
    article = ingest.from_bytes(PAGE.encode(), "a", ".html")
    assert article.title == "Council closes libraries"
    found = kinds(article)
    assert ("heading", "Council closes libraries") in found
    assert ("heading", "What next?") in found
    assert any(kind == "byline" and "Jane Doe" in surface for kind, surface in found)
    assert ("caption", "The old library. Photograph: Ruth Amsel/PA") in found
    caption = next(p for p in article.paragraphs if p.kind == "caption")
    assert caption.credit is not None
    assert caption.credit.of(article.text) == "Ruth Amsel/PA"
    assert ("body", BODY) in found
    assert ("body", "Two libraries close") in found
    assert "Sport" not in article.text
    assert "never" not in article.text
    assert "<script>alert(1)</script>" in article.text  # escaped in the page: it is text
    assert any("trafilatura" in note for note in article.repairs)


def test_two_line_breaks_in_a_row_divide_a_paragraph_and_one_does_not() -> None:
    page = (
        f"<html><body><article><p>{BODY}<br><br/>\n{OTHER}<br>{OTHER}</p></article></body></html>"
    )
    article = ingest.from_bytes(page.encode(), "a", ".html")
    assert [surface for _, surface in kinds(article)] == [BODY, f"{OTHER} {OTHER}"]


def test_a_very_short_page_is_read_whole() -> None:
    page = "<html><body><h1>Hi</h1><p>Short, she said.</p><p>Very.</p><script>x()</script></body>"
    article = ingest.from_bytes(page.encode(), "a", ".html")
    assert [surface for _, surface in kinds(article)] == ["Hi", "Short, she said.", "Very."]


def test_a_page_without_text_is_an_input_error() -> None:
    with pytest.raises(InputError, match="no article text"):
        ingest.from_bytes(b"<html><body><script>x()</script></body></html>", "a", ".html")


def test_html_tags_in_a_plain_text_stay_text() -> None:
    text = "<script>alert(1)</script>\n\n" + BODY
    assert ingest.from_bytes(text.encode(), "a", ".txt").text == text


def test_a_page_on_standard_input_is_told_by_how_it_begins(monkeypatch: pytest.MonkeyPatch) -> None:
    stdin = io.TextIOWrapper(io.BytesIO(PAGE.encode()))
    monkeypatch.setattr(sys, "stdin", stdin)
    article = ingest.load("-")
    assert article.id == "stdin"
    assert article.title == "Council closes libraries"
