"""Makes the README's picture: ``python scripts/picture.py REPORT_FOLDER``, needs Chromium.

REPORT_FOLDER is what ``analysis report`` made of the article in ``seeds/``.
"""

import shutil
import sys
from pathlib import Path

from playwright.sync_api import sync_playwright

PICTURE = Path(__file__).resolve().parents[1] / "docs" / "report.png"
NAMES = ("chromium", "chromium-browser", "google-chrome", "chrome")
# Wide enough for the margin, high enough for the sentence, some voices and none of the rest.
SIZE = (1200, 1000)


def main(folder: Path) -> None:
    """Photograph the first screen of the report, in light colours."""
    program = next(filter(None, map(shutil.which, NAMES)), None)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=program, args=["--no-sandbox"])
        page = browser.new_page(viewport={"width": SIZE[0], "height": SIZE[1]})
        page.emulate_media(color_scheme="light")
        page.goto((folder / "report.html").resolve().as_uri())
        page.screenshot(path=PICTURE)
        browser.close()


if __name__ == "__main__":
    main(Path(sys.argv[1]))
