"""Tells systemd that the hub is ready, that it lives, and that it stops."""

import asyncio
from collections.abc import Awaitable, Callable

from hub.shell.loop import Hub
from hub.shell.service_manager import notify
from hub.shell.supervisor import Supervisor

__all__ = ["feeds", "notify", "well"]

FEED = 10.0
"""Seconds between two feeds: well under the unit's 60 s."""

OVERDUE = 60.0
"""Seconds of hub time that a deadline may be overdue before the loop counts as stuck."""


def well(hub: Hub, supervisor: Supervisor) -> str:
    """Why the watchdog must not be fed; empty while the loop, the journal and the sources are alive.

    The loop: it looked at its clocks within 10 s, and no deadline is overdue by a minute. The journal: what waits
    is committed or, while the disk takes nothing, told and held in memory, which a restart would lose. The
    sources: each runs, or waits to be started again.
    """
    due = hub.deadline()
    if not hub.beating():
        return "the loop does not run"
    if due is not None and not hub.held_up() and (hub.clock.now() - due).total_seconds() > OVERDUE:
        return "a deadline passed and nothing happened"
    if hub.journal.stuck():
        return "the journal does not commit"
    return "" if supervisor.alive() else "a source is dead"


def feeds(hub: Hub, supervisor: Supervisor, say: Callable[[str], bool] = notify) -> Callable[[], Awaitable[None]]:
    """A task that says READY once, and feeds the watchdog while all is well."""

    async def run() -> None:
        say("READY=1")
        while True:
            because = well(hub, supervisor)
            say(f"STATUS=unwell: {because}" if because else "WATCHDOG=1\nSTATUS=keeping watch")
            await asyncio.sleep(FEED)

    return run
