"""What do the standard's own characteristics say? A table that grows by a row.

Formats: Bluetooth SIG, "GATT Specification Supplement" and "Assigned Numbers". There is no row for body temperature
(0x2A1C) and for oxygen (0x2A5F): there is no kind of reading for them, and a fever told as a room's temperature would
be worse than nothing.
"""

from collections.abc import Callable
from struct import Struct as Packed
from types import MappingProxyType
from typing import Final

from msgspec import Struct

from connectors.bad_input import BadInput
from connectors.bluetooth.connected.frames import bad
from hub.model.events import Said

Parsed = tuple[Said, ...] | BadInput
NOTHING: tuple[Said, ...] = ()
BASE = "0000{:04x}-0000-1000-8000-00805f9b34fb"
"""How the standard writes its short numbers out in full."""

WIDE, CONTACT_FOUND, CONTACT_KNOWN, ENERGY, INTERVALS = 0x01, 0x02, 0x04, 0x08, 0x10
"""The flags of a heart rate measurement."""
FASTEST = 300
"""Beats a minute. No heart goes faster (ventricular flutter ends at about 300): more is a broken sensor."""
POUNDS, STAMPED, BY_USER, BUILD = 0x01, 0x02, 0x04, 0x08
"""The flags of a weight measurement."""
STAMP, USER, BODY_MASS = 7, 1, 4
"""Bytes of what may follow a weight."""
KILOGRAMS_A_POUND = 0.45359237
UNKNOWN_TEMPERATURE, UNKNOWN_16 = -0x8000, 0xFFFF
"""What stands for "not known", or "not measured"."""
COLDEST = -273.15

_SHORT, _SIGNED = Packed("<H"), Packed("<h")


class Characteristic(Struct, frozen=True):
    """One row: what it is called, how its bytes are read, and whether the hub reads it, or waits to be told."""

    name: str
    parse: Callable[[bytes], Parsed]
    read: bool = False
    notify: bool = True


def battery(data: bytes) -> Parsed:
    """Battery Level: one byte, 0 to 100 %."""
    if len(data) != 1 or data[0] > 100:
        return bad("battery level: not one byte from 0 to 100", data)
    return (Said("battery", float(data[0])),)


def heart_rate(data: bytes) -> Parsed:
    """Heart Rate Measurement. No contact with the skin, or a rate of 0: it is not worn, and says nothing."""
    wide = bool(data and data[0] & WIDE)
    if len(data) < 2 + wide:
        return bad("heart rate: too short", data)
    flags, rate = data[0], _SHORT.unpack_from(data, 1)[0] if wide else data[1]
    rest = len(data) - 2 - wide - (2 if flags & ENERGY else 0)
    if rest < 0 or rest % 2 or (rest and not flags & INTERVALS):
        return bad("heart rate: its length does not fit its flags", data)
    if rate > FASTEST:
        return bad("heart rate: no heart beats so fast", data)
    if rate == 0 or (flags & CONTACT_KNOWN and not flags & CONTACT_FOUND):
        return NOTHING
    return (Said("heart rate", float(rate)),)


def temperature(data: bytes) -> Parsed:
    """Temperature of the surroundings: hundredths of a degree, signed."""
    if len(data) != 2:
        return bad("temperature: not two bytes", data)
    (hundredths,) = _SIGNED.unpack(data)
    if hundredths == UNKNOWN_TEMPERATURE:
        return NOTHING
    if hundredths / 100 < COLDEST:
        return bad("temperature: below absolute zero", data)
    return (Said("temperature", hundredths / 100),)


def humidity(data: bytes) -> Parsed:
    """Relative humidity: hundredths of a per cent."""
    if len(data) != 2:
        return bad("humidity: not two bytes", data)
    (hundredths,) = _SHORT.unpack(data)
    if hundredths == UNKNOWN_16:
        return NOTHING
    if hundredths > 10_000:
        return bad("humidity: over 100 %", data)
    return (Said("humidity", hundredths / 100),)


def weight(data: bytes) -> Parsed:
    """Weight Measurement: 5 g or hundredths of a pound; 0xFFFF when the scales could not weigh."""
    if len(data) < 3:
        return bad("weight: too short", data)
    flags = data[0]
    follows = (flags & STAMPED and STAMP) + (flags & BY_USER and USER) + (flags & BUILD and BODY_MASS)
    if len(data) != 3 + follows:
        return bad("weight: its length does not fit its flags", data)
    (count,) = _SHORT.unpack_from(data, 1)
    if count == UNKNOWN_16:
        return NOTHING
    return (Said("weight", round(count * (0.01 * KILOGRAMS_A_POUND if flags & POUNDS else 0.005), 3)),)


BATTERY: Final = BASE.format(0x2A19)
CHARACTERISTICS = MappingProxyType({
    BATTERY: Characteristic("battery level", battery, read=True),
    BASE.format(0x2A37): Characteristic("heart rate", heart_rate),
    BASE.format(0x2A6E): Characteristic("temperature", temperature, read=True),
    BASE.format(0x2A6F): Characteristic("humidity", humidity, read=True),
    BASE.format(0x2A9D): Characteristic("weight", weight),
})  # fmt: skip
"""UUID -> what it says. The hub listens to every row that a connected device has."""
