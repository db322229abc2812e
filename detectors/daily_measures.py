"""What are this person's days like? Folds what is seen into one small record a day; a note when they have changed."""

from datetime import date, datetime, timedelta
from typing import ClassVar
from zlib import crc32

from msgspec import Struct, structs

from detectors import day_sight, routine_words
from detectors.day_closing import Bounds, Seeing, closed
from detectors.day_figures import Rooms
from detectors.day_sight import Eye, Heard
from detectors.day_trace import Stay, Trace, What, later, more, whole
from detectors.doorway import is_exit
from detectors.stateless import NO_FINDINGS
from hub.core.activity import moved
from hub.core.coverage import SEES
from hub.core.localtime import at_local, local
from hub.core.places import Place, place
from hub.model.events import ROUTINE, ClockStepped, DeviceWent, Reading, RoutineCompared, Sensed, Tick
from hub.model.findings import Finding
from hub.model.household import LINKS_TO, Device, Settings
from hub.model.ids import RoomId
from hub.model.routine import Change, Compared, Day, Measure, Past

DAY_BEGINS = 4 * 60
"""Minutes after midnight at which a day ends and the next begins: fewest people are about (our choice)."""
NIGHT = (-6 * 60, 14 * 60)
"""Minutes before and after midnight within which the night is looked for: early to bed, and late up."""
DARK = (-2 * 60, 8 * 60)
"""The hours in which most people sleep."""
MISSING = 3600
"""Seconds of a night that may be missing at its beginning: on the first day more is, and it is no whole day."""
KEPT = 400
"""Days that are kept: a year to compare with, and a month."""
MACHINES = frozenset({"kettle", "cooker"})
"""What uses power because somebody does something. A fridge, a timer and a television do so by themselves."""
HEARS = frozenset({"motion", "presence", "contact", "flush", "pressure", "activity", "bed", "chair", "water",
                   "vibration", "tilt", "power", ROUTINE})  # fmt: skip
NOWHERE = RoomId("")
FORGOTTEN_AFTER = timedelta(days=28)
"""A change that has not been seen for so long is news when it comes again (our choice)."""
WORSE = 1.5
"""A change that was told is told again when it has grown by half (our choice)."""


class Noted(Struct, frozen=True):
    """A change that people were told of: when it was last seen, and how large it was when it was told."""

    seen: datetime
    by: float


class Diary(Struct, frozen=True):
    """The days so far, and the trace of the one under way.

    `noted`: the changes that people know of; `told`: when they were last told.
    `begun` is second 0 of the trace; `ends` when the day is over; `heard` when anything was heard last. `away`: the
    hub was told that nobody is at home, at some time of the day under way.
    """

    begun: datetime
    ends: datetime
    heard: datetime
    days: tuple[Day, ...] = ()
    trace: Trace = ()
    last: Stay | None = None
    sight: Heard = Heard()
    away: bool = False
    noted: dict[Measure, Noted] = {}
    told: datetime | None = None


class DailyMeasures(Struct, frozen=True, kw_only=True):
    """Keeps the days of the person who lives here. The fields are the settings."""

    name: ClassVar[str] = "daily measures"
    hears: ClassVar[frozenset[str]] = HEARS
    memory: ClassVar[type[Diary]] = Diary

    timezone: str
    rooms: Rooms
    eyes: tuple[Eye, ...]
    doors: tuple[Eye, ...]
    kit: dict[RoomId, str]
    away: bool
    every: timedelta
    detail: bool

    def start(self, at: datetime) -> Diary:
        """No day is known. The one under way is too short to be one."""
        return Diary(begun=at, ends=self._next_end(at), heard=at, away=self.away)

    def past(self, memory: Diary) -> Past:
        """The days so far."""
        return Past(days=memory.days, sorts=dict(self.rooms.sorts))

    def deadline(self, memory: Diary) -> datetime | None:
        """When the day is over; at once if it is news that nobody is at home."""
        return memory.heard if self.away and not memory.away else memory.ends

    def step(self, memory: Diary, event: Sensed) -> tuple[Diary, tuple[Finding, ...]]:
        """What is known after `event`."""
        if isinstance(event, Reading):
            return self._read(memory, event), NO_FINDINGS
        if isinstance(event, RoutineCompared):
            return self._compared(memory, event.compared, event.at)
        if self.away and not memory.away:
            memory = structs.replace(memory, away=True)
        if isinstance(event, Tick):
            return self._over(memory, event.at), NO_FINDINGS
        if isinstance(event, ClockStepped):
            return structs.replace(memory, ends=self._next_end(event.at), heard=event.at), NO_FINDINGS
        # What was found out about the time before comes first: the days that end now were not seen then.
        sight = day_sight.after(memory.sight, event)
        if sight is not memory.sight:
            memory = self._found_out(structs.replace(memory, sight=sight, heard=event.at), event)
        return self._over(memory, event.at), NO_FINDINGS

    # what the night made of it

    def _compared(self, memory: Diary, found: Compared, at: datetime) -> tuple[Diary, tuple[Finding, ...]]:
        """A note, if there is news in it, nobody is away, and the last note is long enough ago."""
        stale = not memory.days or found.until != memory.days[-1].day
        if stale or not found.changes or self.away or memory.away:
            return memory, NO_FINDINGS
        news = _is_news(memory.noted.get(found.changes[0].measure), found.changes[0], at)
        seen = {c.measure: Noted(at, memory.noted[c.measure].by) for c in found.changes if c.measure in memory.noted}
        if not news or (memory.told is not None and at - memory.told < self.every):
            return structs.replace(memory, noted=memory.noted | seen), NO_FINDINGS
        told = {c.measure: Noted(at, abs(c.now - c.usual)) for c in found.changes}
        says = routine_words.sentence if self.detail else routine_words.hidden
        finding = Finding(kind="routine change", at=at, because=says(found.changes))
        return structs.replace(memory, noted=memory.noted | told, told=at), (finding,)

    # what is seen

    def _read(self, memory: Diary, seen: Reading) -> Diary:
        if seen.room is None or not moved(seen) or (seen.kind == "power" and seen.use not in MACHINES):
            return memory
        what: What = "door" if is_exit(seen) else "bed" if self._in_bed(seen) else ""
        second = int((seen.at - memory.begun).total_seconds())
        trace, last = memory.trace, memory.last
        if second < 0:
            return memory
        trace, last = more(trace, last, Stay(second, second, seen.room, what))
        return Diary(memory.begun, memory.ends, seen.heard, memory.days, trace, last, memory.sight,
                     memory.away or self.away, memory.noted, memory.told)  # fmt: skip

    def _in_bed(self, seen: Reading) -> bool:
        lying = seen.kind == "pressure" and self.rooms.sorts.get(seen.room or NOWHERE) == "bedroom"
        return lying or seen.kind == "bed" or seen.use == "bed"

    def _found_out(self, memory: Diary, event: Sensed) -> Diary:
        """A device that is lost was silent before: days that were closed meanwhile did not see what it should show."""
        if not isinstance(event, DeviceWent) or event.to != "lost" or not memory.days:
            return memory
        first = self._day_of(event.since)
        days = tuple(
            Day(day=d.day, seen=0.0, kit=d.kit) if d.day >= first and not d.away else d for d in memory.days
        )  # fmt: skip
        return structs.replace(memory, days=days) if days != memory.days else memory

    # the day is over

    def _over(self, memory: Diary, at: datetime) -> Diary:
        while memory.ends <= at:
            memory = self._close(memory)
        return memory

    def _close(self, memory: Diary) -> Diary:
        ends, day = memory.ends, self._day_of(memory.ends) - timedelta(days=1)
        bounds = self._bounds(day, memory.begun)
        trace = whole(memory.trace, memory.last)
        seeing = self._seeing(memory, bounds)
        made = closed(day, trace, bounds, seeing, self._kit(memory))
        if memory.away and not made.away:
            made = Day(day=day, seen=made.seen, kit=made.kit, away=True)
        begun = at_local(day, 1440 + NIGHT[0], self.timezone)
        begun = max(begun, memory.begun)
        kept = later(trace, int((begun - memory.begun).total_seconds()))
        days = memory.days if bounds.night[0] < -MISSING else (*memory.days, made)[-KEPT:]
        return Diary(
            begun=begun, ends=self._next_end(ends), heard=ends, days=days, trace=kept,
            sight=day_sight.forgotten(memory.sight, begun), away=self.away, noted=memory.noted, told=memory.told,
        )  # fmt: skip

    def _seeing(self, memory: Diary, bounds: Bounds) -> Seeing:
        span = (bounds.night[0], bounds.day[1])
        dark = day_sight.unseen(memory.sight, self.eyes, memory.begun, span)
        doors = day_sight.unseen(memory.sight, self.doors, memory.begun, span)
        shares = day_sight.shares(dark, span)
        door = day_sight.shares(doors, span)
        return Seeing(self.rooms, shares, bool(door) and min(door.values()) >= 0.95)

    def _kit(self, memory: Diary) -> dict[RoomId, str]:
        """The same object as yesterday's, if it is the same: a year of days shares it."""
        before = memory.days[-1].kit if memory.days else None
        return before if before == self.kit else self.kit

    def _bounds(self, day: date, begun: datetime) -> Bounds:
        def second(minute: int) -> int:
            at = at_local(day + timedelta(days=minute // 1440), minute % 1440, self.timezone)
            return int((at - begun).total_seconds())

        return Bounds(
            (second(DAY_BEGINS), second(1440 + DAY_BEGINS)), (second(NIGHT[0]), second(NIGHT[1])),
            (second(DARK[0]), second(DARK[1])), second(0)
        )  # fmt: skip

    def _day_of(self, at: datetime) -> date:
        """The day to which a moment belongs: until four in the morning it is still yesterday."""
        return (local(at, self.timezone) - timedelta(minutes=DAY_BEGINS)).date()

    def _next_end(self, at: datetime) -> datetime:
        today = local(at, self.timezone).date()
        end = at_local(today, DAY_BEGINS, self.timezone)
        return end if end > at else at_local(today + timedelta(days=1), DAY_BEGINS, self.timezone)


def _is_news(before: Noted | None, change: Change, at: datetime) -> bool:
    """Whether people do not know of this change yet, or know of a much smaller one."""
    if before is None or at - before.seen > FORGOTTEN_AFTER:
        return True
    return abs(change.now - change.usual) >= WORSE * before.by


def of(settings: Settings) -> DailyMeasures | None:
    """The detector, if it was agreed, and something can see the resident."""
    eyes = tuple(_eyes(settings))
    if settings.home.service not in ("in service", "suspended") or not settings.agreed("routine") or not eyes:
        return None
    return DailyMeasures(
        timezone=settings.hub.timezone, rooms=Rooms(_sorts(settings, eyes)), eyes=eyes,
        doors=tuple(_eye(settings, d) for d in settings.devices if d.use == "exit door" and d.room is not None),
        kit=_kit(settings), away=settings.home.service == "suspended", every=settings.detectors.routine.every,
        detail=settings.agreed("routine detail"),
    )  # fmt: skip


def _eyes(settings: Settings) -> list[Eye]:
    """What sees somebody; in a room where nothing is known to, whatever speaks there (a flush, a water meter)."""
    placed = [d for d in settings.devices if d.room is not None]
    with_eyes = {d.room for d in placed if d.use in SEES}
    return [_eye(settings, d) for d in placed if d.use in SEES or (d.use == "other" and d.room not in with_eyes)]


def _eye(settings: Settings, device: Device) -> Eye:
    return Eye(device.id, device.room or NOWHERE, LINKS_TO[settings.source(device.id)])


def _sorts(settings: Settings, eyes: tuple[Eye, ...]) -> dict[RoomId, Place]:
    """What sort each room is that can be seen: of the others there is nothing to count."""
    named = {room.id: room.name for room in settings.rooms}
    return {room: place(room, named.get(room, "")) for room in sorted({eye.room for eye in eyes})}


def _kit(settings: Settings) -> dict[RoomId, str]:
    """A short sum over the sensors of each room: another one, or one less, is another kit."""
    named: dict[RoomId, list[str]] = {}
    for device in settings.devices:
        if device.room is not None and (device.use in SEES or device.use == "exit door"):
            named.setdefault(device.room, []).append(device.id)
    return {room: f"{crc32(' '.join(sorted(ids)).encode()):08x}" for room, ids in sorted(named.items())}
