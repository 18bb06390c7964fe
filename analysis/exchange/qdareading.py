"""Read a project of REFI-QDA, ours or another tool's; nothing in it is trusted."""

from __future__ import annotations

import io
import zipfile
import zlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from analysis.errors import InputError
from analysis.exchange.graph import LABELS, TEXT_SUM, Graph, Link, Mark, text_sum
from analysis.exchange.node import LARGEST, Node, clipped, parse, placed
from analysis.exchange.qdaproject import FOLDER, INSIDE, PROJECT, SPACE
from analysis.ingest.damage import reading
from analysis.model import FORMS

if TYPE_CHECKING:
    from lxml.etree import _Element

PARTS = {label.casefold(): label for label in LABELS}
GROUPS = ("form", "naming", "speaker")  # of our codes that are no parts


@dataclass(frozen=True, slots=True)
class _Project:
    """What all documents share; ids in lower case and without braces."""

    packed: zipfile.ZipFile
    where: str
    codes: Mapping[str, tuple[str, str]]  # the name of the code above each, and its own
    memos: Mapping[str, _Element]
    links: tuple[tuple[str, str, str], ...]


def loads(data: bytes, where: str) -> Iterator[tuple[str, Graph]]:
    """Yield the text documents of a project: the name of each, and its marks and links.

    Raises:
        InputError: If it is not such a project, or a part of it is not as it must be.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as packed:
            if sum(info.file_size for info in packed.infolist()) > LARGEST:
                raise InputError("is too large once unpacked", where, "split it")
            root = _root(packed, where)
            project = _project(packed, root, where)
            for number, source in enumerate(root.iterfind(f"{{{SPACE}}}Sources/*"), 1):
                if source.tag == f"{{{SPACE}}}TextSource":
                    place = f"document {number}"
                    yield source.get("name", ""), _graph(project, source, place)
    except (zipfile.BadZipFile, zlib.error, RuntimeError, EOFError, OSError) as error:
        said = clipped(" ".join(str(error).split()))
        raise InputError(
            f"is not a REFI-QDA project ({said})", where, "give a .qdpx file"
        ) from None


def _root(packed: zipfile.ZipFile, where: str) -> _Element:
    from lxml import etree  # noqa: PLC0415 - slow to import

    names = [n for n in packed.namelist() if n.casefold().endswith(".qde") and "/" not in n]
    name = PROJECT if PROJECT in names else next(iter(names), "")
    if not name:
        raise InputError(f"holds no {PROJECT}", where, "give a .qdpx file")
    # The size is bounded already, and a project needs no entities.
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, huge_tree=True
    )
    with reading("XML", f"{where}, {name}"):
        root = etree.fromstring(packed.read(name), parser)
    if root.getroottree().docinfo.doctype:
        raise InputError("declares a document type", f"{where}, {name}", "give it without")
    if root.tag != f"{{{SPACE}}}Project":
        raise InputError("is not a project of REFI-QDA 1.0 or 1.5", f"{where}, {name}")
    return root


def _project(packed: zipfile.ZipFile, root: _Element, where: str) -> _Project:
    return _Project(
        packed,
        where,
        {_id(code, "guid"): _named(code) for code in root.iter(f"{{{SPACE}}}Code")},
        {_id(note, "guid"): note for note in root.iterfind(f"{{{SPACE}}}Notes/*")},
        tuple(
            (_id(link, "originGUID"), _id(link, "targetGUID"), link.get("name", ""))
            for link in root.iterfind(f"{{{SPACE}}}Links/*")
        ),
    )


def _named(code: _Element) -> tuple[str, str]:
    above = code.getparent()
    return "" if above is None else above.get("name", "").casefold(), code.get("name", "")


def _id(element: _Element, name: str) -> str:
    return str(element.get(name, "")).strip("{}").casefold()


def _graph(project: _Project, source: _Element, where: str) -> Graph:
    text = _text(project, source, where)
    document, noted = _memo(project, source, where)
    if text.startswith("\ufeff") and document.get(TEXT_SUM) != text_sum(text):
        text = text[1:]  # the byte order mark of another tool
    marks: dict[str, Mark] = {}
    by_id: dict[str, str] = {}
    for number, span in enumerate(source.iterfind(f"{{{SPACE}}}PlainTextSelection"), 1):
        for mark in _marks(project, span, text, noted, f"{where}, selection {number}"):
            key = mark.key if mark.key not in marks else f"{mark.key}-{number}"
            marks[key] = Mark(key, mark.label, mark.span, mark.notes)
            by_id.setdefault(_id(span, "guid"), key)
    links = tuple(
        Link(label, by_id[head], by_id[child])
        for head, child, label in project.links
        if head in by_id and child in by_id
    )
    return Graph(text, document, tuple(marks.values()), links)


def _marks(
    project: _Project, span: _Element, text: str, noted: Mapping[str, Any], where: str
) -> Iterator[Mark]:
    """Yield a mark for each code of a selection that is part of a statement, else one without."""
    node = Node({}, where)
    try:
        start, end = (int(span.get(name, "")) for name in ("startPosition", "endPosition"))
    except ValueError:
        node.fail("lacks its positions")
    place = placed(node, text, start, end, None)
    own = _id(span, "guid")
    refs = [_id(ref, "targetGUID") for ref in span.iter(f"{{{SPACE}}}CodeRef")]
    given = [project.codes.get(ref, ("", "")) for ref in refs]
    key, label, notes = _known(noted.get(own), f"new {own}")
    others = [name for above, name in given if above not in GROUPS]
    parts = [PARTS[n.casefold()] for n in others if n.casefold() in PARTS] or others[:1] or [""]
    forms = [name for above, name in given if above == "form" and name in FORMS]
    for part in dict.fromkeys(parts):
        told = dict(notes) if part == label else {}
        if part == "Content" and len(forms) == 1 and (told or not label):
            told["form"] = forms[0]
        yield Mark(key if part == label else f"new {own} {part}", part, place, told)


def _known(noted: Any, fallback: str) -> tuple[str, str, dict[str, Any]]:
    """Return the key, label and notes of a selection that was ours; of another a key alone."""
    if (
        isinstance(noted, list)
        and len(noted) == 3
        and all(isinstance(part, str) for part in noted[:2])
        and isinstance(noted[2], dict)
    ):
        return noted[0], noted[1], noted[2]
    return fallback, "", {}


def _memo(
    project: _Project, source: _Element, where: str
) -> tuple[dict[str, Any], Mapping[str, Any]]:
    """Return the document and the marks that our memo holds; empty where there is none."""
    for ref in source.iterfind(f"{{{SPACE}}}NoteRef"):
        note = project.memos.get(_id(ref, "targetGUID"))
        text = "" if note is None else _text(project, note, where)
        if text.startswith('{"document": '):
            found = parse(text, f"{where}, memo")
            document, marks = found.get("document"), found.get("marks", {})
            if not isinstance(document.value, dict) or not isinstance(marks.value, dict):
                found.fail("is not as it was exported")
            return document.value, marks.value
    return {}, {}


def _text(project: _Project, source: _Element, where: str) -> str:
    inline = source.find(f"{{{SPACE}}}PlainTextContent")
    if inline is not None:
        return inline.text or ""
    path = source.get("plainTextPath", "")
    name = path.removeprefix(INSIDE)
    for folder in (FOLDER, FOLDER.capitalize()):
        try:
            return project.packed.read(f"{folder}{name}").decode()
        except KeyError:
            continue
        except UnicodeDecodeError as error:
            raise InputError(f"is not UTF-8 at byte {error.start}", f"{where}, {name}") from None
    raise InputError(f"its text {clipped(path)} is not in the file", where, "export it as one file")
