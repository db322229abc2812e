"""Which library reads which advertisement, and the one way in which all of them are asked.

A library is loaded when a configured device first sends something that it can read, the likeliest one a little before.
A fresh parser is made for each packet: the libraries' parsers keep every value that they ever read and say it again
with the next packet, and they skip packets by rules of their own (ADR 0022).
"""

import logging
import struct
from collections.abc import Callable, Iterable
from importlib import import_module
from threading import Lock
from typing import Any

from msgspec import Struct

from connectors.bluetooth.advertised.kinds import readings
from connectors.bluetooth.advertised.replays import Packet
from connectors.bluetooth.words import Advert, Listened
from hub.model.events import Said
from hub.model.household import Use

ERRORS = (
    ValueError, LookupError, struct.error, ArithmeticError, TypeError, AttributeError, AssertionError, RuntimeError,
)  # fmt: skip
"""What a decoder may raise over bytes that are not what it takes them for. Seen in 100,000 random and mutated packets:
none that leaves the libraries. It is what slicing, unpacking and enumerations raise; anything else is a bug of ours."""


class Unreadable(Struct, frozen=True):
    """Nothing can be read, and what a person can do about it. `fault`: nothing will be until they do."""

    because: str
    fault: bool = False


class Info(Struct, frozen=True):
    """An advertisement in the form that the libraries ask for."""

    name: str
    address: str
    rssi: int
    manufacturer_data: dict[int, bytes]
    service_data: dict[str, bytes]
    service_uuids: list[str]
    source: str = "local"
    time: float = 0.0
    raw: bytes | None = None


Takes = Callable[[Advert], Packet | None]
Reads = Callable[[Advert, Packet, bytes | None, Use], tuple[Said, ...] | Unreadable]


class Family(Struct, frozen=True):
    """One way of advertising. `takes` gives the packet, if the advertisement is of this family; `reads` decodes it."""

    name: str
    takes: Takes
    reads: Reads


class Library(Struct, frozen=True):
    """A library that needs neither a key nor a count, and how its devices are known: any one of these is enough."""

    module: str
    parser: str
    service: frozenset[str] = frozenset()
    services: frozenset[str] = frozenset()
    manufacturers: frozenset[int] = frozenset()
    names: tuple[str, ...] = ()
    count: Callable[[bytes], int | None] = lambda payload: None

    def takes(self, advert: Advert) -> Packet | None:
        """The bytes of its own, if it is one of this library's."""
        mine = (
            not self.service.isdisjoint(advert.service)
            or not self.services.isdisjoint(advert.services)
            or not self.manufacturers.isdisjoint(advert.manufacturer)
            or bool(self.names and advert.name.startswith(self.names))
        )
        payload = _joined(self.service, advert) if mine else b""
        return Packet(payload, self.count(payload)) if payload else None

    def reads(self, advert: Advert, packet: Packet, key: bytes | None, use: Use) -> tuple[Said, ...] | Unreadable:
        """What it says."""
        made = parser(self.module, self.parser)
        return made if isinstance(made, Unreadable) else decoded(self.module, made, advert, use)


def _joined(service: frozenset[str], advert: Advert) -> bytes:
    if service:
        return b"".join(data for uuid, data in sorted(advert.service.items()) if uuid in service)
    return b"".join(id_.to_bytes(2, "little") + data for id_, data in sorted(advert.manufacturer.items()))


def uuid(short: str) -> str:
    """A 16-bit UUID in full."""
    return f"0000{short}-0000-1000-8000-00805f9b34fb"


QINGPING_HEADER, QINGPING_COUNT = 8, 0x0F


def _qingping_count(data: bytes) -> int | None:
    """The packet id, one of the (kind, length, value) that follow the address. Not every model sends one."""
    place = QINGPING_HEADER
    while place + 2 < len(data):
        if data[place] == QINGPING_COUNT and data[place + 1] == 1:
            return data[place + 2]
        place += 2 + data[place + 1]
    return None


LIBRARIES: dict[str, Library] = {
    "qingping": Library(
        "qingping_ble", "QingpingBluetoothDeviceData", service=frozenset({uuid("fdcd")}), count=_qingping_count
    ),
    "ruuvitag": Library("ruuvitag_ble", "RuuvitagBluetoothDeviceData", manufacturers=frozenset({0x0499})),
    "thermopro": Library("thermopro_ble", "ThermoProBluetoothDeviceData", names=("TP35", "TP39", "TP96", "TP97")),
    "sensorpush": Library(
        "sensorpush_ble", "SensorPushBluetoothDeviceData", names=("SensorPush", "HT.w", "HTP.xw", "TC.x"),
        services=frozenset({"ef090000-11d6-42ba-93b8-9dd7ec090aa9", "ef090000-11d6-42ba-93b8-9dd7ec090ab0"}),
    ),
    "govee": Library(
        "govee_ble", "GoveeBluetoothDeviceData", names=("Govee", "GV", "GBK", "H5", "B5178", "ihoment_H5"),
        services=frozenset({uuid("ec88"), uuid("5550"), uuid("5182"), uuid("8151"), uuid("8251"), uuid("8351"),
                            uuid("8451"), uuid("8551")}),
        manufacturers=frozenset({0xEC88, 0x8801, 0x8803, 0x8843, 0xEF88}),
    ),
}  # fmt: skip
"""A row for each library that needs no more than this. Only devices of the settings get here, so a row that takes
another maker's device costs a complaint and no wrong reading."""


SHORT_KEY = 12
"""Bytes of the key of Xiaomi's older devices."""

NOT_WHOLE = "cannot be loaded: carehub was not installed whole; install it again"

_loaded: dict[str, Any] = {}
_loading = Lock()
"""Two imports at once, of libraries that share a third, could each find the other's half of it."""


def load(module: str) -> Any:
    """The library, loaded if it is not yet; also from another thread. ImportError if it cannot be."""
    if module not in _loaded:
        with _loading:
            _loaded[module] = import_module(module)
        # They log each packet that they cannot read, several a second; a complaint says it once.
        logging.getLogger(module).setLevel(logging.CRITICAL)
    return _loaded[module]


def likely(listened: Iterable[Listened]) -> tuple[str, ...]:
    """What is better loaded before the first packet comes, which may be a press for help.

    Nobody knows who speaks what. But BTHome's costs 13 ms and half a megabyte beside what every library needs; and
    short keys are Xiaomi's alone.
    """
    speak = [each for each in listened if each.connect is None and each.use != "tag"]
    short = any(each.key is not None and len(each.key) == SHORT_KEY for each in speak)
    return (*(("bthome_ble",) if speak else ()), *(("xiaomi_ble",) if short else ()))


def parser(module: str, name: str, *key: bytes | None) -> Any | Unreadable:
    """A library's parser, fresh; the library is loaded if it is not yet."""
    try:
        return getattr(load(module), name)(*key)
    except ImportError as error:
        return Unreadable(f"{module} {NOT_WHOLE} ({error})", fault=True)
    except ERRORS as error:
        return Unreadable(f"{module} takes no such key ({type(error).__name__})", fault=True)


def decoded(library: str, made: Any, advert: Advert, use: Use) -> tuple[Said, ...] | Unreadable:
    """What a parser reads in an advertisement, in our words."""
    info = Info(
        advert.name, advert.address, advert.rssi, dict(advert.manufacturer), dict(advert.service), list(advert.services)
    )
    try:
        update = made.update(info)
    except ERRORS as error:
        return Unreadable(f"{library} cannot read it ({type(error).__name__})")
    if not any(about.model for about in update.devices.values()):
        return Unreadable(f"a model that {library} does not know, or a damaged packet")
    return readings(update, use)
