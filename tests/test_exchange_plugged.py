"""Formats that another distribution adds by an entry point, whole and broken."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from exchanging import spoken
from scripted import loaded

from analysis.cli import main
from analysis.exchange import transfer
from analysis.exchange.page import page

exchange = loaded("scripts/exchange.py")
SHOUT = '''"""Shouted text.

All in capitals.
"""

from analysis.exchange.format import Format, contents
from analysis.exchange.restore import Found
from analysis.model import Article, Extraction

def _write(extractions):
    return {"shout.shout": "".join(x.article.text.upper() for x in extractions).encode()}


def _read(path, text, tool):
    shouted = contents(path)
    yield Found(Extraction(Article(path.stem, shouted, ()), (), (), (), reader=tool), ())


FORMAT = Format(
    "shout",
    "Shouted text",
    __doc__,
    _write,
    _read,
    ("small letters",),
    "shout.shout",
    endings=(".shout",),
    output=".shout",
)
'''
ARTICLE = "“It rains,” the mayor said.\n"


def distribution(folder: Path, module: str, value: str = "shouting:FORMAT") -> None:
    """Put a made-up distribution with one module into a folder, as an installer does."""
    (folder / "shouting.py").write_text(module, encoding="utf-8")
    about = folder / "shouting-1.0.dist-info"
    about.mkdir()
    (about / "METADATA").write_text("Metadata-Version: 2.1\nName: shouting\nVersion: 1.0\n")
    (about / "entry_points.txt").write_text(f"[analysis.formats]\nshout = {value}\n")
    (folder / "a.txt").write_text(ARTICLE, encoding="utf-8")


@pytest.fixture(autouse=True)
def there(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.syspath_prepend(tmp_path)
    monkeypatch.chdir(tmp_path)
    yield
    sys.modules.pop("shouting", None)


def call(*arguments: str) -> int:
    with pytest.raises(SystemExit) as caught:
        main(arguments)
    assert isinstance(caught.value.code, int)
    return caught.value.code


def line_of(capsys: pytest.CaptureFixture[str], *arguments: str) -> str:
    assert call(*arguments) == 2
    (line,) = capsys.readouterr().err.splitlines()
    return line


Capture = pytest.CaptureFixture[str]


def test_a_format_of_another_distribution_is_listed_without_being_imported(
    tmp_path: Path, capsys: Capture
) -> None:
    distribution(tmp_path, SHOUT)
    assert call("export", "--help") == 0
    assert "|jsonl|shout]" in capsys.readouterr().out
    assert "shouting" not in sys.modules


def test_it_is_written_and_read_back(tmp_path: Path, capsys: Capture) -> None:
    distribution(tmp_path, SHOUT)
    assert call("export", "a.txt", "-o", "b.shout") == 0
    assert (tmp_path / "b.shout").read_text(encoding="utf-8") == ARTICLE.upper()
    assert "shout does not keep: small letters" in capsys.readouterr().err
    assert call("import", "b.shout") == 0
    assert '"reader": "Shouted text"' in capsys.readouterr().out


def test_it_is_on_the_page_of_the_formats(tmp_path: Path) -> None:
    distribution(tmp_path, SHOUT)
    assert "## Shouted text\n\n`--format shout`" in page()
    assert "All in capitals." in page()
    assert "- small letters" in page()


@pytest.mark.parametrize(
    "arguments",
    [
        ("extract", "a.txt"),
        ("export", "a.txt", "--format", "jsonl"),
        ("export", "a.txt", "-o", "a.qdpx"),
        ("import", "a.json"),
    ],
)
def test_other_verbs_and_other_formats_do_not_import_it(
    arguments: tuple[str, ...], tmp_path: Path
) -> None:
    distribution(tmp_path, "raise RuntimeError('no more')")
    transfer.export([spoken()], "labelstudio", tmp_path / "a.json")
    assert call(*arguments) == 0


@pytest.mark.parametrize(
    ("module", "value", "said"),
    [
        ("raise RuntimeError('no\\nmore')", "shouting:FORMAT", "loaded (RuntimeError: no more)"),
        ("import sys; sys.exit(3)", "shouting:FORMAT", "loaded (SystemExit: 3)"),
        ("", "shouting:FORMAT", "loaded (AttributeError: "),
        ("", "missing:FORMAT", "loaded (ModuleNotFoundError: "),
        ("FORMAT = 1", "shouting:FORMAT", "loaded (TypeError: shouting:FORMAT is not a Format"),
        (SHOUT.replace('"shout",', '"other",'), "shouting:FORMAT", "is not a Format called shout"),
        (SHOUT.replace("return {", "1 / 0; return {"), "shouting:FORMAT", "can't write this (Zero"),
    ],
)
def test_a_broken_one_is_one_line_that_names_its_distribution(
    module: str, value: str, said: str, tmp_path: Path, capsys: Capture
) -> None:
    distribution(tmp_path, module, value)
    line = line_of(capsys, "export", "a.txt", "--format", "shout", "-o", "out.shout")
    assert line.startswith("analysis: shout: can't ")
    assert said in line
    assert "update shouting, which adds this format, or uninstall it" in line


def test_a_broken_one_is_one_line_where_files_are_read(tmp_path: Path, capsys: Capture) -> None:
    distribution(tmp_path, SHOUT.replace("shouted = contents(path)", "1 / 0"))
    (tmp_path / "b.shout").write_text(ARTICLE, encoding="utf-8")
    assert "can't read this (ZeroDivisionError" in line_of(capsys, "import", "b.shout")


def test_a_broken_one_is_one_line_where_the_page_is_written(
    tmp_path: Path, capsys: Capture
) -> None:
    distribution(tmp_path, "raise RuntimeError")
    assert exchange.main(["--check"]) == 2
    (line,) = capsys.readouterr().err.splitlines()
    assert line.startswith("shout: can't be loaded (RuntimeError: )")


def test_a_broken_one_never_costs_the_reading_of_others(tmp_path: Path, capsys: Capture) -> None:
    distribution(tmp_path, "raise RuntimeError")
    (tmp_path / "b.unknown").write_text("?", encoding="utf-8")
    line = line_of(capsys, "import", "b.unknown")
    assert "its format can't be told; name it with --format" in line
    assert "RuntimeError" not in line


def test_a_name_of_ours_stays_ours(tmp_path: Path) -> None:
    distribution(tmp_path, "raise RuntimeError")
    points = tmp_path / "shouting-1.0.dist-info" / "entry_points.txt"
    points.write_text("[analysis.formats]\njsonl = shouting:FORMAT\n", encoding="utf-8")
    assert call("export", "a.txt", "--format", "jsonl") == 0
