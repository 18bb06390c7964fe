"""One value of JSON and the way to it: read with nothing trusted, every error says where."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any, NoReturn, TypeVar, get_args

from analysis.errors import InputError
from analysis.model import Span

T = TypeVar("T")
TODO = "give the file as it was exported, for this very text"
LARGEST = 400 * 1024 * 1024  # bytes of a packed file, unpacked
SHOWN = 40  # characters of a text in an error


class Node:
    """One value of the JSON and the way to it, for errors that say where."""

    def __init__(self, value: Any, where: str) -> None:
        self.value, self.where = value, where

    def fail(self, what: str, todo: str = TODO) -> NoReturn:
        """Say that this value is not as it must be, and where it is."""
        raise InputError(what, self.where, todo)

    def get(self, key: str, default: object = ...) -> Node:
        """Return the value of a key; the default where it is not there, an error without one."""
        found = self.entries().get(key, default)
        if found is ...:
            self.fail(f"lacks {key!r}")
        return Node(found, f"{self.where}, {key}")

    def entries(self) -> dict[str, Any]:
        """Return the object that this value is."""
        if not isinstance(self.value, dict):
            self.fail("is not an object")
        return self.value

    def items(self) -> list[Node]:
        """Return the values of a list."""
        if not isinstance(self.value, list):
            self.fail("is not a list")
        return [Node(item, f"{self.where} {n}") for n, item in enumerate(self.value, 1)]

    def each(self, key: str, build: Callable[[Node], T], *, needed: bool = False) -> tuple[T, ...]:
        """Return what is built from each value of a list."""
        default: object = ... if needed else []
        return tuple(build(item) for item in self.get(key, default).items())

    def string(self, key: str, default: object = ...) -> str:
        """Return a text."""
        node = self.get(key, default)
        if not isinstance(node.value, str):
            node.fail("is not text")
        return node.value

    def optional(self, key: str) -> str | None:
        """Return a text, or None where there is null or nothing."""
        return None if self.get(key, None).value is None else self.string(key)

    def number(self, key: str, default: object = ...) -> int:
        """Return a whole number from 0."""
        node = self.get(key, default)
        if not isinstance(node.value, int) or isinstance(node.value, bool) or node.value < 0:
            node.fail("is not a whole number from 0")
        return node.value

    def share(self, key: str, default: object) -> float:
        """Return a number from 0 to 1."""
        node = self.get(key, default)
        value = node.value
        if isinstance(value, bool) or not isinstance(value, int | float) or not 0 <= value <= 1:
            node.fail("is not a number from 0 to 1")
        return float(value)

    def truth(self, key: str, *, default: bool) -> bool:
        """Return true or false."""
        node = self.get(key, default)
        if not isinstance(node.value, bool):
            node.fail("is neither true nor false")
        return node.value

    def choice(self, key: str, words: Any, default: object = ...) -> Any:
        """Return one word of a closed set, given as the model's ``Literal``."""
        word = self.string(key, default)
        if word not in get_args(words):
            self.get(key, default).fail(f"is not one of {', '.join(get_args(words))}")
        return word

    def words(self, key: str) -> tuple[str, ...]:
        """Return a list of texts."""
        nodes = self.get(key, []).items()
        for node in nodes:
            if not isinstance(node.value, str):
                node.fail("is not text")
        return tuple(str(node.value) for node in nodes)

    def span(self, limit: int) -> Span:
        """Return a pair [start, end] inside the text."""
        pair = self.value
        if not isinstance(pair, list) or len(pair) != 2 or not all(type(x) is int for x in pair):
            self.fail("is not a pair [start, end]")
        if not 0 <= pair[0] <= pair[1] <= limit:
            self.fail("points outside the text")
        return Span(pair[0], pair[1])

    def ends(self, limit: int) -> Span:
        """Return the span given by the keys start and end."""
        pair = [self.number("start"), self.number("end")]
        return Node(pair, self.where).span(limit)


def parse(data: str | bytes, where: str) -> Node:
    """Read JSON from a file's bytes.

    Raises:
        InputError: If it is no UTF-8, no JSON, or nested beyond reason.
    """
    try:
        text = data if isinstance(data, str) else data.decode("utf-8-sig")
        return Node(json.loads(text, parse_constant=_no_number), where)
    except UnicodeDecodeError as error:
        raise InputError(f"is not UTF-8 at byte {error.start}", where) from None
    except RecursionError:
        raise InputError("is nested too deeply", where) from None
    except json.JSONDecodeError as error:
        place = f"line {error.lineno}, column {error.colno}"
        raise InputError(f"is not JSON at {place}", where) from None
    except ValueError:  # a whole number of thousands of digits, or NaN
        raise InputError("contains an invalid number", where) from None


def clipped(text: str) -> str:
    """Return the beginning of a text from outside, for an error."""
    return repr(text if len(text) <= SHOWN else text[: SHOWN - 1] + "…")


def placed(where: Node, text: str, start: int, end: int, quoted: str | None = None) -> Span:
    """Return the span, once it lies in the text and covers what it is said to cover.

    Raises:
        InputError: If it doesn't. White space is not compared: tools change it.
    """
    if not 0 <= start < end <= len(text):
        where.fail(f"{start} to {end} is not a place in a text of {len(text)} characters")
    if quoted is not None and text[start:end].split() != quoted.split():
        there = clipped(text[start:end])
        where.fail(f"covers {there} where the file says {clipped(quoted)}")
    return Span(start, end)


@contextmanager
def within(where: str) -> Iterator[None]:
    """Put the file before the place of every error inside."""
    try:
        yield
    except InputError as error:
        inner = error.where.removeprefix(", ")  # of a place in a file that had no name yet
        place = f"{where}: {inner}" if inner else where
        raise InputError(error.what, place, error.todo) from None
    except RecursionError:
        raise InputError("is nested too deeply", where) from None


def _no_number(name: str) -> NoReturn:
    raise ValueError(name)
