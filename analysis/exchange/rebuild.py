"""Builds an Extraction from the JSON of :mod:`analysis.exchange`, trusting none of it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, NoReturn, TypeVar, get_args

from analysis.errors import InputError
from analysis.model import (
    Article,
    Attribution,
    Extraction,
    Form,
    Mention,
    MentionForm,
    Naming,
    Paragraph,
    ParagraphKind,
    Quotation,
    Source,
    SourceKind,
    Span,
)

T = TypeVar("T")


def from_json(data: object, text: str) -> Extraction:
    """Build the extraction that :func:`analysis.exchange.to_json` was given.

    Args:
        data: The object, as ``json.loads`` gives it. Only ``id`` and ``attributions`` must be
            there; what else is missing takes its default.
        text: The text the offsets point into.

    Returns:
        The extraction, its article without sentences and tokens.

    Raises:
        InputError: If a part is missing, of a wrong type, or points outside the text.
    """
    root = _Node(data, "the article")
    length = root.number("length", default=len(text))
    if length != len(text):
        root.fail(f"was made from a text of {length} characters, this one has {len(text)}")
    limit = len(text)
    return Extraction(
        _article(root, text),
        root.each("quotations", lambda n: _quotation(n, limit)),
        root.each("attributions", lambda n: _attribution(n, limit), needed=True),
        root.each("sources", lambda n: _source(n, limit)),
        root.each("unheard", lambda n: _source(n, limit)),
        root.string("reader", default=""),
    )


class _Node:
    """One value of the JSON and the way to it, for errors that say where."""

    def __init__(self, value: object, where: str) -> None:
        self.value, self.where = value, where

    def fail(self, what: str) -> NoReturn:
        raise InputError(what, self.where, "give what `analysis extract` wrote for this very text")

    def get(self, key: str, default: object = ...) -> _Node:
        if not isinstance(self.value, dict):
            self.fail("is no object")
        found = self.value.get(key, default)
        if found is ...:
            self.fail(f"lacks {key!r}")
        return _Node(found, f"{self.where}, {key}")

    def items(self) -> list[_Node]:
        if not isinstance(self.value, list):
            self.fail("is no list")
        return [_Node(item, f"{self.where} {n}") for n, item in enumerate(self.value, 1)]

    def each(self, key: str, build: Callable[[_Node], T], *, needed: bool = False) -> tuple[T, ...]:
        default: object = ... if needed else []
        return tuple(build(item) for item in self.get(key, default).items())

    def string(self, key: str, default: object = ...) -> str:
        node = self.get(key, default)
        if not isinstance(node.value, str):
            node.fail("is no text")
        return node.value

    def optional(self, key: str) -> str | None:
        return None if self.get(key, None).value is None else self.string(key)

    def number(self, key: str, default: object = ...) -> int:
        node = self.get(key, default)
        if not isinstance(node.value, int) or isinstance(node.value, bool) or node.value < 0:
            node.fail("is no whole number from 0")
        return node.value

    def share(self, key: str, default: object) -> float:
        node = self.get(key, default)
        value = node.value
        if isinstance(value, bool) or not isinstance(value, int | float) or not 0 <= value <= 1:
            node.fail("is no number from 0 to 1")
        return float(value)

    def truth(self, key: str, *, default: bool) -> bool:
        node = self.get(key, default)
        if not isinstance(node.value, bool):
            node.fail("is neither true nor false")
        return node.value

    def choice(self, key: str, words: Any, default: object = ...) -> Any:
        """One word of a closed set, given as the model's ``Literal``."""
        word = self.string(key, default)
        if word not in get_args(words):
            self.get(key, default).fail(f"is none of {', '.join(get_args(words))}")
        return word

    def words(self, key: str) -> tuple[str, ...]:
        nodes = self.get(key, []).items()
        for node in nodes:
            if not isinstance(node.value, str):
                node.fail("is no text")
        return tuple(str(node.value) for node in nodes)

    def span(self, limit: int) -> Span:
        """A pair [start, end] inside the text."""
        pair = self.value
        if not isinstance(pair, list) or len(pair) != 2 or not all(type(x) is int for x in pair):
            self.fail("is no pair [start, end]")
        if not 0 <= pair[0] <= pair[1] <= limit:
            self.fail("points outside the text")
        return Span(pair[0], pair[1])

    def ends(self, limit: int) -> Span:
        """The span given by the keys start and end."""
        pair = [self.number("start"), self.number("end")]
        return _Node(pair, self.where).span(limit)


def _article(root: _Node, text: str) -> Article:
    return Article(
        root.string("id"),
        text,
        root.each("paragraphs", lambda n: _paragraph(n, len(text))),
        root.string("title", default=""),
        root.string("encoding", default="utf-8"),
        root.string("sha256", default=""),
        root.words("repairs"),
    )


def _paragraph(node: _Node, limit: int) -> Paragraph:
    credit = node.get("credit", None)
    return Paragraph(
        node.ends(limit),
        node.choice("kind", ParagraphKind, default="body"),
        node.string("because", default=""),
        credit.span(limit) if credit.value is not None else None,
    )


def _quotation(node: _Node, limit: int) -> Quotation:
    return Quotation(
        node.ends(limit),
        node.get("inner").span(limit),
        node.number("paragraph"),
        node.number("depth", default=0),
        node.truth("closed", default=True),
        node.number("run", default=0),
    )


def _attribution(node: _Node, limit: int) -> Attribution:
    content = node.each("content", lambda n: n.span(limit), needed=True)
    if not content:
        node.fail("has no content")
    return Attribution(
        node.string("id"),
        node.each("source", lambda n: n.span(limit)),
        node.each("cue", lambda n: n.span(limit)),
        content,
        node.choice("form", Form),
        node.share("confidence", default=1.0),
        node.optional("speaker"),
        node.truth("implicit", default=False),
        node.optional("parent"),
        node.words("doubts"),
    )


def _source(node: _Node, limit: int) -> Source:
    return Source(
        node.string("id"),
        node.string("name"),
        node.choice("kind", SourceKind, default="unknown"),
        node.choice("naming", Naming),
        node.each("mentions", lambda n: Mention(n.ends(limit), n.choice("form", MentionForm))),
        node.string("role", default=""),
        node.string("affiliation", default=""),
        node.string("reason", default=""),
        node.share("confidence", default=1.0),
        node.string("because", default=""),
    )
