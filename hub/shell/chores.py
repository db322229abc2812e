"""What is done by the calendar: at night a baseline, what may be forgotten and a copy; by day the accounts."""

import logging
from collections.abc import Awaitable, Callable
from datetime import datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

from apscheduler.schedulers.asyncio import AsyncIOScheduler
from apscheduler.triggers.cron import CronTrigger
from apscheduler.triggers.interval import IntervalTrigger

from hub.core.codec import encode
from hub.model.events import RoutineCompared
from hub.ports import Door
from hub.shell.backup import copy_aside
from hub.shell.comparing import compared
from hub.shell.database import FILE
from hub.shell.loop import Hub
from hub.shell.store import Store
from hub.shell.supervisor import guard

log = logging.getLogger(__name__)

NIGHTLY = {"hour": 3, "minute": 17}
"""Local time: people sleep, and it lies outside every hour that a clock change skips or repeats in Europe."""

COMPARING = {"hour": 4, "minute": 41}
"""Local time: the day of this person has ended at four."""

LATE = 6 * 3600
"""Seconds within which a missed night is made up for."""

ACCOUNTS = {"hour": 10, "minute": 23}
"""Local time at which the providers' credit, credentials and numbers are looked at: somebody can mend them by day."""
AFTER_START = 60.0
"""Seconds until the first look: after a power cut the broadband is not up yet."""
UNTIL_MENDED = 3600.0
"""Seconds between two looks while something is to be mended, so that its end is told within the hour."""

Examine = Callable[[Door], Awaitable[bool]]
"""Asks the ways out about their accounts: whether each would take a text. Each says itself what must be mended."""

COPY = "carehub-backup.db"


class Chores:
    """Calendar chores, found anew at each start. Nothing that people wait for is among them."""

    def __init__(self, hub: Hub, store: Store, data: Path, examine: Examine | None = None) -> None:
        self._hub, self._store, self._data, self._examine = hub, store, data, examine
        self._in_order = False
        self._scheduler = AsyncIOScheduler(timezone=ZoneInfo(hub.state.settings.hub.timezone))

    def begin(self) -> None:
        """Plans the chores; they run in the hub's loop."""
        trigger = CronTrigger(**NIGHTLY, timezone=self._scheduler.timezone)
        self._scheduler.add_job(self.night, trigger, id="night", misfire_grace_time=LATE, coalesce=True)
        comparing = CronTrigger(**COMPARING, timezone=self._scheduler.timezone)
        self._scheduler.add_job(self.compare, comparing, id="compare", misfire_grace_time=LATE, coalesce=True)
        if self._examine is not None:
            self._plan_accounts()
        self._scheduler.start()

    def _plan_accounts(self) -> None:
        zone = self._scheduler.timezone
        daily = CronTrigger(**ACCOUNTS, timezone=zone)
        first = datetime.now(zone) + timedelta(seconds=AFTER_START)
        again = IntervalTrigger(seconds=int(UNTIL_MENDED), start_date=first, timezone=zone)
        self._scheduler.add_job(self.accounts, daily, id="accounts", misfire_grace_time=LATE, coalesce=True)
        self._scheduler.add_job(
            self.unless_in_order, again, id="accounts again", misfire_grace_time=LATE, coalesce=True
        )

    def end(self) -> None:
        """Plans nothing more."""
        if self._scheduler.running:
            self._scheduler.shutdown(wait=False)

    async def accounts(self) -> None:
        """Looks at every provider's account, whatever else is open: an emergency may need it within minutes."""
        assert self._examine
        with guard("looking at the accounts"):
            self._in_order = await self._examine(self._hub)

    async def unless_in_order(self) -> None:
        """Looks again at what was not in order, or was never looked at."""
        if not self._in_order:
            await self.accounts()

    async def compare(self) -> None:
        """Has the last week of this person changed? Asked only if that was agreed: else nobody keeps their days."""
        past = self._hub.past()
        if past is None or not past.days or self._hub.urgent():
            return
        with guard("comparing the week"):
            found = await compared(past)
            await self._hub.offer(RoutineCompared(at=self._hub.clock.now(), compared=found))

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
