"""What the page offers to copy into corrections.yaml is read, and finds its place."""

from __future__ import annotations

import html
import re
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from seed import SEED

from analysis import corrections, ingest, pipeline
from analysis.model import Extraction, Source, Span
from analysis.page import checking
from analysis.page.entries import Corrector

ENTRY = re.compile(r"<pre>(.*?)</pre>", re.DOTALL)


def entries(page: str) -> list[str]:
    return [html.unescape(found) for found in ENTRY.findall(page)]


def lost(x: Extraction, page: str) -> list[str]:
    """Apply the entries of a page one by one; return what found no place."""
    given = entries(page)
    assert given
    out = []
    for entry in given:
        (own,) = corrections.parse(f"a.txt:\n{entry}".encode())["a.txt"]
        out += [str(one) for one in corrections.apply(x, [own])[1]]
    return out


def test_each_doubt_of_the_seed_has_lines_that_apply() -> None:
    x = pipeline.extract(ingest.load(SEED))
    page = checking.checks(x, 1.0)  # every statement and source is listed
    assert len(entries(page)) > len(x.attributions)
    assert lost(x, page) == []
    assert "copy the lines into" in page


def test_an_unclear_statement_has_an_entry_for_each_source_that_is_possible() -> None:
    x = pipeline.extract(ingest.load(SEED))
    a = next(a for a in x.attributions if a.speaker)
    two = tuple(s.id for s in x.sources[:2])
    unclear = replace(a, speaker=None, candidates=two, doubts=())
    x = replace(x, attributions=tuple(unclear if o is a else o for o in x.attributions))
    page = Corrector(x).statement(unclear)
    names = [s.name for s in x.sources[:2]]
    for entry, name in zip(entries(page), names, strict=True):
        (own,) = corrections.parse(f"a.txt:\n{entry}".encode())["a.txt"]
        made, gone = corrections.apply(x, [own])
        assert not gone
        (now,) = [b for b in made.attributions if b.id == a.id]
        assert {s.id: s.name for s in made.sources}[now.speaker or ""] == name


@given(st.text(min_size=1, max_size=40), st.sampled_from(["<b>", "{{x}}", ": - #", "'\"", "&lt;"]))
def test_any_name_is_escaped_and_read_back(name: str, odd: str) -> None:
    called = f"{name.strip() or 'x'} {odd}"
    text = "It rains, the mayor said."
    x = pipeline.extract(ingest.from_text(text))
    source = Source("s1", called, "person", "named", ())
    held = [replace(a, speaker="s1", source=(Span(10, 19),)) for a in x.attributions]
    x = replace(x, sources=(source,), attributions=tuple(held))
    page = Corrector(x).source(source)
    assert "<b>" not in page
    if all(c.isprintable() for c in called):
        (entry,) = entries(page)
        (own,) = corrections.parse(f"a.txt:\n{entry}".encode())["a.txt"]
        assert own.voice is not None
        assert own.voice.name == called


@pytest.mark.parametrize("threshold", [0.0, 0.5])
def test_nothing_to_correct_needs_no_instruction(threshold: float) -> None:
    x = pipeline.extract(ingest.from_text("The bridge was built in 1931. It is of stone."))
    assert "corrections.yaml" not in checking.checks(x, threshold)
