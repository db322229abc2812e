"""Has only one room moved for so long that she cannot leave it, or that its sensor speaks by itself?

Movement ends the silence that `inactivity` waits for: whoever crawls in one room, a cat that is shut in, or a sensor
that chatters would put it off for ever. Where a part of the home cannot be heard she may go there unseen, so that it
takes longer. While it goes on it is told again, each time after twice as long.
"""

from datetime import datetime, timedelta
from typing import ClassVar

from msgspec import Struct, structs

from detectors.other_rooms import IN_DAILY_USE, Places, Rest, after, places, unheard, unheard_since
from detectors.stateless import NO_FINDINGS
from detectors.telling import clock, listed, span
from hub.core.activity import SHOWN, moved
from hub.core.home import Home
from hub.model.events import PRESSES, DeviceWent, HubStarted, LinkChanged, Reading, Sensed
from hub.model.findings import Finding
from hub.model.household import Settings
from hub.model.ids import DeviceId, RoomId

GOES_ON = timedelta(hours=12)
"""After a longer pause it is another time: so long a silence is inactivity's to tell (its longest wait), and in
recorded homes sensors that moved twice with 16 and 24 h between were those of an empty home."""

FEWEST = 2
"""Rooms in which whoever comes in is seen. With one only, nobody could be seen to leave it."""

LONGER = ((2, 1.5), (1, 2.0))
"""(other rooms that were heard all the time, how much longer it takes) while something else could not be heard.

In recorded and simulated homes, with any one or two sensors taken away, the longest healthy times were 26 h with two
other rooms or more, and 31 h with one (docs/backtest.md); `one_room_for` is 20 h.
"""

AGAIN = timedelta(hours=24)
"""So long after people were told they are told again, then after two days, then four: whoever said that she is fine
may lie there next day, and a sensor that nobody mends must not ring every night (our choice)."""


class Alone(Struct, frozen=True):
    """The one room that has moved, from when on, and when last. `counts` is later by what could not be heard.

    `partly`: the same, without what only devices in `missed` hid: they could not be heard for a while. `told`: people
    know, and nothing else has moved since; not before `again` they are told anew, and then after twice `waits`.
    """

    room: RoomId
    since: datetime
    counts: datetime
    last: datetime
    told: bool = False
    partly: datetime | None = None
    missed: frozenset[DeviceId] = frozenset()
    again: datetime | None = None
    waits: timedelta = AGAIN


class Moving(Struct, frozen=True):
    """What has moved since anything else did, and whether the rest of the home can be heard."""

    alone: Alone | None = None
    rest: Rest = Rest()


class OneRoom(Struct, frozen=True, kw_only=True):
    """Movement in one room, and nowhere else for `lasts`: a finding. The fields are the settings.

    `hers`: all movement is the resident's own, so that another room ends it before people are told. `here`: she is not
    away on a holiday, of which somebody told.
    """

    name: ClassVar[str] = "one room"
    hears: ClassVar[frozenset[str]] = SHOWN | PRESSES
    memory: ClassVar[type[Moving]] = Moving

    lasts: timedelta
    places: Places
    rooms: dict[RoomId, str]
    titles: dict[DeviceId, str]
    timezone: str
    hers: bool
    here: bool

    def start(self, at: datetime) -> Moving:
        """Nothing has moved, and all is taken to be heard."""
        return Moving()

    def deadline(self, memory: Moving) -> datetime | None:
        """Never: it is movement that tells it. When the room is still, inactivity waits."""
        return None

    def step(self, memory: Moving, event: Sensed) -> tuple[Moving, tuple[Finding, ...]]:
        """What is known after `event`."""
        if not self.here and memory.alone is not None:
            memory = structs.replace(memory, alone=None)
        if isinstance(event, Reading):
            return self._seen(memory, event) if self.here and moved(event) else (memory, NO_FINDINGS)
        if isinstance(event, HubStarted):
            return _unheard(memory, event.last_alive, event.at), NO_FINDINGS
        if isinstance(event, DeviceWent | LinkChanged):
            return self._went(memory, event), NO_FINDINGS
        return memory, NO_FINDINGS

    def _went(self, memory: Moving, event: DeviceWent | LinkChanged) -> Moving:
        rest, alone = after(memory.rest, event, self.places), memory.alone
        if rest is memory.rest:
            return memory
        since = None if alone is None else unheard_since(memory.rest, event, alone.room, self.places)
        memory = structs.replace(memory, rest=rest)
        return memory if since is None else _unheard(memory, since, event.at, getattr(event, "device", None))

    def _seen(self, memory: Moving, seen: Reading) -> tuple[Moving, tuple[Finding, ...]]:
        # The door leads out of every room, a press is a person's will, and without a room it may be anywhere.
        nowhere = seen.use == "exit door" or seen.kind in PRESSES
        room, alone = None if nowhere else seen.room, memory.alone
        if alone is None:
            return (memory if room is None else structs.replace(memory, alone=_begun(room, seen.at))), NO_FINDINGS
        if room == alone.room:
            return self._again(memory, alone, seen)
        if seen.at <= alone.since:
            return memory, NO_FINDINGS
        if seen.at <= alone.last:  # told late: since then it may be this room alone again
            begun: Alone | None = _begun(alone.room, alone.last)
        else:
            begun = None if room is None else _begun(room, seen.at)
        ends = alone.told and room is not None and self.hers
        return structs.replace(memory, alone=begun), (self._left(room, seen),) if ends and room else NO_FINDINGS

    def _again(self, memory: Moving, alone: Alone, seen: Reading) -> tuple[Moving, tuple[Finding, ...]]:
        """One more movement in the same room."""
        if seen.at <= alone.last:
            return memory, NO_FINDINGS
        if seen.at - alone.last > GOES_ON:
            return structs.replace(memory, alone=_anew(alone, seen.at)), NO_FINDINGS
        unheard = self._told_all_the_same(memory.rest, alone, seen.at)
        goes_on = structs.replace(alone, last=seen.at)
        if alone.told and alone.again is None:  # told by a version that never told again
            goes_on = structs.replace(goes_on, again=seen.at + AGAIN)
        if unheard is None or (alone.told and (alone.again is None or seen.at < alone.again)):
            return structs.replace(memory, alone=goes_on), NO_FINDINGS
        goes_on = structs.replace(goes_on, told=True, again=seen.at + alone.waits, waits=2 * alone.waits)
        return structs.replace(memory, alone=goes_on), (self._finding(alone, seen, unheard),)

    def _told_all_the_same(self, rest: Rest, alone: Alone, at: datetime) -> frozenset[DeviceId] | None:
        """What could not be heard, if it has lasted long enough for that; None if it has not."""
        whole = alone.counts + self.lasts
        if at >= whole and not unheard(rest, alone.room, self.places, whole):
            return frozenset()
        for rooms, longer in LONGER:
            enough = (alone.partly or alone.counts) + longer * self.lasts
            if at < enough:
                continue
            missed = unheard(rest, alone.room, self.places, enough) | alone.missed
            if len(self._heard(alone.room, missed)) >= rooms:
                return missed
        return None

    def _heard(self, room: RoomId, missed: frozenset[DeviceId]) -> set[RoomId | None]:
        """The other rooms in which whoever came in would have been heard."""
        return {place.room for each, place in self.places.items() if each not in missed} - {room, None}

    def _finding(self, alone: Alone, seen: Reading, missed: frozenset[DeviceId]) -> Finding:
        since = clock(alone.since, seen.heard, self.timezone)
        unseen = ((alone.partly or alone.counts) if missed else alone.counts) - alone.since
        # With the date there is no room for more in a text.
        because = f"since {since}: {'stuck' if ' on ' in since else 'may be stuck'}, or a faulty sensor"
        evidence = (
            *((f"{span(unseen)} of it unseen",) if unseen else ()),
            *((f"not heard all the time: {listed([self.titles[each] for each in sorted(missed)])}",) if missed else ()),
        )
        return Finding(kind="one room only", at=seen.heard, because=because, device=seen.device, room=alone.room,
                       evidence=evidence, late=seen.late, again=not alone.told)  # fmt: skip

    def _left(self, room: RoomId, seen: Reading) -> Finding:
        because = f"movement in {self.rooms.get(room, room)} at {clock(seen.at, seen.heard, self.timezone)}"
        return Finding(kind="one room only", turn="restored", at=seen.heard, because=because, device=seen.device,
                       room=room, late=seen.late)  # fmt: skip


def _begun(room: RoomId, at: datetime) -> Alone:
    return Alone(room, at, at, at, partly=at)


def _anew(alone: Alone, at: datetime) -> Alone:
    """After a long pause, in the same room: whoever was told is not told again at once."""
    return structs.replace(_begun(alone.room, at), told=alone.told, again=alone.again, waits=alone.waits)


def _unheard(memory: Moving, since: datetime, until: datetime, device: DeviceId | None = None) -> Moving:
    """Time in which something could not be heard, only that device or all: whoever left the room then was not seen.

    What only another device hid is no shorter pause in the room itself, where any movement was seen.
    """
    alone = memory.alone
    if alone is None or until <= since:
        return memory
    counts, last, partly = (
        at + max(until - max(since, at), timedelta(0))
        for at in (alone.counts, alone.last, alone.partly or alone.counts)
    )
    if device is not None:
        missed = alone.missed | {device}
        alone = structs.replace(alone, counts=counts, partly=alone.partly or alone.counts, missed=missed)
    else:
        alone = structs.replace(alone, counts=counts, last=last, partly=partly)
    return structs.replace(memory, alone=alone)


def of(settings: Settings) -> OneRoom | None:
    """The detector, if it was agreed, the resident lives here, and movement is seen in two rooms or more.

    While she is away nothing is told, and it is kept what can be heard.
    """
    lives = settings.home.service in ("in service", "suspended") and settings.agreed("inactivity")
    rooms = {device.room for device in settings.devices if device.use in IN_DAILY_USE and device.room is not None}
    if not lives or len(rooms) < FEWEST:
        return None
    home = Home(settings)
    return OneRoom(
        lasts=settings.detectors.inactivity.one_room_for, places=places(settings),
        rooms={room.id: room.name for room in settings.rooms}, titles={d.id: home.title(d) for d in settings.devices},
        timezone=settings.hub.timezone, hers=settings.alone, here=settings.home.service == "in service",
    )  # fmt: skip
