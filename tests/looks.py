"""Pictures of the seed's page in eight settings, and how far two pictures differ.

The page is made of the seed as it was read by hand: what the software finds in it may change, the
looks stay. Its letters come from a font that matplotlib ships: lines break alike everywhere.
"""

from __future__ import annotations

import base64
import io
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Literal

import matplotlib as mpl
import nbformat
from PIL import Image, ImageChops, ImageFilter
from seed import ROOT, gold_extraction

from analysis.page import markup
from analysis.page.export import export

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

FOLDER = ROOT / "docs" / "looks"
# Glyphs are not fitted to the grid of pixels, so that their widths are the font's own.
FLAGS = ["--font-render-hinting=none", "--disable-lcd-text", "--force-color-profile=srgb"]
FACES = (("", 400, "normal"), ("-Bold", 700, "normal"), ("-Oblique", 400, "italic"))
PARTS = ("headline", "checks", "voices", "article", "statements", "set_aside", "made")
TABLES = {"voices": {"tables": "."}, "statements": {"tables": "."}}
COLOURS = 64  # of a picture that is kept
BLUR, CELL = 8, 8  # pixels: letters become the grey of their line, a line moved by one stays
APART = 14  # of 255: a cell that differs by more has other contents
FEW = 0.002  # of all cells may


@dataclass(frozen=True, slots=True)
class Look:
    """A setting, and the section of the page that its picture begins with."""

    name: str
    width: int
    height: int = 900
    section: str = ""
    scheme: Literal["light", "dark"] = "light"
    forced: Literal["active", "none"] = "none"
    media: Literal["screen", "print"] = "screen"
    scale: int = 1


LOOKS = (
    Look("phone-320", 320, 1100),
    Look("phone-390-dark", 390, 1100, "article", "dark"),
    Look("tablet-768", 768, 1000, "voices"),
    Look("desktop-1280", 1280, 1000),
    Look("desktop-1920", 1920, 1000, "article"),
    Look("forced-colours", 1280, 900, "article", forced="active"),
    Look("zoom-200", 640, 500, "statements", scale=2),
    Look("print-a4", 680, 960, "article", media="print"),
)


@cache
def page() -> str:
    """The whole page of the seed, with two statements that the software would be unsure of."""
    x = gold_extraction()
    unsure = {"a3": 0.42, "a7": 0.38}
    said = tuple(replace(a, confidence=unsure.get(a.id, 0.95)) for a in x.attributions)
    x = replace(x, attributions=said)
    outputs = [
        nbformat.v4.new_output("display_data", {"text/html": made})
        for made in (getattr(markup, part)(x, **TABLES.get(part, {})) for part in PARTS)
    ]
    cells = [nbformat.v4.new_code_cell(outputs=[output]) for output in outputs]
    return export(nbformat.v4.new_notebook(cells=cells), "The seed", "analysis 0")


@cache
def letters() -> str:
    """The style that sets the whole page in the font that is the same everywhere."""
    folder = Path(mpl.get_data_path()) / "fonts" / "ttf"
    faces = ""
    for name, weight, style in FACES:
        data = base64.b64encode((folder / f"DejaVuSans{name}.ttf").read_bytes()).decode()
        faces += (
            f"@font-face {{ font-family: Look; font-weight: {weight}; font-style: {style}; "
            f"src: url(data:font/ttf;base64,{data}); }}\n"
        )
    return f"{faces}.analysis, .analysis * {{ font-family: Look !important; }}"


@contextmanager
def opened(browser: Browser, look: Look, place: Path) -> Iterator[Page]:
    """Open the page in a setting; ``place`` is a file to write it to."""
    place.write_text(page(), encoding="utf-8")
    context = browser.new_context(
        viewport={"width": look.width, "height": look.height},
        device_scale_factor=look.scale,
        color_scheme=look.scheme,
        forced_colors=look.forced,
        bypass_csp=True,  # for the letters
    )
    shown = context.new_page()
    shown.emulate_media(media=look.media)
    shown.goto(place.as_uri())
    shown.add_style_tag(content=letters())
    shown.evaluate("document.fonts.ready")
    yield shown
    context.close()


def photograph(shown: Page, look: Look) -> Image.Image:
    """Take the picture of a setting from its section on."""
    top = 0.0
    if look.section:
        top = shown.evaluate(
            "(id) => document.getElementById(id).getBoundingClientRect().top + scrollY",
            look.section,
        )
    clip = {"x": 0, "y": float(round(top)), "width": look.width, "height": look.height}
    taken = shown.screenshot(full_page=True, clip=clip)  # type: ignore[arg-type]
    return Image.open(io.BytesIO(taken)).convert("RGB")


def kept(look: Look) -> Path:
    """Where the picture of a setting is kept."""
    return FOLDER / f"{look.name}.png"


def keep(picture: Image.Image, look: Look) -> None:
    """Keep a picture with few colours, which is enough for people and for the comparison."""
    few = picture.quantize(COLOURS, dither=Image.Dither.NONE)
    few.save(kept(look), optimize=True)


def differing(one: Image.Image, other: Image.Image) -> float:
    """Return the share of cells whose luminance differs; 1 where the sizes do."""
    if one.size != other.size:
        return 1.0
    cells = ImageChops.difference(_cells(one), _cells(other)).tobytes()
    return sum(value > APART for value in cells) / len(cells)


def _cells(picture: Image.Image) -> Image.Image:
    """The luminance of a picture, blurred and in cells."""
    grey = picture.convert("RGB").convert("L").filter(ImageFilter.GaussianBlur(BLUR))
    return grey.resize((picture.width // CELL, picture.height // CELL), Image.Resampling.BOX)
