"""Everything that the hub remembers. `facts` is what people were told; the rest can be worked out from the journal."""

from datetime import datetime, timedelta
from typing import Any, Literal

from msgspec import Struct

from hub.model.events import Listed, Unplaced, Value
from hub.model.household import Service, Settings, Source
from hub.model.ids import ContactId, DeviceId, IncidentId
from hub.model.incidents import Incident, Outcome
from hub.model.visits import VisitStep


class Stream(Struct, frozen=True):
    """Acceleration as a worn device sends it: `rate` samples a second, `most` g (0: not known)."""

    rate: float
    most: float = 0.0


class DeviceState(Struct, frozen=True, gc=False):
    """What is known of one device.

    `heard` is when it last spoke for itself (not out of a cache), `seen` its own time of that. `levels` are its last
    values by kind. `status` is new, seen, late or lost, since `since`; `quiet_from` is when its silence began to
    count, later by every time in which it could not have been heard. `interval` is the longest usual time in seconds
    from one report of its own to the next, learned over `watched` seconds; `reported` is when the last was made, though
    nobody did anything (None after a time in which it could not have been heard). `online_round` is the zigbee2mqtt
    start in which it last spoke. `pressed` is `seen` of its last press. `offline`: its source says that it does not
    answer. `rose` is when it last said motion or presence after it had said that there was none. `packet` is its own
    count of its last message, if it counts. `unlisted`: since when its source does not list it. `was_on`: `seen` of the
    last word that a level was on (smoke). `moved` is when it last showed movement; `active` when it last said anything
    that a person may have done to it: movement, a press, a door, its test button. `stream`: of a worn device, what it
    last sent. `spoke` and `done`: of `heard` and `active`, the hub's count of events (`State.seq`), which no clock
    moves; what came late, and so tells of before, does not count there.
    """

    status: str
    since: datetime
    quiet_from: datetime
    heard: datetime | None = None
    seen: datetime | None = None
    levels: dict[str, Value] = {}
    interval: float = 0.0
    watched: float = 0.0
    online_round: int = 0
    pressed: datetime | None = None
    offline: bool = False
    rose: datetime | None = None
    packet: int | None = None
    unlisted: datetime | None = None
    was_on: dict[str, datetime] = {}
    reported: datetime | None = None
    moved: datetime | None = None
    active: datetime | None = None
    stream: Stream | None = None
    spoke: int = 0
    done: int = 0


class Link(Struct, frozen=True):
    """Whether a link is up, and since when."""

    up: bool
    since: datetime
    because: str = ""


class Radio(Struct, frozen=True, gc=False):
    """What is known of all Zigbee devices together.

    `heard` is when any of them last spoke; `quiet_from` is when the silence of all began to count, later by every time
    in which nobody could have been heard. `reported` is when one last spoke although nobody did anything. `longest` is
    the longest usual time in seconds from one such report to the next, learned over `watched`.
    """

    heard: datetime | None = None
    quiet_from: datetime | None = None
    reported: datetime | None = None
    longest: float = 0.0
    watched: float = 0.0


class World(Struct, frozen=True):
    """What the home and the links look like now. Re-stepped from the journal after a restart.

    `names`: "source/name" -> device. `listed`: what each source knows, by address; `listed_by`: which source that is.
    `unplaced`: messages from names not yet listed, oldest first. `online_round` counts how often zigbee2mqtt came
    online, `online_since` is when. `next_check` is when a device may become late or lost. `blind`: by which ways in no
    device can be heard, since when. `radio`: all of Zigbee as one.
    """

    devices: dict[DeviceId, DeviceState] = {}
    names: dict[str, DeviceId] = {}
    listed: dict[DeviceId, Listed] = {}
    listed_by: dict[DeviceId, str] = {}
    listed_sources: frozenset[str] = frozenset()
    unplaced: tuple[Unplaced, ...] = ()
    links: dict[str, Link] = {}
    online_round: int = 0
    online_since: datetime | None = None
    next_check: datetime | None = None
    blind: dict[Source, datetime] = {}
    sure: bool = False
    radio: Radio = Radio()


class Reference(Struct, frozen=True):
    """A reference code and the incident that it means; not used again within 30 days."""

    code: str
    incident: IncidentId
    at: datetime


class Proof(Struct, frozen=True, kw_only=True):
    """Whether a contact was reached and answered, and when it is looked at next (`hub.core.readiness`).

    `asked` is when the present (or last) test was first texted, `tries` how often; `code` is that text's.
    `missed`: it was not answered, and people were told so.
    """

    due: datetime
    asked: datetime | None = None
    answered: datetime | None = None
    code: str = ""
    tries: int = 0
    receipt: str = ""
    missed: bool = False


class Pause(Struct, frozen=True, kw_only=True):
    """What somebody holds back, and until when (`hub.core.pauses`). `over`: the service that the settings name."""

    until: datetime
    by: str
    since: datetime
    over: Service = "in service"


class Daily(Struct, frozen=True, kw_only=True):
    """When a contact is texted each day how it is at the home (`hub.core.daily`).

    `setting` is what the settings said when this was noted. `minute` of the home's day; None: they texted that they
    want none. `due` is the next one's moment, and `wait` (a hub that has just begun) when it is made, if later.
    `missed`: since which one none is known to have left.
    """

    setting: str | None = None
    minute: int | None = None
    due: datetime | None = None
    wait: datetime | None = None
    missed: datetime | None = None


class CareVisit(Struct, frozen=True, kw_only=True):
    """What was last known of a care visit: `step` is that of `VisitNews`, or "said": somebody says that it was made."""

    at: datetime
    step: VisitStep | Literal["said"]
    came: datetime | None = None
    left: datetime | None = None
    sure: bool = False
    by: str = ""


class Trial(Struct, frozen=True, kw_only=True):
    """The last test of a device (`hub.core.trying`): who asked when, and what came of it.

    `until`: to when its press is the test. `spare`: it was heard by its test button, and the alarm of the same press
    may still come. `alarms`: which alarms were the test; at `look` those that stay on must be off again. `before`: when
    its tests of the last hour were asked for. `done`: when it was heard, as the hub counts events.
    """

    asked: datetime
    by: str
    until: datetime
    state: Literal["waiting", "heard", "not heard", "called off"] = "waiting"
    because: str = ""
    heard: datetime | None = None
    incident: IncidentId | None = None
    spare: bool = False
    alarms: tuple[str, ...] = ()
    look: datetime | None = None
    before: tuple[datetime, ...] = ()
    done: int = 0


class Past(Struct, frozen=True, kw_only=True):
    """A closed incident, as long as late replies to it must be answered (30 days)."""

    id: IncidentId
    kind: str
    reference: str
    closed: datetime
    outcome: Outcome | None
    by: str
    told: dict[str, datetime]
    device: DeviceId | None = None


class Facts(Struct, frozen=True, kw_only=True):
    """What people were told and what they answered. Read back as it was written; never worked out again.

    `open`: open incidents and notices. `past`: closed ones of 30 days. `references`: codes of 30 days.
    `handled`: ids of commands and texts already acted on. `texted`: when each number was texted in the last hour.
    `summed`: when each number last got a round-two text. `refused`: numbers that can never be texted ("call" before it:
    called), and why. `proofs`: of each contact, whether they were reached and answered. `pauses`: what is held back:
    away, snooze, visit. `noticed`: when people were last texted a notice. `daily`: who is texted each day, and when.
    `callers`: since when a carer may be there, by what shows it. `visits`: what was last known of each care visit.
    `trials`: the last test of each device that was ever tried.
    """

    open: dict[IncidentId, Incident] = {}
    past: tuple[Past, ...] = ()
    references: tuple[Reference, ...] = ()
    handled: dict[str, datetime] = {}
    texted: dict[str, tuple[datetime, ...]] = {}
    summed: dict[str, datetime] = {}
    refused: dict[str, str] = {}
    codes: int = 0
    proofs: dict[ContactId, Proof] = {}
    pauses: dict[str, Pause] = {}
    noticed: datetime | None = None
    daily: dict[ContactId, Daily] = {}
    callers: dict[str, datetime] = {}
    visits: dict[str, CareVisit] = {}
    trials: dict[DeviceId, Trial] = {}


class State(Struct, frozen=True, kw_only=True):
    """The whole hub at one moment.

    `seq` counts the events worth keeping: it grows with every event but a tick that led to nothing, and is the
    journal's sequence number. `due` is the earliest deadline of all, `people_due` that of the incidents.
    `waits` are the incidents' own. `memories` and `dues` are the detectors', by name.
    """

    epoch: str
    seq: int
    at: datetime
    settings: Settings
    world: World
    memories: dict[str, Any]
    dues: dict[str, datetime | None]
    facts: Facts
    due: datetime | None = None
    people_due: datetime | None = None
    waits: dict[IncidentId, datetime] = {}


KEPT = timedelta(days=30)
"""How long reference codes, command ids and closed incidents are remembered (behaviour 11)."""
