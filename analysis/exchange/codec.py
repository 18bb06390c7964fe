"""The records of an article as plain JSON and back, field by field as the model has them.

The key ``span`` of a record is its ``start`` and ``end``, any other place a pair [start, end].
Nothing that comes in is trusted.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import MISSING, fields, is_dataclass
from functools import cache
from typing import Any, Literal, TypeVar, get_args, get_origin, get_type_hints

from analysis.exchange.node import Node
from analysis.model import Article, Attribution, Extraction, Source, Span

R = TypeVar("R")
Json = dict[str, Any]
NEEDED = ("attributions", "content")  # of the lists; others may be missing and are empty
DEFAULTS = {"kind": "unknown", "confidence": 1.0}  # where the model has none
# Keys stand in the order of the fields, but for these, which come first.
ORDER: dict[type, list[str]] = {
    Source: (
        "id name kind naming role affiliation reason mentions confidence because corrected".split()
    )
}


def plain(record: Any) -> Json:
    """Return a record as an object of plain lists, dicts, numbers and text."""
    found: Json = {}
    kind: Any = type(record)
    for name in dict.fromkeys((*ORDER.get(kind, ()), *_shape(kind))):
        value = getattr(record, name)
        ends = {"start": value.start, "end": value.end} if name == "span" else None
        found |= ends or {name: _json(value)}
    return found


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
    root, size = Node(data, "the article"), len(text)
    length = root.number("length", default=size)
    if length != size:
        root.fail(f"was made from a text of {length} characters, this one has {size}")
    article = _record(root, Article, size, text=text, sentences=(), tokens=())
    return _record(root, Extraction, size, article=article)


def _record(node: Node, record: Callable[..., R], limit: int, **given: object) -> R:
    if record is Attribution:
        given["content"] = node.each("content", lambda n: n.span(limit), needed=True)
        if not given["content"]:
            node.fail("has no content")
    for name, (hint, default) in _shape(record).items():
        if name not in given:
            given[name] = _value(node, name, hint, default, limit)
    if record is Attribution and given["speaker_confidence"] == 0:
        node.fail("has a speaker_confidence of 0, which is a factor of its confidence")
    return record(**given)


def _value(node: Node, name: str, hint: Any, default: Any, limit: int) -> object:
    """Read the value of a key as its field in the model has it."""
    if name == "span":
        return node.ends(limit)
    if hint in (Span, Span | None):
        found = node.get(name, default)
        return None if default is None and found.value is None else found.span(limit)
    if get_origin(hint) is Literal:
        return node.choice(name, hint, default)
    if get_origin(hint) is tuple:
        (part, _) = get_args(hint)
        if part is str:
            return node.words(name)
        return node.each(
            name,
            lambda n: n.span(limit) if part is Span else _record(n, part, limit),
            needed=name in NEEDED,
        )
    if hint is bool:
        return node.truth(name, default=default)
    if hint == str | None:
        return node.optional(name)
    if hint is float:
        return node.share(name, default)
    return node.number(name, default) if hint is int else node.string(name, default)


@cache
def _shape(record: Any) -> dict[str, tuple[Any, Any]]:
    """Return the type and the default of each field of a record."""
    hints = get_type_hints(record)
    own = {
        f.name: DEFAULTS.get(f.name, ...) if f.default is MISSING else f.default
        for f in fields(record)
    }
    return {name: (hints[name], default) for name, default in own.items()}


def _json(value: Any) -> Any:
    if isinstance(value, Span):
        return [value.start, value.end]
    if isinstance(value, tuple):
        return list(map(_json, value))
    return plain(value) if is_dataclass(value) else value
