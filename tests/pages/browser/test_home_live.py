"""The first page in a real browser: new by itself, clear when it is cut off, well again by itself, usable."""

import re
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta

import pytest
from playwright.sync_api import Page, expect

from hub.model.events import LinkChanged
from hub.pages.accounts import sessions
from hub.pages.application import application
from hub.pages.site import Site
from tests.pages.conftest import Clock, everybody
from tests.pages.home_samples import lived, moves
from tests.support.browser import PHONE, Screens
from tests.support.hub_beside import HubBeside
from tests.support.served import served

MIDNIGHT = datetime(2026, 11, 28, tzinfo=UTC)
BEGINS = MIDNIGHT - timedelta(minutes=30)


@pytest.fixture
def hub(site: Site, clock: Clock) -> Iterator[HubBeside]:
    """An afternoon, after half an hour in which the hub was blind; and months before it. Its clock goes on."""
    clock.at = MIDNIGHT + timedelta(hours=16, minutes=13)
    with HubBeside(site.folder, site.settings, clock, BEGINS) as made:
        made.is_well(BEGINS)
        noon = MIDNIGHT + timedelta(hours=13)
        made.takes(moves(MIDNIGHT, MIDNIGHT + timedelta(hours=9)))
        made.takes(made.says(MIDNIGHT + timedelta(hours=9), "sim-kettle", "power", w) for w in (0.0, 2000.0, 0.0))
        made.takes(moves(MIDNIGHT, noon, after=MIDNIGHT + timedelta(hours=9)))
        made.takes([LinkChanged(at=noon, link="zigbee2mqtt", up=False, because="it stopped")])
        made.is_well(noon + timedelta(minutes=30))
        made.takes(moves(MIDNIGHT, clock.at, after=noon + timedelta(minutes=31)))
        lived(made, MIDNIGHT, 21)
        yield made


@pytest.fixture
def origin(site: Site, hub: HubBeside) -> Iterator[str]:
    everybody(site)
    with served(application(site, https=False)) as origin:
        yield origin


def opens(page: Page, origin: str, site: Site, path: str = "/", role: str = "carer") -> None:
    """As somebody who has signed in before."""
    (who,) = (each for each in site.accounts.people() if each.role == role)
    token = sessions.begin(site.accounts.conn, who.id, "", False, site.now())
    page.context.add_cookies([{"name": "carehub", "value": token, "url": origin}])
    page.goto(origin + path)


def test_an_alarm_is_there_by_itself(
    either: Page, origin: str, site: Site, hub: HubBeside, clock: Clock, axe: Callable[[Page], None]
) -> None:
    opens(either, origin, site)
    heading = either.locator("h1")
    expect(heading).to_have_text("All is well")
    axe(either)
    clock.passes(seconds=3)
    hub.takes([hub.says(clock.at, "sim-help-button", "help", "emergency")])
    expect(heading).to_have_text("An alarm is open")
    expect(either.locator("#live-says")).to_have_text("An alarm is open")
    expect(either.get_by_role("link", name="Help button pressed")).to_be_visible()
    axe(either)


def test_a_hub_that_falls_silent_is_never_green_and_comes_back_by_itself(
    phone: Page, origin: str, site: Site, hub: HubBeside, clock: Clock, axe: Callable[[Page], None]
) -> None:
    opens(phone, origin, site)
    expect(phone.locator(".how.good")).to_be_visible()
    hub.falls_silent()
    clock.passes(seconds=3)  # an answer serves for two seconds of hub time, and this clock stands
    strip = phone.locator("#not-connected")
    expect(strip).to_be_visible()
    expect(strip).to_contain_text(re.compile(r"since 16:13\.\s+What you see may be old\."))
    clock.passes(seconds=3)
    expect(phone.locator("h1")).to_have_text("Nobody knows how it is")
    expect(phone.locator(".how.good")).to_have_count(0)
    axe(phone)
    hub.answers()
    clock.passes(seconds=3)
    expect(strip).to_be_hidden()
    expect(phone.locator("h1")).to_have_text("All is well")


def test_when_the_pages_themselves_are_gone_what_stays_is_not_green(
    screens: Screens, site: Site, hub: HubBeside
) -> None:
    everybody(site)
    with served(application(site, https=False)) as origin:
        page = screens.open(PHONE, origin)
        screens.watch_of(page).expect("")
        opens(page, origin, site)
        good = page.locator(".how")
        expect(good).to_have_text(re.compile("All is well"))
        green = good.evaluate("each => getComputedStyle(each).backgroundColor")
    expect(page.locator("#not-connected")).to_be_visible()
    assert good.evaluate("each => getComputedStyle(each).backgroundColor") != green
    page.close()


SEEN = (
    ("/", "carer", "home"), ("/", "responder", "home-responder"), ("/routine", "carer", "routine"),
    ("/devices", "installer", "devices"), ("/pauses", "carer", "pauses"), ("/more", "installer", "more"),
)  # fmt: skip
"""Pages, who looks at them, and what their picture is called."""


def test_every_page_is_usable_by_all_and_fits_a_phone(
    phone: Page, origin: str, site: Site, axe: Callable[[Page], None], picture: Callable[[Page, str], None]
) -> None:
    for path, role, name in SEEN:
        phone.emulate_media(color_scheme="light")
        opens(phone, origin, site, path, role)
        picture(phone, name)
        for details in phone.locator("summary").all():
            details.click()
        for scheme in ("light", "dark"):
            phone.emulate_media(color_scheme=scheme)
            axe(phone)
        assert phone.evaluate("document.documentElement.scrollWidth") <= 390, name


def test_without_script_the_page_says_all_and_when_it_was_made(screens: Screens, origin: str, site: Site) -> None:
    page = screens.open(PHONE, origin, java_script_enabled=False)
    opens(page, origin, site)
    expect(page.locator("h1")).to_have_text("All is well")
    expect(page.get_by_text("This page was made at 16:13.")).to_be_visible()
    assert page.locator("noscript meta[http-equiv=refresh]").count() == 1
    assert page.locator("svg.picture").first.is_visible()
    page.get_by_role("link", name="The last weeks and months").click()
    expect(page.locator("h1")).to_have_text("The usual days")
    page.close()  # without script it could not be asked for its last words


def test_away_is_begun_and_ended_with_the_keyboard_alone(desktop: Page, origin: str, site: Site, clock: Clock) -> None:
    opens(desktop, origin, site, "/pauses")
    desktop.locator("#time").focus()
    desktop.get_by_role("button", name="Away until then").focus()
    desktop.keyboard.press("Enter")
    expect(desktop.locator("h1")).to_contain_text("Noted as away until 29 Nov 12:00")
    desktop.get_by_role("button", name="Back home: it is over").focus()
    desktop.keyboard.press("Enter")
    expect(desktop.locator("h1")).to_have_text("All is well")
