"""Was neither the fridge nor the kettle used by the usual time of the morning? Advice: somebody may ring and ask."""

from datetime import datetime, timedelta
from typing import ClassVar

from msgspec import Struct, structs

from detectors.doorway import DoorUse, is_exit, shows_inside, used
from detectors.night_hours import same_time_of_day
from detectors.sight import Sight, Watching, after_where_each_counts, eyes
from detectors.stateless import NO_FINDINGS
from detectors.usual import Values, high, middle, with_one_more
from hub.core.activity import NOBODYS, moved, shows_movement
from hub.core.localtime import at_local, clock_time, local
from hub.model.events import ACTIVITY, ClockStepped, DeviceWent, HubStarted, LinkChanged, Reading, Sensed, Tick
from hub.model.findings import Finding
from hub.model.household import Settings, Use
from hub.model.ids import DeviceId

KITCHEN: tuple[Use, ...] = ("fridge", "kettle")
"""What everybody uses in the morning."""

DAY_BEGINS = 4 * 60
"""Minute of the day: an early tea is of the new day, a late one of the old (our choice)."""

KNOWN_FROM = 10
"""Mornings from which on her own time is known."""

LATER = 60
"""Minutes after the time by which nine mornings in ten have begun (our choice)."""

NOT_THAT_DAY = 24 * 60.0
"""The minute of a day on which they were not used at all: later than any."""

BOILS = 500.0
"""W: a kettle takes 1,500 to 3,000, what keeps warm less than 100."""

NOT_SEEN = timedelta(minutes=15)
"""Time unseen after which nobody knows whether they were used: a restart takes less (our choice)."""


class Morning(Struct, frozen=True):
    """Whether they were used today, and the minutes of the day of the first uses so far (`NOT_THAT_DAY`: of none).

    `begins` and `ends` of the day; `due`: when it is late, absent once it was asked. `door`: the exit door's last use
    with nobody seen inside since. `unsure`: part of the morning could not be seen. `told`: that they were not used.
    """

    begins: datetime
    ends: datetime
    due: datetime | None = None
    used: bool = False
    unsure: bool = False
    told: bool = False
    door: DoorUse | None = None
    firsts: Values = ()
    sight: Sight = Sight()


class NotUsedBy(Struct, frozen=True, kw_only=True):
    """No use of these devices by the usual time, while she is at home and they are heard: a finding, advice only."""

    name: ClassVar[str] = "not used by"
    hears: ClassVar[frozenset[str]] = (ACTIVITY - NOBODYS) | {"power"}
    memory: ClassVar[type[Morning]] = Morning

    devices: frozenset[DeviceId]
    names: tuple[str, ...]
    by: int
    settle: timedelta
    timezone: str
    watching: Watching
    here: bool

    def start(self, at: datetime) -> Morning:
        """A day of which the beginning was not seen."""
        begins, ends = self._day(at)
        return Morning(begins, ends, unsure=True)

    def deadline(self, memory: Morning) -> datetime | None:
        """When it is late, or the day is over; while she is away at once, to forget the day that she left."""
        if self.here:
            return memory.due or memory.ends
        return None if _is_forgotten(memory) else memory.begins

    def step(self, memory: Morning, event: Sensed) -> tuple[Morning, tuple[Finding, ...]]:
        """What is known after `event`."""
        if not self.here:
            return self._away(memory, event), NO_FINDINGS
        if isinstance(event, Reading):
            return self._read(memory, event)
        if isinstance(event, Tick):
            return self._late(memory, event.at)
        return self._looked(memory, event), NO_FINDINGS

    def _read(self, memory: Morning, seen: Reading) -> tuple[Morning, tuple[Finding, ...]]:
        if seen.device in self.devices:
            return self._used(memory, seen) if _is_use(seen) else (memory, NO_FINDINGS)
        if memory.door is None and seen.use != "exit door":
            return memory, NO_FINDINGS
        if is_exit(seen):
            return (self._through(memory, seen) if moved(seen) else memory), NO_FINDINGS
        inside = memory.door is not None and shows_movement(seen) and shows_inside(memory.door, seen, self.settle)
        return (structs.replace(memory, door=None) if inside else memory), NO_FINDINGS

    def _through(self, memory: Morning, seen: Reading) -> Morning:
        if memory.door is None and seen.value is not True:
            return memory
        return structs.replace(memory, door=used(memory.door, seen))

    def _used(self, memory: Morning, seen: Reading) -> tuple[Morning, tuple[Finding, ...]]:
        """Somebody uses one of them; the first of the day is learned."""
        if seen.at >= memory.ends:
            memory = self._next(memory, seen.at)
        if (memory.used and memory.door is None) or seen.at < memory.begins:
            return memory, NO_FINDINGS
        clock = local(seen.at, self.timezone)
        learns = not memory.used and not memory.unsure
        firsts = with_one_more(memory.firsts, clock.hour * 60 + clock.minute) if learns else memory.firsts
        found = (self._found(seen.heard, f"{seen.name} is used", over=True),) if memory.told else NO_FINDINGS
        return structs.replace(memory, used=True, due=None, told=False, door=None, firsts=firsts), found

    def _late(self, memory: Morning, at: datetime) -> tuple[Morning, tuple[Finding, ...]]:
        if at >= memory.ends:  # much later only if nobody watched at the day's end
            unsure = at - memory.ends >= NOT_SEEN
            return self._next(memory if unsure else self._none_that_day(memory), at, unsure=unsure), NO_FINDINGS
        if memory.due is None or at < memory.due:
            return memory, NO_FINDINGS
        asked, by = structs.replace(memory, due=None), self._by(memory.firsts)
        if by is None or self._is_not_known(memory):
            return asked, NO_FINDINGS
        because = f"no use of {', '.join(self.names)} by {clock_time(by)}"
        if len(memory.firsts) >= KNOWN_FROM:
            because = f"{because}, usually by {clock_time(round(middle(memory.firsts)))}"
        return structs.replace(asked, told=True), (self._found(at, because),)

    def _is_not_known(self, memory: Morning) -> bool:
        """Whether part of the day was not seen, or she may be out."""
        return memory.unsure or memory.door is not None or memory.sight.blind_since is not None

    def _none_that_day(self, memory: Morning) -> Morning:
        """A day is over on which they were not used: that it happens is learned too."""
        if memory.used or self._is_not_known(memory):
            return memory
        return structs.replace(memory, firsts=with_one_more(memory.firsts, NOT_THAT_DAY))

    def _found(self, at: datetime, because: str, *, over: bool = False) -> Finding:
        return Finding(kind="not used", at=at, because=because, turn="restored" if over else "concern")

    def _by(self, firsts: Values) -> int | None:
        """The minute of the day at which it is late; none where more than one day in ten goes without."""
        if len(firsts) < KNOWN_FROM:
            return self.by
        return None if high(firsts) >= NOT_THAT_DAY else min(round(high(firsts)) + LATER, 24 * 60 - 1)

    def _day(self, at: datetime) -> tuple[datetime, datetime]:
        """When the present day began, and when it ends."""
        today = local(at - timedelta(minutes=DAY_BEGINS), self.timezone).date()
        begins = at_local(today, DAY_BEGINS, self.timezone)
        ends = at_local(today + timedelta(days=1), DAY_BEGINS, self.timezone)
        return (begins, ends) if at < ends else (ends, at_local(today + timedelta(days=2), DAY_BEGINS, self.timezone))

    def _next(self, memory: Morning, at: datetime, *, unsure: bool = False) -> Morning:
        """The day that it is at `at`, with what is known from before. Whoever did not come back last night is out."""
        begins, ends = self._day(at)
        by = self._by(memory.firsts)
        due = None if by is None else at_local(local(begins, self.timezone).date(), by, self.timezone)
        due = due if due is not None and due > at else None
        return structs.replace(memory, begins=begins, ends=ends, due=due, used=False, unsure=unsure)

    # what could not be seen

    def _away(self, memory: Morning, event: Sensed) -> Morning:
        """She is away: what was learned stays, and the day on which she is back does not count."""
        if _is_forgotten(memory):
            return memory
        return structs.replace(memory, unsure=True, due=None, door=None, told=False)

    def _looked(self, memory: Morning, event: Sensed) -> Morning:
        """A morning in which they could not be heard for a while is neither told nor learned."""
        if isinstance(event, HubStarted):
            return self._gap(memory, event.last_alive, event.at)
        if isinstance(event, ClockStepped):
            return self._corrected(memory, event)
        if not isinstance(event, DeviceWent | LinkChanged):
            return memory
        sight, since = after_where_each_counts(memory.sight, event, self.watching), memory.sight.blind_since
        if sight is memory.sight:
            return memory
        memory = structs.replace(memory, sight=sight)
        return self._gap(memory, since, event.at) if since is not None and sight.blind_since is None else memory

    def _corrected(self, memory: Morning, event: ClockStepped) -> Morning:
        """The day by the right clock. What was seen counts if it was the right time of day, as near as matters."""
        fresh = self._next(memory, event.at, unsure=memory.unsure or not same_time_of_day(event.by))
        late = fresh.due or event.at  # a correction may jump over the time at which it is asked
        return structs.replace(fresh, used=memory.used, due=None if memory.due is None else late)

    def _gap(self, memory: Morning, since: datetime, until: datetime) -> Morning:
        if until >= memory.ends:
            begins, _ = self._day(until)
            return self._next(memory, until, unsure=until - max(since, begins) >= NOT_SEEN)
        unsure = memory.unsure or (not memory.used and until - max(since, memory.begins) >= NOT_SEEN)
        due = None if memory.due is None or unsure else max(memory.due, until)
        return structs.replace(memory, unsure=unsure, due=due)


def _is_forgotten(memory: Morning) -> bool:
    return memory.unsure and memory.due is None and memory.door is None and not memory.told


def _is_use(seen: Reading) -> bool:
    """Whether somebody used it now: opened its door, moved it, or boils water."""
    if seen.kind == "power" and not isinstance(seen.value, bool | str):
        return not seen.cached and seen.edge and seen.value >= BOILS
    return moved(seen) and seen.value is True


def of(settings: Settings) -> NotUsedBy | None:
    """The detector, if it was agreed, what is used is the resident's doing, and a fridge or kettle tells of its use.

    While she is away it keeps what it has learned.
    """
    lives = settings.home.service in ("in service", "suspended") and settings.agreed("routine")
    devices = [device for device in settings.devices if device.use in KITCHEN]
    alone = len(settings.residents) == 1 and settings.home.others != "lives with others"
    if not lives or not alone or not devices:
        return None
    ids = frozenset(device.id for device in devices)
    hour, minute = map(int, settings.detectors.appliances.used_by.split(":"))
    return NotUsedBy(
        devices=ids, names=tuple(device.name for device in devices), by=hour * 60 + minute,
        settle=settings.detectors.inactivity.home_again_after, timezone=settings.hub.timezone,
        watching={device: links for device, links in eyes(settings).items() if device in ids},
        here=settings.home.service == "in service",
    )  # fmt: skip
