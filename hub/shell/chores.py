"""What is done once a night: a baseline, what may be forgotten, and a copy of the store."""

import logging
from collections.abc import Awaitable, Callable
from pathlib import Path
from zoneinfo import ZoneInfo

from apscheduler.schedulers.asyncio import AsyncIOScheduler
from apscheduler.triggers.cron import CronTrigger

from hub.core.codec import encode
from hub.shell.backup import copy_aside
from hub.shell.database import FILE
from hub.shell.loop import Hub
from hub.shell.store import Store
from hub.shell.supervisor import guard

log = logging.getLogger(__name__)

NIGHTLY = {"hour": 3, "minute": 17}
"""Local time: people sleep, and it lies outside every hour that a clock change skips or repeats in Europe."""

LATE = 6 * 3600
"""Seconds within which a missed night is made up for."""

COPY = "carehub-backup.db"


class Chores:
    """Calendar chores, found anew at each start. Nothing that people wait for is among them."""

    def __init__(self, hub: Hub, store: Store, data: Path) -> None:
        self._hub, self._store, self._data = hub, store, data
        self._scheduler = AsyncIOScheduler(timezone=ZoneInfo(hub.state.settings.hub.timezone))

    def begin(self) -> None:
        """Plans the chores; they run in the hub's loop."""
        trigger = CronTrigger(**NIGHTLY, timezone=self._scheduler.timezone)
        self._scheduler.add_job(self.night, trigger, id="night", misfire_grace_time=LATE, coalesce=True)
        self._scheduler.start()

    def end(self) -> None:
        """Plans nothing more."""
        if self._scheduler.running:
            self._scheduler.shutdown(wait=False)

    async def night(self) -> tuple[str, ...]:
        """Does each chore once; one that fails does not keep the next from its turn. Returns those that failed."""
        if self._hub.urgent() or self._hub.journal.trouble:
            log.info("the nightly chores wait for another night: something more important is open")
            return ()
        chores = {
            "baseline": self._baseline,
            "hours heard": self._count,
            "retention": self._forget,
            "backup": self._copy,
        }
        return tuple([name for name, chore in chores.items() if not await self._done(name, chore)])

    @staticmethod
    async def _done(name: str, chore: Callable[[], Awaitable[None]]) -> bool:
        with guard(f"nightly {name}") as guarded:
            await chore()
        return guarded.error is None

    async def _baseline(self) -> None:
        """A state that stands for all before it; only what is durable goes into it."""
        self._hub.journal.commit()
        if not self._hub.journal.waiting():
            state = self._hub.state
            self._store.baseline(state.seq, self._hub.clock.now(), encode(state))

    async def _count(self) -> None:
        """Which hours each device was heard in: before the journal that says it is cut."""
        await self._store.count_hours(self._hub.state.world.names)

    async def _forget(self) -> None:
        now, keep = self._hub.clock.now(), self._hub.state.settings.retention
        rows = self._store.cut(now - keep.readings)
        incidents = self._store.purge(now - keep.incidents)
        settled = self._store.purge_outbox(now)
        log.info("forgotten: %d events, %d incidents, %d settled messages", rows, incidents, settled)

    async def _copy(self) -> None:
        await copy_aside(self._data / FILE, self._data / COPY)
