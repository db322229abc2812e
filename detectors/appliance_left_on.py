"""Was an appliance left on? A plug takes much power for long, and nobody is near.

A thermostat switches irons and hobs off and on again: short pauses count as on. Fridges and freezers take less power.
"""

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import ClassVar

from msgspec import Struct, structs

from detectors.night_hours import seen_rooms
from detectors.stateless import NO_FINDINGS
from detectors.telling import clock, span
from detectors.usual import Values, high, with_one_more
from hub.core.activity import NOBODYS, shows_movement
from hub.model.events import ACTIVITY, DeviceWent, HubStarted, LinkChanged, Reading, Sensed, SightChanged, Tick
from hub.model.findings import Finding
from hub.model.household import LINKS_TO, Settings, Use
from hub.model.ids import DeviceId, RoomId

METERED: tuple[Use, ...] = ("cooker", "plug", "kettle")
"""Uses of devices that may be left on. A fridge is on for ever."""

A_USE = timedelta(minutes=2)
"""Shorter is a kettle or a toaster, and teaches nothing of how long things are on (our choice)."""

KNOWN_FROM = 10
"""Uses from which on this home's own are known (our choice)."""

HALF_AS_LONG_AGAIN = 1.5
"""Times what nine in ten uses do not exceed (our choice)."""

COOKER_AT_MOST = 3
"""Times the setting: what is dangerous may not be learned to be usual without bound (our choice)."""

AT_MOST = timedelta(hours=24)
"""A heater that runs all day in winter is its owner's choice; one that never rests is told (our choice)."""


NOT_HEARD = timedelta(minutes=5)
"""A hub that was off for less has missed nothing that matters here: a plug reports at least so often (our choice)."""


class Watched(Struct, frozen=True):
    """One appliance: its name and room, how long it may be on, and how far that may be learned."""

    name: str
    room: RoomId | None
    kind: str
    lasts: timedelta
    most: timedelta
    links: frozenset[str]


class Run(Struct, frozen=True):
    """An appliance that is on: since when, and since when it pauses; when somebody was last near."""

    since: datetime
    pauses: datetime | None = None
    near: datetime | None = None
    told: bool = False


class Running(Struct, frozen=True):
    """What is on, how long each appliance usually is, in minutes, and what was told and is not known to be off yet."""

    runs: dict[DeviceId, Run] = {}
    usual: dict[DeviceId, Values] = {}
    told: frozenset[DeviceId] = frozenset()
    hidden: frozenset[RoomId] = frozenset()
    due: datetime | None = None


class ApplianceLeftOn(Struct, frozen=True, kw_only=True):
    """An appliance that is on for longer than usual, with nobody near for `nobody_for`, is a finding."""

    name: ClassVar[str] = "appliance left on"
    hears: ClassVar[frozenset[str]] = (ACTIVITY - NOBODYS) | {"power"}
    memory: ClassVar[type[Running]] = Running

    appliances: Mapping[DeviceId, Watched]
    on_above: float
    off_for: timedelta
    nobody_for: timedelta
    seen: frozenset[RoomId]
    timezone: str

    def start(self, at: datetime) -> Running:
        """Nothing is known to be on."""
        return Running()

    def deadline(self, memory: Running) -> datetime | None:
        """When something has been on for too long, or off for long enough to be off."""
        return memory.due

    def step(self, memory: Running, event: Sensed) -> tuple[Running, tuple[Finding, ...]]:
        """What is known after `event`."""
        if isinstance(event, Reading):
            if event.kind == "power":
                return self._power(memory, event) if event.device in self.appliances else (memory, NO_FINDINGS)
            if not memory.runs or not shows_movement(event):
                return memory, NO_FINDINGS
            return self._near(memory, event), NO_FINDINGS
        if isinstance(event, Tick):
            return self._late(memory, event.at)
        return self._looked(memory, event), NO_FINDINGS

    def _power(self, memory: Running, seen: Reading) -> tuple[Running, tuple[Finding, ...]]:
        if seen.cached or isinstance(seen.value, str):
            return memory, NO_FINDINGS
        run = memory.runs.get(seen.device)
        # A meter that says only whether it is on is one of an old recording.
        on = seen.value if isinstance(seen.value, bool) else seen.value > self.on_above
        if not on:
            return self._less(memory, run, seen)
        if run is None:
            run = Run(seen.at, near=seen.at if seen.edge else None, told=seen.device in memory.told)
        elif run.pauses is not None:
            run = structs.replace(run, pauses=None)
        else:
            return memory, NO_FINDINGS
        return self._armed(structs.replace(memory, runs={**memory.runs, seen.device: run}), seen.heard), NO_FINDINGS

    def _less(self, memory: Running, run: Run | None, seen: Reading) -> tuple[Running, tuple[Finding, ...]]:
        """It takes less power: perhaps by its thermostat, perhaps it was switched off."""
        if run is None:
            return self._off(memory, seen.device, seen.heard)
        if run.pauses is not None or seen.at < run.since:
            return memory, NO_FINDINGS
        runs = {**memory.runs, seen.device: structs.replace(run, pauses=seen.at)}
        return self._armed(structs.replace(memory, runs=runs), seen.heard), NO_FINDINGS

    def _off(self, memory: Running, device: DeviceId, at: datetime) -> tuple[Running, tuple[Finding, ...]]:
        """It is off; who was told that it is on hears so."""
        if device not in memory.told:
            return memory, NO_FINDINGS
        watched = self.appliances[device]
        over = Finding(kind=watched.kind, turn="restored", at=at, because=f"{watched.name} is off again",
                       device=device, room=watched.room)  # fmt: skip
        return structs.replace(memory, told=memory.told - {device}), (over,)

    def _near(self, memory: Running, seen: Reading) -> Running:
        here = {d: run for d, run in memory.runs.items() if self._is_near(d, run, seen)}
        if not here:
            return memory
        runs = {**memory.runs, **{device: structs.replace(run, near=seen.at) for device, run in here.items()}}
        return self._armed(structs.replace(memory, runs=runs), seen.heard)

    def _is_near(self, device: DeviceId, run: Run, seen: Reading) -> bool:
        watched = self.appliances.get(device)
        return watched is not None and watched.room == seen.room and seen.at > (run.near or run.since)

    # when it is too long

    def _late(self, memory: Running, at: datetime) -> tuple[Running, tuple[Finding, ...]]:
        found: list[Finding] = []
        for device, run in memory.runs.items():
            if run.pauses is not None and run.pauses + self.off_for <= at:
                memory, over = self._ended(memory, device, run, at)
                found += over
            elif (due := self._due(memory, device, run)) is not None and due <= at:
                found.append(self._left_on(memory, device, run, at))
                runs = {**memory.runs, device: structs.replace(run, told=True)}
                memory = structs.replace(memory, runs=runs, told=memory.told | {device})
        return self._armed(memory, at), tuple(found)

    def _ended(
        self, memory: Running, device: DeviceId, run: Run, at: datetime
    ) -> tuple[Running, tuple[Finding, ...]]:  # fmt: skip
        lasted = (run.pauses or at) - run.since
        runs = {key: each for key, each in memory.runs.items() if key != device}
        usual = memory.usual
        if lasted >= A_USE:
            usual = {**usual, device: with_one_more(usual.get(device, ()), lasted.total_seconds() / 60)}
        return self._off(structs.replace(memory, runs=runs, usual=usual), device, at)

    def _due(self, memory: Running, device: DeviceId, run: Run) -> datetime | None:
        """When this run is told, or is over."""
        watched = self.appliances.get(device)
        if run.pauses is not None:
            return run.pauses + self.off_for
        if run.told or watched is None:
            return None
        due = run.since + self._lasts(watched, memory.usual.get(device, ()))
        sees = watched.room in self.seen and watched.room not in memory.hidden
        return max(due, run.near + self.nobody_for) if sees and run.near is not None else due

    def _lasts(self, watched: Watched, usual: Values) -> timedelta:
        if len(usual) < KNOWN_FROM:
            return watched.lasts
        hers = timedelta(minutes=high(usual)) * HALF_AS_LONG_AGAIN
        return min(max(watched.lasts, hers), watched.most)

    def _left_on(self, memory: Running, device: DeviceId, run: Run, at: datetime) -> Finding:
        watched = self.appliances[device]
        since = clock(run.since, at, self.timezone)
        if watched.room in self.seen and watched.room not in memory.hidden and run.near is not None:
            because = f"{watched.name} is on since {since}, nobody there since {clock(run.near, at, self.timezone)}"
        else:
            because = f"{watched.name} is on since {since}, for {span(at - run.since)}"
        return Finding(kind=watched.kind, at=at, because=because, device=device, room=watched.room)

    # what could not be seen

    def _looked(self, memory: Running, event: Sensed) -> Running:
        """What cannot be heard is not known to be on: it counts anew from its next report."""
        gone: set[DeviceId] = set()
        if isinstance(event, HubStarted):
            gone = set(memory.runs) if event.at - event.last_alive >= NOT_HEARD else set()
        elif isinstance(event, DeviceWent) and event.to == "lost":
            gone = {event.device}
        elif isinstance(event, LinkChanged) and not event.up:
            gone = {device for device, watched in self.appliances.items() if event.link in watched.links}
        elif isinstance(event, SightChanged) and event.room is not None:
            hidden = memory.hidden - {event.room} if event.seen else memory.hidden | {event.room}
            return self._armed(structs.replace(memory, hidden=hidden), event.at)
        gone |= memory.runs.keys() - self.appliances.keys()
        runs = {device: run for device, run in memory.runs.items() if device not in gone}
        return self._armed(structs.replace(memory, runs=runs), event.at) if len(runs) < len(memory.runs) else memory

    def _armed(self, memory: Running, now: datetime) -> Running:
        dues = [due for device, run in memory.runs.items() if (due := self._due(memory, device, run)) is not None]
        due = max(min(dues), now) if dues else None
        return memory if due == memory.due else structs.replace(memory, due=due)


def of(settings: Settings) -> ApplianceLeftOn | None:
    """The detector, if it was agreed, the resident lives here now, and a plug may tell its power."""
    numbers = settings.detectors.appliances
    metered = [device for device in settings.devices if device.use in METERED]
    if settings.home.service != "in service" or not settings.agreed("environment") or not metered:
        return None
    appliances = {}
    for device in metered:
        lasts = numbers.cooker_for if device.use == "cooker" else numbers.others_for
        urgent = device.use in numbers.urgent
        appliances[device.id] = Watched(
            device.name, device.room, "left on" if urgent else "appliance left on", lasts,
            max(lasts * COOKER_AT_MOST if urgent else AT_MOST, lasts), LINKS_TO[settings.source(device.id)],
        )  # fmt: skip
    return ApplianceLeftOn(
        appliances=appliances, on_above=numbers.on_above, off_for=numbers.off_for, nobody_for=numbers.nobody_for,
        seen=seen_rooms(settings) - _only_meters(settings), timezone=settings.hub.timezone,
    )  # fmt: skip


def _only_meters(settings: Settings) -> frozenset[RoomId]:
    """Rooms that only a plug sees: that it is on does not show that somebody is there."""
    others = {
        d.room for d in settings.devices if d.use in ("motion", "presence", "door", "window", "chair", "vibration")
    }
    return frozenset(room for room in seen_rooms(settings) if room not in others)
