"""Was somebody here who does not live here? What exit doors, movement and tags say of it."""

from collections.abc import Mapping
from datetime import datetime, timedelta

from msgspec import Struct, structs

from detectors.doorway import OPEN_SETTLE
from hub.model.events import Reading
from hub.model.ids import DeviceId, RoomId

ONE_USE = timedelta(minutes=2)
"""Somebody who comes in may open the door again for the rest of what they carry: that is one use (our choice)."""

TWO_ROOMS = 2
"""Rooms in which movement is seen after the door: one alone may be the doorway itself."""

TAG_GAP = timedelta(minutes=5)
"""A tag that is away for less was not away: behind a wall, or at the car (our choice; the radio itself waits 3)."""


class Caller(Struct, frozen=True):
    """The exit door was used while the resident was in: perhaps somebody came.

    `rooms`: where movement was seen since. `apart`: some of it while the bed or the chair was occupied, so that two
    people were in. `left`: the door was used again. `told`: it was said that somebody may be there. `until`: when it is
    no longer believed.
    """

    came: datetime
    until: datetime
    door: str
    rooms: tuple[RoomId, ...] = ()
    apart: bool = False
    left: datetime | None = None
    told: bool = False

    @property
    def shows(self) -> bool:
        """Whether there is enough to say that somebody may be there."""
        return len(self.rooms) >= TWO_ROOMS


class Doorway(Struct, frozen=True):
    """The exit doors' last use: `edge` is its last change. `inside`: whether anybody was seen inside since."""

    edge: datetime | None = None
    closed: bool = True
    room: RoomId | None = None
    inside: bool = True
    caller: Caller | None = None


class Tagged(Struct, frozen=True):
    """A tag that came, and went if `left`. `counted`: a visit was noted by it. `told` as of a caller."""

    came: datetime
    left: datetime | None = None
    counted: bool = False
    told: bool = False


class Stay(Struct, frozen=True):
    """Somebody was here. `rooms` and `door` say how that is known."""

    came: datetime
    left: datetime
    door: str
    rooms: tuple[RoomId, ...]


Held = Mapping[DeviceId, RoomId]
"""The beds and chairs that are occupied, and where they stand."""


def at_door(doorway: Doorway, seen: Reading, held: Held, most: timedelta) -> tuple[Doorway, Stay | None]:
    """What is known after an exit door was opened or closed. An edge older than the last one changes nothing."""
    if doorway.edge is not None and seen.at < doorway.edge:
        return doorway, None
    opens = seen.value is True
    anew = opens and (doorway.edge is None or seen.at - doorway.edge >= ONE_USE)
    moved = structs.replace(doorway, edge=seen.at, closed=not opens, room=seen.room)
    if not anew:
        return moved, None
    caller, moved = doorway.caller, structs.replace(moved, inside=bool(held))
    if caller is not None and caller.left is None and caller.rooms:
        gone = structs.replace(caller, left=seen.at)
        # Somebody is in bed, so whoever goes is somebody else.
        return _stayed(moved, gone, most, ()) if held else (structs.replace(moved, caller=gone), None)
    if caller is None and doorway.inside:
        came = Caller(came=seen.at, until=seen.at + most, door=seen.name)
        return structs.replace(moved, caller=came), None
    # The door was used and nobody moved inside until now: whoever went out comes back.
    return structs.replace(moved, caller=None), None


def inside(
    doorway: Doorway, movement: Reading, room: RoomId, held: Held, most: timedelta, settle: timedelta
) -> tuple[Doorway, Stay | None]:  # fmt: skip
    """What is known after movement in a room. The last of somebody who goes out is none."""
    edge = doorway.edge
    wait = settle if doorway.closed else max(settle, OPEN_SETTLE)
    if edge is not None and (movement.at <= edge or (room == doorway.room and movement.at <= edge + wait)):
        return doorway, None
    caller = doorway.caller
    if caller is None:
        return doorway if doorway.inside else structs.replace(doorway, inside=True), None
    doorway = doorway if doorway.inside else structs.replace(doorway, inside=True)
    if caller.left is not None:
        return _stayed(doorway, caller, most, (room,))
    apart = caller.apart or (bool(held) and room not in held.values())
    if room in caller.rooms and apart == caller.apart:
        return doorway, None
    rooms = caller.rooms if room in caller.rooms else (*caller.rooms, room)
    return structs.replace(doorway, caller=structs.replace(caller, rooms=rooms, apart=apart)), None


def _stayed(doorway: Doorway, caller: Caller, most: timedelta, rooms: tuple[RoomId, ...]) -> tuple[Doorway, Stay]:
    """Somebody is still in after the door was used for the second time: whoever came with the first use has gone.

    Or has only just come: so the second use may be the first one of a visit too.
    """
    left = caller.left or caller.came
    following = Caller(came=left, until=left + most, door=caller.door, rooms=rooms)
    return structs.replace(doorway, caller=following), Stay(caller.came, left, caller.door, caller.rooms)


def at_tag(known: Tagged | None, seen: Reading) -> Tagged | None:
    """What is known of a tag after it said whether it is in range. One that never came cannot be said to be here."""
    if seen.value is False:
        return known if known is None or known.left is not None else structs.replace(known, left=seen.at)
    if known is not None and (known.left is None or seen.at - known.left < TAG_GAP):
        return known if known.left is None else structs.replace(known, left=None)
    return Tagged(came=seen.at) if seen.edge else known
