"""The first visit and signing in, as people see and do them: on a phone, on a desktop, with a keyboard alone."""

from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Page, expect

from hub.pages.accounts import second_factor
from hub.pages.application import application
from hub.pages.site import Site
from tests.pages.conftest import PASSWORD, Clock, everybody
from tests.support.browser import DESKTOP, Screens
from tests.support.served import served

Axe = Callable[[Page], None]
Picture = Callable[[Page, str], None]


@pytest.fixture
def origin(site: Site) -> Iterator[str]:
    with served(application(site, https=False)) as address:
        yield address


def signs_in(page: Page, origin: str, name: str, path: str = "/me") -> None:
    page.goto(f"{origin}{path}")
    page.get_by_label("Your name").fill(name)
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Sign in").click()
    expect(page).to_have_url(f"{origin}{path}")


def test_an_installer_sets_the_first_password_and_lets_a_carer_in(
    either: Page, origin: str, site: Site, axe: Axe, picture: Picture, screens: Screens
) -> None:
    page = either
    page.goto(origin)
    expect(page.get_by_role("heading", level=1)).to_have_text("First visit")
    axe(page)
    picture(page, "first-visit")
    page.get_by_label("Code on the label").fill("AAAA-BBBB-CCCC-DDDD")
    page.get_by_label("Your name").fill("Ivy Fitter")
    for label in ("Password", "The same password again"):
        page.get_by_label(label, exact=True).fill(PASSWORD)
    screens.watch_of(page).expect("status of 422")
    page.get_by_role("button", name="Set the password").click()
    expect(page.get_by_role("alert")).to_contain_text("not the code on the label")
    axe(page)
    page.get_by_label("Code on the label").fill(site.accounts.first_code or "")
    for label in ("Password", "The same password again"):
        page.get_by_label(label, exact=True).fill(PASSWORD)
    page.get_by_role("button", name="Set the password").click()
    expect(page).to_have_url(f"{origin}/")
    page.goto(f"{origin}/accounts")
    axe(page)
    page.get_by_label("Name", exact=True).fill("Anna Carer")
    page.get_by_label("Carer or family").check()
    page.get_by_label("Who they are in the settings").select_option("Anna")
    page.get_by_label("Their first password").fill(PASSWORD)
    picture(page, "who-may-sign-in")
    page.get_by_role("button", name="Let them sign in").click()
    expect(page.get_by_role("heading", name="Anna Carer")).to_be_visible()
    page.goto(f"{origin}/accounts/trail")
    expect(page.get_by_role("row", name="let somebody sign in")).to_contain_text("Anna Carer")
    axe(page)
    picture(page, "trail")


def test_a_second_factor_is_set_up_and_asked_for(
    phone: Page, origin: str, site: Site, clock: Clock, axe: Axe, picture: Picture
) -> None:
    everybody(site)
    signs_in(phone, origin, "Anna Carer")
    axe(phone)
    picture(phone, "own-account")
    phone.get_by_role("link", name="Set up a second factor").click()
    expect(phone.get_by_role("img", name="The code for your application")).to_be_visible()
    axe(phone)
    picture(phone, "second-factor")
    anna = next(each for each in site.accounts.people() if each.name == "Anna Carer")
    secret = site.accounts.second_secret(anna)
    phone.get_by_label("Six digits").fill(second_factor.code(secret, int(clock.at.timestamp()) // 30))
    phone.get_by_role("button", name="Use this second factor").click()
    expect(phone.get_by_role("status")).to_contain_text("six digits")
    phone.get_by_role("button", name="Sign out in this browser").click()
    phone.get_by_label("Your name").fill("anna carer")
    phone.get_by_label("Password").fill(PASSWORD)
    phone.get_by_role("button", name="Sign in").click()
    expect(phone.get_by_label("Six digits")).to_be_visible()
    axe(phone)
    clock.passes(seconds=30)
    phone.get_by_label("Six digits").fill(second_factor.code(secret, int(clock.at.timestamp()) // 30))
    phone.get_by_role("button", name="Sign in").click()
    expect(phone).to_have_url(f"{origin}/")


def test_all_of_it_can_be_done_without_a_mouse(desktop: Page, origin: str, site: Site) -> None:
    everybody(site)
    desktop.goto(f"{origin}/me")
    desktop.keyboard.press("Tab")
    expect(desktop.locator(":focus")).to_have_text("To what this page says")
    desktop.keyboard.press("Enter")
    desktop.keyboard.press("Tab")
    desktop.keyboard.type("Anna Carer")
    desktop.keyboard.press("Tab")
    desktop.keyboard.type(PASSWORD)
    desktop.keyboard.press("Enter")
    expect(desktop.get_by_role("heading", level=1)).to_have_text("Your account")


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_what_is_said_when_something_is_not_as_it_should_be(
    scheme: str, origin: str, site: Site, axe: Axe, screens: Screens, picture: Picture
) -> None:
    everybody(site)
    page = screens.open({**DESKTOP, "color_scheme": scheme}, origin)
    signs_in(page, origin, "Rob Runner")
    watch = screens.watch_of(page)
    for path, status, says in (("/accounts", 403, "This page is not for you"), ("/nowhere", 404, "no such page")):
        watch.expect(f"status of {status}")
        page.goto(f"{origin}{path}")
        expect(page.get_by_role("main")).to_contain_text(says)
        axe(page)
    picture(page, f"no-such-page-{scheme}")


def test_a_welsh_speaker_reads_welsh_and_a_reader_of_large_letters_scrolls_one_way_only(
    origin: str, site: Site, axe: Axe, screens: Screens, picture: Picture
) -> None:
    everybody(site)
    page = screens.open({"viewport": {"width": 320, "height": 600}, "locale": "cy-GB"}, origin)
    page.goto(f"{origin}/sign-in")
    expect(page.get_by_role("button", name="Mewngofnodi")).to_be_visible()
    assert page.locator("html").get_attribute("lang") == "cy"
    assert page.evaluate("document.documentElement.scrollWidth") <= 320
    axe(page)
