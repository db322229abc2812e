"""From rows with a time each to `Samples`, evenly spaced, as a body-worn device's connector would hand them on.

Stamps jitter, come in bursts or a little out of order, and samples are missing: what a device took was evenly spaced
all the same. Everything depends on the rows alone, never on how they were cut into reads.
"""

from array import array
from bisect import bisect_right, insort
from collections import deque
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from itertools import pairwise
from operator import itemgetter
from statistics import median, median_low

from hub.learning.falls.rows import Row
from hub.model.ids import DeviceId
from hub.model.motion import Samples

BLOCK = 1.0
"""Seconds of rows that are looked at together: long enough for a burst, and an alarm is not kept waiting."""
REORDER = 0.25
"""Seconds by which a row may come after a later one: a radio's retries."""
RESTART = 5.0
"""Seconds. A time this far back, or this far ahead, begins a stream anew: the device was off, or its clock was set."""
BURSTY = 0.0045
"""Seconds. Stamps that mostly stand closer are those of arrival: a device of 200 Hz, the most, has 5 ms between two."""
LONGEST_BURST = 4.0
"""Seconds for which the end of a burst is waited for. What goes on for longer is a quick stream."""
PILED_UP = 2000
"""Rows that wait at the most: ten seconds of the quickest device. Times that stand still would pile up for ever."""
SURELY = 0.35
"""What is missing beside a late stamp must come to two thirds of a sample before it is called one."""
REMEMBERED = 30
"""Blocks from which the rate is known: half a minute."""
NEW_YEAR = datetime(2000, 1, 1, tzinfo=UTC)
"""Hub time of the first row. Any would do: alarms are told in the rows' own time."""
DEVICE = DeviceId("stream")


class Steady:
    """Takes rows, and gives `Samples`. `late` counts rows that came too late to be used."""

    def __init__(self) -> None:
        self.late = 0
        self.streams = 0
        self._rows: list[Row] = []
        self._newest = 0.0
        self._before: float | None = None
        self._steps: deque[float] = deque(maxlen=REMEMBERED)
        self._origin = 0.0
        self._began = NEW_YEAR
        self._told: list[tuple[datetime, float]] = []

    def take(self, row: Row) -> tuple[Samples, ...]:
        """Take one row. Samples are given when their second is complete."""
        done: tuple[Samples, ...] = ()
        if not self._told or not -RESTART < row[0] - self._newest < RESTART:
            done = self.end()
            self._begin(row[0])
        t = round(row[0] - self._origin, 6)
        if self._before is not None and t < self._before:
            self.late += 1
            return done
        insort(self._rows, (t, *row[1:]), key=itemgetter(0))  # equal stamps stay in the order in which they came
        self._newest = max(self._newest, row[0])
        if self._rows[-1][0] - self._rows[0][0] >= BLOCK + REORDER or len(self._rows) >= PILED_UP:
            return (*done, *self._block(last=len(self._rows) >= PILED_UP))
        return done

    def end(self) -> tuple[Samples, ...]:
        """No more rows come, or not in this stream: give what is left."""
        return tuple(self._block(last=True)) if self._rows else ()

    def time(self, at: datetime) -> float:
        """Hub time, told in the rows' own time."""
        place = bisect_right(self._told, at, key=lambda each: each[0]) - 1
        began, origin = self._told[max(place, 0)]
        return origin + (at - began).total_seconds()

    @property
    def rate(self) -> float | None:
        """Samples a second, as well as is known; None before three seconds."""
        return 1 / self._step if len(self._steps) >= 3 else None

    @property
    def _step(self) -> float:
        return median(self._steps)

    def _begin(self, t: float) -> None:
        if self._told:
            began, origin = self._told[-1]
            gone = max(self._newest - origin, 0.0) + RESTART
            self._began = began + timedelta(seconds=gone)
            self.streams += 1
        self._origin, self._newest, self._before = t, t, None
        self._told.append((self._began, t))

    def _block(self, *, last: bool) -> Iterator[Samples]:
        settled = self._rows[-1][0] - REORDER
        until = len(self._rows) if last else bisect_right(self._rows, settled, key=lambda row: row[0])
        rows = self._rows[:until]
        times = [row[0] for row in rows]
        apart = _apart(times if self._before is None else [self._before, *times])
        ends = last or self._rows[until][0] - times[-1] >= BURSTY
        if _bursty(apart, ends=ends) and times[-1] - times[0] < LONGEST_BURST:
            yield from self._bursts(rows, apart, ends=ends, last=last)
        else:
            self._rows = self._rows[until:]
            yield from self._runs(rows, apart)

    def _bursts(self, rows: list[Row], apart: list[float], *, ends: bool, last: bool) -> Iterator[Samples]:
        """Whole bursts, spread. What stands behind the last pause may be half a burst, and waits, unless it `ends`."""
        pauses = [place + len(rows) - len(apart) for place, each in enumerate(apart) if each >= BURSTY]
        until = len(rows) if ends else max(pauses, default=0)
        whole = [pause for pause in pauses if pause < until]
        if until and (last or self._before is not None or whole):
            self._rows = self._rows[until:]
            yield self._spread(rows[:until], whole[0] if whole and self._before is None else 0)

    def _spread(self, rows: list[Row], untimed: int) -> Samples:
        """The samples since the last burst, evenly spaced up to the last stamp.

        Of the first `untimed`, a stream's first burst, nobody knows how long they took: as long as the others.
        """
        end = rows[-1][0]
        gone = end - (rows[untimed - 1][0] if self._before is None else self._before)
        step, missing = gone / max(len(rows) - untimed, 1), 0
        if self._steps and step > 1.5 * self._step:
            step = self._step
            missing = max(round(gone / step) - len(rows), 0)
        elif step:
            self._steps.append(step)
        return self._samples(rows, end - (len(rows) - 1) * step, step, missing)

    def _runs(self, rows: list[Row], apart: list[float]) -> Iterator[Samples]:
        """Stamps of the samples: runs without a hole, each evenly spaced."""
        if apart and (usual := median(apart)) > 0:
            self._steps.append(usual)
        step = self._step if self._steps else BLOCK
        holes = _holes(apart, step)
        offset = len(rows) - len(apart)  # 1 at the beginning of a stream: nothing stands before the first row
        cuts = [place + offset for place in sorted(holes) if place + offset > 0]
        for start, stop in zip([0, *cuts], [*cuts, len(rows)], strict=True):
            run = rows[start:stop]
            even = (run[-1][0] - run[0][0]) / (len(run) - 1) if len(run) > 1 else step
            yield self._samples(run, run[0][0], even, holes.get(start - offset, 0))

    def _samples(self, rows: list[Row], first: float, step: float, missing: int) -> Samples:
        self._before = rows[-1][0]
        x, y, z = (array("f", axis) for axis in list(zip(*rows, strict=True))[1:])
        at = self._began + timedelta(seconds=first)
        return Samples(
            device=DEVICE, at=at, first=first, step=step, x=x, y=y, z=z, missing=missing, stream=self.streams
        )


def _apart(times: list[float]) -> list[float]:
    return [after - before for before, after in pairwise(times)]


def _bursty(apart: list[float], *, ends: bool) -> bool:
    """True if most stamps stand closer together than any device takes samples, with pauses between, or one after."""
    return len(apart) > 2 and median_low(apart) < BURSTY and (ends or max(apart) >= BURSTY)


def _holes(apart: list[float], step: float) -> dict[int, int]:
    """Before which rows samples are missing, and how many. A late stamp between two good ones is no hole."""
    holes = {}
    for place, each in enumerate(apart):
        if each > 1.5 * step:
            about = apart[max(place - 1, 0) : place + 2]
            if (missing := int(sum(about) / step - len(about) + SURELY)) > 0:
                holes[place] = missing
    return holes
