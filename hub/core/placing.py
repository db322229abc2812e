"""Which device spoke, where it stands, and whether what it said is news, a repetition, or late (design section 4)."""

from datetime import datetime, timedelta

from msgspec import structs

from hub.core import whole_silence
from hub.core.activity import DOINGS, SHOWN, is_doing
from hub.core.home import Home
from hub.core.state import DeviceState, Stream, World
from hub.model.events import LEVELS, PRESSES, DevicesListed, Impact, Movement, Reading, Reported, Said, Value
from hub.model.household import LIFE_SAVING
from hub.model.ids import DeviceId, ResidentId, RoomId

LATE = timedelta(minutes=2)
"""Activity older than this counts when it happened, not when it was heard (design section 2)."""

WORN = 0.01
"""g. What somebody wears moves by more than this, a thing on a table never does (as in `detectors.fall.first_week`)."""

UNTIL_OFF = frozenset({"motion", "presence"})
"""What stays true in every message of the device until its source says otherwise, whatever the message is about."""

LIES_THERE = frozenset({"presence", "pressure"})
"""What a mat or a radar says of somebody in the bed, where the device is used for the bed."""

STUCK_AFTER = timedelta(minutes=30)
"""zigbee2mqtt makes `occupancy` false by a timer, usually of 60 to 90 s. True for so long without a new edge is a cache
that is stuck (it was restarted in mid-motion), or somebody who moves without a pause, whom other messages show too."""


def device_of(world: World, home: Home, source: str, name: str) -> DeviceId:
    """The device that a source calls `name`: by the settings' own id, by the source's list, or the name itself."""
    if name in home.devices:
        return DeviceId(name)
    return world.names.get(f"{source}/{name}", DeviceId(name))


def place(world: World, home: Home, event: Reported, order: int = 0) -> tuple[World, tuple[Reading, ...], DeviceState]:
    """The world after the message, its readings, and what was known of the device before.

    `order`: the event's place in the hub's count; 0: it tells of before.
    """
    device = device_of(world, home, event.source, event.name)
    before = world.devices.get(device) or DeviceState(status="new", since=event.at, quiet_from=event.at)
    if event.seen is not None and before.seen is not None and event.seen < before.seen and is_overtaken(event, before):
        return _place_overtaken(world, home, event, device, before, event.seen)
    return _place(world, home, event, device, before, order)


def _place_overtaken(
    world: World, home: Home, event: Reported, device: DeviceId, before: DeviceState, seen: datetime
) -> tuple[World, tuple[Reading, ...], DeviceState]:  # fmt: skip
    """What a newer message has spoken of stays as it is; but smoke that nobody heard of is told, late."""
    came_late = tuple(said for said in event.said if _came_late(said, seen, before))
    news = tuple(said for said in event.said if said.kind in PRESSES or said.kind not in before.levels)
    world, readings, _ = _place(world, home, structs.replace(event, said=news), device, before)
    about = _about(home, device)
    told = tuple(_reading(about, event, device, said, seen, False, True, True) for said in came_late)
    if told:
        after = world.devices[device]
        after = structs.replace(after, was_on={**after.was_on, **{said.kind: seen for said in came_late}})
        world = structs.replace(world, devices={**world.devices, device: after})
    return world, (*readings, *told), before


def _place(
    world: World, home: Home, event: Reported, device: DeviceId, before: DeviceState, order: int = 0
) -> tuple[World, tuple[Reading, ...], DeviceState]:  # fmt: skip
    at, seen = event.at, event.seen
    cached = is_cached(event, before, world)
    late = seen is not None and seen < at and at - seen > LATE
    counts = seen if late and seen is not None else at
    about = _about(home, device)
    levels, readings, rose = before.levels, [], before.rose
    for said in event.said:
        kind, value = said.kind, said.value
        press = kind in PRESSES
        fresh_press = press and not event.retained
        if fresh_press and _same_press(event, before):
            continue
        news = levels.get(kind, _NOTHING) != value
        # A first "not so" tells nothing that a quiet device would not.
        edge = (
            fresh_press
            or (news and (value is not False or kind in levels))
            or (kind == "sos" and _pressed_anew(said, event.said, before, cached))
        )
        old = cached and not fresh_press
        if value is True and kind in UNTIL_OFF and not cached:
            # A stuck "true" that rides along with the temperature would be movement for ever, and hide a fall.
            rose, old = (at, False) if edge else (rose, _rides_along(event, before))
        readings.append(_reading(about, event, device, said, counts, old, late, edge))
        if news and not press:
            levels = {**levels, kind: value}
    # A silence that was told as a fault of something that saves life is not usual, however long it was.
    fault = before.status == "lost" and about[1] in LIFE_SAVING
    by_itself = not cached and whole_silence.is_by_itself(readings)
    old, order = cached and not _pressed(event), 0 if late else order
    after = _heard(before, event, old, levels, world.online_round, rose, order, fault=fault, by_itself=by_itself)
    if doings := [each for each in readings if each.kind in DOINGS and is_doing(each)]:
        after = _done(after, doings, order)
    return _with(world, event, device, after, cached, by_itself), tuple(readings), before


def streamed(world: World, event: Impact | Movement, order: int = 0) -> World:
    """The world after a worn device sent acceleration: what it sends, and when it last moved as on somebody."""
    known = world.devices[event.device]
    stream = Stream(event.rate, event.most or (known.stream.most if known.stream is not None else 0.0))
    moves = isinstance(event, Impact) or event.moving >= WORN
    if stream == known.stream and not moves:
        return world
    after = structs.replace(known, stream=stream)
    if moves:
        after = structs.replace(after, active=event.at, done=order or known.done)
    return structs.replace(world, devices={**world.devices, event.device: after})


def _done(known: DeviceState, doings: list[Reading], order: int) -> DeviceState:
    """The device after somebody did something to it: when that was, and when it last showed movement."""
    active, moved = known.active, known.moved
    for each in doings:
        if active is None or each.at > active:
            active = each.at
        if each.kind in SHOWN and (moved is None or each.at > moved):
            moved = each.at
    return structs.replace(known, active=active, moved=moved, done=order or known.done)


def _with(
    world: World, event: Reported, device: DeviceId, after: DeviceState, cached: bool, by_itself: bool
) -> World:  # fmt: skip
    """The world with the device as it is now, and with what that says of all of Zigbee."""
    devices = {**world.devices, device: after}
    if cached or event.source != whole_silence.SOURCE:
        return structs.replace(world, devices=devices)
    down = bool(world.blind) and whole_silence.is_down(world)
    radio = whole_silence.heard(world.radio, event.at, by_itself=by_itself, down=down)
    return structs.replace(world, devices=devices, radio=radio)


_NOTHING = object()
_About = tuple[RoomId | None, str, str | None, ResidentId | None]
_UNKNOWN: _About = (None, "other", None, None)


def _about(home: Home, device: DeviceId) -> _About:
    entry = home.devices.get(device)
    return _UNKNOWN if entry is None else (entry.room, entry.use, entry.name, entry.worn_by)


def _reading(
    about: _About, event: Reported, device: DeviceId, said: Said, at: datetime, cached: bool, late: bool, edge: bool
) -> Reading:  # fmt: skip
    room, use, name, worn_by = about
    known = name is not None
    kind = "bed" if use == "bed" and said.kind in LIES_THERE else said.kind
    return Reading(
        at, device, kind, said.value, room, use, event.name if name is None else name, worn_by, event.at, cached,
        late, edge, known,
    )  # fmt: skip


def is_cached(event: Reported, before: DeviceState, world: World) -> bool:
    """Whether the message repeats what its source remembered, rather than what the device says now."""
    if event.retained:
        return True
    restarts = event.source == "zigbee2mqtt" and world.online_round > 0
    first = restarts and before.online_round != world.online_round
    if event.seen is None:
        return first
    if before.seen is not None:
        old = event.seen <= before.seen if first else event.seen < before.seen
        return old and not _was_ahead(event.seen, before.seen, event.at)
    return first and world.online_since is not None and event.seen < world.online_since


def is_overtaken(event: Reported, before: DeviceState) -> bool:
    """Whether a message happened before one that was heard already: what is known is newer, and stays as it is."""
    seen, last = event.seen, before.seen
    return seen is not None and last is not None and seen < last and not _was_ahead(seen, last, event.at)


def _was_ahead(seen: datetime, last: datetime, at: datetime) -> bool:
    """Whether the last message bore a time that is still to come: its clock was wrong, and tells no order."""
    return last - at > LATE and seen - at <= LATE


def _came_late(said: Said, seen: datetime, before: DeviceState) -> bool:
    """Whether an overtaken message says that something was on which nobody heard of."""
    if said.kind not in LEVELS or said.value is not True or before.levels.get(said.kind) is not False:
        return False
    known = before.was_on.get(said.kind)
    return known is None or known < seen


def _marks(event: Reported, before: DeviceState) -> tuple[datetime | None, dict[str, datetime]]:
    """By the device's own time: its last press, and when each level was last said to be on."""
    seen, pressed, was_on = event.seen, before.pressed, before.was_on
    for said in event.said:
        if said.kind in PRESSES:
            pressed = seen
        elif said.value is True and seen is not None and said.kind in LEVELS:
            was_on = {**was_on, said.kind: seen}
    return pressed, was_on


def _pressed_anew(said: Said, whole: tuple[Said, ...], before: DeviceState, cached: bool) -> bool:
    """A fresh `sos: true` after `sos: true` is a press, unless another value of the message explains why it came."""
    if said.value is not True or cached:
        return False
    return all(before.levels.get(s.kind) == s.value for s in whole if s.kind not in PRESSES and s.kind in before.levels)


def _rides_along(event: Reported, before: DeviceState) -> bool:
    """Whether a "true" after "true" says nothing: no edge for long, and something else explains the message."""
    if before.rose is not None and event.at - before.rose <= STUCK_AFTER:
        return False
    return any(before.levels.get(s.kind) != s.value for s in event.said)


def _pressed(event: Reported) -> bool:
    """Whether somebody pressed it now: a sign of life, also where the rest of the message may be old."""
    return not event.retained and any(said.kind in PRESSES for said in event.said)


def _same_press(event: Reported, before: DeviceState) -> bool:
    """A press that the broker delivered again: the device's own time is that of the last press."""
    return event.seen is not None and event.seen == before.pressed


def _heard(
    before: DeviceState, event: Reported, cached: bool, levels: dict[str, Value], online_round: int,
    rose: datetime | None, order: int, *, fault: bool, by_itself: bool,
) -> DeviceState:  # fmt: skip
    at, seen = event.at, before.seen
    if event.seen is not None and (seen is None or event.seen > seen or _was_ahead(event.seen, seen, at)):
        seen = event.seen
    pressed, was_on = _marks(event, before)
    if cached:
        return structs.replace(before, levels=levels, seen=seen, online_round=online_round, was_on=was_on)
    since = before.since if before.status == "seen" else at
    interval, watched, reported = _habit(before, at, fault=fault) if by_itself else _same_habit(before)
    packet = before.packet if event.packet is None else event.packet
    return DeviceState(
        "seen", since, at, at, seen, levels, interval, watched, online_round, pressed, False, rose, packet, None,
        was_on, reported, before.moved, before.active, before.stream, order or before.spoke, before.done,
    )  # fmt: skip


_Habit = tuple[float, float, datetime | None]


def _same_habit(before: DeviceState) -> _Habit:
    """What a person did teaches nothing of the device.

    Else her fall, after which nothing moves, would look like sensors that have died, and the home would count as blind.
    """
    return before.interval, before.watched, before.reported


def _habit(before: DeviceState, at: datetime, *, fault: bool) -> _Habit:
    """The longest usual time between two reports of the device's own, over how long that was learned, and the last."""
    last = before.reported
    gap = 0.0 if last is None or fault else (at - last).total_seconds()
    return _learn(before.interval, gap), before.watched + gap, at


FORGET = 7 * 86400.0
"""Seconds over which a long gap is forgotten, however often the device speaks: a week holds every usual night."""


def _learn(interval: float, gap: float) -> float:
    """The longest usual gap: grows at once, shrinks slowly, so that a quiet night is learned and not called a fault."""
    return max(gap, interval * (1.0 - gap / FORGET))


def listed(world: World, home: Home, event: DevicesListed) -> World:
    """The world after a source told which devices it knows; what was known under a bare name moves to the device."""
    prefix = f"{event.source}/"
    names = {k: v for k, v in world.names.items() if not k.startswith(prefix)}
    devices = dict(world.devices)
    for entry in event.devices:
        device = DeviceId(entry.name) if entry.name in home.devices else entry.address
        names[prefix + entry.name] = device
        if entry.name != device and entry.name in devices and DeviceId(entry.name) not in home.devices:
            devices.setdefault(device, devices[DeviceId(entry.name)])
            if devices[device].heard is None:
                devices[device] = devices[DeviceId(entry.name)]
            del devices[DeviceId(entry.name)]
    others = {a: d for a, d in world.listed.items() if world.listed_by.get(a, "zigbee2mqtt") != event.source}
    known = {**others, **{d.address: d for d in event.devices}}
    by = {**{a: world.listed_by[a] for a in others}, **{d.address: event.source for d in event.devices}}
    sources = world.listed_sources | {event.source}
    return structs.replace(world, names=names, devices=devices, listed=known, listed_by=by, listed_sources=sources)
