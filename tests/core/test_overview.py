"""How the home is, in a few words: well is only what can be seen to be well, and nobody is named."""

from datetime import timedelta
from typing import Any

import msgspec
import pytest

from hub.core.overview import Overview, overview
from hub.core.state import DeviceState, Facts, Link, State, World
from hub.model.household import Device, Home, Topic
from hub.model.ids import DeviceId, RoomId
from hub.model.incidents import Holder, Incident
from tests.core.samples import at, incident, settings

HALL, KITCHEN = DeviceId("hall-pir"), DeviceId("kitchen-pir")
DEVICES = (
    Device(id=HALL, name="Hall motion", use="motion", room=RoomId("hall")),
    Device(id=KITCHEN, name="Kitchen motion", use="motion", room=RoomId("kitchen")),
)


def device(status: str = "seen", **levels: Any) -> DeviceState:
    named = {kind.replace("_", " "): value for kind, value in levels.items()}
    return DeviceState(status=status, since=at("07:00"), quiet_from=at("07:00"), levels=named)


def seen(*open_: Incident, world: World | None = None, **other: Any) -> Overview:
    """The overview of a home with two sensors that are both heard, unless the test says otherwise."""
    known = world or World(devices={HALL: device(), KITCHEN: device()})
    state = State(
        epoch="e", seq=1, at=at("08:00"), settings=settings(**{"devices": DEVICES, **other}), world=known,
        memories={}, dues={}, facts=Facts(open={each.id: each for each in open_}),
    )  # fmt: skip
    return overview(state)


def holder(via: str) -> Holder:
    return Holder(name="Anna", contact=None, can_attend=True, since=at("08:00"), via=via)


def test_all_is_well_when_every_sensor_is_heard_and_nobody_needs_help() -> None:
    view = seen()
    assert (view.well, view.because, view.incidents) == (True, (), ())
    assert [(d.name, d.room, d.health, d.battery) for d in view.devices] == [
        ("Hall motion", "Hall", "seen", None),
        ("Kitchen motion", "Kitchen", "seen", None),
    ]


@pytest.mark.parametrize("state", ["pending", "raised", "acknowledged", "travelling", "with_resident"])
def test_an_open_incident_is_not_well_whoever_has_it(state: str) -> None:
    view = seen(incident(state=state, room=RoomId("hall")))
    assert not view.well
    assert view.because == (f"Help button pressed, Hall: {state.replace('_', ' ')}",)
    assert view.incidents[0].state == state.replace("_", " ")


def test_the_gravest_comes_first_and_of_equals_what_nobody_has() -> None:
    flood = incident("flood", id="e-1", state="raised", grave="urgent", began=at("06:00"))
    held = incident(id="e-2", state="travelling", began=at("06:30"), holder=holder("sms"))
    new = incident(id="e-3", state="raised", began=at("07:00"))
    assert [each.id for each in seen(flood, held, new).incidents] == ["e-3", "e-2", "e-1"]


def test_who_has_it_is_said_without_a_name() -> None:
    assert [
        seen(incident(state="raised")).incidents[0].held_by,
        seen(incident(state="travelling", holder=holder("sms"))).incidents[0].held_by,
        seen(incident(state="acknowledged", holder=holder("centre"))).incidents[0].held_by,
        seen(incident(state="raised", coordinator=holder("sms"))).incidents[0].held_by,
    ] == ["nobody", "a contact", "the centre", "a contact"]


def test_no_person_and_no_address_is_in_it() -> None:
    told = msgspec.json.encode(seen(incident(state="travelling", holder=holder("sms")))).decode()
    for word in ("Mary", "Anna", "Elm", "+447", "mary"):
        assert word not in told, word


def test_a_test_and_a_notice_are_nothing_amiss() -> None:
    notice = incident("technical", grave="technical", state="raised")
    assert seen(incident(state="raised", test=True)).well
    assert seen(notice).well
    assert seen(incident("life-saving fault", grave="urgent", state="raised")).because == (
        "Alarm equipment not working: raised",
    )


@pytest.mark.parametrize(
    ("status", "well", "because"),
    [
        ("seen", True, ()),
        ("late", True, ()),
        ("lost", False, ("cannot see: no longer heard: Kitchen motion",)),
        ("new", False, ("cannot see: not heard yet: Kitchen motion",)),
    ],
)
def test_blind_is_not_well(status: str, well: bool, because: tuple[str, ...]) -> None:
    view = seen(world=World(devices={HALL: device(), KITCHEN: device(status)}))
    assert (view.well, view.because) == (well, because)


def test_a_device_that_the_world_does_not_know_was_not_heard_yet() -> None:
    assert [each.health for each in seen(world=World()).devices] == ["not heard yet", "not heard yet"]


def test_many_lost_sensors_are_one_sentence() -> None:
    many = tuple(Device(id=DeviceId(f"d{n}"), name=f"Sensor {n}", use="motion") for n in range(6))
    world = World(devices={each.id: device("lost") for each in many})
    assert seen(world=world, devices=many).because == (
        "cannot see: no longer heard: Sensor 0, Sensor 1, Sensor 2 and 3 more",
    )


def test_a_link_that_is_down_hides_its_own_devices_only() -> None:
    world = World(
        devices={HALL: device(), KITCHEN: device()}, links={"home assistant": Link(up=False, since=at("07:59"))}
    )
    topic = Topic(device=KITCHEN, topic="t", kind="motion", on=("on",))
    view = seen(world=world, topics=(topic,))
    assert [each.health for each in view.devices] == ["seen", "cannot be heard"]
    assert view.because == ("cannot see: nothing comes from other programs on the broker",)
    assert [(way.name, way.up) for way in view.ways] == [("home assistant", False)]


@pytest.mark.parametrize("service", ["being installed", "suspended", "ended"])
def test_a_home_that_is_not_in_service_cannot_be_said_to_be_well(service: Any) -> None:
    view = seen(home=Home(service=service))
    assert view.because == (f"cannot tell: the service is {service}",)
    assert not view.well


def test_a_home_without_sensors_sees_nothing() -> None:
    assert seen(devices=(), world=World()).because == ("cannot see: there are no sensors",)


def test_batteries_are_told_where_they_are_known() -> None:
    world = World(devices={HALL: device(battery=80.0), KITCHEN: device("lost", battery_low=True)})
    hall, kitchen = seen(world=world).devices
    assert (hall.battery, hall.battery_low) == (80.0, None)
    assert (kitchen.battery, kitchen.battery_low) == (None, True)


def test_since_is_when_it_began() -> None:
    began = at("08:00") - timedelta(minutes=3)
    assert seen(incident(state="raised", began=began)).incidents[0].since == began
