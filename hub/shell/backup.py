"""Copies a store that is in use. Run in a process of its own, so that no copy holds up an alarm."""

import asyncio
import os
import sqlite3
import sys
from contextlib import closing
from pathlib import Path

from hub.shell.database import BUSY

LONGEST = 1800.0
"""Seconds for one copy; a card that needs longer has another trouble."""


class BackupError(Exception):
    """The copy was not made; the one before it is still there."""


def copy(store: Path, to: Path) -> None:
    """Copies `store`; `to` is replaced only by a whole copy."""
    new = to.with_suffix(".new")
    new.unlink(missing_ok=True)
    new.touch(mode=0o600)
    where = f"{store.absolute().as_uri()}?mode=ro"
    with closing(sqlite3.connect(where, uri=True, timeout=BUSY)) as source, closing(sqlite3.connect(new)) as target:
        source.backup(target)
    with new.open("rb") as written:
        os.fsync(written.fileno())
    new.replace(to)


async def copy_aside(store: Path, to: Path) -> None:
    """As `copy`, in a process of its own."""
    command = (sys.executable, "-m", "hub.shell.backup", str(store), str(to))
    process = await asyncio.create_subprocess_exec(*command, stderr=asyncio.subprocess.PIPE)
    try:
        async with asyncio.timeout(LONGEST):
            _, said = await process.communicate()
    finally:
        if process.returncode is None:
            process.kill()
            await process.wait()
    if process.returncode:
        raise BackupError(said.decode(errors="replace").strip().rpartition("\n")[2])


if __name__ == "__main__":
    copy(Path(sys.argv[1]), Path(sys.argv[2]))
