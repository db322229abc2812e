"""What a browser test is given: a phone and a desktop that hide nothing, axe, and pictures.

A file of browser tests says what it looks at by a fixture `origin` of its own: "http://127.0.0.1:PORT".
One browser per test worker serves them all. The tests of a home with two people in it open a page each: `screens.open`.
"""

from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Page

from tests.support.axe import assert_usable_by_all
from tests.support.browser import DESKTOP, PHONE, SCREENS, Chromium, Screens, started
from tests.support.browser import screens as opened_screens
from tests.support.pictures import take


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
    """Takes the whole page as `NAME-phone.png` or `NAME-desktop.png`, and for a guide that uses it, if pictures are
    wanted at all.
    """
    return take
