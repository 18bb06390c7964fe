from __future__ import annotations

import json
import xml.etree.ElementTree as ET
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from exchanging import MIXED, cases, spoken

from analysis.errors import InputError
from analysis.exchange import transfer
from analysis.exchange.restore import Found
from analysis.exchange.tools import labelstudio

Json = dict[str, Any]


def test_every_region_covers_its_text_as_javascript_cuts_it() -> None:
    (task,) = labelstudio.tasks([spoken()])
    units = MIXED.encode("utf-16-le")
    regions = [r["value"] for r in task["predictions"][0]["result"] if "value" in r]
    assert len(regions) == 7 + 2 + 3
    for value in regions:
        assert units[2 * value["start"] : 2 * value["end"]].decode("utf-16-le") == value["text"]
    assert any(value["start"] != MIXED.index(value["text"]) for value in regions)


def test_every_label_choice_and_relation_is_in_the_interface() -> None:
    root = ET.fromstring(labelstudio.CONFIG)  # noqa: S314 - our own
    known = {
        tag: {e.get("value") for e in root.iter(tag)} for tag in ("Label", "Relation", "Choice")
    }
    names = {e.get("name") for e in root.iter() if e.get("name")}
    for task in labelstudio.tasks(cases()):
        for item in task["predictions"][0]["result"]:
            if item["type"] == "relation":
                assert set(item["labels"]) <= known["Relation"]
            else:
                assert set(item["value"].get("labels", ())) <= known["Label"]
                assert set(item["value"].get("choices", ())) <= known["Choice"]
                assert {item["from_name"], item["to_name"]} <= names


def edited(folder: Path, change: Callable[[Json], object]) -> Found:
    transfer.export([spoken()], "labelstudio", folder / "tasks.json")
    file = folder / "tasks.json"
    data = json.loads(file.read_bytes())
    change(data[0])
    file.write_text(json.dumps(data), encoding="utf-8")
    (found,) = transfer.load(file)
    return found


def results(task: Json) -> list[Json]:
    found: list[Json] = task["predictions"][0]["result"]
    return found


def test_a_persons_annotation_goes_before_the_prediction(tmp_path: Path) -> None:
    def annotate(task: Json) -> None:
        kept = [r for r in results(task) if not str(r.get("id", "")).startswith("a2")]
        made = [{"result": [], "was_cancelled": True}, {"result": kept}]
        task["annotations"] = [{"result": []}, *made]

    found = edited(tmp_path, annotate)
    assert [a.id for a in found.extraction.attributions] == ["a1"]
    assert found.extraction.reader == "imported from Label Studio tasks"
    assert "1 older annotations were left out" in found.remarks


def test_an_annotation_like_the_prediction_keeps_the_reader(tmp_path: Path) -> None:
    found = edited(tmp_path, lambda t: t.update(annotations=[{"result": results(t)[::-1]}]))
    assert found.extraction == spoken()


def test_a_new_region_is_a_statement_with_the_voice_that_is_mentioned(tmp_path: Path) -> None:
    def draw(task: Json) -> None:
        units = len(MIXED[: MIXED.index("End")].encode("utf-16-le")) // 2
        value = {"start": units, "end": units + 3, "text": "End", "labels": ["Content"]}
        results(task).append({"id": "Zx1", "type": "labels", "value": value})
        link = {"type": "relation", "from_id": "a2.source.1", "to_id": "Zx1", "labels": []}
        results(task).append(link)

    found = edited(tmp_path, draw).extraction
    new = found.attributions[-1]
    assert (new.id, new.speaker, new.form) == ("a3", "s2", "indirect")
    assert new.source == found.attributions[1].source


def region(task: Json) -> Json:
    found: Json = results(task)[0]["value"]
    return found


@pytest.mark.parametrize(
    ("change", "says"),
    [
        # The text begins with an emoji: 1 is between its halves.
        (lambda t: region(t).update(start=1), "is not a place in the text, counted in UTF-16"),
        (lambda t: region(t).update(end=10**6), "is not a place in the text"),
        (lambda t: region(t).update(start=None), "start: is not a whole number"),
        (lambda t: region(t).update(text="wrong"), "covers 'Ana' where the file says 'wrong'"),
        (lambda t: region(t).update(labels=[]), "has no label"),
        (lambda t: results(t).append(results(t)[0]), "has the id of another region"),
        (lambda t: t["predictions"][0]["result"].append([]), "is not an object"),
        (lambda t: t["data"].pop("text"), "lacks 'text'"),
        (lambda t: t.pop("data"), "lacks 'data'"),
        (lambda t: t["data"].update(text=MIXED + "!"), "not the one that was exported"),
        (lambda t: t["data"].update(analysis=[]), "is not an object"),
        (lambda t: t["data"]["analysis"].update(sources=[{"id": {}}]), "is not text"),
        (lambda t: t["data"]["analysis"]["notes"].update({"a1.content.1": 3}), "is not an object"),
        (lambda t: t["data"]["analysis"].update(quotations=[{"start": 0}]), "lacks 'end'"),
    ],
)
def test_a_hostile_file_is_one_clear_line(
    tmp_path: Path, change: Callable[[Json], object], says: str
) -> None:
    with pytest.raises(InputError) as caught:
        edited(tmp_path, change)
    assert says in str(caught.value)
    assert str(caught.value).startswith(str(tmp_path / "tasks.json"))
    assert "\n" not in str(caught.value)
