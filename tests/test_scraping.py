"""Taking trafilatura's steps one by one, and some of them never, gives what all of them give."""

from __future__ import annotations

import dataclasses
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from library import BODY, OTHER
from lxml import etree
from trafilatura import bare_extraction, external
from trafilatura.metadata import extract_metadata

from analysis.ingest import pagedata, pages, scraping
from analysis.ingest.documents import About, authors, iso_date

if TYPE_CHECKING:
    from lxml.html import HtmlElement

PROSE = "".join(f"<p>{n}. {BODY}</p><p>{n}. {OTHER}</p>" for n in range(4))
CARDS = "".join(f"<div class=teaser><p>{n}. {OTHER}</p></div>" for n in range(30))
HEAD = (
    '<title>Shut - The Test</title><meta name=author content="Jane Doe"><meta property="og:url" '
    'content="https://www.example.org/a"><meta property="article:section" content="Politics">'
)
DATA = (
    '<script type="application/ld+json">{"@type": "NewsArticle", "headline": "Shut", '
    '"datePublished": "2025-03-04", "author": {"name": "Jane Doe"}}</script>'
)
PAGES = {
    "mostly the article": f"<article>{PROSE}</article>",
    "less than half the article": f"<article>{PROSE}</article>{CARDS}",
    "long, and few of the words": f"<article>{PROSE * 3}</article>{CARDS * 3}",
    "short": f"<article><p>{OTHER}</p></article>{CARDS}",
    "not marked": f"<div><div>{PROSE}</div><div>{CARDS}</div></div>",
    "a table": f"<article><table>{f'<tr><td>{BODY}</td></tr>' * 5}</table></article>",
    "comments": f"<article>{PROSE}</article><div id=comments>{CARDS}</div>",
    "empty": "<div></div>",
    "a byline": f"<h1>Shut</h1><span class=byline>By Jane Doe</span><time>2025-03-04</time>{PROSE}",
    "a category": f"<div class=meta><a href='/category/a'>World</a></div>{PROSE}",
    **{
        file.name: file.read_text(encoding="utf-8", errors="replace")
        for file in sorted((Path(__file__).parent / "inputs").rglob("*.html"))
    },
}


def tree_of(page: str, head: str = "") -> HtmlElement:
    tree = pages._parsed(page if "<html" in page else f"<html><head>{head}</head><body>{page}")
    assert tree is not None
    return tree


def written(body: HtmlElement | None) -> str:
    return "" if body is None else etree.tostring(body, encoding="unicode")


@pytest.mark.parametrize("name", PAGES)
def test_the_body_is_what_all_steps_give(name: str) -> None:
    tree = tree_of(PAGES[name])
    before = written(tree)
    whole = bare_extraction(tree, output_format="txt", include_comments=False)
    assert written(scraping.body(tree)) == written(getattr(whole, "body", None))
    assert written(tree) == before


def test_no_second_opinion_is_asked_where_it_can_not_be_taken(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    asked: list[HtmlElement] = []

    def ask(tree: HtmlElement) -> HtmlElement:
        asked.append(tree)
        return tree

    monkeypatch.setattr(external, "try_readability", ask)
    scraping.body(tree_of(PAGES["mostly the article"]))
    assert not asked
    scraping.body(tree_of(PAGES["less than half the article"]))
    assert asked


@pytest.mark.filterwarnings("ignore:tzname")
@pytest.mark.parametrize("head", ["", HEAD, DATA, HEAD + DATA])
@pytest.mark.parametrize("name", PAGES)
def test_the_data_of_a_page_are_what_all_steps_give(name: str, head: str) -> None:
    tree = tree_of(PAGES[name], head)
    source = written(tree)
    found = extract_metadata(tree_of(PAGES[name], head), extensive=False)
    assert dataclasses.replace(pagedata.about(tree, source), language="") == About(
        title=found.title or "",
        authors=authors(found.author),
        date=iso_date(found.date),
        outlet=found.sitename or "",
        url=found.url or "",
        section=(found.categories or [""])[0],
    )
    assert written(tree) == source
