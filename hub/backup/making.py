"""Makes a backup beside a running hub: everything is copied aside first, databases by their own means."""

import shutil
import sqlite3
import tempfile
from collections.abc import Iterator
from contextlib import suppress
from datetime import datetime
from hashlib import file_digest
from pathlib import Path

import msgspec
from msgspec import Struct

from hub.backup.belongings import MAKING, Place, kept, lacks
from hub.backup.sealed import PIECE
from hub.check_disk import NEARLY_FULL
from hub.model.errors import CarehubError
from hub.model.household import Settings
from hub.shell.backup import copy
from hub.shell.database import FILE, StoreError
from hub.shell.reader import Reader


class File(Struct, frozen=True):
    """One file of a backup."""

    name: str
    size: int
    sha256: str


class About(Struct, frozen=True, kw_only=True):
    """What a backup says of itself, before its files. `open`: what was open, by code and kind; `waiting`: messages."""

    hub: str
    made: datetime
    version: str
    data: str
    conf: str
    files: tuple[File, ...]
    open: tuple[str, ...] = ()
    waiting: int = 0
    lacks: tuple[str, ...] = ()

    @property
    def size(self) -> int:
        """Bytes of all files."""
        return sum(each.size for each in self.files)


class Made(Struct, frozen=True):
    """Copies of everything, in `folder`, which is to be removed; and what they are."""

    folder: Path
    about: About

    @property
    def size(self) -> int:
        """Bytes of `plain`."""
        return 4 + len(msgspec.json.encode(self.about)) + self.about.size

    def plain(self) -> Iterator[bytes]:
        """All of it in one stream: a length, what it is, then file after file. At the end nothing is left of it."""
        try:
            head = msgspec.json.encode(self.about)
            yield len(head).to_bytes(4) + head
            for each in self.about.files:
                with (self.folder / each.name).open("rb") as file:
                    while piece := file.read(PIECE):
                        yield piece
        finally:
            self.forget()

    def forget(self) -> None:
        """Removes the copies."""
        shutil.rmtree(self.folder, ignore_errors=True)


def made(place: Place, settings: Settings, version: str, now: datetime) -> Made:
    """Copies everything into a new folder, which only this user can look into. CarehubError or OSError if it cannot."""
    _room(place)
    into = Path(tempfile.mkdtemp(prefix=MAKING, dir=place.data))
    try:
        files = tuple(_copied(name, file, into / name) for name, file in kept(place, settings))
        opened, waiting = _open(into / "data")
        about = About(
            hub=settings.hub.id, made=now, version=version, data=str(place.data.resolve()),
            conf=str(place.toml.resolve().parent), files=files, open=opened, waiting=waiting,
            lacks=lacks(place, settings),
        )  # fmt: skip
    except BaseException:
        shutil.rmtree(into, ignore_errors=True)
        raise
    return Made(into, about)


def _room(place: Place) -> None:
    """As much as is there, and what the hub itself needs for weeks."""
    size = sum(file.stat().st_size for file in place.data.rglob("*") if file.is_file())
    if shutil.disk_usage(place.data).free < size + NEARLY_FULL:
        raise CarehubError(f"there is too little room in {place.data} for a copy: make room first.")


def _copied(name: str, file: Path, to: Path) -> File:
    to.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    if file.suffix == ".db":
        try:
            copy(file, to)
        except sqlite3.Error as error:
            raise CarehubError(f"{file} cannot be copied ({error}): is it damaged, or in use?") from error
    else:
        shutil.copy(file, to)
    with to.open("rb") as opened:
        return File(name, to.stat().st_size, file_digest(opened, "sha256").hexdigest())


def _open(data: Path) -> tuple[tuple[str, ...], int]:
    """What is open in the copied store, and how many messages wait in it."""
    if not (data / FILE).exists():
        return (), 0
    with suppress(StoreError):  # one of an older carehub is brought up to date when it is put back
        store = Reader(data)
        try:
            found = tuple(f"{each.reference} {each.kind}" for each in store.incidents(open_only=True))
            return found, len(store.waiting())
        finally:
            store.close()
    return (), 0
