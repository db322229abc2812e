"""What happens within one connection to a device: subscribe, listen, read its battery each hour, and leave cleanly."""

import asyncio
import contextlib
from collections.abc import Callable, Coroutine
from typing import Protocol, TypeVar

from bleak import BleakClient
from bleak.backends.characteristic import BleakGATTCharacteristic
from bleak.exc import BleakError
from dbus_fast import DBusFastError

from connectors.bad_input import BadInput
from connectors.bluetooth.connected.feeds import ANSWER, Feed, Refused, Sends
from connectors.bluetooth.connected.frames import Frame
from connectors.bluetooth.connected.gatt import CHARACTERISTICS, NOTHING, Characteristic, Parsed

T = TypeVar("T")

FAILURES = (BleakError, DBusFastError, TimeoutError, OSError, EOFError, AssertionError, AttributeError, KeyError)
"""What bleak raises when a device or the system's Bluetooth goes away. The last three are its own checks and look-ups
in the middle of a call: bleak-retry-connector counts them among the ordinary failures too."""
CONNECT = 60.0
"""Seconds. bleak gives up after 30, but not while another device's connection is being made; and some ways of going
wrong have no end at all."""
QUIET = 10.0
"""Seconds without a frame of acceleration after which a link that claims to stand is dropped. Frames come every 0.02 to
1.5 s, and a link that really is broken says so after 2 to 6 s (the usual supervision time-out)."""
HOURLY = 3600.0
"""Seconds between two readings of the battery and of what else is read. Each costs the device a few milliseconds."""
LEAVE = 5.0
"""Seconds for stopping the stream and parting: a hub that is stopped has 10 in all."""


class Hears(Protocol):
    """Whoever is told what a connection brings."""

    def connected(self, sends: Sends | None) -> None:
        """It works, and this is what comes; None: no acceleration is asked for."""

    def frame(self, frame: Frame) -> None:
        """Acceleration."""

    def said(self, read: Parsed) -> None:
        """Readings."""

    def complain(self, what: str, example: str) -> None:
        """Something that cannot be read."""


class Connection:
    """One connection, from connecting to parting."""

    def __init__(self, client: BleakClient, feed: Feed | None, hears: Hears, lost: asyncio.Event) -> None:
        self._client, self._feed, self._hears = client, feed, hears
        self._loop = asyncio.get_running_loop()
        self._lost = lost
        self._stopped = ""
        self._early: list[Frame] | None = []
        self._moved = 0.0

    async def run(self) -> str | Refused:
        """Why it is over. Raises one of `FAILURES` if it breaks."""
        try:
            async with asyncio.timeout(CONNECT):
                await self._client.connect()
            rows = await self._subscribe()
            sends = await self._feed.start(self._client, self._got, self._ended) if self._feed else None
            if isinstance(sends, Refused):
                return sends
            if sends is None and not rows:
                return Refused("it says nothing that the hub understands")
            self._begin(sends)
            return await self._listen(rows)
        finally:
            await self._leave()

    async def _subscribe(self) -> tuple[str, ...]:
        """Listens to all that the hub understands; what can be read is read now. The rows that the device has."""
        services = self._client.services
        rows = tuple(uuid for uuid in CHARACTERISTICS if services.get_characteristic(uuid) is not None)
        for uuid in rows:
            offered, row = services.get_characteristic(uuid), CHARACTERISTICS[uuid]
            if offered is not None and {"notify", "indicate"} & set(offered.properties):
                await self._allowed(row, self._client.start_notify(offered, self._notified(row)))
        await self._read(rows)
        return rows

    async def _read(self, rows: tuple[str, ...]) -> None:
        for uuid in rows:
            row, offered = CHARACTERISTICS[uuid], self._client.services.get_characteristic(uuid)
            if row.read and offered is not None and "read" in offered.properties:
                data = await self._allowed(row, self._client.read_gatt_char(offered))
                if data is not None:
                    self._hears.said(row.parse(bytes(data)))

    async def _allowed(self, row: Characteristic, doing: Coroutine[object, object, T]) -> T | None:
        """What the device answers. One that keeps a row to itself (some want to be paired first) has the others."""
        try:
            async with asyncio.timeout(ANSWER):
                return await doing
        except BleakError as error:
            if not self._client.is_connected:
                raise
            self._hears.complain(f"{row.name} cannot be had", str(error))
            return None

    def _notified(self, row: Characteristic) -> Callable[[BleakGATTCharacteristic, bytearray], None]:
        return lambda _, data: self._hears.said(row.parse(bytes(data)))

    def _begin(self, sends: Sends | None) -> None:
        """From now on frames go out; those that were quicker than their own announcement go first."""
        self._moved = self._loop.time()
        self._hears.connected(sends)
        early, self._early = self._early or [], None
        for frame in early:
            self._hears.frame(frame)

    def _got(self, frame: Frame | BadInput) -> None:
        if isinstance(frame, BadInput):
            self._hears.complain(frame.what, frame.example)
            return
        self._moved = self._loop.time()
        if self._early is None:
            self._hears.frame(frame)
        else:
            self._early.append(frame)

    def _ended(self, because: str) -> None:
        self._stopped = because
        self._lost.set()

    async def _listen(self, rows: tuple[str, ...]) -> str:
        read_at = self._loop.time() + HOURLY
        while not self._lost.is_set():
            quiet_at = self._moved + QUIET if self._feed else read_at
            with contextlib.suppress(TimeoutError):
                async with asyncio.timeout_at(min(quiet_at, read_at)):
                    await self._lost.wait()
                    break
            now = self._loop.time()
            if self._feed and now - self._moved >= QUIET:
                return f"it has sent nothing for {QUIET:g} seconds"
            if now >= read_at:
                await self._read(rows)
                self._hears.said(NOTHING)  # the link stands, also if there is nothing to read
                read_at = now + HOURLY
        return self._stopped or "the connection was lost"

    async def _leave(self) -> None:
        """Stop the stream and part, in order, whatever state the device is in."""
        if self._feed is not None and self._client.is_connected:
            await _endured(self._feed.stop(self._client))
        await _endured(self._client.disconnect())


async def _endured(parting: Coroutine[object, object, None]) -> None:
    """Waits for the end of something that may be gone already: then nothing is left to end."""
    with contextlib.suppress(*FAILURES):
        async with asyncio.timeout(LEAVE):
            await parting
