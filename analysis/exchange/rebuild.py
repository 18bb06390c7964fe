"""Builds an Extraction from the JSON of :mod:`analysis.exchange`, trusting none of it."""

from __future__ import annotations

from analysis.exchange.node import Node
from analysis.model import (
    Article,
    Attribution,
    Excluded,
    Extraction,
    Form,
    Judgement,
    Mention,
    MentionForm,
    Naming,
    Outcome,
    Paragraph,
    ParagraphKind,
    Quotation,
    Reply,
    Ruling,
    Source,
    SourceKind,
)


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
    root = Node(data, "the article")
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
        root.words("unplaced"),
        root.words("moved"),
        root.each("replies", lambda n: _reply(n, limit)),
        root.each("judged", lambda n: _judgement(n, limit)),
    )


def _article(root: Node, text: str) -> Article:
    return Article(
        root.string("id"),
        text,
        root.each("paragraphs", lambda n: _paragraph(n, len(text))),
        root.string("title", default=""),
        root.string("encoding", default="utf-8"),
        root.string("sha256", default=""),
        root.words("repairs"),
        authors=root.words("authors"),
        date=root.string("date", default=""),
        outlet=root.string("outlet", default=""),
        url=root.string("url", default=""),
        section=root.string("section", default=""),
        language=root.string("language", default=""),
    )


def _paragraph(node: Node, limit: int) -> Paragraph:
    credit = node.get("credit", None)
    return Paragraph(
        node.ends(limit),
        node.choice("kind", ParagraphKind, default="body"),
        node.string("because", default=""),
        credit.span(limit) if credit.value is not None else None,
    )


def _quotation(node: Node, limit: int) -> Quotation:
    return Quotation(
        node.ends(limit),
        node.get("inner").span(limit),
        node.number("paragraph"),
        node.number("depth", default=0),
        node.truth("closed", default=True),
        node.number("run", default=0),
    )


def _attribution(node: Node, limit: int) -> Attribution:
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
        node.words("corrected"),
        node.words("candidates"),
        node.choice("excluded", Excluded, default=""),
    )


def _reply(node: Node, limit: int) -> Reply:
    return Reply(node.string("source"), node.choice("outcome", Outcome), node.ends(limit))


def _judgement(node: Node, limit: int) -> Judgement:
    return Judgement(
        node.ends(limit),
        node.choice("verdict", Ruling),
        node.string("note", default=""),
        node.string("by", default=""),
    )


def _source(node: Node, limit: int) -> Source:
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
        node.words("corrected"),
    )
