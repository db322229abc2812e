"""One home, as its hub.toml describes it. The fields are the settings (design section 8); times are `timedelta`.

`hub.settings` reads the file into these and refuses what cannot be; everything here is plain data.
"""

import re
from datetime import date, timedelta
from typing import Literal

from msgspec import field

from hub.model.access import Access as Access  # noqa: PLC0414 - a part of a household like the others
from hub.model.access import Part as _Part
from hub.model.access import Secret as Secret  # noqa: PLC0414 - the same
from hub.model.appliances import Appliances as Appliances  # noqa: PLC0414 - detectors' numbers have files of their own
from hub.model.devices import LIFE_SAVING as LIFE_SAVING  # noqa: PLC0414 - devices have a file of their own
from hub.model.devices import NARROWEST_FOR_FALLS as NARROWEST_FOR_FALLS  # noqa: PLC0414 - the same
from hub.model.devices import SLOWEST_FOR_FALLS as SLOWEST_FOR_FALLS  # noqa: PLC0414 - the same
from hub.model.devices import Acceleration as Acceleration  # noqa: PLC0414 - the same
from hub.model.devices import Device as Device  # noqa: PLC0414 - the same
from hub.model.devices import Listening as Listening  # noqa: PLC0414 - the same
from hub.model.devices import Placement as Placement  # noqa: PLC0414 - the same
from hub.model.devices import Use as Use  # noqa: PLC0414 - the same
from hub.model.environment import Environment as Environment  # noqa: PLC0414 - the same
from hub.model.ids import ContactId, DeviceId, ResidentId, RoomId
from hub.model.incidents import Way
from hub.model.night import Night as Night  # noqa: PLC0414 - the same
from hub.model.providers import API_BASES as API_BASES  # noqa: PLC0414 - how texts leave has a file of its own
from hub.model.providers import SPOKEN as SPOKEN  # noqa: PLC0414 - the same
from hub.model.providers import Calls as Calls  # noqa: PLC0414 - the same
from hub.model.providers import Modem as Modem  # noqa: PLC0414 - the same
from hub.model.providers import Provider as Provider  # noqa: PLC0414 - the same
from hub.model.providers import Sms as Sms  # noqa: PLC0414 - the same
from hub.model.providers import TextProvider as TextProvider  # noqa: PLC0414 - the same
from hub.model.visits import Visit as Visit  # noqa: PLC0414 - visits have a file of their own

Service = Literal["being installed", "in service", "suspended", "ended"]
Others = Literal["none", "visitors", "lives with others"]
Source = Literal["zigbee2mqtt", "bluetooth", "topics"]
LINKS_TO: dict[Source, frozenset[str]] = {
    "zigbee2mqtt": frozenset({"broker", "zigbee2mqtt", "zigbee radio"}),
    "bluetooth": frozenset({"bluetooth"}),
    "topics": frozenset({"broker", "home assistant"}),
}
"""Way in -> the links that lie between the hub and its devices: while one of them is down, none of these is heard."""
BLUETOOTH_ADDRESS = re.compile("(?:[0-9A-Fa-f]{2}:){5}[0-9A-Fa-f]{2}")
Function = Literal[
    "falls", "inactivity", "wandering", "routine", "visits", "environment", "centre", "routine detail",
    "training",
]  # fmt: skip


class Hub(_Part, frozen=True, kw_only=True):
    id: str
    timezone: str = "Europe/London"
    data: str = "var"


class Resident(_Part, frozen=True, kw_only=True):
    id: ResidentId
    name: str
    address_hint: str = ""
    phone: str | None = None
    needs: tuple[str, ...] = ()
    language: str = "en-GB"


class Home(_Part, frozen=True, kw_only=True):
    others: Others = "none"
    pets: bool = False
    service: Service = "in service"


class Consent(_Part, frozen=True, kw_only=True):
    """What was agreed about one function or one sharing: by whom, when, and when it is looked at again."""

    agreed: bool
    by: str = ""
    on: date | None = None
    review: date | None = None


class Mqtt(_Part, frozen=True, kw_only=True):
    url: str
    user: str | None = None
    password: Secret | None = None
    zigbee2mqtt: bool = True
    zigbee2mqtt_topic: str = "zigbee2mqtt"


class Bluetooth(_Part, frozen=True, kw_only=True):
    adapter: str = "hci0"
    scanning: Literal["active", "passive"] = "active"


class HomeAssistant(_Part, frozen=True, kw_only=True):
    """`tells`: Home Assistant is told how the home is, by MQTT discovery. `prefix` is its discovery prefix."""

    tells: bool = False
    prefix: str = "homeassistant"


class Room(_Part, frozen=True, kw_only=True):
    id: RoomId
    name: str
    exit: bool = False


class Topic(_Part, frozen=True, kw_only=True):
    """One thing that another program says of a device on the home's broker (Home Assistant's sensors, and others).

    `path` leads to the value in a JSON message ("state", "after.x"); empty: the whole message is the value. `on` and
    `off` are the words for True and False; both empty: a number, which times `scale` is in the kind's unit.
    """

    device: DeviceId
    topic: str
    kind: str
    path: str = ""
    on: tuple[str, ...] = ()
    off: tuple[str, ...] = ()
    scale: float = 1.0


class Contact(_Part, frozen=True, kw_only=True):
    id: ContactId
    name: str
    phone: str | None = None
    language: str = "en-GB"
    can_attend: bool = True
    minutes_away: int | None = None
    hours: str | None = None
    ways: tuple[Way, ...] = ("text",)
    all_is_well: str | None = None


class OneOff(_Part, frozen=True, kw_only=True):
    """A time in which a contact is asked, or is not, whatever their `hours` say: a holiday, a swap.

    A day, or a day and a minute, on the clocks of the home. Read and refused by `hub.core.rota` (`moment`).
    """

    contact: ContactId
    since: str = field(name="from")
    until: str
    asked: bool
    note: str = ""


class Rung(_Part, frozen=True, kw_only=True):
    tell: tuple[str, ...]
    wait: timedelta = timedelta(minutes=2)
    repeat: int = 1


Climbs = Literal["life", "urgent", "technical"]
"""The classes that ever climb a ladder: `technical` does where nobody owns a fault in something that saves life."""


class Ladder(_Part, frozen=True, kw_only=True):
    """A ladder for some incidents only. No `classes`, `kinds`, `rooms` or `hours` means any of them."""

    name: str
    rungs: tuple[Rung, ...]
    classes: tuple[Climbs, ...] = ()
    kinds: tuple[str, ...] = ()
    rooms: tuple[RoomId, ...] = ()
    hours: str | None = None


class Notices(_Part, frozen=True, kw_only=True):
    """Who hears notices, and when. `daily`: all of a day in one text, when the hours begin."""

    tell: tuple[str, ...]
    hours: str = "daily 09:00-18:00"
    daily: bool = False


class Readiness(_Part, frozen=True, kw_only=True):
    """How often each contact is texted a test, at which hours; when it is tried again, and told as not answered."""

    every: timedelta = timedelta(days=30)
    hours: str = "daily 10:00-18:00"
    again_after: timedelta = timedelta(hours=24)
    missing_after: timedelta = timedelta(hours=72)


class Centre(_Part, frozen=True, kw_only=True):
    url: str
    user: str | None = None
    password: Secret | None = None
    can_attend: bool = True


SPOKEN_OF: tuple[str, ...] = (
    "help", "fall", "inactivity", "one room only", "smoke", "carbon monoxide", "gas", "heat", "flood",
)  # fmt: skip
"""Kinds of alarm of which the resident may hear in the home. Never of a door at night or of a person who is not back: a
voice out of the wall frightens somebody who is confused, and nobody may be there but a stranger. Never of equipment."""


class Announcing(_Part, frozen=True, kw_only=True):
    """What the resident hears and sees in the home while an alarm is open: of which `kinds`, and by what."""

    speak: bool = True
    lights: bool = True
    sirens: bool = False
    kinds: tuple[str, ...] = SPOKEN_OF


class Audit(_Part, frozen=True, kw_only=True):
    """Whoever watches the hub itself: whom the auditor tells, by which provider of its own, and what it pings."""

    tell: tuple[str, ...] = ()
    sms: TextProvider | None = None
    ping: str | None = None
    every: timedelta = timedelta(seconds=60)


class Pages(_Part, frozen=True, kw_only=True):
    """`names`: under which the pages may be called besides. `proxies`: whose word counts about where a browser is."""

    listen: str = "127.0.0.1:8080"
    https: bool = True
    names: tuple[str, ...] = ()
    proxies: tuple[str, ...] = ()


class Timers(_Part, frozen=True, kw_only=True):
    """How long each state of an incident may last (design section 1), and the chain's other waits."""

    cancel: timedelta = timedelta(seconds=20)
    ask: timedelta = timedelta(minutes=5)
    acknowledged: timedelta = timedelta(minutes=15)
    travelling: timedelta = timedelta(minutes=45)
    travelling_extra: timedelta = timedelta(minutes=15)
    with_resident: timedelta = timedelta(minutes=60)
    question: timedelta = timedelta(minutes=5)
    received: timedelta = timedelta(seconds=10)
    own_activity: timedelta = timedelta(minutes=2)
    notice_owned: timedelta = timedelta(hours=4)
    notice_fixed: timedelta = timedelta(hours=24)
    told_again: timedelta = timedelta(minutes=10)
    notices_apart: timedelta = timedelta(minutes=10)


class Inactivity(_Part, frozen=True, kw_only=True):
    """`false_alarms`: how many a month are accepted, for sooner help. `first_limit` holds in `first_days`.

    `one_room_for`: so long movement in one room only is usual.
    """

    limit: timedelta
    away_after_door: timedelta
    home_again_after: timedelta
    night_limit: timedelta
    night: str
    false_alarms: float = 0.3
    first_days: timedelta = timedelta(days=7)
    returned_limit: timedelta = timedelta(hours=6)
    first_limit: timedelta = timedelta(hours=30)
    one_room_for: timedelta = timedelta(hours=20)


class Wandering(_Part, frozen=True, kw_only=True):
    """`back_by` and `out_for`: when whoever went out, at any hour, should be back; until it is learned."""

    hours: str
    back_within: timedelta
    back_by: str = "23:00"
    out_for: timedelta = timedelta(hours=12)


class Liveness(_Part, frozen=True, kw_only=True):
    """How soon a silent device is late and lost (behaviour 18)."""

    life_saving: timedelta
    mains: timedelta
    battery: timedelta
    most: timedelta
    intervals: float
    learn_after: timedelta


class Falls(_Part, frozen=True, kw_only=True):
    """Worn fall devices: how long a new one is only tried (once each day of a week); when a withdrawn fall returns."""

    first_week: timedelta = timedelta(days=7)
    long_lie: timedelta = timedelta(minutes=20)


class Routine(_Part, frozen=True, kw_only=True):
    """Changes of the usual days: how far apart people are told of them, at the least."""

    every: timedelta = timedelta(days=7)


class Detection(_Part, frozen=True, kw_only=True):
    """The detectors' numbers. config/detectors.toml gives each with its reason and source."""

    inactivity: Inactivity
    wandering: Wandering
    liveness: Liveness
    falls: Falls = Falls()
    night: Night = Night()
    environment: Environment = Environment()
    appliances: Appliances = Appliances()
    routine: Routine = Routine()


class Retention(_Part, frozen=True, kw_only=True):
    readings: timedelta = timedelta(days=28)
    incidents: timedelta = timedelta(days=730)


class Settings(_Part, frozen=True, kw_only=True):
    """A whole hub.toml, checked."""

    hub: Hub
    residents: tuple[Resident, ...]
    detectors: Detection
    home: Home = Home()
    access: Access = Access()
    consent: dict[Function, Consent] | None = None
    mqtt: Mqtt | None = None
    bluetooth: Bluetooth = Bluetooth()
    home_assistant: HomeAssistant = HomeAssistant()
    rooms: tuple[Room, ...] = ()
    devices: tuple[Device, ...] = ()
    topics: tuple[Topic, ...] = ()
    contacts: tuple[Contact, ...] = ()
    rota: tuple[OneOff, ...] = ()
    ladder: tuple[Rung, ...] = ()
    ladders: tuple[Ladder, ...] = ()
    visits: tuple[Visit, ...] = ()
    notices: Notices | None = None
    readiness: Readiness = Readiness()
    centre: Centre | None = None
    sms: Sms = field(default_factory=Sms)
    modem: Modem = Modem()
    calls: Calls = field(default_factory=Calls)
    announce: Announcing | None = None

    audit: Audit | None = None
    pages: Pages = field(default_factory=Pages)
    timers: Timers = field(default_factory=Timers)
    retention: Retention = field(default_factory=Retention)

    @property
    def alone(self) -> bool:
        """Whether all movement is the resident's own: nobody else lives or calls here, and no pet."""
        return self.home.others == "none" and not self.home.pets and len(self.residents) == 1

    def agreed(self, function: Function) -> bool:
        """True if the function may exist. No [consent] section: all agreed; a function it does not name: not agreed."""
        if self.consent is None:
            return True
        given = self.consent.get(function)
        return given is not None and given.agreed

    def source(self, device: DeviceId) -> Source:
        """By which way in the hub hears a device: told by `topics` or by the form of its address, else Zigbee."""
        if any(topic.device == device for topic in self.topics):
            return "topics"
        return "bluetooth" if BLUETOOTH_ADDRESS.fullmatch(device) else "zigbee2mqtt"
