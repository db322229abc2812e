"""Asks BlueZ how one adapter is, over a D-Bus connection of its own, and switches it off and on."""

import asyncio
from contextlib import ExitStack
from pathlib import Path
from typing import Any

from dbus_fast import BusType, DBusFastError, Message, MessageType, Variant, unpack_variants
from dbus_fast.aio import MessageBus
from msgspec import Struct

from connectors.bluetooth.radio.trouble import RFKILL, Trouble, blocked, of_answer, of_error, trouble

NAME = "org.bluez"
ADAPTER = "org.bluez.Adapter1"
PROPERTIES = "org.freedesktop.DBus.Properties"
OBJECTS = "org.freedesktop.DBus.ObjectManager"
OFF_FOR = 1.0
"""Seconds that an adapter stays off in a power cycle: controllers that hang need a moment to forget why."""

ERRORS = (OSError, EOFError, DBusFastError)
"""What a D-Bus connection raises. A time-out is an OSError."""


class Adapter(Struct, frozen=True):
    """How an adapter is. `owner` is bluetoothd's own address on the bus: another one means that it was restarted."""

    owner: str
    address: str
    powered: bool
    discovering: bool


class Bluez:
    """One adapter, as BlueZ sees it. Failures are values. `answer`: seconds for one answer.

    `adapter` changes if the same adapter comes back under another name, as after its USB port was reset.
    """

    def __init__(self, adapter: str, answer: float, rfkill: Path = RFKILL, off_for: float = OFF_FOR) -> None:
        self.adapter, self._answer, self._rfkill, self._off_for = adapter, answer, rfkill, off_for
        self._path = f"/org/bluez/{adapter}"
        self._bus: MessageBus | None = None
        self._ended: asyncio.Future[None] | None = None
        self._address = ""
        self._refused = False

    async def look(self) -> Adapter | Trouble:
        """How the adapter is now."""
        owner = await self._call("GetNameOwner", "s", [NAME], "org.freedesktop.DBus", "/org/freedesktop/DBus")
        if isinstance(owner, Trouble) and owner.kind == "bus":
            return owner
        told = await self._call("GetAll", "s", [ADAPTER], NAME, self._path, PROPERTIES)
        if isinstance(told, Trouble):
            return await self.look() if told.kind == "missing" and await self._moved() else self._missing(told)
        if isinstance(owner, Trouble) or not told or "Powered" not in told[0]:
            return trouble("service" if isinstance(owner, Trouble) else "missing", self.adapter)
        return self._read(owner[0], unpack_variants(told[0]))

    async def power(self, *, on: bool) -> Trouble | None:
        """Switch the adapter on or off. Why it could not be done."""
        body = [ADAPTER, "Powered", Variant("b", on)]
        told = await self._call("Set", "ssv", body, NAME, self._path, PROPERTIES)
        if not isinstance(told, Trouble):
            return None
        self._refused = told.kind == "blocked"
        return told

    async def power_cycle(self) -> Trouble | None:
        """Off, a moment, and on. An adapter that does not go off is switched on all the same."""
        await self.power(on=False)
        await asyncio.sleep(self._off_for)
        return await self.power(on=True)

    def close(self) -> None:
        """Let go of the bus."""
        if self._bus is not None:
            self._bus.disconnect()
            self._bus = None

    def why_off(self) -> Trouble:
        """Why an adapter that is there is off."""
        kept = blocked(self.adapter, self._rfkill)
        return kept or trouble("blocked" if self._refused else "off", self.adapter)

    async def _moved(self) -> bool:
        """True if the adapter is there after all, under another name: then that is its name from now on."""
        told = await self._call("GetManagedObjects", "", [], NAME, "/", OBJECTS) if self._address else ()
        if isinstance(told, Trouble) or not told:
            return False
        for path, held in unpack_variants(told[0]).items():
            if path != self._path and held.get(ADAPTER, {}).get("Address") == self._address:
                self._path, self.adapter = path, path.rpartition("/")[2]
                return True
        return False

    def _missing(self, told: Trouble) -> Trouble:
        if told.kind == "missing" and self._address:
            return Trouble("missing", f"the adapter {self.adapter} was unplugged, or has died")
        return told

    def _read(self, owner: str, said: dict[str, object]) -> Adapter:
        self._address = str(said.get("Address", ""))
        self._refused = self._refused and not said["Powered"]
        return Adapter(owner, self._address, bool(said["Powered"]), bool(said.get("Discovering")))

    async def _call(
        self, member: str, signature: str, body: list[object], to: str, path: str, interface: str | None = None
    ) -> list[Any] | Trouble:
        """The answer's body, or what is wrong."""
        try:
            async with asyncio.timeout(self._answer):
                bus = await self._connected()
                reply = await bus.call(Message(to, path, interface or to, member, signature=signature, body=body))
        except ERRORS as error:
            return self._broken(error, to)
        if reply.message_type == MessageType.ERROR:
            text = str(reply.body[0]) if reply.body else ""
            return of_answer(reply.error_name or "", text, self.adapter)
        return reply.body

    def _broken(self, error: Exception, to: str) -> Trouble:
        """No answer at all. It is the bus itself if the bus was asked, or if the connection has gone."""
        gone = self._bus is None or not self._bus.connected
        self.close()
        if gone or to != NAME:
            return trouble("bus", self.adapter)
        return of_error(error, self.adapter)

    async def _connected(self) -> MessageBus:
        if self._bus is None or not self._bus.connected:
            self.close()
            bus = MessageBus(bus_type=BusType.SYSTEM)
            with ExitStack() as unless_connected:
                unless_connected.callback(bus.disconnect)
                await bus.connect()
                unless_connected.pop_all()
            self._bus = bus
            self._ended = asyncio.ensure_future(bus.wait_for_disconnect())  # type: ignore[no-untyped-call]
            self._ended.add_done_callback(_looked_at)
        return self._bus


def _looked_at(ended: "asyncio.Future[None]") -> None:
    """Why the connection ended is of no use: the next question finds that it has. Not asked, asyncio would log it."""
    if not ended.cancelled():
        ended.exception()
