"""Each way in is seen by itself: what is deaf makes its own devices unheard, and no others (behaviour 20)."""

from datetime import datetime

import pytest
from msgspec import structs

from hub.core.engine import Engine
from hub.core.fold import fold, ticks
from hub.core.liveness import unheard
from hub.core.state import State
from hub.model.effects import Effect, SpanChanged, Text
from hub.model.events import Event, LinkChanged, Reading, Reported, Said, Sensed, SettingsChanged, SightChanged
from hub.model.household import Bluetooth, Device, Settings, Topic
from hub.model.ids import DeviceId, RoomId
from tests.core.samples import DEVICES, at, settings

BLE = DeviceId("A4:C1:38:00:00:01")
BLE_MOTION = Device(id=BLE, name="Kitchen BLE motion", use="motion", room=RoomId("kitchen"))
HALL = next(d for d in DEVICES if d.id == "hall-pir")
BEDROOM = next(d for d in DEVICES if d.id == "bedroom-pir")
MIXED = settings(bluetooth=Bluetooth(), devices=(HALL, BLE_MOTION))
THREE = settings(
    devices=(HALL, BLE_MOTION, BEDROOM),
    topics=(Topic(device=BEDROOM.id, topic="ha/bedroom", kind="motion", on=("on",), off=("off",)),),
)


class Ear:
    """A detector that remembers nothing and hears everything."""

    name, hears, memory = "ear", frozenset({"motion"}), tuple

    def __init__(self) -> None:
        self.heard: list[Sensed] = []

    def start(self, _: datetime) -> tuple[()]:
        return ()

    def step(self, memory: tuple[()], event: Sensed) -> tuple[tuple[()], tuple[()]]:
        self.heard.append(event)
        return memory, ()

    def deadline(self, _: tuple[()]) -> None:
        return None


class Lived:
    """A hub from 08:00 on, in a home of several ways in."""

    def __init__(self, home: Settings, *, real: bool = False) -> None:
        from detectors import parts

        self.ear = Ear()
        self.engine = Engine(parts if real else lambda _: (self.ear,))  # type: ignore[arg-type, return-value]
        self.state: State = self.engine.start("e", home, at("08:00"))
        self.went: list[tuple[str, str, datetime]] = []
        self.texts: list[str] = []

    def __call__(self, *events: Event) -> "Lived":
        for event in events:
            for _, self.state, effects in fold(self.engine, self.state, event):  # noqa: B020
                self._note(effects)
        return self

    def until(self, when: datetime) -> "Lived":
        for _, self.state, effects in ticks(self.engine, self.state, when):  # noqa: B020
            self._note(effects)
        return self

    def _note(self, effects: tuple[Effect, ...]) -> None:
        for e in effects:
            if isinstance(e, SpanChanged) and e.subject.startswith("device:"):
                self.went.append((e.subject.removeprefix("device:"), e.status, e.at))
            if isinstance(e, Text):
                self.texts.append(e.body)

    @property
    def lost(self) -> set[str]:
        return {device for device, known in self.state.world.devices.items() if known.status == "lost"}

    @property
    def sights(self) -> list[tuple[str | None, bool]]:
        return [(e.room, e.seen) for e in self.ear.heard if isinstance(e, SightChanged)]


def moves(when: datetime, device: DeviceId, source: str = "zigbee2mqtt") -> Reported:
    return Reported(at=when, source=source, name=device, said=(Said("motion", True),))


def link(when: datetime, name: str, *, up: bool) -> LinkChanged:
    return LinkChanged(at=when, link=name, up=up, because="drawn")


def heard(home: Settings = MIXED, *, real: bool = False) -> Lived:
    hub = Lived(home, real=real)(moves(at("08:00"), HALL.id), moves(at("08:00"), BLE, "bluetooth"))
    return hub(moves(at("08:00"), BEDROOM.id, "topics")) if home is THREE else hub


@pytest.mark.parametrize(
    ("down", "unheard"),
    [
        (("bluetooth",), {BLE}),
        (("zigbee2mqtt",), {HALL.id}),
        (("home assistant",), {BEDROOM.id}),
        (("broker",), {HALL.id, BEDROOM.id}),
        (("bluetooth", "broker"), {HALL.id, BLE, BEDROOM.id}),
        (("centre",), set()),
    ],
)
def test_only_the_devices_behind_a_dead_link_are_not_counted(down: tuple[str, ...], unheard: set[str]) -> None:
    hub = heard(THREE)
    for name in down:
        hub(link(at("09:00"), name, up=False))
    hub.until(at("12:00", day=2))
    assert hub.lost == {HALL.id, BLE, BEDROOM.id} - unheard


def test_silence_counts_on_rightly_after_each_return() -> None:
    hub = heard()(link(at("09:00"), "bluetooth", up=False)).until(at("09:00", day=3))
    assert hub.lost == {HALL.id}
    hub(link(at("09:00", day=3), "bluetooth", up=True)).until(at("12:00", day=5))
    (lost,) = [when for device, status, when in hub.went if (device, status) == (BLE, "lost")]
    assert lost == at("09:00", day=4), "an hour of silence before, twenty-four after"


def test_two_links_of_one_way_in_are_one_time_without_sight() -> None:
    hub = heard()(link(at("09:00"), "zigbee2mqtt", up=False), link(at("10:00"), "broker", up=False))
    hub(link(at("11:00"), "broker", up=True))
    assert set(hub.state.world.blind) == {"zigbee2mqtt"} and hub.state.world.blind["zigbee2mqtt"] == at("09:00")
    hub(link(at("12:00"), "zigbee2mqtt", up=True)).until(at("23:00", day=2))
    assert (HALL.id, "lost", at("12:00", day=1)) in hub.went


def test_detectors_hear_which_room_is_not_seen_and_the_whole_home_last() -> None:
    hub = heard()(link(at("09:00"), "bluetooth", up=False))
    assert hub.sights == [("kitchen", False)]
    hub(link(at("09:01"), "zigbee2mqtt", up=False))
    assert hub.sights[1:] == [("hall", False), (None, False)]
    hub(link(at("09:02"), "bluetooth", up=True))
    assert hub.sights[3:] == [("kitchen", True), (None, True)]
    assert (
        next(e.because for e in hub.ear.heard if isinstance(e, SightChanged)) == "Kitchen BLE motion: bluetooth: down"
    )


def test_a_room_is_unseen_when_its_last_sensor_is_lost_and_seen_when_one_speaks() -> None:
    hub = heard().until(at("12:00", day=1))
    assert hub.sights == [("hall", False), ("kitchen", False), (None, False)]
    hub(moves(at("13:00", day=1), HALL.id))
    assert hub.sights[3:] == [("hall", True), (None, True)]
    order = [type(e) for e in hub.ear.heard[-4:]]
    assert order[-1] is SightChanged and Reading in order


def test_after_a_change_of_settings_what_is_not_seen_is_told_anew() -> None:
    hub = heard()(link(at("09:00"), "bluetooth", up=False))
    hub(SettingsChanged(at=at("09:10"), settings=structs.replace(MIXED, devices=(HALL, BLE_MOTION, BEDROOM))))
    assert hub.sights == [("kitchen", False), ("kitchen", False)]


def test_the_first_message_of_a_bluetooth_device_after_zigbee2mqtt_restarts_is_fresh() -> None:
    hub = heard(THREE)(link(at("09:00"), "zigbee2mqtt", up=True))
    hub(moves(at("09:01"), HALL.id), moves(at("09:01"), BLE, "bluetooth"), moves(at("09:01"), BEDROOM.id, "topics"))
    cached = {e.device: e.cached for e in hub.ear.heard if isinstance(e, Reading) and e.heard == at("09:01")}
    assert cached == {HALL.id: True, BLE: False, BEDROOM.id: False}


@pytest.mark.parametrize(("down", "calls"), [(("bluetooth",), True), (("zigbee2mqtt", "bluetooth"), False)])
def test_inactivity_in_a_mixed_home(down: tuple[str, ...], calls: bool) -> None:
    """With one way in she is still watched; with none the hub is blind, and silence says nothing."""
    hub = heard(real=True)
    for name in down:
        hub(link(at("08:30"), name, up=False))
    hub.until(at("13:00"))
    assert any("No movement" in body for body in hub.texts) == calls


def test_what_is_behind_a_dead_link_cannot_be_heard_and_is_counted_so() -> None:
    """The centre reads how many devices cannot be heard: none, while the broker is dead, would be a lie."""
    hub = Lived(THREE)
    hub(LinkChanged(at=at("09:00"), link="bluetooth", up=False))
    assert unheard(hub.state.world, THREE) == [BLE]
    hub(LinkChanged(at=at("09:01"), link="broker", up=False))
    assert unheard(hub.state.world, THREE) == [HALL.id, BLE, BEDROOM.id]
