"""The notebook in real JupyterLab: choose, see the text change, correct, run again, see it kept."""

from __future__ import annotations

import json
import os
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from browsing import BROWSING, chromium

from analysis.reporting import launching, runner

if TYPE_CHECKING:
    from playwright.sync_api import Page

TOKEN = "explore"  # noqa: S105 - of a server that lives as long as the test
PATIENCE = 120  # seconds, for machines that do something else as well
ARTICLE = """\
"We will stay in the valley," Ana Ruiz said on Monday.

"They must leave the valley," the mayor, Tom Hale, told reporters.

An official who asked not to be named said that talks would go on.
"""
pytestmark = BROWSING


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Where a person works: an article, and the notebook as the command puts it there."""
    place = tmp_path / "work"
    place.mkdir()
    (place / "valley.txt").write_text(ARTICLE, encoding="utf-8")
    launching.place(runner.find("explore"), [place / "valley.txt"], place)
    return place


@pytest.fixture
def jupyterlab(folder: Path, tmp_path: Path) -> Iterator[str]:
    """JupyterLab on that folder: a user without settings, no news, no network needed."""
    names = ("JUPYTER_CONFIG_DIR", "JUPYTER_DATA_DIR", "JUPYTER_RUNTIME_DIR", "IPYTHONDIR")
    own = {name: str(tmp_path / name) for name in names}
    settings = tmp_path / "JUPYTER_CONFIG_DIR" / "lab" / "user-settings"
    news = settings / "@jupyterlab" / "apputils-extension" / "notification.jupyterlab-settings"
    news.parent.mkdir(parents=True)
    news.write_text(json.dumps({"fetchNews": "false", "checkForUpdates": False}))
    root = str(Path(__file__).resolve().parents[1])
    path = os.pathsep.join(filter(None, [root, os.environ.get("PYTHONPATH")]))
    environment = {**os.environ, **own, "JUPYTER_PREFER_ENV_PATH": "1", "PYTHONPATH": path}
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    options = ["--no-browser", "--allow-root", "--ip=127.0.0.1", f"--port={port}"]
    options += ["--ServerApp.port_retries=0", f"--IdentityProvider.token={TOKEN}"]
    options += [f"--ServerApp.root_dir={folder}", *launching.SILENT]
    options += ["--LabApp.expose_app_in_browser=True"]
    address = f"http://127.0.0.1:{port}"
    with (tmp_path / "lab.log").open("wb") as log:
        command = [sys.executable, "-m", "jupyterlab", *options]
        server = subprocess.Popen(command, env=environment, stdout=log, stderr=log)
        try:
            wait(lambda: answers(address, server), "JupyterLab did not start")
            yield address
        finally:
            server.terminate()
            server.wait(60)


def answers(address: str, server: subprocess.Popen[bytes]) -> bool:
    assert server.poll() is None
    try:
        with urllib.request.urlopen(f"{address}/api?token={TOKEN}", timeout=5):  # noqa: S310 - ours
            return True
    except OSError:
        return False


def wait(done: Callable[[], Any], otherwise: str) -> None:
    end = time.monotonic() + PATIENCE
    while not done():
        assert time.monotonic() < end, otherwise
        time.sleep(0.25)


@pytest.fixture
def lab(jupyterlab: str) -> Iterator[Page]:
    """The open notebook; at the end nothing may have been complained of or asked for elsewhere."""
    with chromium() as browser:
        page = browser.new_page(viewport={"width": 1440, "height": 1000})
        page.set_default_timeout(PATIENCE * 1000)
        wrong: list[str] = []
        page.on("console", lambda m: wrong.append(m.text) if m.type == "error" else None)
        page.on("pageerror", lambda error: wrong.append(str(error)))
        ours = (jupyterlab, jupyterlab.replace("http", "ws"), "data:", "blob:")
        page.on("request", lambda r: None if r.url.startswith(ours) else wrong.append(r.url))
        page.goto(f"{jupyterlab}/lab/tree/explore-valley.ipynb?token={TOKEN}&reset")
        page.wait_for_selector(".jp-Notebook .jp-CodeCell")
        yield page
        assert page.locator(".jp-RenderedText[data-mime-type*=error]").count() == 0
    assert wrong == []


def run_all(page: Page) -> None:
    """Run every cell; a command given before the kernel is there is lost."""
    lab = "window.jupyterapp"
    status = f"{lab}?.shell.currentWidget?.sessionContext?.session?.kernel?.status"
    wait(lambda: page.evaluate(status) == "idle", "the kernel never was ready")
    order(page, "notebook:run-all-cells")


def order(page: Page, command: str) -> None:
    """Give JupyterLab a command without waiting for its end, which may never be told."""
    page.evaluate(f"void window.jupyterapp.commands.execute('{command}')")


def test_a_choice_changes_the_text_and_a_correction_is_kept_when_all_is_run_again(
    lab: Page, folder: Path
) -> None:
    run_all(lab)
    explorer = lab.locator(".analysis-explore")
    explorer.locator(".a-article mark.st").first.wait_for()
    assert not lab.locator(".analysis-static").first.is_visible()
    before = explorer.locator(".a-article mark.st").count()
    assert before >= 2

    explorer.locator("select").first.select_option(index=1)
    explorer.locator(".a-chosen code", has_text="reading.where(source=").wait_for()
    assert 0 < explorer.locator(".a-article mark.st").count() < before
    explorer.locator(".lm-TabBar-tab", has_text="Voices").click()
    explorer.locator(".a-voices svg").first.wait_for()
    assert explorer.locator(".a-voices tbody tr").count() == 1
    explorer.locator("button", has_text="Show all").click()

    explorer.get_by_text("Correct", exact=True).click()
    who = explorer.locator("input[list]")
    who.wait_for()
    wait(who.input_value, "the panel never offered a statement")
    who.fill("Maria Prado")
    who.press("Tab")
    explorer.locator("button", has_text="Apply").click()
    explorer.locator(".a-chosen", has_text="Applied").wait_for()
    explorer.locator("button", has_text="Save").click()
    explorer.locator(".a-chosen", has_text="Saved 1 correction").wait_for()
    assert "Maria Prado" in (folder / "corrections.yaml").read_text(encoding="utf-8")

    order(lab, "notebook:clear-all-cell-outputs")
    explorer.first.wait_for(state="detached")
    run_all(lab)
    explorer.locator(".a-article .note", has_text="Maria Prado").first.wait_for()
    outputs = lab.locator(".jp-OutputArea-output", has_text="Maria Prado")
    wait(lambda: outputs.count() > 1, "the tables below never had the correction")
