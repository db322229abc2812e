"""A small BlueZ on a private D-Bus, so that bleak's own Linux backend runs in tests without a radio.

What it does, and what it says when something is wrong, is what BlueZ's own D-Bus documents describe. Everything runs
on the test's loop; only the dbus-daemon is a process of its own.
"""

import asyncio
import shutil
import subprocess
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

from dbus_fast import Message, MessageType, RequestNameReply, Variant
from dbus_fast.aio import MessageBus
from msgspec import Struct

BLUEZ = "org.bluez"
ADAPTER = "org.bluez.Adapter1"
DEVICE = "org.bluez.Device1"
SERVICE = "org.bluez.GattService1"
CHARACTERISTIC = "org.bluez.GattCharacteristic1"
MONITORS = "org.bluez.AdvertisementMonitorManager1"
OBJECTS = "org.freedesktop.DBus.ObjectManager"
PROPERTIES = "org.freedesktop.DBus.Properties"

BUS = """<!DOCTYPE busconfig PUBLIC "-//freedesktop//DTD D-Bus Bus Configuration 1.0//EN"
 "http://www.freedesktop.org/standards/dbus/1.0/busconfig.dtd">
<busconfig>
  <type>system</type>
  <listen>unix:path={socket}</listen>
  <auth>EXTERNAL</auth>
  <policy context="default">
    <allow send_destination="*" eavesdrop="true"/>
    <allow eavesdrop="true"/>
    <allow own="*"/>
    <allow user="*"/>
  </policy>
  {denied}
</busconfig>
"""
DENIED = """<policy context="mandatory"><deny send_destination="org.bluez"/></policy>"""

Tree = dict[str, dict[str, dict[str, Variant]]]


class Bus:
    """A system bus of its own. `address` is for DBUS_SYSTEM_BUS_ADDRESS. It can die and come back at the same place."""

    def __init__(self) -> None:
        self._folder = Path(tempfile.mkdtemp(prefix="bus"))  # short: a socket's path has 107 letters at the most
        self._socket = self._folder / "socket"
        self._daemon: subprocess.Popen[str] | None = None
        self.address = f"unix:path={self._socket}"

    def start(self, *, denied: bool = False) -> "Bus":
        """Run the daemon. `denied`: nobody may speak to BlueZ, as on a system where the user lacks the group."""
        settings = self._folder / "bus.conf"
        settings.write_text(BUS.format(socket=self._socket, denied=DENIED if denied else ""))
        self._socket.unlink(missing_ok=True)
        command = ["dbus-daemon", f"--config-file={settings}", "--nofork", "--nopidfile", "--print-address"]
        self._daemon = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True)
        assert self._daemon.stdout
        assert self._daemon.stdout.readline(), "dbus-daemon did not start"
        return self

    def die(self) -> None:
        """SIGKILL, as the kernel does it when memory is short."""
        if self._daemon is not None:
            self._daemon.kill()
            self._daemon.communicate()
            self._daemon = None

    def close(self) -> None:
        self.die()
        shutil.rmtree(self._folder)


class Gatt(Struct, frozen=True):
    """What a device offers once it is connected: service UUID -> characteristic UUID -> what may be done with it.

    Flags as BlueZ names them: "read", "write", "write-without-response", "notify", "indicate".
    """

    services: dict[str, dict[str, tuple[str, ...]]] = {}


class FakeBluez:
    """bluetoothd with one adapter. Fields may be set by a test at any time.

    `fails`: what a method answers ("StartDiscovery", "Connect", "Powered"): a D-Bus error name and text.
    `silent`: methods that are never answered. `asked`: every method that was called, in order. `blocked`: as rfkill
    does it. `old`: no passive scanning. `values`: what a characteristic of a device gives when read.
    `on_write(address, characteristic, value)` is called for every write; `written` remembers them.
    """

    def __init__(self, bus: Bus, adapter: str = "hci0", *, powered: bool = True, there: bool = True) -> None:
        self._bus_address = bus.address
        self.adapter = f"/org/bluez/{adapter}"
        self.fails: dict[str, tuple[str, str]] = {}
        self.silent: set[str] = set()
        self.asked: list[str] = []
        self.blocked = self.old = False
        self.values: dict[tuple[str, str], bytes] = {}
        self.written: list[tuple[str, str, bytes]] = []
        self.on_write: Callable[[str, str, bytes], None] | None = None
        self._gatt: dict[str, Gatt] = {}
        self._tree: Tree = {}
        self._notifying: set[str] = set()
        self._searching: set[str] = set()  # whoever listens: what one of them ends, goes on for the others
        self._monitors: set[tuple[str, str]] = set()
        self._bus: MessageBus | None = None
        self._tasks: set[asyncio.Task[None]] = set()
        if there:
            self._tree[self.adapter] = _adapter(powered=powered)

    async def start(self) -> "FakeBluez":
        """Be org.bluez."""
        self._bus = await MessageBus(bus_address=self._bus_address).connect()
        self._bus.add_message_handler(self._handle)
        assert await self._bus.request_name(BLUEZ) == RequestNameReply.PRIMARY_OWNER
        return self

    async def die(self) -> None:
        """As kill -9 does it: no goodbye. What BlueZ knew is forgotten; the adapter is there at the next start."""
        bus, self._bus = self._bus, None
        if bus is not None:
            bus.disconnect()
            await asyncio.gather(bus.wait_for_disconnect(), return_exceptions=True)
        self._tree = {path: _adapter(powered=True) for path in self._tree if path == self.adapter}
        self._notifying.clear()
        self._searching.clear()
        self._monitors.clear()

    async def plug(self, name: str = "hci0", *, powered: bool = True) -> None:
        """The adapter is put in."""
        self.adapter = f"/org/bluez/{name}"
        await self._add(self.adapter, _adapter(powered=powered))

    async def unplug(self) -> None:
        """The adapter is pulled out: its devices go with it."""
        for path in sorted(self._tree, reverse=True):
            await self._remove(path)

    async def power(self, on: bool) -> None:
        """As `bluetoothctl power on` or `off`."""
        if not on:
            for path, held in list(self._tree.items()):
                if held.get(DEVICE, {}).get("Connected") == Variant("b", True):
                    await self._disconnected(path)
            self._searching.clear()
            await self._change(self.adapter, ADAPTER, {"Discovering": Variant("b", False)})
        await self._change(self.adapter, ADAPTER, {"Powered": Variant("b", on)})

    async def stop_discovery(self) -> None:
        """The search ends, whoever ended it: how strong each device was is then no longer known."""
        for held in self._tree.values():
            held.get(DEVICE, {}).pop("RSSI", None)
        self._searching.clear()
        await self._change(self.adapter, ADAPTER, {"Discovering": Variant("b", False)})

    @property
    def hears(self) -> bool:
        """True while an advertisement reaches whoever listens."""
        adapter = self._tree.get(self.adapter, {}).get(ADAPTER)
        if self._bus is None or adapter is None or not adapter["Powered"].value:
            return False
        return bool(adapter["Discovering"].value) or bool(self._monitors)

    @property
    def discovering(self) -> bool:
        return self.hears and not self._monitors

    async def advertise(
        self,
        address: str,
        *,
        name: str | None = None,
        rssi: int = -60,
        manufacturer: dict[int, bytes] | None = None,
        service: dict[str, bytes] | None = None,
        services: tuple[str, ...] = (),
    ) -> bool:
        """A device advertises once, unless it is connected. True if BlueZ heard it."""
        if not self.hears or self.connected(address):
            return False
        path = self._path(address)
        said: dict[str, Variant] = {"RSSI": Variant("n", rssi), "UUIDs": Variant("as", list(services))}
        if manufacturer:
            said["ManufacturerData"] = Variant("a{qv}", {k: Variant("ay", v) for k, v in manufacturer.items()})
        if service:
            said["ServiceData"] = Variant("a{sv}", {k: Variant("ay", v) for k, v in service.items()})
        if name:
            said |= {"Name": Variant("s", name), "Alias": Variant("s", name)}
        if path in self._tree:
            await self._change(path, DEVICE, said)
        else:
            await self._add(path, {DEVICE: _device(address, self.adapter) | said})
        return True

    def offers(self, address: str, gatt: Gatt) -> None:
        """What this device offers when somebody connects."""
        self._gatt[address] = gatt

    def connected(self, address: str) -> bool:
        device = self._tree.get(self._path(address), {}).get(DEVICE)
        return device is not None and bool(device["Connected"].value)

    def notifying(self, address: str, characteristic: str) -> bool:
        return self._find(address, characteristic) in self._notifying

    async def notify(self, address: str, characteristic: str, value: bytes) -> bool:
        """The device sends a notification. True if somebody had asked for it."""
        path = self._find(address, characteristic)
        if path is None or path not in self._notifying:
            return False
        await self._change(path, CHARACTERISTIC, {"Value": Variant("ay", value)})
        return True

    async def lose(self, address: str) -> None:
        """The connection breaks: out of range, or the battery fell out."""
        await self._disconnected(self._path(address))

    def _path(self, address: str) -> str:
        return f"{self.adapter}/dev_{address.replace(':', '_')}"

    def _find(self, address: str, characteristic: str) -> str | None:
        for path, held in self._tree.items():
            known = held.get(CHARACTERISTIC)
            if known and path.startswith(self._path(address)) and known["UUID"].value == characteristic:
                return path
        return None

    async def _send(self, path: str, interface: str, member: str, signature: str, body: list[Any]) -> None:
        if self._bus is not None:
            await self._bus.send(Message.new_signal(path, interface, member, signature, body))

    async def _add(self, path: str, held: dict[str, dict[str, Variant]]) -> None:
        self._tree[path] = held
        await self._send("/", OBJECTS, "InterfacesAdded", "oa{sa{sv}}", [path, held])

    async def _remove(self, path: str) -> None:
        held = self._tree.pop(path)
        self._notifying.discard(path)
        await self._send("/", OBJECTS, "InterfacesRemoved", "oas", [path, list(held)])

    async def _change(self, path: str, interface: str, changed: dict[str, Variant]) -> None:
        if path in self._tree:
            self._tree[path][interface].update(changed)
            await self._send(path, PROPERTIES, "PropertiesChanged", "sa{sv}as", [interface, changed, []])

    async def _connected(self, path: str) -> None:
        address = self._tree[path][DEVICE]["Address"].value
        await self._change(path, DEVICE, {"Connected": Variant("b", True)})
        handle = 10
        for service, characteristics in self._gatt.get(address, Gatt()).services.items():
            inside = f"{path}/service{handle:04x}"
            told = {"UUID": Variant("s", service), "Primary": Variant("b", True), "Device": Variant("o", path)}
            await self._add(inside, {SERVICE: told})
            for uuid, flags in characteristics.items():
                handle += 1
                await self._add(f"{inside}/char{handle:04x}", {CHARACTERISTIC: _characteristic(uuid, inside, flags)})
            handle += 1
        await self._change(path, DEVICE, {"ServicesResolved": Variant("b", True)})

    async def _disconnected(self, path: str) -> None:
        gone = {"Connected": Variant("b", False), "ServicesResolved": Variant("b", False)}
        await self._change(path, DEVICE, gone)
        for below in sorted((each for each in self._tree if each.startswith(f"{path}/")), reverse=True):
            await self._remove(below)

    def _handle(self, message: Message) -> Message | bool | None:
        if message.message_type != MessageType.METHOD_CALL or message.destination not in (BLUEZ, self._name()):
            return None
        member = message.member or ""
        if message.interface == PROPERTIES and member == "Set":
            member = message.body[1]
        self.asked.append(member)
        if member in self.silent:
            return True
        if member in self.fails:
            return Message.new_error(message, *self.fails[member])
        task = asyncio.get_running_loop().create_task(self._answer(message))
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)
        return True

    def _name(self) -> str | None:
        return self._bus.unique_name if self._bus is not None else None

    async def _answer(self, message: Message) -> None:
        answer = await self._does(message)
        if self._bus is not None:
            await self._bus.send(answer)

    async def _does(self, message: Message) -> Message:
        if message.interface == OBJECTS:
            return Message.new_method_return(message, "a{oa{sa{sv}}}", [self._tree])
        held = self._tree.get(message.path or "")
        if held is None:
            text = f'Method "{message.member}" with interface "{message.interface}" doesn\'t exist'
            unknown = "UnknownObject" if message.interface == PROPERTIES else "UnknownMethod"
            return Message.new_error(message, f"org.freedesktop.DBus.Error.{unknown}", text)
        does = {
            PROPERTIES: self._properties,
            ADAPTER: self._discovers,
            DEVICE: self._connects,
            CHARACTERISTIC: self._characteristic,
            MONITORS: self._monitor,
        }
        return await does[message.interface or ""](message, held)

    async def _properties(self, message: Message, held: dict[str, dict[str, Variant]]) -> Message:
        if message.member == "GetAll":
            return Message.new_method_return(message, "a{sv}", [held.get(message.body[0], {})])
        if message.member == "Get":
            return Message.new_method_return(message, "v", [held[message.body[0]][message.body[1]]])
        if self.blocked:
            return Message.new_error(message, "org.bluez.Error.Blocked", "Blocked through rfkill")
        await self.power(message.body[2].value)
        return Message.new_method_return(message)

    async def _discovers(self, message: Message, held: dict[str, dict[str, Variant]]) -> Message:
        if not held[ADAPTER]["Powered"].value:
            return Message.new_error(message, "org.bluez.Error.NotReady", "Resource Not Ready")
        if message.member != "SetDiscoveryFilter":
            who = message.sender or ""
            if message.member == "StartDiscovery":
                self._searching.add(who)
            elif who in self._searching:
                self._searching.remove(who)
            else:
                return Message.new_error(message, "org.bluez.Error.Failed", "No discovery started")
            if bool(self._searching) is not held[ADAPTER]["Discovering"].value:
                await self._change(self.adapter, ADAPTER, {"Discovering": Variant("b", bool(self._searching))})
        return Message.new_method_return(message)

    async def _monitor(self, message: Message, _held: dict[str, dict[str, Variant]]) -> Message:
        if self.old:
            name = "org.freedesktop.DBus.Error.UnknownMethod"
            return Message.new_error(message, name, f'Method "{message.member}" doesn\'t exist')
        monitor = (message.sender or "", str(message.body[0]))
        if message.member == "RegisterMonitor":
            self._monitors.add(monitor)
        elif monitor in self._monitors:
            self._monitors.remove(monitor)
        else:
            return Message.new_error(message, "org.bluez.Error.DoesNotExist", "Does Not Exist")
        return Message.new_method_return(message)

    async def _connects(self, message: Message, held: dict[str, dict[str, Variant]]) -> Message:
        assert message.path
        connected = held[DEVICE]["Connected"].value
        if message.member == "Connect" and not connected:
            await self._connected(message.path)
        elif message.member == "Disconnect" and connected:
            await self._disconnected(message.path)
        return Message.new_method_return(message)

    async def _characteristic(self, message: Message, held: dict[str, dict[str, Variant]]) -> Message:
        assert message.path
        uuid = held[CHARACTERISTIC]["UUID"].value
        address = message.path.partition("/dev_")[2].partition("/")[0].replace("_", ":")
        if message.member == "ReadValue":
            return Message.new_method_return(message, "ay", [self.values.get((address, uuid), b"")])
        if message.member == "WriteValue":
            self.written.append((address, uuid, bytes(message.body[0])))
            if self.on_write is not None:
                self.on_write(address, uuid, bytes(message.body[0]))
        elif message.member == "StartNotify":
            self._notifying.add(message.path)
        else:
            self._notifying.discard(message.path)
        return Message.new_method_return(message)


def _adapter(*, powered: bool) -> dict[str, dict[str, Variant]]:
    told = {
        "Address": Variant("s", "00:1A:7D:DA:71:13"), "Name": Variant("s", "hub"), "Alias": Variant("s", "hub"),
        "Powered": Variant("b", powered), "Discovering": Variant("b", False),
        "Roles": Variant("as", ["central", "peripheral"]), "UUIDs": Variant("as", []),
    }  # fmt: skip
    return {ADAPTER: told, MONITORS: {"SupportedMonitorTypes": Variant("as", ["or_patterns"])}}


def _device(address: str, adapter: str) -> dict[str, Variant]:
    return {
        "Address": Variant("s", address), "AddressType": Variant("s", "random"), "Adapter": Variant("o", adapter),
        "Alias": Variant("s", address.replace(":", "-")), "Paired": Variant("b", False),
        "Connected": Variant("b", False), "ServicesResolved": Variant("b", False),
    }  # fmt: skip


def _characteristic(uuid: str, service: str, flags: tuple[str, ...]) -> dict[str, Variant]:
    return {
        "UUID": Variant("s", uuid), "Service": Variant("o", service), "Value": Variant("ay", b""),
        "Notifying": Variant("b", False), "Flags": Variant("as", list(flags)), "MTU": Variant("q", 247),
    }  # fmt: skip
