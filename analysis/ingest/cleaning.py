"""Make a page hold what a reader of the article sees, before the article is looked for in it.

What is hidden, galleries, forms around nothing and links to other stories go; quotation elements
get the marks that a browser shows; posts of social networks get the line that names their author.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from lxml.html import HtmlElement

INLINE_DATA = re.compile(
    r"(\b(?:src|href|srcset|poster|data-src)\s*=\s*)([\"'])data:[^\"']{500,}\2", re.IGNORECASE
)
# Raw or as entities: no XML may hold them.
CONTROLS = re.compile(
    r"[\x00-\x08\x0b\x0c\x0e-\x1f]|"
    r"&#(?:[xX]0*(?:[0-8bcBC]|[eEfF]|1[0-9a-fA-F])|0*(?:[0-8]|1[124-9]|2\d|3[01]));"
)
HIDDEN = re.compile(r"(?i)display\s*:\s*none|visibility\s*:\s*hidden")
RELATED = re.compile(
    r"(?i)(?:^|[\s_-])(?:related|read-?more|readmore|recommended|promo|newsletter|most-?read|"
    r"trending|see-?also|more-?on|outbrain|taboola|share|social)(?:$|[\s_-])"
)
LINK_LINE = re.compile(
    r"(?i)^\W{0,3}(?:read(?: more| next| also)?|related|see also|also (?:on|read)|more on|watch|"
    r"listen|don[’']t miss|click here|subscribe|sign up|follow us|like this story)\b"
)
LINK_HEADING = re.compile(
    r"(?i)^(?:top stories|most (?:read|popular|viewed)|related(?: stories| articles| topics)?|"
    r"more (?:stories|on this|from .{1,30})|read (?:next|more)|recommended(?: for you)?|trending|"
    r"you may also like|editors?[’']? picks|latest news)\W*$"
)
POST = re.compile(
    r"(?i)twitter-tweet|instagram-media|fb-post|bluesky-embed|mastodon-embed|tiktok-embed|x-post"
)
SIGNED = re.compile(r"^\s*[—–-]+\s*(.{2,60}?\(@?[\w.@-]{1,40}\))")
LABEL = re.compile(
    r"(?i)^(?:image|photo|picture|media|video)?\s*(?:caption|credit|copyright|source)\s*:?\s*$"
)
GALLERY = 3  # pictures from which an aside, or a list, is a gallery
MARKS = ("“", "”")


def without_data(source: str) -> str:
    """Return a page without the pictures that lie inside it, and without control characters."""
    return CONTROLS.sub("", INLINE_DATA.sub(r"\1\2\2", source))


def clean(tree: HtmlElement) -> None:
    """Clean a page in place."""
    for head in tree.xpath("//head"):  # where a page has no body, its text stands in there
        head.tag = "div"
    for element in tree.xpath("//*[@hidden or @style]"):
        if element.get("hidden") is not None or HIDDEN.search(element.get("style", "")):
            _drop(element)
    whole = max(1, len(tree.text_content().split()))
    for form in tree.xpath("//form"):
        if len(form.text_content().split()) > whole / 4:
            form.drop_tag()
        else:
            _drop(form)
    _galleries(tree)
    _links(tree)
    for quote in tree.xpath("//q"):
        quote.text = MARKS[0] + (quote.text or "")
        if len(quote):
            quote[-1].tail = (quote[-1].tail or "") + MARKS[1]
        else:
            quote.text += MARKS[1]
        quote.drop_tag()
    for block in tree.xpath("//blockquote"):
        if POST.search(block.get("class", "")):
            _post(block)


def _drop(element: HtmlElement) -> None:
    if element.getparent() is not None:
        element.drop_tree()


def _galleries(tree: HtmlElement) -> None:
    for holder in tree.xpath("//aside|//ul|//ol|//div|//section"):
        if holder.getparent() is None:
            continue
        figures = holder.xpath(
            "./figure|./li/figure|./div/figure" if holder.tag != "aside" else ".//figure"
        )
        if len(figures) >= (GALLERY if holder.tag == "aside" else GALLERY + 2):
            for figure in figures:
                _drop(figure)


def _links(tree: HtmlElement) -> None:
    """Take away lists of links to other stories, and lines that do nothing but link."""
    for element in tree.xpath("//div|//aside|//section|//ul|//p|//li|//h2|//h3|//h4"):
        if element.getparent() is None:
            continue
        words = " ".join(element.text_content().split())
        linked = " ".join(" ".join(a.text_content().split()) for a in element.iter("a"))
        share = len(linked) / max(1, len(words))
        named = RELATED.search(f"{element.get('class', '')} {element.get('id', '')}")
        if (
            (named and share > 0.3 and len(words) < 1500)
            or (
                element.tag in ("p", "li")
                and words
                and share > 0.5
                and (LINK_LINE.match(words) or words[0] == "[")
            )
            or (element.tag == "p" and len(words) < 80 and LINK_LINE.match(words) and "?" in words)
        ):
            _drop(element)
        elif element.tag in ("h2", "h3", "h4") and LINK_HEADING.match(words):
            following = element.getnext()
            if following is not None and following.tag in ("p", "ul", "ol", "div"):
                _drop(following)
            _drop(element)


def _post(block: HtmlElement) -> None:
    """Write a post as a quotation with its author: “...” — Name (@handle)."""
    tail = " ".join((element.tail or "") for element in block).strip()
    signed = SIGNED.match(tail)
    words = " ".join(" ".join(p.text_content().split()) for p in block.xpath("./p"))
    if signed is None or not words:
        return
    quoted = words if words[0] in '“"' else f"{MARKS[0]}{words}{MARKS[1]}"
    paragraph = block.makeelement("p")
    paragraph.text, paragraph.tail = f"{quoted} — {signed[1]}", block.tail
    parent = block.getparent()
    if parent is not None:
        parent.replace(block, paragraph)


def caption(figcaption: HtmlElement) -> str:
    """Return the words of a caption, its parts apart and without labels such as "Image caption"."""
    parts = [" ".join(part.split()) for part in _leaves(figcaption)]
    return " / ".join(part for part in parts if part and not LABEL.match(part))


def _leaves(element: HtmlElement) -> Iterator[str]:
    """The texts of blocks inside an element, each by itself; of one without any, all its text."""
    blocks = [
        e for e in element if e.tag in ("p", "div", "header", "footer", "cite", "small", "h3", "h4")
    ]
    spans = [e for e in element if e.tag == "span"]
    if not blocks and not (
        spans and any(LABEL.match(" ".join(s.text_content().split())) for s in spans)
    ):
        yield element.text_content()
        return
    yield element.text or ""
    for child in element:
        if child in blocks:
            yield from _leaves(child)
        else:
            yield child.text_content()
        yield child.tail or ""


def linked_data(source: str) -> str:
    """Return the article's text where it stands in JSON-LD (schema.org ``articleBody``)."""
    found = ""
    for match in re.finditer(
        r"<script[^>]+application/ld\+json[^>]*>(.*?)</script>", source, re.DOTALL | re.IGNORECASE
    ):
        try:
            data = json.loads(match[1])
        except (ValueError, RecursionError):
            continue
        for body in _bodies(data, 0):
            found = max(found, body, key=len)
    return found


def _bodies(data: Any, depth: int) -> Iterator[str]:
    if depth > 6:
        return
    if isinstance(data, dict):
        body = data.get("articleBody")
        if isinstance(body, str):
            yield body
        for value in data.values():
            yield from _bodies(value, depth + 1)
    elif isinstance(data, list):
        for value in data[:50]:
            yield from _bodies(value, depth + 1)
