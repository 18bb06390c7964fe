"""Turns overlapping spans of a text into well-formed HTML, and is the one place that escapes.

Spans of statements, sources and cues nest and cross freely (a source may lie inside another
statement's content). HTML elements may only nest. :func:`weave` splits a span where it crosses
another one, so that the tags nest and the text between them is the article's, to the character.
"""

from __future__ import annotations

import html
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from analysis.model import Span

# HTML forbids these code points even as references; a browser would drop or replace them.
FORBIDDEN = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufdd0-\ufdef"
    + "".join(chr(plane + low) for plane in range(0, 0x110000, 0x10000) for low in (0xFFFE, 0xFFFF))
    + "]"
)
SPACES = re.compile(r"\s+")


def escape(text: object) -> str:
    """Make any text safe between tags and inside a quoted attribute.

    Code points that HTML can't hold (controls, lone surrogates, non-characters) become U+FFFD,
    one for one; a carriage return, which a parser would turn into a line feed, is written as a
    reference, which keeps it.
    """
    clean = FORBIDDEN.sub("\ufffd", str(text))
    return html.escape(clean, quote=True).replace("\r", "&#13;")


def isolate(text: object) -> str:
    """Return a name with its own direction, so that Arabic in a sentence can't turn our words."""
    return f"<bdi>{escape(SPACES.sub(' ', str(text)).strip())}</bdi>"


@dataclass(frozen=True, slots=True)
class Layer:
    """A span and the element to put around it.

    ``first`` is the opening tag of the first piece (it may carry an id), ``again`` that of every
    further piece, ``tag`` the element's name. ``rank`` orders layers of the same span: lower is
    further out.
    """

    span: Span
    tag: str
    first: str
    again: str
    rank: int = 0


def weave(
    text: str,
    within: Span,
    layers: Sequence[Layer],
    before: Mapping[int, Sequence[str]] | None = None,
    after: Mapping[int, Sequence[str]] | None = None,
) -> str:
    """Mark a stretch of text with layers, as well-formed HTML.

    Args:
        text: The whole article.
        within: The stretch to write; layers are clipped to it.
        layers: What to mark, in any order.
        before: HTML to insert at an offset, before the elements that open there.
        after: HTML to insert at an offset, after the elements that close there.

    Returns:
        HTML whose text, tags stripped and unescaped, is the stretch (but for what ``escape``
        replaces), plus what was inserted. Time is linear in text and pieces.
    """
    before, after = before or {}, after or {}
    clipped = [_clip(layer, within) for layer in layers if layer.span.overlaps(within)]
    clipped = [layer for layer in clipped if len(layer.span) > 0]
    clipped.sort(key=lambda layer: (layer.span.start, -layer.span.end, layer.rank))
    edges = {within.start, within.end, *(k for k in (*before, *after) if _holds(within, k))}
    for layer in clipped:
        edges |= {layer.span.start, layer.span.end}
    out: list[str] = []
    stack: list[Layer] = []
    seen: set[int] = set()
    position, upcoming = within.start, 0
    for edge in sorted(edges):
        out.append(escape(text[position:edge]))
        position = edge
        reopen = _close(out, stack, edge)
        out += after.get(edge, ())
        out += before.get(edge, ())
        while upcoming < len(clipped) and clipped[upcoming].span.start == edge:
            reopen.append(clipped[upcoming])
            upcoming += 1
        _open(out, stack, reopen, seen)
    return "".join(out)


def _holds(within: Span, offset: int) -> bool:
    return within.start <= offset <= within.end


def _clip(layer: Layer, within: Span) -> Layer:
    span = Span(max(layer.span.start, within.start), min(layer.span.end, within.end))
    return layer if span == layer.span else replace(layer, span=span)


def _close(out: list[str], stack: list[Layer], edge: int) -> list[Layer]:
    """Close what ends here and, to get at it, what lies inside it; return what must reopen."""
    lowest = next((i for i, layer in enumerate(stack) if layer.span.end == edge), len(stack))
    closing = stack[lowest:]
    del stack[lowest:]
    out += [f"</{layer.tag}>" for layer in reversed(closing)]
    return [layer for layer in closing if layer.span.end > edge]


def _open(out: list[str], stack: list[Layer], layers: Sequence[Layer], seen: set[int]) -> None:
    for layer in layers:
        out.append(layer.again if id(layer) in seen else layer.first)
        seen.add(id(layer))
        stack.append(layer)
