"""One recorded home as the hub would have seen it: settings made from the recording, and its readings in order."""

from collections.abc import Iterator
from datetime import datetime, timedelta

from msgspec import Struct

from connectors import readings_csv
from connectors.readings_complaints import Warn
from connectors.readings_rows import HEADER
from hub.core import liveness
from hub.core.activity import moved
from hub.core.home import Home
from hub.core.placing import place
from hub.core.state import World
from hub.learning.homes import labels
from hub.learning.homes.recordings import Recording
from hub.model.errors import CarehubError
from hub.model.events import Reading, Reported
from hub.model.household import Contact, Detection, Hub, Notices, Resident, Rung, Settings
from hub.model.ids import ContactId, ResidentId
from hub.recorded import right_way_round, turned, with_recorded

NOBODYS = "+447700900111"
"""A number that is kept for drama: nothing leaves a replay."""
NOBODY_ASKS = timedelta(days=2)
"""A rung's wait: what is judged is whether an alarm is raised, not who is told next."""
FEWEST = 20
"""Movements in a recording from which anything can be said of a home."""


class RecordedHome(Struct, frozen=True, kw_only=True):
    """A home, its readings and what it tells of the times at which nobody was in.

    `moves`: the readings that are somebody's doing. `out`: the labels' own times of being out; `labelled`: from the
    first to the last label, or nothing.
    """

    name: str
    settings: Settings
    events: tuple[Reported, ...]
    readings: tuple[Reading, ...]
    moves: tuple[Reading, ...]
    out: tuple[labels.Span, ...] = ()
    labelled: labels.Span | None = None

    @property
    def begins(self) -> datetime:
        """The first reading."""
        return self.readings[0].heard

    @property
    def ends(self) -> datetime:
        """The last reading."""
        return self.readings[-1].heard

    @property
    def days(self) -> float:
        """How long it was recorded."""
        return (self.ends - self.begins) / timedelta(days=1)


def read(recording: Recording, numbers: Detection, timezone: str, warn: Warn) -> RecordedHome:
    """The home of a recording, with the shipped numbers and no other choice made for it."""
    if not readings_csv.is_csv(recording.file):
        expected = ", ".join(HEADER)
        raise CarehubError(f"{recording.file.name} holds events, not readings; expected {expected}.")
    events = readings_csv.read_whole(recording.file, timezone, warn)
    settings = with_recorded(nobody(recording.name, numbers, timezone), readings_csv.sensors(recording.file))
    for door in sorted(turned(settings, events)):
        warn(f"{recording.file.name}: {door!r} is on most of the time, so it is taken to be on while it is shut.")
    events = right_way_round(events, turned(settings, events))
    written = labels.read(recording.labels, timezone, warn) if recording.labels is not None else ()
    return of(recording.name, settings, events, written)


def of(name: str, settings: Settings, events: tuple[Reported, ...], written: tuple[labels.Label, ...]) -> RecordedHome:
    """The home of these events."""
    readings = tuple(placed(settings, events))
    moves = tuple(reading for reading in readings if moved(reading))
    if len(moves) < FEWEST:
        raise CarehubError(f"{name}: {len(moves)} movements can be read from it; at least {FEWEST} are needed.")
    span = (written[0].start, max(label.end for label in written)) if written else None
    return RecordedHome(
        name=name, settings=settings, events=events, readings=readings, moves=moves, out=labels.out(written),
        labelled=span,
    )  # fmt: skip


def nobody(name: str, numbers: Detection, timezone: str) -> Settings:
    """A home of one resident who lives alone, with no device yet, and somebody who is told."""
    resident, contact = Resident(id=ResidentId("resident"), name="Resident"), ContactId("contact")
    return Settings(
        hub=Hub(id=name, timezone=timezone), residents=(resident,), detectors=numbers,
        contacts=(Contact(id=contact, name="Contact", phone=NOBODYS),),
        ladder=(Rung(tell=(contact,), wait=NOBODY_ASKS),), notices=Notices(tell=(contact,)),
    )  # fmt: skip


def placed(settings: Settings, events: tuple[Reported, ...]) -> Iterator[Reading]:
    """The readings of the events, as the engine places them."""
    home = Home(settings)
    world = liveness.expected(World(sure=True), home, events[0].at) if events else World(sure=True)
    for event in events:
        world, readings, _ = place(world, home, event)
        yield from readings
