"""Say of a page without an article what it is instead: a question about cookies, a login, a list.

Only short pages without prose are refused, and those that are nothing but links.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING

from analysis.ingest.prose import SAYING

if TYPE_CHECKING:
    from lxml.html import HtmlElement

COOKIES = re.compile(
    r"(?i)\b(?:(?:accept|reject|manage|allow)(?: all)? cookies|(?:store|use|uses|set) cookies|"
    r"value your privacy|cookie (?:settings|preferences|policy))\b"
)
LOGIN = re.compile(
    r"(?i)\b(?:(?:sign|log) ?in to (?:continue|read|view|access|your)|forgot(?:ten)? (?:your )?"
    r"password|(?:create|register) (?:an |a )?(?:free )?account|"
    r"already (?:a subscriber|registered)|subscribe to (?:continue|read)|subscribers only)\b"
)
BLOCKED = re.compile(
    r"(?i)\b(?:page (?:was )?not found|404 error|access denied|are you a robot|"
    r"verify (?:that )?you are (?:a )?human|enable javascript|checking your browser)\b"
)
SHORT = 120  # words
FEWEST_LINKS = 12
LINKED = 0.75  # share of a page's words from which it is a list of links
FEWEST_STORIES = 12
TEASER = 30  # words a story, under which a list of them is not read
SENTENCE = 20  # words outside links that make a paragraph more than a link


def other_page(tree: HtmlElement, text: str) -> str:
    """Return what a page is that has no article; "" where it may have one.

    Args:
        tree: The page.
        text: What was taken for its article.
    """
    words = len(text.split())
    if words <= SHORT and not SAYING.search(text):
        for pattern, what in (
            (COOKIES, "it asks about cookies"),
            (LOGIN, "it asks to sign in"),
            (BLOCKED, "it is an error page, or a test for robots"),
        ):
            if len(pattern.findall(text)) >= (1 if words <= SHORT / 2 else 2):
                return what
    links = list(tree.iter("a"))
    if (
        len(links) >= FEWEST_LINKS
        and not any(_words(p) - _linked(p) >= SENTENCE for p in tree.iter("p", "blockquote"))
        and _linked(tree) > LINKED * _words(tree)
    ):
        return f"it is a list of {len(links)} links"
    headings = list(tree.iter("h2", "h3", "h4"))
    if words < TEASER * len(headings):
        stories = _stories(headings, text)
        if stories >= FEWEST_STORIES and words < TEASER * stories:
            return f"it is a list of {stories} stories"
    return ""


def _words(element: HtmlElement) -> int:
    return len(element.text_content().split())


def _linked(element: HtmlElement) -> int:
    """Return how many words of an element are links."""
    return sum(map(_words, element.iter("a")))


def _stories(headings: Sequence[HtmlElement], text: str) -> int:
    """Return how many headings that link elsewhere have a story of their own in the article."""
    count = 0
    for heading in headings:
        words = " ".join(heading.text_content().split())
        above = heading.getparent()
        links = [*heading.iter("a"), *([above] if above is not None and above.tag == "a" else [])]
        linked = any(not link.get("href", "#").startswith("#") for link in links)
        below = heading.getnext()
        after = " ".join(below.text_content().split()) if below is not None else ""
        count += linked and any(bool(part) and part in text for part in (words, after))
    return count
