"""The detectors in one step: who hears what, what they find, and when they want to be asked again."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from hub.core import guard
from hub.core.plan import Plan
from hub.core.state import State
from hub.model.events import Cancelled, Sensed, Tick
from hub.model.findings import Finding
from hub.model.incidents import Incident
from hub.ports import Detector

AT_ONE_MOMENT = 100
"""Ticks that a detector may want at one moment: more is a deadline that does not move on, which is a bug."""


class Sensing:
    """The memories and deadlines of the detectors as they were, and from the first change on their copies."""

    def __init__(self, plan: Plan, state: State, at: datetime) -> None:
        self.plan, self.state, self.at = plan, state, at
        self.memories, self.dues = state.memories, state.dues
        self.findings: list[Finding] = []

    def planned(self, plan: Plan) -> None:
        """From now on these detectors: those that were there before keep what they know."""
        self.plan = plan
        known = {name: memory for name, memory in self.memories.items() if name in plan.named}
        self.memories = {d.name: known.get(d.name) or d.start(self.at) for d in plan.detectors}
        self.dues = {}

    def arm(self) -> None:
        """Every detector's deadline worked out anew: after a gap, a correction, or a change of settings."""
        self.dues = {}
        for detector in self.plan.detectors:
            memory, failed, due = guard.armed(detector, self.memories[detector.name], Tick(at=self.at))
            self.findings += failed
            self._remember(detector, memory, due)

    def sense(self, event: Sensed, detectors: tuple[Detector, ...]) -> None:
        """Step detectors with one event; what they find waits for the end of the step."""
        for detector in detectors:
            before = self.memories.get(detector.name)
            stepped = guard.step(detector, before, self.dues.get(detector.name), event)
            if stepped[1]:
                self.findings += stepped[1]
            if stepped[0] is not before:
                self._remember(detector, stepped[0], stepped[2])

    def cancelled(self, closed: Sequence[Incident]) -> None:
        """Whoever found what the resident has just cancelled hears of it: it may come back."""
        for ended in closed:
            if ended.outcome == "cancelled by resident":
                self.sense(Cancelled(at=self.at, kind=ended.kind, resident=ended.resident), self.plan.detectors)

    def _remember(self, detector: Detector, memory: Any, due: datetime | None) -> None:
        if self.memories is self.state.memories:
            self.memories, self.dues = dict(self.memories), dict(self.dues)
        self.memories[detector.name] = memory
        self.dues[detector.name] = due

    def wake(self, tick: Tick) -> None:
        """Step the detectors whose deadline it is, until none wants more at this moment."""
        for _ in range(AT_ONE_MOMENT):
            if not (due := self._due(tick.at)):
                break
            self.sense(tick, due)
        for stuck in self._due(tick.at):
            memory, findings, wants = guard.afresh(stuck, tick, "its deadline does not move on")
            self.findings += findings
            self._remember(stuck, memory, wants)

    def _due(self, at: datetime) -> tuple[Detector, ...]:
        return tuple(d for d in self.plan.detectors if (due := self.dues.get(d.name)) is not None and due <= at)
