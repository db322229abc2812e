"""What everything that deals with Bluetooth calls things: an advertisement, a device that is listened to, the radio."""

from collections.abc import Callable
from datetime import datetime
from typing import Literal, Protocol

from bleak import BleakClient
from bleak.backends.device import BLEDevice
from msgspec import Struct

from hub.model.household import Acceleration, Use
from hub.model.ids import DeviceId

SOURCE = "bluetooth"


class Advert(Struct, frozen=True, kw_only=True):
    """One advertisement as the radio heard it, at hub time `at`. Addresses are in capitals, UUIDs in small letters."""

    address: str
    at: datetime
    rssi: int
    name: str = ""
    manufacturer: dict[int, bytes] = {}
    service: dict[str, bytes] = {}
    services: tuple[str, ...] = ()


class Listened(Struct, frozen=True, kw_only=True):
    """A Bluetooth device of the settings. Nobody else's device is ever reported: the neighbours' are not ours to hear.

    `packet` is the counter of the last packet that an earlier run accepted.
    """

    device: DeviceId
    address: str
    use: Use
    key: bytes | None = None
    connect: Literal["meters", "polar", "acceleration"] | None = None
    acceleration: Acceleration | None = None
    packet: int | None = None


class Radio(Protocol):
    """What a connection asks of the radio."""

    async def found(self, address: str) -> BLEDevice:
        """The device, as soon as it advertises. Waits for ever, also while the radio does not work."""

    def client(self, device: BLEDevice, lost: Callable[[], None]) -> BleakClient:
        """A client for one connection to the device, not yet connected. `lost` is called when the connection ends."""
