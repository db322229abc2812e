"""Is a room beyond a bound, such as below 16 degrees, and for how long? The part that cold, heat and damp share.

Only fresh readings count. Time in which a sensor said nothing is unknown, neither cold nor warm: a spell goes on over
a pause of `LONGEST_PAUSE` at the most, and is judged when a reading comes, never by the clock alone.
"""

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import ClassVar

from msgspec import Struct, structs

from detectors.stateless import NO_FINDINGS
from detectors.telling import clock
from hub.model.events import DeviceWent, Reading, Sensed
from hub.model.findings import Finding
from hub.model.household import Settings, Use
from hub.model.ids import DeviceId

LONGEST_PAUSE = timedelta(hours=3)
"""Zigbee thermometers report at least once in one or two hours; one that was silent for longer has seen nothing."""

ADVICE_APART = timedelta(days=3)
"""A home that is cold every night is told twice a week, not daily: nobody mends a boiler in a day (our choice)."""

URGENT_APART = timedelta(hours=12)
"""What is dangerous and goes on is told again half a day later, whatever was said then (our choice)."""

Rooms = Mapping[DeviceId, str]
"""The thermometers (or the like) that count, each with the name of its room."""


class Level(Struct, frozen=True, kw_only=True):
    """A bound, and what it means to be beyond it for `lasts`.

    `whole`: it must be so in every room, and is urgent. `back`: how far on the right side of the bound it is over.
    """

    kind: str
    bound: float
    lasts: timedelta
    back: float
    whole: bool = False

    @property
    def apart(self) -> timedelta:
        """How soon it may be told again."""
        return URGENT_APART if self.whole else ADVICE_APART


class Spell(Struct, frozen=True):
    """Since when a room is beyond one level, when that was last told, and whether its end is still to be told."""

    since: datetime | None = None
    told: datetime | None = None
    open: bool = False


NONE = Spell()


class Sensor(Struct, frozen=True):
    """What one sensor last said, and when; and its spells, one for each level."""

    at: datetime
    value: float
    spells: tuple[Spell, ...]

    def unseen(self) -> "Sensor":
        """The sensor after a time in which it said nothing: no spell goes on over that."""
        return structs.replace(self, spells=tuple(structs.replace(spell, since=None) for spell in self.spells))


class Climate(Struct, frozen=True):
    """What is known of each sensor."""

    sensors: dict[DeviceId, Sensor] = {}


EMPTY = Climate()


class Spells(Struct, frozen=True, kw_only=True):
    """A detector of spells. A subclass says what it hears, which side is beyond, and the sentences."""

    memory: ClassVar[type[Climate]] = Climate
    below: ClassVar[bool] = False
    plausible: ClassVar[tuple[float, float]]
    tells: ClassVar[str]
    tells_of_all: ClassVar[str] = ""
    tells_end: ClassVar[str]

    levels: tuple[Level, ...]
    rooms: Rooms
    timezone: str

    def start(self, at: datetime) -> Climate:
        """Nothing is known of any room."""
        return EMPTY

    def deadline(self, memory: Climate) -> datetime | None:
        """Never: a spell is judged when a reading comes, so that a sensor that died tells nothing."""
        return None

    def step(self, memory: Climate, event: Sensed) -> tuple[Climate, tuple[Finding, ...]]:
        """What is known after `event`."""
        if isinstance(event, Reading):
            return self._read(memory, event) if event.device in self.rooms else (memory, NO_FINDINGS)
        if isinstance(event, DeviceWent) and event.to == "lost" and event.device in memory.sensors:
            return Climate({**memory.sensors, event.device: memory.sensors[event.device].unseen()}), NO_FINDINGS
        return memory, NO_FINDINGS

    def smoothed(self, before: Sensor | None, at: datetime, value: float) -> float:
        """What counts of the value."""
        return value

    def lasts(self, level: Level, at: datetime) -> timedelta:
        """How long a spell must last now."""
        return level.lasts

    def because(self, level: Level, sensors: Mapping[DeviceId, Sensor], seen: Reading, since: str) -> str:
        """The sentence that tells a spell; another where it is known to be so in all of several rooms."""
        fresh = [device for device in self.rooms if device in sensors and _is_fresh(sensors[device], seen.at)]
        words = self.tells_of_all if level.whole and len(fresh) == len(self.rooms) > 1 else self.tells
        value = sensors[seen.device].value
        return words.format(room=self.rooms[seen.device], since=since, value=value, bound=level.bound)

    def _read(self, memory: Climate, seen: Reading) -> tuple[Climate, tuple[Finding, ...]]:
        low, high = self.plausible
        before = memory.sensors.get(seen.device)
        if seen.cached or isinstance(seen.value, bool | str) or not low <= seen.value <= high:
            return memory, NO_FINDINGS
        if before is not None and seen.at <= before.at:
            return memory, NO_FINDINGS
        if before is not None and seen.at - before.at > LONGEST_PAUSE:
            before = before.unseen()
        value = self.smoothed(before, seen.at, seen.value)
        spells = before.spells if before is not None and len(before.spells) == len(self.levels) else ()
        counted = tuple(
            self._counted(level, spells[number] if spells else NONE, seen.at, value)
            for number, level in enumerate(self.levels)
        )
        return self._judged({**memory.sensors, seen.device: Sensor(seen.at, value, counted)}, seen)

    def _counted(self, level: Level, spell: Spell, at: datetime, value: float) -> Spell:
        beyond = value < level.bound if self.below else value > level.bound
        return spell if beyond == (spell.since is not None) else structs.replace(spell, since=at if beyond else None)

    def _judged(self, sensors: dict[DeviceId, Sensor], seen: Reading) -> tuple[Climate, tuple[Finding, ...]]:
        now, spells, findings = sensors[seen.device], [], []
        for number, level in enumerate(self.levels):
            spell, finding = self._turned(sensors, number, level, seen)
            spells.append(spell)
            findings += [finding] if finding is not None else []
        sensors = {**sensors, seen.device: structs.replace(now, spells=tuple(spells))}
        return Climate(sensors), tuple(findings)

    def _turned(
        self, sensors: dict[DeviceId, Sensor], number: int, level: Level, seen: Reading
    ) -> tuple[Spell, Finding | None]:  # fmt: skip
        """The spell after the reading, and its beginning or end if that is to be told."""
        now, room = sensors[seen.device], self.rooms[seen.device]
        spell = now.spells[number]
        if spell.open and self._is_over(level, now.value):
            told = None if level.whole else spell.told  # what is dangerous is told whenever it begins anew
            return Spell(told=told), self._found(
                level, seen, self.tells_end.format(room=room, value=now.value), over=True
            )
        since = self._since(sensors, number, seen.at) if level.whole else spell.since
        if since is None or seen.at - since < self.lasts(level, seen.at):
            return spell, None
        if any(s.told is not None and seen.at - s.told < level.apart for s in _all(sensors, number)):
            return spell, None
        because = self.because(level, sensors, seen, clock(since, seen.heard, self.timezone))
        return structs.replace(spell, told=seen.at, open=True), self._found(level, seen, because)

    def _is_over(self, level: Level, value: float) -> bool:
        return value >= level.bound + level.back if self.below else value <= level.bound - level.back

    def _since(self, sensors: dict[DeviceId, Sensor], number: int, at: datetime) -> datetime | None:
        """Since when it is so in every room; a sensor that says nothing any more vouches for no room."""
        fresh = [sensor for sensor in sensors.values() if _is_fresh(sensor, at)]
        begun = [sensor.spells[number].since for sensor in fresh if len(sensor.spells) == len(self.levels)]
        return max(since for since in begun if since is not None) if all(begun) else None

    def _found(self, level: Level, seen: Reading, because: str, *, over: bool = False) -> Finding:
        return Finding(
            kind=level.kind, at=seen.heard, because=because, turn="restored" if over else "concern",
            device=seen.device, room=seen.room, late=seen.late,
        )  # fmt: skip


def _is_fresh(sensor: Sensor, at: datetime) -> bool:
    return at - sensor.at <= LONGEST_PAUSE


def _all(sensors: dict[DeviceId, Sensor], number: int) -> list[Spell]:
    return [sensor.spells[number] for sensor in sensors.values() if number < len(sensor.spells)]


def rooms(settings: Settings, kinds: tuple[Use, ...]) -> Rooms:
    """The devices of these uses that hang in a room, each with the name of that room."""
    names = {room.id: room.name for room in settings.rooms}
    return {d.id: names[d.room] for d in settings.devices if d.use in kinds and d.room in names}


def thermometers(settings: Settings) -> Rooms:
    """What tells how warm a room is: its thermometers; in a home without any, its motion sensors, if they can."""
    return rooms(settings, ("temperature",)) or rooms(settings, ("motion", "presence"))


def watched(settings: Settings) -> bool:
    """Whether the home is looked at at all: somebody lives here, and it was agreed."""
    return settings.home.service == "in service" and settings.agreed("environment")
