"""What the hub can see right now: each room, each thing it watches for, and what the loss of each sensor would cost."""

from collections.abc import Container, Iterable, Sequence
from datetime import datetime, timedelta
from typing import Literal

from msgspec import Struct

from hub.core.home import Home
from hub.core.liveness import NOT_LISTED, sees
from hub.core.state import World
from hub.model.events import SightChanged
from hub.model.household import LINKS_TO, Device, Function, Use
from hub.model.ids import DeviceId, RoomId

SEES: frozenset[Use] = frozenset({
    "motion", "presence", "door", "window", "bed", "chair", "fridge", "kettle", "cooker", "medication", "vibration",
    "light", "plug",
})  # fmt: skip
"""Devices inside the home by which somebody is seen. The exit door alone shows coming and going, not living."""

Heard = Literal["heard", "late", "not heard yet", "lost", "out of reach"]
Seen = Literal["seen", "partly", "not seen", "no sensor"]
Works = Literal["works", "partly", "not proven yet", "does not work", "no device", "not agreed"]


class Watch(Struct, frozen=True):
    """One thing that the hub watches for, the uses of the devices that tell it, what is lost without any, what is left
    with another, and the function that must be agreed.
    """

    name: str
    uses: frozenset[Use]
    none: str
    still: str = ""
    needs: Function | None = None


WATCHES = (
    Watch("calls for help", frozenset({"help button"}), "nobody can press for help", "help can still be called by"),
    Watch("falls", frozenset({"fall device"}), "no fall is noticed", "falls are still noticed by", "falls"),
    Watch("smoke", frozenset({"smoke"}), "no smoke alarm is left", "smoke is still told by"),
    Watch("carbon monoxide", frozenset({"carbon monoxide"}), "no carbon monoxide alarm is left",
          "carbon monoxide is still told by"),
    Watch("gas", frozenset({"gas"}), "no gas alarm is left", "gas is still told by"),
    Watch("heat", frozenset({"heat"}), "no heat alarm is left", "heat is still told by"),
    Watch("water", frozenset({"leak"}), "no leak is noticed", "leaks elsewhere are still told by"),
    Watch("going out", frozenset({"exit door"}), "going out is not noticed", "other ways out are still seen by",
          "wandering"),
    Watch("the night in bed", frozenset({"bed"}), "no bed tells who got up at night", "", "wandering"),
    Watch("cold and heat", frozenset({"temperature"}), "nobody notices a cold or a hot home",
          "the home's warmth is still told by", "environment"),
    Watch("a cooker left on", frozenset({"cooker"}), "nobody notices a cooker that was left on", "", "environment"),
    Watch("movement", SEES, "no movement at all is seen", "", "inactivity"),
)  # fmt: skip


class Reach(Struct, frozen=True):
    """Whether a device can be heard now, since when that is so, and why."""

    state: Heard
    since: datetime | None
    because: str

    @property
    def well(self) -> bool:
        """Whether it counts on the map: what was never heard may not be there at all."""
        return self.state in ("heard", "late")


class RoomSight(Struct, frozen=True, kw_only=True):
    """Whether anybody in a room is seen: by all of its sensors, by some, or by none."""

    room: RoomId
    state: Seen
    since: datetime | None
    because: str
    sensors: tuple[DeviceId, ...]


class Ability(Struct, frozen=True, kw_only=True):
    """Whether the hub can tell one thing that it watches for."""

    name: str
    state: Works
    because: str
    devices: tuple[DeviceId, ...]


def reach(device: DeviceId, world: World, home: Home) -> Reach:
    """Whether this device can be heard, and if not, what lies between."""
    known, source = world.devices.get(device), home.source(device)
    if source not in sees(world):
        down = sorted(name for name in LINKS_TO[source] if name in world.links and not world.links[name].up)
        return Reach("out of reach", world.blind.get(source), f"{' and '.join(down)}: down")
    if known is None or (known.heard is None and known.status != "lost"):
        return Reach("not heard yet", known.since if known else None, NEW)
    if known.status == "lost":
        never = "never heard" if known.heard is None else "has fallen silent"
        return Reach("lost", known.since, NOT_LISTED if known.unlisted is not None else never)
    if known.status == "late":
        return Reach("late", known.since, "should have spoken by now")
    return Reach("heard", known.since, "heard")


def rooms(world: World, home: Home) -> tuple[RoomSight, ...]:
    """Every room of the settings, and whether anybody in it is seen."""
    return tuple(_room(room.id, world, home) for room in home.settings.rooms)


def _room(room: RoomId, world: World, home: Home) -> RoomSight:
    eyes = _eyes(room, home)
    reaches = [(device, reach(device.id, world, home)) for device in eyes]
    gone = [(device, found) for device, found in reaches if not found.well]
    state: Seen = "seen" if not gone else "not seen" if len(gone) == len(eyes) else "partly"
    moments = [found.since for _, found in (gone or reaches) if found.since is not None]
    since = (max if state == "not seen" else min)(moments, default=None)
    because = "; ".join(f"{device.name}: {found.because}" for device, found in gone)
    if not eyes:
        state, because = "no sensor", "no sensor of movement is in this room"
    return RoomSight(room=room, state=state, since=since, because=because, sensors=tuple(device.id for device in eyes))


def _eyes(room: RoomId | None, home: Home) -> list[Device]:
    return [d for d in home.settings.devices if d.room == room and d.use in SEES]


def abilities(world: World, home: Home, broken: Container[str] = ()) -> tuple[Ability, ...]:
    """Everything that the hub may watch for, and whether it can. `broken`: devices that somebody said do not work."""
    return tuple(_ability(watch, world, home, broken) for watch in WATCHES)


def _ability(watch: Watch, world: World, home: Home, broken: Container[str]) -> Ability:
    devices = [d for d in home.settings.devices if d.use in watch.uses]
    found = {d.id: _fails(d, world, home, broken) for d in devices}
    gone = [d for d in devices if found[d.id]]
    new = all(found[d.id] == NEW for d in gone)
    state: Works = "works" if not gone else "partly" if len(gone) < len(devices) else (
        "not proven yet" if new else "does not work"
    )  # fmt: skip
    because = "; ".join(f"{d.name}: {found[d.id]}" for d in gone)
    if not devices:
        state, because = "no device", "no device tells this"
    elif watch.needs is not None and not home.settings.agreed(watch.needs):
        state, because = "not agreed", "it was not agreed"
    return Ability(name=watch.name, state=state, because=because, devices=tuple(d.id for d in devices))


NEW = "not heard yet"
"""Since the hub was set up: it may work, but nobody has seen that it does."""


TOO_COARSE = "it is set too slow or too narrow to tell falls"
NO_PLACEMENT = "it is not known where it is worn (placement)"
"""Nobody may believe that falls are watched for where they are not (behaviour 26)."""


def _fails(device: Device, world: World, home: Home, broken: Container[str]) -> str:
    """Why this device cannot be relied on; nothing if it can."""
    if device.use == "fall device" and device.streams and not device.feels_falls:
        return TOO_COARSE if device.too_coarse else NO_PLACEMENT
    known, found = world.devices.get(device.id), reach(device.id, world, home)
    if not found.well:
        return found.because
    if device.id in broken:
        return "somebody said that it does not work"
    return "says that it is faulty" if known is not None and known.levels.get("fault") is True else ""


# what a loss costs


def cost(device: Device, world: World, home: Home) -> str:
    """What would be lost with this device, and what is left: one plain sentence, as things are now."""
    parts = [part for part in (_cost_of_sight(device, world, home), *_cost_of_watches(device, world, home)) if part]
    whole = "; ".join(parts) or "nothing that the hub watches for"
    return f"{whole[:1].upper()}{whole[1:]}."


def _cost_of_sight(device: Device, world: World, home: Home) -> str:
    """Who is not seen any more, and where."""
    if device.use not in SEES:
        return ""
    room = _the(home.room_name(device.room))
    left = _left(_eyes(device.room, home), device, world, home)
    if left:
        return f"{room} is still seen by {left}"
    doors = [d for d in home.settings.devices if d.use == "exit door" and d.room == device.room]
    out = _left(doors, device, world, home) if device.room is not None else ""
    return f"nobody is seen in {room}" + (f"; going out is still seen by {out}" if out else "")


def _cost_of_watches(device: Device, world: World, home: Home) -> Iterable[str]:
    """What is not told any more, and by what it still is."""
    for watch in WATCHES:
        if device.use in watch.uses and not (watch.name == "falls" and device.streams and not device.feels_falls):
            left = _left([d for d in home.settings.devices if d.use in watch.uses], device, world, home)
            yield watch.none if not left else f"{watch.still} {left}" if watch.still else ""


def _left(devices: Iterable[Device], but: Device, world: World, home: Home) -> str:
    names = [d.name for d in devices if d.id != but.id and reach(d.id, world, home).well]
    return " and ".join([", ".join(names[:-1]), names[-1]] if len(names) > 1 else names)


def _the(room: str | None) -> str:
    return f"the {room[:1].lower()}{room[1:]}" if room else "the home"


# what detectors hear of it


def unseen(world: World, home: Home) -> frozenset[RoomId]:
    """Rooms with sensors of movement of which none can be heard. One that is new is taken to work until it is lost."""
    eyes: dict[RoomId, bool] = {}
    open_ways = sees(world)
    for device in home.settings.devices:
        if device.room is not None and device.use in SEES:
            known = world.devices.get(device.id)
            heard = home.source(device.id) in open_ways and (known is None or known.status != "lost")
            eyes[device.room] = heard or eyes.get(device.room, False)
    return frozenset(room for room, heard in eyes.items() if not heard)


def changes(before: World, after: World, home: Home, at: datetime, *, anew: bool = False) -> tuple[SightChanged, ...]:
    """Which rooms can be seen no longer, or again; then the whole home. `anew`: everything that is unseen is told."""
    was, now = unseen(before, home), unseen(after, home)
    eyes = {d.room for d in home.settings.devices if d.room is not None and d.use in SEES}
    told = [_changed(r, at, after, home, seen=False) for r in sorted(now if anew else now - was)]
    told += [_changed(r, at, after, home, seen=True) for r in sorted(was - now)]
    blind, blinded = bool(eyes) and now >= eyes, bool(eyes) and was >= eyes
    if blind != blinded or (anew and blind):
        because = "no room can be seen" if blind else "a room can be seen again"
        told.append(SightChanged(at=at, room=None, seen=not blind, because=because))
    return tuple(told)


def _changed(room: RoomId, at: datetime, world: World, home: Home, *, seen: bool) -> SightChanged:
    heard = [d.name for d in _eyes(room, home) if reach(d.id, world, home).well]
    because = f"{heard[0]} can be heard again" if seen and heard else _room(room, world, home).because
    return SightChanged(at=at, room=room, seen=seen, because=because or "its sensors are new")


# the hours that were covered

Stretch = tuple[datetime, datetime]
CELLS = 24
CELL = timedelta(hours=1)
WHOLE = 0.95
"""The part of an hour that counts as all of it: a restart of the hub takes seconds, and hides nobody."""


def hours(heard: Iterable[Sequence[Stretch]], until: datetime) -> tuple[Seen, ...]:
    """The last 24 hours, oldest first: was anybody in a room seen, by any of its sensors? `heard`: each one's times."""
    joined = _joined(stretch for stretches in heard for stretch in stretches)
    return tuple(_cell(joined, until - CELL * (CELLS - n)) for n in range(CELLS))


def _cell(joined: Sequence[Stretch], begins: datetime) -> Seen:
    ends = begins + CELL
    inside = sum((max(min(b, ends) - max(a, begins), timedelta(0)) for a, b in joined), timedelta(0))
    return "not seen" if not inside else "seen" if inside >= CELL * WHOLE else "partly"


def without(heard: Iterable[Stretch], gaps: Iterable[Stretch]) -> tuple[Stretch, ...]:
    """The stretches without those in which nothing could be heard."""
    left = list(_joined(heard))
    for start, end in _joined(gaps):
        left = [part for a, b in left for part in ((a, min(b, start)), (max(a, end), b)) if part[0] < part[1]]
    return tuple(left)


def _joined(stretches: Iterable[Stretch]) -> tuple[Stretch, ...]:
    joined: list[Stretch] = []
    for begins, ends in sorted(stretches):
        if joined and begins <= joined[-1][1]:
            joined[-1] = (joined[-1][0], max(ends, joined[-1][1]))
        elif begins < ends:
            joined.append((begins, ends))
    return tuple(joined)
