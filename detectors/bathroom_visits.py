"""Were there many visits to the bathroom in one night? Counted at night, told in the morning."""

from datetime import datetime, timedelta
from typing import ClassVar

from msgspec import Struct, structs

from detectors.night_hours import Night, bathrooms, hers_at_night, night_of, same_time_of_day, seen_rooms
from detectors.sight import Sight, Watching, after, eyes
from detectors.stateless import NO_FINDINGS
from detectors.usual import Values, middle, with_one_more
from hub.core.activity import NOBODYS, shows_movement
from hub.core.hours import Hours, daily
from hub.model.events import ACTIVITY, ClockStepped, DeviceWent, HubStarted, LinkChanged, Reading, Sensed, Tick
from hub.model.findings import Finding
from hub.model.household import Settings
from hub.model.ids import RoomId

KNOWN_FROM = 14
"""Nights from which on her own number is usual (our choice: two weeks)."""

APART = timedelta(minutes=3)
"""Movement in the bathroom so soon after the last is the same visit, also if the hall's sensor saw her meanwhile."""

LONGEST_VISIT = timedelta(minutes=20)
"""Movement in the bathroom after a pause like this is another visit, also if nothing else was seen between."""

NOT_SEEN = timedelta(minutes=10)
"""Time unseen after which a night is not counted at all: a restart of zigbee2mqtt takes less."""


class Visits(Struct, frozen=True):
    """The night, the visits in it so far, and the usual numbers.

    `last`: the last movement in the bathroom; `elsewhere`: some was seen elsewhere after it. `seen`: whether anybody
    was seen tonight. `unsure`: part of it could not be seen.
    """

    night: Night
    count: int = 0
    last: datetime | None = None
    elsewhere: bool = True
    seen: bool = False
    unsure: bool = False
    usual: Values = ()
    sight: Sight = Sight()


class BathroomVisits(Struct, frozen=True, kw_only=True):
    """More visits in a night than `most`, or than her usual number and `more`, are a finding in the morning."""

    name: ClassVar[str] = "bathroom visits"
    hears: ClassVar[frozenset[str]] = ACTIVITY - NOBODYS
    memory: ClassVar[type[Visits]] = Visits

    hours: Hours
    timezone: str
    bathrooms: frozenset[RoomId]
    most: int
    more: int
    watching: Watching
    here: bool

    def start(self, at: datetime) -> Visits:
        """No visit yet; a night that has begun is not whole."""
        night = night_of(self.hours, at, self.timezone)
        return Visits(night, unsure=night.has(at))

    def deadline(self, memory: Visits) -> datetime | None:
        """When the night is over."""
        return memory.night.ends if self.here else None

    def step(self, memory: Visits, event: Sensed) -> tuple[Visits, tuple[Finding, ...]]:
        """What is known after `event`."""
        if isinstance(event, Reading):
            if event.at < memory.night.begins or not self.here:
                return memory, NO_FINDINGS
            return self._seen(memory, event), NO_FINDINGS
        if isinstance(event, Tick):
            return self._over(memory, event.at)
        return self._looked(memory, event), NO_FINDINGS

    def _seen(self, memory: Visits, seen: Reading) -> Visits:
        if not shows_movement(seen) or seen.at >= memory.night.ends:
            return memory
        if seen.room not in self.bathrooms:
            if memory.seen and memory.elsewhere:
                return memory
            return structs.replace(memory, seen=True, elsewhere=True)
        last = memory.last
        if last is not None and seen.at <= last:
            return memory
        pause = LONGEST_VISIT if last is None else seen.at - last
        another = pause >= LONGEST_VISIT or (memory.elsewhere and pause >= APART)
        return structs.replace(memory, count=memory.count + another, last=seen.at, elsewhere=False, seen=True)

    def _over(self, memory: Visits, at: datetime) -> tuple[Visits, tuple[Finding, ...]]:
        if at < memory.night.ends:
            return memory, NO_FINDINGS
        night = night_of(self.hours, at, self.timezone)
        blind = memory.sight.blind_since is not None
        next_one = Visits(night, usual=memory.usual, sight=memory.sight, unsure=blind)
        late = at - memory.night.ends >= NOT_SEEN  # nobody watched at its end: she was away
        if memory.unsure or blind or late or not memory.seen:
            return next_one, NO_FINDINGS
        learned = structs.replace(next_one, usual=with_one_more(memory.usual, memory.count))
        return learned, (self._told(memory, at),) if memory.count > self._allowed(memory.usual) else NO_FINDINGS

    def _allowed(self, usual: Values) -> float:
        """How many are fine: her usual number and some more; what the settings say, where that is sooner."""
        if len(usual) < KNOWN_FROM:
            return self.most
        hers = middle(usual) + self.more
        return min(hers, self.most) if self.most > middle(usual) else hers

    def _told(self, memory: Visits, at: datetime) -> Finding:
        because = f"{memory.count} visits to the bathroom last night"
        if len(memory.usual) >= KNOWN_FROM:
            because = f"{because}, usually {middle(memory.usual):g}"
        return Finding(kind="bathroom at night", at=at, because=because, room=min(self.bathrooms))

    def _looked(self, memory: Visits, event: Sensed) -> Visits:
        """A night in which the bathroom could not be seen for a while is neither told nor learned."""
        if isinstance(event, HubStarted):
            return self._gap(memory, event.last_alive, event.at)
        if isinstance(event, ClockStepped):
            night = night_of(self.hours, event.at, self.timezone)
            return structs.replace(memory, night=night, unsure=memory.unsure or not same_time_of_day(event.by))
        if not isinstance(event, DeviceWent | LinkChanged):
            return memory
        sight, since = after(memory.sight, event, self.watching), memory.sight.blind_since
        if sight is memory.sight:
            return memory
        memory = structs.replace(memory, sight=sight)
        return self._gap(memory, since, event.at) if since is not None and sight.blind_since is None else memory

    def _gap(self, memory: Visits, since: datetime, until: datetime) -> Visits:
        missed = min(until, memory.night.ends) - max(since, memory.night.begins)
        if until >= memory.night.ends:
            night = night_of(self.hours, until, self.timezone)
            return Visits(night, usual=memory.usual, sight=memory.sight, unsure=night.has(until))
        return structs.replace(memory, unsure=True) if missed >= NOT_SEEN else memory


def of(settings: Settings) -> BathroomVisits | None:
    """The detector, if it was agreed, what moves at night is hers, and the bathroom and another room are seen.

    While she is away it keeps what it has learned.
    """
    rooms, numbers, seen = bathrooms(settings), settings.detectors.night, seen_rooms(settings)
    lives = settings.home.service in ("in service", "suspended") and settings.agreed("routine")
    if not lives or not hers_at_night(settings) or not rooms & seen or not seen - rooms:
        return None
    here = {d.id for d in settings.devices if d.room in rooms}
    return BathroomVisits(
        hours=daily(numbers.hours), timezone=settings.hub.timezone, bathrooms=rooms & seen,
        most=numbers.bathroom_visits, more=numbers.bathroom_more, here=settings.home.service == "in service",
        watching={device: links for device, links in eyes(settings).items() if device in here},
    )  # fmt: skip
