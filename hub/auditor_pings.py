"""When the auditor tells a service outside the house that all is well, or that it is not."""

import asyncio
import logging
from functools import partial
from random import SystemRandom

from connectors.blocking import TimedOut, Worker
from hub.model.household import Settings

log = logging.getLogger(__name__)

LONGEST = 12.0
"""Seconds for one ping: 5 for the connection, 5 for the answer, and the look-up of a name."""

AGAIN = 20.0
"""Seconds until a ping that did not arrive is tried again, if the next is not due before."""


class Pings:
    """Pings `audit.ping`, if there is one. The first at a moment of its own, so that no two homes do it together."""

    def __init__(self, settings: Settings, pace: float = 1.0) -> None:
        audit = settings.audit
        self._url = audit.ping if audit is not None else None
        self._every = audit.every.total_seconds() * pace if audit is not None else 0.0
        self._again = min(AGAIN * pace, self._every)
        self._worker = Worker("ping", threads=1)
        self._task: asyncio.Task[None] | None = None
        self._first = SystemRandom().random() * self._every
        self._next: float | None = None
        self._told: bool | None = None
        self._failed = 0

    def beat(self, boot: float, well: bool | None, because: str) -> None:
        """Says it if it is time, and at once if it has changed. Nothing is said while nobody knows (`well` is None)."""
        if self._next is None:
            self._next = boot + self._first
        changed = self._told is not None and well is not None and well != self._told
        if not self._url or well is None or (self._task and not self._task.done()) or not (
            changed or boot >= self._next or (self._told is None and not well)
        ):  # fmt: skip
            return
        self._next = boot + self._every
        self._task = asyncio.get_running_loop().create_task(self._ping(self._url, boot, well, because), name="ping")

    def stop(self) -> None:
        """Says nothing more."""
        if self._task is not None:
            self._task.cancel()
        self._worker.stop()

    async def _ping(self, url: str, boot: float, well: bool, because: str) -> None:
        from connectors.ping import ping

        answer = await self._worker.call(partial(ping, url, "" if well else because), timeout=LONGEST)
        trouble = "no answer" if isinstance(answer, TimedOut) else answer
        if not trouble:
            self._told, self._failed = well, 0
            return
        self._failed += 1
        self._next = boot + self._again
        if self._failed in (1, 10):
            log.warning("the service outside the house was not told: %s", trouble)
