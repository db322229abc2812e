"""Is a device's range too narrow for falls? Only what it sends can tell: it stops at the same value again and again."""

from collections.abc import Iterable

from hub.learning.falls.recordings import TOO_NARROW

FROM = 1.85
"""g. 2 g, and a gain that is 5 % low, and some more."""
SAME = 1e-6
"""g. At the end of its range a device sends one number, to the last digit; a stride's peaks differ."""
BELOW = 0.1
"""g. The end of a range is also known by how few values stand just below it."""
ROW = 3
"""Samples at the end in a row: whoever swings a coarse device evenly has one or two at the top of each swing."""
ROWS = 5
"""So many such rows. A range that is called too narrow too late costs little; too soon, every fall of the wearer."""


class Range:
    """Counts the largest values of one device, until one is beyond 2 g: then it is wide enough for good."""

    def __init__(self) -> None:
        self._wide = False
        self._top = 0.0
        self._at, self._below, self._row, self._rows = 0, 0, 0, 0

    def take(self, strongest: Iterable[float]) -> None:
        """Take samples: of each the largest of |x|, |y| and |z|, in g."""
        if self._wide:
            return
        for each in strongest:
            if each > self._top + SAME:
                self._new_top(each)
            elif each >= self._top - SAME:
                self._at += 1
                self._row += 1
                self._rows += self._row == ROW
            else:
                self._row = 0
                self._below += each > self._top - BELOW

    def _new_top(self, top: float) -> None:
        near = top - self._top < BELOW
        self._below = self._below + self._at if near else 0
        self._top, self._at, self._row, self._rows = top, 1, 1, 0
        self._wide = top >= TOO_NARROW

    @property
    def narrow(self) -> float | None:
        """The range in g, if it is too narrow for falls; None if it is not known to be."""
        if self._wide or self._top < FROM or self._rows < ROWS or 2 * self._at < self._below:
            return None
        return round(self._top, 2)
