"""Was the device dropped, with nobody in it? A thing falls freely; a body pivots and catches itself."""

from array import array
from sys import byteorder

from hub.model.events import Impact

FREE = 350.0**2
"""Thousandths of g, squared. A thing that turns in its fall still feels a little; a sensor is some hundredths off."""

LONG = 12
"""Samples of 50 a second: 0.24 s, a fall of 28 cm and more. Of 3,097 acted falls of four devices none fell freely for
so long (the longest 0.22 s), and a table is 70 cm high."""

BEFORE = 60
"""Samples before the impact in which the fall must lie."""


def dropped(impact: Impact) -> bool:
    """True if it fell freely for longer than anybody does."""
    values = array("h", impact.window[: len(impact.window) // 6 * 6])
    if byteorder == "big":
        values.byteswap()
    longest = row = 0
    for at in range(3 * max(0, impact.peak - BEFORE), 3 * min(impact.peak, len(values) // 3), 3):
        x, y, z = values[at : at + 3]
        row = row + 1 if x * x + y * y + z * z < FREE else 0
        longest = max(longest, row)
    return longest >= LONG
