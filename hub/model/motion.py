"""Acceleration as a body-worn device sends it. Never journaled: what a detector makes of it is."""

from array import array
from datetime import datetime

from msgspec import Struct

from hub.model.ids import DeviceId


class Samples(Struct, frozen=True, kw_only=True, gc=False):
    """About a second of acceleration, evenly spaced.

    `first` is the device's own time of the first sample in seconds (an origin of its own, never running back within
    one `stream`), `step` the seconds between two samples. `at` is the hub time of the first sample, as well as it can
    be known. `x`, `y` and `z` are `array("f")` of equal length, in g. `missing`: samples known to be lost between the
    batch before and this one. `most`: the largest value that the device can tell, in g. `stream` counts the
    connections: another stream has another origin.
    """

    device: DeviceId
    at: datetime
    first: float
    step: float
    x: "array[float]"
    y: "array[float]"
    z: "array[float]"
    missing: int = 0
    most: float = 0.0
    stream: int = 0
