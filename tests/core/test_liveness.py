"""Seen, late or lost, each device by its own interval; and unknown is not quiet (behaviour 18)."""

from datetime import datetime, timedelta

import pytest

from hub.core.fold import fold, ticks
from hub.core.placing import _learn
from hub.core.state import State
from hub.model.effects import Effect, SpanChanged
from hub.model.events import AvailabilityChanged, DevicesListed, Event, HubStarted, LinkChanged, Listed, Reported, Said
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
