"""What a browser test is given: a phone and a desktop that hide nothing, axe, and pictures.

A file of browser tests says what it looks at by a fixture `origin` of its own: "http://127.0.0.1:PORT".
One browser per test worker serves them all. The tests of a home with two people in it open a page each: `screens.open`.
"""

import os
import re
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page

from tests.support.axe import assert_usable_by_all
from tests.support.browser import DESKTOP, PHONE, SCREENS, Chromium, Screens, started
from tests.support.browser import screens as opened_screens

PICTURES = "CAREHUB_PICTURES"
"""The folder that `make pictures` wants pictures in. Without it none are made."""


@pytest.fixture(scope="session")
def chromium() -> Iterator[Chromium]:
    """Started once in each worker that has a browser test."""
    with started() as browser:
        yield browser


@pytest.fixture
def screens(chromium: Chromium) -> Iterator[Screens]:
    """Opens pages; fails the test in the end if one of them did what no page may."""
    with opened_screens(chromium) as screens:
        yield screens


@pytest.fixture
def phone(origin: str, screens: Screens) -> Page:
    """A blank page of 390 x 700, touched with a thumb."""
    return screens.open(PHONE, origin)


@pytest.fixture
def desktop(origin: str, screens: Screens) -> Page:
    """A blank page of 1280 x 900."""
    return screens.open(DESKTOP, origin)


@pytest.fixture(params=SCREENS)
def either(request: pytest.FixtureRequest, origin: str, screens: Screens) -> Page:
    """The test is done twice: on a phone and on a desktop."""
    return screens.open(SCREENS[request.param], origin)


@pytest.fixture
def axe() -> Callable[[Page], None]:
    """Fails with what keeps somebody from using the page as it is now."""
    return assert_usable_by_all


@pytest.fixture
def picture() -> Callable[[Page, str], None]:
    """Takes the whole page as `NAME-phone.png` or `NAME-desktop.png`, if pictures are wanted at all."""

    def take(page: Page, name: str) -> None:
        assert re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", name), f"no name for a file: {name}"
        if folder := os.environ.get(PICTURES):
            size = page.viewport_size
            (screen,) = [screen for screen, of in SCREENS.items() if of["viewport"] == size]
            Path(folder).mkdir(parents=True, exist_ok=True)
            page.screenshot(path=Path(folder) / f"{name}-{screen}.png", full_page=True, animations="disabled")

    return take
