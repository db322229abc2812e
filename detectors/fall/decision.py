"""Did somebody who wears a sensor fall? An impact is told at once and may be cancelled; what follows decides."""

from collections.abc import Callable, Iterator, Mapping
from datetime import UTC, datetime
from typing import ClassVar

from msgspec import Struct, structs

from detectors.doorway import is_exit
from detectors.fall.first_week import tried
from detectors.fall.memory import Falls, Radar, Worn
from detectors.fall.model import Model
from detectors.fall.saying import alarms
from detectors.fall.strike import Seen
from detectors.fall.wearing import VISITOR, Rules, Wearer, Wearing
from detectors.sight import Watching, after, eyes
from detectors.stateless import NO_FINDINGS
from detectors.telling import clock
from hub.core.activity import moved
from hub.model.events import (
    ACTIVITY,
    PRESSES,
    WORN,
    Cancelled,
    DeviceWent,
    HubStarted,
    Impact,
    LinkChanged,
    Movement,
    Reading,
    Sensed,
    Tick,
)
from hub.model.findings import Finding
from hub.model.household import Placement, Settings
from hub.model.ids import DeviceId

NOT_A_PERSON = frozenset({"vibration"})
"""A vibration sensor's "fall" is a thing that was dropped, never a person (behaviour 23)."""

START = Falls()
NOBODY_ASKS = datetime.min.replace(tzinfo=UTC)
"""A deadline does not depend on the present."""
Step = tuple[Falls, tuple[Finding, ...]]


class WornFall(Struct, frozen=True, kw_only=True):
    """Judges the impacts of every worn device by what its wearer, the home and the radars show afterwards."""

    name: ClassVar[str] = "worn fall"
    hears: ClassVar[frozenset[str]] = ACTIVITY | {"fall", "maybe fall", WORN}
    memory: ClassVar[type[Falls]] = Falls

    wearers: dict[DeviceId, Wearer]
    rules: Rules
    watching: Watching

    def start(self, at: datetime) -> Falls:
        """Nothing is known of anybody."""
        return START

    def deadline(self, memory: Falls) -> datetime | None:
        """When something runs out: the time to cancel, a watch over somebody who may lie there, a first week."""
        return memory.due if memory.rules == self.rules.key else self._next(memory)

    def of_devices(self, memory: Falls, at: datetime) -> dict[DeviceId, str]:
        """Whether each calls by itself yet, and whether it is worn."""
        return {device: self._of_device(memory.devices.get(device), at) for device in self.wearers}

    def _of_device(self, worn: Worn | None, at: datetime) -> str:
        week = worn.week if worn is not None else None
        if worn is None or week is None or week.since is None:
            return "not worn yet"
        if worn.unworn:
            return f"not worn since {clock(worn.alive, at, self.rules.timezone)}"
        raised = f", {alarms(week.raised)} raised" if week.raised else ""
        if week.over:
            rate = f"; its first week: {alarms(week.count)} counted{raised}" if self.rules.first_week else ""
            return f"calls for help by itself{rate}"
        return f"{tried(week, at, self.rules.first_week)}; {alarms(week.count)} would have been raised{raised}"

    def step(self, memory: Falls, event: Sensed) -> Step:
        """What is known after `event`."""
        after_it, found = self._stepped(memory, event)
        if after_it.devices is not memory.devices or after_it.rules != self.rules.key:
            after_it = structs.replace(after_it, due=self._next(after_it), rules=self.rules.key)
        return after_it, found

    def _next(self, memory: Falls) -> datetime | None:
        dues = (one.next() for one in self._all(memory, NOBODY_ASKS))
        return min((due for due in dues if due is not None), default=None)

    def _stepped(self, memory: Falls, event: Sensed) -> Step:
        if isinstance(event, Reading):
            return self._read(memory, event)
        if isinstance(event, Impact | Movement):
            return self._worn(memory, event)
        if isinstance(event, Tick):
            return self._each(memory, event.at, Wearing.due)
        if isinstance(event, HubStarted):
            gap = event.at - event.last_alive
            return self._each(memory, event.at, lambda one: one.unseen(gap))
        if isinstance(event, Cancelled):
            mine, by = event.kind == "fall", event.resident
            return self._each(memory, event.at, lambda one: one.cancelled(by)) if mine else (memory, NO_FINDINGS)
        if isinstance(event, DeviceWent | LinkChanged):
            sight = after(memory.sight, event, self.watching)
            return memory if sight is memory.sight else structs.replace(memory, sight=sight), NO_FINDINGS
        return memory, NO_FINDINGS

    def _worn(self, memory: Falls, event: Impact | Movement) -> Step:
        wearer = self.wearers.get(event.device)
        if wearer is None:
            return memory, NO_FINDINGS
        one = Wearing(self.rules, event.device, wearer, memory, memory.devices.get(event.device), event.at)
        one.took(event)
        return memory.of(event.device, one.now), tuple(one.found)

    def _read(self, memory: Falls, seen: Reading) -> Step:
        if seen.kind in ("fall", "maybe fall"):
            return self._radar(memory, seen)
        if not moved(seen):
            return memory, NO_FINDINGS
        if is_exit(seen) and (memory.door is None or seen.at > memory.door):
            memory = structs.replace(memory, door=seen.at)
        if memory.moved is not None and seen.at <= memory.moved:
            return memory, NO_FINDINGS
        door = memory.door
        last, room = memory.room, seen.room if seen.kind not in PRESSES else None
        memory = structs.replace(memory, moved=seen.at, room=room or last)
        if room is None or not any(worn.strike for worn in memory.devices.values()):
            return memory, NO_FINDINGS
        through = door is not None and seen.at - door < VISITOR
        where = Seen(room, seen.at)
        return self._each(memory, seen.heard, lambda one: one.home(where, through=through))

    def _radar(self, memory: Falls, seen: Reading) -> Step:
        news = seen.edge and seen.value is True and not seen.cached and seen.use not in NOT_A_PERSON
        if not news or seen.device in self.wearers:
            return memory, NO_FINDINGS
        name = seen.name if seen.known else f"unknown device {seen.name}"
        radar = Radar(seen.at, name, seen.room, seen.kind == "fall", seen.worn_by)
        return self._each(structs.replace(memory, radar=radar), seen.heard, lambda one: one.radar(radar))

    def _each(self, memory: Falls, at: datetime, do: Callable[[Wearing], None]) -> Step:
        found: tuple[Finding, ...] = ()
        for one in self._all(memory, at):
            do(one)
            memory = memory.of(one.device, one.now)
            found += tuple(one.found)
        return memory, found

    def _all(self, memory: Falls, at: datetime) -> Iterator[Wearing]:
        for device, worn in memory.devices.items():
            if (wearer := self.wearers.get(device)) is not None:
                yield Wearing(self.rules, device, wearer, memory, worn, at)


def of(settings: Settings, models: Mapping[Placement, Model]) -> WornFall | None:
    """The detector, if somebody wears a device whose acceleration tells falls, and its model is there."""
    only = settings.residents[0].id if len(settings.residents) == 1 else None
    wearers = {
        device.id: Wearer(device.name, device.worn_by or only, device.placement, models[device.placement])
        for device in settings.devices
        if device.feels_falls and device.placement is not None and device.placement in models
    }
    if not wearers:
        return None
    watching, numbers = eyes(settings), settings.detectors.falls
    rules = Rules(
        timezone=settings.hub.timezone, rooms={room.id: room.name for room in settings.rooms},
        alone=settings.alone, eyes=bool(watching), single=only is not None,
        cancel=settings.timers.cancel, first_week=numbers.first_week, long_lie=numbers.long_lie,
    )  # fmt: skip
    return WornFall(wearers=wearers, rules=rules, watching=watching)
