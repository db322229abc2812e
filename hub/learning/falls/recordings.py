"""What a recording of a body-worn device is, and what was done in it."""

import numpy as np
from msgspec import Struct
from numpy.typing import NDArray

from hub.model.errors import CarehubError

PLACEMENTS = ("waist", "wrist", "pocket")
"""Where a device is worn: a pendant at the waist or chest, a wrist, a trouser pocket or the hip."""

TOO_NARROW = 2.1
"""g. A device whose largest value is below it cannot tell a fall from sitting down (behaviour 26): 2 g and its gain."""

WITHIN = 30.0
"""Seconds after the impact in which an alarm counts as having seen the fall."""
BEFORE = 3.0
"""Seconds before the impact that are the fall's own: the annotated moment is often that of lying."""

WAY_DOWN, LYING = 1.0, 2.0
"""Seconds about a fall's impact that its recording must hold, to show what came before and whether the wearer lies: a
window holds as much of after."""

Floats = NDArray[np.float64]


class Span(Struct, frozen=True, kw_only=True):
    """What was done from `start` to `end`, in seconds on the recording's own clock.

    `impact`: when a fall hit the ground.
    """

    start: float
    end: float
    activity: str
    fall: bool
    impact: float | None = None


class Worn(Struct, frozen=True, kw_only=True):
    """What one device told of one subject, and what was done meanwhile.

    `t`: seconds, rising. `acc`: one row of x, y, z in g for each of them. `device`: what tells one of a subject's
    devices from another. `age` in years, -1: not told.
    """

    data_set: str
    subject: str
    placement: str
    device: str
    t: Floats
    acc: Floats
    spans: tuple[Span, ...]
    age: int = -1


class Recording(Worn, frozen=True, kw_only=True):
    """One stream of acceleration as it was recorded, under a name."""

    name: str

    @property
    def seconds(self) -> float:
        """How long it is."""
        return float(self.t[-1] - self.t[0]) if len(self.t) else 0.0


def is_whole(recording: Worn) -> bool:
    """Whether it holds what makes a fall one: the way down, and lying. One that tells of no fall is whole."""
    falls = ((span, span.start if span.impact is None else span.impact) for span in recording.spans if span.fall)
    return all(at - span.start >= WAY_DOWN and span.end - at >= LYING for span, at in falls)


class DataError(CarehubError):
    """Recorded data cannot be used: which file, where in it, what was found, what was expected, what to do."""

    def __init__(self, file: object, where: str, found: str, expected: str, do: str) -> None:
        self.file, self.where, self.found, self.expected, self.do = str(file), where, found, expected, do
        super().__init__(f"{file}: {where}: found {found}; expected {expected}. {do}")


def magnitude(acc: Floats) -> Floats:
    """How strong the acceleration was, whatever its direction."""
    strength: Floats = np.sqrt(np.einsum("ij,ij->i", acc, acc))
    return strength


def hardest(t: Floats, acc: Floats, start: float, end: float) -> float:
    """When, from `start` to `end`, the device was struck hardest. The first moment, if there are several."""
    within = np.flatnonzero((t >= start) & (t <= end))
    if not len(within):
        return start
    return float(t[within[np.argmax(magnitude(acc[within]))]])
