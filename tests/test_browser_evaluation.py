"""The accuracy report in a real browser: no barriers, nothing from outside, never sideways."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Literal

import pytest
from browsing import BROWSING, barriers

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

pytestmark = BROWSING


@pytest.fixture(scope="module")
def shared(browser: Browser) -> Page:
    return browser.new_page()


@pytest.fixture
def page(shared: Page, evaluation_report: Path) -> Page:
    shared.emulate_media(color_scheme="light", media="screen")
    shared.set_viewport_size({"width": 1280, "height": 844})
    shared.goto((evaluation_report / "report.html").as_uri())
    return shared


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [1280, 390])
def test_the_page_has_no_barrier_that_axe_knows(
    page: Page, scheme: Literal["light", "dark"], width: int
) -> None:
    page.set_viewport_size({"width": width, "height": 844})
    page.emulate_media(color_scheme=scheme)
    assert barriers(page) == []


@pytest.mark.parametrize("width", [1280, 768, 390, 320])
def test_the_page_never_scrolls_sideways(page: Page, width: int) -> None:
    page.set_viewport_size({"width": width, "height": 844})
    assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_the_page_asks_for_nothing_and_complains_of_nothing(
    shared: Page, evaluation_report: Path
) -> None:
    said: list[str] = []
    asked: list[str] = []
    shared.on("console", lambda message: said.append(message.text))
    shared.on("request", lambda request: asked.append(request.url))
    address = (evaluation_report / "report.html").as_uri()
    shared.goto(address)
    assert (said, asked) == ([], [address])


def test_pictures_stay_inside_their_column_and_their_words_can_be_read(page: Page) -> None:
    for width in (1280, 390):
        page.set_viewport_size({"width": width, "height": 844})
        sizes = page.evaluate(
            """() => [...document.querySelectorAll("figure.chart svg")].map((svg) => {
                const box = svg.getBoundingClientRect();
                return [box.left, box.right, 12 * box.width / svg.viewBox.baseVal.width]; })"""
        )
        assert len(sizes) == 3
        for left, right, letters in sizes:
            assert left >= 0 and right <= width
            assert letters >= 10


def test_each_mistake_is_shown_by_hand_and_as_found(page: Page) -> None:
    items = page.locator(".a-mistakes ol > li")
    assert items.count() >= 1
    assert page.locator(".a-mistakes dt").count() == 2 * items.count()
    assert page.locator(".a-mistakes li mark.content").count() >= items.count()
