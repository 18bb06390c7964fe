"""The seed read by hand, as an Extraction: what the steps after the reader are tested on."""

from __future__ import annotations

import hashlib
import json
from functools import cache
from pathlib import Path
from typing import Any

from analysis.model import Article, Attribution, Extraction, Mention, Paragraph, Source, Span
from analysis.quotes import pair

ROOT = Path(__file__).resolve().parents[1]
SEED = ROOT / "seeds" / "000_2efcd0cf48806b2a.txt"
GOLD = ROOT / "tests" / "gold" / "seed" / "000_2efcd0cf48806b2a.json"


@cache
def gold_extraction() -> Extraction:
    """Gold paragraphs, attributions and sources; no sentences or tokens, confidence 1."""
    gold = json.loads(GOLD.read_text(encoding="utf-8"))
    data = SEED.read_bytes()
    text = data.decode()
    paragraphs = tuple(_paragraph(text, p) for p in gold["paragraphs"])
    article = Article(
        SEED.stem, text, paragraphs, title="", sha256=hashlib.sha256(data).hexdigest()
    )
    names = list(dict.fromkeys(a["entity"] for a in gold["attributions"]))
    ids = {name: f"s{number}" for number, name in enumerate(names, 1)}
    attributions = tuple(
        _attribution(number, a, ids[a["entity"]])
        for number, a in enumerate(gold["attributions"], 1)
    )
    sources = tuple(_source(ids[name], name, gold["attributions"]) for name in names)
    quotations = pair(text, [p.span for p in paragraphs])
    return Extraction(article, quotations, attributions, sources, reader="gold")


def _spans(pairs: list[list[int]]) -> tuple[Span, ...]:
    return tuple(Span(start, end) for start, end in pairs)


def _paragraph(text: str, entry: dict[str, Any]) -> Paragraph:
    credit = entry.get("credit")
    span = Span(entry["start"], entry["end"])
    place = None
    if credit:
        start = text.rindex(credit, span.start, span.end)
        place = Span(start, start + len(credit))
    return Paragraph(span, entry["kind"], "gold", place)


def _attribution(number: int, a: dict[str, Any], speaker: str) -> Attribution:
    return Attribution(
        f"a{number}",
        _spans(a["source"]),
        _spans(a["cue"]),
        _spans(a["content"]),
        a["form"],
        1.0,
        speaker,
        bool(a.get("implicit")),
    )


def _source(key: str, name: str, attributions: list[dict[str, Any]]) -> Source:
    own = [a for a in attributions if a["entity"] == name]
    mentions = tuple(Mention(span, "nominal") for a in own for span in _spans(a["source"]))
    return Source(key, name, own[0]["type"], own[0]["naming"], mentions, because="gold")
