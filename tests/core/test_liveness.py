"""Seen, late or lost, each device by its own interval; and unknown is not quiet (behaviour 18)."""

from collections.abc import Callable
from datetime import datetime, timedelta

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from msgspec import structs

from hub.core.engine import Engine
from hub.core.fold import fold, ticks
from hub.core.placing import _learn
from hub.core.state import State
from hub.model.effects import Effect, SpanChanged
from hub.model.events import (
    AvailabilityChanged,
    DevicesListed,
    Event,
    HubStarted,
    LinkChanged,
    Listed,
    Reported,
    Said,
    SettingsChanged,
)
from hub.model.household import Device, Home
from hub.model.ids import DeviceId
from tests.core.anything import HOMES, Z2M, engine
from tests.core.samples import at

LEAK = DeviceId("leak")


class Lived:
    """A hub from 08:00 on. `went` is what became of one device, and when."""

    def __init__(self, device: str = "leak") -> None:
        self.engine, self.device = engine(), device
        self.state: State = self.engine.start("e", HOMES[0], at("08:00"))
        self.went: list[tuple[str, datetime]] = []

    def __call__(self, *events: Event) -> "Lived":
        for event in events:
            for _, self.state, effects in fold(self.engine, self.state, event):  # noqa: B020
                self._note(effects)
        return self

    def until(self, when: datetime) -> list[tuple[str, datetime]]:
        for _, after, effects in ticks(self.engine, self.state, when):
            self.state = after
            self._note(effects)
        return self.went

    def _note(self, effects: tuple[Effect, ...]) -> None:
        for e in effects:
            if isinstance(e, SpanChanged) and e.subject == f"device:{self.device}":
                self.went.append((e.status, e.at))


def heard(when: datetime, name: str = "leak") -> Reported:
    return Reported(at=when, source=Z2M, name=name, said=(Said("battery", 90.0),))


def test_a_device_is_late_and_then_lost_and_then_back() -> None:
    hub = Lived()(heard(at("08:00")))
    assert hub.went == [("seen", at("08:00"))]
    hub.until(at("08:00") + timedelta(hours=26))
    assert [status for status, _ in hub.went] == ["seen", "late", "lost"]
    assert hub.went[2][1] - at("08:00") == timedelta(hours=25), "nothing was learned yet: the longest there is"
    hub(heard(at("11:00", day=1)))
    assert hub.went[-1] == ("seen", at("11:00", day=1))


def test_an_interval_is_learned_and_silence_is_three_of_them() -> None:
    hub, when = Lived(), at("08:00")
    for _ in range(4 * 24):
        hub(heard(when))
        when += timedelta(hours=1)
    last = when - timedelta(hours=1)
    hub.until(last + timedelta(hours=20))
    (lost,) = [moment for status, moment in hub.went if status == "lost"]
    assert timedelta(hours=2, minutes=50) < lost - last <= timedelta(hours=3, minutes=5)


def test_what_is_learned_grows_at_once_and_shrinks_slowly() -> None:
    assert _learn(60.0, 3600.0) == 3600.0
    assert 3500 < _learn(3600.0, 60.0) < 3600.0
    interval = 28_800.0
    for _ in range(7 * 24):
        interval = _learn(interval, 3600.0)
    assert interval < 28_800.0 / 2, "after a week the one long night is fading"
    assert interval >= 3600.0


def test_a_gap_of_the_hub_is_nobodys_silence() -> None:
    hub = Lived()(heard(at("08:00")))
    hub(HubStarted(at=at("08:00", day=2), last_alive=at("09:00")))
    assert hub.until(at("09:00", day=2)) == [("seen", at("08:00"))]
    hub.until(at("09:00", day=4))
    assert [status for status, _ in hub.went] == ["seen", "late", "lost"]


def test_while_zigbee2mqtt_is_down_nobody_is_lost() -> None:
    hub = Lived()(heard(at("08:00")), LinkChanged(at=at("09:00"), link="zigbee2mqtt", up=False, because="stopped"))
    assert hub.until(at("09:00", day=3)) == [("seen", at("08:00"))]
    hub(LinkChanged(at=at("09:00", day=3), link="zigbee2mqtt", up=True))
    hub.until(at("12:00", day=4))
    assert "lost" in [status for status, _ in hub.went]


def test_silence_that_zigbee2mqtt_vouches_for_counts_sooner_and_changes_no_level() -> None:
    hub = Lived()(Reported(at=at("08:00"), source=Z2M, name="leak", said=(Said("leak", True),)))
    hub(AvailabilityChanged(at=at("09:00"), source=Z2M, name="leak", online=False))
    hub.until(at("09:30"))
    assert ("lost", at("09:10")) in hub.went
    assert hub.state.world.devices[LEAK].levels["leak"] is True


def test_a_mains_device_may_be_silent_for_ten_minutes_at_least_and_a_battery_for_longer() -> None:
    hub, when = Lived("smoke"), at("08:00")
    assert hub.until(at("09:00")) == []
    listed = DevicesListed(at=when, source=Z2M, devices=(Listed(name="leak", address=LEAK, mains=True),))
    mains, battery = Lived()(listed), Lived()
    for hub in (mains, battery):
        moment = when
        for _ in range(4 * 24 * 12):
            hub(heard(moment))
            moment += timedelta(minutes=5)
        hub.until(moment + timedelta(hours=6))
    lost = [next(m for s, m in hub.went if s == "lost") - (when + timedelta(days=4)) for hub in (mains, battery)]
    assert lost[0] < timedelta(minutes=20)
    assert lost[1] >= timedelta(hours=1, minutes=50)


@pytest.mark.parametrize(("use", "days"), [("pendant", 7), ("smoke", 25 / 24)])
def test_what_saves_life_and_does_not_report_by_itself_is_not_forgotten(use: str, days: float) -> None:
    hub = Lived(use)(heard(at("08:00"), use))
    hub.until(at("08:00") + timedelta(days=days) + timedelta(minutes=1))
    assert hub.went[-1] == ("lost", at("08:00") + timedelta(days=days))


def test_a_device_never_heard_is_expected_too() -> None:
    hub = Lived()
    assert hub.state.world.devices[LEAK].status == "new"
    assert [status for status, _ in hub.until(at("10:00", day=1))] == ["late", "lost"]


def test_a_silence_told_as_a_fault_of_a_help_button_is_not_learned_as_usual() -> None:
    """It reports hourly for a week, is dead for eight hours, and comes back: four hours are still too long for it."""
    hub, when = Lived("pendant"), at("08:00")
    for _ in range(24 * 7):
        hub(heard(when, "pendant"))
        when += timedelta(hours=1)
    dead = when + timedelta(hours=8)
    assert [status for status, _ in hub.until(dead)][-1] == "lost"
    hub(heard(dead, "pendant"))
    assert hub.until(dead + timedelta(hours=4, minutes=1))[-1] == ("lost", dead + timedelta(hours=4))


# What its source does not list


def whole(when: datetime, *, but: str = "", mains: bool = False) -> DevicesListed:
    names = [d.id for d in HOMES[0].devices if d.id != but]
    return DevicesListed(
        at=when, source=Z2M, devices=tuple(Listed(name=n, address=DeviceId(n), mains=mains) for n in names)
    )


def test_a_device_that_is_removed_is_lost_soon_and_back_when_it_is_listed() -> None:
    hub = Lived()(heard(at("08:00")), whole(at("08:10")), whole(at("09:00"), but="leak"))
    assert hub.until(at("09:10")) == [("seen", at("08:00")), ("lost", at("09:01:30"))]
    assert "leak" not in hub.state.world.listed and len(hub.state.world.listed) == 7
    hub(whole(at("09:30")))
    assert hub.went[2:] == [("seen", at("09:30"))]
    hub.until(at("12:00", day=1))
    assert hub.went[-1] == ("lost", at("10:30", day=1)), "and its silence counts from then on"


def test_a_help_button_that_is_listed_again_is_back_only_when_it_is_heard() -> None:
    hub = Lived("pendant")(whole(at("09:00"), but="pendant"), whole(at("09:30")))
    assert hub.went == [("lost", at("09:01:30"))]
    hub(heard(at("09:40"), "pendant"))
    assert hub.went[1:] == [("seen", at("09:40"))]


def test_what_was_never_paired_is_told_when_the_list_comes_and_what_was_lost_stays_lost() -> None:
    hub = Lived()
    hub.until(at("10:00", day=1))
    assert [status for status, _ in hub.went] == ["late", "lost"]
    hub(whole(at("11:00", day=1), but="leak"), whole(at("12:00", day=1)))
    assert len(hub.went) == 2, "a silent device is not back because it is on a list"
    assert Lived()(whole(at("08:01"), but="leak")).until(at("09:00")) == [("lost", at("08:02:30"))]


def empty(when: datetime) -> DevicesListed:
    return DevicesListed(at=when, source=Z2M, devices=())


@pytest.mark.parametrize("device", ["leak", "pendant"])
def test_a_list_that_lacks_a_device_for_a_moment_lacks_nothing(device: str) -> None:
    hub = Lived(device)(whole(at("08:10")), heard(at("08:20"), device), empty(at("09:00")), whole(at("09:01:29")))
    assert hub.until(at("10:00")) == [("seen", at("08:20"))]


def test_what_speaks_is_there_whatever_the_list_says() -> None:
    hub = Lived()(whole(at("08:10")), empty(at("09:00")), heard(at("09:01")))
    assert hub.until(at("10:00")) == [("seen", at("09:01"))]


def test_a_list_of_a_zigbee2mqtt_that_stops_counts_from_when_it_is_back() -> None:
    hub = Lived()(heard(at("08:00")), whole(at("08:10")), empty(at("09:00")))
    hub(LinkChanged(at=at("09:01"), link="zigbee2mqtt", up=False, because="stopped"))
    hub(LinkChanged(at=at("09:20"), link="zigbee2mqtt", up=True), whole(at("09:20:20")))
    assert hub.until(at("10:00")) == [("seen", at("08:00"))]


def test_before_the_service_begins_nobody_is_told_what_is_not_paired() -> None:
    installing = structs.replace(HOMES[0], home=Home(service="being installed"))
    hub = Lived()(SettingsChanged(at=at("08:01"), settings=installing), whole(at("08:02"), but="leak"))
    assert hub.went == []
    hub(SettingsChanged(at=at("08:10"), settings=HOMES[0]))
    assert hub.until(at("09:00")) == [("lost", at("08:11:30"))]


def test_each_source_forgets_only_its_own_devices() -> None:
    other = DevicesListed(at=at("08:05"), source="other", devices=(Listed(name="x", address=DeviceId("0x9")),))
    hub = Lived()(whole(at("08:00")), other)
    assert len(hub.state.world.listed) == 9
    hub(DevicesListed(at=at("08:06"), source="other", devices=()))
    assert len(hub.state.world.listed) == 8 and hub.went == []


def test_a_device_is_found_on_the_list_by_the_name_that_it_has_there() -> None:
    listed = DevicesListed(
        at=at("08:00"), source=Z2M,
        devices=tuple(Listed(name=d.id, address=DeviceId(f"0x{n}")) for n, d in enumerate(HOMES[0].devices)),
    )  # fmt: skip
    hub = Lived()(listed)
    assert hub.went == [] and all(d.status != "lost" for d in hub.state.world.devices.values())


# The bounds of behaviour 18

MINUTE, HOUR, WEEK = timedelta(minutes=1), timedelta(hours=1), timedelta(days=7)
SLACK = timedelta(seconds=1)


def saves_life(gap: timedelta) -> timedelta:
    """At most four hours if it clearly reports by itself; else a press a week."""
    return 4 * HOUR if gap <= 3.4 * HOUR else WEEK


def others(gap: timedelta) -> timedelta:
    """Three learned intervals, at least two hours (a setting) and at most twenty-five."""
    return min(max(3 * gap, 2 * HOUR), 25 * HOUR)


def mains(bound: Callable[[timedelta], timedelta]) -> Callable[[timedelta], timedelta]:
    """Ten minutes if it speaks that often; a plug that only tells changes cannot be missed sooner than any other."""
    return lambda gap: 10 * MINUTE if gap <= 8.5 * MINUTE else bound(gap)


def daily(gaps: list[timedelta]) -> list[timedelta]:
    """As many of the gaps as a day has room for: what comes less often is no habit, and half forgotten (ADR 0016)."""
    return [gap for number, gap in enumerate(gaps, 1) if sum(gaps[:number], timedelta()) <= 24 * HOUR]


BOUNDS = {
    "help button": ("pendant", False, saves_life),
    "fall device": ("radar", False, saves_life),
    "fall device on mains": ("radar", True, mains(saves_life)),
    "leak sensor on mains": ("leak", True, mains(others)),
    "smoke": ("smoke", False, others),
    "motion": ("hall-pir", False, others),
}


@pytest.mark.parametrize("use", BOUNDS)
@settings(max_examples=10, deadline=None)
@given(gaps=st.lists(st.integers(20, 6 * 60), min_size=3, max_size=12), scale=st.sampled_from([1, 1, 5, 36]))
@example(gaps=[20, 20, 20, 20, 20, 104, 230, 225, 220, 215, 241], scale=1)
@example(gaps=[180, 210, 190, 205, 200, 207, 241], scale=1)
def test_whatever_its_pattern_a_silent_device_is_lost_within_its_bound(use: str, gaps: list[int], scale: int) -> None:
    device, powered, bound = BOUNDS[use]
    hub, when = Lived(device), at("08:00")
    hub.engine = Engine(lambda _: ())  # no detectors: only liveness is asked here
    hub.state = hub.engine.start("e", HOMES[0], when)
    rhythm = daily([max(gap * MINUTE / scale, 4 * MINUTE) for gap in gaps])
    hub(whole(when, mains=powered), heard(when, device))
    while when < at("08:00", day=4):
        for gap in rhythm:
            when += gap
            hub(heard(when, device))
    assert [status for status, _ in hub.went].count("lost") == 0, "a device that keeps its rhythm is never called lost"
    hub.until(when + timedelta(days=8))
    status, moment = hub.went[-1]
    assert status == "lost" and moment - when <= bound(max(rhythm)) + SLACK


@pytest.mark.parametrize("quiet", [1, 9, 30])
def test_a_mains_device_that_zigbee2mqtt_asks_in_vain_is_lost_ten_minutes_after_its_last_word(quiet: int) -> None:
    offline = at("08:00") + timedelta(minutes=quiet)
    hub = Lived()(whole(at("08:00"), mains=True), heard(at("08:00")))
    hub(AvailabilityChanged(at=offline, source=Z2M, name="leak", online=False))
    hub.until(at("09:00"))
    assert hub.went[-1] == ("lost", max(at("08:10"), offline))


def test_a_button_that_speaks_only_when_pressed_is_late_on_the_sixth_day_and_lost_on_the_seventh() -> None:
    hub = Lived("pendant")(heard(at("08:00"), "pendant"))
    hub.until(at("09:00", day=7))
    assert hub.went == [("seen", at("08:00")), ("late", at("08:00", day=6)), ("lost", at("08:00", day=7))]


def test_a_tag_that_left_is_away_and_neither_late_nor_lost() -> None:
    """A carer comes for half an hour on weekdays; her tag must not be a fault each weekend."""
    lived = Lived("joan")
    tag = Device(id=DeviceId("joan"), name="Carer Joan's tag", use="tag")
    there = structs.replace(HOMES[0], devices=(*HOMES[0].devices, tag))
    lived.state = lived.engine.start("e", there, at("08:00"))
    for day in range(5):
        for hours, near in ((9.0, True), (9.25, True), (9.5, False)):
            when = at("00:00") + timedelta(days=day, hours=hours)
            lived(Reported(at=when, source="bluetooth", name="joan", said=(Said("in range", near),)))
    lived.until(at("00:00") + timedelta(days=9))
    assert lived.went == [("seen", at("09:00"))]
