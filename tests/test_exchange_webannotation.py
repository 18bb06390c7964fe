"""Web Annotations, held against the required properties of the W3C's data model."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from exchanging import MIXED, cases, spoken
from jsonschema import Draft202012Validator

from analysis.errors import InputError
from analysis.exchange import transfer
from analysis.exchange.tools import webannotation
from analysis.model import Extraction

Json = dict[str, Any]
IRI = {"type": "string", "pattern": "^(urn:uuid:|ni:///|https?://)"}
# Web Annotation Data Model, W3C Recommendation of 23 February 2017, https://www.w3.org/TR/annotation-model/
# 3.1 Annotation, 3.2.4 TextualBody, 4.2.4 and 4.2.5 the two selectors, 5.1 collection, 5.2 page.
SCHEMA: Json = {
    "type": "object",
    "required": ["@context", "id", "type", "total", "first"],
    "properties": {
        "@context": {"const": "http://www.w3.org/ns/anno.jsonld"},
        "id": IRI,
        "type": {"const": "AnnotationCollection"},
        "label": {"type": "string"},
        "total": {"type": "integer", "minimum": 0},
        "first": {
            "type": "object",
            "required": ["id", "type", "items"],
            "properties": {
                "id": IRI,
                "type": {"const": "AnnotationPage"},
                "startIndex": {"type": "integer", "minimum": 0},
                "items": {"type": "array", "items": {"$ref": "#/$defs/annotation"}},
            },
        },
    },
    "$defs": {
        "annotation": {
            "type": "object",
            "required": ["id", "type", "target"],
            "properties": {
                "id": IRI,
                "type": {"const": "Annotation"},
                "motivation": {"enum": ["tagging", "linking", "describing"]},
                "body": {"type": "array", "items": {"$ref": "#/$defs/body"}},
                "target": {"anyOf": [IRI, {"$ref": "#/$defs/specific"}]},
            },
            "additionalProperties": False,
        },
        "body": {
            "anyOf": [
                {
                    "type": "object",
                    "required": ["type", "value"],
                    "properties": {
                        "type": {"const": "TextualBody"},
                        "value": {"type": "string"},
                        "purpose": {"enum": ["tagging", "describing"]},
                        "format": {"type": "string"},
                    },
                    "additionalProperties": False,
                },
                {
                    "type": "object",
                    "required": ["id"],
                    "properties": {"id": IRI, "type": {"const": "Text"}},
                    "additionalProperties": False,
                },
            ]
        },
        "specific": {
            "type": "object",
            "required": ["source", "selector"],
            "properties": {
                "type": {"const": "SpecificResource"},
                "source": IRI,
                "selector": {"type": "array", "items": {"$ref": "#/$defs/selector"}},
            },
        },
        "selector": {
            "oneOf": [
                {
                    "type": "object",
                    "required": ["type", "start", "end"],
                    "properties": {
                        "type": {"const": "TextPositionSelector"},
                        "start": {"type": "integer", "minimum": 0},
                        "end": {"type": "integer", "minimum": 0},
                    },
                    "additionalProperties": False,
                },
                {
                    "type": "object",
                    "required": ["type", "exact"],
                    "properties": {
                        "type": {"const": "TextQuoteSelector"},
                        "exact": {"type": "string"},
                        "prefix": {"type": "string"},
                        "suffix": {"type": "string"},
                    },
                    "additionalProperties": False,
                },
            ]
        },
    },
}


def items(extraction: Extraction) -> list[Json]:
    found: list[Json] = json.loads(webannotation.dumps(extraction))["first"]["items"]
    return found


def test_every_case_has_the_shape_of_the_model_and_ids_of_its_own() -> None:
    validator = Draft202012Validator(SCHEMA)
    for extraction in cases():
        collection = json.loads(webannotation.dumps(extraction))
        assert [e.message for e in validator.iter_errors(collection)] == []
        ids = [item["id"] for item in collection["first"]["items"]]
        assert len(set(ids)) == len(ids) == collection["total"]


def test_the_shape_is_refused_where_a_required_part_is_missing() -> None:
    collection = json.loads(webannotation.dumps(spoken()))
    del collection["first"]["items"][1]["target"]["source"]
    assert list(Draft202012Validator(SCHEMA).iter_errors(collection))


def test_both_selectors_count_and_quote_the_same_words() -> None:
    tagged = [item for item in items(spoken()) if item["motivation"] == "tagging"]
    for item in tagged:
        position, quote = item["target"]["selector"]
        start, end = position["start"], position["end"]
        assert MIXED[start:end] == quote["exact"]
        assert MIXED[:start].endswith(quote["prefix"])
        assert MIXED[end:].startswith(quote["suffix"])
    assert len(tagged) == 7 + 3


def test_the_source_is_named_by_its_hash() -> None:
    # The example of RFC 6920, section 8.1.
    assert webannotation.named("Hello World!") == (
        "ni:///sha-256;f4OxZX_x_FO5LcGBSKHWXfwtSx-j1ncoSt3SABJtkGk"
    )


def edited(folder: Path, change: Callable[[Json], object]) -> Extraction:
    """The mixed article, exported, changed, and imported."""
    transfer.export([spoken()], "webannotation", folder)
    file = folder / "mixed.jsonld"
    data = json.loads(file.read_bytes())
    change(data)
    file.write_text(json.dumps(data), encoding="utf-8")
    (found,) = transfer.load(file)
    return found.extraction


def selectors(data: Json, number: int = 1) -> list[Json]:
    found: list[Json] = data["first"]["items"][number]["target"]["selector"]
    return found


def test_a_position_that_went_wrong_is_found_again_by_the_quote(tmp_path: Path) -> None:
    found = edited(tmp_path, lambda data: selectors(data)[0].update(start=0, end=1))
    assert found == spoken()


def test_a_quote_alone_and_a_position_alone_are_enough(tmp_path: Path) -> None:
    assert edited(tmp_path / "1", lambda data: selectors(data).pop(0)) == spoken()
    assert edited(tmp_path / "2", lambda data: selectors(data).pop(1)) == spoken()


def test_annotations_made_elsewhere_need_the_article(tmp_path: Path) -> None:
    article = tmp_path / "x.txt"
    article.write_bytes(b"Rain came, said Ana.\n")
    anno = {
        "@context": "http://www.w3.org/ns/anno.jsonld",
        "id": "http://example.org/1",
        "type": "Annotation",
        "body": {"type": "TextualBody", "value": "Content", "purpose": "tagging"},
        "target": {
            "source": "http://example.org/x",
            "selector": {"type": "TextQuoteSelector", "exact": "Rain came"},
        },
    }
    file = tmp_path / "x.jsonld"
    file.write_text(json.dumps(anno), encoding="utf-8")
    with pytest.raises(InputError, match="--article"):
        list(transfer.load(file))
    ((found, _),) = transfer.load(file, article=article)
    assert [span.of(found.article.text) for span in found.attributions[0].content] == ["Rain came"]
    assert found.reader == "imported from W3C Web Annotation"


def test_an_article_that_is_not_the_annotated_one_is_refused(tmp_path: Path) -> None:
    transfer.export([spoken()], "webannotation", tmp_path)
    (tmp_path / "other.txt").write_text("Another text.\n", encoding="utf-8")
    with pytest.raises(InputError, match="is not about the text"):
        list(transfer.load(tmp_path / "mixed.jsonld", article=tmp_path / "other.txt"))


def wrong_text(data: Json) -> None:
    data["first"]["items"][0]["body"][0]["value"] += "!"


def wrong_quote(data: Json) -> None:
    selectors(data)[0]["start"] += 1
    selectors(data)[1]["exact"] = "nowhere"


@pytest.mark.parametrize(
    ("change", "says"),
    [
        (wrong_text, "not the one that was exported"),
        (wrong_quote, "'nowhere' does not stand in the text"),
        (lambda data: selectors(data).clear(), "has neither a TextPositionSelector nor"),
        (lambda data: selectors(data)[0].update(start=-1), "start: is not a whole number from 0"),
        (lambda data: selectors(data)[0].update(start="1"), "start: is not a whole number from 0"),
        (lambda data: data["first"]["items"][1].pop("target"), "lacks 'target'"),
        (lambda data: data["first"]["items"].append(3), "is not an object"),
        (lambda data: data["first"].update(items={}), "is not a list"),
        (lambda data: data.pop("first"), "is not a Web Annotation"),
        (lambda data: data["first"]["items"].append(data["first"]["items"][1]), "has the key"),
    ],
)
def test_a_hostile_file_is_one_clear_line(
    tmp_path: Path, change: Callable[[Json], object], says: str
) -> None:
    with pytest.raises(InputError) as caught:
        edited(tmp_path, change)
    assert says in str(caught.value)
    assert str(caught.value).startswith(str(tmp_path / "mixed.jsonld"))


def test_a_list_of_no_annotations_says_which_is_none(tmp_path: Path) -> None:
    (tmp_path / "x.json").write_text("[[]]", encoding="utf-8")
    with pytest.raises(InputError, match=r"x\.json: annotation 1: is not an object;"):
        list(transfer.load(tmp_path / "x.json", "webannotation"))


def test_the_same_extraction_gives_the_same_bytes() -> None:
    assert webannotation.dumps(spoken()) == webannotation.dumps(spoken())
