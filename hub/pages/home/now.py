"""How the home is right now, as the hub says it to "now" (hub/shell/right_now.py); or that it says nothing."""

import re
from datetime import datetime
from typing import Any

import msgspec
from msgspec import Struct, field

from hub.model.whereabouts import Whereabouts
from hub.pages.hearing import Hearing, is_silent

Says = dict[str, Any]


class Alarm(Struct, frozen=True, kw_only=True):
    """An open incident of class `life` or `urgent`."""

    id: str
    grave: str
    kind: str
    says: str
    state: str
    room: str | None
    since: datetime
    held_by: str


class Sensor(Struct, frozen=True, kw_only=True):
    """One device of the settings."""

    device: str
    name: str
    health: str


class Overview(Struct, frozen=True, kw_only=True):
    """What everybody may see of the home."""

    service: str
    incidents: tuple[Alarm, ...]
    devices: tuple[Sensor, ...]
    visits: tuple[str, ...] = ()


class How(Struct, frozen=True, kw_only=True):
    """As `hub.core.how_it_is`."""

    service: str
    unheard: tuple[str, ...]
    ways_down: tuple[str, ...] = field(name="ways down")
    sure: bool
    visit: str
    moved: datetime | None
    recent: bool
    out: bool
    others: bool
    seen: bool


class Held(Struct, frozen=True, kw_only=True):
    """What is held back for a while."""

    what: str
    until: datetime
    by: str
    since: datetime


class Room(Struct, frozen=True, kw_only=True):
    """A room: whether anybody in it is seen, and when somebody last was."""

    id: str
    room: str
    state: str
    since: datetime | None
    because: str
    moved: datetime | None


class Notice(Struct, frozen=True, kw_only=True):
    """Something that is to be seen to."""

    id: str
    kind: str
    says: str
    since: datetime
    room: str | None
    because: str
    grave: str


class Way(Struct, frozen=True, kw_only=True):
    """A way by which people are told."""

    name: str
    up: bool
    since: datetime


class Asked(Struct, frozen=True, kw_only=True):
    """Who would be asked now. `refused`: their telephone takes none; `proven`: they answered the last test."""

    name: str
    refused: bool
    proven: bool


class Now(Struct, frozen=True, kw_only=True):
    """All of it. `at` is the hub's own time."""

    at: datetime
    since: datetime
    overview: Overview
    how: How
    resident: Whereabouts | None
    held: tuple[Held, ...] = field(name="held back")
    rooms: tuple[Room, ...]
    notices: tuple[Notice, ...]
    tests: int
    ways: tuple[Way, ...] = field(name="ways out")
    blind: datetime | None
    asked: tuple[Asked, ...]
    failing: bool

    @property
    def heard(self) -> int:
        """How many devices are heard as they should be; one that is late still counts, one that is new does not."""
        return sum(each.health in ("seen", "late") for each in self.overview.devices)

    @property
    def moved_last(self) -> tuple[str, datetime] | None:
        """The room in which movement was seen last, and when."""
        moves = [(room.moved, room.room) for room in self.rooms if room.moved is not None]
        if not moves:
            return None
        at, room = max(moves)
        return room, at


class Nothing(Struct, frozen=True):
    """The hub does not answer. `since`: from when on, as far as these pages know."""

    because: str
    since: datetime | None


Known = Now | Nothing


def read(says: Says, lost: datetime | None) -> Known:
    """What the hub says. What cannot be understood is as good as nothing: never "all is well"."""
    if is_silent(says) or not says.get("ok"):
        return Nothing(str(says.get("because", "")), lost)
    try:
        return msgspec.convert(says, Now)
    except msgspec.ValidationError:
        return Nothing("the hub is of another version than these pages", lost)


async def look(hub: Hearing) -> Known:
    """How it is; at the most two seconds old."""
    return read(await hub.fresh("now"), hub.lost)


_TIME = re.compile(rb"(\d{4}-\d\d-\d\dT\d\d:\d\d):\d\d(?:\.\d+)?")


OF_DAYS = ("rooms", "resident")
"""What is said of how the resident lives; with `how`, but for OF_THE_HUB."""
OF_THE_HUB = ("service", "unheard", "ways down", "sure")


def mark(says: Says) -> bytes:
    """Changes with the minute, and with what everybody who may sign in sees; never because somebody has moved."""
    if is_silent(says) or not says.get("ok"):
        return _marked(says)
    how, overview = says.get("how", {}), says.get("overview", {})
    devices = [(each.get("device"), _heard(each)) for each in overview.get("devices", ())]
    return _marked(
        {name: each for name, each in says.items() if name not in OF_DAYS}
        | {"how": {name: how.get(name) for name in OF_THE_HUB}, "overview": {**overview, "devices": devices}}
    )


def mark_of_days(says: Says) -> bytes:
    """Changes with what is seen of the resident; not with each movement of a busy room."""
    return _marked({name: says.get(name) for name in (*OF_DAYS, "how")})


def _heard(device: Says) -> str:
    """A sensor that is late is heard again by a movement: the page counts both alike."""
    health = str(device.get("health"))
    return "seen" if health == "late" else health


def _marked(says: Says) -> bytes:
    return _TIME.sub(rb"\1", msgspec.json.encode(says))
