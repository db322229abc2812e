"""A copy of the store, made beside a running hub as each night's is, and given out without leaving it on the disk."""

import asyncio
import os
import shutil
from collections.abc import AsyncIterator
from pathlib import Path
from typing import BinaryIO

from hub.check import NEARLY_FULL
from hub.pages.meanwhile import meanwhile
from hub.shell.backup import copy_aside
from hub.shell.database import FILE

AT_ONCE = 2**20
"""Bytes read at a time: other browsers are answered in between."""


class Copying:
    """One copy at a time: it takes the disk that alarms are kept on."""

    def __init__(self) -> None:
        self.one = asyncio.Lock()


def has_room(folder: Path, into: Path) -> bool:
    """Whether a second store fits beside the first, with room left for four weeks of readings."""
    size = sum(file.stat().st_size for file in folder.glob(f"{FILE}*"))
    return shutil.disk_usage(into).free > size + NEARLY_FULL


async def copied(folder: Path, into: Path) -> BinaryIO:
    """The copy, open, and already without a name: it is gone with whoever reads it, also if that breaks off."""
    made = into / "for-download.db"
    try:
        await copy_aside(folder / FILE, made)
        return made.open("rb")
    finally:
        for left in (made, made.with_suffix(".new")):
            left.unlink(missing_ok=True)


def size(copy: BinaryIO) -> int:
    """Its bytes."""
    return os.fstat(copy.fileno()).st_size


async def pieces(copy: BinaryIO) -> AsyncIterator[bytes]:
    """All of it, a piece at a time."""
    with copy:
        while piece := await meanwhile(lambda: copy.read(AT_ONCE)):
            yield piece
