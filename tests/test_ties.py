"""Whose a statement is where a role, a pronoun or a description stands for its source."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

import pytest
import ties

from analysis import ingest, pipeline
from analysis.model import Extraction

WORD = re.compile(r"\w+")


def wrong(case: ties.Case) -> Iterator[str]:
    """What is not as it should be, in words."""
    found = pipeline.extract(ingest.from_text(case.text, case.id))
    sources = {source.id: source for source in found.sources}
    speakers = []
    for part, who in case.says:
        speaker = _speaker(found, part)
        source = sources.get(speaker or "")
        speakers.append(speaker)
        if source is None:
            yield f"{part!r} is nobody's"
        elif who and not _words(who) <= _words(source.name):
            yield f"{part!r} is {source.name}'s, not {who}'s"
        elif who and (source.naming == "named") != who[0].isupper():
            yield f"{source.name} is {source.naming}"
    if len({who for _, who in case.says}) == len(case.says) and len(set(speakers)) < len(speakers):
        yield "two sources are one"
    yield from (f"{s.name} speaks" for s in found.sources if s.name in case.never)


def _speaker(found: Extraction, part: str) -> str | None:
    text = found.article.text
    return next(
        (a.speaker for a in found.attributions if part in " ".join(s.of(text) for s in a.content)),
        None,
    )


def _words(text: str) -> set[str]:
    return set(WORD.findall(text.casefold()))


def share(cases: Sequence[ties.Case]) -> tuple[float, list[str]]:
    """The share of cases that are right, and what is wrong with the others."""
    faults = {case.id: list(wrong(case)) for case in cases}
    lines = [f"{key}: {'; '.join(told)}" for key, told in faults.items() if told]
    return 1 - len(lines) / len(cases), lines


@pytest.mark.parametrize(("name", "least"), [("UNTIED", 0.95), ("TIED", 0.95)])
def test_a_role_is_a_named_person_where_the_text_ties_it_and_nowhere_else(
    name: str, least: float
) -> None:
    reached, faults = share(getattr(ties, name))
    assert reached >= least, "\n".join(faults)
