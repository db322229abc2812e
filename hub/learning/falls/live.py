"""A stream of lines, live or recorded, to the falls in it: what `carehub detect-falls` does with each line."""

from collections.abc import Callable, Iterator
from datetime import timedelta
from statistics import median

from msgspec import Struct

from detectors.fall.alarms import Alarm
from detectors.fall.front import AFTER, RATE
from detectors.fall.model import Model
from hub.learning.falls.narrow import Range
from hub.learning.falls.recordings import DataError
from hub.learning.falls.rows import LINE_DO, Columns, Complaints, Row
from hub.learning.falls.steady import DEVICE, PILED_UP, RESTART, Steady
from hub.learning.falls.watch import Watch
from hub.model.motion import Samples

SLOWEST, FASTEST = 19.0, 210.0
"""Hz. 20 to 200 is what is promised; a clock may be 5 % out."""
SLOW = 25.0
"""Hz. Below it falls are missed (behaviour 26): 20 to 25 Hz is taken, and said."""
LOOKED_AT = 150
"""Rows from whose usual strength it is seen what they are in: a few seconds, of which the wearer cannot fall half."""
USUAL = (0.3, 4.0)
"""g. Whatever a wearer does, gravity is there: 9.8 is metres a second squared, next to nothing is without gravity."""
WAITED = timedelta(seconds=AFTER / RATE)
"""What is waited for after an impact, unless the stream breaks off."""
HERE = "standard input"

TOO_SLOW = "Behaviour 26: falls cannot be told from sitting down then. Set the device to 50 a second."
TOO_NARROW = "Behaviour 26: falls cannot be told from sitting down then. Set the device to 8 g or more."
UNITS = "Metres a second squared: divide by 9.80665. Thousandths of a g: by 1000. Gravity must not be taken out."


class Fall(Struct, frozen=True, kw_only=True, omit_defaults=True):
    """One line of what is printed. Times in the stream's own seconds.

    `broken_off`: the stream ended sooner after the impact than is usually waited for, and `decided` is when.
    """

    t: float
    decided: float
    score: float
    placement: str
    broken_off: bool = False


class Live:
    """Takes lines, the header first, and gives falls as soon as they are decided."""

    def __init__(self, placement: str, model: Model, warn: Callable[[str], None]) -> None:
        self._placement, self._warn = placement, warn
        self._watch, self._steady, self._range = Watch(DEVICE, model), Steady(), Range()
        self._complaints = Complaints(warn)
        self._columns: Columns | None = None
        self._number = 0
        self._rows = 0
        self._strengths: list[float] = []
        self._slow = False

    def take(self, line: bytes) -> Iterator[Fall]:
        """Take one line. A DataError says that this stream cannot be watched at all."""
        self._number += 1
        if self._columns is None:
            self._columns = Columns(line, HERE)
            return
        try:
            row = self._columns.row(line, self._number)
        except DataError as error:
            self._complained(error)
            return
        self._rows += 1
        if self._rows <= LOOKED_AT:
            self._look_at_units(row)
        _, x, y, z = row
        self._range.take((max(abs(x), abs(y), abs(z)),))
        for samples in self._steady.take(row):
            yield from self._taken(samples)

    def end(self) -> Iterator[Fall]:
        """No more lines come."""
        if self._columns is None:
            Columns(b"", HERE)
        for samples in self._steady.end():
            yield from self._taken(samples)
        for _, alarm in self._watch.end():
            if alarm is not None:
                yield self._fall(alarm)
        self._complaints.end()
        if self._steady.late:
            self._warn(f"{self._steady.late} lines came too late to be used.")
        if self._complaints.count and not self._rows:
            raise DataError(HERE, "all of it", "no line that can be read", "samples", "See above.")

    def _complained(self, error: DataError) -> None:
        """A line is left out; if that becomes of most of them, this is no such stream."""
        self._complaints.about(error)
        if self._complaints.count >= LOOKED_AT and self._complaints.count > 2 * self._rows:
            found = f"{self._complaints.count} lines that cannot be read, of {self._number - 1}"
            raise DataError(HERE, f"line {self._number}", found, "samples", f"{LINE_DO} {UNITS}") from error

    def _taken(self, samples: Samples) -> Iterator[Fall]:
        self._check_rate()
        if (most := self._range.narrow) is not None:
            raise DataError(HERE, f"line {self._number}", f"a range of {most:g} g", "4 g or more", TOO_NARROW)
        for _, alarm in self._watch.take(samples):
            if alarm is not None:
                yield self._fall(alarm)

    def _fall(self, alarm: Alarm) -> Fall:
        struck, decided = (round(self._steady.time(at), 3) for at in (alarm.struck, alarm.decided))
        soon = alarm.decided - alarm.struck < WAITED
        return Fall(t=struck, decided=decided, score=round(alarm.score, 4), placement=self._placement, broken_off=soon)

    def _check_rate(self) -> None:
        where, rate = f"line {self._number}", self._steady.rate
        if rate is None:
            if self._steady.streams >= LOOKED_AT or self._rows >= PILED_UP:
                found = f"times more than {RESTART:g} s apart" if self._steady.streams else "times that stand still"
                raise DataError(HERE, where, found, "20 to 200 samples a second", "The first column is in seconds.")
            return
        if not SLOWEST <= rate <= FASTEST:
            do = TOO_SLOW if rate < SLOWEST else "Leave samples out, or set the device to 50 a second."
            raise DataError(HERE, where, f"{rate:.1f} samples a second", "20 to 200", do)
        if rate < SLOW and not self._slow:
            self._slow = True
            self._warn(f"{rate:.1f} samples a second: falls are missed at less than {SLOW:g}. Set the device to 50.")

    def _look_at_units(self, row: Row) -> None:
        self._strengths.append((row[1] ** 2 + row[2] ** 2 + row[3] ** 2) ** 0.5)
        if self._rows == LOOKED_AT:
            usual = median(self._strengths)
            if not USUAL[0] < usual < USUAL[1]:
                raise DataError(HERE, f"line {self._number}", f"a usual strength of {usual:.2f}", "about 1 g", UNITS)
