"""Loads gold in brat standoff and statements to score against it."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from analysis.brat import Statement, read_brat
from analysis.errors import GoldError, reason
from analysis.evaluate.pairing import ROLES
from analysis.model import Span

UNREADABLE = (ValueError, LookupError, TypeError, AttributeError, ArithmeticError, RecursionError)
# PolNeAR names an article outlet_date_title.
STEM = re.compile(r"([a-z][a-z0-9-]*)_\d{4}-\d\d-\d\d_")
UNKNOWN = "unknown"
WANTED = "give a folder with NAME.txt and NAME.ann for each article"

Content = tuple[tuple[int, int], ...]


@dataclass(frozen=True, slots=True)
class Gold:
    """One article of a gold folder.

    ``publisher`` is "unknown" where neither the file's name nor a NAME.json beside it tells.
    ``sources`` holds kind and naming of the source of each statement that the NAME.json knows,
    by the statement's content.
    """

    text: str
    statements: tuple[Statement, ...]
    publisher: str = UNKNOWN
    sources: Mapping[Content, tuple[str, str]] | None = None


def load_gold(folder: str | Path) -> dict[str, Gold]:
    """Return the articles of a gold folder by name, sorted.

    Lines of an annotation file that are no whole span or event are passed over; a text without
    annotations is no gold and is left out.

    Raises:
        GoldError: If there is no such folder, no NAME.ann beside a NAME.txt, or a file of it
            can't be read as UTF-8.
    """
    return {text.stem: _gold(text) for text in _texts(Path(folder), str(folder))}


def load_golds(places: Iterable[str | Path]) -> dict[str, Gold]:
    """Return the articles of several folders and files, by name.

    Args:
        places: Folders, or files NAME.txt (or NAME.ann) with the other one beside them.

    Raises:
        GoldError: As :func:`load_gold`; also if two articles have the same name.
    """
    return {text.stem: _gold(text) for text in gold_texts(places)}


def gold_texts(places: Iterable[str | Path]) -> list[Path]:
    """Return the texts of the gold in folders and files, each with its NAME.ann beside it."""
    texts: dict[str, Path] = {}
    for place in places:
        for text in _placed(Path(place), str(place)):
            if texts.setdefault(text.stem, text).resolve() != text.resolve():
                todo = "rename one or score them apart"
                raise GoldError("another article has this name", str(text), todo)
    return list(texts.values())


def digest(places: Iterable[str | Path]) -> str:
    """Return the SHA-256 over texts and annotations: names in order, sizes and bytes."""
    whole = hashlib.sha256()
    files = [f for text in gold_texts(places) for f in (text, text.with_suffix(".ann"))]
    for path in sorted(files, key=lambda file: file.name):
        data = path.read_bytes()
        whole.update(f"{path.name}\0{len(data)}\0".encode() + data)
    return whole.hexdigest()


def _placed(place: Path, shown: str) -> list[Path]:
    if place.is_file() and place.suffix in (".txt", ".ann"):
        other = place.with_suffix(".ann" if place.suffix == ".txt" else ".txt")
        if not other.exists():
            raise GoldError(f"has no {other.name} beside it", shown, WANTED)
        return [place.with_suffix(".txt")]
    return _texts(place, shown)


def _texts(root: Path, shown: str) -> list[Path]:
    if not root.is_dir():
        reason = "is not a folder" if root.exists() else "there is no such folder"
        raise GoldError(reason, shown, WANTED)
    found = [path for path in sorted(root.glob("*.txt")) if path.with_suffix(".ann").exists()]
    if not found:
        raise GoldError("holds no NAME.ann beside a NAME.txt", shown, WANTED)
    return found


def load_predictions(path: str | Path) -> dict[str, tuple[Statement, ...]]:
    """Return statements by article from JSON Lines: what ``analysis extract`` writes, or less.

    Only ``id`` and, of each of the ``attributions``, ``source``, ``cue`` and ``content`` are read;
    a role that is missing or null is empty.

    Raises:
        GoldError: If the file can't be read, or a line of it is no such object.
    """
    found: dict[str, tuple[Statement, ...]] = {}
    for number, line in enumerate(_content(Path(path)).split("\n"), 1):
        if line.strip():
            try:
                entry = json.loads(line)
                found[entry["id"]] = tuple(_statement(a) for a in entry["attributions"])
            except UNREADABLE as error:
                where = f"{path}, line {number}"
                todo = "give JSON Lines as `analysis extract` writes them"
                raise GoldError("is not an article with attributions", where, todo) from error
    return found


def _gold(path: Path) -> Gold:
    text = _content(path)
    statements = read_brat(_content(path.with_suffix(".ann")))
    publisher, sources = _described(path.with_suffix(".json"))
    if publisher == UNKNOWN and (stem := STEM.match(path.stem)):
        publisher = stem[1]
    return Gold(text, statements, publisher, sources)


def _described(path: Path) -> tuple[str, dict[Content, tuple[str, str]]]:
    """Return the publisher and the kinds of sources, from a NAME.json if it is one that says so."""
    try:
        entry = json.loads(path.read_bytes())
        sources = {
            tuple((int(s), int(e)) for s, e in a["content"]): (str(a["type"]), str(a["naming"]))
            for a in entry.get("attributions", ())
        }
        return str(entry.get("publisher", UNKNOWN)), sources
    except (OSError, *UNREADABLE):  # whatever else lies beside an article is not ours to judge
        return UNKNOWN, {}


def contents(path: Path) -> bytes:
    """Return what a file of gold holds.

    Raises:
        GoldError: It can't be read.
    """
    try:
        return path.read_bytes()
    except OSError as error:
        raise GoldError(reason(error), str(path), "check the path and its permissions") from error


def _content(path: Path) -> str:
    """Return a file's text as it is, line breaks untouched: offsets point into it."""
    try:
        return contents(path).decode("utf-8")
    except UnicodeDecodeError as error:
        raise GoldError("is not UTF-8", str(path), "convert the file to UTF-8") from error


def _statement(entry: Mapping[str, Any]) -> Statement:
    roles = (tuple(Span(int(s), int(e)) for s, e in entry.get(role) or ()) for role in ROLES)
    source, cue, content = roles
    return Statement(source, cue, content)
