"""A whole visit by script, on a phone: an empty hub becomes a home with ten sensors, interrupted half-way and gone on
with by somebody else in another browser; its certificate says what was proved, and what was not.

A proof that comes later makes it complete; a second visit says what is different.
"""

import asyncio
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from hub.pages.visit.gaining import look
from hub.settings import load
from tests.pages.browser.visiting import (
    BY_TEXT,
    PEOPLE,
    Visitor,
    answered,
    begins_the_rehearsal,
    finds_a_way_out,
    installer,
    joins,
    open_points,
    opens_the_network,
    places,
    presses,
    rehearsed,
    tries_the_way_in,
    walks,
)
from tests.support.axe import assert_usable_by_all
from tests.support.browser import PHONE, Screens, loop_is
from tests.support.home import ANNA, BEN
from tests.support.paper import a4_sheets
from tests.support.pictures import take
from tests.support.ten_sensors import KIT, ROOMS, SHORT, TenSensors
from tests.support.walked import SEES


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[TenSensors]:
    monkeypatch.setattr("hub.pages.visit.rehearsal_pages.SIZE", SHORT)
    with ExitStack() as stack:
        yield TenSensors(tmp_path, stack)


def agreed(ivy: Visitor) -> None:
    page = ivy.page
    ivy.goes("/visit/consent")
    assert_usable_by_all(page)
    for each in page.locator('input[type=radio][name^="agreed-"][value=yes]').all():
        each.check()
    page.locator('input[name=decides][value="resident"]').check()
    page.get_by_label("Day of the answer").fill("2026-11-28")
    page.get_by_label("Day to look at it again").fill("2027-05-28")
    ivy.presses("Write the answers down")
    expect(page.get_by_text("Without a way out nothing else helps.")).to_be_visible()


def the_way_in(ivy: Visitor) -> None:
    ivy.goes("/visit/access")
    ivy.page.get_by_label("Street door", exact=True).fill("blue door, ring flat 3")
    ivy.presses("Write this down")
    tries_the_way_in(ivy)


def the_home(ivy: Visitor) -> None:
    page = ivy.page
    ivy.goes("/visit/home")
    page.locator("#first-name").fill("Mary S")
    page.get_by_label("Nobody: one person lives alone").check()
    ivy.presses("Write this down")
    for room in ROOMS:
        page.get_by_label("Another name").fill(room)
        if room == "Hall":
            page.get_by_label("A door to the outside is here").first.check()
        ivy.presses("Add this room")
        expect(page.get_by_role("heading", name=room, exact=True)).to_be_visible()


def people(ivy: Visitor) -> None:
    page = ivy.page
    ivy.goes("/visit/people")
    for name, number in PEOPLE:
        adding = page.locator("form").filter(has=page.get_by_role("button", name="Add this person"))
        if not adding.get_by_label("Name", exact=True).is_visible():
            page.get_by_text("Add somebody").click()
        adding.locator("#new-name").fill(name)
        adding.locator("#new-phone").fill(number)
        adding.get_by_label("Can come to the door").check()
        ivy.presses("Add this person")
        expect(page.get_by_role("heading", name=name, exact=True)).to_be_visible()
    for name, number in PEOPLE:
        ivy.presses(f"Text {name} a test now")
        ivy.home.carrier.expect(number, "only a test")


def differences(page: Page) -> list[str]:
    return page.locator("main > ul").first.locator("li").all_inner_texts()


def begins(home: TenSensors, ivy: Visitor) -> None:
    """The first half, until the battery of the telephone is empty."""
    ivy.goes("/visit")
    ivy.presses("Begin a visit")
    agreed(ivy)
    finds_a_way_out(ivy)
    the_way_in(ivy)
    the_home(ivy)
    joins(ivy, KIT[:5])


def goes_on(home: TenSensors, ian: Visitor) -> str:
    """The second half, and what the rehearsal expects of calls for nothing."""
    ian.goes("/visit")
    expect(ian.page.get_by_text("by Ivy Fitter")).to_be_visible()
    joins(ian, KIT[5:])
    assert [each.name for each in load(home.hub.settings).devices] == [name for name, *_ in KIT]
    people(ian)
    home.carrier.replies(ANNA, "ok")
    begins_the_rehearsal(ian)  # it goes on, and the answer is on its way, during the next steps
    places(ian)
    walks(ian)
    presses(ian)
    rate = rehearsed(ian)
    answered(ian, PEOPLE[0])
    ian.is_done("What was agreed", "How to get in", "Home and resident", "Rooms", "Devices", "Places", "Walk test",
                "Help button", "Fall device", "The resident presses", "Rehearsal")  # fmt: skip
    return rate


def certified(ian: Visitor, rate: str) -> None:
    """Everything was proved but that Ben answers: so it says."""
    page = ian.page
    ian.goes("/visit/certificate")
    assert_usable_by_all(page)
    ian.presses("Put the home into service")
    expect(page.get_by_role("button", name="Put the home into service")).to_have_count(0)
    ian.presses("Give this certificate and close the visit")
    expect(page.get_by_role("heading", name="Certificate 1 of this home")).to_be_visible()
    expect(page.get_by_text("NOT COMPLETE", exact=True)).to_be_visible()
    assert open_points(page) == ["People: Not answered yet: Ben. The hub goes on asking."]
    said = page.locator("article.certificate").inner_text()
    for name, *_ in KIT:
        assert name in said
    assert "9 of 9 sensors were heard." in said and "heard in the walk at" in said
    assert "Bathroom: heard" in said and "enough signal" in said
    assert f"Expected calls for nothing: {rate} a week." in said and "help is called after" in said
    assert_usable_by_all(page)


MOST_SHEETS = 3
"""A4 pages of the certificate of a home with ten sensors: two sheets of paper, which lie in the home's folder."""


def is_proved_later(home: TenSensors, ian: Visitor) -> None:
    """Ben sees the test on the next day: the hub gives a new certificate, and now it is complete."""
    home.carrier.replies(BEN, "ok")
    home.carrier.expect(BEN, "thank you, that works", within=BY_TEXT / 1000)
    home.site.hub.forget()
    with loop_is(None):
        assert asyncio.run(look(home.site)) == 2, "as the pages look once a minute"
    ian.goes("/certificate")
    expect(ian.page.get_by_role("heading", name="Certificate 2 of this home")).to_be_visible()
    expect(ian.page.get_by_text("COMPLETE", exact=True)).to_be_visible()
    assert a4_sheets(ian.page) <= MOST_SHEETS
    take(ian.page, "certificate-complete")
    changed = differences(ian.page)
    assert changed[0] == "People: was proof pending, is done."
    assert len(changed) == 2 and changed[1].startswith("Ben is proved now: answered the test, ")


def replaces_a_sensor(home: TenSensors, ivy: Visitor) -> None:
    """One is broken: a new one takes its name, its room and its place."""
    home.address["Bathroom motion"] = "0x00158d00000000ff"
    opens_the_network(ivy)
    home.z2m.joins(home.address["Bathroom motion"], SEES)
    ivy.page.locator("#newcomers").get_by_role("link", name="Give it its place").click()
    ivy.page.get_by_label("It takes the place of").select_option("Bathroom motion")
    ivy.presses("Replace it")
    expect(ivy.page.get_by_role("heading", name="Bathroom motion")).to_be_visible()
    home.stands_still("Bathroom motion", "motion")
    expect(ivy.page.get_by_text("This is the proof: it is heard.")).to_be_visible()


def comes_again(home: TenSensors, ivy: Visitor) -> None:
    """A second visit: a sensor is replaced, and the certificate says so beside the one before."""
    ivy.goes("/visit")
    ivy.presses("Begin a visit")
    finds_a_way_out(ivy)
    replaces_a_sensor(home, ivy)
    walks(ivy)
    ivy.goes("/visit/certificate")
    ivy.presses("Give this certificate and close the visit")
    expect(ivy.page.get_by_role("heading", name="Certificate 3 of this home")).to_be_visible()
    changed = differences(ivy.page)
    assert "Bathroom motion is another device than before." in changed
    assert [each for each in changed if each.startswith("New: Bathroom motion: heard in the walk at ")]
    assert len([each for each in changed if "another device" in each or "No longer there" in each]) == 1
    expect(ivy.page.get_by_text("NOT COMPLETE", exact=True)).to_be_visible()
    assert "How to get in: Not tried yet: Street door; Key." in open_points(ivy.page), "on this visit"


def test_a_home_of_ten_sensors_is_set_up_proved_later_and_looked_at_again(home: TenSensors, screens: Screens) -> None:
    with home.pages() as origin:
        ivy = installer(home, screens, PHONE, origin, "Ivy Fitter")
        begins(home, ivy)
        ivy.page.context.close()
    # the pages begin anew: somebody else goes on the next day
    with home.pages() as origin:
        ian = installer(home, screens, PHONE, origin, "Ian Second")
        rate = goes_on(home, ian)
        certified(ian, rate)
        is_proved_later(home, ian)
        comes_again(home, ian)
        assert not [each for each in home.hub.incidents() if not each["test"] and each["class"] == "life"]
        home.carrier.assert_nothing_else()
        ian.page.context.close()
