"""Did somebody go out at night and not come back? Asked of the exit doors."""

from datetime import datetime, timedelta
from typing import ClassVar

from msgspec import Struct, structs

from detectors import in_bed
from detectors.doorway import DoorUse, is_exit, seen_off, shows_inside, still_open, used
from detectors.in_bed import NOT_KNOWN, InBed
from detectors.sight import Sight, Watching, after, eyes
from detectors.stateless import NO_FINDINGS
from detectors.telling import clock, span
from hub.core.activity import moved
from hub.core.hours import Hours, daily
from hub.model.events import ACTIVITY, HubStarted, LinkChanged, Reading, Sensed, Tick
from hub.model.findings import Finding
from hub.model.household import Settings


class Waiting(Struct, frozen=True):
    """The exit door's last use with nobody seen inside since, by day and by night.

    `counts` is when the wait began, later by the time in which nothing could be seen. `due` is absent by day, and
    while no link brings anything. `lies`: whether she is in bed, where a bed tells. `ajar`: an exit door that stands
    open since somebody was seen inside, and may yet close behind her. `caller`: the use by which a caller left.
    """

    door: DoorUse | None = None
    counts: datetime | None = None
    due: datetime | None = None
    sight: Sight = Sight()
    lies: InBed = NOT_KNOWN
    ajar: DoorUse | None = None
    caller: DoorUse | None = None


QUIET = Waiting()


class NightDoor(Struct, frozen=True, kw_only=True):
    """An exit door opened in these hours, and nobody seen inside within `back_within` of the opening, is a finding.

    `here`: she is not away on a holiday, of which somebody told; then nothing is asked, and what was learned is kept.
    """

    name: ClassVar[str] = "night door"
    hears: ClassVar[frozenset[str]] = ACTIVITY
    memory: ClassVar[type[Waiting]] = Waiting

    hours: Hours
    timezone: str
    back_within: timedelta
    settle: timedelta
    watching: Watching
    by_bed: bool
    here: bool

    def start(self, at: datetime) -> Waiting:
        """Nobody is out."""
        return QUIET

    def deadline(self, memory: Waiting) -> datetime | None:
        """When whoever went out should be back; while she is away at once, to forget that she went out."""
        if self.here or memory.door is None:
            return memory.due
        return memory.door.opened

    def step(self, memory: Waiting, event: Sensed) -> tuple[Waiting, tuple[Finding, ...]]:
        """What is known after `event`."""
        if not self.here:
            return self._forgotten(memory, event), NO_FINDINGS
        if isinstance(event, Reading):
            if self.by_bed and (event.use in in_bed.HEEDS or memory.lies.listens):
                lies, left = in_bed.who_left(memory.lies, memory.door or memory.caller, event)
                memory = _lies(memory, lies)
                if left is not None:
                    who = self._seen_off if left == "a caller" else self._was_hers
                    return who(memory, event), NO_FINDINGS
            if memory.door is None and event.use != "exit door":
                return memory, NO_FINDINGS
            return self._read(memory, event), NO_FINDINGS
        if isinstance(event, Tick):
            return self._missed(memory, memory.door, event.at) if memory.door is not None else (memory, NO_FINDINGS)
        return self._looked(_lies(memory, in_bed.unseen(memory.lies, event)), event), NO_FINDINGS

    def _forgotten(self, memory: Waiting, event: Sensed) -> Waiting:
        """While she is away nobody is out; what was learned of the beds stays, and what can be heard is followed."""
        sight = after(memory.sight, event, self.watching) if isinstance(event, LinkChanged) else memory.sight
        known = Waiting(sight=sight, lies=in_bed.nobody(memory.lies))
        return memory if known == memory else known

    def _read(self, memory: Waiting, seen: Reading) -> Waiting:
        if not moved(seen):
            return memory
        if is_exit(seen):
            return self._through(memory, seen)
        if memory.door is not None and shows_inside(memory.door, seen, self.settle):
            # One that let her in closes behind her, which within minutes is no reason to wake people: `no_return` asks.
            ajar = None if memory.door.again else still_open(memory.door)
            return structs.replace(self._nobody(memory), ajar=ajar)
        return memory

    def _through(self, memory: Waiting, seen: Reading) -> Waiting:
        # A door that only closes was opened by somebody who is back, or before anybody watched.
        if memory.door is None and seen.value is not True and memory.ajar is None:
            return memory
        door = used(memory.door, seen, memory.ajar)
        counts = memory.counts if memory.door and memory.door.opened == door.opened else None
        if door is memory.door:
            return memory
        return self._armed(structs.replace(memory, door=door, counts=counts or door.opened, ajar=None), seen.heard)

    def _seen_off(self, memory: Waiting, door: Reading) -> Waiting:
        """Who put her to bed goes."""
        caller = seen_off(memory.caller, door)
        return structs.replace(memory, caller=caller, ajar=still_open(caller) if caller else None)

    def _was_hers(self, memory: Waiting, bed: Reading) -> Waiting:
        """The bed says late that she got up: that is nobody inside, and who was taken for a caller may be she."""
        if memory.door is not None:
            return memory
        out = structs.replace(memory, door=memory.caller, counts=bed.at, caller=None, ajar=None)
        return self._armed(out, bed.heard)

    def _nobody(self, memory: Waiting) -> Waiting:
        """Nobody is out."""
        return structs.replace(memory, door=None, counts=None, due=None)

    # what could not be seen

    def _looked(self, memory: Waiting, event: Sensed) -> Waiting:
        """Time in which nothing could be seen: she may have come back in it, and may yet be seen inside."""
        if isinstance(event, HubStarted):
            return self._unseen(memory, event.last_alive, event.at)
        # A sensor that has died hides nothing of the door: that it opened at night is told all the same.
        if isinstance(event, LinkChanged):
            sight, since = after(memory.sight, event, self.watching), memory.sight.blind_since
            memory = memory if sight is memory.sight else structs.replace(memory, sight=sight)
            if since is not None and sight.blind_since is None:
                return self._unseen(memory, since, event.at)
        # The clock may have been corrected, so what counts as night is asked again.
        return self._armed(memory, event.at)

    def _unseen(self, memory: Waiting, since: datetime, until: datetime) -> Waiting:
        if memory.counts is None:
            return memory
        unseen = max(until - max(since, memory.counts), timedelta(0))
        return self._armed(structs.replace(memory, counts=memory.counts + unseen), until)

    def _armed(self, memory: Waiting, now: datetime) -> Waiting:
        if memory.door is None or memory.counts is None:
            return memory
        asks = self.hours.includes(memory.door.opened, self.timezone) and memory.sight.blind_since is None
        due = max(memory.counts + self.back_within, now) if asks else None
        return memory if due == memory.due else structs.replace(memory, due=due)

    def _missed(self, memory: Waiting, door: DoorUse, at: datetime) -> tuple[Waiting, tuple[Finding, ...]]:
        if memory.due is None or at < memory.due:
            return memory, NO_FINDINGS
        opened = clock(door.opened, at, self.timezone)
        did = "closed" if door.unsure else "opened"
        because = f"{door.name} {did} at {opened}, nobody seen inside for {span(self.back_within)} after it"
        finding = Finding(kind="wandering", at=at, because=because, device=door.device, room=door.room)
        return self._nobody(memory), (finding,)


def _lies(memory: Waiting, lies: InBed) -> Waiting:
    return memory if lies is memory.lies else structs.replace(memory, lies=lies)


def of(settings: Settings) -> NightDoor | None:
    """The detector, if it was agreed, the resident lives here now, and a way out is watched.

    While she is away it keeps what it knows of her bed, where that tells.
    """
    watched, by_bed = any(device.use == "exit door" for device in settings.devices), in_bed.tells(settings)
    here = settings.home.service == "in service"
    lives = here or (settings.home.service == "suspended" and by_bed)
    if not lives or not settings.agreed("wandering") or not watched:
        return None
    numbers = settings.detectors
    return NightDoor(
        hours=daily(numbers.wandering.hours), timezone=settings.hub.timezone, back_within=numbers.wandering.back_within,
        settle=numbers.inactivity.home_again_after, watching=eyes(settings), by_bed=by_bed, here=here,
    )  # fmt: skip
