"""Corrections whose article is gone: it was renamed, or its name in the file is misspelt."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path

from analysis.corrections.anchors import Placed, place
from analysis.corrections.indexing import Index
from analysis.corrections.records import Correction, Quote, described
from analysis.corrections.store import beside, load
from analysis.errors import CorrectionError
from analysis.model import Extraction
from analysis.text import legible

NUMBER = re.compile(r"#\d+\Z")


def strays(file: Path) -> dict[str, tuple[Correction, ...]]:
    """Return the sections of a file of corrections whose articles are not beside it.

    Of a folder that can't be listed nobody can say what is not in it: then there are none.
    """
    sections = {name: own for name, own in load(file).items() if own}
    try:
        there = {legible(path.name) for path in file.parent.iterdir()} if sections else set()
    except OSError:
        return {}
    return {n: own for n, own in sections.items() if n not in there and _file(n) not in there}


def _file(name: str) -> str:
    """Return the file in which an article of a section lies: ``arts.csv`` of ``arts.csv#2``."""
    return NUMBER.sub("", name)


def astray(x: Extraction, article: Path) -> Extraction:
    """Say of an article without corrections which stray ones quote it: it may have a new name.

    Args:
        x: What was found in it.
        article: Its file.

    Returns:
        The extraction; ``unplaced`` holds a line more for each.
    """
    file, name = beside(article), legible(article.name)
    if name in load(file) or not (sections := strays(file)):
        return x
    index = Index(x.article.text)
    lines = [
        f"{described(c)}: it is kept under “{old}”, and no such article is there; "
        f"if that is this one, call the section “{name}”"
        for old, own in sections.items()
        for c in own
        if (first := _first(c)) is not None and isinstance(place(index, first), Placed)
    ]
    return replace(x, unplaced=(*x.unplaced, *lines))


def stray_lines(articles: Iterable[Path]) -> list[str]:
    """Return a line for each section beside some articles that corrects none of them.

    Unusable files have none.
    """
    lines = []
    for file in sorted({beside(article) for article in articles if str(article) != "-"}):
        try:
            names = list(strays(file))
        except CorrectionError:
            continue  # whoever reads an article there says so
        lines += [
            f"{file}: the section {name[:80]!r} corrects nothing: no such article is beside it; "
            "call it as its article is called"
            for name in names
        ]
    return lines


def _first(c: Correction) -> Quote | None:
    """Return a quote of the article by which it is known again."""
    if c.statement is not None:
        return c.statement.content
    mention = c.voice.mention if c.voice is not None else None
    return next(iter((*(c.content or ()), *c.mentions)), mention)
