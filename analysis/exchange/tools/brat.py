"""brat standoff: NAME.txt and NAME.ann, by the conventions of PolNeAR.

Source, Cue and Content are text-bound annotations, tied by an event ``Attribution`` (without a
source: ``Attribution-no-source``) whose trigger stands on the cue; further contents are
``Content2`` and so on. Attributes hold form and whether the speaker is implicit, a person may set
them. All that brat has no place for is JSON in comments of the type ``Analysis``, which brat shows
and leaves alone. A person's own notes (``AnnotatorNotes``) on an event become doubts.

brat counts code points. An annotation that runs over a line break is several fragments, as brat
wants; on the way back fragments with nothing but line breaks between them are one span again.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any

from analysis.exchange import ROLES
from analysis.exchange import graph as graphs
from analysis.exchange.format import Files, Format, contents, names
from analysis.exchange.graph import Graph, Link, Mark
from analysis.exchange.node import Node, parse, placed, within
from analysis.exchange.restore import Found, restore
from analysis.model import Extraction, Span
from analysis.text import legible

LOST = (
    *graphs.LOST,
    "relations, equivalences and normalisations that were added in brat",
    "in the covered text beside the offsets: line breaks (spaces there)",
)
OFFSETS = re.compile(r"\d{1,9} \d{1,9}(?:;\d{1,9} \d{1,9})*")
TEXT_BOUND = re.compile(r"T\d{1,9}")
EVENT, BREAKS = re.compile(r"E\d{1,9}"), re.compile(r"[\r\n]+")
# What str.splitlines takes for the end of a line.
LINE_ENDS = re.compile("[\n\r\x0b\x0c\x1c-\x1e\x85\u2028\u2029\t]")
ARTICLE = "Article"  # what the comment with the document is about: no annotation of that id is
TODO = "give NAME.ann beside its NAME.txt"


def standoff(extraction: Extraction) -> tuple[str, str]:
    """Return the text, and the lines of annotations that belong to it."""
    graph = graphs.build(extraction)
    writer = _Writer(graph.text)
    children: dict[str, list[Link]] = {}
    for link in graph.links:
        children.setdefault(link.head, []).append(link)
    by_key = {mark.key: mark for mark in graph.marks}
    for mark in graph.marks:
        if mark.label == "Content" and mark.notes:
            parts = [mark, *(by_key[link.child] for link in children.get(mark.key, []))]
            writer.statement(mark, parts)
        elif mark.label == "Mention":
            writer.comment(writer.bound("Mention", [mark.span]), mark.notes)
    writer.comment(ARTICLE, graph.document)
    return graph.text, "".join(f"{line}\n" for line in writer.lines)


class _Writer:
    def __init__(self, text: str) -> None:
        self.text, self.lines = text, list[str]()
        self._counts: dict[str, int] = {}

    def statement(self, head: Mark, parts: Sequence[Mark]) -> None:
        """Write the spans of a statement, the event that ties them, and what is known of it."""
        notes = dict(head.notes)
        roles = {label: [m for m in parts if m.label == label] for label in graphs.LABELS[:3]}
        arguments = [
            f"{label}{number if number > 1 else ''}:{self.bound(label, [mark.span])}"
            for label, marks in roles.items()
            for number, mark in enumerate(sorted(marks, key=_number), 1)
        ]
        kind = "Attribution" if roles["Source"] else "Attribution-no-source"
        trigger = roles["Cue"] or [head]
        bound = self.bound(kind, [mark.span for mark in trigger])
        event = self._line("E", " ".join([f"{kind}:{bound}", *arguments]))
        self._line("A", f"Form {event} {notes.pop('form')}")
        if notes.pop("implicit"):
            self._line("A", f"Implicit {event}")
        self.comment(event, notes)

    def bound(self, label: str, spans: Iterable[Span]) -> str:
        fragments = [f for span in sorted(spans) for f in _fragments(self.text, span)]
        places = ";".join(f"{f.start} {f.end}" for f in fragments)
        covered = " ".join(f.of(self.text) for f in fragments)
        return self._line("T", f"{label} {places}\t{LINE_ENDS.sub(' ', covered)}")

    def comment(self, target: str, notes: Any) -> None:
        # Escapes everything beyond ASCII: no line separator can end the line.
        self._line("#", f"Analysis {target}\t{json.dumps(notes)}")

    def _line(self, kind: str, rest: str) -> str:
        self._counts[kind] = self._counts.get(kind, 0) + 1
        key = f"{kind}{self._counts[kind]}"
        self.lines.append(f"{key}\t{rest}")
        return key


def _number(mark: Mark) -> int:
    return int(mark.key.rpartition(".")[2])


def _fragments(text: str, span: Span) -> list[Span]:
    """Return the span without its line breaks; all of it where it is nothing else."""
    found, start = [], span.start
    for gap in BREAKS.finditer(text, span.start, span.end):
        found.append(Span(start, gap.start()))
        start = gap.end()
    found = [f for f in (*found, Span(start, span.end)) if len(f)]
    # A break at either end would be lost with its fragment: such a span stays as it is.
    whole = found and found[0].start == span.start and found[-1].end == span.end
    return found if whole else [span]


def parse_standoff(text: str, annotations: str) -> Graph:
    """Return marks and links of one article.

    Args:
        text: What the offsets point into.
        annotations: The lines of NAME.ann.

    Raises:
        InputError: If a line can't be read or an offset does not cover what the line says.
    """
    lines = annotations.removeprefix("\ufeff").split("\n")
    rows = [(n, line.rstrip("\r").split("\t")) for n, line in enumerate(lines, 1)]
    spans: dict[str, tuple[str, list[Span]]] = {}
    notes: dict[str, dict[str, Any]] = {}
    document: dict[str, Any] = {}
    for number, row in rows:
        node = Node(row, f"line {number}")
        if TEXT_BOUND.fullmatch(row[0]):
            if row[0] in spans:
                node.fail(f"there are two {row[0]}", TODO)
            spans[row[0]] = _bound(node, text)
        elif row[0].startswith(("#", "A", "M")) and len(row) > 1:
            _note(node, notes, document)
    marks: list[Mark] = []
    links: list[Link] = []
    used: set[str] = set()
    for number, row in rows:
        if EVENT.fullmatch(row[0]):
            node = Node(row, f"line {number}")
            _event(node, spans, notes.get(row[0], {}), marks, links, used)
    marks += _loose(spans, notes, used)
    return Graph(text, document, tuple(marks), tuple(links))


def _bound(node: Node, text: str) -> tuple[str, list[Span]]:
    row = node.value
    label, _, places = row[1].partition(" ") if len(row) > 1 else ("", "", "")
    if not label or not OFFSETS.fullmatch(places):
        node.fail("is not an annotation of a span (T1, label and offsets, text)", TODO)
    pairs = [tuple(map(int, part.split())) for part in places.split(";")]
    fragments = [placed(node, text, start, end) for start, end in pairs]
    covered = " ".join(f.of(text) for f in fragments)
    if len(row) > 2:
        # Tools differ in how they write line breaks and gaps here; the letters must agree.
        said, there = "".join("".join(row[2:]).split()), "".join(covered.split())
        if not there.startswith(said) or not (said or not there):
            node.fail(f"says {row[2][:40]!r} of a place that reads {covered[:40]!r}", TODO)
    return label, _joined(text, fragments)


def _joined(text: str, fragments: Sequence[Span]) -> list[Span]:
    """Join fragments with nothing but a line break between them."""
    found: list[Span] = []
    for f in fragments:
        last = found[-1] if found else None
        if last and last.end < f.start and BREAKS.fullmatch(text, last.end, f.start):
            found[-1] = Span(last.start, f.end)
        else:
            found.append(f)
    return found


def _note(node: Node, notes: dict[str, dict[str, Any]], document: dict[str, Any]) -> None:
    """Note what an attribute or comment says of its target."""
    kind, *rest = node.value[1].split(" ")
    target = rest[0] if rest else ""
    own = notes.setdefault(target, {})
    if node.value[0].startswith("A"):
        if kind == "Form" and len(rest) > 1:
            own["form"] = rest[1].lower()
        elif kind == "Implicit":
            own["implicit"] = True
    elif node.value[0].startswith("#") and kind == "Analysis":
        said = parse("\t".join(node.value[2:]), node.where)
        if not isinstance(said.value, dict):
            said.fail("is not an object", TODO)
        if target == ARTICLE:
            document.update(said.value)
        else:
            own["analysis"] = said.value
    elif node.value[0].startswith("#") and kind == "AnnotatorNotes":
        own.setdefault("doubts", []).append("\t".join(node.value[2:]))


def _event(
    node: Node,
    spans: dict[str, tuple[str, list[Span]]],
    notes: dict[str, Any],
    marks: list[Mark],
    links: list[Link],
    used: set[str],
) -> None:
    number = node.value[0][1:]
    said = node.value[1].split() if len(node.value) > 1 else []
    roles: dict[str, list[Span]] = {role: [] for role in ROLES}
    for place, argument in enumerate(said):
        role, _, key = argument.partition(":")
        if key not in spans:
            node.fail(f"{argument[:40]!r} is not an annotation of this file", TODO)
        role = re.sub(r"\d+$", "", role).lower()
        used.add(key)
        if place and role in roles:
            roles[role] += spans[key][1]
    if not roles["content"]:
        return  # as the corpus has it where nothing is said to have been said
    own = [
        Mark(f"a{number}.{role}.{n}", role.capitalize(), span)
        for role, found in roles.items()
        for n, span in enumerate(found, 1)
    ]
    head = f"a{number}.content.1"
    marks += [Mark(m.key, m.label, m.span, _told(notes)) if m.key == head else m for m in own]
    links += [Link(m.label.lower(), head, m.key) for m in own if m.key != head]


def _told(notes: dict[str, Any]) -> dict[str, Any]:
    found = dict(notes.get("analysis", {}))
    if "form" in notes:
        found["form"] = notes["form"]
    if found or "implicit" in notes:
        found["implicit"] = notes.get("implicit", False)
    if "doubts" in notes:
        before = found.get("doubts", [])
        found["doubts"] = [*(before if isinstance(before, list) else []), *notes["doubts"]]
    return found


def _loose(
    spans: dict[str, tuple[str, list[Span]]], notes: dict[str, dict[str, Any]], used: set[str]
) -> Iterator[Mark]:
    """Yield mentions, and annotations that no event ties.

    A content alone is no statement in brat.
    """
    for key, (label, places) in spans.items():
        if key in used:
            continue
        mention = label.lower() == "mention"
        for n, span in enumerate(places):
            name = f"m{key[1:]}" if mention and not n else f"{key}.{n}"
            kind = label if mention else f"loose {label}"
            yield Mark(name, kind, span, dict(notes.get(key, {}).get("analysis", {})))


def _files(path: Path) -> list[Path]:
    """Return each text and its annotations in turn, whether they are there or not."""
    stems = sorted(path.glob("*.ann")) if path.is_dir() else [path]
    return [stem.with_suffix(ending) for stem in stems for ending in (".txt", ".ann")]


def _write(found: Sequence[Extraction]) -> Files:
    files: Files = {}
    for name, extraction in zip(names(found), found, strict=True):
        text, annotations = standoff(extraction)
        files |= {f"{name}.txt": text.encode(), f"{name}.ann": annotations.encode()}
    return files


def _read(path: Path, _: str | None, tool: str) -> Iterator[Found]:
    own = _files(path)
    for beside, marks in zip(own[::2], own[1::2], strict=True):
        # Offsets count every byte order mark: it is not taken off here.
        body, said = (contents(file, file.name, "utf-8") for file in (beside, marks))
        with within(marks.name if path.is_dir() else ""):
            found = restore(parse_standoff(body, said), tool, legible(marks.stem))
        yield found


FORMAT = Format(
    "brat",
    "brat standoff",
    __doc__,
    _write,
    _read,
    LOST,
    endings=(".ann", ".txt"),
    folder=".ann",
    files=_files,
)
