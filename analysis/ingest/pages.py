"""Text and its structure out of Markdown and HTML files.

Markdown keeps the file's own text, so that offsets are those of the file. HTML does not: the
article's text is what trafilatura (Barbaresi 2021) finds in the page, paragraph by paragraph.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from html import unescape
from itertools import starmap
from typing import TYPE_CHECKING, NamedTuple

from analysis.ingest import cleaning, pagedata, refusals, scraping
from analysis.ingest.documents import About
from analysis.ingest.paragraphs import Line, Markup, Piece, find_lines, joined, split, trim
from analysis.text import UNSEEN as INVISIBLE
from analysis.text import listing

if TYPE_CHECKING:
    from lxml.html import HtmlElement

ATX = re.compile(r"#{1,6}(?:[ \t]+|$)")
CLOSING_HASHES = re.compile(r"[ \t]+#+\Z")
SETEXT = re.compile(r"=+\Z|-{2,}\Z")
FENCE = re.compile(r"```|~~~")
RULE = re.compile(r"(?:[*_\-][ \t]*){3,}\Z")
PICTURE = re.compile(r"!\[([^\]\n]{0,500})\]\([^)\n]{0,2000}\)\Z")
PREFIX = re.compile(r"(?:>[ \t]?)+|[*+\-][ \t]+(?=\S)")
FRONT_TITLE = re.compile(r"title:[ \t]*(.+)", re.IGNORECASE)
HTML_START = re.compile(
    r"\s*(?:<!--.{0,2000}?-->\s*)?<(?:!doctype\s+html|html|head|body)\b", re.IGNORECASE | re.DOTALL
)
# Blocks of trafilatura's tree and of HTML, and what each says of its text.
BLOCKS: dict[str, Markup] = {
    **dict.fromkeys(("item", "li", "dd"), "item"),
    **dict.fromkeys(("p", "quote", "list", "table", "ab", "fw", "article", "aside"), ""),
    **dict.fromkeys(("blockquote", "body", "div", "dl", "dt", "figure", "header", "hr"), ""),
    **dict.fromkeys(("main", "ol", "section", "ul", "address"), ""),
    **dict.fromkeys(("head", "h1", "h2", "h3", "h4", "h5", "h6"), "heading"),
    **dict.fromkeys(("row", "tr"), "table"),
    "figcaption": "caption",
    "pre": "code",
}
Block = tuple[str, Markup]
UNSEEN = (
    "script style noscript template svg iframe object title meta link base nav footer button select"
).split()
LEFT = "; left out, for example: "
LINKED_DATA = "HTML: the article stands in the page's data (JSON-LD), not in what is shown"
MISSED = 1.3  # times the words of what was found, from which the page's own element is taken
SHOWN = 2  # blocks left out that are quoted
LEAST = 2  # words of a block in it that is more than "Advertisement"
CAPTION_MARK, BREAK = "\ue000", "\ue001"  # private use: no article has them
BREAKS = re.compile(rf"{BREAK}\s*{BREAK}")


class Page(NamedTuple):
    """The text of a page, its paragraphs, and what was left out of it.

    ``marked`` says that the text is the file's own, with its marks of emphasis; ``instead`` says
    what a page is that has no article.
    """

    text: str
    pieces: list[Piece]
    title: str = ""
    repairs: tuple[str, ...] = ()
    marked: bool = False
    about: About = About()
    instead: str = ""


def looks_like_html(text: str) -> bool:
    """Tell whether a text of unknown type starts as an HTML page does."""
    return HTML_START.match(text[:4000].lstrip("\ufeff")) is not None


def markdown(text: str) -> Page:
    """Return the paragraphs of a Markdown file.

    Headings, code, rules and front matter are known.
    """
    lines = find_lines(text)
    title = _front_matter(text, lines)
    fenced = False
    for index, line in enumerate(lines):
        if line is None or line.markup:
            continue
        head = text[line.start : line.start + 3]
        if FENCE.match(head):
            fenced = not fenced
            lines[index] = line._replace(markup="code")
        elif fenced:
            lines[index] = line._replace(markup="code")
        else:
            _mark(text, lines, index, line)
    return Page(text, split(text, lines), title, marked=True)


def _front_matter(text: str, lines: list[Line | None]) -> str:
    """Mark a YAML header; its title, if it has one."""
    first = lines[0] if lines else None
    if first is None or text[first.start : first.end] != "---":
        return ""
    close = next(
        (
            i
            for i, ln in enumerate(lines[1:60], 1)
            if ln and text[ln.start : ln.end] in ("---", "...")
        ),
        None,
    )
    if close is None:
        return ""
    title = ""
    for index in range(close + 1):
        line = lines[index]
        if line is None:
            continue
        lines[index] = line._replace(markup="header")
        match = FRONT_TITLE.match(text, line.start, line.end)
        if match and not title:
            title = match.group(1).strip().strip("\"'")
    return title


def _mark(text: str, lines: list[Line | None], index: int, line: Line) -> None:
    """Decide one line outside code and header, and cut its marks off."""
    surface = text[line.start : line.end] if line.end - line.start < 3000 else ""
    before = lines[index - 1] if index else None
    heading = ATX.match(surface)
    if heading:
        hashes = CLOSING_HASHES.search(surface, heading.end())
        end = line.start + hashes.start() if hashes else line.end
        inner = trim(text, line.start + heading.end(), end)
        lines[index] = inner and inner._replace(markup="heading")
    elif surface and SETEXT.match(surface) and before is not None and not before.markup:
        lines[index - 1] = before._replace(markup="heading")
        lines[index] = None
    elif RULE.match(surface):
        lines[index] = None
    elif (picture := PICTURE.match(surface)) is not None:
        start = line.start + picture.start(1)
        inner = trim(text, start, line.start + picture.end(1))
        lines[index] = inner and inner._replace(markup="caption")
    elif (prefix := PREFIX.match(surface)) is not None and (before is None or surface[0] != ">"):
        inner = trim(text, line.start + prefix.end(), line.end)
        lines[index] = inner and inner._replace(markup="" if surface[0] == ">" else "item")


def html(source: str) -> Page:
    """Return the article of a page: title, author, paragraphs; empty text if there is none.

    trafilatura decides what belongs to the article. Where it finds nothing (very short pages),
    every block of the page that a reader would see is taken.
    """
    source = cleaning.without_data(source)
    tree = _parsed(source)
    if tree is None:
        return Page("", [])
    about = pagedata.about(tree, source)
    if not _cleaned(tree):
        return Page("", [], about=about)
    title, author = about.title, listing(about.authors)
    words = tree.text_content().split()
    seen = " ".join(words)
    blocks = _article_blocks(tree)
    told = cleaning.linked_data(source)
    hidden = len(told.split()) > 2 * sum(len(surface.split()) for surface, _ in blocks)
    if hidden:
        blocks = [(_clean(part), "") for part in html_text(told) if _clean(part)]
        seen = told
    if not blocks:
        return Page("", [], about=about)
    instead = refusals.other_page(tree, " ".join(surface for surface, _ in blocks))
    if instead:
        return Page("", [], about=about, instead=instead)
    if title and title.casefold() not in {surface.casefold() for surface, _ in blocks[:3]}:
        blocks.insert(0, (title, "title"))
    if (
        author
        and author.casefold() in seen.casefold()
        and not any(author in s for s, _ in blocks[:4])
    ):
        blocks.insert(blocks[0][1] in ("title", "heading"), (author, "byline"))
    text, pieces = joined(blocks)
    how = (LINKED_DATA,) if hidden else _left_out(tree, len(words), text)
    return Page(text, pieces, title, how, about=about)


def html_text(told: str) -> list[str]:
    """Return the paragraphs of a text that may hold simple markup."""
    parts = re.split(r"\n+|</p>|<br\s*/?>", re.sub(r"<(?!/p>|br)[^>]{0,200}>", "", told))
    return [unescape(part) for part in parts]


def _parsed(source: str) -> HtmlElement | None:
    from lxml import etree  # noqa: PLC0415 - slow to import
    from lxml import html as lxml_html  # noqa: PLC0415 - as above

    parser = etree.HTMLParser(
        encoding="utf-8", huge_tree=False, remove_comments=True, remove_pis=True, collect_ids=False
    )
    # One class for all elements: lxml.html's own choice by name costs a call for every element.
    parser.set_element_class_lookup(etree.ElementDefaultClassLookup(lxml_html.HtmlElement))
    try:
        return lxml_html.document_fromstring(
            source.lstrip("\ufeff").encode("utf-8", "replace"), parser=parser
        )
    except (etree.LxmlError, ValueError, AssertionError):
        return None


def _cleaned(tree: HtmlElement) -> bool:
    """Leave in a page, in place, what a reader of its article sees; tell whether that could be."""
    from lxml import etree  # noqa: PLC0415 - slow to import

    try:
        for element in tree.xpath("//blockquote//footer"):
            element.tag = "cite"  # who is quoted
        for element in list(tree.iter(*UNSEEN)):
            element.drop_tree()
        cleaning.clean(tree)
    except (etree.LxmlError, ValueError, AssertionError):
        return False
    return True


def _article_blocks(tree: HtmlElement) -> list[Block]:
    """Return what trafilatura takes for the article; of a very short page, all of it.

    trafilatura runs a short page together to one block; then the page's own blocks are better,
    unless they hold much more than the article.
    """
    _mark_captions(tree)
    chosen = scraping.body(tree)
    found = list(_walk(chosen)) if chosen is not None else []
    words = _count(found)
    marked = _marked_article(tree, MISSED * max(1, words))
    if marked and _count(marked) > MISSED * max(1, words):
        found = marked
    if len(found) <= 1:
        whole = list(_walk(tree))
        found = whole if not found or _count(whole) < 2 * words else found
    return [_unmarked(*block) for block in found]


def _count(blocks: Sequence[Block]) -> int:
    """Return the number of words of blocks."""
    return sum(len(surface.split()) for surface, _ in blocks)


def _marked_article(tree: HtmlElement, least: float) -> list[Block]:
    """Return the blocks of the page's only article element, where they are prose, not links.

    None where it has no more than so many words.
    """
    elements = [
        e for e in tree.iter("article") if not any(True for _ in e.iterancestors("article"))
    ]
    if len(elements) != 1:
        return []
    element = elements[0]
    whole = len(element.text_content().split())
    if whole <= least:
        return []
    prose = sum(len(p.text_content().split()) for p in element.iter("p"))
    linked = sum(len(a.text_content().split()) for a in element.iter("a"))
    if prose < 0.7 * whole or linked > 0.2 * whole:
        return []
    return [(s, m) for s, m in _walk(element) if m or len(s.split()) > LEAST]


def _mark_captions(tree: HtmlElement) -> None:
    """Make each picture's caption a paragraph, which trafilatura keeps, with a mark before it."""
    for caption in tree.xpath("//figcaption"):
        surface = _clean(cleaning.caption(caption))
        figure = next((e for e in caption.iterancestors("figure")), caption)
        if figure is not caption and figure.xpath(".//p[not(ancestor::figcaption)]"):
            figure = caption
        if not surface or figure.getparent() is None:
            continue
        paragraph = figure.makeelement("p")
        paragraph.text, paragraph.tail = CAPTION_MARK + surface, figure.tail
        figure.getparent().replace(figure, paragraph)


def _unmarked(surface: str, markup: Markup) -> tuple[str, Markup]:
    inner = surface.lstrip(CAPTION_MARK + " ")
    return (inner, "caption") if surface.startswith(CAPTION_MARK) and inner else (surface, markup)


def _walk(body: HtmlElement) -> Iterator[tuple[str, Markup]]:
    """Yield blocks in reading order, text between them too; without recursion, however deep."""
    from lxml import etree  # noqa: PLC0415 - slow to import

    pending: list[str] = []
    markup: Markup = ""
    for event, element in etree.iterwalk(body, events=("start", "end")):
        tag = element.tag if isinstance(element.tag, str) else "#"
        starts = event == "start"
        if tag in BLOCKS:
            yield from _broken(pending, markup)
            pending, markup = [], BLOCKS[tag] if starts else ""
        elif starts and tag in ("lb", "br"):
            pending.append(BREAK)
        elif starts and tag in ("cell", "td", "th") and _clean("".join(pending)):
            pending.append(" | ")
        pending.append(
            (element.text if starts and tag != "#" else "" if starts else element.tail) or ""
        )
    yield from _broken(pending, markup)


def _broken(pending: list[str], markup: Markup) -> Iterator[tuple[str, Markup]]:
    """Yield the paragraphs of one block: two line breaks in a row divide it, one is a space."""
    for part in BREAKS.split("".join(pending)):
        surface = _clean(part.replace(BREAK, " "))
        if surface:
            yield surface, markup


def _clean(surface: str) -> str:
    """Return white space as a browser shows it: none around, one space within."""
    return " ".join(surface.split()).strip(" " + INVISIBLE)


def _left_out(tree: HtmlElement, words: int, text: str) -> tuple[str, ...]:
    """Say how many of the page's words are in the article.

    Where they are less than half, the longest others are named.
    """
    kept = min(len(text.split()), words)
    told = f"HTML: {kept} of the page's {words} words are the article's, found by trafilatura"
    if 2 * kept >= words:
        return (told,)
    left = [s for s, _ in starmap(_unmarked, _walk(tree)) if s not in text]
    longest = sorted(left, key=lambda surface: -len(surface))[:SHOWN]
    shown = "; ".join(f"“{s[:60].rstrip()}{'…' if len(s) > 60 else ''}”" for s in longest)
    return (f"{told}{LEFT}{shown}" if shown else told,)
