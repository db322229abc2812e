"""What a device's bytes become before they are readings or samples: a frame of acceleration, or a complaint."""

from array import array

from msgspec import Struct

from connectors.bad_input import BadInput

EXAMPLE = 40
"""Bytes of a complaint's example: enough to know a format by, little enough for a log."""


class Frame(Struct, frozen=True, gc=False):
    """The acceleration of one notification, in g and in order.

    `last` is the device's own time of the last sample in seconds; None if the device sends no time.
    """

    x: "array[float]"
    y: "array[float]"
    z: "array[float]"
    last: float | None = None


def bad(what: str, data: bytes) -> BadInput:
    """A complaint about `data`."""
    return BadInput(what, data[:EXAMPLE].hex(" "))
