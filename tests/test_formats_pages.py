"""Saved pages and odd text files: no article is lost in them, and what is no article is refused."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from newsroom import INPUTS, WORDS, heard

from analysis import ingest, pipeline
from analysis.errors import InputError


@pytest.mark.parametrize(
    "name",
    ["gal_aside_50.html", "form.html", "split-containers.html", "spa.html"],
)
def test_no_page_loses_its_article(name: str) -> None:
    article = ingest.load(INPUTS / name)
    assert {"Anna Bright"} <= heard(article)
    assert "forty million pounds" in article.text or name == "form.html"
    assert "Pictures of the week" not in article.text
    if name == "split-containers.html":
        assert "Ruth Vale" in heard(article)


def test_what_is_hidden_and_links_to_other_stories_are_not_read() -> None:
    hidden = ingest.load(INPUTS / "hidden-attribute.html").text
    assert "Subscribers only" not in hidden and "hidden note" not in hidden
    related = ingest.load(INPUTS / "inline-related.html").text
    for words in ("bridges are safe", "threaten strike", "film school", "Like this story"):
        assert words not in related


def test_caption_and_credit_are_apart_and_quotation_elements_have_their_marks() -> None:
    caption = ingest.load(INPUTS / "caption-glue.html")
    (own,) = (p for p in caption.paragraphs if p.kind == "caption")
    assert own.span.of(caption.text) == "Anna Bright on the bridge / Reuters"
    assert own.credit is not None and own.credit.of(caption.text) == "Reuters"
    assert "“We had no choice,” said" in ingest.load(INPUTS / "quot_q.html").text


def test_a_post_is_its_authors() -> None:
    found = pipeline.extract(ingest.load(INPUTS / "tweets.html"))
    names = {s.id: s.name for s in found.sources}
    said = {
        names[a.speaker or ""]
        for a in found.attributions
        if "Nobody wants" in " ".join(s.of(found.article.text) for s in a.content)
    }
    assert said == {"Anna Bright"}


@pytest.mark.filterwarnings("error")
def test_a_time_zone_nobody_knows_is_no_warning(capsys: pytest.CaptureFixture[str]) -> None:
    assert ingest.load(INPUTS / "est-warning.html").date == "2014-12-29"
    assert capsys.readouterr().err == ""


def test_a_picture_inside_a_page_costs_nothing_of_its_text() -> None:
    data = "A" * 11_000_000
    page = (
        "<!doctype html><meta charset=utf-8><title>T</title><article><h1>T</h1><p>The council "
        "closed the old bridge on Monday after an inspection.</p>"
        f'<img src="data:image/png;base64,{data}"><p>{WORDS}</p></article>'
    )
    assert "Anna Bright" in ingest.from_bytes(page.encode(), "t", ".html").text


@pytest.mark.parametrize(
    "name", ["softhyphen.txt", "zerowidth.txt", "cp437.txt", "wrap72_quoted.txt"]
)
def test_what_nobody_sees_changes_nothing(name: str) -> None:
    found = pipeline.extract(ingest.load(INPUTS / name))
    assert {"Anna Bright", "José Muñoz"} <= {s.name for s in found.sources}
    text = found.article.text
    for a in found.attributions:
        for span in (*a.source, *a.cue, *a.content):
            assert 0 <= span.start < span.end <= len(text)
    kept = (INPUTS / name).read_bytes()
    if name != "cp437.txt":
        assert text == kept.decode("utf-8")


def test_letters_with_accents_apart_are_one_name() -> None:
    assert heard(ingest.load(INPUTS / "nfd-name.txt")) == {"José Muñoz"}


@pytest.mark.parametrize(
    "name",
    [
        "headline-swallows-lead.html",
        "headline-swallows-lead.txt",
        "headline-swallows-lead-long.txt",
    ],
)
def test_a_headlines_statement_ends_with_the_headline(name: str) -> None:
    found = pipeline.extract(ingest.load(INPUTS / name))
    heading = next(p.span for p in found.article.paragraphs if p.kind == "heading")
    for a in found.attributions:
        inside = [heading.covers(span) for span in (*a.cue, *a.content)]
        assert all(inside) or not any(inside)


LINKS = "<li><a href='/1'>Minister says the plan will go on</a></li>" * 30
COOKIES = (
    "<html><h1>We value your privacy</h1><p>We and our partners store cookies on your device.</p>"
    "<p>You can manage your choices at any time.</p></html>"
)
LOGIN = (
    "<html><h1>Sign in to continue</h1><p>Forgot your password? Create an account to read this "
    "article.</p></html>"
)
FINE = (
    "The regulator fined the company because its site did not let people reject all cookies. “They "
    "use cookies without asking,” said the commissioner, Ann Lee."
)


@pytest.mark.parametrize(
    ("name", "text", "words"),
    [
        ("a.xml", "<?xml version='1.0'?><catalog><p>He said no.</p></catalog>", "XML of no known"),
        ("a.txt", "<?xml version='1.0'?><catalog><p>He said no.</p></catalog>", "(<catalog>)"),
        ("a.json", '{"a": 1, "b": [1, 2]}', "JSON of no known kind"),
        ("a.html", COOKIES, "it asks about cookies"),
        ("a.html", LOGIN, "it asks to sign in"),
        ("a.html", f"<html><h1>Latest</h1><ul>{LINKS}</ul></html>", "it is a list of 30 links"),
    ],
)
def test_what_is_no_article_is_refused_with_what_it_is(
    tmp_path: Path, name: str, text: str, words: str
) -> None:
    (tmp_path / name).write_text(text, encoding="utf-8")
    with pytest.raises(InputError, match=re.escape(words)):
        ingest.load(tmp_path / name)


@pytest.mark.parametrize(
    "text",
    [
        FINE,
        "The council said residents must create an account to pay for parking from May.",
    ],
)
def test_a_short_article_about_cookies_or_accounts_is_read(text: str) -> None:
    page = f"<html><body><article><h1>New rules</h1><p>{text}</p></article></body></html>"
    assert text[:30] in ingest.from_bytes(page.encode(), "a", ".html").text


def test_where_less_than_half_of_a_page_was_taken_it_is_said_what_was_left() -> None:
    comments = "<p>I would have shut it years ago, and said so to the council then.</p>" * 30
    page = (
        "<html><body><article><h1>Council closes bridge</h1><p>The council closed the old bridge "
        f"on Monday after an inspection found cracks in two of its pillars.</p><p>{WORDS}</p>"
        f"</article><div class='comments'>{comments}</div></body></html>"
    )
    (told,) = ingest.from_bytes(page.encode(), "a", ".html").repairs
    assert "left out, for example: “I would have shut it years ago, and said so" in told
