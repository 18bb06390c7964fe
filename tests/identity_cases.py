"""Checks the cases of tests/identity/cases.jsonl: small texts, and what must be found in each.

A case has a text, the right answer in words, and checks made from both:
``says`` lists statements by words of their content, each with what is asked of its source
(``who`` are words of its name; ``name`` is the whole name); ``same`` and ``apart`` list groups of
contents of one source or of different ones; ``not_by`` pairs a content with who must not have said
it; ``no_person`` and ``none`` list contents that are no person's or no statement at all ("*" is
any); ``never`` lists who says nothing; ``sources`` and ``statements`` count what is counted.

tests/identity_fresh.jsonl holds longer texts, written before anybody looked at what comes out:
``statements`` ({says: words of the content, source: words of its name, naming, kind}; what is left
out is not asked), ``apart`` ([names of sources that stay two]) and ``silent`` (who never speaks).
Half of them, by a hash of the text, are kept back as well.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from analysis.ingest import from_text
from analysis.model import Attribution, Extraction, Source, Span
from analysis.pipeline import extract
from analysis.text import runs as places

CASES = Path(__file__).parent / "identity" / "cases.jsonl"
FRESH = Path(__file__).parent / "identity_fresh.jsonl"
WORD = re.compile(r"\w+")
OWNER = re.compile(r"^.*(?:['’]s|s['’]) |(?<=family|arents) of .*")
WHOLE = ("name", "kind", "naming")
PARTLY = ("role", "affiliation", "reason")


@dataclass(frozen=True, slots=True)
class Case:
    """One text with its checks; ``part`` is "tune" or "held"."""

    id: str
    kind: str
    part: str
    text: str
    checks: Mapping[str, Any]


def cases(part: str = "all") -> list[Case]:
    """The cases of a part: "tune", "held" or "all"."""
    rows = map(json.loads, CASES.read_text(encoding="utf-8").splitlines())
    every = [Case(r["id"], r["kind"], part_of(r["id"]), r["text"], r) for r in rows]
    return [case for case in every if part in ("all", case.part)]


def fresh(part: str = "all") -> list[Case]:
    """The fresh texts of a part, as cases."""
    rows = map(json.loads, FRESH.read_text(encoding="utf-8").splitlines())
    every = [_fresh(row) for row in rows]
    return [case for case in every if part in ("all", case.part)]


def _fresh(row: Mapping[str, Any]) -> Case:
    """The checks of a fresh text: names that stay two are found by what they say."""
    says = [
        {"content": said["says"], "who": said["source"]}
        | {key: said[key] for key in ("naming", "kind") if key in said}
        for said in row["statements"]
    ]
    first = {said["who"]: said["content"] for said in reversed(says)}
    checks = {
        "says": says,
        "apart": [[first[name] for name in names] for names in row["apart"]],
        "never": row["silent"],
    }
    digest = hashlib.sha1(row["text"].encode(), usedforsecurity=False).hexdigest()
    return Case(f"F{digest[:6]}", row["kind"], part_of(row["text"]), row["text"], checks)


def part_of(key: str) -> str:
    """Half of the cases are never looked at while rules are made; their ids decide which."""
    digest = hashlib.sha1(key.encode(), usedforsecurity=False).hexdigest()
    return "held" if int(digest, 16) % 2 else "tune"


def problems(case: Case, read: Callable[[str], Extraction] | None = None) -> list[str]:
    """What is wrong with what was found in a case, a line a check; none if all is right."""
    found = Found(read(case.text) if read else extract(from_text(case.text)))
    checks = case.checks
    out = [line for said in checks.get("says", []) for line in _said(found, said)]
    out += [line for group in checks.get("same", []) for line in _same(found, group)]
    out += [line for group in checks.get("apart", []) for line in _apart(found, group)]
    out += [line for pair in checks.get("not_by", []) for line in _not_by(found, *pair)]
    for content in checks.get("no_person", []):
        source = found.source(content)
        if source is not None and (source.kind == "person" or source.naming == "named"):
            out.append(f"“{content}” is given to {source.name}")
    for content in checks.get("none", []):
        if found.counted if content == "*" else found.statement(content):
            out.append(f"a statement was found: {content}")
    voices = {id(s): s for a in found.counted if (s := found.speaker(a)) is not None}
    out += [
        f"{source.name} speaks"
        for name in checks.get("never", [])
        for source in voices.values()
        if _words(name) <= _words(OWNER.sub("", source.name))
    ]
    for key, number in (("sources", len(voices)), ("statements", len(found.counted))):
        if checks.get(key, number) != number:
            out.append(f"{number} {key}, not {checks[key]}")
    return out


class Found:
    """What was found in a text, looked up by words of contents."""

    def __init__(self, extraction: Extraction) -> None:
        """Keep the extraction and who its sources are."""
        self.text = extraction.article.text
        self.counted = [a for a in extraction.attributions if not a.excluded]
        below = ("", "below 50% confidence")  # shown, though figures may leave it out
        self.shown = [a for a in extraction.attributions if a.excluded in below]
        self._sources = {s.id: s for s in extraction.sources}

    def speaker(self, attribution: Attribution) -> Source | None:
        """Whose statement it is; None where that is unclear."""
        return self._sources.get(attribution.speaker or "")

    def statement(self, content: str) -> Attribution | None:
        """The shortest statement whose content holds all these words."""
        wanted = [
            set(places(self.text, [Span(*m.span())]))
            for m in re.finditer(rf"(?<!\w){re.escape(content)}", self.text)
        ]
        holding = [
            (len(held), place, a)
            for place, a in enumerate(self.shown)
            if (held := set(places(self.text, a.content))) and any(w <= held for w in wanted)
        ]
        return min(holding)[2] if holding else None

    def source(self, content: str) -> Source | None:
        """Who is given the statement with these words."""
        statement = self.statement(content)
        return self.speaker(statement) if statement else None


def _said(found: Found, wanted: Mapping[str, str]) -> Iterator[str]:
    content = wanted["content"]
    statement, source = found.statement(content), found.source(content)
    if statement is None:
        yield f"no statement “{content}”"
        return
    if "form" in wanted and statement.form != wanted["form"]:
        yield f"“{content}” is {statement.form}, not {wanted['form']}"
    spans = [span.of(found.text) for span in statement.source]
    if "source" in wanted and spans != [wanted["source"]]:
        yield f"“{content}”: source {spans}, not {wanted['source']}"
    asked = [key for key in ("who", *WHOLE, *PARTLY) if key in wanted]
    if source is None:
        if asked:
            yield f"“{content}” is nobody's for sure"
        return
    for key in asked:
        got = str(getattr(source, "name" if key == "who" else key))
        right = _fold(wanted[key]) == _fold(got) if key in WHOLE else False
        if not right and not (key not in WHOLE and _words(wanted[key]) <= _words(got)):
            yield f"“{content}”: {key} is {got or 'empty'}, not {wanted[key]}"


def _same(found: Found, group: list[str]) -> Iterator[str]:
    sources = [found.source(content) for content in group]
    if None in sources or len({id(s) for s in sources}) > 1:
        yield f"not one source: {', '.join(group)}"


def _apart(found: Found, group: list[str]) -> Iterator[str]:
    sources = [found.source(content) for content in group]
    if None in sources or len({id(s) for s in sources}) < len(group):
        yield f"not as many sources: {', '.join(group)}"


def _not_by(found: Found, content: str, name: str) -> Iterator[str]:
    source = found.source(content)
    if source is not None and _words(name) <= _words(source.name):
        yield f"“{content}” is given to {source.name}"


def _fold(text: str) -> str:
    return re.sub(r"^(the|a|an) ", "", text.casefold().strip())


def _words(text: str) -> set[str]:
    return set(WORD.findall(text.casefold()))
