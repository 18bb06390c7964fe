"""What nbconvert makes of our notebooks: no barrier that axe knows, in light and in dark."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Literal

import pytest
from browsing import BROWSING, barriers

from analysis.reporting import runner

if TYPE_CHECKING:
    from playwright.sync_api import Browser

ROOT = Path(__file__).resolve().parents[1]
NOTEBOOKS = sorted((ROOT / "notebooks").glob("*.ipynb"))
# Ids that stand twice, links to nowhere, words at the right of a cell and numbers at the left.
AMISS = """() => {
    const amiss = [], ids = new Set();
    for (const { id } of document.querySelectorAll(".jp-OutputArea-output [id]")) {
        if (ids.has(id)) amiss.push(`twice: ${id}`);
        ids.add(id);
    }
    for (const link of document.querySelectorAll('.jp-OutputArea-output a[href^="#"]'))
        if (!ids.has(link.hash.slice(1))) amiss.push(`nowhere: ${link.hash}`);
    for (const cell of document.querySelectorAll("tbody td")) {
        const text = cell.innerText.trim();
        const number = cell.closest(".dataframe") ? /^-?[\\d.]+$/.test(text) : cell.matches(".n");
        const right = getComputedStyle(cell).textAlign === "right";
        const known = text && !/^(<NA>|NaN|[.]+)$/.test(text);
        if (known && number !== right) amiss.push(`${right}: ${text.slice(0, 40)}`);
    }
    return amiss; }"""
THEMES: tuple[Literal["light", "dark"], ...] = ("light", "dark")
pytestmark = BROWSING


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: str(path.stem))
def test_a_notebook_made_a_page_by_nbconvert_has_no_barrier_that_axe_knows(
    path: Path, browser: Browser, tmp_path: Path
) -> None:
    from nbconvert import HTMLExporter

    done = runner.run(path, {}, ROOT, 300)
    for theme in THEMES:
        exporter = HTMLExporter(theme=theme, mathjax_url="", require_js_url="")
        made = tmp_path / f"{theme}.html"
        made.write_text(exporter.from_notebook_node(done)[0], encoding="utf-8")
        page = browser.new_page(color_scheme=theme)
        page.goto(made.as_uri())
        found = barriers(page)
        page.close()
        assert found == [], theme
