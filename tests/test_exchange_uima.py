from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from cassis import load_cas_from_json
from exchanging import MIXED, cases, spoken

from analysis import tokens
from analysis.errors import InputError
from analysis.exchange import transfer
from analysis.exchange.tools import uima
from analysis.model import Extraction

Json = dict[str, Any]


def structures(data: Json, name: str) -> list[Json]:
    return [fs for fs in data["%FEATURE_STRUCTURES"] if fs["%TYPE"] == name]


def test_cassis_reads_the_words_back_from_utf16_offsets() -> None:
    text = uima.dumps(spoken())
    cas = load_cas_from_json(text)
    parts = {fs.key: fs.get_covered_text() for fs in cas.select(uima.PART)}
    assert parts["a1.source.1"] == "Ana"
    assert parts["a1.content.2"] == "End 𝒳"
    assert cas.sofa_string == MIXED
    raw = {fs["key"]: fs for fs in structures(json.loads(text), uima.PART)}
    units = len(MIXED[: MIXED.index("End")].encode("utf-16-le")) // 2
    assert raw["a1.content.2"]["begin"] == units == MIXED.index("End") + 4


def test_sentences_and_tokens_are_those_of_dkpro() -> None:
    extraction = cases()[0]
    cas = load_cas_from_json(uima.dumps(extraction))
    found = [token.get_covered_text() for token in cas.select(uima.DKPRO + "Token")]
    text = extraction.article.text
    assert found == [token.span.of(text) for token in extraction.article.tokens]
    assert len(cas.select(uima.DKPRO + "Sentence")) == len(extraction.article.sentences)
    assert tokens.tokenise(extraction.article) == extraction.article


def edited(folder: Path, change: Callable[[Json], object]) -> Extraction:
    transfer.export([spoken()], "uima", folder)
    file = folder / "mixed.json"
    data = json.loads(file.read_bytes())
    change(data)
    file.write_text(json.dumps(data), encoding="utf-8")
    (found,) = transfer.load(file)
    return found.extraction


def test_what_a_person_changed_is_the_record(tmp_path: Path) -> None:
    found = edited(tmp_path, lambda data: structures(data, uima.STATEMENT)[0].update(form="direct"))
    assert found.attributions[0].form == "direct"
    assert found.attributions[1] == spoken().attributions[1]
    assert found.reader == "imported from INCEpTION"


def slot_to_nowhere(data: Json) -> None:
    structures(data, uima.LINK)[0]["@target"] = 10**6


@pytest.mark.parametrize(
    ("change", "says"),
    [
        # Between the halves of the emoji that the text begins with: cassis alone would go on.
        (lambda data: structures(data, uima.PART)[0].update(begin=1), "is not a CAS"),
        (lambda data: structures(data, uima.PART)[0].update(end=10**9), "is not a CAS"),
        (lambda data: structures(data, uima.PART)[0].update(begin="x"), "is not a CAS"),
        (lambda data: structures(data, uima.PART)[0].update(begin=None), "is not a CAS"),
        (lambda data: structures(data, uima.STATEMENT)[0].update(notes="["), "is not JSON"),
        (lambda data: structures(data, uima.STATEMENT)[0].update(notes="[]"), "is not an object"),
        (
            lambda data: structures(data, uima.STATEMENT)[0].update(form="loud"),
            "is not one of direct",
        ),
        (lambda data: structures(data, uima.STATEMENT)[0].update(speaker="s9"), "s9' is not a"),
        (slot_to_nowhere, "has a part that leads nowhere"),
        (lambda data: data.pop("%VIEWS"), "lacks '%VIEWS'"),
        (lambda data: data["%TYPES"].clear(), "is not a CAS"),
        (lambda data: structures(data, "uima.cas.Sofa")[0].pop("sofaString"), "holds no text"),
        (lambda data: structures(data, "uima.cas.Sofa")[0].update(sofaString="x" * 99), "not the"),
    ],
)
def test_a_hostile_file_is_one_clear_line(
    tmp_path: Path, change: Callable[[Json], object], says: str
) -> None:
    with pytest.raises(InputError) as caught:
        edited(tmp_path, change)
    assert says in str(caught.value)
    assert str(caught.value).startswith(str(tmp_path / "mixed.json"))
    assert "\n" not in str(caught.value)


def test_the_same_extraction_gives_the_same_bytes() -> None:
    assert uima.dumps(spoken()) == uima.dumps(spoken())
