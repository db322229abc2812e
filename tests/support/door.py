"""A door that writes down what comes through it: the one stand-in of the connector tests."""

import asyncio
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import TypeVar

from hub.model.effects import Effect
from hub.model.events import Event

START = datetime(2026, 11, 22, 8, 0, tzinfo=UTC)
PATIENCE = 30.0
"""Seconds that anything may take on a busy build server."""
T = TypeVar("T")


class TestClock:
    """Hub time that moves one millisecond with every look, so that order can be seen."""

    __test__ = False

    def __init__(self) -> None:
        self._now = START

    def now(self) -> datetime:
        self._now += timedelta(milliseconds=1)
        return self._now

    def delay(self, until: datetime) -> float:
        return max(0.0, (until - self._now).total_seconds())


class RecordingDoor:
    """Keeps events in order. `commits`: it makes each event durable at once, as a hub with an open journal would."""

    def __init__(self, commits: bool = True) -> None:
        self.commits = commits
        self.events: list[Event] = []
        self.uncommitted: list[Callable[[], None]] = []
        self.complaints: list[tuple[str, str]] = []

    async def offer(self, event: Event) -> tuple[Effect, ...]:
        self.post(event)
        return ()

    def post(self, event: Event, committed: Callable[[], None] | None = None) -> None:
        self.events.append(event)
        if committed is None:
            return
        if self.commits:
            committed()
        else:
            self.uncommitted.append(committed)

    def complain(self, what: str, example: str) -> None:
        self.complaints.append((what, example))

    def of(self, kind: type[T]) -> list[T]:
        """The events of one kind."""
        return [event for event in self.events if isinstance(event, kind)]


async def until(true: Callable[[], object], what: str = "it") -> None:
    """Wait until something is true; fail loudly if it never is."""
    deadline = asyncio.get_running_loop().time() + PATIENCE
    while not true():
        if asyncio.get_running_loop().time() > deadline:
            raise AssertionError(f"waited {PATIENCE:.0f} s in vain for {what}")
        await asyncio.sleep(0.005)
