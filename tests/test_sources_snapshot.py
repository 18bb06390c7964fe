"""Who the sources of the shipped gold are is what was looked at: any change shows, right or wrong.

The statements are those of gold, so that nothing depends on how a processor rounds the network.
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterable, Iterator
from pathlib import Path

import domains
from scripted import loaded

from analysis import ingest, sources, tokens
from analysis.model import Article, Attribution, Source
from analysis.pipeline import quoted

ROOT = Path(__file__).resolve().parents[1]
SNAPSHOT = ROOT / "tests" / "snapshots" / "sources.jsonl"
identity = loaded(ROOT / "scripts" / "identity.py")


def rows() -> Iterator[dict[str, object]]:
    """One row an article: each source with how often it speaks, and the silent ones."""
    known = identity.corpora()
    for gold in (*known["seed"], *known["wikinews"]):
        found, heard = identity.handed(gold)
        text = identity.article(gold.path).text
        yield row(gold.id, text, found, list(heard.values()))
    for passage in domains.passages():
        article = tokens.tokenise(ingest.from_text(passage.text, passage.name))
        yield row(passage.name, article.text, *identified(article, passage))


def identified(
    article: Article, passage: domains.Passage
) -> tuple[tuple[Attribution, ...], tuple[Source, ...]]:
    given = [
        Attribution(f"a{n}", s.source, s.cue, s.content, "indirect", 1.0)
        for n, s in enumerate(passage.statements, 1)
    ]
    found, heard, _ = sources.identify(article, quoted(article), given)
    return tuple(found), tuple(heard)


def row(
    name: str, text: str, found: Iterable[Attribution], heard: Iterable[Source]
) -> dict[str, object]:
    """Sources with all that is said of them and their mentions; whose each statement is."""
    own = [
        {
            "name": s.name,
            "is": [s.kind, s.naming, s.role, s.affiliation, s.reason, s.because],
            "mentions": [m.span.of(text) for m in s.mentions],
        }
        for s in heard
    ]
    called = {s.id: s.name for s in heard}
    said = [[called.get(a.speaker or "", ""), round(a.confidence, 2), *a.doubts] for a in found]
    return {"article": name, "sources": own, "statements": said}


def test_sources_of_the_shipped_gold_are_those_that_were_looked_at() -> None:
    """Set UPDATE_SNAPSHOTS=1 to write them anew, then look at the difference before you commit."""
    now = "".join(json.dumps(one, ensure_ascii=False) + "\n" for one in rows())
    if os.environ.get("UPDATE_SNAPSHOTS"):
        SNAPSHOT.write_text(now, encoding="utf-8", newline="")
    assert now.splitlines() == SNAPSHOT.read_bytes().decode().splitlines()
