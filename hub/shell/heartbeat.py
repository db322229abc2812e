"""What the hub does by itself from time to time: tells the centre how it is, and asks a provider for replies."""

import asyncio
import shutil
from collections.abc import Awaitable, Callable
from datetime import datetime
from pathlib import Path
from typing import Any, Protocol

from hub.core.liveness import unheard
from hub.model.effects import Effect, Text, TryAgain
from hub.model.events import Event, Receipted
from hub.ports import CallSource, TextSource
from hub.shell.loop import Hub
from hub.shell.outgoing import Outgoing
from hub.shell.store import Store

HEARTBEAT = 60.0
"""Seconds between two heartbeats (behaviour 5)."""

POLL_OPEN, POLL_QUIET = 10.0, 300.0
"""Seconds between two looks at a provider's list, with and without an open incident (behaviour 14)."""

FOLLOW = 3.0
"""Seconds between two looks at the calls that are out: a key that was pressed keeps other telephones silent."""

LOOK = 1.0
"""Seconds after which a newly opened incident is noticed by a quiet poll."""


class Pulse(Protocol):
    """Whoever listens to heartbeats: the centre's link."""

    async def heartbeat(self, body: dict[str, Any]) -> object:
        """Sends one heartbeat, or does nothing without a connection."""


def body(hub: Hub, outgoing: Outgoing) -> dict[str, Any]:
    """How the hub is, for people in the home."""
    depth, oldest = outgoing.depth()
    world, facts = hub.state.world, hub.state.facts
    return {
        "at": _said(hub.clock.now()),
        "since": _said(hub.since),
        "service": hub.state.settings.home.service,
        "devices": len(world.devices),
        "devices_lost": sorted(unheard(world, hub.state.settings)),
        "open_incidents": len(facts.open),
        "outbox": depth,
        "oldest_undelivered": _said(oldest),
        "clock": "sure" if world.sure else "unsure",
        "disk": "failing" if hub.journal.trouble else "ok",
        "unhandled": hub.failed_steps,
    }


def told(hub: Hub, outgoing: Outgoing, folder: Path) -> dict[str, Any]:
    """How the hub is, for the centre: the fields of docs/centre-contract.md. Numbers only, and no device's name."""
    depth, oldest = outgoing.depth()
    world = hub.state.world
    return {
        "devices_lost": len(unheard(world, hub.state.settings)),
        "outbox": depth,
        "oldest_undelivered": _said(oldest),
        "clock": "sure" if world.sure else "unsure",
        "disk_free_mb": _free(folder) // 2**20,
        "power": "unknown",  # no part that hears an uninterruptible supply exists yet
        "service": hub.state.settings.home.service,
    }


def _free(folder: Path) -> int:
    """Bytes that the disk can take; none if it cannot be asked."""
    try:
        return shutil.disk_usage(folder).free
    except OSError:
        return 0


def _said(at: datetime | None) -> str | None:
    return at.isoformat() if at else None


def beats(hub: Hub, outgoing: Outgoing, centre: Pulse, folder: Path) -> Callable[[], Awaitable[None]]:
    """A task that tells the centre how the hub is, each minute."""

    async def run() -> None:
        while True:
            await centre.heartbeat(told(hub, outgoing, folder))
            await asyncio.sleep(HEARTBEAT)

    return run


class _Fates:
    """The hub's door for one poll. A text that was taken and did not arrive also goes back to the outbox."""

    def __init__(self, hub: Hub, outgoing: Outgoing, waiting: tuple[tuple[Text, str], ...]) -> None:
        self.post, self.complain = hub.post, hub.complain
        self._hub, self._outgoing = hub, outgoing
        self._texts = {text.key: text for text, _ in waiting}

    async def offer(self, event: Event) -> tuple[Effect, ...]:
        """As `Door.offer`."""
        effects = await self._hub.offer(event)
        if isinstance(event, Receipted) and isinstance(event.receipt, TryAgain) and event.effect in self._texts:
            self._outgoing.again(self._texts[event.effect], event.receipt)
        return effects


def polls(hub: Hub, store: Store, provider: TextSource, outgoing: Outgoing) -> Callable[[], Awaitable[None]]:
    """A task that asks a provider for replies and delivery states: often while somebody must be found."""

    async def run() -> None:
        loop = asyncio.get_running_loop()
        while True:
            asked = loop.time()
            waiting = store.unsettled(hub.clock.now())
            await provider.poll(_Fates(hub, outgoing, waiting), waiting)
            while loop.time() - asked < (POLL_OPEN if hub.urgent() else POLL_QUIET):  # noqa: ASYNC110 - nobody calls
                await asyncio.sleep(LOOK)

    return run


def follows(hub: Hub, store: Store, provider: CallSource) -> Callable[[], Awaitable[None]]:
    """A task that asks a provider what becomes of the calls that are out, and hangs up those that need ring no more.

    Without a call it asks for nothing.
    """

    async def run() -> None:
        while True:
            if in_vain := store.ringing_in_vain(hub.clock.now()):
                await provider.hang_up(in_vain)
            await provider.follow(hub, store.ringing(hub.clock.now()))
            await asyncio.sleep(FOLLOW)

    return run
