"""Everything that can happen to a hub. There is one door in, and only these go through it.

`at` is hub time, UTC. Each event is one row of the journal (ticks only if they led to something).
"""

from datetime import datetime, timedelta
from typing import Literal

from msgspec import Struct

from hub.model.effects import Outcome, Receipt
from hub.model.household import Settings
from hub.model.ids import ContactId, DeviceId, EffectKey, ResidentId, RoomId
from hub.model.incidents import Was
from hub.model.routine import Compared

Value = bool | float | str
Does = Literal[
    "received", "acknowledge", "travelling", "with_resident", "close", "cannot", "test", "again", "cancel", "ambulance",
    "hand_over", "way_in",
]  # fmt: skip
What = Literal["away", "snooze", "visit"]
Via = Literal["socket", "centre", "sms", "call"]


class _Event(Struct, frozen=True, kw_only=True, omit_defaults=True):
    at: datetime


class Said(Struct, frozen=True, array_like=True):
    """One thing inside a device's message: what it speaks of, and its value.

    `kind` is one of `READING_KINDS`. Booleans: True means that it is so (contact: True is open; motion, smoke,
    battery low, tamper ...: True is on). `help` and `cancel` are presses; the value is the word that the device used.
    """

    kind: str
    value: Value


class Reported(_Event, frozen=True, kw_only=True, tag="reported"):
    """A device spoke. `name` is how its source calls it; `seen` is the device's own clock, if it says.

    `packet` is the device's own count of its messages, if it counts: an older one may be a replay (behaviour 25).
    """

    source: str
    name: str
    said: tuple[Said, ...]
    seen: datetime | None = None
    retained: bool = False
    packet: int | None = None


class Unplaced(_Event, frozen=True, kw_only=True, tag="unplaced"):
    """A device spoke whose name its source has not yet listed. Kept as it came until the list comes."""

    source: str
    name: str
    payload: str
    retained: bool = False


class Means(Struct, frozen=True, array_like=True, omit_defaults=True):
    """What one property of a device's messages means here, as its source describes the device.

    `kind` is one of `READING_KINDS`. `on` and `off` are the property's own values for True and False; another value
    says nothing. Both empty: a number, which times `scale` is in the kind's unit; or, of a press, any word.
    """

    property: str
    kind: str
    on: tuple[Value, ...] = ()
    off: tuple[Value, ...] = ()
    scale: float = 1.0


class Listed(Struct, frozen=True, kw_only=True, omit_defaults=True):
    """One device as its source lists it. `means` is what it can tell us; empty if its source does not describe it."""

    name: str
    address: DeviceId
    model: str = ""
    vendor: str = ""
    mains: bool = False
    asleep: bool = True
    means: tuple[Means, ...] = ()


class DevicesListed(_Event, frozen=True, kw_only=True, tag="devices_listed"):
    """A source told which devices it knows. The list is whole: who is not on it is gone."""

    source: str
    devices: tuple[Listed, ...]


class AvailabilityChanged(_Event, frozen=True, kw_only=True, tag="availability_changed"):
    """The source says that a device answers, or does not. Changes no level."""

    source: str
    name: str
    online: bool
    retained: bool = False


class LinkChanged(_Event, frozen=True, kw_only=True, tag="link_changed"):
    """A link came up or went down: `broker`, `zigbee2mqtt`, `bluetooth` (the radio), `home assistant`, `centre` (our
    connection), `centre listening`, `sms`, `texts by ...` (one of several providers). `since`: when it went down, if
    that was noticed only by its silence.
    """

    link: str
    up: bool
    because: str = ""
    retained: bool = False
    since: datetime | None = None


class FaultChanged(_Event, frozen=True, kw_only=True, tag="fault_changed"):
    """Something of the hub itself is broken, or works again: disk, provider credit, a source, its settings."""

    cause: str
    present: bool
    because: str
    life_saving: bool = False


class Answered(_Event, frozen=True, kw_only=True, tag="answered"):
    """Somebody (or, for `received`, the centre's program) answered.

    `by` is a person's name or a contact's id. `incident` may be absent if just one is open. `id` is the command's
    own: the same id twice does nothing twice. `to`: with `hand_over`, who is asked to take it, by name or contact's id.
    `was`: with the outcome "false alarm", what it was.
    """

    via: Via
    id: str
    by: str
    does: Does
    incident: str | None = None
    version: int | None = None
    minutes: int | None = None
    outcome: Outcome | None = None
    was: Was = ""
    to: str | None = None
    respond_to: str | None = None
    correlation: str | None = None


class Replied(_Event, frozen=True, kw_only=True, tag="replied"):
    """A text came in. `sid` is the provider's id for it; `sent` when the provider says that it was sent."""

    number: str
    text: str
    sid: str
    sent: datetime | None = None


class Keyed(_Event, frozen=True, kw_only=True, tag="keyed"):
    """A person pressed a key in a call. `effect` is that call; `sid` the provider's id for it.

    A receipt says what became of the call; only this says that a person was there. `after` is the key that answered
    the call before, if this one was pressed after it.
    """

    effect: EffectKey
    key: str
    sid: str
    after: str = ""


class Receipted(_Event, frozen=True, kw_only=True, tag="receipted"):
    """What became of an effect."""

    effect: EffectKey
    receipt: Receipt


class ContactTested(_Event, frozen=True, kw_only=True, tag="contact_tested"):
    """Somebody wants to see whether a contact can be reached: a test text goes to them at once."""

    contact: ContactId
    by: str


class DeviceTested(_Event, frozen=True, kw_only=True, tag="device_tested"):
    """Somebody tries a device: its next press or alarm within two minutes is a test, once (`hub.core.trying`).

    `device`: its id, or its name if only one is called so. `over`: it is tried no more, though nothing came.
    """

    device: str
    by: str
    over: bool = False


class Paused(_Event, frozen=True, kw_only=True, tag="paused"):
    """Somebody holds something back for a while: the resident is `away`, notices wait (`snooze`), or a `visit` begins.

    `until` None: it is over before its time.
    """

    what: What
    until: datetime | None
    by: str


class HubStarted(_Event, frozen=True, kw_only=True, tag="hub_started"):
    """A run begins (or the process was stalled). From `last_alive` to `at` the hub was blind."""

    last_alive: datetime
    stalled: bool = False
    version: str = ""


class ClockStepped(_Event, frozen=True, kw_only=True, tag="clock_stepped"):
    """The wall clock was corrected by `by`; `at` is the time after the correction."""

    by: timedelta


class ClockVouched(_Event, frozen=True, kw_only=True, tag="clock_vouched"):
    """NTP or a battery clock vouches for the hub's time, or no longer does."""

    sure: bool
    because: str


class SettingsChanged(_Event, frozen=True, kw_only=True, tag="settings_changed"):
    """The whole settings file, checked."""

    settings: Settings
    by: str = "file"


class Tick(_Event, frozen=True, kw_only=True, tag="tick"):
    """A deadline is due; `at` is the deadline itself."""


class Impact(_Event, frozen=True, kw_only=True, tag="impact"):
    """A body-worn device was struck hard enough to be looked at. Cut from its stream, which itself is not kept.

    `struck`: hub time of the impact itself. `window`: int16, low byte first, x, y and z interleaved, 1000 units a g
    (so 32.7 g at the most), 50 a second; `peak` is the impact's place in it, in samples. `rate`: the device's true
    rate, Hz. `most`: the largest value that the device can tell, g (0: not known). `missing`: the share of the window's
    samples that were lost and filled in. The same strike (`device`, `struck`) may be cut twice, then longer.
    """

    device: DeviceId
    struck: datetime
    window: bytes
    peak: int
    rate: float
    most: float = 0.0
    missing: float = 0.0


class Movement(_Event, frozen=True, kw_only=True, tag="movement"):
    """How a body-worn device moved: about every 30 s, and every 2 s for a minute after an impact.

    `seconds`: how long the span was that ends at `at`. `moving`: root mean square of the change of the acceleration's
    length about its mean, g (0: it lies on a table). `still`: the share of the span's half seconds in which nothing
    moved. `up`: the direction of gravity in the device's own axes at the end of the span, a unit vector. `most`: as of
    an `Impact`.
    """

    device: DeviceId
    seconds: float
    moving: float
    still: float
    up: tuple[float, float, float]
    rate: float = 0.0
    missing: float = 0.0
    most: float = 0.0


class RoutineCompared(_Event, frozen=True, kw_only=True, tag="routine_compared"):
    """The night's comparison of the last week with this person's own past is done."""

    compared: Compared


Event = (
    Reported | Unplaced | DevicesListed | AvailabilityChanged | LinkChanged | FaultChanged | Answered | Replied
    | Keyed | Receipted | ContactTested | DeviceTested | Paused | HubStarted | ClockStepped | ClockVouched
    | SettingsChanged | Tick | Impact | Movement | RoutineCompared
)  # fmt: skip

ROUTINE = "routine"
"""What a detector `hears` to be stepped with `RoutineCompared`."""

WORN = "acceleration"
"""What a detector `hears` to be stepped with `Impact` and `Movement`."""

ACTIVITY = frozenset({"motion", "presence", "contact", "flush", "pressure", "power", "activity", "bed", "chair",
                      "light_switch", "water", "vibration", "tilt", "lock", "help", "cancel", "button"})  # fmt: skip
"""Reading kinds that a person's doing can cause."""

LEVELS = frozenset({"smoke", "carbon monoxide", "gas", "heat", "leak", "fall", "sos"})
"""Reading kinds that stay true: a message that repeats them says nothing new (design section 4)."""

PRESSES = frozenset({"help", "cancel", "button"})
"""Reading kinds that are always fresh: a source does not remember them."""

UNITS: dict[str, str] = {
    "battery": "%", "temperature": "°C", "humidity": "%", "illuminance": "lx", "power": "W", "co2": "ppm",
    "particles": "µg/m³", "voc": "ppb", "heart rate": "beats a minute", "weight": "kg",
}  # fmt: skip
"""Reading kinds whose value is a number, and its unit."""

CONDITIONS = frozenset({"battery low", "tamper", "fault", "test"})
"""What a device says of itself. `fault`: it does not work as it should; `test`: its test button was pressed."""

READING_KINDS = ACTIVITY | LEVELS | frozenset(UNITS) | CONDITIONS | {"in range", "heard", "maybe fall"}
"""Every kind of reading. `in range`: a tag is near enough to be heard. `heard` only says that the device spoke.

`maybe fall`: a radar may have seen somebody fall, and waits to be surer. It is evidence, and never an alarm by itself.
"""


class Reading(Struct, frozen=True, gc=False):
    """One thing one device reported, placed in the home. What detectors see.

    `at` is when it counts (the device's own time if that is over 2 min old), `heard` when the hub heard it.
    `edge`: the value differs from the last known. `cached`: a repetition of old knowledge, never activity.
    `late`: `at` lies over 2 min before `heard`. `known`: the device is in the settings.
    """

    at: datetime
    device: DeviceId
    kind: str
    value: Value
    room: RoomId | None
    use: str
    name: str
    worn_by: ResidentId | None
    heard: datetime
    cached: bool
    late: bool
    edge: bool
    known: bool


class SightChanged(Struct, frozen=True, kw_only=True):
    """A room can be seen, or no longer: at least one of its sensors of movement can be heard, or none can.

    `room` is None for the whole home: then `seen` is False if no room at all can be seen.
    """

    at: datetime
    room: RoomId | None
    seen: bool
    because: str


class DeviceWent(Struct, frozen=True, kw_only=True):
    """A device went `late` or `lost`, or is `seen` again (design section 4)."""

    at: datetime
    device: DeviceId
    name: str
    use: str
    room: RoomId | None
    to: Literal["seen", "late", "lost"]
    since: datetime
    because: str


class Cancelled(Struct, frozen=True, kw_only=True):
    """The resident took back an automatic alarm in time, whichever way. `resident`: whom it was about, if known.

    It comes after what it follows from: what was found of the same event was taken by then.
    """

    at: datetime
    kind: str
    resident: ResidentId | None


Sensed = (
    Reading | DeviceWent | SightChanged | LinkChanged | FaultChanged | HubStarted | ClockStepped | Tick
    | Impact | Movement | RoutineCompared | Cancelled
)  # fmt: skip
"""What a detector may be stepped with."""
