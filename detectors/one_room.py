"""Has only one room moved for so long that she cannot leave it, or that its sensor speaks by itself?

Movement ends the silence that `inactivity` waits for: whoever crawls in one room, a cat that is shut in, or a sensor
that chatters would put it off for ever. What could not be heard does not count, and it is told once.
"""

from datetime import datetime, timedelta
from typing import ClassVar

from msgspec import Struct, structs

from detectors.other_rooms import SEE_MOVEMENT, Places, Rest, after, places, unheard_since, vouched_until
from detectors.stateless import NO_FINDINGS
from detectors.telling import clock, span
from hub.core.activity import SHOWN, moved
from hub.model.events import PRESSES, DeviceWent, HubStarted, LinkChanged, Reading, Sensed
from hub.model.findings import Finding
from hub.model.household import Settings, Use
from hub.model.ids import RoomId

GOES_ON = timedelta(hours=12)
"""After a longer pause it is another time: so long a silence is inactivity's to tell (its longest wait), and in
recorded homes sensors that moved twice with 16 and 24 h between were those of an empty home."""

FEWEST = 2
"""Rooms in which whoever comes in is seen. With one only, nobody could be seen to leave it."""

IN_DAILY_USE: frozenset[Use] = SEE_MOVEMENT - {"window", "medication", "vibration"}
"""A window that stays shut all winter, or a box of pills, tells nothing of whoever walks into its room."""


class Alone(Struct, frozen=True):
    """The one room that has moved, from when on, and when last. `counts` is later by what could not be heard.

    `told`: people know, and nothing else has moved since.
    """

    room: RoomId
    since: datetime
    counts: datetime
    last: datetime
    told: bool = False


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
        return memory if since is None else _unheard(memory, since, event.at)

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
            return structs.replace(memory, alone=_begun(alone.room, seen.at, told=alone.told)), NO_FINDINGS
        tells = not alone.told and self._is_long(alone, seen.at) and self._was_heard(memory.rest, alone)
        goes_on = structs.replace(alone, last=seen.at, told=alone.told or tells)
        return structs.replace(memory, alone=goes_on), (self._finding(alone, seen),) if tells else NO_FINDINGS

    def _is_long(self, alone: Alone, at: datetime) -> bool:
        return at - alone.counts >= self.lasts

    def _was_heard(self, rest: Rest, alone: Alone) -> bool:
        """Whether all that stands elsewhere was heard for so long: a sensor that is dead sees nobody leave."""
        until = vouched_until(rest, alone.room, self.places)
        return until is None or until >= alone.counts + self.lasts

    def _finding(self, alone: Alone, seen: Reading) -> Finding:
        since, unseen = clock(alone.since, seen.heard, self.timezone), alone.counts - alone.since
        because = f"since {since}: may be stuck, or a faulty sensor"
        evidence = (f"{span(unseen)} of it unseen",) if unseen else ()
        return Finding(kind="one room only", at=seen.heard, because=because, device=seen.device, room=alone.room,
                       evidence=evidence, late=seen.late)  # fmt: skip

    def _left(self, room: RoomId, seen: Reading) -> Finding:
        because = f"movement in {self.rooms.get(room, room)} at {clock(seen.at, seen.heard, self.timezone)}"
        return Finding(kind="one room only", turn="restored", at=seen.heard, because=because, device=seen.device,
                       room=room, late=seen.late)  # fmt: skip


def _begun(room: RoomId, at: datetime, *, told: bool = False) -> Alone:
    return Alone(room, at, at, at, told)


def _unheard(memory: Moving, since: datetime, until: datetime) -> Moving:
    """Time in which something could not be heard: whoever left the room then was not seen."""
    alone = memory.alone
    if alone is None or until <= since:
        return memory
    counts, last = (at + max(until - max(since, at), timedelta(0)) for at in (alone.counts, alone.last))
    return structs.replace(memory, alone=structs.replace(alone, counts=counts, last=last))


def of(settings: Settings) -> OneRoom | None:
    """The detector, if it was agreed, the resident lives here, and movement is seen in two rooms or more.

    While she is away nothing is told, and it is kept what can be heard.
    """
    lives = settings.home.service in ("in service", "suspended") and settings.agreed("inactivity")
    rooms = {device.room for device in settings.devices if device.use in IN_DAILY_USE and device.room is not None}
    if not lives or len(rooms) < FEWEST:
        return None
    return OneRoom(
        lasts=settings.detectors.inactivity.one_room_for, places=places(settings),
        rooms={room.id: room.name for room in settings.rooms}, timezone=settings.hub.timezone, hers=settings.alone,
        here=settings.home.service == "in service",
    )  # fmt: skip
