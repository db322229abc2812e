"""The steps of a visit as a person does them in a browser, in a home of ten sensors."""

import re
from collections.abc import Iterable

from playwright.sync_api import Page, expect

from hub.pages.accounts import sessions
from tests.support.axe import assert_usable_by_all
from tests.support.browser import NICELY_MS, Screens
from tests.support.home import ANNA, BEN
from tests.support.ten_sensors import ALARMS, KIT, ROOMS, Part, TenSensors
from tests.support.walked import PASSWORD

BY_TEXT = 60_000.0
"""Milliseconds for what goes through the carrier: the hub asks for replies every 10 s."""


class Visitor:
    """Somebody in the home with a browser, on one step after the other."""

    def __init__(self, home: TenSensors, page: Page, origin: str) -> None:
        self.home, self.page, self.origin = home, page, origin

    def goes(self, path: str) -> None:
        self.page.goto(self.origin + path)

    def presses(self, name: str | re.Pattern[str]) -> None:
        self.page.get_by_role("button", name=name).click()

    def is_done(self, *titles: str) -> None:
        """These steps are done, as the list says."""
        self.goes("/visit")
        for title in titles:
            named = self.page.get_by_text(re.compile(rf"\d+\. {re.escape(title)}$"))
            step = self.page.locator(".steps > li").filter(has=named)
            expect(step.locator(".mark")).to_have_text("done")


def installer(home: TenSensors, screens: Screens, screen: dict[str, object], origin: str, name: str) -> Visitor:
    """An installer who has signed in."""
    home.site.accounts.add(name, "installer", PASSWORD, home.site.now())
    [person] = [each for each in home.site.accounts.people() if each.name == name]
    token = sessions.begin(home.site.accounts.conn, person.id, "", False, home.site.now())
    page = screens.open(screen, origin)
    page.context.add_cookies([{"name": "carehub", "value": token, "url": origin}])
    return Visitor(home, page, origin)


def finds_a_way_out(ivy: Visitor) -> None:
    """It is looked at by itself; the page says so without being loaded again."""
    ivy.goes("/visit/ways-out")
    expect(ivy.page.locator("#ways").get_by_text("ONE way out").first).to_be_visible(timeout=NICELY_MS)


def tries_the_way_in(ivy: Visitor) -> None:
    for words in ("I came in from the street just as it is written here", "I turned the key, and the door opened"):
        ivy.presses(words)
    expect(ivy.page.get_by_text("Every part was tried at the door.")).to_be_visible()


def opens_the_network(ivy: Visitor) -> None:
    ivy.goes("/visit/pair")
    ivy.presses("Let Zigbee devices join")
    expect(ivy.page.get_by_text("The network is open until")).to_be_visible()


def gives_its_place(ivy: Visitor, part: Part) -> None:
    """On the page of a newcomer."""
    name, _, use, room = part
    ivy.page.locator(f'input[name=use][value="{use}"]').check()
    ivy.page.get_by_label(room or "No room: it is worn, or moves about", exact=True).check()
    ivy.presses("This is its place")
    expect(ivy.page.get_by_role("heading", name=name)).to_be_visible()


def joins(ivy: Visitor, kit: Iterable[Part]) -> None:
    """One after the other: each is seen to join, named on the spot, and heard."""
    opens_the_network(ivy)
    for part in kit:
        name, definition, use, _ = part
        ivy.home.z2m.joins(ivy.home.address[name], definition)
        ivy.page.locator("#newcomers").get_by_role("link", name="Give it its place").click()
        gives_its_place(ivy, part)
        ivy.home.stands_still(name, use)
        expect(ivy.page.locator("#proof").get_by_text("This is the proof: it is heard.")).to_be_visible()
        ivy.page.get_by_role("link", name="To the next device").click()
    ivy.presses("Close the network")
    expect(ivy.page.get_by_text("The network is open until")).to_have_count(0)


def places(ivy: Visitor) -> None:
    ivy.goes("/visit/place")
    expect(ivy.page.locator("#signals")).to_be_visible()
    all_ = ivy.page.get_by_text("10 of 10 devices have signal enough where they stand.")

    def measured() -> bool:
        ivy.home.reports()
        ivy.page.reload()
        return all_.count() > 0

    ivy.home.hub.until(measured, "every signal is known")
    assert_usable_by_all(ivy.page)


def walks(ivy: Visitor) -> None:
    """Through every room, then the alarms, whose tests are asked for. Each ticks without the page being loaded."""
    ivy.goes("/visit/walk")
    ivy.presses("Begin the walk")
    count = ivy.page.locator("#count")
    expect(count.get_by_text("0 of 9 heard")).to_be_visible()
    for name, _, use, _ in KIT:
        if use not in ("help button", *ALARMS):
            ivy.home.used(name, use)
    expect(count.get_by_text("7 of 9 heard")).to_be_visible()
    for name, _, use, _ in KIT:
        if use in ALARMS:
            ivy.presses(re.compile(f"Ask for its test.*{name}"))
            expect(ivy.page.get_by_text(f"the next press of {name} is a test")).to_be_visible()
            ivy.home.used(name, use)
            tick = ivy.page.locator("#ticks li").filter(has=ivy.page.get_by_role("heading", name=name, exact=True))
            expect(tick.get_by_text("✓ heard")).to_be_visible()
    expect(count.get_by_text("9 of 9 heard")).to_be_visible()


def presses(ivy: Visitor) -> None:
    """The help button in every room; then the resident's own press."""
    page = ivy.page
    ivy.goes("/visit/help")
    for room in ROOMS:
        ivy.presses(re.compile(f"I am here: test it.*Help button, {room}"))
        expect(page.get_by_role("heading", name="TEST: press Help button now")).to_be_visible()
        ivy.home.says("Help button", action="emergency")
        tick = page.locator("#tests li").filter(has=page.get_by_role("heading", name=room, exact=True))
        expect(tick.get_by_text("✓ heard")).to_be_visible()
    ivy.goes("/visit/press")
    ivy.presses("The resident presses Help button now")
    ivy.home.says("Help button", action="emergency")
    page.get_by_label("Nothing is said aloud here, and the resident was told what happens instead").check()
    ivy.presses("Note it")
    expect(page.get_by_text("Nothing is said aloud here").first).to_be_visible()


def answered(ivy: Visitor, *who: tuple[str, str]) -> None:
    """These have answered the test that they were sent, and the open page says so by itself."""
    ivy.goes("/visit/people")
    for name, number in who:
        ivy.home.carrier.expect(number, "thank you, that works", within=BY_TEXT / 1000)
        row = ivy.page.locator("#proofs li").filter(has_text=name)
        expect(row.get_by_text("answered the test")).to_be_visible(timeout=BY_TEXT)


def begins_the_rehearsal(ivy: Visitor) -> None:
    """It takes a while, and gives way to all else: the visit goes on meanwhile."""
    ivy.goes("/visit/rehearsal")
    ivy.presses("Rehearse")
    expect(ivy.page.locator("#rehearsal")).to_be_visible()


def rehearsed(ivy: Visitor) -> str:
    """Waits for its figures on the open page; how often somebody would be called for nothing, a week."""
    ivy.goes("/visit/rehearsal")
    page = ivy.page.locator("#rehearsal")
    expect(page.get_by_role("heading", name="Calls for nothing")).to_be_visible(timeout=NICELY_MS)
    all_ = page.locator("li").filter(has_text="All together").inner_text()
    found = re.search(r"([\d.]+) a week", all_)
    assert found, all_
    return found[1]


def open_points(page: Page) -> list[str]:
    """Why the certificate is not complete, as it says."""
    return page.locator(".certificate .box.bad li").all_inner_texts()


PEOPLE = (("Anna", ANNA), ("Ben", BEN))
