"""Does whoever watches this hub still live? The auditor's own pulse, looked at from inside the hub."""

import asyncio
from collections.abc import Awaitable, Callable, Iterable
from pathlib import Path

from hub.model.events import FaultChanged
from hub.ports import Clock, Door
from hub.shell.pulse_file import AUDITOR, AUDITORS_SERVICE

EVERY = 30.0
"""Seconds between two looks."""

MISSING = 300.0
"""Seconds without a new pulse: an update of both takes a few minutes, and the hub itself works."""

CAUSE = "auditor"
GONE = "nobody checks this hub from outside: its auditor is not running"
BACK = "the auditor of this hub is running again"


def places(data: Path) -> tuple[Path, ...]:
    """Where the auditor's pulse may be: its unit's run-time folder, or the data folder if it was started by hand."""
    return Path(AUDITORS_SERVICE) / AUDITOR, data / AUDITOR


def looks(
    door: Door, clock: Clock, files: Iterable[Path], told: bool, wanted: bool = True
) -> Callable[[], Awaitable[None]]:
    """A task that tells when the auditor is missing, and when it is back. `told`: an earlier run told that it is.

    It lives if its pulse changes: what that says of the time proves nothing. Not `wanted`: this home has none, and what
    was told of one is over.
    """
    files = tuple(files)

    async def run() -> None:
        loop, missing = asyncio.get_running_loop(), told
        seen, since = _seen(files), loop.time()
        if missing and not wanted:
            door.post(FaultChanged(at=clock.now(), cause=CAUSE, present=False, because=BACK))
        while wanted:
            await asyncio.sleep(EVERY)
            now = _seen(files)
            if now != seen and now:
                seen, since = now, loop.time()
            gone = loop.time() - since > (EVERY if missing else MISSING)
            if gone != missing:
                missing = gone
                door.post(FaultChanged(at=clock.now(), cause=CAUSE, present=gone, because=GONE if gone else BACK))
        await asyncio.Event().wait()

    return run


def _seen(files: tuple[Path, ...]) -> tuple[bytes, ...]:
    """The pulses as they are; empty if there is none."""
    found = []
    for file in files:
        try:
            found.append(file.read_bytes())
        except OSError:
            continue
    return tuple(found)
