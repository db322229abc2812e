"""A home and its incidents for the tests of the core: ordinary data, unless a test asks for nastier."""

from datetime import UTC, datetime, timedelta
from typing import Any

from hub.core.home import Home
from hub.model.household import (
    Contact,
    Detection,
    Device,
    Hub,
    Inactivity,
    Liveness,
    Notices,
    Resident,
    Room,
    Rung,
    Settings,
    Wandering,
)
from hub.model.ids import ContactId, DeviceId, EffectKey, IncidentId, ResidentId, RoomId
from hub.model.incidents import Evidence, Incident, Place, Told
from hub.model.kinds import KINDS

DAY = datetime(2026, 1, 14, tzinfo=UTC)
"""A Wednesday in winter: the clocks of the home show UTC."""

NUMBERS = Detection(
    inactivity=Inactivity(
        limit=timedelta(hours=4), night_limit=timedelta(hours=10), night="22:00-07:00",
        away_after_door=timedelta(minutes=5), home_again_after=timedelta(seconds=10),
    ),
    wandering=Wandering(hours="23:00-06:00", back_within=timedelta(minutes=5)),
    liveness=Liveness(
        life_saving=timedelta(hours=4), mains=timedelta(minutes=10), battery=timedelta(hours=2),
        most=timedelta(hours=25), intervals=3.0, learn_after=timedelta(days=3),
    ),
)  # fmt: skip

ROOMS = tuple(Room(id=RoomId(r.lower()), name=r, exit=r == "Hall") for r in ("Hall", "Kitchen", "Bedroom"))
DEVICES = (
    Device(id=DeviceId("pendant"), name="Mary's pendant", use="help button", worn_by=ResidentId("mary")),
    Device(id=DeviceId("front"), name="Front door", use="exit door", room=RoomId("hall")),
    Device(id=DeviceId("hall-pir"), name="Hall motion", use="motion", room=RoomId("hall")),
    Device(id=DeviceId("kitchen-pir"), name="Kitchen motion", use="motion", room=RoomId("kitchen")),
    Device(id=DeviceId("bedroom-pir"), name="Bedroom motion", use="motion", room=RoomId("bedroom")),
    Device(id=DeviceId("smoke"), name="Hall smoke alarm", use="smoke", room=RoomId("hall")),
    Device(id=DeviceId("radar"), name="Bedroom radar", use="fall device", room=RoomId("bedroom")),
    Device(id=DeviceId("leak"), name="Kitchen leak sensor", use="leak", room=RoomId("kitchen")),
)
ANNA = Contact(id=ContactId("anna"), name="Anna", phone="+447700900111", minutes_away=10)
BEN = Contact(id=ContactId("ben"), name="Ben", phone="+447700900222")
CLEO = Contact(id=ContactId("cleo"), name="Cleo", phone="+447700900333", can_attend=False)
MARY = Resident(id=ResidentId("mary"), name="Mary S", address_hint="12 Elm Rd", phone="+447700900100")
LADDER = (
    Rung(tell=("anna",), wait=timedelta(minutes=2)),
    Rung(tell=("ben", "cleo"), wait=timedelta(minutes=3), repeat=2),
)


def settings(**other: Any) -> Settings:
    """Mary's settings."""
    whole: dict[str, Any] = {
        "hub": Hub(id="hub-1"), "residents": (MARY,), "detectors": NUMBERS, "rooms": ROOMS, "devices": DEVICES,
        "contacts": (ANNA, BEN, CLEO), "ladder": LADDER, "notices": Notices(tell=("anna",)),
    }  # fmt: skip
    return Settings(**(whole | other))


def home(**other: Any) -> Home:
    """What Mary's settings mean."""
    return Home(settings(**other))


def at(clock: str, day: int = 0) -> datetime:
    """Reads "07:42" or "07:42:30"."""
    hours, minutes, *seconds = (int(part) for part in clock.split(":"))
    return DAY + timedelta(days=day, hours=hours, minutes=minutes, seconds=sum(seconds))


def incident(kind: str = "help", because: str = "Mary's pendant pressed", **other: Any) -> Incident:
    """A raised incident of 08:30, on the first rung of its first round."""
    began = at("08:30")
    whole: dict[str, Any] = {
        "id": IncidentId("e-7"), "key": f"{kind}|home", "kind": kind, "grave": KINDS[kind].grave, "state": "raised",
        "version": 1, "began": began, "raised": began, "because": because, "reference": "K7",
        "resident": ResidentId("mary"), "evidence": (Evidence(at=began, says=because),),
        "place": Place(since=began, until=at("08:32")),
    }  # fmt: skip
    return Incident(**(whole | other))


def told(to: Contact, when: datetime, number: int = 1) -> Told:
    """That a contact was texted an alarm."""
    return Told(at=when, to=to.id, way="text", purpose="alarm", key=EffectKey(f"e-7/{number}"), number=to.phone or "")
