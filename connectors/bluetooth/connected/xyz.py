"""How does a characteristic of plain 16-bit numbers send acceleration? As the settings of `Acceleration` say."""

from array import array
from struct import Struct as Packed

from connectors.bad_input import BadInput
from connectors.bluetooth.connected.frames import Frame, bad
from hub.model.household import Acceleration

SAMPLE = 6
"""Bytes: x, y and z of 16 bits."""
_LOW_FIRST, _HIGH_FIRST = Packed("<hhh"), Packed(">hhh")


def frame(data: bytes, settings: Acceleration) -> Frame | BadInput:
    """A notification: after `skip` bytes a sample, and another every `every` bytes; what lies between is not ours."""
    begins = range(settings.skip, len(data), settings.every)
    if not begins:
        return bad("acceleration: shorter than the settings say (skip)", data)
    if begins[-1] + SAMPLE > len(data):
        return bad("acceleration: ends within a sample; every or skip in the settings may be wrong", data)
    read = (_HIGH_FIRST if settings.high_byte_first else _LOW_FIRST).unpack_from
    x, y, z = array("f"), array("f"), array("f")
    for at in begins:
        a, b, c = read(data, at)
        x.append(a / settings.counts_per_g)
        y.append(b / settings.counts_per_g)
        z.append(c / settings.counts_per_g)
    return Frame(x, y, z)
