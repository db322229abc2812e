"""Does somebody pace the home at night? Many changes of room in a short time, without going back to bed."""

from datetime import datetime, timedelta
from typing import ClassVar

from msgspec import Struct, structs

from detectors.night_hours import Night, hers_at_night, night_of, seen_rooms
from detectors.stateless import NO_FINDINGS
from detectors.telling import span
from hub.core.activity import NOBODYS, moved, shows_movement
from hub.core.hours import Hours, daily
from hub.model.events import ACTIVITY, ClockStepped, HubStarted, Reading, Sensed
from hub.model.findings import Finding
from hub.model.household import Settings
from hub.model.ids import RoomId

ROOMS = 3
"""Fewer are one doorway that two sensors see."""

AGAIN_AFTER = timedelta(hours=2)
"""Whoever goes on pacing is told again after this long (our choice)."""

Crossing = tuple[datetime, RoomId]
"""When somebody came into which room."""


class Pacing(Struct, frozen=True):
    """The last changes of room this night, the oldest first, and when pacing was last told."""

    night: Night
    crossings: tuple[Crossing, ...] = ()
    told: datetime | None = None


class WanderingInside(Struct, frozen=True, kw_only=True):
    """At night, `many` changes of room within `within`, in three rooms or more and not back to bed: a finding."""

    name: ClassVar[str] = "wandering inside"
    hears: ClassVar[frozenset[str]] = ACTIVITY - NOBODYS
    memory: ClassVar[type[Pacing]] = Pacing

    hours: Hours
    timezone: str
    many: int
    within: timedelta
    kind: str

    def start(self, at: datetime) -> Pacing:
        """Nobody has been seen yet."""
        return Pacing(night_of(self.hours, at, self.timezone))

    def deadline(self, memory: Pacing) -> datetime | None:
        """Never: it is movement that tells it."""
        return None

    def step(self, memory: Pacing, event: Sensed) -> tuple[Pacing, tuple[Finding, ...]]:
        """What is known after `event`."""
        if isinstance(event, Reading):
            if event.at < memory.night.begins:
                return memory, NO_FINDINGS
            return self._seen(memory, event) if shows_movement(event) else (memory, NO_FINDINGS)
        if isinstance(event, HubStarted | ClockStepped):
            night = night_of(self.hours, event.at, self.timezone)
            missed = isinstance(event, HubStarted) and event.at - event.last_alive > self.within / 10
            crossings = () if missed else memory.crossings
            return Pacing(night, crossings, memory.told), NO_FINDINGS
        return memory, NO_FINDINGS

    def _seen(self, memory: Pacing, seen: Reading) -> tuple[Pacing, tuple[Finding, ...]]:
        if seen.at >= memory.night.ends:
            memory = Pacing(night_of(self.hours, seen.at, self.timezone), (), memory.told)
            if seen.at < memory.night.begins:
                return memory, NO_FINDINGS
        if seen.use == "bed" and moved(seen):
            return (structs.replace(memory, crossings=()) if memory.crossings else memory), NO_FINDINGS
        crossings = memory.crossings
        if seen.room is None or (crossings and (crossings[-1][1] == seen.room or seen.at < crossings[-1][0])):
            return memory, NO_FINDINGS
        crossings = (*crossings, (seen.at, seen.room))[-self.many - 1 :]
        if not self._is_pacing(crossings, seen.at) or self._was_told(memory, seen.at):
            return structs.replace(memory, crossings=crossings), NO_FINDINGS
        return structs.replace(memory, crossings=crossings, told=seen.at), (self._finding(seen),)

    def _is_pacing(self, crossings: tuple[Crossing, ...], at: datetime) -> bool:
        """The first of the night is no change of room: it only tells where somebody is."""
        if len(crossings) <= self.many:
            return False
        return at - crossings[1][0] <= self.within and len({room for _, room in crossings}) >= ROOMS

    def _was_told(self, memory: Pacing, at: datetime) -> bool:
        return memory.told is not None and at - memory.told < AGAIN_AFTER

    def _finding(self, seen: Reading) -> Finding:
        because = f"{self.many} changes of room in {span(self.within)}"
        return Finding(kind=self.kind, at=seen.heard, because=because, room=seen.room, late=seen.late)


def of(settings: Settings) -> WanderingInside | None:
    """The detector, if it was agreed, what moves at night is the resident's, and three rooms are seen."""
    numbers = settings.detectors.night
    watched = settings.home.service == "in service" and settings.agreed("wandering")
    if not watched or not hers_at_night(settings) or len(seen_rooms(settings)) < ROOMS:
        return None
    return WanderingInside(
        hours=daily(numbers.hours), timezone=settings.hub.timezone, many=numbers.wandering_rooms,
        within=numbers.wandering_within, kind="wandering inside" if numbers.wandering == "urgent" else "up at night",
    )  # fmt: skip
