from __future__ import annotations

import io
import json
import zipfile
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from exchanging import MIXED, cases, extractions, returns, spoken
from hypothesis import given, settings
from lxml import etree

from analysis.errors import InputError
from analysis.exchange import transfer
from analysis.exchange.restore import Found
from analysis.exchange.tools import refi_qda as refiqda
from analysis.model import Article, Extraction

Q = "{urn:QDA-XML:project:1.0}"
# The elements of the standard that are written, each with the order of those below it.
ORDER = {
    "Project": ["Users", "CodeBook", "Variables", "Sources", "Notes", "Links"],
    "Users": ["User"],
    "CodeBook": ["Codes"],
    "Codes": ["Code"],
    "Code": ["Code"],
    "Variables": ["Variable"],
    "Sources": ["TextSource"],
    "TextSource": ["PlainTextSelection", "NoteRef", "VariableValue"],
    "PlainTextSelection": ["Coding"],
    "Coding": ["CodeRef"],
    "VariableValue": ["VariableRef", "TextValue"],
    "Notes": ["Note"],
    "Note": ["PlainTextContent"],
    "Links": ["Link"],
}
NEEDED = {
    "Project": {"name", "creatingUserGUID"},
    "User": {"guid", "name"},
    "Code": {"guid", "name", "isCodable"},
    "Variable": {"guid", "name", "typeOfVariable"},
    "TextSource": {"guid", "name", "plainTextPath"},
    "PlainTextSelection": {"guid", "startPosition", "endPosition", "creatingUser"},
    "Coding": {"guid"},
    "CodeRef": {"targetGUID"},
    "Note": {"guid"},
    "Link": {"guid", "originGUID", "targetGUID", "direction"},
}


def opened(data: bytes) -> tuple[etree._Element, dict[str, str]]:
    """The project, and the texts by their path in it."""
    with zipfile.ZipFile(io.BytesIO(data)) as packed:
        assert packed.testzip() is None
        texts = {
            f"internal://{name.removeprefix('sources/')}": packed.read(name).decode()
            for name in packed.namelist()
            if name.startswith("sources/")
        }
        return etree.fromstring(packed.read("project.qde")), texts


def check(root: etree._Element) -> None:
    """See that every element, its order, its attributes and what it refers to are as they must."""
    known = [e.get("guid") for e in root.iter() if e.get("guid")]
    assert len(set(known)) == len(known)
    for element in root.iter():
        name = element.tag.removeprefix(Q)
        below = [child.tag.removeprefix(Q) for child in element]
        order = ORDER.get(name, [])
        assert set(below) <= set(order), name
        assert below == sorted(below, key=order.index)
        assert NEEDED.get(name, set()) <= set(element.keys()), name
        for key in ("targetGUID", "originGUID", "creatingUser", "creatingUserGUID"):
            assert element.get(key, known[0]) in known


@settings(max_examples=40, deadline=None)
@given(extractions())
def test_any_project_is_as_the_standard_wants(extraction: Extraction) -> None:
    check(opened(refiqda.dumps([extraction]))[0])


def test_positions_are_code_points_into_the_text_that_lies_beside() -> None:
    root, texts = opened(refiqda.dumps([spoken(), *cases()]))
    check(root)
    shown = {}
    for source in root.iter(f"{Q}TextSource"):
        text = texts.pop(source.get("plainTextPath", ""))
        for span in source.iter(f"{Q}PlainTextSelection"):
            start, end = int(span.get("startPosition", "")), int(span.get("endPosition", ""))
            assert " ".join(text[start : min(end, start + 60)].split()) == span.get("name")
            shown[source.get("name"), text[start:end]] = text
    assert not texts
    assert shown["mixed", "إن 👩‍👩‍👧 بخير"] == MIXED == shown["mixed", "End 𝒳"]


def codes_of(root: etree._Element, words: str) -> set[tuple[str, str]]:
    named = {
        c.get("guid"): (c.getparent().get("name", ""), c.get("name"))
        for c in root.iter(f"{Q}Code")
        if c.get("isCodable") == "true"
    }
    return {
        named[ref.get("targetGUID")]
        for span in root.iter(f"{Q}PlainTextSelection")
        if span.get("name") == words
        for ref in span.iter(f"{Q}CodeRef")
    }


def test_a_statement_has_the_codes_of_its_form_naming_and_speaker() -> None:
    root, _ = opened(refiqda.dumps([spoken()]))
    said = {("Part", "Content"), ("Form", "mixed"), ("Naming", "named"), ("Speaker", "Ana")}
    assert codes_of(root, "“Cafe\u0301”") == said
    assert codes_of(root, "Ana") == {("Part", "Source"), ("Part", "Mention")}


def test_the_same_articles_give_the_same_bytes_and_equal_texts_stay_apart() -> None:
    assert refiqda.dumps(cases()) == refiqda.dumps(cases())
    both = [replace(spoken(), article=replace(spoken().article, id=name)) for name in ("a", "b")]
    check(opened(refiqda.dumps(both))[0])
    assert returns(both, "refi-qda")


def edited(folder: Path, change: Callable[[etree._Element], object]) -> Found:
    """Export, change the project as another tool would, and import."""
    data = refiqda.dumps([spoken()])
    root, _ = opened(data)
    change(root)
    file = folder / "x.qdpx"
    with (
        zipfile.ZipFile(io.BytesIO(data)) as before,
        zipfile.ZipFile(file, "w") as after,
    ):
        for name in before.namelist():
            new = etree.tostring(root) if name == "project.qde" else before.read(name)
            after.writestr(name, new)
    (found,) = transfer.load(file)
    return found


def without_ours(root: etree._Element) -> None:
    for note in root.iter(f"{Q}NoteRef", f"{Q}Notes"):
        note.getparent().remove(note)


def test_what_another_tool_made_is_read_by_codes_and_links(tmp_path: Path) -> None:
    found = edited(tmp_path, without_ours).extraction
    ours = [(a.source, a.cue, a.content) for a in spoken().attributions]
    assert [(a.source, a.cue, a.content) for a in found.attributions] == ours
    assert found.article.id == "mixed"
    assert found.reader == "imported from REFI-QDA project"


def recoded(root: etree._Element) -> None:
    codes = {c.get("name"): c.get("guid", "") for c in root.iter(f"{Q}Code")}
    for ref in root.iter(f"{Q}CodeRef"):
        if ref.get("targetGUID") == codes["mixed"]:
            ref.set("targetGUID", codes["indirect"])


def moved(root: etree._Element) -> None:
    for span in root.iter(f"{Q}PlainTextSelection"):
        if span.get("name") == "said":
            span.set("startPosition", str(int(span.get("startPosition", "")) - 2))


def test_what_a_person_changed_is_kept(tmp_path: Path) -> None:
    form = edited(tmp_path, recoded).extraction
    assert [a.form for a in form.attributions] == ["indirect", "indirect"]
    cue = edited(tmp_path, moved).extraction.attributions[0].cue[0]
    assert cue.of(MIXED) == ", said"
    assert cue.of(MIXED) != spoken().attributions[0].cue[0].of(MIXED)


def themed(root: etree._Element) -> None:
    book = root.find(f"{Q}CodeBook/{Q}Codes")
    assert book is not None
    etree.SubElement(book, f"{Q}Code", guid="{" + "A" * 8 + "-1-1-1-1}", name="My theme")
    for ref in list(root.iter(f"{Q}CodeRef"))[:1]:
        ref.set("targetGUID", "a" * 8 + "-1-1-1-1")


def test_a_span_with_another_code_is_left_out_and_told(tmp_path: Path) -> None:
    found = edited(tmp_path, themed)
    assert "1 spans of other labels were left out" in found.remarks


def test_hostile_names_stay_words(tmp_path: Path) -> None:
    name = '../../<x a="b">&\x00\x1b\ud800'
    extraction = Extraction(Article(name, "Rain.\r\n\ufeff", (), name), (), (), ())
    transfer.export([extraction], "refi-qda", tmp_path / "x.qdpx")
    root, texts = opened((tmp_path / "x.qdpx").read_bytes())
    check(root)
    assert list(texts.values()) == ["Rain.\r\n\ufeff"]
    with zipfile.ZipFile(tmp_path / "x.qdpx") as packed:
        assert all(".." not in entry for entry in packed.namelist())
    (found,) = transfer.load(tmp_path / "x.qdpx")
    assert found.extraction.article.id == name.replace("\ud800", "\ufffd")


def lost_text(root: etree._Element) -> None:
    next(root.iter(f"{Q}TextSource")).set("plainTextPath", "internal://../../etc/passwd")


def far(root: etree._Element) -> None:
    next(root.iter(f"{Q}PlainTextSelection")).set("endPosition", "999")


def noteless(root: etree._Element) -> None:
    next(root.iter(f"{Q}PlainTextContent")).text = '{"document": [], "marks": 1}'


@pytest.mark.parametrize(
    ("change", "says"),
    [
        (lost_text, "is not in the file"),
        (far, "is not a place in a text"),
        (noteless, "is not as it was exported"),
        (lambda r: next(r.iter(f"{Q}PlainTextSelection")).attrib.pop("endPosition"), "positions"),
    ],
)
def test_a_project_that_does_not_fit_is_one_clear_line(
    change: Callable[[etree._Element], object], says: str, tmp_path: Path
) -> None:
    with pytest.raises(InputError, match=says) as caught:
        edited(tmp_path, change)
    assert "\n" not in str(caught.value)


def test_a_project_with_entities_is_refused(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "x.qdpx", "w") as packed:
        body = '<!DOCTYPE Project [<!ENTITY a SYSTEM "/etc/passwd">]>'
        packed.writestr("project.qde", f'{body}<Project xmlns="{Q[1:-1]}"><Users/></Project>')
    with pytest.raises(InputError, match="document type"):
        list(transfer.load(tmp_path / "x.qdpx"))


def test_the_memo_is_plain_ascii_json() -> None:
    root, _ = opened(refiqda.dumps([spoken()]))
    memo = root.findtext(f"{Q}Notes/{Q}Note/{Q}PlainTextContent")
    assert memo is not None and memo.isascii()
    assert json.loads(memo)["document"]["id"] == "mixed"
