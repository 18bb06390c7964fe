"""Marks and characters that nobody sees cut no name, and change nothing that is found."""

from __future__ import annotations

import re
import unicodedata

import pytest

from analysis import ingest, pipeline
from analysis.model import Extraction

TEXT = (
    "Adebola Osunlaja, the mayor, said the bridge was safe. “It is safe,” Osunlaja told the "
    "council. Nadia Kovac, a lawyer for the Harbour Trust, denied it. Kovac said the mayor had "
    "not asked her. A council official who asked not to be named said nobody had."
)
MARKS = {
    "accents apart from their letters": lambda w: re.sub("([aeiou])", "\\1\u0301", w),
    "accents that have no letter of their own": lambda w: re.sub("([oe])", "\\1\u0323\u0301", w),
    "soft hyphens": lambda w: f"{w[:2]}\u00ad{w[2:]}",
    "joiners": lambda w: f"{w[:2]}\u200d{w[2:]}",
    "direction marks": lambda w: f"\u202a{w}\u202c",
}


def found(text: str) -> Extraction:
    return pipeline.extract(ingest.from_text(text))


def bare(text: str) -> str:
    """A text without any mark."""
    apart = unicodedata.normalize("NFD", text)
    return "".join(c for c in apart if unicodedata.category(c) not in ("Mn", "Cf"))


@pytest.mark.parametrize("kind", MARKS)
def test_marks_change_nothing_that_is_found(kind: str) -> None:
    names = r"Adebola|Osunlaja|Nadia|Kovac"
    text = re.sub(names, lambda m: MARKS[kind](m.group()), TEXT)
    assert text != TEXT
    plain, marked = found(TEXT), found(text)
    for x, own in ((plain, TEXT), (marked, text)):
        assert x.article.text == own
    assert [bare(s.name) for s in marked.sources] == [s.name for s in plain.sources]
    assert [(s.kind, s.naming, s.role) for s in marked.sources] == [
        (s.kind, s.naming, s.role) for s in plain.sources
    ]
    assert [[bare(m.span.of(text)) for m in s.mentions] for s in marked.sources] == [
        [m.span.of(TEXT) for m in s.mentions] for s in plain.sources
    ]
    assert [[bare(s.of(text)) for s in a.content] for a in marked.attributions] == [
        [s.of(TEXT) for s in a.content] for a in plain.attributions
    ]


def test_a_name_keeps_the_marks_that_the_article_gives_it() -> None:
    text = "Adébọ́lá Ọ̀ṣúnlàjà, the mayor, said it was safe. Ọ̀ṣúnlàjà said he would walk over it."
    apart = unicodedata.normalize("NFD", text)
    for own in (text, apart):
        (source,) = found(own).sources
        assert source.name == unicodedata.normalize("NFC", "Adébọ́lá Ọ̀ṣúnlàjà")
        assert len([m for m in source.mentions if m.form == "name"]) >= 2


def test_punctuation_behind_a_letter_is_no_mark() -> None:
    text = "“It’s ‘safe’—really…”, Ana Ruiz’s aide said；“Yes”。"
    assert found(text).article.text == text
    assert [s.of(text) for s in found(text).attributions[0].source] == ["Ana Ruiz’s aide"]
