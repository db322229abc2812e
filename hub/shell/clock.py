"""Hub time: it runs on the boot clock, and follows the wall clock only by saying so."""

import ctypes
import time
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Protocol

from hub.model.events import ClockStepped, ClockVouched, HubStarted
from hub.ports import Clock

Noticed = HubStarted | ClockStepped | ClockVouched

STEP = timedelta(seconds=2)
"""A wall clock correction over this is told to the engine (design section 3); a smaller one is slewed."""

SLEW = 0.001
"""Seconds of hub time by which a small difference shrinks per second: no timer notices one part in a thousand."""

STALL = 10.0
"""Seconds without a beat after which the hub was blind: suspended, stopped, or held by a card (design section 3)."""

LATER_THAN = datetime(2025, 1, 1, tzinfo=UTC)
"""A battery clock that says less has lost its battery, or never had one."""

MICROSECOND = timedelta(microseconds=1)


class HubTime(Clock, Protocol):
    """The clock that the loop drives the engine by."""

    def stamp(self) -> datetime:
        """Hub time for the next event: after every earlier stamp by a microsecond at least."""

    def not_before(self, when: datetime) -> None:
        """Hub time is `when` or later: the journal has got that far already."""

    def stalled(self) -> bool:
        """True if the loop has not run for a while. Cheap; asked before each event."""

    def watch(self) -> tuple[Noticed, ...]:
        """What happened to time since the last call, in the order in which it must be stepped. Called each second."""


def boot_seconds() -> float:
    """Seconds since the machine started, suspended time included."""
    return time.clock_gettime(time.CLOCK_BOOTTIME)


def ntp_vouches() -> str:
    """Why the kernel or timesyncd holds the wall clock to be right; empty if it does not."""
    if Path("/run/systemd/timesync/synchronized").exists():
        return "the time service has synchronised"
    unsynchronised = 5
    state = ctypes.CDLL(None).adjtimex(ctypes.create_string_buffer(512))
    return "" if state in (-1, unsynchronised) else "the kernel's clock is synchronised"


def battery_clock_vouches(rtc: Path = Path("/sys/class/rtc/rtc0")) -> str:
    """Why a battery clock vouches: it set the wall clock at boot, and it has not lost its battery."""
    try:
        set_the_clock = (rtc / "hctosys").read_text().strip() == "1"
        says = int((rtc / "since_epoch").read_text())
    except (OSError, ValueError):
        return ""
    trusted = set_the_clock and says > LATER_THAN.timestamp()
    return "the battery clock set the time" if trusted else ""


def vouched() -> str:
    """Why the wall clock can be trusted; empty if nobody vouches for it."""
    return ntp_vouches() or battery_clock_vouches()


class HubClock:
    """Hub time of a real home. `boot` and `wall` give seconds; `vouches` gives a reason or nothing.

    Once somebody has vouched, the clock stays sure for this run: the boot clock keeps good time by itself.
    """

    def __init__(
        self,
        boot: Callable[[], float] = boot_seconds,
        wall: Callable[[], float] = time.time,
        vouches: Callable[[], str] = vouched,
    ) -> None:
        self._boot, self._wall, self._vouches = boot, wall, vouches
        self._origin = boot()
        self._zero = self._wall_now()
        self._offset = wall() - self._origin
        self._last = self._zero - MICROSECOND
        self._beat, self._beat_at = self._origin, self._zero
        self.sure: bool | None = None

    def now(self) -> datetime:
        return max(self._ahead(), self._last)

    def delay(self, until: datetime) -> float:
        return max(0.0, (until - self.now()).total_seconds())

    def stamp(self) -> datetime:
        self._last = max(self._ahead(), self._last + MICROSECOND)
        return self._last

    def not_before(self, when: datetime) -> None:
        if when > self.now():
            self._zero += when - self._ahead()
            self._last = when

    def stalled(self) -> bool:
        return self._boot() - self._beat > STALL

    def watch(self) -> tuple[Noticed, ...]:
        noticed = (*self._gap(), *self._vouching(), *self._correction())
        self._beat, self._beat_at = self._boot(), self.now()
        return noticed

    def _ahead(self) -> datetime:
        return self._zero + timedelta(seconds=self._boot() - self._origin)

    def _wall_now(self) -> datetime:
        return datetime.fromtimestamp(self._wall(), UTC)

    def _gap(self) -> tuple[Noticed, ...]:
        if not self.stalled():
            return ()
        return (HubStarted(at=self.stamp(), last_alive=self._beat_at, stalled=True),)

    def _vouching(self) -> tuple[Noticed, ...]:
        """The first call always says how things stand: the journal may remember another boot's answer."""
        if self.sure:
            return ()
        because = self._vouches()
        if self.sure is False and not because:
            return ()
        self.sure = bool(because)
        return (ClockVouched(at=self.stamp(), sure=self.sure, because=because or "nobody vouches for the clock yet"),)

    def _correction(self) -> tuple[Noticed, ...]:
        """A wall clock that nobody vouches for is followed only when somebody sets it: it may be years behind."""
        offset = self._wall() - self._boot()
        was_set = abs(offset - self._offset) > STEP.total_seconds()
        self._offset = offset if was_set or self.sure else self._offset
        by = self._wall_now() - self._ahead()
        if abs(by) <= STEP:
            self._slew(by)
        elif was_set or self.sure:
            return (self._step(by),)
        return ()

    def _slew(self, by: timedelta) -> None:
        most = timedelta(seconds=SLEW * max(0.0, self._boot() - self._beat))
        self._zero += max(-most, min(most, by))

    def _step(self, by: timedelta) -> ClockStepped:
        self._zero += by
        self._last = self._ahead()
        return ClockStepped(at=self._last, by=by)


class VirtualRate:
    """A clock of its own for the demo: starts at a chosen moment and runs `rate` times as fast as the real one."""

    def __init__(self, start: datetime, rate: float = 1.0, real: Callable[[], float] = time.monotonic) -> None:
        self._real = real
        self._zero, self._origin, self._rate = start, real(), rate
        self._last = start - MICROSECOND
        self._said = False

    @property
    def rate(self) -> float:
        return self._rate

    @rate.setter
    def rate(self, rate: float) -> None:
        self._zero, self._origin = self._ahead(), self._real()
        self._rate = rate

    def now(self) -> datetime:
        return max(self._ahead(), self._last)

    def delay(self, until: datetime) -> float:
        return max(0.0, (until - self.now()).total_seconds()) / self._rate

    def stamp(self) -> datetime:
        self._last = max(self._ahead(), self._last + MICROSECOND)
        return self._last

    def not_before(self, when: datetime) -> None:
        if when > self.now():
            self._zero += when - self._ahead()
            self._last = when

    def stalled(self) -> bool:
        return False

    def watch(self) -> tuple[Noticed, ...]:
        if self._said:
            return ()
        self._said = True
        return (ClockVouched(at=self.stamp(), sure=True, because="the demo has a clock of its own"),)

    def _ahead(self) -> datetime:
        return self._zero + timedelta(seconds=(self._real() - self._origin) * self._rate)
