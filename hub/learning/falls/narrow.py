"""Is a device's range too narrow for falls? Only what it sends can tell: its largest value comes again and again."""

from collections.abc import Iterable

from hub.learning.falls.recordings import TOO_NARROW

WIDE = 0.01
"""g. Values this close are counted together."""
FROM = 1.85
"""g. 2 g, and a gain that is 5 % low, and some more."""
OFTEN = 10
"""Samples at the end of the range before it is called so."""
BELOW = 5
"""The end of a range is known by how few values stand in the 5 hundredths of g below it."""


class Range:
    """Counts the largest values of one device, until one is beyond 2 g: then it is wide enough for good."""

    def __init__(self) -> None:
        self._counts: list[int] | None = [0] * (int(TOO_NARROW / WIDE) + 2)
        self._top = 0

    def take(self, strongest: Iterable[float]) -> None:
        """Take samples: of each the largest of |x|, |y| and |z|, in g."""
        if self._counts is None:
            return
        for each in strongest:
            if each >= TOO_NARROW:
                self._counts = None
                return
            place = int(each / WIDE)
            self._counts[place] += 1
            self._top = max(self._top, place)

    @property
    def narrow(self) -> float | None:
        """The range in g, if it is too narrow for falls; None if it is not known to be."""
        counts, top = self._counts, self._top
        if counts is None or top * WIDE < FROM:
            return None
        at, below = sum(counts[top - 1 : top + 1]), sum(counts[top - 1 - BELOW : top - 1])
        return round(top * WIDE + WIDE / 2, 2) if at >= OFTEN and at >= below else None
