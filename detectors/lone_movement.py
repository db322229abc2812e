"""Is she home again, or did one sensor move by itself while she is out? Judged by what came of it before.

A mat that creaks, a sensor in the sun or a pet moves in one room and no other. Whoever is in sooner or later walks to
another room; whoever was out comes in by the door. Which of the two followed teaches how far one room is to be trusted.
"""

from datetime import datetime, timedelta
from typing import NamedTuple

from msgspec import Struct

WALKS_WITHIN = timedelta(minutes=30)
"""Movement in another room so soon after the first is somebody walking; later it may be chance again."""

PRIOR, PRIOR_OUT = 2.0, 0.25
"""What is believed before anything was seen: as much as so many times, of which she was out in this share."""

OFTEN = 6

FADES = 0.9
"""What each earlier time in a room counts after one more: sensors are moved, and pets come and go."""


class Lone(Struct, frozen=True):
    """Movement in one room only since she was taken to be out: where, from when on, the last of it.

    `door`: an exit door was used since, and nobody was seen inside after that yet.
    """

    room: str
    since: datetime
    last: datetime
    often: int = 1
    door: bool = False


class Room(NamedTuple):
    """How often movement in this room alone came of somebody who was in, and of nobody."""

    room: str
    home: float = 0.0
    out: float = 0.0


Rooms = tuple[Room, ...]


def seen(lone: Lone | None, room: str, at: datetime) -> tuple[Lone | None, bool]:
    """What is known after movement in a room, and whether it is somebody who walks from room to room."""
    if lone is None or (room != lone.room and at - lone.last > WALKS_WITHIN):
        return Lone(room, at, at), False
    if room != lone.room:
        return None, True
    often = lone.often + (at - lone.last >= timedelta(seconds=20)) if at - lone.last <= timedelta(minutes=5) else 1
    return Lone(room, lone.since, at, often), often >= OFTEN


def taught(rooms: Rooms, room: str, *, home: bool) -> Rooms:
    """The rooms after it was known what became of movement in one of them alone."""
    before = next((each for each in rooms if each.room == room), Room(room))
    after = Room(room, before.home * FADES + home, before.out * FADES + (not home))
    return (*(each for each in rooms if each.room != room), after)


def misleads(rooms: Rooms, room: str) -> bool:
    """Whether movement in this room alone has mostly come of nobody: by the room itself, else by the home."""
    out, whole = sum(each.out for each in rooms), sum(each.out + each.home for each in rooms)
    share = (out + PRIOR * PRIOR_OUT) / (whole + PRIOR)
    own = next((each for each in rooms if each.room == room), Room(room))
    return (own.out + PRIOR * share) / (own.out + own.home + PRIOR) > 0.5
