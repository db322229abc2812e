"""A whole visit without devices: a new home, a real hub and a real carrier's door, on a telephone, then on a keyboard.

Half-way another installer goes on in another browser. One person answers only after the visit is closed.
"""

import asyncio
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from hub.pages.accounts import sessions
from hub.pages.application import application
from hub.pages.site import Site
from hub.pages.visit.gaining import look
from hub.settings import load
from tests.pages.conftest import PASSWORD
from tests.support.browser import DESKTOP, NICELY_MS, PATIENCE_MS, Screens, loop_is
from tests.support.carrier import ACCOUNT, SENDER, TOKEN, Carrier
from tests.support.home import ANNA, BEN, RunningHub, twilio
from tests.support.served import served

NEW = """
[hub]
id = "e2e"
data = "{folder}/data"

[[residents]]
id = "resident"
name = "Resident"

[home]
service = "being installed"

"""
LATER = 60_000.0
"""Milliseconds for what goes through the hub and the carrier: replies are asked for every 10 s."""


@pytest.fixture
def carrier() -> Iterator[Carrier]:
    with Carrier() as opened:
        yield opened


@pytest.fixture
def hub(tmp_path: Path, carrier: Carrier, monkeypatch: pytest.MonkeyPatch) -> Iterator[RunningHub]:
    monkeypatch.setenv("CARRIER_TOKEN", TOKEN)
    with RunningHub(tmp_path, twilio(carrier.url, ACCOUNT, SENDER), ladder="", home=NEW, token=TOKEN) as running:
        yield running


@pytest.fixture
def site(hub: RunningHub) -> Iterator[Site]:
    made = Site(hub.settings, lambda: datetime.now(UTC))
    for name in ("Ivy Fitter", "Ian Second"):
        assert made.accounts.add(name, "installer", PASSWORD, made.now()) == ""
    yield made
    made.close()


@pytest.fixture
def origin(site: Site) -> Iterator[str]:
    with served(application(site, False)) as origin:
        yield origin


def signed_in(page: Page, site: Site, origin: str, name: str) -> Page:
    [found] = [each for each in site.accounts.people() if each.name == name]
    token = sessions.begin(site.accounts.conn, found.id, "", False, site.now())
    page.context.add_cookies([{"name": "carehub", "value": token, "url": origin}])
    return page


def tabbed_to(page: Page, name: str) -> None:
    """Goes on with the keyboard until a button or link of this name has the focus."""
    for _ in range(120):
        page.keyboard.press("Tab")
        here = page.evaluate("document.activeElement ? document.activeElement.innerText : ''")
        if here.strip().split("\n")[0] == name:
            return
    pytest.fail(f"no Tab leads to {name!r} on {page.url}")


Axe = Callable[[Page], None]
Picture = Callable[[Page, str], None]


class Walk:
    """Who goes through the visit, and what looks at every page of it."""

    def __init__(self, page: Page, origin: str, axe: Axe, picture: Picture) -> None:
        self.page, self.origin, self._axe, self._picture = page, origin, axe, picture

    def looks(self, name: str = "") -> None:
        self._axe(self.page)
        if name:
            self._picture(self.page, name)

    def sees(self, words: str, timeout: float = PATIENCE_MS) -> None:
        expect(self.page.get_by_text(words).first).to_be_visible(timeout=timeout)

    def goes(self, path: str) -> None:
        self.page.goto(self.origin + path)

    def presses(self, name: str) -> None:
        self.page.get_by_role("button", name=name).first.click()


def consent(walk: Walk) -> None:
    walk.looks()
    walk.presses("Begin a visit")
    walk.page.get_by_role("link", name="1. What was agreed").click()
    for each in walk.page.get_by_label("Agreed", exact=True).all():
        each.check()
    walk.page.get_by_label("Not agreed").last.check()
    walk.looks("visit-consent")
    walk.presses("Write the answers down")
    walk.sees("Without a way out nothing else helps.")


def ways_out(walk: Walk) -> None:
    walk.goes("/visit/ways-out")  # looked at by itself, and the page says so by itself
    walk.sees("ONE way out", NICELY_MS)
    walk.looks("visit-ways-out")
    walk.page.get_by_role("link", name="Next").click()


def access(walk: Walk) -> None:
    walk.page.get_by_label("Street door", exact=True).fill("blue door, ring flat 3")
    walk.page.get_by_label("Key safe", exact=True).fill("left of the back door")
    walk.page.get_by_label("Code of the key safe").fill("C4711X")
    walk.presses("Write this down")
    for button in ("I came in from the street", "I opened the key safe", "I turned the key"):
        walk.presses(button)
    walk.sees("Every part was tried at the door.")
    assert "C4711X" not in walk.page.content()
    walk.looks("visit-access")


def home_by_keyboard(walk: Walk) -> None:
    page = walk.page
    walk.goes("/visit")
    walk.sees("by Ivy Fitter")
    walk.looks("visit")
    tabbed_to(page, "4. Home and resident")
    page.keyboard.press("Enter")
    page.get_by_label("Name", exact=True).first.focus()
    page.keyboard.press("Control+A")
    page.keyboard.type("Mary S")
    tabbed_to(page, "Write this down")
    page.keyboard.press("Enter")
    walk.sees("There are no rooms yet.")


def rooms_by_keyboard(walk: Walk) -> None:
    page = walk.page
    for room in ("Kitchen", "Bedroom"):
        tabbed_to(page, room)
        page.keyboard.press("Enter")
        expect(page.get_by_role("heading", name=room)).to_be_visible()
    page.get_by_label("Another name").focus()
    page.keyboard.type("Front hall")
    page.keyboard.press("Tab")
    page.keyboard.press("Space")
    tabbed_to(page, "Add this room")
    page.keyboard.press("Enter")
    walk.sees("3 rooms.")
    walk.looks("visit-rooms")


def people(walk: Walk, carrier: Carrier) -> None:
    walk.goes("/visit/people")
    for name, number in (("Anna", ANNA), ("Ben", BEN)):
        add = walk.page.locator("details").filter(has_text="Add this person")
        if add.get_attribute("open") is None:
            walk.page.get_by_text("Add somebody").click()
        add.get_by_label("Name", exact=True).fill(name)
        add.get_by_label("Telephone").fill(number.replace("+44", "0"))
        walk.presses("Add this person")
        expect(walk.page.get_by_role("heading", name=name)).to_be_visible()
    for name, number in (("Anna", ANNA), ("Ben", BEN)):
        walk.presses(f"Text {name} a test now")
        carrier.expect(number, "only a test", within=60)
    carrier.replies(ANNA, "ok")
    walk.sees("answered the test", LATER)
    carrier.expect(ANNA, "thank you, that works", within=60)
    walk.looks("visit-people")
    walk.goes("/visit/people")
    walk.sees("Not answered yet: Ben. The hub goes on asking.")


def certificate(walk: Walk) -> None:
    walk.goes("/visit/certificate")
    walk.sees("NOT COMPLETE")
    walk.looks()
    walk.presses("Put the home into service")
    expect(walk.page.get_by_role("button", name="Put the home into service")).to_have_count(0)
    walk.presses("Give this certificate and close the visit")
    expect(walk.page.get_by_role("heading", name="Certificate 1 of this home")).to_be_visible()
    walk.sees("NOT COMPLETE")
    walk.looks("certificate-open")


def test_a_new_home_is_set_up_interrupted_gone_on_with_and_proved_later(
    site: Site, origin: str, phone: Page, screens: Screens, carrier: Carrier, axe: Axe, picture: Picture
) -> None:
    ivy = Walk(signed_in(phone, site, origin, "Ivy Fitter"), origin, axe, picture)
    ivy.goes("/visit")
    consent(ivy)
    ways_out(ivy)
    access(ivy)
    ian = Walk(signed_in(screens.open(DESKTOP, origin), site, origin, "Ian Second"), origin, axe, picture)
    home_by_keyboard(ian)
    rooms_by_keyboard(ian)
    people(ian, carrier)
    certificate(ian)
    assert load(site.file).home.service == "in service"
    carrier.replies(BEN, "ok")
    carrier.expect(BEN, "thank you, that works", within=60)
    site.hub.forget()
    with loop_is(None):
        assert asyncio.run(look(site)) == 2
    ian.goes("/certificate")
    ian.sees("Ben is proved now")
    ian.looks("certificate")
    carrier.assert_nothing_else()
