"""Did somebody go out and not come back? Asked at any hour, by the longest of this person's own outings.

The night's short limit is asked by `night_door`; what it has told is told here once more if she stays away.
"""

from datetime import datetime, timedelta
from typing import ClassVar

from msgspec import Struct, structs

from detectors import in_bed
from detectors.doorway import DoorUse, is_exit, seen_off, shows_inside, still_open, used
from detectors.in_bed import NOT_KNOWN, InBed
from detectors.sight import Sight, Watching, after, eyes
from detectors.stateless import NO_FINDINGS
from detectors.telling import clock, span
from detectors.usual import Values, high, with_one_more
from hub.core.activity import NOBODYS, moved, shows_movement
from hub.core.hours import Hours, daily
from hub.core.localtime import at_local, local
from hub.model.events import ACTIVITY, DeviceWent, HubStarted, LinkChanged, Reading, Sensed, Tick
from hub.model.findings import Finding
from hub.model.household import Settings

AN_OUTING = timedelta(minutes=10)
"""Less is the bins or a word with a neighbour: no outing, and nothing to learn from (our choice)."""

KNOWN_FROM = 10
"""Outings from which on her own are called usual (our choice)."""

WORTH = 10
"""The setting weighs as much as so many outings, so that a few short ones do not make a theatre evening an alarm."""

A_QUARTER_MORE = 1.25
"""Times the longest of her last outings (our choice)."""

SHORTEST = timedelta(hours=4)
"""However short her outings are: a bus that does not come, a friend who is met (our choice)."""

OFTEN_LATE = 3
"""Outings of the last thirty that went beyond `back_by`, from which on that time means nothing for her (our choice)."""

AN_EVENING = timedelta(hours=5)
"""Whoever goes out late, to friends or the theatre, need not be back by `back_by`: so long is fine (our choice)."""


class Outing(Struct, frozen=True):
    """The exit door's last use with nobody seen inside since, and her outings so far, in minutes.

    `left` is when she went out: the first use of the door with nobody seen inside since; the last may be her return.
    `counts` is when the wait began, later by the time in which nothing could be seen; `sure`: there was no such time.
    `told`: that she is not back was told, and movement inside is news; `told_of`: after which use of the door.
    `lates`: 1 for an outing that went beyond `back_by`, else 0. `due`: when she should be back. `lies`: whether she is
    in bed, where a bed tells. `ajar`: an exit door that stands open since somebody was seen inside, and may yet close
    behind her. `caller`: the use by which a caller left.
    """

    door: DoorUse | None = None
    left: datetime | None = None
    counts: datetime | None = None
    sure: bool = True
    told: bool = False
    lengths: Values = ()
    lates: Values = ()
    sight: Sight = Sight()
    due: datetime | None = None
    lies: InBed = NOT_KNOWN
    ajar: DoorUse | None = None
    told_of: datetime | None = None
    caller: DoorUse | None = None


class NoReturn(Struct, frozen=True, kw_only=True):
    """An exit door was used, and nobody was seen inside for longer than her outings last, or by `back_by`: a finding.

    `alone`: all movement is the resident's, so that her outings can be learned and her return told. `here`: she is not
    away on a holiday, of which somebody told; then nothing is asked, and what was learned is kept.
    """

    name: ClassVar[str] = "no return"
    hears: ClassVar[frozenset[str]] = ACTIVITY - NOBODYS
    memory: ClassVar[type[Outing]] = Outing

    back_by: int
    out_for: timedelta
    settle: timedelta
    night: Hours
    timezone: str
    watching: Watching
    alone: bool
    here: bool
    by_bed: bool

    def start(self, at: datetime) -> Outing:
        """Nobody is out."""
        return Outing()

    def deadline(self, memory: Outing) -> datetime | None:
        """When whoever went out should be back; while she is away at once, to forget that she went out."""
        if self.here or memory.door is None:
            return memory.due
        return memory.door.opened

    def step(self, memory: Outing, event: Sensed) -> tuple[Outing, tuple[Finding, ...]]:
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
            return self._read(memory, event)
        if isinstance(event, Tick):
            return self._missed(memory, event.at)
        return self._looked(_lies(memory, in_bed.unseen(memory.lies, event)), event), NO_FINDINGS

    def _forgotten(self, memory: Outing, event: Sensed) -> Outing:
        """While she is away nobody is out; what was learned stays, and what can be heard is followed."""
        heard = isinstance(event, DeviceWent | LinkChanged)
        sight = after(memory.sight, event, self.watching) if heard else memory.sight
        lies = in_bed.nobody(memory.lies)
        known = Outing(lengths=memory.lengths, lates=memory.lates, sight=sight, lies=lies)
        return memory if known == memory else known

    def _read(self, memory: Outing, seen: Reading) -> tuple[Outing, tuple[Finding, ...]]:
        if is_exit(seen):
            return (self._through(memory, seen) if moved(seen) else memory), NO_FINDINGS
        if memory.door is None or not shows_movement(seen) or not shows_inside(memory.door, seen, self.settle):
            return memory, NO_FINDINGS
        return self._back(memory, memory.door, seen)

    def _through(self, memory: Outing, seen: Reading) -> Outing:
        # A door that only closes was opened by somebody who is back, or before anybody watched.
        if memory.door is None and seen.value is not True and memory.ajar is None:
            return memory
        door = used(memory.door, seen, memory.ajar)
        if door is memory.door:
            return memory
        same = memory.door is not None and memory.door.opened == door.opened
        counts = memory.counts if same and memory.counts is not None else door.opened
        counts = door.at if memory.told else counts
        left = door.at if memory.door is None or (same and memory.left == memory.door.at) else memory.left
        return self._armed(structs.replace(memory, door=door, left=left, counts=counts, ajar=None), seen.heard)

    def _seen_off(self, memory: Outing, door: Reading) -> Outing:
        """Who put her to bed goes."""
        caller = seen_off(memory.caller, door)
        return structs.replace(memory, caller=caller, ajar=still_open(caller) if caller else None)

    def _was_hers(self, memory: Outing, bed: Reading) -> Outing:
        """The bed says late that she got up: that is nobody inside, and who was taken for a caller may be she."""
        door = memory.caller
        if memory.door is not None or door is None:
            return memory
        out = structs.replace(memory, door=door, left=door.opened, counts=door.opened, caller=None, ajar=None)
        return self._armed(out, bed.heard)

    def _back(self, memory: Outing, door: DoorUse, seen: Reading) -> tuple[Outing, tuple[Finding, ...]]:
        """Somebody is inside after the door."""
        left = memory.left or door.at
        length, lengths, lates = seen.at - left, memory.lengths, memory.lates
        if self.alone and memory.sure and length >= AN_OUTING:
            by = self._back_by(left)
            lengths = with_one_more(lengths, length.total_seconds() / 60)
            lates = with_one_more(lates, float(seen.at > by))
        back = Outing(lengths=lengths, lates=lates, sight=memory.sight, lies=memory.lies, ajar=still_open(door))
        return back, (self._inside(seen),) if memory.told and self.alone else NO_FINDINGS

    def _inside(self, seen: Reading) -> Finding:
        because = f"{seen.name} saw somebody at {clock(seen.at, seen.heard, self.timezone)}"
        return Finding(kind="no return", turn="restored", at=seen.heard, because=because, device=seen.device,
                       room=seen.room, late=seen.late)  # fmt: skip

    def _missed(self, memory: Outing, at: datetime) -> tuple[Outing, tuple[Finding, ...]]:
        if memory.due is None or at < memory.due or memory.door is None or memory.counts is None:
            return memory, NO_FINDINGS
        door = memory.door
        because = f"out since {clock(door.opened, at, self.timezone)}, {self._why(memory, door, memory.counts, at)}"
        finding = Finding(kind="no return", at=at, because=because, device=door.device, room=door.room)
        return structs.replace(memory, told=True, told_of=door.at, due=None), (finding,)

    def _why(self, memory: Outing, door: DoorUse, counts: datetime, at: datetime) -> str:
        back_by, limit = self._expected(memory, door, counts), self.limit(memory.lengths)
        if back_by is not None and back_by < counts + limit:
            return f"should be back by {clock(back_by, at, self.timezone)}"
        if len(memory.lengths) < KNOWN_FROM:
            return f"for over {span(limit)}"
        return f"usually back within {span(timedelta(minutes=round(high(memory.lengths))))}"

    def limit(self, lengths: Values) -> timedelta:
        """How long an outing may last: the setting, and the more outings are known the more the longest of her own.

        A longer one counts at once: nobody is asked about twice because she has taken up work.
        """
        if not lengths:
            return self.out_for
        hers = timedelta(minutes=max(lengths)) * A_QUARTER_MORE
        mixed = (self.out_for * WORTH + hers * len(lengths)) / (WORTH + len(lengths))
        return max(mixed, hers, min(SHORTEST, self.out_for))

    def _back_by(self, counts: datetime) -> datetime:
        """When she should be back: by the time of the day, or an evening after she left."""
        return max(at_local(local(counts, self.timezone).date(), self.back_by, self.timezone), counts + AN_EVENING)

    def _expected(self, memory: Outing, door: DoorUse, counts: datetime) -> datetime | None:
        """The time by which she should be back, unless it often means nothing for her, or another detector asks.

        Of who left at night is told within minutes by the night's detector: here only if she is still not back by day.
        """
        asked = not door.unsure and self.night.includes(door.opened, self.timezone)
        return None if asked or sum(memory.lates) >= OFTEN_LATE else self._back_by(counts)

    def _looked(self, memory: Outing, event: Sensed) -> Outing:
        """Time in which nothing could be seen: she may have come back in it, and may yet be seen inside."""
        if isinstance(event, HubStarted):
            return self._unseen(memory, event.last_alive, event.at)
        if isinstance(event, DeviceWent | LinkChanged):
            sight, since = after(memory.sight, event, self.watching), memory.sight.blind_since
            memory = memory if sight is memory.sight else structs.replace(memory, sight=sight)
            if since is not None and sight.blind_since is None:
                return self._unseen(memory, since, event.at)
        # The clock may have been corrected, so the time of day is asked again.
        return self._armed(memory, event.at)

    def _unseen(self, memory: Outing, since: datetime, until: datetime) -> Outing:
        if memory.door is None or memory.counts is None:
            return memory
        counts = memory.counts + max(until - max(since, memory.counts), timedelta(0))
        sure = memory.sure and counts == memory.counts
        return self._armed(structs.replace(memory, counts=counts, sure=sure), until)

    def _armed(self, memory: Outing, now: datetime) -> Outing:
        due = self._due(memory)
        due = None if due is None else max(due, now)
        return memory if due == memory.due else structs.replace(memory, due=due)

    def _due(self, memory: Outing) -> datetime | None:
        door, counts = memory.door, memory.counts
        if door is None or counts is None or memory.sight.blind_since is not None:
            return None
        # Used once more after it was told, with nobody seen inside since: that is another wait.
        if memory.told and memory.told_of in (None, door.at):
            return None
        back_by, limit = self._expected(memory, door, counts), counts + self.limit(memory.lengths)
        return limit if back_by is None else min(back_by, limit)


def _lies(memory: Outing, lies: InBed) -> Outing:
    return memory if lies is memory.lies else structs.replace(memory, lies=lies)


def of(settings: Settings) -> NoReturn | None:
    """The detector, if it was agreed, a way out is watched, and somebody inside would be seen.

    While she is away it keeps what it has learned.
    """
    watched, inside = any(device.use == "exit door" for device in settings.devices), eyes(settings)
    lives = settings.home.service in ("in service", "suspended") and settings.agreed("wandering")
    if not lives or not watched or not inside:
        return None
    numbers = settings.detectors.wandering
    hour, minute = map(int, numbers.back_by.split(":"))
    return NoReturn(
        back_by=hour * 60 + minute, out_for=numbers.out_for, settle=settings.detectors.inactivity.home_again_after,
        night=daily(numbers.hours), timezone=settings.hub.timezone, watching=inside, alone=settings.alone,
        here=settings.home.service == "in service", by_bed=in_bed.tells(settings),
    )  # fmt: skip
