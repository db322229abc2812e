"""The same home of ten sensors, its kit made up at the depot with a referral file: on a desktop, with what is asked of
people done by keyboard alone. At the home only what must be proved there is left, and the certificate is complete.
"""

from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest
from playwright.sync_api import expect

from hub.pages.visit.consent import FUNCTIONS
from hub.settings import load
from tests.pages.browser.keyboard import enters, tabs_to
from tests.pages.browser.visiting import (
    PEOPLE,
    Visitor,
    answered,
    begins_the_rehearsal,
    finds_a_way_out,
    gives_its_place,
    installer,
    open_points,
    opens_the_network,
    places,
    presses,
    rehearsed,
    tries_the_way_in,
    walks,
)
from tests.support.browser import DESKTOP, NICELY_MS, Screens
from tests.support.ten_sensors import KIT, ROOMS, SHORT, TenSensors

REFERRAL = """
[[residents]]
name = "Mary S"
address_hint = "12 Elm Rd"
[home]
others = "none"
pets = false
[access]
street_door = "blue door, ring flat 3"
{rooms}
{contacts}
[consent]
{consent}
"""
ROOM = '[[rooms]]\nname = "{name}"\nexit = {leads_out}\n'
CONTACT = '[[contacts]]\nname = "{name}"\nphone = "{phone}"\nminutes_away = 10\n'
AGREED = '"{name}" = {{ agreed = true, by = "resident", on = 2026-11-02, review = 2027-05-02 }}'


def referral() -> str:
    """What the office knew."""
    return REFERRAL.format(
        rooms="".join(ROOM.format(name=room, leads_out="true" if room == "Hall" else "false") for room in ROOMS),
        contacts="".join(CONTACT.format(name=name, phone=phone) for name, phone in PEOPLE),
        consent="\n".join(AGREED.format(name=name) for name in FUNCTIONS),
    )


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[TenSensors]:
    monkeypatch.setattr("hub.pages.visit.rehearsal_pages.SIZE", SHORT)
    with ExitStack() as stack:
        yield TenSensors(tmp_path, stack)


def takes_the_referral_in(ivy: Visitor, folder: Path) -> None:
    file = folder / "referral.toml"
    file.write_text(referral())
    ivy.page.get_by_role("link", name="Take a referral file in").click()
    ivy.page.get_by_label("The file (JSON or TOML)").set_input_files(file)
    ivy.presses("Take it in")
    ivy.is_done("What was agreed", "Rooms")


def pairs_all(ivy: Visitor) -> None:
    """All are in the box beside the hub: they join together, and are named one after the other."""
    opens_the_network(ivy)
    for name, definition, *_ in KIT:
        ivy.home.z2m.joins(ivy.home.address[name], definition)
    for part in KIT:
        name, _, use, _ = part
        ivy.page.locator(f'#newcomers a[href$="{ivy.home.address[name]}"]').click()
        gives_its_place(ivy, part)
        ivy.home.stands_still(name, use)
        ivy.page.get_by_role("link", name="To the next device").click()
    ivy.presses("Close the network")
    ivy.is_done("Devices")


def says_no_to_one(ivy: Visitor) -> None:
    """Asked again at the kitchen table: all stays as the office wrote it, but for one."""
    page = ivy.page
    ivy.goes("/visit")
    enters(page, "1. What was agreed")
    tabs_to(page, "agreed-training")
    page.keyboard.press("ArrowDown")
    expect(page.locator("input[name=agreed-training][value=no]")).to_be_checked()
    tabs_to(page, "all")
    page.keyboard.press("Space")
    enters(page, "Write the answers down")
    expect(page.get_by_text("Without a way out nothing else helps.")).to_be_visible()


def is_the_right_home(ivy: Visitor) -> None:
    """What the office knew of the home stands in the form, and is looked at."""
    ivy.goes("/visit/home")
    expect(ivy.page.locator("#first-name")).to_have_value("Mary S")
    expect(ivy.page.get_by_label("Nobody: one person lives alone")).to_be_checked()
    ivy.presses("Write this down")
    expect(ivy.page.get_by_text("5 rooms.")).to_be_visible()


def looks_again_for_a_way_out(ivy: Visitor) -> None:
    """That an alarm could leave the depot says nothing about the home."""
    ivy.goes("/visit/ways-out")
    ivy.presses("Look again")
    expect(ivy.page.get_by_text("Being looked at since")).to_have_count(0, timeout=NICELY_MS)
    finds_a_way_out(ivy)


def asks_everybody(ivy: Visitor) -> None:
    ivy.goes("/visit")
    enters(ivy.page, "12. People")
    for name, number in PEOPLE:
        enters(ivy.page, f"Text {name} a test now")
        ivy.home.carrier.expect(number, "only a test")
        ivy.home.carrier.replies(number, "ok")


def ends_the_visit(ivy: Visitor) -> None:
    ivy.goes("/visit")
    enters(ivy.page, "Certificate")
    enters(ivy.page, "Put the home into service")
    expect(ivy.page.get_by_role("button", name="Put the home into service")).to_have_count(0)
    enters(ivy.page, "Give this certificate and close the visit")


def test_a_kit_from_the_depot_is_proved_in_the_home_and_complete(
    home: TenSensors, screens: Screens, tmp_path: Path
) -> None:
    with home.pages() as origin:
        ivy = installer(home, screens, DESKTOP, origin, "Ivy Fitter")
        ivy.goes("/visit")
        ivy.presses("Begin a visit")
        takes_the_referral_in(ivy, tmp_path)
        pairs_all(ivy)
        finds_a_way_out(ivy)
        ivy.page.context.close()
    # the box is carried into the home, and switched on
    with home.pages() as origin:
        ivy = installer(home, screens, DESKTOP, origin, "Ian Second")
        says_no_to_one(ivy)
        looks_again_for_a_way_out(ivy)
        ivy.goes("/visit/access")
        tries_the_way_in(ivy)
        is_the_right_home(ivy)
        asks_everybody(ivy)
        begins_the_rehearsal(ivy)  # it goes on, and the answers are on their way, during the next steps
        places(ivy)
        walks(ivy)
        presses(ivy)
        rate = rehearsed(ivy)
        answered(ivy, *PEOPLE)
        ends_the_visit(ivy)
        page = ivy.page
        expect(page.get_by_role("heading", name="Certificate 1 of this home")).to_be_visible()
        assert open_points(page) == []
        expect(page.get_by_text("COMPLETE", exact=True)).to_be_visible()
        said = page.locator("article.certificate").inner_text()
        assert "9 of 9 sensors were heard." in said and f"Expected calls for nothing: {rate} a week." in said
        settings = load(home.hub.settings)
        assert not settings.agreed("training") and settings.home.service == "in service"
        assert [each.name for each in settings.devices] == [name for name, *_ in KIT]
        home.carrier.assert_nothing_else()
        page.context.close()
