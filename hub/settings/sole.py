"""One program at a time sets up the devices of a home: two would undo each other's changes, and throw each other off
the broker.
"""

import os
from fcntl import LOCK_EX, LOCK_NB, flock
from pathlib import Path

from hub.settings.proof import NotWritten


class Sole:
    """Nobody else sets the home up until `release`, or until this process ends."""

    def __init__(self, handle: int) -> None:
        self._handle: int | None = handle

    def release(self) -> None:
        """Others may. A second time does nothing."""
        if self._handle is not None:
            os.close(self._handle)
            self._handle = None


def sole(path: Path) -> Sole:
    """Keep other programs from setting up the home of this settings file. NotWritten if another is at it."""
    folder = os.open(path.resolve().parent, os.O_RDONLY | os.O_CLOEXEC)
    try:
        flock(folder, LOCK_EX | LOCK_NB)
    except BlockingIOError:
        os.close(folder)
        raise NotWritten(f"another program is just changing {path}: let it end first.") from None
    return Sole(folder)
