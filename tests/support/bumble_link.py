"""A radio whose other end is Google's bumble, in the same process: real ATT bytes, no hardware, virtual time.

`LinkScanner` and `LinkClient` are given to bleak by its public `backend=`. Each `Worn` is a bumble device with services
of its own; `Air` is what lies between, and keeps the `Radio` protocol of `connectors.bluetooth.words`.
"""

import asyncio
import heapq
from collections.abc import Callable, Coroutine
from datetime import datetime, timedelta
from typing import Any, TypeVar

from bleak import BleakClient, BleakScanner
from bleak.backends.characteristic import BleakGATTCharacteristic
from bleak.backends.client import BaseBleakClient
from bleak.backends.device import BLEDevice
from bleak.backends.scanner import AdvertisementData, BaseBleakScanner
from bleak.backends.service import BleakGATTService, BleakGATTServiceCollection
from bleak.exc import BleakError
from bumble.att import ATT_Error
from bumble.controller import Controller
from bumble.core import BaseBumbleError, ProtocolError
from bumble.device import Advertisement, Connection, Device, DeviceConfiguration, Peer
from bumble.gatt import Attribute, Characteristic, CharacteristicValue, Service
from bumble.gatt_client import CharacteristicProxy
from bumble.hci import Address
from bumble.host import Host
from bumble.link import LocalLink
from bumble.transport.common import AsyncPipeSink

from tests.support.door import START

MTU = 247
T = TypeVar("T")
Properties = Characteristic.Properties


class VirtualLoop(asyncio.SelectorEventLoop):
    """A loop in whose time nothing takes time: when nobody has anything to do it is the next timer's time."""

    def __init__(self) -> None:
        super().__init__()
        self.now = 0.0

    def time(self) -> float:
        return self.now

    def _run_once(self) -> None:
        waiting = self._scheduled  # type: ignore[attr-defined]
        while waiting and waiting[0]._cancelled:
            heapq.heappop(waiting)._scheduled = False
            self._timer_cancelled_count -= 1  # type: ignore[attr-defined]
        if not self._ready and waiting:  # type: ignore[attr-defined]
            self.now = max(self.now, waiting[0]._when)
        super()._run_once()  # type: ignore[misc]


def virtually(story: Coroutine[Any, Any, T]) -> T:
    """Runs a story in virtual time."""
    with asyncio.Runner(loop_factory=VirtualLoop) as runner:
        return runner.run(story)


class LoopClock:
    """Hub time that is the loop's."""

    def now(self) -> datetime:
        return START + timedelta(seconds=asyncio.get_running_loop().time())

    def delay(self, until: datetime) -> float:
        return max(0.0, (until - self.now()).total_seconds())


class Worn:
    """A device: services of characteristics, and what it sends."""

    def __init__(self, air: "Air", address: str, *characteristics: Characteristic[bytes]) -> None:
        self.address = address
        self.device = air.device(address)
        self.device.add_service(Service("180A", list(characteristics)))
        self.connection: Connection | None = None
        self.device.on("connection", self._connected)
        self.connections = 0
        self.moved = asyncio.Event()

    async def advertise(self) -> None:
        await self.device.power_on()
        await self.device.start_advertising(auto_restart=True)

    async def vanish(self) -> None:
        """Out of range: the link breaks, and nothing is advertised."""
        await self.device.stop_advertising()
        await self.part()

    async def part(self) -> None:
        if self.connection is not None:
            await self.connection.disconnect()

    async def send(self, characteristic: Characteristic[bytes], data: bytes) -> None:
        """A notification."""
        await self.device.notify_subscribers(characteristic, data)

    async def indicate(self, characteristic: Characteristic[bytes], data: bytes) -> None:
        await self.device.indicate_subscribers(characteristic, data)

    def _connected(self, connection: Connection) -> None:
        self.connection = connection
        self.connections += 1
        self._move()
        connection.on("disconnection", self._parted)

    def _parted(self, _: int) -> None:
        self.connection = None
        self._move()

    def _move(self) -> None:
        """Wakes whoever waits for a change of the connection."""
        self.moved.set()
        self.moved.clear()


def characteristic(
    uuid: str, properties: Properties, value: Any = b"", written: Callable[[bytes], None] | None = None
) -> Characteristic[bytes]:
    """A characteristic that anybody may read and write. `written` hears what is written."""
    kept: Any = value
    if written is not None:
        # bumble would keep what was written, and give it to who reads next.
        kept = CharacteristicValue(read=lambda _: value, write=lambda _, data: written(bytes(data)))
    return Characteristic(
        uuid.upper(), properties, Attribute.Permissions.READABLE | Attribute.Permissions.WRITEABLE, kept
    )


class Air:
    """What lies between, and the hub's end of it."""

    def __init__(self) -> None:
        self.link = LocalLink()
        self.central = self.device("C0:00:00:00:00:01")
        self.clients: list[BleakClient] = []
        self._seen: dict[str, asyncio.Future[BLEDevice]] = {}
        self._scanner: BleakScanner | None = None

    def device(self, address: str) -> Device:
        controller = Controller(address, link=self.link, public_address=address)
        config = DeviceConfiguration(name="worn", address=Address(address))
        return Device(config=config, host=Host(controller, AsyncPipeSink(controller)))

    async def found(self, address: str) -> BLEDevice:
        """The next time that it advertises."""
        if self._scanner is None:
            await self.central.power_on()
            self._scanner = BleakScanner(self._heard, backend=LinkScanner, central=self.central)
            await self._scanner.start()
        future = self._seen.setdefault(address, asyncio.get_running_loop().create_future())
        return await asyncio.shield(future)

    def client(self, device: BLEDevice, lost: Callable[[], None]) -> BleakClient:
        made = BleakClient(device, lambda _: lost(), backend=LinkClient)
        self.clients.append(made)
        return made

    def _heard(self, device: BLEDevice, _: AdvertisementData) -> None:
        future = self._seen.pop(device.address, None)
        if future is not None and not future.done():
            future.set_result(device)


class LinkScanner(BaseBleakScanner):
    """Scans by a bumble device."""

    def __init__(
        self, detection_callback: Any, service_uuids: Any, scanning_mode: str, *, central: Device, **_: Any
    ) -> None:
        super().__init__(detection_callback, service_uuids)
        self._central, self._active = central, scanning_mode == "active"

    async def start(self) -> None:
        self.seen_devices = {}
        self._central.on("advertisement", self._heard)
        await self._central.start_scanning(active=self._active, filter_duplicates=False)

    async def stop(self) -> None:
        self._central.remove_listener("advertisement", self._heard)
        await self._central.stop_scanning()

    def _heard(self, advertisement: Advertisement) -> None:
        address = str(advertisement.address).split("/")[0].upper()
        data = AdvertisementData(None, {}, {}, [], None, advertisement.rssi, ())
        device = self.create_or_update_device(address, address, "worn", {"central": self._central}, data)
        self.call_detection_callbacks(device, data)


class LinkClient(BaseBleakClient):
    """Connects by a bumble device, and speaks ATT."""

    def __init__(self, address_or_ble_device: Any, **kwargs: Any) -> None:
        super().__init__(address_or_ble_device, **kwargs)
        self._central: Device = address_or_ble_device.details["central"]
        self._connection: Connection | None = None

    @property
    def name(self) -> str:
        return self.address

    @property
    def mtu_size(self) -> int:
        return self._connection.att_mtu if self._connection else 23

    @property
    def is_connected(self) -> bool:
        return self._connection is not None

    async def connect(self, pair: bool, **kwargs: Any) -> None:
        self._connection = await self._central.connect(Address(self.address), timeout=None)
        self._connection.on("disconnection", self._lost)
        peer = Peer(self._connection)
        await peer.request_mtu(MTU)
        await peer.discover_all()
        self.services = self._collected(peer)

    async def disconnect(self) -> None:
        if self._connection is not None:
            await self._connection.disconnect()

    async def pair(self, *args: Any, **kwargs: Any) -> None:
        raise NotImplementedError

    async def unpair(self) -> None:
        raise NotImplementedError

    async def read_gatt_char(self, characteristic: BleakGATTCharacteristic, **kwargs: Any) -> bytearray:
        return bytearray(await self._asked(self._proxy(characteristic).read_value()))

    async def read_gatt_descriptor(self, descriptor: Any, **kwargs: Any) -> bytearray:
        raise NotImplementedError

    async def write_gatt_char(self, characteristic: BleakGATTCharacteristic, data: Any, response: bool) -> None:
        await self._asked(self._proxy(characteristic).write_value(bytes(data), with_response=response))

    async def write_gatt_descriptor(self, descriptor: Any, data: Any) -> None:
        raise NotImplementedError

    async def start_notify(self, characteristic: BleakGATTCharacteristic, callback: Any, **kwargs: Any) -> None:
        await self._asked(self._proxy(characteristic).subscribe(lambda data: callback(bytearray(data))))

    async def stop_notify(self, characteristic: BleakGATTCharacteristic) -> None:
        await self._asked(self._proxy(characteristic).unsubscribe(force=True))

    def _proxy(self, characteristic: BleakGATTCharacteristic) -> CharacteristicProxy[bytes]:
        if self._connection is None:
            raise BleakError("Not connected")
        proxy: CharacteristicProxy[bytes] = characteristic.obj
        return proxy

    async def _asked(self, asked: Coroutine[Any, Any, T]) -> T:
        try:
            return await asked
        except (ATT_Error, ProtocolError, BaseBumbleError) as error:
            raise BleakError(str(error)) from error

    def _collected(self, peer: Peer) -> BleakGATTServiceCollection:
        collection = BleakGATTServiceCollection()
        for service in peer.services:
            made = BleakGATTService(service, service.handle, service.uuid.to_hex_str("-").lower())
            collection.add_service(made)
            for each in service.characteristics:
                size = lambda: self.mtu_size - 3  # noqa: E731
                found = BleakGATTCharacteristic(each, each.handle, _long(each), _named(each), size, made)
                collection.add_characteristic(found)
        return collection

    def _lost(self, _: int) -> None:
        self._connection, self.services = None, None
        if self._disconnected_callback is not None:
            self._disconnected_callback()


def _long(proxy: CharacteristicProxy[bytes]) -> str:
    digits = bytes(reversed(proxy.uuid.to_bytes(force_128=True))).hex()
    return "-".join((digits[:8], digits[8:12], digits[12:16], digits[16:20], digits[20:]))


def _named(proxy: CharacteristicProxy[bytes]) -> Any:
    return [each.name.lower().replace("_", "-") for each in Properties if each.name and proxy.properties & each]
