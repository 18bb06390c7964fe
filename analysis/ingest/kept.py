"""Keep one article of a file of several as a file of its own, as a report does.

It holds the document as its format gave it: reading it gives the same article again.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import asdict, fields, replace
from typing import get_args

from analysis.ingest.damage import reading
from analysis.ingest.documents import About, Document
from analysis.ingest.paragraphs import Markup

MARK = "one article of several"
START = f'{{"analysis": "{MARK}"'.encode()
KINDS: Mapping[str, Markup] = {kind: kind for kind in get_args(Markup)}


def is_kept(head: bytes) -> bool:
    """Tell whether a file that begins so is an article that was kept."""
    return head.startswith(START)


def data(document: Document, id: str) -> bytes:  # noqa: A002 - the record's field
    """Return an article of a file as a file of its own, with the id that it has there."""
    own = replace(document, about=replace(document.about, id=id))
    return json.dumps({"analysis": MARK, **asdict(own)}).encode()


def document(data: bytes, where: str) -> Document:
    """Return the document of an article that was kept.

    Raises:
        InputError: It is damaged.
    """
    with reading("an article of a report", where):
        held = json.loads(data)
        told = {f.name: str(held["about"][f.name]) for f in fields(About) if f.name != "authors"}
        return Document(
            text=str(held["text"]),
            html=str(held["html"]),
            blocks=tuple((str(words), KINDS[markup]) for words, markup in held["blocks"]),
            about=About(**told, authors=tuple(map(str, held["about"]["authors"]))),
            place=str(held["place"]),
            saved=str(held["saved"]),
            repairs=tuple(map(str, held["repairs"])),
        )
