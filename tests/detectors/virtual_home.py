"""Mary's home in virtual time: what can happen in it, and a fold that asks one detector about a story."""

import re
from collections.abc import Iterable
from datetime import UTC, date, datetime, timedelta
from typing import Any, Literal

import msgspec

from hub.core.sentences import recognised
from hub.core.shifting import shifted
from hub.model.events import (
    ClockStepped,
    DeviceWent,
    FaultChanged,
    HubStarted,
    Impact,
    LinkChanged,
    Movement,
    Reading,
    RoutineCompared,
    Sensed,
    Tick,
    Value,
)
from hub.model.findings import Finding
from hub.model.household import (
    Consent,
    Detection,
    Device,
    Function,
    Home,
    Hub,
    Inactivity,
    Listening,
    Liveness,
    Resident,
    Room,
    Service,
    Settings,
    Visit,
    Wandering,
)
from hub.model.ids import DeviceId, ResidentId, RoomId
from hub.model.routine import Change, Compared
from hub.ports import Detector
from tests.support.worn_motion import movement, window

DAY = datetime(2026, 1, 14, tzinfo=UTC)
"""A Wednesday in winter: the clocks of the home show UTC."""

MARY = Resident(id=ResidentId("mary"), name="Mary S")
HALL, KITCHEN, BEDROOM = RoomId("hall"), RoomId("kitchen"), RoomId("bedroom")
BATHROOM = RoomId("bathroom")
DEVICES = (
    Device(id=DeviceId("pendant"), name="Mary's pendant", use="help button", worn_by=MARY.id),
    Device(id=DeviceId("front"), name="Front door", use="exit door", room=HALL),
    Device(id=DeviceId("back"), name="Back door", use="exit door", room=KITCHEN),
    Device(id=DeviceId("hall-pir"), name="Hall motion", use="motion", room=HALL),
    Device(id=DeviceId("kitchen-pir"), name="Kitchen motion", use="motion", room=KITCHEN),
    Device(id=DeviceId("bedroom-pir"), name="Bedroom motion", use="motion", room=BEDROOM),
    Device(id=DeviceId("bed"), name="Bed", use="bed", room=BEDROOM),
    Device(id=DeviceId("radar"), name="Bedroom radar", use="fall device", room=BEDROOM),
    Device(id=DeviceId("smoke"), name="Hall smoke alarm", use="smoke", room=HALL),
    Device(id=DeviceId("leak"), name="Kitchen leak sensor", use="leak", room=KITCHEN),
    Device(id=DeviceId("cube"), name="Cupboard", use="vibration", room=KITCHEN),
)
BAND = Device(
    id=DeviceId("A0:9E:1A:00:00:01"), name="Armband", use="fall device", worn_by=MARY.id, placement="waist",
    bluetooth=Listening(connect="polar"),
)  # fmt: skip
"""What Mary wears on a belt, where a test says so."""
HOUSE = (
    Device(id=DeviceId("bathroom-pir"), name="Bathroom motion", use="motion", room=BATHROOM),
    Device(id=DeviceId("thermometer"), name="Kitchen thermometer", use="temperature", room=KITCHEN),
    Device(id=DeviceId("bedroom-air"), name="Bedroom thermometer", use="temperature", room=BEDROOM),
    Device(id=DeviceId("cooker"), name="Cooker", use="cooker", room=KITCHEN),
    Device(id=DeviceId("fridge"), name="Fridge door", use="fridge", room=KITCHEN),
)
"""What else is in the home, where a test says so."""
HOUSE_EYES = ("bathroom-pir", "cooker", "fridge")
EYES = ("hall-pir", "kitchen-pir", "bedroom-pir", "bed", "cube")
"""The devices inside by which Mary is seen."""

VISITS = (Visit(id="breakfast", name="Breakfast", hours="fri 08:00-09:00", agency="Bright Care", depends=True),)
"""Nobody comes for breakfast two days later, unless a test says so."""

NUMBERS = Detection(
    inactivity=Inactivity(
        limit=timedelta(hours=4), night_limit=timedelta(hours=10), night="22:00-07:00",
        away_after_door=timedelta(minutes=5), home_again_after=timedelta(seconds=10),
        one_room_for=timedelta(hours=4),
    ),
    wandering=Wandering(hours="23:00-06:00", back_within=timedelta(minutes=5)),
    liveness=Liveness(
        life_saving=timedelta(hours=4), mains=timedelta(minutes=10), battery=timedelta(hours=2),
        most=timedelta(hours=25), intervals=3.0, learn_after=timedelta(days=3),
    ),
)  # fmt: skip


def home(service: Service = "in service", without: Function | None = None, **other: Any) -> Settings:
    """Mary's settings. `without`: the one function that is not agreed."""
    named: tuple[Function, ...] = ("falls", "inactivity", "wandering", "environment", "routine", "visits")
    consent = {f: Consent(agreed=f != without) for f in named} if without else None
    rooms = tuple(Room(id=r, name=r.capitalize(), exit=r == HALL) for r in (HALL, KITCHEN, BEDROOM, BATHROOM))
    whole: dict[str, Any] = {
        "hub": Hub(id="hub-1"), "residents": (MARY,), "detectors": NUMBERS, "home": Home(service=service),
        "consent": consent, "rooms": rooms, "devices": DEVICES, "visits": VISITS,
    }  # fmt: skip
    return Settings(**(whole | other))


def at(when: str) -> datetime:
    """Reads "07:42", "07:42:30", or "+1 07:42" for the day after."""
    match = re.fullmatch(r"(?:\+(\d+) )?(\d\d):(\d\d)(?::(\d\d))?", when)
    assert match, when
    days, hours, minutes, seconds = (int(part or 0) for part in match.groups())
    return DAY + timedelta(days=days, hours=hours, minutes=minutes, seconds=seconds)


def reading(
    when: str | datetime, device: str, kind: str, value: Value = True, *, edge: bool = True, cached: bool = False,
    said: str | None = None, known: bool = True,
) -> Reading:  # fmt: skip
    """A device speaks. `said`: when the device says it was, if that is long ago."""
    heard = at(when) if isinstance(when, str) else when
    about = next((d for d in (*DEVICES, *HOUSE) if d.id == device), None) if known else None
    room, use, name = (about.room, about.use, about.name) if about else (None, "other", device)
    counts = at(said) if said else heard
    late = heard - counts > timedelta(minutes=2)
    worn_by = about.worn_by if about else None
    return Reading(
        counts, DeviceId(device), kind, value, room, use, name, worn_by, heard, cached, late, edge, about is not None
    )


def motion(when: str, room: str, **how: Any) -> Reading:
    """Somebody moves in a room."""
    return reading(when, f"{room}-pir", "motion", **how)


def opens(when: str, door: str = "front", **how: Any) -> Reading:
    """An exit door opens."""
    return reading(when, door, "contact", True, **how)


def closes(when: str, door: str = "front", **how: Any) -> Reading:
    """An exit door closes."""
    return reading(when, door, "contact", False, **how)


def struck(when: str, what: str = "a fall", seed: int = 1) -> Impact:
    """Her band is struck, 2.5 s before the hub hears of it."""
    made, peak = window(what, seed)
    heard = at(when)
    return Impact(
        at=heard, device=BAND.id, struck=heard - timedelta(seconds=2.5), window=made, peak=peak, rate=50.0, most=16.0
    )


def moves(when: str, how: str, seconds: float = 30.0) -> Movement:
    """How her band moves."""
    return movement(how, BAND.id, at(when), seconds)


def compared(when: str, until: str, *changes: Change) -> RoutineCompared:
    """The night's comparison is done. `until`: the last day of the week that was compared."""
    often = Change(measure="toilet", now=2.9, usual=1.1, since=date(2026, 1, 9))
    found = Compared(until=date.fromisoformat(until), score=6.0, changes=changes or (often,))
    return RoutineCompared(at=at(when), compared=found)


def lost(when: str, device: str, since: str) -> DeviceWent:
    """A device is given up."""
    return went(when, device, "lost", since)


def went(when: str, device: str, to: Literal["seen", "late", "lost"], since: str) -> DeviceWent:
    """A device's status changes."""
    about = next(d for d in (*DEVICES, *HOUSE) if d.id == device)
    return DeviceWent(at=at(when), device=about.id, name=about.name, use=about.use, room=about.room, to=to,
                      since=at(since), because="has fallen silent")  # fmt: skip


def link(when: str, name: str, up: bool, because: str = "", since: str = "") -> LinkChanged:
    """A link goes up or down, or is found to be down `since`."""
    return LinkChanged(at=at(when), link=name, up=up, because=because, since=at(since) if since else None)


def fault(when: str, cause: str, present: bool, because: str = "", *, life_saving: bool = False) -> FaultChanged:
    """Something of the hub breaks, or works again."""
    return FaultChanged(at=at(when), cause=cause, present=present, because=because, life_saving=life_saving)


def gap(since: str, until: str) -> HubStarted:
    """The hub was off."""
    return HubStarted(last_alive=at(since), at=at(until))


def moment(event: Sensed) -> datetime:
    """When the hub is told of the event."""
    return event.heard if isinstance(event, Reading) else event.at


class StuckError(AssertionError):
    """A detector asks for a tick that has been, again and again."""


class Asked:
    """One detector and its memory, stepped as the hub steps it: ticks that are due first, each at its own time.

    `kept` writes the memory down and reads it back at every step, as a restart at that moment would.
    """

    def __init__(self, detector: Detector, start: datetime, *, kept: bool = False) -> None:
        self.detector, self.kept, self.now = detector, kept, start
        self.memory = detector.start(start)
        self.found: list[Finding] = []
        self.others_words: set[str] = set()

    def step(self, event: Sensed) -> None:
        """One event, as it is."""
        if isinstance(event, ClockStepped):
            self.memory = shifted(self.memory, event.by)
        self.now = moment(event)
        self.memory, findings = self.detector.step(self.memory, event)
        self.found.extend(findings)
        if isinstance(event, FaultChanged):
            self.others_words |= {event.because, event.cause, f"{event.cause}: works again"}
        for finding in findings:
            can_be_told = recognised(finding.because)[0] or finding.because in self.others_words
            assert can_be_told, f"hub/core/sentences.py does not know this, so nobody reads it in Welsh: {finding}"
        if self.kept:
            again = msgspec.json.decode(msgspec.json.encode(self.memory), type=self.detector.memory)
            assert again == self.memory
            self.memory = again

    def ticks(self, until: datetime) -> None:
        """Every tick that is due before `until`; what is overdue comes now."""
        while (due := self.detector.deadline(self.memory)) is not None and due < until:
            tick = Tick(at=max(due, self.now))
            self.step(tick)
            left = self.detector.deadline(self.memory)
            if left is not None and left <= tick.at:
                raise StuckError(f"{self.detector.name}: {left} after the tick at {tick.at}")

    def hear(self, event: Sensed) -> None:
        """One event, and before it what is due. No tick falls due while the hub is off."""
        self.ticks(_before(event))
        self.step(event)


def _before(event: Sensed) -> datetime:
    if isinstance(event, HubStarted):
        return event.last_alive
    return event.at - event.by if isinstance(event, ClockStepped) else moment(event)


def ask(detector: Detector, *story: Sensed, start: str = "00:00", until: str = "", kept: bool = False) -> list[Finding]:
    """What the detector concludes from the story, up to `until` (else its last event)."""
    asked = Asked(detector, at(start), kept=kept)
    for event in story:
        asked.hear(event)
    asked.ticks((at(until) if until else asked.now) + timedelta(microseconds=1))
    return asked.found


def told(findings: Iterable[Finding]) -> list[tuple[str, str]]:
    """When, and why: the day after tomorrow 07:42 is "+2 07:42"."""
    return [(_when(f.at), f.because) for f in findings]


def _when(moment: datetime) -> str:
    days = (moment - DAY).days
    clock = f"{moment:%H:%M:%S}".removesuffix(":00")
    return f"+{days} {clock}" if days else clock
