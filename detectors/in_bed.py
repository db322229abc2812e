"""Was the exit door used by somebody else, while she lies in bed? A carer who puts her to bed leaves by it.

The bed alone is not believed: its sensor may hang, and whoever goes out at night must be found. Only after somebody
may have come in by the door is its next use, while the bed is occupied, their leaving.
"""

from datetime import datetime, timedelta

from msgspec import Struct, structs

from detectors.night_hours import hers_at_night
from hub.core.activity import shows_movement
from hub.model.events import DeviceWent, HubStarted, LinkChanged, Reading, Sensed
from hub.model.household import Settings
from hub.model.ids import DeviceId

LONGEST_CALL = timedelta(hours=6)
"""Whoever came in by the door before that has gone by another way, or lives here (our choice: an evening's visit)."""

ONE_USE = timedelta(minutes=2)
"""A door that is used again so soon is still the same coming or going: the bag that was forgotten (our choice)."""

SHORT = timedelta(minutes=1)
"""A hub that was off for less has missed nothing that matters (our choice)."""


class InBed(Struct, frozen=True):
    """The beds that are occupied; when the door was used by who may have come in; when a caller left by it.

    `looks`: nobody was seen about yet since somebody may have come in.
    """

    occupied: frozenset[DeviceId] = frozenset()
    came: datetime | None = None
    left: datetime | None = None
    looks: bool = False


NOT_KNOWN = InBed()


def tells(settings: Settings) -> bool:
    """Whether a bed tells where she is: it is hers alone, and no cat lies on it."""
    return hers_at_night(settings) and any(device.use == "bed" for device in settings.devices)


def seen(memory: InBed, reading: Reading) -> InBed:
    """What is known after the word of a bed, or after movement inside. The same object if it is nothing new."""
    if reading.use == "bed":
        return _lain(memory, reading) if reading.kind == "bed" else memory
    if not memory.looks or memory.came is None or reading.use == "exit door":
        return memory
    if reading.at <= memory.came + ONE_USE or not shows_movement(reading):
        return memory
    return structs.replace(memory, looks=False)


def _lain(memory: InBed, bed: Reading) -> InBed:
    if bed.cached or not bed.known or (bed.value is True) == (bed.device in memory.occupied):
        return memory
    of = {bed.device}
    return structs.replace(memory, occupied=memory.occupied | of if bed.value is True else memory.occupied - of)


def through(memory: InBed, door: Reading) -> tuple[InBed, bool]:
    """What is known after an exit door was used, and whether a caller left by it while she lies in bed.

    A caller came in by the door before and was seen about. Closing belongs to the opening before it.
    """
    last = memory.left or memory.came
    if door.value is not True or (last is not None and door.at - last < ONE_USE):
        return memory, memory.left is not None and bool(memory.occupied)
    called = memory.came is not None and not memory.looks and door.at - memory.came <= LONGEST_CALL
    if called and memory.occupied:
        return structs.replace(memory, came=None, left=door.at), True
    return structs.replace(memory, came=door.at, left=None, looks=True), False


def unseen(memory: InBed, event: Sensed) -> InBed:
    """What is still known after a device, a link or the hub went: whoever is not heard may have got up."""
    if not memory.occupied:
        return memory
    if isinstance(event, DeviceWent) and event.to == "lost":
        return structs.replace(memory, occupied=memory.occupied - {event.device})
    gone = isinstance(event, LinkChanged) and not event.up
    off = isinstance(event, HubStarted) and event.at - event.last_alive >= SHORT
    return structs.replace(memory, occupied=frozenset()) if gone or off else memory
