"""Settings and people as an installer sees and changes them: phone and desktop, in the dark, by keyboard alone."""

from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Page, expect

from hub.pages.application import application
from hub.pages.site import Site
from tests.pages.browser.test_accounts import signs_in
from tests.pages.conftest import everybody
from tests.support.browser import Screens
from tests.support.served import served

Axe = Callable[[Page], None]
Picture = Callable[[Page, str], None]


@pytest.fixture
def origin(site: Site) -> Iterator[str]:
    everybody(site)
    with served(application(site, https=False)) as address:
        yield address


def test_an_installer_changes_a_number_and_takes_it_back(
    either: Page, origin: str, site: Site, axe: Axe, picture: Picture, screens: Screens
) -> None:
    before = site.file.read_bytes()
    page = either
    signs_in(page, origin, "Ivy Fitter", "/settings")
    axe(page)
    picture(page, "settings")
    page.get_by_role("link", name="Contact").click()
    axe(page)
    picture(page, "settings-contacts")
    page.get_by_role("link", name="Contact Anna").click()
    axe(page)
    page.get_by_label("Telephone").fill("07700 900111")
    screens.watch_of(page).expect("status of 422")
    page.get_by_role("button", name="See what would change").click()
    expect(page.get_by_role("alert")).to_contain_text("cannot be saved yet")
    expect(page.get_by_label("Telephone")).to_have_attribute("aria-invalid", "true")
    axe(page)
    picture(page, "settings-refused")
    page.get_by_label("Telephone").fill("+447700900112")
    page.get_by_label("Minutes away").fill("15")
    page.get_by_role("button", name="See what would change").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("What would change")
    page.get_by_text("The lines of the file that change").first.click()
    axe(page)
    picture(page, "settings-difference")
    page.get_by_role("button", name="Save it").click()
    expect(page.get_by_role("status")).to_contain_text("It is saved")
    axe(page)
    page.get_by_role("link", name="Undo, or bring").click()
    axe(page)
    picture(page, "settings-history")
    page.get_by_role("button", name="Undo the last change").click()
    page.get_by_role("button", name="Save it").click()
    expect(page.get_by_role("status")).to_contain_text("It is saved")
    assert site.file.read_bytes() == before
    for path in ("/settings/text", "/settings/at/sms", "/settings/at/ladder/0", "/settings/at/consent/falls"):
        page.goto(f"{origin}{path}")
        axe(page)
        picture(page, path.strip("/").replace("/", "-"))


def test_all_of_it_is_done_by_keyboard_and_in_the_dark(
    desktop: Page, origin: str, site: Site, axe: Axe, picture: Picture
) -> None:
    page = desktop
    page.emulate_media(color_scheme="dark")
    signs_in(page, origin, "Ivy Fitter", "/settings/at/timers")
    axe(page)
    picture(page, "settings-dark")
    for _ in range(40):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.name") == "v.ask":
            break
    page.keyboard.press("Control+A")
    page.keyboard.type("6m")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("What would change")
    axe(page)
    for _ in range(40):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.textContent").startswith("Save it"):
            break
    page.keyboard.press("Enter")
    expect(page.get_by_role("status")).to_contain_text("It is saved")
    assert site.settings.timers.ask.total_seconds() == 360


def test_who_is_asked_when_is_seen_and_holes_are_striking(
    either: Page, origin: str, site: Site, axe: Axe, picture: Picture
) -> None:
    page = either
    signs_in(page, origin, "Ivy Fitter", "/people")
    expect(page.get_by_role("img", name="The ladder")).to_be_visible()
    axe(page)
    picture(page, "people")
    text = site.file.read_text().replace("minutes_away = 10", 'hours = "mon-fri 08:00-18:00"\nminutes_away = 10')
    text = text.replace("minutes_away = 25", 'hours = "daily 17:00-23:00; sat 08:00-12:00"\nminutes_away = 25')
    night = '[[ladders]]\nname = "night"\nhours = "daily 22:00-07:00"\nrungs = [{ tell = ["ben"] }]\n'
    site.file.write_text(text + night)
    page.reload()
    expect(page.get_by_text("Nobody is asked here").first).to_be_visible()
    page.get_by_text("The same in words").first.click()
    axe(page)
    picture(page, "people-with-holes")
    page.emulate_media(color_scheme="dark")
    axe(page)
    picture(page, "people-in-the-dark")
