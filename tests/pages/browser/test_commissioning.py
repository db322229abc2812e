"""A whole visit by script, on a phone: an empty hub becomes a home with ten sensors, interrupted half-way and gone on
with by somebody else in another browser; its certificate says what was proved, and what was not.
"""

import re
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from datetime import UTC, datetime
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from hub.pages.accounts import sessions
from hub.pages.application import application
from hub.pages.site import Site
from hub.settings import load
from tests.support.axe import assert_usable_by_all
from tests.support.broker import RealBroker, broker
from tests.support.browser import PHONE, Screens
from tests.support.carrier import ACCOUNT, SENDER, TOKEN, Carrier
from tests.support.home import ANNA, BEN, RunningHub, twilio, zigbee
from tests.support.served import served
from tests.support.walked import PASSWORD, SEES, SMOKES
from tests.support.zigbee2mqtt import BUTTON, CONTACT, PLUG, Says, Zigbee2Mqtt

NEW_HOME = """
[hub]
id = "hub-0042"
data = "{folder}/data"
[[residents]]
id = "resident"
name = "Resident"
[home]
service = "being installed"
"""
ROOMS = ("Hall", "Kitchen", "Living room", "Bedroom", "Bathroom")
LEAKS: Says = {
    "model": "SJCGQ11LM", "vendor": "Aqara", "description": "Water leak sensor",
    "exposes": [
        {"type": "binary", "name": "water_leak", "property": "water_leak", "value_on": True, "value_off": False,
         "access": 1},
    ],
}  # fmt: skip
KIT: tuple[tuple[str, Says, str, str], ...] = (
    ("Bathroom motion", SEES, "motion", "Bathroom"), ("Hall exit door", CONTACT, "exit door", "Hall"),
    ("Kitchen motion", SEES, "motion", "Kitchen"), ("Living room motion", SEES, "motion", "Living room"),
    ("Bedroom motion", SEES, "motion", "Bedroom"), ("Help button", BUTTON, "help button", ""),
    ("Hall smoke", SMOKES, "smoke", "Hall"), ("Kitchen kettle", PLUG, "kettle", "Kitchen"),
    ("Kitchen leak", LEAKS, "leak", "Kitchen"), ("Kitchen fridge", CONTACT, "fridge", "Kitchen"),
)  # fmt: skip
"""Ten sensors: their names, what they are, what they are there for, and where."""
ADDRESS = {name: f"0x00158d00000000{number:02x}" for number, (name, *_) in enumerate(KIT, 1)}
DOES: dict[str, dict[str, tuple[object, object]]] = {
    "motion": {"occupancy": (True, False)}, "exit door": {"contact": (False, True)},
    "fridge": {"contact": (False, True)}, "kettle": {"power": (2000, 0)}, "smoke": {"smoke": (True, False)},
    "leak": {"water_leak": (True, False)},
}  # fmt: skip
"""Use -> what such a sensor says when somebody does something to it, and then."""


class Home:
    """A hub that was just unpacked, and everything around it."""

    def __init__(self, folder: Path, stack: ExitStack) -> None:
        self.carrier: Carrier = stack.enter_context(Carrier())
        real: RealBroker = stack.enter_context(broker())
        self.z2m = stack.enter_context(Zigbee2Mqtt(real.port))
        sections = (zigbee(real.port), twilio(self.carrier.url, ACCOUNT, SENDER))
        self.hub = stack.enter_context(RunningHub(folder, *sections, ladder="", token=TOKEN, home=NEW_HOME))
        self.hub.until(lambda: self.hub.link("zigbee2mqtt") == "up", "the hub hears zigbee2mqtt")
        self.site: Site

    @contextmanager
    def pages(self) -> Iterator[str]:
        """The pages begin, and end."""
        self.site = Site(self.hub.settings, lambda: datetime.now(UTC))
        try:
            with served(application(self.site, https=False)) as origin:
                yield origin
        finally:
            self.site.close()

    def says(self, name: str, quality: int = 120, **values: object) -> None:
        address = ADDRESS[name]
        seen = datetime.now(UTC).isoformat(timespec="milliseconds")
        self.z2m.say(self.z2m.devices[address]["friendly_name"], {**values, "last_seen": seen, "linkquality": quality})

    def used(self, name: str, use: str) -> None:
        """Somebody does something to it."""
        for step in (0, 1):
            self.says(name, **{key: value[step] for key, value in DOES[use].items()})


@pytest.fixture
def home(tmp_path: Path) -> Iterator[Home]:
    with ExitStack() as stack:
        yield Home(tmp_path, stack)


def installer(home: Home, screens: Screens, origin: str, name: str) -> Page:
    """A phone in which an installer has signed in."""
    home.site.accounts.add(name, "installer", PASSWORD, home.site.now())
    [person] = [each for each in home.site.accounts.people() if each.name == name]
    token = sessions.begin(home.site.accounts.conn, person.id, "", False, home.site.now())
    page = screens.open(PHONE, origin)
    page.context.add_cookies([{"name": "carehub", "value": token, "url": origin}])
    return page


def is_done(page: Page, origin: str, title: str) -> None:
    """The step is done, as the list says."""
    page.goto(f"{origin}/visit")
    step = page.locator(".steps > li").filter(has=page.get_by_text(re.compile(rf"\d+\. {re.escape(title)}$")))
    expect(step.locator(".mark")).to_have_text("done")


def agreed(page: Page, origin: str) -> None:
    page.goto(f"{origin}/visit/consent")
    assert_usable_by_all(page)
    for each in page.locator('input[type=radio][name^="agreed-"][value=yes]').all():
        each.check()
    page.locator('input[name=decides][value="resident"]').check()
    page.get_by_label("Day of the answer").fill("2026-11-28")
    page.get_by_label("Day to look at it again").fill("2027-05-28")
    page.get_by_role("button", name="Write the answers down").click()
    is_done(page, origin, "What was agreed")


def the_way_in(page: Page, origin: str) -> None:
    page.goto(f"{origin}/visit/access")
    page.get_by_label("Street door", exact=True).fill("blue door, ring flat 3")
    page.get_by_role("button", name="Write this down").click()
    for words in ("I came in from the street just as it is written here", "I turned the key, and the door opened"):
        page.get_by_role("button", name=words).click()
    is_done(page, origin, "How to get in")


def the_home(page: Page, origin: str) -> None:
    page.goto(f"{origin}/visit/home")
    page.locator("#first-name").fill("Mary S")
    page.get_by_label("Nobody: one person lives alone").check()
    page.get_by_role("button", name="Write this down").click()
    is_done(page, origin, "Home and resident")
    page.goto(f"{origin}/visit/rooms")
    for room in ROOMS:
        page.get_by_label("Another name").fill(room)
        if room == "Hall":
            page.get_by_label("A door to the outside is here").first.check()
        page.get_by_role("button", name="Add this room").click()
        expect(page.get_by_role("heading", name=room, exact=True)).to_be_visible()
    is_done(page, origin, "Rooms")


def joins(home: Home, page: Page, origin: str, kit: tuple[tuple[str, Says, str, str], ...]) -> None:
    page.goto(f"{origin}/visit/pair")
    page.get_by_role("button", name="Let Zigbee devices join").click()
    expect(page.get_by_text("The network is open until")).to_be_visible()
    for name, definition, use, room in kit:
        home.z2m.joins(ADDRESS[name], definition)
        page.locator("#newcomers").get_by_role("link", name="Give it its place").click()
        page.locator(f'input[name=use][value="{use}"]').check()
        if room:
            page.get_by_label(room, exact=True).check()
        else:
            page.get_by_label("No room: it is worn, or moves about").check()
        page.get_by_role("button", name="This is its place").click()
        expect(page.get_by_role("heading", name=name)).to_be_visible()
        home.says(name, battery=95) if use == "help button" else home.says(
            name, **{key: value[1] for key, value in DOES[use].items()}
        )
        expect(page.locator("#proof").get_by_text("This is the proof: it is heard.")).to_be_visible()
        page.get_by_role("link", name="To the next device").click()
    page.get_by_role("button", name="Close the network").click()
    expect(page.get_by_text("The network is open until")).to_have_count(0)


def places(home: Home, page: Page, origin: str) -> None:
    page.goto(f"{origin}/visit/place")
    expect(page.locator("#signals")).to_be_visible()
    home.hub.until(lambda: _all_measured(home, page), "every signal is known")
    expect(page.get_by_text("10 of 10 devices have signal enough where they stand.")).to_be_visible()
    assert_usable_by_all(page)
    is_done(page, origin, "Places")


def _all_measured(home: Home, page: Page) -> bool:
    home.battery = getattr(home, "battery", 20) + 1  # type: ignore[attr-defined]
    for name, *_ in KIT:
        home.says(name, battery=home.battery % 80 + 20)  # type: ignore[attr-defined]
    page.reload()
    return page.get_by_text("10 of 10 devices have signal enough").count() > 0


def walks(home: Home, page: Page, origin: str) -> None:
    page.goto(f"{origin}/visit/walk")
    page.get_by_role("button", name="Begin the walk").click()
    for name, _, use, _ in KIT:
        if use in ("smoke", "leak"):
            page.get_by_role("button", name=re.compile(f"Ask for its test.*{name}")).click()
            expect(page.get_by_text(f"the next press of {name} is a test")).to_be_visible()
        if use != "help button":
            home.used(name, use)
            tick = page.locator("#ticks li").filter(has=page.get_by_role("heading", name=name, exact=True))
            expect(tick.get_by_text("✓ heard")).to_be_visible()
    expect(page.locator("#count").get_by_text("9 of 9 heard")).to_be_visible()
    is_done(page, origin, "Walk test")


def presses(home: Home, page: Page, origin: str) -> None:
    page.goto(f"{origin}/visit/help")
    for room in ROOMS:
        page.get_by_role("button", name=re.compile(f"I am here: test it.*Help button, {room}")).click()
        expect(page.get_by_role("heading", name="TEST: press Help button now")).to_be_visible()
        home.says("Help button", action="emergency")
        tick = page.locator("#tests li").filter(has=page.get_by_role("heading", name=room, exact=True))
        expect(tick.get_by_text("✓ heard")).to_be_visible()
    is_done(page, origin, "Help button")
    page.goto(f"{origin}/visit/press")
    page.get_by_role("button", name="The resident presses Help button now").click()
    home.says("Help button", action="emergency")
    page.get_by_label("Nothing is said aloud here, and the resident was told what happens instead").check()
    page.get_by_role("button", name="Note it").click()
    is_done(page, origin, "The resident presses")


def people(home: Home, page: Page, origin: str) -> None:
    for name, number in (("Anna", ANNA), ("Ben", BEN)):
        page.goto(f"{origin}/visit/people")
        adding = page.locator("form").filter(has=page.get_by_role("button", name="Add this person"))
        if not adding.get_by_label("Name", exact=True).is_visible():
            page.get_by_text("Add somebody").click()
        adding.locator("#new-name").fill(name)
        adding.locator("#new-phone").fill(number)
        adding.get_by_label("Can come to the door").check()
        adding.get_by_role("button", name="Add this person").click()
        expect(page.get_by_role("heading", name=name, exact=True)).to_be_visible()
        page.goto(f"{origin}/visit/people")
        page.get_by_role("button", name=f"Text {name} a test now").click()
        home.carrier.expect(number, "only a test", within=20)
    home.carrier.replies(ANNA, "ok")
    home.carrier.expect(ANNA, "thank you, that works", within=25)
    expect(page.locator("#proofs").get_by_text("answered the test")).to_be_visible(timeout=15000)


def test_a_home_of_ten_sensors_is_set_up_and_its_certificate_says_what_was_proved(home: Home, screens: Screens) -> None:
    with home.pages() as origin:
        ivy = installer(home, screens, origin, "Ivy Fitter")
        ivy.goto(f"{origin}/visit")
        ivy.get_by_role("button", name="Begin a visit").click()
        agreed(ivy, origin)
        home.hub.until(lambda: _way_out(ivy, origin), "a way out is found in the first minutes")
        the_way_in(ivy, origin)
        the_home(ivy, origin)
        joins(home, ivy, origin, KIT[:5])
        ivy.context.close()
    # the battery of the telephone is empty, and the pages begin anew: somebody else goes on the next day
    with home.pages() as origin:
        ian = installer(home, screens, origin, "Ian Second")
        ian.goto(f"{origin}/visit")
        expect(ian.get_by_text("by Ivy Fitter")).to_be_visible()
        joins(home, ian, origin, KIT[5:])
        is_done(ian, origin, "Devices")
        assert [each.name for each in load(home.hub.settings).devices] == [name for name, *_ in KIT]
        places(home, ian, origin)
        walks(home, ian, origin)
        presses(home, ian, origin)
        is_done(ian, origin, "Fall device")
        people(home, ian, origin)
        ian.goto(f"{origin}/visit/certificate")
        assert_usable_by_all(ian)
        ian.get_by_role("button", name="Give this certificate and close the visit").click()
        expect(ian.get_by_text("NOT COMPLETE", exact=True)).to_be_visible()
        said = ian.locator("article.certificate").inner_text()
        for name, *_ in KIT:
            assert name in said
        assert "9 of 9 sensors were heard." in said and "heard in the walk at" in said
        assert "Not answered yet: Ben." in said, "Ben's proof is pending"
        assert "Not rehearsed yet." in said
        assert "Bathroom: heard" in said and "enough signal" in said
        assert not [each for each in home.hub.incidents() if not each["test"] and each["class"] == "life"]
        assert_usable_by_all(ian)
        ian.context.close()


def _way_out(page: Page, origin: str) -> bool:
    page.goto(f"{origin}/visit/ways-out")
    said = page.locator("#ways").inner_text()
    return "an alarm" in said or "ONE way out" in said
