"""Can the hub write down what it hears, and is there room for it?"""

import os
import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path

from hub.check_line import Line

FULL = 50 * 2**20
"""Bytes. Below this the store may stop within a day (design section 11: 20 MB a day)."""
NEARLY_FULL = 500 * 2**20
"""Bytes. Below this the readings of four weeks no longer fit."""


def storage(data: Path) -> Iterator[Line]:
    """What is to be said of the data folder, and of the disk it is on."""
    there = next(folder for folder in (data, *data.absolute().parents) if os.access(folder, os.F_OK))
    yield _folder(data, there)
    yield disk(there)


def disk(there: Path) -> Line:
    """What the disk of a folder is good for; OSError if the folder is not there."""
    read_only = bool(os.statvfs(there).f_flag & os.ST_RDONLY)
    return room(there, shutil.disk_usage(there).free, read_only)


def room(there: Path, free: int, read_only: bool) -> Line:
    """What a disk with so many bytes free is good for."""
    if read_only:
        do = "A card that wears out does this: replace it. Else remount it for writing."
        return Line("bad", "disk", f"The disk of {there} is read-only.", do)
    left = f"{free // 2**20} MB are free"
    if free < FULL:
        return Line("bad", "disk", f"{left}: the store stops soon.", "Make room now.")
    if free < NEARLY_FULL:
        return Line("warn", "disk", f"{left}: four weeks of readings do not fit.", "Make room.")
    return Line("ok", "disk", f"{left}.")


def _folder(data: Path, there: Path) -> Line:
    user = f"Is this the hub's user? Try: sudo -u carehub carehub check. Else: chown carehub {data}"
    if not there.is_dir():
        return Line("bad", "data folder", f"{there} is not a folder.", "Choose another hub.data.")
    try:
        with tempfile.TemporaryFile(dir=there) as probe:
            probe.write(b"carehub")
            probe.flush()
            os.fsync(probe.fileno())
    except OSError as error:
        return Line("bad", "data folder", f"{there} cannot be written: {error.strerror or error}.", user)
    return Line("ok", "data folder", f"{data} can be written." if data == there else f"{data} will be made.")
