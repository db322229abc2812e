"""Support and the home's data in a real browser: what is wrong, the check, diagnostics and a backup as files."""

import zipfile
from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Page, expect

from hub.pages.application import application
from hub.pages.site import Site
from tests.pages.conftest import PASSWORD, everybody
from tests.support.beside import beside
from tests.support.browser import Screens
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


def test_all_of_a_hub_is_taken_proved_shown_and_not_erased_by_a_tap(
    either: Page, origin: str, screens: Screens, axe: Axe, picture: Picture, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("hub.backup.sealed.COST", 10)
    page, words = either, "four tall green kettles"
    for refused in ("status of 422", "status of 409"):
        screens.watch_of(page).expect(refused)
    page.goto(f"{origin}/support/data")
    page.get_by_label("Your name").fill("Ivy Fitter")
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Sign in").click()
    page.get_by_label("A passphrase for this file").fill(words)
    page.get_by_label("The same passphrase again").fill(words)
    with page.expect_download() as loading:
        page.get_by_role("button", name="Load the backup").click()
    assert loading.value.path().read_bytes().startswith(b"carehub backup\n")
    page.get_by_label("The file of the backup").set_input_files(loading.value.path())
    page.get_by_label("Its passphrase").fill("four tall green kettlez")
    page.get_by_role("button", name="Prove this backup").click()
    expect(page.get_by_role("alert")).to_contain_text("The passphrase is wrong")
    axe(page)
    page.get_by_label("The file of the backup").set_input_files(loading.value.path())
    page.get_by_label("Its passphrase").fill(words)
    page.get_by_role("button", name="Prove this backup").click()
    expect(page.get_by_role("main")).to_contain_text("The backup is whole.")
    axe(page)
    picture(page, "support-restore")
    page.get_by_label("To go on, type the id").fill("another")
    page.get_by_role("button", name="Replace everything here").click()
    expect(page.get_by_role("alert")).to_contain_text("That is not the id of this home.")
    page.get_by_role("button", name="Leave all as it is").click()
    page.get_by_role("link", name="Erase this home").click()
    axe(page)
    assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")
    picture(page, "support-erase")
    page.emulate_media(color_scheme="dark")
    axe(page)
    page.emulate_media(color_scheme="light")
    page.get_by_label("To go on, type the id").fill("demo")
    page.get_by_role("button", name="Erase everything, for ever").click()
    expect(page.get_by_role("alert")).to_contain_text("Nothing was erased.")
