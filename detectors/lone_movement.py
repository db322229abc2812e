"""Is she home again, or did one sensor speak by itself while she is out? Judged by what came of it before.

A mat that creaks, a sensor in the sun or a pet moves in one room and no other. Whoever is in walks to another room
sooner or later; whoever was out comes in by the door. Which of the two followed teaches how far one room is trusted.
"""

from datetime import datetime, timedelta
from typing import NamedTuple

from msgspec import Struct, structs

WALKS_WITHIN = timedelta(minutes=30)
"""Movement in another room so soon after the last is somebody who walks; later it may be chance again (our choice)."""

STEADY = timedelta(minutes=5)
"""Movements this close together go on."""

A_DAY = timedelta(hours=24)
"""Movement so long ago says nothing of who is in now (our choice)."""

APART, OFTEN = timedelta(seconds=20), 6
"""So many movements that go on, so far apart at the least, are somebody: a blip is over sooner (our choice)."""

PRIOR, PRIOR_OUT = 2.0, 0.25
"""What is believed before anything was seen: as much as so many times, in this share of which nobody was in."""

ROOM = 4.0
"""So many times of the room itself count as much as all that is known of the home."""

FADES = 0.9
"""What each earlier time in a room counts after one more: sensors are moved, and pets come and go."""


class Lone(Struct, frozen=True):
    """Movement in one room only since she was taken to be out: where, from when on, the last, and how often it goes on.

    `door`: she or somebody else used an exit door since, and nobody was seen inside after that yet. `first`: the first
    such movement of this day or so, in whichever room, if it was not this one's.
    """

    room: str
    since: datetime
    last: datetime
    often: int = 1
    door: bool = False
    first: datetime | None = None

    @property
    def doubted_since(self) -> datetime:
        """Since when it is in doubt whether she is in."""
        return self.first or self.since


class Room(NamedTuple):
    """How often movement in this room alone came of somebody who was in, and of nobody."""

    room: str
    home: float = 0.0
    out: float = 0.0


Rooms = tuple[Room, ...]


class Judged(NamedTuple):
    """What is known after one more movement. `walks`: in two rooms. `somebody`: no sensor does that by itself."""

    lone: Lone | None
    walks: bool
    somebody: bool


def seen(lone: Lone | None, room: str, at: datetime) -> Judged:
    """After movement in a room, with no exit door used since she was taken to be out."""
    if lone is None or at - lone.last > A_DAY:
        return Judged(Lone(room, at, at), walks=False, somebody=False)
    if room != lone.room and at - lone.last > WALKS_WITHIN:
        return Judged(Lone(room, at, at, first=lone.doubted_since), walks=False, somebody=False)
    if room != lone.room:
        return Judged(None, walks=True, somebody=True)
    often = 1
    if at - lone.last <= STEADY:
        often = lone.often + (at - lone.last >= APART)
    return Judged(structs.replace(lone, last=at, often=often), walks=False, somebody=often >= OFTEN)


def taught(rooms: Rooms, room: str, *, home: bool) -> Rooms:
    """The rooms after it was known what became of movement in one of them alone."""
    before = _of(rooms, room)
    after = Room(room, before.home * FADES + home, before.out * FADES + (not home))
    return (*(each for each in rooms if each.room != room), after)


def misleads(rooms: Rooms, room: str) -> bool:
    """Whether movement in this room alone has mostly come of nobody: by the room itself, else by the whole home."""
    out, whole = sum(each.out for each in rooms), sum(each.out + each.home for each in rooms)
    share = (out + PRIOR * PRIOR_OUT) / (whole + PRIOR)
    own = _of(rooms, room)
    return (own.out + ROOM * share) / (own.out + own.home + ROOM) > 0.5


def _of(rooms: Rooms, room: str) -> Room:
    return next((each for each in rooms if each.room == room), Room(room))
