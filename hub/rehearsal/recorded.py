"""Recorded homes lived through in this home: each recorded sensor speaks as the device of this home that is there."""

import heapq
import random
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

from connectors import readings_csv
from hub.core.activity import SHOWN
from hub.core.coverage import SEES
from hub.core.engine import Engine
from hub.core.localtime import local
from hub.core.state import State
from hub.model.errors import CarehubError
from hub.model.events import Event, Reported, Said
from hub.model.household import Device, Room, Settings
from hub.model.ids import RoomId
from hub.recorded import is_exit
from hub.rehearsal.cast import SOURCE, Plan, calls_for_help, in_service
from hub.rehearsal.course import Course, Raised, goes_on
from hub.rehearsal.outcomes import Alarm, Help, Outcome
from hub.rehearsal.person import HORIZON
from hub.simulated import reports
from hub.simulated.places import Sensor, house, place_of

COLLAPSE = "a collapse at home, in recorded days"
LEARNING, SHORT, SHORT_LEARNING = 14, 21, 8
"""Days before anything is counted; of a log that is no longer than SHORT days, fewer (the protocol's)."""
QUIET_AGAIN = timedelta(seconds=60)
"""When a motion sensor of this home says "off" for a movement that another sort of sensor recorded."""
EDGES = frozenset({"contact", "bed", "chair"})
"""What both comes and goes by somebody's doing."""
ROOMS = {"entry": "hall", "corridor": "hall", "front": "hall", "office": "lounge", "dining": "kitchen"}
"""Rooms of recorded homes by the room of this home that they are nearest to, where the name does not say it."""


def files(folder: Path) -> list[Path]:
    """The recordings in a folder, without their labels."""
    found = [path for path in sorted(folder.iterdir()) if path.name.endswith((".csv", ".csv.gz"))]
    recordings = [path for path in found if ".labels." not in path.name]
    if not recordings:
        raise CarehubError(f"{folder} holds no recorded home: expected files NAME.csv or NAME.csv.gz.")
    return recordings


def days(settings: Settings, engine: Engine, plan: Plan, path: Path) -> Outcome:
    """What a recorded home's days tell of this home's kit and settings."""
    settings = in_service(settings)
    events = list(_as_here(path, settings))
    name = path.name.split(".")[0]
    if not events:
        return Outcome(name=name, days=0.0, learning=0.0)
    first, last = events[0].at, events[-1].at
    learning = timedelta(days=LEARNING if last - first > timedelta(days=SHORT) else SHORT_LEARNING)
    after = first + learning
    course = Course(engine, settings, first)
    helps: list[Help] = []
    moments = _moments(events, after, random.Random(f"{plan.seed} {name}"), plan.accidents)
    lived = course.live(_watched(events, course, settings, moments, helps))
    zone = settings.hub.timezone
    alarms = [_alarm(raised, first, zone) for raised in lived if calls_for_help(raised.incident)]
    return Outcome(
        name=name, days=max((last - after) / timedelta(days=1), 0.0), learning=learning.days, helps=tuple(helps),
        alarms=tuple(each for each in alarms if each.day >= learning.days),
        new=tuple(each for each in alarms if each.day < learning.days), readings=course.read,
    )  # fmt: skip


def _alarm(raised: Raised, first: datetime, zone: str) -> Alarm:
    at, incident = raised.at, raised.incident
    return Alarm(at, incident.kind, incident.grave, (at - first).days, local(at, zone).hour, incident.because)


def _as_here(path: Path, settings: Settings) -> Iterator[Event]:
    """The recording as the devices of this home would have told it, with their own reports."""
    home = house(settings)
    stands = {sensor: _stands_for(*sensor, settings) for sensor in readings_csv.sensors(path)}
    by_name = {(sensor.sensor, sensor.kind): device for sensor, device in stands.items()}
    recorded = readings_csv.read_whole(path, settings.hub.timezone, _ignore) if readings_csv.is_csv(path) else ()
    if not recorded:
        return
    told = [each for reading in recorded for each in _said(reading, by_name.get((reading.name, reading.said[0].kind)))]
    since, until = recorded[0].at.timestamp(), recorded[-1].at.timestamp()
    own = (each for sensor in home.sensors for each in _reports(sensor, since, until))
    yield from heapq.merge(sorted(told, key=_at), sorted(own, key=_at), key=_at)


def _at(event: Reported) -> datetime:
    return event.at


def _ignore(_: str) -> None:
    """A recording's faults are told by `carehub replay`; here they are left out."""


def _reports(sensor: Sensor, since: float, until: float) -> Iterator[Reported]:
    for at, device, said in reports.reports(sensor, 0, since, until, no_heating=until):
        stamp = datetime.fromtimestamp(at, UTC)
        yield Reported(at=stamp, source=SOURCE, name=device, said=said, seen=stamp)


def _said(reading: Reported, device: Device | None) -> Iterator[Reported]:
    (said,) = reading.said
    if device is None or said.kind not in SHOWN | {"power", "light_switch"} or not isinstance(said.value, bool):
        return  # what is measured is nobody's doing
    if device.use == "exit door":
        yield _speaks(device, reading.at, Said("contact", bool(said.value)))
    elif device.use == "bed" and said.kind == "bed":
        yield _speaks(device, reading.at, said)
    elif said.value or said.kind in EDGES:
        kind = KINDS_HERE.get(device.use, "contact")
        yield _speaks(device, reading.at, Said(kind, True))
        yield _speaks(device, reading.at + QUIET_AGAIN, Said(kind, False))


KINDS_HERE = {
    "motion": "motion", "presence": "presence", "vibration": "vibration", "bed": "bed", "chair": "chair",
    "light": "light_switch",
}  # fmt: skip
"""What a device of this home says when somebody moves; the others are opened."""


def _speaks(device: Device, at: datetime, said: Said) -> Reported:
    return Reported(at=at, source=SOURCE, name=device.id, said=(said,), seen=at)


def _stands_for(sensor: str, kind: str, room: str, settings: Settings) -> Device | None:
    """The device of this home that would have seen what the sensor saw; None if none would."""
    place = _place(room or sensor)
    places = {each.id: place_of(each) for each in settings.rooms}
    here = [d for d in settings.devices if d.room is not None and places.get(d.room) == place]
    doors = [device for device in settings.devices if device.use == "exit door"]
    if kind == "contact" and is_exit(sensor, room):
        return doors[0] if doors else None
    same = [device for device in here if device.use == kind]
    moves = [device for device in here if device.use in ("motion", "presence")]
    uses = [device for device in here if device.use in SEES]
    return next(iter((*same, *moves, *uses)), None)


def _place(words: str) -> str:
    plain = words.lower().replace("_", " ")
    known = next((place for word, place in ROOMS.items() if word in plain), None)
    return known or place_of(Room(id=RoomId(plain), name=plain))


Moments = list[datetime]


def _moments(events: list[Event], after: datetime, chance: random.Random, count: int) -> Moments:
    """Random moments at home: soon after somebody moved inside, and no way out was used since."""
    inside = [event.at for event in events if isinstance(event, Reported) and event.at >= after and _inside(event)]
    some = chance.sample(inside, min(count * 4, len(inside)))
    return sorted(at + timedelta(seconds=1) for at in some)


def _inside(event: Reported) -> bool:
    return event.said[0].value is True and event.said[0].kind != "contact"


def _watched(
    events: list[Event], course: Course, settings: Settings, moments: Moments, helps: list[Help]
) -> Iterator[Event]:
    waiting = list(moments)
    for event in events:
        while waiting and waiting[0] < event.at:
            helps.append(_collapse(course.engine, course.state, settings, waiting.pop(0)))
        yield event


def _collapse(engine: Engine, state: State, settings: Settings, at: datetime) -> Help:
    """Every later event of the resident is gone; the devices go on reporting (the protocol's)."""
    until = at + HORIZON
    own = (each for sensor in house(settings).sensors for each in _reports(sensor, at.timestamp(), until.timestamp()))
    reported: list[Reported] = sorted(own, key=_at)
    raised = goes_on(engine, state, reported, until)
    found = next((each for each in raised if calls_for_help(each.incident)), None)
    hour = local(at, settings.hub.timezone).hour
    if found is None:
        return Help(accident=COLLAPSE, hour=hour, after=None)
    return Help(accident=COLLAPSE, hour=hour, after=found.at - at, kind=found.incident.kind, told=found.told)
