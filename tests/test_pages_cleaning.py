"""What a reader of a web page sees: quotations, posts, captions, what is hidden, what is a list."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from analysis import ingest, pipeline
from analysis.cli import main
from analysis.errors import InputError
from analysis.model import Article

TITLE = "Ferry terminal shut"
FIRST = (
    "The harbour board shut the ferry terminal on Tuesday after divers found a hole in the hull."
)
LAST = "The board told the county that repairs would take six weeks and cost three million."


def page(inner: str, head: str = "", body: str = "") -> Article:
    html = (
        f"<!DOCTYPE html><html lang=en><head><title>{TITLE}</title>{head}</head><body {body}>"
        f"<article><h1>{TITLE}</h1><p>{FIRST}</p>{inner}<p>{LAST}</p></article></body></html>"
    )
    return ingest.from_bytes(html.encode(), "a", ".html")


def between(article: Article) -> str:
    return article.text.partition(f"{FIRST}\n\n")[2].removesuffix(f"\n\n{LAST}")


@pytest.mark.parametrize(
    ("inner", "shown"),
    [
        ("<p>She said <q>“never”</q> too.</p>", "She said “never” too."),
        (
            "<p>It is <q>a <q>nested</q> thing</q>, he said.</p>",
            "It is “a ‘nested’ thing”, he said.",
        ),
    ],
)
def test_marks_of_quotations_are_those_that_a_browser_shows(inner: str, shown: str) -> None:
    assert between(page(inner)) == shown


@pytest.mark.parametrize(
    ("kind", "below"),
    [
        ("twitter-tweet", "&mdash; Ellen Frost (@efrost) <a href=x>March 4, 2025</a>"),
        ("twitter-tweet", "<p>&mdash; Ellen Frost (@efrost) <a href=x>March 4, 2025</a></p>"),
        ("bluesky-embed", "&mdash; Ellen Frost (<a href=x>@efrost</a>) <a href=y>March 4</a>"),
        ("instagram-media", "<p>A post shared by <a href=x>Ellen Frost (@efrost)</a></p>"),
    ],
)
def test_a_post_is_its_authors_wherever_the_name_stands(kind: str, below: str) -> None:
    article = page(f'<blockquote class="{kind}"><p>The boat is safe.</p>{below}</blockquote>')
    assert between(article) == "“The boat is safe.” — Ellen Frost (@efrost)"
    found = pipeline.extract(article)
    names = {s.id: s.name for s in found.sources}
    assert "Ellen Frost" in {names.get(a.speaker or "") for a in found.attributions}


@pytest.mark.parametrize("tag", ["<footer>— <cite>{}</cite></footer>", "<p><cite>{}</cite></p>"])
def test_the_name_under_a_quotation_is_kept_with_it(tag: str) -> None:
    quoted = "<p>We will repay every ticket.</p><p>Nobody loses money.</p>"
    named = tag.format("Ellen Frost, harbourmaster")
    assert between(page(f"<blockquote>{quoted}{named}</blockquote>")) == (
        "“We will repay every ticket.\n\n“Nobody loses money.” — Ellen Frost, harbourmaster"
    )


def test_a_credit_in_an_element_of_its_own_is_apart_from_the_caption() -> None:
    article = page(
        "<figure><img src=x><figcaption><span>The boat.</span>"
        '<span class="credit">Photograph: Al Dow/AFP</span></figcaption></figure>'
    )
    assert between(article) == "The boat. / Photograph: Al Dow/AFP"


@pytest.mark.parametrize("body", ["hidden", "style='visibility: hidden'"])
def test_a_page_that_a_script_shows_later_is_read(body: str) -> None:
    assert page("", body=body).text.endswith(LAST)
    whole = f"<div style='display:none'>{f'<p>{FIRST}</p>' * 5}</div>"
    html = f"<html><body>{whole}</body></html>"
    assert FIRST in ingest.from_bytes(html.encode(), "a", ".html").text


def test_an_article_in_the_pages_data_is_said_to_stand_there() -> None:
    data = {"@type": "NewsArticle", "headline": TITLE, "articleBody": f"&ldquo;No,&rdquo; {FIRST}"}
    html = (
        f"<html><head><title>{TITLE}</title><script type='application/ld+json'>{json.dumps(data)}"
        "</script></head><body><div id=app></div></body></html>"
    )
    article = ingest.from_bytes(html.encode(), "a", ".html")
    assert article.text == f"{TITLE}\n\n“No,” {FIRST}"
    assert article.repairs == (
        "HTML: the article stands in the page's data (JSON-LD), not in what is shown",
    )


def test_a_front_page_of_stories_is_no_article() -> None:
    stories = "".join(
        f"<div><h3><a href={n}>Mayor {n} says no</a></h3><p>The first words of story number {n}, "
        f"which tell what happened at the pier on day {n}.</p></div>"
        for n in range(20)
    )
    html = f"<html><head><title>News</title></head><body><main>{stories}</main></body></html>"
    with pytest.raises(InputError, match="it is a list of 20 stories"):
        ingest.from_bytes(html.encode(), "a", ".html")


def test_what_is_left_of_a_page_is_said_on_the_terminal(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    comment = "<div class=comment><p>I think that they should have told everybody sooner.</p></div>"
    html = (
        f"<html><body><article><h1>{TITLE}</h1><p>{FIRST}</p><p>{LAST}</p></article>"
        f"<div class=comments>{comment * 20}</div></body></html>"
    )
    (tmp_path / "a.html").write_text(html, encoding="utf-8")
    with pytest.raises(SystemExit) as leaving:
        main(["extract", str(tmp_path / "a.html"), "--format", "table"])
    err = capsys.readouterr().err
    assert leaving.value.code == 0
    assert "words are the article's" in err and "left out, for example: “I think" in err


def test_a_text_in_another_script_is_told_however_short() -> None:
    article = ingest.from_text(
        "港湾局は火曜日、船体に穴が見つかったため、フェリーターミナルを閉鎖した。"
    )
    assert "another language" in str(ingest.not_english(article, "a.txt"))
