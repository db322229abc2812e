"""A declared test of one device: asked of the hub, waited for, and what came of it written down. Pure but for `asked`.

Notes: `trying`, the test that somebody waits for; `rooms`, device -> room -> what came of it there.
"""

from datetime import datetime
from typing import Any

import msgspec
from msgspec import Struct, structs

from hub.model.ids import DeviceId, RoomId
from hub.pages.visit.devices.places import Kept
from hub.pages.visit.devices.rows import Row, rows
from hub.pages.visit.lasting import is_old
from hub.pages.visit.step import About, Notes

HERE = RoomId("")
"""Where it was tried, if nobody said in which room."""


class Trying(Struct, frozen=True, kw_only=True):
    """The test that somebody waits for. `asked`: as the hub told it, which tells this test from every other."""

    device: DeviceId
    room: RoomId
    asked: datetime
    by: str


class Tried(Struct, frozen=True, kw_only=True):
    """What came of a test. Seconds until the hub heard it: `whole` since it was asked for, `radio` since the press.

    `of`: where it was worn, if that matters: a body is between a device and the hub in another way at each place.
    """

    at: datetime
    heard: bool
    because: str = ""
    whole: float | None = None
    radio: float | None = None
    margin: Kept | None = None
    by: str = ""
    of: str = ""


Rooms = dict[DeviceId, dict[RoomId, Tried]]


def trying(notes: Notes) -> Trying | None:
    """The test that somebody waits for."""
    said = notes.get("trying")
    return msgspec.convert(said, Trying) if said else None


def tried(notes: Notes) -> Rooms:
    """What came of every test of this step."""
    return msgspec.convert(notes.get("rooms", {}), Rooms)


def lately(about: About) -> Rooms:
    """The same, of tests that are not too long ago to count, of what is worn where it was worn then."""
    worn = {each.id: each.placement or "" for each in about.settings.devices}

    def counts(device: DeviceId, each: Tried) -> bool:
        return not is_old(each.at, about.now) and each.of == worn.get(device, "")

    return {d: {r: each for r, each in there.items() if counts(d, each)} for d, there in tried(about.notes).items()}


def with_tried(notes: Notes, device: DeviceId, room: RoomId, what: Tried) -> Any:
    """The notes `rooms` with one more. One that was heard is not lost to one that was not heard later."""
    known = tried(notes)
    there = known.get(device, {})
    before = there.get(room)
    if before is not None and before.heard and not what.heard and before.of == what.of:
        return msgspec.to_builtins(known)
    return msgspec.to_builtins({**known, device: {**there, room: what}})


def waiting(about: About) -> Row | None:
    """The device whose press is a test now, if the hub says so too."""
    mine = trying(about.notes)
    row = rows(about.of_hub).get(mine.device) if mine is not None else None
    if row is None or mine is None or row.test is None or row.test.asked != mine.asked:
        return None
    return row if row.test.state == "waiting" else None


def came(about: About) -> Tried | None:
    """What came of the test that somebody waits for; None while it waits, or while no hub can say."""
    mine = trying(about.notes)
    if mine is None or about.of_hub.get("devices", {}).get("ok") is not True:
        return None
    row = rows(about.of_hub).get(mine.device)
    test = row.test if row is not None else None
    if test is None or test.asked != mine.asked:
        return Tried(at=about.now, heard=False, because="somebody else asked for another test of it", by=mine.by)
    if test.state == "waiting":
        return None
    if test.heard is None:
        return Tried(at=test.until, heard=False, because=test.because, by=mine.by)
    whole = (test.heard - test.asked).total_seconds()
    return Tried(at=test.heard, heard=True, whole=round(whole, 1), because=test.because, by=mine.by)


def with_signal(what: Tried, margin: Kept | None, radio: datetime | None) -> Tried:
    """The same, with how well it was heard then, and how long it took from its radio to the hub."""
    took = (what.at - radio).total_seconds() if radio is not None and what.heard else None
    good = took is not None and 0 <= took < 60  # another clock's, else
    return structs.replace(what, margin=margin, radio=round(took, 2) if took is not None and good else None)
