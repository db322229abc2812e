"""The kinds of incident there are: how grave each is, how long it may be cancelled, and what makes two the same."""

from datetime import timedelta
from typing import Literal

from msgspec import Struct

IncidentClass = Literal["life", "urgent", "advice", "technical"]
KeyedBy = Literal["device", "resident", "home", "cause"]

CANCEL_TIME = timedelta(seconds=20)
"""How long an automatic alarm may be cancelled in the home before anybody is told (behaviour 9)."""


class Kind(Struct, frozen=True, kw_only=True):
    """One kind of incident. `says` is how a text names it; `ring_999` asks the reader to ring the brigade.

    `once`: news that is over once it was told. `asked_once`: a ladder is climbed for it once, and not again.
    """

    grave: IncidentClass
    says: str
    keyed_by: KeyedBy
    pending: timedelta = timedelta(0)
    ring_999: bool = False
    leaves_by_itself: bool = False
    once: bool = False
    asked_once: bool = False


KINDS: dict[str, Kind] = {
    "help": Kind(grave="life", says="Help button pressed", keyed_by="device"),
    "fall": Kind(grave="life", says="Possible fall", keyed_by="resident", pending=CANCEL_TIME),
    "smoke": Kind(grave="life", says="Smoke alarm", keyed_by="home", ring_999=True),
    "carbon monoxide": Kind(grave="life", says="Carbon monoxide alarm", keyed_by="home", ring_999=True),
    "gas": Kind(grave="life", says="Gas alarm", keyed_by="home", ring_999=True),
    "heat": Kind(grave="life", says="Heat alarm", keyed_by="home", ring_999=True),
    "flood": Kind(grave="urgent", says="Water leak", keyed_by="home"),
    "inactivity": Kind(grave="urgent", says="No movement", keyed_by="home", pending=CANCEL_TIME, leaves_by_itself=True),
    "one room only": Kind(grave="urgent", says="In one room only", keyed_by="home", pending=CANCEL_TIME),
    "wandering": Kind(grave="urgent", says="Out at night", keyed_by="home", pending=CANCEL_TIME),
    "no return": Kind(grave="urgent", says="Not back home", keyed_by="home", pending=CANCEL_TIME),
    "bed left at night": Kind(grave="urgent", says="Out of bed at night", keyed_by="home", pending=CANCEL_TIME),
    "wandering inside": Kind(grave="urgent", says="Wandering inside at night", keyed_by="home", pending=CANCEL_TIME),
    "left on": Kind(grave="urgent", says="Appliance left on", keyed_by="device"),
    "very cold home": Kind(grave="urgent", says="Home very cold", keyed_by="home"),
    "very hot home": Kind(grave="urgent", says="Home very hot", keyed_by="home"),
    "missed visit": Kind(grave="urgent", says="Care visit missed", keyed_by="cause"),
    "life-saving fault": Kind(grave="urgent", says="Alarm equipment not working", keyed_by="cause"),
    "routine change": Kind(grave="advice", says="Change of routine", keyed_by="home", once=True),
    "movement while away": Kind(grave="advice", says="Movement while away", keyed_by="home"),
    "cold home": Kind(grave="advice", says="Home cold", keyed_by="home"),
    "hot home": Kind(grave="advice", says="Home hot", keyed_by="home"),
    "damp home": Kind(grave="advice", says="Home damp", keyed_by="home"),
    "appliance left on": Kind(grave="advice", says="Appliance left on", keyed_by="device"),
    "not used": Kind(grave="advice", says="Not used as usual", keyed_by="home"),
    "bathroom at night": Kind(grave="advice", says="Bathroom at night", keyed_by="home", once=True),
    "up at night": Kind(grave="advice", says="Up and about at night", keyed_by="home", once=True),
    "late visit": Kind(grave="advice", says="Care visit not seen", keyed_by="cause", asked_once=True),
    "news": Kind(grave="advice", says="News", keyed_by="cause", once=True),
    "technical": Kind(grave="technical", says="Equipment", keyed_by="cause"),
}
"""Every kind of incident. An unknown kind is a bug, so it is a KeyError."""
