"""What is in the home: each sensor and button, what it is here for, and how it is listened to. Plain data."""

from typing import Literal

from hub.model.access import Part as _Part
from hub.model.access import Secret
from hub.model.ids import DeviceId, ResidentId, RoomId

Use = Literal[
    "help button", "fall device", "wearable", "tag", "motion", "presence", "door", "exit door", "window", "bed",
    "chair", "smoke", "carbon monoxide", "gas", "heat", "leak", "temperature", "fridge", "kettle", "cooker", "plug",
    "medication", "vibration", "light", "siren", "other",
]  # fmt: skip
Placement = Literal["waist", "wrist", "pocket"]
LIFE_SAVING: frozenset[Use] = frozenset({"help button", "fall device", "smoke", "carbon monoxide", "gas", "heat"})


class Acceleration(_Part, frozen=True, kw_only=True):
    """A characteristic that sends acceleration as whole numbers of 16 bits: x, y, z, then the next sample.

    `start` is written, as hexadecimal bytes, to `start_at` once connected. `every`: bytes from one sample to the next;
    `skip`: bytes before the first. `rate` in samples a second and `most` in g are what the device is set to.
    """

    characteristic: str
    counts_per_g: float
    rate: float
    most: float
    start_at: str | None = None
    start: str = ""
    every: int = 6
    skip: int = 0
    high_byte_first: bool = False


class Listening(_Part, frozen=True, kw_only=True):
    """How a Bluetooth device is listened to. Without it: to what it advertises, which is enough for most sensors.

    `key` is the key of what it encrypts. `connect`: the hub connects and listens to its meters ("meters": battery,
    heart rate), or also to the acceleration of a Polar device, or of one that `acceleration` describes.
    """

    key: Secret | None = None
    connect: Literal["meters", "polar", "acceleration"] | None = None
    acceleration: Acceleration | None = None


SLOWEST_FOR_FALLS, NARROWEST_FOR_FALLS = 25.0, 2.0
"""Samples a second, and g. Below, or with no more than these, falls cannot be detected (behaviour 26)."""


class Device(_Part, frozen=True, kw_only=True):
    """`formerly`: addresses of broken devices whose place it took; what was seen by them is its history.

    `placement`: where a device that sends acceleration is worn: waist (or chest), wrist, pocket (or hip).
    """

    id: DeviceId
    name: str
    use: Use
    room: RoomId | None = None
    worn_by: ResidentId | None = None
    placement: Placement | None = None
    bluetooth: Listening | None = None
    formerly: tuple[DeviceId, ...] = ()

    @property
    def streams(self) -> bool:
        """Whether it sends acceleration, of which falls can be told if it is known where it is worn."""
        return self.bluetooth is not None and self.bluetooth.connect in ("polar", "acceleration")

    @property
    def too_coarse(self) -> bool:
        """Whether the settings themselves say that falls cannot be told from what it sends (behaviour 26)."""
        given = self.bluetooth.acceleration if self.bluetooth is not None else None
        return given is not None and (given.rate < SLOWEST_FOR_FALLS or given.most <= NARROWEST_FOR_FALLS)

    @property
    def feels_falls(self) -> bool:
        """Whether the hub looks for falls in what it sends."""
        meant = self.use == "fall device" or self.use == "wearable"
        return meant and self.streams and self.placement is not None and not self.too_coarse
