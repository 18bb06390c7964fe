"""A browser for the tests of pages: what is done in it, and what is seen there."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

playwright_api = pytest.importorskip("playwright.sync_api", reason="playwright is not installed")
NAMES = ("chromium", "chromium-browser", "google-chrome", "chrome")
CHROMIUM = next(filter(None, map(shutil.which, NAMES)), None)
FLAGS = ["--no-sandbox", "--disable-background-networking", "--disable-dev-shm-usage"]
BROWSING = [
    pytest.mark.browser,
    pytest.mark.slow,
    pytest.mark.skipif(CHROMIUM is None, reason=f"none of {', '.join(NAMES)} is installed"),
]


@contextmanager
def chromium(*flags: str) -> Iterator[Browser]:
    """Start the browser and close it again."""
    with playwright_api.sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=CHROMIUM, args=[*FLAGS, *flags])
        yield started
        started.close()


def barriers(page: Page) -> list[tuple[str, list[str]]]:
    """What axe finds wrong with a page, and the first places."""
    axe = pytest.importorskip("axe_playwright_python.sync_playwright", reason="axe is missing")
    found = axe.Axe().run(page).response["violations"]
    return [(v["id"], [n["html"][:120] for n in v["nodes"][:3]]) for v in found]


def poke(page: Page) -> None:
    """Do what a person does: point, click, move the focus."""
    places = page.locator(":is(main a, main button, main summary, main [tabindex]):visible")
    for mark in places.all()[:40]:
        mark.hover(timeout=5000, force=True)
        mark.focus()


class Watch:
    """A page, and whatever it did that it should not."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.dialogs: list[str] = []
        self.requests: list[str] = []
        page.on("dialog", self._dialog)
        page.on("request", lambda request: self.requests.append(request.url))

    def _dialog(self, dialog: Any) -> None:
        self.dialogs.append(dialog.message)
        dialog.dismiss()

    def ran(self) -> Any:
        """What a script of the article left behind."""
        self.page.wait_for_timeout(500)
        return self.page.evaluate("window.ran ?? null")
