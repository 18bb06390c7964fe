from __future__ import annotations

import json
import zlib
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import srsly
from exchanging import MIXED, bring_back, cases, extractions, spoken
from hypothesis import given, settings
from spacy.tokens import Doc, DocBin
from spacy.vocab import Vocab

from analysis.errors import InputError
from analysis.exchange import transfer
from analysis.exchange.tools import spacy as docbin
from analysis.model import Extraction


def docs(*found: Extraction) -> list[Doc]:
    return list(DocBin().from_bytes(docbin.dumps(found)).get_docs(Vocab()))


@settings(max_examples=60, deadline=None)
@given(extractions())
def test_the_words_of_a_doc_are_the_text_of_any_extraction(extraction: Extraction) -> None:
    assert docs(extraction)[0].text == extraction.article.text


def test_spacy_reads_the_spans_the_sentences_and_the_text() -> None:
    (doc,) = docs(spoken())
    assert doc.text == MIXED
    assert [span.text for span in doc.spans["source"]] == ["Ana", "أحمد"]
    assert [span.text for span in doc.spans["content"]][1:] == ["End 𝒳", "إن 👩‍👩‍👧 بخير"]
    (first,) = docs(cases()[0])
    assert len(list(first.sents)) >= len(cases()[0].article.sentences)
    assert set(first.spans) == {*docbin.READ, "paragraph", "quotation"}


def test_the_user_data_is_one_json_text() -> None:
    (doc,) = docs(spoken())
    assert [(key, type(value)) for key, value in doc.user_data.items()] == [("analysis", str)]
    assert json.loads(doc.user_data["analysis"])["document"]["id"] == "mixed"


def test_several_articles_are_as_many_docs_in_one_file() -> None:
    found = bring_back(cases(), "spacy")
    assert len(found) == len(cases())


def test_the_same_extraction_gives_the_same_bytes() -> None:
    assert docbin.dumps([spoken()]) == docbin.dumps([spoken()])


def edited(folder: Path, change: Callable[[dict[str, Any]], object]) -> Extraction:
    message = srsly.msgpack_loads(zlib.decompress(docbin.dumps([spoken()])))
    change(message)
    file = folder / "x.spacy"
    file.write_bytes(zlib.compress(srsly.msgpack_dumps(message)))
    (found,) = transfer.load(file)
    return found.extraction


def data(value: object) -> Callable[[dict[str, Any]], object]:
    packed = srsly.msgpack_dumps({"analysis": value})
    return lambda message: message.update(user_data=[packed])


def test_a_doc_without_our_data_is_read_by_its_groups(tmp_path: Path) -> None:
    found = edited(tmp_path, lambda message: message.update(user_data=[]))
    contents = [span.of(MIXED) for a in found.attributions for span in a.content]
    assert sorted(contents) == sorted(["“Cafe\u0301”", "End 𝒳", "إن 👩‍👩‍👧 بخير"])
    assert found.reader == "imported from spaCy DocBin"


@pytest.mark.parametrize(
    ("change", "says"),
    [
        (lambda m: m.update(lengths=b"abc"), "is not a DocBin that can be read"),
        (lambda m: m.update(tokens=b""), "is not a DocBin that can be read"),
        (lambda m: m.pop("attrs"), "is not a DocBin that can be read"),
        (lambda m: m.update(strings=[]), "is not a DocBin that can be read"),
        (lambda m: m.update(span_groups=[b"x"]), "is not a DocBin that can be read"),
        (data(3), "user_data: is not text"),
        (data("{"), "is not JSON"),
        (data("[]"), "is not an object"),
        (data('{"notes": []}'), "is not an object"),
        (data('{"links": [["a"]]}'), "is not a link of three texts"),
        (data('{"document": {"text_sha256": "0"}}'), "not the one that was exported"),
    ],
)
def test_a_hostile_file_is_one_clear_line(
    tmp_path: Path, change: Callable[[dict[str, Any]], object], says: str
) -> None:
    with pytest.raises(InputError) as caught:
        edited(tmp_path, change)
    assert says in str(caught.value)
    assert str(caught.value).startswith(str(tmp_path / "x.spacy"))
    assert "\n" not in str(caught.value)


def test_what_unpacks_to_far_too_much_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(docbin, "LARGEST", 1000)
    file = tmp_path / "x.spacy"
    file.write_bytes(zlib.compress(b"0" * 10_000_000))
    with pytest.raises(InputError, match="too large once unpacked"):
        list(transfer.load(file))
