"""What is remembered of the worn devices, and of what the home showed beside them."""

from datetime import datetime

from msgspec import Struct, structs

from detectors.fall import alarms
from detectors.fall.directions import Direction
from detectors.fall.first_week import FirstWeek
from detectors.fall.strike import Strike
from detectors.sight import Sight
from hub.model.events import Impact
from hub.model.ids import DeviceId, ResidentId, RoomId


class Radar(Struct, frozen=True):
    """A room radar saw a fall, or (not `sure`) maybe one; or another device that `who` wears felt it."""

    at: datetime
    name: str
    room: RoomId | None
    sure: bool
    who: ResidentId | None = None


class Worn(Struct, frozen=True):
    """What is known of one device. `upright`: how it lay when last somebody walked with it. `cut`: its last impact.

    `heard` and `alive`: when it was last heard, and last moved as on a body. `unworn`: that it is not was told.
    """

    alarms: alarms.Memory
    week: FirstWeek
    heard: datetime
    alive: datetime
    upright: Direction | None = None
    cut: Impact | None = None
    strike: Strike | None = None
    unworn: bool = False


class Falls(Struct, frozen=True):
    """What is known of all. `moved` and `room`: the last movement in the home; `door`: the last use of an exit door.

    `due` is when something runs out; `rules` are the numbers that it was worked out with: settings may change.
    """

    devices: dict[DeviceId, Worn] = {}
    sight: Sight = Sight()
    moved: datetime | None = None
    room: RoomId | None = None
    door: datetime | None = None
    radar: Radar | None = None
    due: datetime | None = None
    rules: str = ""

    def of(self, device: DeviceId, worn: Worn) -> "Falls":
        """The same, with what is now known of one device."""
        if self.devices.get(device) is worn:
            return self
        return structs.replace(self, devices={**self.devices, device: worn})
