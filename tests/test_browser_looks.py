"""The page looks as in the pictures of docs/looks, which people have looked at.

Set UPDATE_LOOKS=1 to take them anew, then look at them before you commit.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from browsing import BROWSING, chromium
from looks import FEW, FLAGS, FOLDER, LOOKS, Look, differing, keep, kept, opened, photograph
from PIL import Image

if TYPE_CHECKING:
    from playwright.sync_api import Browser

pytestmark = BROWSING
EVERY = pytest.mark.parametrize("look", LOOKS, ids=lambda look: look.name)


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with chromium(*FLAGS) as started:
        yield started


@EVERY
def test_the_page_looks_as_in_its_picture(browser: Browser, look: Look, tmp_path: Path) -> None:
    with opened(browser, look, tmp_path / "page.html") as page:
        taken = photograph(page, look)
    if os.environ.get("UPDATE_LOOKS"):
        keep(taken, look)
    assert differing(taken, Image.open(kept(look))) <= FEW, f"another look: {look.name}"


@pytest.mark.parametrize(
    ("style", "name", "same"),
    [
        ("main { position: relative; left: 1px; top: 1px; }", "desktop-1920", True),
        ("main { -webkit-text-stroke: .15px; }", "desktop-1280", True),
        (".whose .bar { visibility: hidden; }", "desktop-1280", False),
        (".contents { visibility: hidden; }", "desktop-1280", False),
        (".lede { position: relative; top: 24px; }", "desktop-1280", False),
        (".note { visibility: hidden; }", "desktop-1920", False),
        (".a-article .text { position: relative; left: 20px; }", "desktop-1920", False),
        (".strip { visibility: hidden; }", "tablet-768", False),
        (".analysis { color: #777 !important; }", "desktop-1920", False),
    ],
)
def test_a_pixel_is_no_other_look_and_a_block_that_moves_or_vanishes_is(
    browser: Browser, tmp_path: Path, style: str, name: str, same: bool
) -> None:
    look = next(one for one in LOOKS if one.name == name)
    with opened(browser, look, tmp_path / "page.html") as page:
        page.add_style_tag(content=style)
        share = differing(photograph(page, look), Image.open(kept(look)))
    assert (share <= FEW) is same, share


def test_the_pictures_are_small_and_of_settings_that_there_are() -> None:
    there = sorted(FOLDER.glob("*.png"))
    assert {path.stem for path in there} == {look.name for look in LOOKS}
    assert sum(path.stat().st_size for path in there) < 1_500_000
