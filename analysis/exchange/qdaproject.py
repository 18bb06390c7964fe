"""A project of REFI-QDA as it lies in its file: texts, codes, and selections with codes.

After "REFI-QDA: Exchange of processed data between qualitative data analysis software packages",
version 1.5 of 25 September 2019: a zip file with ``project.qde`` (XML of the namespace
``urn:QDA-XML:project:1.0``) and the texts under ``sources/``. Positions are code points. Ids are
UUIDs made from what they stand for, dates are fixed: the same project gives the same bytes. Texts
are written one after another, so that memory does not grow with their number.
"""

from __future__ import annotations

import hashlib
import json
import re
import tempfile
import uuid
import zipfile
from collections.abc import Iterable, Mapping
from contextlib import ExitStack
from dataclasses import dataclass
from typing import IO, TYPE_CHECKING

if TYPE_CHECKING:
    from lxml.etree import _Element

SPACE = "urn:QDA-XML:project:1.0"
PROJECT, FOLDER, INSIDE = "project.qde", "sources/", "internal://"
DATE, ZIPPED = "1980-01-01T00:00:00Z", (1980, 1, 1, 0, 0, 0)
SPOOL = 8 * 1024 * 1024  # bytes that are kept in memory of each part of the project
SHOWN = 60  # characters of a selection in its name
ILLEGAL = re.compile("[^\t\n\r -\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")

Path = tuple[str, ...]  # a code, below the codes that lead to it


@dataclass(frozen=True, slots=True)
class Selection:
    """A span of a text with its codes; ``key`` is its id within the text."""

    key: str
    start: int
    end: int
    codes: tuple[Path, ...]


@dataclass(frozen=True, slots=True)
class Document:
    """A text with all that was marked in it.

    Attributes:
        id: What it is called.
        text: The text, without halves of surrogate pairs.
        about: Its variables.
        selections: The marked spans.
        links: From one selection to another by their keys, with a word for it.
        memo: A memo of the document, by its title; ``guid`` gives the ids of selections.
    """

    id: str
    text: str
    about: Mapping[str, str]
    selections: tuple[Selection, ...]
    links: tuple[tuple[str, str, str], ...] = ()
    memo: tuple[str, str] = ("", "")


def guid(*parts: str) -> str:
    """Return the id of what some words stand for: a UUID (RFC 9562, version 5)."""
    return str(uuid.uuid5(uuid.NAMESPACE_URL, json.dumps(parts)))


def own(document: Document) -> str:
    """Return the id of a document."""
    digest = hashlib.sha256(document.text.encode()).hexdigest()
    return guid("document", document.id, digest)


USER = guid("user", "analysis")


def write(file: IO[bytes], documents: Iterable[Document]) -> None:
    """Write a project.

    Args:
        file: Where it goes, open for writing.
        documents: The texts; two with the same id and the same text are one.
    """
    codes: dict[Path, None] = {}
    variables: dict[str, None] = {}
    with ExitStack() as stack:
        sources, notes, links = (
            stack.enter_context(tempfile.SpooledTemporaryFile(SPOOL)) for _ in range(3)
        )
        packed = stack.enter_context(zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED))
        seen: set[str] = set()
        for document in documents:
            key = own(document)
            if key in seen:
                continue
            seen.add(key)
            packed.writestr(_entry(f"{FOLDER}{key}.txt"), document.text.encode())
            variables |= dict.fromkeys(document.about)
            codes |= {c[:n]: None for s in document.selections for c in s.codes for n in _ends(c)}
            sources.write(_source(document, key))
            if document.memo[1]:
                notes.write(_memo(document, key))
            for link in document.links:
                links.write(_link(link, key))
        with packed.open(_entry(PROJECT), "w", force_zip64=True) as project:
            for part in (_head(codes, variables), *_part("Sources", sources)):
                project.write(part)
            for name, found in (("Notes", notes), ("Links", links)):
                if found.tell():
                    project.writelines(_part(name, found))
            project.write(b"</Project>\n")


def _ends(code: Path) -> range:
    return range(1, len(code) + 1)


def _entry(name: str) -> zipfile.ZipInfo:
    info = zipfile.ZipInfo(name, ZIPPED)
    info.compress_type, info.external_attr, info.create_system = zipfile.ZIP_DEFLATED, 0, 3
    return info


def _part(name: str, file: IO[bytes]) -> Iterable[bytes]:
    """Yield an element of the project with what was written of it."""
    yield f"<{name}>".encode()
    file.seek(0)
    while block := file.read(SPOOL):
        yield block
    yield f"</{name}>\n".encode()


def _element(name: str, /, **attributes: str) -> _Element:
    from lxml import etree  # noqa: PLC0415 - slow to import

    return etree.Element(name, {key: clean(value) for key, value in attributes.items()})


def _under(parent: _Element, name: str, /, **attributes: str) -> _Element:
    child = _element(name, **attributes)
    parent.append(child)
    return child


def clean(text: str) -> str:
    """Return the text with U+FFFD for every character that XML cannot hold."""
    return ILLEGAL.sub("\ufffd", text)


def _bytes(element: _Element) -> bytes:
    from lxml import etree  # noqa: PLC0415 - slow to import

    return bytes(etree.tostring(element, encoding="utf-8")) + b"\n"


def _head(codes: Iterable[Path], variables: Iterable[str]) -> bytes:
    """Return the project's beginning: its user, its codes and its variables."""
    project = _element("Project", name="analysis", origin="analysis", creatingUserGUID=USER)
    project.set("xmlns", SPACE)
    project.set("creationDateTime", DATE)
    begins = _bytes(project).strip().removesuffix(b"/>") + b">\n"
    users = _element("Users")
    _under(users, "User", guid=USER, name="analysis")
    book = _element("CodeBook")
    _codes(_under(book, "Codes"), sorted(codes))
    known = _element("Variables")
    for name in sorted(variables):
        _under(known, "Variable", guid=guid("variable", name), name=name, typeOfVariable="Text")
    parts = [users, *([book] if len(book[0]) else []), *([known] if len(known) else [])]
    return b'<?xml version="1.0" encoding="utf-8"?>\n' + begins + b"".join(map(_bytes, parts))


def _codes(top: _Element, codes: list[Path]) -> None:
    """Add the tree of codes.

    Codes that others hang on are folders, and are not given to spans.
    """
    places: dict[Path, _Element] = {(): top}
    folders = {code[:-1] for code in codes}
    for code in codes:
        given = "false" if code in folders else "true"
        parent = places[code[:-1]]
        key = guid("code", *code)
        places[code] = _under(parent, "Code", guid=key, name=code[-1], isCodable=given)


def _source(document: Document, key: str) -> bytes:
    made = {"creatingUser": USER, "creationDateTime": DATE}
    path = f"{INSIDE}{key}.txt"
    source = _element("TextSource", guid=key, name=document.id, plainTextPath=path, **made)
    for span in document.selections:
        mark = guid(key, span.key)
        selected = _under(
            source,
            "PlainTextSelection",
            guid=mark,
            name=" ".join(document.text[span.start : span.end][:SHOWN].split()),
            startPosition=str(span.start),
            endPosition=str(span.end),
            **made,
        )
        for code in span.codes:
            coding = _under(selected, "Coding", guid=guid(mark, *code), **made)
            _under(coding, "CodeRef", targetGUID=guid("code", *code))
    if document.memo[1]:
        _under(source, "NoteRef", targetGUID=guid(key, "memo"))
    for name, value in document.about.items():
        cell = _under(source, "VariableValue")
        _under(cell, "VariableRef", targetGUID=guid("variable", name))
        _under(cell, "TextValue").text = clean(value)
    return _bytes(source)


def _memo(document: Document, key: str) -> bytes:
    title, text = document.memo
    made = {"creatingUser": USER, "creationDateTime": DATE}
    note = _element("Note", guid=guid(key, "memo"), name=title, **made)
    _under(note, "PlainTextContent").text = clean(text)
    return _bytes(note)


def _link(link: tuple[str, str, str], key: str) -> bytes:
    head, child, label = link
    ends = {"originGUID": guid(key, head), "targetGUID": guid(key, child)}
    own = guid(key, "link", *link)
    return _bytes(_element("Link", guid=own, name=label, direction="OneWay", **ends))
