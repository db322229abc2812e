"""What can be wrong with a Bluetooth radio, in words for whoever stands before it, and what to do."""

from pathlib import Path
from typing import Literal

from bleak.exc import BleakBluetoothNotAvailableError, BleakBluetoothNotAvailableReason, BleakDBusError
from msgspec import Struct

Kind = Literal["bus", "service", "denied", "missing", "blocked", "off", "stopped", "busy", "deaf", "failed"]

SAYS: dict[Kind, str] = {
    "bus": "the system's message bus (D-Bus) does not answer",
    "service": "the Bluetooth service (bluetoothd) does not run",
    "denied": "the hub's user may not use Bluetooth",
    "missing": "there is no adapter {adapter}",
    "blocked": "the adapter {adapter} is blocked (rfkill)",
    "off": "the adapter {adapter} is switched off",
    "stopped": "listening was stopped by another program",
    "busy": "another program keeps the adapter {adapter} busy",
    "deaf": "nothing at all was heard for {seconds} s",
    "failed": "{text}",
}
DO: dict[Kind, str] = {
    "bus": "systemctl status dbus; if it does not run, restart the machine.",
    "service": "sudo systemctl enable --now bluetooth, and look at journalctl -u bluetooth.",
    "denied": "sudo usermod -aG bluetooth carehub, then restart the hub.",
    "missing": "Is it plugged in, and is bluetooth.adapter right? bluetoothctl list shows what there is.",
    "blocked": "sudo rfkill unblock bluetooth; some machines have a switch or a key for it.",
    "off": "bluetoothctl power on",
    "stopped": "Find the other program that uses Bluetooth, or give the hub an adapter of its own.",
    "busy": "Find the other program that uses Bluetooth, or give the hub an adapter of its own.",
    "deaf": "Pull the adapter out and put it back; away from USB 3 disks, on a cable of half a metre.",
    "failed": "Restart the machine; if it stays so, try another adapter.",
}
GONE: frozenset[Kind] = frozenset({"bus", "service", "missing", "blocked", "off"})
"""With these every connection is gone, whether anybody has said so or not."""

LONGEST = 100
"""Letters of another program's own words that are passed on: they end up in a text to somebody's phone."""

RFKILL = Path("/sys/class/rfkill")


class Trouble(Struct, frozen=True):
    """What is wrong. `because` is half a sentence without a full stop."""

    kind: Kind
    because: str


def trouble(kind: Kind, adapter: str = "", *, text: str = "", seconds: float = 0) -> Trouble:
    """The trouble in its usual words."""
    return Trouble(kind, SAYS[kind].format(adapter=adapter, text=text[:LONGEST], seconds=f"{seconds:.0f}"))


def of_answer(name: str, text: str, adapter: str) -> Trouble:
    """What an error that came over D-Bus means."""
    last = name.rpartition(".")[2]
    kind = KINDS.get(last)
    if "rfkill" in text.lower():
        kind = "blocked"
    if kind is None and name.startswith(("org.freedesktop.DBus.Error.Spawn", "org.freedesktop.systemd1.")):
        kind = "service"
    return trouble(kind or "failed", adapter, text=f"BlueZ says: {text or last}")


KINDS: dict[str, Kind] = {
    "ServiceUnknown": "service",
    "NameHasNoOwner": "service",
    "NoReply": "service",
    "Disconnected": "bus",
    "AccessDenied": "denied",
    "UnknownObject": "missing",
    "UnknownMethod": "missing",
    "UnknownInterface": "missing",
    "DoesNotExist": "missing",
    "NotReady": "off",
    "Blocked": "blocked",
    "InProgress": "busy",
}
"""The last word of a D-Bus error -> what it means here. The words are BlueZ's and the D-Bus specification's."""


def of_error(error: Exception, adapter: str) -> Trouble:
    """What an exception of bleak, D-Bus or the system means."""
    match error:
        case BleakDBusError():
            return of_answer(error.dbus_error, error.dbus_error_details or "", adapter)
        case BleakBluetoothNotAvailableError(reason=BleakBluetoothNotAvailableReason.DENIED_BY_SYSTEM):
            return trouble("denied", adapter)
        case TimeoutError():
            return Trouble("service", "the Bluetooth service (bluetoothd) does not answer")
        case OSError() | EOFError():
            return trouble("bus", adapter)
        case _ if "not found" in str(error):
            return trouble("missing", adapter)
        case _:
            return trouble("failed", adapter, text=str(error) or type(error).__name__)


def blocked(adapter: str, folder: Path = RFKILL) -> Trouble | None:
    """Why the kernel keeps this adapter off, if it does (docs of the kernel: sysfs-class-rfkill)."""
    for switch in sorted(folder.glob("rfkill*")):
        said = {name: _read(switch / name) for name in ("type", "name", "hard", "soft")}
        if said["type"] != "bluetooth" or said["name"] not in (adapter, ""):
            continue
        if said["hard"] == "1":
            return Trouble("blocked", f"the adapter {adapter} is blocked by a switch of the machine")
        if said["soft"] == "1":
            return trouble("blocked", adapter)
    return None


def _read(file: Path) -> str:
    """What the kernel says in this file; nothing if it cannot be read."""
    try:
        return file.read_text().strip()
    except OSError:
        return ""
