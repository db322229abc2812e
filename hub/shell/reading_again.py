"""Lets a running hub read its settings again. Nothing is decided here, and no answer is waited for."""

import os
import signal
from fcntl import LOCK_NB, LOCK_SH, flock
from pathlib import Path

from hub.shell.socket import LOCK


def read_again(folder: Path) -> str:
    """Tells the hub that holds this folder; says why not, or nothing if it was told."""
    process = running(folder)
    if process is None:
        return "no hub is running: it reads the settings when it starts"
    try:
        os.kill(process, signal.SIGHUP)
    except PermissionError:
        return "the hub runs as another user. Tell it: sudo systemctl reload carehub"
    except ProcessLookupError:
        return "the hub has just stopped: it reads the settings when it starts"
    return ""


def running(folder: Path) -> int | None:
    """The process of the hub that holds this folder. The file outlives it, so its lock decides.

    Looked at with a shared lock: two that look are not taken for a hub, and `hold` waits until a look is over. To read
    /proc/locks would take nothing, but it names devices wrongly on overlays and hides other containers' processes.
    """
    try:
        with (folder / LOCK).open("rb") as file:
            try:
                flock(file, LOCK_SH | LOCK_NB)
            except BlockingIOError:
                return int(file.read(20))
    except (OSError, ValueError):
        pass
    return None
