"""Where the hub keeps what it must not forget: its own folder or, while that cannot be written, one in memory."""

import logging
import os
import shutil
import sqlite3
import tempfile
from contextlib import ExitStack
from pathlib import Path
from typing import NamedTuple
from zlib import crc32

from hub.model.errors import CarehubError
from hub.shell.database import StoreError
from hub.shell.pulse_file import SERVICE
from hub.shell.socket import FILE, Held, hold
from hub.shell.store import Store

log = logging.getLogger(__name__)


class NotOurs(CarehubError):  # noqa: N818 - it says what is so
    """The data folder belongs to somebody else."""


class Opened(NamedTuple):
    """A folder that is held, and its store. `trouble`: why the store is a new one, if it is."""

    folder: Path
    held: Held
    store: Store
    trouble: str | None


def opened(own: Path) -> Opened:
    """The hub's own folder, or one in memory: a card that is full or read-only must not keep a hub from starting.

    Raises only if another program holds the folder or the store: that ends by itself, or a person must choose. And if
    the folder is somebody else's: then this is not the hub of this home, and two would be worse than none.
    """
    try:
        found = _opened(own)
    except (OSError, StoreError) as error:
        if isinstance(error, StoreError) and _busy(error):
            raise
        if isinstance(error, PermissionError) or not _ours(own):
            raise NotOurs(f"{own} is not this user's ({error}). Try: sudo -u carehub, or another hub.data.") from error
        log.error("%s: what happens from now on is kept in memory only, until the next start", error)
        return _opened(_made(own))._replace(trouble=f"{error}; until the hub is restarted, it remembers in memory only")
    shutil.rmtree(in_memory(own), ignore_errors=True)
    return found


def in_memory(own: Path) -> Path:
    """The folder in memory of the hub whose own folder this is."""
    runtime = os.environ.get("RUNTIME_DIRECTORY", "").split(":")[0] or SERVICE
    return Path(runtime) / f"memory-{crc32(bytes(own.absolute())):08x}"


def reached_at(own: Path) -> Path:
    """The folder where a running hub listens."""
    spare = in_memory(own)
    return spare if (spare / FILE).exists() else own


def _opened(folder: Path) -> Opened:
    with ExitStack() as undo:
        held = hold(folder)
        undo.callback(held.release)
        store, trouble = Store.open_or_fresh(folder)
        undo.pop_all()
    return Opened(folder, held, store, trouble)


def _made(own: Path) -> Path:
    """A folder in memory that only this user can have made. Without a service manager each start has a new one."""
    spare = in_memory(own)
    if os.access(spare.parent, os.W_OK):
        return spare
    return Path(tempfile.mkdtemp(prefix="carehub-", dir="/dev/shm"))


def _ours(own: Path) -> bool:
    return os.geteuid() == 0 or not own.exists() or own.stat().st_uid == os.geteuid()


def _busy(error: StoreError) -> bool:
    code = getattr(error.__cause__, "sqlite_errorcode", 0) & 0xFF
    return code in (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED)
