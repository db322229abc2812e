"""Detectors that are driven through a recording, and on from any moment of it through silence.

No sensor of the recording is ever lost here: heartbeats go on for each of them, so that nothing but readings and ticks
reaches a detector. That this is what the whole engine does is tested.
"""

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any

from msgspec import Struct

import detectors
from hub.model.events import Reading, Tick
from hub.model.findings import Finding
from hub.model.household import Settings
from hub.ports import Detector

TOO_MANY = 100_000
"""Ticks in a row without a reading: more is a deadline that does not move on, which is a bug."""


class Alert(Struct, frozen=True, order=True):
    """A concern that a detector raised."""

    at: datetime
    kind: str
    because: str


class Known(Struct, frozen=True):
    """What each detector knows at one moment."""

    at: datetime
    memories: tuple[Any, ...]


class Followed(Struct, frozen=True):
    """What was raised on the recording as it is, and what was known at each moment that was asked for."""

    alerts: tuple[Alert, ...]
    known: tuple[Known, ...]


class Follower:
    """Some detectors, and only the kinds of concern that are asked about."""

    def __init__(self, parts: Sequence[Detector], kinds: frozenset[str]) -> None:
        self.parts, self._kinds = tuple(parts), kinds

    def follow(self, readings: Sequence[Reading], moments: Sequence[datetime] = ()) -> Followed:
        """Drive every detector through the readings. `moments`, in order: when what is known is to be kept."""
        alerts: list[Alert] = []
        kept = [self._one(detector, readings, moments, alerts) for detector in self.parts]
        known = tuple(Known(at, tuple(of[n] for of in kept)) for n, at in enumerate(moments))
        return Followed(tuple(sorted(alerts)), known)

    def onwards(self, known: Known, until: datetime, readings: Sequence[Reading] = ()) -> tuple[Alert, ...]:
        """What is raised after that moment if these readings, and nothing else, still come."""
        alerts, kinds = list[Alert](), {reading.kind for reading in readings}
        for detector, memory in zip(self.parts, known.memories, strict=True):
            drive = _Drive(detector, memory, self._kinds, alerts)
            for reading in readings if kinds & detector.hears else ():
                drive.hear(reading)
            drive.until(until)
        return tuple(sorted(alerts))

    def _one(
        self, detector: Detector, readings: Sequence[Reading], moments: Sequence[datetime], alerts: list[Alert]
    ) -> list[Any]:
        drive, kept, waiting = (
            _Drive(detector, detector.start(readings[0].heard), self._kinds, alerts),
            [],
            list(moments),
        )
        waiting.reverse()
        for reading in readings:
            while waiting and waiting[-1] < reading.heard:
                drive.until(waiting.pop())
                kept.append(drive.memory)
            drive.hear(reading)
        for moment in reversed(waiting):
            drive.until(moment)
            kept.append(drive.memory)
        return kept


class _Drive:
    """One detector, its memory and its next deadline."""

    def __init__(self, detector: Detector, memory: Any, kinds: frozenset[str], alerts: list[Alert]) -> None:
        self._detector, self.memory, self._kinds, self._alerts = detector, memory, kinds, alerts
        self._due = detector.deadline(memory)

    def hear(self, reading: Reading) -> None:
        if self._due is not None and self._due < reading.heard:
            self.until(reading.heard)
        if reading.kind in self._detector.hears:
            self._step(reading)

    def until(self, moment: datetime) -> None:
        """Every tick that is due before `moment`."""
        for _ in range(TOO_MANY):
            if self._due is None or self._due >= moment:
                return
            self._step(Tick(at=self._due))
        raise RuntimeError(f"{self._detector.name}: {TOO_MANY} ticks before {moment}: a deadline does not move on")

    def _step(self, event: Reading | Tick) -> None:
        memory, findings = self._detector.step(self.memory, event)
        if findings:
            self._alerts.extend(_alerts(findings, self._kinds))
        if memory is not self.memory:
            self.memory, self._due = memory, self._detector.deadline(memory)


def _alerts(findings: Iterable[Finding], kinds: frozenset[str]) -> Iterable[Alert]:
    return (Alert(f.at, f.kind, f.because) for f in findings if f.kind in kinds and f.turn == "concern")


def shipped(settings: Settings, kinds: frozenset[str]) -> Follower:
    """The detectors of this home by its settings."""
    return Follower(detectors.parts(settings), kinds)
