"""Collapse followed by movement that is no sign of life: a cat's, or that of somebody who can move in one room only."""

import random
from collections.abc import Callable, Iterator, Sequence
from datetime import datetime, timedelta
from functools import partial

from msgspec import Struct, structs

import detectors
from connectors.readings_csv import SOURCE
from hub.core.activity import EITHER_WAY
from hub.core.engine import Engine
from hub.core.fold import fold
from hub.learning.homes import protocol, silences
from hub.learning.homes.delays import mean_delays
from hub.learning.homes.following import Known, shipped
from hub.learning.homes.judging import INACTIVITY, KINDS, ONE_ROOM, Case, Wait, first_wait, summed
from hub.learning.homes.recorded_home import RecordedHome
from hub.learning.homes.variants import MovedAfter
from hub.model.effects import Closed
from hub.model.events import ClockVouched, Event, Reading, Reported, Said
from hub.model.household import Settings
from hub.model.ids import DeviceId, RoomId

MEAN = timedelta(minutes=20)
"""From one movement to the next, on average (the protocol's number)."""
BOUT, APART = 10, timedelta(seconds=15)
"""Somebody who crawls is seen for over two minutes: that is what may end a concern (timers.own_activity)."""
WATCHED = timedelta(hours=2)
"""How long after the alert it is seen whether the movement ends it."""
NEVER = timedelta(days=3650)
TOGETHER = 40
"""Collapses of each home for the delay: each takes up to two days of movement."""

Sensor = tuple[str, str, str]
Moves = Callable[[RecordedHome, str, random.Random], Iterator[tuple[timedelta, Sensor]]]
"""(home, room where they lie, chance) -> when after the beginning which sensor sees something, for ever."""


class Kind(Struct, frozen=True):
    """A sort of movement, and whether the home's settings say that it has pets."""

    moves: Moves
    pets: bool = False


def sensors(home: RecordedHome) -> tuple[Sensor, ...]:
    """What sees somebody inside: name, kind and room of each."""
    return tuple(sorted({(r.name, r.kind, str(r.room or "")) for r in home.moves if r.use != "exit door"}))


def one_cat_sensor(home: RecordedHome, room: str, chance: random.Random) -> Iterator[tuple[timedelta, Sensor]]:
    """A cat with one favourite place."""
    sensor = chance.choice(sensors(home))
    for at in _times(chance):
        yield at, sensor


def any_cat_sensor(home: RecordedHome, room: str, chance: random.Random) -> Iterator[tuple[timedelta, Sensor]]:
    """A cat that goes anywhere."""
    every = sensors(home)
    for at in _times(chance):
        yield at, chance.choice(every)


def one_room(home: RecordedHome, room: str, chance: random.Random) -> Iterator[tuple[timedelta, Sensor]]:
    """Somebody who crawls: bouts of movement in the room in which they lie."""
    every = sensors(home)
    here = [each for each in every if each[2] == room] or [chance.choice(every)]
    for at in _times(chance):
        for n in range(BOUT):
            yield at + n * APART, chance.choice(here)


def another_room(home: RecordedHome, room: str, chance: random.Random) -> Iterator[tuple[timedelta, Sensor]]:
    """The same, in a room where nobody had been seen since: they fell on the way into it."""
    others = sorted({each[2] for each in sensors(home)} - {room}) or [room]
    return one_room(home, chance.choice(others), chance)


def up_and_about(home: RecordedHome, room: str, chance: random.Random) -> Iterator[tuple[timedelta, Sensor]]:
    """The resident is well and walks through the home: this must end an alarm, or nothing was proved by the others."""
    every, at = sensors(home), timedelta(0)
    while True:
        at += APART
        yield at, chance.choice(every)


def _times(chance: random.Random) -> Iterator[timedelta]:
    at = timedelta(0)
    while True:
        at += max(chance.expovariate(1.0) * MEAN, APART)
        yield at


CONTROL = "resident up and about"
"""The one that must end alarms."""
KINDS_OF_MOVEMENT = {
    "crawls in the room": Kind(one_room),
    "crawls in another room": Kind(another_room),
    "cat, one place": Kind(one_cat_sensor, pets=True),
    "cat, anywhere": Kind(any_cat_sensor, pets=True),
    CONTROL: Kind(up_and_about),
}


def readings(
    home: RecordedHome, made: Iterator[tuple[timedelta, Sensor]], since: datetime, until: datetime
) -> Iterator[Reading]:  # fmt: skip
    """The movement as detectors see it: each "on", and each change of a contact, is somebody's doing."""
    uses = {device.id: device.use for device in home.settings.devices}
    levels = dict[str, bool]()
    for after, (name, kind, room) in made:
        at = since + after
        if at >= until:
            return
        levels[name] = not levels.get(name, False) if kind in EITHER_WAY else True
        yield Reading(
            at=at, device=DeviceId(name), kind=kind, value=levels[name], room=RoomId(room) if room else None,
            use=uses[DeviceId(name)], name=name, worn_by=None, heard=at, cached=False, late=False, edge=True,
            known=True,
        )  # fmt: skip


def _reported(reading: Reading) -> Event:
    said = Said(reading.kind, reading.value)
    return Reported(at=reading.at, source=SOURCE, name=reading.name, said=(said,), seen=reading.at)


def judge(of: Case, seed: int, runs: int, step: Callable[[], None] = lambda: None) -> tuple[MovedAfter, ...]:
    """Each sort of movement in this home: the delay with it, and how many of so many alarms it ends."""
    lying = {pets: _Lying(of, pets=pets) for pets in (False, True)}
    found = []
    for name, kind in KINDS_OF_MOVEMENT.items():
        found.append(lying[kind.pets].judged(name, kind, f"{seed} {of.home.name} {name}", runs))
        step()
    return tuple(found)


class _Lying:
    """People who lie in one home, with pets in it or without."""

    def __init__(self, of: Case, *, pets: bool) -> None:
        self._of = of
        self._settings = _never_lost(of.home.settings, pets=pets)
        self._follower = shipped(self._settings, KINDS | {ONE_ROOM})
        self._engine = Engine(detectors.parts)
        few = max(1, len(of.collapses) // TOGETHER)
        self._known = self._follower.follow(of.home.readings, of.collapses[::few]).known
        self._plain = [self._waits(each, ())[0] for each in self._known]

    def judged(self, name: str, kind: Kind, seed: str, runs: int) -> MovedAfter:
        """Both figures of one sort of movement."""
        movement = partial(self._movement, kind, seed)
        # The control is only asked whether it ends an alarm: who walks about all day has no delay.
        lying = () if name == CONTROL else self._known
        moved = [self._waits(each, movement(each, each.at, protocol.HORIZON, n)) for n, each in enumerate(lying)]
        both = zip(self._known, self._plain, strict=True)
        told = [(known, known.at + timedelta(hours=wait.hours)) for known, wait in both if wait.told]
        ended = []
        for n in range(runs if told else 0):
            known, alert = told[n * len(told) // runs]
            ended.append(self._ends(known, movement(known, alert, WATCHED, n), alert + WATCHED))
        return MovedAfter(
            name=name, plain=summed(self._plain), moved=summed([inactive for inactive, _ in moved]),
            one_room=summed([alone for _, alone in moved]), runs=runs, raised=len(ended), withdrawn=sum(ended),
        )  # fmt: skip

    def _waits(self, known: Known, moved: Sequence[Reading]) -> tuple[Wait, Wait]:
        """The delay of one collapse, until the inactivity alert and until the one that only one room moves."""
        alerts = self._follower.onwards(known, known.at + protocol.HORIZON, moved)
        return first_wait(alerts, known.at), first_wait(alerts, known.at, ONE_ROOM)

    def _movement(
        self, kind: Kind, seed: str, known: Known, since: datetime, length: timedelta, number: int
    ) -> tuple[Reading, ...]:  # fmt: skip
        """One run's movement; the same number is the same movement."""
        chance = random.Random(f"{seed} {number}")  # noqa: S311 - a choice that can be made again
        silence = silences.around(self._of.silences, known.at)
        room = silence.room if silence is not None else ""
        return tuple(readings(self._of.home, kind.moves(self._of.home, room, chance), since, since + length))

    def _ends(self, known: Known, moved: Sequence[Reading], until: datetime) -> bool:
        """Whether the movement, which begins with the alert, has ended the alarm by then, in the whole engine."""
        state = self._engine.start("backtest", self._settings, known.at)
        memories = {part.name: memory for part, memory in zip(self._follower.parts, known.memories, strict=True)}
        state = self._engine.armed(structs.replace(state, memories={**state.memories, **memories}))
        end: Event = ClockVouched(at=until, sure=True, because="the end of the run")
        for event in [*map(_reported, moved), end]:
            for _, after, effects in fold(self._engine, state, event):
                state = after
                if any(isinstance(e, Closed) and e.incident.kind == INACTIVITY for e in effects):
                    return True
        return False


def _never_lost(settings: Settings, *, pets: bool) -> Settings:
    """The settings of a home whose sensors are never called lost: so their heartbeats need not be played."""
    liveness = structs.replace(settings.detectors.liveness, battery=NEVER, most=NEVER)
    numbers = structs.replace(settings.detectors, liveness=liveness)
    return structs.replace(settings, detectors=numbers, home=structs.replace(settings.home, pets=pets))


def merged(homes: Sequence[MovedAfter]) -> MovedAfter:
    """The same sort of movement in all homes: delays as the mean over homes, runs together."""
    return MovedAfter(
        name=homes[0].name, plain=mean_delays([each.plain for each in homes]),
        moved=mean_delays([each.moved for each in homes]),
        one_room=mean_delays([each.one_room for each in homes]), runs=sum(each.runs for each in homes),
        raised=sum(each.raised for each in homes), withdrawn=sum(each.withdrawn for each in homes),
    )  # fmt: skip
