"""The documents: their Python runs as written, and files that they name are there."""

from __future__ import annotations

import re
import shlex
import shutil
from pathlib import Path
from typing import Any

import pytest
import yaml

from analysis import cli
from scripts import site

ROOT = Path(__file__).resolve().parents[1]
PAGES = sorted((ROOT / "docs").glob("*.md"))
OUTSIDE = [ROOT / "README.md", ROOT / "CONTRIBUTING.md"]
FENCED = re.compile(r"^```.*?^```$|`[^`\n]+`", re.MULTILINE | re.DOTALL)
LINK = re.compile(r"\]\(([^)\s]+)\)")
HEADING = re.compile(r"^#{1,6} (.+)$", re.MULTILINE)
COMMANDS = re.compile(r"^```sh\n(.*?)^```$", re.MULTILINE | re.DOTALL)
BLOCK = re.compile(r"^```python\n(.*?)^```$", re.MULTILINE | re.DOTALL)


@pytest.fixture
def workplace(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder of its own, with the articles that the pages read, to work in."""
    for folder in ("seeds", "notebooks/examples"):
        shutil.copytree(ROOT / folder, tmp_path / folder)
    monkeypatch.chdir(tmp_path)
    return tmp_path


def ran(page: Path, least: int) -> dict[str, Any]:
    """Run the Python of a page, which has so many pieces or more, and return its names."""
    names: dict[str, Any] = {}
    blocks = BLOCK.findall(page.read_text(encoding="utf-8"))
    assert len(blocks) >= least
    for block in blocks:
        exec(compile(block, page.name, "exec"), names)  # noqa: S102 - our own page
    return names


@pytest.mark.slow
def test_the_readmes_python_runs_as_written(workplace: Path) -> None:
    names = ran(ROOT / "README.md", 1)
    assert len(names["reading"].sources)
    assert list(workplace.glob("reports/*/report.html"))


@pytest.mark.usefixtures("workplace")
def test_the_tutorial_runs_as_written() -> None:
    names = ran(ROOT / "docs/tutorial.md", 4)
    assert len(names["unnamed"]) == 4
    changed = names["better"].attributions.set_index("id").loc[names["first"]]
    assert changed["form"] == "indirect"


@pytest.mark.usefixtures("workplace")
def test_the_recipes_run_as_written() -> None:
    names = ran(ROOT / "docs/how-to.md", 9)
    assert len(names["unnamed"].sources) == 4
    assert 0.4 < names["share"] < 0.7
    assert len(names["warned"])
    assert len(names["compared"].wordings) and len(names["checked"].quotations)


@pytest.mark.slow
@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_commands_of_the_documents_run_as_written(page: Path, workplace: Path) -> None:
    shutil.copytree(ROOT / "tests/gold/seed", workplace / "tests/gold/seed")
    blocks = COMMANDS.findall(page.read_text(encoding="utf-8"))
    for line in (line for block in blocks for line in block.splitlines()):
        verb, *arguments = shlex.split(line)
        assert verb == "analysis", line
        with pytest.raises(SystemExit) as ended:
            cli.main(arguments)
        assert not ended.value.code, line


@pytest.mark.parametrize("page", [*PAGES, *OUTSIDE], ids=lambda page: page.name)
def test_every_link_and_picture_has_its_place(page: Path) -> None:
    text = FENCED.sub("", page.read_text(encoding="utf-8"))
    for name in LINK.findall(text):
        if name.startswith(("https://", "mailto:")):
            continue
        path, _, anchor = name.partition("#")
        target = (page.parent / path).resolve() if path else page
        assert target.exists(), f"{page.name}: {name}"
        if anchor:
            assert anchor in anchors(target), f"{page.name}: {name}"
        # The site is made of the folder docs alone.
        assert page in OUTSIDE or target.is_relative_to(ROOT / "docs"), f"{page.name}: {name}"


def anchors(page: Path) -> set[str]:
    """The anchors of a page's headings, as the site makes them."""
    found: list[str] = []
    for heading in HEADING.findall(FENCED.sub("", page.read_text(encoding="utf-8"))):
        plain = re.sub(r"[^\w\s-]", "", heading).strip().lower()
        found.append(re.sub(r"[-\s]+", "-", plain))
    assert len(set(found)) == len(found), page.name
    return set(found)


def test_pictures_have_words() -> None:
    for page in (*PAGES, *OUTSIDE):
        for words in re.findall(r"!\[(.*?)\]\(", page.read_text(encoding="utf-8")):
            assert len(words) > 30, page.name


def test_every_page_is_in_the_contents_of_the_site() -> None:
    site = yaml.safe_load((ROOT / "mkdocs.yml").read_text(encoding="utf-8"))
    listed = re.findall(r": (\S+\.md)$", yaml.safe_dump(site["nav"]), re.MULTILINE)
    assert sorted(listed) == [page.name for page in PAGES]


def test_the_site_is_built_with_every_page_and_link_right(tmp_path: Path) -> None:
    assert site.main(["--site-dir", str(tmp_path / "site")]) == 0
    assert (tmp_path / "site" / "index.html").is_file()


def test_files_that_the_architecture_names_are_there() -> None:
    text = (ROOT / "docs" / "architecture.md").read_text(encoding="utf-8")
    cells = re.findall(r"\| ([^|]*\.py`[^|]*) \|", text)
    assert len(cells) > 8
    for cell in cells:
        folder = ""
        for name in re.findall(r"`([\w/]+\.py)`", cell):
            folder = name.rpartition("/")[0] or folder
            places = (ROOT / "analysis" / name, ROOT / "analysis" / folder / name)
            assert any(path.is_file() for path in places), name


def test_the_citation_names_the_projects_version() -> None:
    cited = yaml.safe_load((ROOT / "CITATION.cff").read_text(encoding="utf-8"))
    project = (ROOT / "pyproject.toml").read_text(encoding="utf-8")
    assert f'version = "{cited["version"]}"' in project
