"""Was the device dropped, with nobody in it? A thing falls freely; a body pivots and catches itself."""

from itertools import groupby

import numpy as np

from detectors.fall.score import rows
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
    way_down = rows(impact)[max(0, impact.peak - BEFORE) : impact.peak].astype(np.float64)
    free = np.einsum("ij,ij->i", way_down, way_down) < FREE
    return max((len(list(group)) for falls, group in groupby(free) if falls), default=0) >= LONG
