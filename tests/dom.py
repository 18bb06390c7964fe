"""A strict reader of HTML fragments for tests: tags must nest, text is taken where asked."""

from __future__ import annotations

from dataclasses import dataclass, field
from html.parser import HTMLParser

VOID = frozenset({"br", "hr", "img", "input", "link", "meta", "path", "rect"})


@dataclass
class Element:
    """One element: its attributes, and all text below it in order."""

    tag: str
    attributes: dict[str, str]
    parts: list[str | Element] = field(default_factory=list)

    def has(self, name: str) -> bool:
        """Whether it carries the class."""
        return name in self.attributes.get("class", "").split()

    def text(self, without: frozenset[str] = frozenset()) -> str:
        """The text below, leaving out elements that carry one of these classes."""
        return "".join(
            part if isinstance(part, str) else part.text(without)
            for part in self.parts
            if isinstance(part, str) or not any(map(part.has, without))
        )

    def all(self) -> list[Element]:
        """It and every element below it, in the order of the page."""
        below = [part for part in self.parts if isinstance(part, Element)]
        return [self, *(element for part in below for element in part.all())]


class Reader(HTMLParser):
    """Fails on any tag that does not nest."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.root = Element("root", {})
        self.stack = [self.root]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Open an element; a void one closes at once."""
        element = Element(tag, {name: value or "" for name, value in attrs})
        assert len(attrs) == len(element.attributes), f"an attribute twice: {attrs}"
        self.stack[-1].parts.append(element)
        if tag not in VOID:
            self.stack.append(element)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Take an element that closes itself, as SVG's do."""
        self.stack[-1].parts.append(Element(tag, {name: value or "" for name, value in attrs}))

    def handle_endtag(self, tag: str) -> None:
        """Close the innermost element, which must be this one."""
        assert self.stack[-1].tag == tag, f"</{tag}> closes <{self.stack[-1].tag}>"
        self.stack.pop()

    def handle_data(self, data: str) -> None:
        """Take text."""
        self.stack[-1].parts.append(data)


def read(fragment: str) -> Element:
    """The fragment as a tree; fails where tags do not nest or stay open."""
    reader = Reader()
    reader.feed(fragment)
    reader.close()
    assert len(reader.stack) == 1, f"left open: {[e.tag for e in reader.stack[1:]]}"
    return reader.root
