"""A small ModemManager on a private D-Bus, so that texts by a modem run in tests without a radio.

What it does and says is what ModemManager's public introspection describes, and what 1.20 was read to do: a text of
ours is an object in state unknown until the network took it, the network's report on it is a text of its own, a text
in parts is `receiving` until it is whole, and after a restart every path is another.
"""

import asyncio
import time
from collections.abc import Awaitable, Callable
from datetime import UTC, datetime
from typing import Any

from dbus_fast import Message, MessageType, RequestNameReply, Variant
from dbus_fast.aio import MessageBus

from connectors.modem.words import (
    MESSAGING,
    MODEM,
    NAME,
    NETWORK,
    OBJECTS,
    PROPERTIES,
    ROOT,
    SMS,
    USSD,
    Lock,
    Pdu,
    Registration,
    SmsState,
    State,
)

Held = dict[str, dict[str, Variant]]
IMEI = "490154203237518"
OWN = "+447700900009"
SIGNATURES = {"State": "i", "SignalQuality": "(ub)", "UnlockRetries": "a{uu}", "OwnNumbers": "as", "Messages": "ao"}


class Sent:
    """A text that the network took: when, to whom, what, and how long it may live (minutes)."""

    def __init__(self, number: str, body: str, minutes: int | None) -> None:
        self.number, self.body, self.minutes, self.clock = number, body, minutes, time.monotonic()

    def __repr__(self) -> str:
        return f"{self.number}: {self.body}"


class FakeModemManager:
    """ModemManager with one modem. Fields may be set by a test at any time.

    `fails`: what a method answers: an error's name after "org.freedesktop.ModemManager1.Error.", for so many times (or
    for ever, without a number). `silent`: methods that are never answered. `asked`: every method that was called.
    `takes`: seconds until the network has a text. `loses`: texts that the network takes and never answers. `refuses`:
    number -> the error with which the network refuses it. `reports`: number -> the network's report (None: none;
    default 0, delivered), after `reports_after` seconds. `pin`: the SIM's. `room`: how many texts the storage holds.
    `ussd`: what the network answers. `settles`: how a modem ends up that is switched on.
    """

    def __init__(self, *, there: bool = True, imei: str = IMEI, state: State = State.REGISTERED, **said: Any) -> None:
        self._imei, self.address = imei, ""
        self.fails: dict[str, list[Any]] = {}
        self.silent: set[str] = set()
        self.asked: list[str] = []
        self.sent: list[Sent] = []
        self.attempts: list[Sent] = []
        self.takes = 0.0
        self.reports: dict[str, int | None] = {}
        self.reports_after, self.loses = 0.02, 0
        self.refuses: dict[str, str] = {}
        self.pin, self.room = "1234", 100
        self.ussd: str | None = "Your balance is £12.50."
        self.settles = State.REGISTERED
        self._tree: dict[str, Held] = {}
        self._texts: dict[str, Held] = {}
        self._numbers = self._reference = 0
        self._bus: MessageBus | None = None
        self._tasks: set[asyncio.Task[None]] = set()
        self.modem = ""
        if there:
            self._make(state)
            self._change(said)

    # -- ModemManager itself

    async def start(self, address: str) -> "FakeModemManager":
        """Be org.freedesktop.ModemManager1 on this bus."""
        self.address = address
        self._bus = await MessageBus(bus_address=address).connect()
        self._bus.add_message_handler(self._handle)
        assert await self._bus.request_name(NAME) == RequestNameReply.PRIMARY_OWNER
        return self

    async def die(self) -> None:
        """As kill -9 does it: what was in its memory is forgotten; what came stays in the modem's storage."""
        bus, self._bus = self._bus, None
        for task in tuple(self._tasks):
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)
        if bus is not None:
            bus.disconnect()
            await asyncio.gather(bus.wait_for_disconnect(), return_exceptions=True)
        self._texts = {self._path(): held for held in self._texts.values() if self._is(held, Pdu.DELIVER)}
        if self._tree:
            held, self._tree = self._tree[self.modem], {}
            self.modem = f"{ROOT}/Modem/{self._numbers}"
            self._tree[self.modem] = held
            self._equip(held)

    # -- the modem

    async def plug(self, state: State = State.REGISTERED, **more: Any) -> None:
        """The modem is put in, or comes back after a reset, under another path."""
        self._make(state)
        self._change(more)
        await self._signal(ROOT, OBJECTS, "InterfacesAdded", "oa{sa{sv}}", [self.modem, self._tree[self.modem]])

    async def unplug(self) -> None:
        """The modem vanishes, as with a reset of its USB port: texts of ours go with it."""
        held = self._tree.pop(self.modem)
        self._texts = {path: text for path, text in self._texts.items() if self._is(text, Pdu.DELIVER)}
        await self._signal(ROOT, OBJECTS, "InterfacesRemoved", "oas", [self.modem, list(held)])

    async def set(self, **said: Any) -> None:
        """The modem changes: `state`, `lock`, `tries`, `signal`, `why`, `registration`, `operator`, `sim`."""
        ours, theirs = self._change(said)
        await self._changed(self.modem, MODEM, ours)
        await self._changed(self.modem, NETWORK, theirs)

    def _change(self, said: dict[str, Any]) -> tuple[dict[str, Variant], dict[str, Variant]]:
        names = {
            "state": ("State", int), "lock": ("UnlockRequired", int),
            "tries": ("UnlockRetries", lambda v: {int(Lock.SIM_PIN): v} if v is not None else {}),
            "signal": ("SignalQuality", lambda v: [v, True]), "why": ("StateFailedReason", int),
            "sim": ("Sim", lambda v: v),
        }  # fmt: skip
        network = {"registration": "RegistrationState", "operator": "OperatorName"}
        ours = {names[k][0]: _variant(names[k][0], names[k][1](v)) for k, v in said.items() if k in names}
        theirs = {network[k]: _variant(network[k], v) for k, v in said.items() if k in network}
        held = self._tree[self.modem]
        held[MODEM].update(ours)
        self._equip(held)
        held.get(NETWORK, {}).update(theirs)
        return ours, theirs

    def said(self, interface: str, name: str) -> Any:
        """What the modem says of itself."""
        return self._tree[self.modem][interface][name].value

    @property
    def kept(self) -> list[str]:
        """The words of every text in the modem's list."""
        return [str(held[SMS]["Text"].value) for held in self._texts.values()]

    # -- people and the network

    async def receive(self, number: str, text: str, *, parts: int = 1, at: datetime | None = None) -> str:
        """A text comes; with `parts` only the first of so many: `complete` brings the rest. No path: no room for it."""
        if sum(self._is(held, Pdu.DELIVER) for held in self._texts.values()) >= self.room:
            return ""
        when = (at or datetime.now(UTC)).isoformat(timespec="seconds")
        state = SmsState.RECEIVED if parts == 1 else SmsState.RECEIVING
        shown = text if parts == 1 else ""
        return await self._add(_text(number, shown, Pdu.DELIVER, state, Timestamp=when), received=True)

    async def complete(self, path: str, text: str) -> None:
        """The rest of a text in parts comes."""
        await self._changed_text(path, State=int(SmsState.RECEIVED), Text=text)

    # -- answering

    def _make(self, state: State) -> None:
        self._numbers += 1
        self.modem = f"{ROOT}/Modem/{self._numbers}"
        said = {
            "Sim": f"{ROOT}/SIM/{self._numbers}", "State": int(state), "StateFailedReason": 0,
            "UnlockRequired": int(Lock.NONE), "UnlockRetries": {int(Lock.SIM_PIN): 3}, "SignalQuality": [67, True],
            "OwnNumbers": [OWN], "EquipmentIdentifier": self._imei, "Model": "EC25",
        }  # fmt: skip
        self._tree[self.modem] = {MODEM: {name: _variant(name, value) for name, value in said.items()}}
        self._equip(self._tree[self.modem])

    def _equip(self, held: Held) -> None:
        """The other interfaces are there once the modem is ready for them, which a locked or failed one is not."""
        if held[MODEM]["State"].value < State.DISABLED:
            for interface in (NETWORK, MESSAGING, USSD):
                held.pop(interface, None)
            return
        network = {"RegistrationState": 1, "OperatorName": "Test Network", "Imei": self._imei}
        held.setdefault(NETWORK, {name: _variant(name, value) for name, value in network.items()})
        held.setdefault(MESSAGING, {})["Messages"] = _variant("Messages", list(self._texts))
        held.setdefault(USSD, {"State": Variant("u", 1)})

    def _handle(self, message: Message) -> Message | bool | None:
        if message.message_type != MessageType.METHOD_CALL:
            return None
        member = message.member or ""
        if message.interface == "org.freedesktop.DBus.Peer":
            return None
        self.asked.append(member)
        if member in self.silent:
            return True
        task = asyncio.get_running_loop().create_task(self._answer(message))
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)
        return True

    async def _answer(self, message: Message) -> None:
        answer = self._failing(message) or await self._does(message)
        if self._bus is not None and answer is not None:
            await self._bus.send(answer)

    def _failing(self, message: Message) -> Message | None:
        fails = self.fails.get(message.member or "")
        if not fails:
            return None
        name, times = fails[0], fails[1] if len(fails) > 1 else None
        if times is not None:
            fails[1] -= 1
            if not fails[1]:
                del self.fails[message.member or ""]
        return _error(message, name)

    async def _does(self, message: Message) -> Message | None:
        path, member = message.path or "", message.member or ""
        if member == "GetManagedObjects":
            return Message.new_method_return(message, "a{oa{sa{sv}}}", [self._tree])
        if path.startswith(f"{ROOT}/SIM/"):
            return await self._enters_pin(message)
        there = self._texts if path.startswith(f"{ROOT}/SMS/") else self._tree
        if path not in there or (message.interface != PROPERTIES and message.interface not in there[path]):
            return _error(message, "org.freedesktop.DBus.Error.UnknownMethod")
        if message.interface == PROPERTIES:
            return Message.new_method_return(message, "a{sv}", [there[path].get(message.body[0], {})])
        does: dict[str, Callable[[Message], Awaitable[Message | None]]] = {
            "Create": self._creates, "Send": self._sends, "Delete": self._deletes, "List": self._lists,
            "Enable": self._enables, "Reset": self._resets, "Initiate": self._initiates, "Cancel": self._cancels,
        }  # fmt: skip
        return await does[member](message)

    async def _creates(self, message: Message) -> Message:
        if self.said(MODEM, "State") < State.ENABLED:
            return _error(message, "Core.WrongState")
        given = {name: each.value for name, each in message.body[0].items()}
        if not given.get("number") or not given.get("text"):
            return _error(message, "Core.InvalidArgs")
        minutes = given["validity"][1].value if "validity" in given else None
        self.attempts.append(Sent(given["number"], given["text"], minutes))
        held = _text(given["number"], given["text"], Pdu.SUBMIT, SmsState.UNKNOWN)
        held[SMS]["Validity"] = Variant("(uv)", [1, Variant("u", minutes or 0)])
        held[SMS]["DeliveryReportRequest"] = Variant("b", bool(given.get("delivery-report-request")))
        return Message.new_method_return(message, "o", [await self._add(held, received=False)])

    async def _sends(self, message: Message) -> Message | None:
        path = message.path or ""
        said = self._texts[path][SMS]
        if said["State"].value != SmsState.UNKNOWN:
            return _error(message, "Core.Failed")
        if self.said(MODEM, "State") < State.REGISTERED:
            return _error(message, "Message.NoNetwork")
        await asyncio.sleep(self.takes)
        if path not in self._texts:
            return _error(message, "Core.Aborted")
        number = said["Number"].value
        if number in self.refuses:
            return _error(message, self.refuses[number])
        self._reference = self._reference % 255 + 1
        minutes = said["Validity"].value[1].value
        self.sent.append(Sent(number, said["Text"].value, minutes))
        await self._changed_text(path, State=int(SmsState.SENT), MessageReference=self._reference)
        if said["DeliveryReportRequest"].value and self.reports.get(number, 0) is not None:
            report = self._report(number, self._reference)
            self._tasks.add(task := asyncio.get_running_loop().create_task(report))
            task.add_done_callback(self._tasks.discard)
        if self.loses:
            self.loses -= 1
            return None
        return Message.new_method_return(message)

    async def _report(self, number: str, reference: int) -> None:
        await asyncio.sleep(self.reports_after)
        held = _text(number, "", Pdu.STATUS_REPORT, SmsState.RECEIVED)
        held[SMS] |= {
            "MessageReference": Variant("u", reference),
            "DeliveryState": Variant("u", self.reports.get(number) or 0),
        }
        await self._add(held, received=True)

    async def _deletes(self, message: Message) -> Message:
        if self._texts.pop(message.body[0], None) is None:
            return _error(message, "Core.NotFound")
        await self._listed()
        await self._signal(self.modem, MESSAGING, "Deleted", "o", [message.body[0]])
        return Message.new_method_return(message)

    async def _lists(self, message: Message) -> Message:
        return Message.new_method_return(message, "ao", [list(self._texts)])

    async def _enables(self, message: Message) -> Message:
        await self.set(state=self.settles)
        return Message.new_method_return(message)

    async def _resets(self, message: Message) -> Message:
        await self.unplug()
        return Message.new_method_return(message)

    async def _enters_pin(self, message: Message) -> Message:
        tries = self.said(MODEM, "UnlockRetries").get(int(Lock.SIM_PIN), 3)
        if message.body[0] == self.pin:
            await self.set(lock=Lock.NONE, tries=3, state=State.DISABLED)
            return Message.new_method_return(message)
        await self.set(tries=tries - 1, lock=Lock.SIM_PIN if tries > 1 else Lock.SIM_PUK)
        return _error(message, "MobileEquipment.IncorrectPassword")

    async def _initiates(self, message: Message) -> Message:
        if self.ussd is None:
            return _error(message, "Core.Unsupported")
        return Message.new_method_return(message, "s", [self.ussd])

    async def _cancels(self, message: Message) -> Message:
        return Message.new_method_return(message)

    # -- telling

    def _path(self) -> str:
        self._numbers += 1
        return f"{ROOT}/SMS/{self._numbers}"

    async def _add(self, held: Held, *, received: bool) -> str:
        path = self._path()
        self._texts[path] = held
        await self._listed()
        await self._signal(self.modem, MESSAGING, "Added", "ob", [path, received])
        return path

    async def _listed(self) -> None:
        if self.modem in self._tree and MESSAGING in self._tree[self.modem]:
            self._tree[self.modem][MESSAGING]["Messages"] = _variant("Messages", list(self._texts))
            await self._changed(self.modem, MESSAGING, dict(self._tree[self.modem][MESSAGING]))

    async def _changed_text(self, path: str, **said: Any) -> None:
        changed = {name: Variant("s" if isinstance(value, str) else "u", value) for name, value in said.items()}
        self._texts[path][SMS].update(changed)
        await self._changed(path, SMS, changed)

    async def _changed(self, path: str, interface: str, changed: dict[str, Variant]) -> None:
        if changed:
            await self._signal(path, PROPERTIES, "PropertiesChanged", "sa{sv}as", [interface, changed, []])

    async def _signal(self, path: str, interface: str, member: str, signature: str, body: list[Any]) -> None:
        if self._bus is not None:
            await self._bus.send(Message.new_signal(path, interface, member, signature, body))

    @staticmethod
    def _is(held: Held, pdu: Pdu) -> bool:
        return bool(held[SMS]["PduType"].value == pdu)


def _text(number: str, text: str, pdu: Pdu, state: SmsState, **more: str) -> Held:
    said = {
        "State": Variant("u", int(state)), "PduType": Variant("u", int(pdu)), "Number": Variant("s", number),
        "Text": Variant("s", text), "Timestamp": Variant("s", more.get("Timestamp", "")),
        "MessageReference": Variant("u", 0), "DeliveryState": Variant("u", 0x100),
    }  # fmt: skip
    return {SMS: said}


def _variant(name: str, value: Any) -> Variant:
    default = "o" if name == "Sim" else "s" if isinstance(value, str) else "u"
    return Variant(SIGNATURES.get(name, default), value)


def _error(message: Message, name: str) -> Message:
    full = name if name.startswith("org.") else f"{NAME}.Error.{name}"
    return Message.new_error(message, full, f"cannot do it: {name}")


__all__ = ["FakeModemManager", "Registration", "Sent", "State"]
