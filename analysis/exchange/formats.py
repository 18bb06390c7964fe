"""The formats by name: what each is for, what it needs, what it loses, and how it is written."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path
from typing import Any

from analysis import ingest
from analysis.errors import ParameterError
from analysis.exchange import lines
from analysis.installing import require
from analysis.model import Extraction

Files = dict[str, bytes]
UNSAFE = re.compile(r"[^\w.() -]+", re.ASCII)
MANY = {".ann": "brat", ".csv": "csv", ".parquet": "parquet"}  # formats a folder is a file of
JSONL_LOST = ("the article's text (name it with --article)", "sentences and tokens")


@dataclass(frozen=True, slots=True)
class Format:
    """A format; ``file`` is the one file it makes of all articles, "" if it makes several.

    ``needs`` is the module of another project that it needs, ``extra`` what installs it.
    """

    name: str
    title: str
    module: str
    write: Callable[[Sequence[Extraction]], Files]
    file: str = ""
    needs: str = ""
    extra: str = ""
    text: bool = False

    @property
    def lost(self) -> tuple[str, ...]:
        """What a round trip through the format loses."""
        if not self.module:
            return JSONL_LOST
        found: tuple[str, ...] = import_module(f"analysis.exchange.{self.module}").LOST
        return found

    def check(self) -> None:
        """See that what the format needs is installed.

        Raises:
            ParameterError: It isn't.
        """
        require(self.extra, [self.needs] if self.needs else [], self.name)


def _module(name: str) -> Any:
    return import_module(f"analysis.exchange.{name}")


def names(extractions: Sequence[Extraction]) -> list[str]:
    """A safe file name for each article, without ending: an id may hold anything."""
    safe = [UNSAFE.sub("_", e.article.id).strip(". ")[:100] or "article" for e in extractions]
    return ingest.distinct(safe)


def _each(
    ending: str, make: Callable[[Extraction], str]
) -> Callable[[Sequence[Extraction]], Files]:
    def write(found: Sequence[Extraction]) -> Files:
        pairs = zip(names(found), found, strict=True)
        return {f"{name}{ending}": make(extraction).encode() for name, extraction in pairs}

    return write


def _brat(found: Sequence[Extraction]) -> Files:
    files: Files = {}
    for name, extraction in zip(names(found), found, strict=True):
        text, annotations = _module("brat").standoff(extraction)
        files |= {f"{name}.txt": text.encode(), f"{name}.ann": annotations.encode()}
    return files


def _labelstudio(found: Sequence[Extraction]) -> Files:
    tasks = _module("labelstudio").tasks(found)
    return {"labelstudio.json": (json.dumps(tasks, ensure_ascii=False, indent=1) + "\n").encode()}


FORMATS = {
    f.name: f
    for f in (
        Format(
            "brat",
            "brat standoff",
            "brat",
            _brat,
        ),
        Format(
            "webannotation",
            "W3C Web Annotation (JSON-LD)",
            "webannotation",
            _each(".jsonld", lambda e: str(_module("webannotation").dumps(e))),
        ),
        Format(
            "uima",
            "UIMA CAS JSON 0.4.0, for INCEpTION",
            "uima",
            _each(".json", lambda e: str(_module("uima").dumps(e))),
            needs="cassis",
            extra="exchange",
        ),
        Format(
            "labelstudio",
            "Label Studio tasks",
            "labelstudio",
            _labelstudio,
            "labelstudio.json",
            text=True,
        ),
        Format(
            "prodigy",
            "Prodigy JSON Lines",
            "prodigy",
            lambda found: {"prodigy.jsonl": _module("prodigy").lines(found).encode()},
            "prodigy.jsonl",
            text=True,
        ),
        Format(
            "spacy",
            "spaCy DocBin",
            "docbin",
            lambda found: {"articles.spacy": _module("docbin").dumps(found)},
            "articles.spacy",
            "spacy",
            "spacy",
        ),
        Format("csv", "CSV, a file a table", "csvfiles", lambda f: _module("csvfiles").dumps(f)),
        Format(
            "parquet",
            "Parquet, a file a table",
            "parquet",
            lambda found: _module("parquet").dumps(found),
            needs="pyarrow",
            extra="exchange",
        ),
        Format(
            "excel",
            "Excel workbook, a sheet a table",
            "excel",
            lambda found: {"articles.xlsx": _module("excel").dumps(found)},
            "articles.xlsx",
            "openpyxl",
            "exchange",
        ),
        Format(
            "refi-qda",
            "REFI-QDA project, for MAXQDA, NVivo, ATLAS.ti and QualCoder",
            "refiqda",
            lambda found: {"articles.qdpx": _module("refiqda").dumps(found)},
            "articles.qdpx",
        ),
        Format(
            "jsonl",
            "our own JSON Lines",
            "",
            lambda found: {"articles.jsonl": "".join(lines(found)).encode("utf-8", "replace")},
            "articles.jsonl",
            text=True,
        ),
    )
}


def named(name: str) -> Format:
    """The format of that name, with what it needs.

    Raises:
        ParameterError: There is none, or something that it needs is not installed.
    """
    if name not in FORMATS:
        raise ParameterError("is no format", name, f"choose one of {', '.join(FORMATS)}")
    FORMATS[name].check()
    return FORMATS[name]


def of_output(out: str) -> str:
    """The format that the name of a file to write tells.

    Raises:
        ParameterError: It tells none.
    """
    ending = Path(out).suffix.lower()
    form = {".xlsx": "excel", ".qdpx": "refi-qda"}.get(ending)
    if form is None:
        raise ParameterError("is not given", "--format", f"choose one of {', '.join(FORMATS)}")
    return form


def guess(path: Path, beginning: bytes) -> str:
    """The format of a file by its ending and how it begins; "" if neither tells."""
    ending = path.suffix.lower()
    plain = {
        ".ann": "brat",
        ".txt": "brat",
        ".jsonld": "webannotation",
        ".spacy": "spacy",
        ".csv": "csv",
        ".parquet": "parquet",
        ".xlsx": "excel",
        ".qdpx": "refi-qda",
    }
    if ending in plain:
        return plain[ending]
    if b'"@context"' in beginning:
        return "webannotation"
    if b'"%TYPES"' in beginning or b'"%FEATURE_STRUCTURES"' in beginning:
        return "uima"
    if ending in (".jsonl", ".ndjson"):
        return "prodigy" if beginning.lstrip().startswith(b'{"text"') else "jsonl"
    return "labelstudio" if ending == ".json" else ""


def inside(folder: Path) -> str:
    """The format of the files in a folder, by their endings; "" if none tells."""
    endings = {entry.suffix.lower() for entry in folder.glob("*")}
    return next((form for ending, form in MANY.items() if ending in endings), "")


def belonging(path: Path, form: str) -> list[Path]:
    """The files that are read for a path: those of a folder, and those that go with a file.

    For brat a text and its annotations in turn, whether they are there or not.
    """
    folder = path if path.is_dir() else path.parent
    if form == "brat":
        stems = sorted(path.glob("*.ann")) if path.is_dir() else [path]
        return [stem.with_suffix(ending) for stem in stems for ending in (".txt", ".ann")]
    if form in MANY.values():
        return sorted(f for f in folder.glob("*") if f.suffix.lower() == f".{form}" and f.is_file())
    return [path]
