"""UIMA CAS JSON 0.4.0, which INCEpTION reads and writes, by way of dkpro-cassis.

A statement is a ``webanno.custom.Attribution`` on its first content, with the slots ``parts``: a
link for each source, cue and further content, whose role says which. Each of those is a
``webanno.custom.Part``, a mention a ``webanno.custom.Mention``. Form, implicit and speaker are
features to edit, the rest is JSON in ``notes``; the document is a ``webanno.custom.Analysis``.
Sentences and tokens are DKPro's, for INCEpTION to show.

UIMA counts UTF-16 code units: cassis converts when it reads and writes. A place that is none, such
as one between the halves of a surrogate pair, it would only warn of; here that is an error.
"""

from __future__ import annotations

import json
import warnings
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

from analysis.errors import InputError
from analysis.exchange import graph as graphs
from analysis.exchange.format import Format, contents, each
from analysis.exchange.graph import Graph, Link, Mark
from analysis.exchange.node import Node, parse, placed
from analysis.exchange.restore import Found, restore
from analysis.ingest.damage import reading
from analysis.model import Extraction

if TYPE_CHECKING:
    from cassis import Cas, TypeSystem

LOST = (
    *graphs.LOST,
    "layers and features that were added in INCEpTION",
)
STATEMENT, LINK = "webanno.custom.Attribution", "webanno.custom.AttributionPartsLink"
PART, MENTION = "webanno.custom.Part", "webanno.custom.Mention"
DOCUMENT = "webanno.custom.Analysis"
DKPRO = "de.tudarmstadt.ukp.dkpro.core.api.segmentation.type."
TEXT, FLAG, ANNOTATION = "uima.cas.String", "uima.cas.Boolean", "uima.tcas.Annotation"
ARRAY = "uima.cas.FSArray"
EDITED = ("form", "implicit", "speaker")


def dumps(extraction: Extraction) -> str:
    """Return the extraction as CAS JSON; ids count from 1 in the order of the file."""
    from cassis import Cas  # noqa: PLC0415 - an extra

    graph = graphs.build(extraction)
    types = _types()
    cas = Cas(typesystem=types, sofa_string=graph.text, sofa_mime="text/plain")
    for name, spans in (
        ("Sentence", [s.span for s in extraction.article.sentences]),
        ("Token", list(graph.words)),
    ):
        made = types.get_type(DKPRO + name)
        cas.add_all(made(begin=span.start, end=span.end) for span in spans)
    parts = {mark.key: _annotation(cas, mark) for mark in graph.marks}
    for head in (mark for mark in graph.marks if mark.label == "Content" and mark.notes):
        _slots(cas, parts, head, graph)
    cas.add(types.get_type(DOCUMENT)(document=json.dumps(graph.document)))
    return str(cas.to_json(pretty_print=True)) + "\n"


def _types() -> TypeSystem:
    from cassis import TypeSystem  # noqa: PLC0415 - an extra

    types = TypeSystem()
    part = types.create_type(PART, ANNOTATION)
    link = types.create_type(LINK, "uima.cas.TOP")
    statement = types.create_type(STATEMENT, ANNOTATION)
    mention = types.create_type(MENTION, ANNOTATION)
    for made in (part, statement, mention):
        types.create_feature(made, "key", TEXT)
    types.create_feature(part, "role", TEXT)
    types.create_feature(link, "role", TEXT)
    types.create_feature(link, "target", ANNOTATION)
    types.create_feature(statement, "form", TEXT)
    types.create_feature(statement, "implicit", FLAG)
    types.create_feature(statement, "speaker", TEXT)
    types.create_feature(statement, "parts", ARRAY, elementType=LINK)
    for made in (statement, mention):
        types.create_feature(made, "notes", TEXT)
    types.create_feature(types.create_type(DOCUMENT, "uima.cas.AnnotationBase"), "document", TEXT)
    for name in ("Sentence", "Token"):
        types.create_type(DKPRO + name, ANNOTATION)
    return types


def _annotation(cas: Cas, mark: Mark) -> Any:
    place: dict[str, Any] = {"begin": mark.span.start, "end": mark.span.end, "key": mark.key}
    get = cas.typesystem.get_type
    if mark.label == "Mention":
        made = get(MENTION)(**place, notes=json.dumps(mark.notes))
    elif mark.notes:
        rest = {k: v for k, v in mark.notes.items() if k not in EDITED}
        edited = {k: mark.notes[k] for k in EDITED}
        made = get(STATEMENT)(**place, **edited, notes=json.dumps(rest))
    else:
        made = get(PART)(**place, role=mark.label)
    cas.add(made)
    return made


def _slots(cas: Cas, parts: dict[str, Any], head: Mark, graph: Graph) -> None:
    link = cas.typesystem.get_type(LINK)
    array = cas.typesystem.get_type(ARRAY)
    own = [link(role=k.label, target=parts[k.child]) for k in graph.links if k.head == head.key]
    if own:  # cassis can't read an empty array that it wrote
        parts[head.key].parts = array(elements=own)


def loads(data: str, where: str) -> Graph:
    """Return marks and links of one CAS.

    Raises:
        InputError: If cassis can't read it, or an annotation is not a place in its text.
    """
    cas = _load(data, where)
    text = cas.sofa_string
    if not isinstance(text, str):
        raise InputError("holds no text", where, "export it from INCEpTION as UIMA CAS JSON 0.4.0")
    marks: dict[int, Mark] = {}
    for found in (*_all(cas, STATEMENT), *_all(cas, PART), *_all(cas, MENTION)):
        node = Node(found, f"{where}, annotation {found.xmiID}")
        marks[id(found)] = _mark(node, text)
    links = [
        link
        for found in _all(cas, STATEMENT)
        for link in _links(Node(found, f"{where}, annotation {found.xmiID}"), marks)
    ]
    document: dict[str, Any] = {}
    for found in _all(cas, DOCUMENT):
        document = _notes(Node(found, where), found.document)
    return Graph(text, document, tuple(marks.values()), tuple(links))


def _load(data: str, where: str) -> Cas:
    from cassis import load_cas_from_json  # noqa: PLC0415 - an extra

    shape = parse(data, where)
    for key in ("%FEATURE_STRUCTURES", "%VIEWS", "%TYPES"):
        shape.get(key)
    with reading("a CAS", where), warnings.catch_warnings():
        warnings.simplefilter("error", UserWarning)  # offsets that are no place in the text
        return load_cas_from_json(data)


def _all(cas: Cas, name: str) -> list[Any]:
    return list(cas.select(name)) if cas.typesystem.contains_type(name) else []


def _mark(node: Node, text: str) -> Mark:
    found = node.value
    begin, end = getattr(found, "begin", None), getattr(found, "end", None)
    if type(begin) is not int or type(end) is not int:
        node.fail("has no begin and end")
    span = placed(node, text, begin, end)
    key = getattr(found, "key", None)
    key = key if isinstance(key, str) and key else f"fs{found.xmiID}"
    if found.type.name == PART:
        return Mark(key, str(getattr(found, "role", "")), span)
    notes = _notes(node, getattr(found, "notes", None))
    if found.type.name == MENTION:
        return Mark(key, "Mention", span, notes)
    edited = {k: getattr(found, k, None) for k in EDITED}
    # A statement that a person added has no notes: what is unset there is for us to find.
    kept = {k: v for k, v in edited.items() if v is not None or (k == "speaker" and notes)}
    return Mark(key, "Content", span, notes | kept)


def _notes(node: Node, said: object) -> dict[str, Any]:
    if said is None:
        return {}
    if not isinstance(said, str):
        node.fail("has notes that are not text")
    return dict(parse(said, f"{node.where}, notes").entries())


def _links(node: Node, marks: dict[int, Mark]) -> list[Link]:
    parts = getattr(node.value, "parts", None)
    head = marks[id(node.value)].key
    found = []
    for part in getattr(parts, "elements", parts) or []:
        target = marks.get(id(getattr(part, "target", None)))
        if target is None:
            node.fail("has a part that leads nowhere")
        # What the slot says goes before what the part says of itself: a person edits slots.
        found.append(Link(target.label.lower(), head, target.key))
    return found


def _read(path: Path, _: str | None, tool: str) -> Iterator[Found]:
    yield restore(loads(contents(path), ""), tool, path.stem)


FORMAT = Format(
    "uima",
    "UIMA CAS JSON 0.4.0, for INCEpTION",
    __doc__,
    each(".json", dumps),
    _read,
    LOST,
    needs="cassis",
    extra="exchange",
    looks=lambda _, start: b'"%TYPES"' in start or b'"%FEATURE_STRUCTURES"' in start,
    tool="INCEpTION",
)
