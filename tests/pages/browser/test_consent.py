"""What was agreed, and withdrawing it; and where a fall device is worn: with a thumb, by keyboard, for everybody."""

from collections.abc import Callable, Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from connectors.bluetooth.nearby import Near
from hub.model.ids import DeviceId
from hub.pages.accounts import sessions
from hub.pages.application import application
from hub.pages.site import Site
from hub.pages.visit.devices.around import around
from hub.pages.visit.record import Visits
from tests.pages.conftest import NIGHT, Clock, everybody
from tests.pages.test_devices_placement import ENTRY
from tests.support.browser import Screens
from tests.support.served import served

Axe = Callable[[Page], None]
Picture = Callable[[Page, str], None]
NEAR = DeviceId("A0:9E:1A:00:00:09")


@pytest.fixture
def origin(site: Site) -> Iterator[str]:
    everybody(site)
    with served(application(site, https=False)) as origin:
        yield origin


@pytest.fixture
def signs_in(site: Site, origin: str) -> Callable[[Page, str], None]:
    def sign(page: Page, role: str) -> None:
        [found] = [each for each in site.accounts.people() if each.role == role]
        token = sessions.begin(site.accounts.conn, found.id, "", False, site.now())
        page.context.add_cookies([{"name": "carehub", "value": token, "url": origin}])

    return sign


def test_the_resident_withdraws_what_she_agreed_to(
    either: Page, site: Site, origin: str, signs_in: Callable[[Page, str], None], axe: Axe, picture: Picture
) -> None:
    signs_in(either, "resident")
    either.goto(f"{origin}/more")
    either.get_by_role("link", name="What was agreed").click()
    axe(either)
    picture(either, "consent")
    either.get_by_role("link", name="Withdraw: Falls").click()
    expect(either.get_by_role("heading", name="What is over then")).to_be_visible()
    axe(either)
    picture(either, "consent-withdraw")
    either.get_by_role("button", name="Withdraw it now").press("Enter")
    expect(either.get_by_role("status")).to_contain_text("Withdrawn: Falls")
    axe(either)
    picture(either, "consent-withdrawn")
    assert not site.settings.agreed("falls") and site.settings.agreed("inactivity")


def test_an_installer_is_asked_who_decided(
    phone: Page, screens: Screens, site: Site, origin: str, signs_in: Callable[[Page, str], None], axe: Axe,
    picture: Picture,
) -> None:  # fmt: skip
    signs_in(phone, "installer")
    screens.watch_of(phone).expect("status of 422")
    phone.goto(f"{origin}/consent/withdraw/inactivity")
    phone.get_by_role("button", name="Withdraw it now").click()
    expect(phone.get_by_text("Choose who decides.")).to_be_visible()
    axe(phone)
    picture(phone, "consent-who-decides")
    assert site.settings.agreed("inactivity")


def test_where_a_fall_device_is_worn_is_asked_with_what_it_is_worth(
    phone: Page, site: Site, origin: str, signs_in: Callable[[Page, str], None], axe: Axe, picture: Picture,
    clock: Clock, screens: Screens,
) -> None:  # fmt: skip
    site.file.write_text(site.file.read_text() + ENTRY)
    Visits(site.accounts.conn).begin(NIGHT, "Ivy Fitter")
    signs_in(phone, "installer")
    around(site).nearby.found[NEAR] = Near(address=NEAR, name="Polar Sense 0000", rssi=-61)
    phone.goto(f"{origin}/visit/pair/device/{NEAR}")
    expect(phone.get_by_role("group", name="Where is it worn?")).to_be_visible()
    wide = phone.evaluate("document.scrollingElement.scrollWidth")
    assert wide <= 390, f"{wide} dots: it scrolls sideways"
    axe(phone)
    picture(phone, "visit-pair-worn")
    phone.goto(f"{origin}/visit/fall")
    phone.get_by_text("It is worn here: On the wrist or the arm").click()
    axe(phone)
    picture(phone, "visit-fall-worn")
    phone.get_by_role("radio", name="At the waist").check()
    phone.get_by_role("button", name="It is worn there").click()
    expect(phone.get_by_text("It is worn here: At the waist")).to_be_visible()
    assert site.settings.devices[-1].placement == "waist"
    phone.goto(f"{origin}/visit/access")
    phone.get_by_role("button", name="I turned the key").click()
    screens.watch_of(phone).allow("status of 401")  # its stream may ask once more with the session of a month ago
    clock.passes(days=31)
    signs_in(phone, "installer")
    phone.goto(f"{origin}/visit/access")
    expect(phone.get_by_text("too long ago to count")).to_be_visible()
    axe(phone)
    picture(phone, "visit-access-old")
    assert clock() - NIGHT == timedelta(days=31) and Path(site.file).exists()
