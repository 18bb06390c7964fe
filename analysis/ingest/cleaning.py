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
CONTROLS = tuple(chr(code) for code in range(32) if chr(code) not in "\t\n\r")
CONTROL_ENTITY = re.compile(
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
LINK_START = re.compile(
    r"(?i)^\W{0,3}(?:\[|read|related|see|also|more|watch|listen|don|click|subscribe|sign|follow|"
    r"like|$)"
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
SHARED = re.compile(
    r"(?i)(?:a post shared by|posted by) (.{2,60}?\(@?[\w.@-]{1,40}\)|.{2,60}?(?= on \w+day,))"
)
CREDIT = re.compile(
    r"(?i)(?:^|[\s_-])(?:credits?|copyright|source|photographer|attribution)(?:$|[\s_-])"
)
LABEL = re.compile(
    r"(?i)^(?:image|photo|picture|media|video)?\s*(?:caption|credit|copyright|source)\s*:?\s*$"
)
HOLDERS = frozenset("ul ol div section".split())
GALLERY = 3  # pictures from which an aside, or a list, is a gallery
MARKS = ("“", "”", "‘", "’")
OPENING = ("“", "‘", '"', "«", "„")  # a quotation that has its marks
LONGEST_NAME = 80  # characters of a name under a quotation, with an office
LONG_HIDDEN, WRAPPED = 50, 0.8  # words, and share of a page, from which what is hidden is the page


def without_data(source: str) -> str:
    """Return a page without the pictures that lie inside it, and without control characters."""
    if "data:" in source:
        source = INLINE_DATA.sub(r"\1\2\2", source)
    for control in filter(source.__contains__, CONTROLS):
        source = source.replace(control, "")
    return CONTROL_ENTITY.sub("", source)


def clean(tree: HtmlElement) -> None:
    """Clean a page in place."""
    for head in tree.xpath("//head"):  # where a page has no body, its text stands in there
        head.tag = "div"
    _hidden(tree)
    whole = max(1, len(tree.text_content().split()))
    for form in tree.xpath("//form"):
        if len(form.text_content().split()) > whole / 4:
            form.drop_tag()
        else:
            _drop(form)
    _galleries(tree)
    _links(tree)
    _quotes(tree)
    for block in tree.xpath("//blockquote"):
        if POST.search(block.get("class", "")):
            _post(block)
        else:
            _signed(block)


def _hidden(tree: HtmlElement) -> None:
    """Take away what is hidden; not where that is the page itself, which a script shows later."""
    hidden = [
        e
        for e in tree.xpath("//*[@hidden or @style]")
        if e.tag not in ("html", "body")
        and (e.get("hidden") is not None or HIDDEN.search(e.get("style", "")))
    ]
    if not hidden:
        return
    words = sum(len(element.text_content().split()) for element in hidden)
    whole = len(tree.text_content().split())
    if words >= LONG_HIDDEN and words > WRAPPED * whole:
        return
    for element in hidden:
        _drop(element)


def _quotes(tree: HtmlElement) -> None:
    """Give quotation elements the marks that a browser shows, inside others the single ones."""
    deep = [(q, sum(1 for _ in q.iterancestors("q"))) for q in tree.xpath("//q")]
    for quote, depth in deep:
        if quote.text_content().lstrip()[:1] not in OPENING:
            first, last = MARKS[depth % 2 * 2 : depth % 2 * 2 + 2]
            quote.text = first + (quote.text or "")
            if len(quote):
                quote[-1].tail = (quote[-1].tail or "") + last
            else:
                quote.text += last
        quote.drop_tag()


def _drop(element: HtmlElement) -> None:
    if element.getparent() is not None:
        element.drop_tree()


def _galleries(tree: HtmlElement) -> None:
    """Take away the pictures of galleries: of asides, of lists, of what holds many of them."""
    held: dict[HtmlElement, list[HtmlElement]] = {}
    for figure in tree.iter("figure"):
        parent = figure.getparent()
        above = parent.getparent() if parent is not None else None
        holders = set(figure.iterancestors("aside"))
        if parent is not None and parent.tag in HOLDERS:
            holders.add(parent)
        if above is not None and parent.tag in ("li", "div") and above.tag in HOLDERS:
            holders.add(above)
        for holder in holders:
            held.setdefault(holder, []).append(figure)
    for holder, figures in held.items():
        if len(figures) >= (GALLERY if holder.tag == "aside" else GALLERY + 2):
            for figure in figures:
                _drop(figure)


def _links(tree: HtmlElement) -> None:
    """Take away lists of links to other stories, and lines that do nothing but link."""
    for element in list(tree.iter("div", "aside", "section", "ul", "p", "li", "h2", "h3", "h4")):
        if element.getparent() is None:
            continue
        named = RELATED.search(f"{element.get('class', '')} {element.get('id', '')}")
        if not named and element.tag in ("div", "aside", "section", "ul"):
            continue
        first = next((part for part in element.itertext() if part.strip()), "").lstrip()
        if element.tag in ("p", "li") and not named and not LINK_START.match(first):
            continue
        words = " ".join(element.text_content().split())
        line = LINK_LINE.match(words) or words[:1] == "["
        if (
            (named and len(words) < 1500 and _linked(element, words) > 0.3)
            or (element.tag in ("p", "li") and line and _linked(element, words) > 0.5)
            or (element.tag == "p" and len(words) < 80 and LINK_LINE.match(words) and "?" in words)
        ):
            _drop(element)
        elif element.tag in ("h2", "h3", "h4") and LINK_HEADING.match(words):
            following = element.getnext()
            if following is not None and following.tag in ("p", "ul", "ol", "div"):
                _drop(following)
            _drop(element)


def _linked(element: HtmlElement, words: str) -> float:
    """Return the share of an element's words that are links."""
    linked = " ".join(" ".join(a.text_content().split()) for a in element.iter("a"))
    return len(linked) / max(1, len(words))


def _post(block: HtmlElement) -> None:
    """Write a post as a quotation with its author: “...” — Name (@handle)."""
    parts = [" ".join(p.text_content().split()) for p in block.xpath("./p|.//div/p")]
    whole = " ".join(block.text_content().split())
    words = " ".join(p for p in parts if not SIGNED.match(p) and not SHARED.search(p))
    rest = whole.replace(" ".join(parts), " ") if words else ""
    lines = (*parts, rest, rest.partition(words)[2], whole.partition(words)[2])
    signed = next((m for line in lines if (m := SIGNED.match(line) or SHARED.search(line))), None)
    if signed is None or not words:
        return
    quoted = words if words[0] in '“"' else f"{MARKS[0]}{words}{MARKS[1]}"
    paragraph = block.makeelement("p")
    paragraph.text, paragraph.tail = f"{quoted} — {signed[1]}", block.tail
    parent = block.getparent()
    if parent is not None:
        parent.replace(block, paragraph)


def _signed(block: HtmlElement) -> None:
    """Put the name under a quotation behind it, and marks around it: “...” — Name, office."""
    inner = [e for e in block.iter("footer", "cite", "figcaption") if e.getparent() is not None]
    last = inner[0] if inner else None
    named = " ".join(last.text_content().split()).lstrip("—–- ") if last is not None else ""
    if last is None or not named[:1].isupper() or len(named) > LONGEST_NAME:
        return
    below = last.getparent()
    if (
        below is not block
        and below.tag == "p"
        and len(below) == 1
        and not (below.text or "").strip()
    ):
        last = below
    paragraphs = [p for p in block.iter("p") if p is not last and p.text_content().strip()]
    if not paragraphs or (last.tail or "").strip() or last in paragraphs[-1].iter():
        return
    last.drop_tree()
    for paragraph in paragraphs:
        if paragraph.text_content().lstrip()[:1] not in OPENING:
            paragraph.text = MARKS[0] + (paragraph.text or "").lstrip()
            if paragraph is paragraphs[-1]:  # a quotation of several paragraphs ends but once
                _append(paragraph, MARKS[1])
    _append(paragraphs[-1], f" — {named}")


def _append(element: HtmlElement, words: str) -> None:
    if len(element):
        element[-1].tail = (element[-1].tail or "").rstrip() + words
    else:
        element.text = (element.text or "").rstrip() + words


def caption(figcaption: HtmlElement) -> str:
    """Return the words of a caption, its parts apart and without labels such as "Image caption"."""
    parts = [" ".join(part.split()) for part in _leaves(figcaption)]
    return " / ".join(part for part in parts if part and not LABEL.match(part))


def _leaves(element: HtmlElement) -> Iterator[str]:
    """Yield the texts of blocks inside an element, each by itself; without any, all its text."""
    blocks = [
        e
        for e in element
        if e.tag in ("p", "div", "header", "footer", "cite", "small", "h3", "h4")
        or (isinstance(e.tag, str) and CREDIT.search(e.get("class", "")))
    ]
    spans = [e for e in element if e.tag == "span"]
    if not blocks and not (
        spans and any(LABEL.match(" ".join(s.text_content().split())) for s in spans)
    ):
        inner = [e for e in element if isinstance(e.tag, str)]
        only = inner[0] if len(inner) == 1 else None
        if only is not None and len(only) and not (element.text or "").strip():
            yield from _leaves(only)
            yield only.tail or ""
            return
        yield element.text_content()
        return
    pending = element.text or ""
    for child in element:
        if child in blocks:
            yield pending
            yield from _leaves(child)
            pending = ""
        elif child in spans and not pending.strip():
            yield child.text_content()
        else:
            pending += child.text_content()
        pending += child.tail or ""
    yield pending


def linked_data(source: str) -> str:
    """Return the article's text where it stands in JSON-LD (schema.org ``articleBody``)."""
    found = ""
    if "articleBody" not in source:
        return found
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
