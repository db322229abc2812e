"""A hub that stands still: nobody writes its store meanwhile, and none can start until it is let go of."""

import os
import signal
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from hub.model.errors import CarehubError
from hub.shell.folder import reached_at
from hub.shell.reading_again import running
from hub.shell.socket import LOCK, AlreadyRunning, Held, hold

LONGEST = 25.0
"""Seconds that a hub may take to stop: its unit gives it 20."""
AGAIN = 0.05
"""Seconds between two tries: much less than the service manager waits before it starts the hub again (2 s)."""


class HubRuns(CarehubError):  # noqa: N818 - it says what is so
    """A hub runs, and nobody said that it may be stopped."""


@contextmanager
def stands_still(data: Path, *, stop: bool) -> Iterator[bool]:
    """Holds the data folder. `stop`: a running hub is told to stop first; it is said whether one was.

    A service manager starts it again by itself: its tries fail until the folder is let go of, and then one works.
    """
    if reached_at(data) != data:
        raise CarehubError(f"{data} cannot be written, so the hub keeps what it knows in memory. See to the disk.")
    held = _held(data)
    ran = held is None
    if held is None:
        if not stop:
            raise HubRuns("a hub runs here. Stop it first (sudo systemctl stop carehub), or say --stop-hub.")
        held = _stopped(data)
    try:
        yield ran
    finally:
        held.release()


def _held(data: Path) -> Held | None:
    try:
        held = hold(data)
    except AlreadyRunning:
        return None
    except OSError as error:
        raise CarehubError(f"{data} cannot be written ({error}). Try: sudo -u carehub.") from error
    if os.geteuid() == 0:  # else the hub's own user could not hold it afterwards
        about = data.stat()
        os.chown(data / LOCK, about.st_uid, about.st_gid)
    return held


def _stopped(data: Path) -> Held:
    until, told = time.monotonic() + LONGEST, 0
    while time.monotonic() < until:
        process = running(data)
        if process is not None and process != told:
            _tell(process)
            told = process
        if (held := _held(data)) is not None:
            return held
        time.sleep(AGAIN)
    raise CarehubError(f"the hub did not stop within {LONGEST:.0f} s. Nothing was changed.")


def _tell(process: int) -> None:
    try:
        os.kill(process, signal.SIGTERM)
    except ProcessLookupError:
        pass  # it has just stopped
    except PermissionError as error:
        raise CarehubError("the hub runs as another user, and cannot be told to stop. Try: sudo.") from error
