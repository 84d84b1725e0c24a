"""`python -m tests.pictures.page`: the review page, as Chromium shows it. Wants playwright and a
Chromium; the pictures in the repository were taken with Debian's."""

from __future__ import annotations

import re
import shutil
import sys
from io import BytesIO
from typing import TYPE_CHECKING

from PIL import Image

from antidistill import ui
from tests.pictures import FOLDER, HERE, MODE
from tests.web.conftest import BROWSERS, running

if TYPE_CHECKING:
    from playwright.sync_api import Browser

WIDTH, HEIGHT = 1180, 880
"""Of the window, in CSS pixels."""
COLOURS = 96
"""Enough for a page of text, and a third of the bytes."""


def main() -> int:
    """Take them; 1 where there is no browser."""
    from playwright.sync_api import sync_playwright

    path = next((found for name in BROWSERS if (found := shutil.which(name))), None)
    if path is None:
        sys.stderr.write("no Chromium here (Debian: apt-get install chromium)\n")
        return 1
    with sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=path, args=["--no-sandbox"])
        for language in ui.LANGUAGES:
            data = _taken(browser, language)
            (FOLDER / f"review.{language}.png").write_bytes(data)
            print(f"review.{language}.png  {len(data):,} bytes")
        browser.close()
    return 0


def _taken(browser: Browser, language: str) -> bytes:
    text = (HERE / f"notes.{language}.md").read_text(encoding="utf-8")
    ui.use(language)
    with running(text, MODE) as found:
        page = browser.new_page(viewport={"width": WIDTH, "height": HEIGHT}, color_scheme="light")
        page.goto(found.site.entrance)
        page.locator("#exposure", has_text=re.compile(r"\d")).wait_for()
        shot = page.screenshot()
        page.close()
    return _small(shot)


def _small(shot: bytes) -> bytes:
    out = BytesIO()
    Image.open(BytesIO(shot)).convert("RGB").quantize(COLOURS).save(out, "PNG", optimize=True)
    return out.getvalue()


if __name__ == "__main__":
    sys.exit(main())
