"""What counts in a walk test: what came after it began, whatever becomes of the clocks, and only for what it was."""

from collections.abc import Iterator
from datetime import timedelta

import pytest
from msgspec import structs

from hub.model.events import ClockStepped, DeviceTested, Reported, Said
from hub.pages.accounts import sessions
from hub.pages.site import Site
from hub.pages.visit.record import Visits
from tests.pages.conftest import NIGHT, PASSWORD, Browser, Clock
from tests.support.hub_beside import HubBeside

LOUNGE, HALL = "sim-lounge-motion", "sim-hall-motion"
MINUTE = timedelta(minutes=1)


@pytest.fixture
def hub(site: Site, clock: Clock) -> Iterator[HubBeside]:
    with HubBeside(site.folder, site.settings, clock, NIGHT - timedelta(hours=3)) as made:
        made.is_well(NIGHT - timedelta(hours=3))
        yield made


@pytest.fixture
def ivy(site: Site, hub: HubBeside) -> Browser:
    site.accounts.add("Ivy Fitter", "installer", PASSWORD, site.now())
    browser = Browser(site)
    comes(browser)
    browser.post("/visit/begin", on="/me")
    return browser


def comes(ivy: Browser) -> None:
    """She signs in: her session may be over, by a clock that was put forward."""
    site = ivy.site
    ivy.client.cookies.set("carehub", sessions.begin(site.accounts.conn, 1, "", False, site.now()))


def moved(hub: HubBeside, clock: Clock, device: str = LOUNGE) -> None:
    for value in (False, True):
        clock.passes(seconds=10)
        hub.takes([hub.says(clock.at, device, "motion", value)])


def heard(ivy: Browser) -> str:
    """How many were heard, as the page says it: "1 of 9"."""
    comes(ivy)
    ivy.site.hub.forget()
    text = ivy.get("/visit/walk").text
    return text.split('data-say="', 1)[1].split(" heard", 1)[0].split(" of ")[0]


def begins(ivy: Browser) -> None:
    assert ivy.post("/visit/walk/begin", on="/visit/walk").status_code == 303


@pytest.mark.parametrize("by", [timedelta(hours=2), timedelta(days=400)])
def test_a_clock_that_is_put_forward_lets_nothing_from_before_the_walk_count(
    ivy: Browser, hub: HubBeside, clock: Clock, by: timedelta
) -> None:
    moved(hub, clock)
    clock.passes(seconds=5)
    begins(ivy)
    clock.passes(seconds=5)
    clock.at += by
    hub.takes([ClockStepped(at=clock.at, by=by)])
    assert heard(ivy) == "0", "it moved before the walk began"
    moved(hub, clock)
    assert heard(ivy) == "1"


def test_a_clock_that_is_put_back_lets_all_that_is_heard_count(ivy: Browser, hub: HubBeside, clock: Clock) -> None:
    moved(hub, clock)
    begins(ivy)
    clock.at -= timedelta(hours=2)
    hub.takes([ClockStepped(at=clock.at, by=timedelta(hours=-2))])
    assert heard(ivy) == "0"
    moved(hub, clock)
    assert heard(ivy) == "1", "also where the walk began later, by the clock of then"


def test_a_test_from_before_the_walk_does_not_count_after_a_correction(
    site: Site, ivy: Browser, hub: HubBeside, clock: Clock
) -> None:
    smoke = structs.replace(site.settings.devices[0], id="smoke", name="Hall smoke", use="smoke", room="hall")  # type: ignore[arg-type]
    hub.set(structs.replace(site.settings, devices=(*site.settings.devices, smoke)), clock.at)
    text = site.file.read_text()
    site.file.write_text(text + '\n[[devices]]\nid = "smoke"\nname = "Hall smoke"\nroom = "hall"\nuse = "smoke"\n')
    hub.takes([hub.says(clock.at, "smoke", "smoke", False), DeviceTested(at=clock.at, device="smoke", by="Ivy")])
    for value in (True, False):
        clock.passes(seconds=5)
        hub.takes([hub.says(clock.at, "smoke", "smoke", value)])
    assert hub.state.facts.trials["smoke"].state == "heard"  # type: ignore[index]
    begins(ivy)
    clock.passes(hours=3)
    hub.takes([ClockStepped(at=clock.at, by=timedelta(hours=3))])
    assert heard(ivy) == "0"
    hub.takes([DeviceTested(at=clock.at, device="smoke", by="Ivy")])
    clock.passes(seconds=5)
    hub.takes([hub.says(clock.at, "smoke", "smoke", True)])
    assert heard(ivy) == "1"


def test_what_a_device_says_late_of_a_time_before_does_not_count(ivy: Browser, hub: HubBeside, clock: Clock) -> None:
    hub.takes([hub.says(clock.at, LOUNGE, "motion", False)])
    clock.passes(minutes=10)
    begins(ivy)
    clock.passes(seconds=5)
    late = (Said("motion", True),)
    hub.takes([Reported(at=clock.at, seen=clock.at - 5 * MINUTE, source="test", name=LOUNGE, said=late)])
    assert heard(ivy) == "0"
    moved(hub, clock)
    assert heard(ivy) == "1"


def test_what_was_heard_in_the_very_moment_before_does_not_count(ivy: Browser, hub: HubBeside, clock: Clock) -> None:
    ivy.get("/visit/walk")  # what the hub said then serves pages for two seconds
    moved(hub, clock)
    begins(ivy)
    assert heard(ivy) == "0", "no time has passed since, but the hub counts"


def test_no_walk_begins_without_a_hub(ivy: Browser, hub: HubBeside, site: Site) -> None:
    hub.falls_silent()
    site.hub.forget()
    answer = ivy.post("/visit/walk/begin", on="/visit/walk")
    assert answer.status_code == 422 and "The hub does not run, so nothing can be heard now." in answer.text
    visit = Visits(site.accounts.conn).open()
    assert visit is not None and visit.step("walk").notes == {}


@pytest.mark.parametrize(
    ("was", "is_now", "what"),
    [('use = "motion"', 'use = "exit door"', "another use"), ('room = "lounge"', 'room = "hall"', "another room")],
)
def test_a_device_that_serves_for_another_thing_or_elsewhere_was_never_walked(
    ivy: Browser, hub: HubBeside, clock: Clock, site: Site, was: str, is_now: str, what: str
) -> None:
    begins(ivy)
    moved(hub, clock)
    moved(hub, clock, HALL)
    assert heard(ivy) == "2"
    text = site.file.read_text()
    before, entry = text.split(f'id = "{LOUNGE}"', 1)
    assert was in entry.split("[[", 1)[0]
    site.file.write_text(f'{before}id = "{LOUNGE}"{entry.replace(was, is_now, 1)}')
    hub.set(site.settings, clock.at)
    assert heard(ivy) == "1", what
    ivy.get("/visit/walk")
    assert heard(ivy) == "1", "what it did before the change proves nothing of it"
    clock.passes(minutes=1)
    kind = "contact" if "door" in is_now else "motion"
    for value in (True, False, True):
        clock.passes(seconds=10)
        hub.takes([hub.says(clock.at, LOUNGE, kind, value)])
    assert heard(ivy) == "2", "heard anew, as what it is now"
