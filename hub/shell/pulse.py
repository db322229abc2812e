"""pulse.json: tells whoever watches from outside that the hub lives, and how far it has got."""

import asyncio
import logging
import os
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Any

import msgspec

from hub.shell.loop import Hub
from hub.shell.outgoing import Outgoing

log = logging.getLogger(__name__)

EVERY = 5.0
"""Seconds between two beats (design section 3)."""

FILE = "pulse.json"


def place(data: Path) -> Path:
    """Where the pulse is written: the run-time folder, which is in memory, or else the data folder."""
    return Path(os.environ.get("RUNTIME_DIRECTORY", "").split(":")[0] or data) / FILE


def reading(hub: Hub, outgoing: Outgoing) -> dict[str, Any]:
    """What the pulse says."""
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
    }


def write(file: Path, says: dict[str, Any]) -> None:
    """Replaces the pulse; whoever reads sees the old or the new one, whole. A full disk is told elsewhere."""
    new = file.with_suffix(".new")
    try:
        new.write_bytes(msgspec.json.encode(says))
        new.replace(file)
    except OSError:
        log.warning("the pulse cannot be written to %s", file)


def beats(hub: Hub, outgoing: Outgoing, file: Path) -> Callable[[], Awaitable[None]]:
    """A task that writes the pulse."""

    async def run() -> None:
        while True:
            write(file, reading(hub, outgoing))
            await asyncio.sleep(EVERY)

    return run
