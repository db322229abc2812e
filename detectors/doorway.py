"""Did somebody go out, or are they inside? What one use of an exit door says, and which movement answers it."""

from datetime import datetime, timedelta

from msgspec import Struct

from hub.model.events import Reading
from hub.model.ids import DeviceId, RoomId

OPEN_SETTLE = timedelta(minutes=1)
"""Somebody may stand in an open doorway, seen by its sensor, while the keys are looked for (our choice)."""


class DoorUse(Struct, frozen=True):
    """The last use of an exit door, with nobody seen inside since.

    `opened` is when the use began, `at` its last edge. `again`: used once more after it was closed, so that somebody
    may have come back in and the next movement is theirs. `unsure`: it was closed after somebody was seen inside, so
    that nobody knows whether they left by it.
    """

    opened: datetime
    at: datetime
    device: DeviceId
    name: str
    room: RoomId | None
    closed: bool
    again: bool = False
    unsure: bool = False


def is_exit(reading: Reading) -> bool:
    """True if this is a way out of the home being opened or closed."""
    return reading.use == "exit door" and reading.kind == "contact"


def used(before: DoorUse | None, door: Reading, ajar: DoorUse | None = None) -> DoorUse:
    """The use of the door after one more edge of it. An edge older than the last one changes nothing.

    `ajar`: the use before which stood open since somebody was seen inside.
    """
    opening = door.value is True
    if before is None:
        unsure = ajar is not None and not opening
        return DoorUse(door.at, door.at, door.device, door.name, door.room, not opening, unsure=unsure)
    if door.at < before.at:
        return before
    anew = opening and before.closed
    opened, again = (door.at, not before.unsure) if anew else (before.opened, False)
    return DoorUse(
        opened, door.at, door.device, door.name, door.room, not opening, before.again or again,
        before.unsure and not anew,
    )  # fmt: skip


def shows_inside(use: DoorUse, movement: Reading, settle: timedelta) -> bool:
    """True if the movement is somebody inside, and not the last of somebody leaving.

    By the door itself a sensor may still see the person who goes out: for `settle` after it was closed, and longer
    while it stands open.
    """
    if movement.at <= use.at:
        return False
    wait = settle if use.closed else max(settle, OPEN_SETTLE)
    return use.again or movement.room != use.room or movement.at > use.at + wait


def still_open(use: DoorUse) -> DoorUse | None:
    """The use of a door that stands open after somebody was seen inside: it may yet close behind who leaves."""
    return None if use.closed else use


def seen_off(before: DoorUse | None, door: Reading) -> DoorUse | None:
    """The door's use by which a caller leaves, after one more edge of it."""
    if door.value is True:
        return used(None, door)
    return used(before, door) if before is not None else None
