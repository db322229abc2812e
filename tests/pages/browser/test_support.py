"""Support and the home's data in a real browser: what is wrong, the check, diagnostics and a backup as files."""

import zipfile
from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Page, expect

from hub.pages.application import application
from hub.pages.site import Site
from tests.pages.conftest import PASSWORD, everybody
from tests.support.beside import beside
from tests.support.served import served

Axe = Callable[[Page], None]
Picture = Callable[[Page, str], None]


@pytest.fixture
def origin(site: Site) -> Iterator[str]:
    everybody(site)
    with beside(site.file) as hub, served(application(site, https=False)) as address:
        site.now = site.hub._now = hub.clock.now  # type: ignore[method-assign]
        yield address


def test_an_installer_sees_what_is_wrong_and_takes_what_helps(
    either: Page, origin: str, axe: Axe, picture: Picture
) -> None:
    page = either
    page.goto(f"{origin}/more")
    page.get_by_label("Your name").fill("Ivy Fitter")
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Sign in").click()
    page.get_by_role("link", name="What is wrong, and what to do").click()
    expect(page.get_by_role("main")).to_contain_text("To do:")
    axe(page)
    page.get_by_role("button", name="Make the check").click()
    expect(page.get_by_role("heading", name="In order, by the check at")).to_be_visible(timeout=60_000)
    expect(page.get_by_role("main")).to_contain_text("NO way out")
    axe(page)
    picture(page, "support")
    page.emulate_media(color_scheme="dark")
    axe(page)
    picture(page, "support-dark")
    page.emulate_media(color_scheme="light")
    page.get_by_role("link", name="Diagnostics").click()
    axe(page)
    picture(page, "support-diagnostics")
    with page.expect_download() as loading:
        page.get_by_role("button", name="Load the diagnostics").click()
    with zipfile.ZipFile(loading.value.path()) as packed:
        assert "settings.json" in packed.namelist() and packed.testzip() is None
    page.goto(f"{origin}/support/data")
    assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")
    axe(page)
    picture(page, "support-data")
    with page.expect_download() as loading:
        page.get_by_role("button", name="Load what the hub keeps").click()
    assert loading.value.path().read_bytes().startswith(b"SQLite format 3\0")
