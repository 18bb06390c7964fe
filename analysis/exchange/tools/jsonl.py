"""Our own JSON Lines.

What `analysis extract` prints.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

from analysis import exchange
from analysis.errors import InputError
from analysis.exchange import graph
from analysis.exchange.format import JSONL, Files, Format, lines
from analysis.exchange.node import parse, within
from analysis.exchange.restore import Found
from analysis.model import Extraction


def _write(found: Sequence[Extraction]) -> Files:
    return {"articles.jsonl": "".join(exchange.lines(found)).encode("utf-8", "replace")}


def _read(path: Path, given: str | None, _: str) -> Iterator[Found]:
    if given is None:
        raise InputError("holds no text", "", "name the article with --article")
    for number, line in lines(path):
        node = parse(line, f"line {number}")
        with within(node.where):
            yield Found(exchange.from_json(node.value, given))


FORMAT = Format(
    "jsonl",
    "our own JSON Lines",
    __doc__,
    _write,
    _read,
    ("the article's text (name it with --article)", graph.LOST[0]),
    "articles.jsonl",
    text=True,
    looks=lambda ending, _: ending in JSONL,
)
