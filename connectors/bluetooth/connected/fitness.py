"""Can falls be detected with what a device sends? (behaviour 26) Measured, not promised."""

from array import array

from msgspec import Struct

from hub.model.motion import Samples

NEEDED = 25.0
"""Samples a second. At 10 a second 19 to 35 of 100 falls more are missed (public re-analyses of SisFall)."""
CRYSTAL = 0.96
"""Share of the named rate with which a device still passes: motion chips run up to some per cent slow."""
TOO_NARROW = 2.0
"""g. A device that ends there misses up to 46 of 100 falls more (the same source)."""
WINDOW = 10.0
"""Seconds over which the rate is measured."""
IN_A_ROW = 3
"""Windows that must agree before the verdict on the rate changes: half a minute outlasts a bad moment of the radio."""
EDGE = 0.05
"""g around 2 g within which a flat top is one of a range of 2 g: chips are off by some hundredths."""
FLAT = 3
"""Samples in a row at the very top. A moving body never stays at its own peak; a chip that is at its end does."""
ENDS = 0.99
"""Share of the range from which on a value counts as clipped."""


class Measured(Struct, frozen=True):
    """Ten seconds: samples a second, largest value in g, share of values at the end of the range, samples lost."""

    rate: float
    largest: float
    clipped: float
    missing: int


class Fitness:
    """Judges one device. `because` says in plain words why it cannot detect falls; empty if it can; None: not known."""

    def __init__(self) -> None:
        self.measured: Measured | None = None
        self._narrow = False
        self._flat = False
        self._slow: str | None = None
        self._rates: list[float] = []
        self._anew(None)

    def begin(self, most: float) -> None:
        """A connection to a device that is set to `most` g. Its rate is measured anew."""
        self._narrow = 0 < most <= TOO_NARROW
        self._rates.clear()
        self._anew(None)

    def add(self, samples: Samples) -> bool:
        """A batch. True if a window is full, or something is now seen that changes the verdict."""
        before = self.because
        if self._stream != samples.stream:
            self._anew(samples)
        self._look(samples)
        full = samples.first + len(samples.x) * samples.step - self._began >= WINDOW
        if full:
            self._close(samples)
        return full or before != self.because

    @property
    def because(self) -> str | None:
        """The verdict."""
        if self._narrow:
            return f"it is set to measure {TOO_NARROW:g} g at the most, and a fall is harder than that"
        if self._flat:
            return f"it measures no more than {TOO_NARROW:g} g, and a fall is harder than that"
        return self._slow

    def _anew(self, samples: Samples | None) -> None:
        self._stream = samples.stream if samples else 0
        self._began = samples.first if samples else 0.0
        self._count = self._missing = self._ends = 0
        self._largest = 0.0

    def _look(self, samples: Samples) -> None:
        axes = (samples.x, samples.y, samples.z)
        largest = max(*(max(axis) for axis in axes), *(-min(axis) for axis in axes))
        self._count += len(samples.x)
        self._missing += samples.missing
        self._largest = max(self._largest, largest)
        if largest > TOO_NARROW + EDGE:
            self._flat = False
        elif largest >= TOO_NARROW - EDGE and any(_flat_top(axis, largest) for axis in axes):
            self._flat = True
        if samples.most and largest >= samples.most * ENDS:
            self._ends += sum(abs(value) >= samples.most * ENDS for axis in axes for value in axis)

    def _close(self, samples: Samples) -> None:
        ended = samples.first + len(samples.x) * samples.step
        rate = self._count / (ended - self._began)
        self.measured = Measured(rate, self._largest, self._ends / (3 * self._count), self._missing)
        self._rates = [*self._rates[1 - IN_A_ROW :], rate]
        if len(self._rates) == IN_A_ROW and max(self._rates) < NEEDED * CRYSTAL:
            self._slow = f"it sends {rate:.0f} samples a second, and {NEEDED:g} are needed"
        elif min(self._rates) >= NEEDED * CRYSTAL and (len(self._rates) == IN_A_ROW or self._slow is None):
            self._slow = ""
        self._anew(samples)
        self._began = ended


def _flat_top(axis: "array[float]", largest: float) -> bool:
    """True if the axis stays at its end for some samples."""
    row = 0
    for value in axis:
        row = row + 1 if abs(value) >= largest else 0
        if row >= FLAT:
            return True
    return False
