"""Did somebody go out at night and not come back? Asked of the exit doors."""

from datetime import datetime, timedelta
from typing import ClassVar

from msgspec import Struct

from detectors.doorway import DoorUse, is_exit, shows_inside, used
from detectors.stateless import NO_FINDINGS
from detectors.telling import clock, span
from hub.core.activity import moved
from hub.core.hours import Hours, daily
from hub.model.events import ACTIVITY, HubStarted, Reading, Sensed, Tick
from hub.model.findings import Finding
from hub.model.household import Settings


class Waiting(Struct, frozen=True):
    """The exit door's last use with nobody seen inside since, by day and by night.

    `counts` is when the wait began, later by the time in which nothing could be seen. `due` is absent by day.
    """

    door: DoorUse | None = None
    counts: datetime | None = None
    due: datetime | None = None


QUIET = Waiting()


class NightDoor(Struct, frozen=True, kw_only=True):
    """An exit door opened in these hours, and nobody seen inside within `back_within` of the opening, is a finding."""

    name: ClassVar[str] = "night door"
    hears: ClassVar[frozenset[str]] = ACTIVITY
    memory: ClassVar[type[Waiting]] = Waiting

    hours: Hours
    timezone: str
    back_within: timedelta
    settle: timedelta

    def start(self, at: datetime) -> Waiting:
        """Nobody is out."""
        return QUIET

    def deadline(self, memory: Waiting) -> datetime | None:
        """When whoever went out should be back."""
        return memory.due

    def step(self, memory: Waiting, event: Sensed) -> tuple[Waiting, tuple[Finding, ...]]:
        """What is known after `event`."""
        if isinstance(event, Reading):
            if memory.door is None and event.use != "exit door":
                return memory, NO_FINDINGS
            return self._read(memory, event), NO_FINDINGS
        if memory.door is None or memory.counts is None:
            return memory, NO_FINDINGS
        if isinstance(event, Tick):
            return self._missed(memory, memory.door, event.at)
        if isinstance(event, HubStarted):
            unseen = max(event.at - max(event.last_alive, memory.counts), timedelta(0))
            return self._armed(memory.door, memory.counts + unseen, event.at), NO_FINDINGS
        # The clock may have been corrected, so what counts as night is asked again.
        return self._armed(memory.door, memory.counts, event.at), NO_FINDINGS

    def _read(self, memory: Waiting, seen: Reading) -> Waiting:
        if not moved(seen):
            return memory
        if is_exit(seen):
            # A door that only closes was opened by somebody who is back, or before anybody watched.
            if memory.door is None and seen.value is not True:
                return memory
            door = used(memory.door, seen)
            counts = memory.counts if memory.door and memory.door.opened == door.opened else None
            return memory if door is memory.door else self._armed(door, counts or door.opened, seen.heard)
        if memory.door is not None and shows_inside(memory.door, seen, self.settle):
            return QUIET
        return memory

    def _armed(self, door: DoorUse, counts: datetime, now: datetime) -> Waiting:
        at_night = self.hours.includes(door.opened, self.timezone)
        return Waiting(door, counts, max(counts + self.back_within, now) if at_night else None)

    def _missed(self, memory: Waiting, door: DoorUse, at: datetime) -> tuple[Waiting, tuple[Finding, ...]]:
        if memory.due is None or at < memory.due:
            return memory, NO_FINDINGS
        opened = clock(door.opened, at, self.timezone)
        because = f"{door.name} opened at {opened}, nobody seen inside for {span(self.back_within)} after it"
        finding = Finding(kind="wandering", at=at, because=because, device=door.device, room=door.room)
        return QUIET, (finding,)


def of(settings: Settings) -> NightDoor | None:
    """The detector, if it was agreed, the resident lives here now, and a way out is watched."""
    watched = any(device.use == "exit door" for device in settings.devices)
    if settings.home.service != "in service" or not settings.agreed("wandering") or not watched:
        return None
    numbers = settings.detectors
    return NightDoor(
        hours=daily(numbers.wandering.hours), timezone=settings.hub.timezone, back_within=numbers.wandering.back_within,
        settle=numbers.inactivity.home_again_after,
    )  # fmt: skip
