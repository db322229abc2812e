"""BTHome, version 1 and 2, plain and encrypted: Shelly BLU, ESPHome, b-parasite and others. Decoded by `bthome-ble`.

Where the count of a packet lies is read here, before the library is loaded: format description on bthome.io/format.
"""

from connectors.bluetooth.advertised.libraries import Unreadable, decoded, parser, uuid
from connectors.bluetooth.advertised.replays import Packet
from connectors.bluetooth.words import Advert
from hub.model.events import Said
from hub.model.household import Use

V2 = uuid("fcd2")
V1_PLAIN = uuid("181c")
V1_SEALED = uuid("181e")

SEALED, WITH_ADDRESS = 1, 2
"""Bits of the first byte of version 2."""

FULL_COUNT = 2**32
KEY_BYTES = 16

NEEDS_KEY = "it encrypts, and the settings hold no key: add `bluetooth.key` to this device (16 bytes, as its app shows)"
WRONG_KEY = "its key in the settings is wrong: copy it again from the app that set the device up"


def takes(advert: Advert) -> Packet | None:
    """The packet with its count: of the encryption, else the packet id, if there is one."""
    if (data := advert.service.get(V2)) is not None:
        return _second(data)
    if (data := advert.service.get(V1_SEALED)) is not None:
        return _sealed(data)
    return None if (data := advert.service.get(V1_PLAIN)) is None else Packet(data)


def _second(data: bytes) -> Packet:
    if not data or not data[0] & SEALED:
        return _plain(data)
    return _sealed(data)


def _sealed(data: bytes) -> Packet:
    """Ends with 4 bytes of count and 4 that prove it."""
    return Packet(data, int.from_bytes(data[-8:-4], "little"), FULL_COUNT, sealed=True)


def _plain(data: bytes) -> Packet:
    """Objects stand in the order of their numbers, and the packet id is number 0."""
    objects = data[7:] if data and data[0] & WITH_ADDRESS else data[1:]
    return Packet(data, objects[1] if len(objects) > 1 and objects[0] == 0 else None)


def reads(advert: Advert, packet: Packet, key: bytes | None, use: Use) -> tuple[Said, ...] | Unreadable:
    """What it says; of an encrypted packet only if the key proves it."""
    data = advert.service.get(V2)
    if data is not None and (not data or data[0] >> 5 != 2):
        return Unreadable("it says that it speaks a version of BTHome that does not exist")
    if packet.sealed and key is None:
        return Unreadable(NEEDS_KEY, fault=True)
    if packet.sealed and len(key or b"") != KEY_BYTES:
        return Unreadable(WRONG_KEY, fault=True)
    made = parser("bthome_ble", "BTHomeBluetoothDeviceData", key if packet.sealed else None)
    if isinstance(made, Unreadable):
        return made
    said = decoded("bthome_ble", made, advert, use)
    return Unreadable(WRONG_KEY, fault=True) if packet.sealed and not made.bindkey_verified else said
