"""Keeps what may fail running: each failure is logged and told, and the part is started again.

`guard` is the shell's only way to go on after any exception (design section 2).
"""

import asyncio
import logging
from collections import deque
from collections.abc import Awaitable, Callable, Container
from random import Random
from types import TracebackType

from hub.model.events import FaultChanged
from hub.ports import Clock, Door

log = logging.getLogger(__name__)

MANY = 3
"""Failures within `WINDOW` seconds after which a person is told: one alone mends itself."""

WINDOW = 60.0
"""Seconds: failures closer together belong together, and a part that has run so long works again."""

LONGEST = 60.0
"""Seconds between two starts at the most: a radio that comes back is used within a minute."""

Run = Callable[[], Awaitable[None]]


class Guarded:
    """Code that must not end the hub, whatever it does. `error` is absent if it went well."""

    def __init__(self, what: str) -> None:
        self._what = what
        self.error: Exception | None = None

    @property
    def because(self) -> str:
        """The error in one line, for people and for the journal; empty if there is none."""
        return f"{type(self.error).__name__}: {self.error}"[:300] if self.error else ""

    def __enter__(self) -> "Guarded":
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, _: TracebackType | None) -> bool:
        if isinstance(error, Exception):
            self.error = error
            log.error("%s failed", self._what, exc_info=error)
        return self.error is not None


def guard(what: str) -> Guarded:
    """Runs a block that may fail: a failure is logged with its traceback, and kept for whoever asks."""
    return Guarded(what)


class _Part:
    """One supervised part, and how it has been doing."""

    def __init__(self, name: str, run: Run, told_as: str) -> None:
        self.name, self.run, self.told_as = name, run, told_as
        self.failures: deque[float] = deque(maxlen=MANY)
        self.told = False
        self.wait = 1.0
        self.task: asyncio.Task[None] | None = None


class Supervisor:
    """Starts parts, restarts those that fail or end, and tells of those that keep failing."""

    def __init__(self, door: Door, clock: Clock, random: Random) -> None:
        self._door, self._clock, self._random = door, clock, random
        self._parts: list[_Part] = []

    def start(self, name: str, run: Run, kind: str = "source", told: Container[str] = ()) -> None:
        """Runs `run` for ever. A failure that lasts is told with the cause `kind name`; `told` were told already."""
        part = _Part(name, run, f"{kind} {name}")
        part.told = part.told_as in told
        self._parts.append(part)
        part.task = asyncio.get_running_loop().create_task(self._keep(part), name=part.told_as)

    async def stop(self) -> None:
        """Cancels every part, last started first, and waits until each has ended."""
        for part in reversed(self._parts):
            if part.task:
                part.task.cancel()
        tasks = [part.task for part in self._parts if part.task]
        await asyncio.gather(*tasks, return_exceptions=True)
        self._parts.clear()

    def alive(self) -> bool:
        """True while every part is running or waiting to be started again."""
        return all(part.task and not part.task.done() for part in self._parts)

    def failing(self) -> tuple[str, ...]:
        """The parts that were told as failing."""
        return tuple(part.told_as for part in self._parts if part.told)

    async def _keep(self, part: _Part) -> None:
        while True:
            because = await self._once(part)
            self._failed(part, because, asyncio.get_running_loop().time())
            await asyncio.sleep(part.wait * (0.5 + self._random.random() / 2))
            part.wait = min(LONGEST, part.wait * 2)

    async def _once(self, part: _Part) -> str:
        """Runs a part until it fails or ends, and says why it did."""
        well = asyncio.get_running_loop().call_later(WINDOW, self._works, part)
        try:
            with guard(part.told_as) as guarded:
                await part.run()
        finally:
            well.cancel()
        return guarded.because or "it ended by itself"

    def _works(self, part: _Part) -> None:
        part.wait = 1.0
        part.failures.clear()
        if part.told:
            part.told = False
            self._tell(part, False, f"{part.name} has worked for a minute")

    def _failed(self, part: _Part, because: str, now: float) -> None:
        part.failures.append(now)
        log.warning("%s: %s; starting it again", part.told_as, because)
        often = len(part.failures) == MANY and now - part.failures[0] <= WINDOW
        if often and not part.told:
            part.told = True
            self._tell(part, True, because)

    def _tell(self, part: _Part, present: bool, because: str) -> None:
        self._door.post(FaultChanged(at=self._clock.now(), cause=part.told_as, present=present, because=because))
