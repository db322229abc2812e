"""Which devices can be heard: seen, late or lost, each by its own reporting interval. Unknown is not quiet."""

from collections.abc import Iterable, Mapping
from datetime import datetime, timedelta
from typing import Literal

from msgspec import structs

from hub.core import whole_silence
from hub.core.home import Home
from hub.core.promises import A_DAY, ASKED_WEEKLY
from hub.core.state import DeviceState, Link, World
from hub.model.events import AvailabilityChanged, DeviceWent, LinkChanged, Listed
from hub.model.household import LIFE_SAVING, LINKS_TO, Settings, Source
from hub.model.ids import DeviceId

WEEK = timedelta(days=7)
"""A life-saving device that does not report by itself is pressed once a week instead (behaviour 18)."""

DAY = A_DAY.total_seconds()
CLEARLY = 0.85
"""Of a bound: a longest gap must stay clear of it, or a habit just above it, half forgotten, would be a fault daily. In
a day a gap fades by a seventh of a week's share (`placing.FORGET`), to 0.865 of itself: a bound needs more room."""

LOOKED_AT = timedelta(hours=1)
"""What is allowed shrinks while a device shows its habit: the checks are planned anew at least this often."""

A_PRESS_IS_ASKED = timedelta(days=6)
"""A device that speaks only when pressed is late after this long: somebody has a day left to press it."""

LIST_SETTLES = timedelta(seconds=90)
"""A list that lacks a device for less than this lacks nothing: zigbee2mqtt tells one while it is still loading, and a
device that is paired anew is away for a moment. Told within behaviour 20's 90 s all the same."""

TOGETHER = timedelta(seconds=10)
"""Devices that would be late or lost so soon after another are so with it: they have one cause, and make one notice."""

LOOK_AROUND = timedelta(minutes=10)
"""After a time without sight every device has at least this long to be heard before it is lost."""

NOT_LISTED = "zigbee2mqtt does not know it (removed, or never paired)"

Status = Literal["seen", "late", "lost"]


def allowed(device: DeviceId, known: DeviceState, world: World, home: Home) -> timedelta:
    """How long this device may be silent before it is lost (behaviour 18)."""
    rules = home.settings.detectors.liveness
    entry, listed = home.devices.get(device), listing(device, world)
    usual, watched = timedelta(seconds=known.interval), timedelta(seconds=known.watched)
    if listed is not None and listed.mains and watched >= A_DAY and usual <= rules.mains * CLEARLY:
        return rules.mains
    if entry is not None and entry.use in ASKED_WEEKLY:
        return rules.life_saving if watched >= A_DAY and usual <= rules.life_saving * CLEARLY else WEEK
    if watched < rules.learn_after:
        return rules.most
    return min(max(usual * rules.intervals, rules.battery), rules.most)


def listing(device: DeviceId, world: World) -> Listed | None:
    """A device as its source lists it, also if the settings call it by the name that it has there."""
    if device in world.listed:
        return world.listed[device]
    if f"zigbee2mqtt/{device}" not in world.names:
        return None
    return next((listed for listed in world.listed.values() if listed.name == device), None)


def falls_silent(device: DeviceId, known: DeviceState, world: World, home: Home) -> datetime | None:
    """When the device's status next gets worse if it says nothing: late, then lost."""
    if known.status == "lost" or _is_away(device, known, home):
        return None
    if known.unlisted is not None:
        return known.unlisted + LIST_SETTLES
    if known.offline:
        return _does_not_answer(device, known, world, home)
    whole = allowed(device, known, world, home)
    if known.status == "late":
        return known.quiet_from + whole
    return known.quiet_from + (A_PRESS_IS_ASKED if whole == WEEK else whole / 2)


def _is_away(device: DeviceId, known: DeviceState, home: Home) -> bool:
    """A tag that was heard to leave has gone with whoever carries it: it is neither late nor lost."""
    entry = home.devices.get(device)
    return entry is not None and entry.use == "tag" and known.levels.get("in range") is False


def _does_not_answer(device: DeviceId, known: DeviceState, world: World, home: Home) -> datetime:
    """When silence that its source vouches for is a loss: one on mains power was asked in vain, and that is enough."""
    listed, mains = listing(device, world), home.settings.detectors.liveness.mains
    if listed is None or not listed.mains:
        return known.since + mains
    return max(known.since, known.quiet_from + mains)


def expected(world: World, home: Home, at: datetime) -> World:
    """Every device of the settings has a place in the world, also before it was ever heard."""
    missing = {
        d.id: DeviceState(status="new", since=at, quiet_from=at)
        for d in home.settings.devices
        if d.id not in world.devices
    }
    world = structs.replace(world, devices={**world.devices, **missing}) if missing else world
    return rearmed(world, home, at)


def rearmed(world: World, home: Home, at: datetime) -> World:
    """The world with its next check at the earliest moment that a device can fall silent."""
    open_ways, whole = sees(world), whole_silence.due(world, home)
    dues = (
        _due(device, world.devices[device], world, home, whole)
        for device in watched(world, home)
        if home.source(device) in open_ways
    )
    heard_at_all = whole if whole_silence.SOURCE in open_ways else None
    first = min((due for due in (*dues, heard_at_all) if due is not None), default=None)
    return structs.replace(world, next_check=None if first is None else min(first, at + LOOKED_AT))


def _due(device: DeviceId, known: DeviceState, world: World, home: Home, whole: datetime | None) -> datetime | None:
    """When the device's status gets worse; one of Zigbee waits a little if all of Zigbee may be silent (`whole`)."""
    due = falls_silent(device, known, world, home)
    if due is None or known.status != "late" or home.source(device) != whole_silence.SOURCE:
        return due
    return whole_silence.waits(due, whole, world.radio)


def heard(world: World, home: Home, device: DeviceId) -> World:
    """The world after this device was heard again: its own silence counts from now, that of the others as before."""
    if device not in home.devices or home.source(device) not in sees(world):
        return world
    due = falls_silent(device, world.devices[device], world, home)
    if due is None or (world.next_check is not None and world.next_check <= due):
        return world
    return structs.replace(world, next_check=due)


def is_known_by_now(before: DeviceState, after: DeviceState, home: Home) -> bool:
    """Whether with this message a device was heard for long enough that its own habit counts from now on."""
    was, now = before.watched, after.watched
    return was < DAY <= now or was < home.learn_after <= now


def watched(world: World, home: Home) -> Iterable[DeviceId]:
    """The devices whose silence matters: those of the settings."""
    return [device for device in world.devices if device in home.devices]


def sees(world: World) -> frozenset[Source]:
    """The ways in by which the hub could hear a device at all: no link that is down lies between."""
    down = {name for name, link in world.links.items() if not link.up}
    return frozenset(source for source, links in LINKS_TO.items() if not links & down)


def linked(world: World, event: LinkChanged) -> World:
    """The world after a link went up or down, or said anew that it is. zigbee2mqtt's word also counts its starts."""
    before = world.links.get(event.link)
    if before is None or before.up != event.up:
        links = {**world.links, event.link: Link(event.up, event.at, event.because)}
        world = structs.replace(world, links=links)
    if event.link == "zigbee2mqtt" and event.up and not event.retained:
        world = structs.replace(world, online_round=world.online_round + 1, online_since=event.at)
    return world


def unheard(world: World, settings: Settings) -> list[DeviceId]:
    """The devices of the settings that cannot be heard now: lost, or behind a link that is down."""
    open_ways = sees(world)
    lost = {device for device, known in world.devices.items() if known.status == "lost"}
    return [d.id for d in settings.devices if d.id in lost or settings.source(d.id) not in open_ways]


def check(world: World, home: Home, at: datetime) -> tuple[World, tuple[DeviceWent, ...]]:
    """Devices that became late or lost by `at`, and the world that knows it."""
    devices = dict(world.devices)
    went, open_ways, whole = [], sees(world), whole_silence.due(world, home)
    dues = {
        device: due
        for device in watched(world, home)
        if home.source(device) in open_ways
        and (due := _due(device, devices[device], world, home, whole)) is not None
        and due <= at + TOGETHER
    }
    for device in dues if any(due <= at for due in dues.values()) else ():
        known = devices[device]
        to: Status = "lost" if known.status == "late" or known.unlisted is not None else "late"
        devices[device] = structs.replace(known, status=to, since=at)
        went.append(_went(device, known, to, at, home, _silence(known, home.source(device))))
    return rearmed(structs.replace(world, devices=devices), home, at), tuple(went)


def all_silent(world: World, home: Home, at: datetime) -> LinkChanged | None:
    """The event that nothing at all is heard from Zigbee, when that is due and could have been otherwise."""
    return whole_silence.fallen_silent(world, home, at) if whole_silence.SOURCE in sees(world) else None


def back(before: DeviceState, device: DeviceId, at: datetime, home: Home) -> tuple[DeviceWent, ...]:
    """The event that a late or lost device is heard again."""
    if before.status not in ("late", "lost") or device not in home.devices:
        return ()
    return (_went(device, structs.replace(before, since=at), "seen", at, home, "heard again"),)


def relisted(world: World, home: Home, at: datetime) -> tuple[World, tuple[DeviceWent, ...]]:
    """Devices of the settings that their source does not list can not be heard, and need not be waited for.

    What saves life counts as back only when it is heard. Before the service begins, nobody is told what is not paired.
    """
    if home.settings.home.service == "being installed":
        return world, ()
    devices, went = dict(world.devices), []
    for device in watched(world, home):
        known, there = devices[device], listing(device, world) is not None
        if home.source(device) not in world.listed_sources or there == (known.unlisted is None):
            continue
        if there:
            devices[device] = known = structs.replace(known, unlisted=None)
            if known.status == "lost" and home.devices[device].use not in LIFE_SAVING:
                devices[device] = structs.replace(known, status="seen", since=at, quiet_from=at)
                went.append(_went(device, structs.replace(known, since=at), "seen", at, home, "zigbee2mqtt knows it"))
        elif known.status != "lost":
            devices[device] = structs.replace(known, unlisted=at)
    return rearmed(structs.replace(world, devices=devices), home, at), tuple(went)


def availability(world: World, home: Home, device: DeviceId, event: AvailabilityChanged) -> World:
    """What zigbee2mqtt says of a device: silence that it vouches for counts sooner, and changes no level."""
    known = world.devices.get(device)
    if known is None or known.offline != event.online:
        return world
    status = "late" if not event.online and known.status in ("new", "seen") else known.status
    changed = structs.replace(known, offline=not event.online, status=status, since=event.at)
    return rearmed(structs.replace(world, devices={**world.devices, device: changed}), home, event.at)


def sight_changed(world: World, home: Home, since: datetime, at: datetime) -> World:
    """By some ways in the hub can hear no device any more (since then), or it can again."""
    open_ways = sees(world)
    blind = {source: world.blind.get(source, since) for source in LINKS_TO if source not in open_ways}
    back = {source: since for source, since in world.blind.items() if source in open_ways}
    devices = _not_heard(world, home, back, at) if back else world.devices
    since_when = back.get(whole_silence.SOURCE)
    radio = world.radio if since_when is None else whole_silence.not_heard(world.radio, since_when, at)
    return rearmed(structs.replace(world, blind=blind, devices=devices, radio=radio), home, at)


def not_heard(world: World, home: Home, since: datetime, at: datetime) -> World:
    """Nobody could be heard from `since` to `at`: that is nobody's silence, but the silence before it counts on."""
    ways = {source: since for source in LINKS_TO if source not in world.blind}
    radio = whole_silence.not_heard(world.radio, since, at) if whole_silence.SOURCE in ways else world.radio
    return rearmed(structs.replace(world, devices=_not_heard(world, home, ways, at), radio=radio), home, at)


def _not_heard(world: World, home: Home, ways: Mapping[Source, datetime], at: datetime) -> dict[DeviceId, DeviceState]:
    """The devices after a time in which those of some ways in could not be heard, each since its own moment."""

    def counts(device: DeviceId, known: DeviceState, since: datetime) -> datetime:
        shifted = known.quiet_from + max(at - max(since, known.quiet_from), timedelta(0))
        return max(shifted, min(at, at + LOOK_AROUND - allowed(device, known, world, home)))

    def missed(known: DeviceState, since: datetime) -> datetime | None:
        return known.unlisted and known.unlisted + max(at - max(since, known.unlisted), timedelta(0))

    return {
        device: structs.replace(
            known, quiet_from=counts(device, known, ways[source]), unlisted=missed(known, ways[source]), reported=None
        )
        if (source := home.source(device)) in ways
        else known
        for device, known in world.devices.items()
    }


VOUCHES: dict[Source, str] = {
    "zigbee2mqtt": "zigbee2mqtt says that it does not answer",
    "bluetooth": "it does not answer by Bluetooth",
    "topics": "the program that speaks for it says that it does not answer",
}
"""Who says of a device that it does not answer: it tells an installer where to look."""


def _silence(known: DeviceState, source: Source) -> str:
    if known.unlisted is not None:
        return NOT_LISTED
    if known.offline:
        return VOUCHES[source]
    return "has never been heard" if known.heard is None else "has fallen silent"


def _went(device: DeviceId, known: DeviceState, to: Status, at: datetime, home: Home, because: str) -> DeviceWent:
    entry = home.devices[device]
    since = known.since if to == "seen" else known.heard or known.quiet_from
    return DeviceWent(
        at=at, device=device, name=entry.name, use=entry.use, room=entry.room, to=to, since=since, because=because
    )
