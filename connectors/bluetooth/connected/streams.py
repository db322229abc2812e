"""How do frames become acceleration in batches of about a second, evenly spaced on the device's own clock?"""

from array import array
from datetime import datetime, timedelta
from itertools import pairwise

from connectors.bluetooth.connected.frames import Frame
from connectors.bluetooth.connected.sample_clock import CountedClock, Placed, SampleClock, StampedClock
from hub.model.ids import DeviceId
from hub.model.motion import Samples
from hub.ports import Accelerations

BATCH = 1.0
"""Seconds. A fall is one to three seconds long, so that a detector hears of it while it happens; and a batch a second
costs the hub fifty times less than an event for each sample."""
SLEW = 0.05
"""How much a batch's spacing may differ from the learned one, to take back an error of the clock. So time never jumps
back, and what a detector computes from it is wrong by 5 % at most while that lasts."""


class Stream:
    """All acceleration of one device: one `begin` for each connection, then its frames as they arrive."""

    def __init__(self, device: DeviceId, take: Accelerations) -> None:
        self._device, self._take = device, take
        self._number = 0
        self._clock: SampleClock = CountedClock(1.0)
        self._most = 0.0
        self._anew()

    def begin(self, rate: float, most: float, stamped: bool) -> None:
        """A connection: so many samples a second, `most` g at the most. `stamped`: the frames carry the time."""
        self._number += 1
        self._most = most
        self._clock = StampedClock(rate) if stamped else CountedClock(rate)
        self._anew()

    def feed(self, frame: Frame, arrived: float, now: datetime) -> None:
        """A frame that came at `arrived` on the monotonic clock, which is hub time `now`."""
        for placed in self._clock.place(frame, arrived):
            self._add(placed, arrived, now)

    def end(self, arrived: float, now: datetime) -> None:
        """The connection is over: what is left leaves as a short batch."""
        for placed in self._clock.rest():
            self._add(placed, arrived, now)
        self._flush(arrived, now)

    def _anew(self) -> None:
        self._x, self._y, self._z = array("f"), array("f"), array("f")
        self._missing = 0
        self._ended: float | None = None
        self._end = 0.0
        self._origin: float | None = None

    def _add(self, placed: Placed, arrived: float, now: datetime) -> None:
        count, step = len(placed.frame.x), self._clock.step
        if placed.missing or placed.anew:
            self._flush(arrived, now)
        if placed.anew:
            self._number += 1
            self._anew()
        begins = placed.end - count * step
        if self._ended is None:
            self._ended = begins
        elif placed.missing:
            self._ended, self._missing = max(self._ended, begins), self._missing + placed.missing
        self._keep(placed.frame)
        self._end = placed.end
        if len(self._x) + count / 2 >= BATCH / step:
            self._flush(arrived, now)

    def _keep(self, frame: Frame) -> None:
        self._x.extend(frame.x)
        self._y.extend(frame.y)
        self._z.extend(frame.z)

    def _flush(self, arrived: float, now: datetime) -> None:
        """All that is kept leaves, in parts of about a second (a burst may hold several)."""
        count = len(self._x)
        if not count or self._ended is None:
            return
        usual = self._clock.step
        step = min(usual * (1 + SLEW), max(usual * (1 - SLEW), (self._end - self._ended) / count))
        parts = max(1, round(count * usual / BATCH))
        bounds = [count * part // parts for part in range(parts + 1)]
        for begin, end in pairwise(bounds):
            self._leave(begin, end, step, arrived, now)
        self._x, self._y, self._z = array("f"), array("f"), array("f")

    def _leave(self, begin: int, end: int, step: float, arrived: float, now: datetime) -> None:
        before = self._ended or 0.0
        first = before + step
        if self._origin is None:
            self._origin = first
        self._ended = before + (end - begin) * step
        missing, self._missing = self._missing, 0
        at = now - timedelta(seconds=arrived - self._clock.earliest(first))
        self._take(
            Samples(
                device=self._device, at=at, first=first - self._origin, step=step,
                x=self._x[begin:end], y=self._y[begin:end], z=self._z[begin:end],
                missing=missing, most=self._most, stream=self._number,
            )
        )  # fmt: skip
