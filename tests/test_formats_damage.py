"""What a file that a library can't read is called: one wording, one line."""

from __future__ import annotations

import gzip
import io
import re
import zipfile
from pathlib import Path

import pytest

from analysis import ingest
from analysis.errors import InputError
from analysis.ingest import damage

SOURCES = Path(ingest.__file__).parent


def zipped(**files: str) -> bytes:
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w") as archive:
        for name, text in files.items():
            archive.writestr(name.replace("__", "/"), text)
    return held.getvalue()


@pytest.mark.parametrize(
    ("name", "data", "what"),
    [
        ("a.zip", zipped(a="x")[:40], "a zip archive"),
        ("a.csv.gz", gzip.compress(b"id,text\n1,It rains.\n")[:-9], "a gzip file"),
        ("a.docx", zipped(**{"word__document.xml": "<w"}), "a Word document"),
        ("a.xlsx", zipped(**{"xl__workbook.xml": "<w"}), "a workbook"),
        (
            "a.odt",
            zipped(mimetype="application/vnd.oasis.opendocument.text"),
            "an OpenDocument text",
        ),
        ("a.epub", zipped(mimetype="application/epub+zip"), "an e-book"),
        ("a.pdf", b"%PDF-1.7\n" + b"x" * 99, "a PDF"),
        ("a.parquet", b"PAR1" + b"x" * 99, "Parquet"),
        ("a.json", b'{"text": "cut o', "JSON"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",  # bytes may hold the time
)
def test_damage_is_said_in_one_line_that_names_the_format(
    name: str, data: bytes, what: str, tmp_path: Path
) -> None:
    path = tmp_path / name
    path.write_bytes(data)
    errors = [str(one) for _, one in ingest.read_all([path]) if isinstance(one, InputError)]
    assert errors and f"is not {what} that can be read (" in errors[0]
    assert all("\n" not in line for line in errors)


def test_the_wording_of_damage_stands_in_one_module() -> None:
    worded = re.compile(r"that can be read \(|this could not be read|\.split\(\)\)\[:\d+\] or type")
    found = {path.name for path in SOURCES.glob("*.py") if worded.search(path.read_text("utf-8"))}
    assert found == {"damage.py"}


def test_an_error_of_ours_passes_as_it_is_and_one_without_words_has_its_name() -> None:
    with pytest.raises(InputError, match=r"^a: ours$"), damage.reading("a PDF", "a"):
        raise InputError("ours", "a")
    nameless = pytest.raises(InputError, match=r"is not a PDF that can be read \(KeyError\)")
    with nameless, damage.reading("a PDF", "a"):
        raise KeyError


@pytest.mark.parametrize("encoding", ["utf-8", "iso-8859-1", "iso-8859-2", "utf-16"])
def test_news_xml_is_read_in_the_encoding_that_it_declares(encoding: str, tmp_path: Path) -> None:
    said = "“We wait,” said Jiří Novák." if encoding.startswith("utf") else "Café, said Müller."
    said = said.replace("Café", "Řeč") if encoding == "iso-8859-2" else said
    path = tmp_path / "a.xml"
    text = (
        f'<?xml version="1.0" encoding="{encoding}"?><nitf><body><body.head><hedline><hl1>A title'
        f"</hl1></hedline></body.head><body.content><p>{said}</p></body.content></body></nitf>"
    )
    path.write_bytes(text.encode(encoding))
    assert said in ingest.load(path).text
