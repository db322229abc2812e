"""What is known of all visits, and of who may be in the home."""

from datetime import datetime

from msgspec import Struct, structs

from detectors.visit_periods import Period
from detectors.visit_sight import Unheard
from detectors.visit_traces import Doorway, Tagged
from hub.model.events import Reading
from hub.model.ids import DeviceId, RoomId
from hub.model.visits import Visit

LIES_ON = frozenset({"bed", "chair"})


class Watched(Struct, frozen=True):
    """What is known of all visits. `at` is when that was last looked at, `wait` until when nothing is concluded."""

    at: datetime
    periods: dict[str, Period] = {}
    doorway: Doorway = Doorway()
    tags: dict[DeviceId, Tagged] = {}
    held: dict[DeviceId, RoomId] = {}
    unheard: Unheard = Unheard()
    wait: datetime | None = None
    due: datetime | None = None
    rules: str = ""


def put(memory: Watched, visit: Visit, **changes: object) -> Watched:
    """The memory with something else known of a visit's period."""
    period = structs.replace(memory.periods[visit.id], **changes)
    return structs.replace(memory, periods={**memory.periods, visit.id: period})


def lain(memory: Watched, seen: Reading) -> Watched:
    """The memory after a reading that may tell whether a bed or a chair is occupied."""
    if seen.kind not in LIES_ON or seen.room is None or (seen.value is True) == (seen.device in memory.held):
        return memory
    rest = {device: room for device, room in memory.held.items() if device != seen.device}
    return structs.replace(memory, held={**rest, seen.device: seen.room} if seen.value is True else rest)
