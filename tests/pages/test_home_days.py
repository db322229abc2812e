"""The usual days, the devices in words, and what is held back: from a store that a hub made, in virtual time."""

import re
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta

import pytest

from hub.model.events import LinkChanged
from hub.pages.days.heat import heat, level
from hub.pages.days.movement import Movement, Rooms
from hub.pages.days.weeks import Cell, Weeks, weeks
from hub.pages.home.telling import Telling
from hub.pages.site import Site
from hub.pages.words import saying
from tests.pages.conftest import Browser, Clock
from tests.pages.home_samples import lived, moves
from tests.pages.test_home import words
from tests.support.hub_beside import HubBeside

MIDNIGHT = datetime(2026, 11, 28, tzinfo=UTC)
BEGINS = MIDNIGHT - timedelta(minutes=30)


@pytest.fixture
def hub(site: Site, clock: Clock) -> Iterator[HubBeside]:
    """Half a year of days, three weeks of hours, and this morning."""
    clock.at = MIDNIGHT + timedelta(hours=9)
    with HubBeside(site.folder, site.settings, clock, BEGINS) as made:
        made.is_well(BEGINS)
        made.takes(moves(MIDNIGHT, clock.at))
        lived(made, MIDNIGHT, 21)
        yield made


def test_the_page_of_days_says_first_what_is_different(hub: HubBeside, signed_in, site: Site) -> None:  # type: ignore[no-untyped-def]
    html = signed_in["carer"].get("/routine").text
    seen = words(html)
    assert "14 away, 5 that could not be seen well enough." in seen
    assert "Up at night: more often in the last four weeks, 3 instead of 1." in seen
    assert "Nov 26" in seen and html.count('class="chart"') == 8
    assert "26 Nov Somebody heard 07–09, 10–17, 18–19, 20–23." in seen, "the hours of DAY"
    assert "1 Nov No record." in seen, "before anything was counted"


def test_without_consent_nothing_is_shown_to_anybody(hub: HubBeside, signed_in, site: Site) -> None:  # type: ignore[no-untyped-def]
    text = site.file.read_text()
    site.file.write_text(text.replace("\nroutine = { agreed = true", "\nroutine = { agreed = false"))
    seen = words(signed_in["resident"].get("/routine").text)
    assert "it was not agreed" in seen and "<svg" not in seen and "Up at night" not in seen


def test_a_home_without_a_store_says_so(signed_in) -> None:  # type: ignore[no-untyped-def]
    seen = words(signed_in["carer"].get("/routine").text)
    assert "No day is known yet." in seen and "Nothing is kept of them yet." in seen
    assert "There is no record of today." in words(signed_in["carer"].get("/").text)


def test_hours_that_nobody_could_see_are_hatched_and_never_quiet(hub: HubBeside, clock: Clock, site: Site) -> None:
    hub.takes([LinkChanged(at=MIDNIGHT + timedelta(hours=9), link="zigbee2mqtt", up=False, because="stopped")])
    clock.at = MIDNIGHT + timedelta(hours=12)
    store = site.store()
    assert store is not None
    found = weeks(store, site.settings, clock.at, alive=True)
    today = found.days[-1][1]
    assert [round(cell.seen, 2) for cell in today[7:12] if cell] == [1.0, 1.0, 0.0, 0.0, 0.0]
    yesterday = found.days[-2][1]
    assert all(cell and cell.seen == 1.0 and cell.spoke is not None for cell in yesterday[:23])
    assert today[13] is None, "what is to come is blank"
    drawn = str(heat(found, Telling(site.settings, "en-GB", clock.at), saying("en-GB")))
    assert drawn.count('class="blind"') >= 3 and drawn.count('class="none"') > 100
    off = weeks(store, site.settings, clock.at, alive=False)
    assert off.days[-1][1][11] == Cell(0, 0.0), "after the last word of a hub that is silent nothing was seen"
    store.close()


def test_the_day_on_which_the_clocks_go_back_or_forth(hub: HubBeside, clock: Clock, site: Site) -> None:
    store = site.store()
    assert store is not None
    spring = weeks(store, site.settings, datetime(2026, 4, 10, 12, tzinfo=UTC), alive=True)
    (hours,) = [hours for day, hours in spring.days if day == date(2026, 3, 29)]
    assert hours[1] is None and len(hours) == 24, "01:00 was skipped"
    store.close()


def test_how_dark_a_cell_is() -> None:
    assert [level(Cell(spoke, 1.0), 20) for spoke in (None, 0, 1, 6, 11, 16, 20, 400)] == [0, 0, 1, 2, 3, 4, 4, 4]
    assert Weeks(()).most == 0


def test_only_what_a_person_does_is_movement(site: Site) -> None:
    movement = Movement(Rooms(site.settings, {"zigbee2mqtt/Hall": "sim-hall-motion"}))

    def says(minute: int, device: str, kind: str, value: bool | float | str) -> None:
        movement.take(HubBeside.says(MIDNIGHT + timedelta(minutes=minute), device, kind, value))

    says(0, "sim-front-door", "contact", False)  # what it was before is not known
    says(1, "sim-front-door", "contact", False)
    says(2, "sim-kettle", "power", 2000.0)
    says(3, "sim-hall-motion", "motion", False)
    says(4, "sim-hall-motion", "battery", 60.0)
    says(5, "a stranger", "motion", True)
    assert movement.stays == {}
    says(6, "sim-front-door", "contact", True)
    says(7, "sim-hall-motion", "motion", True)
    says(30, "sim-bed", "bed", True)
    says(31, "sim-bed", "bed", False)
    assert {room: len(stays) for room, stays in movement.stays.items()} == {"hall": 1, "bedroom": 1}


def test_devices_in_words_what_needs_somebody_first(hub: HubBeside, clock: Clock, signed_in, site: Site) -> None:  # type: ignore[no-untyped-def]
    hub.takes([hub.says(clock.at, "sim-hall-motion", "battery", 9.0), hub.says(clock.at, "sim-bed", "battery", 80.0)])
    site.file.write_text(
        site.file.read_text() + '\n[[devices]]\nid = "new"\nname = "Landing"\nroom = "hall"\nuse = "motion"\n'
    )
    hub.set(site.settings, clock.at)
    seen = words(signed_in["installer"].get("/devices").text)
    assert "10 of 12 are as they should be." in seen
    order = [seen.index(name) for name in ("Hall motion motion", "Landing motion", "Kitchen motion motion")]
    assert order == sorted(order)
    assert "Battery 9 %: low. To do: Change its battery within a week." in seen
    assert "Not heard yet." in seen and "To do: Make it speak once" in seen and "Battery 80 %: good." in seen
    assert "Without it: Nobody is seen in the lounge." in seen


def test_devices_behind_a_link_that_is_down(hub: HubBeside, clock: Clock, signed_in, site: Site) -> None:  # type: ignore[no-untyped-def]
    hub.takes([LinkChanged(at=clock.at, link="zigbee2mqtt", up=False, because="stopped")])
    seen = words(signed_in["carer"].get("/devices").text)
    assert "0 of 11 are as they should be." in seen and "Cannot be heard: zigbee2mqtt is down." in seen
    hub.falls_silent()
    site.hub.forget()
    seen = words(signed_in["carer"].get("/devices").text)
    assert "how the devices are is not known" in seen and "as they should be" not in seen


def held(site: Site, browser: Browser) -> list[str]:
    site.hub.forget()
    return re.findall(r'name="what" value="(\w+)">\s*<button', browser.get("/pauses").text)


def test_what_may_be_held_back_is_begun_and_ended_by_forms(hub: HubBeside, signed_in, site: Site) -> None:  # type: ignore[no-untyped-def]
    carer = signed_in["carer"]
    assert held(site, carer) == []
    assert carer.post("/pauses", what="snooze", news="tomorrow 09:00").status_code == 303
    assert carer.post("/pauses", what="visit", work="2 hours").status_code == 303
    assert held(site, carer) == ["visit", "snooze"], "what ends first stands first"
    assert "visit until Sat 28 Nov 11:00" in hub.trail() and "snooze until Sun 29 Nov 09:00" in hub.trail()
    assert [each.did for each in site.accounts.lately()][:2] == ["held something back"] * 2
    seen = words(carer.get("/").text)
    assert "Somebody works at the home , until 11:00, says Anna Carer. The visit is over" in seen
    assert carer.post("/pauses/over", on="/pauses", what="visit").status_code == 303
    assert held(site, carer) == ["snooze"]


@pytest.mark.parametrize(
    ("sent", "because"),
    [({"what": "away", "day": "2026-11-27", "time": "12:00"}, "Found &#39;2026-11-27 12:00&#39;"),
     ({"what": "away", "day": "", "time": "12:00"}, "Say until which day"),
     ({"what": "away", "day": "2027-11-27", "time": ""}, "too far away"),
     ({"what": "snooze", "news": "for ever"}, "Say until which day"), ({"what": "everything"}, "Say until which day")],
)  # fmt: skip
def test_what_may_not_be_is_refused_with_why(
    sent: dict[str, str], because: str, hub: HubBeside, signed_in, site: Site
) -> None:  # type: ignore[no-untyped-def]
    answer = signed_in["carer"].post("/pauses", **sent)
    assert answer.status_code == 422 and because in answer.text
    assert held(site, signed_in["carer"]) == []


def test_nothing_is_held_back_where_no_hub_runs(hub: HubBeside, signed_in) -> None:  # type: ignore[no-untyped-def]
    hub.falls_silent()
    answer = signed_in["carer"].post("/pauses", what="snooze", news="4 hours")
    assert answer.status_code == 503 and "No hub is running: nothing was changed." in answer.text
