"""Is somebody out of bed at night and in trouble? Nothing moves, or all that moves is in one room, and nobody is back.

Without a bed sensor the bedroom's movement tells who is in bed, where nobody else and no pet moves.
"""

import math
from datetime import datetime, timedelta
from typing import ClassVar

from msgspec import Struct, structs

from detectors.doorway import is_exit
from detectors.night_hours import Night, bedroom, night_of, seen_rooms
from detectors.sight import Sight, Watching, after, eyes
from detectors.stateless import NO_FINDINGS
from detectors.telling import clock, span
from detectors.usual import Values, middle, with_one_more
from hub.core.activity import NOBODYS, moved, shows_movement
from hub.core.hours import Hours, daily
from hub.model.events import (
    ACTIVITY,
    ClockStepped,
    DeviceWent,
    HubStarted,
    LinkChanged,
    Reading,
    Sensed,
    SightChanged,
    Tick,
)
from hub.model.findings import Finding
from hub.model.household import Settings
from hub.model.ids import DeviceId, RoomId

SETTLED = timedelta(minutes=10)
"""Whoever sits on the bed for less has not gone to bed yet: the evening is not over (our choice)."""

ASLEEP = timedelta(hours=1)
"""The same by movement in the bedroom alone, where somebody also dresses, reads and tidies up (our choice)."""

KNOWN_FROM = 14
"""Times out of bed from which on her own are usual: about a week (our choice)."""

MARGIN = 1.25
"""Times the longest of her own that ended well: longer than that is allowed (our choice)."""

TWICE = 2
"""Times `back_within` at the most, whatever was learned: an hour and a half on the floor is what must not be usual."""


MORNINGS = 7
"""Nights from which on it is known when she gets up for the day (our choice: a week)."""

ABOUT_THEN = 20.0
"""Minutes before the time by which one morning in ten has begun: from then on she may be up for the day."""

AN_OLD_NIGHT = timedelta(hours=12)
"""After its end: what is known of it then was not seen (our choice)."""


class Absence(Struct, frozen=True):
    """Somebody has left a bed at night.

    `still`: since when nothing moves, and `there` since when all movement is in one `room`: both later by the time in
    which nothing could be seen. `door`: when the exit door was used, with no movement since. `told`: when it was told,
    and `quiet`: it is not told again before they are in another room. `sure`: all of it was seen.
    """

    left: datetime
    still: datetime
    there: datetime
    room: RoomId | None = None
    door: datetime | None = None
    told: datetime | None = None
    quiet: bool = False
    longest: float = 0.0
    sure: bool = True


class Beds(Struct, frozen=True):
    """The night, who is in which bed since when, who has slept tonight, and who is out of bed.

    `away` are her usual minutes out of bed, `stills` the longest stillness in each such time. `rises`: minutes from
    the beginning of each night until she got up for the day. `hidden`: rooms of which no sensor is heard now.
    """

    night: Night
    since: dict[DeviceId, datetime] = {}
    slept: frozenset[DeviceId] = frozenset()
    absences: dict[DeviceId, Absence] = {}
    away: Values = ()
    stills: Values = ()
    rises: Values = ()
    sight: Sight = Sight()
    hidden: frozenset[RoomId] = frozenset()
    due: datetime | None = None


class NightBed(Struct, frozen=True, kw_only=True):
    """Out of bed at night and nothing moves for `still_for`, or nobody is back `back_within`: a finding.

    `alone`: all movement is the resident's, so that walking about shows that she is well. Where it may be another's it
    shows nothing, and only the bed counts. `by_movement`: no bed sensor, the bedroom's movement stands for it.
    `told_by_the_door`: hours in which the exit door has a detector of its own. `whole`: every room has a sensor.
    """

    name: ClassVar[str] = "night bed"
    hears: ClassVar[frozenset[str]] = ACTIVITY - NOBODYS
    memory: ClassVar[type[Beds]] = Beds

    hours: Hours
    timezone: str
    still_for: timedelta
    back_within: timedelta
    alone: bool
    bedroom: RoomId | None
    by_movement: bool
    watching: Watching
    told_by_the_door: Hours | None
    whole: bool
    one_sleeper: bool

    def start(self, at: datetime) -> Beds:
        """Nobody is known to be in bed."""
        return Beds(night_of(self.hours, at, self.timezone))

    def deadline(self, memory: Beds) -> datetime | None:
        """When whoever is out of bed has been still, or away, for too long."""
        return memory.due

    def step(self, memory: Beds, event: Sensed) -> tuple[Beds, tuple[Finding, ...]]:
        """What is known after `event`."""
        if isinstance(event, Reading):
            if event.use == "bed" and event.kind == "bed":
                return self._bed(self._tonight(memory, event.at), event) if moved(event) else (memory, NO_FINDINGS)
            if not memory.absences and not self._of_interest(memory, event.at):
                return memory, NO_FINDINGS
            return self._seen(memory, event) if shows_movement(event) else (memory, NO_FINDINGS)
        if isinstance(event, Tick):
            return self._late(memory, event.at)
        return self._looked(memory, event), NO_FINDINGS

    def _of_interest(self, memory: Beds, at: datetime) -> bool:
        """Whether movement tells who goes to bed: without a bed sensor, from the evening on."""
        return self.by_movement and at >= memory.night.evening

    def _tonight(self, memory: Beds, at: datetime) -> Beds:
        """The memory with the night that it is at `at`; who was up when the last one ended is up for the day."""
        if at < memory.night.ends:
            return memory
        return structs.replace(
            memory, night=night_of(self.hours, at, self.timezone), slept=frozenset(), absences={}, due=None,
            rises=self._risen(memory, at),
        )  # fmt: skip

    def _risen(self, memory: Beds, at: datetime) -> Values:
        """When she got up for the day, this night too: before its end, or after it."""
        seen = memory.slept or memory.since
        if not seen or at - memory.night.ends > AN_OLD_NIGHT or not all(a.sure for a in memory.absences.values()):
            return memory.rises
        up = min((absence.left for absence in memory.absences.values()), default=memory.night.ends)
        return with_one_more(memory.rises, _minutes(up - memory.night.begins))

    def _bed(self, memory: Beds, bed: Reading) -> tuple[Beds, tuple[Finding, ...]]:
        if bed.value is True:
            return self._entered(memory, bed.device, bed)
        return self._left(memory, bed.device, bed, bed.room), NO_FINDINGS

    def _seen(self, memory: Beds, seen: Reading) -> tuple[Beds, tuple[Finding, ...]]:
        """Somebody moved."""
        memory = self._tonight(memory, seen.at)
        if self.by_movement and self.bedroom is not None:
            bed = DeviceId(self.bedroom)
            if seen.room == self.bedroom:
                return self._entered(memory, bed, seen)
            if bed not in memory.absences:
                return self._left(memory, bed, seen, seen.room), NO_FINDINGS
        absences = {bed: self._moved(absence, seen) for bed, absence in memory.absences.items()}
        return self._armed(structs.replace(memory, absences=absences), seen.heard), NO_FINDINGS

    def _moved(self, absence: Absence, seen: Reading) -> Absence:
        if seen.at <= absence.still:
            return absence
        elsewhere = self.alone and seen.room != absence.room
        longest = max(absence.longest, _minutes(seen.at - absence.still))
        return structs.replace(
            absence, still=seen.at, longest=longest, room=seen.room, there=seen.at if elsewhere else absence.there,
            door=seen.at if is_exit(seen) else None,
            quiet=absence.quiet and not elsewhere,
        )  # fmt: skip

    def _entered(self, memory: Beds, bed: DeviceId, seen: Reading) -> tuple[Beds, tuple[Finding, ...]]:
        """Somebody is in the bed (or in the bedroom): the absence is over."""
        absence = memory.absences.get(self._whose(memory, bed))
        if absence is None:
            if bed in memory.since:
                return memory, NO_FINDINGS
            return structs.replace(memory, since={**memory.since, bed: seen.at}), NO_FINDINGS
        if seen.at <= absence.left:
            return memory, NO_FINDINGS
        memory = structs.replace(memory, since={**memory.since, bed: seen.at})
        memory = self._armed(self._learned(memory, absence, seen.at), seen.heard)
        return memory, (self._back(absence, seen),) if absence.told else NO_FINDINGS

    def _whose(self, memory: Beds, bed: DeviceId) -> DeviceId:
        """The bed that was left by whoever is in this one: any, where one person sleeps in a bed with two sensors."""
        return next(iter(memory.absences), bed) if self.one_sleeper else bed

    def _learned(self, memory: Beds, absence: Absence, at: datetime) -> Beds:
        """Without the absence, and with what it teaches, if all of it was seen."""
        left = {bed: each for bed, each in memory.absences.items() if each is not absence}
        if not absence.sure:
            return structs.replace(memory, absences=left)
        longest = max(absence.longest, _minutes(at - absence.still))
        away, stills = with_one_more(memory.away, _minutes(at - absence.left)), with_one_more(memory.stills, longest)
        return structs.replace(memory, absences=left, away=away, stills=stills)

    def _back(self, absence: Absence, seen: Reading) -> Finding:
        where = "the bedroom" if self.by_movement else "bed"
        because = f"back in {where} at {clock(seen.at, seen.heard, self.timezone)}"
        return Finding(kind="bed left at night", turn="restored", at=seen.heard, because=because, device=seen.device,
                       room=seen.room, late=seen.late)  # fmt: skip

    def _left(self, memory: Beds, bed: DeviceId, seen: Reading, room: RoomId | None) -> Beds:
        """Somebody is out of the bed: an absence, if it is night and they had gone to sleep."""
        since = memory.since.get(bed)
        rest = {key: each for key, each in memory.since.items() if key != bed}
        if self.one_sleeper and (rest or memory.absences):
            return memory if since is None else structs.replace(memory, since=rest)  # she is on the bed's other half
        slept = bed in memory.slept or (since is None and not self.by_movement)  # else nobody knows, and that is safer
        slept = slept or (since is not None and seen.at - since >= (ASLEEP if self.by_movement else SETTLED))
        if not slept or not memory.night.has(seen.at):
            return memory if since is None else structs.replace(memory, since=rest)
        absence = Absence(seen.at, seen.at, seen.at, room)
        return self._armed(
            structs.replace(memory, since=rest, slept=memory.slept | {bed}, absences={**memory.absences, bed: absence}),
            seen.heard,
        )

    # when it is too long

    def _late(self, memory: Beds, at: datetime) -> tuple[Beds, tuple[Finding, ...]]:
        found, absences = [], dict(memory.absences)
        for bed, absence in memory.absences.items():
            due = self._due(memory, absence)
            if due is not None and due <= at:
                found.append(self._finding(memory, bed, absence, at))
                absences[bed] = structs.replace(absence, told=at, quiet=True)
        return self._armed(structs.replace(memory, absences=absences), at), tuple(found)

    def _due(self, memory: Beds, absence: Absence) -> datetime | None:
        dues = (self._still_too_long(memory, absence), self._away_too_long(memory, absence))
        return None if absence.quiet else min((due for due in dues if due is not None), default=None)

    def _still_too_long(self, memory: Beds, absence: Absence) -> datetime | None:
        """When nothing has moved for too long. Where a room cannot be seen she may move there: it takes longer."""
        if absence.still >= memory.night.ends or self._is_out(absence):
            return None
        seen_everywhere = self.whole and not memory.hidden
        least = self.still_for if seen_everywhere else max(self.back_within, self.still_for)
        if self._may_be_up_for_the_day(memory, absence):
            least = self.back_within * TWICE
        elif self._never_seen(absence):
            # Nobody gets up unseen: rather has the sensor lost her. Who fell out of bed is found all the same, later.
            least = self.back_within * (1 if seen_everywhere else TWICE)
        return absence.still + self._hers(least, memory.stills)

    def _away_too_long(self, memory: Beds, absence: Absence) -> datetime | None:
        """When she has been in one room (or, where others move, out of bed) for too long; never after the night."""
        if self._never_seen(absence) or self._may_be_up_for_the_day(memory, absence):
            return None  # she was not seen to move at all, or has her breakfast
        due = absence.there + self._allowed(memory)
        return None if due > memory.night.ends or self._is_out(absence) else due

    def _may_be_up_for_the_day(self, memory: Beds, absence: Absence) -> bool:
        """Whether she left the bed at about the time at which she gets up before the night is over."""
        if len(memory.rises) < MORNINGS or not self.alone:
            return False
        usual = sorted(memory.rises)[len(memory.rises) // 10]
        begins, ends = memory.night.begins, memory.night.ends
        return usual < _minutes(ends - begins) and _minutes(absence.left - begins) >= usual - ABOUT_THEN

    def _never_seen(self, absence: Absence) -> bool:
        """Whether only the bed says that she got up, in a home in which she would be seen."""
        return self.alone and not self.by_movement and absence.still == absence.left

    def _allowed(self, memory: Beds) -> timedelta:
        return self._hers(self.back_within, memory.away)

    def _hers(self, least: timedelta, usual: Values) -> timedelta:
        """What the settings say, or a little more than the longest of her own that ended well; bounded."""
        longest = timedelta(minutes=max(usual, default=0.0)) * MARGIN
        return max(least, min(longest, self.back_within * TWICE))

    def _is_out(self, absence: Absence) -> bool:
        """Whether the exit door was the last that was seen of her, and has a detector of its own at that hour."""
        hours = self.told_by_the_door
        return absence.door is not None and hours is not None and hours.includes(absence.door, self.timezone)

    def _finding(self, memory: Beds, bed: DeviceId, absence: Absence, at: datetime) -> Finding:
        left, still = (clock(when, at, self.timezone) for when in (absence.left, absence.still))
        due = self._still_too_long(memory, absence)
        if due is not None and due <= at:
            because = f"up at {left}, nothing moves since {still}"
        elif self.alone:
            because = f"up at {left}, only in this room since {clock(absence.there, at, self.timezone)}"
        else:
            because = f"up at {left}, not back within {span(self._allowed(memory))}"
        usual = f"usually back within {span(timedelta(minutes=math.ceil(middle(memory.away))))}" if memory.away else ""
        return Finding(
            kind="bed left at night", at=at, because=because, room=absence.room, again=absence.told is None,
            device=None if self.by_movement else bed, evidence=(usual,) if len(memory.away) >= KNOWN_FROM else (),
        )  # fmt: skip

    # what could not be seen

    def _looked(self, memory: Beds, event: Sensed) -> Beds:
        """Time in which nothing could be seen is not stillness, and a bed that is lost tells nothing."""
        if isinstance(event, HubStarted):
            return self._unseen(self._tonight(memory, event.at), event.last_alive, event.at)
        if isinstance(event, ClockStepped):
            night = night_of(self.hours, event.at, self.timezone)
            return self._armed(structs.replace(memory, night=night), event.at)
        if isinstance(event, DeviceWent) and event.use == "bed" and event.to == "lost":
            memory = self._without(memory, event.device)
        if isinstance(event, SightChanged) and event.room is not None:
            hidden = memory.hidden - {event.room} if event.seen else memory.hidden | {event.room}
            return self._armed(structs.replace(memory, hidden=hidden), event.at)
        if not isinstance(event, DeviceWent | LinkChanged):
            return memory
        return self._sight(memory, event)

    def _without(self, memory: Beds, bed: DeviceId) -> Beds:
        absences = {key: each for key, each in memory.absences.items() if key != bed}
        since = {key: each for key, each in memory.since.items() if key != bed}
        return structs.replace(memory, absences=absences, since=since)

    def _sight(self, memory: Beds, event: DeviceWent | LinkChanged) -> Beds:
        sight, since = after(memory.sight, event, self.watching), memory.sight.blind_since
        memory = structs.replace(memory, sight=sight)
        if since is not None and sight.blind_since is None:
            return self._unseen(self._tonight(memory, event.at), since, event.at)
        return self._armed(memory, event.at)

    def _unseen(self, memory: Beds, since: datetime, until: datetime) -> Beds:
        def later(when: datetime) -> datetime:
            return when + max(until - max(since, when), timedelta(0))

        absences = {
            bed: structs.replace(each, still=later(each.still), there=later(each.there), sure=False)
            for bed, each in memory.absences.items()
        }
        return self._armed(structs.replace(memory, absences=absences), until)

    def _armed(self, memory: Beds, now: datetime) -> Beds:
        """The memory with its next deadline, which is never past."""
        dues = [due for each in memory.absences.values() if (due := self._due(memory, each)) is not None]
        due = None if memory.sight.blind_since is not None or not dues else max(min(dues), now)
        return memory if due == memory.due else structs.replace(memory, due=due)


def _minutes(length: timedelta) -> float:
    return round(length.total_seconds() / 60, 1)


def of(settings: Settings) -> NightBed | None:
    """The detector, if it was agreed, the resident lives here now, and a bed or the bedroom is watched."""
    numbers, beds = settings.detectors.night, any(device.use == "bed" for device in settings.devices)
    seen, room = seen_rooms(settings), bedroom(settings)
    by_movement = not beds and room in seen and len(seen) > 1 and settings.alone
    if settings.home.service != "in service" or not settings.agreed("wandering") or not (beds or by_movement):
        return None
    doors = any(device.use == "exit door" for device in settings.devices)
    return NightBed(
        hours=daily(numbers.hours), timezone=settings.hub.timezone, still_for=numbers.still_for,
        back_within=numbers.back_within, alone=settings.alone, bedroom=room, by_movement=by_movement,
        watching=eyes(settings), told_by_the_door=daily(settings.detectors.wandering.hours) if doors else None,
        # She may sit still anywhere, and her return to the bedroom may be missed: without a bed sensor it takes longer.
        whole=not by_movement and seen >= {each.id for each in settings.rooms},
        one_sleeper=len(settings.residents) == 1,
    )  # fmt: skip
