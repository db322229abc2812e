"""Pictures of the pages: whole ones to look at, and what fits on a telephone's screen for the guides that use it."""

import os
import re
from pathlib import Path

from PIL import Image
from playwright.sync_api import Page

from tests.support.browser import SCREENS

ROOT = Path(__file__).resolve().parents[2]
GUIDES = tuple(ROOT / "docs" / name for name in ("installer.md", "carer.md", "responder.md"))
USED = re.compile(r"!\[([^\]]*)\]\(pictures/([^)]+)\.png\)")
"""A picture in a guide: what is to be seen on it, and its name."""

WHOLE = "CAREHUB_PICTURES"
"""The folder that `make pictures` wants pictures of whole pages in. Without it none are made."""
FOR_GUIDES = "CAREHUB_GUIDE_PICTURES"
"""The folder for pictures that the guides use."""

SCREEN = {"width": 390, "height": 780}
"""What somebody sees of a page at first: a telephone of a usual size."""
COLOURS = 48
"""The pages have few colours, and letters with soft edges: more makes files larger, and nothing clearer."""


def used() -> dict[str, list[str]]:
    """Each picture that a guide uses, with what the guides say is to be seen on it."""
    found: dict[str, list[str]] = {}
    for guide in GUIDES:
        for words, name in USED.findall(guide.read_text()):
            found.setdefault(name, []).append(words)
    return found


def take(page: Page, name: str) -> None:
    """Takes the pictures of the page as it is now, if any are wanted."""
    assert re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", name), f"no name for a file: {name}"
    size = page.viewport_size
    assert size is not None
    (screen,) = [screen for screen, of in SCREENS.items() if of["viewport"] == size]
    if folder := os.environ.get(WHOLE):
        _whole(page, Path(folder) / f"{name}-{screen}.png")
    if (folder := os.environ.get(FOR_GUIDES)) and name in used():
        file = Path(folder) / f"{name}.png"
        if screen == "phone" or not file.exists():
            _for_guides(page, file)
    page.set_viewport_size(size)


def _whole(page: Page, file: Path) -> None:
    """On a screen as high as the page: what stands at the screen's edge covers nothing."""
    size = page.viewport_size
    assert size is not None
    high = int(page.evaluate("Math.max(document.documentElement.scrollHeight, window.innerHeight)"))
    page.set_viewport_size({"width": size["width"], "height": high})
    file.parent.mkdir(parents=True, exist_ok=True)
    page.screenshot(path=file, animations="disabled")


def _for_guides(page: Page, file: Path) -> None:
    page.set_viewport_size({"width": SCREEN["width"], "height": SCREEN["height"]})
    page.evaluate("window.scrollTo(0, 0)")
    file.parent.mkdir(parents=True, exist_ok=True)
    page.screenshot(path=file, animations="disabled")
    with Image.open(file) as taken:
        few = taken.convert("RGB").quantize(COLOURS, dither=Image.Dither.NONE)
    few.save(file, optimize=True)
