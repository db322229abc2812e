"""When was each sample taken? By the device's own clock, never by when the radio happened to deliver it.

Two kinds of clock. A device that stamps its frames is believed. For one that sends bare numbers the samples themselves
are the clock: they are counted, and a slow loop holds the count against the arrivals that were delayed least.
All times are seconds; `arrived` is on the monotonic clock.
"""

from collections.abc import Iterator
from math import inf
from typing import Protocol

from msgspec import Struct

from connectors.bluetooth.connected.frames import Frame

STRAY = 0.10
"""How far a device's true rate may lie from the named one: motion chips promise 5 to 10 %; more is a wrong setting."""

SETTLE = 0.1
"""How much of each frame's own rate the learned rate takes on: about ten frames are one opinion."""
CLOCK_SET = 60.0
"""Seconds. No link holds frames back so long (it breaks after 32 s at most): the device's clock was set."""
TOLERANCE, SLACK = 0.5, 0.1
"""Samples, and share of a frame: a gap up to here is a rate not yet learned, a longer one is lost samples."""
REMEMBERED = 30.0
"""Seconds. The smallest delay is looked for in one to two of these: long enough that some frame comes undelayed, short
enough that two crystals (100 millionths apart at worst) drift apart by 6 ms at most."""

PAUSE = 0.25
"""Seconds. A frame that is later than this comes after a pause. Shorter ones cannot be told from a radio that is busy
(a connection interval is 7.5 to 50 ms, and a lost packet costs a few)."""
CAUGHT_UP = 0.1
"""Seconds. A burst that comes as near as this to the clock has brought everything that was held back."""
DOUBT, YOUNG_DOUBT = 0.03, 0.12
"""Share of a pause by which the clock itself may have gone wrong meanwhile; and while the rate is hardly known."""
FAR_OFF = 10.0
"""How many times quicker or slower than its settings a device may send. That is a mistake, which an installer is told;
but until it is mended, time is right."""
AHEAD = 1.0
"""Seconds by which frames may come before their time: more, and the device sends quicker than it did. Time cannot run
back, so another stream begins."""
YOUNG, UNSURE = 20.0, 0.25
"""Seconds for which a clock is young, and for which its frames may then be later before that means anything."""
PATIENCE = 1.0
"""Seconds after which frames that come no nearer are not catching up: what lies between is lost."""
FIRST_LOOK = 3.0
"""Seconds that the first frames of a connection wait. The first and the last of them give a first rate, good to some
per cent: they lie far enough apart for a delay not to be taken for a rate."""
AT_THE_MOST = 5.0
"""Seconds for which frames are held back in any case: a fall must not wait for a radio that limps."""
LOOK = 2.0
"""Seconds of arrivals of which the least delayed corrects the clock."""
PULL, LEARN = 0.4, 0.1
"""Share of an error that is taken back at once, and that changes the rate: settled in ten looks, without swinging."""


class Placed(Struct, frozen=True, gc=False):
    """A frame whose last sample was taken at `end`, after `missing` lost ones. `anew`: another origin of time."""

    frame: Frame
    end: float
    missing: int = 0
    anew: bool = False


class SampleClock(Protocol):
    """Places frames in the device's time. `step` is the seconds from one sample to the next, as learned so far."""

    step: float

    def place(self, frame: Frame, arrived: float) -> tuple[Placed, ...]:
        """The frames that can be placed now, in order: none, this one, or also some that were held back."""

    def rest(self) -> tuple[Placed, ...]:
        """The stream is over: whatever is still held back."""

    def earliest(self, time: float) -> float:
        """When a sample of that device time would have arrived, had nothing delayed it."""


class StampedClock:
    """The device says when each frame's last sample was taken."""

    def __init__(self, rate: float) -> None:
        self.step = 1 / rate
        self._slowest, self._fastest = self.step * (1 + STRAY), self.step * (1 - STRAY)
        self._last: float | None = None
        self._arrived = 0.0
        self._delays = Smallest()

    def place(self, frame: Frame, arrived: float) -> tuple[Placed, ...]:
        """The frame; nothing if it came twice."""
        last, before, count = frame.last or 0.0, self._last, len(frame.x)
        if before is not None and last == before:
            return ()
        passed = arrived - self._arrived
        self._last, self._arrived = last, arrived
        if before is None:
            placed = Placed(frame, last)
        elif last < before or abs(last - before - passed) > CLOCK_SET:
            self._delays = Smallest()
            placed = Placed(frame, last, anew=True)
        else:
            placed = Placed(frame, last, self._missing(last - before, count))
        self._delays.add(arrived - last, arrived)
        return (placed,)

    def rest(self) -> tuple[Placed, ...]:
        """Nothing: no frame waits."""
        return ()

    def earliest(self, time: float) -> float:
        """By the smallest delay of the last half minute."""
        return time + self._delays.least

    def _missing(self, passed: float, count: int) -> int:
        lost = passed / self.step - count
        if lost > TOLERANCE + SLACK * count:
            return round(lost)
        learned = self.step + SETTLE * (passed / count - self.step)
        self.step = min(self._slowest, max(self._fastest, learned))
        return 0


class CountedClock:
    """The device sends no time. A straight line through the least delayed arrivals tells when each sample was taken.

    The first three seconds wait, for a first idea of the line. After a pause the frames wait until it is known whether
    they catch up (they were delayed) or do not (some are lost).
    """

    def __init__(self, rate: float) -> None:
        self.step = 1 / rate
        self._slowest, self._fastest = self.step * FAR_OFF, self.step / FAR_OFF
        self._time = 0.0
        self._anew = False
        self._held: list[Frame] = []
        self._begun: float | None = None
        self._firsts: list[tuple[float, float]] = []
        self._paused: float | None = None
        self._arrived, self._near = 0.0, CAUGHT_UP
        self._least, self._since = inf, 0.0

    def place(self, frame: Frame, arrived: float) -> tuple[Placed, ...]:
        """The frames that are placed by now."""
        self._held.append(frame)
        if self._begun is None:
            self._begun = self._time = arrived
        else:
            self._time += len(frame.x) * self.step
        late = arrived - self._time
        if arrived - self._begun < FIRST_LOOK:
            self._firsts.append((late, arrived))
            return ()
        if self._firsts:
            self._begin(arrived)
            return tuple(self._placed(0))
        if late < -AHEAD:
            return self._again(frame, arrived)
        silent, self._arrived = arrived - self._arrived - len(frame.x) * self.step, arrived
        self._notice(late, silent, arrived)
        if self._paused is not None:
            return self._decided(late, arrived, self._paused)
        self._correct(late, arrived)
        return tuple(self._placed(0))

    def rest(self) -> tuple[Placed, ...]:
        """What waits still, as if nothing were lost."""
        return tuple(self._placed(0))

    def earliest(self, time: float) -> float:
        """The line is the least delayed arrivals already."""
        return time

    def _begin(self, arrived: float) -> None:
        """The first line: its slope from the least delayed of the first third and of the last."""
        begun = self._begun or 0.0
        early = min(each for each in self._firsts if each[1] <= begun + FIRST_LOOK / 3)
        later = min((each for each in self._firsts if each[1] >= begun + FIRST_LOOK * 2 / 3), default=early)
        slope = (later[0] - early[0]) / (later[1] - early[1]) if later[1] > early[1] else 0.0
        before, passed = self.step, self._time - (later[1] - later[0])
        self._learn(1 / max(1 - slope, 1 / FAR_OFF))
        self._time = later[1] + passed * self.step / before
        self._firsts.clear()
        self._least, self._since = inf, arrived

    def _again(self, frame: Frame, arrived: float) -> tuple[Placed, ...]:
        """Whatever waited leaves; with this frame the clock begins once more."""
        self._held.pop()
        left = tuple(self._placed(0))
        self._held.append(frame)
        self._begun = self._time = arrived
        self._firsts.append((0.0, arrived))
        self._paused, self._anew = None, True
        return left

    def _notice(self, late: float, silent: float, arrived: float) -> None:
        """A frame so late that there was a pause; or another pause before the first was understood."""
        young = arrived - (self._begun or 0.0) < YOUNG
        doubt = UNSURE if young else 0.0
        if self._paused is None:
            if late <= PAUSE + doubt:
                return
            self._paused, self._near = arrived, CAUGHT_UP + doubt
        elif silent <= PAUSE:
            return
        elif silent > PATIENCE:
            self._paused = arrived
        self._least, self._since = late, arrived
        self._near += (YOUNG_DOUBT if young else DOUBT) * max(0.0, silent)

    def _decided(self, late: float, arrived: float, paused: float) -> tuple[Placed, ...]:
        """Nothing while frames still catch up; else all that wait, after what is lost."""
        if late < self._least - CAUGHT_UP:
            self._least, self._since = late, arrived
        patient = arrived - self._since < PATIENCE and arrived - paused < AT_THE_MOST
        if patient and late > self._near:
            return ()
        least = min(self._least, late)
        missing = round(least / self.step) if least > self._near else 0
        self._time += missing * self.step
        self._paused = None
        self._least, self._since = inf, arrived
        return tuple(self._placed(missing))

    def _correct(self, late: float, arrived: float) -> None:
        """Every two seconds the line takes a step towards the arrival that was delayed least."""
        self._least = min(self._least, late)
        if arrived - self._since < LOOK:
            return
        self._time += PULL * self._least
        self._learn(1 + LEARN * self._least / (arrived - self._since))
        self._least, self._since = inf, arrived

    def _learn(self, longer: float) -> None:
        self.step = min(self._slowest, max(self._fastest, self.step * longer))

    def _placed(self, missing: int) -> Iterator[Placed]:
        held, self._held = self._held, []
        ahead = sum(len(frame.x) for frame in held)
        for frame in held:
            ahead -= len(frame.x)
            yield Placed(frame, self._time - ahead * self.step, missing, self._anew)
            missing, self._anew = 0, False


class Smallest:
    """The smallest delay of the last half minute to minute."""

    def __init__(self) -> None:
        self._now, self._before, self._since = inf, inf, -inf

    def add(self, delay: float, arrived: float) -> None:
        """One more."""
        if arrived - self._since >= REMEMBERED:
            self._before, self._now, self._since = self._now, inf, arrived
        self._now = min(self._now, delay)

    @property
    def least(self) -> float:
        """Infinite before the first."""
        return min(self._now, self._before)
