"""The radio as bleak gives it: listening to what advertises, and connections to a few devices at the same time.

BlueZ interrupts listening by itself while it connects. What it does not do well is two connections being made at
once: it answers InProgress, and old controllers hang. So one is made after the other. And it keeps a connection whose
program has died: such a device never advertises again, so whoever waits for it has that connection ended.
"""

import asyncio
import contextlib
from collections.abc import Callable, Container
from datetime import datetime
from typing import Any, Literal

from bleak import BleakClient, BleakScanner
from bleak.args.bluez import BlueZScannerArgs, OrPattern
from bleak.assigned_numbers import AdvertisementDataType
from bleak.backends.device import BLEDevice
from bleak.backends.scanner import AdvertisementData
from bleak.exc import BleakError

from connectors.bluetooth.radio.bluez import ERRORS
from connectors.bluetooth.radio.recovery import Patience
from connectors.bluetooth.radio.trouble import Trouble, of_error
from connectors.bluetooth.words import Advert

FRESH = 10.0
"""Seconds. A device that was heard within this time is still there; BlueZ forgets one that is silent after 30 s."""

CONNECTING = 30.0
"""Seconds for one connection, services included. A device that advertises every 10 s needs most of it."""

UNKNOWN_SIGNAL = -127
"""What bleak says when BlueZ has no signal strength: then it only repeats what it remembers, and nothing was heard."""

ANYTHING = (b"\x02", b"\x04", b"\x05", b"\x06", b"\x18", b"\x1a")
"""Flags that nearly every device advertises. BlueZ listens passively only for something that it is told."""

MORE = tuple(
    OrPattern(0, AdvertisementDataType.SERVICE_DATA_UUID16, uuid) for uuid in (b"\xd2\xfc", b"\x95\xfe", b"\xaa\xfe")
)
"""BTHome, Xiaomi and Eddystone: some of them leave the flags out."""

FAILURES = (BleakError, *ERRORS, AssertionError, KeyError)
"""What bleak raises when BlueZ goes away. The last two are its own checks and look-ups in the middle of a call."""


def advert(device: BLEDevice, data: AdvertisementData, at: datetime) -> Advert:
    """What was heard, in our words."""
    return Advert(
        address=device.address.upper(), at=at, rssi=data.rssi, name=data.local_name or device.name or "",
        manufacturer=dict(data.manufacturer_data), service={k.lower(): v for k, v in data.service_data.items()},
        services=tuple(uuid.lower() for uuid in data.service_uuids),
    )  # fmt: skip


class Client(BleakClient):
    """A connection that waits for its turn. `up` is called once it stands."""

    turn: asyncio.Lock
    up: Callable[[BleakClient], None]

    async def connect(self, **kwargs: Any) -> None:
        """Connect as soon as no other connection is being made."""
        async with self.turn:
            await super().connect(**kwargs)
        self.up(self)


class BleakRadio:
    """One adapter. `anybody` gets the address of whatever advertises, `heard` all of it from one of `addresses`."""

    def __init__(
        self,
        adapter: str,
        scanning: Literal["active", "passive"],
        addresses: Container[str],
        patience: Patience,
        *,
        anybody: Callable[[str], None],
        heard: Callable[[BLEDevice, AdvertisementData], None],
        complain: Callable[[str, str], None],
    ) -> None:
        self.adapter, self.scanning, self._addresses, self._patience = adapter, scanning, addresses, patience
        self._anybody, self._heard, self._complain = anybody, heard, complain
        self._scanner: BleakScanner | None = None
        self._seen: dict[str, tuple[BLEDevice, float]] = {}
        self._waiting: dict[str, asyncio.Event] = {}
        self._clients: set[BleakClient] = set()
        self._turn = asyncio.Lock()

    @property
    def connected(self) -> frozenset[str]:
        """The addresses of the devices that are connected now."""
        return frozenset(client.address.upper() for client in self._clients if client.is_connected)

    @property
    def advertising(self) -> frozenset[str]:
        """The addresses of those devices that were ever heard advertising."""
        return frozenset(self._seen)

    async def start(self) -> Trouble | None:
        """Listen. Why it could not be done."""
        problem = await self._try(self.scanning)
        if problem is not None and self.scanning == "passive" and _not_passive(problem):
            self._complain("bluetooth: this BlueZ cannot listen passively, so it listens actively", problem.because)
            self.scanning = "active"
            problem = await self._try("active")
        return problem

    async def stop(self) -> None:
        """Stop listening, whether BlueZ still knows of it or not."""
        scanner, self._scanner = self._scanner, None
        if scanner is not None:
            await self._endure(scanner.stop())

    async def drop(self) -> None:
        """End every connection: the radio behind them is gone, even if nobody has said so."""
        clients, self._clients = self._clients, set()
        for client in clients:
            await self._endure(client.disconnect())

    async def found(self, address: str) -> BLEDevice:
        """The device, as soon as it advertises. Only for one that is not connected: a connection of it is ended."""
        address = address.upper()
        while True:
            seen = self._seen.get(address)
            if seen is not None and asyncio.get_running_loop().time() - seen[1] <= FRESH:
                return seen[0]
            event = self._waiting.setdefault(address, asyncio.Event())
            event.clear()
            await self._free(address)
            with contextlib.suppress(TimeoutError):
                async with asyncio.timeout(self._patience.held):
                    await event.wait()

    def client(self, device: BLEDevice, lost: Callable[[], None]) -> BleakClient:
        """A client for one connection."""

        def gone(client: BleakClient) -> None:
            self._clients.discard(client)
            lost()

        client = Client(device, gone, timeout=CONNECTING, bluez={"adapter": self.adapter})
        client.turn, client.up = self._turn, self._clients.add
        return client

    async def _try(self, scanning: Literal["active", "passive"]) -> Trouble | None:
        patterns = [OrPattern(0, AdvertisementDataType.FLAGS, flags) for flags in ANYTHING]
        asked = BlueZScannerArgs(
            adapter=self.adapter,
            # Each one is wanted, also if it says the same as before: a tag that stands still is still there.
            filters={"DuplicateData": True},
            or_patterns=[*patterns, *MORE] if scanning == "passive" else [],
        )
        scanner = BleakScanner(self._detected, scanning_mode=scanning, bluez=asked)
        try:
            async with asyncio.timeout(self._patience.start):
                await scanner.start()
        except FAILURES as error:
            return of_error(error, self.adapter)
        self._scanner = scanner
        for event in self._waiting.values():
            event.set()  # only now can be seen whether BlueZ holds a connection of theirs
        return None

    async def _free(self, address: str) -> None:
        """Ends a connection that BlueZ holds though nobody here does: of a hub that was killed, or could not part."""
        if self._scanner is None:
            return
        from bleak_retry_connector import close_stale_connections_by_address  # 12 ms, for whoever connects

        await self._endure(close_stale_connections_by_address(address))

    def _detected(self, device: BLEDevice, data: AdvertisementData) -> None:
        if data.rssi == UNKNOWN_SIGNAL:
            return
        address = device.address.upper()
        self._anybody(address)
        if address not in self._addresses:
            return
        self._seen[address] = (device, asyncio.get_running_loop().time())
        if (waiting := self._waiting.pop(address, None)) is not None:
            waiting.set()
        self._heard(device, data)

    async def _endure(self, ending: Any) -> None:
        """Waits for the end of something that may be gone already: then there is nothing left to end."""
        with contextlib.suppress(*FAILURES):
            async with asyncio.timeout(self._patience.answer):
                await ending


def _not_passive(problem: Trouble) -> bool:
    """True if it is the way of listening that BlueZ does not know, and nothing else is wrong."""
    return "passive scanning" in problem.because or "NotSupported" in problem.because
