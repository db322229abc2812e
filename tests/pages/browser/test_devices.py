"""The steps about devices in a real browser: usable by all, and kept up to date while somebody looks."""

import re
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from hub.pages.accounts import sessions
from tests.connectors.bluetooth.packets import plain
from tests.support.browser import PHONE, Screens
from tests.support.home import RunningHub
from tests.support.near import Near, near
from tests.support.walked import DOOR, MOTION, PENDANT, SMOKE, Walk, walking
from tests.support.zigbee2mqtt import CONTACT

NEW, NEW_BUTTON = "0x00158d0000000009", "A4:C1:38:8D:18:01"


@pytest.fixture
def walk(tmp_path: Path) -> Iterator[Walk]:
    with walking(tmp_path) as made:
        yield made


@pytest.fixture
def origin(walk: Walk) -> str:
    return walk.origin


@pytest.fixture
def signed_in(walk: Walk, either: Page) -> Page:
    """Ivy, on a phone and on a desktop."""
    [ivy] = [each for each in walk.site.accounts.people() if each.name == "Ivy Fitter"]
    token = sessions.begin(walk.site.accounts.conn, ivy.id, "", False, walk.site.now())
    either.context.add_cookies([{"name": "carehub", "value": token, "url": walk.origin}])
    return either


Look = Callable[[Page, str], None]
Axe = Callable[[Page], None]


def test_a_device_joins_before_the_eyes_of_who_looks(walk: Walk, signed_in: Page, picture: Look, axe: Axe) -> None:
    page = signed_in
    page.goto(f"{walk.origin}/visit/pair")
    axe(page)
    page.get_by_role("button", name="Let Zigbee devices join").click()
    expect(page.get_by_text("The network is open until")).to_be_visible()
    walk.z2m.joins(NEW, CONTACT, ends="never")
    expect(page.get_by_text("It is asked what it is")).to_be_visible()
    walk.z2m.event("device_interview", NEW, status="failed")
    expect(page.get_by_text("It did not say what it is.")).to_be_visible()
    axe(page)
    picture(page, "visit-pair-failed")
    page.get_by_role("button", name="Ask it again").click()
    expect(page.get_by_text("It can tell: battery, contact.")).to_be_visible()
    axe(page)
    picture(page, "visit-pair")
    page.get_by_role("link", name="Give it its place").click()
    page.get_by_label("window", exact=True).check()
    page.get_by_label("Kitchen", exact=True).check()
    axe(page)
    picture(page, "visit-pair-device")
    page.get_by_role("button", name="This is its place").click()
    expect(page.get_by_role("heading", name="Kitchen window")).to_be_visible()
    walk.z2m.speaks(NEW, contact=False)
    expect(page.get_by_text("This is the proof: it is heard.").first).to_be_visible()
    axe(page)
    picture(page, "visit-pair-proof")
    page.goto(f"{walk.origin}/visit/pair/remove/{PENDANT}")
    axe(page)
    picture(page, "visit-pair-remove")


@pytest.fixture
def beside_a_radio(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Near]:
    with near(tmp_path, monkeypatch) as made:
        yield made


def test_a_bluetooth_button_is_seen_before_the_eyes_of_who_presses_it(
    beside_a_radio: Near, screens: Screens, picture: Look, axe: Axe
) -> None:
    home = beside_a_radio
    page = screens.open(PHONE, home.origin)
    page.context.add_cookies([{"name": "carehub", "value": home.ivy.client.cookies["carehub"], "url": home.origin}])
    page.goto(f"{home.origin}/visit/pair")
    page.get_by_role("button", name="Listen for Bluetooth devices").click()
    expect(page.get_by_text("Listening. Press it, open it, shake it.")).to_be_visible()
    page.evaluate("window.neverLoadedAgain = true")
    button = page.locator("#near").get_by_role("link", name="Give it its place")

    def seen() -> bool:
        home.radio.says(NEW_BUTTON, lambda number: plain("3a01", packet=number % 256), name="Shelly button")
        page.wait_for_timeout(50)
        return button.count() > 0

    RunningHub.until(seen, "the button that is pressed is on the list")
    assert page.evaluate("window.neverLoadedAgain")
    axe(page)
    picture(page, "visit-pair-bluetooth")
    button.click()
    page.locator('input[name=use][value="help button"]').check()
    page.get_by_label("No room: it is worn, or moves about").check()
    page.get_by_role("button", name="This is its place").click()
    expect(page.get_by_role("heading", name="Help button")).to_be_visible()


def test_places_and_blind_spots(walk: Walk, signed_in: Page, picture: Look, axe: Axe) -> None:
    page = signed_in
    page.goto(f"{walk.origin}/visit/place")
    walk.says(MOTION, occupancy=True)
    expect(page.get_by_text("seen by Hall motion")).to_be_visible()
    state = True
    for quality in (140, 130, 120, 133, 128, 150, 140):
        state = not state
        walk.says(MOTION, quality=quality, occupancy=state)
        walk.says(DOOR, quality=quality - 80, contact=state)
        walk.says(PENDANT, quality=quality - 110, battery=quality % 90)
    expect(page.get_by_text("too weak a signal").first).to_be_visible()
    axe(page)
    picture(page, "visit-place")


def test_the_walk_ticks(walk: Walk, signed_in: Page, picture: Look, axe: Axe) -> None:
    page = signed_in
    page.goto(f"{walk.origin}/visit/walk")
    axe(page)
    page.get_by_role("button", name="Begin the walk").click()
    expect(page.locator("#count").get_by_text("0 of 3 heard")).to_be_visible()
    walk.says(DOOR, contact=True)
    walk.says(DOOR, contact=False)
    expect(page.locator("#count").get_by_text("1 of 3 heard")).to_be_visible()
    page.get_by_text("It cannot be heard now").last.click()
    page.get_by_label("Why? It stands on the certificate.").last.fill("its test button is broken")
    walk.says(MOTION, occupancy=True)
    expect(page.locator("#count").get_by_text("2 of 3 heard")).to_be_visible()
    expect(page.get_by_label("Why? It stands on the certificate.").last).to_have_value("its test button is broken")
    axe(page)
    picture(page, "visit-walk")
    page.get_by_role("button", name="Leave it", exact=True).last.click()
    expect(page.get_by_text("Left because: its test button is broken")).to_be_visible()


def test_a_test_and_then_an_alarm(walk: Walk, signed_in: Page, picture: Look, axe: Axe) -> None:
    page = signed_in
    page.goto(f"{walk.origin}/visit/help")
    axe(page)
    page.get_by_role("button", name=re.compile("I am here: test it.*Pendant, Kitchen")).click()
    expect(page.get_by_role("heading", name="TEST: press Pendant now")).to_be_visible()
    axe(page)
    picture(page, "visit-help-waiting")
    walk.says(PENDANT, action="emergency")
    expect(page.get_by_text("From the radio to the hub")).to_be_visible()
    picture(page, "visit-help")
    page.goto(f"{walk.origin}/visit/press")
    axe(page)
    page.get_by_role("button", name="The resident presses Pendant now").click()
    walk.says(PENDANT, action="emergency")
    expect(page.get_by_label("Yes, the answer was heard and understood")).to_be_visible()
    axe(page)
    picture(page, "visit-press")
    page.goto(f"{walk.origin}/visit/fall")
    axe(page)
    walk.says(PENDANT, action="emergency")
    expect(page.get_by_role("heading", name="REAL ALARM: Help button pressed")).to_be_visible()
    axe(page)
    picture(page, "visit-real-alarm")
    walk.says(SMOKE, smoke=False)
