"""pulse.json: tells whoever watches from outside that the hub lives, and how far it has got."""

import asyncio
import os
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Any

from hub.shell.loop import Hub
from hub.shell.outgoing import Outgoing
from hub.shell.pulse_file import place, write

__all__ = ["EVERY", "beats", "farewell", "place", "reading", "write"]

EVERY = 5.0
"""Seconds between two beats (design section 3)."""


def reading(hub: Hub, outgoing: Outgoing, data: Path | None = None) -> dict[str, Any]:
    """What the pulse says. `data`: the folder of the store, which may be one in memory."""
    depth, oldest = outgoing.depth()
    return {
        "pid": os.getpid(),
        "at": hub.clock.now(),
        "last_step": hub.state.at,
        "next_deadline": hub.deadline(),
        "outbox": depth,
        "oldest_undelivered": oldest,
        "epoch": hub.state.epoch,
        "seq": hub.state.seq,
        "urgent": hub.urgent(),
        "hub": hub.state.settings.hub.id,
        "data": str(data.absolute()) if data else "",
    }


def farewell(hub: Hub, outgoing: Outgoing, file: Path, data: Path | None = None) -> None:
    """The last word of a hub that was told to stop: whoever watches gives it the time of an update."""
    write(file, reading(hub, outgoing, data) | {"stopped": True})


def beats(hub: Hub, outgoing: Outgoing, file: Path, data: Path | None = None) -> Callable[[], Awaitable[None]]:
    """A task that writes the pulse."""

    async def run() -> None:
        while True:
            write(file, reading(hub, outgoing, data))
            await asyncio.sleep(EVERY)

    return run
