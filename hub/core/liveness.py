"""Which devices can be heard: seen, late or lost, each by its own reporting interval. Unknown is not quiet."""

from collections.abc import Iterable, Mapping
from datetime import datetime, timedelta
from typing import Literal

from msgspec import structs

from hub.core.home import Home
from hub.core.state import DeviceState, World
from hub.model.events import AvailabilityChanged, DeviceWent
from hub.model.household import LIFE_SAVING, LINKS_TO, Source
from hub.model.ids import DeviceId

WEEK = timedelta(days=7)
"""A life-saving device that does not report by itself is pressed once a week instead (behaviour 18)."""

LOOK_AROUND = timedelta(minutes=10)
"""After a time without sight every device has at least this long to be heard before it is lost."""

Status = Literal["seen", "late", "lost"]


def allowed(device: DeviceId, known: DeviceState, world: World, home: Home) -> timedelta:
    """How long this device may be silent before it is lost."""
    rules = home.settings.detectors.liveness
    entry = home.devices.get(device)
    enough = known.watched >= rules.learn_after.total_seconds()
    learned = timedelta(seconds=known.interval * rules.intervals) if enough else None
    if entry is not None and entry.use in LIFE_SAVING:
        reports = learned is not None and timedelta(seconds=known.interval) <= rules.life_saving
        return rules.life_saving if reports else WEEK if entry.use in ("help button", "fall device") else rules.most
    listed = world.listed.get(device)
    floor = rules.mains if listed is not None and listed.mains else rules.battery
    return rules.most if learned is None else min(max(learned, floor), rules.most)


def falls_silent(device: DeviceId, known: DeviceState, world: World, home: Home) -> datetime | None:
    """When the device's status next gets worse if it says nothing: late at half of what is allowed, then lost."""
    if known.status == "lost":
        return None
    if known.offline:
        return known.since + home.settings.detectors.liveness.mains
    whole = allowed(device, known, world, home)
    return known.quiet_from + (whole if known.status == "late" else whole / 2)


def expected(world: World, home: Home, at: datetime) -> World:
    """Every device of the settings has a place in the world, also before it was ever heard."""
    missing = {
        d.id: DeviceState(status="new", since=at, quiet_from=at)
        for d in home.settings.devices
        if d.id not in world.devices and f"zigbee2mqtt/{d.id}" not in world.names
    }
    world = structs.replace(world, devices={**world.devices, **missing}) if missing else world
    return rearmed(world, home)


def rearmed(world: World, home: Home) -> World:
    """The world with its next check at the earliest moment that a device can fall silent."""
    open_ways = sees(world)
    dues = (
        falls_silent(device, world.devices[device], world, home)
        for device in watched(world, home)
        if home.source(device) in open_ways
    )
    return structs.replace(world, next_check=min((due for due in dues if due is not None), default=None))


def heard(world: World, home: Home, device: DeviceId) -> World:
    """The world after this device was heard again: its own silence counts from now, that of the others as before."""
    if device not in home.devices or home.source(device) not in sees(world):
        return world
    due = falls_silent(device, world.devices[device], world, home)
    if due is None or (world.next_check is not None and world.next_check <= due):
        return world
    return structs.replace(world, next_check=due)


def watched(world: World, home: Home) -> Iterable[DeviceId]:
    """The devices whose silence matters: those of the settings."""
    return [device for device in world.devices if device in home.devices]


def sees(world: World) -> frozenset[Source]:
    """The ways in by which the hub could hear a device at all: no link that is down lies between."""
    down = {name for name, link in world.links.items() if not link.up}
    return frozenset(source for source, links in LINKS_TO.items() if not links & down)


def check(world: World, home: Home, at: datetime) -> tuple[World, tuple[DeviceWent, ...]]:
    """Devices that became late or lost by `at`, and the world that knows it."""
    devices = dict(world.devices)
    went, open_ways = [], sees(world)
    for device in watched(world, home):
        known = devices[device]
        if home.source(device) not in open_ways:
            continue
        due = falls_silent(device, known, world, home)
        if due is None or due > at:
            continue
        to: Status = "lost" if known.status == "late" else "late"
        devices[device] = structs.replace(known, status=to, since=at)
        went.append(_went(device, known, to, at, home, _silence(known)))
    return rearmed(structs.replace(world, devices=devices), home), tuple(went)


def back(before: DeviceState, device: DeviceId, at: datetime, home: Home) -> tuple[DeviceWent, ...]:
    """The event that a late or lost device is heard again."""
    if before.status not in ("late", "lost") or device not in home.devices:
        return ()
    return (_went(device, structs.replace(before, since=at), "seen", at, home, "heard again"),)


def availability(world: World, home: Home, device: DeviceId, event: AvailabilityChanged) -> World:
    """What zigbee2mqtt says of a device: silence that it vouches for counts sooner, and changes no level."""
    known = world.devices.get(device)
    if known is None or known.offline != event.online:
        return world
    status = "late" if not event.online and known.status in ("new", "seen") else known.status
    changed = structs.replace(known, offline=not event.online, status=status, since=event.at)
    return rearmed(structs.replace(world, devices={**world.devices, device: changed}), home)


def sight_changed(world: World, home: Home, at: datetime) -> World:
    """By some ways in the hub can hear no device any more, or it can again."""
    open_ways = sees(world)
    blind = {source: world.blind.get(source, at) for source in LINKS_TO if source not in open_ways}
    back = {source: since for source, since in world.blind.items() if source in open_ways}
    devices = _not_heard(world, home, back, at) if back else world.devices
    return rearmed(structs.replace(world, blind=blind, devices=devices), home)


def not_heard(world: World, home: Home, since: datetime, at: datetime) -> World:
    """Nobody could be heard from `since` to `at`: that is nobody's silence, but the silence before it counts on."""
    ways = {source: since for source in LINKS_TO if source not in world.blind}
    return rearmed(structs.replace(world, devices=_not_heard(world, home, ways, at)), home)


def _not_heard(world: World, home: Home, ways: Mapping[Source, datetime], at: datetime) -> dict[DeviceId, DeviceState]:
    """The devices after a time in which those of some ways in could not be heard, each since its own moment."""

    def counts(device: DeviceId, known: DeviceState, since: datetime) -> datetime:
        shifted = known.quiet_from + max(at - max(since, known.quiet_from), timedelta(0))
        return max(shifted, min(at, at + LOOK_AROUND - allowed(device, known, world, home)))

    return {
        device: structs.replace(known, quiet_from=counts(device, known, ways[source]))
        if (source := home.source(device)) in ways
        else known
        for device, known in world.devices.items()
    }


def _silence(known: DeviceState) -> str:
    if known.offline:
        return "zigbee2mqtt says that it does not answer"
    return "has never been heard" if known.heard is None else "has fallen silent"


def _went(device: DeviceId, known: DeviceState, to: Status, at: datetime, home: Home, because: str) -> DeviceWent:
    entry = home.devices[device]
    since = known.since if to == "seen" else known.heard or known.quiet_from
    return DeviceWent(
        at=at, device=device, name=entry.name, use=entry.use, room=entry.room, to=to, since=since, because=because
    )
