"""The comparison in a real browser: two stories as an editor sees them, and two hostile ones."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Literal

import nbformat
import pytest
from browsing import BROWSING, Watch, barriers, poke
from hostile import ATTACKS, TEXT

from analysis.reporting import runner, several

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

EXAMPLES = Path(__file__).resolve().parents[1] / "notebooks" / "examples"
pytestmark = BROWSING


@pytest.fixture(scope="module")
def compared(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The comparison of the two examples."""
    paths = [EXAMPLES / "bridge-morning.txt", EXAMPLES / "bridge-evening.txt"]
    return several.compare(paths, tmp_path_factory.mktemp("compared"))


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Two versions of the hostile article under a hostile name, read by hand."""
    folder = tmp_path_factory.mktemp("hostile")
    notebook = nbformat.read(runner.find("compare"), as_version=4)
    for cell in notebook.cells:
        if cell.id == "read":
            assert "analysis.compare(" in cell.source
            cell.source = "import hostile\n" + cell.source.replace(
                "analysis.compare(", "hostile.compare("
            )
    nbformat.write(notebook, folder / "compare.ipynb")
    name = "<img src=x onerror='window.ran=20'>.txt"
    for place, text in (("a", TEXT), ("b", TEXT.replace("counts", "matters"))):
        (folder / place).mkdir()
        (folder / place / name).write_text(text, encoding="utf-8")
    own = [str(Path(__file__).parent), *filter(None, [os.environ.get("PYTHONPATH")])]
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(runner, "find", lambda _: folder / "compare.ipynb")
        patch.setenv("PYTHONPATH", os.pathsep.join(own))
        return several.compare([folder / p / name for p in ("a", "b")], folder / "out")


@pytest.fixture
def page(browser: Browser, compared: Path) -> Iterator[Page]:
    """The comparison, with everything that the browser complains of."""
    shown = browser.new_page(viewport={"width": 1280, "height": 900})
    complaints: list[str] = []
    shown.on("console", lambda message: complaints.append(message.text))
    shown.on("pageerror", lambda error: complaints.append(str(error)))
    shown.on("requestfailed", lambda request: complaints.append(request.url))
    shown.goto((compared / "report.html").as_uri())
    yield shown
    shown.close()
    assert complaints == []


@pytest.mark.parametrize("policy", [True, False], ids=["as it is", "without its policy"])
def test_nothing_of_two_hostile_articles_runs(
    browser: Browser, hostile: Path, tmp_path: Path, policy: bool
) -> None:
    text = (hostile / "report.html").read_text(encoding="utf-8")
    if not policy:
        text, count = re.subn(r"<meta http-equiv=.*?>", "", text)
        assert count == 1
    place = tmp_path / "report.html"
    place.write_text(text, encoding="utf-8")
    watch = Watch(browser.new_page())
    watch.page.goto(place.as_uri())
    poke(watch.page)
    assert watch.ran() is None
    assert watch.dialogs == []
    assert watch.requests == [place.as_uri()]
    assert watch.page.locator("main :is(script, img, iframe, link, object, math)").count() == 0
    assert watch.page.locator("main [href^='javascript']").count() == 0
    shown = watch.page.inner_text("main")
    for attack in ATTACKS:
        assert attack in shown, attack
    assert watch.page.locator("ins.altered").count() > 0
    watch.page.close()


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [1280, 390])
def test_the_comparison_has_no_barrier_that_axe_knows(
    page: Page, scheme: Literal["light", "dark"], width: int
) -> None:
    page.set_viewport_size({"width": width, "height": 844})
    page.emulate_media(color_scheme=scheme)
    assert barriers(page) == []


@pytest.mark.parametrize("width", [1280, 768, 390, 320])
def test_the_comparison_never_scrolls_sideways(page: Page, width: int) -> None:
    page.set_viewport_size({"width": width, "height": 844})
    assert page.evaluate("document.documentElement.scrollWidth") <= width


@pytest.mark.parametrize("media", ["screen", "print"])
def test_words_cut_and_added_are_told_apart_by_lines(
    page: Page, media: Literal["screen", "print"]
) -> None:
    page.emulate_media(media=media)
    lines = page.evaluate(
        """() => ["del", "ins"].map((tag) => getComputedStyle(
            document.querySelector(tag + ".altered")).textDecorationLine)"""
    )
    assert lines == ["line-through", "underline"]


def test_a_voice_lights_up_in_its_own_article_only(page: Page) -> None:
    page.locator("a.note").first.focus()
    colours = page.evaluate(
        """() => [...document.querySelectorAll("mark.st")].map((mark) => [
            [...mark.classList].find((name) => /^[a-h]-v\\d+$/.test(name)),
            getComputedStyle(mark).backgroundColor])"""
    )
    lit = {name for name, colour in colours if colour not in ("rgba(0, 0, 0, 0)", "transparent")}
    assert len(lit) == 1
    assert next(iter(lit)).startswith("a-")


def test_every_link_within_the_page_leads_somewhere(page: Page) -> None:
    lost = page.evaluate(
        """() => [...document.querySelectorAll("a[href^='#']")].filter((link) =>
            !document.getElementById(link.hash.slice(1))).map((link) => link.outerHTML)"""
    )
    assert lost == []


def test_the_examples_show_what_they_were_written_to_show(page: Page) -> None:
    said = page.locator("section.a-findings").inner_text()
    assert "never" in said
    assert "60" in said
    assert "a senior official" in said
    assert "without a source in B" in said
