"""Asks ModemManager, on the system's message bus. Every question has a time-out; failures are values.

ModemManager is started by the bus if it is installed and does not run.
"""

import asyncio
from collections.abc import Callable
from contextlib import ExitStack
from typing import Any

from dbus_fast import BusType, DBusFastError, Message, MessageType, Variant, unpack_variants
from dbus_fast.aio import MessageBus

from connectors.modem import messages
from connectors.modem.failures import NO_BUS, Failed
from connectors.modem.standing import Modem, Tree
from connectors.modem.words import MESSAGING, MODEM, NAME, OBJECTS, PROPERTIES, RELATIVE, ROOT, SIM, SMS, USSD

SENDING = 30.0
"""Seconds for handing a text to the network: at a bad place it takes ten or more; ModemManager gives up after 30."""
SWITCHING = 60.0
"""Seconds to switch a modem on, to unlock its SIM, or to reset it."""
USSD_ANSWER = 20.0
"""Seconds for the network's answer to a code."""

ERRORS = (OSError, EOFError, DBusFastError)
"""What a D-Bus connection raises. A time-out is an OSError."""
RULES = (
    f"type='signal',sender='{NAME}'",
    f"type='signal',sender='org.freedesktop.DBus',member='NameOwnerChanged',arg0='{NAME}'",
)
UNIMPORTANT = frozenset({"SignalQuality", "AccessTechnologies", "Bearers", "Signal", "Lte", "Umts", "Gsm", "Nr5g"})
"""Properties that change all the time, and need no look before the next one is due anyway."""


class ModemBus:
    """One connection to the bus, made when it is needed. `heard` is called when something is new.

    `answer`: seconds for what ModemManager knows by itself, and for the connection.
    """

    def __init__(self, heard: Callable[[], None], answer: float) -> None:
        self._heard, self._answer = heard, answer
        self._bus: MessageBus | None = None
        self._connecting = asyncio.Lock()
        self._ended: asyncio.Future[None] | None = None

    async def look(self) -> Tree | Failed:
        """Every modem, with all that is known of it."""
        told = await self._ask(ROOT, OBJECTS, "GetManagedObjects")
        return told if isinstance(told, Failed) else unpack_variants(told[0])

    async def read(self, path: str) -> messages.Message | Failed:
        """One text of a modem's list."""
        told = await self._ask(path, PROPERTIES, "GetAll", "s", SMS)
        return told if isinstance(told, Failed) else messages.message(path, unpack_variants(told[0]))

    async def create(self, modem: Modem, number: str, text: str, minutes: int | None) -> str | Failed:
        """A new text's path. `minutes`: how long the network may keep it; None also asks for no report on it."""
        said = {"number": Variant("s", number), "text": Variant("s", text)}
        if minutes is not None:
            said["validity"] = Variant("(uv)", [RELATIVE, Variant("u", minutes)])
            said["delivery-report-request"] = Variant("b", True)
        told = await self._ask(modem.path, MESSAGING, "Create", "a{sv}", said)
        return told if isinstance(told, Failed) else str(told[0])

    async def send(self, path: str) -> Failed | None:
        """Hand a text to the network. Answered once the network has it."""
        return await self._do(path, SMS, "Send", within=SENDING)

    async def delete(self, modem: Modem, path: str) -> Failed | None:
        """Take a text out of the modem's list and storage."""
        return await self._do(modem.path, MESSAGING, "Delete", "o", path)

    async def enable(self, modem: Modem) -> Failed | None:
        """Switch the modem on."""
        return await self._do(modem.path, MODEM, "Enable", "b", True, within=SWITCHING)

    async def reset(self, modem: Modem) -> Failed | None:
        """As if the modem were pulled out and put back: it comes back under another path."""
        return await self._do(modem.path, MODEM, "Reset", within=SWITCHING)

    async def enter_pin(self, modem: Modem, pin: str) -> Failed | None:
        """Unlock the SIM. A wrong PIN costs one of its tries."""
        return await self._do(modem.sim, SIM, "SendPin", "s", pin, within=SWITCHING)

    async def ask_network(self, modem: Modem, code: str) -> str | Failed:
        """The network's answer to a code such as *#100#. Whatever session it leaves open is ended."""
        told = await self._ask(modem.path, USSD, "Initiate", "s", code, within=USSD_ANSWER)
        await self._do(modem.path, USSD, "Cancel")
        return told if isinstance(told, Failed) else str(told[0])

    def close(self) -> None:
        """Let go of the bus."""
        if self._bus is not None:
            self._bus.disconnect()
            self._bus = None

    async def _do(
        self, path: str, interface: str, member: str, signature: str = "", *body: object, within: float = 0.0
    ) -> Failed | None:
        told = await self._ask(path, interface, member, signature, *body, within=within)
        return told if isinstance(told, Failed) else None

    async def _ask(
        self, path: str, interface: str, member: str, signature: str = "", *body: object, within: float = 0.0
    ) -> list[Any] | Failed:
        """The answer's body, or what is wrong."""
        bus = await self._connected()
        if bus is None:
            return NO_BUS
        message = Message(NAME, path, interface, member, signature=signature, body=list(body))
        try:
            async with asyncio.timeout(within or self._answer):
                reply = await bus.call(message)
        except ERRORS:
            if not bus.connected:
                self.close()
            return Failed("")
        if reply.message_type == MessageType.ERROR:
            return Failed(reply.error_name or "unknown", str(reply.body[0]) if reply.body else "")
        return reply.body

    async def _connected(self) -> MessageBus | None:
        async with self._connecting:
            if self._bus is None or not self._bus.connected:
                self.close()
                try:
                    async with asyncio.timeout(self._answer):
                        self._bus = await self._connect()
                except ERRORS:
                    return None
            return self._bus

    async def _connect(self) -> MessageBus:
        bus = MessageBus(bus_type=BusType.SYSTEM)
        with ExitStack() as unless_connected:
            unless_connected.callback(bus.disconnect)
            await bus.connect()
            bus.add_message_handler(self._hear)
            for rule in RULES:
                await bus.call(Message(
                    "org.freedesktop.DBus", "/org/freedesktop/DBus", "org.freedesktop.DBus", "AddMatch",
                    signature="s", body=[rule],
                ))  # fmt: skip
            unless_connected.pop_all()
        self._ended = asyncio.ensure_future(bus.wait_for_disconnect())  # type: ignore[no-untyped-call]
        self._ended.add_done_callback(self._lost)
        return bus

    def _hear(self, message: Message) -> None:
        if message.message_type != MessageType.SIGNAL:
            return
        if message.member == "PropertiesChanged" and set(message.body[1]) <= UNIMPORTANT:
            return
        self._heard()

    def _lost(self, ended: "asyncio.Future[None]") -> None:
        """The connection has ended: the next look finds out why."""
        if not ended.cancelled():
            ended.exception()
            self._heard()
