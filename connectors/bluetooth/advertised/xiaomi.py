"""Xiaomi's MiBeacon, version 2 to 5, plain and encrypted, and a few older devices of theirs. Decoded by `xiaomi-ble`.

Where the count of a packet lies is read here, before the library is loaded. The count is the frame counter, 8 bits; an
encrypted packet of version 4 or 5 has 24 more, which rise when the 8 wrap.
"""

from connectors.bluetooth.advertised.bthome import FULL_COUNT, NEEDS_KEY, WRONG_KEY
from connectors.bluetooth.advertised.libraries import SHORT_KEY, Unreadable, decoded, parser, uuid
from connectors.bluetooth.advertised.replays import Packet
from connectors.bluetooth.words import Advert
from hub.model.events import LEVELS, Said
from hub.model.household import Use

MIBEACON = uuid("fe95")
OTHERS = (uuid("fd50"), uuid("181d"), uuid("181b"))
"""A flower sensor and the scales: no count, no key."""

SEALED, WITH_OBJECT = 1 << 3, 1 << 6
"""Bits of the frame control, the first two bytes."""

HEADER = 5
PROVEN_FROM = 4
"""The version from which a wrong key is noticed. Before it, encryption proves nothing."""

KEY_BYTES, OLD_KEY_BYTES = 16, SHORT_KEY
"""Versions 2 and 3 have the shorter keys. A device with a long one is not believed in the old way: anybody could."""


def takes(advert: Advert) -> Packet | None:
    """The packet with its count. A greeting without an object has none: it only shows that the device is there."""
    if (data := advert.service.get(MIBEACON)) is not None:
        return _mibeacon(data)
    return next((Packet(advert.service[other]) for other in OTHERS if other in advert.service), None)


def _mibeacon(data: bytes) -> Packet:
    control = int.from_bytes(data[:2], "little")
    if len(data) < HEADER or not control & WITH_OBJECT:
        return Packet(data)
    if not control & SEALED:
        return Packet(data, data[4])
    if control >> 12 < PROVEN_FROM:
        return Packet(data, data[4], sealed=True, proven=False)
    return Packet(data, data[4] | int.from_bytes(data[-7:-4], "little") << 8, FULL_COUNT, sealed=True)


def reads(advert: Advert, packet: Packet, key: bytes | None, use: Use) -> tuple[Said, ...] | Unreadable:
    """What it says. From a packet whose key proves nothing, no hazard is believed: noise would decrypt to one."""
    if packet.sealed and key is None:
        return Unreadable(NEEDS_KEY, fault=True)
    if packet.sealed and len(key or b"") != (KEY_BYTES if packet.proven else OLD_KEY_BYTES):
        return Unreadable(WRONG_KEY, fault=True)
    made = parser("xiaomi_ble", "XiaomiBluetoothDeviceData", key if packet.sealed else None)
    if isinstance(made, Unreadable):
        return made
    said = decoded("xiaomi_ble", made, advert, use)
    if isinstance(said, Unreadable) or not packet.sealed:
        return said
    if not made.bindkey_verified:
        return Unreadable(WRONG_KEY, fault=True)
    return said if packet.proven else tuple(one for one in said if one.kind not in LEVELS)
