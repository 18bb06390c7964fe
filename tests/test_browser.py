"""The report in a real browser.

Of a hostile article nothing may run; the seed's page must be seen, lit, sorted and heard.
"""

from __future__ import annotations

import os
import re
import shutil
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Literal

import nbformat
import pytest
from browsing import BROWSING, Watch, barriers, poke
from hostile import ATTACKS, TEXT

from analysis import reporting
from analysis.reporting import runner

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

pytestmark = BROWSING


@pytest.fixture(scope="module")
def report(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The report of the hostile article: our notebook, with the reader's part done by hand."""
    folder = tmp_path_factory.mktemp("hostile")
    notebook = nbformat.read(runner.find("report"), as_version=4)
    for cell in notebook.cells:
        if cell.id == "read":
            assert "analysis.read(" in cell.source
            cell.source = cell.source.replace("analysis.read(", "hostile.read(")
            cell.source = "import hostile\n" + cell.source
    nbformat.write(notebook, folder / "report.ipynb")
    article = folder / "hostile.txt"
    article.write_text(TEXT, encoding="utf-8")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(runner, "find", lambda _: folder / "report.ipynb")
        patch.setenv("PYTHONPATH", os.pathsep.join(_paths()))
        (made,) = reporting.report(article, folder / "out")
    return made


def _paths() -> list[str]:
    return [str(Path(__file__).parent), *filter(None, [os.environ.get("PYTHONPATH")])]


@pytest.fixture
def watch(browser: Browser) -> Iterator[Watch]:
    page = browser.new_page()
    yield Watch(page)
    page.close()


def test_the_browser_can_tell_when_something_runs(watch: Watch, tmp_path: Path) -> None:
    page = tmp_path / "page.html"
    page.write_text(f"<!DOCTYPE html>{ATTACKS[0]}{ATTACKS[2]}")
    watch.page.goto(page.as_uri())
    assert watch.ran() == 1
    assert watch.dialogs == ["1"]
    assert "https://example.org/x.png" in watch.requests


@pytest.mark.parametrize("policy", [True, False], ids=["as it is", "without its policy"])
def test_nothing_of_a_hostile_article_runs_in_the_report(
    watch: Watch,
    report: Path,
    tmp_path: Path,
    policy: bool,
) -> None:
    text = (report / "report.html").read_text(encoding="utf-8")
    if not policy:
        text, count = re.subn(r"<meta http-equiv=.*?>", "", text)
        assert count == 1
    page = tmp_path / "report.html"
    page.write_text(text, encoding="utf-8")
    watch.page.goto(page.as_uri())
    poke(watch.page)
    assert watch.ran() is None
    assert watch.dialogs == []
    assert watch.requests == [page.as_uri()]
    shown = watch.page.inner_text("main")
    for attack in ATTACKS:
        assert attack in shown, attack
    assert watch.page.locator("main :is(script, img, iframe, link, object, math)").count() == 0
    for style in watch.page.locator("style").all():  # ours: one for the page, one for the sources
        assert "example.org" not in (style.text_content() or "")
    assert watch.page.locator("main [href^='javascript']").count() == 0


def test_our_own_script_may_run_under_the_policy(watch: Watch, report: Path) -> None:
    said: list[str] = []
    watch.page.on("console", lambda message: said.append(message.text))
    watch.page.goto((report / "report.html").as_uri())
    assert watch.page.title()
    assert not [line for line in said if "Content Security Policy" in line]


@pytest.fixture
def jupyterlab(report: Path, tmp_path: Path) -> Iterator[str]:
    """A real JupyterLab beside the executed notebook, which is trusted: the worst case."""
    root = tmp_path / "root"
    root.mkdir()
    shutil.copy(report / "report.ipynb", root / "report.ipynb")
    folders = ("JUPYTER_CONFIG_DIR", "JUPYTER_DATA_DIR", "JUPYTER_RUNTIME_DIR", "IPYTHONDIR")
    environment = {**os.environ, **{name: str(tmp_path / name) for name in folders}}
    trust = [sys.executable, "-m", "jupyter", "trust", "report.ipynb"]
    subprocess.run(trust, cwd=root, env=environment, check=True, capture_output=True)
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    options = ["--no-browser", "--allow-root", "--ip=127.0.0.1", f"--port={port}"]
    options += ["--ServerApp.port_retries=0", "--IdentityProvider.token=", "--ServerApp.password="]
    options += [
        f"--ServerApp.root_dir={root}",
        "--LabApp.news_url=",
        "--LabApp.check_for_updates_class=jupyterlab.NeverCheckForUpdate",
    ]
    log = (tmp_path / "lab.log").open("wb")
    command = [sys.executable, "-m", "jupyterlab", *options]
    server = subprocess.Popen(command, env=environment, stdout=log, stderr=log)
    address = f"http://127.0.0.1:{port}"
    try:
        _wait(f"{address}/api", server, tmp_path / "lab.log")
        yield address
    finally:
        server.terminate()
        server.wait(30)
        log.close()


def _wait(address: str, server: subprocess.Popen[bytes], log: Path) -> None:
    for _ in range(240):
        assert server.poll() is None, log.read_text()
        try:
            with urllib.request.urlopen(address, timeout=5):  # noqa: S310 - our own server
                return
        except OSError:
            time.sleep(0.5)
    pytest.fail(f"JupyterLab did not start: {log.read_text()}")


def test_nothing_of_a_hostile_article_runs_in_jupyterlab(watch: Watch, jupyterlab: str) -> None:
    watch.page.goto(f"{jupyterlab}/lab/tree/report.ipynb?reset", timeout=120_000)
    watch.page.wait_for_selector(".jp-Notebook .jp-OutputArea-output section", timeout=120_000)
    # Cells far down are drawn when they come into sight.
    for _ in range(40):
        watch.page.mouse.wheel(0, 3000)
        watch.page.keyboard.press("PageDown")
        watch.page.wait_for_timeout(50)
    assert watch.ran() is None
    assert watch.dialogs == []
    foreign = [u for u in watch.requests if not u.startswith((jupyterlab, "data:", "blob:"))]
    assert foreign == []
    outputs = watch.page.locator(".jp-OutputArea-output")
    assert outputs.locator(":is(script, iframe, img, link, object)").count() == 0


@pytest.fixture
def seed_page(browser: Browser, seed_report: Path) -> Iterator[Page]:
    """The seed's report, with everything that the browser complains of."""
    page = browser.new_page(viewport={"width": 1280, "height": 900})
    complaints: list[str] = []
    page.on("console", lambda message: complaints.append(message.text))
    page.on("pageerror", lambda error: complaints.append(str(error)))
    page.on("requestfailed", lambda request: complaints.append(request.url))
    page.goto((seed_report / "report.html").as_uri())
    yield page
    page.close()
    assert complaints == []


def lit(page: Page) -> dict[str, set[str]]:
    """The backgrounds of each voice's statements, by the voice's class."""
    found = page.evaluate(
        """() => [...document.querySelectorAll("mark.st")].map((mark) => [
            [...mark.classList].find((name) => /^v\\d+$/.test(name)),
            getComputedStyle(mark).backgroundColor])"""
    )
    colours: dict[str, set[str]] = {}
    for voice, colour in found:
        colours.setdefault(voice, set()).add(colour)
    return colours


@pytest.mark.parametrize("way", ["hover", "focus"])
def test_pointing_at_a_voice_lights_all_it_says_and_nothing_else(seed_page: Page, way: str) -> None:
    before = lit(seed_page)
    assert len(before) > 3
    pieces = seed_page.locator("mark.st")
    classes = [(m.get_attribute("class") or "").split() for m in pieces.all()]
    voices = [next(c for c in names if re.fullmatch(r"v\d+", c)) for names in classes]
    voice = max(set(voices), key=lambda v: (voices.count(v), v))
    if way == "hover":
        first = seed_page.locator(f"mark.st.d0.{voice}").first
        first.scroll_into_view_if_needed()
        box = first.evaluate("(mark) => mark.getClientRects()[0].toJSON()")
        seed_page.mouse.move(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    else:
        seed_page.locator(f"a.note.{voice}").first.focus()
    after = lit(seed_page)
    assert not before[voice] & after[voice]
    changed = {other for other in after if before[other] != after[other]}
    assert changed == {voice}


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [1280, 390])
def test_the_page_has_no_barrier_that_axe_knows(
    seed_page: Page, scheme: Literal["light", "dark"], width: int
) -> None:
    seed_page.set_viewport_size({"width": width, "height": 844})
    seed_page.emulate_media(color_scheme=scheme)
    assert barriers(seed_page) == []


@pytest.mark.parametrize("width", [1280, 768, 390, 320])
def test_the_page_never_scrolls_sideways(seed_page: Page, width: int) -> None:
    seed_page.set_viewport_size({"width": width, "height": 844})
    assert seed_page.evaluate("document.documentElement.scrollWidth") <= width


def test_statements_are_told_apart_in_print_without_colour_of_the_ground(seed_page: Page) -> None:
    seed_page.emulate_media(media="print")
    lines = seed_page.evaluate(
        """() => [...document.querySelectorAll("mark.st")].map((mark) => {
            const style = getComputedStyle(mark);
            return style.textDecorationLine + style.borderBottomStyle; })"""
    )
    assert lines
    assert [line for line in lines if line == "nonenone"] == []


def test_a_table_is_sorted_by_its_heading_both_ways(seed_page: Page) -> None:
    table = seed_page.locator("table.sortable").first
    heading = table.locator("th").nth(0)

    def order() -> list[str]:
        return table.locator("tbody tr > :first-child").all_inner_texts()

    heading.locator("button").click()
    assert heading.get_attribute("aria-sort") == "ascending"
    up = order()
    heading.locator("button").click()
    assert heading.get_attribute("aria-sort") == "descending"
    assert len(up) > 1
    assert order() != up
    assert sorted(order()) == sorted(up)
