"""Label Studio: JSON with a task an article, its statements as a prediction to correct.

Label Studio runs in a browser and counts UTF-16 code units. Regions are ``labels``, links are
``relation``, the form of a statement is a choice on its content. All else is in the task's data
under ``analysis``, by the ids of the regions, where Label Studio keeps it as it is. On the way back
a person's annotation goes before the prediction.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any

from analysis import ingest
from analysis.exchange import graph as graphs
from analysis.exchange.format import Files, Format
from analysis.exchange.graph import Graph, Link, Mark
from analysis.exchange.node import Node, parse, placed
from analysis.exchange.restore import Found, restore
from analysis.exchange.units import Utf16
from analysis.model import Extraction

Json = dict[str, Any]
LOST = (
    *graphs.LOST,
    "all annotations of a task but one (the last that was not cancelled)",
    "labels, choices and texts that were added in Label Studio",
)
# The labelling interface of the project that the tasks are imported into.
CONFIG = """\
<View>
  <Labels name="label" toName="text">
    <Label value="Source" background="#1b7837"/>
    <Label value="Cue" background="#762a83"/>
    <Label value="Content" background="#2166ac"/>
    <Label value="Mention" background="#999999"/>
  </Labels>
  <Relations>
    <Relation value="source"/>
    <Relation value="cue"/>
    <Relation value="content"/>
  </Relations>
  <Choices name="form" toName="text" perRegion="true" whenTagName="label" whenLabelValue="Content">
    <Choice value="direct"/>
    <Choice value="mixed"/>
    <Choice value="indirect"/>
  </Choices>
  <Text name="text" value="$text"/>
</View>
"""


def tasks(extractions: Iterable[Extraction]) -> list[Json]:
    """Return a task for each article."""
    return [_task(graphs.build(extraction)) for extraction in extractions]


def _task(graph: Graph) -> Json:
    units = Utf16(graph.text)
    result = [item for mark in graph.marks for item in _region(mark, graph.text, units)]
    result += [
        {
            "type": "relation",
            "from_id": link.head,
            "to_id": link.child,
            "direction": "right",
            "labels": [link.label],
        }
        for link in graph.links
    ]
    notes = {m.key: _without_form(m.notes) for m in graph.marks if m.notes}
    document = graph.document | {"notes": notes}
    version = str(graph.document.get("reader", ""))
    return {
        "data": {"text": graph.text, "id": graph.document["id"], "analysis": document},
        "predictions": [{"model_version": version, "result": result}],
    }


def _without_form(notes: Json) -> Json:
    """Return notes without the form, which is a choice on the content.

    The form of a mention is another thing, and stays.
    """
    return notes if "voice" in notes else {k: v for k, v in notes.items() if k != "form"}


def _region(mark: Mark, text: str, units: Utf16) -> Iterator[Json]:
    place = {
        "start": units.count(mark.span.start),
        "end": units.count(mark.span.end),
        "text": mark.span.of(text),
    }
    base = {"id": mark.key, "to_name": "text"}
    labels = {"from_name": "label", "type": "labels", "value": {**place, "labels": [mark.label]}}
    yield base | labels
    if mark.label == "Content" and "form" in mark.notes:
        value = {**place, "choices": [mark.notes["form"]]}
        yield base | {"from_name": "form", "type": "choices", "value": value}


def read_task(task: Node) -> Graph:
    """Return marks and links of one task.

    Raises:
        InputError: If a part is missing, of a wrong type, or no place in the text.
    """
    data = task.get("data")
    text = data.string("text")
    document = data.get("analysis", {})
    notes = document.get("notes", {})
    notes.entries()
    marks: dict[str, Mark] = {}
    links: list[Link] = []
    forms: dict[str, str] = {}
    units = Utf16(text)
    for item in _result(task):
        kind = item.string("type")
        if kind == "labels":
            mark = _mark(item, text, units, notes)
            if mark.key in marks:
                item.fail("has the id of another region")
            marks[mark.key] = mark
        elif kind == "relation":
            label = [n.value for n in item.get("labels", []).items()] or [""]
            links.append(Link(str(label[0]), item.string("from_id"), item.string("to_id")))
        elif kind == "choices" and item.get("from_name", "").value == "form":
            chosen = item.get("value").get("choices").items()
            forms |= {item.string("id"): str(n.value) for n in chosen[:1]}
    for key, form in forms.items():
        if key in marks and marks[key].label.lower() == "content":
            m = marks[key]
            marks[key] = Mark(key, m.label, m.span, m.notes | {"form": form})
    rest = {key: value for key, value in document.value.items() if key != "notes"}
    return Graph(text, rest, tuple(marks.values()), tuple(links))


def remarks(task: Node) -> tuple[str, ...]:
    """Return what is left out of a task with several annotations."""
    several = len(_annotations(task))
    return (f"{several - 1} older annotations were left out",) if several > 1 else ()


def _annotations(task: Node) -> list[Node]:
    made = task.get("annotations", []).items()
    return [a for a in made if not a.truth("was_cancelled", default=False)]


def _result(task: Node) -> list[Node]:
    """Return what a person annotated; where nobody did, what was predicted."""
    made = _annotations(task) or task.get("predictions", []).items()[-1:]
    return made[-1].get("result").items() if made else []


def _mark(item: Node, text: str, units: Utf16, notes: Node) -> Mark:
    value = item.get("value")
    start, end = value.number("start"), value.number("end")
    label = next((n.value for n in value.get("labels").items()), None)
    if not isinstance(label, str):
        value.fail("has no label")
    quoted = value.string("text") if "text" in value.value else None
    if min(units.place(start), units.place(end)) < 0:
        value.fail(f"{start} to {end} is not a place in the text, counted in UTF-16 code units")
    span = placed(value, text, units.place(start), units.place(end), quoted)
    key = item.string("id")
    return Mark(key, label, span, dict(notes.get(key, {}).entries()))


def _write(found: Sequence[Extraction]) -> Files:
    made = json.dumps(tasks(found), ensure_ascii=False, indent=1)
    return {"labelstudio.json": f"{made}\n".encode()}


def _read(path: Path, _: str | None, tool: str) -> Iterator[Found]:
    for number, task in enumerate(parse(ingest.contents(path), "task").items(), 1):
        found = restore(read_task(task), tool, f"{path.stem}-{number}")
        yield found._replace(remarks=(*found.remarks, *remarks(task)))


FORMAT = Format(
    "labelstudio",
    "Label Studio tasks",
    __doc__,
    _write,
    _read,
    LOST,
    "labelstudio.json",
    text=True,
    looks=lambda ending, _: ending == ".json",
    more=("The labelling interface of the project:", "", "```xml", CONFIG.rstrip(), "```", ""),
)
