"""The tables of the seed's report at every width and on paper."""

from __future__ import annotations

import hashlib
import io
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from browsing import BROWSING
from PIL import Image
from seed import SEED

from analysis import ingest
from analysis.reporting import index

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

pypdf = pytest.importorskip("pypdf", reason="pypdf is not installed")
pytestmark = BROWSING
# The lines that a word is printed on: more than one where it is broken.
BROKEN = """() => [...document.querySelectorAll("tbody th")].flatMap((cell) => {
    const found = [];
    const walk = document.createTreeWalker(cell, NodeFilter.SHOW_TEXT);
    for (let node = walk.nextNode(); node; node = walk.nextNode())
        for (const word of node.data.matchAll(/[\\p{L}\\p{N}]+/gu)) {
            const range = document.createRange();
            range.setStart(node, word.index);
            range.setEnd(node, word.index + word[0].length);
            if (range.getClientRects().length > 1) found.push(word[0]);
        }
    return found; })"""


@pytest.fixture
def page(browser: Browser, seed_report: Path) -> Iterator[Page]:
    opened = browser.new_page(viewport={"width": 1280, "height": 900})
    opened.goto((seed_report / "report.html").as_uri())
    yield opened
    opened.close()


@pytest.mark.parametrize("width", [320, 390, 640, 768, 1280, 1920])
def test_what_is_said_is_in_sight_and_no_name_is_broken(page: Page, width: int) -> None:
    page.set_viewport_size({"width": width, "height": 844})
    cells = page.evaluate(
        """() => [...document.querySelectorAll(".a-statements .said")].map((cell) => {
            const box = cell.getBoundingClientRect();
            return [box.left, box.right, box.width]; })"""
    )
    assert cells
    assert all(left >= 0 and right <= width for left, right, _ in cells)
    assert all(wide >= min(250, width - 60) for _, _, wide in cells)
    assert page.evaluate(BROKEN) == []


@pytest.mark.parametrize("width", [320, 390, 1280])
def test_whether_a_source_is_named_is_told_beside_its_name(page: Page, width: int) -> None:
    page.set_viewport_size({"width": width, "height": 844})
    told = page.evaluate(
        """(width) => [...document.querySelectorAll(".a-voices tbody tr")].map((row) =>
            row.cells[3].getBoundingClientRect().right <= width ? row.cells[3].innerText : "")""",
        width,
    )
    assert told
    assert all("named" in text or "general group" in text for text in told)


@pytest.mark.parametrize("width", [320, 390, 680, 720, 768, 900, 1280])
def test_the_tables_of_voices_and_statements_fit_at_every_width(page: Page, width: int) -> None:
    page.set_viewport_size({"width": width, "height": 844})
    beyond = page.evaluate(
        """() => [...document.querySelectorAll(":is(.a-voices, .a-statements) .scroll")].flatMap(
            (table) => [table, ...table.querySelectorAll("td, th[scope=row]")].filter((e) =>
                e.scrollWidth > e.clientWidth + 1 && getComputedStyle(e).display !== "inline"
                || e.getBoundingClientRect().right > innerWidth).map((e) => e.innerText))"""
    )
    assert beyond == []


def test_a_head_that_sorts_is_seen_while_the_keyboard_is_on_it(page: Page) -> None:
    page.set_viewport_size({"width": 390, "height": 844})
    heads = page.locator(":is(.a-voices, .a-statements) thead button")
    assert heads.count() == 15
    for head in heads.all():
        head.focus()
        seen = head.evaluate(
            """(e) => { const box = e.getBoundingClientRect();
                return document.elementFromPoint(box.left + 3, box.top + 5) === e; }"""
        )
        assert seen, head.inner_text()
        wide = page.evaluate(
            """() => [...document.querySelectorAll(".scroll")].filter((e) =>
                e.scrollWidth > e.clientWidth + 1).length"""
        )
        assert not wide, head.inner_text()


def test_a_table_that_goes_on_beyond_its_edge_shows_it_and_one_that_fits_does_not(
    page: Page, browser: Browser
) -> None:
    style = page.locator("style").first.text_content()
    row = "<th scope=row>a</th>" + "<td>&nbsp;</td>" * 12
    body = f'<div class="scroll"><table><tbody><tr>{row}</tr></tbody></table></div>'
    opened = browser.new_page(viewport={"width": 390, "height": 200})
    opened.set_content(f"<style>{style}</style><main><div class=analysis>{body}</div></main>")
    edge: list[int] = []
    for wide in ("60rem", "10rem"):
        opened.add_style_tag(content=f"table {{ min-width: {wide} }}")
        box = opened.locator(".scroll").bounding_box()
        assert box
        x, y = round(box["x"] + box["width"]) - 2, round(box["y"] + box["height"] / 2)
        shot = Image.open(io.BytesIO(opened.screenshot())).convert("L")
        edge.append(shot.getpixel((x, y)))  # type: ignore[arg-type] # of one band
    opened.close()
    assert edge[0] < 225 < edge[1]


@pytest.mark.parametrize("width", [320, 390, 768])
def test_the_index_of_reports_is_no_wider_than_the_screen_and_sorts(
    browser: Browser, seed_report: Path, tmp_path: Path, width: int
) -> None:
    for name in ("one", "two"):
        shutil.copytree(seed_report, tmp_path / name)
    text = ingest.load(SEED).text
    made = index.write(tmp_path, [(tmp_path / name, text) for name in ("one", "two")])
    opened = browser.new_page(viewport={"width": width, "height": 600})
    opened.goto(made.as_uri())
    assert opened.evaluate("document.documentElement.scrollWidth") == width
    heads = opened.locator("thead button").all_inner_texts()
    assert heads == ["Article", "Statements", "Sources", "Unnamed", "To check"]  # none is empty
    opened.close()


@pytest.mark.parametrize("size", ["A4", "Letter"])
def test_on_paper_every_page_of_a_table_has_its_heads_and_nothing_is_for_the_screen(
    page: Page, size: str
) -> None:
    printed = pypdf.PdfReader(io.BytesIO(page.pdf(format=size, prefer_css_page_size=True)))
    pages = [sheet.extract_text() for sheet in printed.pages]
    rows = [text for text in pages if text.count("indirect") + text.count("mixed") > 6]
    statements = [text for text in rows if "Where it speaks" not in text]
    assert len(statements) > 1
    assert all("What is said" in text and "Introduced" in text for text in statements)
    whole = "\n".join(pages)
    for screen in ("Download as CSV", "corrections.yaml"):
        assert screen not in whole
    # What is folded away on the screen can't be unfolded on paper; it stands together.
    assert "How this was made" in pages[-1] and "ipykernel" in pages[-1]
    assert hashlib.sha256(SEED.read_bytes()).hexdigest() in pages[-1].replace("\n", "")
    page.emulate_media(media="print")
    page.set_viewport_size({"width": 680, "height": 960})
    assert page.evaluate(BROKEN) == []
