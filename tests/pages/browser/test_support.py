"""Support and the home's data in a real browser: what is wrong, the check, diagnostics and a backup as files."""

import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from hub.backup.belongings import Place
from hub.backup.making import made
from hub.backup.sealed import sealed
from hub.pages.application import application
from hub.pages.site import Site
from tests.pages.conftest import PASSWORD, everybody
from tests.support.beside import Beside, beside
from tests.support.browser import NICELY_MS, Screens
from tests.support.served import served

Axe = Callable[[Page], None]
Picture = Callable[[Page, str], None]


@pytest.fixture
def hub(site: Site) -> Iterator[Beside]:
    with beside(site.file) as running:
        yield running


@pytest.fixture
def origin(site: Site, hub: Beside) -> Iterator[str]:
    everybody(site)
    with served(application(site, https=False)) as address:
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
    expect(page.get_by_role("heading", name="In order, by the check at")).to_be_visible(timeout=NICELY_MS)
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


def test_what_was_put_back_and_erased_is_said_with_what_to_do_next(
    either: Page, origin: str, site: Site, hub: Beside, axe: Axe, picture: Picture, monkeypatch: pytest.MonkeyPatch,
    tmp_path: Path,
) -> None:  # fmt: skip
    monkeypatch.setattr("hub.backup.sealed.COST", 10)
    copies = made(Place(site.file, site.folder), site.settings, "0.1.0", site.now())
    (tmp_path / "x.backup").write_bytes(b"".join(sealed(copies.plain(), "four tall green kettles")))
    hub.stop()
    page, home = either, site.settings.hub.id
    page.goto(f"{origin}/support/data")
    page.get_by_label("Your name").fill("Ivy Fitter")
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Sign in").click()
    page.get_by_label("The file of the backup").set_input_files(tmp_path / "x.backup")
    page.get_by_label("Its passphrase").fill("four tall green kettles")
    page.get_by_role("button", name="Prove this backup").click()
    page.get_by_label("To go on, type the id").fill(home)
    page.get_by_role("button", name="Replace everything here").click()
    expect(page.get_by_role("heading", name="It is put back")).to_be_visible()
    axe(page)
    picture(page, "support-restored")
    page.goto(f"{origin}/support/data/erase")
    page.get_by_label("All is taken that must be kept").check()
    page.get_by_label("To go on, type the id").fill(home.upper())
    page.get_by_role("button", name="Erase everything, for ever").click()
    expect(page.get_by_role("heading", name="This home is erased")).to_be_visible()
    axe(page)
    picture(page, "support-erased")
    assert "Mary" not in site.file.read_text()
