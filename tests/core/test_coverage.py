"""What the hub can see right now, what each loss would cost, and which hours were covered."""

from datetime import datetime

import pytest
from msgspec import structs

from hub.core import coverage
from hub.core.coverage import hours, without
from hub.core.home import Home
from hub.core.state import DeviceState, Link, World
from hub.model.household import Acceleration, Consent, Device, Listening
from hub.model.ids import DeviceId, RoomId
from tests.core.samples import DEVICES, at, home, settings

NOW = at("12:00")
SHELF = Device(id=DeviceId("A4:C1:38:00:00:01"), name="Kitchen shelf", use="vibration", room=RoomId("kitchen"))
BATH = Device(id=DeviceId("bath-leak"), name="Bath leak", use="leak", room=RoomId("bedroom"))
THERE = Home(settings(devices=(*DEVICES, SHELF)))


def device(status: str = "seen", **other: object) -> DeviceState:
    heard = {"heard": at("11:59")} | other
    return DeviceState(status=status, since=at("11:00"), quiet_from=at("11:00"), **heard)  # type: ignore[arg-type]


def world(there: Home = THERE, down: tuple[str, ...] = (), **changed: DeviceState) -> World:
    """Every device is heard, but those that are named otherwise."""
    devices = {d.id: changed.get(d.id.replace("-", "_"), device()) for d in there.settings.devices}
    links = {name: Link(up=False, since=at("10:00")) for name in down}
    blind = {"zigbee2mqtt": at("10:00")} if "zigbee2mqtt" in down else {}
    return World(devices=devices, links=links, blind=blind)  # type: ignore[arg-type]


def rooms(*args: object, **changed: object) -> dict[str, coverage.RoomSight]:
    return {r.room: r for r in coverage.rooms(world(*args, **changed), THERE)}  # type: ignore[arg-type]


def test_a_room_is_seen_by_all_by_some_or_by_none() -> None:
    assert {r.state for r in rooms().values()} == {"seen"}
    lost = rooms(kitchen_pir=device("lost"), hall_pir=device("lost", heard=None))
    assert [(lost[r].state, lost[r].because) for r in ("kitchen", "hall", "bedroom")] == [
        ("partly", "Kitchen motion: has fallen silent"), ("not seen", "Hall motion: never heard"), ("seen", ""),
    ]  # fmt: skip
    assert lost["hall"].since == at("11:00") and lost["kitchen"].sensors == ("kitchen-pir", SHELF.id)


def test_what_was_never_heard_is_not_called_seen() -> None:
    hall = rooms(hall_pir=device("new", heard=None))["hall"]
    assert (hall.state, hall.because) == ("not seen", "Hall motion: not heard yet")


def test_a_dead_way_in_hides_its_own_devices_and_says_so() -> None:
    dark = rooms(down=("zigbee2mqtt",))
    assert (dark["hall"].state, dark["hall"].because) == ("not seen", "Hall motion: zigbee2mqtt: down")
    assert dark["hall"].since == at("10:00") and dark["kitchen"].state == "partly"


def test_a_device_that_is_late_still_counts_and_one_that_is_removed_says_why() -> None:
    assert rooms(hall_pir=device("late"))["hall"].state == "seen"
    gone = rooms(hall_pir=device("lost", unlisted=at("11:00")))["hall"]
    assert gone.because == "Hall motion: zigbee2mqtt does not know it (removed, or never paired)"


def test_a_room_without_a_sensor() -> None:
    bare = Home(settings(devices=DEVICES[:2]))
    assert {r.state for r in coverage.rooms(World(), bare)} == {"no sensor"}


def test_what_is_watched_for() -> None:
    found = {a.name: a.state for a in coverage.abilities(world(smoke=device("lost")), THERE)}
    assert found["smoke"] == "does not work" and found["calls for help"] == "works" and found["gas"] == "no device"
    assert found["movement"] == "works"
    nothing_yet = {a.name: a.state for a in coverage.abilities(world(smoke=device("new", heard=None)), THERE)}
    assert nothing_yet["smoke"] == "not proven yet", "nobody has seen that it fails"
    not_agreed = Home(settings(consent={"falls": Consent(agreed=False)}))
    falls = next(a for a in coverage.abilities(world(not_agreed), not_agreed) if a.name == "falls")
    assert falls.state == "not agreed"


def test_what_says_that_it_is_faulty_or_is_said_to_be_broken_does_not_work() -> None:
    faulty = coverage.abilities(world(smoke=device(levels={"fault": True})), THERE)
    smoke = next(a for a in faulty if a.name == "smoke")
    assert (smoke.state, smoke.because) == ("does not work", "Hall smoke alarm: says that it is faulty")
    told = next(a for a in coverage.abilities(world(), THERE, {"pendant"}) if a.name == "calls for help")
    assert (told.state, told.because) == (
        "does not work", "Mary's pendant: somebody said that it does not work"
    )  # fmt: skip


@pytest.mark.parametrize(
    ("lost", "says"),
    [
        ("hall-pir", "Nobody is seen in the hall; going out is still seen by Front door."),
        ("kitchen-pir", "The kitchen is still seen by Kitchen shelf."),
        ("bedroom-pir", "Nobody is seen in the bedroom."),
        ("smoke", "No smoke alarm is left."),
        ("pendant", "Nobody can press for help."),
        ("radar", "No fall is noticed."),
        ("front", "Going out is not noticed."),
        ("leak", "No leak is noticed."),
    ],
)
def test_what_each_loss_would_cost(lost: str, says: str) -> None:
    assert coverage.cost(THERE.devices[DeviceId(lost)], world(), THERE) == says


def test_what_the_loss_of_a_thermometer_or_a_cooker_would_cost() -> None:
    warm = [Device(id=DeviceId(n), name=f"{n} thermometer", use="temperature", room=RoomId(n.lower()))
            for n in ("Hall", "Kitchen")]  # fmt: skip
    hob = Device(id=DeviceId("hob"), name="Hob", use="cooker", room=RoomId("kitchen"))
    there = Home(settings(devices=(*DEVICES, *warm, hob)))
    hall_gone, hob_gone = (coverage.cost(each, world(there), there) for each in (warm[0], hob))
    assert hall_gone == "The home's warmth is still told by Kitchen thermometer."
    assert hob_gone.endswith("nobody notices a cooker that was left on.")


def test_what_is_lost_already_does_not_stand_in_for_another() -> None:
    shelf_gone = world(**{SHELF.id: device("lost")})  # type: ignore[arg-type]
    assert coverage.cost(THERE.devices[DeviceId("kitchen-pir")], shelf_gone, THERE) == "Nobody is seen in the kitchen."
    two = Home(settings(devices=(*DEVICES, BATH)))
    assert coverage.cost(BATH, world(two), two) == "Leaks elsewhere are still told by Kitchen leak sensor."
    assert coverage.cost(BATH, world(two, leak=device("lost")), two) == "No leak is noticed."


def test_a_device_that_nothing_depends_on() -> None:
    lamp = Device(id=DeviceId("lamp"), name="Lamp", use="siren", room=RoomId("hall"))
    there = Home(settings(devices=(*DEVICES, lamp)))
    assert coverage.cost(lamp, world(there), there) == "Nothing that the hub watches for."


def test_home_is_blind_only_if_no_room_is_seen() -> None:
    (change,) = coverage.changes(world(), world(hall_pir=device("lost")), THERE, NOW)
    assert (change.room, change.seen) == ("hall", False)
    assert coverage.changes(world(), world(), home(), NOW) == ()


# Hours


def span(begins: str, ends: str, day: int = 0) -> tuple[datetime, datetime]:
    return at(begins, day=day), at(ends, day=day)


def test_an_hour_is_seen_by_any_of_the_sensors() -> None:
    cells = hours([[span("00:00", "06:30")], [span("06:10", "08:00"), span("09:15", "09:30")]], at("12:00"))
    assert len(cells) == 24 and cells[:12] == ("not seen",) * 12
    assert cells[12:] == ("seen",) * 8 + ("not seen", "partly", "not seen", "not seen")


def test_a_restart_of_seconds_hides_nobody_and_twenty_minutes_do() -> None:
    whole = [span("00:00", "12:00")]
    short = without(whole, [span("10:00:10", "10:00:50")])
    assert hours([short], at("12:00"))[-2] == "seen"
    assert hours([without(whole, [span("10:10", "10:30")])], at("12:00"))[-2] == "partly"


def test_stretches_without_gaps() -> None:
    gaps = [span("07:00", "08:30"), span("09:00", "09:10"), span("09:05", "09:20")]
    assert without([span("08:00", "10:00")], gaps) == (span("08:30", "09:00"), span("09:20", "10:00"))
    assert without([span("08:00", "09:00")], [span("07:00", "12:00")]) == ()
    assert hours([], NOW) == ("not seen",) * 24


def test_a_wearable_watches_for_falls_only_where_they_can_be_told() -> None:
    band = Device(
        id=DeviceId("A0:9E:1A:00:00:01"), name="Armband", use="fall device", bluetooth=Listening(connect="polar")
    )
    narrow = Acceleration(characteristic="2a37", counts_per_g=1000, rate=50, most=2)
    coarse = Listening(connect="acceleration", acceleration=narrow)
    for device, because in (
        (band, coverage.NO_PLACEMENT),
        (structs.replace(band, placement="wrist", bluetooth=coarse), coverage.TOO_COARSE),
    ):
        there = Home(settings(devices=(device,)))
        falls = next(a for a in coverage.abilities(world(there), there) if a.name == "falls")
        assert (falls.state, falls.because) == ("does not work", f"Armband: {because}")
        assert coverage.cost(device, world(there), there) == "Nothing that the hub watches for."
    worn = structs.replace(band, placement="wrist")
    there = Home(settings(devices=(worn,)))
    falls = next(a for a in coverage.abilities(world(there), there) if a.name == "falls")
    assert (falls.state, falls.because) == ("works", "")
    assert coverage.cost(worn, world(there), there) == "No fall is noticed."
